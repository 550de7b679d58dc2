"""The rows of every rule file: their keys, and the types of their values.

A row stays a table, for the fold works on tables. Its class is a ``TypedDict``: to make one takes
1/25 of the time of an attrs class, and there are some fifty, which every process would pay for.
"""
