"""The words a figure is shown with: its phrase, or its clause where that says what a share, rank or change is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.period import verb_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lopsided.reading.figures.find import Candidate

_CLAUSE_KINDS = ("share", "rank", "growth")
_LONG = 9
_COMPARING = frozenset(("more", "less", "fewer", "higher", "lower", "larger", "smaller", "bigger", "cheaper", "dearer"))
_UP = frozenset(("up", "down"))
_ALL = frozenset(("what", "everything", "all"))
_STOPS = frozenset(("but", "while", "whereas", "and", "though", "although", "because", "which"))


def extent(doc: Doc, candidate: Candidate) -> tuple[int, int]:
    """Return the token range a figure is shown with: its clause for shares, ranks and growth, else its phrase.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        The paragraph.
    candidate : Candidate
        The figure.
    """
    start, end = candidate.start, max(candidate.end, candidate.head + 1)
    head = _of_a_noun(doc, candidate, end)
    end = _with_its_whole(doc, candidate, _phrase_end(doc, head, max(end, head + 1)))
    if candidate.quantity in _CLAUSE_KINDS:
        verb = verb_of(doc[candidate.head])
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        within = candidate.quantity == "rank" and doc[candidate.head].dep_ in ("pobj", "appos", "poss")
        told = subjects and verb.pos_ in ("VERB", "AUX") and verb.i < end and subjects[0].i < start
        if told and not within and not _tells_another(doc, subjects[0].left_edge.i, start):
            return min(subjects[0].left_edge.i, start), end
    return _phrase_start(doc, candidate, start), end


def _tells_another(doc: Doc, first: int, start: int) -> bool:
    """Whether a clause has told another amount before: "sold 3 tonnes, 8 percent less than in 2023"."""
    return any(t.like_num and t.ent_type_ not in ("DATE", "TIME") for t in doc[first:start])


def _of_a_noun(doc: Doc, candidate: Candidate, end: int) -> int:
    """Return the stake of "a 25 per cent stake in the field", else the head of the figure."""
    above = doc[candidate.head].head
    beside = candidate.quantity == "share" and above.i == end and above.pos_ == "NOUN"
    return int(above.i) if beside and doc[candidate.head].dep_ in ("compound", "nmod", "nummod") else candidate.head


def _with_its_whole(doc: Doc, candidate: Candidate, end: int) -> int:
    """Go on over "less than in 2023", "from a year earlier" and "of what Chad exports"."""
    if candidate.quantity not in _CLAUSE_KINDS or end >= len(doc):
        return end
    if doc[end].lower_ in _COMPARING:
        end += 1
    word = doc[end].lower_ if end < len(doc) else ""
    if word == "than" and doc[end - 1].lower_ in _COMPARING:
        return _to_a_stop(doc, end)
    of = end if word == "of" else end - 1 if doc[end - 1].lower_ == "of" else None
    if of is not None and of + 1 < len(doc) and doc[of + 1].lower_ in _ALL:
        return _to_a_stop(doc, of)
    earlier = word in ("from", "on") and any(t.ent_type_ == "DATE" for t in doc[end + 1 : end + 3])
    return _to_a_stop(doc, end) if earlier and candidate.quantity == "growth" else end


def _to_a_stop(doc: Doc, start: int) -> int:
    """Return where the words from a token on pause, at most a few words later."""
    last = min(doc[start].sent.end, start + _LONG)
    return next((t.i for t in doc[start:last] if (t.is_punct and t.text != "-") or t.lower_ in _STOPS), last)


def _phrase_start(doc: Doc, candidate: Candidate, start: int) -> int:
    while (
        start
        and doc[start - 1].dep_ in ("det", "poss", "amod", "case", "compound", "nummod")
        and doc[start - 1].head.i >= start - 1
    ):
        if doc[start - 1].sent != doc[candidate.head].sent:
            break
        start -= 1
    told_of_change = candidate.quantity == "growth" and start > 0 and doc[start - 1].lower_ in _UP
    return start - 1 if told_of_change else start


def _phrase_end(doc: Doc, head: int, end: int) -> int:
    """Go on over the prepositional phrases of the noun, not over clauses."""
    token = doc[head]
    for child in token.rights:
        if child.dep_ != "prep" or child.i > end + 1:
            break
        last = child.right_edge.i
        if any(t.pos_ == "VERB" for t in doc[child.i : last + 1]) or last - child.i > _LONG:
            last = next((t.i for t in child.children if t.dep_ == "pobj"), child.i)
            if doc[last].pos_ == "VERB":
                break
        end = max(end, last + 1)
    while end > head + 1 and doc[end - 1].is_punct:
        end -= 1
    return end
