"""The table of patterns: which kind of noise a line is, by what is written in it."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lopsided.records.kinds import NoiseKind, Span

_LEAD = re.compile(r"[^\w\"'\u201c\u2018(\[#@<$\u20ac\u00a3\u00a9!]+")
_AROUND = "*_#|>[]() \t-\u2022\u00b7\u2013\u2014\u00bb"


def kind_of(line: str, scope: str = "line") -> NoiseKind | None:
    """Return the kind of noise that a line as a whole is by the rows of a scope, or None.

    Parameters
    ----------
    line : str
    scope : str, optional
        ``line`` anywhere, ``edge`` near either end, ``tail`` at the end, ``body`` below the top, ``picture`` and
        ``named`` under one, ``head`` between a headline and the first paragraph.
    """
    plain = line.replace("\u2019", "'")
    pattern, kinds = _fitting(scope, plain)
    match = pattern.fullmatch(plain)
    if match is None:
        lead = _LEAD.match(plain)
        bare = plain[lead.end() if lead else 0 :].strip(_AROUND)
        match = pattern.fullmatch(bare) if len(bare) < len(plain) else None
    return kinds[match.lastgroup or ""] if match else None


def within(text: str) -> Iterator[tuple[Span, NoiseKind]]:
    """Yield each stretch of a text that is noise within a paragraph, and its kind."""
    plain = text.replace("\u2019", "'")
    pattern, kinds = _fitting("sentence", plain)
    for match in pattern.finditer(plain):
        yield match.span(), kinds[match.lastgroup or ""]


def _fitting(scope: str, text: str) -> tuple[re.Pattern[str], dict[str, NoiseKind]]:
    """Return the pattern of the rows of a scope that a text can fit."""
    folded = text.casefold()
    return _patterns(scope, quick=not any(cue in folded for cue in _needed(scope)))


@cache
def rows(scope: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a scope, in order."""
    source = files("lopsided.reading").joinpath("data/noise.csv").read_text(encoding="utf-8")
    return tuple(row for row in csv.DictReader(source.splitlines()) if row["scope"] == scope)


@cache
def _needed(scope: str) -> tuple[str, ...]:
    """Return the cues of a scope: a pattern with some in its row fits no line without one of them, in lower case."""
    return tuple({cue: True for row in rows(scope) for cue in (row["needs"] or "").split(";") if cue})


@cache
def _patterns(scope: str, *, quick: bool = False) -> tuple[re.Pattern[str], dict[str, NoiseKind]]:
    """One pattern of all rows of a scope (of those that need nothing, if quick), and the kind each group means."""
    fit = [row for row in rows(scope) if not (quick and row["needs"])]
    kinds: dict[str, NoiseKind] = {f"k{i}": row["kind"] for i, row in enumerate(fit)}  # type: ignore[misc]
    pattern = "|".join(f"(?P<k{i}>{row['pattern']})" for i, row in enumerate(fit))
    return re.compile(pattern, re.IGNORECASE), kinds
