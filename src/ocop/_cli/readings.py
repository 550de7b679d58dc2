"""The options ``--reading question=reading`` and ``--changes file``: under which rules it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ocop._cli.files import in_file, read_text
from ocop.errors import Faults
from ocop.text import Label

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from ocop._cli.parser import Say
    from ocop.law.changes.changes import Changes
    from ocop.law.rules import Rules

__all__ = ["Laid", "add_readings", "changes_of", "readings_lines", "rules_of"]

_CHANGES = Label("Tính theo", "Reckoned under")
_TITLE = Label("Cách hiểu khác mặc định", "Reading other than the default")


def add_readings(parser: argparse.ArgumentParser, say: Say) -> None:
    """Let a command be asked under other readings than the defaults."""
    parser.add_argument(
        "--reading",
        action="append",
        default=[],
        metavar=say("CÂU-HỎI=CÁCH-HIỂU", "QUESTION=READING"),
        help=say(
            "cách hiểu khác chỗ luật không nói rõ, như star_minima=own; dùng được nhiều lần",
            "another reading where the law is silent, such as star_minima=own; may be repeated",
        ),
    )
    parser.add_argument(
        "--changes",
        action="append",
        default=[],
        metavar=say("TỆP", "FILE"),
        help=say(
            "theo một dự thảo hoặc bản đính chính (*.changes.toml); dùng được nhiều lần",
            "under a proposal or a correction (*.changes.toml); may be repeated",
        ),
    )


def changes_of(names: Sequence[str]) -> tuple[Changes, ...]:
    """The changes of these files, one after the other.

    Raises:
        InputError: every fault of a file, with its line.
    """
    if not names:
        return ()
    from ocop.formats import from_toml  # noqa: PLC0415 - only where a file is given
    from ocop.law.changes.changes import Changes  # noqa: PLC0415

    changes = []
    for name in names:
        with in_file(name):
            changes.append(from_toml(Changes, read_text(name)))
    return tuple(changes)


def _changed_readings(args: argparse.Namespace) -> dict[str, str]:
    """Question → reading as the command line gives them.

    Raises:
        InputError: a word that is no pair, or a question twice.
    """
    faults = Faults()
    given: dict[str, str] = {}
    for word in args.reading:
        question, equals, reading = word.partition("=")
        if not equals:
            faults.add(
                "not-a-pair",
                "--reading",
                given=word,
                shape=Label("câu-hỏi=cách-hiểu", "question=reading"),
            )
        elif question.strip() in given:
            faults.add("option-twice", "--reading", given=question.strip())
        else:
            given[question.strip()] = reading.strip()
    faults.raise_if_any()
    return given


def rules_of(args: argparse.Namespace) -> Rules:
    """The law, changed and read as the command line asks; by the defaults for the rest.

    Raises:
        InputError: as :func:`_changed_readings`, and for no such question or reading.
    """
    from ocop.law.rules import Rules  # noqa: PLC0415 - only where a command runs

    rules = Rules.of(_changed_readings(args), "--reading")
    for name, changes in zip(args.changes, changes_of(args.changes), strict=True):
        with in_file(name):
            rules = rules.amended(changes)
    return rules


class Laid(NamedTuple):
    """What the command line lays over the rules that a document names."""

    readings: dict[str, str]
    changes: list[dict[str, Any]]

    @classmethod
    def by(cls, args: argparse.Namespace) -> Laid:
        """What the options say.

        Raises:
            InputError: as :func:`_changed_readings` and :func:`changes_of`.
        """
        return cls(_changed_readings(args), [one.to_dict() for one in changes_of(args.changes)])

    def over(self, data: dict[str, Any]) -> dict[str, Any]:
        """A document with these readings and changes before its own."""
        readings, changes = data.get("readings", {}), data.get("changes", [])
        if self.readings or self.changes:  # what it says of its rules holds no more
            data = {key: value for key, value in data.items() if key != "rules"}
        if self.readings and isinstance(readings, dict):
            data = {**data, "readings": {**readings, **self.readings}}
        if self.changes and isinstance(changes, list):
            data = {**data, "changes": [*changes, *self.changes]}
        return data


def readings_lines(rules: Rules, lang: str) -> list[str]:
    """Lines that say which readings are not the default; none where all are."""
    title = _TITLE(lang)
    return [
        *(f"{_CHANGES(lang)}: {changes.title(lang)}" for changes in rules.changes),
        *(f"{title}: {label(lang)}" for label in rules.readings.labels),
    ]
