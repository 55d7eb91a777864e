"""Web archives made to harm: bombs, lying lengths, endless headers, names with paths in them."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import pytest

from lopsided.errors import InputError
from lopsided.reading.documents.documents import ASIDE_EACH, Sources
from lopsided.reading.formats import warc as formats_warc
from lopsided.reading.formats.formats import Given, SetAside
from lopsided.reading.formats.warc import LARGEST_PAGE, pages_in

if TYPE_CHECKING:
    from pathlib import Path

PAGE = b"<html><body><p>The president of Chile said that exports to Peru rose.</p></body></html>"


def _record(body: bytes, length: str | None = None, uri: str = "http://example.org/") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\n"
    return head.encode() + f"Content-Length: {length or len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def _http(body: bytes, *headers: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *headers, "", ""]).encode() + body


def _read(data: bytes, name: str = "x.warc") -> list[Given | SetAside]:
    return list(pages_in(io.BytesIO(data), name))


@pytest.mark.parametrize(
    ("coding", "packed"),
    [("gzip", gzip.compress(b"a" * 4 * LARGEST_PAGE)), ("deflate", zlib.compress(b"a" * 4 * LARGEST_PAGE))],
)
def test_a_page_that_unpacks_to_more_than_is_read_is_set_aside_before_it_fills_memory(
    coding: str, packed: bytes
) -> None:
    tracemalloc.start()
    found = _read(_record(_http(packed, f"Content-Encoding: {coding}")) + _record(_http(PAGE)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found[0], SetAside)
    assert "unpacks to more than 10 MB" in found[0].reason
    assert isinstance(found[1], Given)
    assert peak < 3 * LARGEST_PAGE


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved Permanently", "503 Service Unavailable"])
def test_what_a_server_answers_in_place_of_a_page_is_no_article(status: str) -> None:
    (found,) = _read(_record(_http(PAGE).replace(b"200 OK", status.encode())))
    assert isinstance(found, SetAside)
    assert found.reason == f"is a server's answer {status[:3]}, not a page"


def test_a_packed_page_that_breaks_off_is_set_aside() -> None:
    packed = gzip.compress(PAGE)
    (found,) = _read(_record(_http(packed[: len(packed) // 2], "Content-Encoding: gzip")))
    assert isinstance(found, SetAside)
    assert "broken off" in found.reason


@pytest.mark.parametrize("body", [b"x" * 400_000, b"\n" * 400_000], ids=["one line", "blank lines"])
def test_an_archive_that_is_a_bomb_is_left_alone(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats_warc, "_MOST_UNPACKED", 100_000)
    monkeypatch.setattr(formats_warc, "LARGEST_PAGE", 10_000)
    bomb = gzip.compress(_record(_http(PAGE)) + _record(body, uri="http://example.org/bomb") + body)
    with pytest.raises(InputError, match="unpacks to more than 200 times its size"):
        _read(bomb, "x.warc.gz")


@pytest.mark.parametrize("length", ["9" * 5000, "-5", "²", "1e3", "0x10", "", "999999999999999999"])
def test_a_length_that_is_none_is_a_broken_archive(length: str) -> None:
    with pytest.raises(InputError, match="broken archive"):
        _read(_record(PAGE, length or " "))


def test_a_length_that_lies_takes_no_memory() -> None:
    tracemalloc.start()
    (found,) = _read(_record(PAGE, "999999999999999"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found, SetAside)
    assert peak < LARGEST_PAGE


def test_endless_headers_are_a_broken_archive() -> None:
    with pytest.raises(InputError, match="broken archive"):
        _read(b"WARC/1.0\r\n" + b"a: b\r\n" * 5000)


@pytest.mark.parametrize(
    "chunks", [b"-5\r\nabc\r\n" * 100, b"1\r\na\r\n" * 20_000, b"ffffffff\r\nab", b"\r\n" * 50_000]
)
def test_chunks_that_lie_are_put_together_as_far_as_they_go(chunks: bytes) -> None:
    (found,) = _read(_record(_http(chunks, "Transfer-Encoding: chunked")))
    assert isinstance(found, Given | SetAside)


@pytest.mark.parametrize("uri", ["../../etc/passwd", "file:///etc/passwd", "..\\..\\x", "http://x/\x00\u202etxt"])
def test_an_address_is_a_label_and_leads_nowhere(uri: str) -> None:
    (found,) = _read(_record(_http(PAGE), uri=uri))
    assert isinstance(found, Given)
    assert found.name == "x.warc#1"


@pytest.mark.parametrize(
    ("ending", "empty", "wrap"),
    [
        ("xml", "<item/>", "<rss><channel>{}<item><description>Kenya sold tea.</description></item></channel></rss>"),
        ("jsonl", "7\n", '{}{{"text": "Kenya sold tea."}}\n'),
    ],
)
def test_entries_without_an_article_are_told_one_by_one_and_then_counted(
    ending: str, empty: str, wrap: str, tmp_path: Path
) -> None:
    """Half a million of them would be half a million transactions."""
    file = tmp_path / f"a.{ending}"
    file.write_text(wrap.format(empty * (ASIDE_EACH + 1234)), encoding="utf-8")
    found = list(Sources([file]))
    aside = [one for one in found if isinstance(one, SetAside)]
    assert len(aside) == ASIDE_EACH + 1
    assert aside[-1].reason.startswith("1,234 more entries hold no article")
    assert aside[-1].place == f"{file}#more"
    assert [one.name for one in found if isinstance(one, Given)] == [f"a.{ending}#{ASIDE_EACH + 1235}"]
