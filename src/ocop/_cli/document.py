"""A file of one document, and where what is wrong with it stands."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ocop._cli.files import in_file, is_json, read_text
from ocop.data import load_json, load_toml
from ocop.documents import with_lines
from ocop.errors import InputError, OcopError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Document"]


class Document:
    """A table of TOML or JSON in a file of its own; the ending tells the form, else the text does.

    Args:
        name: The file; ``-`` is standard input.

    Attributes:
        data: The table.

    Raises:
        InputError: it cannot be read, or is no table of either form.
    """

    def __init__(self, name: str) -> None:
        self._name, self._text = name, read_text(name)
        ending = os.path.splitext(name)[1].lower()
        self._toml = ending == ".toml" or (ending != ".json" and not is_json(self._text))
        with in_file(name):
            data: Any = (load_toml if self._toml else load_json)(self._text)
            if not isinstance(data, dict):
                raise InputError.of("not-a-table", given=data)
        self.data: dict[str, Any] = data

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Let every fault raised inside be one of this file, at its line where it has lines."""
        with in_file(self._name):
            try:
                yield
            except OcopError as err:
                if not self._toml:
                    raise
                raise InputError(with_lines(err.faults, self._text, self._name)) from None
