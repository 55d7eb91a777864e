"""The flow chart of a trade that stops: everyone named, ribbons as thick as the money, the same at any width."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lopsided.briefing.flow import Party, Rerouting, flow
from lopsided.briefing.vega import NARROW, WIDE

MOVED = Rerouting(
    seller="Chile",
    buyer="Japan",
    lost=8.0,
    lost_shown="−$8 bn",
    suppliers=[Party("Peru", 3.0, "+$3 bn"), Party("Democratic Republic of the Congo", 0.001, "+$1 mn")],
    markets=[Party("South Korea", 5.0, "+$5 bn")],
)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_everyone_is_named_with_the_money(width: int) -> None:
    svg = flow(MOVED).svg(width)
    for text in ("Chile", "Japan", "Peru", "South Korea", "−$8 bn", "+$3 bn", "+$1 mn"):
        assert f">{text}<" in svg
    assert "Congo" in svg
    assert 'aria-hidden="true"' in svg


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_ribbons_leave_and_arrive_within_their_parties(width: int) -> None:
    said = flow(MOVED).specification(width)
    data = {table["name"]: table["values"] for table in said["data"]}
    kinds = [ribbon["kind"] for ribbon in data["ribbons"]]
    assert kinds == ["gone", "sold", "bought", "bought"]
    heights = {bar["y"]: bar["height"] for bar in data["bars"]}
    assert min(heights.values()) >= 1  # however little moves, it is seen
    assert max(bar["y"] + bar["height"] for bar in data["bars"]) <= said["height"]
    assert all(0 <= bar["x"] <= width for bar in data["bars"])


@pytest.mark.parametrize("lost", [0.02, 8.0])
def test_what_is_lost_is_written_on_its_ribbon_or_above_it(lost: float) -> None:
    data = {t["name"]: t["values"] for t in flow(replace(MOVED, lost=lost)).specification(WIDE)["data"]}
    top, at = min(bar["y"] for bar in data["bars"]), data["gone"][0]["y"]
    assert at > 0
    assert (at > top + 8) if lost > 1 else (at <= top - 8)


def test_what_is_gone_is_drawn_by_its_outline() -> None:
    svg = flow(MOVED).svg(WIDE)
    assert svg.count("stroke-dasharray") >= 1
    assert "var(--side-a)" in svg
    assert "var(--side-b)" in svg
