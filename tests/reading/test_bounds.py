"""What is too long or no prose never reaches the parser, and what does keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopsided.reading.documents.repair import repair
from lopsided.reading.parsing.bounds import LONGEST, LONGEST_SENTENCE, bounded
from lopsided.reading.parsing.stretches import paragraph_texts, with_unread
from lopsided.records.kinds import Noise

SENTENCE = "The minister said that exports of copper to Peru had risen by 12 percent. "


@pytest.mark.parametrize(
    "line",
    [
        '"' * 5000,
        "“a ” 'b ' " * 900,
        "1," * 4000,
        ". " * 4000,
        "-" * 4000,
        "x" * 4000,
        "😀" * 900,
        "a " * 300,
        "A. B. " * 200,
        "5 percent of " * 90,
        "12 of 34 in 2021, " * 90,
    ],
)
def test_a_line_that_is_no_prose_is_left_out(line: str) -> None:
    assert list(paragraph_texts(line)) == []
    kept = [piece.text for piece in paragraph_texts(f"{SENTENCE}\n{line}\n{SENTENCE}")]
    assert kept == [SENTENCE.strip()] * 2


def test_what_is_left_out_is_marked_and_makes_no_difference_to_what_is_read() -> None:
    rubbish, byline = "1," * 400, "By Ana Ruiz"
    text = f"{SENTENCE}\n{rubbish}{byline}{rubbish}\n{SENTENCE}{' ' * 50}{rubbish}\n"
    start = text.index(byline)
    noise = (Noise((start, start + len(byline)), "byline"),)
    marked = with_unread(text, noise)
    assert [(text[slice(*mark.span)], mark.kind) for mark in marked] == [
        (rubbish, "no-prose"), (byline, "byline"), (rubbish, "no-prose"), (rubbish, "no-prose"),
    ]  # fmt: skip
    assert [p.text for p in paragraph_texts(text, marked)] == [p.text for p in paragraph_texts(text, noise)]
    assert with_unread(SENTENCE * 40, ()) == ()


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    pieces = [piece for piece, _ in bounded(repair(SENTENCE * 500))]
    assert len(pieces) > 3
    assert max(len(piece.text) for piece in pieces) <= LONGEST
    assert all(piece.text.startswith("The minister") for piece in pieces)


def test_a_sentence_that_does_not_end_is_cut_between_words() -> None:
    endless = "Chile and Peru agreed with Japan and " * 300
    pieces = [piece.text for piece, _ in bounded(repair(SENTENCE * 5 + endless + SENTENCE * 5))]
    assert "".join(pieces) == SENTENCE * 5 + endless + SENTENCE * 5
    assert pieces[0] == SENTENCE * 5
    assert pieces[-1].endswith(SENTENCE * 5)
    assert max(map(len, pieces)) <= LONGEST_SENTENCE + 6 * len(SENTENCE)
    assert all(piece.endswith(" ") for piece in pieces)


def test_prose_full_of_numbers_is_prose() -> None:
    dense = (
        "Exports of copper rose by 12.5 percent to $3.4 billion in 2021, after a fall of 6 percent in the year before. "
    )
    ((piece, is_prose),) = bounded(repair(dense * 20))
    assert is_prose
    assert piece.text == dense * 20


@given(st.text(alphabet=st.sampled_from("ab “”\"'.…\r\nﬁ\u200b\u00ad"), max_size=60), st.integers(1, 400))
def test_what_is_kept_keeps_its_place(text: str, times: int) -> None:
    given_text = (text + "and so on it goes ") * times
    whole = repair(given_text)
    pieces = [piece for piece, _ in bounded(whole)]
    assert "".join(piece.text for piece in pieces) in (whole.text, "") or len(whole.text) > LONGEST_SENTENCE
    for piece in pieces:
        assert len(piece.offsets) == len(piece.text) + 1
        where = whole.offsets.index(piece.offsets[0])
        assert whole.text[where : where + len(piece.text)] == piece.text
