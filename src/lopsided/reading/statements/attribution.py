"""Who speaks: from the subject of a cue to full name, role and affiliation."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.mentions.guessed import is_guessed
from lopsided.reading.mentions.homes import told_of
from lopsided.reading.mentions.roles import organ_words, role_words
from lopsided.reading.statements.bodies import (
    called_before,
    description_of,
    is_aged,
    is_definite,
    is_full_name,
    is_of_state,
    named_apart,
    own_body,
    researching,
    seat_of,
    sits_elsewhere,
)
from lopsided.reading.statements.clause_speakers import (
    agent_of,
    is_text,
    source_of,
    subject_of,
    subject_of_a_plural,
    voice_of,
)
from lopsided.reading.statements.speakers import GUESSED, Speaker, kind_by_name, kind_of, speaker_words
from lopsided.reading.statements.together import apposed_people, before_and, counterpart, joined, states_of
from lopsided.terms.actors import actors, name_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.parsed import Mention, Paragraph, ParsedDocument
    from lopsided.reading.statements.cues import Cue

_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "who", "which", "that", "what"})
_SUBJECTS = ("nsubj", "nsubjpass")
_PERSONAL = frozenset({"he", "she", "they"})
_ARTICLE = re.compile(r"^(?:the|a|an|some|many|several|most|other|its|his|her|their)\s+", re.IGNORECASE)
_SAYING = frozenset({"say", "tell"})
_NEAR = 14
_NAMING = ("PROPN", "NOUN", "ADJ", "PRON")
_SPEAKING = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def could_speak(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> bool:
    """Return whether a noun belongs to some actor, so that it may speak for it: "the Chilean coast guard"."""
    if token.pos_ == "PROPN":
        return token.ent_type_ != "DATE"
    if is_aged(token):
        return True
    if token.pos_ != "NOUN":
        return False
    if token.tag_ == "NNS" and token.dep_ == "nsubj" and token.head.lemma_ in _SAYING:
        return not is_text(token)  # "organisers said"
    inside = [t for t in token.children if t.dep_ in ("amod", "poss", "compound", "nmod")]
    return any(parsed.cast.at(paragraph.index, t.i) is not None for t in inside)


def is_speaker(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> bool:
    """Return whether a word can stand for someone who speaks."""
    if _mention_for(parsed, paragraph, token) is not None or (token.ent_type_ in _SPEAKING and token.pos_ == "PROPN"):
        return True
    word = token.lemma_.lower() if token.pos_ != "PROPN" else token.lower_
    if role_words().get(word) in ("post", "business") and any(c.lower_ == "of" for c in token.children):
        return True  # "the head of the mission"
    return token.lower_ in _PERSONAL or word in speaker_words() or token.lower_ in speaker_words()


def speaker_at(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Speaker | None:
    """Return who is meant by a word and the words joined to it by "and"."""
    heads = [token, *(c for c in token.conjuncts if c.i > token.i and c.dep_ == "conj" and joined(token, c))]
    if token.dep_ == "pobj" and token.head.head.lower_ == "according" and token.sent.start == token.head.head.i:
        comma = next((t.i for t in token.doc[token.i : token.sent.end] if t.text == ","), token.sent.end)
        heads = [h for h in heads if h.i < comma]  # "According to Ana Ruiz, Chile and Peru share a coast"
    if token.dep_ in _SUBJECTS and len(heads) == 1 and (first := before_and(parsed, paragraph, token)) is not None:
        heads = [first, token]
    if token.tag_ == "NNS" and len(people := apposed_people(parsed, paragraph, token)) > 1:
        heads = people
    if token.dep_ in _SUBJECTS and len(heads) == 1 and (other := counterpart(parsed, paragraph, token)) is not None:
        heads = [token, other]
    found = [s for h in heads if (s := _one_speaker(parsed, paragraph, h))]
    if not found:
        return None
    names = tuple(dict.fromkeys(n for s in found for n in s.names))
    states = states_of(parsed, paragraph, heads[0]) if len(heads) == 1 else ()
    several = len(states) > 1 and not found[0].person
    return replace(
        found[0],
        names=names,
        affiliations=states if several else tuple(dict.fromkeys(a for s in found for a in s.affiliations)),
        role=found[0].role if len(names) == 1 else None,
    )


def _housed(parsed: ParsedDocument, paragraph: Paragraph, speaker: Speaker) -> Speaker:
    """Give a ministry of no named state the one the text was sent from, or told of right before."""
    words = speaker.names[0].lower().replace("-", " ").split()
    organ = speaker.kind == "official" and any(organ_words().get(w) == "organ" for w in (*words[:1], *words[-1:]))
    if not organ:
        return speaker
    state = seat_of(parsed, paragraph, speaker.token)
    if state is None and not sits_elsewhere(paragraph.doc[speaker.token]):
        state = parsed.cast.home or told_of(parsed, paragraph, speaker.token)
    return replace(speaker, affiliations=(state,)) if state else speaker


def _one_speaker(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Speaker | None:
    """Return who a single word stands for: who is known to be mentioned there, else what the words say."""
    mention = _mention_for(parsed, paragraph, token)
    if mention is not None and (mention.names or mention.form not in ("role", "group") or len(mention.actors) > 1):
        speaker = named_apart(paragraph, mention, token, speaker_of_mention(mention, token))
        if speaker.affiliations or mention.kind == "state":
            return researching(_of_both(parsed, paragraph, mention, speaker))
        # "analysts at the Quito Institute"
        house = _employer(parsed, paragraph, token) if mention.kind in ("person", "group") else ()
        if not house and mention.kind == "person":
            house = description_of(parsed, paragraph, token)
        if mention.kind != "person" and not house:
            return _housed(parsed, paragraph, speaker)
        return researching(replace(speaker, affiliations=house))
    named = _holder(parsed, paragraph, token)
    if named is not None:
        return speaker_of_mention(named, token)
    if mention is not None:
        speaker = _from_words(parsed, paragraph, token)
        affiliations = (mention.affiliation,) if mention.affiliation else mention.actors
        return replace(speaker, role=mention.role, affiliations=affiliations or speaker.affiliations)
    return _unmentioned(parsed, paragraph, token)


def _of_both(parsed: ParsedDocument, paragraph: Paragraph, group: Mention, speaker: Speaker) -> Speaker:
    """Return a speaker, a group with the state joined before its own: "[Lao and] Thai officials"."""
    doc = paragraph.doc
    if group.kind != "group" or group.start < 2 or doc[group.start - 1].lower_ not in ("and", "&"):
        return speaker
    other = parsed.cast.at(paragraph.index, group.start - 2)
    if other is None or other.kind != "state" or other.form != "adjective":
        return speaker
    names = (doc[other.start : group.end].text,)
    return replace(speaker, names=names, affiliations=(*other.actors[:1], *speaker.affiliations))


def _unmentioned(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Speaker | None:
    """Return whom a word stands for that the cast knows nothing of: a pronoun, a text, a body."""
    if token.lower_ in _PRONOUNS or is_aged(token):
        return _last_person(parsed, paragraph, token) if token.lower_ in _PERSONAL or is_aged(token) else None
    if is_text(token):
        return _issuer(parsed, paragraph, token) or _from_words(parsed, paragraph, token)
    known = token.pos_ == "PROPN" or is_speaker(parsed, paragraph, token) or could_speak(parsed, paragraph, token)
    return _from_words(parsed, paragraph, token) if known else None


def _holder(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Mention | None:
    """Return the person named just after as holding the office a noun names, however the parser tied the name."""
    titled = token.pos_ == "PROPN" and token.lower_ in role_words()
    if token.pos_ != "NOUN" and not titled:
        return None
    verb = next((t.i for t in token.doc[token.i + 1 : token.i + 14] if t.pos_ in ("VERB", "AUX")), token.i + 14)
    near = parsed.cast.within(paragraph.index, token.i + 1, verb if titled else token.i + 14)
    held = (m for m in near if m.kind == "person" and m.form == "name" and m.role)
    return next((m for m in held if token.lower_ in (m.role or "").lower().split()), None)


def _last_person(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Speaker | None:
    """Return the person named last before a pronoun nobody else has resolved."""
    place = (paragraph.index, token.i)
    people = [m for m in parsed.cast.mentions if m.kind == "person" and m.names and (m.paragraph, m.start) < place]
    if not people or token.lower_ == "they":
        return None
    speaker = speaker_of_mention(people[-1], token)
    return replace(speaker, reasons=("the person named last before the pronoun",))


def _mention_for(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Mention | None:
    """Return the mention a word stands in, or the person or body in apposition: "a spokesman, Ivan Petrov"."""
    mention = parsed.cast.at(paragraph.index, token.i)
    if mention is not None and (mention.form == "adjective" or not (mention.names or mention.actors)):
        mention = None
    if mention is not None and (mention.form != "role" or mention.kind == "person"):
        return mention
    following = [token.nbor(1)] if token.pos_ == "NOUN" and token.i + 1 < len(token.doc) else []
    tied = [c for c in (*token.children, *following) if c.dep_ in ("appos", "nmod", "npadvmod", "compound")]
    found = [m for c in tied if (m := parsed.cast.at(paragraph.index, c.i)) is not None and m.names]
    people = [m for m in found if m.kind == "person"]  # before the body in brackets: "the head of X (Y), Ana Ruiz"
    return next((m for m in (*people, *found) if m.kind in ("person", "organisation")), mention)


def _employer(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> tuple[str, ...]:
    """Return the body or state a person is said to be of: "Ana Ruiz of the Lima Forum for Trade", "Luz Rey of Peru"."""
    for prep in token.children:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "from", "at", "with"):
            for child in prep.children:
                mention = parsed.cast.at(paragraph.index, child.i)
                if mention is not None and mention.kind == "organisation" and mention.names:
                    return mention.names
                if mention is not None and mention.kind == "state" and prep.lower_ == "of" and mention.form == "name":
                    return mention.actors[:1]
    return ()


def speaker_of_mention(mention: Mention, token: Token) -> Speaker:
    """Return a mentioned actor as a speaker; the token is the mention's head."""
    names = mention.names or tuple(name_of(a) for a in mention.actors)
    affiliations = (mention.affiliation,) if mention.affiliation else mention.actors
    itself = next((n for n in (*mention.actors[:1], *mention.names[:1]) if n in actors()), "")
    if mention.kind == "organisation" and itself and name_of(itself) not in mention.names:
        itself = ""  # an arm of the state it is listed under
    before = [c.text for c in token.children if c.dep_ in ("compound", "amod", "nmod") and c.i < token.i]
    kind = kind_of(" ".join((mention.role or "", *before, mention.text)), mention.kind, itself)
    listed = {kind_by_name().get(n) for n in (*mention.names, *mention.actors)} - {None}
    if mention.kind == "organisation" and "media" in listed:
        kind = "media"
    elif mention.kind == "organisation" and kind == "analyst" and not listed:
        affiliations = mention.names  # an institute speaks for itself, whatever city it is named after
    unknown = mention.kind == "organisation" and kind == "organisation" and not affiliations and not listed
    person = mention.kind == "person" or (unknown and is_full_name(mention.text) and token.lower_ != "the")
    return Speaker(
        names=names,
        affiliations=affiliations,
        role=mention.role,
        kind="other" if person and unknown else kind,
        person=person,
        reasons=(*((mention.why,) if mention.why else ()), *((GUESSED,) if is_guessed(mention) else ())),
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
                return replace(speaker, role=None)
    if any(c.lower_ in ("joint", "common") for c in token.children):
        return _both_sides(parsed, paragraph, token)
    return _house(parsed, paragraph, token)


def _house(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Speaker | None:
    """Return the body named right before a text: "an oil ministry statement", "the MOFCOM report"."""
    first = token.i
    while (
        first and token.doc[first - 1].dep_ in ("compound", "nmod") and token.doc[first - 1].pos_ in ("NOUN", "PROPN")
    ):
        first -= 1
    if first == token.i:
        return None
    name = token.doc[first : token.i].text
    last = token.nbor(-1)
    body = organ_words().get(last.lower_) in ("organ", "institution", "government", "media")
    if not body and last.pos_ != "PROPN":
        return None
    known = [
        m
        for m in parsed.cast.mentions
        if m.kind == "organisation" and (m.paragraph, m.start) < (paragraph.index, first)
    ]
    same = next((m for m in reversed(known) if any(name.lower() in n.lower() for n in m.names)), None)
    if same is not None:
        return replace(speaker_of_mention(same, token), token=token.i)
    kind = kind_of(name, "organisation")
    home = (parsed.cast.home,) if parsed.cast.home and kind == "official" else ()
    return Speaker((name,), home, kind=kind, reasons=("named by the words of the text",), token=token.i)


def _named_or_proper(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Speaker | None:
    mention = parsed.cast.at(paragraph.index, token.i)
    if mention is not None and (mention.names or mention.actors):
        return speaker_of_mention(_mention_for(parsed, paragraph, token) or mention, token)
    if token.pos_ == "PROPN" and token.dep_ == "pobj":
        return _from_words(parsed, paragraph, token)
    return None


def _both_sides(parsed: ParsedDocument, paragraph: Paragraph, token: Token) -> Speaker | None:
    """Return the two who issued a joint text that does not name them: the pair the document speaks of nearest to it."""
    pairs = [m for m in parsed.cast.mentions if len(m.actors) > 1]
    if not pairs:
        return None
    pair = min(pairs, key=lambda m: (abs(m.paragraph - paragraph.index), abs(m.start - token.i)))
    speaker = speaker_of_mention(pair, token)
    return replace(speaker, role="joint statement")


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
    words = [t for t in token.subtree if t.dep_ not in ("punct", "case") and _in_name(t, token)]
    text = token.doc[min(t.i for t in words) : max(t.i for t in words) + 1].text if words else token.text
    affiliations: list[str] = []
    for word in words:
        mention = parsed.cast.at(paragraph.index, word.i)
        if mention is not None and mention.kind in ("state", "bloc", "organisation"):
            affiliations.extend((mention.affiliation,) if mention.affiliation else mention.actors or mention.names)
    proper = next(
        (c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.ent_type_ != "DATE"), None
    )
    named = token.ent_type_ == "PERSON" or is_full_name(text)
    kind = kind_of(text, "person" if named else "organisation")
    if not affiliations and kind in ("official", "media"):  # "the central bank in Ankara"
        affiliations = [a for a in (seat_of(parsed, paragraph, token.i),) if a]
    if not affiliations and role_words().get(token.lower_) and any(c.lower_ == "the" for c in token.children):
        affiliations = called_before(parsed, paragraph, token)
    if not affiliations and kind in ("official", "spokesperson") and (body := own_body(parsed, paragraph, token)):
        affiliations = [body]
    here = kind in ("official", "spokesperson") and is_of_state(token) and not sits_elsewhere(token)
    if not affiliations and here:
        state = parsed.cast.home or (told_of(parsed, paragraph, token.i) if is_definite(token) else None)
        affiliations = [state] if state else []
    name = _ARTICLE.sub("", text) if proper is None else " ".join(t.text for t in proper.subtree if _in_name(t, proper))
    if kind == "anonymous" and speaker_words().get(token.lower_) == "anonymous":
        name = token.text.lower()
    return Speaker(
        names=(name,),
        affiliations=tuple(dict.fromkeys(affiliations))[:1],
        role=None,
        kind=kind,
        person=named and kind == "other",
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


def speaker_of(parsed: ParsedDocument, paragraph: Paragraph, cue: Cue) -> Speaker | None:
    """Return who a cue says has spoken; None where the text does not say."""
    token = cue.token
    if cue.verb.frame in ("source", "noun"):
        source = source_of(token) if cue.verb.frame == "source" else voice_of(token)
        return speaker_at(parsed, paragraph, source) if source is not None else None
    subject = agent_of(token) if cue.passive else _after_comma(parsed, paragraph, cue) or subject_of(token)
    subject = subject or subject_of_a_plural(token)
    if subject is None and not cue.passive:
        subject = _beside(parsed, paragraph, cue)
    return speaker_at(parsed, paragraph, subject) if subject is not None else None


def _after_comma(parsed: ParsedDocument, paragraph: Paragraph, cue: Cue) -> Token | None:
    """Return the person who follows a verb that stands right after a comma: "..., affirmed Vice President Ana Ruiz"."""
    token = cue.token
    parsed_as = subject_of(token)
    if parsed_as is not None and parsed_as.i > token.i:
        return None
    if token.i <= cue.first or token.nbor(-1).text not in (",", '"') or token.tag_ not in ("VBD", "VBZ"):
        return None
    near = parsed.cast.within(paragraph.index, token.i + 1, min(cue.last, token.i + _NEAR))
    for mention in near:
        if mention.kind != "person" or mention.form not in ("name", "role"):
            continue
        between = token.doc[token.i + 1 : mention.start]
        if all(t.pos_ in ("ADJ", "NOUN", "PROPN", "DET") or t.text in ("'s", "of", "-") for t in between):
            return token.doc[mention.head]
        return None
    return None


def _beside(parsed: ParsedDocument, paragraph: Paragraph, cue: Cue) -> Token | None:
    """Return the speaker next to a cue where the parser found no subject: "..., says Ana Ruiz", "Ruiz added"."""
    token = cue.token
    for index in (token.i - 1, token.i + 1, token.i + 2, token.i - 2):
        if cue.first <= index < cue.last and is_speaker(parsed, paragraph, token.doc[index]):
            found = token.doc[index]
            above = (
                parsed.cast.at(paragraph.index, found.head.i)
                if found.dep_ == "appos" and token.nbor(-1).text == ","
                else None
            )
            return found.head if above is not None and above.kind == "person" and above.names else found
    return None
