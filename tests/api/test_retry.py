"""What was set aside is tried again on demand: once the cause is gone nothing is left of it, and nothing doubles."""

from __future__ import annotations

import gzip
import json
import os
from typing import TYPE_CHECKING

import pytest

import lopsided
from lopsided.api.corpora import How
from lopsided.reading.documents import documents
from lopsided.workers.choice import Workers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TRADE = "Officials of {a} said on Friday that it had sold {n} million tonnes of wheat to {b} in a year, a record.\n"
GOOD = TRADE.format(a="Canada", b="Peru", n=3)
FRENCH = (
    "Le ministre du commerce a dit vendredi que les ventes de sucre vers le voisin du nord avaient beaucoup baissé. "
)
OTHER = [TRADE.format(a=a, b=b, n=n) for a, b, n in (("Chile", "Japan", 4), ("Kenya", "Oman", 5), ("Italy", "Chad", 6))]


def _line(text: str) -> str:
    return json.dumps({"text": text}) + "\n"


def _feed(*texts: str) -> str:
    items = "".join(f"<item><description>{t}</description></item>" for t in texts)
    return f"<rss><channel><title>Wheat</title>{items}</channel></rss>"


def _warc(*texts: str) -> bytes:
    pages = []
    for text in texts:
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        body += f"<html><body><article><p>{text}</p><p>{text}</p></article></body></html>".encode()
        pages.append(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n" % (len(body), body))
    return b"".join(pages)


CAUSES: dict[str, tuple[str, bytes, bytes, int]] = {
    # a file's name, what is wrong with it, what is right, and how many articles there are then
    "empty": ("a.txt", b"", OTHER[0].encode(), 1),
    "garbled": ("a.txt", b"\x00\x01\x02\x03" * 50, OTHER[0].encode(), 1),
    "not English": ("a.txt", (FRENCH * 5).encode(), OTHER[0].encode(), 1),
    "too large": ("a.txt", b"wheat " * 2_000_000, OTHER[0].encode(), 1),
    "no object": ("a.jsonl", ("[1]\n" + _line(OTHER[0])).encode(), (_line(OTHER[1]) + _line(OTHER[0])).encode(), 2),
    "line that is left out": ("a.jsonl", (_line(OTHER[0]) + "no\n").encode(), _line(OTHER[0]).encode(), 1),
    "hundreds of lines": ("a.jsonl", (_line(OTHER[0]) + "no\n" * 150).encode(), _line(OTHER[0]).encode(), 1),
    "broken feed": ("a.xml", _feed(*OTHER)[:-9].encode(), _feed(*OTHER).encode(), 3),
    "broken archive": ("a.warc", _warc(*OTHER)[:-100], _warc(*OTHER), 3),
    "broken off": ("a.warc.gz", gzip.compress(_warc(*OTHER))[:-30], gzip.compress(_warc(*OTHER)), 3),
    "millions of empty lines": (
        "a.warc.gz",
        gzip.compress(_warc(OTHER[0]) + b"\n" * 9_000_000),
        gzip.compress(_warc(OTHER[0])),
        1,
    ),
    "no archive": ("a.warc", b"wheat\n", _warc(*OTHER), 3),
}


@pytest.mark.parametrize("name", CAUSES)
def test_when_the_cause_is_gone_nothing_is_left_of_it(name: str, tmp_path: Path) -> None:
    file, wrong, right, count = CAUSES[name]
    _first_and_again(tmp_path, file, lambda path: path.write_bytes(wrong), lambda path: path.write_bytes(right), count)


def test_a_file_that_is_gone_from_its_folder_is_set_aside_no_more(tmp_path: Path) -> None:
    _first_and_again(tmp_path, "sub/a.txt", lambda path: path.touch(), lambda path: path.unlink(), 0)


def test_a_link_that_led_nowhere_leads_somewhere(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "t.txt"
    _first_and_again(
        tmp_path, "a.txt", lambda path: path.symlink_to(target), lambda _: target.write_text(OTHER[0], "utf-8"), 1
    )


def test_what_was_a_pipe_is_a_folder_of_articles(tmp_path: Path) -> None:
    def mend(path: Path) -> None:
        path.unlink()
        path.mkdir()
        (path / "one.txt").write_text(OTHER[0], "utf-8")

    _first_and_again(tmp_path, "a.txt", os.mkfifo, mend, 1)


@pytest.mark.usefixtures("starved")
# Raised while the garbage collector calls Hypothesis back, it is told as lost, and raised again a second later.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_took_too_long_is_read_with_more_time(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "slow.txt").write_text(OTHER[0] + "Wheat is dear, and so is rice, he said. " * 1500, "utf-8")
    path = tmp_path / "d.duckdb"
    with lopsided.read(folder, into=path, how=How(workers=Workers(seconds=0.5))) as dossier:
        assert "took longer than 0.5 s" in dossier.aside["slow.txt"]
    with lopsided.read(folder, into=path, how=How(retry_failed=True)) as dossier:
        assert dossier.aside == {}
        assert [d.document for d in dossier.documents()] == ["good.txt", "slow.txt"]


def test_what_another_run_set_aside_elsewhere_stays(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "good.txt").write_text(GOOD + name, "utf-8")
        (tmp_path / name / "a.txt").touch()
    path = tmp_path / "d.duckdb"
    lopsided.read(tmp_path / "one", into=path).close()
    (tmp_path / "one" / "a.txt").unlink()
    with lopsided.read(tmp_path / "two", into=path, how=How(retry_failed=True)) as dossier:
        assert [a.place for a in dossier.asides()] == [str(tmp_path / f / "a.txt") for f in ("one", "two")]


def test_an_archive_broken_off_earlier_than_before_keeps_what_was_said(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    text = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4\r\n\r\n\x00\x00\x00\x00\r\n\r\n"
    (folder / "a.warc").write_bytes(_warc(OTHER[0]) + text)
    path = tmp_path / "d.duckdb"
    with lopsided.read(folder, into=path) as dossier:
        assert list(dossier.aside) == ["a.warc#2"]
    (folder / "a.warc").write_bytes(_warc(OTHER[0]) + b"and no more of it")
    with lopsided.read(folder, into=path, how=How(retry_failed=True)) as dossier:
        assert sorted(dossier.aside) == ["a.warc", "a.warc#2"]


def test_a_file_that_grows_while_it_is_read_comes_to_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST", 1000)
    folder = _folder(tmp_path)
    growing = folder / "log.jsonl"
    growing.write_text(
        "".join(_line(f"{text} It was the {n}th such sale.") for n, text in enumerate(OTHER * 4)), "utf-8"
    )
    whole = growing.read_text("utf-8").count("\n")
    for taken, _ in enumerate(documents.Sources([growing, folder / "good.txt"])):
        with growing.open("a", encoding="utf-8") as more:
            more.write(_line(f"{GOOD} {taken}"))
        assert taken < 2 * whole


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    return folder


def _first_and_again(
    tmp_path: Path, file: str, spoil: Callable[[Path], object], mend: Callable[[Path], object], count: int
) -> None:
    """Read with something wrong, again as it is, with it mended, and once more."""
    folder, path = _folder(tmp_path), tmp_path / "d.duckdb"
    (folder / file).parent.mkdir(exist_ok=True)
    spoil(folder / file)
    with lopsided.read(folder, into=path) as dossier:
        assert dossier.aside
        said = dossier.asides()
    with lopsided.read(folder, into=path, how=How(retry_failed=True)) as dossier:
        assert dossier.asides() == said
    mend(folder / file)
    for _ in range(2):
        with lopsided.read(folder, into=path, how=How(retry_failed=True)) as dossier:
            assert dossier.aside == {}
            digests = [d.digest for d in dossier.documents()]
            assert len(digests) == len(set(digests)) == count + 1
