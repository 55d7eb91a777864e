"""Names of bodies in a row of capitalised words: where they end, and which speak for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.mentions.personal_names import sex_of
from lopsided.reading.mentions.roles import institution_nouns, organ_words, portfolios
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from lopsided.reading.mentions.descriptions import Surroundings

JOINS = frozenset(
    ("of", "for", "the", "and", "&", "on", "de", "do", "da", "di", "du", "des", "-", "'s", "\u2019s", ".")
)

_SENT = frozenset({"delegation", "side", "team", "mission"})


def run_end(around: Surroundings, start: int, end: int) -> int:
    """End of a run of capitalised words joined by small ones ("School of Advanced Studies")."""
    texts = around.scene.texts
    stop = start + 1
    i = start + 1
    while i < end:
        if texts[i - 1] == "." and around.scene.doc[i].is_sent_start:
            break  # no name goes on after its sentence
        if _joined_person(around, start, i):
            break
        if texts[i][:1].isupper() or texts[i][:1].isdigit():
            stop = i + 1
        elif texts[i] not in JOINS or i - stop >= 2:
            break
        i += 1
    return stop


def _joined_person(around: Surroundings, start: int, i: int) -> bool:
    """Whether a whole name of a body is joined to a person's: "the Lima Institute and Juan Paz"."""
    texts, doc = around.scene.texts, around.scene.doc
    if texts[i - 1] not in ("and", "&") or fold(texts[i - 2]) not in institution_nouns() or i - 2 <= start:
        return False
    return bool(sex_of(fold(texts[i]))) or (doc[i].ent_type_ == "PERSON" and doc[i].ent_iob_ == "B")


def own_body(around: Surroundings, start: int, end: int) -> str | None:
    """Return the name of a body that speaks for itself though a state stands in it: "Chilean Salmon Association".

    Parameters
    ----------
    around : Surroundings
        The paragraph.
    start, end : int
        Tokens: of the state, and where the phrase ends.
    """
    stop = run_end(around, start, end)
    words = [fold(t) for t in around.scene.texts[start:stop]]
    if stop - start < 2 or words[-1] not in institution_nouns() or organ_words().get(words[1]) == "organ":
        return None  # "the Chilean Ministry of Foreign Affairs" is the state's
    if is_portfolio(" ".join(words[1:])):
        return None  # "Chilean Energy Secretary" is of no body named "Chilean Energy"
    return None if organ_words().get(" ".join(words[-2:])) == "organ" else around.scene.text(start, stop)


def is_portfolio(name: str) -> bool:
    """Whether a capitalised run only says what somebody is in charge of: "Trade", "Defence and Security"."""
    words = [w for w in fold(name).replace("-", " ").replace("'s", "").split() if w not in JOINS]
    return all(w in portfolios() for w in words)


def in_list(around: Surroundings, comma: int) -> bool:
    """Whether a comma stands between what an office is in charge of: "Minister of Trade, Industry and Tourism".

    Parameters
    ----------
    around : Surroundings
        The paragraph.
    comma : int
        Token.
    """
    texts = around.scene.texts
    after = [fold(t) for t in texts[comma + 1 : comma + 5]]
    return texts[comma] == "," and bool(after) and is_portfolio(after[0]) and ("and" in after or "&" in after)


def of_a_force(around: Surroundings, i: int) -> bool:
    """Whether the plain nouns from a token on name a force or an office ("chief of the Malian border police").

    Parameters
    ----------
    around : Surroundings
        The paragraph.
    i : int
        The token after an adjective of a state.
    """
    texts, doc = around.scene.texts, around.scene.doc
    first = i
    if i < len(texts) and organ_words().get(fold(texts[i])) == "organ":
        return True  # "spokesman of the Malian Ministry of Defence"
    while i < len(texts) and doc[i].pos_ in {"NOUN", "ADJ"} and texts[i].islower():
        i += 1
    last = fold(texts[i - 1])
    return i > first and (organ_words().get(last) == "organ" or last in _SENT)
