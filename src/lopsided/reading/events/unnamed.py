"""Bodies of a state that a text need not name again: "the junta", "the coast guard", "the country's army"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lopsided.reading.events.continued import clause_of
from lopsided.reading.events.owned import governor_of
from lopsided.reading.events.scene import pair_of
from lopsided.reading.events.words import words
from lopsided.reading.mentions.homes import told_of
from lopsided.reading.parsed import Mention
from lopsided.reading.plover.tree import children
from lopsided.terms.actors import actors, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.parsed import Paragraph, ParsedDocument

SURE = 0.6
BESIDE = ("compound", "appos", "amod", "dobj", "dative", "attr")  # what one deals with may be his own
NAMES = ("compound", "amod", "nmod")
OWNED = ("of", "in", "for", "from")
LAND = frozenset({"country", "nation", "republic", "kingdom", "state"})
KNOWN = ("the", "this")
NEAR = 700  # characters: some four sentences
CLOSE = 250
# Every state has one: it is seldom clear whose is meant.
EVERYWHERE = frozenset({"government", "authorities", "administration", "cabinet"})
RULING = EVERYWHERE | {"junta", "regime"}  # those at home seldom write of their own so
TWO = 2


@dataclass(frozen=True, slots=True)
class _Whose:
    """The states a text names, the most often named first, and the bodies found so far."""

    parsed: ParsedDocument
    states: tuple[str, ...]
    found: list[Mention]


def unnamed(parsed: ParsedDocument) -> list[Mention]:
    """Return the bodies of a state that a text names without the state, with the state they are of.

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    """
    count = Counter(a for m in parsed.cast.mentions if m.kind in ("state", "person") for a in dict.fromkeys(m.actors))
    states = tuple(a for a, _ in count.most_common() if a in actors() and actors()[a].kind == "state")
    if not states:
        return []
    whose = _Whose(parsed, states, [])
    for paragraph in parsed.paragraphs:
        for token in _bodies(parsed, paragraph):
            if (state := _state_of(whose, paragraph, token)) is not None:
                whose.found.append(_mention(paragraph, token, state))
    return whose.found


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words('state_bodies')))})\b", re.IGNORECASE)


def _bodies(parsed: ParsedDocument, paragraph: Paragraph) -> Iterator[Token]:
    """Yield the heads of definite phrases for a body that say nothing of a state."""
    doc = paragraph.doc
    for found in _pattern().finditer(paragraph.text):
        span = doc.char_span(*found.span())
        token = span.root if span is not None else None
        blamed = token is not None and token.dep_ == "dobj" and token.head.lemma_ in words("blaming")
        if token is None or token.pos_ not in ("NOUN", "PROPN") or (token.dep_ in BESIDE and not blamed):
            continue
        if _is_known(token) and not _has_owner(parsed, paragraph, token):
            yield token


def _is_known(token: Token) -> bool:
    """Tell whether a body is the one every reader knows: "the army", "Parliament", "the country's navy"."""
    before = [c for c in children(token) if c.i < token.i]
    named = (c for c in before if c.dep_ != "det" and token.text.islower() and c.text.istitle())
    if any(c.lower_ in words("of_a_part") for c in before) or any(named):
        return False  # "the local police", "the Corsican police"
    if any(c.dep_ == "poss" for c in before):
        return all(c.lower_ in LAND and any(d.lower_ in KNOWN for d in children(c)) for c in before if c.dep_ == "poss")
    articles = [c.lower_ for c in before if c.dep_ == "det"]
    return articles[0] in KNOWN if articles else bool(token.text[0].isupper())


def _has_owner(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> bool:
    """Tell whether a phrase says whose body it is, or the cast knows."""
    places = [token, *(c for c in children(token) if c.dep_ in NAMES)]
    of = [thing for c in children(token) if c.lower_ in OWNED for thing in children(c)]
    for place in (*places, *of, *(c for thing in of for c in children(thing))):
        known = parsed.cast.at(paragraph.index, place.i)
        if known is not None and known.actors:
            return True
    return any(thing.pos_ == "PROPN" and thing.ent_type_ in ("GPE", "LOC", "PERSON") for thing in of)


def _mention(paragraph: Paragraph, token: Token, state: str) -> Mention:
    first = min([token.i, *(c.i for c in children(token) if c.dep_ in NAMES and c.i < token.i)])
    body = paragraph.doc[first : token.i + 1]
    return Mention(
        span=paragraph.span_of(body), paragraph=paragraph.index, start=first, end=token.i + 1, head=token.i,
        text=body.text, kind="organisation", actors=(state,), names=(body.text,), role=token.lower_,
        why=f"{body.text} of {name_of(state)}, told of before", confidence=SURE, form="role", affiliation=state,
    )  # fmt: skip


def _state_of(whose: _Whose, paragraph: Paragraph, token: Token) -> str | None:
    """Return whose body it is: as it was called before, of the state a report is from or told of right before."""
    parsed = whose.parsed
    if (ruled := _ruling(parsed, paragraph, token)) is not None:
        return ruled
    met = met_by(parsed, paragraph, token)
    if (called := _called_before(whose, paragraph, token)) is not None:
        return called
    state = _other_of_two(parsed, met)
    if state is None and token.lower_ not in RULING:
        state = parsed.cast.home
    state = state or _acting_before(whose, paragraph, token)
    if state is None and token.lower_ not in RULING:
        state = told_of(parsed, paragraph, token.i)
    if state is not None and state not in met:
        return state
    left = [s for s in whose.states if s not in met]
    return left[0] if met and len(left) == 1 and len(whose.states) <= TWO else None


def _other_of_two(parsed: ParsedDocument, met: set[str]) -> str | None:
    """Return the other of the two a text is about, where a body deals with the one."""
    left = set(pair_of(parsed)) - met
    return left.pop() if len(met) == 1 and len(left) == 1 else None


def _ruling(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> str | None:
    """Return the state a body rules in, by its clause ("the junta that seized power in Chad")."""
    clauses = (c for c in children(token) if c.dep_ in ("relcl", "acl"))
    phrases = (p for clause in clauses for w in (clause, *children(clause)) for p in children(w) if p.lower_ == "in")
    known = (parsed.cast.at(paragraph.index, c.i) for p in phrases for c in children(p) if c.dep_ == "pobj")
    states = {m.actors for m in known if m is not None and m.kind == "state" and len(m.actors) == 1}
    return states.pop()[0] if len(states) == 1 else None


def met_by(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> set[str]:
    """Return who is named in the clause of a body or a country: nobody calls in his own envoy.

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    paragraph : Paragraph
        Where the word stands.
    token : spacy.tokens.Token
        The word.
    """
    verb = governor_of(token)
    places: set[int] = set()
    while verb is not None:
        places |= clause_of(verb)
        verb = verb.head if verb.dep_ == "conj" and verb.head.pos_ == "VERB" else None
    here = (m for m in parsed.cast.row(paragraph.index) if m.head in places and m.form != "pronoun")
    return {a for m in here for a in m.actors}


def _called_before(whose: _Whose, paragraph: Paragraph, token: Token) -> str | None:
    """Return whose body was last called by the same word not long before: "Chad's junta" for "the junta"."""
    place, word = paragraph.span_of(token)[0], token.lower_
    known = (*whose.parsed.cast.mentions, *whose.found)
    near = [
        m
        for m in known
        if m.affiliation in actors() and place - NEAR <= m.span[0] < place and word in (m.role or "").split()
    ]
    return max(near, key=lambda m: m.span[0]).affiliation if near else None


def _acting_before(whose: _Whose, paragraph: Paragraph, token: Token) -> str | None:
    """Return whose body the sentence before or the clause before has acted ("The junta barred it. The army said")."""
    last = whose.found[-1] if whose.found else None
    if last is None or last.paragraph < paragraph.index - 1:
        return None
    return last.affiliation if 0 < paragraph.span_of(token)[0] - last.span[1] <= CLOSE else None
