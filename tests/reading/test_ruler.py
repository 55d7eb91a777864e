"""The ruler that remembers says what spaCy's own says."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest
import spacy

from lopsided.reading.pipeline import PIPELINES, parser
from lopsided.reading.ruler import FACTORY, hasten

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = (
    "Which of those did Nairobi get? \"I don't know, and you've got nothing,\" it said.",
    "There are, there's and there were all but three of them; any that wouldn't come, didn't.",
    "Y'all ain't gonna like what the envoy's told us, 'cause he's not goin' anywhere.",
    "Peru has had it done. Lima did it; Quito does, and so do its neighbours, which had been asked.",
    "A t>2000 ton ship, the 3rd of which Oman had bought from them, was being built by hers.",
    "  \n\t two  spaces\n\n and a break ",
    "",
)


@pytest.fixture(scope="module")
def own() -> Language:
    """The pipeline as it is installed, with spaCy's ruler."""
    return spacy.load(next(p for p in PIPELINES if find_spec(p)))


@pytest.mark.parametrize("text", TEXTS)
def test_annotations_are_those_of_the_pipeline_as_installed(own: Language, text: str) -> None:
    def annotations(nlp: Language) -> list[tuple[str, ...]]:
        return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.ent_type_) for t in nlp(text)]

    assert annotations(parser()) == annotations(own)


def test_the_reader_uses_it() -> None:
    assert FACTORY in parser().pipe_names
    assert "attribute_ruler" not in parser().pipe_names


def test_rules_it_does_not_know_stay_with_spacy() -> None:
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LENGTH": 3, "OP": "+"}]], {"LEMMA": "xyz"})
    hasten(nlp)
    assert nlp.pipe_names == ["attribute_ruler"]
    assert nlp("one three two")[2].lemma_ == "xyz"


def test_a_rule_of_two_words_and_a_later_rule_take_effect() -> None:
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "gon"}, {"LOWER": {"IN": ["na", "not"]}}]], {"LEMMA": "go"}, index=0)
    ruler.add([[{"LOWER": "gon"}, {"LOWER": {"IN": ["na", "not"]}}]], {"LEMMA": "to"}, index=1)
    ruler.add([[{"LOWER": {"REGEX": "^na$"}}]], {"LEMMA": "later"})
    hasten(nlp)
    assert nlp.pipe_names == [FACTORY]
    assert [t.lemma_ for t in nlp("gon na gon xx na")] == ["go", "later", "", "", "later"]
