"""An application in words, held to what it answers when asked."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

import ocop
from ocop.cycle.application._notes import ONE_DOSSIER
from ocop.errors import InputError
from ocop.words import in_words
from tests.checks.cases import answer_of, builtin_checks

LIVES = {name: answer_of(check) for name, check in builtin_checks("/across/lives/").items()}
HISTORY = """
product = "Trà sen"
entity = "HTX Sen"
entity_kind = "hợp tác xã"
history = [
  { event = "idea-submitted", on = 2023-04-03 },
  { event = "idea-accepted", on = 2023-04-10, level = "district" },
  { event = "dossier-filed", on = 2023-08-14, product_set = 12 },
  { event = "council-evaluated", on = 2023-11-06, level = "district", result = { regime = "148", total = "1337/20", stars = 3, product_set = 12 } },
  { event = "recognised", on = 2023-11-30, level = "district", stars = 3 },
  { event = "promoted", on = 2023-12-20 },
  { event = "re-evaluation-filed", on = 2026-06-15, product_set = 12 },
  { event = "commune-assessed", on = 2026-07-03 },
]
"""
JUDGED = "26/2026/QĐ-TTg, Art. 7.3, 7.4; 26/2026/QĐ-TTg, Art. 7.6"
TEA = ocop.from_toml(ocop.Application, HISTORY)


def upto(count):
    return ocop.Application(product="Trà sen", history=TEA.history[:count])


@pytest.mark.parametrize("application", LIVES.values(), ids=LIVES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_may_come_next_is_told_with_its_days(application, lang):
    last = max(event.on for event in application.history)
    for on in (last, last + timedelta(days=40), last + timedelta(days=400)):
        lines = application.summary(lang, on=on)
        text = "\n".join(lines)
        assert application.stage.label(lang) in text
        for step in application.next_steps(on):
            (told,) = {line for line in lines if line.startswith(f"- {step.label(lang)} (")}
            for day in (step.not_before, step.deadline and step.deadline.day):
                assert day is None or in_words(day, lang) in told
            late = {"vi": "ĐÃ QUÁ HẠN", "en": "LATE"}[lang]
            assert (late in told) is step.is_late(on)
        for due in application.dues(on):
            assert f"- {in_words(due.day, lang)}: {due.label(lang)}" in text
        for note in application.notes(on):
            assert note.label(lang) in text


def test_the_whole_of_it():
    assert TEA.summary("en", on=date(2026, 9, 1)) == (
        "Product: Trà sen",
        "Entity: HTX Sen, Cooperative",
        "2026-09-01: Evaluation",
        "Dossier under way: re-evaluation, filed on 2026-06-15, now with: Province",
        "Judged by: 26/2026/QĐ-TTg",
        "Certificate: 3★, last valid day 2026-11-30, Valid",
        "What may come next:",
        f"- Council evaluated (province), by 2026-08-17, LATE [{JUDGED}]",
        "Days to come:",
        "- 2026-11-30: Last valid day of the certificate [148/QĐ-TTg]",
        f"Note: {ONE_DOSSIER.label.en}",
    )


def test_a_step_is_late_after_its_last_day():
    (step,) = TEA.next_steps(date(2026, 7, 3))
    assert step.deadline.day == date(2026, 8, 17)
    assert not step.is_late(date(2026, 8, 17))
    assert step.is_late(date(2026, 8, 18))
    (free,) = ocop.Application(product="x").next_steps(date(2026, 7, 3))[:1]
    assert free.deadline is None
    assert not free.is_late(date(2100, 1, 1))
    with pytest.raises(InputError):
        free.is_late("2026-07-03")


def test_a_step_of_which_the_law_says_nothing_has_no_brackets():
    told = [line for line in upto(6).summary("en", on=date(2026, 12, 5)) if line[:2] == "- "]
    steps = upto(6).next_steps(date(2026, 12, 5))
    assert any(step.actor is None for step in steps)
    for step, line in zip(steps, told, strict=False):
        assert line.endswith("]") is bool(step.reference or step.deadline)
    assert any("(by time alone)" in line for line in told)


def test_an_entity_that_left():
    gone = upto(6).apply(ocop.cycle.EntityWithdrew(on=date(2024, 1, 1)))
    lines = gone.summary("en", on=date(2024, 2, 1))
    assert "the entity has left; no step follows" in lines
    assert "What may come next: nothing" in lines


def test_a_result_that_waits():
    found = upto(4).summary("en", on=date(2023, 11, 7))
    conclusion = upto(4).conclusion(date(2023, 11, 7))
    assert f"The council's result: {conclusion.label.en}" in found


def test_a_product_of_which_nothing_is_known_yet():
    lines = ocop.Application(product="Chè\n", entity_kind="cooperative").summary(
        "vi", on=date(2026, 6, 1)
    )
    assert lines[:3] == (
        "Sản phẩm: Chè\\u000a",
        "Chủ thể: Hợp tác xã",
        "01/06/2026: " + lines[2][12:],
    )
    assert not any(line.startswith(("Giấy chứng nhận", "Hồ sơ", "Các mốc")) for line in lines)


@pytest.mark.parametrize(("lang", "on"), [("fr", date(2026, 9, 1)), ("vi", "2026-09-01")])
def test_what_is_no_language_or_day(lang, on):
    with pytest.raises(InputError):
        TEA.summary(lang, on=on)


def test_a_table_says_how_the_law_was_read():
    rules = ocop.Rules.from_dict({"readings": {"star_minima": "own"}})
    application = attrs.evolve(TEA, rules=rules)
    (note,) = application.table("en").notes
    assert note == f"Reading: {rules.readings.labels[0]('en')}"
    assert TEA.table("en").notes == ()
