"""The paper that a recognition gives, and what becomes of it."""
