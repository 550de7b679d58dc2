"""Scenarios side by side: several by name, or one over a grid."""
