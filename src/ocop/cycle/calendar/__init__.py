"""Rounds, deadlines and working days."""
