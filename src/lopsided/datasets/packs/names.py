"""What the products of a pack are called: the publisher's own table of codes, kept beside the trade."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import duckdb
import polars as pl

from lopsided.datasets.packs.inputs import small_table
from lopsided.datasets.packs.manifest import Pack, stamp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lopsided.datasets.packs.inputs import Part

FILE = "products.parquet"


def write(folder: Path, tables: Sequence[Part]) -> None:
    """Write the names of products, if the files have any; the last table to name a code wins."""
    found = {
        row["code"].strip(): row["description"].strip()
        for part in tables
        for row in small_table(part)
        if row.get("code", "").strip().isdecimal() and row.get("description")
    }
    if found:
        width = {code: code.zfill(len(code) + len(code) % 2) for code in found}  # 10121 is 010121
        frame = pl.DataFrame({"code": [width[code] for code in found], "description": list(found.values())})
        frame.sort("code").write_parquet(folder / FILE)


def product_names(pack: Pack) -> Mapping[str, str]:
    """Give the names of a pack's products by code; empty where its files did not say."""
    return _names(pack.folder / FILE, stamp())


@lru_cache(maxsize=16)
def _names(file: Path, _state: object) -> dict[str, str]:
    return dict(pl.read_parquet(file).iter_rows()) if file.is_file() else {}


def product_codes(pack: Pack) -> frozenset[str]:
    """Give every product code that occurs in a pack of trade by product."""
    folder = "sales" if (pack.folder / "sales").is_dir() else "rows"
    return _codes(str(pack.folder / folder / "*" / "*.parquet"), stamp())


@lru_cache(maxsize=16)
def _codes(files: str, _state: object) -> frozenset[str]:
    rows = duckdb.execute("select distinct product from read_parquet(?)", [files]).fetchall()
    return frozenset(str(row[0]) for row in rows)
