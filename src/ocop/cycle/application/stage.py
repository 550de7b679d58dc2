"""Stages (bước): the frozen table stage × event → stage, and who may act.

The five stages take in the six official steps of the yearly cycle. The table is data; it is drawn
as Markdown and as Mermaid by :meth:`Stage.markdown` and :meth:`Stage.mermaid`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal

import attrs

from ocop.argument import checked
from ocop.cycle._checks import rules_or_default
from ocop.cycle._rules import row_back, rows, table
from ocop.cycle.application.event_rule import DoneBy, event_rule
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.errors import NotFoundError, checked_lang
from ocop.law.citation import Cited
from ocop.law.level import Level, LevelRule
from ocop.law.regime import Regime
from ocop.law.rules import Rules
from ocop.text import Label

__all__ = ["Actor", "OfficialStep", "Stage", "ending"]

#: ``"entity"``, or a level of authority.
Actor = Literal["entity"] | Level


class Stage(StrEnum):
    """One of the five stages that a product goes through, over and over."""

    IDEAS = "ideas"
    REGISTRATION = "registration"
    EVALUATION = "evaluation"
    CERTIFICATION = "certification"
    PROMOTION = "promotion"

    @property
    def label(self) -> Label:
        """Its name."""
        return next(Label.of(row) for row in rows("stages", "stages") if row["id"] == self)

    @property
    def steps(self) -> tuple[OfficialStep, ...]:
        """The official steps that it takes in; certification has none of its own."""
        return tuple(step for step in _official_steps() if step.stage is self)

    @staticmethod
    def official_steps() -> tuple[OfficialStep, ...]:
        """The six steps of the official yearly cycle, in order, each with its stage."""
        return _official_steps()

    @staticmethod
    def transitions(rules: Rules | None = None) -> Mapping[tuple[Stage, str], Stage]:
        """The whole table: stage and event → stage. What is not in it cannot happen.

        Args:
            rules: How the law is read where it is silent adds or takes away some rows; the default
                where not given.
        """
        return _transitions(rules_or_default(rules))

    def who_acts(self, event: str, under: Regime) -> tuple[Actor, ...]:
        """Who may bring about an event in this stage under a regime.

        Returns:
            ``"entity"``, or the levels, lowest first; empty where time alone does, and where nobody
            may (no level screens under 1048 and 148).

        Raises:
            NotFoundError: the table does not have that event in this stage.
        """
        regime = checked(under, Regime, "under")
        if type(event) is not str or (self, event) not in _acting():
            raise NotFoundError.of("not-in-stage", "event", event=event, stage=self)
        return _who_acts(self, event, regime)

    @staticmethod
    def markdown(lang: str = "vi", *, rules: Rules | None = None) -> str:
        """The table as Markdown: a row per transition, with who may act under each regime.

        Args:
            lang: ``"vi"`` or ``"en"``.
            rules: Which law, and how it is read where it is silent; the default where not given.

        Raises:
            InputError: another language than ``"vi"`` or ``"en"``.
        """
        language = checked_lang(lang)
        under = rules_or_default(rules)
        arrows = tuple(Stage.transitions(under).items())
        columns: dict[tuple[str, ...], list[str]] = {}
        for regime in under.regimes():
            who = tuple(_who(stage, event, regime, language) for (stage, event), _ in arrows)
            columns.setdefault(who, []).append(regime.id)
        heads = [Label("Bước", "Stage"), Label("Việc", "Event"), Label("Sang bước", "To")]
        end = Label("kết thúc", "the end")
        head = [heading(language) for heading in heads] + [
            ", ".join(ids) for ids in columns.values()
        ]
        lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
        for i, ((stage, event), to) in enumerate(arrows):
            goes_to = end(language) if (stage, event) in ending() else to.label(language)
            cells = [stage.label(language), event_rule(event).label(language), goes_to]
            cells += [who[i] for who in columns]
            lines.append(f"| {' | '.join(cells)} |")
        return "\n".join(lines) + "\n"

    @staticmethod
    def mermaid(lang: str = "vi", *, rules: Rules | None = None) -> str:
        """The table as a state diagram of Mermaid.

        Args:
            lang: ``"vi"`` or ``"en"``.
            rules: How the law is read where it is silent; the default where not given.

        Raises:
            InputError: another language than ``"vi"`` or ``"en"``.
        """
        language = checked_lang(lang)
        lines = ["stateDiagram-v2", f"    [*] --> {Stage.IDEAS}"]
        lines += [f"    {stage}: {stage.label(language)}" for stage in Stage]
        arrows: dict[tuple[str, str], list[str]] = {}
        for (stage, event), to in Stage.transitions(rules).items():
            goes_to = "[*]" if (stage, event) in ending() else str(to)
            arrows.setdefault((stage, goes_to), []).append(event_rule(event).label(language))
        lines += [f"    {a} --> {b}: {' / '.join(names)}" for (a, b), names in arrows.items()]
        return "\n".join(lines) + "\n"


@attrs.frozen(kw_only=True, repr=False)
class OfficialStep(Cited):
    """One of the six steps of the official yearly cycle."""

    no: int
    label: Label
    stage: Stage
    reference: str


@cache
def _official_steps() -> tuple[OfficialStep, ...]:
    """The six steps of the official yearly cycle, in order, each with its stage."""
    return tuple(
        OfficialStep(
            no=row["no"],
            label=Label.of(row),
            stage=Stage(row["stage"]),
            reference=row["reference"],
        )
        for row in rows("stages", "steps")
    )


@lru_cache(maxsize=256)
def _transitions(rules: Rules) -> Mapping[tuple[Stage, str], Stage]:
    taken = rules.readings
    return MappingProxyType(
        {
            (Stage(row["stage"]), row["event"]): Stage(row["to"])
            for row in rows("stages", "transitions")
            if all(
                getattr(taken, question) == reading
                for question, reading in row.get("readings", {}).items()
            )
        }
    )


@cache
def ending() -> frozenset[tuple[Stage, str]]:
    """The pairs of the table that end the cycle."""
    return frozenset(
        (Stage(row["stage"]), row["event"])
        for row in rows("stages", "transitions")
        if row.get("ends", False)
    )


def _does(by: DoneBy, rule: LevelRule, under: Regime) -> bool:
    """Whether a level is of the kind that acts."""
    if by == "lowest":
        return rule is under.levels[0]
    if by == "withdrawing":
        recognised = (stars for level_rule in under.levels for stars in level_rule.recognises)
        return any(
            Withdrawal.rule(stars, under.first_day, rules=under.rules).level is rule.level
            for stars in recognised
        )
    return {
        "any": True,
        "screening": rule.duty == "screens",
        "evaluating": rule.duty == "evaluates",
        "forwarding": rule.forwards_from is not None,
        "recognising": bool(rule.recognises),
        "returning": row_back(under, rule.level) is not None,
        "passing": any(row["level"] == rule.level for row in table(under, "passes").values()),
    }[by]


@cache
def _acting() -> dict[tuple[Stage, str], DoneBy]:
    return {
        (Stage(row["stage"]), row["event"]): row.get("by", event_rule(row["event"]).by)
        for row in rows("stages", "transitions")
    }


@lru_cache(maxsize=4096)
def _who_acts(stage: Stage, event: str, under: Regime) -> tuple[Actor, ...]:
    by = _acting()[stage, event]
    if by == "entity":
        return ("entity",)
    if by == "nobody":
        return ()
    return tuple(rule.level for rule in under.levels if _does(by, rule, under))


_ENTITY = Label("Chủ thể", "Entity")


def _who(stage: Stage, event: str, under: Regime, lang: str) -> str:
    actors = stage.who_acts(event, under)
    names = (_ENTITY if actor == "entity" else Level(actor).label for actor in actors)
    return ", ".join(name(lang) for name in names) or "–"
