"""Every dyad broken up in turn: a league table, resumable and remembered by the economy's digest."""

from __future__ import annotations

import hashlib
import os
import zipfile
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import numpy as np

from lopsided.errors import LopsidedError, SolveError, UnknownNameError
from lopsided.model.batch import break_up_all
from lopsided.model.elasticities import elasticities
from lopsided.model.engine import is_simple
from lopsided.model.one_sector import market_of
from lopsided.model.outcome import NOTHING
from lopsided.model.scenario import Cut, Scenario
from lopsided.model.simulate import solve
from lopsided.workers.mapper import InProcess, Lost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from lopsided.model.economy import Economy, Floats
    from lopsided.workers.mapper import Mapper

#: What a league table is sorted by.
Order = Literal["loss", "lopsidedness", "world"]
ORDERS: tuple[Order, ...] = get_args(Order)

#: Dyads solved between two writes of the cache: a few seconds' work at most.
CHUNK_ONE, CHUNK_MANY = 2048, 16


class Dyad(NamedTuple):
    """One break-up in a league table; losses are fractions of real income.

    ``ratio`` is the larger loss over the smaller, None unless both lose; ``world`` is the change of world real income.
    """

    weak: str
    strong: str
    loss_weak: float
    loss_strong: float
    ratio: float | None
    world: float
    trade: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class League:
    """All break-ups of an economy.

    Attributes
    ----------
    countries : tuple of str
        Labels, length N.
    pairs : ndarray of int, shape (M, 2)
        Positions of each dyad's countries.
    real_income : ndarray, shape (M, N)
        Change of everyone's real income, fractions; NaN where there is no equilibrium.
    world : ndarray, shape (M,)
        Change of world real income.
    trade : ndarray, shape (M,)
        Trade of the dyad before, both ways, in the economy's unit.
    flagged : frozenset of str
        Countries whose results are artefacts: left out of tables.
    closure, elasticities, digest : str
        What was run.
    """

    countries: tuple[str, ...]
    pairs: NDArray[np.intp]
    real_income: Floats
    world: Floats
    trade: Floats
    flagged: frozenset[str]
    closure: str
    elasticities: str
    digest: str

    def table(
        self, by: Order = "loss", n: int | None = None, *, of: str | None = None, artefacts: bool = False
    ) -> list[Dyad]:
        """League table, most extreme first.

        Parameters
        ----------
        by : {"loss", "lopsidedness", "world"}
            Largest loss of one side, largest ratio of losses, or largest loss of the world.
        n : int, optional
            How many rows; all by default.
        of : str, optional
            Only dyads of this country.
        artefacts : bool
            Whether to rank flagged countries as well.
        """
        if by not in ORDERS:
            kind = "order of the table"
            raise UnknownNameError(kind, by, ORDERS)
        keys: dict[Order, Callable[[Dyad], float]] = {
            "loss": lambda dyad: -dyad.loss_weak,
            "lopsidedness": lambda dyad: -(dyad.ratio or 0.0),
            "world": lambda dyad: dyad.world,
        }
        rows = [dyad for dyad in self._dyads(artefacts=artefacts) if of is None or of in dyad[:2]]
        return sorted(rows, key=keys[by])[:n]

    def unsolved(self) -> list[tuple[str, str]]:
        """List the dyads whose break-up has no equilibrium."""
        rows = np.isnan(self.real_income).any(axis=1)
        return [(self.countries[a], self.countries[b]) for a, b in self.pairs[rows]]

    def _dyads(self, *, artefacts: bool) -> Iterator[Dyad]:
        for row, (a, b) in enumerate(self.pairs):
            names = self.countries[a], self.countries[b]
            losses = -self.real_income[row, a], -self.real_income[row, b]
            if np.isnan(losses).any() or not (artefacts or self.flagged.isdisjoint(names)):
                continue
            weak = int(losses[1] > losses[0])
            high, low = float(losses[weak]), float(losses[1 - weak])
            ratio = high / low if low > NOTHING else None
            yield Dyad(names[weak], names[1 - weak], high, low, ratio, float(self.world[row]), float(self.trade[row]))


def rank(
    economy: Economy,
    scenario: Scenario | None = None,
    *,
    cache: Path | None = None,
    mapper: Mapper | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> League:
    """Break up every dyad of an economy, both ways.

    Parameters
    ----------
    economy : Economy
        With one sector (batched, seconds) or many (one by one, minutes).
    scenario : Scenario, optional
        Whose closure and elasticities to use; its cuts are ignored.
    cache : Path, optional
        Folder in which finished chunks are kept, by digest of economy and settings: a run that was stopped goes on
        where it was, and a finished one is read.
    mapper : Mapper, optional
        Where to solve: in this process by default. The numbers are the same, bit for bit, wherever it is: every
        break-up starts from the same baseline, on one thread.
    progress : callable, optional
        Told how many dyads are done, of how many.

    Raises
    ------
    LopsidedError
        If the workers of the mapper died of some break-ups.
    """
    settings = Scenario(name="break-up") if scenario is None else replace(scenario, cuts=(), tariffs=())
    theta = elasticities(settings.elasticities, economy)
    pairs = np.array(list(combinations(range(len(economy.countries)), 2)), dtype=np.intp)
    size = CHUNK_ONE if is_simple(economy) else CHUNK_MANY
    chunks = [pairs[start : start + size] for start in range(0, len(pairs), size)]
    what = "|".join((economy.digest, settings.closure, theta.theta.tobytes().hex(), str(size)))
    folder = None if cache is None else cache / hashlib.sha256(what.encode()).hexdigest()[:24]
    found: list[Floats] = []
    done = 0
    for real in _chunks(_Solving(economy, settings), chunks, folder, mapper or InProcess()):
        found.append(real)
        done += len(real)
        if progress is not None:
            progress(done, len(pairs))
    real_income = np.concatenate(found)
    trade = economy.trade()
    weight = economy.final_demand.sum(axis=0)
    return League(
        countries=economy.countries,
        pairs=pairs,
        real_income=real_income,
        world=np.asarray(real_income @ (weight / weight.sum())),
        trade=trade[pairs[:, 0], pairs[:, 1]] + trade[pairs[:, 1], pairs[:, 0]],
        flagged=frozenset(economy.flags),
        closure=settings.closure,
        elasticities=theta.name,
        digest=economy.digest,
    )


@dataclass(frozen=True, slots=True)
class _Solving:
    """What a worker does with some dyads."""

    economy: Economy
    settings: Scenario

    def __call__(self, pairs: NDArray[np.intp]) -> Floats:
        """Return everyone's change of real income, shape (pairs, N)."""
        economy, settings = self.economy, self.settings
        if is_simple(economy):
            theta = float(elasticities(settings.elasticities, economy).theta[0])
            return break_up_all(market_of(economy, theta, settings.closure), pairs, theta).real_income - 1
        return np.array([_break_up(economy, settings, int(a), int(b)) for a, b in pairs])


def _chunks(solving: _Solving, chunks: list[NDArray[np.intp]], folder: Path | None, mapper: Mapper) -> Iterator[Floats]:
    """Results chunk by chunk, from the cache where they are there."""
    width = len(solving.economy.countries)
    kept = [None if folder is None else _read(_place(folder, n), (len(c), width)) for n, c in enumerate(chunks)]
    solved = mapper.map(solving, (chunk for chunk, known in zip(chunks, kept, strict=True) if known is None))
    for number, known in enumerate(kept):
        real = next(solved) if known is None else known
        if isinstance(real, Lost):
            problem = f"some break-ups could not be worked out: {real.reason}"
            raise LopsidedError(problem, remedy="run the same again with fewer jobs: it goes on where it stopped")
        if known is None and folder is not None:
            _write(_place(folder, number), real)
        yield real


def _place(folder: Path, number: int) -> Path:
    return folder / f"{number:05d}.npy"


def _break_up(economy: Economy, settings: Scenario, a: int, b: int) -> Floats:
    if not (economy.flows[:, a, b].any() or economy.flows[:, b, a].any()):
        return np.zeros(len(economy.countries))
    cut = Cut(exporters=(economy.countries[a],), importers=(economy.countries[b],), both_ways=True)
    try:
        return solve(economy, replace(settings, cuts=(cut,))).real_income
    except SolveError:
        return np.full(len(economy.countries), np.nan)


def _read(path: Path, shape: tuple[int, int]) -> Floats | None:
    """Read a finished chunk; one that is missing or damaged is solved again."""
    try:
        with path.open("rb") as file:
            values = np.load(file, allow_pickle=False)
    except (OSError, ValueError, EOFError, zipfile.BadZipFile):
        return None
    return np.asarray(values) if values.shape == shape else None


def _write(path: Path, values: Floats) -> None:
    """Write a chunk so that a reader sees all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partly = path.with_suffix(f".{os.getpid()}.part")
    with partly.open("wb") as file:
        np.save(file, values)
    partly.replace(path)
