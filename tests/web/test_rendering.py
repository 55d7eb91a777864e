"""Contents into forms: nothing in a cell is a formula, nothing that is not a number is written as one."""

from __future__ import annotations

import csv
import io
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopsided.web.failures import Failure
from lopsided.web.rendering import as_csv, as_json, environment, prepare, render


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40))
def test_no_cell_is_a_formula(text: str) -> None:
    (row,) = csv.DictReader(io.StringIO(as_csv([{"a": 1, "b": text}]), newline=""))
    assert not row["b"].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert row["b"].removeprefix("'").replace("\r\n", "\n") == text.removeprefix("'").replace("\r\n", "\n")


def test_numbers_stay_numbers_and_the_unknown_is_empty() -> None:
    (row,) = csv.DictReader(io.StringIO(as_csv([{"a": -1.5, "b": None, "c": ["x", "y"]}])))
    assert row == {"a": "-1.5", "b": "", "c": "x; y"}


def test_what_is_no_number_never_gets_into_json() -> None:
    with pytest.raises(ValueError, match="JSON"):
        as_json("page", "/", {"a": math.nan}, [])
    told = json.loads(as_json("page", "/", {"a": 1}, [{"b": (2, 3)}]))
    assert told["contents"] == {"a": 1}
    assert told["rows"] == [{"b": [2, 3]}]


def test_a_running_server_reads_no_template_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    prepare()

    def gone(*_: object) -> None:
        pytest.fail("read from disk, where another version may lie by now")

    monkeypatch.setattr(environment().loader, "load", gone)
    failure = Failure(status=404, code="missing", problem="nothing")
    assert "Nothing" in render("failure.html.j2", page="failure", address="", failure=failure)


@pytest.mark.parametrize("cell", ["=1+1", " =1+1", "\n@SUM(A1)", "\t+1", "＝1+1"])  # noqa: RUF001
def test_no_cell_is_a_formula_whatever_stands_before_its_sign(cell: str) -> None:
    assert as_csv([{"title": cell}]).splitlines()[1].lstrip('"').startswith("'")
