"""Which products a country or a bloc buys are critical, by the European Commission's three tests."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.datasets import flows
from lopsided.datasets.packs.flows import buyer_table, world_pack, world_years
from lopsided.datasets.packs.names import product_names
from lopsided.errors import UsageError
from lopsided.measures.alternatives import Criticality, criticality
from lopsided.measures.definitions import definition
from lopsided.measures.pair import country
from lopsided.measures.raw_materials import world_flows
from lopsided.measures.result import Measure
from lopsided.terms.actors import members
from lopsided.terms.products import products

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lopsided.terms.provenance import Source

TESTS = ("import_hhi_product", "from_outside", "imports_to_exports")


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalProduct:
    """A product that all three tests call critical for a buyer.

    Attributes
    ----------
    key, name : str
        Product key or HS code, and its name.
    buyer : str
        ISO3.
    year : int
        Calendar year.
    tests : Criticality
        The three values.
    bought : float
        Imports from outside, USD.
    partner : str
        ISO3 of the supplier asked about; empty if none was.
    from_partner : float or None
        Its part of the imports from outside, as a fraction; None where no trade with it is reported, which is not zero.
    sources : tuple of Source
        Who says so.
    """

    key: str
    name: str
    buyer: str
    year: int
    tests: Criticality
    bought: float
    partner: str
    from_partner: float | None
    sources: tuple[Source, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The three tests as measures, and the partner's share where one was asked about."""
        values = {
            "import_hhi_product": self.tests.concentration,
            "from_outside": self.tests.from_outside,
            "imports_to_exports": self.tests.imports_to_exports,
        }
        found = [self._measure(key, value, "") for key, value in values.items()]
        if self.partner:
            found.append(self._measure("product_import_share", self.from_partner, self.partner))
        return tuple(found)

    def _measure(self, key: str, value: float | None, on: str) -> Measure:
        known = definition(key)
        return Measure(
            definition=key, of=self.buyer, on=on, value=value, unit=known.unit, period=str(self.year),
            formula=known.formula, inputs={"product": self.name, "imports from outside, USD": self.bought},
            product=self.key, sources=self.sources, caveats=(known.caveats,),
        )  # fmt: skip


def critical_products(
    buyer: str, *, partner: str = "", bloc: str = "", year: int | None = None
) -> tuple[CriticalProduct, ...]:
    """Apply the European Commission's three tests to every product that a country buys.

    European Commission (2021), SWD(2021) 352, generalised to any country or bloc. Where a pack of BACI covers the year
    every product in it is tested, else the raw materials that ship.

    Parameters
    ----------
    buyer : str
        Country by code or name.
    partner : str
        A supplier whose part is wanted as well.
    bloc : str
        The buyer's bloc, such as ``"EU"``: then partners inside do not count as outside, and the whole bloc buys.
    year : int, optional
        Newest year of the data when not given.

    Returns
    -------
    tuple of CriticalProduct
        Those that all three tests call critical, the largest part from the partner first, then by what is bought.

    Raises
    ------
    UnknownNameError, UsageError
        For an unknown country or bloc, or a year the data do not have.
    """
    of, on = country(buyer), country(partner) if partner else ""
    packed = world_years()
    have = sorted({*flows.covered_years(), *packed})
    when = (packed or have)[-1] if year is None else year
    if when not in have:
        problem = f"products are not covered in {when}"
        raise UsageError(problem, subject=str(when), remedy=f"ask for a year from {have[0]} to {have[-1]}")
    home = frozenset({of, *(members(bloc, on=f"{when}-12-31") if bloc else ())})
    tested = _of_pack(home, of, on, when) if when in packed else _of_raw_materials(home, of, on, when)
    return tuple(
        sorted((one for one in tested if one.tests.critical), key=lambda o: (-(o.from_partner or 0.0), -o.bought))
    )


def _of_pack(home: frozenset[str], of: str, on: str, year: int) -> Iterator[CriticalProduct]:
    pack = world_pack(year)
    named, sources = product_names(pack), (pack.source(f"{pack.nomenclature}, every product"),)
    for row in buyer_table(home, year, on).iter_rows(named=True):
        code, outside = row["product"], row["outside"]
        tests = Criticality(
            concentration=row["hhi"],
            from_outside=outside / (outside + row["inside"]),
            imports_to_exports=outside / row["exported"] if row["exported"] > 0 else math.inf,
        )
        yield CriticalProduct(
            key=code, name=named.get(code, f"{pack.nomenclature} {code}"), buyer=of, year=year, tests=tests,
            bought=outside * 1000.0, partner=on, from_partner=_part(row["from_partner"], outside), sources=sources,
        )  # fmt: skip


def _of_raw_materials(home: frozenset[str], of: str, on: str, year: int) -> Iterator[CriticalProduct]:
    sources = flows.sources("exporter, importer, HS6, year", [year])
    for what in products().values():
        world = world_flows(what, year)
        outside = {pair: value for pair, value in world.items() if pair[1] in home and pair[0] not in home}
        bought = math.fsum(outside.values())
        theirs = [value for (exporter, _), value in outside.items() if exporter == on]
        yield CriticalProduct(
            key=what.key, name=what.name, buyer=of, year=year, tests=criticality(world, home=home), bought=bought,
            partner=on, from_partner=_part(math.fsum(theirs) if theirs else None, bought), sources=sources,
        )  # fmt: skip


def _part(amount: float | None, whole: float) -> float | None:
    """Divide what is known to come from the partner by all there is; None without a row of it: not a zero."""
    return None if amount is None or whole <= 0 else amount / whole
