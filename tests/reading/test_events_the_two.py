"""Who "the two countries" are where a third stands near, and whom force answers."""

from __future__ import annotations

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Event

BEFORE = "Lima, 4 May 2023\n\nPeruvian troops entered Bolivian villages on Monday. Bolivia accused Peru of lying.\n\n"


def parties(text: str, kind: str) -> set[frozenset[str]]:
    found = (r for r in read_text(text, name="x.txt")[1] if isinstance(r, Event))
    return {frozenset((e.source, e.target)) for e in found if e.type == kind}


def test_who_mediates_is_none_of_the_two() -> None:
    text = (
        BEFORE + "After mediation by Qatar and Turkey, the ministers of the two countries signed a ceasefire in Doha."
    )
    assert parties(text, "AGREE") == {frozenset(("PER", "BOL"))}


def test_those_who_sign_are_the_two_though_others_are_told_of_before() -> None:
    text = BEFORE + "Qatar and Turkey held talks. The two countries signed a trade agreement in Doha."
    assert frozenset(("QAT", "TUR")) in parties(text, "AGREE")


def test_a_third_named_in_passing_is_none_of_the_two() -> None:
    text = BEFORE + (
        "Peru recalled its envoy to Bolivia. Bolivia shut the crossings with Peru.\n\n"
        "Peru's defence minister warned of war. Algeria has offered to host a meeting.\n\n"
        "The talks ended with both sides agreeing to meet again."
    )
    assert parties(text, "AGREE") == {frozenset(("PER", "BOL"))}


def test_force_that_answers_force_meets_who_began() -> None:
    text = "Lima, 4 May 2023\n\nBolivian troops attacked Peruvian posts on Monday. Peru hit back with artillery."
    acts = [e for e in read_text(text, name="x.txt")[1] if isinstance(e, Event) and e.type == "ASSAULT"]
    assert ("PER", "BOL") in {(e.source, e.target) for e in acts}
    told = "Lima, 4 May 2023\n\nBolivia criticised Peru on Monday. Peru hit back with a statement."
    assert not parties(told, "ASSAULT")
