"""Frames that lie in memory, of pandas or pyarrow: scored block by block as numpy arrays."""
