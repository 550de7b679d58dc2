"""Pages drawn from the data at the build; ``catalogue`` names the kinds of them."""
