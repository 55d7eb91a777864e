"""What a shock does to everyone, as plain arrays with labels: a simulation, never an observation."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from lopsided.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from lopsided.model.economy import Floats
    from lopsided.terms.provenance import Source

#: A loss this small (a fraction of real income) is rounding and has no meaningful ratio to another.
NOTHING = 1e-12


class Change(NamedTuple):
    """One country's change: ``amount`` is a fraction of real income, or money for trade; with its range, if any."""

    country: str
    amount: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diversion:
    """Who takes over a trade that was cut.

    Attributes
    ----------
    exporter, importer : str
        The cut direction.
    lost : float
        Trade before less trade after, in the economy's unit.
    suppliers : tuple of Change
        Change of the importer's purchases from everyone else and itself, largest gain first.
    markets : tuple of Change
        Change of the exporter's sales to everyone else and itself, largest gain first.
    lost_range : (float, float) or None
        Lowest and highest of `lost` over the elasticities of the outcome's band.
    """

    exporter: str
    importer: str
    lost: float
    suppliers: tuple[Change, ...]
    markets: tuple[Change, ...]
    lost_range: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Band:
    """Lowest and highest change of real income over a set of elasticities.

    Attributes
    ----------
    low, high : ndarray, shape (N,)
        Fractions of real income.
    over : str
        The elasticities, in words.
    incomes : ndarray, shape (M, N), optional
        Everyone's change of real income in each of the runs the band is of, from which several countries together have
        a range of their own: its ends are not the sum of theirs.
    inside : float
        Share of the runs between low and high.
    runs : tuple of Outcome
        The runs beside the outcome itself, where they were kept: what else they moved has a range too.
    """

    low: Floats
    high: Floats
    over: str
    incomes: Floats | None = None
    inside: float = 1.0
    runs: tuple[Outcome, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Outcome:
    """Changes from one equilibrium to another.

    Money is in the economy's unit at wages that leave world income unchanged.

    Attributes
    ----------
    scenario : str
        What was done, in words.
    economy, digest, year, unit
        Name, digest, year and unit of the economy.
    countries, sectors : tuple of str
        Labels of the arrays (N and J).
    real_income : ndarray, shape (N,)
        Change of real income, exact, as a fraction (-0.01 is a loss of one per cent): final spending, divided by the
        price of what it buys.
    prices, wages : ndarray, shape (N,)
        Change of the consumer price index and of wages, fractions.
    producer_prices, sector_prices : ndarray, shape (J, N)
        Change of what a sector's producers ask, and of what its buyers pay on average; fractions.
    income_before, income_after : ndarray, shape (N,)
        Final spending.
    revenue_before, revenue_after : ndarray, shape (N,)
        Tariff revenue.
    flows_before, flows_after : ndarray, shape (J, N, N)
        Trade by sector, exporter and importer before tariffs, domestic sales on the diagonal.
    tariffs_before, tariffs_after : ndarray, shape (J, N, N)
        Ad-valorem rates.
    k : ndarray, shape (J, N, N)
        What the scenario does to trade weights, ``d^ ** -theta``; as costs in `costs`.
    closure : str
        How deficits behave: ``transfers``, ``balanced`` or ``ratio``.
    elasticities : str
        Name of the elasticity set.
    theta : tuple of float
        Trade elasticity per sector, length J.
    residual : float
        Largest relative residual of market clearing.
    iterations : int
        Steps of the solver.
    band : Band or None
        Range over elasticities.
    flags : mapping
        Country to why its result is an artefact.
    caveats : tuple of str
        What a reader must know.
    sources : tuple of Source
        Datasets behind the economy.
    """

    scenario: str
    economy: str
    digest: str
    year: int
    unit: str
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    real_income: Floats
    prices: Floats
    wages: Floats
    producer_prices: Floats
    sector_prices: Floats
    income_before: Floats
    income_after: Floats
    revenue_before: Floats
    revenue_after: Floats
    flows_before: Floats
    flows_after: Floats
    tariffs_before: Floats
    tariffs_after: Floats
    k: Floats
    closure: str
    elasticities: str
    theta: tuple[float, ...]
    residual: float
    iterations: int
    band: Band | None = None
    flags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    caveats: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    @cached_property
    def _places(self) -> dict[str, int]:
        return {country: place for place, country in enumerate(self.countries)}

    def _at(self, country: str) -> int:
        if country not in self._places:
            kind = "country of this outcome"
            raise UnknownNameError(kind, country, self.countries)
        return self._places[country]

    def loss(self, country: str) -> float:
        """Loss of real income as a fraction; a gain is negative."""
        return -float(self.real_income[self._at(country)])

    def change(self, country: str) -> float:
        """Change of real income as a fraction; a loss is negative."""
        return float(self.real_income[self._at(country)])

    def ratio(self, a: str, b: str) -> float | None:
        """A's loss over B's: how lopsided the shock is; None unless both lose."""
        losses = self.loss(a), self.loss(b)
        return losses[0] / losses[1] if min(losses) > NOTHING else None

    def most_hit(self, n: int = 5, *, excluding: Iterable[str] = ()) -> tuple[Change, ...]:
        """Return the n countries that lose most, largest loss first, flagged and excluded ones left out."""
        return tuple(c for c in self._ordered(excluding)[:n] if c.amount < -NOTHING)

    def gainers(self, n: int = 5, *, excluding: Iterable[str] = ()) -> tuple[Change, ...]:
        """Return the n countries that gain most, largest gain first, flagged and excluded ones left out."""
        return tuple(c for c in self._ordered(excluding)[::-1][:n] if c.amount > NOTHING)

    def _ordered(self, excluding: Iterable[str]) -> list[Change]:
        out = {*excluding, *self.flags}
        pairs = zip(self.countries, self.real_income, strict=True)
        return sorted((Change(c, float(x)) for c, x in pairs if c not in out), key=lambda change: change.amount)

    def _sectors(self, sector: str | None) -> slice:
        if sector is None:
            return slice(None)
        if sector not in self.sectors:
            kind = "sector of this outcome"
            raise UnknownNameError(kind, sector, self.sectors)
        place = self.sectors.index(sector)
        return slice(place, place + 1)

    def trade(self, exporter: str, importer: str, *, sector: str | None = None) -> tuple[float, float]:
        """Trade from exporter to importer before and after, over all sectors or in one."""
        i, n, which = self._at(exporter), self._at(importer), self._sectors(sector)
        return float(self.flows_before[which, i, n].sum()), float(self.flows_after[which, i, n].sum())

    @property
    def real_wages(self) -> Floats:
        """Change of wages over prices, fractions, shape (N,)."""
        return np.asarray((1 + self.wages) / (1 + self.prices) - 1)

    @property
    def output_before(self) -> Floats:
        """Gross output, shape (J, N)."""
        return np.asarray(self.flows_before.sum(axis=2))

    @property
    def output_after(self) -> Floats:
        """Gross output after, shape (J, N), in money: divide by ``1 + producer_prices`` for quantities."""
        return np.asarray(self.flows_after.sum(axis=2))

    @cached_property
    def costs(self) -> Floats:
        """Factors on iceberg trade costs, shape (J, N, N), infinite where trade stops.

        Those asked for, and those that leave just as much trade as a scenario lets through: circumvention is as dear.
        """
        with np.errstate(divide="ignore"):
            return np.asarray(self.k ** (-1 / np.array(self.theta)[:, None, None]))

    @property
    def output_quantity(self) -> Floats:
        """Change of gross output in quantity, fractions, shape (J, N); zero where there was none."""
        made = self.output_before > 0
        before = np.where(made, self.output_before, 1.0)
        return np.where(made, self.output_after / before / (1 + self.producer_prices) - 1, 0.0)

    def diversion(self, exporter: str, importer: str, *, sector: str | None = None) -> Diversion:
        """Who takes over the trade from exporter to importer, on both ends, over all sectors or in one."""
        i, n = self._at(exporter), self._at(importer)
        which = self._sectors(sector)
        moved = (self.flows_after[which] - self.flows_before[which]).sum(axis=0)

        def ordered(changes: Floats, leave: int) -> tuple[Change, ...]:
            rows = [
                Change(c, float(x)) for c, x in zip(self.countries, changes, strict=True) if c != self.countries[leave]
            ]
            return tuple(sorted(rows, key=lambda change: -change.amount))

        return Diversion(
            exporter=exporter,
            importer=importer,
            lost=-float(moved[i, n]),
            suppliers=ordered(moved[:, n], i),
            markets=ordered(moved[i], n),
        )

    @property
    def world_income(self) -> float:
        """Change of world real income as a fraction, countries weighted by their final spending before."""
        return self.together(range(len(self.countries)))

    def together(self, places: Sequence[int]) -> float:
        """Change of real income of several countries, each weighted by its final spending before; a fraction."""
        return float(np.average(self.real_income[list(places)], weights=self.income_before[list(places)]))

    def together_range(self, places: Sequence[int]) -> tuple[float, float] | None:
        """Lowest and highest of `together` over the elasticities of the band; None without one."""
        if self.band is None or self.band.incomes is None:
            return None
        which = list(places)
        found = np.average(self.band.incomes[:, which], axis=1, weights=self.income_before[which])
        edge = (1 - self.band.inside) / 2
        low, high = np.quantile(found, [edge, 1 - edge])
        return float(low), float(high)

    def span(self, of: Callable[[Outcome], Floats]) -> tuple[Floats, Floats] | None:
        """Lowest and highest of anything an outcome holds, over the runs of the band; None where none were kept."""
        if self.band is None or not self.band.runs:
            return None
        found = [of(run) for run in (self, *self.band.runs)]
        return np.min(found, axis=0), np.max(found, axis=0)

    def plain(self) -> dict[str, object]:
        """Return everything but the trade arrays as plain data for JSON."""
        countries = {
            c: {
                "real_income": float(self.real_income[n]),
                "low": None if self.band is None else float(self.band.low[n]),
                "high": None if self.band is None else float(self.band.high[n]),
                "prices": float(self.prices[n]),
                "wages": float(self.wages[n]),
                "real_wages": float(self.real_wages[n]),
                "income_before": float(self.income_before[n]),
                "income_after": float(self.income_after[n]),
                "flags": list(self.flags.get(c, ())),
            }
            for n, c in enumerate(self.countries)
        }
        return {
            "kind": "simulation",
            "scenario": self.scenario,
            "economy": self.economy,
            "digest": self.digest,
            "year": self.year,
            "unit": self.unit,
            "closure": self.closure,
            "elasticities": self.elasticities,
            "theta": list(self.theta),
            "residual": self.residual,
            "iterations": self.iterations,
            "range_over": None if self.band is None else self.band.over,
            "world_income": self.world_income,
            "world_income_range": self.together_range(range(len(self.countries))),
            "countries": countries,
            "caveats": list(self.caveats),
            "sources": [f"{s.publisher}, {s.title} ({s.version})" for s in self.sources],
        }
