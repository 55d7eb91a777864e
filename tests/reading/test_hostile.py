"""Texts made to harm: each ends in records or is set aside with its reason, and costs what its length costs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tests.workers.test_in_process import needs_timers

from lopsided.api.corpora import How, Reading, articles_in
from lopsided.errors import InputError
from lopsided.reading import corpus
from lopsided.reading.corpus import Article, read_article
from lopsided.reading.documents.layout import paragraphs_of
from lopsided.reading.formats import page as formats_page
from lopsided.reading.formats.formats import Given, SetAside, texts_in
from lopsided.reading.parsing.bounds import LONGEST
from lopsided.reading.parsing.stretches import paragraph_texts
from lopsided.reading.pipeline import prepare
from lopsided.reading.reader import RuleReader
from lopsided.workers.choice import Workers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

A = "The president of Chile said on Tuesday that exports to Peru rose by 12 percent. "
TEXTS = {
    "quotes": '"' * 30_000,
    "odd quotes": "\u201ca \u201d \"b ' " * 3_000,
    "open quotes": ("He said \u201c" + A) * 100,
    "one word": "a" * 100_000 + " " + A,
    "bidi": "\u202e\u2066" * 10_000 + A,
    "surrogates": A + "\ud800" * 100,
    "blanks": A + " " * 100_000 + A,
    "tabs and lines": A + "\t\n " * 30_000 + A,
    "brackets": "(" * 20_000 + A + ")" * 20_000,
    "entities": "&amp;" * 20_000,
    "marks on one letter": "e" + "\u0301" * 30_000,
    "joiners": "\u200d" * 30_000 + A,
    "short lines": "a\n" * 5_000,
    "doubled lines": (A + "\n") * 2_000,
}
#: What is refused whole, with what is said of it.
REFUSED = {"quotes": "holds no words", "surrogates": "in an encoding that cannot be told"}
GROWTH: dict[str, str] = {
    "blanks": " ",
    "lines": "a\n",
    "said": " said.",
    "doubled": A + "\n",
    "glued": "abcdAbcd ",
    "two long lines": "Peru, ",
    "by": "by \t",
}


def _found(data: bytes, name: str) -> list[Article | SetAside]:
    reader = RuleReader()
    return [
        given if isinstance(given, SetAside) else read_article(given, published=None, reader=reader)
        for given in texts_in(data, name)
    ]


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_ends_in_records_or_a_reason(name: str) -> None:
    data = TEXTS[name].encode("utf-8", "surrogatepass")
    if name in REFUSED:
        with pytest.raises(InputError, match=REFUSED[name]):
            _found(data, "x.txt")
        return
    for found in _found(data, "x.txt"):
        if isinstance(found, SetAside):
            assert found.reason
        else:
            assert all(found.document.text[slice(*r.span)] == r.text for r in found.records)


@pytest.mark.parametrize("name", ["blanks", "joiners", "bidi"])
def test_what_a_text_says_beside_rubbish_is_read(name: str) -> None:
    (found,) = _found(TEXTS[name].encode("utf-8"), "x.txt")
    assert isinstance(found, Article)
    assert any("12 percent" in r.text for r in found.records)


@pytest.mark.parametrize("name", TEXTS)
def test_the_parser_is_given_short_stretches_only(name: str) -> None:
    assert all(len(piece.text) <= LONGEST for piece in paragraph_texts(TEXTS[name]))


@pytest.mark.parametrize("unit", GROWTH.values(), ids=list(GROWTH))
def test_what_is_done_to_a_whole_text_grows_with_its_length(unit: str) -> None:
    def prepared(size: int) -> Callable[[], object]:
        text = f"{unit * (size // len(unit))}\n\nx {unit * (size // len(unit))}"
        return lambda: prepare(Given("x", text, "d"))

    prepared(1_000)()
    small, large = _seconds(prepared(25_000)), _seconds(prepared(200_000))
    assert large < 30 * small + 0.5  # eight times the length; a square would be sixty-four times


def _seconds(work: Callable[[], object]) -> float:
    took = []
    for _ in range(2):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


def test_blanks_before_a_line_break_belong_to_no_paragraph() -> None:
    text = "one \t \n  two\t\n\n   \nthree  "
    assert [text[a:b] for a, b in paragraphs_of(text)] == ["one", "two", "three  "]


def test_a_text_too_long_or_of_too_many_lines_and_a_page_of_too_many_tags_are_set_aside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(corpus, "LONGEST_TEXT", 1_000)
    monkeypatch.setattr(corpus, "MOST_PARAGRAPHS", 10)
    monkeypatch.setattr(formats_page, "MOST_TAGS", 100)
    (long,) = _found((A * 20).encode(), "x.txt")
    (tags,) = _found(("<html>" + "<p><b><i>" * 100 + A).encode(), "x.html")
    assert isinstance(long, SetAside)
    assert "more than 1,000 characters" in long.reason
    (lines,) = _found(("A\n" * 11 + A).encode(), "x.txt")
    assert isinstance(lines, SetAside)
    assert lines.reason == "has more than 10 paragraphs, split it into articles"
    assert lines.digest
    assert isinstance(tags, SetAside)
    assert "more than 100 tags" in tags.reason


def test_a_tag_of_endless_attributes_is_set_aside_but_programs_of_many_words_are_left_out() -> None:
    names = " ".join(f"a{n}" for n in range(35_000))
    (attributes,) = _found(f"<html><body {names}><p>{A * 5}".encode(), "x.html")
    assert isinstance(attributes, SetAside)
    assert "more than 30,000 different words or attributes" in attributes.reason
    (page,) = _found(f"<html><script>{names}</script><body><p>{A * 5}</p></body></html>".encode(), "x.html")
    assert isinstance(page, Article)
    assert "exports to Peru rose" in page.document.text


def test_an_item_of_a_feed_that_is_nested_too_deep_is_set_aside_and_the_next_is_read() -> None:
    deep = "<content>" + "<i>" * 5_000 + A + "</i>" * 5_000 + "</content>"
    items = f"<item>{deep}</item><item><description>{A * 3}</description></item>"
    first, second = _found(f"<rss><channel>{items}</channel></rss>".encode(), "x.rss")
    assert first == SetAside("x.rss#1", "has markup nested deeper than any text's")
    assert isinstance(second, Article)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.json", "[" * 100_000),
        ("x.json", '{"a":' * 50_000 + "1" + "}" * 50_000),
        ("x.jsonl", '{"text": "' + "x" * 50_000 + "\n" + "[" * 50_000),
        ("x.html", "<html><body>" + "<div>" * 20_000 + A),
        ("x.html", '<html><body><p a="' + "x" * 500_000 + '">' + A * 5),
        ("x.xml", "<rss><channel>" + "<item>" * 20_000 + A),
        ("x.xml", "<rss>" + "<a>" * 20_000 + "</a>" * 20_000 + "</rss>"),
    ],
)
def test_nesting_costs_no_more_than_length(name: str, text: str) -> None:
    try:
        found = _found(text.encode(), name)
    except InputError:
        return
    assert all(isinstance(f, Article) or f.reason for f in found)


@needs_timers
@pytest.mark.usefixtures("starved")
def test_an_article_that_takes_too_long_is_set_aside_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text((A + "\n\n" + A.replace("Tuesday", "Monday")) * 400, encoding="utf-8")
    (tmp_path / "b.txt").write_text(A, encoding="utf-8")
    RuleReader().read(prepare(Given("x", A, "d")))  # the parser is loaded
    first = next(iter(articles_in(tmp_path, Reading("rules", None), how=How(workers=Workers(seconds=0.05)))))
    assert isinstance(first, SetAside)
    assert first.reason == "took longer than 0.05 s of the processor"
    assert first.digest
