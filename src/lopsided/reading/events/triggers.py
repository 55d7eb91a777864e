"""Words that may name an act, found without walking the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.symbols import AUX, LEMMA, NOUN, POS, PROPN, VERB

from lopsided.reading.events.words import noun_triggers, verb_triggers, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from lopsided.reading.events.scene import Scene

TOGETHER = ("jointly", "joint", "together")
_KEY = "lopsided_candidates"
HELPING = ("aux", "auxpass", "amod", "compound")


def triggers(scene: Scene) -> Iterator[Token]:
    """Yield the words that may name an act, verbs before nouns, sentence by sentence.

    A sentence that names two actors is read in full; one that names a single actor only by its verbs, whose other
    side may be the speaker or stand in the sentence before; one that names nobody, not at all.
    """
    doc = scene.paragraph.doc
    verbs, nouns = candidates(doc)
    for start, end in scene.paragraph.sentences:
        named = {actor for i, m in scene.mentions.items() if start <= i < end for actor in m.actors}
        if named or (scene.pair and any(_is_side(doc[i]) for i in range(start, end))):
            yield from (doc[i] for i in verbs if start <= i < end and doc[i].dep_ not in HELPING)
        if len(named) > 1:
            yield from (doc[i] for i in nouns if start <= i < end)


def _is_side(word: Token) -> bool:
    """Tell whether a word names sides or their people without a country ("generals met", "each side", "they")."""
    if word.dep_ == "nsubjpass" and word.lemma_.lower() in words("pacts_between") | words("truces"):
        return True  # "an agreement was reached in May"
    return word.lower_ == "they" or (
        word.lemma_ in words("delegates") and (word.tag_ == "NNS" or (word.i > 0 and word.nbor(-1).lower_ == "each"))
    )


def candidates(doc: Doc) -> tuple[list[int], list[int]]:
    """Return the places of verbs and of nouns that the vocabulary knows, by part of speech and lemma alone."""
    known: tuple[list[int], list[int]] | None = doc.user_data.get(_KEY)
    if known is None:
        known = doc.user_data[_KEY] = _found(doc)
    return known


def _found(doc: Doc) -> tuple[list[int], list[int]]:
    verbs: list[int] = []
    nouns: list[int] = []
    strings = doc.vocab.strings
    together = {strings[word] for word in TOGETHER}
    for place, (pos, lemma) in enumerate(doc.to_array([POS, LEMMA]).tolist()):
        if pos in (VERB, AUX):
            if strings[lemma].lower() in verb_triggers():
                verbs.append(place)
        elif pos in (NOUN, PROPN) and strings[lemma].lower() in noun_triggers():
            nouns.append(place)
        elif lemma in together:
            verbs += _done_together(doc[place], verbs)
    return verbs, nouns


def _done_together(word: Token, known: list[int]) -> list[int]:
    """Return the place of the verb that says what is done jointly, if it is not known yet."""
    verb = word.head if word.pos_ == "ADV" else word.head.head
    return [verb.i] if verb.pos_ == "VERB" and verb.i not in known else []
