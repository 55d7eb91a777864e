"""Search that jumps: a country, a pair, a product, a dataset, a measure, a page or a document, by its words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from rapidfuzz import fuzz, process

from lopsided.api.dossiers import open_dossier
from lopsided.datasets.catalog import catalog
from lopsided.errors import LopsidedError
from lopsided.measures.definitions import definitions
from lopsided.measures.pair import country
from lopsided.terms.actors import actor, actors, link, members, name_of, states
from lopsided.terms.products import products
from lopsided.web.dossiers import document_id, home, stamp_of
from lopsided.web.harmonised import named, sections
from lopsided.web.navigation import ENTRIES
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lopsided.web.harmonised import Chapter, Section
    from lopsided.web.site import Site

Kind = Literal["dyad", "country", "product", "page", "dataset", "measure", "document"]
MOST = 40
#: Words of the longest name that is looked for within a sentence.
MOST_WORDS = 5
#: Likeness, of 100, from which a name may be what was meant.
LIKE = 70
_HS = re.compile(r"(?:HS\s*)?(\d{2}|\d{4}|\d{6})", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*+(?:[-–—/&,;+]|\bwith\b|\band\b|\bon\b|\bto\b|\bvs?\b\.?)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """Something found: what it is, what it is called, and its address."""

    kind: Kind
    label: str
    address: str


def matches(text: str, site: Site) -> tuple[Match, ...]:
    """Find what some words may mean, the likeliest first.

    Parameters
    ----------
    text : str
        As typed: a name, a code, two names, words of a title.
    site : Site
        Whose dossiers are searched as well.
    """
    wanted = folded(text)
    if not wanted:
        return ()
    known = _code(text)
    exact = [_country(known)] if known else _goods(text)
    pair = None if known else _pair(text)
    told = () if known or pair else (*_members(text), *_told(text))
    found = [
        (place, m) for m in (*_index(), *_documents(site)) if (place := _place(folded(m.label), wanted)) is not None
    ]
    found.sort(key=lambda item: (item[0], len(item[1].label), item[1].label))
    ranked = (*([pair] if pair else []), *exact, *(m for _, m in found))
    return tuple(dict.fromkeys((*ranked, *told)))[:MOST] or _alike(wanted)


def best(text: str, site: Site) -> Match | None:
    """Name what the words can only mean: a pair, a country, or the one thing found."""
    found = matches(text, site)
    if not found:
        return None
    sure = found[0].kind == "dyad" or _code(text) is not None or bool(_goods(text))
    same = folded(found[0].label) == folded(text)
    return (
        found[0]
        if sure or same or (len(found) == 1 and _place(folded(found[0].label), folded(text)) is not None)
        else None
    )


def folded(text: str) -> str:
    """Take letters without accents and case, and words with single spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def _place(label: str, wanted: str) -> int | None:
    """Rank a label: the same, begins so, a word begins so, or every word wanted begins a word of it; else None."""
    if label == wanted:
        return 0
    if label.startswith(wanted):
        return 1
    words = re.findall(r"\w+", label)
    if f" {wanted}" in label:
        return 2
    asked = re.findall(r"\w+", wanted)
    return 3 if asked and all(any(w.startswith(a) for w in words) for a in asked) else None


def _code(text: str) -> str | None:
    try:
        return country(text.strip())
    except LopsidedError:
        return None


def _pair(text: str) -> Match | None:
    """Read two countries, parted by a sign, a word, or just a space."""
    words = text.split()
    cuts = [part for part in [_BETWEEN.split(text.strip(), maxsplit=1)] if len(part) == 2]
    cuts += [[" ".join(words[:n]), " ".join(words[n:])] for n in range(1, len(words))]
    # "Bosnia and Herzegovina and Serbia": the first sign need not be the one between the two.
    cuts += [[text[: m.start()], text[m.end() :]] for m in _BETWEEN.finditer(text)]
    for first, second in cuts:
        a, b = _code(first), _code(second)
        if a and b and a != b:
            return _tie(a, b)
    return None


def _goods(text: str) -> list[Match]:
    """Read a code of the Harmonised System: two, four or six digits."""
    code = _HS.fullmatch(text.strip())
    try:
        found = named(code[1]) if code is not None else None
    except LopsidedError:
        return []
    return [Match("product", found.name, f"/products/{quote(found.key)}")] if found is not None else []


def _told(text: str) -> tuple[Match, ...]:
    """Take the countries named within a sentence: the tie of the first two, then each."""
    words = re.findall(r"[^\W_][\w.'’-]*", text)[:MOST]
    found: list[str] = []
    at = 0
    while at < len(words):
        longest = min(MOST_WORDS, len(words) - at)
        runs = ((n, _state(" ".join(words[at : at + n]).rstrip(".'’"))) for n in range(longest, 0, -1))
        taken, code = next(((n, code) for n, code in runs if code), (1, None))
        found += [code] if code and code not in found else []
        at += taken
    ties = [_tie(found[0], found[1])] if len(found) > 1 else []
    return (*ties, *map(_country, found))


def _members(text: str) -> tuple[Match, ...]:
    """Take a bloc or an organisation for its members, each of which has a page."""
    try:
        bloc = actor(text.strip()).id
    except LopsidedError:
        return ()
    return tuple(
        Match("country", say("find.member", country=name_of(state), bloc=name_of(bloc)), f"/countries/{state}")
        for state in members(bloc)
    )


def _state(name: str) -> str | None:
    """Name the state that words stand for within a sentence; in small letters by its whole name only."""
    meant = [one.actor for one in link(name) if one.person is None]
    return meant[0] if len(meant) == 1 and meant[0] in states() else _whole_names().get(folded(name))


@cache
def _whole_names() -> dict[str, str]:
    return {folded(name_of(code)): code for code in states()}


def _tie(a: str, b: str) -> Match:
    return Match("dyad", say("find.dyad", a=name_of(a), b=name_of(b)), f"/dyads/{a}/{b}")


def _country(code: str) -> Match:
    return Match("country", name_of(code), f"/countries/{code}")


@cache
def _index() -> tuple[Match, ...]:
    countries = (_country(a.id) for a in actors().values() if a.kind in {"state", "territory"})
    goods = (Match("product", p.name, f"/products/{p.key}") for p in products().values())
    levels: list[Section | Chapter] = [*sections(), *(part for section in sections() for part in section.chapters)]
    coded = (Match("product", level.name, f"/products/{level.key}") for level in levels)
    pages = (Match("page", say(f"site.{name}"), at) for name, at in ENTRIES)
    data = (Match("dataset", d.title, f"/data/{d.key}") for d in catalog().values())
    measures = (Match("measure", d.name, f"/method#{d.key}") for d in definitions().values())
    return (*countries, *goods, *coded, *pages, *data, *measures)


def _documents(site: Site) -> Iterator[Match]:
    for name, changed, size in stamp_of(site):
        yield from _titles(site.dossier(name), name, changed, size)


@lru_cache(maxsize=32)
def _titles(path: Path, name: str, _changed: int, _size: int) -> tuple[Match, ...]:
    """Titles of a dossier's documents; none of one that cannot be opened now: it is being written."""
    try:
        with open_dossier(path) as opened:
            return tuple(
                Match("document", d.title or d.document, f"{home(name)}/documents/{document_id(d)}")
                for d in opened.iter_documents()
            )
    except LopsidedError:
        return ()


def _alike(wanted: str) -> tuple[Match, ...]:
    """Offer names that are spelled much like what was typed."""
    labels = {folded(m.label): m for m in _index()}
    found = process.extract(wanted, list(labels), scorer=fuzz.ratio, limit=5, score_cutoff=LIKE)
    return tuple(labels[label] for label, _, _ in found)
