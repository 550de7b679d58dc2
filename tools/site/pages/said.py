"""What a row of a rule file says, in words: ids by their names, days and spans as they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from tools.site.language import Lang, words

from ocop import cycle, law
from ocop.law.fold.law import shipped
from ocop.law.kind import NONE
from ocop.law.rule_file import rule_file
from ocop.text import Label
from ocop.words import in_words

__all__ = ["name", "said"]

_ENDED = words("ended", "bãi bỏ")
_DOUBT = words("not certain: {}", "chưa chắc: {}")
_FROM_POINTS = words("from {} points", "từ {} điểm")
_PRINTED = words("from {} points (printed to {})", "từ {} điểm (in đến {})")
_MONTHS = words("{} months", "{} tháng")
_STARS = words("{}★", "{} sao")
_SPAN = words("{} {}, counted from {}", "{} {}, tính từ {}")
_DAYS = words("{} days", "{} ngày")
_ROUND = words("proposed before {}, ended before {}", "đề nghị trước {}, kết thúc trước {}")
_DAY = words("{} {}", "ngày {}/{}")
# fmt: off
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on
_NEXT_YEAR = words("{} of the next year", "{} năm sau")
_WINDOW = words(
    "from {} to {} days before the last valid day", "từ {} đến {} ngày trước ngày cuối hiệu lực"
)
_NOTICE = words("{} days before the end", "{} ngày trước khi hết hạn")
_PAST = words(
    "at most {} days past the last valid day", "nhiều nhất {} ngày sau ngày cuối hiệu lực"
)
_WITHIN = words("within {} days", "trong {} ngày")
_KEEPS = words("under the rules of {}: {}", "theo quy định của {}: {}")


def said(table: str, value: Any, lang: Lang) -> str:  # noqa: ANN401 - any TOML value
    """A row of a table, whole; empty where its name says all."""
    if value is None:
        return ""
    if value == NONE:
        return _ENDED(lang)
    if isinstance(value, Mapping) and table in _SAID and _fits(table, value):
        text = _SAID[table](value, lang)
    else:
        text = _any(value, lang)
    doubt = value.get("doubt") if isinstance(value, Mapping) else None
    return "; ".join(
        part for part in (text, _DOUBT(lang).format(doubt[lang]) if doubt else "") if part
    )


def _fits(table: str, row: Mapping[str, Any]) -> bool:
    """Whether a row has all that its sentence says: an amendment may name a part only."""
    return _NEEDED.get(table, frozenset()) <= row.keys()


_NEEDED: Mapping[str, frozenset[str]] = {
    "bands": frozenset({"from"}),
    "term": frozenset({"months"}),
    "window": frozenset({"earliest", "latest"}),
    "notice": frozenset({"days"}),
    "extension": frozenset({"days"}),
    "withdrawal": frozenset({"days", "by"}),
    "rounds": frozenset({"proposed_before", "ended_before"}),
    "deadlines": frozenset({"number", "unit", "from"}),
    "transition": frozenset({"keeps", "cases"}),
    "dossiers": frozenset({"documents"}),
    "evidence": frozenset({"kinds"}),
}


def _band(row: Mapping[str, Any], lang: Lang) -> str:
    if "printed_to" in row:
        return _PRINTED(lang).format(row["from"], row["printed_to"])
    return _FROM_POINTS(lang).format(row["from"])


def _withdrawal(row: Mapping[str, Any], lang: Lang) -> str:
    by = (f"{_stars(one['stars'], lang)}: {name(one['level'], lang)}" for one in row["by"])
    return "; ".join([_WITHIN(lang).format(row["days"]), *by])


def _stars(stars: Any, lang: Lang) -> str:  # noqa: ANN401 - ints
    return _STARS(lang).format(", ".join(map(str, stars)))


def _round(row: Mapping[str, Any], lang: Lang) -> str:
    return _ROUND(lang).format(
        *(_month_day(row[key], lang) for key in ("proposed_before", "ended_before"))
    )


def _month_day(day: Mapping[str, int], lang: Lang) -> str:
    month: object = day["month"] if lang == "vi" else _MONTH_NAMES[day["month"] - 1]
    text = _DAY(lang).format(day["day"], month)
    return _NEXT_YEAR(lang).format(text) if day.get("year") else text


def _deadline(row: Mapping[str, Any], lang: Lang) -> str:
    unit = _DAYS(lang).format(row["number"]) if row["unit"] == "days" else ""
    if unit:
        return _SPAN(lang).format(*unit.split(" ", 1), row["from"][lang])
    return _SPAN(lang).format(row["number"], name(row["unit"], lang), row["from"][lang])


def _transition(row: Mapping[str, Any], lang: Lang) -> str:
    cases = (
        f"{name(one['case'], lang)}: {_DAYS(lang).format(one['days'])}" for one in row["cases"]
    )
    number = shipped().decisions[row["keeps"]]["number"]
    return _KEEPS(lang).format(number, "; ".join(cases))


def _documents(row: Mapping[str, Any], lang: Lang) -> str:
    return "; ".join(name(one, lang) for one in row["documents"])


def _evidence(row: Mapping[str, Any], lang: Lang) -> str:
    return "; ".join(str(one[lang]) for one in row["kinds"].values())


#: Table → how one of its rows is said.
_SAID: Mapping[str, Callable[[Mapping[str, Any], Lang], str]] = {
    "bands": _band,
    "term": lambda row, lang: _MONTHS(lang).format(row["months"]),
    "window": lambda row, lang: _WINDOW(lang).format(row["earliest"], row["latest"]),
    "notice": lambda row, lang: _NOTICE(lang).format(row["days"]),
    "extension": lambda row, lang: _PAST(lang).format(row["days"]),
    "withdrawal": _withdrawal,
    "rounds": _round,
    "deadlines": _deadline,
    "transition": _transition,
    "dossiers": _documents,
    "evidence": _evidence,
    "grounds": lambda _row, _lang: "",
}


def _any(value: Any, lang: Lang) -> str:  # noqa: ANN401 - any TOML value
    if isinstance(value, Mapping):
        if {"vi", "en"} <= value.keys():
            return str(value[lang])
        parts = (
            _any(inner, lang) if key == "level" else f"{name(key, lang)} {_any(inner, lang)}"
            for key, inner in value.items()
            if key not in {"reference", "id", "label", "doubt"}
        )
        return "; ".join(parts)
    if isinstance(value, tuple | list):
        return ", ".join(_any(inner, lang) for inner in value) or name("nothing", lang)
    return name(value, lang) if isinstance(value, str) else in_words(value, lang)


def name(key: str, lang: Lang) -> str:
    """What a table, a key or an id is called."""
    labels, own = _labels(), _words()
    if key in labels:
        return labels[key](lang)
    return own[key](lang).replace("{}", "").strip() if key in own else key


@cache
def _labels() -> dict[str, Label]:
    """What ids are called that no table of words has."""
    found = {one.id: one.label for one in law.entity_kinds()}
    found |= {one.id: one.label for one in law.regimes()[-1].groups}
    found |= {id_: kind.rule().label for id_, kind in cycle.Event.kinds().items()}
    for regime in law.regimes():
        documents = shipped().table(regime.id, "documents")
        found |= {key: Label.of(row) for key, row in documents.items() if key != "reference"}
    return found


@cache
def _words() -> dict[str, Label]:
    return {key: Label.of(row) for key, row in rule_file("words")["words"].items()}
