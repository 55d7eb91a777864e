"""The what-if page by its address: assumptions before results, twins, the scenario as TOML, failures in a sentence."""

from __future__ import annotations

import csv
import tomllib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx

AT = "who=CHL&whom=JPN"


def test_without_a_question_the_form_stands_alone(web: httpx.Client) -> None:
    page = web.get("/what-if")
    assert page.status_code == 200
    assert "h-result" not in page.text
    assert page.text.count('<a href="/what-if?') >= 6
    assert web.get("/what-if.json").json()["contents"]["found"] is None


def test_assumptions_range_and_fit_stand_before_the_headline(web: httpx.Client) -> None:
    text = web.get(f"/what-if?{AT}").text
    places = [text.index(words) for words in ("Range over", "Fit", "What you should know", "If all trade between")]
    assert places == sorted(places)
    assert "A simulation, not an observation" in text


def test_the_address_of_a_view_holds_what_was_asked_and_nothing_else(web: httpx.Client) -> None:
    page = web.get("/what-if?who=chile&whom=Japan&ways=one&how=stop&much=12&closure=transfers&economy=one-sector")
    assert '<link rel="canonical" href="/what-if?who=CHL&amp;whom=JPN&amp;ways=one">' in page.text


def test_each_twin_has_every_country(web: httpx.Client) -> None:
    rows = list(csv.DictReader(web.get(f"/what-if.csv?{AT}").text.splitlines()))
    assert len(rows) == 80
    assert rows[0]["country"] == "CHL"
    assert float(rows[0]["real_income_percent"].lstrip("'")) < 0
    assert rows[0]["simulated"] == "True"
    contents = web.get(f"/what-if.json?{AT}").json()["contents"]
    assert contents["asked"]["who"] == ["CHL"]
    assert contents["found"]["headline"].endswith("not an observation.")


def test_the_scenario_can_be_taken_along(web: httpx.Client) -> None:
    answer = web.get(f"/what-if.toml?{AT}&how=keep&much=40&ways=one")
    assert answer.headers["content-type"].startswith("application/toml")
    assert "scenario.toml" in answer.headers["content-disposition"]
    data = tomllib.loads(answer.text)
    assert data["economy"] == "one-sector"
    assert data["cut"] == [{"exporter": ["CHL"], "importer": ["JPN"], "both_ways": False, "keep": 0.4}]
    assert web.get("/what-if.toml").status_code == 422


@pytest.mark.parametrize("key", ["world", "ranked", "flow-1", "flow-2"])
@pytest.mark.parametrize("narrow", ["false", "true"])
def test_each_chart_is_a_picture_in_the_colours_of_both_schemes(web: httpx.Client, key: str, narrow: str) -> None:
    answer = web.get(f"/what-if/charts/{key}.svg?{AT}&narrow={narrow}")
    assert answer.status_code == 200
    assert answer.text.startswith("<svg")
    assert "light-dark(" in answer.text


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("who=Chilee&whom=JPN", 404, "Chile"),
        ("who=CHL", 422, "only one side"),
        ("who=CHL&whom=CHL", 422, "itself"),
        ("who=CHL&whom=JPN&how=keep&much=lots", 422, "not a number"),
        ("who=CHL&whom=JPN&economy=/etc/passwd", 404, "unknown economy"),
        ("who=%3Cscript%3Ealert(1)%3C/script%3E&whom=JPN", 404, "unknown country"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_sentence(web: httpx.Client, query: str, status: int, told: str) -> None:
    answer = web.get(f"/what-if.json?{query}")
    assert answer.status_code == status
    error = answer.json()["error"]
    assert told in f"{error['problem']} ({error['subject']}): {error['remedy']}"
    page = web.get(f"/what-if?{query}")
    assert page.status_code == status
    assert "<script>alert" not in page.text
