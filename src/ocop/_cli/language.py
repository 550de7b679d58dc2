"""The language of an answer, read before the rest of the words: what is wrong is told in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop.errors import InputError, checked_lang

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ocop.words import Lang

__all__ = ["language"]

_OPTION = "--lang"


def language(words: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language of an answer: ``--lang`` anywhere, else ``OCOP_LANG``, else Vietnamese.

    Raises:
        InputError: it is neither ``vi`` nor ``en``.
    """
    asked = _asked(words) or environment.get("OCOP_LANG") or "vi"
    try:
        return checked_lang(asked)
    except InputError:
        raise InputError.of("not-a-language", _OPTION, given=asked, known=("vi", "en")) from None


def _asked(words: Sequence[str]) -> str | None:
    """What the last ``--lang`` before a ``--`` says; None where it says nothing."""
    asked = None
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word == "--":
            break
        if word == _OPTION:
            asked = None if _is_option(following) else following
        elif word.startswith(f"{_OPTION}="):
            asked = word.removeprefix(f"{_OPTION}=")
    return asked


def _is_option(word: str) -> bool:
    """Whether a word is an option rather than the value of one, as the parser tells them apart."""
    return word[:1] == "-" and (word[1:2] == "-" or word[1:2].isalpha()) and " " not in word
