"""A product's walk through the five stages, told in one language with the calls that gave it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from ocop.cycle.application.application import Application
from ocop.cycle.application.event import CouncilEvaluated, Event, Recognised
from ocop.cycle.application.stage import Stage
from ocop.cycle.council.regulation import Ballot, CouncilRules
from ocop.cycle.council.tally import verdict
from ocop.data import read_data
from ocop.formats.door import from_dict, to_toml
from ocop.law.regime import regime_on
from ocop.scoring.scorecard import score
from ocop.targets.plan.plan import Plan
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.text import Label
from ocop.words import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ocop.cycle.certificate.certificate import Certificate
    from ocop.cycle.council.verdict import Verdict
    from ocop.scoring.rubric.rubric import Rubric
    from ocop.scoring.scorecard import Scorecard
    from ocop.scoring.sheet.sheet import Draft
    from ocop.words import Lang

__all__ = ["Walk"]

#: What gives the answers of each stage: a command on the files of the walk, and a call.
CALLS: dict[Stage, Sequence[tuple[str, str]]] = {
    Stage.IDEAS: [("ocop application product.toml", "application.apply(event)")],
    Stage.REGISTRATION: [
        ("ocop score half.toml --partial", "ocop.score(draft)"),
        ("ocop score sheet.toml", "ocop.score(sheet)"),
        ("ocop advice sheet.toml --to {aim}", "card.advice(to={aim})"),
    ],
    Stage.EVALUATION: [("ocop council ballots.toml", "ocop.verdict(ballots, rules)")],
    Stage.CERTIFICATION: [
        ("ocop certificate --issued {issued} --stars {stars}", "application.certificate"),
    ],
    Stage.PROMOTION: [
        (
            "ocop plan plan.toml --registry recognitions.csv --on {counted}",
            "plan.evaluate(registry.on(day))",
        ),
    ],
}

_WORDS = {
    "head": Label(
        "{}: một sản phẩm giả định qua năm bước, theo {}",
        "{}: a made-up product through its five stages, under {}",
    ),
    "half": Label("Phiếu đang chấm dở: {}", "A sheet that is half filled in: {}"),
    "whole": Label("Phiếu chấm đủ: {} điểm, {}★", "The whole sheet: {} points, {}★"),
    "capped": Label(
        "Điểm đủ {}★ nhưng còn mức tối thiểu chưa đạt: {}",
        "The points are enough for {}★, but a minimum is missed: {}",
    ),
    "next": Label("Tiếp theo: {}, hạn {}", "Next: {}, by {}"),
    "spread": Label(
        "Các phiếu chênh nhau nhiều nhất {} điểm, quy chế cho phép {}",
        "The ballots lie {} points apart at most; the regulation allows {}",
    ),
    "plan": Label("{}, ngày {}", "{}, on {}"),
    "target": Label(
        "  {}: {}; thêm sản phẩm này: {} ({}): {}", "  {}: {}; with this product {} ({}): {}"
    ),
    "after": Label(
        "Không đánh giá lại thì ngày {}: {}; sổ hôm trước còn tính {}, hôm ấy tính {}",
        "Unless it is evaluated again, on {}: {}; the register counts {} the day before, {} then",
    ),
    "try": Label(
        "Tự thử: ocop demo --files THƯ-MỤC ghi các tệp của ví dụ này; lệnh chạy trong thư mục đó.",
        "Try it yourself: ocop demo --files FOLDER writes the files of this walk; run the commands "
        "in that folder.",
    ),
}


class Walk:
    """The walk of the product in ``demo.toml``.

    Args:
        lang: The language that it is told in.
    """

    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang
        self._data: dict[str, Any] = read_data("ocop._cli", "demo.toml")
        self._product = Label.of(self._data["product"])(lang)

    def lines(self) -> Iterator[str]:
        """The walk, a line a line: what happens, what it comes to, and what was asked."""
        yield self._say("head", self._product, self.rubric.regime.citation(self._lang))
        told: dict[Stage, Callable[[], Iterator[str]]] = {
            Stage.IDEAS: partial(self._happened, Stage.IDEAS),
            Stage.REGISTRATION: self._registration,
            Stage.EVALUATION: self._evaluation,
            Stage.CERTIFICATION: self._certification,
            Stage.PROMOTION: self._promotion,
        }
        for n, (stage, tell) in enumerate(told.items(), 1):
            yield from ("", f"{n}. {stage.label(self._lang)}")
            yield from (f"   {line}" for line in tell())
            for command, call in CALLS[stage]:
                yield f"   $ {self._filled(command)}"
                yield f"   >>> {self._filled(call)}"
        yield from ("", self._say("try"))

    def files(self) -> dict[str, str]:
        """Name → text of the files on which the commands of the walk run."""
        application = self.applications[Stage.PROMOTION]
        return {
            "half.toml": to_toml(self.draft),
            "sheet.toml": to_toml(self.card.sheet),
            "ballots.toml": to_toml(self.verdict),
            "product.toml": to_toml(application),
            "plan.toml": to_toml(self.plan),
            "recognitions.csv": self.registries[1].to_csv(),
        }

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric of the day on which the dossier is filed."""
        return regime_on(self._data["registration"][0]["on"]).rubric(self._data["set"])

    @cached_property
    def draft(self) -> Draft:
        """The sheet as far as it is filled in at first."""
        answered = {no: self._data["choices"][no] for no in self._data["answered"]}
        return self.rubric.sheet(answered, partial=True)

    @cached_property
    def card(self) -> Scorecard:
        """What the whole sheet earns."""
        return score(self.rubric.sheet(self._data["choices"]))

    @cached_property
    def verdict(self) -> Verdict:
        """What the council comes to, once the advice is followed."""
        advised = self.card.advice(to=self._data["aim"]).result.sheet.choices
        council = self._data["council"]
        ballots = [
            Ballot(
                member=row["member"],
                chair=row.get("chair", False),
                sheet=self.rubric.sheet({**advised, **row["differs"]}),
            )
            for row in council["ballots"]
        ]
        return verdict(ballots, from_dict(CouncilRules, council["regulation"]))

    @cached_property
    def events(self) -> dict[Stage, list[Event]]:
        """What happens in each stage."""
        data = self._data
        evaluated = CouncilEvaluated(
            on=data["evaluated"]["on"],
            level=data["recognised"]["level"],
            result=self.verdict.result,
        )
        certified = {"event": Recognised.id, **data["recognised"], "stars": evaluated.result.stars}
        return {
            Stage.IDEAS: _events(data["ideas"]),
            Stage.REGISTRATION: _events(data["registration"]),
            Stage.EVALUATION: [*_events(data["evaluation"]), evaluated],
            Stage.CERTIFICATION: _events([certified]),
            Stage.PROMOTION: _events(data["promotion"]),
        }

    @cached_property
    def applications(self) -> dict[Stage, Application]:
        """The application after what happened in each stage."""
        application, after = Application(product=self._product), {}
        for stage, events in self.events.items():
            application = after[stage] = application.apply_all(events)
        return after

    @cached_property
    def certificate(self) -> Certificate:
        """The certificate that it is given."""
        return self.applications[Stage.CERTIFICATION].certificates[-1]

    @cached_property
    def registries(self) -> tuple[Registry, Registry]:
        """The register without the product, and with it."""
        others = [Recognition(**row) for row in self._data["register"]]
        own = Recognition.of_application(self.applications[Stage.PROMOTION])
        return Registry(others), Registry([*others, *own])

    @cached_property
    def plan(self) -> Plan:
        """The plan that it counts for."""
        return from_dict(Plan, self._data["plan"])

    def _say(self, key: str, *values: object) -> str:
        return _WORDS[key](self._lang).format(*values)

    def _day(self, day: date) -> str:
        return in_words(day, self._lang)

    def _filled(self, text: str) -> str:
        certificate = self.certificate
        return text.format(
            aim=self._data["aim"],
            issued=self._day(certificate.issued_on),
            stars=certificate.stars,
            counted=self._day(self._data["counted"]["on"]),
        )

    def _happened(self, stage: Stage) -> Iterator[str]:
        """What happened in a stage, a day a line."""
        for event in self.events[stage]:
            yield f"{self._day(event.on)}  {event.rule().label(self._lang)}"

    def _registration(self) -> Iterator[str]:
        lang, card = self._lang, self.card
        yield self._say("half", score(self.draft).text(lang).splitlines()[0])
        yield self._say("whole", card.total, card.stars)
        missed = "; ".join(each.text(lang) for each in card.capped_by)
        yield self._say("capped", card.stars_by_points, missed)
        yield from card.advice(to=self._data["aim"]).text(lang).splitlines()
        yield from self._happened(Stage.REGISTRATION)
        filed = self.applications[Stage.REGISTRATION]
        steps = filed.next_steps(filed.history[-1].on, calendar=self._data["calendar"])
        deadlines = [(step.label(lang), step.deadline.day) for step in steps if step.deadline]
        for label, day in deadlines:
            yield self._say("next", label, self._day(day))

    def _evaluation(self) -> Iterator[str]:
        yield from self._happened(Stage.EVALUATION)
        yield self.verdict.summary(self._lang)[1]
        yield self._say("spread", self.verdict.spread, self.verdict.regulation.spread)

    def _certification(self) -> Iterator[str]:
        yield from self._happened(Stage.CERTIFICATION)
        yield from self.certificate.summary(self._lang, on=None)

    def _promotion(self) -> Iterator[str]:
        yield from self._happened(Stage.PROMOTION)
        counted, lang = self._data["counted"]["on"], self._lang
        yield self._say("plan", self.plan.title(lang), self._day(counted))
        reports = [self.plan.evaluate(each.on(counted)).explain(lang) for each in self.registries]
        for before, after in zip(*(report.rows for report in reports), strict=True):
            cells = (after[name] for name in ("value", "bound", "status"))
            yield self._say("target", after["target"], before["value"], *cells)
        last = self.certificate.last_valid_day
        ended = last + timedelta(days=1)
        numbers = (self.registries[1].on(day).in_force for day in (last, ended))
        status = self.certificate.status(ended).label(lang)
        yield self._say("after", self._day(ended), status, *numbers)


def _events(rows: list[dict[str, Any]]) -> list[Event]:
    return [Event.from_table(row) for row in rows]
