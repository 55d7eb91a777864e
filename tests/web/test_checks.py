"""Checks on the web: filters, twins with ClaimReviews, a person's ruling, and a sentence pasted in."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.served import served

from lopsided.api.dossiers import read
from lopsided.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARTICLE = """Peru and China, 4 March 2024

China takes half of Peru's exports, the lawmaker Jorge Quispe said in Lima.
Chile is China's largest supplier of copper ore. Losing access to China would cost Peru 4 percent of its GDP.
Peru's wheat exports to China doubled in 2023.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dossiers")
    (made / "a.txt").write_text(ARTICLE, encoding="utf-8")
    read(made / "a.txt", into=made / "andes.duckdb", published="2024-03-04").close()
    return made


@pytest.fixture(scope="module")
def shop(folder: Path) -> Iterator[httpx.Client]:
    """An app with one dossier that may be written."""
    with served(Settings(dossiers=folder)) as at, httpx.Client(base_url=at, timeout=300) as client:
        yield client


def _rows(client: httpx.Client, **asked: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/checks.json", params=asked).json()["rows"]
    return [row for row in found if row["part"] == "check"]


def test_every_check_comes_with_its_working_its_sources_and_a_review(shop: httpx.Client) -> None:
    told = shop.get("/checks.json").json()
    by_measure = {c["measure"]: c for c in told["contents"]["checks"]}
    share = by_measure["export_share"]
    assert (share["verdict"], share["tie"], share["speaker"]) == ("disagrees", "PER-CHN", "Jorge Quispe")
    assert share["formula"]
    assert share["difference"] == "-16 percentage points"
    assert all(o["licence"] for o in share["origins"])
    assert share["where"]["href"].startswith("/dossiers/andes/documents/")
    assert (share["review"]["@type"], share["review"]["reviewRating"]["alternateName"]) == ("ClaimReview", "disagrees")
    assert {v["level"] for v in by_measure["supplier_rank"]["values"]} == {"agrees", "disagrees"}
    loss = next(c for c in told["contents"]["checks"] if c["simulated"])
    assert loss["verdict"] == "cannot be checked"
    assert "Peru" in loss["simulated"][0]


def test_checks_are_filtered_by_verdict_speaker_tie_and_measure(shop: httpx.Client) -> None:
    assert len(_rows(shop)) == 4
    assert {r["verdict"] for r in _rows(shop, verdict="cannot be checked")} == {"cannot be checked"}
    assert [r["measure"] for r in _rows(shop, speaker="Jorge Quispe")] == ["export_share"]
    assert [r["tie"] for r in _rows(shop, tie="CHL-CHN", measure="supplier_rank")] == ["CHL-CHN"]
    assert _rows(shop, verdict="close") == []
    assert shop.get("/checks", params={"verdict": "true"}).status_code == 422
    assert shop.get("/checks", params={"dossier": "nothing"}).status_code == 404


def test_the_table_says_the_same(shop: httpx.Client) -> None:
    lines = list(csv.DictReader(io.StringIO(shop.get("/checks.csv").text)))
    checks = [line for line in lines if line["part"] == "check"]
    assert [line["verdict"] for line in checks] == [row["verdict"] for row in _rows(shop)]
    share = next(line for line in checks if line["measure"] == "export_share")
    value, reported, difference = (float(share[name].lstrip("'")) for name in ("value", "reported_value", "difference"))
    assert value - reported == pytest.approx(difference)
    assert (reported, share["unit"], share["dossier"]) == (0.5, "fraction", "andes")
    assert share["period"]
    assert share["sources"]
    assert ARTICLE[int(share["start"]) : int(share["end"])]
    assert all(len(line["id"]) == len(line["document_id"]) == 16 for line in lines)
    found = [line for line in lines if line["part"] == "check_finding" and line["id"] == share["id"]]
    assert share["value"] in {line["value"] for line in found}


def test_a_person_rules_and_the_verdict_stays(shop: httpx.Client) -> None:
    before = _rows(shop, measure="export_share")[0]
    sent = {"figure": before["id"], "ruling": "unsure", "note": "which year?", "back": "/checks?verdict=disagrees"}
    answer = shop.post("/checks/andes/rulings", data=sent)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/checks?verdict=disagrees#c-{before['id']}"
    after = _rows(shop, measure="export_share")[0]
    assert (after["verdict"], after["ruling"], after["ruling_note"]) == (before["verdict"], "unsure", "which year?")
    assert "is unsure" in shop.get("/checks?dossier=andes").text


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"ruling": "agree"}, 422),
        ({"figure": "0" * 16, "ruling": "perhaps"}, 422),
        ({"figure": "0" * 16, "ruling": "agree"}, 404),
        ({"figure": "../../etc/passwd", "ruling": "agree"}, 422),
    ],
)
def test_what_is_no_ruling_is_refused(shop: httpx.Client, sent: dict[str, str], status: int) -> None:
    assert shop.post("/checks/andes/rulings", data=sent).status_code == status


def test_a_ruling_never_leads_elsewhere(shop: httpx.Client) -> None:
    figure = _rows(shop)[0]["id"]
    for back in ("https://elsewhere.example/", "//elsewhere.example/checks?", "/\\elsewhere"):
        answer = shop.post("/checks/andes/rulings", data={"figure": figure, "ruling": "agree", "back": back})
        assert answer.headers["location"] == f"/checks?dossier=andes#c-{figure}"


def test_a_server_that_only_shows_takes_no_rulings(folder: Path) -> None:
    with served(Settings(dossiers=folder, read_only=True)) as at, httpx.Client(base_url=at, timeout=300) as client:
        page = client.get("/checks?dossier=andes")
        assert page.status_code == 200
        assert "/rulings" not in page.text
        figure = client.get("/checks.json").json()["rows"][0]["id"]
        assert client.post("/checks/andes/rulings", data={"figure": figure, "ruling": "agree"}).status_code == 403


def test_without_a_dossier_the_page_says_what_to_do(web: httpx.Client) -> None:
    page = web.get("/checks")
    assert page.status_code == 200
    assert 'href="/read"' in page.text
    assert 'href="/check"' in page.text


def test_a_sentence_is_checked_at_an_address_that_can_be_shared(web: httpx.Client) -> None:
    asked = {"text": "Mexico sends 76 percent of its exports to the United States.", "published": "2024-03-05"}
    row, *findings = web.get("/check.json", params=asked).json()["rows"]
    assert {found["part"] for found in findings} == {"check_finding"}
    assert (row["verdict"], row["measure"], row["published"]) == ("agrees", "export_share", "2024-03-05")
    assert "No figure was found" in web.get("/check", params={"text": "Nobody counted."}).text
    assert web.get("/check", params={"text": "x" * 2001}).status_code == 422
    assert web.get("/check", params=asked | {"published": "soon"}).status_code == 422


def test_markup_in_a_sentence_stays_words(web: httpx.Client) -> None:
    page = web.get("/check", params={"text": "<script>alert(1)</script> Kenya sends a third of its exports to China."})
    assert "<script>alert" not in page.text


def test_without_a_dossier_named_the_view_has_the_address_of_the_one_shown(shop: httpx.Client) -> None:
    assert shop.get("/checks.json?tie=peru-china").json()["address"] == "/checks?dossier=andes&tie=PER-CHN"
    assert shop.get("/checks").headers["location"] == "/checks?dossier=andes"
    assert shop.get("/checks?tie=peru-china").headers["location"] == "/checks?dossier=andes&tie=PER-CHN"
    assert 'rel="canonical" href="/checks?dossier=andes"' in shop.get("/checks?dossier=andes&verdict=").text
    assert shop.get("/dossiers/andes.json?page=2").status_code == 422
