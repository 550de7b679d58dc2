"""What becomes of a command whose streams fail; with processes in test_streams."""

from __future__ import annotations

import gc
import os
import sys
import threading

import pytest

from ocop.__main__ import main as process
from ocop._cli import files, main
from ocop._cli.files import path_of
from ocop._cli.stream import decoded, guarded
from ocop.errors import InputError


@pytest.fixture
def broken(monkeypatch):
    """Put a stream without a reader, or one without room, in the place of another."""
    opened = []

    def put(name, kind):
        if kind == "closed":
            monkeypatch.setattr(sys, name, None)
            return
        reading, writing = os.pipe()
        os.close(reading)
        target = writing if kind == "cut" else os.open("/dev/full", os.O_WRONLY)
        stream = os.fdopen(target, "w", encoding="utf-8")
        opened.append(stream)
        monkeypatch.setattr(sys, name, stream)

    yield put
    for stream in opened:
        stream.close()


needs_full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")


@needs_full
@pytest.mark.parametrize(("kind", "code"), [("cut", 0), ("full", 2), ("closed", 2)])
def test_standard_output(broken, capsys, kind, code):
    broken("stdout", kind)
    assert main(["sets"]) == code
    assert len(capsys.readouterr().err.splitlines()) == (code == 2)


@needs_full
@pytest.mark.parametrize("kind", ["cut", "full", "closed"])
def test_standard_error(broken, kind):
    broken("stderr", kind)
    assert main(["score", "none.toml"]) == 2
    broken("stderr", kind)
    with pytest.raises(SystemExit) as stop:
        main(["sets", "--nope"])
    assert stop.value.code == 2
    broken("stderr", kind)
    assert main(["--lang", "fr"]) == 2


def test_help_without_an_output_is_said_elsewhere(broken, capsys):
    broken("stdout", "closed")
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    assert "cách dùng: ocop" in capsys.readouterr().err


def test_a_command_says_its_status():
    assert guarded(lambda: None, "vi") == 0
    assert guarded(lambda: 3, "vi") == 3

    def fail():
        raise InputError.of("missing")

    assert guarded(fail, "vi") == 2


def test_words_as_they_were_typed():
    """Where no locale is set, Python has the bytes of a word as halves of letters."""
    assert decoded(["Cà phê", "x"]) == ["Cà phê", "x"]
    assert decoded(["Cà phê".encode().decode("ascii", "surrogateescape")]) == ["Cà phê"]
    lost = b"s\xe9".decode("ascii", "surrogateescape")
    assert decoded([lost, "\ud800"]) == [lost, "\ud800"]


def test_a_name_that_the_locale_has_not(monkeypatch):
    assert path_of("phiếu.toml") == "phiếu.toml"
    monkeypatch.setattr(os, "fsencode", lambda name: name.encode("ascii"))
    assert path_of("phiếu.toml") == "phiếu.toml".encode()


def test_a_file_is_written_where_there_is_no_output(broken, tmp_path):
    broken("stdout", "closed")
    assert main(["sets", "-o", str(tmp_path / "sets.txt")]) == 0
    assert (tmp_path / "sets.txt").read_text(encoding="utf-8").count("\n") == 26


def test_what_fails_where_there_is_no_output_is_told(broken, capsys):
    broken("stdout", "closed")

    def fail():
        raise OSError(28, "?")

    assert guarded(fail, "en") == 2
    assert capsys.readouterr().err == "ocop: cannot be written: the disk is full\n"


def test_standard_input_that_is_closed(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["score", "-", "--lang", "en"]) == 2
    assert capsys.readouterr().err == "ocop: -: standard input is closed\n"


def test_a_file_without_an_end(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    path = tmp_path / "long.toml"
    path.write_text("# 34567890", encoding="utf-8")
    assert main(["score", str(path), "--lang", "en"]) == 2
    assert "is too long" not in capsys.readouterr().err
    path.write_text("# 345678901", encoding="utf-8")
    assert main(["score", str(path), "--lang", "en"]) == 2
    assert f"{path}: is too long; at most 10 bytes are read" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_a_pipe_that_somebody_writes_to(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    # a reader that does not wait, so that the writer has one
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with path.open("wb") as writer:
        writer.write("sổ".encode())
        writer.flush()
        writing = threading.Timer(0.2, writer.close)
        writing.start()
        assert files.read_text(str(path)) == "sổ"
        writing.join()
    os.close(reader)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_a_pipe_that_nobody_writes_to(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_PATIENCE", 0)
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(InputError) as err:
        files.read_text(str(path))
    assert [fault.code for fault in err.value.faults] == ["pipe-without-writer"]


@pytest.fixture
def garbage():
    """What a command of its own process says of garbage is taken back."""
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    gc.unfreeze()
    yield
    gc.set_threshold(*before)
    if not frozen:
        gc.unfreeze()


@pytest.mark.usefixtures("garbage")
def test_in_a_process_of_its_own(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["ocop", "plans", "--lang", "en"])
    assert process() == 0
    assert "ha-tinh-2023-2025" in capsys.readouterr().out
    # it is looked for less often, so that a stream is looked through still, and not at the end
    assert gc.isenabled()
    assert gc.get_threshold()[0] == 100_000
    assert gc.get_freeze_count()
