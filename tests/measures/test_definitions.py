"""Every measure is defined once, in words a reader can check, and looked up by key or name."""

from __future__ import annotations

import pytest

from lopsided.errors import UnknownNameError
from lopsided.measures.definitions import Definition, definition, definitions


@pytest.mark.parametrize("row", definitions().values(), ids=lambda row: row.key)
def test_a_definition_says_what_it_is_of_and_how_it_is_worked_out(row: Definition) -> None:
    assert row.direction in {"of A on B", "of A", "of A and B"}
    assert row.unit in {"fraction", "index", "rank", "USD"}
    assert row.name
    assert row.definition
    assert row.formula


def test_looked_up_by_key_or_by_name_whatever_the_case() -> None:
    assert definition("import_share") is definition("Share of Imports")


def test_an_unknown_measure_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="export_share"):
        definition("exportshare")
