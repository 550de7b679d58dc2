"""A file that is written while its results come, and not made where there are none."""

from __future__ import annotations

import io
from typing import IO

from ocop._cli.files import in_file, path_of, unusable
from ocop.errors import InputError

__all__ = ["Written"]


class Written(io.TextIOBase):
    """The file of ``-o``, opened when something is first written to it.

    Args:
        name: Its name.
        mark: What stands before everything else.
        overwrite: Whether it may be there.
    """

    def __init__(self, name: str, mark: str, *, overwrite: bool) -> None:
        self._name, self._mark, self._mode = name, mark, "wb" if overwrite else "xb"
        self._file: IO[bytes] | None = None

    def write(self, text: str) -> int:
        """Write a text.

        Raises:
            InputError: the file is there and may not be overwritten, or it cannot be written.
        """
        with in_file(self._name):
            try:
                file = self._file
                if file is None:
                    file = self._file = open(path_of(self._name), self._mode)  # noqa: SIM115 - see close
                    text = self._mark + text
                file.write(text.encode("utf-8", "backslashreplace"))
            except FileExistsError:
                raise InputError.of("file-exists") from None
            except OSError as err:
                raise InputError(unusable(err, "file-not-written")) from None
        return len(text)

    def close(self) -> None:
        """Write what is left.

        Raises:
            InputError: it cannot be written.
        """
        file, self._file = self._file, None
        if file is not None:
            with in_file(self._name):
                try:
                    file.close()
                except OSError as err:
                    raise InputError(unusable(err, "file-not-written")) from None
        super().close()
