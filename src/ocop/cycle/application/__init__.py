"""One product's way through the stages."""
