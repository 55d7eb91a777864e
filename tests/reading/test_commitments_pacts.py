"""Commitments told by nouns: pacts that oblige, words given, pacts that come about, what is only talked of."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Commitment

TOLD = [
    ("Zambia gave its word that it would keep the border open to Malawian trucks.", {"ZMB"}, "announced"),
    ("The deal obliges Zambia to deliver 300,000 tonnes of maize to Malawi by June.", {"ZMB", "MWI"}, "announced"),
    ("The contract between Peru and Bolivia calls for Bolivia to ship 2 million tonnes.", {"PER", "BOL"}, "announced"),
    ("The memorandum commits Laos and Cambodia to build a bridge across the river.", {"LAO", "KHM"}, "announced"),
    ("The agreement, which Jordan and Iraq signed on Sunday, provides for sales of power.", {"JOR", "IRQ"}, "signed"),
    ("The accord with Greece requires Albania to buy 100 megawatts a year.", {"GRC", "ALB"}, "announced"),
    ("Nepal and Bhutan reiterated their commitment to work together on hydropower.", {"NPL", "BTN"}, "announced"),
    ("The meeting resulted in an agreement between Vietnam and Laos to enhance trade.", {"VNM", "LAO"}, "announced"),
    (
        "Cuba is to receive 500 buses from Belarus under a contract worth 40 million dollars.",
        {"CUB", "BLR"},
        "announced",
    ),
    ("A loan agreement worth 300 million euros between France and Gabon was signed in May.", {"FRA", "GAB"}, "signed"),
    ("Ecuador obliged itself to return the ships to Peru by May.", {"ECU"}, "announced"),
    ("Ecuador vowed not to raise tariffs on Colombian goods.", {"ECU"}, "announced"),
    ("Rwanda has offered to host a logistics hub for Burundi.", {"RWA"}, "offered"),
    ("Cameroon's commitment to buy 200 megawatts from Nigeria remains in force.", {"CMR"}, "announced"),
    ("Mongolia is considering a proposal to buy power from Kazakhstan.", {"MNG", "KAZ"}, "under discussion"),
    ("Talks between Serbia and Albania over a joint power line are under way.", {"SRB", "ALB"}, "under discussion"),
    ("The lawyers cited a 1911 treaty between Peru and Bolivia.", {"PER", "BOL"}, "signed"),
    ("Peru is negotiating a fishing accord of its own with Fiji.", {"PER", "FJI"}, "under discussion"),
    ("Liberia and Guinea exchanged letters of intent on a joint port.", {"LBR", "GIN"}, "announced"),
]
NONE = [
    "There is no treaty between Chad and Mali.",
    "Ghana wants a pact between Chad and Mali.",
    "Turkmenistan expects to sign a gas contract with Georgia next month.",
    "Ecuador obliged Peru to return the ships.",
    "Mali and Niger failed to agree on a common tariff.",
    "Togo hopes its partnership with Benin will continue to bear fruit.",
    "The ministry of Chad proposed that the two countries sign a new agreement with Niger.",
    "The deal could oblige Zambia to deliver 300,000 tonnes of maize to Malawi.",
]


def commitments(text: str) -> list[Commitment]:
    return [r for r in read_text(text, name="d", published="2024-05-15")[1] if isinstance(r, Commitment)]


@pytest.mark.parametrize(("text", "parties", "status"), TOLD, ids=[t[:40] for t, _, _ in TOLD])
def test_who_is_bound_by_what_a_noun_tells(text: str, parties: set[str], status: str) -> None:
    assert [(set(c.parties), c.status) for c in commitments(text)] == [(parties, status)]


@pytest.mark.parametrize("text", NONE, ids=[t[:40] for t in NONE])
def test_nobody_is_bound_by_what_is_only_hoped_for_or_possible(text: str) -> None:
    assert commitments(text) == []


def test_a_memorandum_by_its_initials_is_a_pact() -> None:
    found = commitments("Under the extended MoU, Jordan will receive 15,000 barrels a day from Iraq.")
    assert [set(c.parties) for c in found] == [{"JOR", "IRQ"}]
