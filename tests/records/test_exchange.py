"""A dossier goes out and comes back unchanged, and a sick one says what ails it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.records.examples import document, event, figure, statement

from lopsided.errors import DossierError, InputError, OutputError
from lopsided.records.doctor import ailments
from lopsided.records.exchange import from_json_lines, from_parquet, json_lines, to_parquet
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
    dossier.add(doc, records)
    dossier.add(other, [])
    dossier.replace_stories(stories([doc, other], records))
    dossier.put_checks([{"figure": records[2].id, "verdict": "agrees"}])
    dossier.rule(records[2].id, "disagree", "not by weight")
    dossier.set_aside("c.pdf", "not a text", "ab12")
    dossier.note_gathered("test")
    return dossier


def _same(a: Dossier, b: Dossier) -> bool:
    return list(json_lines(a)) == list(json_lines(b)) and (a.documents(), a.records()) == (b.documents(), b.records())


def test_json_lines_make_the_same_dossier() -> None:
    full, again = _full(), Dossier.in_memory()
    assert from_json_lines(json_lines(full), again) == 2
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
    assert _same(full, again)
    assert again.gatherer is None
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
