"""Every measure there is for two countries, by key: the door for those who ask for one by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.datasets.packs.square_tables import table_packs
from lopsided.errors import UsageError
from lopsided.measures.alignment import shared_memberships
from lopsided.measures.critical import TESTS
from lopsided.measures.definitions import definition
from lopsided.measures.dependence import dependence
from lopsided.measures.energy import energy_balance, energy_from_partner
from lopsided.measures.pair import pair
from lopsided.measures.product_dependence import product_dependence
from lopsided.measures.result import Lopsidedness, Measure
from lopsided.measures.table_exposure import KEYS as TABLE_KEYS
from lopsided.measures.table_exposure import table_dependence
from lopsided.measures.totals import both_ways_share, goods_exports
from lopsided.measures.un_votes import un_votes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

PRODUCT = (
    "product_import_share", "product_export_share", "supplier_rank", "customer_rank", "not_from_partner",
    "cover_by_others",
)  # fmt: skip
_ELSEWHERE = {
    "net_dependence": "it is a column of every other measure (net_dependence)",
    "asymmetry": "it is a column of every other measure (asymmetry)",
    "reorientation": "ask for it with --turn FIRST:LAST, in Python with dyad.turn",
    **dict.fromkeys(TESTS, "ask for critical products with --critical, in Python with dyad.critical_products"),
}
_ENERGY = ("energy_net_imports", "energy_from_partner")
_VOTES = ("vote_agreement", "vote_distance")
_TOTALS = ("trade_share", "goods_exports")


def every_measure(
    a: str, b: str, *, measures: Collection[str] = (), years: Collection[int] | None = None
) -> tuple[Measure | Lopsidedness, ...]:
    """Measure everything that is not about one product asked for.

    Parameters
    ----------
    a, b : str
        Countries by ISO3 code or name.
    measures : collection of str
        Keys or names of those wanted; all when empty.
    years : collection of int, optional
        Years for which all goods trade, and dependence through inputs, are wanted as well, from the packs a user added.

    Returns
    -------
    tuple
        Dependence both ways; then trade of all goods, energy, alignment. What is the same for both, or is of one
        country and no tie (net imports of fuels), is a `Measure`.

    Raises
    ------
    UnknownNameError
        For a country or a measure nobody here knows.
    UsageError
        For a country with itself, or a measure that needs a product or is asked for otherwise.
    """
    first, second = pair(a, b)
    wanted = {definition(key).key for key in measures}
    for key in sorted(wanted & {*PRODUCT, *_ELSEWHERE}):
        problem = f"the measure {key!r} cannot be given for the two as a whole"
        remedy = _ELSEWHERE.get(key, "name the product with --product, in Python dyad.product(NAME)")
        raise UsageError(problem, subject=key, remedy=remedy)

    def asked(*keys: str) -> bool:
        return not wanted or bool(wanted & set(keys))

    found: list[Measure | Lopsidedness] = []
    others = {*_TOTALS, *_ENERGY, *_VOTES, "shared_memberships"}
    if not wanted or wanted - others:
        found += dependence(first, second, measures=measures, years=years)
    if years is not None and asked(*TABLE_KEYS):
        tables = [(one.key, year) for one, year in table_packs() if year in years]
        found += [tie for key, year in tables for tie in table_dependence(first, second, key, year)]
    if asked(*_TOTALS):
        found += _totals(first, second, years)
    if asked(*_ENERGY):
        found += _energy(first, second)
    if asked("shared_memberships"):
        found.append(shared_memberships(first, second).measure)
    if asked(*_VOTES):
        found += un_votes(first, second)
    return tuple(one for one in found if not wanted or _key(one) in wanted)


def product_measures(
    a: str, b: str, what: str, *, measures: Collection[str] = (), years: Collection[int] | None = None
) -> tuple[Measure, ...]:
    """Measure dependence in one product, by the measures asked for (all when empty); see `product_dependence`.

    Raises
    ------
    UsageError
        For a measure that is not of one product.
    """
    wanted = {definition(key).key for key in measures}
    if wanted - set(PRODUCT):
        problem = f"{sorted(wanted - set(PRODUCT))[0]!r} is no measure of one product"
        raise UsageError(problem, subject=what, remedy=f"ask for {', '.join(PRODUCT)}, or leave --product out")
    found = product_dependence(a, b, what, years)
    return tuple(measure for measure in found if not wanted or measure.definition in wanted)


def _key(one: Measure | Lopsidedness) -> str:
    return one.definition if isinstance(one, Measure) else one.a_on_b.definition


def _totals(a: str, b: str, years: Collection[int] | None) -> list[Lopsidedness]:
    """Give trade of all goods both ways, by the first source of each year: the newest year, or those asked for."""
    found: list[Lopsidedness] = []
    for there, back in (
        (both_ways_share(a, b), both_ways_share(b, a)),
        (goods_exports(a, b), goods_exports(b, a)),
    ):
        one, other = _first(there), _first(back)
        common = sorted(one.keys() & other.keys(), reverse=True)
        wanted = common[:1] if years is None else [year for year in common if int(year) in years]
        found += [Lopsidedness(a_on_b=one[year], b_on_a=other[year]) for year in wanted]
    return found


def _first(measures: Iterable[Measure]) -> dict[str, Measure]:
    found: dict[str, Measure] = {}
    for measure in measures:
        found.setdefault(measure.period, measure)
    return found


def _energy(a: str, b: str) -> list[Measure | Lopsidedness]:
    """Give each side's net imports of fuels, which are no ratio to each other, and what the other delivers of them."""
    balances = [
        measure
        for pair_ in zip(energy_balance(a), energy_balance(b), strict=True)
        if any(side.value is not None for side in pair_)
        for measure in pair_
    ]
    partners = zip(energy_from_partner(a, b), energy_from_partner(b, a), strict=True)
    ties = [Lopsidedness(a_on_b=one, b_on_a=other) for one, other in partners]
    return [*balances, *ties]
