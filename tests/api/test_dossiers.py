"""Reading into a dossier: the same call goes on where it stopped, and nothing is doubled."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import lopsided
from lopsided.errors import InputError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

ONE = "March 3, 2024\n\nBrazil's trade minister met Argentina's foreign minister in Brasilia on Friday.\n"
TWO = "March 5, 2024\n\nArgentina agreed to sell 2 million tonnes of wheat to Brazil, officials said.\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE)
    (folder / "two.txt").write_text(TWO)
    return folder


def test_reading_again_adds_only_what_is_new(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "d.duckdb"
    with lopsided.read(articles / "one.txt", into=path) as dossier:
        first = dossier.records()
    told: list[str] = []
    with lopsided.read(articles, into=path, told=told.append) as dossier:
        assert [d.document for d in dossier.documents()] == ["one.txt", "two.txt"]
        assert told == ["two.txt"]
        assert dossier.records()[: len(first)] == first
        whole = dossier.records()
    with lopsided.read(articles, into=path) as dossier:
        assert dossier.records() == whole


def test_a_brief_from_a_dossier_is_the_brief_from_its_articles(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "d.duckdb"
    lopsided.read(articles, into=path).close()
    assert lopsided.brief("ARG", "BRA", dossier=path).html == lopsided.brief("ARG", "BRA", documents=articles).html


def test_bad_input_leaves_no_dossier_behind(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    with pytest.raises(InputError):
        lopsided.read(tmp_path / "binary.txt", into=tmp_path / "d.duckdb")
    assert not (tmp_path / "d.duckdb").exists()


def test_a_date_that_is_none_is_refused(articles: Path) -> None:
    with pytest.raises(UsageError, match="2023-03-22"):
        lopsided.read(articles, published="22 March")


def test_the_date_the_caller_gives_is_kept_as_such(articles: Path) -> None:
    with lopsided.read(articles / "one.txt", published="2024-03-09") as dossier:
        (document,) = dossier.documents()
        assert (document.published, document.published_from) == ("2024-03-09", "caller")


def test_every_public_name_is_there_and_importing_loads_no_parser() -> None:
    assert len(lopsided.__all__) <= 16
    for name in lopsided.__all__:
        assert getattr(lopsided, name) is not None
    code = "import sys, lopsided; lopsided.dyad; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
