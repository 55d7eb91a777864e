"""Statements by place: the same that a look at all of them finds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lopsided.reading.statements.placed import Placed
from lopsided.records.kinds import Statement

SPANS = st.tuples(st.integers(0, 9_000), st.integers(1, 5_000)).map(lambda at: (at[0], at[0] + at[1]))


def made(span: tuple[int, int]) -> Statement:
    return Statement(document="d", span=span, text="x", sentence=span, speakers=("Ana Ruiz",), form="direct")


@settings(max_examples=200, deadline=None)
@given(st.lists(SPANS, max_size=12), SPANS)
def test_what_touches_a_stretch_is_found_in_order(spans: list[tuple[int, int]], stretch: tuple[int, int]) -> None:
    said = [made(span) for span in spans]
    expected = tuple(s for s in said if s.span[0] < stretch[1] and stretch[0] < s.span[1])
    assert Placed(said).within(*stretch) == expected
