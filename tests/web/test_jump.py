"""Search jumps where words can only mean one thing, and offers what they may mean elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("Kazakhstan Russia", "/dyads/KAZ/RUS"),
        ("KAZ-RUS", "/dyads/KAZ/RUS"),
        ("united states / south korea", "/dyads/USA/KOR"),
        ("Bosnia and Herzegovina and Serbia", "/dyads/BIH/SRB"),
        ("japan vs. australia", "/dyads/JPN/AUS"),
        ("Chile", "/countries/CHL"),
        ("côte d'ivoire", "/countries/CIV"),
        ("copper ore and concentrate", "/products/copper"),
        ("method", "/method"),
        ("how dependent is Kenya on South Africa?", "/dyads/KEN/ZAF"),
        ("how much does turkey sell to china", "/dyads/TUR/CHN"),
        ("Canadian oil in the US", "/dyads/CAN/USA"),
    ],
)
def test_words_lead_to_the_page_they_mean(web: httpx.Client, words: str, leads_to: str) -> None:
    answered = web.get("/go", params={"q": words})
    assert answered.status_code == 303
    assert answered.headers["location"] == leads_to


def test_countries_are_found_within_a_sentence(web: httpx.Client) -> None:
    found = web.get("/find.json", params={"q": "what would Peru lose without Chile and Bolivia"}).json()
    addresses = [m["address"] for m in found["contents"]["matches"]]
    assert addresses[:4] == ["/dyads/PER/CHL", "/countries/PER", "/countries/CHL", "/countries/BOL"]
    assert web.get("/find.json", params={"q": "what do they sell us"}).json()["contents"]["matches"] == []


def test_a_bloc_is_taken_for_its_members(web: httpx.Client) -> None:
    found = web.get("/find.json", params={"q": "ASEAN"}).json()["contents"]["matches"]
    assert {m["address"] for m in found} >= {"/countries/VNM", "/countries/IDN"}
    assert all(m["kind"] == "country" for m in found)
    assert web.get("/go", params={"q": "ASEAN"}).headers["location"] == "/find?q=ASEAN"


def test_two_fields_make_a_pair(web: httpx.Client) -> None:
    assert web.get("/go", params={"a": "Turkey", "b": "Greece"}).headers["location"] == "/dyads/TUR/GRC"


def test_what_may_mean_several_things_is_listed(web: httpx.Client) -> None:
    location = web.get("/go", params={"q": "guinea"}).headers["location"]
    assert location == "/countries/GIN" or location.startswith("/find")
    labels = [m["label"] for m in web.get("/find.json", params={"q": "guinea"}).json()["contents"]["matches"]]
    assert {"Guinea", "Guinea-Bissau", "Equatorial Guinea", "Papua New Guinea"} <= set(labels)


def test_a_slip_of_the_pen_is_forgiven_and_nonsense_is_not(web: httpx.Client) -> None:
    near = web.get("/find.json", params={"q": "kazahkstan"}).json()["contents"]["matches"]
    assert near[0]["address"] == "/countries/KAZ"
    assert web.get("/go", params={"q": "kazahkstan"}).headers["location"] == "/find?q=kazahkstan"
    assert web.get("/find.json", params={"q": "qqqqxxxx"}).json()["contents"]["matches"] == []
    assert web.get("/find").status_code == 200


def test_hostile_words_are_only_words(web: httpx.Client) -> None:
    answered = web.get("/find", params={"q": '"><img src=x onerror=alert(1)>'})
    assert answered.status_code == 200
    assert "<img src=x" not in answered.text
    assert web.get("/go", params={"q": "//example.org"}).headers["location"].startswith("/find?")
    assert web.get("/find", params={"q": "x" * 500}).status_code == 422
