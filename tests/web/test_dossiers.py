"""Dossiers by name: whatever a file may be called has a page; one that cannot be opened is told by its name alone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest
from tests.served import served

from lopsided.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ["россия", "rus+chn (2023)", "v1.3", "50%", "a%20b", "naïve café", "it's"]


@pytest.fixture(scope="module")
def shelf(dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf")
    for name in NAMES:
        shutil.copy(dossier, folder / f"{name}.duckdb")
    return folder


@pytest.fixture(scope="module")
def desk(shelf: Path) -> Iterator[httpx.Client]:
    with served(Settings(dossiers=shelf)) as at, httpx.Client(base_url=at, timeout=300) as client:
        yield client


@pytest.mark.parametrize("name", NAMES)
def test_a_dossier_of_any_name_has_a_page_and_its_twins(desk: httpx.Client, name: str) -> None:
    at = f"/dossiers/{quote(name, safe='')}"
    assert f'href="{at}"' in desk.get("/dossiers").text
    assert desk.get(at).status_code == 200
    told = desk.get(f"{at}.json").json()
    assert told["address"] == at
    document = told["contents"]["lines"][0]["href"]
    assert document.startswith(f"{at}/documents/")
    assert desk.get(document).status_code == 200


#: Every view that opens a dossier.
VIEWS = [
    "/dossiers", "/dossiers.json", "/dossiers.csv", "/dossiers/bad", "/dossiers/bad.json", "/checks?dossier=bad",
    "/checks.json?dossier=bad", "/dyads/ZMB/CHE?dossier=bad", "/dyads/ZMB/CHE.json?dossier=bad",
    "/dyads/ZMB/CHE/brief.html?dossier=bad", "/dossiers/bad/documents/00.json", "/find.json?q=zambia",
]  # fmt: skip


def test_where_a_dossier_lies_is_never_told(tmp_path: Path, dossier: Path) -> None:
    folder = tmp_path / "of-the-desk"
    folder.mkdir()
    shutil.copy(dossier, folder / "good.duckdb")
    (folder / "bad.duckdb").write_bytes(b"no dossier at all")
    (folder / "future.duckdb").write_bytes(dossier.read_bytes()[:9000])
    with served(Settings(dossiers=folder)) as at, httpx.Client(base_url=at, timeout=300) as client:
        for view in VIEWS:
            for name in ("bad", "future"):
                told = client.get(view.replace("bad", name)).text
                assert "of-the-desk" not in told
                assert str(tmp_path) not in told
        assert (
            "of-the-desk" not in client.post("/checks/bad/rulings", data={"figure": "0" * 16, "ruling": "agree"}).text
        )
        listed = {row["dossier"]: row["problem"] for row in client.get("/dossiers.json").json()["rows"]}
    assert "bad" in listed["bad"]
    assert listed["good"] == ""
