"""One running app for all tests of the web, and somebody who asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from tests.served import served

from lopsided.api.dossiers import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARTICLE = """Zambia and Switzerland, 3 March 2023

Zambia sold 40 percent of its copper to Switzerland in 2022, Energy Minister Peter Kapala told reporters in Lusaka.
Zambia and Malawi signed a power agreement on Thursday. Malawi promised to pay 30 million dollars a year for it.
"""


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Address of an app with the default settings."""
    with served() as at:
        yield at


@pytest.fixture(scope="session")
def web(address: str) -> Iterator[httpx.Client]:
    """Ask that app by path: ``web.get("/data.json")``."""
    with httpx.Client(base_url=address, timeout=300) as client:
        yield client


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one small dossier: to be copied, never written."""
    folder = tmp_path_factory.mktemp("read")
    (folder / "wire.txt").write_text(ARTICLE, encoding="utf-8")
    read(folder / "wire.txt", into=folder / "zmb.duckdb", published="2023-03-03").close()
    return folder / "zmb.duckdb"
