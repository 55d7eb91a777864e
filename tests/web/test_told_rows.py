"""What a dossier has on a tie, as rows: words on the tie are found by their place and the statement they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.api.dossiers import read
from lopsided.briefing.compose import Dossiered, told
from lopsided.briefing.contents import Side
from lopsided.web.told_rows import told_rows

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """Peru and Chile, 3 March 2023

Peru and Chile signed a customs agreement on Thursday. "The tie between Peru and Chile is lopsided," Foreign Minister
Ana Lucia Gervasi told reporters in Lima.
"""


def test_words_on_the_tie_are_found_by_their_place(tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text(TEXT, encoding="utf-8")
    with read(tmp_path / "wire.txt", into=tmp_path / "andes.duckdb", published="2023-03-03") as kept:
        held = Dossiered(
            documents=tuple(kept.documents()), records=tuple(kept.records()), stories=(), checks=(), aside={}
        )
    found = told((Side("PER", "Peru"), Side("CHL", "Chile")), held)
    assert found is not None
    (row,) = (row for row in told_rows(found, held, "andes") if row.get("kind") == "words_on_the_tie")
    assert (row["word"], row["document"], row["dossier"]) == ("lopsided", "wire.txt", "andes")
    start, end = row["start"], row["end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert "lopsided" in held.documents[0].text[start:end]
    assert row["id"] in {record.id for record in held.records}
