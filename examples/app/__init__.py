"""A province's application on ocop: FastAPI, SQLite and plain forms; the library has the rules.

No threshold, weight, star, date or deadline stands here: what may be chosen, what it comes to, what
follows and by when the library says, under the rules of each document's day. README.md says how it
is started.
"""
