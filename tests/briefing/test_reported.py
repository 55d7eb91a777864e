"""Stories on the timeline: a difference is told once, the most told lead, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.briefing.contents import Side
from lopsided.briefing.reported import MOST_LEADING, reported
from lopsided.records.kinds import Commitment, Document
from lopsided.records.story import Contradiction, Story

if TYPE_CHECKING:
    from lopsided.briefing.contents import Reported

SIDES = (Side("KEN", "Kenya"), Side("ETH", "Ethiopia"))
DIFFER = Contradiction(
    about="whether", reports=(("a.txt:1", "happened: Kenya pledged aid"), ("b.txt:1", "denied: no aid"))
)


def story(number: int, **changes: object) -> Story:
    made = Story(
        id=f"s{number}",
        kind="event",
        group="meeting",
        title=f"Kenya and Ethiopia met, number {number}",
        date=f"2024-01-{number:02d}",
        actors=("ETH", "KEN"),
        members=(),
        documents=(),
        sources=1,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def told(*stories: Story) -> Reported:
    return reported(SIDES, {}, (), stories, {})


def test_a_difference_between_two_stories_is_told_once_and_the_other_points_to_it() -> None:
    turned = replace(DIFFER, reports=DIFFER.reports[::-1])
    first, second = told(story(1, contradictions=(DIFFER,)), story(2, contradictions=(turned,))).timeline
    assert len(first.contradictions) == 1
    assert "happened" in first.contradictions[0]
    assert second.contradictions == ()
    assert second.differs_at == (first.anchor,)
    assert first.differs_at == ()


def test_differences_of_other_records_are_told_where_they_are() -> None:
    other = replace(DIFFER, reports=(("c.txt:1", "3 March"), ("d.txt:1", "4 March")), about="date")
    first, second = told(story(1, contradictions=(DIFFER,)), story(2, contradictions=(other,))).timeline
    assert len(first.contradictions) == len(second.contradictions) == 1
    assert second.differs_at == ()


def test_those_most_sources_tell_and_those_told_differently_lead_and_the_order_stays() -> None:
    many = [story(n) for n in range(1, 29)]
    many[20] = story(21, sources=4)
    many[25] = story(26, contradictions=(DIFFER,))
    items = told(*many).timeline
    leading = [item for item in items if item.leading]
    assert len(items) == len(many)
    assert len(leading) == MOST_LEADING
    assert {"story-s21", "story-s26"} <= {item.anchor for item in leading}
    assert [item.anchor for item in items] == [f"story-s{n}" for n in range(1, 29)]


def test_promises_to_others_are_apart() -> None:
    text = "Kenya promised Ethiopia a road. Kenya promised Uganda a port."
    document = Document(document="a.txt", text=text, digest="0")
    promises = [
        Commitment(document="a.txt", span=span, text=text[slice(*span)], sentence=span, parties=parties, what="")
        for span, parties in (((32, 61), ("KEN", "UGA")), ((0, 31), ("KEN", "ETH")))
    ]
    found = reported(SIDES, {"a.txt": document}, promises, (), {})
    assert [p.parties for p in found.promises] == ["Kenya and Ethiopia"]
    assert [p.parties for p in found.promises_around] == ["Kenya and Uganda"]


def test_few_stories_are_all_shown() -> None:
    assert all(item.leading for item in told(story(1), story(2)).timeline)
