"""Bytes to text, saying when the encoding had to be guessed and when there is no text in them."""

from __future__ import annotations

import codecs
import re

from lopsided.errors import InputError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip or office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\x1f\x8b": "a compressed file",
    b"\xd0\xcf\x11\xe0": "an office file",
    b"SQLite format 3": "a database",
}
_DECLARED = re.compile(rb"""(?:charset\s*=\s*["']?|<\?xml[^>]{0,80}encoding\s*=\s*["'])([A-Za-z0-9_.:-]{2,40})""")
_CONTROLS = bytes({*range(9), 11, *range(14, 32)} - {27})
_MOST_CONTROLS = 0.01
"""Share of control characters above which bytes are no text."""
_ASCII = bytes(range(128))
_MOST_BEYOND_ASCII = 0.5
"""Share of bytes beyond ASCII, spaces left out, above which they are no language in Windows-1252."""


def unfit(name: str, problem: str, remedy: str) -> InputError:
    """Return the error for a file that cannot be read: its name, what is wrong ("is empty"), and what to do."""
    return InputError(f"{name} {problem}", subject=name, remedy=remedy)


def reason_in(error: Exception, name: str) -> str:
    """Return what an error says of what has this name, without the name: it stands beside the reason already."""
    return str(error).removeprefix(f"{name} ")


def decode(data: bytes, name: str) -> tuple[str, bool]:
    r"""Return the text in some bytes, and whether its encoding had to be guessed.

    A byte order mark, UTF-8, then what the file declares, then Windows-1252. A UTF-8 mark stays in the text as
    ``"\ufeff"``, so that offsets count it. Bytes most of which would be accented letters are not taken for
    Windows-1252: no language is written so, and another encoding, or none, is likelier.

    Parameters
    ----------
    data : bytes
        The file as given.
    name : str
        Its name, for the message.

    Raises
    ------
    InputError
        If it is empty, no text, without a single word, or in an encoding that cannot be told.
    """
    text, guessed = _text_in(data, name)
    if not any(map(str.isalpha, text)):
        raise unfit(name, "holds no words", "give an article with words in it")
    return text, guessed


def _text_in(data: bytes, name: str) -> tuple[str, bool]:
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise unfit(name, "is empty", "give a file with text in it")
    known = next((what for magic, what in _MAGIC.items() if data.startswith(magic)), None)
    if known:
        raise unfit(name, f"is {known}, not text", "save its text as .txt or .html")
    encoding = next((e for bom, e in _BOMS if data.startswith(bom)), None) or _unmarked_utf16(data)
    if encoding:
        return _strictly(data, encoding, name), False
    if _share_of_controls(data) > _MOST_CONTROLS:
        raise unfit(name, "is not text", "give plain text, HTML, JSON lines or a feed")
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        declared = _declared(data)
        if declared is None and _share_beyond_ascii(data) > _MOST_BEYOND_ASCII:
            raise unfit(name, "is in an encoding that cannot be told, or is not text", "save it as UTF-8") from None
        return _strictly(data, declared or "cp1252", name), True


def _unmarked_utf16(data: bytes) -> str | None:
    """Return UTF-16 if every other byte of the beginning is mostly zero."""
    head = data[:2000]
    zeros = [head[k::2].count(0) / max(1, len(head[k::2])) for k in (0, 1)]
    if max(zeros) > 0.6 and min(zeros) < 0.1:
        return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    return None


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise unfit(name, "is in an encoding that cannot be told", "save it as UTF-8") from error


def _declared(data: bytes) -> str | None:
    """Return the encoding a page or feed declares, if Python knows it and it is not the one that just failed."""
    match = _DECLARED.search(data[:4000])
    if not match:
        return None
    try:
        found = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    return None if found == "utf-8" else found


def _share_of_controls(data: bytes) -> float:
    head = data[:65536]
    return 1 - len(head.translate(None, _CONTROLS)) / len(head)


def _share_beyond_ascii(data: bytes) -> float:
    head = b"".join(data[:65536].split())
    return len(head.translate(None, _ASCII)) / len(head)
