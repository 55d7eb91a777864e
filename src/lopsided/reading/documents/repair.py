"""Text made fit for the parser, each character keeping its place in the text as given.

The text as given is never changed: spans point into it. What the parser sees is a copy with mis-decoded characters
put right, quotation marks in one shape, and invisible characters gone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib import import_module

_DOUBLE_QUOTES = '\u201c\u201d\u201e\u201f\u00ab\u00bb\u301d\u301e\uff02\u2033"'
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u00b4`\u2032\uff07\u2039\u203a"
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufffd"
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = _DIRECTIONS + "\u00ad\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff"
_MISREAD = re.compile(r"[\u0080-\u024f\u02c6\u02dc\u2010-\u203a\u20ac\u2122]{2,}")
_OFTEN = 3
"""Times over that a text may have been misread."""
# "supportsTrade"; and "wrote on X. She left": a letter and a full stop would be an initial that sentences run over
_GLUED = re.compile(r"(?<=[a-z]{4})[A-Z](?=[a-z]{3})|(?<=\b[Oo]n X)\.(?=\s)")
_PAIRED = re.compile(r"''|``|,,(?=\w)|\u2018\u2018|\u2019\u2019|\u00b4\u00b4|\u201a\u201a|`'|\r\n")
_ENTITY = re.compile(r"&(?:amp;){0,3}(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d?);")


# what does not stand for exactly one character in the parser's text
_UNEVEN = re.compile(f"{_PAIRED.pattern}|[{_INVISIBLE}\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2026\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A stretch of text as the parser sees it.

    Attributes
    ----------
    text : str
        The repaired text.
    offsets : tuple of int
        Place in the text as given of each character of ``text``, and one more for its end.
    ends : tuple of int
        Place just after each character of ``text``; empty if each stands for one character as given.
    encoding : bool
        True if characters decoded with the wrong encoding were put right.
    """

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...] = ()
    encoding: bool = False


@cache
def _table() -> dict[int, str]:
    """Return the one-to-one replacements; characters mapped to the empty string are dropped."""
    table = dict.fromkeys(map(ord, _DOUBLE_QUOTES), '"') | dict.fromkeys(map(ord, _SINGLE_QUOTES), "'")
    table |= dict.fromkeys(map(ord, _SPACES), " ") | dict.fromkeys(map(ord, _INVISIBLE), "")
    table |= dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "")
    return table | {ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\x85"): "\n", ord("\r"): "\n", ord("…"): "..."}


def repair(text: str, start: int = 0, end: int | None = None) -> Repaired:
    """Repair ``text[start:end]`` for the parser.

    Parameters
    ----------
    text : str
        The text as given; may hold NULs, lone surrogates, anything.
    start, end : int
        The stretch to repair; offsets in the result are into the whole ``text``.

    Returns
    -------
    Repaired
        Text without control characters and surrogates, with the place of each character.
    """
    end = len(text) if end is None else end
    piece = text[start:end]
    escaped = _escaped(piece) if "&" in piece else {}
    if not (escaped or _UNEVEN.search(piece) or _GLUED.search(piece) or _MISREAD.search(piece)):
        return Repaired(piece.translate(_table()), tuple(range(start, end + 1)))
    replacements = {m.start(): (m.end(), _one_for(m.group())) for m in _PAIRED.finditer(piece)}
    glued = {m.start() for m in _GLUED.finditer(piece)}
    misread = _misread(piece)
    replacements |= misread | escaped
    table = _table()
    chars: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    i = 0
    while i < len(piece):
        stop, new = replacements.get(i, (i + 1, piece[i]))
        if i in glued:
            chars.append(" ")
            offsets.append(start + i)
            ends.append(start + i)
        for raw in new:
            shown = " " if "\ud800" <= raw <= "\udfff" else table.get(ord(raw), raw)
            chars.append(shown)
            offsets.extend([start + i] * len(shown))
            ends.extend([start + stop] * len(shown))
        i = stop
    return Repaired("".join(chars), (*offsets, end), tuple(ends), encoding=bool(misread))


def is_misread(text: str) -> bool:
    """Return whether a text holds characters decoded with the wrong encoding."""
    return not text.isascii() and bool(_misread(text))


def _escaped(piece: str) -> dict[int, tuple[int, str]]:
    """Find characters that were left as markup writes them ("&rsquo;", "&amp;#8220;"), as `_misread` does."""
    found: dict[int, tuple[int, str]] = {}
    for entity in _ENTITY.finditer(piece):
        char, before = unescape(entity.group()), entity.group()
        while char != before:
            char, before = unescape(char), char
        if len(char) == 1:
            found[entity.start()] = entity.end(), char
    return found


def _one_for(pair: str) -> str:
    return "\n" if pair == "\r\n" else '"'


def _misread(piece: str) -> dict[int, tuple[int, str]]:
    """Find UTF-8 read as Windows-1252 or Latin-1 ("â€™" for an apostrophe): where it begins, ends, and what it was.

    What was misread and written again, and misread once more, is undone as often.
    """
    found: dict[int, tuple[int, str]] = {}
    for run in _MISREAD.finditer(piece):
        parts = [(run.start() + k, char) for k, char in enumerate(run.group())]
        for _ in range(_OFTEN):
            if (undone := _undone(parts)) == parts:
                break
            parts = undone
        ends = [start for start, _ in parts[1:]] + [run.end()]
        found |= {start: (end, char) for (start, char), end in zip(parts, ends, strict=True) if end - start > 1}
    return found


def _undone(parts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Put right what was misread once, each character with its place."""
    kept: list[tuple[int, str]] = []
    i = 0
    while i < len(parts):
        size, char = _decoded("".join(part[1] for part in parts[i : i + 4])) if parts[i][1] >= "\xc2" else (0, "")
        kept.append((parts[i][0], char or parts[i][1]))
        i += size or 1
    return kept


@cache
def _decoded(chars: str) -> tuple[int, str]:
    """Length and meaning of a mis-decoded sequence at the start of ``chars``; (0, "") if it is none."""
    import_module("ftfy.bad_codecs")  # the forgiving Windows-1252 codec; few texts need it, and it takes long to import
    for size in range(2, len(chars) + 1):
        try:
            char = b"".join(map(_byte, chars[:size])).decode("utf-8")
        except UnicodeError:
            continue
        if len(char) == 1:
            return size, char
    return 0, ""


@cache
def _byte(char: str) -> bytes:
    """Return the byte that was read as a character: by Latin-1 where that is a control character."""
    return char.encode("latin-1" if "\x80" <= char <= "\x9f" else "sloppy-windows-1252")
