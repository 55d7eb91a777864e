"""With several dossiers on offer a page takes the one that has something to say, whichever was written to last."""

from __future__ import annotations

import os
from shutil import copyfile
from typing import TYPE_CHECKING

import httpx
import pytest
from tests.served import served

from lopsided.api.dossiers import read
from lopsided.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OTHER = "Kenya and Uganda, 4 April 2023\n\nKenya and Uganda signed a railway agreement on Monday.\n"


@pytest.fixture(scope="module")
def shop(dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """An app with, from the oldest: one on Zambia, the same again, one on Kenya, and a file that is no dossier."""
    folder = tmp_path_factory.mktemp("several")
    text = tmp_path_factory.mktemp("text") / "rail.txt"
    text.write_text(OTHER, encoding="utf-8")
    for name in ("first", "second"):
        copyfile(dossier, folder / f"{name}.duckdb")
    read(text, into=folder / "kenya.duckdb", published="2023-04-04").close()
    (folder / "broken.duckdb").write_bytes(b"no dossier")
    for when, name in enumerate(("first", "second", "kenya", "broken")):
        os.utime(folder / f"{name}.duckdb", (1_600_000_000 + when, 1_600_000_000 + when))
    with served(Settings(dossiers=folder)) as at, httpx.Client(base_url=at, timeout=300, follow_redirects=True) as asks:
        yield asks


@pytest.mark.parametrize(
    ("tie", "taken", "others"),
    [("ZMB/MWI", "second", ["first"]), ("KEN/UGA", "kenya", []), ("PER/CHL", "kenya", [])],
)
def test_a_tie_takes_the_dossier_that_reports_on_it(
    shop: httpx.Client, tie: str, taken: str, others: list[str]
) -> None:
    answer = shop.get(f"/dyads/{tie}.json").json()
    assert answer["address"] == f"/dyads/{tie}?dossier={taken}"
    assert [name for name, _ in answer["contents"]["elsewhere"]] == others
    assert bool(answer["contents"]["told"]) == (tie != "PER/CHL")
    page = shop.get(f"/dyads/{tie}").text
    assert all(f'<a href="/dyads/{tie}?dossier={name}#reported">{name}</a>' in page for name in others)
    assert ("Other dossiers" in page) == bool(others)


def test_a_brief_takes_the_same(shop: httpx.Client) -> None:
    assert "power agreement" in shop.get("/dyads/ZMB/MWI/brief.html").text


def test_checks_take_the_dossier_with_such_figures(shop: httpx.Client) -> None:
    answer = shop.get("/checks.json?tie=zambia-switzerland").json()
    assert answer["address"] == "/checks?dossier=second&tie=ZMB-CHE"
    assert answer["contents"]["found"] == 1
    assert shop.get("/checks.json").json()["contents"]["all"] > 0
    assert shop.get("/checks.json?dossier=broken").status_code == 409


def test_checked_says_where_the_dossier_cannot_be_read(shop: httpx.Client) -> None:
    page = shop.get("/dyads/ZMB/MWI?dossier=broken").text
    assert page.count("The dossier broken cannot be read, so no figure in it is checked.") == 2
    assert "No reported figure is at hand" not in page
    assert 'href="/dyads/ZMB/MWI?dossier=second#reported"' in page
