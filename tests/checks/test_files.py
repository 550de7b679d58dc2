"""Files of checks: by name, by folder, by line; what cannot be read is said."""

from __future__ import annotations

import os

import pytest

from ocop.checks.files import case_files, read_text
from ocop.errors import InputError
from ocop.limits import MOST_BYTES


def codes(call):
    with pytest.raises(InputError) as caught:
        list(call() or ())
    return [fault.code for fault in caught.value.faults]


def test_every_path_that_is_not_there_is_told(tmp_path):
    empty = tmp_path / "trống"
    empty.mkdir()
    paths = [tmp_path / "a.ocop.toml", empty, f"{tmp_path}/b.ocop.toml:3"]
    assert codes(lambda: case_files(paths)) == [
        "file-not-there",
        "check-no-files",
        "file-not-there",
    ]


def test_hidden_folders_are_left_out(tmp_path):
    for folder in (".venv", "a", ".b/c"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "x.ocop.toml").write_text("")
    assert [file.path.parent.name for file in case_files([tmp_path])] == ["a"]
    assert len(list(case_files([tmp_path / ".venv"]))) == 1


def test_a_line_is_taken_from_the_name_only_where_no_file_is_called_so(tmp_path):
    path = tmp_path / "x.ocop.toml"
    path.write_text("")
    (file,) = case_files([f"{path}:12"])
    assert (file.path, file.line) == (path, 12)
    odd = tmp_path / "x.ocop.toml:12"
    odd.write_text("")
    (file,) = case_files([str(odd)])
    assert (file.path, file.line) == (odd, None)


def test_what_cannot_be_read(tmp_path):
    path = tmp_path / "x"
    assert codes(lambda: read_text(path)) == ["check-no-file"]
    path.write_bytes(b"\xff\xfe\xfa")
    assert codes(lambda: read_text(path)) == ["file-not-utf-8"]
    assert codes(lambda: read_text(tmp_path)) == ["file-not-read"]
    assert codes(lambda: read_text(tmp_path / "a\0b")) == ["file-not-read"]
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert codes(lambda: read_text(path)) == ["file-too-long"]


def test_a_byte_order_mark_is_no_letter(tmp_path):
    path = tmp_path / "x"
    path.write_bytes("﻿ca".encode())
    assert read_text(path) == "ca"


def test_a_pipe_is_no_file_of_checks(tmp_path):
    pipe = tmp_path / "pipe.ocop.toml"
    os.mkfifo(pipe)
    assert codes(lambda: case_files([pipe])) == ["file-not-there"]
