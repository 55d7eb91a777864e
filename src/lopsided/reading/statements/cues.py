"""Words that show communication, where they stand, and whether anything is communicated."""

from __future__ import annotations

import csv
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from spacy.attrs import LEMMA, LOWER
from spacy.strings import get_string_id

from lopsided.reading.mentions.roles import role_words
from lopsided.reading.statements.content import is_asked, is_denied, puts_at, tells_of_doing, tells_of_wish
from lopsided.reading.statements.sources import SOURCE_WORDS, introduces_source

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from lopsided.reading.parsed import Paragraph

Frame = Literal[
    "clause", "that", "object", "thing", "naming", "none", "phrase", "quoted", "fragment", "relay", "source", "data",
    "denial", "noun",
]  # fmt: skip
_CLAUSES = ("ccomp", "parataxis")
_GOES_ON = frozenset({"continue", "go", "keep", "begin", "start", "hasten", "proceed"})
_SPOKEN = frozenset({"said", "says", "saying", "told", "read"})
LEAST_SAID = 6
"""Words before "..., Ruiz said." that must be what was said, though the parser sees no clause in them."""
LONGEST_TAIL = 24
"""How many words an attribution at the end of a sentence may have."""
_PEOPLE = frozenset(
    {"him", "her", "them", "me", "us", "people", "migrant", "refugee", "patient", "fighter", "prisoner"}
)
_GOING_ON = frozenset(
    {"while", "as", "after", "before", "when", "amid", "despite", "even", "although", "though", "but"}
)
_OBJECTS = frozenset({"dobj", "ccomp", "pcomp", "xcomp", "nsubjpass"})
_REACH_OF_THAT = 16
_REACH_OF_AS = 24
_WITHOUT = frozenset({"avoid", "without", "resist"})
_SHORT = frozenset({"short", "refrain", "refrained", "refrains", "refraining", "shrank", "abstained", "desisted"})
_DESCRIBING = frozenset({"describe", "portray", "characterise", "characterize", "depict", "brand", "label"})
_HELD = ("nsubj", "nsubjpass", "expl")
_TWO_PLACES = ("oprd", "attr", "acomp", "xcomp")


@dataclass(frozen=True, slots=True)
class Verb:
    """A row of ``cues.csv``: how a verb shows communication.

    Attributes
    ----------
    frame : str
        What must go with it: a ``clause``, a clause with ``that``, an ``object`` or a clause, a ``thing`` (object that
        is no person), a ``naming`` (object and what it is called), ``none`` (only its particles), a ``phrase``
        (particle and object: "ruled out talks"), a ``quoted`` sentence, a quoted ``fragment``, a second speaker it
        ``relay``s, ``data`` that speak, or what others said (``denial``). A ``source`` has only a speaker
        ("according to"), a ``noun`` a clause with "that" ("Ruiz's warning that").
    kind : str
        say, announce, claim, accuse, praise...
    particles : frozenset of str
        Prepositions that bring the content: "warn of", "call for".
    animate : bool
        True if only people and bodies of people do it ("deny"); a graph may "indicate".
    """

    frame: Frame
    kind: str
    particles: frozenset[str]
    animate: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """One place in a paragraph that shows communication.

    Attributes
    ----------
    token : spacy.tokens.Token
        The verb, or the word that introduces a source ("according").
    verb : Verb
        What it asks for.
    passive : bool
        True for "was accused", "it was noted".
    first, last : int
        Tokens of the sentence it stands in; ``last`` is exclusive.
    """

    token: Token
    verb: Verb
    passive: bool = False
    first: int = 0
    last: int = 0

    @property
    def words(self) -> str:
        """The cue as it stands in the text."""
        return "according to" if self.token.lower_ == "according" else str(self.token.text)


SOURCE = Verb("source", "say", frozenset({"to"}))


@cache
def verbs() -> dict[str, Verb]:
    """Return the verbs of communication by lemma."""
    source = files("lopsided.reading").joinpath("data/cues.csv").read_text(encoding="utf-8")
    return {
        row["lemma"]: Verb(row["frame"], row["kind"], frozenset(row["particles"].split()), row["animate"] == "yes")  # type: ignore[arg-type]
        for row in csv.DictReader(source.splitlines())
    }


@cache
def nouns() -> dict[str, Verb]:
    """Return the nouns of communication by lemma: "warning", "claim"."""
    source = files("lopsided.reading").joinpath("data/cue_nouns.csv").read_text(encoding="utf-8")
    return {row["noun"]: Verb("noun", row["kind"], frozenset()) for row in csv.DictReader(source.splitlines())}


@cache
def quoting() -> frozenset[str]:
    """Return the lemmas that may stand beside a quotation; the others ask for a clause or a particle."""
    return frozenset(lemma for lemma, verb in verbs().items() if verb.frame not in ("that", "phrase"))


def cues_of(paragraph: Paragraph, verbatim: list[tuple[int, int]]) -> list[Cue]:
    """Return the cues of a paragraph in order; those within verbatim quotations are their speaker's own words.

    Parameters
    ----------
    paragraph : Paragraph
        As parsed.
    verbatim : list of tuple
        Token ranges of whole-sentence quotations.
    """
    found = []
    table = verbs()
    doc = paragraph.doc
    candidates = _candidates(doc)
    ends = [end for _, end in paragraph.sentences] if candidates else []
    for i in candidates:
        if any(a <= i < b for a, b in verbatim):
            continue
        token = doc[i]
        lower = token.lower_
        if lower == "according" and i + 1 < len(doc) and doc[i + 1].lower_ == "to":
            found.append(Cue(token, SOURCE, _is_passive(token), *_bounds(ends, i)))
            continue
        verb = table.get(token.lemma_.lower()) or (table["say"] if lower in _SPOKEN else None)
        if verb and verb.frame == "quoted" and verb.particles and not _is_whole(token, verb):
            continue
        if verb and (token.tag_.startswith("VB") or lower in _SPOKEN) and _is_asserted(token):
            found.append(Cue(token, verb, _is_passive(token), *_bounds(ends, i)))
        elif (verb := _nominal(token)) is not None:
            found.append(Cue(token, verb, first=_bounds(ends, i)[0], last=_bounds(ends, i)[1]))
    return found


def _is_whole(token: Token, verb: Verb) -> bool:
    """Whether a verb that speaks only with its particle has it: "shot back"."""
    return any(t.lower_ in verb.particles for t in token.doc[token.i + 1 : token.i + 2])


def _nominal(token: Token) -> Verb | None:
    """Return what a noun or preposition brings: "a warning that ...", "in Ruiz's view", "per the ministry"."""
    if introduces_source(token):
        return SOURCE
    if token.pos_ != "NOUN" or token.head.lemma_ == "deny":
        return None
    verb = nouns().get(token.lemma_.lower())
    given = token.dep_ == "dobj" and token.head.pos_ == "VERB"
    held = token.dep_ == "nsubj" and token.head.lemma_ == "be" and any(c.dep_ == "poss" for c in token.children)
    clauses = (*token.children, *(token.head.children if given or held else ()))
    told = any(c.dep_ in ("acl", "ccomp", "relcl") and c.i > token.i and _has_that(c) for c in clauses)
    return verb if verb and told else None


def _bounds(ends: list[int], i: int) -> tuple[int, int]:
    """Return the tokens at which the sentence of a token begins and ends."""
    k = bisect_right(ends, i)
    return (ends[k - 1] if k else 0), ends[k]


def _candidates(doc: Doc) -> list[int]:
    """Return the tokens whose lemma or form is in the table, compared as numbers: most tokens are never built."""
    lemmas, forms = _hashes()
    pairs = doc.to_array([LEMMA, LOWER]).tolist()
    return [i for i, (lemma, lower) in enumerate(pairs) if lemma in lemmas or lower in forms]


@cache
def _hashes() -> tuple[frozenset[int], frozenset[int]]:
    """Return what spaCy stores for the lemmas and for the forms that are cues whatever their lemma."""
    known = (*verbs(), *nouns())
    lemmas = frozenset(get_string_id(form) for lemma in known for form in (lemma, lemma.capitalize()))
    return lemmas, frozenset(get_string_id(form) for form in (*_SPOKEN, "according", *SOURCE_WORDS))


def _is_passive(token: Token) -> bool:
    if token.tag_ == "VBN" and token.dep_ == "advcl" and not any(c.dep_ in ("nsubj", "aux") for c in token.children):
        return True
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children) or (
        token.tag_ == "VBN" and token.dep_ in ("acl", "advcl") and any(c.dep_ == "agent" for c in token.children)
    )


def _is_asserted(token: Token) -> bool:
    """Return whether the communication took place: not negated, not only possible or intended, not a name's part."""
    children = list(token.children)
    before = token.nbor(-1).lower_ if token.i else ""
    if before == "-" or any(c.dep_ == "neg" or c.tag_ == "MD" for c in children) or is_asked(token, children):
        return False
    if token.dep_ in ("amod", "compound", "pobj", "nmod"):
        return False
    first = token.head.children if token.dep_ == "conj" else ()  # "neither confirmed nor denied"
    if any(c.dep_ == "preconj" and c.lower_ in ("neither", "nor") for c in (*children, *_of_subject(children), *first)):
        return False
    if token.tag_ == "VBG" and (token.head.lemma_ in _WITHOUT or _is_short_of(token)):
        return False
    if any(c.tag_ == "TO" for c in children):
        return token.dep_ == "xcomp" and token.head.lemma_ in _GOES_ON
    return not (token.dep_ == "conj" and token.tag_ in ("VB", "VBG") and not _is_asserted(token.head))


def _of_subject(children: list[Token]) -> list[Token]:
    return [g for c in children if c.dep_ == "nsubj" for g in c.children]


def _is_short_of(token: Token) -> bool:
    """Whether somebody stopped short of communicating."""
    return token.dep_ == "pcomp" and token.head.lower_ in ("of", "from") and token.head.head.lower_ in _SHORT


def has_content(cue: Cue) -> bool:
    """Return whether the clause of a cue says what was communicated (a postposed cue has it elsewhere)."""
    token, verb = cue.token, cue.verb
    children = list(token.children)
    deps = {c.dep_ for c in children}
    brought = [c for c in children if c.dep_ in ("prep", "prt") and c.lower_ in verb.particles]
    if token.lemma_ == "call" and any(c.lower_ in ("on", "upon") for c in brought):
        return any(t.tag_ == "TO" for t in token.subtree if t.i > token.i)  # not "called on him at his office"
    if any(c.n_rights for c in brought) or (brought and (_has_clause(token, children) or _as(children))):
        return True
    if tells_of_doing(token, children) or tells_of_wish(token, verb.particles, children):
        return True
    checks = {
        "clause": _has_clause(token, children),
        "that": _has_that_clause(token, children),
        "quoted": _has_that_clause(token, children),
        "phrase": (
            any(c.dep_ in ("prt", "advmod") and c.lower_ in verb.particles for c in children) and bool(deps & _OBJECTS)
        )
        or puts_at(token, children),
        "noun": True,
        "relay": _as(children) and any(c.dep_ == "dobj" and c.pos_ == "NOUN" for c in children),
        "object": bool(deps & {"nsubjpass", "ccomp", "oprd"})
        or any(
            c.dep_ == "dobj" and (c.tag_ not in ("WDT", "WP") or verb.kind == "deny" or _as(children)) for c in children
        )
        or ("xcomp" in deps and verb.kind in ("promise", "warn"))
        or _has_clause(token, children),
        "thing": any(c.dep_ == "dobj" and not _is_person(c) for c in children) or _has_clause(token, children),
        "naming": _names(children, deps) or _as_further(token) or (token.dep_ == "relcl" and _as(children)),
        "data": _has_clause(token, children),
        "denial": any(is_denied(c) for c in children),
        "source": True,
    }
    return bool(checks.get(verb.frame, False))


def closes_sentence(cue: Cue) -> int | None:
    """Return the comma before a cue that closes its sentence: "..., Ruiz said on Monday", "..., says Ruiz".

    Returns
    -------
    int or None
        Token of the comma; what stands before it was communicated.
    """
    token = cue.token
    doc, i = token.doc, token.i
    closing = cue.verb.frame in ("clause", "quoted", "object", "relay") and token.tag_ != "VBG"
    if not closing or _tail(cue) - i > LONGEST_TAIL:
        return None
    comma = next((k for k in range(i - 1, max(cue.first, i - LONGEST_TAIL), -1) if doc[k].text == ","), None)
    if comma is None or comma - cue.first < 3:
        return None
    ends = all(t.is_punct or t.dep_ in ("npadvmod", "prep", "pobj") for t in doc[i + 1 : cue.last])
    if not any(t.dep_ in _HELD for t in doc[cue.first : comma]) and not (ends and comma - cue.first > LEAST_SAID):
        return None
    return comma if _only_attributes(cue, comma) else None


def _only_attributes(cue: Cue, comma: int) -> bool:
    """Return whether nothing but a speaker, a time and a place stands with a cue after a comma."""
    token, doc, i = cue.token, cue.token.doc, cue.token.i
    after, between = doc[i + 1 : _tail(cue)], doc[comma + 1 : i]
    if any(t.lower_ == "that" for t in after[:2]) or any(t.pos_ in ("VERB", "SCONJ", "CCONJ") for t in between):
        return False
    if any(t.lower_ in ("who", "which", "as") for t in between):
        return False
    if all(t.pos_ == "AUX" for t in between):  # "..., says Ruiz"
        return any(c.dep_ in ("nsubj", "dobj") and c.i > i for c in token.children) and token.lemma_ != "tell"
    return not any(t.pos_ == "VERB" and t.dep_ in ("ccomp", "ROOT", "xcomp") for t in after)


def _tail(cue: Cue) -> int:
    """Return where an attribution ends: before a comma and a participle or a date ("..., he said, stressing that")."""
    doc = cue.token.doc
    for k in range(cue.token.i + 1, cue.last - 1):
        after = doc[k + 1]
        if doc[k].text == "," and (after.tag_ in ("VBG", "VBN") or after.lower_ in _GOING_ON):
            return k
    return cue.last


def _has_clause(token: Token, children: list[Token]) -> bool:
    """Return whether a clause depends on the verb, or follows it where the parser tied it elsewhere."""
    if any(c.dep_ in _CLAUSES and c.i > token.i for c in children):
        return True
    if any(c.dep_ in ("xcomp", "dep", "advcl") and _follows(token, c) for c in children):
        return True
    within = [g for c in children if c.dep_ == "prep" and c.i > token.i for g in c.children if g.dep_ == "pobj"]
    if any(k.i > g.i and k.dep_ in ("relcl", "acl", "ccomp") and _has_that(k) for g in within for k in g.children):
        return True  # "said in a report that ..."
    return that_after(token) is not None


def _has_that_clause(token: Token, children: list[Token]) -> bool:
    return any(c.dep_ in (*_CLAUSES, "acl") and c.i > token.i and _has_that(c) for c in children) or (
        that_after(token) is not None
    )


def that_after(token: Token) -> Token | None:
    """Return the "that" of the clause a verb brings, however far the parser tied it: "said in a note on its site that".

    Between the verb and the clause stand only whom it was told, where and when: no other verb, no relative clause.
    """
    doc: Doc = token.doc
    for i in range(token.i + 1, min(token.i + _REACH_OF_THAT, len(doc))):
        other = doc[i]
        if other.lower_ == "that":
            return other if other.tag_ == "IN" or other.dep_ == "mark" or other.i == token.i + 1 else None
        if other.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") or other.text in '.;:"':
            return None
    return None


def _follows(token: Token, clause: Token) -> bool:
    """Return whether a clause directly follows, with a subject of its own or "that"."""
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
    return clause.i > token.i and (
        "that" in marks or (not marks and any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children))
    )


def _has_that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _names(children: list[Token], deps: set[str]) -> bool:
    if "dobj" in deps or "nsubjpass" in deps:
        return bool(deps & set(_TWO_PLACES)) or _as(children)
    if any(
        c.dep_ == "oprd" and c.pos_ == "ADJ" and any(g.pos_ in ("NOUN", "PROPN") and g.i < c.i for g in c.children)
        for c in children
    ):
        return True  # "called the quota unfair", read as one phrase
    return any(c.dep_ in ("ccomp", "xcomp") and any(g.dep_ == "nsubj" for g in c.children) for c in children) or _as(
        children
    )


def _as_further(token: Token) -> bool:
    """Return whether "as" stands within what a verb governs, however the parser tied it: "described X in Y as Z"."""
    below = token.doc[token.i + 1 : min(token.right_edge.i + 1, token.i + _REACH_OF_AS)]
    return token.lemma_ in _DESCRIBING and any(t.lower_ == "as" and t.pos_ in ("ADP", "SCONJ") for t in below)


def _as(children: list[Token]) -> bool:
    return any(c.lower_ == "as" for c in children) or any(
        c.dep_ in ("dobj", "dative") and any(g.lower_ == "as" for g in c.children) for c in children
    )


def _is_person(token: Token) -> bool:
    return token.ent_type_ == "PERSON" or token.lower_ in _PEOPLE or token.lemma_.lower() in role_words()
