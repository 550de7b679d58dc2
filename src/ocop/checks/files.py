"""The files of checks that are named, one by one or by their folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from ocop.brief import Brief
from ocop.checks.case_file import CaseFile, read_checks
from ocop.errors import Faults, InputError, fault
from ocop.law.rules import Rules
from ocop.limits import MOST_BYTES

__all__ = ["SUFFIX", "NamedFile", "case_files", "read_text"]

#: How the name of a file of checks ends.
SUFFIX = ".ocop.toml"


@attrs.frozen(repr=False)
class NamedFile(Brief):
    """A file of checks.

    Attributes:
        path: Where it is.
        name: As it is to be told.
        line: The line of the one case that is meant; None for all of them.
    """

    path: Path
    name: str
    line: int | None = None

    def read(self, rules: Rules | None = None) -> CaseFile:
        """Its cases.

        Raises:
            InputError: it cannot be read, or as :func:`ocop.checks.case_file.read_checks`.
        """
        beside = _Beside(self.path.parent)
        return read_checks(read_text(self.path), name=self.name, beside=beside, rules=rules)


@attrs.frozen
class _Beside:
    """Reads the files of a folder."""

    folder: Path

    def __call__(self, name: str) -> str:
        return read_text(self.folder / name)


def case_files(paths: Iterable[str | Path]) -> Iterator[NamedFile]:
    """The files that are named, and those of the folders that are, in the order of their names.

    Raises:
        InputError: a path that is not there, or a folder without such files.
    """
    faults, files = Faults(), []
    for given in paths:
        name, path, line = str(given), Path(given), None
        if not path.exists():
            before, _, behind = name.rpartition(":")
            if before and behind.isascii() and behind.isdigit() and Path(before).exists():
                name, path, line = before, Path(before), int(behind)
        if path.is_dir():
            inside = sorted(one for one in path.rglob(f"*{SUFFIX}") if _is_seen(one, path))
            files += [NamedFile(one, str(one)) for one in inside]
            if not inside:
                faults.add("check-no-files", given=name, suffix=SUFFIX)
        elif path.is_file():
            files.append(NamedFile(path, name, line))
        else:
            faults.take([fault("file-not-there").in_file(name)])
    faults.raise_if_any()
    yield from files


def _is_seen(file: Path, folder: Path) -> bool:
    """Whether a file of a folder is in no hidden folder below it, as those of tools are."""
    below = file.relative_to(folder).parts[:-1]
    return file.is_file() and not any(part.startswith(".") for part in below)


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, with or without a byte order mark.

    Raises:
        InputError: it cannot be read, is no UTF-8, or is longer than a document may be.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise InputError.of("check-no-file", given=path.name) from None
    except (OSError, ValueError) as err:  # ValueError: a name that no file can have
        raise InputError.of("file-not-read", reason=getattr(err, "strerror", "") or "") from None
    if len(raw) > MOST_BYTES:
        raise InputError.of("file-too-long", most=MOST_BYTES)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise InputError.of("file-not-utf-8", byte=err.start) from None
