"""Clauses joined without a comma belong to the one who acts in them."""

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Event, Statement


def acts(text: str) -> set[tuple[str, str]]:
    """Return who acted on whom."""
    _, records = read_text(text, name="a", published="2024-06-12")
    return {(r.source, r.target) for r in records if isinstance(r, Event)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Uganda arrested sailors from Burundi and Gabon shelled a Congolese port.", ("GAB", "COG")),
        ("Norway criticised Iceland and Ireland expelled the Belarusian ambassador.", ("IRL", "BLR")),
        ("Bhutan recognised Kosovo and Serbia has expelled its ambassador.", ("SRB", "XKX")),
    ],
)
def test_the_noun_before_a_finite_verb_is_its_subject(text: str, wanted: tuple[str, str]) -> None:
    first = next(iter({"Uganda": "UGA", "Norway": "NOR", "Bhutan": "BTN"}[w] for w in text.split()[:1]))
    found = acts(text)
    assert {source for source, _ in found} == {first, wanted[0]}
    assert (first, wanted[0]) not in found


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Peru's president said that Chile was buying frigates and condemned Brazil for its silence.", "PER"),
        ("The Fijian premier said that Samoa would leave the pact and thanked Tonga.", "FJI"),
    ],
)
def test_an_act_in_the_tense_of_the_speech_is_the_speakers(text: str, source: str) -> None:
    assert source in {s for s, t in acts(text) if t in ("BRA", "TON")}
    assert not {s for s, t in acts(text) if t in ("BRA", "TON")} - {source}


def test_what_goes_on_in_the_content_stays_there() -> None:
    _, records = read_text("Oman said Iraq had recalled its envoy and closed its embassy.", name="a")
    assert {r.source for r in records if isinstance(r, Event)} == {"IRQ"}
    (said,) = (r for r in records if isinstance(r, Statement))
    assert said.speakers == ("Oman",)


def test_two_that_act_together_stay_together() -> None:
    found = acts("Officials said Japan and Peru expelled envoys of Chad.")
    assert {("JPN", "TCD"), ("PER", "TCD")} <= found


def test_a_clause_with_its_own_subject_stays_whole() -> None:
    found = acts("The envoys spoke on Friday and on Sunday the heads of the armies of Chad and Niger attacked Mali.")
    assert found == {("TCD", "MLI"), ("NER", "MLI")}


def test_a_request_goes_on_over_infinitives_without_to() -> None:
    text = "Bhutan urged Laos to reopen the bridge, lift the ban on rice and release two monks."
    _, records = read_text(text, name="a")
    assert {r.type for r in records if isinstance(r, Event)} == {"REQUEST"}


def test_a_name_ends_with_its_sentence() -> None:
    text = '"Trade will suffer," said Jonas Berg of the Nordic Policy Institute. The Swedish minister disagreed.'
    _, records = read_text(text, name="a")
    assert ("Nordic Policy Institute",) in {r.affiliations for r in records if isinstance(r, Statement)}
