"""Where `lopsided read` prints lines, it never takes the place of a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from lopsided.cli.main import app
from lopsided.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("asked", [["--explain"], ["--format", "jsonl"]])
@pytest.mark.parametrize("name", ["d.duckdb", "kept.db"])
def test_lines_never_take_the_place_of_a_dossier(tmp_path: Path, asked: list[str], name: str) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Kenya condemned Somalia on Monday, the ministry in Nairobi said.")
    kept = tmp_path / name
    kept.write_bytes(bytes(8) + b"DUCK" + bytes(100))
    done = CliRunner().invoke(app, ["read", str(article), "-o", str(kept), *asked])
    assert isinstance(done.exception, OutputError)
    assert "would take the place of one" in str(done.exception)
    assert kept.read_bytes()[8:12] == b"DUCK"


@pytest.mark.parametrize("given", [".", "a.txt"])
def test_lines_never_take_the_place_of_an_article(tmp_path: Path, given: str) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Kenya condemned Somalia on Monday, the ministry in Nairobi said.")
    done = CliRunner().invoke(app, ["read", str(tmp_path / given), "-o", str(article), "--format", "jsonl"])
    assert isinstance(done.exception, OutputError)
    assert "would be lost" in str(done.exception)
    assert article.read_text().startswith("Kenya condemned")
