"""Fuzz the readers of text with atheris, which follows what each input reaches.

Run ``python tools/fuzz.py --runs 10000`` in an environment with the group ``fuzz``. Each reader has
a process of its own, begins with valid texts and follows the seed. It exits 1 where anything but
an :class:`ocop.OcopError` comes out or an input takes more than two seconds; the input is printed.
"""

from __future__ import annotations

import argparse
import pkgutil
import subprocess
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


def fuzz(name: str, arguments: list[str]) -> None:
    """Fuzz one reader; it ends the process."""
    call = next(call for known, call, _ in readers() if known == name)

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


def main() -> int:
    """Fuzz every reader, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=10_000, help="inputs a reader")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", help=argparse.SUPPRESS)
    options, rest = parser.parse_known_args()
    if options.reader:
        fuzz(options.reader, rest)
    failed = []
    for name, _, text in readers():
        with tempfile.TemporaryDirectory() as corpus:
            (Path(corpus) / "valid").write_text(text, encoding="utf-8")
            command = [sys.executable, __file__, "--reader", name, corpus]
            command += [f"-runs={options.runs}", f"-seed={options.seed}", f"-timeout={SECONDS}"]
            command += ["-max_len=4096", f"-artifact_prefix={corpus}/found-"]
            run = subprocess.run(
                command, capture_output=True, text=True, errors="replace", check=False
            )
            found = [path.read_bytes() for path in Path(corpus).glob("found-*")]
        print(f"{name}: {options.runs} inputs, {'well' if not run.returncode else 'at fault'}")
        if run.returncode:
            failed.append(name)
            print(run.stderr[-3_000:], *found, sep="\n")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
