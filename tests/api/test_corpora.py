"""Many articles: the same dossier whoever reads them, whatever dies on the way, and whenever it goes on."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
from typing import TYPE_CHECKING

import pytest

import lopsided
from lopsided.api import exchanges
from lopsided.api.corpora import How, Step, day
from lopsided.api.records import explained, summary
from lopsided.errors import InputError, UsageError
from lopsided.reading import corpus
from lopsided.records.exchange import json_lines
from lopsided.records.store import Dossier
from lopsided.workers.choice import Workers

if TYPE_CHECKING:
    from pathlib import Path

    from lopsided.reading.corpus import Article
    from lopsided.reading.formats.formats import Given, SetAside
    from lopsided.reading.reader import Reader

TRADE = (
    "May 5, 2024\n\n{a}'s trade minister met {b}'s foreign minister on Friday. {a} agreed to sell {n} million tonnes "
    "of wheat to {b}, officials said. {a} is the second largest supplier of wheat to {b}, with {n} percent of it.\n"
)
PAIRS = [("Brazil", "Egypt"), ("Canada", "Peru"), ("Kenya", "Norway"), ("India", "Japan"), ("Chile", "Ghana")]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Files, JSON lines, a copy, and what cannot be read."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for n, (a, b) in enumerate(PAIRS):
        (folder / f"{n}.txt").write_text(TRADE.format(a=a, b=b, n=n + 3), encoding="utf-8")
    (folder / "2-copy.txt").write_text("(Agency) " + (folder / "2.txt").read_text("utf-8"), encoding="utf-8")
    (folder / "3-again.txt").write_bytes((folder / "3.txt").read_bytes())
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    rows = [{"text": TRADE.format(a=b, b=a, n=40)} for a, b in PAIRS[:2]]
    (folder / "more.jsonl").write_text("\n".join([*map(json.dumps, rows), "{broken"]), encoding="utf-8")
    return folder


def _content(dossier: Dossier) -> list[str]:
    return list(json_lines(dossier))


@pytest.fixture
def alone(articles: Path) -> list[str]:
    """What one process makes of them."""
    with lopsided.read(articles) as dossier:
        return _content(dossier)


def test_processes_make_the_same_dossier_even_if_one_is_killed(
    articles: Path, tmp_path: Path, alone: list[str]
) -> None:
    killed: list[int] = []
    before = multiprocessing.active_children()

    def watch(step: Step) -> None:
        if step.outcome == "read" and not killed:
            worker = next(child for child in multiprocessing.active_children() if child not in before)
            assert worker.pid
            os.kill(worker.pid, signal.SIGKILL)
            killed.append(worker.pid)

    how = How(workers=Workers(jobs=2), watch=watch)
    with lopsided.read(articles, into=tmp_path / "two.duckdb", how=how) as dossier:
        assert _content(dossier) == alone
    assert killed
    assert set(multiprocessing.active_children()) <= set(before)


def test_what_comes_again_is_known_and_copies_point_to_the_first(articles: Path) -> None:
    steps: list[Step] = []
    with lopsided.read(articles, how=How(watch=steps.append)) as dossier:
        names = [d.document for d in dossier.documents()]
        assert {d.document: d.group for d in dossier.documents()}["2.txt"] == "2-copy.txt"
    assert "3.txt" in names or "3-again.txt" in names
    outcomes = {s.name: s.outcome for s in steps}
    assert outcomes["3.txt"] == "known"
    assert outcomes["picture.txt"] == outcomes["more.jsonl#3"] == "aside"
    assert [s.share for s in steps] == sorted(s.share for s in steps)
    assert len(names) == sum(s.outcome == "read" for s in steps)


def test_a_run_that_was_stopped_goes_on_and_ends_as_if_it_had_not_been(
    articles: Path, tmp_path: Path, alone: list[str]
) -> None:
    path = tmp_path / "d.duckdb"
    for stop in (1, 3):
        seen: list[Step] = []

        def watch(step: Step, seen: list[Step] = seen, stop: int = stop) -> None:
            seen.append(step)
            if sum(s.outcome == "read" for s in seen) > stop:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            lopsided.read(articles, into=path, how=How(watch=watch))
        with Dossier.open(path, read_only=True) as dossier:
            assert len(dossier.documents()) >= stop
            assert dossier.gatherer is None
    with lopsided.read(articles, into=path) as dossier:
        assert _content(dossier) == alone
    with lopsided.read(articles, into=path) as dossier:
        assert _content(dossier) == alone


def test_the_order_of_two_runs_decides_as_the_order_of_paths_does(articles: Path, tmp_path: Path) -> None:
    lopsided.read(articles / "2-copy.txt", into=tmp_path / "d.duckdb").close()
    exchanges.export(tmp_path / "d.duckdb", tmp_path / "d.jsonl")
    given = (tmp_path / "d.jsonl").read_text("utf-8")
    (tmp_path / "d.jsonl").write_text(re.sub(r',"signature":"[0-9a-f]+"', "", given), "utf-8")  # as older ones were
    with exchanges.import_(tmp_path / "d.jsonl", tmp_path / "again.duckdb") as made:
        assert [signature for _, signature in made.signatures()] == [None]
    with lopsided.read(articles / "2.txt", into=tmp_path / "again.duckdb") as dossier:
        assert [d.group for d in dossier.documents()] == [None, "2-copy.txt"]


def test_what_the_reader_fails_on_is_set_aside_and_tried_again_on_demand(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: list[str]
) -> None:
    def failing(given: Given, *, published: str | None, reader: Reader) -> Article | SetAside:
        if given.name == "1.txt":
            message = "list index out of range"
            raise IndexError(message)
        return whole(given, published=published, reader=reader)

    whole = corpus.read_article
    monkeypatch.setattr(corpus, "read_article", failing)
    path = tmp_path / "d.duckdb"
    with lopsided.read(articles, into=path) as dossier:
        assert "the reader failed: IndexError" in dossier.aside["1.txt"]
        assert "1.txt" not in [d.document for d in dossier.documents()]
    monkeypatch.undo()
    steps: list[Step] = []
    with lopsided.read(articles, into=path, how=How(watch=steps.append)) as dossier:
        assert "1.txt" in dossier.aside
    assert {s.name: s.outcome for s in steps}["1.txt"] == "known"
    with lopsided.read(articles, into=path, how=How(retry_failed=True)) as dossier:
        assert "1.txt" not in dossier.aside
        assert len(_content(dossier)) == len(alone)


def test_what_is_set_aside_stays_until_that_very_file_is_read(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "d.duckdb"
    for folder, text in (("one", ""), ("two", TRADE.format(a="Ghana", b="Togo", n=8)), ("three", "\x00")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "one" / "b.txt").write_text(TRADE.format(a="Ghana", b="Mali", n=8), encoding="utf-8")
    (tmp_path / "three" / "c.txt").write_text(TRADE.format(a="Peru", b="Mali", n=8), encoding="utf-8")
    places = [str(tmp_path / folder / "a.txt") for folder in ("one", "three")]
    for folder in ("one", "two", "three"):
        with lopsided.read(tmp_path / folder, into=path) as dossier:
            said = dossier.asides()
    assert [a.place for a in said] == places
    assert all(a.reason.startswith("is empty") for a in said)
    (tmp_path / "one" / "a.txt").write_bytes((tmp_path / "one" / "b.txt").read_bytes())
    with lopsided.read(tmp_path / "one", into=path) as dossier:
        assert [a.place for a in dossier.asides()] == places[1:]
    for name in ("a.txt", "d.txt"):
        (tmp_path / "three" / name).write_text(TRADE.format(a="Cuba", b="Mali", n=8), encoding="utf-8")
    with lopsided.read(tmp_path / "three", into=path) as dossier:
        assert dossier.aside == {}


def test_an_article_mended_into_one_read_in_the_same_run_is_set_aside_no_more(tmp_path: Path) -> None:
    folder = tmp_path / "st"
    folder.mkdir()
    (folder / "1.txt").write_text(TRADE.format(a="Ghana", b="Togo", n=8), encoding="utf-8")
    (folder / "2.txt").touch()
    with lopsided.read(folder, into=tmp_path / "d.duckdb") as dossier:
        assert list(dossier.aside) == ["2.txt"]
    for name in ("0.txt", "2.txt"):
        (folder / name).write_text(TRADE.format(a="Chad", b="Togo", n=8), encoding="utf-8")
    with lopsided.read(folder, into=tmp_path / "d.duckdb", how=How(retry_failed=True)) as dossier:
        assert dossier.aside == {}


def test_all_that_was_set_aside_can_be_listed() -> None:
    with Dossier.in_memory() as dossier:
        for n in range(61):
            dossier.set_aside(f"{n:02}.txt", "is empty")
        assert summary(dossier).splitlines()[-1].startswith("and 41 more not read: 'lopsided dossier show --all")
        assert summary(dossier, most=None).splitlines()[1:] == [f"not read: {n:02}.txt: is empty" for n in range(61)]


def test_a_failure_on_the_only_article_is_a_sentence(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(given: Given, *, published: str | None, reader: Reader) -> Article | SetAside:
        message = "endpoint down"
        raise ConnectionError(message)

    monkeypatch.setattr(corpus, "read_article", failing)
    with pytest.raises(InputError, match=r"the reader failed: ConnectionError endpoint down \(1\.txt\)"):
        lopsided.read(articles / "1.txt")


def test_what_is_no_prose_is_said_where_it_stands(tmp_path: Path) -> None:
    table = "4,5 " * 100
    (tmp_path / "a.txt").write_text(f"Kenya exports tea to Ghana, officials said.\n{table}\n", encoding="utf-8")
    lines = [line for _, line in explained([tmp_path / "a.txt"], None, "rules")]
    assert "  not read, for it is no prose: 44-443" in lines


def test_names_give_no_orders_to_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J\u202e\n.txt").write_text("\x00", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Kenya sold tea to Ghana, officials said on Monday.", encoding="utf-8")
    with lopsided.read(tmp_path) as made:
        assert r"not read: a\x1b[2J\u202e\n.txt: " in summary(made)
    lines = [line for _, line in explained([tmp_path], None, "rules")]
    assert lines[0].startswith(r"a\x1b[2J\u202e\n.txt: not read")


@pytest.mark.parametrize("published", ["0001-01-01", "1604-12-31", "9999-12-31"])
def test_a_day_on_which_nothing_can_have_been_published_is_refused(published: str) -> None:
    with pytest.raises(UsageError, match="no article can have been published on"):
        day(published)
    assert day("1851-09-18") == "1851-09-18"
