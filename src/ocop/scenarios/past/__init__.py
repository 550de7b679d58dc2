"""The past of a registry: what it says of how often products are renewed, upgraded, new."""
