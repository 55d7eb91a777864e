"""A dossier keeps what it was given, says clearly what it cannot do, and survives a killed process."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from tests.records.examples import commitment, document, event, figure, statement

from lopsided.errors import DossierError, UnknownNameError
from lopsided.records import schema
from lopsided.records.aside import Aside
from lopsided.records.jsonl import to_line
from lopsided.records.store import Dossier, Ruling
from lopsided.records.story import Contradiction, Story

A = document("a.txt", "Brazil and Argentina signed a customs deal.", published="2024-03-01")
A_RECORDS = (
    event("a.txt", "AGREE", "BRA", "ARG", "signed a customs deal", symmetric=True, date="2024-02-28"),
    statement("a.txt", "Mauro Vieira", "BRA", "said the deal was fair"),
    commitment("a.txt", ("BRA", "ARG"), "a customs deal"),
)
B = document("b.txt", "Kenya buys a fifth of its tea bags from India.")
B_RECORDS = (figure("b.txt", 0.2, "fraction", "share", "a fifth", exporter="IND", importer="KEN"),)


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    path = tmp_path / "d.duckdb"
    with Dossier.create(path) as dossier:
        assert dossier.add(A, A_RECORDS)
        assert dossier.add(B, B_RECORDS)
    with Dossier.open(path, read_only=True) as dossier:
        assert dossier.documents() == (A, B)
        assert dossier.records() == A_RECORDS + B_RECORDS
        assert dossier.records(kind="statement") == A_RECORDS[1:2]
        assert dossier.records(document="b.txt") == B_RECORDS
        assert dossier.records(actor="ARG") == (A_RECORDS[0], A_RECORDS[2])
        assert dossier.records(kind="figure", actor="BRA") == ()
    assert [p.name for p in tmp_path.iterdir()] == ["d.duckdb"]


def test_the_same_bytes_are_added_once() -> None:
    with Dossier.in_memory() as dossier:
        assert dossier.add(A, A_RECORDS)
        assert not dossier.add(A, A_RECORDS)
        assert dossier.has(A.digest)
        assert len(dossier.records()) == 3


def test_another_text_of_the_same_name_is_kept_beside_the_first() -> None:
    other = document("a.txt", "Peru and Chile talked.")
    with Dossier.in_memory() as dossier:
        dossier.add(A, A_RECORDS)
        dossier.add(other, (event("a.txt", "CONSULT", "PER", "CHL", "talked"),))
        names = [d.document for d in dossier.documents()]
        assert names == ["a.txt", f"a.txt~{other.digest[:8]}"]
        assert dossier.records(actor="PER")[0].document == names[1]


def test_a_document_that_fails_leaves_nothing_behind() -> None:
    with Dossier.in_memory() as dossier:
        with pytest.raises(DossierError, match=r"b\.txt"):
            dossier.add(A, (*A_RECORDS, *B_RECORDS))
        assert dossier.documents() == ()
        dossier.set_aside("a.txt", "took longer than 60 s")
        assert dossier.aside == {"a.txt": "took longer than 60 s"}
        dossier.add(A, A_RECORDS)
        assert dossier.aside == {}


def test_texts_and_names_that_databases_dislike_survive(tmp_path: Path) -> None:
    odd = document("nul\x00 half \udcff.txt", "a\x00b \u2028 \u202e c")
    record = event(odd.document, "AID", "JPN", "\udcff", "a\x00b")
    with Dossier.create(tmp_path / "d.duckdb") as dossier:
        dossier.add(odd, (record,))
        dossier.set_aside("also\udcff", "nul \x00")
    with Dossier.open(tmp_path / "d.duckdb") as dossier:
        assert dossier.documents() == (odd,)
        assert dossier.records(document=odd.document) == (record,)
        assert list(dossier.aside) == ["also\\udcff"]


def test_stories_checks_and_rulings_are_kept_apart() -> None:
    story = Story(
        id="s1", kind="event", title="signed a customs deal", group="deal", types=("AGREE",), actors=("BRA", "ARG"),
        members=(A_RECORDS[0].id,), documents=("a.txt",),
        contradictions=(Contradiction(about="date", reports=(("x", "2024-02-28"), ("y", "2024-02-27"))),),
    )  # fmt: skip
    with Dossier.in_memory() as dossier:
        dossier.replace_stories([story, story])
        dossier.replace_stories([story])
        dossier.put_checks([{"figure": "f1", "verdict": "agrees", "findings": [1, None]}])
        dossier.rule("f1", "disagree", "the ministry's own table says 18 %")
        dossier.rule("f1", "unsure")
        dossier.put_checks([{"figure": "f1", "verdict": "close"}])
        assert dossier.stories() == (story,)
        assert dossier.checks() == ({"figure": "f1", "verdict": "close"},)
        assert dossier.rulings == {"f1": Ruling("f1", "unsure", "")}
        with pytest.raises(UnknownNameError, match="agree, disagree or unsure"):
            dossier.rule("f1", "perhaps")  # type: ignore[arg-type]


def test_views_answer_questions_in_sql(tmp_path: Path) -> None:
    path = tmp_path / "d.duckdb"
    with Dossier.create(path) as dossier:
        dossier.add(B, B_RECORDS)
        dossier.add(A, A_RECORDS)
    with duckdb.connect(str(path), read_only=True) as sql:
        assert sql.execute("SELECT value, importer FROM figures").fetchall() == [(0.2, "KEN")]
        assert sql.execute("SELECT speaker, affiliation FROM statements").fetchall() == [("Mauro Vieira", "BRA")]
        assert sql.execute("SELECT type, source, date FROM events").fetchall() == [("AGREE", "BRA", "2024-02-28")]


def test_files_that_are_not_dossiers_are_refused(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a database " * 1000)
    with pytest.raises(DossierError, match="not a dossier"):
        Dossier.open(text)
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as sql:
        sql.execute("CREATE TABLE dossier (a INTEGER)")
    with pytest.raises(DossierError, match="not a dossier"):
        Dossier.open(other)
    with pytest.raises(DossierError, match="no such dossier"):
        Dossier.open(tmp_path / "none.duckdb")
    with pytest.raises(DossierError, match="folder"):
        Dossier.open(tmp_path)
    with pytest.raises(DossierError, match="already"):
        Dossier.create(text)
    with pytest.raises(DossierError, match="does not exist"):
        Dossier.create(tmp_path / "no" / "d.duckdb")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["notes.txt", "other.duckdb"]


@pytest.mark.skipif(
    not Path("/proc/self").is_dir(), reason="needs /proc, a folder not even root may write to: Linux only"
)
def test_a_folder_one_may_not_write_to_is_named() -> None:
    with pytest.raises(DossierError, match="for writing"):
        Dossier.create("/proc/d.duckdb")


def test_a_reader_may_not_write(tmp_path: Path) -> None:
    Dossier.create(tmp_path / "d.duckdb").close()
    with Dossier.open(tmp_path / "d.duckdb", read_only=True) as dossier:
        with pytest.raises(DossierError, match="reading only"):
            dossier.add(A, A_RECORDS)
        with pytest.raises(DossierError, match="reading only"):
            dossier.rule("f", "agree")


def test_newer_layouts_are_refused_and_older_ones_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "d.duckdb"
    with Dossier.create(path) as dossier:
        dossier.add(A, A_RECORDS)
    latest = len(schema.layouts())
    newer = (*schema.layouts(), "ALTER TABLE set_aside ADD COLUMN tried BIGINT DEFAULT 0")
    monkeypatch.setattr("lopsided.records.schema.layouts", lambda: newer)
    with pytest.raises(DossierError, match=f"brought to layout {latest + 1}"):
        Dossier.open(path, read_only=True)
    with Dossier.open(path) as dossier:
        assert dossier.records() == A_RECORDS
    monkeypatch.undo()
    with pytest.raises(DossierError, match=f"layout {latest + 1}, this lopsided knows layouts up to {latest}"):
        Dossier.open(path)


def test_a_dossier_of_the_first_layout_is_brought_up_to_date_and_read_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "d.duckdb"
    first = schema.layouts()[:1]
    monkeypatch.setattr("lopsided.records.schema.layouts", lambda: first)
    Dossier.create(path).close()
    with duckdb.connect(str(path)) as sql:
        sql.execute("INSERT INTO documents VALUES (0, ?, ?, NULL, ?)", [A.document, A.digest, to_line(A)])
        sql.execute("INSERT INTO set_aside VALUES ('c.pdf', 'not a text')")
    monkeypatch.undo()
    with Dossier.open(path) as dossier:
        assert dossier.documents() == (A,)
        assert list(dossier.signatures()) == [("a.txt", None)]
        dossier.sign("a.txt", b"1234")
        assert dossier.aside == {"c.pdf": "not a text"}
        assert dossier.asides() == (Aside("c.pdf", "not a text"),)
        assert dossier.add(B, B_RECORDS, b"") == "b.txt"
        assert list(dossier.signatures()) == [("a.txt", b"1234"), ("b.txt", b"")]


def test_what_was_set_aside_is_known_by_its_bytes_until_it_is_read() -> None:
    with Dossier.in_memory() as dossier:
        dossier.set_aside("old name.txt", "took longer than 60 s", A.digest)
        dossier.set_aside("gone.txt", "cannot be opened")
        assert [a.digest for a in dossier.asides()] == ["", A.digest]
        dossier.add(A, A_RECORDS)
        assert dossier.aside == {"gone.txt": "cannot be opened"}


def test_two_of_one_name_are_set_aside_each_until_that_very_document_is_read(tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "d.duckdb") as dossier:
        dossier.set_aside("a.txt", "is empty", place="/one/a.txt")
        dossier.set_aside("a.txt", "is no text", place="/two/a.txt")
        assert dossier.aside == {"/one/a.txt": "is empty", "/two/a.txt": "is no text"}
        dossier.set_aside("a.txt", "took longer than 60 s", "ab12", place="/two/a.txt")
        assert dossier.add(A, A_RECORDS, place="/three/a.txt") == "a.txt"
        assert dossier.aside == {"/one/a.txt": "is empty", "/two/a.txt": "took longer than 60 s"}
        other = document("a.txt", "Peru and Chile talked.")
        dossier.add(other, (), place="/two/a.txt")
        assert dossier.asides() == (Aside("a.txt", "is empty", "", "/one/a.txt"),)
        assert dossier.add(A, A_RECORDS, place="/one/a.txt") is None
        assert dossier.aside == {}


def test_what_an_older_layout_set_aside_goes_by_its_name_until_its_place_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "d.duckdb"
    second = schema.layouts()[:2]
    monkeypatch.setattr("lopsided.records.schema.layouts", lambda: second)
    Dossier.create(path).close()
    with duckdb.connect(str(path)) as sql:
        sql.execute("INSERT INTO set_aside VALUES ('a.txt', 'is empty', ''), ('b.txt', 'slow', 'ab12')")
    monkeypatch.undo()
    with Dossier.open(path) as dossier:
        assert dossier.asides() == (Aside("a.txt", "is empty"), Aside("b.txt", "slow", "ab12"))
        dossier.set_aside("b.txt", "slow", "ab12", "/here/b.txt")
        assert dossier.asides() == (Aside("a.txt", "is empty"), Aside("b.txt", "slow", "ab12", "/here/b.txt"))
        dossier.add(A, A_RECORDS, place="/here/a.txt")
        assert list(dossier.aside) == ["b.txt"]


def test_numbers_far_apart_take_no_longer_to_walk() -> None:
    with Dossier.in_memory() as dossier:
        for each in (A, B):
            dossier.add(each, ())
        dossier.sql("UPDATE documents SET position = 4611686018427387904 WHERE document = 'a.txt'")
        assert dossier.documents() == (B, A)


def test_all_are_walked_in_order_and_once_however_long_the_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lopsided.records.walking._STRETCH", 2)
    names = [f"{n}.txt" for n in range(7)]
    with Dossier.in_memory() as dossier:
        for name in names:
            dossier.add(document(name), [event(name, "AID", "JPN", "LAO", f"gave {k}", at=k) for k in range(3)])
        assert [d.document for d in dossier.documents()] == names
        assert [r.document for r in dossier.records()] == [name for name in names for _ in range(3)]


def test_what_stories_were_made_from_is_remembered() -> None:
    with Dossier.in_memory() as dossier:
        seen = [dossier.gatherer]
        for maker in ("1.0", "1.1"):
            dossier.note_gathered(maker)
            seen.append(dossier.gatherer)
        dossier.add(A, A_RECORDS)
        assert [*seen, dossier.gatherer] == [None, "1.0", "1.1", None]


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "d.duckdb"
    with Dossier.create(path) as dossier:
        dossier.add(A, A_RECORDS)
    broken = (*schema.layouts(), "DROP TABLE checks; SELECT no_such_function()")
    monkeypatch.setattr("lopsided.records.schema.layouts", lambda: broken)
    with pytest.raises(DossierError):
        Dossier.open(path)
    monkeypatch.undo()
    with Dossier.open(path) as dossier:
        assert dossier.checks() == ()
        assert dossier.records() == A_RECORDS


_WRITER = """
import sys
sys.path.insert(0, sys.argv[3])
from lopsided.records.store import Dossier
from examples import document, event
with Dossier.open(sys.argv[1]) as dossier:
    for n in range(int(sys.argv[2]), 100000):
        name = f"{n}.txt"
        dossier.add(document(name), [event(name, "AID", "JPN", "LAO", f"gave {k}", at=k) for k in range(5)])
        print(n, flush=True)
"""


def test_a_killed_writer_loses_at_most_the_document_in_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lopsided.records.connecting._PATIENCE", 0.1)  # it will not be soon done
    path = tmp_path / "d.duckdb"
    Dossier.create(path).close()
    done = 0
    for pause in (0.05, 0.2, 0.4):
        command = [sys.executable, "-c", _WRITER, str(path), str(done), str(Path(__file__).parent)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:  # noqa: S603 - our own code
            assert writer.stdout is not None
            writer.stdout.readline()
            with pytest.raises(DossierError, match="another process"):
                Dossier.open(path)
            time.sleep(pause)
            writer.send_signal(signal.SIGKILL)
            said = [int(line) for line in writer.stdout.read().split("\n")[:-1]]
        with Dossier.open(path) as dossier:
            names = [d.document for d in dossier.documents()]
            assert names == [f"{n}.txt" for n in range(len(names))]
            assert len(dossier.records()) == 5 * len(names)
            assert len(names) >= (said[-1] + 1 if said else done + 1)
            done = len(names)


def test_the_log_of_a_dossier_that_was_moved_away_is_told_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "d.duckdb"
    log = tmp_path / "d.duckdb.wal"
    log.write_bytes(b"last changes of another")
    with pytest.raises(DossierError, match=r"belongs to another dossier.*delete it"):
        Dossier.create(path)
    assert [p.name for p in tmp_path.iterdir()] == ["d.duckdb.wal"]
    log.unlink()
    Dossier.create(path).close()
