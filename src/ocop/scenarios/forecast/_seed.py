"""Seeds: by which whole number runs are drawn, from one or from a generator that is passed in."""

# no annotations as text here: those of converters become those of a class's __init__

from typing import Any

from ocop.errors import Faults
from ocop.exact import as_whole

__all__ = ["as_seed", "check_seed"]

#: As many bits as a generator is asked for.
_BITS = 63


def as_seed(value: Any) -> Any:  # noqa: ANN401 - what is no seed is left for the check
    """A seed; of a generator of numpy's or of the standard library's the next number."""
    if callable(getattr(value, "getrandbits", None)):
        return value.getrandbits(_BITS)
    if callable(getattr(value, "integers", None)):
        return int(value.integers(2**_BITS))
    return None if value is None else as_whole(value)


def check_seed(faults: Faults, seed: object, runs: object) -> None:
    """Note a fault for what is no seed, and for runs without one."""
    if seed is None:
        if type(runs) is int and runs > 0:
            faults.add("runs-without-a-seed", "seed")
    elif type(seed) is not int or seed < 0:
        faults.add("not-a-seed", "seed", given=seed)
