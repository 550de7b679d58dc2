"""Many sheets at once, from the rows of a table."""
