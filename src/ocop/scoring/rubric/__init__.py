"""The scoring tree of one product set under one regime."""
