"""What an answer about a product must say of itself: doubts, silences of the law, readings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import cast

from ocop.cycle._entities import entity_notes
from ocop.cycle._sets import answering_sets
from ocop.cycle.application._dossier_acts import FileReEvaluation
from ocop.cycle.application._move import check
from ocop.cycle.application.event import Event
from ocop.cycle.application.refusal import Refused
from ocop.cycle.application.stage import Stage
from ocop.cycle.application.state import State
from ocop.cycle.certificate import term
from ocop.cycle.certificate.certificate import Certificate
from ocop.law.question import reading_questions
from ocop.law.reading import Readings
from ocop.law.regime import Note, Regime, ceased_level
from ocop.law.rules import Rules
from ocop.text import Label

__all__ = ["event_notes", "reading_note", "state_notes"]

ONE_DOSSIER = Note(
    id="one-dossier",
    label=Label(
        "Luật không nói một sản phẩm có được nộp hai hồ sơ cùng lúc; thư viện chỉ nhận lần lượt",
        "The law does not say whether two dossiers of a product may be under way at once; the "
        "library takes one at a time",
    ),
)
ENTITY_LEFT = Note(
    id="entity-left",
    label=Label(
        "Chủ thể đã rút; luật không nói việc đó làm mất hiệu lực giấy chứng nhận, nên giấy vẫn còn "
        "hiệu lực đến hết hạn",
        "The entity has left; the law does not say that this ends a certificate, so it stays valid "
        "until its own end",
    ),
)


# there are as many as readings, but as many keys as combinations of them
@lru_cache(maxsize=1024)
def reading_note(question: str, readings: Readings) -> Note:
    """That an answer rests on how the library reads the law where it is silent."""
    asked = next(one for one in reading_questions() if one.id == question)
    taken = next(reading for reading in asked.readings if reading.id == getattr(readings, question))
    return Note(
        id="reading",
        label=Label(
            f"Luật không quy định ({asked.label.vi}); thư viện hiểu: {taken.label.vi}",
            f"The law is silent ({asked.label.en}); the library's reading "
            f"{question}={taken.id}: {taken.label.en}",
        ),
        reference=asked.silent_in,
    )


#: Event id → the readings that decide whether, or with what effect, it happens.
_READ = {
    "idea-submitted": ("idea_first",),
    "idea-accepted": ("idea_first",),
    "certificate-expired": ("lapse",),
}


def event_notes(event: str, state: State, on: date) -> tuple[Note, ...]:
    """What a next step must say beside its event's own doubts."""
    notes = [reading_note(question, state.rules.readings) for question in _READ.get(event, ())]
    held = state.holds(on)
    if event == "re-evaluation-filed" and held is not None:
        first = FileReEvaluation(state, on, state.regime(on)).first_filing(held)
        notes += [] if first == on else [_filed_again(first)]
    if event in {"recognised", "not-recognised"}:
        notes += _of_the_gain(state, on)
    closed = _closed_window(state, state.regime(on), on)
    return tuple(notes if closed is None else [*notes, closed])


def _of_the_gain(state: State, on: date) -> list[Note]:
    """The readings on upgrades that gain nothing and re-evaluations that gain or lose."""
    held, result = state.holds(on), state.result
    if held is None or result is None or result.stars is None:
        return []
    if state.case == "upgrade" and result.stars <= held.stars:
        return [reading_note("upgrade_without_gain", state.rules.readings)]
    if state.case == "re-evaluation" and result.stars > held.stars:
        return [reading_note("re_evaluation_gain", state.rules.readings)]
    if state.case == "re-evaluation" and result.stars < held.stars:
        return [reading_note("lower_rank", state.rules.readings)]
    return []


def _filed_again(first: date) -> Note:
    return Note(
        id="filed-again",
        label=Label(
            f"Hồ sơ nộp {first:%d/%m/%Y} chưa có kết quả; luật không nói về nộp lại, nên tính từ "
            "lần nộp ấy",
            f"The dossier filed on {first} has no result yet; the law does not speak of filing "
            "again, so it counts from then",
        ),
        day=first,
    )


def state_notes(state: State, history: Iterable[Event], on: date) -> tuple[Note, ...]:
    """Everything that an answer about the product on a day must say of itself."""
    regime, readings = state.regime(on), state.rules.readings
    notes = [*regime.notes, *(reading_note(question, readings) for question in readings.changed)]
    for event in history:
        level = getattr(event, "level", None)
        gone = None if level is None else ceased_level(level, event.on)
        notes += [] if gone is None else [gone]
    if state.case is not None:
        notes += _of_the_dossier(state, regime, on)
    closed = _closed_window(state, regime, on)
    notes += [] if closed is None else [closed]
    if state.over and state.holds(on) is not None:
        notes.append(ENTITY_LEFT)
    return tuple(dict.fromkeys(notes))


def _of_the_dossier(state: State, regime: Regime, on: date) -> list[Note]:
    filed_on, result = cast("date", state.filed_on), state.result
    notes = [*entity_notes(state.entity_kind, regime, state.product_set)]
    if state.holds(on) is not None:
        notes.append(ONE_DOSSIER)
    judged = tuple(dict.fromkeys((*state.judged_by, regime.id)))
    if len(judged) > 1:
        notes.append(_several_rubrics(state.rules, judged))
    if state.product_set is not None:
        filed_under = state.regime(filed_on)
        renumbered = answering_sets(filed_under.numbering, state.product_set, regime.numbering)[1]
        notes += [] if renumbered is None else [renumbered]
    if state.case == "re-evaluation":
        notes += _of_the_filing(state, regime)
    if result is not None:
        notes += _of_the_gain(state, on)
        if result.rules != state.rules:
            notes.append(_OTHER_READINGS)
    return notes


_OTHER_READINGS = Note(
    id="other-readings",
    label=Label(
        "Hội đồng chấm theo cách hiểu khác với hồ sơ này ở những điểm luật không quy định",
        "The council read the law otherwise than this application where it is silent",
    ),
)


def _several_rubrics(rules: Rules, judged: tuple[str, ...]) -> Note:
    sources = [rules.regime(regime_id).citation for regime_id in judged]
    vi, en = ("; ".join(source(lang) for source in sources) for lang in ("vi", "en"))
    return Note(
        id="several-rubrics",
        label=Label(
            f"Một hồ sơ được xét theo nhiều bộ tiêu chí: {vi}",
            f"One dossier, judged by several rubrics: {en}",
        ),
    )


def _of_the_filing(state: State, regime: Regime) -> list[Note]:
    """That a re-evaluation was filed again, or before the rules that judge it set a window."""
    evaluated, filed_on = cast("Certificate", state.re_evaluated), cast("date", state.filed_on)
    first = cast("date", evaluated.re_evaluation_filed_on)
    notes = [] if first == filed_on else [_filed_again(first)]
    window = term.filing_days(evaluated.last_valid_day, regime)
    if window is not None and state.regime(filed_on).id != regime.id and first not in window[0]:
        days, reference = window
        notes.append(
            Note(
                id="filed-outside-window",
                label=Label(
                    f"Nộp {first:%d/%m/%Y} theo quy định cũ, ngoài thời gian "
                    f"{days('vi')} của quy định mới; việc này không xét lại",
                    f"Filed on {first} under the old rules, outside the window of the new ones, "
                    f"{days}; that is not looked at again",
                ),
                reference=reference,
                day=first,
            )
        )
    return notes


def _closed_window(state: State, regime: Regime, on: date) -> Note | None:
    """That the window to file a re-evaluation has closed while the certificate still holds."""
    held = state.holds(on)
    if held is None or state.stage not in {Stage.PROMOTION, Stage.REGISTRATION}:
        return None
    window = term.filing_days(held.last_valid_day, regime)
    if window is None or on <= window[0].last:
        return None
    try:
        check(state, "re-evaluation-filed", on, regime)
    except Refused:
        closed, last = window[0].last, held.last_valid_day
        return Note(
            id="window-closed",
            label=Label(
                f"Thời gian nộp hồ sơ đánh giá lại đã hết ngày {closed:%d/%m/%Y}; giấy chứng nhận "
                f"hết hiệu lực sau ngày {last:%d/%m/%Y}",
                f"The window to file a re-evaluation closed on {closed}; the certificate ends "
                f"after {last}",
            ),
            reference=window[1],
            day=closed,
        )
    return None
