"""gegravity's own example, on gegravity's own definition.

The sample data, the cost coefficients printed in the package's example (estimated by its author with ppmlhdfe), sigma
of 5, and an agreement between Canada and Japan. gegravity holds output and expenditure shares at baseline, starts from
fitted rather than observed trade, and prints welfare as old over new. Tolerance: 1e-6, as its solver stops near 1e-9.
"""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from tests.shared import SHARED, needs_shared

from lopsided.model.fixed_margins import welfare_at_fixed_margins
from lopsided.model.proportional import fit_margins

COEFFICIENTS = {
    "lndist": -0.3898623,
    "contiguity": 0.891577,
    "common_language": 0.0326249,
    "pta": 0.4711383,
    "international": -3.412584,
}
SIGMA = 5.0
TOLERANCE = 1e-6


@needs_shared
@pytest.mark.shared
def test_gegravity_sample_on_its_own_definition() -> None:
    assert SHARED is not None
    results = pl.read_csv(SHARED / "reference" / "gegravity_sample_country_results.csv")
    countries = results["country"].to_list()
    place = {c: i for i, c in enumerate(countries)}
    n = len(countries)
    cost, output, spending = np.zeros((n, n)), np.zeros(n), np.zeros(n)
    for row in pl.read_csv(SHARED / "reference" / "gegravity_sample.dlm").iter_rows(named=True):
        i, j = place[row["exporter"]], place[row["importer"]]
        cost[i, j] = np.exp(sum(value * row[name] for name, value in COEFFICIENTS.items()))
        output[i], spending[j] = row["Y"], row["E"]
    baseline = fit_margins(cost, output, spending * output.sum() / spending.sum()).table
    k = np.ones((n, n))
    can, jpn = place["CAN"], place["JPN"]
    k[can, jpn] = k[jpn, can] = np.exp(COEFFICIENTS["pta"])
    welfare = welfare_at_fixed_margins(baseline, k, SIGMA - 1)
    assert np.abs(1 / welfare - results["welfare statistic"].to_numpy()).max() < TOLERANCE
    assert welfare[can] == pytest.approx(1.0041826, abs=1e-7)
