"""What counts on one date."""
