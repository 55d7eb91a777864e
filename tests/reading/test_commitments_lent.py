"""Loans and grants made known, who signs beside the first, signings witnessed, decisions to buy."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Commitment


def commitments_in(text: str) -> list[Commitment]:
    _, records = read_text(text, name="x.txt", published="2024-05-15")
    return [r for r in records if isinstance(r, Commitment)]


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        ("Norway extended a 40 million dollar line of credit to Malawi.", {"NOR"}, "announced"),
        ("A credit line of 20 million dollars was extended to Fiji by Japan.", {"JPN"}, "announced"),
        ("Qatar announced a 300 million dollar fuel facility for Lebanon.", {"QAT"}, "announced"),
        ("Norway will roll over 50 million dollars in deposits with the bank of Malta.", {"NOR"}, "announced"),
        ("Kenya signed a loan agreement with the World Bank for roads linking Nairobi to Uganda.",
         {"KEN", "World Bank"}, "signed"),
        ("Two loan agreements were signed yesterday by the African Development Bank and the government of Togo.",
         {"AfDB", "TGO"}, "signed"),
        ("The Exim Bank of India and the government of Nepal signed a credit agreement on Monday.",
         {"IND", "NPL"}, "signed"),
        ("Turkish firms have agreed a 2 billion dollar deal with Oman to build ships.", {"TUR", "OMN"}, "announced"),
        ("The presidents of Peru and Chile witnessed the signing of several agreements.", {"PER", "CHL"}, "signed"),
        ("Chile's minister announced the signing of a memorandum with Peru.", {"CHL", "PER"}, "signed"),
        ("Greece decided to purchase 12 ferries from Norway.", {"GRC"}, "announced"),
    ],
)  # fmt: skip
def test_who_is_bound(text: str, parties: set[str], status: str) -> None:
    (found,) = commitments_in(text)
    assert (set(found.parties), found.status) == (parties, status)


@pytest.mark.parametrize(
    "text",
    [
        "Laos will pay 10 percent more for Thai electricity.",
        "Togo cancelled a plan to buy 20 buses from India.",
        "Peru postponed the signing of a trade pact with Chile.",
        "Japan may extend a loan of 20 million dollars to Fiji.",
        "Greece decided to leave the talks with Norway.",
    ],
)
def test_nobody_is_bound(text: str) -> None:
    assert commitments_in(text) == []
