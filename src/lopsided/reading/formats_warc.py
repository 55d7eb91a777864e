"""Pages out of web archives (WARC, ISO 28500), plain or gzipped."""

from __future__ import annotations

import gzip
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, cast

from lopsided.errors import InputError
from lopsided.reading.documents_encoding import decode, unfit
from lopsided.reading.formats import Given, SetAside
from lopsided.reading.published import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_PAGE = 10_000_000
"""Bytes of the largest page that is read; larger records are set aside."""


def pages_in(raw: BinaryIO, name: str) -> Iterator[Given | SetAside]:
    """Yield the HTML pages of a web archive, one at a time.

    Parameters
    ----------
    raw : file
        A ``.warc`` or ``.warc.gz`` file, open for reading bytes.
    name : str
        Its name in messages and of its pages (``name#n``).

    Raises
    ------
    InputError
        If the file is not a web archive.
    """
    file = cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if name.lower().endswith(".gz") else raw
    number = 0
    try:
        for headers, block in _records(file, name):
            if headers.get("warc-type") not in ("response", "resource"):
                continue
            number += 1
            yield _page(headers, block, f"{name}#{number}")
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise unfit(name, "is a broken archive", "fetch it again") from error


def _records(file: BinaryIO, name: str) -> Iterator[tuple[dict[str, str], bytes | None]]:
    """Yield each record's headers and block, None for a block that is too large."""
    first = True
    while line := file.readline():
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            wrong = "is not a web archive" if first else "is a broken archive"
            raise unfit(name, wrong, "give a whole .warc or .warc.gz file")
        first = False
        headers = _headers(file)
        length = headers.get("content-length", "")
        if not length.isdigit():
            raise unfit(name, "is a broken archive", "fetch it again")
        if int(length) > LARGEST_PAGE:
            _skip(file, int(length))
            yield headers, None
        else:
            yield headers, file.read(int(length))


def _headers(file: BinaryIO) -> dict[str, str]:
    found: dict[str, str] = {}
    while (line := file.readline()).strip():
        key, _, value = line.decode("utf-8", "replace").partition(":")
        found[key.strip().lower()] = value.strip()
    return found


def _skip(file: BinaryIO, length: int) -> None:
    while length > 0:
        length -= len(file.read(min(length, 1 << 20)) or b"x" * length)


def _page(headers: dict[str, str], block: bytes | None, label: str) -> Given | SetAside:
    if block is None:
        return SetAside(label, f"is larger than {LARGEST_PAGE / 1e6:.0f} MB")
    url = headers.get("warc-target-uri", "").strip("<>") or None
    body = block
    if headers.get("warc-type") == "response":
        head, _, body = block.partition(b"\r\n\r\n")
        http = {
            k.strip().lower(): v.strip() for k, _, v in (h.partition(":") for h in head.decode("latin-1").split("\r\n"))
        }
        if "html" not in http.get("content-type", "html"):
            return SetAside(label, f"is {http['content-type']}, not a page")
        body = _decoded(body, http)
    try:
        html, repaired = decode(body, label)
    except (InputError, OSError, zlib.error) as error:
        return SetAside(label, str(error))
    crawled = day_of(headers.get("warc-date", ""))
    return Given(label, html, sha256(block).hexdigest(), url=url, repaired=repaired, form="page", crawled=crawled)


def _decoded(body: bytes, http: dict[str, str]) -> bytes:
    """Return an HTTP body without its transfer and content encoding."""
    if "chunked" in http.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    coding = http.get("content-encoding", "").lower()
    if coding == "gzip" and body[:2] == b"\x1f\x8b":
        return gzip.decompress(body)
    return zlib.decompress(body) if coding == "deflate" else body


def _unchunked(body: bytes) -> bytes:
    parts: list[bytes] = []
    rest = body
    while rest:
        size, separator, rest = rest.partition(b"\r\n")
        try:
            length = int(size.split(b";")[0], 16)
        except ValueError:
            return body  # already put together by whoever wrote the archive
        if not separator or not length:
            break
        parts.append(rest[:length])
        rest = rest[length + 2 :]
    return b"".join(parts)
