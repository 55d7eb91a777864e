"""A BACI-shaped year of eleven million rows: import, concentration of all products and importers, a dyad in ten years.

Synthetic, heavy-tailed, seeded. Bounds: imported in under 30 s and 2 GB; every product's and importer's HHI and largest
supplier in under 3 s (the same in plain pandas in the same run, results compared); one dyad's full table from ten such
years in under 1 s. Nine of the ten years are copies of the first. Exits 1 if a bound is missed.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from lopsided.datasets import tables
from lopsided.datasets.packs.areas import resolve
from lopsided.datasets.packs.flows import concentration_table, dyad_table
from lopsided.datasets.packs.manifest import pack, save

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS = 11_000_000
COUNTRIES, PRODUCTS = 226, 5000
YEARS = range(2013, 2023)
KEY = "baci_hs92_v209901"
IMPORT = (
    "import sys; from pathlib import Path; from lopsided.datasets.packs.adding import Wanted, add; "
    "add([Path(sys.argv[1])], Wanted())"
)


def scale(pair: NDArray[np.float64], product: NDArray[np.float64]) -> float:
    """Find the factor at which so many cells are filled as there are to be rows, by halving."""
    low, high = 0.0, 1e9
    sample = np.sort(product)[25 :: len(product) // 100]
    for _ in range(60):
        middle = (low + high) / 2
        filled = np.minimum(middle * pair.ravel()[:, None] * sample[None, :], 1).sum() * len(product) / len(sample)
        low, high = (middle, high) if filled < ROWS * 1.005 else (low, middle)
    return high


def year_of_trade(path: Path) -> int:
    """Write one year as BACI has it: t, i, j, k, v, q; returns its rows."""
    random = np.random.default_rng(20230914)
    codes = tables.query("select min(baci_code) as c from {baci_areas} group by code order by 1", ["baci_areas"])["c"]
    areas = np.array([code for code in codes if (area := resolve(str(code))) and area.iso3])[:COUNTRIES]
    size = random.permutation(np.arange(1, len(areas) + 1) ** -0.8)
    pair: NDArray[np.float64] = np.sqrt(np.outer(size, size)).astype(np.float64)
    np.fill_diagonal(pair, 0)
    product = np.asarray((random.permutation(PRODUCTS) + 1.0) ** -0.6, dtype=np.float64)
    names = np.sort(random.choice(np.arange(10110, 970700), PRODUCTS, replace=False))
    factor = scale(pair, product)
    found = []
    for seller in range(len(areas)):
        chance = np.minimum(factor * pair[seller][:, None] * product[None, :], 1)
        buyers, goods = np.nonzero(random.random(chance.shape) < chance)
        found.append((np.full(len(buyers), seller), buyers, goods))
    i, j, k = (np.concatenate(column) for column in zip(*found, strict=True))
    value = np.maximum(np.round(random.lognormal(2, 2.5, len(i)), 3), 0.001)
    mass = np.round(value * random.lognormal(-1, 1, len(i)), 3)
    unknown = pl.Series(random.random(len(i)) < 0.03)
    trade = pl.DataFrame({"t": np.full(len(i), YEARS[-1]), "i": areas[i], "j": areas[j], "k": names[k], "v": value})
    trade.with_columns(
        k=pl.col("k").cast(pl.String).str.zfill(6),
        q=pl.when(unknown).then(None).otherwise(pl.Series(mass)),
    ).write_csv(path, null_value="NA")
    return len(i)


def in_pandas(path: Path) -> tuple[float, float, pl.DataFrame]:
    """The same in plain pandas: seconds to read, seconds to compute, and the result."""
    import pandas as pd  # noqa: PLC0415 - only here

    begun = time.perf_counter()
    types = {"t": "int16", "i": "int16", "j": "int16", "k": "str", "v": "float64"}
    frame = pd.read_csv(path, dtype=types, na_values=["NA"])
    read = time.perf_counter() - begun
    begun = time.perf_counter()
    groups = frame.groupby(["j", "k"], sort=False)["v"]
    whole = groups.transform("sum")
    frame["squared"] = (frame["v"] / whole) ** 2
    hhi = frame.groupby(["j", "k"], sort=False)["squared"].sum()
    top = frame.loc[groups.idxmax(), ["j", "k", "i", "v"]].set_index(["j", "k"])
    seconds = time.perf_counter() - begun
    table = pl.DataFrame({"hhi": hhi.to_numpy(), "top": top.loc[hhi.index, "v"].to_numpy()})
    return read, seconds, table


def ten_years() -> None:
    """Copy the year nine times, so that there are ten."""
    one = pack(KEY)
    for year in YEARS[:-1]:
        for folder in ("rows", "sales", "totals"):
            shutil.copytree(one.folder / folder / f"year={YEARS[-1]}", one.folder / folder / f"year={year}")
    save(one.folder, replace(one, years=tuple(YEARS)))


def main() -> int:
    """Print each figure with its bound."""
    missed = 0

    def said(what: str, value: float, bound: float, unit: str) -> None:
        nonlocal missed
        missed += value >= bound
        print(
            f"{what}: {value:,.2f} {unit} (bound {bound:,.0f} {unit}){'' if value < bound else '  MISSED'}", flush=True
        )

    with tempfile.TemporaryDirectory() as folder:
        os.environ["LOPSIDED_DATA_DIR"] = folder
        path = Path(folder) / f"BACI_HS92_Y{YEARS[-1]}_V209901.csv"
        rows = year_of_trade(path)
        size = path.stat().st_size / 1e6
        print(
            f"{rows:,} rows, {size:,.0f} MB of CSV, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True
        )
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", IMPORT, str(path)], check=True)  # noqa: S603
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        said("import", time.perf_counter() - begun, 30, "s")
        print(f"  (processor time {used.ru_utime + used.ru_stime:.1f} s; {pack(KEY).size / 1e6:,.0f} MB of Parquet)")
        said("import, most memory", used.ru_maxrss / 1e6, 2, "GB")
        begun, work = time.perf_counter(), time.process_time()
        ours = concentration_table(YEARS[-1])
        said(f"HHI and top supplier of {ours.height:,} products and importers", time.perf_counter() - begun, 3, "s")
        print(f"  (processor time {time.process_time() - work:.1f} s)")
        read, seconds, theirs = in_pandas(path)
        print(f"the same in pandas: {seconds:.2f} s, after {read:.2f} s to read the CSV")
        assert theirs.height == ours.height
        assert abs(total(theirs["hhi"]) / total(ours["hhi"]) - 1) < 1e-9
        assert abs(total(theirs["top"]) / total(ours["top_share"] * ours["value_kusd"]) - 1) < 1e-9
        del ours, theirs
        ten_years()
        largest = ours_largest()
        begun, work = time.perf_counter(), time.process_time()
        table = dyad_table(*largest, YEARS)
        said(f"{largest[0]} to {largest[1]}, ten years, {table.height:,} rows", time.perf_counter() - begun, 1, "s")
        print(f"  (processor time {time.process_time() - work:.1f} s)")
    return 1 if missed else 0


def total(column: pl.Series) -> float:
    """Sum as a float."""
    return float(column.sum())


def ours_largest() -> tuple[str, str]:
    """The dyad with the most products, so the slowest."""
    files = str(pack(KEY).folder / "rows" / f"year={YEARS[-1]}" / "*.parquet")
    counted = (
        pl.scan_parquet(files).group_by("exporter", "importer").len().sort("len", descending=True).head(1).collect()
    )
    return str(counted["exporter"][0]), str(counted["importer"][0])


if __name__ == "__main__":
    sys.exit(main())
