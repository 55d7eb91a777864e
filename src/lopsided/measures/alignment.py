"""Alignment of two countries: the organisations both belong to."""

from __future__ import annotations

from dataclasses import dataclass

from lopsided.datasets.macro import CountryFacts, countries, facts, source
from lopsided.measures.definitions import definition
from lopsided.measures.pair import pair
from lopsided.measures.result import Measure
from lopsided.terms.actors import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedMemberships:
    """Which organisations two countries share.

    Attributes
    ----------
    measure : Measure
        Shared ones over those either belongs to, as a fraction.
    both, only_a, only_b : tuple of str
        Short names, alphabetical; full members only.
    """

    measure: Measure
    both: tuple[str, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]


def shared_memberships(a: str, b: str) -> SharedMemberships:
    """Compare the memberships of two countries as the Factbook lists them; observers and partners are left out.

    Raises
    ------
    UnknownNameError, UsageError
        For an unknown country, or one with itself.
    """
    first, second = pair(a, b)
    of_a, of_b = _full(first), _full(second)
    both, either = of_a & of_b, of_a | of_b
    missing = [name_of(code) for code, found in ((first, of_a), (second, of_b)) if not found]
    known = definition("shared_memberships")
    measure = Measure(
        definition=known.key,
        of=first,
        on=second,
        value=len(both) / len(either) if not missing else None,
        unit=known.unit,
        period="",
        formula=known.formula,
        inputs={"shared": len(both), "of either": len(either)},
        sources=(source("International organization participation"),),
        caveats=(f"no memberships of {' and '.join(missing)} are listed",) if missing else (known.caveats,),
    )
    return SharedMemberships(
        measure=measure,
        both=tuple(sorted(both)),
        only_a=tuple(sorted(of_a - of_b)),
        only_b=tuple(sorted(of_b - of_a)),
    )


def _full(code: str) -> frozenset[str]:
    found: CountryFacts | None = facts(code) if code in countries() else None
    return frozenset(name for name, qualifier in found.memberships.items() if not qualifier) if found else frozenset()
