"""One running app for all tests of the web, and somebody who asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from tests.served import served

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Address of an app with the default settings."""
    with served() as at:
        yield at


@pytest.fixture(scope="session")
def web(address: str) -> Iterator[httpx.Client]:
    """Ask that app by path: ``web.get("/data.json")``."""
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client
