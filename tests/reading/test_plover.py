"""The type classifier on sentences of our own, over many pairs of actors, and on damaged marks."""

from __future__ import annotations

import csv
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopsided.errors import UsageError
from lopsided.reading.plover.lexicon import lexicon
from lopsided.reading.plover.marks import unmark
from lopsided.reading.plover.plover import classify_event
from lopsided.records.kinds import PLOVER_TYPES

SENTENCES = Path(__file__).with_name("plover_sentences.tsv")
YIELD = {"CONCEDE", "RETREAT"}


def rows() -> list[tuple[str, str]]:
    """Read type and sentence, one a line."""
    with SENTENCES.open(encoding="utf-8", newline="") as handle:
        return [(kind, sentence) for kind, sentence in csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)]


@pytest.mark.parametrize(("kind", "sentence"), rows())
def test_sentence_has_its_type(kind: str, sentence: str) -> None:
    found = classify_event(sentence)
    assert found.type == kind or {found.type, kind} == YIELD
    assert found.reasons
    assert 0 < found.confidence <= 1


def test_every_type_is_covered() -> None:
    assert {kind for kind, _ in rows()} == set(PLOVER_TYPES)
    assert {act.type for act in lexicon().acts.values()} == set(PLOVER_TYPES)


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru praised Chile.",
        "<s>Peru praised <t>Chile.",
        "<s>Peru</s> praised <t>Chi</t>le's <t>new</s> law.",
        "<s><t>Peru</t></s> praised itself.",
        "</s>Peru</t> praised Chile<s>",
    ],
)
def test_missing_nested_and_broken_marks_do_no_harm(sentence: str) -> None:
    assert classify_event(sentence).type == "SUPPORT"


@pytest.mark.parametrize("sentence", ["", "   ", "<s></s><t></t>", "<s>Peru</s> <t>Chile</t>", "1 2 3"])
def test_no_act_is_no_type_and_says_why(sentence: str) -> None:
    found = classify_event(sentence)
    assert found.type is None
    assert found.reasons


def test_words_about_force_are_words() -> None:
    assert classify_event("<s>Laos</s> condemned the attack on <t>Vientiane</t>.").type == "ACCUSE"
    assert classify_event("<s>Laos</s> threatened to bomb <t>the dam</t>.").type == "THREATEN"
    assert classify_event("<s>Laos</s> attacked <t>the dam</t>.").type == "ASSAULT"


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(["<s>", "</s>", "<t>", "</t>", "Oman", " ", "Qatar", "sues", "é"]), max_size=14))
def test_marks_come_out_and_ranges_hold(pieces: list[str]) -> None:
    marked = unmark("".join(pieces))
    assert marked.text == "".join(p for p in pieces if not p.startswith("<"))
    assert all(0 <= start < end <= len(marked.text) for start, end in marked.sources + marked.targets)


def test_a_broken_character_is_an_unknown_one_and_what_is_no_text_is_refused() -> None:
    assert classify_event("<s>Laos</s> attacked \ud83d <t>the dam</t>.").type == "ASSAULT"
    for wrong in (None, 5, b"Laos"):
        with pytest.raises(UsageError, match="a sentence is text, not"):
            classify_event(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("mark", ["\u200f", "\u202e", "\u2067", "\u200b", "\u00ad", "\ufeff"])
def test_marks_nobody_sees_make_no_other_word(mark: str) -> None:
    assert classify_event(f"{mark}<s>Oman</s>{mark} con{mark}demned{mark} <t>Qatar</t>{mark}.").type == "ACCUSE"


@pytest.mark.parametrize("rubbish", ["(" * 20_000, "<" * 20_000, "x" * 20_000, "<s>" * 3_000, "'s" * 10_000])
def test_a_row_of_signs_costs_no_more_than_its_length(rubbish: str) -> None:
    started = process_time()
    classify_event(rubbish)
    assert process_time() - started < 30
