"""The text of a file as offices save it, and letters that were read by a wrong table."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from ocop.errors import InputError
from ocop.limits import MOST_BYTES
from ocop.words import nfc

__all__ = ["may_be_mended", "mended", "text_of"]

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
#: The code page of Vietnamese Windows: its tones are letters of their own behind a vowel.
_CODE_PAGE = "cp1258"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
#: What the first byte of a letter of UTF-8 becomes.
_LEADS = re.compile("[ÃÄÅÆÂá][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸº»¡-¿]")


def text_of(raw: bytes) -> str:
    """The text of a file: UTF-8, UTF-16, or the code page of Vietnamese Windows.

    Raises:
        InputError: it is a workbook, or written in another way; it says what to do.
    """
    if len(raw) > MOST_BYTES:
        raise InputError.of("file-too-long", most=MOST_BYTES)
    if raw.startswith(_WORKBOOKS):
        raise InputError.of("workbook")
    try:
        if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return raw.decode("utf-16")
        if b"\0" in raw[:4]:
            return raw.decode("utf-16-be" if raw[:1] == b"\0" else "utf-16-le")
        return raw.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as err:
        text = _of_code_page(raw)
        if text is None:
            raise InputError.of("file-not-utf-8", byte=err.start) from None
        return text


def _of_code_page(raw: bytes) -> str | None:
    """Text in Windows-1258; None where its tones stand where no Vietnamese word has one."""
    try:
        text = raw.decode(_CODE_PAGE)
    except UnicodeDecodeError:
        return None
    tones = sum(text.count(tone) for tone in _TONES)
    text = nfc(text)
    alone = sum(text.count(tone) for tone in _TONES)
    return text if tones and not alone and "\0" not in text else None


def may_be_mended(text: str) -> bool:
    """Whether anything in a text may be UTF-8 that was read as Windows-1252."""
    return _LEADS.search(text) is not None


def mended(text: str) -> str | None:
    """What a text says whose UTF-8 was read as Windows-1252; None where it was not.

    >>> mended("TÃªn sáº£n pháº©m"), mended("Tên sản phẩm")
    ('Tên sản phẩm', None)
    """
    if not _LEADS.search(text):
        return None
    try:
        return b"".join(map(_byte, text)).decode()
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None


def _byte(letter: str) -> bytes:
    """The byte that Windows shows as a letter; five of its bytes have none."""
    return letter.encode("latin-1") if letter < "\xa0" else letter.encode("cp1252")
