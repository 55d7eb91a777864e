"""Events reported in a document: acts of one actor toward another, typed, with mode, date and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.symbols import NOUN, PROPN, VERB

from lopsided.reading.dates.dates import time_of
from lopsided.reading.events.anaphora import back_to
from lopsided.reading.events.bilateral import between_the_two
from lopsided.reading.events.coordinated import further_objects
from lopsided.reading.events.filter import is_act, joint_act, joint_decision
from lopsided.reading.events.firms import firms
from lopsided.reading.events.in_kind import in_kind
from lopsided.reading.events.lands import lands
from lopsided.reading.events.merge import Drafted, merged
from lopsided.reading.events.modes import Outlook, as_told, claimed, outlook
from lopsided.reading.events.partner import toward_partner
from lopsided.reading.events.roles import roles_of
from lopsided.reading.events.scene import Party, Roles, Scene, scenes
from lopsided.reading.events.several import several
from lopsided.reading.events.speech import spoken
from lopsided.reading.events.subjects import by_phrase
from lopsided.reading.events.switched import switched
from lopsided.reading.events.taken_up import taken_up
from lopsided.reading.events.times import told_time
from lopsided.reading.events.triggers import triggers
from lopsided.reading.events.unnamed import unnamed
from lopsided.reading.events.words import words
from lopsided.reading.plover.reading import read
from lopsided.reading.plover.tree import children, joined
from lopsided.records.kinds import Event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.dates.dates import Resolved
    from lopsided.reading.parsed import ParsedDocument
    from lopsided.reading.plover.operators import Reading
    from lopsided.records.kinds import Span, Statement

NOUNS = ("NOUN", "PROPN")
SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
LEADING = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "neg", "poss", "amod", "compound", "preconj"})
CLOSING = frozenset({"dobj", "prep", "xcomp", "dative"})
CALLS = frozenset({"phone", "telephone", "telephonic", "video"})
REACH = 8
RECENT = 24
MOST_SURE, GUESSED = 0.9, 0.7


@dataclass(frozen=True, slots=True)
class Story:
    """What a text has told so far: its last events."""

    parsed: ParsedDocument
    before: list[Event]


@dataclass(frozen=True, slots=True)
class Case:
    """A predicate that reports an act, and what was read of it."""

    parsed: ParsedDocument
    scene: Scene
    trigger: Token
    reading: Reading
    found: Outlook
    roles: Roles


def events(parsed: ParsedDocument, statements: list[Statement]) -> list[Event]:
    """Return the events of a document, in order of place.

    Parameters
    ----------
    parsed : ParsedDocument
        The parsed paragraphs and the cast.
    statements : list of Statement
        Already read: they tell whose words an act is reported in.
    """
    drafts: list[Drafted] = []
    told = [*firms(parsed), *unnamed(parsed), *lands(parsed), *several(parsed), *taken_up(parsed)]
    for scene in scenes(parsed, statements, told):
        done: set[int] = set()
        for trigger in triggers(scene):
            if trigger.i in done:
                continue
            for case in _cases(Story(parsed, [d.event for d in drafts[-RECENT:]]), scene, trigger):
                done |= _settled(case)
                drafts += _drafts(case)
    return merged(drafts)


def _cases(story: Story, scene: Scene, trigger: Token) -> Iterator[Case]:
    parsed = story.parsed
    for said, sources, targets in spoken(scene, trigger):
        if outlook(scene, trigger, said):
            yield Case(parsed, scene, trigger, said, Outlook(said.act.event, "happened"), Roles(sources, targets))
    for turned, sources, targets in (*in_kind(scene, trigger, story.before), *switched(scene, trigger)):
        if seen := outlook(scene, trigger, turned):
            yield Case(parsed, scene, trigger, turned, seen, Roles(sources, targets))
    reading = joint_decision(scene, trigger) or read(trigger) or joint_act(scene, trigger)
    if reading is None or not is_act(scene, trigger, reading):
        return
    found = outlook(scene, trigger, reading)
    if found is None:
        return
    roles = _completed(story, scene, trigger, reading, found)
    if roles.sources and roles.targets and not _is_loose_claim(trigger, found, roles):
        found = as_told(scene, trigger, found, roles)
        yield Case(parsed, scene, trigger, reading, found, roles)
    for further, parties in further_objects(scene, trigger, reading):
        if seen := outlook(scene, trigger, further):
            yield Case(parsed, scene, trigger, further, seen, parties)


def _completed(story: Story, scene: Scene, trigger: Token, reading: Reading, found: Outlook) -> Roles:
    """Find who acted on whom, if the clause does not say so from what was told before and whom the text is about."""
    roles = roles_of(scene, trigger, reading)
    if not roles.targets:
        roles = back_to(scene, trigger, found.type, roles, story.before)
    if roles.sources and not roles.targets:
        roles = toward_partner(scene, trigger, reading, roles)
    return roles if roles.targets else between_the_two(scene, trigger, reading, roles)


def _is_loose_claim(trigger: Token, found: Outlook, roles: Roles) -> bool:
    """Tell whether a claim names its victim only by chance; who accuses is as a rule the victim."""
    by_victim = found.attributed_to and found.attributed_to in {n for p in roles.targets for n in (p.actor, p.person)}
    return roles.guessed and claimed(trigger) is not None and not by_victim


def _settled(case: Case) -> set[int]:
    """Words that need no reading of their own once this act is read."""
    doc, trigger, reading = case.trigger.doc, case.trigger, case.reading
    settled = {trigger.i, reading.token}
    own = {party.actor for party in case.roles.sources}
    settled |= {i for i in reading.path if not _is_anothers(case.scene, doc[i], own)}
    if {"refuse", "not", "deny"} & set(reading.operators):
        settled |= {c.i for i in reading.path[1:] for c in joined(doc[i])}
    if case.found.type == "AGREE" or case.found.mode == "planned":
        below = [c for c in children(trigger) if c.i > trigger.i and not _is_apart(c)]
        phrases = [doc[c.left_edge.i : c.right_edge.i + 1] for c in below]
        inner = (t for phrase in phrases for t in phrase if t.pos == VERB and t.dep_ != "relcl")
        settled |= {t.i for t in inner if not (t.dep_ == "acl" and by_phrase(t) is not None)}
    return settled


def _is_apart(clause: Token) -> bool:
    """Tell whether a clause tells of something else: joined, relative or adverbial with its own subject."""
    if clause.dep_ == "advcl":
        return any(c.dep_ in ("nsubj", "nsubjpass") for c in children(clause))
    return clause.dep_ in ("conj", "relcl")


def _is_anothers(scene: Scene, noun: Token, own: set[str]) -> bool:
    """Tell whether an act that is the object of another has a doer of its own ("enabled Iran's attack")."""
    owners = (p.actor for c in children(noun) if c.dep_ == "poss" for p in scene.agents(c))
    return any(actor not in own for actor in owners)


def _drafts(case: Case) -> Iterator[Drafted]:
    trigger = case.trigger
    phrase = trigger.doc[trigger.left_edge.i : trigger.right_edge.i + 1]
    content = frozenset(t.lemma for t in phrase if t.pos in (NOUN, PROPN, VERB))
    family = _family(case)
    when = _time(case)
    going = case.reading.act.name == "visit"
    for source in case.roles.sources:
        for target in (t for t in case.roles.targets if t.actor != source.actor):
            event = _event(case, source, target, when)
            sure = round(min(MOST_SURE, source.sure, target.sure) * (GUESSED if case.roles.guessed else 1.0), 2)
            yield Drafted(event, trigger.lemma_.lower(), content, family, when.words, going, sure)


def _family(case: Case) -> str:
    """Acts a text tells of once go by a common name: a visit and its talks, an invasion and its war."""
    if case.trigger.doc[case.reading.token].lemma_.lower() in words("campaigns"):
        return "campaign"
    if case.reading.act.name in ("visit", "meet", "talk", "host"):
        return "call" if any(t.lower_ in CALLS for t in case.trigger.subtree) else "encounter"
    if case.found.type == "ASSAULT":
        return "attack"
    if case.found.type == "SANCTION":
        return case.trigger.doc[case.reading.path[-1] if case.reading.path else case.reading.token].lemma_.lower()
    return case.reading.act.name


def _time(case: Case) -> Resolved:
    """When the act was, from the predicate or from the noun that names it."""
    paragraph, reading = case.scene.paragraph, case.reading
    when = told_time(case.parsed, paragraph, case.trigger)
    if not when.date and reading.token != case.trigger.i and reading.operators[:1] != ("ask",):
        inner = time_of(case.parsed, paragraph, reading.token)
        return inner if inner.date else when
    word = case.trigger
    if (
        not when.date
        and word.dep_ == "pobj"
        and word.head.head.lemma_ in words("moving")
        and _family(case) == "encounter"
    ):
        return time_of(case.parsed, paragraph, word.head.head.i)  # "came back on Monday after a visit to Chad"
    return when


def _event(case: Case, source: Party, target: Party, when: Resolved) -> Event:
    scene, trigger, reading, found = case.scene, case.trigger, case.reading, case.found
    span = _span(scene, trigger, reading, (source, target))
    return Event(
        document=case.parsed.document.document,
        span=span,
        text=case.parsed.text(span),
        sentence=scene.paragraph.sentence_of(trigger),
        reasons=(*reading.reasons, *((f"{found.mode}: {found.why}",) if found.why else ())),
        rule="events.noun" if trigger.pos_ in NOUNS else "events.verb",
        type=found.type,
        source=source.actor,
        target=target.person if target.person and _is_court(scene, source) else target.actor,
        mode=found.mode,
        date=when.date,
        date_from=when.why,
        symmetric=case.roles.joint or (found.type in SYMMETRIC and _with(trigger, target)),
        attributed_to=found.attributed_to or _reporter(scene, trigger),
        trigger=trigger.doc[reading.token].text,
    )


def _with(trigger: Token, target: Party) -> bool:
    """Tell whether a target is named as the other side ("met with ...")."""
    word = trigger.doc[target.token]
    for _ in range(4):
        if word.dep_ == "prep":
            return bool(word.lower_ in ("with", "between", "and"))
        word = word.head
    return False


def _is_court(scene: Scene, party: Party) -> bool:
    """Tell whether an actor is a court or a prosecutor: they act on persons."""
    doc = scene.paragraph.doc
    mention = scene.mentions.get(party.token)
    tokens = doc[mention.start : mention.end] if mention else doc[party.token : party.token + 1]
    lemmas = {t.lemma_.lower() for t in tokens} | {doc[party.token].head.lemma_.lower(), party.actor.lower()}
    return bool(lemmas & words("courts"))


def _span(scene: Scene, trigger: Token, reading: Reading, parties: tuple[Party, Party]) -> Span:
    """From the clause's own subject or the first word of the phrase to the last word that says what and to whom."""
    doc, sentence = scene.paragraph.doc, trigger.sent
    near = [trigger.i, reading.token, *reading.path]
    first, end = trigger.left_edge.i, trigger.right_edge.i
    near += [c.left_edge.i for c in children(trigger) if c.dep_ in LEADING and c.i < trigger.i]
    for party in parties:
        if first <= party.token <= end and not _is_beyond(trigger, party.token):
            mention = scene.mentions.get(party.token)
            near += [party.token, *((mention.start, mention.end - 1) if mention else ())]
    last = max(near)
    for child in children(doc[max(trigger.i, reading.token)]):
        if child.dep_ in CLOSING and child.i > trigger.i:
            last = max([last, child.i, *(t.i for t in child.subtree if t.i - last < REACH and t.dep_ != "punct")])
    tokens = doc[max(sentence.start, min(near)) : min(sentence.end, last + 1)]
    return scene.paragraph.span(tokens.start_char, tokens.end_char)


def _is_beyond(trigger: Token, place: int) -> bool:
    """Tell whether a place is in another sentence, or across a semicolon."""
    start, end = sorted((trigger.i, place))
    return trigger.doc[place].sent.start != trigger.sent.start or any(t.text == ";" for t in trigger.doc[start:end])


def _reporter(scene: Scene, trigger: Token) -> str | None:
    """Who announces an act: the speaker, when the words are not the reporter's own."""
    said = scene.statement_at(trigger)
    return said.speakers[0] if said is not None and said.speakers else None
