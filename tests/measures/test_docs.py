"""The page on measures shows every definition as the package has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lopsided.measures.definitions import Definition, definitions

PAGE = Path(__file__).resolve().parents[2] / "docs" / "measures.md"


@pytest.mark.parametrize("row", definitions().values(), ids=lambda row: row.key)
def test_the_page_has_the_definition_word_for_word(row: Definition) -> None:
    page = PAGE.read_text(encoding="utf-8")
    section = page.split(f"### {row.name}\n", maxsplit=1)[1].split("\n### ", maxsplit=1)[0]
    assert f"`{row.key}` · {row.direction} · {row.unit}" in section
    assert f"\n{row.definition}." in section
    for part in (row.formula, row.citation, row.caveats):
        assert part in section


def test_the_page_has_no_definition_the_package_does_not() -> None:
    headings = [
        line.removeprefix("### ") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("### ")
    ]
    assert headings == [row.name for row in definitions().values()]
