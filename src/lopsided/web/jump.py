"""Search that jumps: a country, a pair, a product, a dataset, a measure, a page, a dossier or a document, by words."""

from __future__ import annotations

import re
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
from lopsided.web.product_search import called, folded, named_within, spellings, ties
from lopsided.web.search_words import addresses, ordinary, within
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lopsided.records.kinds import Document
    from lopsided.web.harmonised import Chapter, Section
    from lopsided.web.site import Site

Kind = Literal["dyad", "country", "product", "page", "dataset", "measure", "document", "dossier"]
MOST = 40
#: Words of the longest name that is looked for within a sentence.
MOST_WORDS = 5
#: Products within a sentence whose ties are offered.
MOST_GOODS = 2
#: Ranks of a name that is, or begins with, the words typed.
BEGINS = 1
#: What comes first of names that fit alike.
_KINDS: tuple[Kind, ...] = ("dyad", "country", "product", "dossier", "document", "page", "dataset", "measure")
_ORDER = {kind: place for place, kind in enumerate(_KINDS)}
#: Likeness, of 100, from which a name may be what was meant.
LIKE = 70
#: Likeness from which one side of a pair may be a country, or a name a word that begins with another letter.
CLOSE = 80
#: Letters of the shortest word that may be part of a country's name, and countries offered for one.
SHORTEST, MOST_NEAR = 4, 4
_HS = re.compile(r"(?:HS\s*)?(\d{2}|\d{4}|\d{6}|HS\d{2}:\d{2,6})", re.IGNORECASE)
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
        As typed: a name, a code, two names, a product and a country, words of a title, a file's name.
    site : Site
        Whose dossiers are searched as well.
    """
    wanted = folded(text)
    if not wanted:
        return ()
    known = _code(text)
    exact = [_country(known)] if known else _goods(text)
    pair = None if known else _pair(text)
    told = () if known or pair else (*_members(text), *map(_country, _person(text)), *_near_pairs(text), *_told(text))
    ranked = (*([pair] if pair else []), *exact, *(m for _, m in _placed(wanted, site)))
    return tuple(dict.fromkeys((*ranked, *told)))[:MOST] or _alike(wanted)


def best(text: str, site: Site) -> Match | None:
    """Name what the words can only mean: a pair, a country, a code, the one thing called so, the one thing found."""
    found = matches(text, site)
    if not found:
        return None
    between = found[0].kind == "dyad" and found[0] not in _near_pairs(text)
    if between or _code(text) is not None or _goods(text):
        return found[0]
    meant = _state(text) is not None or bool(_person(text)) or folded(text) in addresses()
    if len(found) == 1 and meant and text.strip() not in ordinary():
        return found[0]
    placed = _placed(folded(text), site)
    near = [m for place, m in placed if place <= BEGINS]
    same = [m for m in near if folded(m.label) == folded(text)]
    only = near if same else [m for _, m in placed]
    return found[0] if len(only) == 1 and (same or len(found) == 1) else None


def _placed(wanted: str, site: Site) -> list[tuple[int, Match]]:
    """Rank all that goes by some words: a product by its words too, a document by its title and its file's name."""
    goods = {*(f"/products/{p.key}" for p in called(wanted)), *addresses().get(wanted, ())}
    named = ((m, (m.label,)) for m in _index())
    found = []
    for match, names in (*named, *_documents(site)):
        places = [_place(folded(name), wanted) for name in names]
        places += [0] if match.address in goods else []
        if known := [place for place in places if place is not None]:
            found.append((min(known), match))
    return sorted(found, key=lambda item: (item[0], _ORDER[item[1].kind], len(item[1].label), item[1].label))


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
    """Take what a sentence names: the tie of two countries, products, one country's ties in them, countries."""
    found = _countries_in(text)
    goods = named_within(text)
    plain = [_by_address()[at] for at in within(text)] if found and not goods else []
    between = [_tie(found[0], found[1])] if len(found) > 1 else []
    pages = [Match("product", p.name, f"/products/{p.key}") for p in goods]
    of_one = [
        Match("dyad", say("find.trade", product=p.name, a=name_of(a), b=name_of(b)), f"/dyads/{a}/{b}#materials-{a}")
        for p in goods[:MOST_GOODS]
        for a, b in (ties(p, found[0]) if len(found) == 1 else ())
    ]
    return (*between, *pages, *plain, *of_one, *map(_country, found))


def _countries_in(text: str) -> list[str]:
    words = re.findall(r"[^\W_][\w.'’-]*", text)[:MOST]
    found: list[str] = []
    at = 0
    while at < len(words):
        longest = min(MOST_WORDS, len(words) - at)
        runs = ((n, _state(" ".join(words[at : at + n]).rstrip(".'’"))) for n in range(longest, 0, -1))
        taken, code = next(((n, code) for n, code in runs if code), (1, None))
        found += [code] if code and code not in found else []
        at += taken
    return found


def _members(text: str) -> tuple[Match, ...]:
    """Take a bloc or an organisation for its members, each of which has a page."""
    bloc = _bloc(text)
    if bloc is None:
        return ()
    return tuple(
        Match("country", say("find.member", country=name_of(state), bloc=name_of(bloc)), f"/countries/{state}")
        for state in members(bloc)
    )


def _bloc(name: str) -> str | None:
    try:
        return actor(name.strip()).id
    except LopsidedError:
        return None


def _person(name: str) -> tuple[str, ...]:
    """List the states that one person speaks for, in whatever case the name is typed: one may hold two offices."""
    spelled = (name.strip(), name.strip().title())
    held = dict.fromkeys(one.actor for form in spelled for one in link(form) if one.person is not None)
    return tuple(code for code in held if code in states())


def _state(name: str) -> str | None:
    """Name the state that words stand for: by its name, its capital, its people, or one person who speaks for it."""
    owned = re.sub("['’]s$", "", name)
    meant = list(dict.fromkeys(one.actor for one in link(owned)))
    return meant[0] if len(meant) == 1 and meant[0] in states() else _whole_names().get(folded(owned))


@cache
def _whole_names() -> dict[str, str]:
    return {folded(name_of(code)): code for code in states()}


def _near_pairs(text: str) -> tuple[Match, ...]:
    """Offer the ties of those that two names may mean: "Japan Korea", "gemrany russia", "xi putin", "EU Russia"."""
    words = text.split()
    if _state(text) is not None or _person(text) or _pair(text) or len(_countries_in(text)) > 1:
        return ()  # what is named well needs no guess
    cuts = [part for part in [_BETWEEN.split(text.strip(), maxsplit=1)] if len(part) == 2]
    cuts += [[" ".join(words[:n]), " ".join(words[n:])] for n in range(1, min(len(words), MOST_WORDS))]
    for first, second in cuts:
        one, other = _may_mean(first), _may_mean(second)
        if one and other and 1 in {len(one), len(other)} and (_sure(first) or _sure(second)):
            return tuple(_tie(a, b) for a in one for b in other if a != b)
    return ()


def _may_mean(name: str) -> tuple[str, ...]:
    """List what a name may mean: its country, a bloc's, those with the word in theirs, those spelled alike."""
    wanted = folded(name)
    if sure := _sure(name):
        return sure
    if (bloc := _bloc(name)) and members(bloc):
        return tuple(members(bloc))
    if len(wanted) < SHORTEST:
        return ()
    whole = {label: code for label, code in _whole_names().items() if wanted in re.findall(r"\w+", label)}
    near = process.extract(wanted, list(_whole_names()), scorer=fuzz.ratio, limit=1, score_cutoff=CLOSE)
    return tuple(whole.values())[:MOST_NEAR] or tuple(_whole_names()[label] for label, _, _ in near)


def _sure(name: str) -> tuple[str, ...]:
    """List what a name means and no guess: one country, or those that one person speaks for."""
    meant = _code(name) or _state(name)
    return (meant,) if meant else _person(name)


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


@cache
def _by_address() -> dict[str, Match]:
    return {match.address: match for match in reversed(_index())}


def _documents(site: Site) -> Iterator[tuple[Match, tuple[str, ...]]]:
    for name, changed, size in stamp_of(site):
        yield Match("dossier", name, home(name)), (name, _parted(name))
        yield from _titles(site.dossier(name), name, changed, size)


@lru_cache(maxsize=32)
def _titles(path: Path, name: str, _changed: int, _size: int) -> tuple[tuple[Match, tuple[str, ...]], ...]:
    """Documents of a dossier and what each goes by; none of one that cannot be opened now: it is being written."""
    try:
        with open_dossier(path) as opened:
            return tuple(_document(d, f"{home(name)}/documents/{document_id(d)}") for d in opened.iter_documents())
    except LopsidedError:
        return ()


def _document(found: Document, address: str) -> tuple[Match, tuple[str, ...]]:
    """Show a document by its title and its file, and have it go by either, and by the words of the file's name."""
    title, file = found.title or found.document, found.document
    label = title if title == file else say("find.document", title=title, file=file)
    return Match("document", label, address), (title, file, _parted(file))


def _parted(name: str) -> str:
    """Part the words of a name of a file."""
    return re.sub(r"[\W_]+", " ", name).strip()


def _alike(wanted: str) -> tuple[Match, ...]:
    """Offer names that are spelled much like what was typed."""
    known = _by_address()
    labels = {word: known[at[0]] for word, at in addresses().items()}
    labels |= {word: known[f"/products/{product.key}"] for word, product in spellings().items()}
    labels |= {folded(m.label): m for m in _index()}
    found = process.extract(wanted, list(labels), scorer=fuzz.ratio, limit=10, score_cutoff=LIKE)
    # Few slips are in the first letter: "phones" are no shoes.
    likely = [labels[label] for label, score, _ in found if label[0] == wanted[0] or score >= CLOSE]
    return tuple(dict.fromkeys(likely))[:5]
