"""Commitments by doing: orders, licences, stakes, money put up; and words that bind nobody."""

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
        ("Chile ordered 30 electric buses from India.", {"CHL", "IND"}),
        ("Ghana and Laos will set up a joint fund for farmers.", {"GHA", "LAO"}),
        ("Chile placed an order for 30 electric buses from India.", {"CHL", "IND"}),
        ("Norway finalised the purchase of four helicopters from Italy.", {"NOR", "ITA"}),
        ("The Danish company Holt took a 30 percent stake in a Peruvian port.", {"DNK", "PER"}),
        ("The Danish company Holt has won a contract to modernise Peru's railways.", {"DNK", "PER"}),
        ("Danish shipbuilder Holt said it had received an order for two ferries from Ireland.", {"DNK", "IRL"}),
        ("A consortium led by Italy's Ansel was granted a licence to search for gas in Ghana.", {"ITA", "GHA"}),
        ("Laos granted a Korean firm a 50-year lease on an island.", {"LAO", "KOR"}),
        ("The Export Bank of Turkey will lend Chad 90 million dollars for a road.", {"TUR"}),
        ("Sweden has earmarked 40 million euros for schools in Malawi.", {"SWE"}),
        ("Canada has provided a 70 million dollar loan to Jamaica.", {"CAN"}),
        ("A pledge of 80 million dollars was made by Austria to Moldova.", {"AUT"}),
        ("Qatar offered on Monday to host a meeting of the rivals.", {"QAT"}),
        ("Fiji and Samoa have set a goal of 40 million dollars in trade by 2030.", {"FJI", "WSM"}),
        ("Moldova is to get 20 buses from Latvia.", {"MDA"}),
        ("The signing of a labour accord between Nepal and Oman took place on Friday.", {"NPL", "OMN"}),
        ("Panama and Cuba established a joint committee on shipping.", {"PAN", "CUB"}),
        ("India and Oman concluded negotiations on a trade treaty.", {"IND", "OMN"}),
        ("Estonia undertook to stop buying Belarusian timber.", {"EST"}),
        ("Georgia gave its consent for a Polish firm to build a dam.", {"GEO"}),
        ("Turkey will restart the line that carries gas from Iran.", {"TUR"}),
        ("The accord was signed on Friday between Peru's minister, Ana Ruiz, and the Bolivian envoy.", {"PER", "BOL"}),
    ],
)
def test_who_is_bound(text: str, parties: set[str]) -> None:
    (found,) = commitments_in(text)
    assert set(found.parties) == parties


@pytest.mark.parametrize(
    "text",
    [
        "Ecuador's president extended his congratulations to Panama.",
        "Mongolia is trying to settle a quarrel with Kazakhstan.",
        "Ghana brought up the treaty with Togo at the meeting.",
        "Norway will require Danish boats to report their catch.",
        "Irish drinkers will pay 12 per cent more for Chilean wine.",
        "Kenya will resume talks with Uganda on Monday.",
        "Fiji agrees with Samoa that the sea is rising.",
        "Nepal will defend itself against China.",
        "Nepal accused Oman of breaking its promise to buy tea.",
    ],
)
def test_nobody_is_bound(text: str) -> None:
    assert not commitments_in(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Qatar offered on Monday to host a meeting of the rivals.", "to host a meeting of the rivals"),
        ("Bolivia has committed itself to supplying Peru with gas.", "to supplying Peru with gas"),
    ],
)
def test_what_is_the_thing_itself(text: str, what: str) -> None:
    assert [c.what for c in commitments_in(text)] == [what]


def test_a_currency_is_no_state() -> None:
    assert [c.parties for c in commitments_in("Japan pledged US$3 million to Laos and NZ$2 million to Fiji.")] == [
        ("JPN",)
    ]


@pytest.mark.parametrize(
    "text", ["Ghana and Laos are set to cooperate on trade.", "Exports from Ghana to Laos are set to rise."]
)
def test_what_is_set_to_happen_is_foretold(text: str) -> None:
    assert not commitments_in(text)
