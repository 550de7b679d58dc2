"""What never changes, and so can be hashed, copied and sent to another process."""

# No `from __future__ import annotations`: attrs gives the type of a converter's parameter to the
# __init__ of its class, whose module need not know the name.
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import attrs

from ocop.brief import cut

__all__ = ["FrozenMap", "as_tuple", "frozen_map", "frozen_value"]

K = TypeVar("K", bound=Hashable)
V_co = TypeVar("V_co", covariant=True)


_PLAIN = frozenset({str, int, float, bool, type(None)})


def _copied(items: Mapping[K, V_co] | Iterable[tuple[K, V_co]]) -> dict[K, V_co]:
    return dict(items)


@attrs.frozen(eq=False, repr=False)
class FrozenMap(Mapping[K, V_co]):
    """A mapping of what it was made from, in its order; later changes there do not reach it.

    Equal to every mapping of the same keys and values, whatever their order. It has a hash where
    its values have one, and pickles, where a ``mappingproxy`` does neither.

    >>> units = FrozenMap({"districts": ("A", "B")})
    >>> units["districts"], units == {"districts": ("A", "B")}
    (('A', 'B'), True)
    """

    _items: dict[K, V_co] = attrs.field(factory=dict, converter=_copied)

    def __getitem__(self, key: K) -> V_co:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"FrozenMap({cut(repr(self._items), 180)})"


def as_tuple(values: Iterable[Any]) -> tuple[Any, ...]:
    """The values as a tuple of their own: a list handed in may change later."""
    return tuple(values)


def frozen_map(table: Mapping[Any, object]) -> FrozenMap[Any, Any]:
    """A table of JSON or TOML made unchangeable at every depth: lists in it become tuples."""
    return FrozenMap((key, frozen_value(inner)) for key, inner in table.items())


def frozen_value(value: object) -> Any:  # noqa: ANN401 - any JSON or TOML value
    """A value of JSON or TOML made unchangeable at every depth."""
    if type(value) in _PLAIN:  # as most are
        return value
    if isinstance(value, Mapping):
        return frozen_map(value)
    if isinstance(value, (list, tuple)):
        return tuple(frozen_value(inner) for inner in value)
    return value
