"""What HTTP asks of every address: HEAD, OPTIONS, a 405 that says what may be asked, answers sent compressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx


@pytest.mark.parametrize(
    "path", ["/", "/data", "/data.json", "/health", "/static/pages.js", "/nowhere", "/data/factbok"]
)
def test_head_is_get_without_its_body(web: httpx.Client, path: str) -> None:
    head, get = web.head(path), web.get(path)
    assert head.status_code == get.status_code
    assert head.content == b""
    for name in ("content-type", "etag", "content-length", "content-security-policy"):
        assert head.headers.get(name) == get.headers.get(name)


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/data", "GET, HEAD, OPTIONS"), ("/read", "GET, HEAD, OPTIONS, POST"), ("/theme", "OPTIONS, POST")],
)
def test_an_address_says_how_it_may_be_asked(web: httpx.Client, path: str, allowed: str) -> None:
    told = web.options(path)
    assert (told.status_code, told.headers["allow"]) == (204, allowed)
    refused = web.delete(path, headers={"Accept": "application/json"})
    assert (refused.status_code, refused.headers["allow"]) == (405, allowed)
    assert refused.json()["error"]["code"] == "method"
    assert web.options("/nowhere").status_code in {404, 405}


def test_long_answers_are_sent_compressed_to_those_who_take_them(web: httpx.Client) -> None:
    small = web.get("/countries", headers={"Accept-Encoding": "gzip"})
    plain = web.get("/countries", headers={"Accept-Encoding": "identity"})
    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert small.text == plain.text
    assert int(small.headers["content-length"]) < len(plain.content) / 3
    assert {"Accept-Encoding", "Cookie"} <= {name.strip() for name in small.headers["vary"].split(",")}
    again = {"If-None-Match": small.headers["etag"], "Accept-Encoding": "gzip"}
    assert web.get("/countries", headers=again).status_code == 304
