"""What a level held under one decision may be under another."""
