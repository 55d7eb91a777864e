"""The page on reading names everything a record can hold, and shows what the code gives."""

from __future__ import annotations

import doctest
import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from typer.testing import CliRunner

from lopsided.cli.main import app
from lopsided.reading.reader import held_to
from lopsided.records.kinds import Commitment, DamageKind, Document, Event, Figure, NoiseKind, Statement
from lopsided.records.story import Difference, Story

if TYPE_CHECKING:
    import pytest

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "reading.md").read_text("utf-8")
NAMED = set(re.findall(r"`([\w-]+)`", PAGE))


def test_every_field_and_kind_is_named() -> None:
    held = {f.name for kind in (Document, Statement, Event, Figure, Commitment, Story) for f in fields(kind)}
    kinds = {*get_args(NoiseKind), *get_args(DamageKind), *get_args(Difference)}
    assert (held | kinds) - NAMED == set()


def test_classify_event_gives_what_the_page_shows() -> None:
    examples = doctest.DocTestParser().get_doctest(PAGE, {}, "reading.md", None, None)
    assert len(examples.examples) >= 4
    said: list[str] = []
    assert doctest.DocTestRunner().run(examples, out=said.append).failed == 0, "".join(said)


def test_explain_prints_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tea.txt").write_text("March 5, 2024\n\nKenya supplies a third of Ethiopian tea imports.\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["read", "tea.txt", "--explain"])
    shown = PAGE.split("$ lopsided read tea.txt --explain\n")[1].split("```")[0]
    assert done.stdout == shown


def test_the_reader_of_the_page_reads() -> None:
    (code,) = (
        block for block in re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL) if "class MyReader" in block
    )
    made: dict[str, Any] = {}
    exec(code, made)  # noqa: S102
    document = Document(document="a.txt", text="Peru paid.", digest="0")
    (record,) = held_to(document, made["MyReader"]())
    assert record.text == "Peru paid."
