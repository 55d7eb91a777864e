"""People who hold or held an office: full names, spellings, surnames, offices with their terms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from lopsided.terms.tables import listed, table
from lopsided.terms.words import fold

Sex = Literal["m", "f", ""]


@dataclass(frozen=True, slots=True)
class Term:
    """One office held by one person.

    Attributes
    ----------
    actor : str
        State (ISO3), bloc or body served.
    office : str
        "president", "foreign minister".
    start, end : str
        ISO day, month or year; ``end`` is empty while in office.
    origin : str
        ``"factbook"`` or ``"public record"``.
    """

    actor: str
    office: str
    start: str
    end: str
    origin: str

    def holds(self, on: str) -> bool:
        """Whether the office was held on an ISO day (dates given as year or month count as a whole)."""
        return self.start[: len(on)] <= on and (not self.end or on[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True)
class Official:
    """A person and the offices held.

    Attributes
    ----------
    name : str
        Full name as written in English-language news.
    spellings : tuple of str
        Other full names in use.
    surnames : tuple of str
        What the person is called for short.
    sex : str
        ``"m"``, ``"f"`` or empty when not recorded.
    terms : tuple of Term
        Latest first.
    """

    name: str
    spellings: tuple[str, ...]
    surnames: tuple[str, ...]
    sex: Sex
    terms: tuple[Term, ...]

    def term(self, on: str | None = None) -> Term:
        """Return the office held on a day; else the last one held before it; without a day the latest."""
        if on is None:
            return self.terms[0]
        held = [t for t in self.terms if t.holds(on)]
        earlier = [t for t in self.terms if t.start <= on]
        return (held or earlier or [self.terms[-1]])[0]


@cache
def officials() -> tuple[Official, ...]:
    """Everyone known: the hand-kept table first, then leaders only the Factbook gives."""
    people: dict[str, list[dict[str, str]]] = {}
    for row in table("officials"):
        people.setdefault(row["person"], []).append(row)
    kept = [_from_rows(name, rows) for name, rows in people.items()]
    known = {(t.actor, fold(s)) for o in kept for t in o.terms for s in (*o.surnames, o.name)}
    for row in table("leaders"):
        parts = {fold(row["person"]), *(fold(w) for w in (row["family"], row["family"].split()[-1]))}
        if any((row["state"], part) in known for part in parts):
            continue
        term = Term(row["state"], row["office"], row["start"], "", row["origin"])
        kept.append(Official(row["person"], (), (row["family"],), "", (term,)))
    return tuple(kept)


def _from_rows(name: str, rows: list[dict[str, str]]) -> Official:
    first = rows[0]
    terms = sorted((Term(r["state"], r["office"], r["start"], r["end"], r["origin"]) for r in rows), key=_latest)
    surnames = listed(first["surnames"]) or (name.rsplit(maxsplit=1)[-1],)
    sex: Sex = "m" if first["sex"] == "m" else "f" if first["sex"] == "f" else ""
    return Official(name, listed(first["spellings"]), surnames, sex, tuple(terms))


def _latest(term: Term) -> tuple[int, int]:
    day = int((term.start.replace("-", "") + "0101")[:8])
    return (0 if not term.end else 1, -day)


@cache
def by_name() -> dict[str, tuple[Official, ...]]:
    """Officials under each full name and spelling, folded."""
    return _index([(o, (o.name, *o.spellings)) for o in officials()])


@cache
def by_surname() -> dict[str, tuple[Official, ...]]:
    """Officials under each surname, folded."""
    return _index([(o, (*o.surnames, *(s for s in o.spellings if " " not in s))) for o in officials()])


def _index(named: list[tuple[Official, tuple[str, ...]]]) -> dict[str, tuple[Official, ...]]:
    index: dict[str, dict[Official, None]] = {}
    for official, names in named:
        for name in names:
            index.setdefault(fold(name), {})[official] = None
    return {name: tuple(found) for name, found in index.items()}
