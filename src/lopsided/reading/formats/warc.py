"""Pages out of web archives (WARC, ISO 28500), plain or gzipped."""

from __future__ import annotations

import gzip
import re
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO

from lopsided.errors import InputError
from lopsided.reading.documents.encoding import decode, reason_in, unfit
from lopsided.reading.documents.published import day_of
from lopsided.reading.formats.formats import Given, SetAside

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_PAGE = 10_000_000
"""Bytes of the largest page that is read, packed or not; larger records are set aside."""
_LONGEST_LINE = 65_536
"""Bytes of the longest header line, and the most that the headers of a record may have of them."""
_MOST_HEADERS = 1_000
_MOST_BLANK = 1_000
"""Empty lines between two records, which have two; a hundred million of them would take minutes."""
_MOST_DIGITS = 15
_MOST_UNPACKED = 100_000_000
_HIGHEST_RATIO = 200
"""An archive that unpacks to more than this many times its size is a bomb, pages are packed to a fifth or so."""
_ANSWER = re.compile(rb"HTTP/[\d.]{1,4} (\d{3})\b")
"""Status of an answer: beyond 2xx its body tells of an error or another address, whatever it looks like."""
_GZIP = 31
"""For zlib: a gzip header, and the largest window."""


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
    file = _Unpacked(raw, name) if name.lower().endswith(".gz") else raw
    number = 0
    try:
        for headers, block in _records(file, name):
            if headers.get("warc-type") not in ("response", "resource"):
                continue
            number += 1
            yield _page(headers, block, f"{name}#{number}")
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise unfit(name, "is a broken archive", "fetch it again") from error


class _Unpacked:
    """A gzipped archive, unpacked as it is read, and no further once it turns out to be a bomb."""

    def __init__(self, raw: BinaryIO, name: str) -> None:
        self._raw, self._name = raw, name
        self._file = gzip.GzipFile(fileobj=raw)

    def read(self, size: int) -> bytes:
        return self._checked(self._file.read(size))

    def readline(self, size: int) -> bytes:
        return self._checked(self._file.readline(size))

    def _checked(self, data: bytes) -> bytes:
        if self._file.tell() > max(_MOST_UNPACKED, _HIGHEST_RATIO * self._raw.tell()):
            raise unfit(self._name, f"unpacks to more than {_HIGHEST_RATIO} times its size", "leave it out")
        return data


def _records(file: BinaryIO | _Unpacked, name: str) -> Iterator[tuple[dict[str, str], bytes | None]]:
    """Yield each record's headers and block, None for a block that is too large."""
    first, blank = True, 0
    while line := file.readline(_LONGEST_LINE):
        blank = 0 if line.strip() else blank + 1
        if blank > _MOST_BLANK:
            raise unfit(name, "is a broken archive", "fetch it again")
        if blank:
            continue
        if not line.startswith(b"WARC/"):
            wrong = "is not a web archive" if first else "is a broken archive"
            raise unfit(name, wrong, "give a whole .warc or .warc.gz file")
        first = False
        headers = _headers(file, name)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) <= _MOST_DIGITS):
            raise unfit(name, "is a broken archive", "fetch it again")
        if int(length) > LARGEST_PAGE:
            _skip(file, int(length))
            yield headers, None
            continue
        block = file.read(int(length))
        if len(block) < int(length):  # half a page would be another article than the whole one
            raise unfit(name, "is an archive that is broken off", "fetch it again")
        yield headers, block


def _headers(file: BinaryIO | _Unpacked, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = file.readline(_LONGEST_LINE)
        if not line.strip():
            return found
        key, _, value = line.decode("utf-8", "replace").partition(":")
        found[key.strip().lower()] = value.strip()
    raise unfit(name, "is a broken archive", "fetch it again")


def _skip(file: BinaryIO | _Unpacked, length: int) -> None:
    while length > 0 and (passed := len(file.read(min(length, 1 << 20)))):
        length -= passed


def _page(headers: dict[str, str], block: bytes | None, label: str) -> Given | SetAside:
    if block is None:
        return SetAside(label, f"is larger than {LARGEST_PAGE / 1e6:.0f} MB")
    url = headers.get("warc-target-uri", "").strip("<>") or None
    body, http = block, {}
    if headers.get("warc-type") == "response":
        head, _, body = block.partition(b"\r\n\r\n")
        http = {
            k.strip().lower(): v.strip() for k, _, v in (h.partition(":") for h in head.decode("latin-1").split("\r\n"))
        }
        answer = _ANSWER.match(head)
        if answer and not answer[1].startswith(b"2"):
            return SetAside(label, f"is a server's answer {answer[1].decode()}, not a page")
        if "html" not in http.get("content-type", "html"):
            return SetAside(label, f"is {http['content-type']}, not a page")
    try:
        html, repaired = decode(_decoded(body, http), label)
    except (InputError, zlib.error) as error:
        return SetAside(label, reason_in(error, label))
    crawled = day_of(headers.get("warc-date", ""))
    return Given(label, html, sha256(block).hexdigest(), url=url, repaired=repaired, form="page", crawled=crawled)


def _decoded(body: bytes, http: dict[str, str]) -> bytes:
    """Return an HTTP body without its transfer and content encoding."""
    if "chunked" in http.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    coding = http.get("content-encoding", "").lower()
    if coding == "gzip" and body[:2] == b"\x1f\x8b":
        return _unpacked(body, _GZIP)
    return _unpacked(body, zlib.MAX_WBITS) if coding == "deflate" else body


def _unpacked(body: bytes, window: int) -> bytes:
    """Return a packed page, never more of it than is read.

    Raises
    ------
    zlib.error
        If it is broken, or larger than any page that is read.
    """
    unpacking = zlib.decompressobj(window)
    page = unpacking.decompress(body, LARGEST_PAGE)
    if unpacking.unconsumed_tail:
        problem = f"unpacks to more than {LARGEST_PAGE / 1e6:.0f} MB"
        raise zlib.error(problem)
    if not unpacking.eof:
        problem = "is packed, and broken off"
        raise zlib.error(problem)
    return page


def _unchunked(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        line_end = body.find(b"\r\n", at, at + _LONGEST_LINE)
        if line_end < 0:
            break
        try:
            length = int(body[at:line_end].split(b";")[0], 16)
        except ValueError:
            return body  # already put together by whoever wrote the archive
        if length <= 0:
            break
        parts.append(body[line_end + 2 : line_end + 2 + length])
        at = line_end + 2 + length + 2
    return b"".join(parts)
