"""Whose pesos or pounds a sum is in: those of a country that the clause, its sentence or the text speaks of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.figures.words import role_of, words
from lopsided.terms.currencies import meant_by, namesakes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.sentence import Sentence

_POUND = 0.45359237
_NEAR = 5


def in_currency(sentence: Sentence, candidate: Candidate, named: Sequence[str]) -> Candidate:
    """Return a sum in the money its word means there; in the bare word where that is not clear.

    Parameters
    ----------
    sentence : Sentence
        The figure's sentence.
    candidate : Candidate
        A figure; others than sums are returned as they are.
    named : sequence of str
        Whom the whole text names.
    """
    word = _bare_word(sentence, candidate) if candidate.quantity == "money" else None
    if word is None:
        return candidate
    if _is_a_weight(sentence, candidate, word):
        reasons = (f"a number with the unit t, a pound being {_POUND} kg", *candidate.reasons[1:])
        tonnes = (candidate.value or 0.0) * _POUND / 1000
        return replace(candidate, quantity="volume", unit="t", value=tonnes, reasons=reasons)
    head = sentence.doc[candidate.head]
    doers = [p.actor for p in sentence.doer(head) or sentence.subject(head)[:1]]
    here = [p.actor for p in sentence.places]
    code = meant_by(word, (doers, here, sentence.pair, named))
    unit = code or namesakes()[word].word
    why = f'"{word}" is taken for {code}' if code else f'whose "{word}" they are is not said'
    return replace(candidate, unit=unit, reasons=(f"a number with the unit {unit}", why, *candidate.reasons[1:]))


def _bare_word(sentence: Sentence, candidate: Candidate) -> str | None:
    """Return the word for money that is written without a country: not in "Egyptian pounds", "pounds sterling"."""
    for token in sentence.doc[candidate.start : candidate.end]:
        spelled = token.lower_.rstrip(".")
        if spelled not in namesakes():
            continue
        before = sentence.doc[token.i - 1] if token.i > candidate.start else None
        if before is not None and before.text == "CFA":
            return f"cfa {spelled}"
        told = before is not None and before.is_alpha and before.text[:1].isupper()
        after = sentence.doc[token.i + 1].lower_ if token.i + 1 < len(sentence.doc) else ""
        return None if told or after == "sterling" else spelled
    return candidate.unit if candidate.unit in namesakes() else None  # "Sh2,460" is one word


def _is_a_weight(sentence: Sentence, candidate: Candidate, word: str) -> bool:
    """Whether pounds are a weight: "2,000 pounds of dates", not "2,000 pounds of aid"."""
    after = sentence.doc[candidate.end : candidate.end + _NEAR]
    if not word.startswith("pound") or len(after) == 0 or after[0].lower_ != "of":
        return False
    noun = next((t for t in after[1:] if t.pos_ == "NOUN"), None)
    return noun is not None and role_of(noun.lemma_.lower()) is None and noun.lemma_.lower() not in words("in-money")
