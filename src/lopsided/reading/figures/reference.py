"""States a sentence means without naming them: "our exports", "his country", "the country", "the Asian giant"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.figures.words import words
from lopsided.reading.mentions.roles import regions
from lopsided.reading.parsed import Mention
from lopsided.reading.statements.speakers import GUESSED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from lopsided.reading.parsed import Paragraph, ParsedDocument
    from lopsided.records.kinds import Statement

_LEAD = 5
_PARAGRAPHS = 2
_WE = frozenset(("we", "our", "us", "ours"))
_HIS = frozenset(("his", "her", "their", "my"))
_KINDS = ("ADJ", "PROPN", "NOUN", "PUNCT")
_WAYS = frozenset(("to", "from", "with"))
_THE = frozenset(("the", "that", "this"))


def meant(
    parsed: ParsedDocument, paragraph: Paragraph, bounds: tuple[int, int], statements: Sequence[Statement]
) -> list[Mention]:
    """Return the states that a sentence means by "we", "his country", "the country" or "the Asian giant".

    Parameters
    ----------
    parsed : ParsedDocument
        With its cast.
    paragraph : Paragraph
        Where the sentence stands.
    bounds : tuple of int
        Its token range.
    statements : sequence of Statement
        Of the document: who speaks for "us".
    """
    found: list[Mention] = []
    for token in paragraph.doc[bounds[0] : bounds[1]]:
        word = token.lower_
        named = word in words("land") or (word in words("trader") and _stands_for_one(token))
        if word not in _WE and not named:
            continue
        covering = parsed.cast.at(paragraph.index, token.i)
        if covering is not None and covering.actors:
            continue
        actor, start = (
            (_speaker(paragraph, token, statements), token.i)
            if word in _WE
            else _land(parsed, paragraph, token, statements)
        )
        if actor is not None:
            found.append(_mention(paragraph, actor, (start, token.i), pronoun=word in _WE))
    return found


def _stands_for_one(noun: Token) -> bool:
    """Whether "the exporter" or "the world's biggest buyer" stands for a state, not beside its name nor said of it."""
    doc = noun.doc
    if noun.dep_ not in ("nsubj", "nsubjpass", "pobj", "dobj", "poss"):
        return False
    after = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    return after is None or not (
        after.pos_ in ("PROPN", "NOUN") or after.text in (",", "(", "-") or after.lower_ == "of"
    )


def _mention(paragraph: Paragraph, actor: str, place: tuple[int, int], *, pronoun: bool) -> Mention:
    span = paragraph.span_of(paragraph.doc[place[0] : place[1] + 1])
    return Mention(
        span=span,
        paragraph=paragraph.index,
        start=place[0],
        end=place[1] + 1,
        head=place[1],
        text=paragraph.doc[place[0] : place[1] + 1].text,
        kind="state",
        actors=(actor,),
        form="pronoun" if pronoun else "role",
        confidence=0.5,
    )


def _speaker(paragraph: Paragraph, token: Token, statements: Sequence[Statement]) -> str | None:
    """Return the state that whoever is speaking at a word speaks for."""
    place = paragraph.span_of(token)[0]
    around = [s for s in statements if s.span[0] <= place < s.span[1]]
    said = min(around, key=lambda s: s.span[1] - s.span[0], default=None)
    sure = said is not None and GUESSED not in said.reasons
    states = {a for a in said.affiliations if len(a) == 3} if said is not None and sure else set()
    return next(iter(states)) if len(states) == 1 else None


def _land(
    parsed: ParsedDocument, paragraph: Paragraph, noun: Token, statements: Sequence[Statement]
) -> tuple[str | None, int]:
    """Read "his country", "the country", "that country", "the neighbouring country", "the Gulf state"."""
    doc = noun.doc
    start = next((i for i in range(noun.i - 1, max(noun.sent.start, noun.i - _LEAD) - 1, -1) if _leads(doc[i])), None)
    kinds = ("ADJ", "PROPN", "NOUN", "PUNCT", "PART") if noun.lower_ in words("trader") else _KINDS
    if start is None or any(t.pos_ not in kinds for t in doc[start + 1 : noun.i]):
        return None, noun.i
    if noun.lower_ in words("trader"):
        return _trader(parsed, paragraph, noun, start), start
    lead, between = doc[start].lower_, doc[start + 1 : noun.i].text.lower().replace("-", " ").split()
    if lead in _HIS:
        return (_speaker(paragraph, noun, statements) if not between else None), start
    ends = [" ".join(between[i:]) for i in range(len(between))]
    called = next((regions()[e] for e in ends if e in regions()), None)
    beside = bool(set(between) & words("beside"))
    hyphened = "-" in doc[start + 1 : noun.i].text  # "the sanctions-hit country"
    plain = noun.lower_ in ("country", "nation") and (hyphened or all(t.pos_ == "ADJ" for t in doc[start + 1 : noun.i]))
    if between and called is None and not (beside or plain):
        return None, start
    if not between and noun.lower_ not in ("country", "nation"):
        return None, start
    return _by_what_is_told(parsed, paragraph, noun, start, called), start


def _trader(parsed: ParsedDocument, paragraph: Paragraph, noun: Token, start: int) -> str | None:
    """Return which state told of before "the exporter" or "the world's top producer" is; "its buyer" is of another."""
    told = noun.doc[start + 1 : noun.i]
    if noun.doc[start].lower_ != "the" or not (
        len(told) == 0 or any(t.tag_ == "JJS" or t.lower_ == "top" for t in told)
    ):
        return None
    if noun.doc[start - 1 : start].text == "," and start > noun.sent.start:
        return None
    return _by_what_is_told(parsed, paragraph, noun, start, None)


def _by_what_is_told(
    parsed: ParsedDocument, paragraph: Paragraph, noun: Token, start: int, called: frozenset[str] | None
) -> str | None:
    """Return which of the states told of before "the country" or "the Gulf state" means."""
    if called is None and (owner := _owner_before(parsed, paragraph, noun)) is not None:
        return owner
    told = _told(parsed, paragraph, start)
    lead = noun.doc[start].lower_
    barred = set() if lead in ("that", "this") else _same_clause(parsed, paragraph, noun, start)
    fits = [a for a in told if a not in barred and (called is None or a in called)]
    return fits[0] if fits else None


def _owner_before(parsed: ParsedDocument, paragraph: Paragraph, noun: Token) -> str | None:
    """Return Egypt in "Egypt's imports from Russia were half of the country's imports"."""
    doc, owned = noun.doc, noun.head
    if noun.dep_ != "poss":
        return None
    named = {owned.lemma_, *(c.lemma_ for c in owned.children if c.dep_ == "compound")}
    for token in doc[noun.sent.start : noun.i]:
        if token.lemma_ in named and token.pos_ == "NOUN":
            before = parsed.cast.within(paragraph.index, token.left_edge.i, token.i)
            before = before or _sent_from(parsed, paragraph, token)
            owners = [m for m in before if _is_a_state(m)]
            return owners[0].actors[0] if owners else None
    return None


def _sent_from(parsed: ParsedDocument, paragraph: Paragraph, noun: Token) -> tuple[Mention, ...]:
    """Return Chad in "The export of rice from Chad made up 2 percent of the country's exports"."""
    origin = next((c for c in noun.subtree if c.lower_ == "from" and c.i > noun.i), None)
    return parsed.cast.within(paragraph.index, origin.i, origin.right_edge.i + 1) if origin is not None else ()


def _leads(token: Token) -> bool:
    return token.lower_ in _THE or token.lower_ in _HIS


def _told(parsed: ParsedDocument, paragraph: Paragraph, before: int) -> list[str]:
    """Return the states told of before a token, likeliest first: of the sentence before, its subject."""
    return list(dict.fromkeys(_backwards(parsed, paragraph, before)))


def _backwards(parsed: ParsedDocument, paragraph: Paragraph, before: int) -> Iterator[str]:
    doc = paragraph.doc
    here, way = doc[before].sent.start, _way(doc, before)
    row = [m for m in parsed.cast.row(paragraph.index) if _is_a_state(m)]
    near = [m for m in reversed(row) if here <= m.start and m.end <= before]
    yield from (m.actors[0] for m in sorted(near, key=lambda m: (m.form == "adjective", not _does(doc[m.head]))))
    for index in range(paragraph.index, paragraph.index - _PARAGRAPHS - 1, -1):
        other = row if index == paragraph.index else [m for m in parsed.cast.row(index) if _is_a_state(m)]
        other = [m for m in other if index != paragraph.index or m.end <= here]
        if not other:
            continue
        text = parsed.paragraphs[index].doc
        last = text[other[-1].start].sent.start
        yield from (m.actors[0] for m in other if m.start >= last and way and _way(text, m.start) == way)
        yield from (m.actors[0] for m in other if m.start >= last and text[m.head].dep_ in ("nsubj", "nsubjpass"))
        yield from (m.actors[0] for m in other if m.start >= last and _has_the_subject(text[m.head]))
        yield from (m.actors[0] for m in reversed(other))


def _way(doc: Doc, start: int) -> str:
    """Return the word of direction before a phrase: "exports to the country" go where the sentence before sent them."""
    before = doc[start - 1].lower_ if start else ""
    return before if before in _WAYS else ""


def _has_the_subject(token: Token) -> bool:
    """Whether a state owns the subject of its sentence: Chad in "Chad's exports to Mali fell"."""
    return token.dep_ == "poss" and _does(token.head)


def _does(token: Token) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass")


def _is_a_state(mention: Mention) -> bool:
    return mention.kind == "state" and len(mention.actors) == 1 and len(mention.actors[0]) == 3


def _same_clause(parsed: ParsedDocument, paragraph: Paragraph, noun: Token, before: int) -> set[str]:
    """Return the states named in the same clause before a word: it would be "it", were it one of them."""
    doc, start = noun.doc, before
    verb = next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), None)
    first = verb.left_edge.i if verb is not None else noun.sent.start
    while start > first and doc[start - 1].text not in (",", ";") and doc[start - 1].lower_ != "that":
        start -= 1
    named = {a for m in parsed.cast.within(paragraph.index, start, before) for a in m.actors}
    subject = _subject(noun)
    said = parsed.cast.at(paragraph.index, subject.i) if subject is not None else None
    return named | (set(said.actors) if said is not None else set())


def _subject(token: Token) -> Token | None:
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return next((c for c in above.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return None
