"""Happenings of one kind on days close to each other, tolls that are raised, and flows in both directions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.records.examples import document, event, figure

from lopsided.records.stories import stories
from lopsided.records.story import story_from, story_object

if TYPE_CHECKING:
    from lopsided.records.kinds import AnyRecord, Document
    from lopsided.records.story import Story


def _told(*reports: tuple[str, str, AnyRecord]) -> tuple[Story, ...]:
    """Make stories of records, each with the text and day of publication of its document."""
    documents: list[Document] = [document(r.document, text, published=day) for text, day, r in reports]
    return stories({d.document: d for d in documents}.values(), [r for _, _, r in reports])


BOAT = "The Maltese coastguard seized a Libyan trawler near the bank"


def test_another_of_its_kind_on_another_day_is_another() -> None:
    again = "The Maltese coastguard seized another Libyan trawler near the bank"
    found = _told(
        (BOAT, "2023-04-03", event("a.txt", "COERCE", "MLT", "LBY", BOAT, date="2023-04-02", trigger="seized")),
        (again, "2023-04-05", event("b.txt", "COERCE", "MLT", "LBY", again, date="2023-04-04", trigger="seized")),
    )
    assert [(s.date, s.contradictions) for s in found] == [("2023-04-02", ()), ("2023-04-04", ())]


@pytest.mark.parametrize(("taken", "many"), [("nine", 2), ("14", 1), ("", 1)])
def test_other_days_with_other_numbers_are_two_happenings(taken: str, many: int) -> None:
    first = f"{BOAT} with 14 men"
    second = f"{BOAT} with {taken} men" if taken else BOAT
    found = _told(
        (first, "2023-04-05", event("a.txt", "COERCE", "MLT", "LBY", first, date="2023-04-02", trigger="seized")),
        (second, "2023-04-05", event("b.txt", "COERCE", "MLT", "LBY", second, date="2023-04-04", trigger="seized")),
    )
    assert len(found) == many


def test_what_came_at_another_time_than_was_planned_contradicts_nothing() -> None:
    plan, deed = (
        "Gabon and Congo will sign a fishing pact in Libreville",
        "Congo and Gabon signed a fishing pact in Libreville",
    )
    (found,) = _told(
        (
            plan,
            "2023-04-01",
            event("a.txt", "AGREE", "GAB", "COG", plan, date="2023-04-05", mode="planned", trigger="sign"),
        ),
        (deed, "2023-04-08", event("b.txt", "AGREE", "COG", "GAB", deed, date="2023-04-06", trigger="signed")),
        (deed, "2023-04-08", event("c.txt", "AGREE", "GAB", "COG", deed, date="2023-04-06", trigger="signed")),
    )
    assert found.contradictions == ()


@pytest.mark.parametrize(
    ("first", "second", "newest"),
    [
        (("2023-04-03", 4), ("2023-04-04", 7), 1),
        (("2023-04-04", 7), ("2023-04-03", 4), 0),
        (("2023-04-03", 7), ("2023-04-04", 4), None),
        (("2023-04-03", 4), ("2023-04-03", 7), None),
    ],
)
def test_a_toll_raised_later_is_a_later_state(
    first: tuple[str, int], second: tuple[str, int], newest: int | None
) -> None:
    def killed(name: str, day: str, value: int) -> tuple[str, str, AnyRecord]:
        text = f"The shelling of the Sudanese village by Chadian troops killed {value} villagers"
        more = {"exporter": "TCD", "importer": "SDN", "subject": text, "period": "2023-04-02"}
        return text, day, figure(name, float(value), "villager", "count", text, **more)

    (found,) = _told(killed("a.txt", *first), killed("b.txt", *second))
    (differ,) = found.contradictions
    assert differ.about == "number"
    assert differ.newest == (None if newest is None else differ.reports[newest][0])
    assert story_from(story_object(found)) == found


@pytest.mark.parametrize(
    ("whole", "ends", "differing"),
    [
        ("imports of URY from PRY", ("PRY", "URY"), False),
        ("exports of URY to PRY", ("URY", "PRY"), True),
        ("trade of URY and PRY", ("URY", "PRY"), False),
    ],
)
def test_numbers_of_two_directions_or_of_both_are_not_of_one_flow(
    whole: str, ends: tuple[str, str], *, differing: bool
) -> None:
    text = "Uruguay exported goods worth $2 billion to Paraguay in 2021"
    other = "Uruguay and Paraguay exported and imported goods worth $3 billion in 2021"
    money = ("USD", "money")
    one = figure(
        "a.txt", 2e9, *money, text, exporter="URY", importer="PRY", whole="exports of URY to PRY", period="2021"
    )
    two = figure("b.txt", 3e9, *money, other, exporter=ends[0], importer=ends[1], whole=whole, period="2021")
    found = _told((text, "2022-02-01", one), (other, "2022-02-01", two))
    assert any(s.contradictions for s in found) is differing


def test_a_toll_told_behind_the_deed_is_held_against_one_that_counts_nobody() -> None:
    deed = "Chadian troops shelled a Sudanese village on Sunday, killing 12 villagers"
    toll = "The number killed in the shelling of the Sudanese village by Chadian troops rose to 19"
    a = {"exporter": "TCD", "importer": "SDN"}
    found = stories(
        (document("a.txt", deed, published="2023-04-03"), document("b.txt", toll, published="2023-04-04")),
        [
            _within(event("a.txt", "ASSAULT", "TCD", "SDN", deed[:52], date="2023-04-02", trigger="shelled"), deed),
            _within(figure("a.txt", 12.0, "villager", "count", "12 villagers", at=deed.index("12"), **a), deed),
            _within(event("b.txt", "ASSAULT", "TCD", "SDN", toll[21:77], trigger="shelling", at=21), toll),
            _within(
                figure("b.txt", 19.0, None, "count", "19", at=toll.index("19"), subject="number killed", **a), toll
            ),
        ],
    )
    (shelling,) = (s for s in found if s.kind == "event")
    assert [(c.about, [said for _, said in c.reports]) for c in shelling.contradictions] == [
        ("number", ["12 villagers", "19"])
    ]
    assert shelling.contradictions[0].newest == shelling.contradictions[0].reports[1][0]


def _within(record: AnyRecord, sentence: str) -> AnyRecord:
    return replace(record, sentence=(0, len(sentence)))


def test_a_denial_is_not_of_what_was_done_after_it() -> None:
    deed, denial = "Chad attacked a Sudanese village", "Chad denied that it attacked a Sudanese village"
    for told, many in (("2023-04-04", 0), ("2023-04-10", 1)):
        found = _told(
            (deed, "2023-04-10", event("a.txt", "ASSAULT", "TCD", "SDN", deed, date="2023-04-09", trigger="attacked")),
            (denial, told, event("b.txt", "ASSAULT", "TCD", "SDN", denial, mode="denied", trigger="attacked")),
        )
        assert sum(c.about == "whether" for s in found for c in s.contradictions) == many


def test_a_crossing_closed_and_shut_is_one_closure() -> None:
    (found,) = _told(
        (
            "",
            "2023-04-03",
            event("a.txt", "SANCTION", "TCD", "SDN", "closed the Adre crossing", date="2023-04-02", trigger="closed"),
        ),
        ("", "2023-04-04", event("b.txt", "SANCTION", "TCD", "SDN", "had shut the Adre crossing", trigger="shut")),
    )
    assert found.sources == 2
