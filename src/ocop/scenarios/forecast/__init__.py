"""Forecasts: where a plan's targets stand on later days, under stated assumptions."""
