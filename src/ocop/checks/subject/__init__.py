"""Subjects: what a case can be about, a module each, and how its answer is read off."""
