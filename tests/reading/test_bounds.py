"""What is too long or no prose never reaches the parser, and what does keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopsided.reading.bounds import LONGEST, bounded
from lopsided.reading.pipeline import paragraph_texts
from lopsided.reading.repair import repair

SENTENCE = "The minister said that exports of copper to Peru had risen by 12 percent. "


@pytest.mark.parametrize(
    "line", ['"' * 5000, "“a ” 'b ' " * 900, "1," * 4000, ". " * 4000, "-" * 4000, "x" * 4000, "😀" * 900]
)
def test_a_line_that_is_no_prose_is_left_out(line: str) -> None:
    assert list(paragraph_texts(line)) == []
    kept = [piece.text for piece in paragraph_texts(f"{SENTENCE}\n{line}\n{SENTENCE}")]
    assert kept == [SENTENCE.strip()] * 2


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    pieces = list(bounded(repair(SENTENCE * 500)))
    assert len(pieces) > 3
    assert max(len(piece.text) for piece in pieces) <= LONGEST
    assert all(piece.text.startswith("The minister") for piece in pieces)


@given(st.text(alphabet=st.sampled_from("ab “”\"'.…\r\nﬁ\u200b\u00ad"), max_size=60), st.integers(1, 400))
def test_what_is_kept_keeps_its_place(text: str, times: int) -> None:
    given_text = (text + "and so on it goes ") * times
    whole = repair(given_text)
    pieces = list(bounded(whole))
    assert "".join(piece.text for piece in pieces) in (whole.text, "") or len(whole.text) > LONGEST
    for piece in pieces:
        assert len(piece.offsets) == len(piece.text) + 1
        where = whole.offsets.index(piece.offsets[0])
        assert whole.text[where : where + len(piece.text)] == piece.text
