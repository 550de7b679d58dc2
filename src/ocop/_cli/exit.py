"""The codes that a command leaves with."""

__all__ = ["BAD_INPUT", "FAILED", "FINE", "INTERRUPTED", "ROWS_SET_ASIDE", "WARNINGS"]

FINE = 0
#: What was read and run did not hold.
FAILED = 1
#: Of a file that can be read, something is likely not meant.
WARNINGS = 1
BAD_INPUT = 2
#: What could be read was counted, but rows of the register were set aside.
ROWS_SET_ASIDE = 3
#: Ended by Ctrl-C, as shells say it.
INTERRUPTED = 130
