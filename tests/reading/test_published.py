"""When a text was published: its own lines, records, feeds, pages and archives, where these disagree or cannot be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lopsided.reading.corpus import gather
from lopsided.reading.documents.stamps import day_in_address, day_in_metadata
from lopsided.reading.formats.formats import Given, texts_in
from lopsided.reading.pipeline import prepare

if TYPE_CHECKING:
    from pathlib import Path

BODY = (
    "The mining ministers of Zambia and Namibia agreed to share the cost of a road to the coast, and both said that "
    "work on it would begin before the rains."
)
HEAD = "Zambia and Namibia to build road"


def dated(text: str) -> tuple[str | None, str | None]:
    document = prepare(Given("a.txt", text, "0"))
    return document.published, document.published_from


@pytest.mark.parametrize(
    ("line", "day", "source"),
    [
        ("Updated: May 5, 2021 | Published: May 3, 2021", "2021-05-03", "header"),
        ("Issued on: 03/05/2021 - 10:15\nModified: 23/05/2021 - 09:00", "2021-05-03", "header"),
        ("Issued on: 03/05/2021 - 10:15\nModified: 05/23/2021 - 09:00", "2021-03-05", "header"),
        ("Issued on: 03/05/2021 - 10:15", None, None),
        ("May 3, 202110:15 AM GMT+2Updated 2 years ago", "2021-05-03", "header"),
        ("https://road.example/news/2021/05/03/zambia-road", "2021-05-03", "address"),
        ("3 May 2021 12:18 (UTC+04:00)", "2021-05-03", "header"),
        ("Published 3 May 2199", None, None),
        ("Published 31 February 2021", None, None),
    ],
)
def test_what_a_text_says_of_itself(line: str, day: str | None, source: str | None) -> None:
    assert dated(f"{HEAD}\n\n{line}\n\n{BODY}\n") == (day, source)


def test_a_place_and_a_day_above_a_text_are_its_dateline() -> None:
    assert dated(f"Lusaka, May 3, 2021\n\n{BODY}\n") == ("2021-05-03", "header")
    assert dated(f"Bridge opens in Lusaka, May 3, 2021\n\n{BODY}\n") == (None, None)
    assert dated(f"Lusaka, May 3, 2021. {BODY}\n") == ("2021-05-03", "dateline")
    assert dated(f"Work began in Lusaka on May 3, 2021. {BODY}\n") == (None, None)
    assert dated(f"Zambezi Herald, 3 May 2021\n\n{HEAD}\n\n{BODY}\n") == ("2021-05-03", "header")
    assert dated(f"The Lusaka Evening Post, May 3, 2021\n\n{BODY}\n") == ("2021-05-03", "header")
    assert dated(f"Road Deal Signed, May 3, 2021\n\n{BODY}\n") == (None, None)


@pytest.mark.parametrize(
    "line",
    ["Lusaka, 3 May 2021", "3 May 2021", "By Mara Phiri, 3 May 2021", "LUSAKA, May 3, 2021 (Wire) - Work began."],
)
def test_a_byte_order_mark_hides_no_date(line: str) -> None:
    assert dated(f"\ufeff{line}\n\n{BODY}\n") == dated(f"{line}\n\n{BODY}\n")
    assert dated(f"\ufeff{line}\n\n{BODY}\n")[0] == "2021-05-03"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021-05-03T23:30:00-05:00", "2021-05-03"),
        ("20210503T101500Z", "2021-05-03"),
        ("20210503", "2021-05-03"),
        ("1620036000", "2021-05-03"),
        ("1620036000000", "2021-05-03"),
        ("Mon, 03 May 21 08:00:00 GMT", "2021-05-03"),
        ("03/05/2021", None),
        ("2021-02-31", None),
        ("1970-01-01T00:00:00Z", None),
        ("2199-01-01", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_days_as_machines_write_them(written: str, day: str | None) -> None:
    assert day_in_metadata(written) == day


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/2021/05/03/road", "2021-05-03"),
        ("https://a.example/news/2021-5-3-road", "2021-05-03"),
        ("https://a.example/20210503-road.html", "2021-05-03"),
        ("https://a.example/2021/05/road", None),
        ("https://a.example/2021/13/45/road", None),
        ("https://a.example/20210503777", None),
        (None, None),
    ],
)
def test_days_in_addresses(address: str | None, day: str | None) -> None:
    assert day_in_address(address) == day


@pytest.mark.parametrize("key", ["publishedAt", "published_date", "publication_date", "seendate"])
def test_records_of_several_makers_have_their_day(key: str) -> None:
    line = json.dumps({"title": HEAD, "text": BODY, "date": "n/a", key: "2021-05-03"})
    (given,) = texts_in(line.encode(), "a.jsonl")
    assert isinstance(given, Given)
    assert given.published == "2021-05-03"


def test_a_record_without_a_date_has_the_day_of_its_address() -> None:
    given = Given("a#1", BODY, "0", url="https://a.example/2021/05/03/road")
    assert (prepare(given).published, prepare(given).published_from) == ("2021-05-03", "address")


META = '<meta property="article:published_time" content="{}">'
LINKED = '<script type="application/ld+json">{}</script>'
OF_THE_SITE = {"@graph": [{"@type": "WebPage", "datePublished": "2009-01-01"}, {"@type": "NewsArticle"}]}
OF_THE_ARTICLE = {"@type": ["NewsArticle"], "datePublished": "2021-05-03T08:00:00Z", "dateModified": "2022-01-02"}


@pytest.mark.parametrize(
    ("head", "foot", "day"),
    [
        (META.format("2021-05-03T23:30:00-05:00"), "", "2021-05-03"),
        (META.format("2022-09-09") + LINKED.format(json.dumps(OF_THE_ARTICLE)), "", "2021-05-03"),
        (LINKED.format(json.dumps([OF_THE_SITE, OF_THE_ARTICLE])), "", "2021-05-03"),
        (LINKED.format("{broken") + META.format("2021-05-03"), "", "2021-05-03"),
        (META.format("2021-02-31T08:00:00Z"), "", None),
        (META.format("2199-01-01T08:00:00Z"), "", None),
        (META.format("1970-01-01T00:00:00Z"), "", None),
        ('<meta name="date" content="03/05/2021">', "", None),
        ('<link rel="canonical" href="https://a.example/2021/05/03/road">', "", "2021-05-03"),
        ("", '<aside><ul><li>Fire in Lusaka <time datetime="2018-01-01">1 Jan 2018</time></li></ul></aside>', None),
        ("", "<footer>Last updated 9 June 2022</footer>", None),
        ("", "", None),
    ],
)
def test_what_a_page_says(tmp_path: Path, head: str, foot: str, day: str | None) -> None:
    paragraphs = "".join(
        f"<p>{BODY}</p><p>Part {n} of the road is {n * 12} km long, an engineer said.</p>" for n in (1, 2)
    )
    page = f"<html><head><title>{HEAD}</title>{head}</head><body><article><h1>{HEAD}</h1>{paragraphs}</article>{foot}"
    (tmp_path / "a.html").write_text(f"{page}</body></html>", encoding="utf-8")
    (given,) = gather([tmp_path / "a.html"])
    assert isinstance(given, Given)
    assert given.published == day


@pytest.mark.parametrize(("published", "day"), [("2021-05-04T06:00:00+12:00", "2021-05-04"), ("2022-05-04", None)])
def test_a_page_fetched_before_its_date_has_none_but_is_read(tmp_path: Path, published: str, day: str | None) -> None:
    article = f"<article><h1>{HEAD}</h1><p>{BODY}</p></article>"
    page = f"<html><head>{META.format(published)}</head><body>{article}</body></html>"
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2021-05-03T20:00:00Z\r\nContent-Length: {len(block)}\r\n\r\n"
    (tmp_path / "a.warc").write_bytes(head.encode() + block + b"\r\n\r\n")
    (given,) = gather([tmp_path / "a.warc"])
    assert isinstance(given, Given)
    assert given.published == day
