"""The imputed economy of 2022 against customs data that had no part in it.

Goods industries (A to C) against BACI totals as the Observatory of Economic Complexity publishes them. The two differ
in kind: the network counts at basic prices and without re-exports, customs data count re-exports and trade margins, so
exact agreement is not to be had; Hong Kong, nearly all re-exports, is left out.
"""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy.stats import spearmanr
from tests.shared import SHARED, needs_shared

from lopsided.model.embedded import economy_2022

#: The floors: what this imputation reaches, rounded down. A lower one would be a loss of quality.
RANK_CORRELATION, MEDIAN_ERROR = 0.95, 0.20


@needs_shared
@pytest.mark.shared
def test_imputed_goods_trade_ranks_dyads_as_customs_data_do() -> None:
    assert SHARED is not None
    economy = economy_2022()
    goods = [j for j, sector in enumerate(economy.sectors) if sector[0] in "ABC"]
    model = economy.flows[goods].sum(axis=0)
    customs = np.zeros_like(model)
    table = pl.read_parquet(SHARED / "trade" / "bilateral_totals.parquet").cast(
        {"exporter": str, "importer": str, "source": str}
    )
    known = table.filter((pl.col("year") == 2022) & (pl.col("source") == "OEC"))
    place = {c: n for n, c in enumerate(economy.countries)}
    for exporter, importer, value in known.select("exporter", "importer", "value_kusd").iter_rows():
        if exporter in place and importer in place:
            customs[place[exporter], place[importer]] = value / 1e3
    counted = ~np.eye(len(model), dtype=bool)
    counted[economy.index("HKG")] = counted[:, economy.index("HKG")] = False
    seen = counted & (customs > 0)
    rank = float(spearmanr(model[seen], customs[seen]).statistic)
    everything = float(spearmanr(model[counted], customs[counted]).statistic)
    largest = np.argsort(-np.where(seen, customs, 0).ravel())[:50]
    error = np.abs(model.ravel()[largest] / customs.ravel()[largest] - 1)
    rus, chn = economy.index("RUS"), economy.index("CHN")
    share = model[rus, chn] / model[rus][counted[rus]].sum()
    truth = customs[rus, chn] / customs[rus][counted[rus]].sum()
    print(f"\nSpearman {rank:.3f} where trade is recorded, {everything:.3f} with unrecorded pairs as zero")  # noqa: T201
    print(f"median error of the fifty largest {np.median(error):.1%}; RUS to CHN {share:.1%} (customs {truth:.1%})")  # noqa: T201
    assert rank >= RANK_CORRELATION
    assert np.median(error) <= MEDIAN_ERROR
    assert share == pytest.approx(truth, abs=0.03)
