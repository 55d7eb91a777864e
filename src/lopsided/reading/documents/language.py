"""Is a text English? The reader knows no other language, and says so rather than read nonsense."""

from __future__ import annotations

import re

import lopsided.reading.parsing.bare_spacy  # noqa: F401 - before all else that imports spaCy

# isort: split
from spacy.lang.en.stop_words import STOP_WORDS

_ENOUGH = 0.3
"""Share of common words above which a text is English (news has some .4; French or Dutch under .1)."""
_FEW = 0.15
_SHORTEST = 20
"""With fewer words than this English is taken, unless few are common English ones and another tongue far likelier."""
_LEAST = 4
_FAR = 30.0
"""How much likelier, as a logarithm: headlines without a common word stay below it, a sentence in Spanish does not."""
_SPOKEN = (
    "es",
    "pt",
    "fr",
    "de",
    "it",
    "nl",
    "id",
    "ms",
    "tr",
    "pl",
    "ro",
    "sv",
    "da",
    "no",
    "fi",
    "cs",
    "hu",
    "vi",
    "sw",
    "ca",
)
_SAMPLE = 6000
UNTOLD = "und"
"""ISO 639 for a language that cannot be told."""
_ACCENTED = 0.4
"""Share of accented Latin letters above which they are another alphabet's, read by the wrong table (Czech has .15)."""


def language_of(text: str) -> str:
    """Return the language of a text as an ISO 639-1 code, `UNTOLD` where its letters were read by the wrong table.

    Common English words settle it in most cases, whatever foreign quotations stand beside them; only where they are
    few is the classifier asked (py3langid), and only for a text long enough.

    Parameters
    ----------
    text : str
        The text as given.
    """
    letters = [c for c in text[:_SAMPLE] if c.isalpha()]
    if sum("\x80" <= c <= "\xff" for c in letters) > _ACCENTED * len(letters):
        return UNTOLD
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower())
    share = sum(w in STOP_WORDS for w in words) / max(1, len(words))
    foreign = sum(ord(c) > 0x24F for c in letters)
    if share >= _ENOUGH:
        return "en"
    if len(words) < _SHORTEST and foreign < 10:
        return _of_a_few(text) if share <= _FEW and len(words) >= _LEAST else "en"
    import py3langid  # noqa: PLC0415  (loads its model)

    found, _ = py3langid.classify(text[:_SAMPLE])
    return "en" if found == "en" or (share > _FEW and foreign < 10) else str(found)


def _of_a_few(text: str) -> str:
    """Return the language of a few words: English, or the one of those much written that is far likelier."""
    from py3langid.langid import rank  # noqa: PLC0415  (loads its model)

    likely = {language: float(score) for language, score in rank(text)}
    best = max(_SPOKEN, key=lambda language: likely.get(language, -float("inf")))
    return best if likely[best] - likely["en"] > _FAR else "en"
