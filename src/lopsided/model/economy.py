"""The calibrated economy: labelled arrays, what was observed and what was imputed, and every treatment named.

Axes, everywhere in this folder: ``j`` and ``k`` sectors, ``i`` exporter, ``n`` importer. Bilateral arrays are
``[j, i, n]``: the row sells, the column buys, and the diagonal is what a country sells to itself.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lopsided.errors import InputError, UnknownNameError
from lopsided.model.bilateral import complete
from lopsided.model.names import code_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lopsided.model.bilateral import Treatment
    from lopsided.terms.provenance import Source

Floats = NDArray[np.float64]

#: Books that should balance may be out by this share of world output before they are refused.
ROUNDING = 1e-9


@dataclass(frozen=True, kw_only=True, eq=False)
class Economy:
    """A world economy in balance, ready to be shocked.

    Attributes
    ----------
    name : str
        As shown to a reader, e.g. ``"80 economies, 2022"``.
    year : int
        The year of the data.
    unit : str
        Of every amount, e.g. ``"USD million"``.
    countries : tuple of str
        ISO3 codes, length N (``"ROW"`` for a rest of the world).
    sectors : tuple of str
        Length J; ``("all",)`` for one sector.
    flows : ndarray, shape (J, N, N)
        Sales ``[j, i, n]`` of sector j from exporter i to importer n before tariffs, domestic sales included.
    tariffs : ndarray, shape (J, N, N)
        Ad-valorem rates ``[j, i, n]`` that importer n levies (0.1 is ten per cent).
    inputs : ndarray, shape (J, J, N)
        ``[k, j, n]``: spending on sector k's goods, tariffs included, per unit of sector j's output in n. What is left
        of one is the value-added share.
    imputed : ndarray, shape (J, N, N)
        Share of each flow that was estimated by us rather than published (0 to 1).
    flags : mapping
        Country to the reasons why its results are artefacts of the data and are not ranked.
    treatments : tuple of Treatment
        What was done to the data.
    sources : tuple of Source
        Datasets behind the numbers.

    Raises
    ------
    InputError
        If shapes disagree, a number is negative or not finite, or a country produces or spends nothing.

    Notes
    -----
    Final demand follows from the arrays (spending less intermediate use) and is not stored; its sum is value added,
    plus tariff revenue, plus the trade deficit.
    """

    name: str
    year: int
    unit: str
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    flows: Floats
    tariffs: Floats
    inputs: Floats
    imputed: Floats
    flags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    treatments: tuple[Treatment, ...] = ()
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        n, j = len(self.countries), len(self.sectors)
        if len(set(self.countries)) != n or len(set(self.sectors)) != j:
            problem = "a country or sector is listed twice"
            raise InputError(problem, subject=self.name, remedy="make the labels unique")
        shapes = {"flows": (j, n, n), "tariffs": (j, n, n), "inputs": (j, j, n), "imputed": (j, n, n)}
        for key, shape in shapes.items():
            array = np.array(getattr(self, key), dtype=np.float64)
            _demand(array, key, shape, self.name)
            array.setflags(write=False)
            object.__setattr__(self, key, array)
        _demand_balance(self)

    @property
    def size(self) -> tuple[int, int]:
        """Number of countries and of sectors."""
        return len(self.countries), len(self.sectors)

    @cached_property
    def output(self) -> Floats:
        """Gross output before tariffs, shape (J, N)."""
        return np.asarray(self.flows.sum(axis=2))

    @cached_property
    def spending(self) -> Floats:
        """Spending on each sector's goods with tariffs, shape (J, N)."""
        return np.asarray((self.flows * (1 + self.tariffs)).sum(axis=1))

    @cached_property
    def shares(self) -> Floats:
        """Share of exporter i in importer n's spending on sector j, shape (J, N, N); an empty market buys from home."""
        spending = self.spending[:, None, :]
        shares = np.divide(
            self.flows * (1 + self.tariffs), spending, where=spending > 0, out=np.zeros(self.flows.shape)
        )
        sector, market = np.nonzero(self.spending <= 0)
        shares[sector, market, market] = 1.0
        return shares

    @cached_property
    def value_added(self) -> Floats:
        """Value added by country, shape (N,)."""
        return np.asarray(((1 - self.inputs.sum(axis=0)) * self.output).sum(axis=0))

    @cached_property
    def revenue(self) -> Floats:
        """Tariff revenue by country, shape (N,)."""
        return np.asarray((self.flows * self.tariffs).sum(axis=(0, 1)))

    @cached_property
    def deficit(self) -> Floats:
        """Imports less exports, before tariffs, shape (N,); sums to zero."""
        return np.asarray(self.flows.sum(axis=(0, 1)) - self.flows.sum(axis=(0, 2)))

    @cached_property
    def final_demand(self) -> Floats:
        """Final demand by sector and country with tariffs, shape (J, N), never below zero."""
        rest = self.spending - np.einsum("kjn,jn->kn", self.inputs, self.output)
        return np.asarray(np.maximum(rest, 0.0))

    @cached_property
    def imputed_share(self) -> float:
        """Share of international trade, by value, that was estimated by us rather than published."""
        abroad = self.flows * ~np.eye(len(self.countries), dtype=bool)
        total = float(abroad.sum())
        return float((abroad * self.imputed).sum()) / total if total > 0 else 0.0

    @cached_property
    def digest(self) -> str:
        """SHA-256 of labels and arrays: the same digest means the same results."""
        digest = hashlib.sha256("\x1f".join((*self.countries, "", *self.sectors)).encode())
        for array in (self.flows, self.tariffs, self.inputs):
            digest.update(np.ascontiguousarray(array).tobytes())
        return digest.hexdigest()

    def index(self, country: str) -> int:
        """Position of a country, by its label or by any name of it.

        Raises
        ------
        UnknownNameError
            If the economy has no such country; says which are nearest.
        """
        code = country if country in self.countries else code_of(country)
        if code not in self.countries:
            remedy = f"this economy has {len(self.countries)} countries and no separate {country}"
            kind = "country of this economy"
            raise UnknownNameError(kind, country, self.countries, remedy=remedy)
        return self.countries.index(code)

    def trade(self) -> Floats:
        """Sales by exporter and importer over all sectors, shape (N, N), domestic sales on the diagonal."""
        return np.asarray(self.flows.sum(axis=0))

    def one_sector(self) -> Economy:
        """Sum all sectors into one without intermediate inputs.

        International trade is kept; domestic sales become value added less exports, so that output is GDP and trade
        weighs against income as it does with inputs. Tariffs go: the one-sector model has none.
        """
        return self._one_sector

    @cached_property
    def _one_sector(self) -> Economy:
        if self.size[1] == 1 and not self.inputs.any() and not self.tariffs.any():
            return self
        trade, n = self.trade(), len(self.countries)
        guessed = (self.flows * self.imputed).sum(axis=0)
        imputed = np.divide(guessed, trade, where=trade > 0, out=np.zeros(trade.shape))
        table = complete(trade, self.value_added, self.countries)
        return replace(
            self,
            name=f"{self.name}, one sector",
            sectors=("all",),
            flows=table.trade[None],
            tariffs=np.zeros((1, n, n)),
            inputs=np.zeros((1, 1, n)),
            imputed=imputed[None],
            flags={**self.flags, **table.flags},
            treatments=(*self.treatments, *table.treatments),
        )


def _demand(array: Floats, key: str, shape: tuple[int, ...], name: str) -> None:
    if array.shape != shape:
        problem = f"{key} has shape {array.shape} where the labels ask for {shape}"
        raise InputError(
            problem, subject=name, remedy="give one entry per label, in the order [sector, exporter, importer]"
        )
    # a tariff below zero is a subsidy; all other arrays hold amounts and shares
    below = array <= -1 if key == "tariffs" else array < 0
    if not np.isfinite(array).all() or below.any():
        where = ", ".join(str(int(p)) for p in np.argwhere(~np.isfinite(array) | below)[0])
        remedy = "clean it, or build the economy by from_table, which sets negative cells to zero and says so"
        problem = f"{key}[{where}] is {'-100 % or less' if key == 'tariffs' else 'negative'} or not a number"
        raise InputError(problem, subject=name, remedy=remedy)


def _demand_balance(economy: Economy) -> None:
    total = economy.flows.sum()
    for label, amounts in (("produces", economy.value_added), ("spends", economy.spending.sum(axis=0))):
        if (amounts <= 0).any():
            country = economy.countries[int(np.argmin(amounts))]
            problem = f"{country} {label} nothing"
            raise InputError(problem, subject=economy.name, remedy="leave it out or merge it")
    rest = economy.spending - np.einsum("kjn,jn->kn", economy.inputs, economy.output)
    if rest.min() < -ROUNDING * total:
        sector, place = np.unravel_index(int(rest.argmin()), rest.shape)
        market = f"{economy.countries[int(place)]} {economy.sectors[int(sector)]}"
        remedy = "build the economy by from_table, which rebalances such markets and says so"
        problem = "industries use more of a good than the country buys"
        raise InputError(problem, subject=market, remedy=remedy)
