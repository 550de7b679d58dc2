"""The choices of one scoring, checked."""
