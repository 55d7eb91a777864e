"""Ranges are seeded and interpolation is exact; derivatives agree with differences of equilibria."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.model.examples import industrial_world, world

from lopsided.errors import UnknownNameError, UsageError
from lopsided.model.derivatives import differentiate
from lopsided.model.diversion import diversions
from lopsided.model.one_sector import CLOSURES, Closure
from lopsided.model.ranges import Spread, draw, with_range
from lopsided.model.scenario import Cut, Scenario, Tariff
from lopsided.model.simulate import solve, with_band

if TYPE_CHECKING:
    from lopsided.model.outcome import Outcome

SCENARIO = Scenario(
    name="cut and tariff",
    cuts=(Cut(exporters=("C00",), importers=("C01",), both_ways=True, cost=1.4),),
    tariffs=(Tariff(importers=("C02",), exporters=("C00",), rate=0.4),),
    elasticities=(3.0, 5.0, 8.0),
)
#: Central differences of step h have an error of order h squared and lose digits as 1e-12 / h.
STEP, AGREE = 1e-4, 2e-6


def test_interpolated_draws_are_equilibria() -> None:
    economy = world(6, 1)
    scenario = Scenario(
        name="x", cuts=(Cut(exporters=("C00",), importers=("C01",), both_ways=True),), closure="balanced"
    )
    draws = draw(economy, scenario, Spread(draws=200, seed=4))
    assert draws.error < 1e-8
    for row in (0, 50, 199):
        exact = solve(economy, replace(scenario, elasticities=5 * float(draws.factors[row])))
        assert np.allclose(draws.real_income[row], exact.real_income, atol=1e-7)


def test_the_same_seed_gives_the_same_range_and_progress_is_told() -> None:
    economy, told = world(5, 2), []
    scenario = Scenario(name="x", cuts=(Cut(exporters=("C00",), importers=("C01",)),), closure="balanced")
    a = draw(economy, scenario, Spread(seed=1), lambda done, of: told.append((done, of)))
    b, c = draw(economy, scenario, Spread(seed=1)), draw(economy, scenario, Spread(seed=2))
    assert np.array_equal(a.real_income, b.real_income)
    assert not np.array_equal(a.real_income, c.real_income)
    assert told[0][0] == 1
    band = a.band(Spread(seed=1))
    inside = (a.real_income >= band.low) & (a.real_income <= band.high)
    assert inside.mean() == pytest.approx(0.9, abs=0.01)


def test_draws_by_sector_give_a_band_around_the_outcome() -> None:
    economy = industrial_world(4, 3, 3)
    outcome = with_range(solve(economy, SCENARIO), economy, SCENARIO, Spread(draws=25, sigma=0.3, by_sector=True))
    assert outcome.band is not None
    assert (outcome.band.low <= outcome.band.high).all()
    assert "per sector" in outcome.band.over


def test_a_range_of_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="at least one draw"):
        draw(world(4, 1), Scenario(name="x"), Spread(draws=0))


@pytest.mark.parametrize("closure", CLOSURES)
def test_derivatives_by_trade_cost_and_tariff_agree_with_differences(closure: Closure) -> None:
    economy = industrial_world(4, 3, 6)
    scenario = replace(SCENARIO, closure=closure)
    slopes = differentiate(economy, scenario, (("s1", "C01", "C00"),))
    at = ("C01",), ("C00",), ("s1",)
    rate = float(economy.tariffs[1, 1, 0])

    def costlier(factor: float) -> Outcome:
        extra = Cut(exporters=at[0], importers=at[1], sectors=at[2], cost=float(np.exp(factor)))
        return solve(economy, replace(scenario, cuts=(*scenario.cuts, extra)))

    def taxed(factor: float) -> Outcome:
        new = (1 + rate) * float(np.exp(factor)) - 1
        levied = Tariff(exporters=at[0], importers=at[1], sectors=at[2], rate=new)
        return solve(economy, replace(scenario, tariffs=(*scenario.tariffs, levied)))

    for shock, kind in ((costlier, "by_cost"), (taxed, "by_tariff")):
        ends = shock(STEP), shock(-STEP)
        for what in ("real_income", "real_wages", "prices"):
            up, down = (np.log1p(getattr(end, what)) for end in ends)
            exact = getattr(getattr(slopes, what), kind)[:, 0]
            assert np.abs(exact).max() > 1e-4
            assert np.allclose(exact, (up - down) / (2 * STEP), atol=AGREE)


@pytest.mark.parametrize("closure", CLOSURES)
def test_derivatives_by_elasticity_agree_with_differences(closure: Closure) -> None:
    economy = industrial_world(4, 3, 6)
    cuts = (Cut(exporters=("C00",), importers=("C01",), both_ways=True),)
    scenario = replace(SCENARIO, closure=closure, cuts=cuts)
    exact = differentiate(economy, scenario)
    for sector in range(3):
        ends = []
        for sign in (1, -1):
            theta = np.array([3.0, 5.0, 8.0])
            theta[sector] *= np.exp(sign * STEP)
            ends.append(solve(economy, replace(scenario, elasticities=tuple(theta.tolist()))))
        for what in ("real_income", "real_wages"):
            up, down = (np.log1p(getattr(end, what)) for end in ends)
            slope = getattr(exact, what).by_elasticity[:, sector]
            assert np.allclose(slope, (up - down) / (2 * STEP), atol=AGREE)


def test_derivatives_hold_after_other_scenarios_and_with_closed_deficits() -> None:
    economy = industrial_world(4, 3, 6)
    first = replace(SCENARIO, name="first", closure="transfers")
    for scenario in (replace(SCENARIO, cuts=(), after=first), replace(SCENARIO, deficits=0.0)):
        exact = differentiate(economy, scenario, (("s1", "C01", "C00"),)).by_cost[:, 0]
        ends = []
        for sign in (1, -1):
            extra = Cut(exporters=("C01",), importers=("C00",), sectors=("s1",), cost=float(np.exp(sign * STEP)))
            ends.append(np.log1p(solve(economy, replace(scenario, cuts=(*scenario.cuts, extra))).real_income))
        assert np.allclose(exact, (ends[0] - ends[1]) / (2 * STEP), atol=AGREE)


def test_derivatives_refuse_quantities_that_are_kept() -> None:
    kept = replace(SCENARIO, cuts=(Cut(exporters=("C00",), importers=("C01",), keep=0.5),))
    with pytest.raises(UsageError, match="keeps quantities"):
        differentiate(industrial_world(4, 3, 6), kept)


@pytest.mark.parametrize(
    ("spread", "says"),
    [
        (Spread(seed=-1), "a whole seed of zero or more"),
        (Spread(draws=2.5), "at least one draw"),  # type: ignore[arg-type]
        (Spread(inside=2), "a share between 0 and 1 inside"),
        (Spread(sigma=float("inf")), "a spread of zero or more"),
    ],
)
def test_a_range_nobody_can_draw_is_one_sentence(spread: Spread, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        draw(world(3, 1), Scenario(name="x"), spread)


def test_slopes_for_flows_that_are_not_there_are_refused() -> None:
    economy = industrial_world(3, 2, 1)
    with pytest.raises(UnknownNameError, match="unknown sector"):
        differentiate(economy, Scenario(name="x"), (("s9", "C00", "C01"),))
    with pytest.raises(UsageError, match="a sector, an exporter and an importer"):
        differentiate(economy, Scenario(name="x"), (("C00", "C01"),))  # type: ignore[arg-type]


def test_several_countries_together_have_a_range_of_their_own() -> None:
    economy = world(6, 1)
    cut = Cut(exporters=("C00",), importers=("C01", "C02"), both_ways=True)
    scenario = Scenario(name="x", cuts=(cut,))
    outcome = with_band(solve(economy, scenario), economy, scenario, (2.0, 8.0))
    places = (1, 2)
    runs = [outcome, *(solve(economy, replace(scenario, elasticities=theta)) for theta in (2.0, 8.0))]
    expected = [np.average(run.real_income[[1, 2]], weights=run.income_before[[1, 2]]) for run in runs]
    assert outcome.together_range(places) == pytest.approx((min(expected), max(expected)))
    assert outcome.together(places) == pytest.approx(expected[0])
    drawn = with_range(outcome, economy, scenario, Spread(draws=60, seed=1))
    ends = drawn.together_range((0,))
    assert drawn.band is not None
    assert ends == pytest.approx((drawn.band.low[0], drawn.band.high[0]))


def test_diverted_trade_has_the_range_of_the_equilibria_it_comes_from() -> None:
    economy = industrial_world(4, 2, 3)
    cut = Cut(exporters=("C00",), importers=("C01",), keep=0.3)
    scenario = Scenario(name="x", cuts=(cut,), elasticities=4.0)
    outcome = with_band(solve(economy, scenario), economy, scenario, (3.0, 6.0))
    (moved,) = diversions(outcome, scenario)
    ends = [diversions(solve(economy, replace(scenario, elasticities=t)), scenario)[0] for t in (3.0, 4.0, 6.0)]
    assert moved.lost_range == pytest.approx((min(e.lost for e in ends), max(e.lost for e in ends)))
    for change in moved.suppliers:
        found = [c.amount for e in ends for c in e.suppliers if c.country == change.country]
        assert (change.low, change.high) == pytest.approx((min(found), max(found)))
    (bare,) = diversions(solve(economy, scenario), scenario)
    assert bare.lost_range is None
    assert bare.suppliers[0].low is None
