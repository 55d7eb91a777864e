"""``lopsided check`` as a fact-checker types it: a sentence, a dossier, a ruling, a review."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from lopsided.api.dossiers import read
from lopsided.cli.main import app
from lopsided.errors import LopsidedError, UsageError

SENTENCE = "China buys 30 percent of Brazil's exports."


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("dossier")
    text = f"Brasilia, 3 May 2024\n\n{SENTENCE} Analysts in Brasilia call the tie with Beijing one-sided.\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    read(folder / "a.txt", into=folder / "d.duckdb", published="2024-05-03").close()
    return str(folder / "d.duckdb")


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["check", *arguments])
    if isinstance(done.exception, LopsidedError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def test_a_sentence_is_checked_with_its_working() -> None:
    (row,) = json.loads(run("--text", SENTENCE, "--published", "2024-05-03", "--format", "json"))
    assert (row["verdict"], row["measure"]) == ("agrees", "export_share")
    assert row["formula"]
    assert row["sources"]
    assert row["found"][0].endswith("30 %")
    table = run("--text", "Brazil's wheat exports to China doubled in 2023.")
    assert "missing:" in table
    assert "lopsided data" in table.replace("\n", " ")


def test_claim_review_is_to_be_had_for_a_sentence_and_a_dossier(dossier: str) -> None:
    for source in (["--text", SENTENCE], [dossier]):
        (review,) = json.loads(run(*source, "--claimreview"))
        assert review["@type"] == "ClaimReview"
        assert review["reviewRating"]["alternateName"] == "agrees"
        assert review["itemReviewed"]["text"].startswith("China buys")


def test_a_person_rules_and_it_is_shown_apart(dossier: str) -> None:
    (row,) = json.loads(run(dossier, "--format", "json"))
    assert row["ruling"] is None
    shown = run(dossier, "--rule", f"{row['id']}=unsure", "--note", "which year?")
    assert "a person: unsure" in shown.replace("\n", " ") or "unsure" in shown
    (row,) = json.loads(run(dossier, "--format", "json"))
    assert (row["verdict"], row["ruling"], row["ruling_note"]) == ("agrees", "unsure", "which year?")
    with pytest.raises(LopsidedError, match="ruling"):
        run(dossier, "--rule", f"{row['id']}=perhaps")
    with pytest.raises(UsageError, match="dossier"):
        run("--text", SENTENCE, "--rule", "abc=agree")


def test_words_on_a_tie(dossier: str) -> None:
    rows: list[dict[str, Any]] = json.loads(run(dossier, "--tie", "BRA-CHN", "--format", "json"))
    assert {row["words"] for row in rows} == {"one-sided"}
    assert any("simulated, not observed" in line for line in rows[0]["beside"])
