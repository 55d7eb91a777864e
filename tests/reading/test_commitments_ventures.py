"""What firms of one country bind themselves to in another, and whose firm one is that is named without its country."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Commitment


def commitments_in(text: str) -> list[Commitment]:
    _, records = read_text(text, name="x.txt", published="2024-05-15")
    return [r for r in records if isinstance(r, Commitment)]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Four Danish firms will invest up to 6 million dollars in Kenyan wind farms.", {"DNK"}),
        ("Four Danish firms will invest 6 million dollars in Kenya, Kenya's energy minister said.", {"DNK", "KEN"}),
        ("A Turkish carmaker will build a factory in Serbia.", {"TUR"}),
        ("Brazilian planemaker Embraer plans to open a repair shop in Poland.", {"BRA"}),
        ("Brazilian planemaker Embraer announced plans to build a plant in Morocco.", {"BRA"}),
        ("Portugal is going to buy five aircraft from Brazil.", {"PRT"}),
        ("Sweden granted Moldova 3 million euros for roads.", {"SWE"}),
    ],
)
def test_who_is_bound(text: str, parties: set[str]) -> None:
    (found,) = commitments_in(text)
    assert (set(found.parties), found.status) == (parties, "announced")


def test_a_firm_keeps_its_country_when_named_alone() -> None:
    text = "Brazilian planemaker Embraer is hiring.\n\nEmbraer will build a plant in Morocco next year."
    assert [c.parties for c in commitments_in(text)] == [("BRA",)]


@pytest.mark.parametrize(
    "text",
    [
        "A Turkish carmaker could build a factory in Serbia.",
        "A Turkish carmaker will not build a factory in Serbia.",
        "A Turkish carmaker will build a factory in Turkey.",
        "Japan has 40 projects in Laos worth 3 million dollars.",
    ],
)
def test_nobody_is_bound(text: str) -> None:
    assert not commitments_in(text)
