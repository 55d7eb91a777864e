"""Who speaks: from the subject of a cue to full name, role and affiliation."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lopsided.terms.actors import actors, name_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.parsed import Mention, Paragraph, ParsedDocument
    from lopsided.reading.statements_cues import Cue
    from lopsided.records.kinds import SpeakerKind

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "who", "which", "that", "what"})
_PERSONAL = frozenset({"he", "she", "they"})
_ARTICLE = re.compile(r"^(?:the|a|an|some|many|several|most|other|its|his|her|their)\s+", re.IGNORECASE)
_NAMING = ("PROPN", "NOUN", "ADJ", "PRON")
_SPEAKING = frozenset({"PERSON", "ORG", "NORP", "GPE"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is taken to have spoken.

    Attributes
    ----------
    names : tuple of str
        Full names; more than one for a joint statement.
    affiliations : tuple of str
        ISO3, bloc or institution of each that has one.
    reasons : tuple of str
        How the name was found.
    person : bool
        True if it is a person known by name.
    token : int
        Token of the paragraph at which the speaker is mentioned; -1 if mentioned elsewhere.
    """

    names: tuple[str, ...]
    affiliations: tuple[str, ...] = ()
    role: str | None = None
    kind: SpeakerKind = "other"
    via: str | None = None
    person: bool = False
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    token: int = -1

    @property
    def is_bare(self) -> bool:
        """True for a common noun alone: "the spokesman", "the official"."""
        return len(self.names) == 1 and self.names[0].islower() and " " not in self.names[0] and not self.affiliations

    def takes_up(self, other: Speaker) -> bool:
        """Return whether this bare noun may mean an earlier, fuller speaker: the same noun, or the kind it names."""
        noun = self.names[0]
        if other.is_bare or len(other.names) > 1 or noun.endswith("s"):
            return False
        same = noun in f"{other.names[0]} {other.role or ''}".lower().split()
        return same or (noun in ("official", "analyst", "expert") and self.kind == other.kind)


@cache
def speaker_words() -> dict[str, str]:
    """Return words that stand for speakers, each with its kind."""
    source = files("lopsided.reading").joinpath("data/cues_speakers.csv").read_text(encoding="utf-8")
    return {row["word"]: row["kind"] for row in csv.DictReader(source.splitlines())}


def subject_of(token: Token) -> Token | None:
    """Return the word that stands for who does what a verb says, through conjunctions, participles and relatives."""
    for _ in range(6):
        own = [c for c in token.children if c.dep_ in _SUBJECTS]
        if own:
            found = min(own, key=lambda c: abs(c.i - token.i))
            return _antecedent(token) if found.lower_ in ("who", "which", "that") else found
        if token.dep_ in ("acl", "relcl") and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return token.head
        if token.dep_ not in ("conj", "advcl", "xcomp", "ccomp", "pcomp", "dep", "aux") or token.head == token:
            return None
        token = token.head if token.dep_ != "pcomp" else token.head.head
    return None


def _antecedent(verb: Token) -> Token | None:
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


def agent_of(token: Token) -> Token | None:
    """Return who did it in a passive: "was accused by Ankara"."""
    for child in token.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((g for g in child.children if g.dep_ == "pobj"), None)
    return None


def is_text(token: Token) -> bool:
    """Return whether a word names something that is read rather than someone who speaks: a report, figures."""
    words = speaker_words()
    return bool({words.get(token.lower_), words.get(token.lemma_.lower())} & {"text", "data"})


def could_speak(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> bool:
    """Return whether a noun belongs to some actor, so that it may speak for it: "the Chilean coast guard"."""
    if token.pos_ == "PROPN":
        return True
    if token.pos_ != "NOUN":
        return False
    inside = [t for t in token.children if t.dep_ in ("amod", "poss", "compound", "nmod")]
    return any(parsed.cast.at(paragraph.index, t.i) is not None for t in inside)


def is_speaker(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> bool:
    """Return whether a word can stand for someone who speaks."""
    if _mention_for(parsed, paragraph, token) is not None or (token.ent_type_ in _SPEAKING and token.pos_ == "PROPN"):
        return True
    word = token.lemma_.lower() if token.pos_ != "PROPN" else token.lower_
    return token.lower_ in _PERSONAL or word in speaker_words() or token.lower_ in speaker_words()


def speaker_at(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Speaker | None:
    """Return who is meant by a word and the words joined to it by "and"."""
    heads = [token, *(c for c in token.conjuncts if c.i > token.i and c.dep_ == "conj" and _joined(token, c))]
    found = [s for h in heads if (s := _one_speaker(parsed, paragraph, h))]
    if not found:
        return None
    names = tuple(dict.fromkeys(n for s in found for n in s.names))
    return replace(
        found[0],
        names=names,
        affiliations=tuple(dict.fromkeys(a for s in found for a in s.affiliations)),
        role=found[0].role if len(names) == 1 else None,
        confidence=min(s.confidence for s in found),
    )


def _joined(first: Token, other: Token) -> bool:
    return all(t.pos_ != "VERB" for t in first.doc[first.i : other.i])


def _one_speaker(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Speaker | None:
    """Return who a single word stands for: who is known to be mentioned there, else what the words say."""
    mention = _mention_for(parsed, paragraph, token)
    if mention is not None and (mention.names or mention.form not in ("role", "group") or len(mention.actors) > 1):
        speaker = _from_mention(mention, token)
        unplaced = mention.kind == "person" and not speaker.affiliations
        return replace(speaker, affiliations=_employer(parsed, paragraph, token)) if unplaced else speaker
    named = _holder(parsed, paragraph, token)
    if named is not None:
        return _from_mention(named, token)
    if mention is not None:
        speaker = _from_words(parsed, paragraph, token)
        affiliations = (mention.affiliation,) if mention.affiliation else mention.actors
        return replace(speaker, role=mention.role, affiliations=affiliations or speaker.affiliations)
    return _unmentioned(parsed, paragraph, token)


def _unmentioned(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Speaker | None:
    """Return whom a word stands for that the cast knows nothing of: a pronoun, a text, a body."""
    if token.lower_ in _PRONOUNS:
        return _last_person(parsed, paragraph, token) if token.lower_ in _PERSONAL else None
    if is_text(token):
        return _issuer(parsed, paragraph, token) or replace(_from_words(parsed, paragraph, token), confidence=0.4)
    known = token.pos_ == "PROPN" or is_speaker(parsed, paragraph, token) or could_speak(parsed, paragraph, token)
    return _from_words(parsed, paragraph, token) if known else None


def _holder(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Mention | None:
    """Return the person named just after as holding the office a noun names, however the parser tied the name."""
    if token.pos_ != "NOUN":
        return None
    near = parsed.cast.within(paragraph.index, token.i + 1, token.i + 14)
    held = (m for m in near if m.kind == "person" and m.form == "name" and m.role)
    return next((m for m in held if token.lower_ in (m.role or "").lower().split()), None)


def _last_person(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Speaker | None:
    """Return the person named last before a pronoun nobody else has resolved."""
    place = (paragraph.index, token.i)
    people = [m for m in parsed.cast.mentions if m.kind == "person" and m.names and (m.paragraph, m.start) < place]
    if not people or token.lower_ == "they":
        return None
    speaker = _from_mention(people[-1], token)
    return replace(speaker, confidence=0.4, reasons=("the person named last before the pronoun",))


def _mention_for(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Mention | None:
    """Return the mention a word stands in, or the person or body in apposition: "a spokesman, Ivan Petrov"."""
    mention = parsed.cast.at(paragraph.index, token.i)
    if mention is not None and (mention.form == "adjective" or not (mention.names or mention.actors)):
        mention = None
    if mention is not None and (mention.form != "role" or mention.kind == "person"):
        return mention
    following = [token.nbor(1)] if token.pos_ == "NOUN" and token.i + 1 < len(token.doc) else []
    for child in (*token.children, *following):
        if child.dep_ in ("appos", "nmod", "npadvmod", "compound"):
            beside = parsed.cast.at(paragraph.index, child.i)
            if beside is not None and beside.kind in ("person", "organisation") and beside.names:
                return beside
    return mention


def _employer(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> tuple[str, ...]:
    """Return the body a person is said to be of: "Ana Ruiz of the Lima Forum for Trade"."""
    for prep in token.children:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "from", "at", "with"):
            for child in prep.children:
                mention = parsed.cast.at(paragraph.index, child.i)
                if mention is not None and mention.kind == "organisation" and mention.names:
                    return mention.names
    return ()


def _from_mention(mention: Mention, token: Token) -> Speaker:
    names = mention.names or tuple(name_of(a) for a in mention.actors)
    affiliations = (mention.affiliation,) if mention.affiliation else mention.actors
    itself = next((n for n in (*mention.actors[:1], *mention.names[:1]) if n in actors()), "")
    if mention.kind == "organisation" and itself and name_of(itself) not in mention.names:
        itself = ""  # an arm of the state it is listed under
    before = [c.text for c in token.children if c.dep_ in ("compound", "amod", "nmod") and c.i < token.i]
    kind = kind_of(" ".join((mention.role or "", *before, mention.text)), mention.kind, itself)
    listed = {_kind_by_name().get(n) for n in (*mention.names, *mention.actors)} - {None}
    if mention.kind == "organisation" and "media" in listed:
        kind = "media"
    elif mention.kind == "organisation" and kind == "analyst" and not listed:
        affiliations = mention.names  # an institute speaks for itself, whatever city it is named after
    return Speaker(
        names=names,
        affiliations=affiliations,
        role=mention.role,
        kind=kind,
        person=mention.kind == "person",
        confidence=mention.confidence,
        reasons=(mention.why,) if mention.why else (),
        token=token.i,
    )


def _issuer(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Speaker | None:
    """Return who issued a text: "the ministry's statement", "a joint declaration by Oslo and Rabat"."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    beside = list(after.children) if after.lower_ in ("of", "by", "from") and after.head != token else []
    for other in (*token.subtree, *beside):
        if other in beside or (other.i != token.i and other.pos_ in _NAMING and _issues(token, other)):
            speaker = _named_or_proper(parsed, paragraph, other)
            if speaker:
                return replace(speaker, role=None, confidence=0.8 * speaker.confidence)
    if any(c.lower_ in ("joint", "common") for c in token.children):
        return _both_sides(parsed, paragraph, token)
    return None


def _named_or_proper(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Speaker | None:
    mention = parsed.cast.at(paragraph.index, token.i)
    if mention is not None and (mention.names or mention.actors):
        return _from_mention(_mention_for(parsed, paragraph, token) or mention, token)
    if token.pos_ == "PROPN" and token.dep_ == "pobj":
        return _from_words(parsed, paragraph, token)
    return None


def _both_sides(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Speaker | None:
    """Return the two who issued a joint text that does not name them: the pair the document speaks of nearest to it."""
    pairs = [m for m in parsed.cast.mentions if len(m.actors) > 1]
    if not pairs:
        return None
    pair = min(pairs, key=lambda m: (abs(m.paragraph - paragraph.index), abs(m.start - token.i)))
    speaker = _from_mention(pair, token)
    return replace(speaker, role="joint statement", confidence=0.6 * speaker.confidence)


def _issues(text: Token, other: Token) -> bool:
    """Return whether a word names who a text is from: possessive, adjective, "of", "by" or "from"."""
    while other.head != text:
        if other.dep_ == "pobj" and other.head.lower_ not in ("of", "by", "from"):
            return False
        other = other.head
        if other.head == other:
            return False
    return other.dep_ in ("poss", "compound", "amod", "nmod", "prep", "agent", "conj", "acl")


def _from_words(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Speaker:
    """Name a speaker nobody has a name for by the words that stand there."""
    words = [t for t in token.subtree if t.dep_ != "punct" and _in_name(t, token)]
    text = token.doc[min(t.i for t in words) : max(t.i for t in words) + 1].text if words else token.text
    affiliations: list[str] = []
    for word in words:
        mention = parsed.cast.at(paragraph.index, word.i)
        if mention is not None and mention.kind in ("state", "bloc", "organisation"):
            affiliations.extend((mention.affiliation,) if mention.affiliation else mention.actors or mention.names)
    proper = next((c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    kind = kind_of(text, "person" if token.ent_type_ == "PERSON" else "organisation")
    if not affiliations and kind in ("official", "media"):  # "the central bank in Ankara"
        seats = [g for c in token.children if c.lower_ == "in" and c.dep_ == "prep" for g in c.children]
        places = (parsed.cast.at(paragraph.index, g.i) for g in seats if g.dep_ == "pobj")
        affiliations = [a for m in places if m is not None and m.kind == "state" for a in m.actors]
    name = _ARTICLE.sub("", text) if proper is None else " ".join(t.text for t in proper.subtree if _in_name(t, proper))
    if kind == "anonymous" and speaker_words().get(token.lower_) == "anonymous":
        name = token.text.lower()
    return Speaker(
        names=(name,),
        affiliations=tuple(dict.fromkeys(affiliations))[:1],
        role=None,
        kind=kind,
        confidence=0.7,
        reasons=("named by the words of the text",),
        token=token.i,
    )


def _in_name(word: Token, head: Token) -> bool:
    """Return whether a word belongs to the name, not to a clause or phrase hung on it."""
    while word != head:
        if word.dep_ in ("appos", "relcl", "acl", "conj", "cc", "advcl", "npadvmod"):
            return False
        if word.dep_ == "prep" and word.lower_ not in (("of",) if head.pos_ == "PROPN" else ("of", "for", "at")):
            return False
        word = word.head
    return True


def kind_of(words: str, mention_kind: str, actor: str = "") -> SpeakerKind:
    """Return what kind of speaker a role or a description tells of.

    Parameters
    ----------
    words : str
        A role ("foreign ministry spokesman") or the words that name the speaker.
    mention_kind : str
        state, bloc, organisation, person or group.
    actor : str
        Id of the state or body itself, if it is one that is known.
    """
    known = actors().get(actor)
    if known is not None and mention_kind != "person":
        kinds: dict[str, SpeakerKind] = {"media": "media", "organisation": "organisation"}
        return kinds.get(known.kind, "official")
    if mention_kind in ("state", "bloc"):
        return "official"
    low = f" {words.lower()} "
    for kind in ("spokesperson", "media", "anonymous", "analyst", "official", "organisation"):
        if kind in _kinds() and _kinds()[kind].search(low):
            if kind == "anonymous" and mention_kind == "person":
                continue
            return kind
    return {"group": "anonymous", "organisation": "organisation"}.get(mention_kind, "other")  # type: ignore[return-value]


@cache
def _kinds() -> dict[SpeakerKind, re.Pattern[str]]:
    by_kind: dict[SpeakerKind, list[str]] = {}
    for word, kind in speaker_words().items():
        if kind not in ("text", "data"):
            by_kind.setdefault(kind, []).append(re.escape(word))  # type: ignore[arg-type]
    return {kind: re.compile(rf"\b(?:{'|'.join(words)})s?\b") for kind, words in by_kind.items()}


@cache
def _kind_by_name() -> dict[str, str]:
    return {n: a.kind for a in actors().values() for n in (a.id, a.name)}


def speaker_of(parsed: ParsedDocument, paragraph: Paragraph, cue: Cue) -> Speaker | None:
    """Return who a cue says has spoken; None where the text does not say."""
    token = cue.token
    if cue.verb.frame == "source":
        source = next((g for c in token.children if c.lower_ == "to" for g in c.children if g.dep_ == "pobj"), None)
        source = source or _first_nominal(token, 2)
        return speaker_at(parsed, paragraph, source) if source is not None else None
    subject = agent_of(token) if cue.passive else subject_of(token)
    if subject is None and not cue.passive:
        subject = _beside(parsed, paragraph, cue)
    return speaker_at(parsed, paragraph, subject) if subject is not None else None


def _first_nominal(token: Token, skip: int) -> Token | None:
    after = token.doc[token.i + skip : token.i + skip + 12]
    return next((t for t in after if t.pos_ in ("PROPN", "NOUN") and t.dep_ not in ("compound", "amod", "poss")), None)


def _beside(parsed: ParsedDocument, paragraph: Paragraph, cue: Cue) -> Token | None:
    """Return the speaker next to a cue where the parser found no subject: "..., says Ana Ruiz", "Ruiz added"."""
    token = cue.token
    for index in (token.i - 1, token.i + 1, token.i + 2, token.i - 2):
        if cue.first <= index < cue.last and is_speaker(parsed, paragraph, token.doc[index]):
            return token.doc[index]
    return None
