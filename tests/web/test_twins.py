"""What machines are given of a page: every number as a number, with its unit, its period and where it comes from."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from lopsided.briefing.contents import Chart, Table
from lopsided.web.rendering import chart_rows

if TYPE_CHECKING:
    import httpx


def table(web: httpx.Client, path: str) -> list[dict[str, str]]:
    """Read a CSV as it comes."""
    answer = web.get(path)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.text)))


def number(text: str) -> float:
    """Read a cell: a negative number is written as such."""
    return float(text.removeprefix("'"))


PAGES = ["/dyads/KAZ/RUS", "/what-if?who=CHL&whom=JPN", "/countries/KAZ", "/products/lithium", "/index",
         "/compare?first=KAZ-RUS&second=KAZ-CHN"]  # fmt: skip


def keys(found: object) -> list[str]:
    """Find the keys of all charts of a page."""
    if isinstance(found, dict):
        own = [str(found["key"])] if {"drawing", "table", "legend"} & found.keys() >= {"table", "legend"} else []
        return own + [key for inner in found.values() for key in keys(inner)]
    return [key for inner in found for key in keys(inner)] if isinstance(found, list) else []


@pytest.mark.parametrize("path", PAGES)
def test_every_chart_is_given_in_numbers_with_unit_period_and_sources(web: httpx.Client, path: str) -> None:
    stem, mark, query = path.partition("?")
    at = "" if stem == "/index" else stem
    charts = keys(web.get(f"{stem}.json{mark}{query}").json()["contents"])
    assert charts
    for chart in charts:
        rows = table(web, f"{at}/charts/{chart}.csv{mark}{query}")
        assert rows, chart
        for row in rows:
            assert row["unit"], chart
            assert row["period"], chart
            assert row["sources"], chart
        values = [row.get("value") or row.get("country_on_partner") or "" for row in rows]
        assert any(values), chart
        assert [number(value) for value in values if value], chart


def test_what_has_only_a_table_keeps_it_with_its_source() -> None:
    (row,) = chart_rows(Chart("k", "t", "", None, Table("c", ("Year", "Tonnes"), (("2020", "3"),)), unit="t"))
    assert row == {"Year": "2020", "Tonnes": "3", "unit": "t", "period": "", "sources": "", "imputed": False,
                   "simulated": False}  # fmt: skip


def test_a_country_has_its_partners_totals_fuels_and_memberships(web: httpx.Client) -> None:
    rows = table(web, "/countries/KAZ.csv")
    assert {row["part"] for row in rows} == {"partners", "totals", "energy", "memberships", "ties"}
    for row in rows:
        assert row["sources"], row
        assert row["part"] == "memberships" or (number(row["value"]) is not None and row["unit"] and row["period"]), row
