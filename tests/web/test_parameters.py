"""What an address asks is taken whole or not at all: names, repetitions, pages and ties that cannot be are refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from lopsided.web.pages import PAGES

if TYPE_CHECKING:
    import httpx


@pytest.mark.parametrize(
    ("path", "field", "said"),
    [
        ("/dyads/RUS/CHN.json?sinc=2020", "sinc", "'since'"),
        ("/dyads/RUS/CHN/charts/lopsidedness.json?untill=2020", "untill", "'until'"),
        ("/what-if.json?who=RUS&whom=CHN&hardness=1", "hardness", "much"),
        ("/what-if.json?who=RUS&whom=CHN&how=stop&how=tariff", "how", "twice"),
        ("/what-if.json?whon=RUS", "whon", "who (and who2 to who6), whom (and whom2 to whom6)"),
        ("/dyads/RUS/CHN.json?since=2020&until=2015", "since", "the first year comes after the last"),
        ("/dyads/RUS/CHN?since=2020&until=2015", "since", "the first year comes after the last"),
        ("/products/crude.csv?year=2010&year=2012", "year", "twice"),
        ("/dyads/RUS/CHN/brief.html?since=2010", "since", "dossier"),
        ("/data.json?x", "x", "takes none"),
        ("/health?x=1", "x", "takes none"),
        ("/checks.json?tie=foo", "tie", "PER-CHN"),
        ("/checks.json?tie=RUS-XXXX", "tie", "XXXX"),
        ("/checks.json?measure=import_shar", "measure", "import_share"),
        ("/checks.json?page=99999", "page", "has 1"),
        ("/dyads/RUS/CHN.json?since=2030", "since", "give 2024 or less"),
        ("/dyads/RUS/CHN.json?since=1980", "since", "give 1995 or more"),
        ("/dyads/RUS/CHN.json?until=recently", "until", "no whole number: write it in digits"),
        ("/dyads/RUS/CHN.json?show=everything", "show", "give 'value' or 'share'"),
    ],
)
def test_what_no_page_takes_is_refused_and_the_nearest_named(
    web: httpx.Client, path: str, field: str, said: str
) -> None:
    refused = web.get(path, headers={"Accept": "application/json"})
    assert refused.status_code == 422
    error = refused.json()["error"]
    assert error["field"] == field
    assert said in f"{error['problem']}: {error['remedy']}"


def test_people_are_told_on_a_page(web: httpx.Client) -> None:
    refused = web.get("/dyads/RUS/CHN?sinc=2020", headers={"Accept": "text/html"})
    assert refused.status_code == 422
    assert "since" in refused.text


def test_lists_may_be_given_one_by_one(web: httpx.Client) -> None:
    told = web.get("/what-if.json?who=RUS&who=BLR&whom=EU&range=none", follow_redirects=True)
    assert told.status_code == 200
    assert len(told.json()["contents"]["asked"]["parts"][0]["who"]) == 2


@pytest.mark.parametrize(
    "path", sorted({p.path for p in PAGES if "{" not in p.path} | {"/dyads/KAZ/RUS", "/products/tin", "/countries/KAZ"})
)
def test_every_field_of_a_form_is_taken_where_it_is_sent(web: httpx.Client, path: str) -> None:
    for form in re.findall(r"<form.*?</form>", web.get(path).text, flags=re.DOTALL):
        if 'method="post"' in form.partition(">")[0]:
            continue
        action = re.search(r'action="([^"]+)"', form.partition(">")[0])
        names = set(re.findall(r'<(?:input|select|textarea|button)\b[^>]*\bname="([^"]+)"', form))
        to = action[1].partition("#")[0] if action else ""
        told = web.get(to or path, params=dict.fromkeys(names, ""))
        assert "unknown parameter" not in told.text.lower(), names
