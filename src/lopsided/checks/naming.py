"""Which states and blocs a text names, by any word for them: name, capital, adjective, leader."""

from __future__ import annotations

from functools import lru_cache

from lopsided.terms.actors import link
from lopsided.terms.words import words

_LONGEST_NAME = 4  # words


@lru_cache(maxsize=2048)
def named_in(text: str, on: str | None) -> tuple[tuple[int, int, str], ...]:
    """Return where a text names an actor: start, end and actor, in order, the longest form at each place.

    Parameters
    ----------
    on : str or None
        ISO date of writing, for leaders.
    """
    places = words(text)
    found: list[tuple[int, int, str]] = []
    i = 0
    while i < len(places):
        step = 1
        for length in range(min(_LONGEST_NAME, len(places) - i), 0, -1):
            start, end = places[i][0], places[i + length - 1][1]
            links = link(text[start:end], on=on) if text[start].isupper() else ()
            if links:
                found.append((start, end, links[0].actor))
                step = length
                break
        i += step
    return tuple(found)
