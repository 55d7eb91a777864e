"""`baci_raw_materials`: every pair of countries' trade in 74 raw materials, from CEPII's BACI."""

from __future__ import annotations

import math
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from tools.embedded.parquet import write
from tools.embedded.wheels import BuildError, read_members

if TYPE_CHECKING:
    from collections.abc import Iterable

MEMBER = "geopolrisk/lib/baci.db"

# BACI's own code for Taiwan is 490 "Other Asia, nes" (S19); CEPII: in practice this is Taiwan.
_TAIWAN = {"S19": "TWN"}
_NOTES = {
    "TWN": "BACI codes Taiwan as 490 'Other Asia, nes' (S19)",
    # not states: they keep BACI's own letters
    "R20": "EFTA countries, not specified",
    "ZA1": "Southern African Customs Union (to 1999)",
}

# Tonnes are suspect when the price they imply is this many times (and spreads) away from the product's middle price of
# the year, or this many times away, the same way, from the same pair's price in the years before and after.
FACTOR = 5.0
SPREADS = 5.0
LEAST_ROWS = 20
LARGEST_WEIGHT = 0.05
NEIGHBOUR_YEARS = 2

# Tonnes are imputed when so many rows of a product and year have one and the same price, to six digits of its log;
# smaller rows can share a price by rounding alone.
SAME_PRICE_ROWS = 3
LEAST_USD_AND_KG = 100_000


def build(wheel: Path, folder: Path) -> dict[str, object]:
    """Write ``baci_flows.parquet``, ``baci_products.parquet`` and ``baci_areas.parquet``; return what was counted."""
    flows, areas, products = _read(wheel)
    flows = _marked(flows)
    _check(flows)
    ordered = flows.sort("hs6", "exporter", "importer", "year").select(
        "year", "exporter", "importer", "hs6", "value_usd", "mass_kg", "suspect", "imputed"
    )
    write(ordered, folder / "baci_flows.parquet", split=("value_usd", "mass_kg"))
    write(products.sort("hs6"), folder / "baci_products.parquet")
    write(areas.sort("code"), folder / "baci_areas.parquet")
    return {
        "rows": flows.height,
        "rows_without_tonnes": flows["mass_kg"].null_count(),
        "rows_with_suspect_tonnes": int(flows["suspect"].sum()),
        "rows_with_imputed_tonnes": int(flows["imputed"].sum()),
        "value_share_with_suspect_tonnes": round(_share(flows, "suspect"), 4),
        "products": products.height,
    }


def _read(wheel: Path) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "baci.db"
        database.write_bytes(read_members(wheel, [MEMBER])[MEMBER])
        connection = sqlite3.connect(database)
        try:
            rows = connection.execute("select t, i, j, k, v, q from baci_trade").fetchall()
            codes = connection.execute(
                "select country_code, country_name, country_iso3 from country_codes_V202401b"
            ).fetchall()
            labels = connection.execute("select code, description from product_codes_HS92_V202401b").fetchall()
        finally:
            connection.close()
    return _typed(rows, codes), _areas(codes, rows), _products(labels, rows)


def _typed(rows: Iterable[tuple[object, ...]], codes: list[tuple[str, str, str]]) -> pl.DataFrame:
    iso3 = {code: _TAIWAN.get(letters, letters) for code, _, letters in codes}
    raw = pl.DataFrame(list(rows), schema=["year", "i", "j", "k", "v", "q"], orient="row")
    flows = raw.select(
        pl.col("year").cast(pl.Int16),
        pl.col("i").replace_strict(iso3).alias("exporter"),
        pl.col("j").replace_strict(iso3).alias("importer"),
        pl.col("k").cast(pl.String).str.zfill(6).alias("hs6"),
        _thousandths("v").alias("value_usd"),
        _thousandths("q").alias("mass_kg"),
    )
    # Two BACI codes for one country in one year would make two rows; they are one flow.
    return flows.group_by("year", "exporter", "importer", "hs6").agg(
        pl.col("value_usd").sum(),
        pl.when(pl.col("mass_kg").is_not_null().any()).then(pl.col("mass_kg").sum()).alias("mass_kg"),
    )


def _thousandths(column: str) -> pl.Expr:
    """Text such as ``29.141000000000002`` (thousands of USD, or tonnes, to three decimals) as whole USD or kg."""
    return (pl.col(column).str.strip_chars().cast(pl.Float64) * 1000).round(0).cast(pl.Int64)


def _products(labels: list[tuple[str, str]], rows: list[tuple[object, ...]]) -> pl.DataFrame:
    present = {str(row[3]).zfill(6) for row in rows}
    known = dict(labels)
    missing = sorted(present - set(known))
    if missing:
        problem = f"{MEMBER}: no label for products {missing}"
        raise BuildError(problem)
    return pl.DataFrame({"hs6": sorted(present), "description": [known[code] for code in sorted(present)]})


def _areas(codes: list[tuple[str, str, str]], rows: list[tuple[object, ...]]) -> pl.DataFrame:
    present = {str(row[1]) for row in rows} | {str(row[2]) for row in rows}
    kept = [(_TAIWAN.get(letters, letters), number, name) for number, name, letters in codes if number in present]
    notes = [_NOTES.get(code, "") for code, _, _ in kept]
    return pl.DataFrame(
        {
            "code": [c for c, _, _ in kept],
            "baci_code": [int(n) for _, n, _ in kept],
            "baci_name": [n for _, _, n in kept],
            "note": notes,
        }
    ).sort("code", "baci_code")


def _marked(flows: pl.DataFrame) -> pl.DataFrame:
    """Add ``suspect`` and ``imputed``, which speak of the tonnes only; the values are BACI's and are not judged."""
    priced = flows.filter(pl.col("mass_kg") > 0).with_columns(
        (pl.col("value_usd") / pl.col("mass_kg")).log().alias("log_price")
    )
    key = ["year", "exporter", "importer", "hs6"]
    outliers = _outliers(priced).select(key)
    spikes = _spikes(priced).select(key)
    suspects = pl.concat([outliers, spikes]).unique().with_columns(pl.lit(True).alias("suspect"))  # noqa: FBT003
    imputed = _same_price(priced).select(key).with_columns(pl.lit(True).alias("imputed"))  # noqa: FBT003
    return (
        flows.join(suspects, on=key, how="left")
        .join(imputed, on=key, how="left")
        .with_columns(pl.col("suspect", "imputed").fill_null(value=False))
    )


def _outliers(priced: pl.DataFrame) -> pl.DataFrame:
    """Rows whose price is far outside the prices of that product in that year.

    Middle and spread are weighted by value, no row weighing more than ``LARGEST_WEIGHT`` of the product-year, so that
    one wrong giant cannot set the middle. The spread is half the distance between the 16th and the 84th percentile.
    """
    group = ["hs6", "year"]
    weight = pl.min_horizontal(
        pl.col("value_usd").cast(pl.Float64), LARGEST_WEIGHT * pl.col("value_usd").sum().over(group)
    )
    ranked = (
        priced.with_columns(weight.alias("weight"))
        .sort(*group, "log_price", "exporter", "importer")
        .with_columns(
            ((pl.col("weight").cum_sum() - pl.col("weight") / 2) / pl.col("weight").sum()).over(group).alias("below")
        )
    )

    def percentile(at: float) -> pl.Expr:
        return pl.col("log_price").filter(pl.col("below") >= at).first().over(group)

    distance = (pl.col("log_price") - percentile(0.5)).abs()
    spread = (percentile(0.84) - percentile(0.16)) / 2
    far = (distance > math.log(FACTOR)) & (distance > SPREADS * spread)
    return ranked.filter(far & (pl.len().over(group) >= LEAST_ROWS))


def _spikes(priced: pl.DataFrame) -> pl.DataFrame:
    """Rows whose price leaps away from the same pair's price in the nearest years before and after, and back."""
    pair = ["hs6", "exporter", "importer"]
    series = priced.sort(*pair, "year")
    before = pl.col("log_price") - pl.col("log_price").shift(1).over(pair)
    after = pl.col("log_price") - pl.col("log_price").shift(-1).over(pair)
    near = (pl.col("year") - pl.col("year").shift(1).over(pair) <= NEIGHBOUR_YEARS) & (
        pl.col("year").shift(-1).over(pair) - pl.col("year") <= NEIGHBOUR_YEARS
    )
    leap = math.log(FACTOR)
    return series.filter(near & (((before > leap) & (after > leap)) | ((before < -leap) & (after < -leap))))


def _same_price(priced: pl.DataFrame) -> pl.DataFrame:
    """Rows that share one price with others of the product and year: the tonnes were computed from the value."""
    large = priced.filter((pl.col("value_usd") >= LEAST_USD_AND_KG) & (pl.col("mass_kg") >= LEAST_USD_AND_KG))
    rounded = large.with_columns(pl.col("log_price").round(6).alias("price"))
    return rounded.filter(pl.len().over("hs6", "year", "price") >= SAME_PRICE_ROWS)


def _share(flows: pl.DataFrame, mark: str) -> float:
    return float(flows.filter(pl.col(mark))["value_usd"].sum()) / float(flows["value_usd"].sum())


def _check(flows: pl.DataFrame) -> None:
    """Stop unless the well-known cells are there and the well-known wrong tonnes are marked."""
    crude = flows.filter(
        (pl.col("exporter") == "RUS") & (pl.col("importer") == "CHN") & (pl.col("hs6") == "270900")
    ).sort("year")
    billions = [round(v / 1e9, 1) for v in crude.filter(pl.col("year") >= 2021)["value_usd"]]
    if billions != [36.2, 58.4, 60.7, 62.6]:
        problem = f"{MEMBER}: Russian crude to China 2021-24 is {billions} USD bn, not 36.2, 58.4, 60.7, 62.6"
        raise BuildError(problem)
    wrong = flows.filter(
        pl.col("suspect")
        & (
            ((pl.col("exporter") == "GIN") & (pl.col("hs6") == "260600") & (pl.col("year") == 2023))
            | ((pl.col("exporter") == "MOZ") & (pl.col("hs6") == "270119") & (pl.col("year") == 2019))
        )
    )
    if not {"GIN", "MOZ"} <= set(wrong["exporter"]):
        problem = f"{MEMBER}: the rule for suspect tonnes misses cases known to be wrong (Guinea 2023, Mozambique 2019)"
        raise BuildError(problem)
