"""A figure with what its own clause says of it, where the record leaves something out or contradicts its words."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from lopsided.checks.naming import named_in
from lopsided.checks.question import holds, vocabulary
from lopsided.terms.products import find_product

if TYPE_CHECKING:
    from lopsided.records.kinds import Document, Figure

_BOUNDARY = re.compile(
    r"[,;:\u2014\n]|\b(?:and|but|while|whereas|which|after|before|because|although|as)\b", re.IGNORECASE
)
# "30 percent of Brazil's exports": the noun says whose side is meant, whoever the subject of the sentence is
_OF_FLOW = re.compile(r"\bof (?:[^,;]*?\b)?(exports|imports)\b", re.IGNORECASE)
# "a fifth of India's oil": the owner says whose trade it is a part of
_OF_OWNER = re.compile(r"\bof (?:all |the )?([A-Z][\w. -]*?)(?:['\u2019]s|s['\u2019])\s")
_OF_GDP = re.compile(
    r"(?:%|percent|per cent|half|third|quarters?|fifth|tenth|twice)\W+of (?:the )?(?:[\w'\u2019.-]+ ){0,4}?"
    r"(?:GDP|gross domestic product|economic output|national income)\b",
    re.IGNORECASE,
)
_OF_WORLD = re.compile(r"\bof (?:all |the )?(?:world|global)(?:['\u2019]s)?\b", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:,|,? ?and|,? ?or|plus|,? ?together with)\s+(?:the\s+)?", re.IGNORECASE)
_WORDS_AROUND = 4
_WORLDS = re.compile(r"\b(?:world|globe)['\u2019]s\b", re.IGNORECASE)
_WORLD = re.compile(r"\b(?:world|world's|global|globally|worldwide|international)\b", re.IGNORECASE)


def clause(figure: Figure, document: Document | None) -> str:
    """Return the clause a figure stands in, by commas and conjunctions; its own words without the document."""
    if document is None or not document.text:
        return figure.text
    text, (start, end), (first, last) = document.text, figure.span, figure.sentence
    before = [m.end() for m in _BOUNDARY.finditer(text, first, start)]
    after = _BOUNDARY.search(text, end, last)
    return text[before[-1] if before else first : after.start() if after else last].strip()


def completed(figure: Figure, document: Document | None) -> Figure:
    """Return a figure with its clause among its words, its whole set right by them, and its product found.

    Parameters
    ----------
    figure : Figure
        As read, by whatever reader.
    document : Document, optional
        Gives the clause.
    """
    around = clause(figure, document)
    whole, commodity = figure.whole, figure.commodity
    if figure.quantity == "share":
        whole = _whole(figure, document.published if document else None, around)
    if (
        figure.quantity == "rank"
        and whole
        and " of " in whole
        and _WORLDS.search(_before(figure, document) + figure.text)
    ):
        whole = whole.rsplit(" of ", 1)[0] + " of the world"
    if figure.quantity == "rank" and whole and whole.endswith(" of the world") and not _WORLD.search(around):
        whole = whole.removesuffix(" of the world")
    if figure.quantity == "money" and not commodity:
        commodity = _product(figure.text, around)
    vocab = vocabulary()
    telling = [
        *vocab["quantities"]["military"],
        *(w for row in vocab["missing"] if row.get("in_clause") for w in row["words"]),
    ]
    extra = " ".join(w for w in telling if holds(around.lower(), [w]))
    if figure.quantity == "growth" and whole is None and document is not None and document.text:
        sentence = document.text[figure.sentence[0] : figure.sentence[1]].lower()
        extra += " gdp" * holds(sentence, ["gdp", "gross domestic product"])
    return replace(figure, subject=f"{figure.subject} {extra}".strip(), whole=whole, commodity=commodity)


def joined(figure: Figure, document: Document | None) -> tuple[str, ...]:
    """Return the partners a share is of together ("half goes to China and Thailand"); empty where it is of one."""
    if figure.quantity != "share" or document is None or not document.text:
        return ()
    text = document.text[figure.sentence[0] : figure.sentence[1]]
    sides = {figure.exporter, figure.importer}
    chain: list[str] = []
    for (_, end, one), (start, _, other) in pairwise(named_in(text, document.published)):
        if not _LISTED.fullmatch(text[end:start]) or one == other:
            if sides & set(chain):
                break
            chain = []
            continue
        chain = [*(chain or [one]), other]
    return tuple(dict.fromkeys(chain)) if len(sides & set(chain)) == 1 else ()


def _whole(figure: Figure, on: str | None, around: str) -> str | None:
    """Return the whole with the side its words name: "30 percent of Brazil's exports" is of exports."""
    if _OF_GDP.search(around[max(0, around.find(figure.text)) :]):
        owner = figure.exporter or figure.importer
        return f"GDP of {owner}" if owner else "GDP"
    side = (figure.whole or "").split(" ")[0]
    if side not in ("exports", "imports"):
        return figure.whole
    if len({m[1].lower() for m in _OF_FLOW.finditer(figure.text)}) > 1:
        return figure.whole  # two parts are told of in one breath; the reader knows which this is
    told, owned = _OF_FLOW.search(figure.text), _OF_OWNER.search(figure.text)
    stated = told[1].lower() if told else side
    owner = figure.exporter if stated == "exports" else figure.importer
    if _OF_WORLD.search(figure.text):
        owner = "the world"
    elif told is None and owned:
        owner = next((actor for _, _, actor in named_in(owned[1], on)), None)
        stated = "exports" if owner == figure.exporter else "imports"
    elif stated == side:
        return figure.whole
    product = f": {figure.commodity}" if figure.commodity else ""
    known = owner in (figure.exporter, figure.importer, "the world") and owner is not None
    return f"{stated} of {owner}{product}" if known else figure.whole


def _before(figure: Figure, document: Document | None) -> str:
    """Return the words just before a figure's own."""
    return document.text[max(figure.sentence[0], figure.span[0] - 12) : figure.span[0]] if document else ""


def _product(sum_: str, around: str) -> str | None:
    """Return the product a sum pays for: "crude oil worth $5 billion", "$5 billion of crude oil"."""
    at = around.find(sum_)
    if at < 0:
        return None
    before, after = around[:at].split(), around[at + len(sum_) :].split()
    if before[-1:] == ["worth"] or before[-2:] == ["valued", "at"]:
        found = find_product(" ".join(before[-1 - _WORDS_AROUND :]))
    elif after[:1] in (["of"], ["in"]) or after[:2] == ["worth", "of"]:
        found = find_product(" ".join(after[: 1 + _WORDS_AROUND]))
    else:
        return None
    return found.key if found else None
