"""Whose sheet it is: kept and written back, and never scored."""

# No `from __future__ import annotations` here: those who take the fields over would see text.

from collections.abc import Mapping
from typing import Any, TypedDict

import attrs

from ocop.checked import Checked
from ocop.text import Label
from ocop.words import nfc

__all__ = ["NOBODY", "OWNER_WORDS", "Owner", "OwnerFields"]


class OwnerFields(TypedDict, total=False):
    """The fields of an :class:`Owner`, as :meth:`ocop.scoring.Rubric.sheet` takes them."""

    product: str
    code: str
    entity: str
    member: str
    place: str


_NAMES = tuple(OwnerFields.__annotations__)


def _nfc(text: Any) -> Any:  # noqa: ANN401 - what is no text is left for the check
    return nfc(text) if isinstance(text, str) else text


@attrs.frozen(kw_only=True, repr=False)
class Owner(Checked):
    """Whose sheet it is; what is not said is empty. All of it is text, in Unicode NFC.

    Attributes:
        product: The product's name.
        code: Its code.
        entity: Who brings it (chủ thể).
        member: The member of the council whose sheet it is.
        place: Where the product is from, such as a commune.

    Raises:
        InputError: a field that is not text.
    """

    product: str = attrs.field(default="", converter=_nfc)
    code: str = attrs.field(default="", converter=_nfc)
    entity: str = attrs.field(default="", converter=_nfc)
    member: str = attrs.field(default="", converter=_nfc)
    place: str = attrs.field(default="", converter=_nfc)

    @property
    def fields(self) -> Mapping[str, str]:
        """What is said, by the name of the field."""
        return {name: value for name in _NAMES if (value := getattr(self, name))}


#: What the fields are called.
OWNER_WORDS = {
    "product": Label("Sản phẩm", "Product"),
    "code": Label("Mã sản phẩm", "Product code"),
    "entity": Label("Chủ thể", "Entity"),
    "member": Label("Thành viên hội đồng", "Council member"),
    "place": Label("Nơi sản xuất", "Place"),
}
#: The owner of a sheet that says nothing of one.
NOBODY = Owner()
