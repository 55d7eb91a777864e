"""What machines are given of a page: every number as a number, with its unit, its period and where it comes from."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import httpx
import pytest
from tests.served import served

from lopsided.api.dossiers import read
from lopsided.api.dyads import dyad
from lopsided.api.measure_rows import measure_rows
from lopsided.briefing.contents import Chart, Table
from lopsided.briefing.wording import money, percent
from lopsided.settings import Settings
from lopsided.web.rendering import as_csv, chart_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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


def test_what_a_page_shows_is_found_as_a_number_with_unit_period_and_source(web: httpx.Client) -> None:
    shares = web.get("/dyads/KAZ/RUS.json").json()["contents"]["measured"][0]
    shown = {cell for row in shares["table"]["rows"] if re.fullmatch(r"\d\S* %", cell := row[1])}
    assert shown
    rows = [row for row in table(web, "/dyads/KAZ/RUS.csv") if row["unit"] == "fraction" and row["value"]]
    assert shown <= {percent(number(row["value"])) for row in rows if row["period"] and row["sources"]}
    ties = web.get("/products/lithium.json").json()["contents"]["ties"]
    rows = [row for row in table(web, "/products/lithium.csv") if row["unit"] == "USD" and row["sources"]]
    assert {tie["shown"] for tie in ties} <= {money(number(row["value"])) for row in rows if row["period"]}


def test_a_tie_has_its_surroundings_and_every_simulated_number_with_its_range(web: httpx.Client) -> None:
    rows = table(web, "/dyads/KAZ/RUS.csv")
    assert {"measured", "energy", "memberships", "industries", "simulated"} <= {row["part"] for row in rows}
    simulated = [row for row in rows if row["part"] == "simulated"]
    assert {row["closure"] for row in simulated} >= {"transfers", "balanced", "ratio"}
    assert {row["of"] for row in simulated} > {"KAZ", "RUS", "CHN"}
    for row in simulated:
        assert row["simulated"] == "True"
        assert row["unit"], row
        assert row["period"], row
        assert row["sources"], row
        assert not row["low"] or number(row["low"]) <= number(row["high"])


def test_what_a_dossier_has_on_a_tie_is_given_by_id(dossier: Path) -> None:
    with served(Settings(dossiers=dossier.parent)) as at, httpx.Client(base_url=at, timeout=300) as web:
        rows = table(web, "/dyads/ZMB/CHE.csv?dossier=zmb")
        told = web.get("/dyads/ZMB/CHE.json?dossier=zmb").json()["contents"]["told"]
    check = next(row for row in rows if row["part"] == "check")
    assert number(check["reported_value"]) == pytest.approx(0.4)
    assert check["id"] == told["checked"][0]["id"]
    records = {row["id"] for row in rows if row["part"] == "reported"}
    assert records >= {promise["id"] for promise in told["reported"]["promises_around"]}
    assert records >= {said["id"] for voices in told["reported"]["voices"] for said in voices["said"]}
    assert told["reported"]["since"] == told["reported"]["until"] == "2023-03-03"
    items = (*told["reported"]["timeline"], *told["reported"]["around"])
    assert all(re.fullmatch(r"(\d{4}(-\d\d){0,2}(/.*)?)?", item["day"]) for item in items)
    assert items
    assert all(item["records"] and item["id"] for item in items)


def test_a_products_flows_have_dollars_and_tonnes_and_their_sum(web: httpx.Client) -> None:
    rows = table(web, "/products/lithium.csv")
    flows = [row for row in rows if row["part"] == "flows"]
    (total,) = (row for row in rows if row["part"] == "total")
    assert number(total["value"]) == pytest.approx(sum(number(row["value"]) for row in flows))
    assert any(row["tonnes"] and number(row["tonnes"]) > 0 for row in flows)
    assert {row["tonnes_imputed"] for row in flows} <= {"True", "False"}
    assert all(row["unit"] and row["period"] and row["sources"] and row["caveats"] for row in rows)


def test_a_share_has_one_range_wherever_it_is_given(dossier: Path, tmp_path: Path) -> None:
    page = tmp_path / "shares.duckdb"
    (tmp_path / "a.txt").write_text("In 2023, Chile sold 39 percent of its exports to China.\n", encoding="utf-8")
    read(tmp_path / "a.txt", into=page, published="2024-03-03").close()
    with served(Settings(dossiers=tmp_path)) as at, httpx.Client(base_url=at, timeout=300) as web:
        wanted = {"measure": "export_share", "of": "CHL", "on": "CHN"}

        def ends(path: str) -> set[tuple[str, str, str]]:
            rows = [r for r in table(web, path) if wanted.items() <= {"of": "CHL", "on": "CHN", **r}.items()]
            return {(r["value"], r["at_least"], r["at_most"]) for r in rows if r["value"]}

        found = [ends("/dyads/CHL/CHN.csv"), ends("/dyads/CHL/CHN/charts/shares.csv"), ends("/checks.csv")]
    (row,) = [r for r in measure_rows(dyad("CHL", "CHN")) if r["key"] == "export_share"]
    found.append({(str(row["a_on_b"]), str(row["a_on_b_at_least"]), str(row["a_on_b_at_most"]))})
    first = found[0]
    assert len(first) == 1
    assert all(one == first for one in found), found
    ((value, low, high),) = first
    assert float(low) == pytest.approx(float(value) - 0.005)
    assert float(high) == pytest.approx(float(value) + 0.005)


def test_data_come_with_their_caveats_and_checksums(web: httpx.Client) -> None:
    rows = table(web, "/data.csv")
    assert all(re.search(r"[0-9a-f]{64}", row["checksums"]) and int(row["bytes"]) for row in rows)
    assert any(row["caveats"] for row in rows)
    league = table(web, "/index.csv")
    assert all(row["caveats"] and row["sources"] and number(row["value"]) is not None for row in league)


@pytest.mark.parametrize(
    "path",
    [
        "/compare{}?first=KAZ-RUS&second=KAZ-CHN",
        "/find{}?q=lithium+chile",
        "/dossiers{}",
        "/dossiers/zmb{}",
        "/dossiers/zmb/documents/{{document}}{}",
        "/checks{}",
        "/method{}",
        "/data{}",
        "/data/factbook{}",
        "/index{}",
        "/products{}",
        "/products/lithium{}",
        "/countries/KAZ{}",
    ],
)
def test_both_twins_hold_the_same_cells(stocked: httpx.Client, path: str) -> None:
    document = stocked.get("/dossiers/zmb.json").json()["contents"]["lines"][0]["id"]
    at = [path.format(ending).replace("{document}", document) for ending in (".json", ".csv")]
    told, rows = stocked.get(at[0]).json()["rows"], table(stocked, at[1])
    assert told
    assert rows == list(csv.DictReader(io.StringIO(as_csv(told))))


@pytest.fixture(scope="module")
def stocked(dossier: Path) -> Iterator[httpx.Client]:
    """Ask an app with one dossier."""
    with served(Settings(dossiers=dossier.parent)) as at, httpx.Client(base_url=at, timeout=300) as web:
        yield web
