"""Recognitions, and the registries that hold them: product sets by number, entity kinds by id."""

from typing import Any, TypedDict

from ocop import documents
from ocop.errors import InputError
from ocop.formats.kind import Kind
from ocop.law.entity import EntityKind, entity_kind, entity_kinds
from ocop.law.product_set import ProductSet, numberings, product_sets
from ocop.law.set_name import find_set
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry

__all__ = ["KINDS"]


class _SetTable(TypedDict):
    """A product set by its number within its numbering."""

    numbering: str
    number: int


def _read_set(value: object, _: object) -> ProductSet:
    if isinstance(value, ProductSet):
        return value
    table = documents.read(_SetTable, value)
    numbering, number = table["numbering"], table["number"]
    known = numberings()
    if numbering not in known:
        raise InputError.of("not-known", "numbering", given=numbering, known=known)
    most = len(product_sets(numbering))
    if not 1 <= number <= most:
        raise InputError.of("no-such-set", "number", given=number, most=most)
    return find_set(numbering, number)


def _read_kind(value: object, _: object) -> EntityKind:
    if isinstance(value, EntityKind):
        return value
    known = tuple(kind.id for kind in entity_kinds())
    if not isinstance(value, str) or value not in known:
        raise InputError.of("not-known", given=value, known=known)
    return entity_kind(value)


def _set_table(value: ProductSet) -> dict[str, Any]:
    return {"numbering": value.numbering, "number": value.number}


documents.tell(lambda kind: kind is ProductSet, read=_read_set, write=_set_table)
documents.tell(lambda kind: kind is EntityKind, read=_read_kind, write=lambda value: value.id)

KINDS = {
    Recognition: Kind(name="recognition", schema=Recognition),
    Registry: Kind(name="registry", schema=Registry),
}
