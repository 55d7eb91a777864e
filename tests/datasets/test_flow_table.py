"""The table held in memory answers every question as a query over the file does, to the last bit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lopsided.datasets import country_flows, flow_table, flows, tables

if TYPE_CHECKING:
    from numpy.typing import NDArray

Wanted = dict[str, Any]


@pytest.mark.parametrize(
    "wanted",
    [
        {"exporter": ["NOR"]},
        {"importer": ["TWN", "CHE"]},
        {"exporter": ["GIN", "AUS"], "importer": ["CHN"], "hs6": ["260600"]},
        {"importer": ["IND"], "year": [1995, 2024]},
        {"hs6": ["270900", "271111"], "year": [2022]},
        {"exporter": ["PER", "PER"], "hs6": ["740311", "260300", "260300"]},
        {"exporter": ["XYZ"]},
        {"exporter": ["CHL"], "year": []},
        {"year": [1899, 2003, 9999]},
    ],
    ids=str,
)
def test_a_question_is_answered_as_the_file_answers(wanted: Wanted) -> None:
    sides = {column: wanted.get(column) for column in ("exporter", "importer", "hs6")}
    found = flow_table.flow_table().select(sides, wanted.get("year"))
    expected = flow_table._from_file(wanted)
    assert found.schema == expected.schema
    assert found.equals(expected)


@pytest.mark.parametrize(
    ("iso3", "side"), [("NOR", "exporter"), ("TWN", "importer"), ("TUV", "exporter"), ("XYZ", "importer")]
)
def test_a_country_taken_from_the_table_is_the_one_made_of_its_rows(iso3: str, side: country_flows.Side) -> None:
    found = country_flows._from_table(flow_table.flow_table(), iso3, side)
    expected = country_flows.arrays(country_flows._rows(iso3, side, None, None), side)
    for name in country_flows.CountryFlows.__slots__:
        mine, theirs = getattr(found, name), getattr(expected, name)
        if isinstance(mine, dict):
            assert list(mine.items()) == list(theirs.items())
        else:
            np.testing.assert_array_equal(mine, theirs, err_msg=name)
            assert mine.dtype == theirs.dtype, name


def test_one_question_does_not_read_the_whole_table_and_many_do() -> None:
    flow_table.flow_table.cache_clear()
    flow_table._questions.cache_clear()
    for asked in range(4):
        before = flow_table.flow_table.cache_info().currsize
        assert flows.raw_material_flows(exporters=["KAZ"], importers=["ITA"], codes=["270900"]).height == 30
        assert before == 0, asked
    assert flow_table.flow_table.cache_info().currsize == 1


def test_every_row_is_held_in_forty_megabytes() -> None:
    table = flow_table.flow_table()
    assert table.year.size == tables.query("select count(*) from {baci_flows}", ["baci_flows"]).item()
    every: list[NDArray[Any]] = [table.year, table.value_kusd, table.tonnes, table.note]
    every += [*table.numbers.values(), *table.order.values()]
    assert sum(array.nbytes for array in every) < 42e6
