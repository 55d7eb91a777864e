"""spaCy's lemmatizer by rules, its answers remembered.

What it says of a word depends on the word, its part of speech and its morphology. spaCy remembers some answers only,
and looks words up in long lists: a twelfth of the parser's time. Here all tokens are looked up at once, spaCy's is
asked for what is not known yet, and its lists are made sets. The lemmas are the same; a test holds them to be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

Entry = Literal["", "head", "form"]
FACTORY = "lopsided_lemmas"
_ASKED = [ORTH, POS, MORPH, LEMMA]
_MOST = 50_000
"""Words remembered before all are forgotten, so that memory stays bounded."""


class RememberingLemmatizer:
    """Sets the lemmas a lemmatizer by rules would set.

    Parameters
    ----------
    lemmatizer : spacy.lang.en.lemmatizer.EnglishLemmatizer
        By rules, which leaves lemmas that are set already.
    """

    def __init__(self, lemmatizer: EnglishLemmatizer) -> None:
        self._lemmatizer = lemmatizer
        forms = lemmatizer.lookups.get_table("lemma_index")
        for part in tuple(forms):
            forms[part] = frozenset(forms[part])  # spaCy searches lists of up to 60,000
        self._known: dict[tuple[int, ...], int] = {}

    def entry(self, word: str) -> Entry:
        """Tell whether the lists have a word in small letters ("head") or what it is a form of ("form")."""
        lookups = self._lemmatizer.lookups
        forms, odd, rules = (lookups.get_table(f"lemma_{name}") for name in ("index", "exc", "rules"))
        parts = ("verb", "noun", "adj", "adv")
        formed = [
            word in odd.get(part, ())
            or any(
                old and word.endswith(old) and word.removesuffix(old) + new in forms[part] for old, new in rules[part]
            )
            for part in parts
            if part in forms and part in rules
        ]
        if formed[:1] == [True]:
            return "form"  # "agreed", which is a word of its own as well
        return "head" if any(word in forms[part] for part in tuple(forms)) else "form" if any(formed) else ""

    def __call__(self, doc: Doc) -> Doc:
        """Set lemmas in place."""
        known = self._known
        if len(known) > _MOST:
            known.clear()
            self._lemmatizer.cache.clear()
        table: Any = doc.to_array(_ASKED).reshape(len(doc), len(_ASKED)).tolist()
        keys = list(map(tuple, table))
        for i, key in enumerate(keys):
            if key not in known:
                token = doc[i]
                known[key] = key[-1] or doc.vocab.strings.add(self._lemmatizer.lemmatize(token)[0])
        values: Any = np.array([known[key] for key in keys], np.uint64)
        doc.from_array([LEMMA], values)
        return doc


def remember_lemmas(nlp: Any) -> None:  # noqa: ANN401
    """Put a lemmatizer that remembers in the place of a pipeline's own, where that is of the kind known here.

    Parameters
    ----------
    nlp : spacy.language.Language
        A loaded pipeline.
    """
    if "lemmatizer" not in nlp.pipe_names:
        return
    lemmatizer = nlp.get_pipe("lemmatizer")
    if type(lemmatizer) is EnglishLemmatizer and lemmatizer.mode == "rule" and not lemmatizer.overwrite:
        nlp.add_pipe(FACTORY, after="lemmatizer")
        nlp.remove_pipe("lemmatizer")


def entry_of(nlp: Any, word: str) -> Entry:  # noqa: ANN401
    """Tell how a pipeline's dictionary has a word; those of other makers have none, and every word counts as known.

    Parameters
    ----------
    nlp : spacy.language.Language
        A pipeline after `remember_lemmas`.
    word : str
        In small letters.

    Returns
    -------
    str
        "head" for a word as dictionaries give it, "form" for a form of one ("said"), empty for none.
    """
    if FACTORY not in nlp.pipe_names:
        return "head"
    found: Entry = nlp.get_pipe(FACTORY).entry(word)
    return found


@Language.factory(FACTORY)
def _made(nlp: Any, name: str) -> RememberingLemmatizer:  # noqa: ANN401
    return RememberingLemmatizer(nlp.get_pipe("lemmatizer"))
