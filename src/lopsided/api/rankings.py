"""The league table of break-ups: worked out once for an economy and kept in the user's cache folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from lopsided.api.simulations import economy_named, elasticities_named
from lopsided.errors import UnknownNameError
from lopsided.model.embedded import economy_2022
from lopsided.model.scenario import Scenario
from lopsided.model.simulate import DEFAULT_THETA
from lopsided.model.sweep import rank
from lopsided.terms.actors import actor, name_of
from lopsided.workers.choice import Workers, mapper_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lopsided.model.one_sector import Closure
    from lopsided.model.sweep import League, Order

    Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Which league table is wanted.

    Attributes
    ----------
    economy, elasticities : str
        By name, as in `lopsided.api.simulations`.
    closure : {"transfers", "balanced", "ratio"}
    workers : Workers
        Where to solve, for an economy with many sectors; one with a single sector is done here in seconds, unless
        there is a cluster.
    """

    economy: str = "one-sector"
    elasticities: str = "5"
    closure: Closure = "transfers"
    workers: Workers = field(default_factory=Workers)


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """A league, and why some countries are not in it."""

    league: League
    flags: Mapping[str, tuple[str, ...]]


def ranking(
    settings: Settings, told: Callable[[int, int], None] | None = None, *, cache: Path | None = None
) -> Ranking:
    """Break up every dyad of an economy, or go on with a run that was stopped.

    Parameters
    ----------
    settings : Settings
        What to work out.
    told : callable, optional
        Told how many dyads are done, of how many.
    cache : Path, optional
        Folder for what is done; the user's cache folder by default.
    """
    economy = economy_named(settings.economy)
    chosen = elasticities_named(settings.elasticities)
    scenario = Scenario(name="break-up", closure=settings.closure, elasticities=chosen)
    folder = Path(platformdirs.user_cache_dir("lopsided")) / "rank" if cache is None else cache
    few = len(economy.sectors) == 1 and settings.workers.scheduler is None
    with mapper_for(Workers() if few else settings.workers) as mapper:
        return Ranking(rank(economy, scenario, cache=folder, mapper=mapper, progress=told), economy.flags)


@lru_cache(maxsize=16)
def embedded_ranking(closure: Closure = "transfers", theta: float = DEFAULT_THETA) -> Ranking:
    """Break up every dyad of the embedded economy of 2022, one sector: a tenth of a second, and then remembered.

    For pages, which cannot wait and need no folder: nothing is read from disk or written to it.
    """
    economy = economy_2022().one_sector()
    scenario = Scenario(name="break-up", closure=closure, elasticities=theta)
    return Ranking(rank(economy, scenario), economy.flags)


def league_of(country: str, by: Order = "loss", top: int | None = None, *, closure: Closure = "transfers") -> list[Row]:
    """One row a partner of a country in the embedded economy of 2022, most extreme first, seen from that country.

    Parameters
    ----------
    country : str
        By ISO3 code or name.
    by : {"loss", "lopsidedness", "world"}
        By what the country itself loses; the others as in `ranking_rows`.
    top : int, optional
        How many rows; all by default.
    closure : {"transfers", "balanced", "ratio"}
        What becomes of trade deficits.

    Raises
    ------
    UnknownNameError
        If the country is unknown or not in the economy.
    """
    known = embedded_ranking(closure)
    code = _code(known.league, country)
    rows = []
    for row in ranking_rows(known, by, None, code):
        weaker = row["weak"] == code
        own, other = ("weak", "strong") if weaker else ("strong", "weak")
        seen = {
            "country": code,
            "partner": row[other],
            "partner_name": row[f"{other}_name"],
            "weaker": weaker,
            "loss_percent": row[f"loss_{own}_percent"],
            "loss_of_partner_percent": row[f"loss_{other}_percent"],
        }
        rows.append(seen | row)
    return (sorted(rows, key=lambda row: -row["loss_percent"]) if by == "loss" else rows)[:top]


def ranking_rows(ranking: Ranking, by: Order, top: int | None = None, country: str | None = None) -> list[Row]:
    """One row a dyad, most extreme first.

    Countries whose results are artefacts are left out, unless one of them is asked for: its rows say so.

    Raises
    ------
    UnknownNameError
        If the country is unknown or not in the economy.
    """
    code = None if country is None else _code(ranking.league, country)
    rows = ranking.league.table(by, top, of=code, artefacts=code in ranking.flags)
    return [
        {
            "weak": dyad.weak,
            "weak_name": name_of(dyad.weak),
            "strong": dyad.strong,
            "strong_name": name_of(dyad.strong),
            "loss_weak_percent": 100 * dyad.loss_weak,
            "loss_strong_percent": 100 * dyad.loss_strong,
            "ratio": dyad.ratio,
            "world_percent": 100 * dyad.world,
            "trade_before": dyad.trade,
            "flags": [why for c in dyad[:2] for why in ranking.flags.get(c, ())],
            "simulated": True,
            "closure": ranking.league.closure,
            "elasticities": ranking.league.elasticities,
            "economy_digest": ranking.league.digest,
        }
        for dyad in rows
    ]


def notes(ranking: Ranking) -> list[str]:
    """Say who is left out of the table, and which break-ups have no equilibrium."""
    said = []
    if ranking.flags:
        names = ", ".join(name_of(c) for c in ranking.flags)
        said.append(
            f"Not ranked, as their exports or imports exceed GDP and results are artefacts of the table: {names}."
        )
    unsolved = ranking.league.unsolved()
    if unsolved:
        some = ", ".join("-".join(pair) for pair in unsolved[:5])
        said.append(f"No equilibrium for {len(unsolved)} dyads ({some}{', ...' if len(unsolved) > 5 else ''}).")
    return said


def _code(league: League, country: str) -> str:
    if country in league.countries:
        return country
    found = actor(country).id
    if found not in league.countries:
        kind = "country of this economy"
        raise UnknownNameError(kind, found, league.countries, remedy="this economy does not have it on its own")
    return found
