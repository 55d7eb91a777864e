"""Time the trade model: ``python -m benchmarks.model_speed [--all] [--plot docs/model-cost.svg]``.

Prints seconds and ratios, asserts nothing. Peers are timed in the same run where they are installed: puremacro on
the same arrays, with the largest difference of its real incomes from ours beside the time.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import vl_convert

from lopsided.measures.dependence import dependence
from lopsided.model.batch import break_up_all
from lopsided.model.calibration import About, from_bilateral
from lopsided.model.economy import Economy
from lopsided.model.embedded import economy_2022
from lopsided.model.one_sector import market_of
from lopsided.model.ranges import Spread, draw
from lopsided.model.scenario import break_up_scenario
from lopsided.model.simulate import TradeShock, break_up, solve, solve_shock
from lopsided.model.sweep import rank
from lopsided.workers.processes import Processes

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(__file__).resolve().parents[2] / "shared" / "reference" / "baci2023_194_trade_gdp.parquet"


def timed(what: str, run: Callable[[], object], repeat: int = 3) -> float:
    """Best of a few runs, printed."""
    seconds = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    print(f"{what:64s} {min(seconds):9.4f} s")
    return min(seconds)


def countries_194() -> Economy:
    """The 194-country economy where its data lie beside the project, else one of the same size made up."""
    if SHARED.is_file():
        table = pl.read_parquet(SHARED)
        names = table["exporter"].to_list()
        gdp = table["gdp_usd"].to_numpy() / 1e6
        return from_bilateral(table.select(names).to_numpy() / 1e3, gdp, names, About(name="194 countries", year=2023))
    rng = np.random.default_rng(0)
    gdp = np.sort(rng.lognormal(10, 2, 194))[::-1]
    trade = 0.15 * np.outer(gdp, gdp) / gdp.sum() * rng.lognormal(0, 1, (194, 194))
    return from_bilateral(trade, gdp, [f"C{i}" for i in range(194)], About(name="made up", year=2020))


def made_up(n: int, j: int, seed: int = 0) -> Economy:
    """An economy with inputs and tariffs, the same for the same seed."""
    rng = np.random.default_rng(seed)
    size = rng.lognormal(0, 1, n) * 100
    flows = 0.2 * np.outer(size, size) / size.sum() * rng.lognormal(0, 0.7, (j, n, n))
    here = np.arange(n)
    flows[:, here, here] = size * rng.uniform(0.8, 1.2, (j, n))
    tariffs = rng.uniform(0, 0.2, flows.shape)
    tariffs[:, here, here] = 0.0
    inputs = rng.dirichlet(np.ones(j), (j, n)).transpose(2, 0, 1) * 0.45
    used = np.einsum("kjn,jn->kn", inputs, flows.sum(axis=2))
    bought = (flows * (1 + tariffs)).sum(axis=1)
    inputs *= np.minimum(1.0, 0.8 * bought / used)[:, None, :]
    names = tuple(f"C{i}" for i in range(n)), tuple(f"s{i}" for i in range(j))
    return Economy(
        name=f"{n} x {j}", year=2020, unit="USD million", countries=names[0], sectors=names[1], flows=flows,
        tariffs=tariffs, inputs=inputs, imputed=np.zeros(flows.shape),
    )  # fmt: skip


def one_sector() -> None:
    """One dyad, all dyads, and a range on 194 countries."""
    economy = countries_194()
    a, b = ("RUS", "CHN") if "RUS" in economy.countries else economy.countries[:2]
    scenario = break_up_scenario(a, b)
    print(f"\n{economy.name}: {a}-{b}")
    timed("one dyad", lambda: solve(economy, scenario), 5)
    timed("one dyad with its band over elasticities", lambda: break_up(economy, a, b), 5)
    timed("500 draws of the elasticity", lambda: draw(economy, scenario, Spread(draws=500)), 2)
    pairs = np.array(np.triu_indices(194, 1)).T
    market = market_of(economy, 5.0, "transfers")
    whole = timed("all 18,721 dyads at 1e-10", lambda: break_up_all(market, pairs, 5.0), 2)
    left = np.random.default_rng(0).random((512, 194))

    def products() -> None:
        for _ in range(len(pairs) // 512 + 1):
            left @ market.shares
            left @ market.shares.T
            left @ market.shares

    alone = timed("three matrix products of that size, once over", products, 2)
    print(f"{'all dyads, as a multiple of those products':64s} {whole / alone:9.1f} times")


def many_sectors(*, everything: bool) -> None:
    """Break-ups of the embedded economy of 2022."""
    start = time.perf_counter()
    economy = economy_2022()
    print(f"\n80 economies by 50 industries: calibrated in {time.perf_counter() - start:.2f} s")
    start = time.perf_counter()
    solve(economy, break_up_scenario("RUS", "CHN"))
    print(f"{'one break-up, first of this economy':64s} {time.perf_counter() - start:9.4f} s")
    warm = timed("one break-up, another", lambda: solve(economy, break_up_scenario("USA", "CHN")))
    if everything:
        start = time.perf_counter()
        rank(economy, mapper=Processes(2))
        print(f"{'all 3,160 dyads on two processes':64s} {time.perf_counter() - start:9.1f} s")
    else:
        print(f"{'all 3,160 dyads on one core, at that rate (--all runs them)':64s} {3160 * warm:9.1f} s")


def measured() -> None:
    """All measures of a dyad nobody asked for before, once the data are read; the target is a second of one core."""
    dependence("BRA", "ARG")
    start = time.process_time()
    dependence("THA", "MYS")
    print(f"\n{'all measures of a dyad, as a share of one second':64s} {time.process_time() - start:9.2f}")


def peers() -> None:
    """A synthetic 40 x 20 embargo against puremacro at the tolerance it defaults to."""
    economy = made_up(40, 20)
    theta = np.random.default_rng(1).uniform(2, 8, 20)
    costs = np.ones(economy.flows.shape)
    costs[:, 0, 1] = costs[:, 1, 0] = 3.0
    shock = TradeShock(name="dearer", costs=costs)
    print("\n40 countries by 20 sectors, made up, a tripling of one dyad's trade costs")

    def ours() -> np.ndarray:
        return solve_shock(economy, shock, elasticities=tuple(theta.tolist())).real_income

    mine = timed("lopsided (1e-10)", ours)
    if importlib.util.find_spec("puremacro") is None:
        print("puremacro is not installed: not timed")
        return
    peer = importlib.import_module("puremacro.trade.caliendo_parro")

    final = economy.final_demand
    model = peer.CaliendoParroModel(
        trade_shares=economy.shares.transpose(0, 2, 1),
        gamma_va=1 - economy.inputs.sum(axis=0).T,
        gamma_io=economy.inputs.transpose(2, 1, 0),
        alpha=(final / final.sum(axis=0)).T,
        theta=theta,
        labor_income=economy.value_added,
        deficits=economy.deficit,
        tariffs=1 + economy.tariffs.transpose(0, 2, 1),
    )

    def theirs() -> np.ndarray:
        done = model.solve_counterfactual(d_hat=costs.transpose(0, 2, 1), deficit_rule="scaled", tol=1e-8)
        return np.asarray(done.welfare_hat) - 1

    theirs_seconds = timed("puremacro (1e-8)", theirs, 1)
    print(f"{'lopsided is faster by':64s} {theirs_seconds / mine:9.1f} times")
    print(f"{'largest difference of real income':64s} {np.abs(ours() - theirs()).max():9.1e}")


#: Sizes at which the growth of cost is seen; none takes more than a few seconds.
COUNTRIES, SECTORS = (10, 20, 40, 80, 120), (5, 10, 20, 40, 80)


def growth(path: Path) -> None:
    """How cost grows with countries and with sectors, as a plot of processor time: other programs do not disturb it."""
    solve(made_up(5, 3), break_up_scenario("C0", "C1"))  # so that nothing is loaded for the first time below
    by_countries = [("countries, with 10 sectors", n, made_up(n, 10)) for n in COUNTRIES]
    by_sectors = [("sectors, with 20 countries", j, made_up(20, j)) for j in SECTORS]
    rows: list[dict[str, Any]] = []
    for panel, size, economy in (*by_countries, *by_sectors):
        for what, pair in (("first break-up", ("C0", "C1")), ("each further one", ("C0", "C2"))):
            start = time.process_time()
            solve(economy, break_up_scenario(*pair))
            seconds = time.process_time() - start
            rows.append({"panel": panel, "size": size, "seconds": seconds, "what": what})
            print(f"{size:4d} {panel:30s} {what:18s} {seconds:9.4f} s of processor time")
    path.write_text(vl_convert.vegalite_to_svg(_chart(rows)), encoding="utf-8")


def _chart(rows: list[dict[str, Any]]) -> dict[str, Any]:
    colours = {"first break-up": "#b5473c", "each further one": "#2f5d8a"}
    panels = []
    for panel in dict.fromkeys(row["panel"] for row in rows):
        sizes = [row["size"] for row in rows if row["panel"] == panel]
        x: dict[str, Any] = {"field": "size", "type": "quantitative", "title": f"number of {panel}"}
        x |= {"scale": {"type": "log", "nice": False}, "axis": {"values": sorted(set(sizes)), "grid": False}}
        seconds: dict[str, Any] = {"values": [0.003, 0.01, 0.03, 0.1, 0.3, 1], "format": "~g", "gridColor": "#e4e4e4"}
        y: dict[str, Any] = {
            "field": "seconds",
            "type": "quantitative",
            "title": "seconds of one core",
            "axis": seconds,
        }
        y |= {"scale": {"type": "log", "domain": [0.003, 1]}}
        colour: dict[str, Any] = {"field": "what", "type": "nominal", "title": None, "legend": {"orient": "top"}}
        colour |= {"scale": {"domain": list(colours), "range": list(colours.values())}}
        values = [row for row in rows if row["panel"] == panel]
        encoding = {"x": x, "y": y, "color": colour}
        mark = {"type": "line", "point": {"size": 45}, "strokeWidth": 2}
        panels.append({"data": {"values": values}, "mark": mark, "encoding": encoding, "width": 300, "height": 240})
    title = {"text": "What one break-up costs as the economy grows", "anchor": "start", "fontSize": 14, "offset": 12}
    config = {"view": {"stroke": None}, "background": "white", "font": "sans-serif"}
    return {"title": title, "hconcat": panels, "config": config}


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="run all dyads of 80 x 50")
    parser.add_argument("--plot", type=Path, help="write the growth of cost as SVG")
    parser.add_argument("--only-plot", action="store_true", help="nothing but the plot")
    asked = parser.parse_args()
    if asked.plot is not None:
        growth(asked.plot)
    if asked.only_plot:
        return
    one_sector()
    many_sectors(everything=asked.all)
    measured()
    peers()
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
