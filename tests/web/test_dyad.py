"""The page of a tie holds the library's own numbers, its whole view in the address, and never a simulation unsaid."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

import lopsided as lp

if TYPE_CHECKING:
    import httpx


def test_any_spelling_leads_to_the_one_address(web: httpx.Client) -> None:
    answered = web.get("/dyads/kazakhstan/Russian%20Federation.json")
    assert (answered.status_code, answered.headers["location"]) == (307, "/dyads/KAZ/RUS.json")


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/dyads/KAZ/KAZ.json", 422, "itself"),
        ("/dyads/KAZ/Rusia.json", 404, "Russia"),
        ("/dyads/KAZ/NATO.json", 422, "NATO"),
        ("/dyads/KAZ/RUS.json?since=1800", 422, "since"),
        ("/dyads/KAZ/RUS.json?show=everything", 422, "show"),
        ("/dyads/KAZ/RUS.json?dossier=../../etc/passwd", 404, "dossier"),
        ("/dyads/KAZ/RUS/charts/nothing.svg", 404, "chart"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(web: httpx.Client, path: str, status: int, said: str) -> None:
    answered = web.get(path)
    assert answered.status_code == status
    assert said in str(answered.json()["error"])


def test_the_csv_has_the_librarys_numbers(web: httpx.Client) -> None:
    rows = list(csv.DictReader(io.StringIO(web.get("/dyads/KAZ/RUS.csv").text)))
    tie = lp.dyad("KAZ", "RUS").dependence(measures=["import_share"])[0]
    found = [r for r in rows if r["measure"] == "import_share" and r["of"] == "KAZ"]
    assert [float(r["value"]) for r in found] == [tie.a_on_b.value]
    lost = [r for r in rows if r["part"] == "simulated" and not r["chart"]]
    assert {r["of"] for r in lost} == {"KAZ", "RUS"}
    loss = lp.dyad("KAZ", "RUS").break_up().change("KAZ")
    assert float(next(r["value"] for r in lost if r["of"] == "KAZ")) == pytest.approx(loss, rel=1e-9)
    assert all(r["unit"] and r["sources"] for r in rows if r["value"])


def test_years_are_those_asked_for(web: httpx.Client) -> None:
    told = web.get("/dyads/KAZ/RUS.json?since=2015&until=2020").json()
    assert told["address"].startswith("/dyads/KAZ/RUS?since=2015&until=2020")
    years = {row["period"] for row in told["rows"] if row["measure"] == "raw_material"}
    assert years <= {str(y) for y in range(2015, 2021)}
    assert "2015" in years


def test_a_chart_by_itself_in_three_forms(web: httpx.Client) -> None:
    svg = web.get("/dyads/KAZ/RUS/charts/shares.svg")
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert "light-dark(" in svg.text
    assert "script-src" not in svg.headers["content-security-policy"]
    assert web.get("/dyads/KAZ/RUS/charts/shares.svg?narrow=true").text != svg.text
    table = list(csv.DictReader(io.StringIO(web.get("/dyads/KAZ/RUS/charts/shares.csv").text)))
    rows = web.get("/dyads/KAZ/RUS/charts/shares.json").json()["rows"]
    assert [float(r["value"]) for r in table if r["value"]] == [r["value"] for r in rows if r["value"] is not None]


def test_every_chart_says_its_unit_years_and_source(web: httpx.Client) -> None:
    contents = web.get("/dyads/KAZ/RUS.json").json()["contents"]
    charts = [*contents["measured"], *contents["simulated"]["charts"]]
    assert len(charts) > 8
    for chart in charts:
        assert chart["unit"], chart["key"]
        assert chart["period"], chart["key"]
        assert chart["sources"], chart["key"]
        assert chart["table"]["rows"], chart["key"]
    assert len({chart["key"] for chart in charts}) == len(charts)


def test_a_country_outside_the_economy_has_no_simulation_and_says_so(web: httpx.Client) -> None:
    text = web.get("/dyads/NRU/AUS").text
    assert "not among the 80 economies" in text


def test_the_brief_comes_as_a_file(web: httpx.Client) -> None:
    answered = web.get("/dyads/NRU/AUS/brief.html")
    assert answered.headers["content-disposition"] == 'attachment; filename="NRU-AUS.html"'
    assert "<title>Nauru and Australia" in answered.text


def test_where_there_is_nothing_nothing_is_offered(web: httpx.Client) -> None:
    page = web.get("/dyads/NRU/TUV")
    assert 'href="/what-if?' not in page.text
    assert 'class="ask years"' not in page.text
    gaps = page.text[page.text.index("What the data cannot say") :]
    assert "Tuvalu and Nauru" not in gaps
    refused = web.get("/what-if.json", params={"who": "NRU", "whom": "TUV"})
    assert refused.status_code == 422
    assert "Nauru is not among the 80 economies" in refused.json()["error"]["problem"]
    assert "did you mean" not in refused.text


def test_no_number_is_told_by_a_power_of_ten(web: httpx.Client) -> None:
    page = web.get("/dyads/RUS/CHN").text
    assert re.search(r">\s*[0-9.]+ t\s*<", page)
    assert not re.search(r">\s*[0-9.]+e[-+][0-9]+\s*<", page)
