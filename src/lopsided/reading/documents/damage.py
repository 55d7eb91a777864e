"""What has happened to a text on its way here; it lowers the confidence of what is read from it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lopsided.terms.surfaces import senses
from lopsided.terms.words import key

if TYPE_CHECKING:
    from lopsided.records.kinds import DamageKind, Noise

_MARKS = re.compile(
    r"""["\u201c\u201d\u201e\u00ab\u00bb]|``|''|\u2018[^\u2018\u2019\n]{20,400}?\u2019|(?<![\w'])'[^'\n]{20,300}?[,.?!]'"""
)
_SAID = r"(?:said|added|says|noted|stressed|wrote|writes)"
_TAIL = r"(?=[.,]|\s(?:on|in|at|during|after|before|last|this|earlier|later|of)\b|\s[A-Z]|\s*$)"
_OUTLET = r"(?:own )?(?:reporter|correspondent|newspaper|bureau|staff)"
_ASKED = r"(?:report(?:ed)?|asked|wrote|contacted)\b"
_FIRST = rf"[Ww]e(?! {_ASKED})|[Oo]ur(?! {_OUTLET})|(?<!told )(?<!with )(?<!tell )us|I|[Mm]y"
_VOICE = re.compile(
    rf"\b(?:{_FIRST})\b(?:[^.\n]|\n(?!\n)){{0,250}}"
    rf"(?:[,.]\s(?:[\w'\u2019-]{{1,40}}\s){{1,5}}(?:{_SAID}{_TAIL}|told\s|(?:was\s)?quoted\s)"
    rf"|,\s(?:{_SAID})\s(?:[A-Z]|the\s))",
    re.MULTILINE,
)
_GLUED = re.compile(r"\b[A-Za-z]?[a-z]{3,}[A-Z][a-z]{3,}\b|(?<!&)\b[a-z]{3,}[.,;][A-Z][a-z]+\b")
_JOINED = re.compile(r"[A-Z][a-z]+(?=[A-Z])")
_MOST_GLUED = 200  # words looked at: each is counted through the whole text
_BROKEN = re.compile(r"(?<![a-z])([a-z]{4,}+)[.] (?=[a-z]{2,} )")
_SHORTENED = frozenset(
    (
        "govt",
        "dept",
        "approx",
        "cent",
        "para",
        "paras",
        "intl",
        "assn",
        "incl",
        "excl",
        "resp",
        "prov",
        "prof",
        "messrs",
    )
)
_PEOPLES = frozenset(("name", "adjective"))


def damage_of(text: str, noise: tuple[Noise, ...], *, repaired: bool = False) -> tuple[DamageKind, ...]:
    """Return what has happened to a text.

    Parameters
    ----------
    text : str
        The text as given.
    noise : tuple of Noise
        As found in it; garbled fragments are a sign of machine translation.
    repaired : bool
        True if its encoding had to be repaired.
    """
    found: list[DamageKind] = []
    if _VOICE.search(text) and not _MARKS.search(text):
        found.append("lost-quotation-marks")
    glued = islice(_GLUED.finditer(text), _MOST_GLUED)
    if any(text.count(m.group()) == 1 and _is_glued(m.group(), text) for m in glued):  # a trade name comes again
        found.append("glued-words")
    if any(n.kind == "garbled" for n in noise) or _broken_off(text) > 1:
        found.append("machine-translation")
    if repaired:
        found.append("repaired-encoding")
    return tuple(found)


def _is_glued(word: str, text: str) -> bool:
    """Whether a word with a capital inside is two: one that begins with a capital too may be a name ("PetroPeru")."""
    first = _JOINED.match(word)
    if first is None or any(sense.kind in _PEOPLES for sense in senses().get(key(first.group()), ())):
        return True
    return re.search(rf"\b{first.group()}\b", text) is not None


def _broken_off(text: str) -> int:
    """Count full stops within sentences, those of shortened words left out."""
    return sum(word not in _SHORTENED for word in _BROKEN.findall(text))
