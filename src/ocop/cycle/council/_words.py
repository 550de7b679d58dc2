"""A verdict in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ocop.cycle.council._averages import as_text, rounded, with_comma
from ocop.text import Label
from ocop.words import Lang

if TYPE_CHECKING:
    from ocop.cycle.council.verdict import Verdict


__all__ = ["reckoning", "summary"]

_WORDS = {
    "average": Label("Bình quân {} phiếu: {} điểm, {}", "Average of {} ballots: {} points, {}"),
    "spread": Label("Chênh lệch lớn nhất: {} điểm", "Widest gap: {} points"),
    "apart": Label(
        "{} và {} lệch nhau {} điểm, cho phép {}", "{} and {} lie {} points apart, {} allowed"
    ),
    "excluded": Label("Bị loại", "Excluded"),
    "missed": Label("Chưa đạt mức tối thiểu (dấu *)", "Minimum missed"),
    "needs": Label("Còn cần", "Still needed"),
    "note": Label("Lưu ý", "Note"),
    "doubt": Label("Chỗ chưa chắc chắn của bảng tiêu chí", "Doubt about the table"),
    "reading": Label("Cách hiểu khác mặc định", "Reading other than the default"),
    "no_rank": Label("không xếp hạng", "no rank"),
    "never_lifts": Label(
        "Làm tròn {} chữ số thập phân thì thành {}; làm tròn không làm lên hạng",
        "To {} decimals it would read {}; rounding never lifts a rank",
    ),
    "exactly": Label(
        "Số đúng: {} điểm chia cho {} phiếu", "Exactly: {} points shared by {} ballots"
    ),
    "by_part": Label(
        "Cộng bình quân từng phần, làm tròn {} chữ số thập phân: {}",
        "Each part's mean to {} decimals, added: {}",
    ),
}


def summary(verdict: Verdict, lang: Lang) -> tuple[str, ...]:
    """See :meth:`ocop.cycle.Verdict.summary`."""
    return tuple(_lines(verdict, lang))


def _lines(verdict: Verdict, lang: Lang) -> Iterator[str]:
    def word(key: str) -> str:
        return _WORDS[key](lang)

    rubric, stars = verdict.rubric, verdict.stars
    yield f"{rubric.title(lang)} ({rubric.regime.citation(lang)})"
    yield word("average").format(
        len(verdict.valid),
        with_comma(verdict.shown, lang),
        word("no_rank") if stars is None else f"{stars}★",
    )
    yield from reckoning(verdict, lang)
    yield word("spread").format(verdict.spread)
    for pair in verdict.apart:
        yield word("apart").format(*pair.members, pair.points, verdict.regulation.spread)
    yield from (f"{word('excluded')}: {exclusion.label(lang)}" for exclusion in verdict.exclusions)
    yield from (f"{word('missed')}: {missed.text(lang)}" for missed in verdict.missed_minima)
    yield from (f"{word('needs')}: {need.label(lang)}" for need in verdict.needs)
    yield from (f"{word('note')}: {note.label(lang)}" for note in verdict.notes)
    yield from (f"{word('note')}: {note.label(lang)}" for note in rubric.regime.notes)
    for doubt in verdict.doubts:
        where = f" ({doubt.at})" if doubt.at else ""
        yield f"{word('doubt')}{where}: {doubt.label(lang)}"
    yield from (f"{word('reading')}: {label(lang)}" for label in verdict.rules.readings.labels)


def reckoning(verdict: Verdict, lang: Lang) -> Iterator[str]:
    """How the average was reckoned, where the number alone does not tell."""
    decimals, total = verdict.regulation.decimals, verdict.total
    plain = as_text(total, decimals)
    if verdict.rules.readings.council_average == "by-part":
        parts = " + ".join(
            f"{part} {with_comma(as_text(mean, decimals), lang)}"
            for part, mean in verdict.parts.items()
        )
        yield _WORDS["by_part"](lang).format(decimals, parts)
    elif rounded(total, decimals) != total:
        points = sum(card.total for card in verdict.scorecards.values())
        yield _WORDS["exactly"](lang).format(points, len(verdict.valid))
    if verdict.shown != plain:
        yield _WORDS["never_lifts"](lang).format(decimals, with_comma(plain, lang))
