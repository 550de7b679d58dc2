"""Fuzz the readers of text with atheris, which follows what each input reaches.

Run ``python tools/fuzz.py --runs 10000`` in an environment with the group ``fuzz``. Each reader has
a fork of its own of one process, since it takes seconds to make the library followed; it begins
with valid texts and follows the seed. It exits 1 where anything but an :class:`ocop.OcopError`
comes out or an input takes more than two seconds; the input is printed.
"""

from __future__ import annotations

import argparse
import os
import pkgutil
import sys
import tempfile
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

with atheris.instrument_imports(include=["ocop"]):
    import ocop

    for module in pkgutil.walk_packages(ocop.__path__, "ocop."):  # else a lazy import escapes it
        if not module.name.startswith(("ocop.testing", "ocop.__main__", "ocop.frames")):
            import_module(module.name)

SECONDS = 2
CHANGES = """id = "nhap"\nkind = "proposal"\ntitle = { vi = "Dự thảo", en = "Draft" }
amends = "26"\nfrom = 2027-01-01\nreference = "Tờ trình"\n[bands]\n4 = 75\n"""
REGISTER = "name,set,stars,issued_on\nTrà sen,1,4,2024-03-01\nMật ong,2,3,15/04/2023\n"


def readers() -> Iterator[tuple[str, Callable[[str], object], str]]:
    """The name of each reader of text, itself, and a text that it takes."""
    certificate = ocop.Certificate(product="Trà sen", stars=3, issued_on=date(2026, 6, 1))
    yield "csv", ocop.Registry.from_csv, REGISTER
    yield "changes", lambda text: ocop.from_toml(ocop.Changes, text), CHANGES
    yield (
        "toml",
        lambda text: ocop.from_toml(ocop.Certificate, text),
        ocop.to_toml(certificate),
    )
    yield (
        "json",
        lambda text: ocop.from_json(ocop.Certificate, text),
        ocop.to_json(certificate),
    )


def fuzz(call: Callable[[str], object], arguments: list[str]) -> None:
    """Fuzz one reader; it ends the process."""

    def one(data: bytes) -> None:
        try:
            call(data.decode("utf-8", "surrogatepass"))
        except UnicodeDecodeError:
            pass
        except ocop.OcopError as error:
            if not str(error).strip():
                raise AssertionError("an error without words") from error

    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


def forked(call: Callable[[str], object], arguments: list[str], output: Path) -> int:
    """The exit status of a child that fuzzes one reader, and writes what it says to a file."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        with output.open("wb") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        try:
            fuzz(call, arguments)
        finally:
            os._exit(1)  # fuzzing ends the process by itself
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> int:
    """Fuzz every reader, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=10_000, help="inputs a reader")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    failed = []
    for name, call, text in readers():
        with tempfile.TemporaryDirectory() as folder:
            corpus, output = Path(folder, "corpus"), Path(folder, "output")
            corpus.mkdir()
            (corpus / "valid").write_text(text, encoding="utf-8")
            words = [str(corpus), f"-runs={options.runs}", f"-seed={options.seed}"]
            words += [f"-timeout={SECONDS}", "-max_len=4096", f"-artifact_prefix={folder}/found-"]
            status = forked(call, words, output)
            found = [path.read_bytes() for path in Path(folder).glob("found-*")]
            said = output.read_text(encoding="utf-8", errors="replace")
        print(f"{name}: {options.runs} inputs, {'at fault' if status else 'well'}")
        if status:
            failed.append(name)
            print(said[-3_000:], *found, sep="\n")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
