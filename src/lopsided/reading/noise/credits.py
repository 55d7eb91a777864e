"""Bylines, handles and datelines: who wrote a text and where, before or beside its first words."""

from __future__ import annotations

import re
from functools import cache

from lopsided.reading.documents import published
from lopsided.reading.mentions.personal_names import sex_of
from lopsided.terms.surfaces import senses
from lopsided.terms.words import fold, key

_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017e\u01a0\u01af\u1ea0-\u1ef9"
_CAPS = rf"[{_UPPER}][{_UPPER}.'\u2019-]{{3,}}"
_PLACE = rf"[{_UPPER}][\w.'\u2019-]{{2,}}(?: (?:[{_UPPER}][\w.'\u2019-]+|de|da|do|del|es|la|le|al|of|the|am|an)){{0,3}}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:{_MONTH} {_ORDINAL}|{_ORDINAL} {_MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:,? \d{{4}})?"
_WHEN = rf"(?:,?\s+{_DAY})?"
_SOURCE = rf"[{_UPPER}][\w /&.,+-]{{1,40}}?(?:\s*[-\u2013,|]\s*{_DAY})?"
_AGENCY = rf"\s*(?:\({_SOURCE}\)|/[A-Z][\w ]{{1,25}}/)?"
_DASH = r"\s*(?:--|[\u2013\u2014\u2015]|\.?-)\s+"
_NAMED = frozenset(("capital", "city of", "name"))
_LABELS = (
    "ADVERTISEMENT", "BREAKING", "UPDATE", "EXCLUSIVE", "OPINION", "FILE", "PHOTO", "IMAGE", "PICTURE", "VIDEO",
    "WATCH", "READ", "LIVE", "ALSO", "RELATED", "NOTE",
)  # fmt: skip
_SITS = frozenset(("capital", "city of"))


@cache
def byline() -> re.Pattern[str]:
    """Pattern of a line that names the writer: "by" and names, perhaps a title, an agency or a date."""
    name = r"[A-Z][\w.'\u2019-]++"
    who = rf"{name}(?:[ ]++(?:(?:de|van|von|al|el|bin|da|del)[ ]*+)?{name}){{0,4}}"
    more = rf"(?:(?:,|,? and|,? &| /| in)\s++(?:{who}|[\w .'\u2019-]{{3,40}})){{0,5}}"
    when = rf"(?:(?:published|updated|on|at)\s*:?\s*)?{published.DATE}{published.TIME}"
    date = rf"[\s|\u2022\u00b7,\-\u2013\u2014/]*+(?i:{when})"
    tail = r"\s*+[|\u2022\u00b7\-\u2013\u2014/]\s*+[\w .,:@'\u2019-]{2,60}"
    return re.compile(rf"\s*(?i:{published.BYLINE}){who}{more}(?:{date}|{tail})?\s*")


@cache
def handles() -> re.Pattern[str]:
    """Pattern of names with a site, an address or a handle: "By Ana Ruiz @anaruiz ana@site.com", "Site.com"."""
    name = rf"[{_UPPER}][\w.'\u2019-]*+"
    handle = r"(?:@\w+|[^\s,|/@]+@\w+(?:\.\w+)+|(?:https?://)?\w+(?:\.\w+)*\.(?:com|org|net|info|co|gov|edu|tv|\w\w)(?:\.\w\w)?)"
    return re.compile(
        rf"[\s|,-]*(?:(?i:by|written by)\s+)?(?:{name}[\s,|/-]+){{0,6}}{handle}(?:[\s,|/-]+{handle}){{0,3}}\s*"
    )


def is_writer(line: str) -> bool:
    """Whether a line is nothing but a person's name, perhaps with a place: "Tom Mwale", "Ana Ruiz in Quito".

    Parameters
    ----------
    line : str
        A line after the headline; its first word must be a given name that is known.
    """
    found = _alone().fullmatch(line)
    return found is not None and bool(sex_of(fold(found["given"])))


@cache
def _alone() -> re.Pattern[str]:
    """Pattern of a line of two to four names, perhaps with "in" and a place."""
    name = rf"[{_UPPER}][\w'\u2019-]*\.?"
    middle = rf"(?: (?:{name}|de|van|von|al|el|bin|da|del)){{0,2}}"
    return re.compile(rf"\s*(?P<given>{name}){middle} {name}(?:,? in {_PLACE})?\s*")


@cache
def dateline() -> re.Pattern[str]:
    """Pattern of a dateline: a place in capitals, or any with an agency in brackets, before the first words."""
    land = r"(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?"
    place = rf"{_CAPS}(?: (?:{_CAPS}|[{_UPPER}]{{2,3}}\b)){{0,2}}(?:(?:,| and|/) ?{_CAPS}(?: {_CAPS})?){{0,2}}{land}"
    short = rf"[{_UPPER}]{{2,}} [{_UPPER}]{{2,}}(?: [{_UPPER}]{{2,}})?"
    tight = rf"{_CAPS},? ?{_DAY.replace(' ', ' ?')}\s?\({_SOURCE}\)\s?[-\u2013\u2014]{{1,2}}\s?(?=\S)"
    labels = rf"(?:{'|'.join(_LABELS)})\b"
    marked = rf"(?!{labels})(?:{place}|{short}){_WHEN}{_AGENCY}{_DASH}(?=\S)"
    wire = r"\((?:Reuters|Xinhua|Interfax|Kyodo|Yonhap|[A-Za-z]{2,6})\)"
    agency = rf"[A-Z][\w .'\u2019-]{{2,25}}{_WHEN}\s*{wire}{_DASH}"
    run_on = rf"(?:{place}|{short}){_WHEN}\s*{wire}\s*(?:--|[-\u2013\u2014])(?=[A-Z\"\u201c])"
    signed = rf"(?:{place}|{short}){_WHEN},\s?[A-Z]{{2,8}}{_DASH}(?=\S)"
    in_full = rf"(?:{place}|{short}),?\s+(?i:{published.DATE}),\s*{_SOURCE}{_DASH}(?=\S)"
    letters = rf"[A-Z]{{3,5}}\s[-\u2013\u2014]\s(?=[{_UPPER}][a-z])(?=.{{60}})"
    bare = rf"{_CAPS}(?: {_CAPS})?,{_DASH}(?=\S)|\({_CAPS}(?: ?[|/,] ?{_CAPS})?\){_DASH}(?=\S)"
    site = (
        rf"(?:www\.)?\w[\w-]*\.(?i:com|net|org|info|news|co\.\w\w)\s*[-\u2013\u2014:]{{1,2}}\s+(?=[{_UPPER}\"\u201c])"
    )
    bracketed = rf"{_PLACE}(?:, {_PLACE})?{_WHEN}\s*\({_SOURCE}\)\s*(?:{_DASH}|:\s+)"
    dated = rf"(?:{place}|{short}){_WHEN}\s*\([{_UPPER}][\w /&.]{{1,40}}\s*[-\u2013,|]\s*{_DAY}\)\s+(?=\S)"
    capitals = rf"(?!{labels}){_CAPS}(?: {_CAPS})?(?:, {_CAPS}(?: [A-Z]{{2,}})?|, [A-Z]{{2,3}}(?: [A-Z]{{2,}})?)?"
    colon = rf"{capitals}{_WHEN}(?:\s*\({_SOURCE}\))?:\s+(?=[{_UPPER}\"\u201c'])"
    paired = r"[A-Z]{5,}(?:,? and |/|, )[A-Z]{5,}\s+(?=[A-Z][a-z])"
    return re.compile(
        rf"(?:\([^()]{{3,40}}\) |,\s+)?(?:{marked}|{run_on}|{signed}|{in_full}|{letters}|{bare}|{site}|{tight}|{agency}"
        rf"|{bracketed}|{dated}|{paired}|{colon}(?=.{{60}}))"
    )


def dateline_before(line: str) -> re.Match[str] | None:
    """Return the dateline a line of prose begins with: in capitals, with an agency, or of a place that is a capital.

    Parameters
    ----------
    line : str
        A paragraph.
    """
    found = dateline().match(line) or _day().match(line)
    if found:
        return found
    place = _stamped().match(line) or _placed().match(line)
    if place is None or " \u2013 " in line[place.end() : place.end() + 80]:
        return None
    stamp = place.groupdict().get("stamp")
    kinds = _SITS | _NAMED if re.search(_DAY, place.group()) else _SITS
    return place if stamp or _is_known(place["place"], kinds) or _is_known(place["land"] or "", _NAMED) else None


def _is_known(place: str, kinds: frozenset[str]) -> bool:
    """Whether a place is one of some kinds of the table of actors, each of two joined by a stroke on its own."""
    return any({sense.kind for sense in senses().get(key(part.strip()), ())} & kinds for part in place.split("/"))


@cache
def _day() -> re.Pattern[str]:
    """Pattern of a day with its year and a dash before the first words: "Monday, May 23, 2024.- The ministers"."""
    return re.compile(rf"{published.DATE}{published.TIME}{_DASH}(?=[{_UPPER}\"\u201c])(?=.{{60}})", re.IGNORECASE)


@cache
def _placed() -> re.Pattern[str]:
    """Pattern of a place in ordinary letters before a full stop, a colon or a dash: "Dar es Salaam. President ..."."""
    where = rf"\(?(?P<place>{_PLACE}(?:/{_PLACE})?)(?:, (?P<land>{_PLACE}))?\)?"
    return re.compile(rf"{where}{_WHEN}{_AGENCY}(?:[.:]\s+|{_DASH})(?=[{_UPPER}\"\u201c])(?=.{{80}})")


@cache
def _stamped() -> re.Pattern[str]:
    """Pattern of a place with both a day and an agency: "Hanoi, July 5 (Jiji Press)--", "Lima [Peru], May 4 (ANI):"."""
    where = rf"(?P<place>{_PLACE})(?:, (?P<land>{_PLACE})| \[{_PLACE}\])?"
    when = rf",?\s+{_DAY}(?:[,/] ?\d{{4}})?"
    agency = rf"\s*[(/](?P<stamp>{_SOURCE})[)/]"
    mark = r"\s*(?:--|[\u2013\u2014\u2015:]|\.?-|\.)?\s*"
    return re.compile(rf"{where}{when}{agency}{mark}(?=[{_UPPER}\"\u201c])(?=.{{60}})")
