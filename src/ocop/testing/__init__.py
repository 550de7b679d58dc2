"""Help for tests of what is built on ocop; needs the extra ``ocop[testing]``."""
