"""Pictures of a view that was shown are those that their addresses give by themselves."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import httpx
import pytest
from tests.served import served

from lopsided.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

VIEW = "/dyads/FJI/TON?since=2005&show=share"


@pytest.fixture(scope="module")
def fresh() -> Iterator[httpx.Client]:
    """Ask an app that nobody has asked for anything."""
    with served(Settings()) as at, httpx.Client(base_url=at, timeout=300) as client:
        yield client


def _pictures(page: str) -> list[str]:
    return [html.unescape(at) for at in re.findall(r'(?:src|srcset)="(/[^" ]+\.svg[^" ]*)', page)]


def test_a_picture_is_the_same_by_either_way(fresh: httpx.Client) -> None:
    with served(Settings()) as address, httpx.Client(base_url=address, timeout=300) as other:
        pictures = _pictures(other.get(VIEW).text)
        wide, narrow = (next(at for at in pictures if ("narrow" in at) == small) for small in (False, True))
        for at in (wide, narrow):
            shown, read = other.get(at), fresh.get(at)  # of its page here, and by itself there
            assert (shown.status_code, shown.headers["content-type"]) == (200, "image/svg+xml")
            assert shown.content == read.content
            assert shown.content.startswith(b"<svg")
            assert shown.headers["content-security-policy"] == read.headers["content-security-policy"]
            assert other.get(at, headers={"If-None-Match": shown.headers["etag"]}).status_code == 304
        assert other.get(wide).content != other.get(narrow).content


def test_a_picture_goes_compressed_to_those_who_take_it(fresh: httpx.Client) -> None:
    at = next(at for at in _pictures(fresh.get(VIEW).text) if "narrow" not in at)
    small, plain = (fresh.get(at, headers={"Accept-Encoding": how}) for how in ("gzip", "identity"))
    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert small.content == plain.content
    assert small.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert int(small.headers["content-length"]) < len(plain.content) / 2
    assert fresh.head(at).headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/dyads/FJI/TON/charts/nothing.svg?since=2005&show=share", 404, "nothing"),
        ("/dyads/FJI/TON/charts/.svg?since=2005&show=share", 404, "page"),
        ("/dyads/FJI/TON/charts/nothing.svg?since=2005&show=shape", 422, "shape"),
        ("/dyads/FJI/TON/charts/nothing.svg?since=2005&show=share&narrow=perhaps", 422, "narrow"),
    ],
)
def test_what_is_none_of_a_views_pictures_is_refused_in_words(
    fresh: httpx.Client, path: str, status: int, said: str
) -> None:
    fresh.get(VIEW)
    answer = fresh.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert said in str(answer.json()["error"])
