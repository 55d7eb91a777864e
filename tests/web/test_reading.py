"""What visitors hand in: read in a process of its own, shown, kept only when they say so."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.served import served

from lopsided.api.dossiers import open_dossier
from lopsided.errors import InputError, UnknownNameError
from lopsided.settings import Settings
from lopsided.web.reading import room
from lopsided.web.reading.child import Done
from lopsided.web.reading.names import dossier_name, file_name
from lopsided.web.reading.place import Place, sweep

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLE = (
    "LUSAKA, 3 March 2023 - Zambia and Malawi signed a power agreement on Thursday, Energy Minister Peter Kapala said. "
    "Zambia sold 40 % of its copper to Switzerland in 2022, he told reporters.\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dossiers")


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[httpx.Client]:
    """An app with a folder of dossiers."""
    with served(Settings(dossiers=folder)) as at, httpx.Client(base_url=at, timeout=300) as client:
        yield client


def finished(client: httpx.Client, answered: httpx.Response) -> tuple[str, dict[str, Any]]:
    assert answered.status_code == 303, answered.text
    at = answered.headers["location"]
    for _ in range(6000):
        shown = client.get(f"{at}.json").json()["contents"]
        if shown["state"] in ("done", "failed"):
            return at, shown
        time.sleep(0.1)
    pytest.fail(f"not read: {shown}")


@pytest.fixture(scope="module")
def handed_in(desk: httpx.Client) -> tuple[str, dict[str, Any]]:
    files = [
        ("files", ("../../etc/wire.txt", ARTICLE.encode(), "text/plain")),
        ("files", ("wire.txt", b"\x00\xff\x13" * 50, "application/octet-stream")),
    ]
    return finished(desk, desk.post("/read", data={"text": ARTICLE.replace("40 %", "60 %")}, files=files))


def test_what_is_handed_in_is_read_and_marked(
    desk: httpx.Client, handed_in: tuple[str, dict[str, Any]], folder: Path
) -> None:
    _, shown = handed_in
    assert (shown["state"], shown["read"]) == ("done", 2)
    assert [name for name, _ in shown["left_out"]] == ["wire-2.txt"]
    assert {line["name"] for line in shown["lines"]} == {"pasted article.txt", "wire.txt"}
    page = desk.get(shown["lines"][0]["href"])
    assert re.search(r'<a class="mark[^"]*figure[^"]*" href="#r-\w+">', page.text)
    assert "This text is not kept" in page.text
    assert list(folder.iterdir()) == []


def test_nothing_unseen_in_a_text_gets_onto_a_page(desk: httpx.Client) -> None:
    turned = f"\u202eZambia\u2066 turns\x00 around\x07\n\n{ARTICLE}"
    files = [("files", ("a\u202etxt.exe.txt", turned.encode(), "text/plain"))]
    at, shown = finished(desk, desk.post("/read", files=files))
    line = shown["lines"][0]
    for path in (at, line["href"]):
        page = desk.get(path)
        assert page.status_code == 200
        assert not re.findall("[\x00-\x08\x7f\u202a-\u202e\u2066-\u2069]", page.text)
    assert 'dir="auto"' in desk.get(line["href"]).text


def test_every_mark_leads_to_its_record_and_back(desk: httpx.Client, handed_in: tuple[str, dict[str, Any]]) -> None:
    text = desk.get(handed_in[1]["lines"][0]["href"]).text
    ids = set(re.findall(r'id="([^"]+)"', text))
    within = re.findall(r'href="#([^"]+)"', text)
    assert len(within) > 6
    assert set(within) <= ids


def test_only_one_kind_is_shown_when_asked(desk: httpx.Client, handed_in: tuple[str, dict[str, Any]]) -> None:
    rows = desk.get(f"{handed_in[1]['lines'][0]['href']}.json", params={"kind": "figure"}).json()["rows"]
    assert {row["kind"] for row in rows} == {"figure"}


def test_it_is_kept_when_asked(desk: httpx.Client, handed_in: tuple[str, dict[str, Any]], folder: Path) -> None:
    at, _ = handed_in
    saved = desk.post(f"{at}/save", data={"name": "zmb mwi"})
    assert (saved.status_code, saved.headers["location"]) == (303, "/dossiers/zmb%20mwi")
    with open_dossier(folder / "zmb mwi.duckdb") as dossier:
        assert dossier.sizes()["documents"] == 2
    again = desk.post(f"{at}/save", data={"into": "zmb mwi"})
    assert again.status_code == 303
    with open_dossier(folder / "zmb mwi.duckdb") as dossier:
        assert dossier.sizes()["documents"] == 2
    listed = desk.get(saved.headers["location"])
    assert listed.status_code == 200
    page = desk.get(re.findall(r'href="(/dossiers/zmb%20mwi/documents/\w+)"', listed.text)[0])
    assert "What was read from it" in page.text


@pytest.mark.parametrize(
    ("form", "status"),
    [({"name": "../evil"}, 422), ({"name": "con"}, 422), ({"into": "nowhere"}, 422), ({"into": "../x"}, 422)],
)
def test_it_is_kept_nowhere_else(
    desk: httpx.Client, handed_in: tuple[str, dict[str, Any]], form: dict[str, str], status: int, folder: Path
) -> None:
    before = sorted(folder.rglob("*"))
    assert desk.post(f"{handed_in[0]}/save", data=form).status_code == status
    assert sorted(folder.rglob("*")) == before


def test_nothing_handed_in_is_said(desk: httpx.Client) -> None:
    answered = desk.post("/read", data={"text": "  "})
    assert answered.status_code == 422
    assert "othing was handed in" in answered.text


def test_a_date_must_be_one(desk: httpx.Client) -> None:
    assert desk.post("/read", data={"text": ARTICLE, "published": "soon"}).status_code == 422


def test_text_that_cannot_be_read_says_why(desk: httpx.Client) -> None:
    _, shown = finished(desk, desk.post("/read", data={"text": "Le président a rencontré son homologue à Paris. " * 9}))
    assert shown["state"] == "failed"
    assert "English" in shown["problem"]


def test_why_it_could_not_be_read_names_no_folder(desk: httpx.Client) -> None:
    files = [("files", ("slip.warc.gz", b"\x1f\x8b" + b"\x00" * 40, "application/gzip"))]
    at, shown = finished(desk, desk.post("/read", files=files))
    assert shown["state"] == "failed"
    for told in (shown["problem"], desk.get(at).text, desk.get(f"{at}.csv").text):
        assert tempfile.gettempdir() not in told
        assert "/given" not in told
    assert "slip.warc.gz" in shown["problem"]
    (row,) = csv.DictReader(desk.get(f"{at}.csv").text.splitlines())
    assert (row["state"], row["document"], row["reason"]) == ("failed", "slip.warc.gz", shown["problem"])


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("port.txt", b"\x80\x9c\xfe\xc3", "an encoding that cannot be told, or is not text"),
        ("port.txt", b"\x00\x01\x02\x03", "not text"),
        ("port.txt", b"....", "holds no words"),
        ("port.pdf", b"%PDF-1.7", "of a kind that is not read"),
        ("port.txt", b"%PDF-1.7", "a PDF, not text"),
        ("<b>port</b>", b"\x81\x9c\xfe\xc3", "cannot be told"),
    ],
)
def test_what_holds_no_text_is_refused_at_once_at_its_field(
    desk: httpx.Client, name: str, data: bytes, told: str
) -> None:
    refused = desk.post("/read", files=[("files", (name, data))], headers={"Accept": "application/json"})
    assert refused.status_code == 422
    error = refused.json()["error"]
    assert told in error["problem"]
    assert error["field"] == "files"
    assert error["remedy"]
    page = desk.post("/read", files=[("files", (name, data))])
    assert page.status_code == 422
    assert "<b>port" not in page.text


def test_what_holds_no_text_beside_an_article_is_set_aside_in_the_twins_too(desk: httpx.Client) -> None:
    files = [("files", ("port.txt", b"....")), ("files", ("wire.txt", ARTICLE.encode()))]
    at, shown = finished(desk, desk.post("/read", files=files))
    assert shown["state"] == "done"
    rows = list(csv.DictReader(desk.get(f"{at}.csv").text.splitlines()))
    assert [(row["state"], row["document"]) for row in rows] == [("read", "wire.txt"), ("set aside", "port.txt")]
    assert rows[1]["reason"]
    assert desk.get(f"{at}.json").json()["rows"][1]["reason"] == rows[1]["reason"]


def test_a_file_of_another_kind_is_called_by_its_own_name_and_told_every_kind(desk: httpx.Client) -> None:
    told = desk.post("/read", files=[("files", ("port.pdf", b"%PDF-1.7"))]).text
    assert ">port.pdf is of a kind that is not read" in told
    assert ".atom, .warc, .warc.gz" in told


def test_where_dossiers_lie_is_told_to_nobody(
    desk: httpx.Client, handed_in: tuple[str, dict[str, Any]], folder: Path
) -> None:
    (folder / "spoilt.duckdb").write_bytes(b"no dossier " * 500)
    try:
        refused = desk.post(f"{handed_in[0]}/save", data={"into": "spoilt"})
        told = desk.post(f"{handed_in[0]}/save", data={"into": "spoilt"}, headers={"Accept": "application/json"})
    finally:
        (folder / "spoilt.duckdb").unlink()
    assert (refused.status_code, told.status_code) == (422, 422)
    assert "not a dossier" in refused.text
    assert "<option selected>spoilt" in refused.text
    assert str(folder) not in refused.text + told.text


def test_of_tabs_that_give_a_new_dossier_one_name_the_first_has_it(
    desk: httpx.Client, handed_in: tuple[str, dict[str, Any]]
) -> None:
    def kept(_tab: int) -> int:
        return desk.post(f"{handed_in[0]}/save", data={"name": "one of many"}).status_code

    with ThreadPoolExecutor(4) as tabs:
        assert sorted(tabs.map(kept, range(4))) == [303, 422, 422, 422]


def test_whoever_keeps_a_reading_nowhere_is_asked_where(
    desk: httpx.Client, handed_in: tuple[str, dict[str, Any]]
) -> None:
    refused = desk.post(f"{handed_in[0]}/save", headers={"Accept": "application/json"}).json()["error"]
    assert (refused["field"], refused["problem"]) == ("name", "it is not said where to keep it")


def test_a_reading_nobody_made_is_not_there(desk: httpx.Client) -> None:
    assert desk.get("/readings/guess").status_code == 404


def test_nothing_is_taken_in_where_pages_are_only_shown(tmp_path: Path) -> None:
    with served(Settings(dossiers=tmp_path, read_only=True)) as at, httpx.Client(base_url=at, timeout=300) as client:
        assert client.post("/read", data={"text": ARTICLE}).status_code == 403
        # Whatever is sent, a form that is none among it: what is wrong with it is not to be mended here.
        for path in ("/read", "/readings/any/save", "/readings/any/forget", "/checks/any/rulings"):
            assert client.post(path).status_code == 403
            damaged = {"Content-Type": "multipart/form-data; boundary=x"}
            assert client.post(path, content=b"no form", headers=damaged).status_code == 403
        assert '<form class="hand-in"' not in client.get("/read").text


def test_a_reading_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LONGEST", 0.0)
    here = room.ReadingRoom()
    try:
        reading = here.take([("a.txt", ARTICLE.encode())], None)
        while reading.state in ("waiting", "reading"):
            time.sleep(0.05)
        assert reading.state == "failed"
        assert "took longer" in str(reading.failed)
    finally:
        here.close()
    assert not reading.folder.exists()


def test_more_than_a_form_may_hold_is_named(desk: httpx.Client) -> None:
    answered = desk.post("/read", files=[("files", (f"{n}.txt", b"x", "text/plain")) for n in range(101)])
    assert answered.status_code == 422
    assert "at most 100 files and 5 MB" in answered.text
    damaged = {"Content-Type": "multipart/form-data; boundary=x", "Accept": "application/json"}
    assert desk.post("/read", content=b"no form", headers=damaged).status_code == 422


def test_its_reader_throws_a_reading_away(desk: httpx.Client) -> None:
    at, _ = finished(desk, desk.post("/read", data={"text": ARTICLE}))
    assert f'action="{at}/forget"' in desk.get(at).text
    gone = desk.post(f"{at}/forget")
    assert (gone.status_code, gone.headers["location"]) == (303, "/read")
    for path in (at, f"{at}.json", f"{at}/forget"):
        assert desk.request("POST" if path.endswith("forget") else "GET", path).status_code == 404


def test_a_reading_under_way_is_ended_when_its_reader_wants_it_no_more() -> None:
    here = room.ReadingRoom()
    try:
        first = here.take([("a.txt", ARTICLE.encode() * 2000)], None)
        second = here.take([("b.txt", ARTICLE.encode())], None)
        here.forget(second.id)
        while first.state == "waiting":
            time.sleep(0.01)
        here.forget(first.id)
        while first.folder.exists():
            time.sleep(0.05)
        assert second.state == "waiting"
        assert not second.folder.exists()
        with pytest.raises(UnknownNameError):
            here.find(first.id)
    finally:
        here.close()


def test_what_was_read_is_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.ReadingRoom, "_have_read", lambda *_: Done())
    here = room.ReadingRoom(kept=0.2)
    try:
        reading = here.take([("a.txt", b"words, " * 9)], None)
        while reading.folder.exists():
            time.sleep(0.05)
        assert reading.state == "done"
        with pytest.raises(UnknownNameError):
            here.find(reading.id)
    finally:
        here.close()


KILLED = """
import os, signal, sys
from lopsided.web.reading.place import Place
place = Place()
(place.folder / "article.txt").write_text("private")
print(place.folder, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there the system clears up")
def test_what_a_killed_server_leaves_is_swept_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # any other server that starts meanwhile would sweep the common place
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    alive = Place()
    try:
        run = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True, check=False)  # noqa: S603
        left = Path(run.stdout.strip())
        assert (left / "article.txt").exists()
        assert left in sweep()
        assert not left.exists()
        assert alive.folder.exists()
    finally:
        alive.close()
    assert not list(alive.folder.parent.glob(f"{alive.folder.name}*"))


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Temp\\a b.txt", "a b.txt"),
        ("..", "article.txt"),
        ("", "article.txt"),
        (".hidden", "hidden"),
        ("a\x00b\n.html", "a_b_.html"),
        ("x" * 300 + ".txt", "x" * 80 + ".txt"),
    ],
)
def test_a_file_never_gets_a_path_for_a_name(given: str, name: str) -> None:
    assert file_name(given, ()) == name
    assert file_name(given, {name}) != name


@pytest.mark.parametrize("given", ["", "a/b", "..", "aux", "-x", "x" * 61, "a\u202eb"])
def test_a_dossier_needs_a_name_for_every_system(given: str) -> None:
    with pytest.raises(InputError):
        dossier_name(given)
