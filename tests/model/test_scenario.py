"""Scenarios: what they cut, what they refuse, and that they read back as written."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.examples import industrial_world, world

from lopsided.errors import InputError, UnknownNameError, UsageError
from lopsided.model.elasticities import elasticities, elasticity_sets
from lopsided.model.embedded import economy_2019, economy_2022
from lopsided.model.names import coalitions, pick_countries, sector_groups
from lopsided.model.scenario import Cut, Scenario, Tariff, break_up_scenario, plan
from lopsided.model.scenario_file import parse_scenario, scenario_text
from lopsided.model.simulate import break_up, side_by_side, solve

EXAMPLE = """
name = "G7 and EU stop buying Russian fuels; some still gets through"
closure = "balanced"
elasticities = "caliendo-parro"
leakage = 0.1

[[cut]]
exporter = "RUS"
importer = ["G7", "EU"]
sector = ["fuels", "B07"]

[[cut]]
exporter = "RUS"
importer = "JPN"
cost = 1.3

[[tariff]]
importer = "USA"
exporter = "CHN"
rate = 0.25
on_top = true

[after]
name = "before that"

[[after.cut]]
exporter = "UKR"
importer = "RUS"
both_ways = true
"""


def test_a_file_says_all_a_scenario_can() -> None:
    scenario = parse_scenario(EXAMPLE)
    assert scenario.cuts[0].importers == ("G7", "EU")
    assert scenario.cuts[1].cost == 1.3
    assert scenario.tariffs[0].on_top
    assert scenario.after is not None
    assert scenario.after.cuts[0].both_ways
    assert parse_scenario(scenario_text(scenario)) == scenario


NAMES = st.text(min_size=1, max_size=12)
PARTS = st.builds(
    Cut,
    exporters=st.lists(NAMES, min_size=1, max_size=3).map(tuple),
    importers=st.lists(NAMES, min_size=1, max_size=2).map(tuple),
    sectors=st.lists(NAMES, max_size=2).map(tuple),
    both_ways=st.booleans(),
    keep=st.floats(0, 1),
    leakage=st.none() | st.floats(0, 1),
)


@given(NAMES, st.lists(PARTS, max_size=3).map(tuple), st.floats(0, 1), st.sampled_from(["uniform-4", 3.5, (1.0, 2.5)]))
@settings(max_examples=80, deadline=None)
def test_any_scenario_reads_back_as_written(name: str, cuts: tuple[Cut, ...], leakage: float, choice: object) -> None:
    scenario = Scenario(name=name, cuts=cuts, leakage=leakage, elasticities=choice)  # type: ignore[arg-type]
    assert parse_scenario(scenario_text(scenario)) == scenario


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ('name = "x"\nclosre = "ratio"', UnknownNameError, "'closure'"),
        ('[[cut]]\nexporter = "RUS"\nimporter = "CHN"\nsectors = ["B"]', UnknownNameError, "'sector'"),
        ('closure = "fixed"', UnknownNameError, "closure"),
        ('[[cut]]\nexporter = "RUS"', InputError, "importer is neither a name nor a list"),
        ('[[tariff]]\nexporter = "RUS"\nimporter = "CHN"', InputError, "a tariff needs a rate"),
        ("leakage = true", InputError, "leakage is not a number"),
        ("cut = 3", InputError, "not a list of tables"),
        ("name = ", InputError, "not valid TOML"),
        ('[[cut]]\nexporter = "A"\nimporter = "B"\ncost = 1.2\nkeep = 0.5', InputError, "a cost and a quantity"),
        ('[[cut]]\nexporter = "A"\nimporter = "B"\ncost = 1.2\nleakage = 0.5', InputError, "a cost and a quantity"),
        ('[[cut]]\nexporter = "A"\nimporter = "B"\nsector = []', InputError, "leave it out for all"),
        ('closure = "fixed"', UnknownNameError, "known are transfers, balanced, ratio"),
        ('[[cut]]\nexporter = "A"\nimporter = "B"\nboth_ways = "yes"', InputError, "true or false"),
    ],
)
def test_what_is_not_understood_is_an_error(text: str, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        parse_scenario(text, origin="test.toml")


def test_names_of_nobody_are_refused_with_the_nearest() -> None:
    economy = economy_2022()
    with pytest.raises(UnknownNameError, match="fuels"):
        solve(economy, Scenario(name="x", cuts=(Cut(exporters=("RUS",), importers=("CHN",), sectors=("fules",)),)))
    with pytest.raises(UnknownNameError):
        solve(economy, break_up_scenario("RUS", "Chinaa"))
    with pytest.raises(UsageError, match="Afghanistan is not among the 80 economies") as refused:
        solve(economy, break_up_scenario("RUS", "Afghanistan"))
    assert "did you mean" not in str(refused.value)  # a country by its right name needs no other
    with pytest.raises(UsageError, match="itself"):
        solve(economy, break_up_scenario("RUS", "RUS"))
    with pytest.raises(UsageError, match="between 0 and 1"):
        solve(economy, Scenario(name="x", leakage=1.5))
    with pytest.raises(UsageError, match="above zero"):
        solve(economy, Scenario(name="x", cuts=(Cut(exporters=("RUS",), importers=("CHN",), cost=0.0),)))


def test_one_name_is_a_tuple_of_it_and_nothing_given_is_ignored() -> None:
    economy = economy_2022()
    one = Cut(exporters="RUS", importers=["CHN"], sectors="energy")  # type: ignore[arg-type]
    assert one == Cut(exporters=("RUS",), importers=("CHN",), sectors=("energy",))
    assert Tariff(exporters="others", importers="USA", rate=0.1).exporters == ("others",)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="'others' stands beside other names"):
        solve(economy, Scenario(name="x", cuts=(Cut(exporters=("others", "RUS"), importers=("CHN",)),)))
    plain = Cut(exporters=("RUS",), importers=("CHN",))
    for keep, leakage in ((0.5, None), (0.0, 0.1)):
        with pytest.raises(UsageError, match="a cost and a quantity"):
            replace(plain, cost=1.2, keep=keep, leakage=leakage)
    numpy = Scenario(name="x", leakage=np.float64(0.1), elasticities=(np.float64(3.0), np.float64(4.0)))
    assert parse_scenario(scenario_text(numpy)) == Scenario(name="x", leakage=0.1, elasticities=(3.0, 4.0))


def test_coalitions_stand_for_their_members() -> None:
    countries = economy_2022().countries
    west = pick_countries(["the West"], countries)
    inside = {countries[p] for p in west.places}
    assert {"USA", "DEU", "POL", "AUS", "NOR"} <= inside
    assert inside.isdisjoint({"RUS", "CHN", "IND"})
    assert len(pick_countries(["EU"], countries).places) == 27
    brics = pick_countries(["BRICS"], countries)
    assert any("ETH" in note for note in brics.notes)
    assert "the West" in coalitions()
    assert "energy" in sector_groups()


def test_a_group_that_an_economy_is_too_coarse_for_is_not_proposed_again() -> None:
    fuels = Scenario(name="x", cuts=(Cut(exporters=("RUS",), importers=("CHN",), sectors=("fuels",)),))
    with pytest.raises(UnknownNameError, match="too coarse to tell fuels apart") as raised:
        solve(economy_2019(), fuels)
    assert "mean 'fuels'" not in str(raised.value)
    with pytest.raises(UnknownNameError, match="leave sectors out"):
        solve(economy_2019().one_sector(), fuels)


def test_others_means_everyone_else() -> None:
    economy = economy_2019()
    what = plan(Scenario(name="x", cuts=(Cut(exporters=("RUS",), importers=("others",)),)), economy, np.full(20, 5.0))
    rus = economy.index("RUS")
    stopped = (what.k == 0).all(axis=0)
    assert stopped[rus].sum() == 19
    assert stopped.sum() == 19


def test_an_embargo_on_sectors_leaves_the_others_alone() -> None:
    economy = industrial_world(5, 3, 1)
    outcome = solve(economy, Scenario(name="x", cuts=(Cut(exporters=("C00",), importers=("C01",), sectors=("s1",)),)))
    assert outcome.trade("C00", "C01", sector="s1")[1] == 0
    moved = outcome.diversion("C00", "C01", sector="s1")
    assert moved.lost == pytest.approx(outcome.trade("C00", "C01", sector="s1")[0])
    with pytest.raises(UnknownNameError, match="s1"):
        outcome.trade("C00", "C01", sector="s11")
    untouched = np.ones((3, 5, 5), dtype=bool)
    untouched[1, 0, 1] = False
    assert (outcome.flows_after[untouched] > 0).sum() == (outcome.flows_before[untouched] > 0).sum()


@pytest.mark.parametrize("simple", [True, False])
def test_a_kept_share_is_a_share_of_the_quantity(simple: bool) -> None:  # noqa: FBT001
    economy = world(6, 2) if simple else industrial_world(5, 3, 2)
    cut = Cut(exporters=("C00", "C01"), importers=("C02",), keep=0.25)
    outcome = solve(economy, Scenario(name="x", cuts=(cut,), elasticities=4.0))
    n = outcome.countries.index("C02")
    for i in (0, 1):
        quantity = outcome.flows_after[:, i, n] / (1 + outcome.producer_prices[:, i])
        before = outcome.flows_before[:, i, n]
        assert np.allclose(quantity[before > 0] / before[before > 0], 0.25, rtol=1e-7)


def test_leakage_is_what_gets_through_an_embargo() -> None:
    economy = world(6, 3)
    tight = solve(economy, break_up_scenario("C00", "C01", closure="balanced"))
    leaky = solve(economy, break_up_scenario("C00", "C01", closure="balanced", leakage=0.2))
    assert 0 < leaky.loss("C01") < tight.loss("C01")
    quantity = leaky.flows_after[0, 0, 1] / (1 + leaky.producer_prices[0, 0])
    assert quantity / leaky.flows_before[0, 0, 1] == pytest.approx(0.2, rel=1e-6)


def test_circumvention_differs_by_cut_and_its_cost_is_told() -> None:
    economy = industrial_world(5, 3, 4)
    tight = Cut(exporters=("C00",), importers=("C01",), sectors=("s0",), leakage=0.0)
    loose = Cut(exporters=("C00",), importers=("C01",), sectors=("s1",))
    cuts = (tight, loose)
    outcome = solve(economy, Scenario(name="x", cuts=cuts, leakage=0.3, closure="balanced", elasticities=4.0))
    assert outcome.trade("C00", "C01", sector="s0")[1] == 0
    assert np.isinf(outcome.costs[0, 0, 1])
    assert 1 < outcome.costs[1, 0, 1] < 3
    by_cost = replace(loose, cost=float(outcome.costs[1, 0, 1]))
    same = solve(economy, Scenario(name="x", cuts=(tight, by_cost), closure="balanced", elasticities=4.0))
    assert np.allclose(same.real_income, outcome.real_income, atol=1e-8)
    with pytest.raises(UsageError, match="leakage must lie between"):
        solve(economy, Scenario(name="x", cuts=(replace(tight, leakage=2.0),)))


def test_tariffs_raise_revenue_and_hurt_the_target() -> None:
    economy = industrial_world(5, 3, 4, tariffs=False)
    tariff = Tariff(importers=("C00",), exporters=("C01",), rate=0.3)
    outcome = solve(economy, Scenario(name="x", tariffs=(tariff,), closure="balanced"))
    assert outcome.revenue_after[0] > outcome.revenue_before[0] == 0
    assert outcome.loss("C01") > 0
    more = replace(tariff, rate=0.1, on_top=True)
    again = solve(economy, Scenario(name="x", tariffs=(tariff, more), closure="balanced"))
    assert again.tariffs_after[0, 1, 0] == pytest.approx(0.4)


def test_elasticities_come_by_name_number_or_sector() -> None:
    economy = economy_2022()
    named = elasticities("caliendo-parro", economy)
    by_sector = dict(zip(economy.sectors, named.theta, strict=True))
    assert by_sector["C19"] == 64.85
    assert by_sector["C26"] == pytest.approx((12.95 + 3.95 + 8.71) / 3)
    assert by_sector["K"] == 5
    assert elasticities("caliendo-parro", economy.one_sector()).theta[0] == 8.22
    assert elasticities("caliendo-parro", economy_2019()).theta[2] == 8.22
    assert set(elasticities(3.0, economy).theta) == {3.0}
    assert elasticities(by_sector, economy).theta[12] == 64.85
    assert {"uniform-4", "uniform-5", "short-run", "caliendo-parro"} <= set(elasticity_sets())
    with pytest.raises(UnknownNameError, match="caliendo-parro"):
        elasticities("caliendo-paro", economy)
    with pytest.raises(UnknownNameError, match="C19"):
        elasticities({"C91": 4.0}, economy)
    with pytest.raises(InputError, match="no elasticity is given"):
        elasticities({"C19": 4.0}, economy)
    own = elasticities({"C19": 9.0, "goods": 6.0, "C": 7.0, "*": 3.0}, economy).theta
    found = {s: float(own[economy.sectors.index(s)]) for s in ("C19", "C26", "A01", "K")}
    assert found == {"C19": 9.0, "C26": 7.0, "A01": 6.0, "K": 3.0}
    with pytest.raises(InputError, match="above zero"):
        elasticities(-1.0, economy)
    with pytest.raises(InputError, match="one per sector"):
        elasticities((1.0, 2.0), economy)


def test_the_short_run_is_harder_than_the_long_run() -> None:
    economy = economy_2022().one_sector()
    short, long = side_by_side(economy, break_up_scenario("RUS", "CHN"))
    assert short.loss("RUS") > 3 * long.loss("RUS")
    assert long.loss("RUS") == pytest.approx(break_up(economy, "RUS", "CHN").loss("RUS"))
    assert any("Short run" in caveat for caveat in short.caveats)
