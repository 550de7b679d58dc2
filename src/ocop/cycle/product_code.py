"""Product codes (mã sản phẩm): read, write, check, and name their places.

Before the reform of July 2025 province-district-commune-serial-year, since then
province-commune-serial-year.

Reference: 26/2026/QĐ-TTg, forms; unit codes of 19/2025/QĐ-TTg.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ocop.argument import check_year
from ocop.brief import Brief
from ocop.cycle._rules import rows
from ocop.errors import Faults, InputError, MissingExtra
from ocop.law.rule_file import rule_file
from ocop.text import Label

__all__ = ["CodePlaces", "ProductCode"]


def _form(district: str | None) -> Mapping[str, Any]:
    id_ = "commune" if district is None else "district"
    return next(row for row in rows("codes", "forms") if row["id"] == id_)


@attrs.frozen(kw_only=True, repr=False)
class CodePlaces(Brief):
    """The places that a code names.

    Attributes:
        province: The name of the province; None where the list does not have its code.
        commune: The name of the commune; None as above.
        source: The list: ``"vietnam-provinces"``, its version and the date of its data.
        gaps: What the list cannot say about this code, and what does not fit.
    """

    province: str | None
    commune: str | None
    source: str
    gaps: tuple[Label, ...] = ()


@attrs.frozen(kw_only=True, order=True, repr=False)
class ProductCode(Brief):
    """A product code.

    Attributes:
        province: Two digits.
        district: Three digits; None in a code of the form since July 2025.
        commune: Five digits.
        serial: The number kept by the commune, digits as written, not 0.
        year: The year, from 2000 to 2099.

    Raises:
        InputError: with every fault; a code with a district of a year after 2025, or one without
            of a year before it.
    """

    province: str
    district: str | None = None
    commune: str
    serial: str
    year: int

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        digits = rule_file("codes")["digits"]
        for part in ("province", "district", "commune"):
            value = getattr(self, part)
            if value is not None or part != "district":
                _check_digits(faults, part, value, digits[part])
        if not _is_digits(self.serial) or not self.serial.strip("0"):
            faults.add("not-a-serial", "serial", given=self.serial)
        form = _form(self.district)
        first, last = form.get("first_year"), form.get("last_year")
        # the century of "20yy", the only years that the form can write
        if not check_year(faults, "year", self.year, least=2000, most=2099):
            pass
        elif first is not None and self.year < first:
            faults.add("form-since", "year", year=self.year, form=self.form, first=first)
        elif last is not None and self.year > last:
            faults.add("form-until", "year", year=self.year, form=self.form, last=last)
        faults.raise_if_any()

    @classmethod
    def parse(cls, text: str) -> ProductCode:
        """The product code that a text writes, in either form.

        >>> ProductCode.parse("83-829-28780-3-2022").district
        '829'

        Raises:
            InputError: it has neither form, with every fault of its parts.
        """
        parts = text.strip().split("-") if type(text) is str else []
        for row in rows("codes", "forms"):
            if len(parts) == len(row["parts"]):
                fields: dict[str, Any] = dict(zip(row["parts"], parts, strict=True))
                year = fields["year"]
                if _is_digits(year) and len(year) == len("20yy"):
                    fields["year"] = int(year)
                faults = Faults()
                with faults.at("text"):
                    return cls(**fields)
                faults.raise_if_any()
        forms = tuple(Label.of(row["label"]) for row in rows("codes", "forms"))
        raise InputError.of("not-a-product-code", "text", given=text, forms=forms)

    def __str__(self) -> str:
        units = [self.province, self.district, self.commune]
        return "-".join([*(unit for unit in units if unit), self.serial, str(self.year)])

    @property
    def form(self) -> Label:
        """The form that it has."""
        return Label.of(_form(self.district)["label"])

    @property
    def reference(self) -> str:
        """The source of that form."""
        return str(_form(self.district)["reference"])

    def places(self) -> CodePlaces:
        """The names of its province and commune, by the list of the vietnam-provinces package.

        That list has the 34 provinces and their communes since July 2025 only, so of a code with a
        district it says nothing but that.

        The package is licensed GPL-3.0-or-later, unlike this library.

        Raises:
            MissingExtra: without the extra ``ocop[places]``.
        """
        names = _names()
        source = f"vietnam-provinces {names.__version__}, data of {names.__data_version__}"
        if self.district is not None:
            return CodePlaces(province=None, commune=None, source=source, gaps=(_BEFORE_REFORM,))
        province = _unit(names.Province, names.ProvinceCode, self.province)
        commune = _unit(names.Ward, names.WardCode, self.commune)
        gaps = []
        if province is None:
            gaps.append(_NO_PROVINCE)
        if commune is None:
            gaps.append(_NO_COMMUNE)
        elif commune.province_code != int(self.province):
            gaps.append(_OTHER_PROVINCE)
        return CodePlaces(
            province=None if province is None else str(province.name),
            commune=None if commune is None else str(commune.name),
            source=source,
            gaps=tuple(gaps),
        )


_BEFORE_REFORM = Label(
    "Danh mục không có đơn vị trước 01/07/2025", "The list has no units from before July 2025"
)
_NO_PROVINCE = Label("Danh mục không có mã tỉnh này", "The list has no such province")
_NO_COMMUNE = Label("Danh mục không có mã xã này", "The list has no such commune")
_OTHER_PROVINCE = Label("Xã thuộc tỉnh khác", "The commune belongs to another province")


def _names() -> Any:  # noqa: ANN401 - an optional package
    """The package that knows the names of places."""
    try:
        import vietnam_provinces  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as err:
        if err.name != "vietnam_provinces":
            raise  # it is there, but broken: no extra would help
        raise MissingExtra.of("places-missing") from None
    return vietnam_provinces


def _unit(kind: Any, codes: Any, digits: str) -> Any:  # noqa: ANN401 - types of an optional package
    """The unit of a code; None where the list does not have it."""
    try:
        return kind.from_code(codes(int(digits)))
    except ValueError:
        return None


def _is_digits(value: object) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdigit()


def _check_digits(faults: Faults, part: str, value: object, count: int) -> None:
    if not _is_digits(value) or len(str(value)) != count:
        faults.add("not-digits", part, given=value, digits=count)
