"""`icio_2022_network`: who bought inputs from whom in 2022, 80 economies by 50 industries, from the OECD's 2025 tables.

The member file holds column-normalised input shares ``A`` (rows sell, columns buy), the intermediate cost share
``omb``, gross output ``s`` of an economy of these 80 alone, published gross output ``go``, and ``z``, what each
industry sells outside the 4,000 intermediate columns: final demand anywhere plus everything sold to the rest of the
world. The flow from i to j is ``A[i, j] * omb[j] * s[j]`` in millions of USD. Value added by industry is not in the
file: ``s`` less its column of flows also holds taxes and inputs bought from the rest of the world.
"""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from tools.embedded.parquet import write
from tools.embedded.wheels import BuildError, read_member, read_members

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

FOLDER = "sanction_simulator/data"
MEMBER = f"{FOLDER}/bench_cache.npz"
COUNTRY_NAMES = f"{FOLDER}/OECD_ICIO_2025_country_code_mapping.csv"
INDUSTRY_NAMES = f"{FOLDER}/OECD_ICIO_2025_sector_code_mapping.csv"
COUNTRIES, INDUSTRIES = 80, 50

# A cell is kept if it is at least this share of its seller's or of its buyer's total: no row or column is thinned out.
KEEP = 2e-5
# Kept cells are stored as whole steps of the log above one dollar, 0.2 % apart: each is at most 0.1 % off.
STEP = 2e-3
SMALLEST_MN_USD = 1e-6


def build(wheel: Path, folder: Path) -> dict[str, object]:
    """Write ``network_2022_flows.parquet``, ``network_2022_nodes.parquet`` and ``network_2022_labels.parquet``."""
    with np.load(read_member(wheel, MEMBER), allow_pickle=False) as arrays:
        countries = [str(c) for c in arrays["countries"]]
        industries = [str(s) for s in arrays["sectors"]]
        order = _country_major(len(countries), len(industries))
        flows = (arrays["A"] * (arrays["omb"] * arrays["s"])[None, :])[np.ix_(order, order)]
        output, published, outside = (arrays[k][order] for k in ("s", "go", "z"))
    _check(flows, output, outside, (len(countries), len(industries)))
    kept = (flows > 0) & ((flows >= KEEP * flows.sum(axis=1)[:, None]) | (flows >= KEEP * flows.sum(axis=0)[None, :]))
    seller, buyer = np.nonzero(kept)
    level = np.round(np.log(flows[seller, buyer] / SMALLEST_MN_USD) / STEP)
    if level.min() < 0 or level.max() > np.iinfo(np.uint16).max:
        problem = f"{MEMBER}: flows outside the range that can be stored"
        raise BuildError(problem)
    cells = {"seller": seller.astype(np.uint16), "buyer": buyer.astype(np.uint16), "level": level.astype(np.uint16)}
    write(pl.DataFrame(cells), folder / "network_2022_flows.parquet", split=("level",), delta=("buyer",))
    nodes = {
        "country": [c for c in countries for _ in industries],
        "industry": industries * len(countries),
        "output": output,
        "published_output": published,
        "other_sales": outside,
        "intermediate_sales": flows.sum(axis=1),
        "intermediate_purchases": flows.sum(axis=0),
    }
    write(pl.DataFrame(nodes), folder / "network_2022_nodes.parquet")
    write(_labels(wheel, countries, industries), folder / "network_2022_labels.parquet")
    return _kept(flows, seller, buyer, SMALLEST_MN_USD * np.exp(level * STEP))


def _country_major(countries: int, industries: int) -> NDArray[np.int64]:
    """Positions that turn the file's industry-by-industry node order into country by country."""
    return np.arange(countries * industries).reshape(industries, countries).T.ravel()


def _check(
    flows: NDArray[np.float64], output: NDArray[np.float64], outside: NDArray[np.float64], shape: tuple[int, int]
) -> None:
    if shape != (COUNTRIES, INDUSTRIES) or flows.shape != (math.prod(shape), math.prod(shape)):
        problem = f"{MEMBER}: {shape} countries and industries, not {(COUNTRIES, INDUSTRIES)}"
        raise BuildError(problem)
    gap = float(np.abs(flows.sum(axis=1) + outside - output).max())
    if gap > 1e-3:
        problem = f"{MEMBER}: sales do not add up to output, by up to {gap} mn USD"
        raise BuildError(problem)


def _kept(
    flows: NDArray[np.float64], seller: NDArray[np.int64], buyer: NDArray[np.int64], stored: NDArray[np.float64]
) -> dict[str, object]:
    """How much of the flows is stored: overall, and for the worst row and the worst column."""

    def worst(line: NDArray[np.int64], total: NDArray[np.float64]) -> float:
        sums = np.bincount(line, weights=stored, minlength=total.size)
        return float((1 - sums[total > 0] / total[total > 0]).max())

    return {
        "cells": int(seller.size),
        "cells_in_source": int(np.count_nonzero(flows)),
        "value_mn_usd": round(float(flows.sum()), 3),
        "value_share_stored": round(float(stored.sum() / flows.sum()), 6),
        "worst_seller_share_missing": round(worst(seller, flows.sum(axis=1)), 6),
        "worst_buyer_share_missing": round(worst(buyer, flows.sum(axis=0)), 6),
        "log_step": STEP,
        "smallest_mn_usd": SMALLEST_MN_USD,
        "keep_share": KEEP,
    }


def _labels(wheel: Path, countries: list[str], industries: list[str]) -> pl.DataFrame:
    files = read_members(wheel, [COUNTRY_NAMES, INDUSTRY_NAMES])
    names = {**_names(files[COUNTRY_NAMES]), **_names(files[INDUSTRY_NAMES])}
    kinds = ["country"] * len(countries) + ["industry"] * len(industries)
    codes = [*countries, *industries]
    return pl.DataFrame({"kind": kinds, "code": codes, "description": [names[code] for code in codes]})


def _names(content: bytes) -> dict[str, str]:
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    next(rows)
    return {row[0].strip(): row[1].strip() for row in rows}
