"""What a what-if says beside its result: who is on both sides, elasticities nobody published, ribbons not drawn."""

from __future__ import annotations

import numpy as np
import pytest

from lopsided.briefing.contents import Side
from lopsided.briefing.simulated import headline
from lopsided.briefing.what_if import WhatIf, what_if
from lopsided.model.embedded import economy_2022
from lopsided.model.outcome import Band
from lopsided.model.scenario import Cut, Scenario
from lopsided.model.simulate import RANGE_OF_THETA, break_up, solve, with_band


def _shown(sellers: tuple[str, ...], buyers: tuple[str, ...], theta: float = 5.0, *, band: bool = False) -> WhatIf:
    cut = Cut(exporters=sellers, importers=buyers, both_ways=True)
    scenario = Scenario(name="it stops", cuts=(cut,), elasticities=theta)
    one = economy_2022().one_sector()
    outcome = solve(one, scenario)
    return what_if(scenario, with_band(outcome, one, scenario, RANGE_OF_THETA) if band else outcome, None, ())


@pytest.mark.parametrize(
    ("sellers", "buyers", "said"),
    [
        (("USA",), ("NATO",), "On both sides of what changes: the United States."),
        (("CHN",), ("G7", "EU", "USA"), "counted once: France, Germany, Italy and the United States."),
        (("EU",), ("EU",), "Both sides are the EU: what changes is the trade among its members"),
        (("PER",), ("CHL",), ""),
        (("RUS",), ("EU",), ""),
    ],
)
def test_who_is_on_both_sides_or_twice_on_one_is_told(
    sellers: tuple[str, ...], buyers: tuple[str, ...], said: str
) -> None:
    mind = " ".join(_shown(sellers, buyers).mind)
    assert said in mind
    assert bool(mind) == bool(said)


def test_a_coalition_takes_over_among_its_members_and_alone_with_itself_at_home() -> None:
    assert "would buy more among its members" in _shown(("RUS",), ("EU",)).flows[0].description
    alone = _shown(("EU",), ("EU",)).flows[0].description
    assert "would buy more at home" in alone
    assert "among its members" not in alone


@pytest.mark.parametrize(("theta", "band", "notes"), [(5.0, True, 0), (0.5, False, 1), (0.5, True, 1), (60.0, True, 1)])
def test_an_elasticity_nobody_published_is_told_beside_the_result(theta: float, band: bool, notes: int) -> None:  # noqa: FBT001
    mind = _shown(("PER",), ("CHL",), theta, band=band).mind
    assert len(mind) == notes
    if notes:
        assert f"asked for, {theta:g}, lies outside the published estimates" in mind[0]
        assert ("One end of the range rests on it." in mind[0]) == band


def test_only_ribbons_that_are_drawn_are_told() -> None:
    (note,) = _shown(("PER",), ("CHL",)).flows[0].notes
    assert "Blue" in note
    assert "Red" in note
    assert "No third country" not in note
    alone = _shown(("G7", "EU", "USA"), ("CHN",), 50.0).flows[0].notes[0]
    assert "No third country takes over any of it" in alone


def test_a_break_up_whose_range_goes_both_ways_says_which_end_goes_which_way() -> None:
    outcome = break_up(economy_2022(), "PER", "CHL")
    ends = np.full(len(outcome.countries), 0.004)
    object.__setattr__(outcome, "band", Band(low=-ends, high=ends, over="two"))
    sides = (Side("PER", "Peru"), Side("CHL", "Chile"))
    assert headline(sides, outcome).count("(between a fall of 0.40 % and a rise of 0.40 %)") == 2
