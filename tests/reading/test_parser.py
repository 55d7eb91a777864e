"""The parser made quicker says what spaCy's own says."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import spacy

from lopsided.reading import pipeline
from lopsided.reading.parsing import entities, lemmas, ruler, vectors
from lopsided.reading.pipeline import PIPELINES, parser

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = (
    "Which of those did Nairobi get? \"I don't know, and you've got nothing,\" it said.",
    "There are, there's and there were all but three of them; any that wouldn't come, didn't.",
    "Y'all ain't gonna like what the envoy's told us, 'cause he's not goin' anywhere.",
    "Peru has had it done. Lima did it; Quito does, and so do its neighbours, which had been asked.",
    "A t>2000 ton ship, the 3rd of which Oman had bought from them, was being built by hers.",
    "On 3 May 2021 the Bank of Zambia lent Kitwe Copper Ltd. almost $40 million. Chanda Mwila, 52, left London.",
    "President Bola Ahmed Tinubu of Nigeria flew to Accra on Monday morning with the African Development Bank",
    "Ulaanbaatar",
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
        doc = nlp(text)
        words = [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.ent_iob_, t.ent_type_) for t in doc]
        return [*words, *((e.text, e.label_) for e in doc.ents)]

    assert annotations(parser()) == annotations(own)


def test_the_tokenizer_has_the_rules_of_the_pipeline_as_installed(own: Language) -> None:
    made: Any = parser().tokenizer
    wanted: Any = own.tokenizer
    assert len(made.rules) > 1000
    assert made.to_bytes(exclude=["vocab"]) == wanted.to_bytes(exclude=["vocab"])


@pytest.mark.parametrize("first", ["corpus", "documents.language", "pipeline"])
def test_spacys_commands_are_left_out_until_asked_for(first: str) -> None:
    code = (
        f"import sys, lopsided.reading.{first}, spacy; assert 'spacy.cli' not in sys.modules; "
        "assert 'weasel' not in sys.modules; import spacy.cli; print(callable(spacy.cli.app), spacy.info(silent=True))"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    assert told.stdout.startswith("True {'spacy_version'")


def test_annotations_do_not_depend_on_what_is_parsed_together(own: Language) -> None:
    one_by_one = [[(e.text, e.label_) for e in parser()(text).ents] for text in TEXTS]
    assert any(one_by_one)
    assert [[(e.text, e.label_) for e in doc.ents] for doc in parser().pipe(TEXTS)] == one_by_one
    assert [[(e.text, e.label_) for e in doc.ents] for doc in own.pipe(TEXTS)] == one_by_one


def test_the_reader_uses_the_quick_parts() -> None:
    quick = {ruler.FACTORY, entities.FACTORY, lemmas.FACTORY, vectors.FACTORY}
    assert quick < set(parser().pipe_names)
    assert not {"attribute_ruler", "ner", "lemmatizer", "tok2vec"} & set(parser().pipe_names)


@pytest.mark.parametrize("most", [0, 7, 40_000])
def test_vectors_are_those_of_the_pipeline_as_installed(
    own: Language, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(vectors, "_MOST", most)
    parts: list[Any] = [own.get_pipe("tok2vec"), own.get_pipe("ner")]
    for model in (parts[0].model, parts[1].model.get_ref("tok2vec").layers[0]):
        quick = vectors.quickened(model)
        assert quick is not model
        for texts in (TEXTS, TEXTS[::-1], TEXTS[:1], TEXTS[-1:], TEXTS):
            docs = [own.make_doc(text) for text in texts]
            for made, wanted in zip(quick.predict(docs), model.predict(docs), strict=True):
                assert made.shape == wanted.shape
                np.testing.assert_allclose(made, wanted, rtol=1e-5, atol=1e-6)


def test_a_network_of_another_kind_stays() -> None:
    nlp = spacy.blank("en")
    own: Any = nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.HashEmbedCNN.v2", "window_size": 2}})
    vectors.quicken_vectors(nlp)
    assert nlp.pipe_names == ["tok2vec"]
    assert vectors.quickened(own.model) is own.model


def test_lemmas_are_those_of_the_pipeline_as_installed_when_asked_again(
    own: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lemmas, "_MOST", 9)
    text = "The mice were lying, lay down and lied; worse liars have left, leaves leaving better homes than Mice."
    wanted = [token.lemma_ for token in own(text)]
    assert [[token.lemma_ for token in parser()(text)] for _ in range(3)] == [wanted] * 3


def test_a_lemmatizer_that_looks_words_up_stays() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    lemmas.remember_lemmas(nlp)
    assert nlp.pipe_names == ["lemmatizer"]


def test_one_parser_is_loaded_however_it_is_asked_for() -> None:
    assert parser() is parser(None)
    assert parser() is parser(next(p for p in PIPELINES if find_spec(p)))


def test_a_parser_that_has_taken_in_too_many_words_is_loaded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_MOST_WORDS", 50)
    monkeypatch.setattr(pipeline, "_loaded", {})
    first = parser()
    first("Accra " + " ".join(f"w{i}x" for i in range(20)))
    assert parser() is first
    first("Lima " + " ".join(f"w{i}y" for i in range(60)))
    second = parser()
    assert second is not first
    assert "w3y" not in second.vocab.strings
    assert parser() is second


def test_a_recogniser_of_another_kind_stays() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(
        "ner",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "ner",
                "use_upper": False,
                "extra_state_tokens": False,
                "hidden_width": 8,
                "maxout_pieces": 2,
                "tok2vec": {
                    "@architectures": "spacy.HashEmbedCNN.v2",
                    "pretrained_vectors": None,
                    "width": 8,
                    "depth": 1,
                    "embed_size": 50,
                    "window_size": 1,
                    "maxout_pieces": 2,
                    "subword_features": False,
                },
            }
        },
    )
    entities.quicken(nlp)
    assert nlp.pipe_names == ["ner"]


def test_rules_it_does_not_know_stay_with_spacy() -> None:
    nlp = spacy.blank("en")
    own: Any = nlp.add_pipe("attribute_ruler")
    own.add([[{"LENGTH": 3, "OP": "+"}]], {"LEMMA": "xyz"})
    ruler.hasten(nlp)
    assert nlp.pipe_names == ["attribute_ruler"]
    assert nlp("one three two")[2].lemma_ == "xyz"


def test_a_rule_of_two_words_and_a_later_rule_take_effect() -> None:
    nlp = spacy.blank("en")
    own: Any = nlp.add_pipe("attribute_ruler")
    own.add([[{"LOWER": "gon"}, {"LOWER": {"IN": ["na", "not"]}}]], {"LEMMA": "go"}, index=0)
    own.add([[{"LOWER": "gon"}, {"LOWER": {"IN": ["na", "not"]}}]], {"LEMMA": "to"}, index=1)
    own.add([[{"LOWER": {"REGEX": "^na$"}}]], {"LEMMA": "later"})
    ruler.hasten(nlp)
    assert nlp.pipe_names == [ruler.FACTORY]
    assert [t.lemma_ for t in nlp("gon na gon xx na")] == ["go", "later", "", "", "later"]
