"""What stands on paper: the text of each page of a PDF as chromium writes it."""

from __future__ import annotations

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
#: Glyphs are told in so many words, a font is chosen, a text is shown in it, or a drawing is put here.
SHOWN = re.compile(rb"/ActualText <FEFF(\w+)>.*?EMC|/(F\d+) [\d.]+ Tf|<(\w+)> Tj|/(X\d+) Do", re.DOTALL)
#: Lines of a table from the numbers of glyphs to characters: one, and a run of them.
ONE, RUN = re.compile(r"^<(\w+)> <(\w+)>$", re.MULTILINE), re.compile(r"^<(\w+)> <(\w+)> <(\w+)>$", re.MULTILINE)


def squeezed(text: str) -> str:
    """Leave out blanks, case and joined letters: on paper every letter has its place, and a blank may be one."""
    return "".join(text.replace("ﬁ", "fi").replace("ﬂ", "fl").split()).casefold()


def pages(pdf: bytes) -> list[str]:
    """Read the text of each page, squeezed, in the order in which they lie.

    Parameters
    ----------
    pdf : bytes
        As playwright's ``Page.pdf`` gives it.
    """
    held = {int(number): body for number, body in OBJECT.findall(pdf)}
    return [squeezed(_text(held, body)) for body in held.values() if b"/Type /Page\n" in body]


def _text(held: dict[int, bytes], body: bytes) -> str:
    """Read what one page or drawing shows, drawings within it included."""
    names = {name.decode(): int(number) for name, number in re.findall(rb"/([FX]\d+) (\d+) 0 R", body)}
    fonts = {name: _letters(held, number) for name, number in names.items() if name[0] == "F"}
    at = re.search(rb"/Contents (\d+) 0 R", body)
    shown: list[str] = []
    letters: dict[int, str] = {}
    digits = 4
    for told, font, glyphs, drawing in SHOWN.findall(_stream(held[int(at[1])] if at else body)):
        if told:
            shown.append(bytes.fromhex(told.decode()).decode("utf-16-be"))
        elif font:
            letters, digits = fonts[font.decode()]
        elif drawing:
            shown.append(_text(held, held[names[drawing.decode()]]))
        else:
            numbers = [int(glyphs[n : n + digits], 16) for n in range(0, len(glyphs), digits)]
            shown.append("".join(letters.get(n, "") for n in numbers))
    return "".join(shown)


def _letters(held: dict[int, bytes], font: int) -> tuple[dict[int, str], int]:
    """Give the character of each glyph of a font, and the digits of a glyph's number."""
    at = re.search(rb"/ToUnicode (\d+) 0 R", held[font])
    assert at is not None, "a font without its letters: nobody could copy what is printed in it"
    table = _stream(held[int(at[1])]).decode("ascii")
    space = table.index("begincodespacerange")
    digits = len(RUN.sub("", table[space:]).split("<")[1].split(">")[0])
    found: dict[int, str] = {}
    for glyph, letter in ONE.findall(table[table.index("endcodespacerange") :]):
        found[int(glyph, 16)] = bytes.fromhex(letter).decode("utf-16-be")
    for first, last, letter in RUN.findall(table):
        for n in range(int(first, 16), int(last, 16) + 1):
            found[n] = chr(int(letter, 16) + n - int(first, 16))
    return found, digits


def _stream(body: bytes) -> bytes:
    """Unpack what an object holds."""
    held = STREAM.search(body)
    if held is None:
        return b""
    return zlib.decompress(held[1]) if b"/FlateDecode" in body[: held.start()] else held[1]
