"""A form that cannot be taken comes back as it was filled in, 422, with one sentence that names the field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx


def told(page: str) -> str:
    (found,) = re.findall(r'(?s)<p class="refused" role="alert"[^>]*>(.*?)</p>', page)
    return " ".join(re.sub(r"<[^>]*>", " ", found).split())


@pytest.mark.parametrize(
    ("path", "field", "label", "kept"),
    [
        ("/compare?a=CAN&b=CAN&c=MEX&d=USA", "b", "First tie", ['value="CAN" selected', 'value="MEX" selected']),
        ("/compare?first=CAN-USA&second=Mexico", "second", "Second tie", ['value="CAN" selected']),
        (
            "/check?text=Peru+buys+a+third+of+Chile%27s+copper.&published=last+May",
            "published",
            "Published on",
            ["Peru buys a third of Chile&#39;s copper.", 'value="last May"'],
        ),
        ("/what-if?who=CHL&whom=PER&leak=many", "leak", "Gets through, %", ['value="CHL"', 'value="many"']),
    ],
)
def test_an_address_that_cannot_be_asked(web: httpx.Client, path: str, field: str, label: str, kept: list[str]) -> None:
    page = web.get(path)
    assert page.status_code == 422
    assert told(page.text).startswith(label)
    assert len(re.findall(r"[.?!](?:\s|$)", told(page.text).removesuffix("."))) <= 1
    assert f'href="#{field}"' in page.text
    assert f'id="{field}"' in page.text
    assert all(value in page.text for value in kept)
    stem, _, query = path.partition("?")
    error = web.get(f"{stem}.json?{query}").json()["error"]
    assert (error["status"], error["field"]) == (422, field)


def test_what_was_pasted_is_not_lost_when_its_date_is_none(web: httpx.Client) -> None:
    given = {"text": "Oman sold <b>gas</b> to India.\nIt was much.", "published": "2024-13-01"}
    page = web.post("/read", data=given, files={"files": ("", b"")})
    assert page.status_code == 422
    assert told(page.text).startswith("Published on")
    assert "Oman sold &lt;b&gt;gas&lt;/b&gt; to India.\nIt was much.</textarea>" in page.text
    assert 'value="2024-13-01"' in page.text


def test_handing_in_nothing_is_told_at_the_text(web: httpx.Client) -> None:
    page = web.post("/read", data={"text": " ", "published": "2024-03-01"})
    assert page.status_code == 422
    assert "nothing was handed in" in told(page.text)
    assert 'href="#text"' in page.text
    assert 'value="2024-03-01"' in page.text


def test_a_page_without_a_form_still_fails_on_a_page_of_its_own(web: httpx.Client) -> None:
    assert web.get("/countries/Atlantis").status_code == 404
