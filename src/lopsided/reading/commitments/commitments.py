"""Commitments reported in a document: agreements, pledges, joint decisions, stated intentions, offers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from lopsided.reading.commitments.idle import binds_nobody, is_asked_for
from lopsided.reading.commitments.lent import HANDED, agreed, extended, with_signers
from lopsided.reading.commitments.more import (
    TALKS,
    in_a_clause,
    in_talks,
    is_bound,
    listed,
    put_up,
    with_counterpart,
    with_host,
    words,
)
from lopsided.reading.commitments.own_words import own_words
from lopsided.reading.commitments.pacts import bonds
from lopsided.reading.commitments.resumed import TOGETHER, of_that_pact, together, with_all
from lopsided.reading.commitments.several import points_back
from lopsided.reading.commitments.ventures import homes_of, ventures
from lopsided.reading.commitments.wording import clause_of, is_beside, is_severed, what_of
from lopsided.reading.dates.dates import time_of
from lopsided.reading.events.filter import is_act, joint_decision
from lopsided.reading.events.modes import is_in_question, outlook
from lopsided.reading.events.owned import is_owned_word
from lopsided.reading.events.roles import roles_of
from lopsided.reading.events.scene import Party, scenes
from lopsided.reading.events.sources import noun_sources
from lopsided.reading.events.subjects import by_phrase, is_passive
from lopsided.reading.events.triggers import candidates
from lopsided.reading.plover.lexicon import FORCEFUL, lexicon
from lopsided.reading.plover.modality import modality
from lopsided.reading.plover.operators import Reading
from lopsided.reading.plover.reading import read
from lopsided.reading.plover.tree import children, key_of, names_of
from lopsided.records.kinds import Commitment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.commitments.ventures import Homes
    from lopsided.reading.events.scene import Roles, Scene
    from lopsided.reading.parsed import ParsedDocument
    from lopsided.records.kinds import CommitmentStatus, Span, Statement

# What one can bind oneself to; meeting, blaming and threatening are events only.
BINDING = frozenset({"AGREE", "COOPERATE", "AID", "SUPPORT", "CONCEDE", "RETREAT"})
AMOUNTS = ("MONEY", "QUANTITY", "PERCENT")
OUTSIDERS = ("analyst", "anonymous", "media")
ALIKE = 0.5
LEAD = 80
TWO = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """A commitment and the words that tell it from another."""

    record: Commitment
    content: frozenset[str]
    vague: bool = False


def commitments(parsed: ParsedDocument, statements: list[Statement]) -> list[Commitment]:
    """Return the commitments of a document, in order of place.

    Parameters
    ----------
    parsed : ParsedDocument
        The parsed paragraphs and the cast.
    statements : list of Statement
        Already read: they tell who announced what.
    """
    kept: list[Draft] = []
    homes = homes_of(parsed)
    for scene in scenes(parsed, statements):
        for draft in chain(_drafts(parsed, scene, kept), _promised(parsed, scene), _bound(parsed, scene, homes, kept)):
            twin = next((n for n, other in enumerate(kept) if _same(draft, other)), None)
            if twin is None:
                kept.append(draft)
            elif _tells_more(draft, kept[twin]):
                kept[twin] = draft
    told = [d for d in kept if not (d.vague and any(_same_parties(d, o) for o in kept if not o.vague))]
    return sorted((d.record for d in told), key=lambda c: c.span)


def _tells_more(new: Draft, old: Draft) -> bool:
    """Tell whether a second telling names more parties, or spells out what a headline only names."""
    if len(new.record.parties) != len(old.record.parties):
        return len(new.record.parties) > len(old.record.parties)
    return old.record.span[0] < LEAD and len(new.content) > len(old.content)


def _drafts(parsed: ParsedDocument, scene: Scene, earlier: list[Draft]) -> Iterator[Draft]:
    settled: set[int] = set()
    made: set[int] = set()
    for verb in (scene.paragraph.doc[i] for i in candidates(scene.paragraph.doc)[0]):
        if verb.i in settled or verb.dep_ in ("aux", "auxpass"):
            continue
        reading = joint_decision(scene, verb) or read(verb) or _jointly_announced(scene, verb)
        reading = in_talks(verb) or extended(verb) or reading or agreed(verb) or put_up(verb) or together(verb)
        if reading is not None and verb.lemma_.lower() in words("discussing") and _names_pact(verb):
            reading = replace(reading, act=lexicon().acts["sign"])  # those who talk of a pact would be its parties
        status = _status(verb, reading) if reading is not None else None
        if reading is None or status is None or not _is_binding(scene, verb, reading):
            continue
        parties = _parties(verb, reading, roles_of(scene, verb, reading), earlier)
        parties = with_counterpart(scene, verb, reading, with_signers(scene, verb, reading, parties))
        parties = listed(scene, verb, with_host(scene, verb, parties))
        if reading.act.name in ("agree", "sign") or verb.lemma_ in words("pledging") | {"agree"} or points_back(verb):
            parties = with_all(scene, verb, parties, _before(scene, verb, earlier))
        if any(c.i in made for c in children(verb) if c.dep_ == "ccomp"):
            continue  # "Chad would pay, its minister promised": told already
        if len(parties) == 1 and (reading.act.type == "CONSULT" or reading.reasons == (TOGETHER,)):
            continue
        if parties and (len(parties) > 1 or not _is_wish(verb, reading)):
            made.add(verb.i)
            after = [c for c in children(verb) if c.right_edge.i > verb.i and not is_beside(c)]
            settled |= {i for c in after for i in range(c.left_edge.i, c.right_edge.i + 1)}
            yield _draft(parsed, scene, (verb, reading), parties, status)


def _promised(parsed: ParsedDocument, scene: Scene) -> Iterator[Draft]:
    """Read promises and offers that a noun names with their owner ("Chad's offer to lend ...", "a promise by both")."""
    for place in candidates(scene.paragraph.doc)[1]:
        noun = scene.paragraph.doc[place]
        lemma = noun.lemma_.lower()
        if lemma not in words("promises") | words("offers") or not is_owned_word(noun):
            continue
        above = key_of(noun.head)
        if (noun.head.tag_ == "VBG" and above in words("breaking")) or (
            noun.dep_ == "dobj" and above in words("retracting")
        ):
            continue
        if is_asked_for(noun):
            continue
        reading, said = read(noun), scene.told_by(noun)
        observed = said is not None and said.speaker_kind in OUTSIDERS and scene.statement_at(noun) is None
        if reading is None or observed or reading.type in FORCEFUL or outlook(scene, noun, reading) is None:
            continue
        parties = noun_sources(scene, noun, reading.act.event)
        if parties:
            yield _draft(
                parsed, scene, (noun, reading), parties, "offered" if lemma in words("offers") else "announced"
            )


def _bound(parsed: ParsedDocument, scene: Scene, homes: Homes, earlier: list[Draft]) -> Iterator[Draft]:
    """Read what nouns tell: what a pact obliges to, a word given, pacts come about; and what firms will do abroad."""
    for bond in (*bonds(scene), *ventures(scene, homes), *own_words(scene)):
        said = scene.told_by(bond.verb)
        observed = said is not None and said.speaker_kind in OUTSIDERS and scene.statement_at(bond.verb) is not None
        if not observed and not is_in_question(bond.verb):
            told = bond.verb, Reading(lexicon().acts["agree"], (), bond.verb.i, (bond.why,))
            before = _before(scene, bond.verb, earlier)
            parties = of_that_pact(bond, before)
            parties = with_all(scene, bond.verb, parties, before) if points_back(bond.verb) else parties
            if parties:
                yield _draft(parsed, scene, told, parties, bond.status)


def _before(scene: Scene, verb: Token, drafts: list[Draft]) -> list[Commitment]:
    """Return the commitments told before a word, in order of place."""
    place = scene.paragraph.span_of(verb)[0]
    return sorted((d.record for d in drafts if d.record.span[1] <= place), key=lambda c: c.span)


def _jointly_announced(scene: Scene, verb: Token) -> Reading | None:
    """Read whatever two sides say together will be done as agreed between them."""
    said = scene.statement_at(verb)
    if said is None or len(set(said.affiliations)) < TWO or verb.dep_ not in ("ccomp", "conj"):
        return None
    if key_of(verb.head) in words("wishing"):
        return None
    if dict(modality(verb)).keys() != {"intend"}:
        return None
    return Reading(lexicon().acts["agree"], ("agree",), verb.i, ("announced jointly",))


def _is_binding(scene: Scene, verb: Token, reading: Reading) -> bool:
    """Leave out what did not happen, what others claim, what observers say and what is only hoped for."""
    said = scene.told_by(verb)
    outside = said is not None and said.speaker_kind in OUTSIDERS
    jointly = any("jointly" in reason for reason in reading.reasons)
    if said is not None and said.speaker_kind == "anonymous" and (said.affiliations or jointly):
        outside = False  # unnamed, but of a government: "their ministers decided"
    if said is not None and said.speaker_kind == "media" and "intend" not in reading.operators:
        outside = False  # what media report to have been signed is news, not an opinion
    if outside or not is_act(scene, verb, reading):
        return False
    if _is_wished(verb) or _is_guessed(verb) or is_in_question(verb):
        return False
    found = outlook(scene, verb, reading)
    if found is None or found.mode == "denied":
        return False
    return found.mode != "alleged" or (said is not None and said.via is not None and found.attributed_to == said.via)


def _is_wished(verb: Token) -> bool:
    """Tell whether somebody only hopes for something, or asks another for it ("proposed that both should sign")."""
    word, wished = verb, words("wishing")
    for _ in range(TWO):
        if is_severed(word):
            return False
        if word.dep_ == "ccomp" and key_of(word.head) in wished | words("asking"):
            return True
        if word.dep_ == "xcomp" and key_of(word.head) in wished:
            return True
        if word.dep_ not in ("ccomp", "xcomp"):
            return False
        word = word.head
    return False


def _is_guessed(verb: Token) -> bool:
    """Tell whether something is only held likely, or told as an aim aside ("would probably buy", "seeking to calm")."""
    aside = verb.lemma_ in ("seek", "intend", "aim") and verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl")
    aside = aside or any(c.lower_ == "yet" for c in children(verb.head) if verb.dep_ == "xcomp")
    expected = verb.lemma_ == "expect" and any(c.dep_ == "auxpass" for c in children(verb))
    return aside or expected or any(c.lower_ in ("likely", "probably", "perhaps") for c in children(verb))


def _is_wish(verb: Token, reading: Reading) -> bool:
    """Tell whether one side alone only wishes for something nobody named."""
    lemmas = {verb.lemma_.lower()} | {c.lemma_.lower() for c in children(verb) if c.dep_ in ("acomp", "aux")}
    if lemmas & words("wishing"):
        return True
    vague = reading.act.name == "agree" and reading.operators[:1] == ("intend",)
    return vague and not lemmas & (words("intending") | words("pledging"))


def _status(verb: Token, reading: Reading) -> CommitmentStatus | None:
    """Tell what stage a commitment has reached; None if a verb makes none."""
    lemma = verb.lemma_.lower()
    outer = reading.operators[0] if reading.operators else ""
    owned = lemma in words("owning") and reading.act.name == "sign"
    # "is set to" foretells, "will set up" binds
    foretold = lemma == "set" and outer == "intend" and not any(c.dep_ == "prt" for c in children(verb))
    idle = owned or foretold or outer not in ("", "intend", "agree")
    hoped = lemma in words("hoping") or (lemma == "aim" and reading.act.name == "sign")
    idle = idle or (hoped and outer == "intend")
    if idle or binds_nobody(verb, reading):
        return None
    if reading.reasons[:1] == (TALKS,):
        return "under discussion"
    if reading.act.name == "sign" and lemma in words("signing") and outer != "intend":
        return "under discussion" if verb.head.lemma_.lower() in words("discussing") else "signed"
    if lemma in words("offering") and reading.act.type in ("AID", "COOPERATE", "AGREE", "CONCEDE"):
        return "offered" if not is_passive(verb) or by_phrase(verb) is not None else None  # "we were offered help"
    if lemma in words("discussing"):
        return "under discussion" if _names_pact(verb) else None
    told: CommitmentStatus = "signed" if _tells_of_signing(verb) else "announced"
    return told if _is_announced(verb, reading, outer) else None


def _tells_of_signing(verb: Token) -> bool:
    return any(c.dep_ == "dobj" and c.lemma_.lower() == "signing" for c in children(verb))


def _is_announced(verb: Token, reading: Reading, outer: str) -> bool:
    """Tell whether a verb makes known that somebody is bound, or binds by being said."""
    lemma = verb.lemma_.lower()
    if HANDED in reading.reasons:
        return True
    if reading.act.type in BINDING and not outer and {r.split(" + ")[0] for r in reading.reasons} & words("bestowing"):
        return True
    bound = lemma in words("pledging") or reading.act.name in ("agree", "sign") or outer in ("agree", "intend")
    made = lemma in words("announcing") and _names_pact(verb)
    # talks bind those who settle on them together
    talks = reading.act.type == "CONSULT"
    binds = lemma in words("settling") if talks else reading.act.type in BINDING
    return (bound or made or talks or is_bound(verb)) and binds


def _names_pact(verb: Token) -> bool:
    things = [c for c in children(verb) if c.dep_ in ("dobj", "nsubjpass")]
    if verb.dep_ == "relcl":
        things.append(verb.head)
    return any(name in words("pacts") for thing in things for name in names_of(thing))


def _parties(verb: Token, reading: Reading, roles: Roles, earlier: list[Draft]) -> tuple[Party, ...]:
    """Who is bound: both sides of what is agreed, else whoever binds himself."""
    mutual = (
        reading.act.name == "swap"
        or verb.lemma_ in words("leasing")
        or (reading.act.name in ("sign", "agree") and "intend" not in reading.operators)
    )
    if not roles.joint and (verb.lemma_ in words("offering") or not mutual or verb.lemma_ in words("pledging")):
        return roles.sources
    if verb.lemma_ == "accept" and len(roles.sources) > 1:
        return roles.sources  # two accept what a third proposed
    targets = (p for p in roles.targets if not (len(roles.sources) > 1 and in_a_clause(verb.doc[p.token], verb)))
    parties = (*roles.sources, *targets)
    if len(parties) == 1 and reading.act.name == "sign":
        # "We signed an agreement": with whom, the text has said before.
        for draft in reversed(earlier):
            if parties[0].actor in draft.record.parties and len(draft.record.parties) > 1:
                return tuple(Party(actor, parties[0].token, None, 0.5) for actor in draft.record.parties)
    return parties


def _draft(
    parsed: ParsedDocument,
    scene: Scene,
    told: tuple[Token, Reading],
    parties: tuple[Party, ...],
    status: CommitmentStatus,
) -> Draft:
    verb, reading = told
    tokens = clause_of(verb)
    span: Span = scene.paragraph.span(tokens.start_char, tokens.end_char)
    what = what_of(verb) or tokens
    actors = tuple(dict.fromkeys(p.actor for p in parties))
    announcers = _announcers(scene, verb)
    sides = set(announcers) & set(actors)
    amount = next((e.text for e in tokens.ents if e.label_ in AMOUNTS), None)
    record = Commitment(
        document=parsed.document.document,
        span=span,
        text=parsed.text(span),
        sentence=scene.paragraph.sentence_of(verb),
        reasons=reading.reasons,
        rule=f"commitments.{status.replace(' ', '-')}",
        parties=actors,
        what=parsed.text(scene.paragraph.span(what.start_char, what.end_char)),
        amount=amount,
        status=status,
        announced_by=announcers,
        one_sided=len(actors) > 1 and len(sides) == 1,
        date=time_of(parsed, scene.paragraph, verb.i).date,
    )
    content = frozenset(t.lemma_.lower() for t in tokens if t.pos_ in ("NOUN", "PROPN", "VERB"))
    return Draft(record, content, _is_vague(verb))


def _is_vague(verb: Token) -> bool:
    """Tell whether a pact is only said to have been made, not on what ("a deal was reached")."""
    things = [c for c in children(verb) if c.dep_ in ("dobj", "nsubjpass") and _names_pact(verb)]
    if any(c.dep_ == "prep" and c.lower_ in ("on", "over", "for", "to") for c in children(verb)):
        return False
    said = ("prep", "acl", "amod", "compound", "relcl", "nummod")
    return any(t.pos_ == "NOUN" and not any(c.dep_ in said for c in children(t)) for t in things)


def _same_parties(one: Draft, other: Draft) -> bool:
    return set(one.record.parties) == set(other.record.parties)


def _announcers(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Who made a commitment known: whoever relays it, else whoever speaks."""
    said = scene.told_by(verb)
    if said is None:
        return ()
    if said.via is not None:
        relayers = [a for m in scene.mentions.values() if m.text == said.via for a in m.actors]
        if relayers:
            return tuple(dict.fromkeys(relayers))
    return tuple(dict.fromkeys(said.affiliations))


def _same(one: Draft, other: Draft) -> bool:
    a, b = one.record, other.record
    if a.sentence == b.sentence and a.span[0] < b.span[1] and b.span[0] < a.span[1]:
        return True
    shared = len(one.content & other.content) / max(1, len(one.content | other.content))
    if {a.status, b.status} == {"signed"} and min(a.span[0], b.span[0]) < LEAD and shared:
        return _same_parties(one, other)  # a headline and the sentence that spells it out
    told_less = {a.status, b.status} == {"signed"} and (
        set(a.parties) < set(b.parties) or set(b.parties) < set(a.parties)
    )
    return (told_less or _same_parties(one, other)) and shared >= ALIKE
