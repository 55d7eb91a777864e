"""Commitments told by nouns: what a pact obliges somebody to, a word that was given, a pact that comes about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.symbols import AUX, NOUN, VERB

from lopsided.reading.commitments.idle import is_asked_for, is_reflexive
from lopsided.reading.commitments.more import words
from lopsided.reading.commitments.several import points_back
from lopsided.reading.commitments.wording import is_severed
from lopsided.reading.events.filter import is_made_pact
from lopsided.reading.events.scene import Party
from lopsided.reading.plover.lexicon import FORCEFUL
from lopsided.reading.plover.reading import read
from lopsided.reading.plover.tree import children, key_of, names_of, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from lopsided.reading.events.scene import Scene
    from lopsided.records.kinds import CommitmentStatus

_OPEN = frozenset(("could", "might", "may", "should"))
_SUBJECTS = ("nsubj", "nsubjpass")
_PLANNED = frozenset(("will", "would", "shall", "to", "'ll"))
_UNDER = frozenset(("under", "per"))
_SIDES = frozenset(("between", "with", "by", "among"))
_LINKS = frozenset(("from", "by", "with", "to"))
_TWO = 2
_HALF = 0.5
_ASKING = frozenset(("CONSULT", "REQUEST"))
UNFRIENDLY = frozenset(("REJECT", "THREATEN", "ACCUSE"))


@dataclass(frozen=True, slots=True)
class Bond:
    """A commitment as its words tell it.

    Attributes
    ----------
    verb : spacy.tokens.Token
        The word whose clause tells it.
    parties : tuple of Party
        Who is bound.
    status : str
        As in ``records.kinds.Commitment``.
    why : str
        What was read.
    pact : spacy.tokens.Token or None
        The pact that binds them, where the text may have told before whose it is.
    """

    verb: Token
    parties: tuple[Party, ...]
    status: CommitmentStatus
    why: str
    pact: Token | None = None


def bonds(scene: Scene) -> Iterator[Bond]:
    """Yield the commitments of a paragraph that its nouns tell.

    Parameters
    ----------
    scene : Scene
        The paragraph with its mentions.
    """
    for token in of_kind(scene.paragraph.doc, VERB, AUX, NOUN):
        if token.pos != NOUN and not _is_open(token):
            found = _obliged(scene, token) or _given_word(scene, token) or _comes_about(scene, token)
            found = found or _witnessed(scene, token) or _decided(scene, token)
            found = found or _completed(scene, token) or _under_a_pact(scene, token)
            found = found or _talked_of(scene, token) or _vowed(scene, token)
            if found is not None and (found.parties or found.pact is not None or points_back(found.verb)):
                yield found
        elif token.pos == NOUN and (owned := _told_by_noun(scene, token)) is not None:
            yield owned


def _told_by_noun(scene: Scene, noun: Token) -> Bond | None:
    """Read a promise, a signing, or a pact named with both its sides."""
    told = _owned_promise(scene, noun) or _signing_of(scene, noun) or _struck(scene, noun)
    if told is None and is_made_pact(noun) and len(parties := _of_pact(scene, noun)) == _TWO:
        return Bond(noun, parties, "signed", "a pact between two")
    return told


def _is_open(verb: Token) -> bool:
    """Whether a verb is denied, doubted or only possible."""
    if verb.dep_ in ("aux", "auxpass"):
        return True
    below = children(verb)
    if any(c.dep_ == "neg" or c.lower_ in _OPEN or (c.dep_ == "mark" and c.lower_ in ("if", "unless")) for c in below):
        return True
    above = verb.head if verb.dep_ in ("ccomp", "xcomp", "conj", "advcl") and not is_severed(verb) else verb
    return above is not verb and key_of(above) in words("wishing") | words("asking")


def _is_pact(token: Token) -> bool:
    return any(name in words("pacts") | words("texts") for name in names_of(token))


def _parties_in(scene: Scene, head: Token) -> tuple[Party, ...]:
    """Return the states named in a noun phrase, its clauses left out."""
    found: dict[str, Party] = {}
    for token in head.subtree:
        if token.i in scene.mentions and not _in_clause(token, head) and not _is_broker(token):
            for party in scene.at(token):
                found.setdefault(party.actor, party)
    return tuple(found.values())


def _is_broker(token: Token) -> bool:
    """Whether a name only says who brought a pact about ("a Chad-brokered truce")."""
    made = token.head if token.head.tag_ in ("VBN", "VBD") and token.dep_ not in ("nsubj", "nsubjpass") else token
    return made is not token and made.dep_ == "amod" and key_of(made) in words("brokering")


def _in_clause(token: Token, head: Token) -> bool:
    while token.i != head.i:
        if token.dep_ in ("relcl", "acl", "advcl", "ccomp"):
            return True
        token = token.head
    return False


def _of_pact(scene: Scene, pact: Token) -> tuple[Party, ...]:
    """Return whose a pact is: whom it is "between" or "with", who owns or signed it."""
    found: list[Party] = list(_parties_in(scene, pact))
    for clause in children(pact):
        if clause.dep_ in ("acl", "relcl") and key_of(clause) in words("signing") | {"agree", "reach"}:
            found += [p for c in children(clause) if c.dep_ in ("nsubj", "agent") for p in _parties_in(scene, c)]
    return _distinct(found)


def _between(scene: Scene, verb: Token) -> list[Party]:
    """Return the states a clause names as the two sides ("was signed yesterday between Chad and Mali")."""
    sides = [c for c in children(verb) if c.dep_ in ("prep", "agent") and c.lower_ in _SIDES]
    found = [p for c in sides for p in _parties_in(scene, c)]
    if len(found) == 1 and sides[0].lower_ == "between":  # the second side is tied elsewhere
        rest = range(found[0].token + 1, verb.right_edge.i + 1)
        after = [p for i in rest if i in scene.mentions for p in scene.at(verb.doc[i]) if p.actor != found[0].actor]
        found += after[:1]
    return found


def _distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.actor, party)
    return tuple(found.values())


def _subject(verb: Token) -> Token | None:
    return next((c for c in children(verb) if c.dep_ in _SUBJECTS), None)


def _obliged(scene: Scene, verb: Token) -> Bond | None:
    """Read what a pact asks of somebody ("the deal obliges Chad to ...", "the contract calls for Chad to ship ...")."""
    subject = _subject(verb) or (_subject(verb.head) if verb.dep_ == "conj" else None)
    if subject is None or subject.dep_ != "nsubj" or not _is_pact(subject):
        return None
    if key_of(verb) not in words("obliging") or not any(c.i > verb.i for c in children(verb)):
        return None
    bound = [c for c in children(verb) if c.dep_ in ("dobj", "nsubj", "ccomp", "xcomp", "advcl", "prep", "dative")]
    named = [p for c in bound if c.i > verb.i for p in _obliged_in(scene, c)]
    parties = _distinct((*_of_pact(scene, subject), *named))
    signed = any(c.dep_ in ("acl", "relcl") and key_of(c) in words("signing") for c in children(subject))
    return Bond(verb, parties, "signed" if signed else "announced", f"what a {subject.lemma_} {verb.lemma_}s", subject)


def _obliged_in(scene: Scene, word: Token) -> list[Party]:
    """Return who is bound in a complement: itself, or who is to do what it says, and from or to whom."""
    named = (t for t in word.subtree if t.i in scene.mentions and t.dep_ not in ("amod", "compound"))
    return [
        p for t in named if not any(a.dep_ == "relcl" for a in (t, *t.ancestors) if a.i > word.i) for p in scene.at(t)
    ]


def _given_word(scene: Scene, verb: Token) -> Bond | None:
    """Read "gave its word to ...", "reaffirmed their commitment to ...", "made a promise that ..."."""
    if key_of(verb) not in words("giving_word") | words("restating"):
        return None
    nouns = words("promises") | words("word") | (words("intents") if key_of(verb) in words("restating") else set())
    things = [c for c in children(verb) if c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() in nouns]
    subject = _subject(verb) or (_subject(verb.head) if verb.dep_ == "conj" else None)
    if subject is not None and subject in things:  # "a pledge of 3 million was made by Chad"
        agents = [g for c in children(verb) if c.dep_ == "agent" for g in children(c) if g.dep_ == "pobj"]
        givers = scene.agents(agents[0]) if agents else ()
        return Bond(verb, givers, "announced", f"{verb.lemma_} + {subject.lemma_}")
    told = any(c.i > verb.i and c.dep_ in ("acl", "ccomp", "xcomp", "advcl", "relcl") for c in children(verb))
    told = told or any(c.dep_ in ("acl", "ccomp", "relcl", "prep") for t in things for c in children(t))
    if not things or subject is None or subject.dep_ != "nsubj" or not told:
        return None
    return Bond(verb, scene.agents(subject), "announced", f"{verb.lemma_} + {things[0].lemma_}")


def _comes_about(scene: Scene, verb: Token) -> Bond | None:
    """Read a pact that is reached or was signed, with whose it is ("talks led to a pact between Chad and Mali")."""
    kind = key_of(verb)
    subject = _subject(verb)
    signed = kind in words("signing")
    if signed and subject is not None and subject.dep_ == "nsubjpass" and _is_pact(subject):
        parties = _distinct((*_of_pact(scene, subject), *_between(scene, verb)))
        return Bond(verb, parties, "signed", f"{subject.lemma_} + {kind}") if len(parties) >= _TWO else None
    if kind not in words("making") or _tells_on(verb):
        return None
    if (
        subject is not None
        and subject.dep_ == "nsubjpass"
        and _is_pact(subject)
        and kind not in ("have", "end", "give")
    ):
        parties = _distinct((*_of_pact(scene, subject), *_between(scene, verb), *_obliged_in(scene, verb)))
        return Bond(verb, parties, "announced", f"{subject.lemma_} + {kind}") if len(parties) >= _TWO else None
    things = [c for c in children(verb) if c.dep_ == "dobj"]
    things += [c for p in children(verb) if p.dep_ == "prep" and p.lower_ in ("in", "with", "to") for c in children(p)]
    pact = next((t for t in things if t.i > verb.i and (_is_pact(t) or t.lemma_ in words("settlements"))), None)
    if pact is not None and kind == "have" and pact.lemma_ in ("project", "package", "pipeline"):
        return None  # it is there, which binds nobody anew
    if pact is None or not any(c.dep_ in ("prep", "acl", "amod", "compound", "relcl") for c in children(pact)):
        return None
    own = _of_pact(scene, pact)
    parties = own if len(own) >= _TWO else _distinct((*(scene.agents(subject) if subject is not None else ()), *own))
    status: CommitmentStatus = "signed" if signed else "announced"
    return Bond(verb, parties, status, f"{kind} + {pact.lemma_}") if len(parties) >= _TWO else None


def _tells_on(verb: Token) -> bool:
    """Whether a participle only tells what a signing came to ("signed a treaty, establishing an alliance")."""
    after = verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl") and verb.head.i < verb.i
    return after and key_of(verb.head) in words("signing")


def _under_a_pact(scene: Scene, verb: Token) -> Bond | None:
    """Read what somebody will do or get under a pact ("Chad is to receive 50 buses from Mali under a contract")."""
    below = children(verb)
    nouns = [c for c in below if c.dep_ in ("dobj", "npadvmod")]
    nouns += [g for c in below if c.dep_ == "prep" for g in children(c) if g.dep_ == "pobj"]
    outer = [verb.head] if verb.dep_ == "xcomp" and verb.head.lemma_ == "be" else []  # "Chad was to ship"
    preps = [c for word in (verb, *nouns, *outer) for c in children(word) if c.dep_ == "prep" and c.lower_ in _UNDER]
    based = [c for c in below if c.lower_ == "based" and c.i < verb.i]
    preps += [c for word in based for c in children(word) if c.dep_ == "prep" and c.lower_ in ("on", "upon")]
    pacts = [t for p in preps for t in children(p) if t.dep_ == "pobj"]
    pact = next((t for t in pacts if _is_pact(t)), None)
    going_on = verb.dep_ == "xcomp" and key_of(verb.head) in ("continue", "begin", "start", "go", "use", "keep")
    planned = not going_on and any(c.dep_ == "aux" and c.lower_ in _PLANNED for c in below)
    subject = _subject(verb) or (_subject(verb.head) if verb.dep_ == "xcomp" else None)
    if pact is None or not planned or subject is None:
        return None
    linked = (t for t in verb.subtree if t.dep_ == "pobj" and t.head.lower_ in _LINKS and not _in_clause(t, verb))
    sides = [p for t in linked if t.i in scene.mentions for p in scene.at(t)]
    parties = _distinct((*scene.agents(subject), *sides, *_of_pact(scene, pact)))
    told = verb.head if outer or (verb.dep_ == "xcomp" and key_of(verb.head) in words("deciding")) else verb
    return Bond(told, parties, "announced", f"under a {pact.lemma_}", pact)


def _completed(scene: Scene, verb: Token) -> Bond | None:
    """Read "concluded negotiations on a tax treaty", "set a target of 3 million tonnes", of two together."""
    kind = key_of(verb)
    closing = kind in words("completing")
    if not closing and kind not in words("aiming"):
        return None
    subject = _subject(verb)
    things = [c for c in children(verb) if c.dep_ == "dobj"]
    if closing:
        talks = [t for t in things if t.lemma_.lower() in words("talks")]
        topics = [g for t in talks for p in children(t) if p.lower_ in ("on", "over", "for") for g in children(p)]
        things = [t for t in topics if _is_pact(t)]
    else:
        things = [t for t in things if t.lemma_.lower() in words("aims")]
    parties = scene.agents(subject) if things and subject is not None and subject.dep_ == "nsubj" else ()
    return Bond(verb, parties, "announced", f"{kind} + {things[0].lemma_}") if len(parties) >= _TWO else None


def _signing_of(scene: Scene, noun: Token) -> Bond | None:
    """Read "the signing of a pact between Chad and Mali" where it is told to have been."""
    if noun.lemma_.lower() != "signing":
        return None
    pacts = [g for c in children(noun) if c.lower_ == "of" for g in children(c) if _is_pact(g)]
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    told = above.tag_ == "VBD" and key_of(above) not in words("witnessing") | words("wishing")
    parties = _parties_in(scene, noun) if pacts and told else ()
    return Bond(noun, parties, "signed", "signing of it") if len(parties) >= _TWO else None


def _witnessed(scene: Scene, verb: Token) -> Bond | None:
    """Read a signing that leaders attend ("the two presidents witnessed the signing of several agreements")."""
    subject = _subject(verb)
    if subject is None or key_of(verb) not in words("witnessing"):
        return None
    things = [c for c in children(verb) if c.dep_ == "dobj" and c.lemma_.lower() in ("signing", "exchange")]
    pacts = [g for t in things for c in children(t) if c.lower_ == "of" for g in children(c) if _is_pact(g)]
    parties = scene.agents(subject) if pacts else ()
    return Bond(verb, parties, "signed", f"{verb.lemma_} + signing") if len(parties) >= _TWO else None


def _decided(scene: Scene, verb: Token) -> Bond | None:
    """Read a decision to buy or give ("the cabinet decided to purchase 40 trains from Mali")."""
    subject = _subject(verb)
    done = [c for c in children(verb) if c.dep_ == "xcomp" and c.i > verb.i and key_of(c) in words("trading")]
    if subject is None or subject.dep_ != "nsubj" or key_of(verb) not in ("decide", "resolve") or not done:
        return None
    return Bond(verb, scene.agents(subject), "announced", f"{verb.lemma_} to {done[0].lemma_}")


def _talked_of(scene: Scene, verb: Token) -> Bond | None:
    """Read what is not settled: "is considering a proposal to buy ...", "talks between ... on a line are under way"."""
    subject = _subject(verb)
    if subject is None:
        return None
    if key_of(verb) in words("discussing"):
        things = [c for c in children(verb) if c.dep_ == "dobj" and c.lemma_.lower() in words("plans")]
        meant = [t for t in things if any(c.dep_ in ("acl", "prep") for c in children(t))]
        named = [p for t in meant for p in _obliged_in(scene, t)]
        parties = _distinct((*scene.agents(subject), *named)) if meant else ()
        return Bond(verb, parties, "under discussion", f"{verb.lemma_} + plan") if len(parties) >= _TWO else None
    if subject.lemma_.lower() not in words("talks"):
        return None
    topics = [t for p in children(subject) if p.lower_ in ("on", "over", "about", "for", "to") for t in children(p)]
    if not any(name in words("pacts") | words("works") for t in topics for name in (*names_of(t), key_of(t))):
        return None
    parties = _distinct((*_parties_in(scene, subject), *_between(scene, verb)))
    return Bond(verb, parties, "under discussion", "talks on it") if len(parties) >= _TWO else None


def _vowed(scene: Scene, verb: Token) -> Bond | None:
    """Read promises not to do something, and offers to do it ("vowed not to raise duties", "offered to host ...")."""
    kind = key_of(verb)
    subject = _subject(verb)
    done = [c for c in children(verb) if c.dep_ in ("xcomp", "advcl", "ccomp") and c.i > verb.i and _is_to_be(c)]
    if subject is None or subject.dep_ != "nsubj" or not done or verb.tag_ == "VBG":
        return None
    others = kind in words("binding_oneself") and not any(map(is_reflexive, children(verb)))  # "obliged Chile to"
    if kind in words("pledging") and kind not in words("assuring") and not others:
        refrains = any(c.dep_ == "neg" for d in done for c in children(d)) or key_of(done[0]) in words("refraining")
        harms = any(_harms(scene, d, scene.agents(subject)) for d in done)
        if refrains or not harms:
            return Bond(verb, scene.agents(subject), "announced", f"{kind} {'not ' if refrains else ''}to")
    if kind == "offer" or (kind == "propose" and len(scene.agents(subject)) == 1 and _is_his_to_do(done[0])):
        return Bond(verb, scene.agents(subject), "offered", f"{kind} to")
    return None


def _is_his_to_do(clause: Token) -> bool:
    """Whether who proposes something would do it himself, and no harm by it: no talks, nothing asked of another."""
    his = clause.dep_ == "xcomp" and key_of(clause) in words("undertakings") - words("forgone")
    return his and ((reading := read(clause)) is None or reading.type not in FORCEFUL | UNFRIENDLY | _ASKING)


def _struck(scene: Scene, noun: Token) -> Bond | None:
    """Read "the deal struck in December" as of the two a text is about, where nobody else is named with it."""
    if len(scene.pair) != _TWO or not _is_pact(noun) or _parties_in(scene, noun):
        return None
    told = (c for c in children(noun) if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD"))
    made = [c for c in told if key_of(c) in words("striking")]
    dated = any(t.ent_type_ == "DATE" for c in made for t in c.subtree)
    definite = any(c.lower_ in ("the", "that", "this") for c in children(noun) if c.dep_ == "det")
    alone = not any(c.dep_ == "agent" or c.lower_ == "with" for m in made for c in children(m))
    if not (made and dated and definite and alone):
        return None
    parties = tuple(Party(actor, noun.i, None, _HALF) for actor in scene.pair)
    return Bond(noun, parties, "signed" if key_of(made[0]) in words("signing") else "announced", "a pact of the two")


def _harms(scene: Scene, clause: Token, promising: tuple[Party, ...]) -> bool:
    """Whether what is promised is done against another state: not "that culprits will be brought before a court"."""
    reading = read(clause)
    if reading is None or reading.type not in FORCEFUL | UNFRIENDLY:
        return False
    named = {
        p.actor for t in clause.subtree if t.i in scene.mentions and not _in_clause(t, clause) for p in scene.at(t)
    }
    return bool(named - {p.actor for p in promising}) or not any(c.dep_ == "nsubjpass" for c in children(clause))


def _is_to_be(clause: Token) -> bool:
    """Whether a clause tells what will be: "to host talks", "it will not let arms through"."""
    return any(c.dep_ == "aux" and c.lower_ in ("to", "will", "would") for c in children(clause))


def _owned_promise(scene: Scene, noun: Token) -> Bond | None:
    """Read "Chad's commitment to buy gas from Mali"."""
    if noun.lemma_.lower() not in words("promises"):
        return None
    owner = next((c for c in children(noun) if c.dep_ == "poss"), None)
    bound = any(c.dep_ in ("acl", "ccomp") and c.i > noun.i for c in children(noun))
    above = noun.head
    denied = any(c.dep_ == "neg" for c in children(above)) or key_of(above) in words("breaking") or is_asked_for(noun)
    if owner is None or not bound or denied:
        return None
    parties = scene.agents(owner)
    return Bond(noun, parties, "announced", f"whose {noun.lemma_}") if parties else None
