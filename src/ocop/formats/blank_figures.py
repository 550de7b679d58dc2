"""Blank files of figures: TOML to fill in by hand, with all that a plan waits for."""

from __future__ import annotations

from collections.abc import Iterator

from ocop.data import toml_string
from ocop.errors import checked_lang
from ocop.formats.snapshot import KINDS
from ocop.targets.plan.bound_words import bound_words
from ocop.targets.plan.outcome import TargetOutcome
from ocop.targets.plan.plan import Plan
from ocop.targets.plan.reckoning import Missing
from ocop.targets.plan.target import Target
from ocop.targets.plan.waiting import row_of
from ocop.targets.snapshot.asked import BLANK
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.text import Label
from ocop.words import Lang, escaped

__all__ = ["blank_figures"]

#: {plan}, {period}; and keys and words of the file, which no language owns.
_HEAD = (
    Label("Số liệu của kế hoạch: {plan}, {period}", "Figures of a plan: {plan}, {period}"),
    Label(
        "Ghi ngày ({on}) và nguồn ({source}). Dòng nào có số liệu thì bỏ dấu # ở đầu dòng và ghi "
        "vào chỗ …; dòng còn dấu # là chưa biết.",
        "Write the day ({on}) and the source. Take away the # before a line and write in the place "
        "of …; what keeps it is unknown.",
    ),
    Label(
        "Số là số đúng (72); nguồn chỉ ghi trên, gần hay khoảng thì thêm {wording}.",
        "Numbers are exact (72); where the source says over, nearly or about, add {wording}.",
    ),
    Label(
        "Mỗi dòng của {rows} có thể có {on}, {source} riêng.",
        "A row of {rows} may have its own {on} and {source}.",
    ),
    Label(
        "Xem kết quả: ocop plan … --figures TỆP", "See what it comes to: ocop plan … --figures FILE"
    ),
)
_KEYS = {
    "on": "on",
    "source": "source",
    "rows": "indicators, milestones",
    "wording": 'wording = "over" | "nearly" | "about"',
}
_DAY = Label("ngày của số liệu, như {}", "the day of the figures, such as {}")
_SOURCE = Label("ai công bố, ở đâu", "who published them, and where")
_TABLES = {
    "counts": Label("Số sản phẩm, chủ thể theo giấy chứng nhận", "Products and entities, counted"),
    "indicators": Label("Số liệu khác", "Other figures"),
    "milestones": Label(
        "Việc đã xong hay chưa: done là true hoặc false; on là ngày xong, hoặc ngày biết là chưa",
        "What is done: done is true or false; on the day it was done, or known not to be",
    ),
    "units": Label("Danh sách địa bàn", "Lists of places"),
}
_OF_EACH = Label("mỗi địa bàn một dòng", "a row a place")


def blank_figures(plan: Plan, lang: str) -> str:
    """A blank file of figures as TOML, see :meth:`ocop.Plan.blank_figures`.

    Raises:
        InputError: another language.
    """
    lang = checked_lang(lang)
    last = plan.period.last
    kind = KINDS[Snapshot]
    lines = [f"#:schema ./ocop-{kind.name}.schema.json"]
    words = {"plan": plan.title(lang), "period": plan.period(lang), **_KEYS}
    lines += [f"# {escaped(line(lang).format(**words))}" for line in _HEAD]
    lines += [
        f"type = {toml_string(kind.name)}",
        f"format = {kind.format}",
        f"# on = {BLANK}  # {_DAY(lang).format(last)}",
        f"# source = {toml_string(BLANK)}  # {_SOURCE(lang)}",
    ]
    waiting = _waiting(plan)
    for table, label in _TABLES.items():
        rows = [missing for missing in waiting if missing.table == table]
        if not rows:
            continue
        units = table == "units"
        lines += ["", f"# {label(lang)}", f"[{table}]" if units else f"{table} = ["]
        indent, end = ("", "") if units else ("  ", ",")
        remarks: list[str] = []
        for missing in rows:
            before, remarks = remarks, _words(missing, waiting, lang)
            if remarks != before:  # the rows of places share theirs
                lines += [f"{indent}# {escaped(line)}" for line in remarks]
            named = None if missing.id is None else plan.figure(missing.id)
            lines.append(f"{indent}# {row_of(missing, named, lang)}{end}")
        lines += [] if units else ["]"]
    return "\n".join(lines) + "\n"


def _waiting(plan: Plan) -> dict[Missing, list[Target]]:
    """What the plan waits for where nothing is known → the targets that do."""
    last = plan.period.last
    # where a list of places is to come, the figures are asked for of a place to be written in
    places = {name: (BLANK,) for name, listed in plan.units.items() if not listed.places}
    reports = [plan.evaluate(Snapshot(on=last, units=units)) for units in ({}, places)]
    waiting: dict[Missing, list[Target]] = {}
    for outcomes in zip(*(report.outcomes for report in reports), strict=True):
        both = (missing for outcome in outcomes for missing in _missing(outcome))
        for missing in dict.fromkeys(both):
            waiting.setdefault(missing, []).append(outcomes[0].target)
    return waiting


def _missing(outcome: TargetOutcome) -> Iterator[Missing]:
    yield from outcome.missing
    for year in outcome.years:
        yield from year.missing


def _words(missing: Missing, waiting: dict[Missing, list[Target]], lang: Lang) -> list[str]:
    """What a row gives, and for which targets."""
    name = missing.id or "" if missing.label is None else missing.label(lang)
    place = f" ({_OF_EACH(lang)})" if missing.place == BLANK else ""
    return [
        f"{name}{place}",
        *(f"  → {one.label(lang)}: {bound_words(one, lang)}" for one in waiting[missing]),
    ]
