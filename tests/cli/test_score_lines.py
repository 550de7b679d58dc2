"""``ocop score`` of very many sheets: results as they come, the same as one by one."""

from __future__ import annotations

import io
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop._cli import answer, jobs, main, progress
from ocop._cli.answer import Answerer, Wanted
from ocop._cli.files import Part
from ocop._cli.readings import Laid
from ocop._cli.sheets import read_sheet
from ocop.errors import InputError
from ocop.testing.strategies import rubrics, sheets

RUBRIC = ocop.regime("26").rubric(1)
CHOICES = {criterion.no: len(criterion.options) for criterion in RUBRIC.criteria}
PLAIN = {"regime": "26", "set": 1, "choices": CHOICES}
NOTHING = Laid({}, [])


def wanted(form="json", **more):
    plain = {"lang": "en", "laid": NOTHING, "partial": False, "explain": False}
    return Wanted(form, **plain | {"several": True, "in_line": True} | more)


def by_hand(raw, laid=NOTHING):
    """What is said of a line that is read in full."""
    one = read_sheet(Part("a:1", raw), laid, "en", partial=False)
    if one.sheet is not None:
        return ocop.to_json(ocop.score(one.sheet))
    faults = InputError(one.faults).to_data("en")
    return ocop.data.dump_json({"type": "faults", "file": "a:1", "faults": faults})


# --- the quick way ---------------------------------------------------------------------------------


@st.composite
def lines(draw):
    """A line with a sheet, or with what is wrong."""
    if draw(st.booleans()):
        table = json.loads(ocop.to_json(draw(sheets(draw(rubrics())))))
        table |= draw(st.sampled_from([{}, {}, {"set": True}, {"product": "Trà"}, {"x": 1}]))
        for no in draw(st.lists(st.sampled_from(sorted(table["choices"])), max_size=2)):
            table["choices"][no] = draw(st.sampled_from([0, 1, 9, True, "1", 1.0, None]))
        raw = json.dumps(table, ensure_ascii=draw(st.booleans())).encode()
    else:
        odd = ["{", "[]", '{"set": 1, "set": 1}', '{"set": NaN}', '{"product": "\\ud800"}']
        raw = draw(st.sampled_from([one.encode() for one in odd]) | st.binary(max_size=5))
    return raw + draw(st.sampled_from([b"\n", b"\r\n", b" ", b""]))


@given(st.lists(lines(), max_size=6), st.sampled_from([NOTHING, Laid({"star_minima": "own"}, [])]))
def test_a_line_among_many_is_answered_as_it_is_alone(raws, laid):
    answerer = Answerer(wanted(laid=laid))
    for raw in raws:
        assert answerer.answer(Part("a:1", raw)).text == by_hand(raw, laid)


def test_a_day_that_may_be_another_is_remarked_each_time():
    raw = json.dumps({"on": "01/06/2026", "set": 1, "choices": CHOICES}).encode()
    answerer = Answerer(wanted())
    assert [len(answerer.answer(Part("a:1", raw)).remarks) for _ in range(3)] == [1, 1, 1]


@pytest.mark.parametrize("form", ["text", "cards", "criteria", "bounds"])
def test_other_forms_of_several(form):
    answerer = Answerer(wanted(form, partial=form == "bounds", explain=form == "criteria"))
    raw = json.dumps(PLAIN).encode()
    once, again = (answerer.answer(Part("a:1", raw)) for _ in range(2))
    assert once == again
    assert (once.text is None) == (form != "text")
    assert bool(once.rows) == (form != "text")


# --- a stream --------------------------------------------------------------------------------------


class Lines(io.RawIOBase):
    """Lines that are written while they are read; ``look`` is called before each."""

    def __init__(self, lines, look):
        self._lines, self._look = iter(lines), look
        self.buffer = self

    def readline(self, _=-1):
        self._look()
        return next(self._lines, b"")

    def read(self, _=-1):
        raise AssertionError("the rest was asked for")


def test_results_come_while_the_sheets_do(monkeypatch, capsys):
    """bench 2: the file was read whole, every sheet kept, and then all results printed."""
    seen, out = [], []

    def look():
        out.append(capsys.readouterr().out)
        seen.append("".join(out).count("\n"))

    raws = [json.dumps(PLAIN).encode() + b"\n", b"{\n"] * 20
    monkeypatch.setattr(sys, "stdin", Lines(raws, look))
    assert main(["score", "-", "--json", "--lang", "en"]) == 2
    # two are read before the first is answered, as one alone is set in
    assert seen == [0, 0, *range(2, 41)]
    rest = capsys.readouterr()
    tables = [json.loads(line) for line in "".join([*out, rest.out]).splitlines()]
    assert [table["type"] for table in tables] == ["scorecard", "faults"] * 20
    assert [line.split(": ")[1] for line in rest.err.splitlines()] == [
        f"-:{number}" for number in range(2, 41, 2)
    ]


def test_of_many_faults_the_first_are_told(run, tmp_path):
    path = tmp_path / "a.jsonl"
    line = json.dumps(PLAIN | {"on": "01/06/2026", "set": 1})
    good = json.dumps({"on": "01/06/2026", "set": 1, "choices": CHOICES})
    path.write_text(f"{line}\n{good}\n" * 70, encoding="utf-8")
    code, out, err = run("score", path, "--json")
    told = err.splitlines()
    assert code == 2
    assert len(out.splitlines()) == 140
    assert len(told) == 102
    assert told[50] == "ocop: … and 90 more remarks"
    assert told[101] == "ocop: … and 20 more"


def test_lines_that_are_not_utf_8_and_a_mark_of_the_first(run, tmp_path):
    path = tmp_path / "a.jsonl"
    good = json.dumps(PLAIN).encode()
    path.write_bytes(b"\xef\xbb\xbf" + good + b"\n\n" + b'{"product": "\xff"}\n' + good)
    code, out, err = run("score", path, "--json")
    assert code == 2
    assert len(out.splitlines()) == 3
    assert f"{path}:3: not UTF-8 (byte {len(good) + 3 + 2 + 13})" in err


@pytest.mark.parametrize("name", ["a", "a.json", "a.jsonl"])
@pytest.mark.parametrize("blank", ["", "\n \n"])
def test_lines_under_any_name(run, tmp_path, name, blank):
    path = tmp_path / name
    line = json.dumps(PLAIN)
    path.write_text(f"{blank}{line}\n{blank}{line}\n", encoding="utf-8")
    code, out, _ = run("score", path, "--json")
    assert (code, len(out.splitlines())) == (0, 2)


def test_a_letter_that_ends_lines_elsewhere_stands_in_a_text(run, tmp_path):
    path = tmp_path / "a.jsonl"
    line = json.dumps(PLAIN | {"product": "Trà\u2028sen"}, ensure_ascii=False)
    path.write_text(f"{line}\n{line}\n", encoding="utf-8")
    code, out, _ = run("score", path, "--json")
    assert code == 0
    assert json.loads(out.split("\n")[1])["product"] == "Trà\u2028sen"


def test_a_line_that_is_too_long(run, tmp_path, monkeypatch):
    path = tmp_path / "a.jsonl"
    line = json.dumps(PLAIN)
    monkeypatch.setattr("ocop._cli.files.MOST_BYTES", len(line) + 5)
    path.write_text(f"{line}\n{line}{' ' * 9}\n{line}", encoding="utf-8")
    code, out, err = run("score", path, "--json")
    assert code == 2
    assert len(out.splitlines()) == 2  # the sheet, and what is wrong with the file
    assert "is too long" in err


# --- to a file -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "lines"), [("o.jsonl", 3), ("o.csv", 4), ("o.txt", 10)])
def test_a_file_of_results(tmp_path, capsys, name, lines):
    path, out = tmp_path / "a.jsonl", tmp_path / name
    path.write_text(f"{json.dumps(PLAIN)}\n" * 2 + "{}\n", encoding="utf-8")
    words = ["score", str(path), "-o", str(out), "--lang", "en"]
    assert main(words) == 2
    assert capsys.readouterr().out == ""
    written = out.read_text(encoding="utf-8")
    assert (len(written.splitlines()), written.startswith("\ufeff")) == (lines, name == "o.csv")
    assert main(words) == 2
    assert "is there already" in capsys.readouterr().err
    assert main([*words, "--force"]) == 2
    assert out.read_text(encoding="utf-8") == written


def test_a_file_that_is_read_is_written_when_all_of_it_was(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps(PLAIN)}\n" * 3, encoding="utf-8")
    assert main(["score", str(path), "-o", str(path), "--force"]) == 0
    tables = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [table["total"] for table in tables] == [100] * 3


def test_no_results_no_file(tmp_path):
    out = tmp_path / "o.jsonl"
    assert main(["score", str(tmp_path / "none.toml"), "-o", str(out)]) == 2
    assert not out.exists()


def test_a_disk_that_is_full(tmp_path, capsys):
    path = tmp_path / "a.jsonl"
    for count in (2, 200):  # told when the file is closed, and before
        path.write_text(f"{json.dumps(PLAIN)}\n" * count, encoding="utf-8")
        words = ["score", str(path), "-o", "/dev/full", "--force", "--json", "--lang", "en"]
        assert main(words) == 2
        assert "/dev/full: cannot be written: the disk is full" in capsys.readouterr().err


# --- several processes -----------------------------------------------------------------------------


class Threads(ThreadPoolExecutor):
    """What stands for processes."""

    def __init__(self, number, context, start, args):
        if context.get_start_method() == "spawn":
            args = pickle.loads(pickle.dumps(args))
        super().__init__(number, initializer=start, initargs=args)


@pytest.fixture
def many(tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "ProcessPoolExecutor", Threads)
    monkeypatch.setattr(jobs, "_ALONE", 7)
    monkeypatch.setattr(jobs, "_CHUNK", 3)
    path = tmp_path / "a.jsonl"
    tables = [PLAIN | {"code": str(n)} | ({"set": 99} if n % 5 == 4 else {}) for n in range(40)]
    path.write_text("".join(f"{json.dumps(table)}\n" for table in tables), encoding="utf-8")
    return path


@pytest.mark.sweep
@pytest.mark.parametrize("form", [["--json"], [], ["--explain"], ["--partial", "--json"]])
@pytest.mark.parametrize("number", [2, 3])
def test_jobs_keep_the_order(many, capsys, number, form):
    once = main(["score", str(many), *form]), capsys.readouterr()
    assert (main(["score", str(many), *form, "--jobs", str(number)]), capsys.readouterr()) == once
    assert once[0] == 2


def test_jobs_of_a_table(many, tmp_path):
    for number in (1, 2):
        main(["score", str(many), "-o", str(tmp_path / f"{number}.csv"), "--jobs", str(number)])
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()


@pytest.mark.usefixtures("many")
def test_jobs_do_not_read_far_ahead():
    read = []
    parts = (read.append(1) or Part("a", b"{}") for _ in range(99))
    answers = jobs.answered_by(2, parts, Answerer(wanted()))
    for n in range(1, 8):
        assert next(answers).sheets == 1
        assert len(read) == n
    assert next(answers).sheets == 3
    assert len(read) == 7 + 2 * 4 * 3
    answers.close()


def test_few_sheets_start_no_process(monkeypatch):
    monkeypatch.setattr(jobs, "ProcessPoolExecutor", None)
    parts = [Part("a", json.dumps(PLAIN).encode())] * 5
    assert len(list(jobs.answered_by(2, parts, Answerer(wanted())))) == 5


@pytest.mark.parametrize(
    ("platform", "threads", "methods", "method"),
    [
        ("linux", 1, ["fork", "spawn"], "fork"),
        ("linux", 2, ["fork", "spawn"], "spawn"),
        ("darwin", 1, ["fork", "spawn"], "spawn"),
        ("win32", 1, ["spawn"], "spawn"),
    ],
)
def test_how_processes_are_started(monkeypatch, platform, threads, methods, method):
    with monkeypatch.context() as patch:
        patch.setattr(jobs.sys, "platform", platform)
        patch.setattr(jobs.threading, "active_count", lambda: threads)
        patch.setattr(jobs, "get_all_start_methods", lambda: methods)
        assert jobs._method() == method


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_process_gets_what_it_needs(many, monkeypatch, capsys, method):
    once = main(["score", str(many), "--json"]), capsys.readouterr()
    monkeypatch.setattr(jobs, "_method", lambda: method)
    assert (main(["score", str(many), "--json", "--jobs", "2"]), capsys.readouterr()) == once


@pytest.mark.parametrize("number", ["0", "-1", "two", "1.5"])
def test_a_number_of_jobs_that_is_none(run, many, number):
    code, out, err = run("score", many, f"--jobs={number}")
    assert (code, out) == (2, "")
    assert "--jobs" in err


def test_a_process_that_is_ended(run, many, monkeypatch):
    class Ended(Threads):
        def submit(self, *_):
            future = Future()
            future.set_exception(BrokenProcessPool())
            return future

    monkeypatch.setattr(jobs, "ProcessPoolExecutor", Ended)
    code, _, err = run("score", many, "--jobs", 2)
    assert code == 2
    assert "a process that scored was ended half-way" in err


def test_ctrl_c_ends_a_command_quietly(monkeypatch, capsys):
    def stop():
        if next(reads) == 3:
            raise KeyboardInterrupt

    reads = iter(range(9))
    monkeypatch.setattr(sys, "stdin", Lines([json.dumps(PLAIN).encode() + b"\n"] * 9, stop))
    assert main(["score", "-", "--json"]) == 130
    out, err = capsys.readouterr()
    assert (len(out.splitlines()), err) == (3, "")


@pytest.mark.slow
def test_real_processes(tmp_path):
    many = tmp_path / "a.jsonl"
    line, wrong = json.dumps(PLAIN), json.dumps(PLAIN | {"set": 99})
    many.write_text(f"{line}\n{wrong}\n" * jobs._ALONE, encoding="utf-8")
    words = [sys.executable, "-m", "ocop", "score", str(many), "--json", "--jobs"]
    one, two = (
        subprocess.run([*words, number], capture_output=True, check=False)  # noqa: S603
        for number in "12"
    )
    assert one.returncode == two.returncode == 2
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)


@pytest.mark.slow
@pytest.mark.parametrize("number", ["1", "2"])
def test_ctrl_c_on_a_terminal(tmp_path, number):
    """A terminal sends it to every process of the command."""
    words = [sys.executable, "-m", "ocop", "score", "-", "--json", "--jobs", number]
    out = tmp_path / "out"
    with (
        out.open("wb") as file,
        subprocess.Popen(  # noqa: S603
            words,
            stdin=subprocess.PIPE,
            stdout=file,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process,
    ):
        process.stdin.write(f"{json.dumps(PLAIN)}\n".encode() * 4000)
        process.stdin.flush()
        while not out.stat().st_size and process.poll() is None:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate()
    assert (process.returncode, err) == (130, b"")
    assert out.read_bytes().startswith(b'{"type": "scorecard"')


# --- on a terminal ---------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch, capsys):  # noqa: ARG001 - standard output is none
    """Put a terminal in the place of standard error, once the test runs."""
    times = iter(range(1000))
    monkeypatch.setattr(progress, "monotonic", lambda: next(times))

    def put(name="stderr"):
        stream = Terminal()
        monkeypatch.setattr(sys, name, stream)
        return stream

    return put


@pytest.mark.parametrize("number", ["1", "2"])
def test_a_person_who_waits_sees_how_far_it_is(terminal, many, monkeypatch, number):
    stream, threads, counts = terminal(), threading.active_count(), []
    monkeypatch.setattr(jobs, "_method", lambda: counts.append(threading.active_count()) or "spawn")
    assert main(["score", str(many), "--json", "--jobs", number]) == 2
    assert " phiếu" in stream.getvalue().partition("ocop: ")[0]
    assert set(counts) <= {threads}  # the bar has none, so that processes can be forked
    stream = terminal()
    monkeypatch.setitem(sys.modules, "tqdm", None)
    main(["score", str(many), "--json", "--lang", "en", "--jobs", number])
    shown, _, after = stream.getvalue().rpartition("\r")
    assert "\r40 sheets" in shown
    assert after.startswith("ocop: ")


def test_nobody_who_waits_no_count(terminal, many):
    stream, _ = terminal(), terminal("stdout")
    main(["score", str(many), "--json"])
    assert "\r" not in stream.getvalue()


def test_no_count_between_looks(terminal, many, monkeypatch):
    stream = terminal()
    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setattr(progress, "monotonic", lambda: 0)
    main(["score", str(many), "--json"])
    assert stream.getvalue().startswith("\r\rocop: ")


def test_the_decoder_of_lines_refuses_what_stands_twice():
    with pytest.raises(ValueError, match="twice"):
        answer._decode('{"a": 1, "a": 1}')
