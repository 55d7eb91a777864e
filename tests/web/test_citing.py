"""A citation names what lasts: an address that others can reach, or the command that makes the numbers again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
import pytest
from tests.served import served

from lopsided.errors import UsageError
from lopsided.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE = "/products/lithium"


def citations(html: str) -> Iterable[str]:
    return [re.sub("<[^>]+>", "", found) for found in re.findall(r'<dd class="cite\b[^>]*>(.*?)</dd>', html)]


def test_a_port_of_this_machine_is_not_cited(web: httpx.Client) -> None:
    html = web.get(PAGE).text
    found = citations(html)
    assert found
    assert all("lopsided" in text and "127.0.0.1" not in text and PAGE not in text for text in found)
    assert "data-address" not in html


def test_the_public_address_is_cited_with_the_chart() -> None:
    with served(Settings(public="https://desk.example/ties")) as at:
        html = httpx.get(f"{at}{PAGE}", timeout=300).text
    found = list(citations(html))
    assert found
    assert all(f"https://desk.example/ties{PAGE}#" in text for text in found)
    assert f'<a href="{PAGE}"><code>https://desk.example/ties{PAGE}</code></a>' in html


@pytest.mark.parametrize("wrong", ["desk.example", "https://desk.example/", "javascript:alert(1)", "https://a b"])
def test_what_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(UsageError, match="others could reach"):
        Settings(public=wrong)
