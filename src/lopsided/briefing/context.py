"""What surrounds a tie: its trade through the years from packs, fuels against use, memberships and votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.briefing.charts import Point, through
from lopsided.briefing.contents import Chart, Table
from lopsided.briefing.fuels import fuels
from lopsided.briefing.measured import shown
from lopsided.briefing.numbers import of_measures
from lopsided.briefing.wording import capital, listed, percent, spelled
from lopsided.briefing.words import say
from lopsided.measures.alignment import shared_memberships
from lopsided.measures.definitions import definition
from lopsided.measures.totals import yearly_shares
from lopsided.measures.un_votes import agreement_through_time, un_votes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lopsided.briefing.contents import Side
    from lopsided.measures.alignment import SharedMemberships
    from lopsided.measures.result import Lopsidedness, Measure
    from lopsided.terms.provenance import Source

    Sides = tuple[Side, Side]

_NAMED = 8
#: What the measure calls the number of its roll calls.
_BOTH_VOTED = "roll calls in which both voted"


def context(sides: Sides) -> tuple[Chart, ...]:
    """Set out what surrounds a tie, each with its table: nothing for which there are no data.

    Parameters
    ----------
    sides : pair of Side

    Returns
    -------
    tuple of Chart
        ``years`` (shares in all goods trade, from packs), ``energy``, ``memberships``, ``votes`` (from a pack).
    """
    a, b = sides
    charts = (
        _years(sides, yearly_shares(a.id, b.id)),
        fuels(sides),
        _memberships(sides, shared_memberships(a.id, b.id)),
        _votes(sides, un_votes(a.id, b.id), agreement_through_time(a.id, b.id)),
    )
    return tuple(chart for chart in charts if chart is not None)


def _sources(measures: Iterable[Measure]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(s for m in measures for s in m.sources))


def _notes(measures: Iterable[Measure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_sentence(words) for m in measures for words in m.caveats if words))


def _sentence(text: str) -> str:
    return capital(spelled(text)).rstrip(".") + "."


def _years(sides: Sides, ties: Sequence[Lopsidedness]) -> Chart | None:
    a, b = sides
    lines_: dict[str, dict[int, Measure]] = {}
    keys = {"export_share": "context.exports", "import_share": "context.imports"}
    for tie in ties:
        for measure, of, on in ((tie.a_on_b, a, b), (tie.b_on_a, b, a)):
            name = capital(say(keys[measure.definition], of=of.own, on=on.text))
            lines_.setdefault(name, {})[int(measure.period)] = measure
    measures = [m for line in lines_.values() for m in line.values()]
    points = [Point(name, y, m.value) for name, line in lines_.items() for y, m in line.items() if m.value is not None]
    if not points:
        return None
    years = sorted({year for line in lines_.values() for year in line}, reverse=True)
    newest = [f"{n}: {shown(line[years[0]])}" for n, line in lines_.items() if years[0] in line]
    newest_measures = [line[years[0]] for line in lines_.values() if years[0] in line]
    return Chart(
        key="years",
        title=say("context.years"),
        description=say("context.years_told", year=years[0], said="; ".join(newest)),
        drawing=through(points, title=say("context.years_axis"), percent=True),
        table=Table(
            caption=say("context.years_caption"),
            columns=(say("context.year"), *lines_),
            rows=tuple(
                (str(y), *(shown(line[y]) if y in line else say("measured.no_data") for line in lines_.values()))
                for y in years
            ),
            numeric=tuple(range(1, len(lines_) + 1)),
        ),
        sources=_sources(measures),
        notes=(say("context.years_note"), *_notes(newest_measures)),
        unit=say("context.years_unit"),
        period=f"{years[-1]}–{years[0]}",
        rows=of_measures(measures),
    )


def _memberships(sides: Sides, found: SharedMemberships) -> Chart | None:
    a, b = sides
    if found.measure.value is None:
        return None
    named = ", ".join(found.both[:_NAMED]) if len(found.both) > _NAMED else listed(found.both)
    either = len(found.both) + len(found.only_a) + len(found.only_b)
    return Chart(
        key="memberships",
        title=say("context.memberships", a=capital(a.text), b=b.text, n=len(found.both), of=either),
        description=say(
            "context.memberships_told",
            names=say("context.and_others", names=named) if len(found.both) > _NAMED else named,
        ),
        drawing=None,
        table=Table(
            caption=say("context.memberships_caption"),
            columns=(say("context.members"), say("context.how_many"), say("context.which")),
            rows=tuple(
                (who, str(len(names)), ", ".join(names))
                for who, names in (
                    (say("context.both"), found.both),
                    (say("context.only", who=a.text), found.only_a),
                    (say("context.only", who=b.text), found.only_b),
                )
                if names
            ),
            numeric=(1,),
        ),
        sources=found.measure.sources,
        notes=_notes([found.measure]),
        unit=say("context.organisations"),
        rows=(*of_measures([found.measure]), *_members(sides, found)),
    )


def _members(sides: Sides, found: SharedMemberships) -> list[Mapping[str, object]]:
    groups = (("both", found.both), (sides[0].id, found.only_a), (sides[1].id, found.only_b))
    return [
        {"measure": "memberships", "name": say("context.full_members"), "of": who, "value": len(names),
         "unit": say("context.organisations"), "which": "; ".join(names)}
        for who, names in groups
    ]  # fmt: skip


def _votes(sides: Sides, newest: Sequence[Measure], sessions: Sequence[Measure]) -> Chart | None:
    a, b = sides
    known = [m for m in sessions if m.value is not None]
    if not known:
        return None
    points = [Point(say("context.same_vote").lower(), int(m.period[:4]), m.value) for m in known if m.value is not None]
    last = known[0]
    rows = tuple(
        (
            f"{m.inputs['session']:.0f}",
            m.period.replace("/", "–"),
            percent(m.value),
            str(m.inputs[_BOTH_VOTED]),
        )
        for m in known
    )
    notes = [
        say("context.newest", name=definition(m.definition).name, session=f"{m.inputs['session']:.0f}", value=shown(m))
        for m in newest
        if m.value is not None
    ]
    return Chart(
        key="votes",
        title=say("context.votes", a=a.text, b=b.text),
        description=say("context.votes_told", session=rows[0][0], part=percent(last.value)),
        drawing=through(points, title=say("context.votes_axis"), percent=True),
        table=Table(
            caption=say("context.votes_caption", a=a.text, b=b.text),
            columns=tuple(say(f"context.{c}") for c in ("session", "session_years", "same_vote", "roll_calls")),
            rows=rows,
            numeric=(0, 2, 3),
        ),
        sources=_sources(known),
        notes=(*notes, *_notes([last])),
        unit=say("context.votes_unit"),
        period=f"{known[-1].period[:4]}–{last.period[-4:]}",
        rows=of_measures(known),
    )
