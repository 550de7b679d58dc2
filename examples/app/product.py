"""A product as it is kept: its application, its code, where it is from."""

from __future__ import annotations

import attrs

import ocop
from examples.app.asked import Asked
from examples.app.store import Row

__all__ = ["Product", "comes_to", "product", "products"]


@attrs.frozen(kw_only=True)
class Product:
    """A product as it is kept.

    Attributes:
        kept: The application's document, as it was read.
        application: The product's way so far, under the rules that it was begun by.
    """

    id: int
    code: str
    commune: str
    kept: str
    application: ocop.Application

    @property
    def here(self) -> str:
        """The page of the product."""
        return f"/products/{self.id}"

    @property
    def filed_set(self) -> ocop.ProductSet | None:
        """The set of the latest dossier that names one, as the rules of its day number it."""
        application = self.application
        for event in reversed(application.history):
            number = getattr(event, "product_set", None)
            if number is not None:
                return application.rules.regime_on(event.on).set(number)
        return None

    def own_set(self, asked: Asked) -> ocop.ProductSet | None:
        """The set of its latest own sheet, where the rules of the day number sets alike."""
        numbering = self.application.regime(asked.on).numbering
        for row in reversed(asked.store.sheets(self.id)):
            judged = ocop.from_json(ocop.Draft, row["draft"]).rubric.product_set
            if judged.numbering == numbering:
                return judged
        return None


def products(asked: Asked) -> list[Product]:
    """Every product, the newest first."""
    return [_read(row) for row in asked.store.products()]


def product(asked: Asked, id_: int) -> Product:
    """One product.

    Raises:
        HTTPException: there is none of that number.
    """
    row = asked.store.product(id_)
    if row is None:
        raise asked.missing()
    return _read(row)


def _read(row: Row) -> Product:
    return Product(
        id=row["id"],
        code=row["code"],
        commune=row["commune"],
        kept=row["application"],
        application=ocop.from_json(ocop.Application, row["application"]),
    )


def comes_to(draft: ocop.Draft, lang: str) -> list[str]:
    """What a sheet comes to, in words: its bounds while answers lack, else its result."""
    if draft.missing:
        return ocop.score(draft).text(lang).split("\n")
    return list(ocop.score(draft.finish()).explain(lang).reasons)
