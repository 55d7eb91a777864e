"""Downloads go on where they broke off, are checked, and say in one sentence when they cannot be had."""

from __future__ import annotations

import hashlib
import io
import socket
import threading
import zipfile
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import httpx
import pytest

from lopsided.api.packs import fetch_pack
from lopsided.datasets.packs import fetching
from lopsided.datasets.packs.adding import Wanted
from lopsided.datasets.packs.fetching import Fetchable, RemoteFile, fetch, fetchable, to_fetch
from lopsided.datasets.packs.formats import forms
from lopsided.datasets.packs.place import downloads_folder
from lopsided.errors import InputError, MissingDataError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


ROWS = [f"2021,76,156,{product},1,1\n" for product in range(120100, 120600)]


def zipped() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("BACI_HS92_Y2021_V209901.csv", "t,i,j,k,v,q\n" + "".join(ROWS))
    return content.getvalue()


CONTENT = zipped()
WANTED = Fetchable(
    key="thing", title="A thing", form="baci", version="V209901", page="https://office.example/page", licence="free",
    size="", files=(RemoteFile("thing.zip", "https://office.example/thing.zip"),),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOPSIDED_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(fetching, "PAUSE", 0.0)


class Cut(httpx.SyncByteStream):
    """A body that breaks off."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __iter__(self) -> Iterator[bytes]:
        yield self.content
        message = "peer closed"
        raise httpx.ReadError(message)


def client(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.Client:
    return httpx.Client(transport=httpx.MockTransport(answer))


def server(request: httpx.Request, *, tag: str = '"one"', content: bytes = CONTENT) -> httpx.Response:
    asked = request.headers.get("range")
    if asked and request.headers.get("if-range") == tag:
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        return httpx.Response(206, headers={"etag": tag}, content=content[start:])
    return httpx.Response(200, headers={"etag": tag}, content=content)


def told(*_: object) -> None:
    return None


def test_a_file_comes_whole_with_its_progress() -> None:
    seen: list[tuple[str, int, int | None]] = []
    (path,) = fetch(WANTED, told=lambda *step: seen.append(step), client=client(server))
    assert path.read_bytes() == CONTENT
    assert seen[-1] == ("thing.zip", len(CONTENT), len(CONTENT))
    assert [file.name for file in path.parent.iterdir()] == ["thing.zip"]


def test_a_download_goes_on_where_it_broke_off() -> None:
    asked: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers.get("range"))
        if len(asked) == 1:
            headers = {"etag": '"one"', "content-length": str(len(CONTENT))}
            return httpx.Response(200, headers=headers, stream=Cut(CONTENT[:100]))
        return server(request)

    (path,) = fetch(WANTED, told=told, client=client(answer))
    assert asked == [None, "bytes=100-"]
    assert path.read_bytes() == CONTENT


def test_a_second_run_goes_on_and_a_new_version_starts_afresh() -> None:
    def always_cut(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"etag": '"one"', "content-length": "999"}, stream=Cut(CONTENT[:50]))

    with pytest.raises(MissingDataError, match="run the same command again"):
        fetch(WANTED, told=told, client=client(always_cut))
    assert (downloads_folder() / "thing" / "thing.zip.part").stat().st_size == 50
    (path,) = fetch(WANTED, told=told, client=client(lambda request: server(request, tag='"two"')))
    assert path.read_bytes() == CONTENT


def test_without_a_network_one_sentence_says_how_to_add_it_by_hand() -> None:
    def nowhere(request: httpx.Request) -> httpx.Response:
        message = "Temporary failure in name resolution"
        raise httpx.ConnectError(message, request=request)

    with pytest.raises(MissingDataError) as error:
        fetch(WANTED, told=told, client=client(nowhere))
    assert "no connection to office.example" in str(error.value)
    assert "https://office.example/thing.zip" in str(error.value)
    assert "lopsided data add" in str(error.value)


@pytest.mark.parametrize(
    ("response", "says"),
    [
        (httpx.Response(404), "answered 404"),
        (httpx.Response(503), "answered 503"),
        (httpx.Response(200, headers={"content-type": "text/html"}, content=b"<html>please register</html>"), "a page"),
        (httpx.Response(200, content=b"not at all"), "not a zip"),
    ],
)
def test_what_is_not_the_file_is_refused(response: httpx.Response, says: str) -> None:
    with pytest.raises((InputError, MissingDataError), match=says):
        fetch(WANTED, told=told, client=client(lambda _: response))
    assert not (downloads_folder() / "thing" / "thing.zip").exists()


@pytest.mark.parametrize("content", [CONTENT, b"other"])
def test_a_publishers_checksum_is_held_to(content: bytes) -> None:
    digest = hashlib.sha256(content).hexdigest()
    file = RemoteFile("thing.zip", "https://office.example/thing.zip", digest)
    wanted = Fetchable(
        key="thing", title="", form="baci", version="", page="", licence="", size="", files=(file,)
    )  # fmt: skip
    if content == CONTENT:
        assert fetch(wanted, told=told, client=client(server))
        return
    with pytest.raises(InputError, match="sha256"):
        fetch(wanted, told=told, client=client(server))
    assert list((downloads_folder() / "thing").glob("*.zip*")) == []


def test_everything_that_can_be_fetched_can_be_read_and_has_terms() -> None:
    for key, entry in fetchable().items():
        assert entry.form in forms()
        assert entry.licence
        assert all(file.url.startswith("https://") for file in entry.files)
        assert to_fetch(key) is entry
    with pytest.raises(UnknownNameError, match="baci_hs92"):
        to_fetch("baci_hs93")


class Publisher(BaseHTTPRequestHandler):
    """A publisher's server on this machine that serves one file in parts, and breaks off the first answer."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        start = int((self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").removesuffix("-"))
        self.asked.append(self.headers.get("Range") or "")
        self.send_response(206 if start else 200)
        self.send_header("ETag", '"one"')
        self.send_header("Content-Length", str(len(CONTENT) - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}")
        self.end_headers()
        if start:
            self.wfile.write(CONTENT[start:])
        else:  # the line goes dead half-way
            self.wfile.write(CONTENT[: len(CONTENT) // 2])
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def publisher() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Publisher) as here:
        Publisher.asked.clear()
        threading.Thread(target=here.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{here.server_port}"
        here.shutdown()


def from_here(address: str, sha256: str = "") -> Fetchable:
    return replace(WANTED, files=(RemoteFile("BACI_HS92_V209901.zip", f"{address}/BACI_HS92_V209901.zip", sha256),))


def test_over_a_real_connection_a_broken_download_goes_on_and_becomes_a_pack(
    publisher: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = from_here(publisher, hashlib.sha256(CONTENT).hexdigest())
    monkeypatch.setattr(fetching, "fetchable", lambda: {"thing": source})
    steps: list[int] = []
    pack = fetch_pack("thing", Wanted(mode="strict", name="thing"), told, lambda _, here, __: steps.append(here))
    assert (pack.kept, pack.version, pack.licence) == (500, "V209901", "free")
    assert Publisher.asked == ["", f"bytes={len(CONTENT) // 2}-"]
    assert steps[-1] == len(CONTENT)
    assert not list(downloads_folder().glob("*"))  # what was imported is not kept twice


def test_over_a_real_connection_a_wrong_checksum_is_refused_and_leaves_nothing(publisher: str) -> None:
    with pytest.raises(InputError, match="sha256"):
        fetch(from_here(publisher, "0" * 64), told=told)
    assert [file.name for file in downloads_folder().rglob("*") if file.is_file()] == []


def test_where_nobody_listens_one_sentence_says_so() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(MissingDataError, match=r"no connection to 127\.0\.0\.1.*data add FILE"):
            fetch(from_here(f"http://127.0.0.1:{free.getsockname()[1]}"), told=told)
