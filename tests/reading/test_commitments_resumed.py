"""Commitments whose parties the text told before, and several commitments in one sentence."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Commitment


def commitments_in(text: str) -> list[Commitment]:
    _, records = read_text(text, name="x.txt", published="2024-05-15")
    return [r for r in records if isinstance(r, Commitment)]


def told(text: str, words: str) -> Commitment:
    """Return the commitment told in a clause that holds some words."""
    return next(c for c in commitments_in(text) if words in c.text)


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        (
            "Ghana and Togo signed a gas contract on Monday. Under the contract, Togo will get 3 cargoes a year.",
            "3 cargoes",
            {"GHA", "TGO"},
        ),
        (
            "Peru, Chile, and Bolivia agreed to build a railway. The sides inked three accords on customs and tolls.",
            "three accords",
            {"PER", "CHL", "BOL"},
        ),
        (
            "Peru, Chile, and Bolivia agreed to build a railway. They also decided to abolish tolls.",
            "tolls",
            {"PER", "CHL", "BOL"},
        ),
        ("Nepal has signed a deal to buy 12 trains from Indian trainmaker Rolta.", "12 trains", {"NPL", "IND"}),
        (
            "Nepal signed contracts to buy 12 trains from India and 30 buses from Bangladesh.",
            "12 trains",
            {"NPL", "IND", "BGD"},
        ),
        ("An arrangement has been reached to end tolls between Chad and Niger.", "tolls", {"TCD", "NER"}),
    ],
)
def test_parties_told_before_or_elsewhere_in_the_clause(text: str, words: str, parties: set[str]) -> None:
    assert set(told(text, words).parties) == parties


@pytest.mark.parametrize(
    "text",
    [
        "Ghana and Togo signed a gas contract. The previous contract obliged Benin to pay a fee.",
        "Ghana and Togo signed a gas contract. The plan obliges Benin to pay a fee.",
        "Peru and Chile agreed to build a railway. The three leaders of the bloc agreed to meet in Kenya and Mali.",
    ],
)
def test_no_party_is_carried_over_that_the_words_rule_out(text: str) -> None:
    first, *rest = commitments_in(text)
    assert all(not set(first.parties) <= set(c.parties) for c in rest)


def test_two_things_done_in_one_sentence_are_two_commitments() -> None:
    found = commitments_in(
        "Kuwait deposited 3 billion dollars in Jordan's central bank and extended a loan of 2 million."
    )
    assert len(found) == 2
    found = commitments_in(
        "Norway has pledged $3 million to the fund, while Peru and Chile plan to add $1 million each."
    )
    assert [set(c.parties) for c in found] == [{"NOR"}, {"PER", "CHL"}]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Georgia will release 12 prisoners to Armenia under a mediated swap.", {"GEO"}),
        ("The Kuwaiti fund extended the term for a 3 billion dollar deposit at Jordan's central bank.", {"KWT"}),
    ],
)
def test_what_will_be_done_binds_who_does_it(text: str, parties: set[str]) -> None:
    assert parties & set(commitments_in(text)[0].parties)


@pytest.mark.parametrize(
    "text",
    [
        "Laos and Cambodia expect to sign a trade agreement next year.",
        "Laos and Cambodia spoke of the possibility of signing a trade agreement.",
        "In a communique issued after the visit to Laos, Cambodia praised its neighbour.",
        "Georgia will release a report on Armenian wine exports.",
    ],
)
def test_hopes_talk_and_papers_bind_nobody(text: str) -> None:
    assert commitments_in(text) == []


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        (
            "Togo and Benin met on tolls. Under the toll deal, Togo will supply 300 megawatts of power to Benin.",
            "300 megawatts",
            {"TGO", "BEN"},
        ),
        (
            "Based on the swap agreement between Togo and Benin, Togo will ship 30 tonnes of gold.",
            "30 tonnes",
            {"TGO", "BEN"},
        ),
        ("Togo and Benin met. They spoke of rail and agreed to build a line.", "build a line", {"TGO", "BEN"}),
        ("Ghana agreed to let Togo sell power to Benin.", "let Togo sell", {"GHA"}),
        (
            "The Qatar-brokered accord requires Chad to return two towns to Niger.",
            "two towns",
            {"TCD", "NER"},
        ),
        ("Togo and Benin met. The two sides expressed their readiness to build a bridge.", "bridge", {"TGO", "BEN"}),
    ],
)
def test_parties_are_those_bound_and_no_others(text: str, words: str, parties: set[str]) -> None:
    assert set(told(text, words).parties) == parties


@pytest.mark.parametrize(
    "text",
    [
        "Chadian firms undertake large projects in Niger.",
        "A treaty was signed between Chad and Niger, establishing an alliance between them.",
    ],
)
def test_one_deed_is_told_once_and_work_is_no_promise(text: str) -> None:
    assert len(commitments_in(text)) == (1 if "signed" in text else 0)


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("Togo and Benin will set up a joint customs post.", "customs post", {"TGO", "BEN"}),
        (
            "Togo and Benin signed an accord on rail. The countries will also work together on ports.",
            "work together",
            {"TGO", "BEN"},
        ),
        ("Togo will sign a memorandum on maize with Benin next week.", "memorandum", {"TGO", "BEN"}),
    ],
)
def test_what_several_will_do_together_binds_them(text: str, words: str, parties: set[str]) -> None:
    assert set(told(text, words).parties) == parties


@pytest.mark.parametrize(
    "text",
    [
        "The signing will be held in the last week of March in Togo.",
        "Togo aimed to sign a memorandum on maize with Benin in April.",
        "Togo and Benin will not set up a joint customs post.",
        "Togo and Benin will face each other in the final.",
    ],
)
def test_plans_for_a_signing_and_games_bind_nobody(text: str) -> None:
    assert commitments_in(text) == []
