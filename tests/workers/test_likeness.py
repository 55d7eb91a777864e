"""What results rest on: told by every file of the package, and compared in one sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import lopsided
from lopsided.errors import LopsidedError
from lopsided.workers import likeness


def test_every_file_counts_and_what_python_compiles_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Path(lopsided.__file__).parent / "workers"
    shutil.copytree(source, tmp_path / "copy", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(likeness, "files", lambda _package: tmp_path / "copy")
    whole = likeness._files()
    (tmp_path / "copy" / "__pycache__").mkdir()
    (tmp_path / "copy" / "__pycache__" / "mapper.pyc").write_bytes(b"compiled")
    assert likeness._files() == whole
    rules = tmp_path / "copy" / "rules.csv"
    rules.write_text("verb,kind\n", encoding="utf-8")
    more = likeness._files()
    rules.write_text("verb,kinds", encoding="utf-8")
    assert len({whole, more, likeness._files()}) == 3


def test_it_names_python_the_package_the_parser_and_its_model() -> None:
    names = [name for name, _ in likeness.likeness()]
    assert {"python", "lopsided", "files of lopsided", "spacy", "numpy"} <= set(names)
    assert sum(name.startswith("files of en-core-web") for name in names) == 1


def test_all_that_differs_is_said_in_one_sentence() -> None:
    ours = (("python", "3.11.7"), ("lopsided", "1.0"), ("spacy", "3.8.2"), ("numpy", "2.0"))
    likeness.hold_alike(ours, ours, "tcp://one:1")
    theirs = (("python", "3.12.1"), ("lopsided", "1.0"), ("spacy", "3.8.2"))
    with pytest.raises(LopsidedError) as refused:
        likeness.hold_alike(theirs, ours, "tcp://one:1")
    assert str(refused.value) == (
        "a worker would give other results: it has python 3.12.1 instead of 3.11.7, numpy missing instead of 2.0"
        " (tcp://one:1): install the same lopsided with the same lock file there"
    )
