"""Interviews and transcripts: whose words each paragraph is."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Commitment, Event, Figure, Statement

INTERVIEW = """Nairobi, 12 April 2023

Kenya's trade minister Peter Mwangi spoke to Al Jazeera about the tea dispute with Egypt.

Al Jazeera: What do you answer to those who say your tea is too expensive?

Peter Mwangi: Egypt has banned our tea without a reason.

I spoke to my counterpart on Monday, and we will meet again in Cairo next week.

Al Jazeera: Will you close the border?

Mwangi: No. Kenya will supply 20,000 tonnes of tea this year.

Al Jazeera: Thank you.

This interview has been edited for length.
"""
LETTERS = """Chad's ambassador to Sudan, Idriss Haroun, answered questions by email.

Q: How is the relationship?
A: We host 900,000 Sudanese refugees.

Q. What next?
A. Chad will reopen its embassy in Khartoum in June.
"""
PRESS = """MINISTER BHOLA: Yesterday we summoned the ambassador of Venezuela.
QUESTION: Has Caracas replied?
MINISTER BHOLA: Not yet. Venezuela has massed troops at our border.
QUESTION: And Brazil?
MINISTER BHOLA: Brazil has promised us 200 million dollars.
"""


def said(text: str) -> list[Statement]:
    records = read_text(text, name="x.txt")[1]
    assert all(r.text == text[r.span[0] : r.span[1]] for r in records)
    return [r for r in records if isinstance(r, Statement) and r.rule == "turn"]


def test_each_paragraph_of_an_answer_is_a_statement_of_who_is_interviewed() -> None:
    found = said(INTERVIEW)
    assert [s.text.split()[0] for s in found] == ["Egypt", "I", "No."]
    assert {(s.speakers, s.affiliations, s.form) for s in found} == {(("Peter Mwangi",), ("KEN",), "direct")}


def test_what_is_told_in_an_answer_is_its_speakers() -> None:
    _, records = read_text(INTERVIEW, name="x.txt")
    met = next(r for r in records if isinstance(r, Event) and r.mode == "planned" and r.type == "CONSULT")
    assert (met.source, met.target, met.attributed_to) == ("KEN", "EGY", "Peter Mwangi")
    assert next(r for r in records if isinstance(r, Figure) and r.unit == "t").attributed_to == "Peter Mwangi"
    assert next(r for r in records if isinstance(r, Commitment)).announced_by == ("KEN",)


def test_letters_stand_for_who_is_introduced_above_them() -> None:
    assert {(s.speakers, s.affiliations) for s in said(LETTERS)} == {(("Idriss Haroun",), ("TCD",))}
    assert len(said(LETTERS)) == 2


def test_letters_stand_for_nobody_where_two_are_introduced() -> None:
    assert not said(LETTERS.replace("Idriss Haroun,", "Idriss Haroun, and Sudan's ambassador to Chad, Omar Bakri,"))


def test_a_label_names_a_speaker_of_whom_the_text_tells_nothing_else() -> None:
    found = said(PRESS)
    assert {s.speakers[0].casefold() for s in found} == {"bhola"}
    assert len(found) == 3
    acts = [r for r in read_text(PRESS, name="x.txt")[1] if isinstance(r, Event)]
    assert not [e for e in acts if {e.source, e.target} == {"VEN", "BRA"}], "'us' is neither"


@pytest.mark.parametrize(
    "text",
    [
        "Background: Chad ships crude through Cameroon.\n\nNote: figures are rounded.\n\nNote: Chad exports oil.",
        "Imports: 20 million dollars.\n\nExports: 30 million dollars.\n\nImports: fell by 3 percent.",
        "Kenya: tea exports rose.\n\nEgypt: tea imports rose.\n\nKenya: coffee exports fell.",
        "Ana Ruiz: a life in politics.\n\nShe was born in Chile. Chile sent her to Kenya as ambassador.",
    ],
)
def test_labels_of_notes_and_of_lists_are_no_turns(text: str) -> None:
    assert not said(text)
