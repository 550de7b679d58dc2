"""100,000 wrong documents over every reader: an :class:`ocop.OcopError` or a value, soon, and nothing else."""

from __future__ import annotations

import contextlib
import random
import shutil
import signal
import tomllib
from pathlib import Path

import pytest

import ocop
from ocop.cycle.product_code import ProductCode
from ocop.data import dump_toml
from ocop.dates import parse_date
from ocop.formats.kind import stored_classes
from ocop.law.citation import citation
from ocop.law.fold.law import HOMES, law_in
from tests.fuzz.mutation import HOSTILE, PIECES, garbled, wrong
from tests.fuzz.seeds import LONG, VALUES, values

pytestmark = pytest.mark.slow
LONGEST = 2  # seconds of the processor for one document
#: Wrong documents by what reads them; what is read slowly has fewer.
TABLES, REGISTERS, CHOICES, RULE_FILES, WORDS = 1_200, 2_000, 14_000, 300, 9_000
TEXTS = {"json": 1_800, "toml": 500}
RULES = Path(ocop.__file__).parent / "rules"


class TooLong(BaseException):
    """Not an Exception, so that nothing takes it for a fault."""


@contextlib.contextmanager
def soon(longest=LONGEST):
    """What takes longer is broken off where it stands; a test would else hang."""

    def stop(_signal, _frame):
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, longest)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def read(call, *arguments):
    """What a reader makes of a document: a value, or an error whose words and data can be had."""
    with soon():
        try:
            return call(*arguments)
        except ocop.OcopError as error:
            faults = getattr(error, "faults", ())
            for words in (str(error), *(fault.message("vi") for fault in faults[:3])):
                assert words
                assert words.replace("\n", "").isprintable()
            return error


def tally(call, documents):
    """How many were refused and how many read: a fuzz that only ever does one tells nothing."""
    refused = taken = 0
    for document in documents:
        if isinstance(read(call, document), ocop.OcopError):
            refused += 1
        else:
            taken += 1
    return refused, taken


def test_the_sum_is_what_is_promised():
    kinds = len(stored_classes())
    assert set(VALUES) == set(stored_classes())
    short = kinds - len(LONG) * 5 / 6
    assert set(LONG) < set(stored_classes())
    stored = short * (TABLES + sum(TEXTS.values()))
    assert stored + REGISTERS + CHOICES + RULE_FILES + 4 * WORDS >= 100_000


def test_what_takes_too_long_is_broken_off():
    def forever():
        with soon(0.01):
            while True:
                pass

    with pytest.raises(TooLong):
        forever()


@pytest.mark.parametrize("name", stored_classes())
def test_tables(name):
    draw, cls = random.Random(f"tables {name}"), _class(name)
    stored = [ocop.to_dict(value) for value in values(name)]
    assert [ocop.from_dict(cls, table) for table in stored] == list(values(name))
    number = _many(name, TABLES)
    documents = (wrong(draw, draw.choice(stored)) for _ in range(number))
    refused, taken = tally(lambda table: ocop.from_dict(cls, table), documents)
    assert refused > number / 4
    assert taken


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize("name", stored_classes())
def test_texts(name, form):
    draw, cls = random.Random(f"texts {name} {form}"), _class(name)
    write, back = getattr(ocop, f"to_{form}"), getattr(ocop, f"from_{form}")
    stored = [write(value) for value in values(name)]
    number = _many(name, TEXTS[form])
    documents = (garbled(draw, draw.choice(stored)) for _ in range(number))
    refused, taken = tally(lambda text: back(cls, text), documents)
    assert refused > number / 4
    assert taken


def _many(name, number):
    """What is long has a sixth of the documents."""
    return number // 6 if name in LONG else number


def _class(name):
    return getattr(ocop, name, None) or getattr(ocop.cycle, name)


REGISTER = """\
code,name,set,stars,issued_on,total,entity,entity_kind,district
A1,Trà sen,1,4,2024-03-01,75,HTX Sen,cooperative,Huyện Can Lộc
A2,"Mật ong, hoa",2,3,15/04/2023,61,Ông An,household,Thị xã Kỳ Anh
A3,Cam bù,1,5,2023-11-30,91,HTX Cam,cooperative,Huyện Hương Sơn
"""


def test_registers():
    draw = random.Random("registers")
    assert len(ocop.Registry.from_csv(REGISTER)) == 3
    documents = (garbled(draw, REGISTER) for _ in range(REGISTERS))
    refused, taken = tally(ocop.Registry.from_csv, documents)
    assert refused > REGISTERS / 4
    assert taken


@pytest.mark.parametrize("regime", ["1048", "26"])
def test_choices(regime):
    draw = random.Random(f"choices {regime}")
    rubrics = [ocop.regime(regime).rubric(number) for number in (1, 7, 16, 26)]
    whole = {rubric: {c.no: len(c.options) for c in rubric.criteria} for rubric in rubrics}

    def documents():
        for _ in range(CHOICES // 2):
            rubric = draw.choice(rubrics)
            yield rubric, wrong(draw, whole[rubric])

    refused, taken = tally(lambda pair: pair[0].sheet(pair[1]), documents())
    assert refused > CHOICES / 10
    assert taken


def test_words():
    """What takes a word or two: dates, codes, citations, readings."""
    draw = random.Random("words")
    valid = {
        ProductCode.parse: "83-829-28780-3-2022",
        parse_date: "2026-06-01",
        citation: "26/2026/QĐ-TTg, Appendix II, set 1, criterion 1.5",
        lambda text: ocop.Rules.from_dict({"readings": {"star_minima": text}}): "own",
    }
    strange = [*(text for text in HOSTILE if isinstance(text, str)), *PIECES]
    for call, text in valid.items():
        words = (
            garbled(draw, text) if draw.random() < 0.8 else draw.choice(strange)
            for _ in range(WORDS)
        )
        refused, taken = tally(call, words)
        assert taken
        assert refused or call is citation  # a document of any name can be cited


def test_rule_files(tmp_path):
    """house A2: a key or a value out of its place in any rule file was passed over."""
    draw = random.Random("rule files")
    files = sorted(path for path in RULES.rglob("*.toml") if path.parent != RULES)
    whole = tmp_path / "rules"
    shutil.copytree(RULES, whole)
    tried = refused = 0
    for _ in range(RULE_FILES):
        path = whole / draw.choice(files).relative_to(RULES)
        right = path.read_bytes()
        table = wrong(draw, tomllib.loads(right.decode()))
        try:
            text = dump_toml(table).encode()
        except (AttributeError, TypeError, ValueError, RecursionError):
            continue  # no table, or no value of TOML
        path.write_bytes(text)
        tried += 1
        refused += isinstance(read(_fold, whole, path), ocop.errors.RuleDataError)
        path.write_bytes(right)
    assert refused > tried / 3 > RULE_FILES / 9


def _fold(whole, path):
    law, decision = law_in(whole), path.relative_to(whole).parts[0]
    number = path.stem.removeprefix("set-")
    if number.isdigit():
        return law.rubric(decision, int(number))
    for name in HOMES if decision in law.regime_ids else ():
        law.table(decision, name)
    return law
