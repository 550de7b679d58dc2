"""Sheets of which it is known what each criterion may hold: their bounds, and what to find out."""
