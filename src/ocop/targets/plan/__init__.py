"""A province's targets, and how they are judged."""
