"""The what-if page by its address: assumptions before results, twins, the scenario as TOML, failures in a sentence."""

from __future__ import annotations

import csv
import re
import tomllib
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopsided.api.what_if import numbered
from lopsided.errors import LopsidedError
from lopsided.web.pages.what_if import PAGE, asked
from lopsided.web.what_if_form import LISTS, signature

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
    asked = "who=chile&whom=Japan&ways=one&how=stop&much=12&closure=transfers&economy=one-sector"
    led = web.get(f"/what-if?{asked}")
    assert (led.status_code, led.headers["location"]) == (307, "/what-if?who=CHL&whom=JPN&ways=one")
    page = web.get(led.headers["location"])
    assert page.status_code == 200
    assert '<link rel="canonical" href="/what-if?who=CHL&amp;whom=JPN&amp;ways=one">' in page.text


def test_each_twin_has_every_country(web: httpx.Client) -> None:
    rows = list(csv.DictReader(web.get(f"/what-if.csv?{AT}").text.splitlines()))
    assert len([row for row in rows if row["part"] == "countries"]) == 80
    moved = [row for row in rows if row["part"] == "diversion" and row["to"] == "JPN"]
    assert sum(float(row["value"].lstrip("'")) for row in moved if row["end"] == "sells to the buyers") > 0
    assert {row["unit"] for row in moved} == {"USD million"}
    assert rows[0]["country"] == "CHL"
    assert float(rows[0]["real_income_percent"].lstrip("'")) < 0
    assert rows[0]["simulated"] == "True"
    contents = web.get(f"/what-if.json?{AT}").json()["contents"]
    assert contents["assumed"]["closure"] == "transfers"
    assert contents["assumed"]["residual"] < 1e-6
    assert contents["asked"]["parts"][0]["who"] == ["CHL"]
    assert contents["found"]["headline"].endswith("not an observation.")


def test_every_simulated_number_has_its_range_coalitions_and_the_world_too(web: httpx.Client) -> None:
    rows = list(csv.DictReader(web.get("/what-if.csv?who=ASEAN&whom=JPN&sectors=metals").text.splitlines()))
    together = {row["group"]: row for row in rows if row["part"] == "groups"}
    assert set(together) == {"ASEAN", "the world"}
    assert {"IDN", "VNM"} <= set(together["ASEAN"]["members"].split("; "))
    assert {row["part"] for row in rows} == {"countries", "groups", "diversion", "sectors"}
    for row in rows:
        assert row["closure"] == "transfers"
        assert row["elasticities"]
        assert row["range_over"] == "trade elasticities from 2 to 8.28"
        assert float(row["residual"]) < 1e-9
        low, value, high = (float(row[name].lstrip("'")) for name in ("low", "value", "high"))
        assert low <= value <= high, row
    found = web.get("/what-if.json?who=ASEAN&whom=JPN&sectors=metals").json()["contents"]["found"]
    assert re.search(r"real income in ASEAN together would (fall|rise) (by )?\S+ % \(", found["headline"])
    assert re.search(r"the world's would (fall|rise) (by )?\S+ % \(", found["headline"])
    # An embargo leaves nothing, whatever the elasticity; what a tariff leaves hangs on it.
    assert "over the range of elasticities" not in found["flows"][0]["notes"][0]
    found = web.get("/what-if.json?who=ASEAN&whom=JPN&how=tariff&much=25").json()["contents"]["found"]
    assert re.search(r"Between \S+ bn and \S+ bn of it is lost over the range", found["flows"][0]["notes"][0])


def test_the_first_year_says_that_it_has_no_range(web: httpx.Client) -> None:
    told = web.get(f"/what-if.json?{AT}&short=true").json()["contents"]
    assert any("first year has no range" in line for line in told["found"]["mind"])
    assert told["command"] == "lopsided simulate scenario.toml --range 2:8.28"
    assert web.get(f"/what-if.json?{AT}").json()["contents"]["command"].endswith("--no-short-run")


def test_the_scenario_can_be_taken_along(web: httpx.Client) -> None:
    answer = web.get(f"/what-if.toml?{AT}&how=keep&much=40&ways=one")
    assert answer.headers["content-type"].startswith("application/toml")
    assert "scenario.toml" in answer.headers["content-disposition"]
    data = tomllib.loads(answer.text)
    assert data["economy"] == "one-sector"
    assert data["cut"] == [{"exporter": ["CHL"], "importer": ["JPN"], "both_ways": False, "keep": 0.4}]
    assert web.get("/what-if.toml").status_code == 422


TWO = "who=CHL&whom=JPN&ways=one&who2=JPN,KOR&whom2=CHL&ways2=one&how2=tariff&much2=20"


def test_several_restrictions_have_one_address_and_one_scenario(web: httpx.Client) -> None:
    page = web.get(f"/what-if?{TWO}")
    assert page.status_code == 200
    assert "all trade from Japan and South Korea to Chile is taxed 20 % more" in page.text
    assert page.text.count('<fieldset class="part"') == 2
    data = tomllib.loads(web.get(f"/what-if.toml?{TWO}").text)
    assert [len(data["cut"]), len(data["tariff"])] == [1, 1]
    assert data["tariff"][0]["exporter"] == ["JPN", "KOR"]
    parts = web.get(f"/what-if.json?{TWO}").json()["contents"]["asked"]["parts"]
    assert [part["how"] for part in parts] == ["stop", "tariff"]
    alone, both = (
        next(csv.DictReader(web.get(f"/what-if.csv?{query}").text.splitlines())) for query in (f"{AT}&ways=one", TWO)
    )
    assert alone["country"] == both["country"] == "CHL"
    assert both["real_income_percent"] != alone["real_income_percent"]


@pytest.mark.parametrize(("query", "field"), [("how=tariff", "much"), ("how=cost&much=0", "much")])
def test_a_tariff_without_a_rate_is_asked_for_it_at_its_field(web: httpx.Client, query: str, field: str) -> None:
    for path in ("/what-if", "/what-if.json", "/what-if.csv"):
        refused = web.get(f"{path}?{AT}&{query}", headers={"Accept": "application/json"})
        assert refused.status_code == 422
    assert web.get(f"/what-if.json?{AT}&{query}").json()["error"]["field"] == field
    second = web.get(f"/what-if.json?{AT}&who2=PER&whom2=CHL&{query.replace('=', '2=', 1)}")
    assert second.json()["error"]["field"] == f"{field}2"
    assert 'aria-invalid="true"' in web.get(f"/what-if?{AT}&{query}").text


def test_the_form_makes_room_for_one_more_and_leaves_one_out_without_a_script(web: httpx.Client) -> None:
    more = web.get(f"/what-if?{AT}&cuts=2")
    assert more.status_code == 200
    assert more.text.count('<fieldset class="part"') == 2
    led = web.get(f"/what-if?{TWO}&without=1")
    assert led.headers["location"] == "/what-if?who=JPN,KOR&whom=CHL&ways=one&how=tariff&much=20"
    assert web.get("/what-if?cuts=99").headers["location"] == "/what-if?cuts=6"


part = st.fixed_dictionaries(
    {
        "who": st.sampled_from(["", "JPN", "EU", "G7, chile", "everyone", "Jpan", " , "]),
        "whom": st.sampled_from(["", "AUS", "the West", "others", "<b>"]),
        "ways": st.sampled_from(["both", "one", "none"]),
        "sectors": st.sampled_from(["", "fuels", "c26,METALS", "wine"]),
        "how": st.sampled_from(["stop", "keep", "cost", "tariff"]),
        "much": st.sampled_from(["", "0", "12.5", "1e3", "0.1e-9", "nan", "x"]),
    }
)


@given(
    parts=st.lists(part, max_size=3), economy=st.sampled_from(["", "2022", "2019-one-sector"]), cuts=st.integers(0, 9)
)
def test_the_one_address_of_a_view_leads_nowhere_else(parts: list[dict[str, str]], economy: str, cuts: int) -> None:
    fields = {numbered(name, n): value for n, made in enumerate(parts, 1) for name, value in made.items()}
    defaults = {name: one.default for name, one in signature().parameters.items()}
    typed = {k: [v] if k.rstrip("0123456789") in LISTS else v for k, v in fields.items()}
    view, refused = None, ""
    try:
        view = asked(**(defaults | typed | {"economy": economy, "cuts": cuts}))
    except LopsidedError as error:
        refused = error.field
    if view is None:
        assert refused
        return
    address = PAGE.address(view)
    read = {k: [v] if k.rstrip("0123456789") in LISTS else v for k, v in parse_qsl(address.partition("?")[2])}
    again = asked(**(defaults | read | {"cuts": int(str(read.get("cuts", "0")))}))
    assert again == view
    assert PAGE.address(again) == address


@pytest.mark.parametrize(
    ("query", "field", "label"),
    [
        ("who=Chilee&whom=JPN", "who", "One side"),
        ("who=CHL&whom=&how=keep&much=40", "whom", "The other side"),
        ("who=CHL&whom=JPN&who2=EU&whom2=Atlantis", "whom2", "The other side 2"),
        ("who=CHL&whom=JPN&how=tariff&much=lots", "much", "How much, %"),
        ("who=CHL&whom=JPN&range=9:1&closure=balanced", "range", "Range over elasticities"),
        ("who=CHL&whom=JPN&sectors=cars", "sectors", "Which goods"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_with_all_that_was_typed(
    web: httpx.Client, query: str, field: str, label: str
) -> None:
    page = web.get(f"/what-if?{query}")
    assert page.status_code == 422
    assert page.headers["cache-control"] == "no-store"
    assert f'<a href="#{field}">{label}</a>' in page.text.replace(" </a>", "</a>")
    (at,) = re.findall(r'<(?:input|select) id="(\w+)"[^>]*aria-invalid="true"', page.text)
    assert at == field
    for name, value in parse_qsl(query):
        assert re.search(rf'(?s)name="{name}"[^>]*value="{value}"|name="{name}".*?value="{value}" selected', page.text)
    assert web.get(f"/what-if.json?{query}").json()["error"]["field"] == field


def test_what_only_the_model_refuses_is_told_above_the_form(web: httpx.Client) -> None:
    page = web.get("/what-if?who=CHL&whom=MNG")
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert 'value="MNG"' in page.text


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
        ("who=Chilee&whom=JPN", 422, "Chile"),
        ("who=CHL", 422, "only one side"),
        ("who=CHL&whom=CHL", 422, "itself"),
        ("who=CHL&whom=JPN&how=keep&much=lots", 422, "not a number"),
        ("who=CHL&whom=JPN&economy=/etc/passwd", 422, "unknown economy"),
        ("who=%3Cscript%3Ealert(1)%3C/script%3E&whom=JPN", 422, "unknown country"),
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
