"""Search jumps where words can only mean one thing, and offers what they may mean elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from tests.served import served

from lopsided.settings import Settings
from lopsided.web.search_words import addresses

if TYPE_CHECKING:
    from pathlib import Path


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
        ("LNG", "/products/lng"),
        ("yellowcake", "/products/uranium"),
        ("2603", "/products/2603"),
        ("how dependent is Kenya on South Africa?", "/dyads/KEN/ZAF"),
        ("how much does turkey sell to china", "/dyads/TUR/CHN"),
        ("Canadian oil in the US", "/dyads/CAN/USA"),
        ("Nairobi", "/countries/KEN"),
        ("the Danes", "/countries/DNK"),
        ("nairobi kampala", "/dyads/KEN/UGA"),
        ("us-mexico", "/dyads/USA/MEX"),
        ("DRC Rwanda", "/dyads/COD/RWA"),
        ("cars", "/products/87"),
        ("wheat", "/products/10"),
        ("smartphones", "/products/85"),
        ("embargo", "/what-if"),
        ("league table", "/"),
        ("Herfindahl", "/method#import_concentration"),
        ("erdogan", "/countries/TUR"),
        ("Bush", "/countries/USA"),
        ("GDR", "/countries/DEU"),
    ],
)
def test_words_lead_to_the_page_they_mean(web: httpx.Client, words: str, leads_to: str) -> None:
    answered = web.get("/go", params={"q": words})
    assert answered.status_code == 303
    assert answered.headers["location"] == leads_to


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Japan Korea", ["/dyads/JPN/PRK", "/dyads/JPN/KOR"]),
        ("swedne norway", ["/dyads/SWE/NOR", "/countries/NOR"]),
        ("sanctions on Iran", ["/what-if", "/countries/IRN"]),
        ("wine france", ["/products/22", "/countries/FRA"]),
        ("lithum", ["/products/lithium"]),
        ("macron", ["/countries/FRA", "/countries/AND"]),
        ("erdogan modi", ["/dyads/TUR/IND"]),
        ("ASEAN Japan", ["/dyads/IDN/JPN", "/dyads/MYS/JPN"]),
        ("chile's lithium", ["/products/lithium"]),
    ],
)
def test_half_a_name_a_slip_and_a_plain_word_are_offered(web: httpx.Client, words: str, first: list[str]) -> None:
    assert web.get("/go", params={"q": words}).headers["location"].startswith("/find?")
    found = [m["address"] for m in web.get("/find.json", params={"q": words}).json()["rows"]]
    assert set(found[: len(first)]) == set(first)


def test_every_plain_word_leads_to_a_page_that_is_found_by_name(web: httpx.Client) -> None:
    for at in {at for found in addresses().values() for at in found}:
        assert web.get(at.partition("#")[0]).status_code == 200, at


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


def test_a_product_is_found_beside_a_name_that_may_be_two_countries(web: httpx.Client) -> None:
    found = web.get("/find.json", params={"q": "cobalt congo"}).json()["rows"]
    assert "/products/cobalt" in [match["address"] for match in found]


def test_two_fields_make_a_pair(web: httpx.Client) -> None:
    assert web.get("/go", params={"a": "Turkey", "b": "Greece"}).headers["location"] == "/dyads/TUR/GRC"


def test_what_may_mean_several_things_is_listed(web: httpx.Client) -> None:
    location = web.get("/go", params={"q": "guinea"}).headers["location"]
    assert location == "/countries/GIN" or location.startswith("/find")
    labels = [m["label"] for m in web.get("/find.json", params={"q": "guinea"}).json()["contents"]["matches"]]
    assert {"Guinea", "Guinea-Bissau", "Equatorial Guinea", "Papua New Guinea"} <= set(labels)


def test_a_word_for_several_products_offers_them(web: httpx.Client) -> None:
    assert web.get("/go", params={"q": "copper"}).headers["location"] == "/find?q=copper"
    found = web.get("/find.json", params={"q": "copper"}).json()["rows"]
    assert {m["address"] for m in found} >= {"/products/74", "/products/copper"}
    assert web.get("/find.json", params={"q": "oil"}).json()["rows"][0]["address"] == "/products/crude"


@pytest.mark.parametrize("words", ["lithium chile", "Chile lithium", "how much lithium does Chile sell?"])
def test_a_product_of_a_country_is_offered_with_its_largest_ties(web: httpx.Client, words: str) -> None:
    assert web.get("/go", params={"q": words}).headers["location"].startswith("/find?")
    found = web.get("/find.json", params={"q": words}).json()["rows"]
    assert [m["kind"] for m in found] == ["product", "dyad", "dyad", "dyad", "country"]
    assert found[0]["address"] == "/products/lithium"
    assert found[-1]["address"] == "/countries/CHL"
    for match in found[1:4]:
        page, _, place = match["address"].partition("#")
        assert f'id="{place}"' in web.get(page).text


def test_a_document_is_found_by_its_title_and_by_its_files_name(dossier: Path) -> None:
    with served(Settings(dossiers=dossier.parent)) as at, httpx.Client(base_url=at, timeout=300) as web:
        by = {q: web.get("/find.json", params={"q": q}).json()["rows"] for q in ("wire.txt", "wire", "Malawi power")}
        documents = {q: [m["address"] for m in found if m["kind"] == "document"] for q, found in by.items()}
        title = web.get("/dossiers/zmb.json").json()["contents"]["lines"][0]["title"]
        by_title = web.get("/find.json", params={"q": title}).json()["rows"]
        assert documents["wire.txt"] == documents["wire"] == [by_title[0]["address"]]
        assert not documents["Malawi power"]
        name = dossier.stem
        kept = web.get("/find.json", params={"q": name}).json()["rows"]
        assert {"kind": "dossier", "label": name, "address": f"/dossiers/{name}"} in kept
        assert web.get("/go", params={"q": "wire.txt"}).headers["location"] == documents["wire.txt"][0]


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


@pytest.mark.parametrize("word", ["may", "store", "price"])
def test_a_word_of_the_language_leads_to_nobody_unasked(web: httpx.Client, word: str) -> None:
    assert web.get("/go", params={"q": word}).headers["location"] == f"/find?q={word}"


def test_a_country_that_is_no_more_is_found_by_its_successors(web: httpx.Client) -> None:
    found = {row["address"] for row in web.get("/find.json", params={"q": "Yugoslavia"}).json()["rows"]}
    assert {"/countries/SVN", "/countries/MKD", "/countries/XKX"} <= found
