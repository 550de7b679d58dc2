"""Running a command inside the process."""

from __future__ import annotations

import pytest

from ocop._cli import main


@pytest.fixture
def run(capsys):
    """Run a command: its exit status, its output, and its faults in English.

    A command that fails is asked in both languages: as many faults must be told in each, at the
    same places, and nothing be printed, but for the results of other sheets and of lint.
    """

    def call(*argv):
        words = [str(word) for word in argv]
        code = main(words)
        out, err = capsys.readouterr()
        if code != 2:
            return code, out, err
        assert main([*words, "--lang", "en"]) == 2
        english = capsys.readouterr()
        assert bool(english.out) == bool(out)
        assert not out or words[0] in {"score", "crosswalk", "impact", "check", "lint"}
        assert len(english.err.splitlines()) == len(err.splitlines())
        return code, out, english.err

    return call
