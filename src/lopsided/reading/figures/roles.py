"""Who gives and who gets, by the word that names the flow: exports, a supplier, a market, to buy, to rely on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.reading.figures.debts import debt, owed
from lopsided.reading.figures.flows import TOWARD, Flow, first_of
from lopsided.reading.figures.gifts import gift
from lopsided.reading.figures.supplied import (
    got,
    is_got_by,
    is_what_it_gets,
    its_partner,
    makes_up,
    share_of_a_market,
    supplied_by,
    told_of_its_flow,
)
from lopsided.reading.figures.words import role_of, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.sentence import Place, Sentence

_OWNED_WITHIN = 8
_SAYS_WHAT_IT_IS = frozenset(("be", "remain", "become", "stay"))
_MADE = 4


def _named_before(sentence: Sentence, noun: int) -> int:
    """Return the noun to ask in place of "its exports": the same word said before with its owner's name."""
    doc = sentence.doc
    if any(p.is_pronoun for p in sentence.owner_of(noun)):
        for token in doc[sentence.start : noun]:
            if token.lemma_ == doc[noun].lemma_ and any(not p.is_pronoun for p in sentence.owner_of(token.i)):
                return int(token.i)
    return noun


def _its_own(sentence: Sentence, noun: int, places: list[Place]) -> list[Place]:
    """Leave out places beyond the next word for a flow: "exports to Chad reached 2 billion, imports from Mali 3"."""
    following = sentence.doc[noun + 1 : sentence.end]
    stop = next((t.i for t in following if t.pos_ == "NOUN" and role_of(t.lemma_.lower()) in ("out", "in")), None)
    return [p for p in places if stop is None or p.start < stop or not places or places[0].start > stop == noun + 1]


def _said_before(sentence: Sentence, noun: int, role: str) -> str | None:
    """Return whose exports, or imports, the sentence told of before: "US imports from A fell, those from B rose"."""
    for token in reversed(sentence.doc[sentence.start : noun]):
        if token.pos_ == "NOUN" and role_of(token.lemma_.lower()) == role and (owners := sentence.owner_of(token.i)):
            return owners[0].actor
    return None


def _whose_before(sentence: Sentence, noun: int, role: str) -> str | None:
    """Return of whom the same word was said before: "among importers of Thai rice, Chad is the largest importer"."""
    for token in reversed(sentence.doc[sentence.start : noun]):
        if token.pos_ == "NOUN" and role_of(token.lemma_.lower()) == role:
            below = [p for p in sentence.after(token.i, frozenset(("of", "for"))) if p.start - token.i < _OWNED_WITHIN]
            return first_of(sentence.owner_of(token.i) or below)
    return None


def _for_whom(sentence: Sentence, noun: int) -> str | None:
    """Return Bhutan for "For Bhutan, India is the source of most imports"."""
    return first_of([p for p in sentence.places if p.start < noun and p.before == "for"])


def _takes_from_another(sentence: Sentence, noun: int, owners: list[Place], verbs: tuple[str, ...]) -> bool:
    """Whether "its exports" cannot be the subject's own: nobody buys, or accounts for, a part of its own."""
    if not owners or not (owners[0].is_pronoun or ("verb-in" not in verbs and _is_no_name(sentence, owners[0]))):
        return False
    above = list(sentence.doc[noun].ancestors)[:5]
    verb = next((n for n, t in enumerate(above) if t.pos_ == "VERB"), len(above))
    taking = any(t.lemma_ in words(role) for t in above[: verb + 1] for role in verbs)
    subject = sentence.subject(sentence.doc[noun])
    return taking and bool(subject) and subject[0].actor == owners[0].actor and told_of_its_flow(sentence, noun) is None


def _export(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    noun = _named_before(sentence, noun)
    owners = sentence.owner_of(noun)
    if candidate.quantity == "share" and is_what_it_gets(sentence, noun, owners):
        return _import(sentence, noun, candidate)
    if candidate.quantity == "share" and (supplied := supplied_by(sentence, noun, owners)) is not None:
        return supplied
    sent = [p for p in sentence.after(noun, frozenset(("from", "by"))) if not _comes_next(sentence, p)]
    if takers := [p for p in sent if p.before == "by" and is_got_by(sentence, noun, p)]:
        return got(sentence, noun, takers[0])
    exporter = first_of(owners) or first_of(_its_own(sentence, noun, sent))
    if exporter is None:
        near = [p for p in sentence.after(noun, frozenset(("of",))) if p.start - noun < _OWNED_WITHIN]
        exporter = first_of(near)
    exporter = exporter or _said_before(sentence, noun, "out") or _for_whom(sentence, noun)
    goals = _its_own(sentence, noun, sentence.after(noun, TOWARD | {"for", "with"}))
    if owners and owners[0].is_pronoun and (seller := _seller(sentence, noun)) is not None:
        exporter = seller
    if owners and goals and goals[0].actor == exporter and _is_no_name(sentence, owners[0]):
        exporter = None  # "the country's exports to Chad" are not Chad's
    goals = goals or its_partner(sentence, noun, TOWARD)
    importer = first_of([p for p in goals if p.actor != exporter])
    if exporter and _takes_from_another(sentence, noun, owners, ("verb-in", "verb-make")):
        others = sentence.others({exporter})
        exporter, importer = (others[0], exporter) if len(others) == 1 else (None, exporter)
    return Flow(exporter, importer, owner=exporter, why="exports belong to who sends them")


def _is_no_name(sentence: Sentence, place: Place) -> bool:
    return place.is_pronoun or sentence.doc[place.head].pos_ == "NOUN"


def _comes_next(sentence: Sentence, place: Place) -> bool:
    """Whether a country only follows another in a list: "followed by Chad"."""
    before = sentence.doc[max(sentence.start, place.start - 3) : place.start]
    return place.before == "by" and any(t.lemma_ in ("follow", "trail") for t in before)


def _seller(sentence: Sentence, noun: int) -> str | None:
    """Return Iran for "its" in "Iran ships all its oil to China": what one sells is one's own."""
    verb = next((t for t in sentence.doc[noun].ancestors if t.pos_ == "VERB"), None)
    if verb is None or verb.lemma_.lower() not in words("sell") or any(c.dep_ == "nsubjpass" for c in verb.children):
        return None
    named = [p for p in sentence.doer(verb) if not p.is_pronoun]
    return named[0].actor if len(named) == 1 else None


def _covered_by(sentence: Sentence, noun: int) -> str | None:
    """Return Norway in "60 percent of consumption is provided by Norway"."""
    for token in sentence.doc[noun + 1 : sentence.end]:
        if token.dep_ == "agent" and token.head.lemma_.lower() in words("verb-out") | words("verb-make"):
            inside = range(token.i, token.right_edge.i + 1)
            return next((p.actor for p in sentence.places if p.start in inside), None)
    return None


def _into(sentence: Sentence, noun: int, owners: list[Place]) -> Flow | None:
    """Read "Chadian imports to Mali" as what Mali buys from Chad; None where nobody is named so."""
    goal = [
        p for p in sentence.after(noun, TOWARD) if p.start - noun <= _MADE and not p.is_owner and not p.is_adjective
    ]
    if not goal or not owners or owners[0].is_pronoun or owners[0].actor == goal[0].actor:
        return None
    return Flow(owners[0].actor, goal[0].actor, owner=goal[0].actor, why="imports belong to who receives them")


def _importers(sentence: Sentence, noun: int) -> list[Place]:
    """Return whose imports they are: Chad's in "Chad's exports to Mali were 3 million and its imports 2"."""
    owners = sentence.owner_of(noun)
    said = _said_before(sentence, noun, "out") if owners and owners[0].is_pronoun else None
    return [replace(owners[0], actor=said)] if said is not None else owners


def _import(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    del candidate
    noun = _named_before(sentence, noun)
    owners = _importers(sentence, noun)
    end = sentence.clause_of(noun)[1]
    named = [p for p in sentence.after(noun, frozenset(("from",))) if p.start < end]
    origin = first_of(_its_own(sentence, noun, named) or its_partner(sentence, noun, frozenset(("from",))))
    if origin is None:
        made = [p for p in sentence.places if 0 < p.start - noun < 5 and p.is_adjective and p.before in ("of", "for")]
        origin = first_of(made)
    importer = owners[-1].actor if owners else None
    if origin is None and (into := _into(sentence, noun, owners)) is not None:
        return into
    of_a_share = any(t.lemma_ == "share" for t in sentence.doc[noun].ancestors)
    if origin is None and not of_a_share and owners and owners[0].is_adjective and owners[0].end < noun:
        buyer = next((p for p in owners[1:] if p.actor != owners[0].actor), None)
        subject = [p for p in sentence.subject(sentence.doc[noun]) if p.actor != owners[0].actor]
        if not buyer and subject and makes_up(sentence, noun):
            origin = subject[0].actor  # "Canada accounts for 60 percent of American imports"
        elif buyer or subject:
            origin, importer = owners[0].actor, buyer.actor if buyer else subject[0].actor
    if origin is None and (giver := _covered_by(sentence, noun)) is not None:
        origin = giver if giver != importer else None
    if importer is None:
        near = [p for p in sentence.after(noun, frozenset(("of", "into"))) if p.start - noun <= _MADE]
        importer = first_of([p for p in near if not (p.is_adjective or p.is_owner) and p.actor != origin])
    if importer is None:
        by = [p for p in sentence.after(noun, TOWARD | {"by"}) if p.actor != origin and not _comes_next(sentence, p)]
        importer = first_of(by) or _said_before(sentence, noun, "in") or _for_whom(sentence, noun)
        importer = importer or (_said_before(sentence, noun, "out") if origin is None else None)
    if origin is None and importer and _takes_from_another(sentence, noun, owners, ("verb-make",)):
        others = sentence.others({importer})
        origin, importer = importer, others[0] if len(others) == 1 else None
    return Flow(origin, importer, owner=importer, why="imports belong to who receives them")


def _owners(sentence: Sentence, noun: int) -> list[Place]:
    """Return whose supplier or market a noun is; a pronoun is never the one that the clause says it of."""
    owners = sentence.owner_of(noun)
    if not owners or not owners[0].is_pronoun:
        return owners
    token = sentence.doc[noun]
    said_of = {p.actor for p in sentence.subject(token) if not p.is_pronoun}
    if token.dep_ == "appos":
        said_of = {p.actor for p in sentence.places if p.start <= token.head.i < p.end}
    elif token.dep_ == "pobj" or token.head.lemma_ not in _SAYS_WHAT_IT_IS:
        return owners  # "Chad counts Mali among its markets"
    if owners[0].actor not in said_of:
        return owners
    told = [p for p in sentence.places if p.start < noun and p.actor not in said_of and not p.before]
    return [replace(owners[0], actor=told[0].actor)] if len({p.actor for p in told}) == 1 else []


def _supplier(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    owners = _owners(sentence, noun)
    owner = first_of([p for p in owners if p.is_owner]) or first_of(sentence.after(noun, TOWARD | {"for", "of"}))
    owner = owner or first_of(owners) or first_of(sentence.after(noun, frozenset(("in",))))
    exporter = _named(sentence, noun, candidate, owner)
    return Flow(exporter, owner, owner=owner, why="a supplier gives to whom it belongs")


def _buyer(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    if candidate.quantity == "share" and (won := share_of_a_market(sentence, noun, candidate)) is not None:
        return won
    owner = first_of(_owners(sentence, noun)) or first_of(sentence.after(noun, frozenset(("for", "of"))))
    owner = owner or first_of([p for p in sentence.after(noun, frozenset(("from",))) if p.start - noun < _OWNED_WITHIN])
    owner = owner or _whose_before(sentence, noun, "buyer")
    importer = _named(sentence, noun, candidate, owner)
    return Flow(owner, importer, owner=owner, why="a buyer receives from whom it belongs to")


def _partner(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    owner = first_of(_owners(sentence, noun)) or first_of(sentence.after(noun, frozenset(("of", "for", "to"))))
    other = _named(sentence, noun, candidate, owner)
    return Flow(other, owner, owner=owner, why="partners trade both ways")


def _trade(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    held = [
        p
        for p in sentence.after(candidate.head, frozenset(("with", "against")))
        if p.start - candidate.end <= _OWNED_WITHIN
    ]
    doers = sentence.doer(sentence.doc[candidate.head]) if held else []
    if held and doers and doers[0].actor != held[0].actor and candidate.quantity == "money":
        ends = (doers[0].actor, held[0].actor)  # "posted a deficit of 3 million with Chad"
        return Flow(*ends, owner=ends[0], why="trade goes both ways")
    named = [p.actor for p in reversed(sentence.owner_of(noun))]
    with_whom = [p.actor for p in sentence.after(noun, frozenset(("between", "with", "and")))]
    pair: list[str | None] = list(dict.fromkeys(named + with_whom))
    if len(pair) == 1:
        other = sentence.others(set(pair))[:1]
        pair = [*pair, *other] if named else [*other, *pair]
    elif not pair:
        later = {p.start for p in sentence.places if _comes_next(sentence, p)}
        pair = [*sentence.without(later).others(set())[:2]]
    if len(pair) == 1 and not named:
        return Flow(None, pair[0], why="trade goes both ways")  # whose "trade with Chad" is, was told of before
    first, second = [*pair, None, None][:2]
    return Flow(first, second, owner=first, why="trade goes both ways")


def _giver(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    owner = first_of(_owners(sentence, noun)) or first_of(sentence.after(noun, TOWARD | {"in", "of", "for"}))
    return Flow(_named(sentence, noun, candidate, owner), owner, owner=owner, why="a giver gives to whom it belongs")


def _verb_out(sentence: Sentence, verb: int, candidate: Candidate) -> Flow:
    del candidate
    token = sentence.doc[verb]
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children) or (
        token.tag_ == "VBN" and token.dep_ in ("acl", "amod")
    )
    giver = first_of(sentence.after(verb, frozenset(("by",))) if passive else sentence.sender(token))
    if not passive and _is_sent_to_itself(sentence, verb, giver):
        giver = None  # "it sold power to Chad" is not said of Chad
    taker = first_of(
        [p for p in sentence.after(verb, TOWARD | {"at", "for", "against", "in", "on"}) if p.actor != giver]
    )
    if taker is None:
        taker = first_of(
            [
                p
                for p in sentence.places
                if verb < p.start <= token.right_edge.i and not p.before and p.actor != giver and not p.is_adjective
            ]
        )
    return Flow(giver, taker, why=f'"{token.text}" goes from its subject')


def _is_sent_to_itself(sentence: Sentence, verb: int, giver: str | None) -> bool:
    """Whether a pronoun that sends is taken for whom the clause sends to by name."""
    subject = sentence.subject(sentence.doc[verb])[:1]
    if giver is None or not (subject and subject[0].is_pronoun):
        return False
    goal = sentence.after(verb, frozenset(("to",)))[:1]
    return bool(goal) and goal[0].actor == giver and not goal[0].is_pronoun


def _verb_in(sentence: Sentence, verb: int, candidate: Candidate) -> Flow:
    token = sentence.doc[verb]
    if token.tag_ == "VBN" and token.dep_ == "acl":
        return _taken(sentence, verb)
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children)
    into = [p for p in sentence.after(verb, frozenset(("by", "into", "to"))) if p.start - verb <= _MADE]
    taker = first_of(into) if passive else first_of(sentence.subject(token))
    named = [p for p in sentence.after(verb, frozenset(("from",))) if p.actor != taker]
    made = [p for p in sentence.places if p.is_adjective and p.before == "of" and 0 < p.start - candidate.head <= _MADE]
    if made and any(t.like_num for p in named[:1] for t in sentence.doc[candidate.end : p.start]):
        named = made  # "3 tonnes of Thai rice compared with 2 from Laos"
    giver = first_of([p for p in named if p.start > candidate.head] or named)
    if giver is None:
        giver = first_of(
            [p for p in sentence.places if p.start > verb and (p.is_adjective or p.is_owner) and p.actor != taker]
        )
    return Flow(giver, taker, owner=taker, why=f'"{token.text}" comes to its subject')


def _taken(sentence: Sentence, verb: int) -> Flow:
    """Read "30 percent of the gas consumed in Chad", "of all rice imported by Mali": whose part it is gives it."""
    token = sentence.doc[verb]
    taker = first_of(sentence.after(verb, frozenset(("by", "in", "into")))[:1])
    named = sentence.after(verb, frozenset(("from",)))
    giver = first_of([p for p in named or sentence.subject(token) if p.actor != taker])
    return Flow(giver, taker, owner=taker, why=f'"{token.text}" comes to whom "by" or "in" names')


def _verb_rely(sentence: Sentence, verb: int, candidate: Candidate) -> Flow:
    del candidate
    token = sentence.doc[verb]
    owners = sentence.owner_of(verb) if token.pos_ == "NOUN" else []
    made = [p for p in owners if p.is_adjective]  # "its Russian crude reliance"
    whose = [p for p in owners if not p.is_adjective]
    taker = first_of(whose) or (None if made else first_of(owners)) or first_of(sentence.subject(token))
    named = sentence.after(verb, frozenset(("on", "upon"))) or made
    giver = first_of([p for p in named if p.actor != taker])
    return Flow(giver, taker, owner=taker, why=f'"{token.text}" on who gives')


def _verb_come(sentence: Sentence, verb: int, candidate: Candidate) -> Flow:
    del candidate
    origins = sentence.after(verb, frozenset(("from", "in")))
    giver = first_of([p for p in origins if not p.is_owner] or origins)
    whose = [p for p in sentence.subject(sentence.doc[verb]) if p.actor != giver]
    taker = first_of(whose) or next((p.actor for p in sentence.places if p.start < verb and p.actor != giver), None)
    return Flow(giver, taker, owner=taker, why="what comes from somewhere is imported")


def _verb_go(sentence: Sentence, verb: int, candidate: Candidate) -> Flow:
    del candidate
    taker = first_of(sentence.after(verb, TOWARD | {"in"} if sentence.doc[verb].lemma_ == "end" else TOWARD))
    giver = next((p.actor for p in sentence.places if p.start < verb and p.actor != taker), None)
    return Flow(giver, taker, owner=giver, why="what goes somewhere is exported")


def _named(sentence: Sentence, noun: int, candidate: Candidate, owner: str | None) -> str | None:
    """Whom a word like "supplier" names: the subject, what stands in apposition, or whom "as" is said of."""
    del candidate
    token = sentence.doc[noun]
    subject = [p for p in sentence.subject(token) if p.actor != owner]
    if token.dep_ in ("nsubj", "nsubjpass"):
        subject = [p for p in sentence.places if p.start > noun and p.actor != owner and not p.before]
    near = [p for p in sentence.places if p.actor != owner and abs(p.start - noun) <= 2 and not p.before]
    if (verb := _overtaken(token)) is not None:
        subject = sentence.after(verb, frozenset(("by",))) or subject
    overtakes = any(t.lemma_ in words("overtake") for t in token.ancestors)
    if token.head.lower_ == "as" and token.dep_ == "pobj" and not overtakes:
        before = [p for p in sentence.places if p.end == token.head.i and p.actor != owner]
        if before:
            return before[0].actor  # "named China as its largest creditor"
    if token.dep_ == "appos":
        named = [p for p in sentence.places if p.start <= token.head.i < p.end]
        return first_of(named) or first_of(subject)
    return first_of(subject) or first_of(near)


def _overtaken(token: Token) -> int | None:
    """Return the verb of "was overtaken by Russia as China's supplier", which names the new one after "by"."""
    for ancestor in token.ancestors:
        if ancestor.lemma_ in words("overtake"):
            return ancestor.i if any(c.dep_ in ("nsubjpass", "auxpass") for c in ancestor.children) else None
    return None


READERS: dict[str, Callable[[Sentence, int, Candidate], Flow]] = {
    "out": _export,
    "in": _import,
    "use": _import,
    "supplier": _supplier,
    "buyer": _buyer,
    "partner": _partner,
    "trade": _trade,
    "giver": _giver,
    "gift": gift,
    "debt": debt,
    "verb-out": _verb_out,
    "verb-in": _verb_in,
    "verb-rely": _verb_rely,
    "verb-owe": owed,
    "verb-come": _verb_come,
    "verb-go": _verb_go,
}
