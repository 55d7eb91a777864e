"""Time peers on the same machine in the same run: ``python -m benchmarks.model_peers``.

Nothing is installed and nothing asserted: a peer that is not there is left out in a line. Put them into an environment
of their own, beside lopsided: ``pip install gegravity puremacro==5.7.1 sanction-simulator==0.1.4``. They answer
somewhat different questions: gegravity holds output and spending at baseline, sanction-simulator rations
in the short run.
"""

from __future__ import annotations

import importlib
import importlib.util
import io
import sys
import tempfile
import warnings
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.model_speed import countries_194, peers, timed

from lopsided.model.embedded import economy_2022
from lopsided.model.fixed_margins import welfare_at_fixed_margins
from lopsided.model.scenario import break_up_scenario
from lopsided.model.simulate import solve

#: gegravity takes minutes a dyad with all 194 countries: it is timed on the largest of them.
LARGEST = 40
THETA = 4.0


def peer(name: str) -> Any | None:  # noqa: ANN401 - peers have no types
    """Import a peer, or say that it is not here."""
    if importlib.util.find_spec(name) is None:
        print(f"{name} is not installed: left out")
        return None
    return importlib.import_module(name)


def gegravity() -> None:
    """One embargo-like shock between the two largest of forty countries, on gegravity's own definition."""
    ge = peer("gegravity")
    if ge is None:
        return
    pandas = importlib.import_module("pandas")
    economy = countries_194()
    top = np.argsort(-economy.value_added)[:LARGEST]
    trade = np.maximum(economy.trade()[np.ix_(top, top)], 1e-3)
    names = [economy.countries[i] for i in top]
    rows = [
        {"exporter": a, "importer": b, "year": "2023", "trade": trade[i, n], "Y": trade[i].sum(),
         "E": trade[:, n].sum(), "logtrade": np.log(trade[i, n]), "cut": 0.0}
        for i, a in enumerate(names) for n, b in enumerate(names)
    ]  # fmt: skip
    frame = pandas.DataFrame(rows)
    costs = pandas.DataFrame([{"var": "logtrade", "coeff": 1.0}, {"var": "cut", "coeff": -5.0}])
    k = np.ones(trade.shape)
    k[0, 1] = k[1, 0] = np.exp(-5.0)
    print(f"\n{LARGEST} largest countries, trade of the first two falls to {np.exp(-5.0):.1%} at given prices")

    def theirs() -> np.ndarray:
        with redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data = ge.BaselineData(frame, trade_var_name="trade", expend_var_name="E", output_var_name="Y")
            coefficients = ge.CostCoeffs(costs, identifier_col="var", coeff_col="coeff")
            model = ge.OneSectorGE(
                data, year="2023", expend_var_name="E", output_var_name="Y", reference_importer=names[-1],
                sigma=THETA + 1, cost_variables=["logtrade", "cut"], cost_coeff_values=coefficients,
            )  # fmt: skip
            model.build_baseline()
            after = model.baseline_data.copy()
            pair = after["exporter"].isin(names[:2]) & after["importer"].isin(names[:2])
            after.loc[pair & (after["exporter"] != after["importer"]), "cut"] = 1.0
            model.define_experiment(after)
            model.simulate()
        found = model.country_results["welfare statistic"]
        return np.array([1 / found[name] for name in names])

    mine = timed("lopsided, same definition (1e-12)", lambda: welfare_at_fixed_margins(trade, k, THETA))
    seconds = timed("gegravity", theirs, 1)
    print(f"{'lopsided is faster by':64s} {seconds / mine:9.1f} times")
    miss = np.abs(theirs() - welfare_at_fixed_margins(trade, k, THETA)).max()
    print(f"{'largest difference of welfare':64s} {miss:9.1e}")


def sanction_simulator() -> None:
    """One break-up of 80 economies by 50 industries: short-run rationing there, general equilibrium here."""
    home = peer("sanction_simulator")
    if home is None:
        return
    sys.path.insert(0, str(Path(home.__file__).parent))
    estimation = importlib.import_module("power_trade_estimation")
    bench = estimation.Benchmark(home.data_dir(), cache=home.bench_cache())
    economy = economy_2022()
    print("\n80 economies by 50 industries, one break-up")
    mine = timed("lopsided (1e-10)", lambda: solve(economy, break_up_scenario("USA", "CHN")))
    legs = [("USA-CHN", estimation.bilateral_legs(economy.index("USA"), economy.index("CHN")))]

    def theirs() -> None:
        with redirect_stdout(io.StringIO()), tempfile.TemporaryDirectory():
            estimation.run_scenarios(
                bench, legs, estimation.TAU_BASE, estimation.RHO_BASE, estimation.DELTA_BASE, log=lambda *_: None
            )

    seconds = timed("sanction-simulator (short-run rationing)", theirs, 1)
    print(f"{'lopsided is faster by':64s} {seconds / mine:9.1f} times")


def main() -> None:
    """Time every peer that is installed."""
    peers()
    sanction_simulator()
    gegravity()


if __name__ == "__main__":
    main()
