"""Puts a brief together: asks the measures, the model and the dossier, and writes the three lines at the top."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from lopsided.briefing.articles import article
from lopsided.briefing.checked import checked, claims
from lopsided.briefing.contents import Answer, Brief, Side
from lopsided.briefing.context import context
from lopsided.briefing.measured import gaps, measured, shown
from lopsided.briefing.quoting import checked_once, claims_once, said_once
from lopsided.briefing.reported import on_the_tie, reported
from lopsided.briefing.simulated import BreakUp, headline, simulated, unavailable
from lopsided.briefing.wording import capital, listed, percent
from lopsided.briefing.words import counted, say
from lopsided.checks.check import VERDICTS
from lopsided.datasets.catalog import dataset
from lopsided.errors import SolveError
from lopsided.measures.dependence import dependence
from lopsided.measures.exposure import industry_reliance
from lopsided.measures.pair import pair
from lopsided.measures.raw_materials import raw_materials
from lopsided.measures.summary import summed_up
from lopsided.model.embedded import economy_2022
from lopsided.model.one_sector import CLOSURES
from lopsided.model.simulate import break_up
from lopsided.records.access import actors_of
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lopsided.briefing.contents import Article, Checked, Reported, Simulated, TieTheme
    from lopsided.checks.check import Check
    from lopsided.measures.exposure import IndustryReliance
    from lopsided.measures.result import Lopsidedness, Measure
    from lopsided.model.outcome import Outcome
    from lopsided.records.kinds import AnyRecord, Document
    from lopsided.records.store import Ruling
    from lopsided.records.story import Story
    from lopsided.terms.provenance import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossiered:
    """What a dossier holds, as a brief needs it.

    Attributes
    ----------
    documents, records, stories, checks
        In the dossier's order.
    aside : mapping
        Name of a document that could not be read, to the reason.
    rulings : mapping
        Figure's id to what a person says of its check.
    """

    documents: tuple[Document, ...]
    records: tuple[AnyRecord, ...]
    stories: tuple[Story, ...]
    checks: tuple[Check, ...]
    aside: Mapping[str, str]
    rulings: Mapping[str, Ruling] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a dossier has on a tie, and a line that says it."""

    line: str
    reported: Reported
    checked: tuple[Checked, ...]
    claims: tuple[TieTheme, ...]


def compose(a: str, b: str, dossier: Dossiered | None = None) -> Brief:
    """Gather everything a brief on a dyad shows.

    Parameters
    ----------
    a, b : str
        Countries by ISO3 code or name.
    dossier : Dossiered, optional
        Without it the brief is measured and simulated only.

    Raises
    ------
    UnknownNameError, UsageError
        For an unknown country, or a country with itself.
    """
    first, second = pair(a, b)
    sides = (Side(first, name_of(first)), Side(second, name_of(second)))
    ties = dependence(first, second)
    charts = measured(
        sides,
        ties,
        summed_up(first, second, ties),
        raw_materials(first, second),
        _industries(first, second),
        dataset("icio_2022_network").source(say("industries.source")),
    )
    charts += context(sides)
    simulation, headlines = simulate(sides)
    found = told(sides, dossier) if dossier else None
    answers = (
        *((Answer("Reported", found.line, "#reported"),) if found else ()),
        Answer("Measured", measured_line(sides, ties), "#measured"),
        Answer("Simulated", headlines, "#simulated"),
    )
    return Brief(
        a=sides[0],
        b=sides[1],
        version=version("lopsided"),
        answers=answers,
        measured=charts,
        measured_gaps=gaps(ties),
        simulated=simulation,
        reported=found.reported if found else None,
        checked=found.checked if found else (),
        verdicts=verdicts(found.checked) if found else (),
        claims=found.claims if found else (),
        articles=_articles(dossier, {first, second}) if dossier else (),
        sources=_whole(s for c in (*charts, *simulation.charts) for s in c.sources),
    )


def verdicts(checks: Sequence[Checked]) -> tuple[tuple[str, int], ...]:
    """Count how many checks came out how, in the order of verdicts; those that none has are left out."""
    counts = Counter(check.verdict for check in checks)
    return tuple((verdict, counts[verdict]) for verdict in VERDICTS if counts[verdict])


def _industries(a: str, b: str) -> tuple[Sequence[IndustryReliance], Sequence[IndustryReliance]]:
    return industry_reliance(a, b), industry_reliance(b, a)


def simulate(sides: tuple[Side, Side]) -> tuple[Simulated, str]:
    """Break the dyad up in the embedded economy, or say why that cannot be done."""
    a, b = sides
    economy = economy_2022().one_sector()
    missing = [side.text for side in sides if side.id not in economy.countries]
    if missing:
        key = "answers.simulation_one" if len(missing) == 1 else "answers.simulation_many"
        why = say(key, who=listed(missing), n=len(economy.countries), economy=economy.name)
        return unavailable(why), why
    both = broken_up(a.id, b.id)
    runs = BreakUp(
        both=both,
        a_stops=break_up(economy, a.id, b.id, direction="a-to-b"),
        b_stops=break_up(economy, a.id, b.id, direction="b-to-a"),
        other_closures=tuple(break_up(economy, a.id, b.id, closure=c) for c in CLOSURES if c != both.closure),
    )
    return simulated(sides, runs), headline(sides, both)


@lru_cache(maxsize=16)
def broken_up(a: str, b: str) -> Outcome:
    """Stop all trade between two countries of the embedded economy: each part of a tie's page asks for it."""
    return break_up(economy_2022().one_sector(), a, b)


def told(sides: tuple[Side, Side], dossier: Dossiered) -> Told | None:
    """Gather what a dossier has on a tie; None if it holds no document."""
    if not dossier.documents:
        return None
    documents = {d.document: d for d in dossier.documents}
    pair_ids = {side.id for side in sides}
    found = reported(sides, documents, dossier.records, dossier.stories, dossier.aside)
    called = claims_once(claims(sides, dossier.records, documents, simulated=ratio_line(sides)))
    found = said_once(found, called)
    checks = checked(pair_ids, dossier.checks, dossier.records, documents, dossier.rulings)
    return Told(
        line=_told(found, called),
        reported=found,
        checked=checked_once(checks, found),
        claims=called,
    )


def ratio_line(sides: tuple[Side, Side]) -> str:
    """Say in a line who would lose how much more if all trade between two stopped; empty where no model can say."""
    a, b = sides
    economy = economy_2022().one_sector()
    if not {a.id, b.id} <= set(economy.countries):
        return ""
    try:
        outcome = broken_up(a.id, b.id)
    except SolveError:
        return ""  # the part on the simulation says so at length
    ratio = outcome.ratio(a.id, b.id)
    first, second = (percent(outcome.change(side.id), 3) for side in sides)
    losses = say("answers.losses", first=a.text, first_change=first, second=b.text, second_change=second)
    if ratio is None:
        return losses
    times = f"{max(ratio, 1 / ratio):.1f}"
    return losses + say("answers.times" if ratio >= 1 else "answers.times_turned", times=times)


def _told(told: Reported, called: Sequence[TieTheme]) -> str:
    """Say in a line what the articles report."""
    happened = [item for item in told.timeline if item.mode == "happened"]
    others = len(told.timeline) - len(happened)
    one_sided = sum(item.one_side is not None for item in told.timeline)
    text = say(
        "answers.told" if told.on_the_tie == 1 else "answers.told_many",
        n=told.on_the_tie,
        articles=counted("answers.articles", told.documents),
        happenings=counted("answers.happenings", len(happened)),
    )
    text += say("answers.more", n=others) if others else ""
    text += say("answers.one_side", n=one_sided) if one_sided else ""
    # One voice of each theme, so that "lopsided" and "no limits" both have their place in the line.
    words = [say("answers.word", word=theme.claims[0].word, speaker=theme.claims[0].speaker) for theme in called]
    if words:
        text += say("answers.called", words=listed(words))
    return say("answers.sentence", text=text)


def measured_line(sides: tuple[Side, Side], ties: Sequence[Lopsidedness]) -> str:
    """Say in a line how much of each side's trade is with the other."""
    a, b = sides
    by_key = {tie.a_on_b.definition: tie for tie in ties}
    said = []
    for key, verb, flow in (("export_share", "takes", "exports"), ("import_share", "supplies", "imports")):
        tie = by_key[key]
        if tie.a_on_b.bounds == tie.b_on_a.bounds == (None, None):
            continue
        sentence = say(
            f"answers.{verb}",
            other=capital(b.text),
            part=_part(tie.a_on_b, a.own, say(f"answers.{flow}")),
            own=a.text,
            other_part=_part(tie.b_on_a, b.own, ""),
            tilt=_tilt(tie, sides),
        )
        said.append(say("answers.sentence", text=sentence))
    return " ".join(said) or say("answers.no_shares")


def _part(measure: Measure, whose: str, flow: str) -> str:
    """Write a share with its year, and say when it is only a bound."""
    if measure.bounds == (None, None):
        return say("answers.unpublished", whose=whose, flow=flow).rstrip()
    # Three digits: their ratio stands beside them, and is to be the one that these make.
    part = say("answers.part", share=shown(measure, 3), whose=whose, flow=flow).rstrip()
    if not measure.period:
        return part
    key = "answers.period_of_bound" if measure.value is None else "answers.period"
    return say(key, part=part, period=measure.period)


def _tilt(tie: Lopsidedness, sides: tuple[Side, Side]) -> str:
    more = next((side.text for side in sides if side.id == tie.more_dependent), "")
    return say("answers.tilt", ratio=tie.text, more=more) if more else tie.text


def _articles(dossier: Dossiered, pair_ids: set[str]) -> tuple[Article, ...]:
    """Show the articles on the tie, and any other that an item links to."""
    documents = {d.document: d for d in dossier.documents}
    kept = on_the_tie(pair_ids, dossier.records) | {r.document for r in dossier.records if pair_ids & set(actors_of(r))}
    by_document: dict[str, list[AnyRecord]] = {name: [] for name in kept}
    for record in dossier.records:
        if record.document in by_document:
            by_document[record.document].append(record)
    return tuple(article(documents[name], by_document[name], documents) for name in documents if name in kept)


def _whole(sources: Iterable[Source]) -> tuple[Source, ...]:
    """One entry a dataset, whatever table of it was used."""
    return tuple({s.dataset: replace(s, detail="", imputed=False) for s in sources}.values())
