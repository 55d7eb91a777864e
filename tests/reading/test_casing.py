"""Texts in capitals are read as if they were written as others are, and every span stays where it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopsided.reading.documents.repair import Repaired
from lopsided.reading.formats.formats import Given
from lopsided.reading.parsing.casing import cased
from lopsided.reading.pipeline import parse, prepare, read_text
from lopsided.records.kinds import Event, Figure, Statement

WIRE = """GEORGETOWN, 12 MAY 2023 - GUYANA TODAY SUMMONED THE AMBASSADOR OF VENEZUELA, CARLOS PEÑA, TO
PROTEST THE VIOLATION OF ITS AIRSPACE. FOREIGN MINISTER LUZ BHOLA SAID THE COUNTRY WOULD NOT YIELD.
"OUR BORDER IS SETTLED," MS BHOLA SAID.

BRAZIL SUPPLIES 40 PERCENT OF VENEZUELA'S SUGAR IMPORTS."""


def seen(text: str) -> str:
    """The text as the parser sees it."""
    return "\n".join(p.text for p in parse(prepare(Given("x", text, "0"))).paragraphs)


def test_a_wire_in_capitals_is_read() -> None:
    _, records = read_text(WIRE, name="wire.txt")
    acts = {(e.type, e.source, e.target, e.date) for e in records if isinstance(e, Event)}
    assert ("ACCUSE", "GUY", "VEN", "2023-05-12") in acts
    quoted = next(s for s in records if isinstance(s, Statement) and s.form == "direct")
    assert (quoted.speakers, quoted.affiliations) == (("Luz Bhola",), ("GUY",))
    share = next(f for f in records if isinstance(f, Figure))
    assert (share.value, share.exporter, share.importer) == (0.4, "BRA", "VEN")
    assert all(r.text == WIRE[r.span[0] : r.span[1]] for r in records)


@pytest.mark.parametrize(
    ("loud", "plain"),
    [
        ("MINISTER GRACE BROWN SAID MR ALI AGREED.", "Minister Grace Brown said Mr Ali agreed."),
        ("U.S. AND UAE FIRMS MET IN ABU DHABI ON TUESDAY.", "U.S. and UAE firms met in Abu Dhabi on Tuesday."),
        ("IT MAY LEAVE IN MAY, O'BRIEN NOTED.", "It may leave in May, O'Brien noted."),
        ("THE REPUBLIC OF THE CONGO SOLD GOLD TO TURKEY.", "The Republic of the Congo sold gold to Turkey."),
        ("PRESIDENT XI JINPING CALLED KIM JONG UN. WHO WON?", "President Xi Jinping called Kim Jong Un. Who won?"),
        ("NATO AND THE UN WARNED SOUTH KOREA'S RIVALS.", "NATO and the UN warned South Korea's rivals."),
    ],
)  # fmt: skip
def test_names_keep_their_capitals_and_other_words_lose_them(loud: str, plain: str) -> None:
    assert seen(loud) == plain


def test_a_headline_in_capitals_takes_its_names_from_the_text_below() -> None:
    text = "MOKORO RAIL LINK OPENS\n\nThe new line to Mokoro, run by KTZX of Kenya, opened on Monday."
    assert seen(text).startswith("Mokoro rail link opens")


def test_surnames_in_capitals_are_names_and_acronyms_stay() -> None:
    text = "Foreign Minister Ana RUIZ met Peter MWANGI. RUIZ said the WTO and ASEAN had agreed with Premier LI Qiang."
    assert seen(text) == (
        "Foreign Minister Ana Ruiz met Peter Mwangi. Ruiz said the WTO and ASEAN had agreed with Premier Li Qiang."
    )


def test_a_text_in_ordinary_letters_is_left_alone() -> None:
    text = "Kenya's KCB and the WHO sent US officials the COMESA figures. Minister Mwangi thanked UNICEF."
    assert seen(text) == text


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_every_letter_keeps_its_place(text: str) -> None:
    piece = Repaired(f"THE GOVERNMENT OF CHILE {text.upper()}", tuple(range(26 + len(text.upper()))))
    new = cased([piece], lambda _: "")[0].text
    assert len(new) == len(piece.text)
    assert all(a == b or a.lower() == b.lower() for a, b in zip(new, piece.text, strict=True))


def test_the_office_of_a_state_is_no_part_of_a_name() -> None:
    text = 'Nairobi, 5 March 2024 - Foreign Minister of Chile Ana Ruiz arrived. "We will sign this week," Ruiz said.'
    said = next(r for r in read_text(text, name="x.txt")[1] if isinstance(r, Statement))
    assert said.speakers == ("Ana Ruiz",)
