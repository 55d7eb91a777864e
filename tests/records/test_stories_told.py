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
