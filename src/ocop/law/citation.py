"""Citations (căn cứ): which document, and where in it, in the reader's language.

Rule data cite in a short English form, ``26/2026/QĐ-TTg, Appendix II, set 1, criterion 1.5``. It is
kept as text, and read when it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from typing import Literal, cast

import attrs

from ocop.checked import Checked
from ocop.errors import InputError, RuleDataError, checked_lang, fault
from ocop.law.rule_file import rule_file
from ocop.text import Label
from ocop.words import Lang, Words

__all__ = ["Citation", "Cited", "Passage", "Place", "citation", "cite"]

#: A longer text is nobody's citation: it is printed as it stands.
_MOST_LETTERS = 500
PlaceKind = Literal[
    "appendix",
    "annex",
    "set",
    "criterion",
    "criteria",
    "footnote",
    "articles",
    "form",
    "forms",
    "amendment",
    "day",
]
_NUMBER = r"\d+/(?:\d{4}/)?[A-ZĐ]+\d*(?:-[A-Za-zĐ]+)?"
_ARTICLE = r"\d+(?:\.\d+)?(?:\([a-zđ]\))?"
_WORD = r"[^\s,;:()]+"
#: Kind of place → how the data write it, and its words.
_PLACES: dict[PlaceKind, tuple[str, Label]] = {
    "appendix": ("Appendix ([IVX]+)", Label("Phụ lục {}", "Appendix {}")),
    "annex": ("criteria annex", Label("phụ lục tiêu chí", "criteria annex")),
    "set": (r"set (\d+)", Label("Bộ {}", "set {}")),
    "criterion": (f"criterion ({_WORD})", Label("tiêu chí {}", "criterion {}")),
    "criteria": (f"criteria ({_WORD} and {_WORD})", Label("tiêu chí {}", "criteria {}")),
    "footnote": ("footnote", Label("chú thích", "footnote")),
    "articles": (rf"Art\. ({_ARTICLE}(?:, {_ARTICLE})*)", Label("{}", "Art. {}")),
    "form": (r"form (\d+)", Label("mẫu {}", "form {}")),
    "forms": ("forms", Label("các biểu mẫu", "forms")),
    "amendment": ("amended by ([^,;()]+)", Label("sửa đổi bởi {}", "amended by {}")),
    "day": (r"(\d{4}-\d\d-\d\d)", Label("{}", "{}")),
}
_DIGITS = "0123456789"
#: First word of the places that nearly every row has → their kind, and the letters of its value.
_PLAIN: dict[str, tuple[PlaceKind, str]] = {
    "Appendix": ("appendix", "IVX"),
    "set": ("set", _DIGITS),
    "criterion": ("criterion", _DIGITS + "."),
}
_RELATIONS = {
    "by analogy with": Label("tương tự", "by analogy with"),
    "replaced by": Label("thay bằng", "replaced by"),
    "unit codes of": Label("mã đơn vị hành chính theo", "unit codes of"),
}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Those of a passage and of the places in it; made when a citation is first read."""
    place = "|".join(re.sub(r"(?<!\\)\((?!\?)", "(?:", written) for written, _ in _PLACES.values())
    kinds = "|".join(f"(?P<{kind}>{written})" for kind, (written, _) in _PLACES.items())
    passage = (
        rf"(?:(?P<relation>{'|'.join(_RELATIONS)}) )?(?P<document>.+?)"
        rf"(?P<places>(?:, (?:{place}))*)(?: \((?P<aside>.+)\)|: (?P<remark>.+))?"
    )
    return re.compile(passage), re.compile(f", (?:{kinds})")


@attrs.frozen(repr=False)
class Place(Checked):
    """Where in a document.

    Attributes:
        kind: ``"appendix"``, ``"annex"``, ``"set"``, ``"criterion"``, ``"criteria"``,
            ``"footnote"``, ``"articles"``, ``"form"``, ``"forms"``; also ``"amendment"`` (by which
            decision) and ``"day"`` (of its signature).
        value: Which one, as the data write it, such as ``"II"`` or ``"7.6(a)"``; may be empty.
    """

    kind: PlaceKind
    value: str = ""

    def __call__(self, lang: Lang) -> str:
        """The place in words."""
        value = self.value if lang == "en" else _in_vietnamese(self.kind, self.value)
        return _PLACES[self.kind][1](lang).format(value)


def _in_vietnamese(kind: str, value: str) -> str:
    if kind == "articles":
        return ", ".join(map(_article, value.split(", ")))
    if kind == "criteria":
        return value.replace(" and ", " và ")
    if kind == "day":
        return "/".join(reversed(value.split("-")))
    return value


def _article(text: str) -> str:
    """``7.6(a)`` as article, clause and point."""
    numbers = re.split(r"[.(]", text.rstrip(")"))
    clause = [] if "." not in text else [f"khoản {numbers[1]}"]
    point = [] if "(" not in text else [f"điểm {numbers[-1]}"]
    return " ".join([f"Điều {numbers[0]}", *clause, *point])


@attrs.frozen(kw_only=True, repr=False)
class Passage(Checked):
    """A document, or a place in one.

    Attributes:
        document: Its number, or what it is called in the data where it has none.
        places: Where in it, outermost first.
        relation: How it bears on what cites it, such as ``"by analogy with"``; may be empty.
        remark: What the data say of it; may be empty.
        aside: Whether the remark stands in brackets, rather than behind a colon.
    """

    document: str
    places: tuple[Place, ...] = ()
    relation: str = ""
    remark: str = ""
    aside: bool = False

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words of it that the rule data have no Vietnamese for."""
        words = [] if re.fullmatch(_NUMBER, self.document) else [self.document]
        words += [self.remark] if self.remark else []
        return tuple(each for each in words if each not in _words())

    def __call__(self, lang: Lang) -> str:
        """The passage in words."""
        own = _words() if lang == "vi" else {}
        document = own.get(self.document, self.document)
        head = f"{_RELATIONS[self.relation](lang)} {document}" if self.relation else document
        text = ", ".join([head, *(place(lang) for place in self.places)])
        remark = own.get(self.remark, self.remark)
        if not remark:
            return text
        return f"{text} ({remark})" if self.aside else f"{text}: {remark}"


@attrs.frozen(repr=False)
class Citation(Checked, Words):
    """The source of something in law: one passage or several.

    ``str`` gives the English form that rule data have.

    >>> print(citation("26/2026/QĐ-TTg, Appendix II, set 1, criterion 1.5")("vi"))
    26/2026/QĐ-TTg, Phụ lục II, Bộ 1, tiêu chí 1.5
    >>> print(citation("26/2026/QĐ-TTg, Art. 7.6(a)").vi)
    26/2026/QĐ-TTg, Điều 7 khoản 6 điểm a

    Attributes:
        passages: The passages.
        vi: The citation in Vietnamese.
        en: The citation in English.
    """

    passages: tuple[Passage, ...]

    def __call__(self, lang: str) -> str:
        """The citation in ``lang``.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        return self.vi if checked_lang(lang) == "vi" else self.en

    def __str__(self) -> str:
        return self("en")

    @cached_property
    def vi(self) -> str:
        """The citation in Vietnamese."""
        return "; ".join([passage("vi") for passage in self.passages])

    @cached_property
    def en(self) -> str:
        """The citation in English."""
        return "; ".join([passage("en") for passage in self.passages])

    def check(self, place: str) -> None:
        """Hold a citation of the rule data to what they can say in both languages.

        Raises:
            RuleDataError: a document without a number, or a remark, that ``citations.toml`` does
                not have.
        """
        faults = [
            fault("no-vietnamese", given=words).in_file(place)
            for passage in self.passages
            for words in passage.unknown
        ]
        if faults:
            raise RuleDataError(faults)


def citation(reference: str) -> Citation:
    """The citation that a reference writes.

    What is written in no such form, as a council's own regulation may be, is a document of that
    name.

    Raises:
        InputError: the reference is no text.
    """
    if not isinstance(reference, str):
        raise InputError.of("not-text", "reference", given=reference)
    return _citation(reference)


@lru_cache(maxsize=4096)
def _citation(reference: str) -> Citation:
    if len(reference) > _MOST_LETTERS:
        return Citation((Passage(document=reference),))
    return Citation(tuple(_passage(text) for text in reference.split("; ") if text))


def _passage(text: str) -> Passage:
    return _plain_passage(text) or _any_passage(text)


def _plain_passage(text: str) -> Passage | None:
    """The passage of most rows, ``26/2026/QĐ-TTg, Appendix II, set 1``; None for another form.

    Patterns for all forms take as long to make as a rubric to read.
    """
    document, *steps = text.split(", ")
    places = []
    for step in steps:
        name, _, value = step.partition(" ")
        if name not in _PLAIN:
            return None
        kind, letters = _PLAIN[name]
        if not value or value.strip(letters):
            return None
        places.append(Place(kind, value))
    if document[:1] not in _DIGITS or not document.replace("/", "").replace("-", "").isalnum():
        return None
    return Passage(document=document, places=tuple(places))


def _any_passage(text: str) -> Passage:
    passage, next_place = _patterns()
    parts = passage.fullmatch(text)
    if parts is None:  # several lines
        return Passage(document=text)
    return Passage(
        document=parts["document"],
        places=tuple(map(_place, next_place.finditer(parts["places"]))),
        relation=parts["relation"] or "",
        remark=parts["aside"] or parts["remark"] or "",
        aside=parts["aside"] is not None,
    )


def _words() -> dict[str, str]:
    """What the data call a document that has no number, or remark of one → in Vietnamese."""
    words: dict[str, str] = rule_file("citations")["words"]
    return words


def _place(match: re.Match[str]) -> Place:
    """The place that the data write so."""
    kind = cast("PlaceKind", match.lastgroup)
    # the group behind that of a kind is its value; where it has none, that of the next kind, empty
    return Place(kind, match.groups("")[match.re.groupindex[kind]])


class Cited(Checked):
    """What has a ``reference``, its source in law in the short English form of the rule data."""

    __slots__ = ()

    @property
    def citation(self) -> Citation:
        """The source in law, to be said in either language: ``value.citation("vi")``."""
        reference: str | None = self.reference  # type: ignore[attr-defined]  # of who inherits it
        return citation(reference or "")


def cite(references: Iterable[str], lang: str) -> str:
    """Several references in words, without what is there already.

    >>> cite(["148/QĐ-TTg", "1489/QĐ-TTg, Art. 1", "148/QĐ-TTg, Art. 2"], "en")
    '1489/QĐ-TTg, Art. 1; 148/QĐ-TTg, Art. 2'

    Raises:
        InputError: one of them is no text, or another language.
    """
    if isinstance(references, str) or not isinstance(references, Iterable):
        raise InputError.of("not-a-list", "references", given=references)
    passages = dict.fromkeys(each for text in references for each in citation(text).passages)
    bare = {each for each in passages if each == Passage(document=each.document)}
    closer = {each.document for each in passages if each not in bare}
    kept = (each for each in passages if each not in bare or each.document not in closer)
    return Citation(tuple(kept))(lang)
