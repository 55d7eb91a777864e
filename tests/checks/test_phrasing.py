"""Sentences that leave words out: whose part it is by the sentence, or no verdict at all."""

from __future__ import annotations

import pytest

from lopsided.api.dossiers import check_text


@pytest.mark.parametrize(
    ("text", "number", "reading"),
    [
        (
            "Qatar sells a fifth of its exports to China, and a tenth to India.",
            "10 %",
            "India's share of Qatar's goods exports",
        ),
        (
            "China (30 percent), the United States (11 percent) and Peru (5 percent) were Brazil's main customers.",
            "11 %",
            "United States' share of Brazil's goods exports",
        ),
        (
            "China receives 30 percent of Brazil's exports; the United States, 11 percent.",
            "11 %",
            "United States' share of Brazil's goods exports",
        ),
        (
            "Paraguay, which sends a third of its exports to Brazil, imports a quarter of its goods from China.",
            "25 %",
            "China's share of Paraguay's goods imports",
        ),
        (
            "Switzerland is Uzbekistan's top export destination, taking around a third.",
            "33.3 %",
            "Switzerland's share of Uzbekistan's goods exports",
        ),
        (
            "Portugal's largest trading partner is Spain, with 26 percent of exports and 33 percent of imports.",
            "33 %",
            "Spain's share of Portugal's goods imports",
        ),
        (
            "China buys a third of Russia's exports and supplies 53 percent of its imports.",
            "53 %",
            "China's share of Russia's goods imports",
        ),
    ],
)
def test_a_part_is_of_whom_the_sentence_says(text: str, number: str, reading: str) -> None:
    (found,) = (c for c in check_text(text) if c.reading.endswith(number))
    assert found.reading.startswith(reading)


def test_what_is_no_longer_so_is_denied() -> None:
    (found,) = check_text("Argentina no longer sends 40 percent of its exports to Brazil.")
    assert found.verdict == "agrees"
    assert "not so" in found.why


@pytest.mark.parametrize(
    "text",
    [
        "Uzbekistan's gold exports to Switzerland are a third of its exports.",
        "Cocoa beans account for nearly half of Ivory Coast's exports to the Netherlands.",
        "Germany bought a fifth of Austrian exports less in 2023 than in 2022.",
        "Kazakhstan produces 1.8 million barrels of oil per day.",
        "Taiwan's exports to China account for a quarter of its GDP.",
        "Laos sold 2 billion dollars of electricity to Thailand in 2023, a third of its exports.",
        "Mauritania's iron ore goes to China: 60 percent of exports.",
        "Japan and South Korea buy 15 and 5 percent of Australia's exports.",
        "If China bought 50 percent of Gabon's exports, the country would be dependent.",
        "That of Thailand, at 26 percent, is higher than Vietnam's share of Laos's exports.",
    ],
)
def test_what_no_measure_is_of_gets_no_verdict(text: str) -> None:
    found = check_text(text)
    assert found
    assert {c.verdict for c in found} == {"cannot be checked"}


def test_a_second_number_set_against_the_first_is_not_the_firsts() -> None:
    found = check_text("Kenya imports more from China than from India: 20 percent against 10 percent.")
    assert "cannot be checked" in {c.verdict for c in found}
    assert all("10 %" not in c.reading or c.verdict == "cannot be checked" for c in found)
