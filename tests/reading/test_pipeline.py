"""The parser sees repaired text; every record still points into the text as given."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopsided.errors import MissingDataError
from lopsided.reading.documents.damage import damage_of
from lopsided.reading.documents.repair import is_misread, repair
from lopsided.reading.formats.formats import Given
from lopsided.reading.noise.noise import find_noise
from lopsided.reading.parsing.stretches import paragraph_texts
from lopsided.reading.pipeline import parse, parser, prepare, read_text
from lopsided.reading.statements.quotes import quotes_of

STORY = "Ghana and Togo signed a water deal on Monday. “We share one river,” Ghana's minister said."


def test_parser_sees_straight_marks_and_sound_letters() -> None:
    given_text = "Itâ€™s a deal, the caf\u00adé owner\u00a0said: â€œYes\u200bâ€\x9d \x00and ``no''."
    assert repair(given_text).text == 'It\'s a deal, the café owner said: "Yes" and "no".'
    assert is_misread(given_text)
    assert not is_misread("It’s “fine” – naïve café, Łódź, Việt Nam")


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("codec", ["sloppy-windows-1252", "latin-1"])
def test_what_was_misread_several_times_over_is_put_right(codec: str, times: int) -> None:
    meant = "The café’s owner – “Señora Muñoz” – paid €5."
    given_text = meant
    for _ in range(times):
        given_text = given_text.encode().decode(codec)
    found = repair(given_text)
    assert found.text == repair(meant).text
    assert is_misread(given_text)
    assert given_text[found.offsets[found.text.index("owner")] :].startswith("owner")


def test_characters_left_as_markup_writes_them_are_put_right_in_their_places() -> None:
    given_text = "Oman&rsquo;s minister said &amp;ldquo;yes&#8221;&nbsp;to Iran &amp; Iraq; AT&T; R&D;."
    found = repair(given_text)
    assert found.text == 'Oman\'s minister said "yes" to Iran & Iraq; AT&T; R&D;.'
    at = found.text.index("minister")
    assert given_text[found.offsets[at] : found.ends[at + 7]] == "minister"


def test_repaired_characters_keep_their_place() -> None:
    text = "Lomé â€” â€œAccraâ€\x9d ``Kumasi'' TogoleseMinister"
    fixed = repair(text)
    assert len(fixed.offsets) == len(fixed.text) + 1
    for word in ("Lomé", "Accra", "Kumasi", "Minister"):
        i = fixed.text.index(word)
        assert text[fixed.offsets[i] : fixed.ends[i + len(word) - 1]] == word


@given(st.text(max_size=200))
def test_offsets_of_any_text_go_forward_and_stay_inside(text: str) -> None:
    fixed = repair(text)
    assert len(fixed.offsets) == len(fixed.text) + 1
    assert list(fixed.offsets) == sorted(fixed.offsets)
    assert fixed.offsets[-1] == len(text)
    assert not any("\ud800" <= c <= "\udfff" or c == "\0" for c in fixed.text)


def test_noise_is_not_parsed_and_what_stands_around_it_is_joined() -> None:
    text = "The war with Peru. ‘Chile. As snow fell, talks went on.\n\nAdvertisement\n\nThe end came soon."
    pieces = [p.text for p in paragraph_texts(text, find_noise(text))]
    assert pieces == ["The war with Chile. As snow fell, talks went on.", "The end came soon."]


def test_spans_are_exact_through_all_damage() -> None:
    text = STORY.encode().decode("cp1252", "replace") + "\n\n" + STORY.replace("“", "``").replace("”", "''")
    document, records = read_text(text, name="a.txt")
    assert len(records) >= 2
    for record in records:
        start, end = record.span
        assert record.text == document.text[start:end]
        assert record.sentence[0] <= start < end <= len(text)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from([*STORY.split(), "“", "”", '"', "\n\n", "\u00a0", "\x00", "\ud83d", "said", ","]), max_size=40
    )
)
def test_no_text_breaks_the_reader(words: list[str]) -> None:
    text = " ".join(words)
    document, records = read_text(text, name="x")
    assert all(r.text == document.text[slice(*r.span)] for r in records)


def test_same_text_gives_same_ids() -> None:
    first, second = (read_text(STORY, name="a.txt")[1] for _ in range(2))
    assert [r.id for r in first] == [r.id for r in second]
    assert first


def test_the_caller_knows_the_date_better() -> None:
    document, _ = read_text("date 2024-01-02\n\nAll was calm.", name="a.txt", published="2024-01-05")
    assert (document.published, document.published_from) == ("2024-01-05", "caller")


def test_unknown_pipeline_is_named() -> None:
    with pytest.raises(MissingDataError, match=r"xx_none_sm.*pip install"):
        parser("xx_none_sm")


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        (STORY, ()),
        ("We share one river, Ghana's minister said. All was calm.", ("lost-quotation-marks",)),
        ("The deal, said TogoleseMinister Ana, was signed.", ("glued-words",)),
        ("The firm TotalEnergies left. TotalEnergies will be back.", ()),
        ("PetroPeru and ExxonMobil signed.", ()),
        ("The govt. of Togo and the govt. of Ghana met; approx. two dozen came, at ten per cent. of the cost.", ()),
        ("Our reporter at the border, who waited for hours, said the road was shut.", ()),
        ("In an interview with us, the mayor said that the road was open.", ()),
        ("Ghana and Togo, we reported on Monday, said the road was open.", ()),
        ("The talks failed in the east. ‘is. The army said the road was open.", ("machine-translation",)),
        ("Itâ€™s a deal.", ("repaired-encoding",)),
    ],
)
def test_damage_is_flagged(text: str, damage: tuple[str, ...]) -> None:
    assert damage_of(text, find_noise(text), repaired=is_misread(text)) == damage


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("The ” open road” was closed.", ["” open road”"]),
        ("'It's the states' right,' he said.", ["'It's the states' right,'"]),
        ("The workers' union and the farmers' league met in the '90s.", []),
        ("She is 5'10\" tall.", []),
        ('"It never ended.', ['"It never ended.']),
        ('It never began," he said.', ['It never began,"']),
        ("«Oui», dit-il.", ["«Oui»"]),
        ("A ‘peace mission’ of “so-called ‘friends’” failed.", ["‘peace mission’", "“so-called ‘friends’”"]),
    ],
)
def test_quotations_by_their_marks(text: str, quoted: list[str]) -> None:
    parsed = parse(prepare(Given("x", text, "")))
    (paragraph,) = parsed.paragraphs
    assert [parsed.text(paragraph.span(q.start, q.end)) for q in quotes_of(paragraph, text)] == quoted
