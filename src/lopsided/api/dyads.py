"""A dyad and what can be asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.measures.dependence import dependence
from lopsided.measures.pair import pair
from lopsided.measures.raw_materials import raw_material, raw_materials
from lopsided.measures.summary import lopsidedness
from lopsided.measures.un_votes import un_votes
from lopsided.model.embedded import economy_2022
from lopsided.model.simulate import DEFAULT_THETA, break_up

if TYPE_CHECKING:
    from collections.abc import Collection

    from lopsided.measures.product_years import RawMaterial
    from lopsided.measures.result import Lopsidedness, Measure
    from lopsided.measures.summary import LopsidednessSummary
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
    ) -> tuple[Lopsidedness, ...]:
        """Measure A's dependence on B and B's on A; see `lopsided.measures.dependence.dependence`."""
        return dependence(self.a, self.b, measures=measures, years=years)

    def un_votes(self, session: int | None = None) -> tuple[Measure, ...]:
        """Measure how alike the two vote in the General Assembly; empty unless a pack of votes has been added."""
        return un_votes(self.a, self.b, session)

    def lopsidedness(self) -> LopsidednessSummary:
        """Sum up which side depends more, by how many measures, with every part in sight."""
        return lopsidedness(self.a, self.b)

    def raw_materials(self, *, top: int = 5) -> tuple[RawMaterial, ...]:
        """List the raw materials that matter between the two, both directions."""
        return raw_materials(self.a, self.b, top=top)

    def raw_material(self, product: str, *, years: Collection[int] | None = None) -> tuple[RawMaterial, RawMaterial]:
        """Trace one raw material through the years, from A to B and from B to A."""
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
