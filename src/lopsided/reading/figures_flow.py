"""Who gives to whom in a figure: "Turkey's gas imports from Russia" go from RUS to TUR."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lopsided.reading.figures_words import role_of, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from lopsided.reading.figures_find import Candidate
    from lopsided.reading.figures_sentence import Place, Sentence

_REACH = 9
_TO = frozenset(("to", "into", "towards", "toward", "onto"))
_AT = frozenset(("at", "against", "on", "for", "over", "with"))


@dataclass(frozen=True, slots=True)
class Flow:
    """Direction of a figure.

    Attributes
    ----------
    exporter, importer : str or None
        Who gives and who gets.
    noun : int or None
        Token of the word that names the flow ("exports", "supplier", "buys").
    role : str or None
        The part that word plays, as in ``figures_words.role_of``, or ``"verb-out"`` and so on.
    owner : str or None
        Whose exports, whose supplier.
    why : str
        How it was read.
    """

    exporter: str | None = None
    importer: str | None = None
    noun: int | None = None
    role: str | None = None
    owner: str | None = None
    why: str = ""


def flow_of(sentence: Sentence, candidate: Candidate) -> Flow:
    """Return who gives to whom in a figure.

    Parameters
    ----------
    sentence : Sentence
        The sentence it stands in.
    candidate : Candidate
        The figure.
    """
    if candidate.quantity == "date-span" or not sentence.places:
        return Flow()
    word = _flow_word(sentence, candidate) or _share_of_a_flow(sentence, candidate)
    if word is None:
        act = _act(sentence, candidate)
        return _from_to(sentence, act) if candidate.quantity in ("volume", "money", "share") else act
    noun, role = word
    reader = _READERS.get(role, _act_reader)
    flow = reader(sentence, noun, candidate)
    flow = replace(flow, noun=noun, role=role)
    return _filled(sentence, candidate, flow)


def _flow_word(sentence: Sentence, candidate: Candidate) -> tuple[int, str] | None:
    """Return the word that says what flows: the noun ranked, else the flow word nearest to the number."""
    doc = sentence.doc
    head = doc[candidate.head]
    if candidate.quantity == "rank":
        role = role_of(head.lemma_.lower())
        return (head.i, role) if role else None
    best: tuple[int, int, str] | None = None
    for token in doc[sentence.start : sentence.end]:
        role = _role(token)
        people = role in ("supplier", "buyer", "partner", "giver")
        if role is None or (people and token.dep_ in ("nsubj", "nsubjpass")):
            continue
        distance = abs(token.i - head.i) + (0 if token.i > head.i or candidate.quantity == "growth" else 1)
        if role.startswith("verb"):
            distance += 1
        if people:
            distance += 5
        if _in_other_clause(token, head):
            distance += 12
        if best is None or distance < best[0]:
            best = (distance, token.i, role)
    return (best[1], best[2]) if best else None


def _share_of_a_flow(sentence: Sentence, candidate: Candidate) -> tuple[int, str] | None:
    """Read "90 % of its oil to China" as exports, "40 % of its gas from Norway" as imports."""
    if candidate.quantity != "share":
        return None
    for token in sentence.doc[candidate.end : candidate.end + 5]:
        if token.pos_ == "NOUN":
            if sentence.after(token.i, _TO):
                return token.i, "out"
            return (token.i, "in") if sentence.after(token.i, frozenset(("from",))) else None
    return None


def _role(token: Token) -> str | None:
    lemma = token.lemma_.lower()
    if token.pos_ in ("NOUN", "PROPN"):
        return role_of(lemma) or ("verb-rely" if lemma in words("verb-rely") else None)
    if token.pos_ in ("VERB", "ADJ"):
        return next(
            (
                r
                for r in ("verb-out", "verb-in", "verb-rely", "verb-owe", "verb-come", "verb-go")
                if _verb_fits(token, lemma, r)
            ),
            None,
        )
    return None


def _verb_fits(token: Token, lemma: str, role: str) -> bool:
    if lemma not in words(role):
        return False
    if role in ("verb-come", "verb-go"):
        wanted = ("from", "in") if role == "verb-come" else ("to",)
        return any(t.lower_ in wanted for t in token.doc[token.i + 1 : token.i + 4])
    return True


def _in_other_clause(token: Token, head: Token) -> bool:
    """Whether a clause mark stands between two tokens."""
    low, high = sorted((token.i, head.i))
    return any(
        t.dep_ in ("mark", "cc") and t.head.pos_ in ("VERB", "AUX") and t.i > low for t in head.doc[low:high]
    ) or any(
        t.text in (";", ",") and head.doc[t.i + 1].lower_ in ("and", "but", "while", "whereas", "which", "who")
        for t in head.doc[low:high]
    )


def _first(places: list[Place]) -> str | None:
    return places[0].actor if places else None


def _named_before(sentence: Sentence, noun: int) -> int:
    """Return the noun to ask in place of "its exports": the same word said before with its owner's name."""
    doc = sentence.doc
    if any(p.is_pronoun for p in sentence.owner_of(noun)):
        for token in doc[sentence.start : noun]:
            if token.lemma_ == doc[noun].lemma_ and any(not p.is_pronoun for p in sentence.owner_of(token.i)):
                return int(token.i)
    return noun


def _export(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    del candidate
    noun = _named_before(sentence, noun)
    owners = sentence.owner_of(noun)
    exporter = _first(owners) or _first(sentence.after(noun, frozenset(("from", "by"))))
    if exporter is None:
        exporter = _first([p for p in sentence.after(noun, frozenset(("of",))) if p.start - noun < 4])
    importer = _first([p for p in sentence.after(noun, _TO | {"for"}) if p.actor != exporter])
    taking = sentence.doc[noun].head.lemma_ in words("verb-in") or sentence.doc[noun].head.head.head.lemma_ in words(
        "verb-in"
    )
    subject = sentence.subject(sentence.doc[noun])
    if taking and owners and owners[0].is_pronoun and subject and subject[0].actor == exporter:
        others = sentence.others({exporter})
        exporter, importer = (others[0], exporter) if len(others) == 1 else (None, exporter)
    return Flow(exporter, importer, owner=exporter, why="exports belong to who sends them")


def _import(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    del candidate
    noun = _named_before(sentence, noun)
    owners = sentence.owner_of(noun)
    origin = _first(sentence.after(noun, frozenset(("from",))))
    if origin is None:
        made = [p for p in sentence.places if 0 < p.start - noun < 5 and p.is_adjective and p.before == "of"]
        origin = _first(made)
    importer = owners[-1].actor if owners else None
    if origin is None and owners and owners[0].is_adjective and owners[0].end < noun:
        buyer = next((p for p in owners[1:] if p.actor != owners[0].actor), None)
        subject = [p for p in sentence.subject(sentence.doc[noun]) if p.actor != owners[0].actor]
        if buyer or subject:
            origin, importer = owners[0].actor, buyer.actor if buyer else subject[0].actor
    if importer is None:
        importer = _first(sentence.after(noun, _TO | {"by"}))
    return Flow(origin, importer, owner=importer, why="imports belong to who receives them")


def _supplier(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    owner = _first(sentence.owner_of(noun)) or _first(sentence.after(noun, _TO | {"for", "of", "in"}))
    exporter = _named(sentence, noun, candidate, owner)
    return Flow(exporter, owner, owner=owner, why="a supplier gives to whom it belongs")


def _buyer(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    owner = _first(sentence.owner_of(noun)) or _first(sentence.after(noun, frozenset(("for", "of"))))
    importer = _named(sentence, noun, candidate, owner)
    return Flow(owner, importer, owner=owner, why="a buyer receives from whom it belongs to")


def _partner(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    owner = _first(sentence.owner_of(noun)) or _first(sentence.after(noun, frozenset(("of", "for", "to"))))
    other = _named(sentence, noun, candidate, owner)
    return Flow(other, owner, owner=owner, why="partners trade both ways")


def _trade(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    del candidate
    named = [p.actor for p in reversed(sentence.owner_of(noun))]
    named += [p.actor for p in sentence.after(noun, frozenset(("between", "with", "and")))]
    pair: list[str | None] = list(dict.fromkeys(named))
    if len(pair) < 2:
        pair += sentence.others(set(pair))[: 2 - len(pair)]
    first, second = [*pair, None, None][:2]
    return Flow(first, second, owner=first, why="trade goes both ways")


def _giver(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    owner = _first(sentence.owner_of(noun)) or _first(sentence.after(noun, _TO | {"in", "of", "for"}))
    return Flow(_named(sentence, noun, candidate, owner), owner, owner=owner, why="a giver gives to whom it belongs")


def _gift(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    del candidate
    giver = _first(sentence.owner_of(noun)) or _first(sentence.after(noun, frozenset(("from", "by"))))
    giver = giver or _first(sentence.subject(sentence.doc[noun]))
    taker = _first([p for p in sentence.after(noun, _TO | {"in", "for"}) if p.actor != giver])
    if taker is None:
        taker = _first([p for p in sentence.places if noun - 5 < p.start < noun and not p.before and p.actor != giver])
    return Flow(giver, taker, owner=giver, why="given by whom it belongs to")


def _verb_out(sentence: Sentence, verb: int, candidate: Candidate) -> Flow:
    del candidate
    token = sentence.doc[verb]
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children) or (
        token.tag_ == "VBN" and token.dep_ in ("acl", "amod")
    )
    giver = _first(sentence.after(verb, frozenset(("by",)))) if passive else _first(sentence.subject(token))
    taker = _first([p for p in sentence.after(verb, _TO | {"at", "for", "against", "in", "on"}) if p.actor != giver])
    if taker is None:
        taker = _first(
            [p for p in sentence.places if p.start > verb and not p.before and p.actor != giver and not p.is_adjective]
        )
    return Flow(giver, taker, why=f'"{token.text}" goes from its subject')


def _verb_in(sentence: Sentence, verb: int, candidate: Candidate) -> Flow:
    del candidate
    token = sentence.doc[verb]
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children)
    taker = _first(sentence.after(verb, frozenset(("by",)))) if passive else _first(sentence.subject(token))
    giver = _first([p for p in sentence.after(verb, frozenset(("from",))) if p.actor != taker])
    if giver is None:
        giver = _first(
            [p for p in sentence.places if p.start > verb and (p.is_adjective or p.is_owner) and p.actor != taker]
        )
    return Flow(giver, taker, owner=taker, why=f'"{token.text}" comes to its subject')


def _verb_rely(sentence: Sentence, verb: int, candidate: Candidate) -> Flow:
    del candidate
    token = sentence.doc[verb]
    taker = _first(sentence.owner_of(verb)) if token.pos_ == "NOUN" else None
    taker = taker or _first(sentence.subject(token))
    giver = _first([p for p in sentence.after(verb, frozenset(("on", "upon"))) if p.actor != taker])
    return Flow(giver, taker, owner=taker, why=f'"{token.text}" on who gives')


def _verb_owe(sentence: Sentence, verb: int, candidate: Candidate) -> Flow:
    del candidate
    debtor = _first(sentence.subject(sentence.doc[verb]))
    lender = _first([p for p in sentence.places if p.start > verb and p.before in {"", "to"} and p.actor != debtor])
    return Flow(lender, debtor, owner=debtor, why="a debt was lent by whom it is owed to")


def _verb_come(sentence: Sentence, verb: int, candidate: Candidate) -> Flow:
    del candidate
    giver = _first(sentence.after(verb, frozenset(("from", "in"))))
    taker = next((p.actor for p in sentence.places if p.start < verb and p.actor != giver), None)
    return Flow(giver, taker, owner=taker, why="what comes from somewhere is imported")


def _verb_go(sentence: Sentence, verb: int, candidate: Candidate) -> Flow:
    del candidate
    taker = _first(sentence.after(verb, _TO))
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
    if token.dep_ == "appos":
        named = [p for p in sentence.places if p.start <= token.head.i < p.end]
        return _first(named) or _first(subject)
    return _first(subject) or _first(near)


def _overtaken(token: Token) -> int | None:
    """Return the verb of "was overtaken by Russia as China's supplier", which names the new one after "by"."""
    for ancestor in token.ancestors:
        if ancestor.lemma_ in words("overtake"):
            return ancestor.i if any(c.dep_ in ("nsubjpass", "auxpass") for c in ancestor.children) else None
    return None


def _filled(sentence: Sentence, candidate: Candidate, flow: Flow) -> Flow:
    """Give an open slot to whom "from" or "to" names, to the subject, else to the only other actor of the sentence."""
    if flow.exporter and flow.importer:
        return flow
    subject = [p.actor for p in sentence.subject(sentence.doc[candidate.head])]
    if flow.exporter is None and flow.importer is None and flow.role in ("supplier", "giver", "buyer") and subject:
        return replace(flow, importer=subject[0]) if flow.role == "buyer" else replace(flow, exporter=subject[0])
    start = sentence.start - 1
    if flow.exporter is None and (origin := _first(sentence.after(start, frozenset(("from",))))) not in (
        None,
        flow.importer,
    ):
        return _filled(sentence, candidate, replace(flow, exporter=origin))
    if flow.importer is None and (goal := _first(sentence.after(start, _TO))) not in (None, flow.exporter):
        return _filled(sentence, candidate, replace(flow, importer=goal))
    used = {flow.exporter, flow.importer}
    others = sentence.told_of(used)
    spare = next((a for a in subject if a in sentence.others(used)), None)
    if spare is None and len(others) == 1 and candidate.quantity != "count":
        spare = others[0]
    if spare is None:
        return flow
    return replace(flow, exporter=spare) if flow.exporter is None else replace(flow, importer=spare)


def _from_to(sentence: Sentence, flow: Flow) -> Flow:
    """Give an open slot to whom "from" and "to" name anywhere in the sentence."""
    origin = _first(sentence.after(sentence.start - 1, frozenset(("from",))))
    goal = _first(sentence.after(sentence.start - 1, _TO))
    if flow.exporter is None and origin != flow.importer:
        flow = replace(flow, exporter=origin)
    if flow.importer is None and goal != flow.exporter:
        flow = replace(flow, importer=goal)
    return flow


def _act_reader(sentence: Sentence, noun: int, candidate: Candidate) -> Flow:
    del noun
    return _act(sentence, candidate)


def _act(sentence: Sentence, candidate: Candidate) -> Flow:
    """Read a figure that is no trade: who does it, and to or with whom."""
    head = sentence.doc[candidate.head]
    why = "who does it, and to whom"
    subject = sentence.subject(head)
    before = sentence.owner_of(head.i)
    makers = sentence.after(head.i, frozenset(("by",))) or [p for p in before if p.is_adjective]
    if head.dep_ == "dobj" and subject and makers and makers[0].actor != subject[0].actor:
        if makers[0].before == "by" or head.head.lemma_ in words("defend"):
            return Flow(makers[0].actor, subject[0].actor, why=why)
        return Flow(subject[0].actor, makers[0].actor, why=why)
    passive = any(c.dep_ == "nsubjpass" for c in head.head.children)
    doers = sorted((p for p in before if p.is_owner or p.is_adjective), key=lambda p: p.start)
    doers = doers or ([] if passive else subject)
    doer = doers[0].actor if doers else _first(sentence.after(head.i, frozenset(("by",))))
    if len({p.actor for p in doers}) > 1:
        return Flow(doer, next(p.actor for p in doers if p.actor != doer), why="both do it together")
    if candidate.quantity == "rank" and head.lemma_.lower() not in words("step"):
        return Flow(doer, why="whose rank it is")
    reached = [p for p in sentence.places if p.start > head.i and p.actor != doer and p.before in _TO | _AT]
    return Flow(doer, _first(reached), why=why)


_READERS: dict[str, Callable[[Sentence, int, Candidate], Flow]] = {
    "out": _export,
    "in": _import,
    "use": _import,
    "supplier": _supplier,
    "buyer": _buyer,
    "partner": _partner,
    "trade": _trade,
    "giver": _giver,
    "gift": _gift,
    "verb-out": _verb_out,
    "verb-in": _verb_in,
    "verb-rely": _verb_rely,
    "verb-owe": _verb_owe,
    "verb-come": _verb_come,
    "verb-go": _verb_go,
}
