"""A what-if by address: one spelling, refused in one sentence, and the same numbers from the downloaded scenario."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lopsided.api import what_if
from lopsided.api.simulations import economy_named, read_scenario, simulate
from lopsided.api.what_if import Part, Question, answer, question, scenario_of
from lopsided.briefing.what_if import what_if as set_out
from lopsided.errors import LopsidedError, UnknownNameError, UsageError
from lopsided.model.scenario_file import parse_scenario

if TYPE_CHECKING:
    from pathlib import Path


PART = {field.name for field in fields(Part)}


def asked(**given: object) -> Question:
    """Ask for one part."""
    part = Part(**{name: value for name, value in given.items() if name in PART})  # type: ignore[arg-type]
    rest = {name: value for name, value in given.items() if name not in PART}
    return question(Question(parts=(part,), **rest))  # type: ignore[arg-type]


def test_any_spelling_comes_to_one() -> None:
    one = asked(who=("chile, Peru",), whom=("EUROPEAN UNION", "west"), sectors=("Fuels", "c26"))
    (part,) = one.parts
    assert part.who == ("CHL", "PER")
    assert part.whom == ("EU", "the West")
    assert part.sectors == ("fuels", "C26")
    assert question(one) == one
    assert hash(one) == hash(question(one))


def test_what_is_taken_anyway_is_not_asked_for() -> None:
    assert asked(who=("CHL",), whom=("JPN",), economy="one-sector").economy == ""
    assert asked(who=("CHL",), whom=("JPN",), economy="2019").on == "2019"
    assert asked(who=("CHL",), whom=("JPN",), sectors=("metals",)).on == "2022"
    assert asked(who=("CHL",), whom=("JPN",), how="stop", much=40.0).parts[0].much == 0
    assert asked(who=("CHL",), whom=("JPN",), how="tariff", much=40.0, leak=10.0).leak == 0


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"who": ("Chilee",), "whom": ("JPN",)}, "did you mean 'Chile'"),
        ({"who": ("the Wset",), "whom": ("JPN",)}, "did you mean 'the West'"),
        ({"who": ("CHL",), "whom": ("JPN",), "sectors": ("metal",)}, "did you mean 'metals'"),
        ({"who": ("CHL",), "whom": ("JPN",), "closure": "balance"}, "did you mean 'balanced'"),
        ({"who": ("CHL",), "whom": ("JPN",), "elasticities": "uniform5"}, "did you mean 'uniform-5'"),
        ({"who": ("CHL",), "whom": ("JPN",), "how": "stops"}, "did you mean 'stop'"),
        ({"who": ("CHL",), "whom": ("JPN",), "ways": "two"}, "known are both, one"),
    ],
)
def test_an_unknown_name_leads_to_the_nearest(given: dict[str, object], told: str) -> None:
    with pytest.raises(UnknownNameError, match=told):
        asked(**given)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"who": ("CHL",)}, "only one side"),
        ({"who": ("others",), "whom": ("others",)}, "one side must be named"),
        ({"who": ("CHL",), "whom": ("JPN",), "how": "keep", "much": 120.0}, "between 0 and 100"),
        ({"who": ("CHL",), "whom": ("JPN",), "how": "keep", "much": float("nan")}, "between 0 and 100"),
        ({"who": ("CHL",), "whom": ("JPN",), "leak": -1.0}, "between 0 and 100"),
        ({"who": ("CHL",), "whom": ("JPN",), "range": "8:2"}, "not a range"),
        ({"who": ("CHL",), "whom": ("JPN",), "elasticities": "1e-300"}, "between 0.1 and 100"),
        ({"who": ("CHL",), "whom": ("JPN",), "elasticities": "nan"}, "between 0.1 and 100"),
        ({"who": ("CHL",), "whom": ("JPN",), "range": "1e-9:1e9"}, "between 0.1 and 100"),
        ({"who": (",".join(f"A{n}" for n in range(40)),), "whom": ("JPN",)}, "more than 30 names"),
        ({"who": ("x" * 200,), "whom": ("JPN",)}, "longer than 80"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(given: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        asked(**given)


BAN = Part(who=("AUS",), whom=("JPN",), ways="one", sectors=("mining",))
ANSWER = Part(who=("Japan",), whom=("Australia",), ways="one", sectors=("manufacturing",), how="keep", much=50.0)


def test_several_things_happen_at_once() -> None:
    one = question(Question(parts=(BAN, Part(), ANSWER, BAN), economy="2019", range="none"))
    assert len(one.parts) == 2  # the blank is left out, and nobody bans twice
    scenario = scenario_of(one)
    assert [(cut.exporters, cut.sectors, cut.keep) for cut in scenario.cuts] == [
        (("AUS",), ("mining",), 0.0),
        (("JPN",), ("manufacturing",), 0.5),
    ]
    assert scenario.name.startswith(
        "trade in mining from Australia to Japan stops, and trade in manufacturing from Japan"
    )
    assert parse_scenario(what_if.toml(one)) == scenario
    both, alone = answer(one).long_run, answer(replace(one, parts=one.parts[:1])).long_run
    assert both.change("JPN") < alone.change("JPN") < 0


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ((BAN, Part(who=("JPN",))), "whom2"),
        ((BAN, Part(whom=("JPN",))), "who2"),
        ((BAN, Part(sectors=("fuels",))), "who2"),
        ((BAN, Part(who=("Japann",), whom=("AUS",))), "who2"),
        ((Part(who=("JPN",), whom=("AUS",), how="keep", much=200.0), BAN), "much"),
        ((Part(), BAN, Part(who=("JPN",), whom=("AUS",), sectors=("fule",))), "sectors3"),
        ((BAN,) * 7, ""),
    ],
)
def test_a_refusal_names_the_field_of_its_part(parts: tuple[Part, ...], field: str) -> None:
    with pytest.raises(LopsidedError) as told:
        question(Question(parts=parts))
    assert told.value.field == field


@pytest.mark.parametrize("path", ["/etc/passwd", "examples/world.npz", "../2022"])
def test_no_economy_is_opened_by_its_path(path: str) -> None:
    with pytest.raises(UnknownNameError, match="unknown economy"):
        asked(who=("CHL",), whom=("JPN",), economy=path)


def test_a_country_the_economy_lacks_is_named() -> None:
    with pytest.raises(LopsidedError, match="MNG"):
        answer(asked(who=("Mongolia",), whom=("JPN",)))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"ways": "one", "how": "keep", "much": 30.0, "leak": 5.0},
        {"how": "cost", "much": 10.0, "closure": "balanced"},
        {"how": "tariff", "much": 25.0, "economy": "2019-one-sector"},
        {"elasticities": "4", "economy": "2019", "sectors": ("B",)},
    ],
)
def test_the_downloaded_scenario_runs_to_the_same_numbers(given: dict[str, object], tmp_path: Path) -> None:
    one = asked(who=("AUS",), whom=("JPN",), range="none", **given)
    path = tmp_path / "scenario.toml"
    path.write_text(what_if.toml(one), encoding="utf-8")
    read = read_scenario(path)
    assert read == scenario_of(one)
    again = simulate(economy_named(read.economy), read).long_run
    np.testing.assert_array_equal(again.real_income, answer(one).long_run.real_income)


def test_every_preset_runs_and_is_told_with_its_assumptions_first() -> None:
    for preset in what_if.presets():
        one = replace(preset.question, range="none")
        done = answer(one)
        told = set_out(done.scenario, done.long_run, done.short_run, [("economy", done.long_run.economy)])
        names = [name for name, _ in told.assumptions]
        assert {"Economy", "Fit"} <= set(names)
        assert told.headline.endswith("A simulation, not an observation.")
        # Coalitions of the question lead the table; every country follows them.
        countries = done.long_run.countries
        assert len({row[0] for row in told.world.table.rows[-len(countries) :]}) == len(countries)
        for chart in (told.world, told.ranked, *told.flows, *told.sectors):
            assert len(chart.description) > 40
            assert chart.table.rows
            assert "Simulated" in chart.notes[0]


def test_a_way_back_is_a_trade_of_its_own() -> None:
    both = answer(asked(who=("AUS",), whom=("JPN",), range="none"))
    told = set_out(both.scenario, both.long_run, None, [])
    assert [chart.title.split(" from ")[1] for chart in told.flows] == ["Australia to Japan", "Japan to Australia"]
    assert told.ranked.drawing is not None
    drawn = told.ranked.drawing.specification(620)["data"]["values"]
    assert {"Australia •", "Japan •"} <= {row["label"] for row in drawn}


def test_the_headline_gives_the_range_and_the_first_year() -> None:
    done = answer(asked(who=("AUS",), whom=("JPN",), short=True))
    told = set_out(done.scenario, done.long_run, done.short_run, [])
    assert "In the first year" in told.headline
    assert len(re.findall(r" \([\d.]+ to [\d.]+ %\)", told.headline)) >= 2
    assert "First year" in told.world.table.columns
