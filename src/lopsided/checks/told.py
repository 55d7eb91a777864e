"""What a figure's sentence makes of it: its sides, its time, its mood - or why it asks nothing of the data."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from lopsided.checks.clause import completed
from lopsided.checks.goods import with_goods
from lopsided.checks.losses import loss_told
from lopsided.checks.naming import named_in
from lopsided.checks.phrasing import rephrased
from lopsided.checks.question import NoQuestion, holds, vocabulary
from lopsided.checks.sides import righted
from lopsided.checks.times import is_earlier, without_anothers_time
from lopsided.checks.unclear import unclear
from lopsided.records.intervals import days

if TYPE_CHECKING:
    from lopsided.records.kinds import Document, Figure

# "twice as much as from Brazil", "four times what it sold to Japan", "grew twice as fast as"
_COMPARED = re.compile(
    r"\b(?:twice|thrice|double|triple|half|\w+ times|\w+fold)\b[^.;:]{0,60}?\b(?:as|than|what|that of|those of)\b"
    r"(?P<other>[^.;:]{0,80})"
    r"|\b(?:twice|thrice|double|triple|half|\w+ times) (?:its|their|those of|that of|the (?:amount|value|volume) of)\b"
    r"(?P<level>[^.;:]{0,80})",
    re.IGNORECASE,
)
_OF_TIME = re.compile(r"\b(?:years?|months?|quarter|decade|period|(?:19|20)\d\d|earlier|before|ago)\b", re.IGNORECASE)


def as_told(figure: Figure, document: Document | None) -> Figure:
    """Return a figure as its sentence has it, whoever read it.

    Parameters
    ----------
    figure : Figure
        As read.
    document : Document, optional
        The one it was read from.
    """
    told = completed(with_goods(righted(without_anothers_time(figure, document), document), document), document)
    told = rephrased(told, figure, document)
    text = _sentence(figure, document)
    if told.quantity == "rank" and told.modality == "reported" and _lost().search(text):
        told = replace(told, modality="denied")
    if told.modality == "reported" and _is_to_come(told, document):
        told = replace(told, modality="planned")
    return told


def of_now(figure: Figure, document: Document | None) -> str | None:
    """Return a figure's period, or none for what is yet to come: a plan is set beside what was known then."""
    is_open = figure.modality in ("planned", "forecast") and _is_to_come(figure, document)
    return None if is_open else figure.period


def asks_nothing(figure: Figure, document: Document | None, year: int | None) -> NoQuestion | None:
    """Return why a figure asks nothing of the data by its sentence alone, if so.

    Parameters
    ----------
    year : int or None
        The earlier year it is of, where its words count to one.
    """
    if year is None and is_earlier(figure, document):
        return NoQuestion(
            "it is of an earlier time that is not given", "the year it is of", "see the sentence in its place"
        )
    if loss_told(figure, document):
        return NoQuestion(
            "it is a loss told to come, which no data can confirm; where the model has both countries, its range is "
            "shown beside",
            "what has not happened",
            "simulate it: 'lopsided simulate break-up A B'",
        )
    if _is_comparison(figure, document):
        return NoQuestion(
            "it compares two flows of one time with each other, not one flow with an earlier time",
            "each of the two flows by itself",
            "ask for both: 'lopsided measure A B --product ...'",
        )
    balance = vocabulary()["balance"]
    if figure.quantity in ("money", "growth") and holds(_sentence(figure, document).lower(), balance["words"]):
        return NoQuestion(f"no measure here is of {balance['what']}", balance["what"], balance["remedy"])
    return unclear(figure, document)


def is_of_ore(figure: Figure, document: Document | None) -> bool:
    """Whether a figure may be of refined metal where the data have ore alone."""
    ores = vocabulary()["ores"]
    words = f"{figure.subject} {figure.text} {_sentence(figure, document)}".lower()
    return figure.commodity in ores["products"] and not holds(words, ores["words"])


def _is_comparison(figure: Figure, document: Document | None) -> bool:
    if figure.quantity != "growth" or figure.unit != "factor" or document is None:
        return False
    found = _COMPARED.search(document.text, max(figure.sentence[0], figure.span[0] - 20), figure.sentence[1])
    if found is None:
        return False
    other = found["other"] or found["level"] or ""
    places, time = named_in(other, document.published), _OF_TIME.search(other)
    return bool(places) and (time is None or places[0][0] < time.start())


def _is_to_come(figure: Figure, document: Document | None) -> bool:
    when, written = days(figure.period), days(document.published if document else None)
    return when is not None and written is not None and when[0] > written[1]


@cache
def _lost() -> re.Pattern[str]:
    return re.compile("|".join(vocabulary()["lost"]["patterns"]), re.IGNORECASE)


def _sentence(figure: Figure, document: Document | None) -> str:
    return document.text[figure.sentence[0] : figure.sentence[1]] if document and document.text else figure.text
