"""A dossier goes out and comes back unchanged, and a sick one says what ails it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import duckdb
import pytest
from tests.records.examples import document, event, figure, statement

from lopsided.errors import DossierError, InputError, OutputError
from lopsided.records import schema
from lopsided.records.doctor import ailments
from lopsided.records.exchange import from_json_lines, from_parquet, json_lines, to_parquet
from lopsided.records.jsonl import to_object
from lopsided.records.store import Dossier
from lopsided.records.stories import stories

if TYPE_CHECKING:
    from pathlib import Path

    from lopsided.records.kinds import AnyRecord


def _full() -> Dossier:
    text = "Chile sold Japan copper. \u2028 Tokyo said so.\x00"
    doc = document("it's.txt", text, published="2024-01-02")
    records: list[AnyRecord] = [
        event(doc.document, "COOPERATE", "CHL", "JPN", text[:23]),
        statement(doc.document, "Tokyo", "JPN", text[27:41], at=27),
        figure(doc.document, 3.0, "rank", "rank", text[6:10], at=6),
    ]
    other = document("b.txt", "Nothing here.")
    dossier = Dossier.in_memory()
    dossier.add(doc, records, b"\x00\xff12")
    dossier.add(other, [], b"")
    dossier.add(document("c.txt", "Half \ud800 of it, \ufffd whole, \ud83d\ude00."), [])
    dossier.replace_stories(stories([doc, other], records))
    dossier.put_checks([{"figure": records[2].id, "verdict": "agrees"}])
    dossier.rule(records[2].id, "disagree", "not by weight")
    dossier.set_aside("c.pdf", "not a text", "ab12", "/here/c.pdf")
    dossier.note_gathered("test")
    return dossier


def _same(a: Dossier, b: Dossier) -> bool:
    tables = ("documents", "records", "stories", "checks", "rulings", "set_aside", "gathered")
    return (a.documents(), a.records()) == (b.documents(), b.records()) and all(
        a.sql(f"SELECT * FROM {table} ORDER BY ALL") == b.sql(f"SELECT * FROM {table} ORDER BY ALL")  # noqa: S608
        for table in tables
    )


def test_json_lines_make_the_same_dossier() -> None:
    full, again = _full(), Dossier.in_memory()
    assert from_json_lines(json_lines(full), again) == 3
    assert _same(full, again)
    assert from_json_lines(json_lines(full), again) == 0
    assert _same(full, again)


def test_parquet_makes_the_same_dossier(tmp_path: Path) -> None:
    full, again = _full(), Dossier.in_memory()
    files = to_parquet(full, tmp_path / "it's out")
    assert {f.stem for f in files} >= {"documents", "records", "figures", "events"}
    from_parquet(tmp_path / "it's out", again)
    assert _same(full, again)
    assert again.gatherer == "test"
    with pytest.raises(DossierError, match="already"):
        from_parquet(tmp_path / "it's out", again)
    with pytest.raises(OutputError, match="already"):
        to_parquet(full, tmp_path / "it's out")


def test_exports_of_another_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full, again = _full(), Dossier.in_memory()
    to_parquet(full, tmp_path / "old")
    for name in ("dossier", "gathered"):
        (tmp_path / "old" / f"{name}.parquet").unlink()
    from_parquet(tmp_path / "old", again)
    assert again.gatherer is None
    again.note_gathered("test")
    assert _same(full, again)
    to_parquet(full, tmp_path / "new")
    monkeypatch.setattr("lopsided.records.exchange.layouts", tuple)
    with pytest.raises(InputError, match="newer lopsided"):
        from_parquet(tmp_path / "new", Dossier.in_memory())


def test_broken_files_are_named(tmp_path: Path) -> None:
    record = next(line for line in json_lines(_full()) if '"kind":"event"' in line)
    with pytest.raises(InputError, match="line 1"):
        from_json_lines([record], Dossier.in_memory())
    with pytest.raises(InputError, match=r"documents\.parquet"):
        from_parquet(tmp_path, Dossier.in_memory())
    with pytest.raises(OutputError):
        to_parquet(_full(), tmp_path / "no" / "folder")
    assert list(tmp_path.iterdir()) == []
    for file in to_parquet(_full(), tmp_path / "out"):
        file.write_bytes(file.read_bytes()[:40])
    empty = Dossier.in_memory()
    with pytest.raises(InputError, match="not what an export wrote"):
        from_parquet(tmp_path / "out", empty)
    assert empty.documents() == ()


DAMAGE = {
    "cut-off": "UPDATE documents SET body = body[:40] WHERE document = 'b.txt'",
    "nothing": "UPDATE documents SET body = 'null' WHERE document = 'b.txt'",
    "digest": "UPDATE documents SET digest = 'ab' WHERE document = 'b.txt'",
    "story": "UPDATE stories SET body = '{}'",
    "check": "UPDATE checks SET body = '[1]'",
    "kind": "UPDATE records SET kind = 'nonsense' WHERE kind = 'event'",
    "actors": "UPDATE records SET actors = ['CHL', 'PER'] WHERE kind = 'event'",
    "no actors": "UPDATE records SET actors = [] WHERE kind = 'statement'",
    "ruling": "UPDATE rulings SET ruling = 'hooray'",
    "before all": "UPDATE documents SET position = -5 WHERE document = 'b.txt'",
    "far off": "UPDATE records SET position = 4611686018427387904 WHERE kind = 'event'",
    "outside": "UPDATE records SET body = regexp_replace(body, '\"span\":.[0-9]+,[0-9]+', '\"span\":[900,905')",
    "a word": 'UPDATE records SET body = replace(body, \'"span":[\', \'"span":["x",\')',
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_rows_are_said_one_by_one_and_not_imported(damage: str, tmp_path: Path) -> None:
    full, again = _full(), Dossier.in_memory()
    full.sql(DAMAGE[damage])
    found = ailments(full)
    assert any("take the dossier back" in said for said in found)
    assert any("set aside" in said for said in found), "the rest is looked at all the same"
    if damage == "cut-off":
        full.sql("UPDATE records SET body = body[:40] WHERE kind = 'event'")
        with pytest.raises(DossierError, match=r"an entry .* is damaged.*lopsided doctor"):
            to_parquet(full, tmp_path / "none")
    for table in ("documents", "records", "stories", "checks", "rulings", "set_aside", "gathered", "dossier"):
        (tmp_path / "out").mkdir(exist_ok=True)
        full.sql(f"COPY {table} TO '{tmp_path / 'out' / table}.parquet' (FORMAT parquet)")
    with pytest.raises(InputError, match="export again"):
        from_parquet(tmp_path / "out", again)
    assert set(again.sizes().values()) == {0}


def test_nothing_is_committed_before_all_of_an_export_was_looked_at(tmp_path: Path) -> None:
    full = _full()
    full.sql(DAMAGE["story"])
    to_parquet(full, tmp_path / "out")
    target = Dossier.create(tmp_path / "d.duckdb")
    target.rule("a figure", "agree", "by hand, before")
    with pytest.raises(InputError, match="export again"):
        from_parquet(tmp_path / "out", target)
    assert list(target.rulings) == ["a figure"], "what was here before is here still"
    target.close()


def test_a_line_whose_span_is_not_its_text_is_refused() -> None:
    lines = [line.replace('"span":[6,10]', '"span":[600,604]') for line in json_lines(_full())]
    with pytest.raises(InputError, match=r"does not match its text.*line 4"):
        from_json_lines(lines, Dossier.in_memory())


def test_views_take_half_a_surrogate_and_older_dossiers_are_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, text = tmp_path / "d.duckdb", "Chile sold \ud800 Japan copper."
    doc, sold = document("a.txt", text), event("a.txt", "COOPERATE", "CHL", "JPN", text)
    second = schema.layouts()[:2]
    monkeypatch.setattr("lopsided.records.schema.layouts", lambda: second)
    Dossier.create(path).close()
    with duckdb.connect(str(path)) as sql:
        row = [doc.digest, json.dumps(to_object(doc))]
        sql.execute("INSERT INTO documents VALUES (0, 'a.txt', ?, NULL, ?, NULL)", row)
        row = [sold.id, json.dumps(to_object(sold))]
        sql.execute("INSERT INTO records VALUES (0, 'a.txt', 'event', ?, ['CHL', 'JPN'], ?)", row)
    monkeypatch.undo()
    with Dossier.open(path) as dossier:
        assert (dossier.documents(), dossier.records()) == ((doc,), (sold,))
        assert dossier.sql("SELECT text FROM events") == [("Chile sold \ufffd Japan copper.",)]
        to_parquet(dossier, tmp_path / "out")
        again = Dossier.in_memory()
        from_parquet(tmp_path / "out", again)
        assert again.records() == (sold,)


def test_a_sound_dossier_has_no_ailments_but_what_is_set_aside() -> None:
    assert [a.split(" ")[0] for a in ailments(_full())] == ["c.pdf"]


def test_ailments_come_with_a_remedy() -> None:
    dossier = Dossier.in_memory()
    doc = document("a.txt", "Peru sells zinc.")
    dossier.add(doc, [event("a.txt", "AID", "PER", "CHL", "other words")])
    dossier.put_checks([{"figure": "gone"}])
    dossier.replace_stories(stories([doc], [event("z.txt", "AID", "PER", "CHL", "elsewhere")]))
    found = ailments(dossier)
    assert len(found) == 4
    assert all(": " in sentence for sentence in found)
