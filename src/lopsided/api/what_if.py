"""A what-if as it stands in an address: read strictly, in one spelling, and run."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Literal, get_args

from lopsided.api.simulations import ECONOMIES, Asked, economy_named, elasticities_named, simulate, thetas_named
from lopsided.briefing.what_if_charts import spoken
from lopsided.briefing.wording import listed
from lopsided.errors import UnknownNameError, UsageError, in_field
from lopsided.model.elasticities import elasticity_sets
from lopsided.model.names import EVERYONE, coalitions, pick_sectors, sector_groups
from lopsided.model.one_sector import Closure
from lopsided.model.scenario import OTHERS, Cut, Scenario, Tariff
from lopsided.model.scenario_file import scenario_text
from lopsided.model.simulate import with_band
from lopsided.terms.actors import actor, actors, members, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lopsided.api.simulations import Simulation

Ways = Literal["both", "one"]
How = Literal["stop", "keep", "cost", "tariff"]
HOWS: tuple[How, ...] = get_args(How)
CLOSURES: tuple[Closure, ...] = get_args(Closure)
#: Over published one-sector estimates; see `lopsided.model.simulate.RANGE_OF_THETA`.
RANGE = "2:8.28"
NO_RANGE = "none"
#: Elasticities that may be asked for: a hundred times less and more than published ones.
LEAST_THETA, MOST_THETA = 0.1, 100.0
MOST_NAMES, LONGEST_NAME, MOST_PARTS = 30, 80, 6
ONE_SECTOR, INDUSTRIES = "one-sector", "2022"
#: Blocs worth offering beside the coalitions of this package.
OFFERED_BLOCS = ("EU", "G7", "BRICS", "ASEAN")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a what-if: who stops, shrinks or taxes which trade with whom.

    Attributes
    ----------
    who, whom : tuple of str
        Sellers and buyers: ISO3, blocs, coalitions, ``everyone`` or ``others``.
    ways : {"both", "one"}
        Whether what the buyers sell to the sellers is meant as well.
    sectors : tuple of str
        Codes or groups; empty for all trade.
    how : {"stop", "keep", "cost", "tariff"}
        Trade stops, a share of its quantity goes on, it gets dearer, or it is taxed.
    much : float
        Per cent: of the quantity that goes on, of trade costs, or of the tariff.
    """

    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    ways: Ways = "both"
    sectors: tuple[str, ...] = ()
    how: How = "stop"
    much: float = 0.0

    @property
    def blank(self) -> bool:
        """Whether nobody and nothing is named."""
        return not (self.who or self.whom or self.sectors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Everything that happens at once, and under which assumptions; made by `question`.

    Attributes
    ----------
    parts : tuple of Part
        Empty while nothing is asked.
    leak : float
        Per cent of every stopped quantity that gets through all the same.
    closure : str
    elasticities : str
        Name of a set, or a number.
    economy : str
        Name of an embedded economy; empty takes one sector, or industries where sectors are named.
    range : str
        ``lowest:highest`` elasticity, or ``none``.
    short : bool
        Whether the first year is shown as well.
    """

    parts: tuple[Part, ...] = ()
    leak: float = 0.0
    closure: Closure = "transfers"
    elasticities: str = "uniform-5"
    economy: str = ""
    range: str = RANGE
    short: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is asked yet."""
        return not self.parts

    @property
    def on(self) -> str:
        """Name of the economy it is asked of."""
        return self.economy or _by_itself(self.parts)


@dataclass(frozen=True, slots=True)
class Preset:
    """A question worth starting from."""

    name: str
    question: Question


def numbered(name: str, place: int) -> str:
    """Name a field of one part: ``who`` of the first, ``who2`` of the second."""
    return name if place == 1 else f"{name}{place}"


def _by_itself(parts: Iterable[Part]) -> str:
    return INDUSTRIES if any(part.sectors for part in parts) else ONE_SECTOR


def question(given: Question) -> Question:
    """Put a question in its one spelling.

    Parameters
    ----------
    given : Question
        As a visitor wrote it: names in any spelling, several in one text with commas between; blank parts are left out.

    Raises
    ------
    UnknownNameError
        If a country, coalition, sector, closure, elasticity set or economy is unknown; says which known one is nearest.
    UsageError
        If only one side of a part is named, or a number is out of range. Either says in which field.
    """
    if len(given.parts) > MOST_PARTS:
        problem = f"more than {MOST_PARTS} things happen at once"
        raise UsageError(problem, subject=f"{len(given.parts)} parts", remedy="name a coalition instead of its members")
    with in_field("closure"):
        _demand_known("closure", given.closure, CLOSURES)
    with in_field("economy"):
        if given.economy:
            # Looked up before anything else is done with it: no name from an address is ever taken for a file.
            _demand_known("economy", given.economy, ECONOMIES)
    with in_field("elasticities"):
        chosen = elasticities_named(given.elasticities)
        _demand_solvable([chosen] if isinstance(chosen, float) else [])
    with in_field("range"):
        if given.range != NO_RANGE:
            _demand_solvable(thetas_named(given.range))
    with in_field("leak"):
        _demand_percent("leak", given.leak, 100)
    asked = [(place, part) for place, part in enumerate(given.parts, 1) if not part.blank]
    parts = tuple(dict.fromkeys(_part(part, place, given.economy) for place, part in asked))
    leaks = any(part.how in {"stop", "keep"} for part in parts)
    # What the question takes by itself need not stand in the address.
    economy = "" if given.economy == _by_itself(parts) else given.economy
    return replace(given, parts=parts, leak=given.leak if leaks else 0.0, economy=economy)


def _part(given: Part, place: int, economy: str) -> Part:
    """Put one part in its one spelling."""
    with in_field(numbered("who", place)):
        who = _parties(given.who)
    with in_field(numbered("whom", place)):
        whom = _parties(given.whom)
    with in_field(numbered("whom" if who else "who", place)):
        if not (who and whom):
            problem = "only one side of the trade is named"
            raise UsageError(problem, subject=", ".join(who or whom), remedy="name who sells and who buys")
        if OTHERS in who and OTHERS in whom:
            problem = "the others are all that the other side does not name, so one side must be named"
            raise UsageError(problem, subject=OTHERS, remedy=f"write {EVERYONE} to mean all countries")
    with in_field(numbered("ways", place)):
        _demand_known("way of the trade", given.ways, get_args(Ways))
    with in_field(numbered("how", place)):
        _demand_known("kind of shock", given.how, HOWS)
    with in_field(numbered("much", place)):
        _demand_percent("much", given.much, 1000 if given.how in {"cost", "tariff"} else 100)
    with in_field(numbered("sectors", place)):
        sectors = _sectors(given.sectors, economy)
    much = 0.0 if given.how == "stop" else given.much
    return replace(given, who=who, whom=whom, sectors=sectors, much=much)


def _names(texts: Iterable[str]) -> list[str]:
    parts = [part.strip() for text in texts for part in text.split(",")]
    found = list(dict.fromkeys(part for part in parts if part))
    if len(found) > MOST_NAMES or any(len(part) > LONGEST_NAME for part in found):
        problem = f"more than {MOST_NAMES} names, or one longer than {LONGEST_NAME} letters"
        raise UsageError(problem, subject=found[-1][:LONGEST_NAME], remedy="name a coalition instead of its members")
    return found


def _parties(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_party(text) for text in _names(texts)))


def _party(text: str) -> str:
    """Find the one name of a country, bloc or coalition."""
    wanted = text.casefold()
    own = {name.casefold(): name for name in (EVERYONE, OTHERS, *coalitions())}
    for form in (wanted, f"the {wanted}", wanted.removeprefix("the ")):
        if form in own:
            return own[form]
    try:
        return actor(text).id
    except UnknownNameError:
        parties = [a for a in actors().values() if a.kind not in {"media", "institute"}]
        known = dict.fromkeys((*coalitions(), EVERYONE, OTHERS, *(a.name for a in parties), *(a.id for a in parties)))
        kind = "country or coalition"
        remedy = "write a country, a bloc such as EU or G7, or an ISO code"
        raise UnknownNameError(kind, text, known, remedy=remedy) from None


def _sectors(given: tuple[str, ...], economy: str) -> tuple[str, ...]:
    names = _names(given)
    if not names:
        return ()
    known = economy_named(economy or INDUSTRIES).sectors
    groups = {group.casefold(): group for group in sector_groups()}
    found = tuple(dict.fromkeys(groups.get(name.casefold(), _code(name, known)) for name in names))
    pick_sectors(found, known)
    return found


def _code(name: str, known: Sequence[str]) -> str:
    """Write a sector's code, or its beginning, as the economy does."""
    return name.upper() if any(code.startswith(name.upper()) for code in known) else name


def _demand_known(kind: str, name: str, known: Iterable[str]) -> None:
    names = list(known)
    if name not in names:
        raise UnknownNameError(kind, name, names, remedy=f"known are {', '.join(names)}")


def _demand_solvable(thetas: Iterable[float]) -> None:
    """Refuse elasticities so far from any published one that the model's numbers would leave what a computer holds."""
    for theta in thetas:
        if not LEAST_THETA <= theta <= MOST_THETA:
            problem = f"an elasticity must lie between {LEAST_THETA:g} and {MOST_THETA:g}"
            raise UsageError(problem, subject=f"{theta:g}", remedy="published estimates lie between 2 and 9")


def _demand_percent(key: str, value: float, most: float) -> None:
    if not (math.isfinite(value) and 0 <= value <= most):
        problem = f"{key} must lie between 0 and {most:g} per cent"
        raise UsageError(problem, subject=f"{key} {value:g}", remedy="25 is twenty-five per cent")


def scenario_of(asked: Question) -> Scenario:
    """Make the scenario that a question asks for.

    Parameters
    ----------
    asked : Question
        In its one spelling, with both sides named.
    """
    cuts: list[Cut] = []
    tariffs: list[Tariff] = []
    for part in asked.parts:
        both, share = part.ways == "both", part.much / 100
        who, whom, what = part.who, part.whom, part.sectors
        if part.how == "tariff":
            ways = ((who, whom), (whom, who)) if both else ((who, whom),)
            tariffs += [Tariff(exporters=a, importers=b, sectors=what, rate=share, on_top=True) for a, b in ways]
        else:
            cost = 1 + share if part.how == "cost" else None
            keep = share if part.how == "keep" else 0.0
            cuts.append(Cut(exporters=who, importers=whom, sectors=what, both_ways=both, keep=keep, cost=cost))
    return Scenario(
        name=in_words(asked),
        cuts=tuple(cuts),
        tariffs=tuple(tariffs),
        leakage=asked.leak / 100,
        closure=asked.closure,
        elasticities=elasticities_named(asked.elasticities),
        economy=asked.on,
    )


def in_words(asked: Question) -> str:
    """Say what happens, as a sentence without its full stop."""
    *first, last = [_in_words(part) for part in asked.parts]
    happens = f"{', '.join(first)}, and {last}" if first else last
    leak = f"; {asked.leak:g} % of what should stop gets through" if asked.leak else ""
    return f"{happens}{leak}"


def _in_words(part: Part) -> str:
    sellers, buyers = spoken(part.who), spoken(part.whom)
    what = f"trade in {listed(part.sectors)}" if part.sectors else "all trade"
    between = f"{what} between {sellers} and {buyers}" if part.ways == "both" else f"{what} from {sellers} to {buyers}"
    then = {
        "stop": "stops",
        "keep": f"shrinks to {part.much:g} % of its quantity",
        "cost": f"gets {part.much:g} % dearer to carry",
        "tariff": f"is taxed {part.much:g} % more",
    }[part.how]
    return f"{between} {then}"


def answer(asked: Question) -> Simulation:
    """Run a question.

    Raises
    ------
    UnknownNameError, UsageError
        If the economy lacks who is named.
    SolveError
        If there is no equilibrium.
    """
    done = _without_range(replace(asked, range=NO_RANGE))
    if asked.range == NO_RANGE:
        return done
    thetas = thetas_named(asked.range)
    return replace(done, long_run=with_band(done.long_run, economy_named(asked.on), done.scenario, thetas))


@lru_cache(maxsize=4)
def _without_range(asked: Question) -> Simulation:
    """Run a question but for its range; kept for a moment, as whoever saw it asks for its range next."""
    return simulate(economy_named(asked.on), scenario_of(asked), Asked(short_run=asked.short))


def command(asked: Question, file: str = "scenario.toml") -> str:
    """Write the command that runs the downloaded scenario to the same numbers."""
    over = "" if asked.range == NO_RANGE else f" --range {asked.range}"
    return f"lopsided simulate {file}{over}{'' if asked.short else ' --no-short-run'}"


def toml(asked: Question) -> str:
    """Write the scenario of a question as TOML, with the command that runs it."""
    return f"# {command(asked)}\n{scenario_text(scenario_of(asked))}"


@cache
def presets() -> tuple[Preset, ...]:
    """List questions worth starting from; rows of one name happen at once."""
    text = resources.files("lopsided.api").joinpath("data", "what_if_presets.csv").read_text(encoding="utf-8")
    parts: dict[str, list[Part]] = {}
    for row in csv.DictReader(text.splitlines()):
        part = Part(
            who=tuple(row["who"].split(";")),
            whom=tuple(row["whom"].split(";")),
            ways=row["ways"],  # type: ignore[arg-type]
            sectors=tuple(filter(None, row["sectors"].split(";"))),
            how=row["how"],  # type: ignore[arg-type]
            much=float(row["much"]),
        )
        parts.setdefault(row["name"], []).append(part)
    return tuple(Preset(name, question(Question(parts=tuple(found)))) for name, found in parts.items())


def choices() -> dict[str, tuple[tuple[str, str], ...]]:
    """List what can be chosen, each value with its meaning, by the question's field."""
    in_2022 = economy_named(ONE_SECTOR).countries
    blocs = [(bloc, name_of(bloc)) for bloc in OFFERED_BLOCS if members(bloc)]
    return {
        "coalitions": (*coalitions().items(), *blocs, (EVERYONE, "every country"), (OTHERS, "all the others")),
        "countries": tuple(sorted(((code, name_of(code)) for code in in_2022), key=lambda pair: pair[1])),
        "sectors": tuple(sector_groups().items()),
        "elasticities": tuple(elasticity_sets().items()),
    }
