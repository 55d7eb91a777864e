"""Who speaks, and for whom, where several do or the words beside the name say it in another way."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Commitment, Statement

LEADERS = (
    "Chad's President Idriss Haroun, Niger's leader Omar Bakri and his Malian counterpart Seydou Keita met in Niamey. "
    "The three leaders said they would create a joint force."
)


def said(text: str) -> list[Statement]:
    return [r for r in read_text(text, name="x.txt")[1] if isinstance(r, Statement)]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The foreign ministers of Chad and Niger said the border would reopen.", ("TCD", "NER")),
        ("Officials from Peru and Chile warned that copper would run short.", ("PER", "CHL")),
        ("The central banks of Kenya, Uganda and Rwanda said rates would rise.", ("KEN", "UGA", "RWA")),
        ("Prime Ministers Ana Ruiz of Chile and Peter Mwangi of Kenya said tariffs would fall.", ("CHL", "KEN")),
    ],
)
def test_several_who_speak_together_speak_for_their_states(text: str, states: tuple[str, ...]) -> None:
    assert said(text)[0].affiliations == states


def test_an_office_in_the_plural_is_no_part_of_a_name() -> None:
    found = said("Prime Ministers Ana Ruiz of Chile and Peter Mwangi of Kenya said tariffs would fall.")
    assert found[0].speakers == ("Ana Ruiz", "Peter Mwangi")


def test_one_minister_of_a_state_beside_another_state_speaks_for_his_own() -> None:
    assert said("The foreign minister of Chad said Niger would reopen the border.")[0].affiliations == ("TCD",)


def test_three_leaders_are_the_three_just_named() -> None:
    records = read_text(LEADERS, name="x.txt")[1]
    told = next(r for r in records if isinstance(r, Statement) and "force" in r.text)
    assert told.speakers == ("Idriss Haroun", "Omar Bakri", "Seydou Keita")
    assert set(next(r for r in records if isinstance(r, Commitment)).parties) == {"TCD", "NER", "MLI"}


def test_three_leaders_are_not_made_up_of_four() -> None:
    four = LEADERS.replace("met in Niamey", "met Togo's President Kofi Ado in Niamey")
    told = next(s for s in said(four) if "force" in s.text)
    assert len(told.speakers) == 1


def test_two_ministers_are_not_the_presidents_named_below() -> None:
    text = (
        "The foreign ministers of Chad and Niger met on Sunday. The two ministers promised to build a road.\n\n"
        "Chad's President Idriss Haroun later received Niger's President Omar Bakri."
    )
    assert "Idriss Haroun" not in said(text)[0].speakers
    assert set(said(text)[0].affiliations) == {"TCD", "NER"}


@pytest.mark.parametrize(
    ("text", "speaker", "state"),
    [
        ('"False," said the spokesman of the Peruvian Ministry of Foreign Affairs, Luis Prado.', "Luis Prado", "PER"),
        ("Jorge Lara, a member of the Chilean delegation, told reporters that talks failed.", "Jorge Lara", "CHL"),
        ("Peru was angry. The Ministry of Interior in La Paz said all may pass.", "Ministry of Interior", "BOL"),
        ('"No army wants war," argued Ana Ruiz of the Quito-based Trade Observatory.', "Ana Ruiz", "Trade Observatory"),
    ],
)  # fmt: skip
def test_whom_somebody_speaks_for(text: str, speaker: str, state: str) -> None:
    last = said(text)[-1]
    assert (last.speakers[0], last.affiliations) == (speaker, (state,))


def test_an_institute_of_affairs_is_no_ministry() -> None:
    last = said('"No," said Ana Ruiz, a fellow at the Peruvian Institute of Foreign Affairs.')[-1]
    assert last.affiliations == ("Peruvian Institute of Foreign Affairs",)


def test_a_verb_taken_for_a_plural_noun_has_a_subject() -> None:
    text = (
        "At the census in 2021, 3,504 persons declared themselves as Bulgarians. Sofia disputes that number and says "
        "that more than 100,000 citizens of North Macedonia carry a Bulgarian passport."
    )
    assert said(text)[-1].affiliations == ("BGR",)
