"""Tables of the cycle: stages, events, rounds, councils' regulations."""

from __future__ import annotations

import attrs
from tools.site.language import Lang, day, number, words
from tools.site.markdown import NOTHING, code, table

from ocop import cycle, law
from ocop.words import percent

__all__ = ["councils", "events", "rounds", "stages", "transitions"]

_LEVELS = ("province", "centre")
_YES = words("yes", "phải có mặt")
#: A seen regulation is of any number of members, but where its quorum is a number.
_MEMBERS = 9


def stages(lang: Lang) -> str:
    return f"```mermaid\n{cycle.Stage.mermaid(lang)}```"


def transitions(lang: Lang) -> str:
    return cycle.Stage.markdown(lang)


def events(lang: Lang) -> str:
    head = words(
        "class | id | what happens | carries, beside its day",
        "lớp | id | việc gì | mang theo gì, ngoài ngày",
    )
    rows = []
    for id_, kind in cycle.Event.kinds().items():
        fields = [field.name for field in attrs.fields(kind) if field.init and field.name != "on"]
        carried = ", ".join(map(code, fields)) or NOTHING
        rows.append((code(kind.__name__), code(id_), kind.rule().label(lang), carried))
    return table(head(lang).split(" | "), rows)


def rounds(lang: Lang) -> str:
    head = words(
        "round | propose by | decided by | reference", "đợt | hạn đề nghị | hạn quyết định | căn cứ"
    )
    year = law.regimes()[-1].first_day.year + 1
    rows = [
        (
            one.label(lang),
            day(one.propose_by, lang),
            day(one.decide_by, lang),
            one.citation(lang),
        )
        for level in _LEVELS
        for one in cycle.Round.of_year(year, level)
    ]
    return table(head(lang).split(" | "), rows)


def councils(lang: Lang) -> str:
    head = words(
        "id | what it sets | quorum | chair | spread | seen",
        "id | nội dung | số phiếu tối thiểu | chủ tịch | độ lệch | nơi thấy",
    )
    rows = []
    for which in cycle.CouncilRules.examples():
        needs_members = which == "tay-ninh"
        rules = cycle.CouncilRules.example(which, members=_MEMBERS if needs_members else None)
        rows.append(
            (
                code(which),
                rules.label(lang),
                _quorum(rules.quorum, lang),
                _YES(lang) if rules.chair_must_attend else NOTHING,
                NOTHING if rules.spread is None else number(rules.spread, lang),
                rules.citation(lang),
            )
        )
    return table(head(lang).split(" | "), rows)


def _quorum(quorum: object, lang: Lang) -> str:
    if quorum is None:
        return NOTHING
    return number(quorum, lang) if isinstance(quorum, int) else percent(quorum, lang)
