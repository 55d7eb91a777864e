"""A share's partner and whole where the sentence leaves words out: "a fifth to China and a tenth to India"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.checks.naming import named_in
from lopsided.checks.question import is_place
from lopsided.terms.quantities import amounts

if TYPE_CHECKING:
    from lopsided.records.kinds import Document, Figure

_SAME = 1e-3  # of a value: a number and its reading
_OUT = r"\b(?:sends?|sent|exports?|exported|ships?|shipped|sells?|sold)"
_IN = r"\b(?:imports?|imported|buys?|bought|gets?|got|sources?|sourced|purchases?|purchased)"
_OWN = r" of (?:all )?(?:its|their) (?:[\w-]+ ){1,4}?"
_HEDGED = r" (?:[\w-]+ ){0,2}$"
# the amount is followed at once by its partner, and has no whole of its own
_BARE = re.compile(r"(?:of (?:it|them) )?(?P<way>to|from) (?:the )?$")
_PARTNER_NOUN = re.compile(
    r"^(?:['\u2019]s?)? (?:[\w-]+ ){0,3}?(?:(?P<out>export (?:destination|market|partner)|customer|buyer|outlet)"
    r"|(?P<in>supplier|import (?:source|partner)|source of imports)|(?P<both>trad(?:e|ing) partner))\b"
)
_OWNED = re.compile(r"^of (?:all |total |its |their |the )*(?P<flow>exports|imports)\b")
_NO_LONGER = re.compile(r"\b(?:no longer|(?:false|untrue|not true|wrong) that)\b[^,;:]*$")
# "the United States (11 percent)", "those to Japan, at 8 percent", "the United States, 11 percent"
_ALONE = re.compile(r"\s*(?:[.,;)]|and\b|$)")
_BESIDE = re.compile(r" \((?:with |at )?$|, (?:at |with )?$| with $|,? ?$")


def number_at(figure: Figure) -> tuple[int, int]:
    """Return where in the document a figure's own number stands: its words can be a clause that holds others too."""
    same = [
        a for a in amounts(figure.text) if figure.value is not None and abs(a.value - figure.value) <= _SAME * a.value
    ]
    if not same:
        return figure.span
    return figure.span[0] + same[-1].start, figure.span[0] + same[-1].end


def rephrased(figure: Figure, read: Figure, document: Document | None) -> Figure:
    """Return a share with the partner, whole and mood its sentence gives it.

    Parameters
    ----------
    figure : Figure
        As righted so far.
    read : Figure
        As read; right where who buys or sells follows from the verb.
    document : Document, optional
        Gives the sentence.
    """
    if figure.quantity != "share" or document is None or not document.text:
        return figure
    first, last = figure.sentence
    start, end = number_at(figure)
    text, at, end = document.text[first:last], start - first, end - first
    if figure.modality == "reported" and _NO_LONGER.search(text[:at]):
        figure = replace(figure, modality="denied")
    places = [p for p in named_in(text, document.published) if is_place(p[2])]
    if figure.commodity == read.commodity and _is_by_verb(read, text, (at, end), places):
        figure = replace(figure, exporter=read.exporter, importer=read.importer, whole=read.whole)
    figure = _to_the_next(figure, text, end, places)
    if _ALONE.match(text[end:]):
        figure = _beside(figure, text, at, places)
    return _by_partner(figure, text, (at, end), places)


def _whole(figure: Figure) -> tuple[str, str]:
    side, _, owner = (figure.whole or "").split(":")[0].partition(" of ")
    return side, owner


def _sided(figure: Figure, flow: str, owner: str, partner: str) -> Figure:
    product = f": {figure.commodity}" if figure.commodity else ""
    exporter, importer = (owner, partner) if flow == "exports" else (partner, owner)
    return replace(figure, exporter=exporter, importer=importer, whole=f"{flow} of {owner}{product}")


def _is_by_verb(read: Figure, text: str, at: tuple[int, int], places: list[tuple[int, int, str]]) -> bool:
    """Whether a share was read as its verb has it: who "imports a quarter of its goods from China" is the importer."""
    after = next((p for p in places if p[0] >= at[1]), None)
    flow, owner = _whole(read)
    if after is None or owner == after[2]:
        return False
    partner, verb, way = (read.importer, _OUT, "to") if flow == "exports" else (read.exporter, _IN, "from")
    between = re.fullmatch(_OWN + way + r" (?:the )?", text[at[1] : after[0]])
    return partner == after[2] and bool(between) and bool(re.search(verb + _HEDGED, text[: at[0]]))


def _to_the_next(figure: Figure, text: str, end: int, places: list[tuple[int, int, str]]) -> Figure:
    """Take the partner that follows a bare amount at once: "..., and a tenth to India"."""
    flow, owner = _whole(figure)
    after = next((p for p in places if p[0] >= end), None)
    found = _BARE.fullmatch(text[end : after[0]].lstrip()) if after else None
    if after is None or found is None or after[2] == owner:
        return figure
    wanted = {"to": "exports", "from": "imports"}[found["way"]]
    return _sided(figure, flow, owner, after[2]) if flow == wanted and is_place(owner) else figure


def _beside(figure: Figure, text: str, at: int, places: list[tuple[int, int, str]]) -> Figure:
    """Take the partner named at once before the amount, in brackets or after a comma: "Argentina (5 percent)"."""
    flow, owner = _whole(figure)
    near = [p for p in places if p[1] <= at]
    if not near or flow not in ("exports", "imports") or not is_place(owner):
        return figure
    _, end, partner = near[-1]
    is_told = partner in (figure.exporter, figure.importer)
    return _sided(figure, flow, owner, partner) if not is_told and _BESIDE.fullmatch(text[end:at]) else figure


def _by_partner(figure: Figure, text: str, at: tuple[int, int], places: list[tuple[int, int, str]]) -> Figure:
    """Take whose part it is from "Spain's top export market, taking a third": Spain's, whoever takes it."""
    owned = _OWNED.match(text[at[1] :].lstrip())
    if owned is None and re.match(r"\s*of\b", text[at[1] :]):
        return figure
    for _, end, owner in places:
        found = _PARTNER_NOUN.match(text[end:]) if end <= at[0] else None
        others = [s for s in (figure.exporter, figure.importer) if s and s != owner]
        if found is None or owner not in (figure.exporter, figure.importer) or not others:
            continue
        flow = owned["flow"] if owned else "exports" if found["out"] else "imports" if found["in"] else ""
        return _sided(figure, flow, owner, others[0]) if flow else figure
    return figure
