"""Assumptions: what a forecast supposes of the years to come, each with its source."""
