"""Who sells and who buys by a figure's own words, where the record has it the other way round or leaves one out.

The words decide by their grammar alone: whose exports or imports a part is "of", whose crude it is, whether who takes
"of its exports" can be the one whose exports they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from lopsided.checks.naming import named_in
from lopsided.checks.phrasing import number_at
from lopsided.checks.question import is_place, vocabulary
from lopsided.checks.wording import named
from lopsided.terms.products import product_matches

if TYPE_CHECKING:
    from lopsided.records.kinds import Document, Figure

    Place = tuple[int, int, str]

_BEFORE_OWNER = re.compile(r"\bof (?:all |the |total |overall )*$", re.IGNORECASE)
_GENITIVE = re.compile(r"(?:['\u2019]s|(?<=s)['\u2019])")
_FLOW_AFTER = re.compile(r"^(?:['\u2019]s?)?(?: [\w-]+){0,3}? (exports|imports)\b(?! of\b)", re.IGNORECASE)
_PRONOUN_FLOW = re.compile(
    r"\bof (?:(?:its|their) (?:[\w-]+ ){0,3}?(?P<flow>exports|imports)|what (?:it|they) (?P<verb>\w+))\b", re.IGNORECASE
)
_NOT, _BUT = re.compile(r"\b[Nn]ot (?:the )?$"), re.compile(r",? but (?:rather )?(?:the )?")
_RELATIVE = re.compile(r",? (?:which|who)\b", re.IGNORECASE)
# "Vietnam's dependence on Chinese imports": imports of Vietnam, whoever is named last
_DEPENDENCE = re.compile(r"^ (?:[\w-]+ )?(?:dependence|dependency|reliance) (?:up)?on (?:the )?", re.IGNORECASE)
_THAT_OF = re.compile(r"\bthat of (?:the )?$", re.IGNORECASE)
_NOT_SUBJECT = re.compile(
    r"\b(?:of|with|to|from|for|in|by|than|as|into|on|between|and|neighbou?r,?|over|behind)(?: the)? $", re.IGNORECASE
)
# where what a value is said to be of must have been said
_KINDS = ("share", "rank", "money", "volume", "growth")
_NEXT = 8  # characters: ", at "
_BREATH = re.compile(
    r"[,;:\d\n]|\b(?:and|but|while|whereas|which|after|because|although|up from|down from)\b", re.IGNORECASE
)
_AFTER_PLACE = re.compile(r"(?:['\u2019]s?)? ((?:[\w-]++ ?){1,4})")


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure's sentence, what comes before it, and the places named there."""

    text: str
    start: int
    end: int
    places: tuple[Place, ...]
    earlier: tuple[Place, ...]


def righted(figure: Figure, document: Document | None) -> Figure:
    """Return a figure with exporter, importer, whole and commodity as its sentence has them.

    Parameters
    ----------
    figure : Figure
        As read.
    document : Document, optional
        Gives the sentence, and the one before it for pronouns.
    """
    if document is None or not document.text or figure.quantity not in _KINDS:
        return figure
    told = _told(figure, document)
    figure = _not_but(figure, told)
    if figure.quantity == "rank":
        return figure
    figure = _other_side(figure, told)
    figure = _products_exporter(figure, told)
    if figure.quantity != "share":
        return figure
    figure = _with_product(_by_dependence(figure, told), told)
    own = figure.text[number_at(figure)[0] - figure.span[0] :]
    if len(set(re.findall(r"\b(?:exports|imports)\b", own.lower()))) > 1:
        return figure  # two parts are told of in one breath; the reader knows which this is
    return _by_pronoun(_by_owner(figure, told), told)


def _told(figure: Figure, document: Document) -> _Told:
    first, last = figure.sentence
    text = document.text[first:last]
    # Its words can be a clause that tells of another part before it: what this one is of comes after its number.
    start, end = number_at(figure)[0] - first, figure.span[1] - first
    reach = _BREATH.search(text, end)
    before = document.text[:first].rstrip().rsplit("\n", 1)[-1]
    before = re.split(r"(?<=[.!?])\s+", before)[-1]
    return _Told(
        text,
        start,
        reach.start() if reach else len(text),
        _states(text, document.published),
        _states(before, document.published),
    )


def _states(text: str, on: str | None) -> tuple[Place, ...]:
    return tuple(place for place in named_in(text, on) if is_place(place[2]))


def _by_owner(figure: Figure, told: _Told) -> Figure:
    """Right a share by the place it is said to be "of": "of US crude imports", "of Iraqi crude", "of Japan's coal"."""
    side = (figure.whole or "").split(" ")[0]
    if side not in ("exports", "imports"):
        return figure
    for start, end, owner in told.places:
        if start < told.start or start >= told.end or not _BEFORE_OWNER.search(told.text[:start]):
            continue
        after = told.text[end:]
        flow = _FLOW_AFTER.match(after)
        if flow:
            return _owned(figure, owner, flow[1].lower(), told)
        if _product_at(after) and not _is_used(after):
            way = _way(told.text[:start]) if owner not in (figure.exporter, figure.importer) else None
            if way:
                return _owned(figure, owner, way, told)
            return _owned(figure, owner, "exports" if owner == figure.exporter else "imports", told)
    return figure


def _way(before: str) -> str | None:
    """Return whether a part is of exports or imports by the verb before it: who takes buys, who supplies sells."""
    verbs = vocabulary()["sides"]
    words = [w for w in re.findall(r"[a-z]+", before.lower()) if w in verbs["buying"] or w in verbs["supplying"]]
    return None if not words else "exports" if words[-1] in verbs["buying"] else "imports"


def _by_dependence(figure: Figure, told: _Told) -> Figure:
    """Right "Vietnam's dependence on Chinese imports, at 49 percent, dwarfs that of Thailand, at 26 percent"."""
    for (_, end, owner), (start, after, partner) in pairwise(told.places):
        bought = re.match(r" (?:[\w-]+ ){0,2}?(?:imports|goods|supplies|products)\b", told.text[after:])
        between = re.sub(r"^['\u2019]s?", "", told.text[end:start])
        if start > told.start or not bought or not _DEPENDENCE.fullmatch(between) or owner == partner:
            continue
        other = [p for s, e, p in told.places if _THAT_OF.search(told.text[:s]) and 0 <= told.start - e < _NEXT]
        whole = other[-1] if other else owner
        return replace(figure, exporter=partner, importer=whole, whole=f"imports of {whole}")
    return figure


def _owned(figure: Figure, owner: str, flow: str, told: _Told) -> Figure:
    """Give a share its owner and flow; the partner is the other side, the subject before one named aside."""
    sides = [a for a in (figure.exporter, figure.importer) if a and a != owner]
    subject = _subject(told, told.start) or _subject(told, told.end)
    partner = subject if subject in sides else next(iter(sides), None)
    exporter, importer = (owner, partner) if flow == "exports" else (partner, owner)
    whole = f"{flow} of {owner}" + (f": {figure.commodity}" if figure.commodity else "")
    return replace(figure, exporter=exporter, importer=importer, whole=whole)


def _by_pronoun(figure: Figure, told: _Told) -> Figure:
    """Right "takes a tenth of its exports": who takes, or accounts for, a part of exports is not whose they are."""
    side, _, owner = (figure.whole or "").split(":")[0].partition(" of ")
    found = _PRONOUN_FLOW.search(told.text, max(0, told.start - 1))
    if side not in ("exports", "imports") or found is None or found.start() > told.end:
        return figure
    flow = _flow_of(found)
    if flow != side or not _by_the_partner(told.text[: found.start()], flow):
        return figure
    subject = _subject(told, found.start()) or (told.earlier[0][2] if told.earlier else None)
    if subject != owner:
        return figure
    others = {p for _, _, p in (*told.places, *told.earlier)} - {owner}
    known = {figure.exporter, figure.importer} - {owner, None}
    other = next(iter(known & others), None) or (next(iter(others)) if len(others) == 1 else None)
    if other is None:
        return figure
    exporter, importer = (other, owner) if side == "exports" else (owner, other)
    product = f": {figure.commodity}" if figure.commodity else ""
    return replace(figure, exporter=exporter, importer=importer, whole=f"{side} of {other}{product}")


def _flow_of(found: re.Match[str]) -> str | None:
    if found["flow"]:
        return found["flow"].lower()
    verbs = vocabulary()["sides"]
    return next((flow for flow in ("exports", "imports") if found["verb"].lower() in verbs[f"{flow}_verbs"]), None)


def _by_the_partner(before: str, flow: str) -> bool:
    """Whether the last verb of buying, selling or accounting says that the subject is the owner's partner."""
    verbs = vocabulary()["sides"]
    words = [w for w in re.findall(r"[a-z]+", before.lower()) if any(w in verbs[key] for key in verbs)]
    return bool(words) and words[-1] in verbs["buying" if flow == "exports" else "supplying"] + verbs["amounting"]


def _subject(told: _Told, until: int) -> str | None:
    """Return the last place before a point that can be a subject: no genitive, no preposition, unless "which" is it."""
    relative = next(iter(reversed(list(_RELATIVE.finditer(told.text, 0, max(0, until))))), None)
    if relative:
        near = [p for p in told.places if p[1] <= relative.start() < p[1] + 3]
        if near and not any(relative.end() <= p[0] < until for p in told.places):
            return near[-1][2]
    for start, end, place in reversed([p for p in told.places if p[0] < until]):
        if not _GENITIVE.search(told.text[start : end + 2]) and not _NOT_SUBJECT.search(told.text[:start]):
            return place
    return None


def _not_but(figure: Figure, told: _Told) -> Figure:
    """Right "not China but India": the second is meant."""
    for (start, end, one), (after, _, other) in pairwise(told.places):
        if _NOT.search(told.text[:start]) and _BUT.fullmatch(told.text[end:after]):
            sides = [other if side == one else side for side in (figure.exporter, figure.importer)]
            whole = re.sub(rf"\b{one}\b", other, figure.whole) if figure.whole else None
            return replace(figure, exporter=sides[0], importer=sides[1], whole=whole)
    return figure


def _other_side(figure: Figure, told: _Told) -> Figure:
    """Where both sides were read as one ("its northern neighbour, China"), take the one named besides it."""
    if figure.exporter is None or figure.exporter != figure.importer:
        return figure
    owner = figure.exporter
    after = [p for start, _, p in told.places if p != owner and start >= told.start]
    other = next(iter(after), None) or next((p for _, _, p in told.places if p != owner), None)
    is_sold = (figure.whole or "").startswith("exports")
    return replace(figure, importer=other) if is_sold else replace(figure, exporter=other)


def _products_exporter(figure: Figure, told: _Told) -> Figure:
    """Right a sum or amount of "Russian crude": it comes from whom it is called by, unless it is bought there."""
    if not figure.commodity or not figure.exporter or figure.exporter == figure.importer or figure.quantity == "share":
        return figure
    for start, end, place in told.places:
        after = told.text[end:]
        if place != figure.importer or told.text[start:end].removeprefix("the ") == named(place):
            continue  # "sold Italy crude oil": a plain name beside a product is who got it
        if _product_at(after) == figure.commodity and not _is_used(after):
            return replace(figure, exporter=place, importer=figure.exporter)
    return figure


def _with_product(figure: Figure, told: _Told) -> Figure:
    """Give a share "of its imports" the product its subject names: "Russian crude made up a third of imports"."""
    generic = vocabulary()["sides"]["generic"]
    if (figure.commodity and figure.commodity not in generic) or figure.exporter is None or figure.importer is None:
        return figure
    if (figure.whole or "").split(":")[0] != f"imports of {figure.importer}":
        return figure
    for start, end, place in told.places:
        if place != figure.exporter or start > told.end:
            continue
        before = re.search(r"((?:[\w-]+ )?[\w-]+) from (?:the )?$", told.text[:start])
        named = product_matches(before[1]) if before else ()
        key = named[-1].product.key if named else _product_at(told.text[end:])
        if key and (named or not _FLOW_AFTER.match(told.text[end:])):
            return replace(figure, commodity=key, whole=f"imports of {figure.importer}: {key}")
    return figure


def _product_at(after: str) -> str | None:
    """Return the product whose name stands at the start of a text, after a genitive."""
    words = _AFTER_PLACE.match(after)
    found = product_matches(words[1]) if words else ()
    return found[0].product.key if found and found[0].start == 0 else None


def _is_used(after: str) -> bool:
    """Whether the product named there is bought there: "Chinese bauxite imports", "Indian coal demand"."""
    words = _AFTER_PLACE.match(after)
    used = vocabulary()["sides"]["used"]
    return words is not None and any(w in used for w in words[1].lower().split())
