"""An application in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ocop.cycle.application.next_step import NextStep
from ocop.cycle.calendar.working_day import Calendar
from ocop.law.citation import cite
from ocop.law.entity import entity_kind
from ocop.law.level import Level
from ocop.text import Label
from ocop.words import Lang, escaped, in_words

if TYPE_CHECKING:
    from ocop.cycle.application.application import Application

__all__ = ["summary"]

#: What a dossier asks for, by its case.
_CASES = {
    "first": Label("đánh giá lần đầu", "first evaluation"),
    "upgrade": Label("đánh giá nâng hạng", "upgrade"),
    "re-evaluation": Label("đánh giá lại", "re-evaluation"),
}
_WORDS = {
    "product": Label("Sản phẩm", "Product"),
    "entity": Label("Chủ thể", "Entity"),
    "over": Label(
        "chủ thể đã rút, không còn việc gì tiếp theo", "the entity has left; no step follows"
    ),
    "dossier": Label("Hồ sơ đang xét", "Dossier under way"),
    "filed": Label("{}, nộp ngày {}, đang ở: {}", "{}, filed on {}, now with: {}"),
    "regime": Label("Theo quy định", "Judged by"),
    "result": Label("Kết quả của hội đồng", "The council's result"),
    "certificate": Label("Giấy chứng nhận", "Certificate"),
    "held": Label("{}★, ngày cuối hiệu lực {}, {}", "{}★, last valid day {}, {}"),
    "steps": Label("Việc có thể làm tiếp", "What may come next"),
    "no_steps": Label("không có", "nothing"),
    "from": Label("từ ngày {}", "from {}"),
    "by": Label("hạn {}", "by {}"),
    "late": Label("ĐÃ QUÁ HẠN", "LATE"),
    "dues": Label("Các mốc sắp tới", "Days to come"),
    "note": Label("Lưu ý", "Note"),
    "entity_acts": Label("chủ thể", "the entity"),
    "nobody": Label("tự đến ngày", "by time alone"),
}


def _actor(step: NextStep, lang: str) -> str:
    """Who takes a step."""
    if isinstance(step.actor, Level):
        label = step.actor.label(lang)
        return label[0].lower() + label[1:]
    return _WORDS["nobody" if step.actor is None else "entity_acts"](lang)


def summary(
    application: Application, lang: Lang, on: date, calendar: Calendar | str | None
) -> tuple[str, ...]:
    """See :meth:`ocop.cycle.Application.summary`."""
    return tuple(_lines(application, lang, on, calendar))


def _lines(
    application: Application, lang: Lang, on: date, calendar: Calendar | str | None
) -> Iterator[str]:
    def line(key: str, words: str) -> str:
        return f"{_WORDS[key](lang)}: {words}"

    yield line("product", escaped(application.product))
    if application.entity or application.entity_kind:
        kind = application.entity_kind and entity_kind(application.entity_kind).label(lang)
        yield line("entity", ", ".join(filter(None, (escaped(application.entity), kind))))
    stage = application.stage.label(lang)
    yield f"{in_words(on, lang)}: {stage}"
    if application.over:
        yield _WORDS["over"](lang)
    yield from _dossier(application, lang, on)
    certificate = application.held(on) or application.certificate
    if certificate is not None:
        last = in_words(certificate.last_valid_day, lang)
        status = certificate.status(on).label(lang)
        yield line("certificate", _WORDS["held"](lang).format(certificate.stars, last, status))
    steps = application.next_steps(on, calendar=calendar)
    yield f"{_WORDS['steps'](lang)}:{'' if steps else ' ' + _WORDS['no_steps'](lang)}"
    yield from (f"- {_step(step, lang, on)}" for step in steps)
    dues = application.dues(on, calendar=calendar)
    if dues:
        yield f"{_WORDS['dues'](lang)}:"
    for due in dues:
        yield f"- {in_words(due.day, lang)}: {due.label(lang)} [{due.citation(lang)}]"
    remarks = [note for due in dues for note in due.notes]
    of_steps = [note for step in steps for note in step.notes]
    for words in dict.fromkeys(
        note.label(lang) for note in (*application.notes(on), *of_steps, *remarks)
    ):
        yield line("note", words)


def _dossier(application: Application, lang: Lang, on: date) -> Iterator[str]:
    """The dossier under way, and by which rules it is judged."""
    level, case = application.level(on), application.case
    if level is not None and case is not None and application.filed_on is not None:
        words = _WORDS["filed"](lang).format(
            _CASES[case](lang), in_words(application.filed_on, lang), level.label(lang)
        )
        yield f"{_WORDS['dossier'](lang)}: {words}"
    yield f"{_WORDS['regime'](lang)}: {application.regime(on).citation(lang)}"
    conclusion = application.conclusion(on)
    if conclusion is not None:
        yield f"{_WORDS['result'](lang)}: {conclusion.label(lang)}"


def _step(step: NextStep, lang: Lang, on: date) -> str:
    words = f"{step.label(lang)} ({_actor(step, lang)})"
    if step.not_before is not None:
        words += f", {_WORDS['from'](lang).format(in_words(step.not_before, lang))}"
    if step.deadline is not None:
        words += f", {_WORDS['by'](lang).format(in_words(step.deadline.day, lang))}"
        if step.is_late(on):
            words += f", {_WORDS['late'](lang)}"
    references = [step.reference] + ([] if step.deadline is None else [step.deadline.reference])
    cited = cite([one for one in references if one], lang)
    return f"{words} [{cited}]" if cited else words
