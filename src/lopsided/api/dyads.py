"""A dyad and what can be asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.datasets.packs.flows import dyad_table
from lopsided.measures.alignment import shared_memberships
from lopsided.measures.critical import critical_products
from lopsided.measures.dependence import dependence
from lopsided.measures.every import every_measure, product_measures
from lopsided.measures.pair import pair
from lopsided.measures.raw_materials import raw_material, raw_materials
from lopsided.measures.summary import lopsidedness
from lopsided.measures.table import Measures
from lopsided.measures.table_exposure import table_dependence
from lopsided.measures.turn import turn_of_trade
from lopsided.measures.un_votes import un_votes
from lopsided.model.embedded import economy_2022
from lopsided.model.simulate import DEFAULT_THETA, break_up

if TYPE_CHECKING:
    from collections.abc import Collection

    import polars as pl

    from lopsided.measures.alignment import SharedMemberships
    from lopsided.measures.critical import CriticalProduct
    from lopsided.measures.product_years import RawMaterial
    from lopsided.measures.result import Lopsidedness, Measure
    from lopsided.measures.summary import LopsidednessSummary
    from lopsided.measures.turn import By, Turn
    from lopsided.model.one_sector import Closure
    from lopsided.model.outcome import Outcome
    from lopsided.model.simulate import Direction


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two countries in order; made by `dyad`.

    Attributes
    ----------
    a, b : str
        ISO3 codes.
    """

    a: str
    b: str

    def dependence(
        self, *, measures: Collection[str] = (), years: Collection[int] | None = None
    ) -> Measures[Lopsidedness]:
        """Measure A's dependence on B and B's on A; see `lopsided.measures.dependence.dependence`."""
        return Measures(dependence(self.a, self.b, measures=measures, years=years))

    def measures(
        self, *, measures: Collection[str] = (), years: Collection[int] | None = None
    ) -> Measures[Measure | Lopsidedness]:
        """Measure everything: dependence, trade of all goods from packs, energy, memberships, votes.

        See `lopsided.measures.every.every_measure`.
        """
        return Measures(every_measure(self.a, self.b, measures=measures, years=years))

    def product(
        self, product: str, *, measures: Collection[str] = (), years: Collection[int] | None = None
    ) -> Measures[Measure]:
        """Measure dependence in one product, raw material or any of a pack: shares, ranks, who else could sell it."""
        return Measures(product_measures(self.a, self.b, product, measures=measures, years=years))

    def critical_products(self, *, bloc: str = "", year: int | None = None) -> tuple[CriticalProduct, ...]:
        """List what A buys that the Commission's three tests call critical, the largest part from B first.

        See `lopsided.measures.critical.critical_products`.
        """
        return critical_products(self.a, partner=self.b, bloc=bloc, year=year)

    def turn(self, product: str = "", *, years: tuple[int, int] = (2021, 2023), by: By = "tonnes") -> Turn:
        """Account for where A's lost sales to B went; without a product, of all goods, from a pack.

        See `lopsided.measures.turn.turn_of_trade`.
        """
        return turn_of_trade(self.a, self.b, product, years, by=by)

    def trade_table(self, years: Collection[int]) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Lay out every product A sells B, and B sells A, from a pack; see `datasets.packs.flows.dyad_table`."""
        return dyad_table(self.a, self.b, years), dyad_table(self.b, self.a, years)

    def inputs(self, pack: str, year: int | None = None) -> Measures[Lopsidedness]:
        """Measure dependence through inputs by an input-output pack; see `lopsided.measures.table_exposure`."""
        return Measures(table_dependence(self.a, self.b, pack, year))

    def un_votes(self, session: int | None = None) -> Measures[Measure]:
        """Measure how alike the two vote in the General Assembly; empty unless a pack of votes has been added."""
        return Measures(un_votes(self.a, self.b, session))

    def memberships(self) -> SharedMemberships:
        """List the organisations both belong to, and those only one does."""
        return shared_memberships(self.a, self.b)

    def lopsidedness(self) -> LopsidednessSummary:
        """Sum up which side depends more, by how many measures, with every part in sight."""
        return lopsidedness(self.a, self.b)

    def raw_materials(self, *, top: int = 5) -> tuple[RawMaterial, ...]:
        """List the raw materials that matter between the two, both directions."""
        return raw_materials(self.a, self.b, top=top)

    def raw_material(self, product: str, *, years: Collection[int] | None = None) -> tuple[RawMaterial, RawMaterial]:
        """Trace one product through the years, from A to B and from B to A: a raw material, or any of a pack."""
        return raw_material(self.a, self.b, product, years), raw_material(self.b, self.a, product, years)

    def break_up(
        self, *, direction: Direction = "both", theta: float = DEFAULT_THETA, closure: Closure = "transfers"
    ) -> Outcome:
        """Stop trade between the two in the embedded economy of 2022 and solve for the new equilibrium.

        Raises
        ------
        UnknownNameError
            If the economy lacks one of the two.
        SolveError
            If there is no equilibrium.
        """
        economy = economy_2022().one_sector()
        return break_up(economy, self.a, self.b, direction=direction, theta=theta, closure=closure)


def dyad(a: str, b: str) -> Dyad:
    """Name two different countries by ISO3 code or name.

    Raises
    ------
    UnknownNameError
        If nobody here knows the name; says which are nearest.
    UsageError
        If both are the same, or one is a bloc.
    """
    return Dyad(*pair(a, b))
