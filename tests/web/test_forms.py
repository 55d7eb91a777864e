"""Every page in three forms: HTML for people, JSON and CSV for machines, one address for each view."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

from lopsided.web.pages import PAGES

if TYPE_CHECKING:
    import httpx

#: Every page that needs nothing to be asked, and one view of each of the others.
PLAIN = [page.path for page in PAGES if "{" not in page.path]
FULL = ["/", "/data", "/data/factbook", "/countries", "/countries/KAZ", "/products", "/products/lithium", "/method",
        "/find?q=guinea", "/dyads/KAZ/RUS", "/compare?first=KAZ-RUS&second=KAZ-CHN"]  # fmt: skip


@pytest.mark.parametrize("path", sorted({*PLAIN, *FULL}))
def test_a_page_has_its_twins(web: httpx.Client, path: str) -> None:
    html = web.get(path)
    assert html.status_code == 200
    stem, mark, query = ("/index" if path == "/" else path).partition("?")
    twin = f"{stem}.json{mark}{query}"
    assert f'href="{twin.replace("&", "&amp;")}"' in html.text
    told = web.get(twin).json()
    assert told["address"] == path
    assert told["contents"]
    rows = list(csv.DictReader(io.StringIO(web.get(f"{stem}.csv{mark}{query}").text)))
    assert all(None not in row for row in rows)
    assert len(rows) == len(told["rows"])
    assert len(rows) > 1 or path not in FULL


def test_what_is_known_already_is_not_sent_again(web: httpx.Client) -> None:
    first = web.get("/data")
    again = web.get("/data", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert web.get("/data/factbook", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_light_or_dark_is_kept_and_leads_back(web: httpx.Client) -> None:
    answered = web.post("/theme", data={"chosen": "dark", "back": "/data"})
    assert (answered.status_code, answered.headers["location"]) == (303, "/data")
    assert 'data-theme="dark"' in web.get("/data").text
    web.cookies.clear()
    assert 'data-theme="auto"' in web.get("/data").text


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "/\\example.org", "/a\r\nX: y"])
def test_light_or_dark_never_leads_elsewhere(web: httpx.Client, back: str) -> None:
    answered = web.post("/theme", data={"chosen": "light", "back": back})
    assert answered.headers["location"] == "/"
    web.cookies.clear()


def test_no_page_holds_a_script_or_a_style(web: httpx.Client) -> None:
    for path in PLAIN:
        text = web.get(path).text
        assert re.findall(r"<script(?![^>]*\bsrc=)", text) == []
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=", text) == []
