"""How fast the library is, as ratios to what runs beside it in the same process.

``python -m benchmarks.NAME`` prints the promises of one file.
"""
