"""Parts and places told without a number: "most of its gas", "nearly all exports", "more than any other country"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lopsided.reading.figures.find import Candidate
from lopsided.reading.figures.flows import TOWARD, Flow, first_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lopsided.reading.figures.sentence import Sentence
    from lopsided.reading.parsed import Paragraph

_HALF = 0.5
_CUES = (
    "most",
    "majority",
    "bulk",
    "lion",
    " all ",
    "all ",
    "than any",
    "than to any",
    "than from any",
    "entire",
    "whole",
)
_PART = re.compile(
    r"(?<![\w-])(?:(?P<whole>(?:almost|nearly|virtually|practically)\s+(?:all|the\s+(?:entirety|whole)))"
    r"|(?P<most>(?:the\s+|an?\s+)?(?:(?:vast|overwhelming|great|large|clear)\s+)?majority(?=\s+of)"
    r"|(?:the\s+)?(?:great\s+)?bulk(?=\s+of)|the\s+lion['\u2019]s\s+share(?=\s+of)|most))"
    r"(?=\s+(?:of\s+)?(?:the\s+|its\s+|their\s+|his\s+|our\s+|(?-i:[A-Z])|\w+\s+(?:exports|imports|trade)|exports|imports))",
    re.IGNORECASE,
)
_BEFORE = (
    "the",
    "at",
    "for",
    "its",
    "their",
    "one",
    "of",
    "'s",
    "\u2019s",
    "'",
    "almost",
    "our",
    "first",
    "by",
    "single",
)
_TRADE = frozenset(("out", "in", "trade", "use", "supplier", "buyer"))
_MORE = re.compile(
    r"\bmore\s+(?:[\w'\u2019-]+\s+){0,9}?than\s+(?:(?P<side>from|to|with|by|in)\s+)?any\s+(?:other\s+|single\s+)*"
    r"(?:country|nation|state|supplier|partner|market|buyer|exporter|importer|customer|economy|one|foreign\s+\w+)\b",
    re.IGNORECASE,
)


def quantified(paragraph: Paragraph) -> Iterator[Candidate]:
    """Yield the parts and places of a paragraph that words tell without a number.

    "Most" is more than half, "nearly all" almost the whole; "more than any other country" is the first place.
    """
    text = paragraph.text
    lower = text.lower()
    if not any(cue in lower for cue in _CUES):
        return
    doc = paragraph.doc
    for match in _PART.finditer(text):
        tokens = doc.char_span(*match.span(), alignment_mode="expand")
        if tokens is None or (tokens.start and doc[tokens.start - 1].lower_ in _BEFORE and not match["whole"]):
            continue
        if match["most"]:
            why = f'"{match.group()}" is more than half, hedged by "{match.group()}"'
            yield Candidate(
                "share", _HALF, "fraction", tokens.start, tokens.end, tokens.end - 1, hedge="more than", reasons=(why,)
            )
        else:
            why = f'"{match.group()}" is the whole, nearly'
            yield Candidate(
                "share", 1.0, "fraction", tokens.start, tokens.end, tokens.end - 1, hedge="almost", reasons=(why,)
            )
    for match in _MORE.finditer(text):
        tokens = doc.char_span(*match.span(), alignment_mode="expand")
        if tokens is not None:
            why = f'"{match.group()}" is the first place'
            yield Candidate("rank", 1.0, "rank", tokens.start, tokens.end, tokens.start, reasons=(why,))


def is_worded(candidate: Candidate) -> bool:
    """Whether a figure is told by a quantifier alone."""
    return any(
        " is more than half" in r or " is the whole" in r or r.endswith("is the first place") for r in candidate.reasons
    )


def is_told_of_trade(candidate: Candidate, flow: Flow) -> bool:
    """Whether a quantifier is a part of, or a place in, what one country gives another: else it is no figure."""
    known = flow.role is not None and (flow.role in _TRADE or flow.role.startswith("verb"))
    return not is_worded(candidate) or bool(known and flow.exporter and flow.importer)


def most_of_all(sentence: Sentence, candidate: Candidate) -> Flow | None:
    """Return who gives to whom in "buys more gas from Norway than from any other country".

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    candidate : Candidate
        A first place told so.

    Returns
    -------
    Flow or None
        With role "supplier" where the comparison is among who gives, "buyer" where it is among who gets.
    """
    if candidate.quantity != "rank" or not is_worded(candidate):
        return None
    doc = sentence.doc
    than = next(t for t in reversed(doc[candidate.start : candidate.end]) if t.lower_ == "than")
    side = doc[than.i + 1].lower_
    inside = [p for p in sentence.places if candidate.start <= p.start < than.i]
    subject = [p for p in sentence.subject(doc[candidate.head]) if p.start < candidate.start]
    if side in ("from", "to"):
        other = first_of([p for p in inside if p.before == side or (p.before in TOWARD and side == "to")])
        owner = first_of([p for p in subject + inside if p.actor != other])
        return _placed(other, owner, candidate.head, gives=side == "from")
    gives = any(p.before in TOWARD for p in inside) or not any(p.before == "from" or p.is_adjective for p in inside)
    return _placed(
        first_of(subject), first_of([p for p in inside if p.actor != first_of(subject)]), candidate.head, gives=gives
    )


def _placed(first: str | None, owner: str | None, noun: int, *, gives: bool) -> Flow | None:
    """Return the flow in which one is the first of another's suppliers, or buyers."""
    if first is None or owner is None:
        return None
    why = "the first of its suppliers" if gives else "the first of its buyers"
    ends = (first, owner) if gives else (owner, first)
    return Flow(*ends, noun=noun, role="supplier" if gives else "buyer", owner=owner, why=why)
