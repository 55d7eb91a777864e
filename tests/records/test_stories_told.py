"""How reports of one happening are told: other words, copies, plans, offices, and what is said against them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.records.examples import document, event, figure

from lopsided.records.stories import stories

if TYPE_CHECKING:
    from lopsided.records.kinds import AnyRecord, Document
    from lopsided.records.story import Story

A, B = document("a.txt", published="2024-06-10"), document("b.txt", published="2024-06-12")


def _made(*records: AnyRecord, documents: tuple[Document, ...] = (A, B)) -> tuple[Story, ...]:
    return stories(documents, records)


ONE = {
    "other words for one kind of act": (
        event("a.txt", "SANCTION", "GHA", "CIV", "Ghana banned cocoa from Ivory Coast", date="2024-05"),
        event("b.txt", "SANCTION", "GHA", "CIV", "had prohibited the neighbour's cocoa", date="2024-05"),
    ),
    "a truce told as a deal and as a retreat": (
        event("a.txt", "AGREE", "ETH", "ERI", "agreed on a ceasefire", date="2024-06-08"),
        event("b.txt", "RETREAT", "ERI", "ETH", "the truce between the two", date="2024-06-08"),
    ),
    "a call told without its day in the days after": (
        event("a.txt", "CONSULT", "PAN", "COL", "the presidents spoke by telephone"),
        event("b.txt", "CONSULT", "COL", "PAN", "talked by phone on Saturday", date="2024-06-08", symmetric=True),
    ),
    "an accusation in two forms of a verb": (
        event("a.txt", "ACCUSE", "FJI", "TON", "accused Tonga of spying on its negotiators", trigger="accused"),
        event(
            "b.txt", "ACCUSE", "FJI", "TON", "had accused Tonga, whose agents spied on negotiators", trigger="accused"
        ),
    ),
}
TWO = {
    "visits of two offices": (
        event("a.txt", "CONSULT", "LAO", "THA", "the Lao president visited Bangkok", date="2024-06"),
        event("b.txt", "CONSULT", "LAO", "THA", "the energy minister visited Bangkok", date="2024-06-07"),
    ),
    "two acts set beside each other": (
        event("a.txt", "SANCTION", "NIC", "HND", "recalled its envoy", date="2024-06-08", trigger="recalled"),
        event("a.txt", "SANCTION", "NIC", "HND", "broke off the talks", date="2024-06-08", trigger="broke", at=30),
    ),
    "one meeting told of in a word, and another": (
        event("a.txt", "CONSULT", "OMN", "YEM", "a meeting", date="2024-01", trigger="meeting"),
        event("b.txt", "CONSULT", "OMN", "YEM", "met the tribal elders in Salalah on water", trigger="met"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ONE)
def test_one_happening_in_other_words_is_one_story(case: str) -> None:
    assert len(_made(*ONE[case])) == 1


@pytest.mark.parametrize("case", TWO)
def test_what_differs_in_who_came_or_what_was_done_is_two(case: str) -> None:
    assert len(_made(*TWO[case])) == 2


def test_a_wire_copy_without_a_date_tells_what_its_original_tells() -> None:
    copy = document("z.txt", group="a.txt")
    text = "held a joint naval exercise off the cape"
    found = _made(
        event("a.txt", "COOPERATE", "MUS", "SYC", text, date="2024-06-08", mode="planned", trigger="exercise"),
        event("z.txt", "COOPERATE", "SYC", "MUS", text, mode="planned", trigger="exercise"),
        documents=(A, copy),
    )
    assert [(s.sources, s.documents, s.date) for s in found] == [(1, ("a.txt", "z.txt"), "2024-06-08")]


def test_a_plan_does_not_keep_reports_of_what_was_done_apart() -> None:
    found = _made(
        event("a.txt", "CONSULT", "UZB", "TKM", "will pay a state visit to Ashgabat", date="2024-06", mode="planned"),
        event("b.txt", "CONSULT", "UZB", "TKM", "arrived in Ashgabat for a state visit", date="2024-06-11"),
        event("c.txt", "CONSULT", "UZB", "TKM", "concluded his visit to Ashgabat"),
        documents=(A, B, document("c.txt")),
    )
    assert [s.documents for s in found] == [("a.txt", "b.txt", "c.txt")]


def _whether(found: tuple[Story, ...]) -> set[tuple[str, ...]]:
    return {tuple(said.split(":")[0] for _, said in c.reports) for s in found for c in s.contradictions}


def test_a_denial_by_the_accused_stands_beside_the_accusation() -> None:
    accused = event("a.txt", "ACCUSE", "FJI", "TON", "accused Tonga of spying on its negotiators", trigger="accused")
    denied = event("b.txt", "COERCE", "TON", "FJI", "did not spy on anybody", mode="denied", trigger="spy")
    found = _made(accused, denied)
    assert _whether(found) == {("alleged", "denied")}
    assert all(s.contradictions for s in found)


def test_denied_it_is_said_of_the_accusation_just_before() -> None:
    accused = event("a.txt", "ACCUSE", "BLZ", "GTM", "accused Guatemala of felling trees", trigger="accused", at=0)
    soon = event("a.txt", "REJECT", "GTM", "BLZ", "officials denied it", trigger="denied", at=60)
    late = event("a.txt", "REJECT", "GTM", "BLZ", "officials denied it", trigger="denied", at=6000)
    assert _whether(_made(accused, soon)) == {("alleged", "denied")}
    assert _whether(_made(accused, late)) == set()


def test_a_refusal_of_something_else_is_no_denial() -> None:
    accused = event("a.txt", "ACCUSE", "BLZ", "GTM", "accused Guatemala of felling trees", trigger="accused", at=0)
    refused = event("a.txt", "REJECT", "GTM", "BLZ", "turned down a loan", trigger="turned", at=60)
    assert _whether(_made(accused, refused)) == set()


def test_each_side_saying_the_other_shot_first_is_listed_and_fighting_alone_is_not() -> None:
    one = event("a.txt", "ASSAULT", "THA", "KHM", "Thai guards shelled a village", date="2024-06-08", trigger="shelled")
    other = event("b.txt", "ASSAULT", "KHM", "THA", "Cambodian guards shot first", date="2024-06-08", trigger="shot")
    plain = event("b.txt", "ASSAULT", "KHM", "THA", "Cambodian guards hit a post", date="2024-06-08", trigger="hit")
    assert {c.about for s in _made(one, other) for c in s.contradictions} == {"who"}
    assert {c.about for s in _made(one, plain) for c in s.contradictions} == set()


def test_numbers_without_a_flow_are_held_together_by_their_clauses() -> None:
    texts = {
        "a.txt": "The bridge will cost 90 million dollars, the ministry said. It lent 40 million dollars to farmers.",
        "b.txt": "A bridge is to cost 120 million dollars.",
    }
    documents = tuple(document(name, text) for name, text in texts.items())
    numbers: list[AnyRecord] = []
    for name, text in texts.items():
        for value in (90, 40, 120):
            words = f"{value} million dollars"
            if words in text:
                at, end = text.index(words), text.index(".", text.index(words))
                told = figure(name, value * 1e6, "USD", "money", words, at=at)
                start = text.rfind(". ", 0, at) + 1
                numbers.append(replace(told, sentence=(start, end)))
    found = _made(*numbers, documents=documents)
    assert sorted(len(s.members) for s in found) == [1, 2]
    assert [c.about for s in found for c in s.contradictions] == ["number"]


def test_numbers_of_others_or_of_another_time_are_not_held_together() -> None:
    texts = {
        "a.txt": "A poll found that 40 percent of people in Chile trust Peru.",
        "b.txt": "A poll found that 70 percent of people in Kenya trust Oman.",
        "c.txt": "A poll found that 55 percent of people in Chile trust Peru.",
    }
    days = {"a.txt": "2024-06-10", "b.txt": "2024-06-11", "c.txt": "2021-02-03"}
    documents = tuple(document(name, text, published=days[name]) for name, text in texts.items())
    numbers: list[AnyRecord] = []
    for name, text in texts.items():
        at = text.index("percent") - 3
        told = figure(name, int(text[at : at + 2]) / 100, "fraction", "share", text[at : at + 10], at=at)
        numbers.append(replace(told, sentence=(0, len(text))))
    assert [s.contradictions for s in _made(*numbers, documents=documents)] == [(), (), ()]


def _told(texts: dict[str, str], *numbers: tuple[str, str, float, str, str]) -> tuple[list[AnyRecord], list[Document]]:
    """Figures where their words stand in texts of one sentence: document, words, value, unit, quantity."""
    found: list[AnyRecord] = []
    for name, words, value, unit, quantity in numbers:
        told = figure(name, value, unit, quantity, words, at=texts[name].index(words))
        found.append(replace(told, sentence=(0, len(texts[name]))))
    return found, [document(name, text, published="2024-06-12") for name, text in texts.items()]


def test_sums_told_after_the_words_of_one_deal_are_held_against_each_other() -> None:
    texts = {
        "a.txt": "Laos and Nepal signed a dam deal in Pokhara worth 2 billion dollars.",
        "b.txt": "Nepal and Laos signed a dam accord in Pokhara to build works worth 3 billion dollars.",
        "c.txt": "Laos and Nepal signed a dam deal in Pokhara, with a fund of 90 million dollars.",
    }
    numbers, documents = _told(
        texts,
        ("a.txt", "2 billion dollars", 2e9, "USD", "money"),
        ("b.txt", "3 billion dollars", 3e9, "USD", "money"),
        ("c.txt", "90 million dollars", 9e7, "USD", "money"),
    )
    acts = [
        event(name, "AGREE", "LAO", "NPL", text[: text.index(" in Pokhara")], date="2024-06-11", symmetric=True)
        for name, text in texts.items()
    ]
    (deal,) = [s for s in _made(*acts, *numbers, documents=tuple(documents)) if s.kind == "event"]
    said = [[words for _, words in c.reports] for c in deal.contradictions if c.about == "number"]
    assert said == [["2 billion dollars", "3 billion dollars"]]


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ("Oman seized a Maltese tanker with 25 sailors.", "A Maltese tanker with 21 crew was seized by Oman.", True),
        ("Raiders killed 12 soldiers near Bama.", "A raid near Bama by raiders killed 20 troops.", True),
        ("Raiders killed 12 soldiers near Bama.", "Raiders near Bama wounded 20 soldiers.", False),
        ("Raiders killed 12 soldiers near Bama.", "Raiders killed 20 farmers near Bama.", False),
    ],
)
def test_those_counted_are_held_against_each_other_whatever_they_are_called(
    first: str, second: str, *, clash: bool
) -> None:
    texts, told = {"a.txt": first, "b.txt": second}, []
    for name, text in texts.items():
        at = next(i for i, c in enumerate(text) if c.isdigit())
        number, thing = text[at:].rstrip(".").split()[:2]
        told.append((name, f"{number} {thing}", float(number), thing.removesuffix("s"), "count"))
    numbers, documents = _told(texts, *told)
    made = _made(*numbers, documents=tuple(documents))
    assert bool([c for s in made for c in s.contradictions if c.about == "number"]) is clash


def test_what_is_told_in_the_passive_is_one_with_what_is_told_in_the_active() -> None:
    day = "2024-06-10"
    active = event("a.txt", "COERCE", "OMN", "MLT", "Oman seized a Maltese tanker with 25 sailors", date=day)
    passive = event("b.txt", "COERCE", "OMN", "MLT", "A Maltese tanker carrying 21 crew was seized by Oman", date=day)
    assert len(_made(active, passive)) == 1
