"""Where things lie on the server is told to nobody, and words that only look like it stay."""

from __future__ import annotations

from pathlib import Path

from lopsided.errors import UsageError
from lopsided.web.places import hide


def test_a_folder_is_left_out_and_a_word_that_is_its_name_stays() -> None:
    folder = Path("dossiers")
    said = UsageError(
        "it cannot be read", subject=f"{folder.resolve()}/kenya.duckdb", remedy="see the dossiers on offer"
    )
    hidden = hide(said, {folder: "the folder"})
    assert (hidden.subject, hidden.remedy) == ("kenya", "see the dossiers on offer")
    missing = hide(UsageError("it is gone", subject=str(folder.resolve())), {folder: "the folder"})
    assert missing.subject == "the folder"
    assert hide(UsageError("it is gone", subject="dossiers"), {folder: "the folder"}).subject == "the folder"
