"""Articles are shown whole, marks in place, and every item's link lands on its sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lopsided.briefing.articles import article, reference
from lopsided.records.kinds import Document, Figure, Noise, Statement

TEXT = "Home | News\nBrazil sold Chile 3 million tonnes of maize, the minister said. Chile wants more.\nShare this"


def _document(text: str = TEXT) -> Document:
    return Document(document="x.txt", text=text, digest="0", noise=(Noise((0, 11), "navigation"),))


def _statement() -> Statement:
    start, end = TEXT.index("Brazil"), TEXT.index(" Chile wants")
    return Statement(
        document="x.txt",
        span=(start, end),
        text=TEXT[start:end],
        sentence=(start, end),
        speakers=("the minister",),
        form="indirect",
    )


def _figure() -> Figure:
    start = TEXT.index("3 million")
    end = start + len("3 million tonnes")
    return Figure(
        document="x.txt",
        span=(start, end),
        text=TEXT[start:end],
        sentence=_statement().sentence,
        value=3e6,
        unit="t",
        quantity="volume",
    )


def test_article_keeps_every_character_and_marks_overlapping_records() -> None:
    document = _document()
    shown = article(document, [_statement(), _figure()], {"x.txt": document})
    lines = ["".join(piece.text for s in p for piece in s.pieces) for p in shown.paragraphs]
    assert lines == TEXT.split("\n")
    kinds = {piece.text: piece.kinds for p in shown.paragraphs for s in p for piece in s.pieces}
    assert kinds["3 million tonnes"] == ("statement", "figure")
    assert kinds["Home | News"] == ("noise",)
    assert kinds[" Chile wants more."] == ()


def test_reference_lands_on_an_anchor_of_the_article() -> None:
    document = _document()
    documents = {"other.txt": Document(document="other.txt", text="", digest="1"), "x.txt": document}
    shown = article(document, [_figure()], documents)
    anchors = {s.anchor for p in shown.paragraphs for s in p}
    assert reference(_figure(), documents).href.removeprefix("#") in anchors


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=6))
def test_no_text_is_lost_or_doubled_whatever_the_spans(text: str, spans: list[tuple[int, int]]) -> None:
    records = [
        Statement(document="x.txt", span=(s, e), text=text[s:e], sentence=(s, e), speakers=(), form="indirect")
        for s, e in ((min(a, len(text)), min(a + n, len(text))) for a, n in spans)
        if s < e
    ]
    document = Document(document="x.txt", text=text, digest="0")
    shown = article(document, records, {"x.txt": document})
    lines = ["".join(piece.text for s in p for piece in s.pieces) for p in shown.paragraphs]
    assert lines == [line.rstrip() for line in text.splitlines() if line.strip()]
