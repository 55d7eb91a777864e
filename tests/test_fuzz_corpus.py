"""Inputs that once failed, or were made to, end in records or in one of our own errors; see fuzz/README.md."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fuzz.targets import TARGETS
from hypothesis import given, settings
from hypothesis import strategies as st

CORPUS = Path(__file__).parents[1] / "fuzz" / "corpus"
INPUTS = sorted(CORPUS.glob("*/*"))


@pytest.mark.parametrize("path", INPUTS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_kept_inputs_harm_nobody(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


def test_each_target_has_inputs() -> None:
    assert {path.parent.name for path in INPUTS} == set(TARGETS)


WORDS = st.lists(
    st.sampled_from(
        [
            "said",
            "Chile",
            "Peru",
            "12",
            "1,2",
            "percent",
            "billion",
            "\u201c",
            '"',
            "'",
            ".",
            "\n",
            "-",
            "in 2022",
            "\u202e",
        ]
    )
)


@settings(max_examples=40)
@given(
    st.binary(max_size=200)
    | st.tuples(st.binary(min_size=1, max_size=1), WORDS).map(lambda both: both[0] + " ".join(both[1]).encode())
)
def test_any_bytes_can_be_given_to_read(data: bytes) -> None:
    TARGETS["reading"](data)


@settings(max_examples=150)
@given(st.binary(max_size=200) | WORDS.map(lambda words: " ".join(words).encode()))
def test_any_text_can_be_searched_for_figures(data: bytes) -> None:
    TARGETS["figures"](data)


KEYS = st.sampled_from(["name", "economy", "closure", "elasticities", "leakage", "deficits", "after", "cut", "keep"])
VALUES = st.sampled_from(
    ["1", "-1", "nan", "inf", '"x"', "[]", "[[]]", "{}", "{ a = 1 }", "true", "1979-05-27", '[{from = "CHL"}]', "0.5"]
)


@settings(max_examples=150)
@given(st.lists(st.tuples(KEYS, VALUES), max_size=5, unique_by=lambda pair: pair[0]))
def test_any_toml_can_be_given_as_a_scenario(pairs: list[tuple[str, str]]) -> None:
    TARGETS["scenarios"]("\n".join(f"{key} = {value}" for key, value in pairs).encode())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)
OBJECTS = st.dictionaries(
    st.sampled_from(["kind", "document", "text", "digest", "noise", "span", "value", "name", "figure", "reason"]), JSON
)


@settings(max_examples=25)
@given(st.lists(OBJECTS | st.fixed_dictionaries({"kind": st.sampled_from(["document", "story", "check"])}), max_size=4))
def test_any_lines_can_be_given_to_import(objects: list[dict[str, object]]) -> None:
    TARGETS["imports"]("\n".join(map(json.dumps, objects)).encode())


@settings(max_examples=25)
@given(st.tuples(st.binary(min_size=2, max_size=2), st.binary(max_size=30)).map(b"".join))
def test_any_file_can_stand_among_those_of_an_import(data: bytes) -> None:
    TARGETS["parquet"](data)
