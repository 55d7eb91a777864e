"""A record's head says what the text says of it: denied, planned, more than, about."""

from __future__ import annotations

from typing import Any

import pytest

from lopsided.records.kinds import Event, Figure
from lopsided.web.reading.items import title

PLACE: dict[str, Any] = {"document": "a.txt", "span": (0, 4), "text": "aid ", "sentence": (0, 4)}


def event(mode: str) -> Event:
    return Event(**PLACE, type="AID", source="IND", target="NPL", mode=mode)  # type: ignore[arg-type]


def figure(value: float, **more: Any) -> Figure:  # noqa: ANN401 - fields of any kind
    said: dict[str, Any] = PLACE | {"value": value, "unit": "fraction", "quantity": "share"} | more
    return Figure(**said)


@pytest.mark.parametrize(
    ("mode", "head"), [("happened", "aid: India → Nepal"), ("denied", "aid (denied): India → Nepal")]
)
def test_an_act_that_is_denied_is_not_told_as_done(mode: str, head: str) -> None:
    assert title(event(mode)) == head


def test_a_hedged_figure_is_not_told_as_exact() -> None:
    assert title(figure(0.5, hedge="more than")) == "more than 50 % (share)"
    assert title(figure(0.5, modality="denied")) == "50 % (share, denied)"
    assert title(figure(2.0, unit="day", quantity="date-span")) == "2 days (duration)"
    assert title(figure(1.0, unit="day", quantity="date-span")) == "1 day (duration)"
