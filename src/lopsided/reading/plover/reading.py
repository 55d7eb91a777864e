"""What a predicate says was done: its act, and what stands round the act (intention, refusal, request, negation).

Verbs, nominalisations and predicate adjectives are read by the same vocabulary (``plover.lexicon``); complements are
read first and operators ("refuse to", "call for", "lift", "agree to") are laid over them, outermost first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from lopsided.reading.plover.constructions import CONSTRUCTIONS, of_type
from lopsided.reading.plover.force import FORCE
from lopsided.reading.plover.lexicon import COOPERATIVE, FORCEFUL, VERBAL, Act, Frame, lexicon
from lopsided.reading.plover.modality import modality
from lopsided.reading.plover.operators import Reading
from lopsided.reading.plover.slots import fillers, particle_keys
from lopsided.reading.plover.tree import children, joined, key_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from lopsided.reading.plover.constructions import Construction
    from lopsided.records.kinds import PloverType

_JUDGEMENTS = frozenset({"good", "bad"})
_LODGING = frozenset({"lodge", "file", "register", "deliver", "convey", "submit", "hand", "send", "make", "issue"})
_FORMAL = frozenset({"formal", "official", "diplomatic", "strong", "stern", "solemn", "vigorous", "written"})
_POLICIES = frozenset({"policy", "record", "plan", "proposal", "stance", "handling", "treatment", "tariff", "law"})
_ENDS = frozenset({"end", "halt", "stop"})
_KEY = "lopsided_readings"
STATING = frozenset({"suggest", "insist"})
TOLD = frozenset({"may", "might", "could", "can", "will", "would", "has", "had", "have", "is", "was", "were", "are"})
WANTING = frozenset({"want", "need", "like", "expect", "prefer", "wish"})


def read(token: Token) -> Reading | None:
    """Read what a predicate says was done; each word of a parsed text is read once.

    Parameters
    ----------
    token : spacy.tokens.Token
        A verb, noun or adjective.

    Returns
    -------
    Reading or None
        None if the word names no act between actors.
    """
    known: dict[int, Reading | None] = token.doc.user_data.setdefault(_KEY, {})
    if token.i not in known:
        known[token.i] = None  # a word that would be read by way of itself names nothing
        known[token.i] = _read(token)
    return known[token.i]


def _read(token: Token) -> Reading | None:
    if token.pos_ in ("VERB", "AUX"):
        return _read_verb(token)
    if token.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "DET"):
        return _read_noun(token)
    if token.pos_ in ("ADJ", "ADV"):
        return _read_adjective(token)
    return None


def _read_verb(verb: Token) -> Reading | None:
    words = lexicon()
    inner: Reading | None = None
    for key in particle_keys(verb):
        known, inner = _by_frames(verb, key)
        if known:
            break
        act = words.verbs.get(key)
        if act is not None:
            inner = Reading(act, (), verb.i, (f"{key}: {act.name}",))
            break
    else:
        inner = _read_copula(verb)
    return _with_modality(verb, inner) if inner else None


def _read_copula(verb: Token) -> Reading | None:
    if verb.lemma_ not in ("be", "remain", "become", "feel", "stand", "get", "seem", "appear"):
        return None
    judged = any(c.dep_ in ("acomp", "attr") for c in children(verb))
    for child in children(verb):
        if child.dep_ == "xcomp" and judged:
            continue  # "it is wrong to expel envoys"
        if child.dep_ in ("acomp", "attr", "oprd", "advmod", "xcomp") and (found := read(child)):
            if child.dep_ == "xcomp" and any(c.dep_ == "aux" and c.lower_ == "to" for c in children(child)):
                found = found.under("intend", f"{verb.text} to")  # "are to meet"
            return found
    return None


def _read_noun(noun: Token) -> Reading | None:
    """Read a nominal act: "an attack", "the lifting of sanctions", "a series of raids"."""
    words = lexicon()
    names = names_of(noun)
    for name in names:
        if verb := words.nominalisations.get(name):
            known, found = _by_frames(noun, verb, bare=False)
            if known and found:
                return _with_modality(noun, found)
        if act := words.nouns.get(name):
            act = _sharpened(noun, act)
            return _with_modality(noun, Reading(act, (), noun.i, (f"{name}: {act.name}",)))
    if noun.ent_type_ == "MONEY":
        return Reading(words.acts["aid"], (), noun.i, (f"{noun.text}: money",))
    if any("quantities" in words.kinds.get(name, ()) for name in names):
        return next((found for inner in fillers(noun, "of") if (found := read(inner))), None)
    return None


def _sharpened(noun: Token, act: Act) -> Act:
    """Take a scathing attack for criticism, and a ban on goods for a sanction."""
    words = lexicon()
    if act.name == "attack" and any("verbal_blow" in words.kinds.get(key_of(c), ()) for c in children(noun)):
        return words.acts["criticize"]
    if act.name == "attack" and any(key_of(thing) in _POLICIES for thing in fillers(noun, "on")):
        return words.acts["criticize"]
    if act.name == "protest" and key_of(noun) == "protest" and _is_diplomatic(noun):
        return words.acts["summon"]
    if act.name == "restrict" and any(_is_goods(thing) for thing in fillers(noun, "on")):
        return words.acts["sanction"]
    if act.name == "mobilize" and "drills" in words.kinds.get(key_of(noun), ()) and _is_shared(noun):
        return words.acts["exercise-together"]
    return act


def _is_diplomatic(noun: Token) -> bool:
    """Tell whether a protest is one of words between states ("lodged a protest", "a formal protest")."""
    made = noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in _LODGING
    return made or any(c.dep_ == "amod" and c.lower_ in _FORMAL for c in children(noun))


def _is_shared(noun: Token) -> bool:
    """Tell whether an act is done with another ("held drills with ...", "A and B held drills")."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if any(c.lower_ == "with" for word in (noun, verb) for c in children(word) if c.dep_ == "prep"):
        return True
    subjects = [c for c in children(verb) if c.dep_ == "nsubj"]
    return any(
        joined(c) for s in subjects for c in (s, *children(s)) if c.dep_ in ("nsubj", "amod", "nmod", "compound")
    )


def _is_goods(noun: Token) -> bool:
    return any("goods" in lexicon().kinds.get(name, ()) for name in names_of(noun))


def _read_adjective(word: Token) -> Reading | None:
    words = lexicon()
    known, found = _by_frames(word, key_of(word), bare=False)
    if known:
        return found
    act = words.adjectives.get(key_of(word))
    return Reading(act, (), word.i, (f"{key_of(word)}: {act.name}",)) if act else None


def _by_frames(word: Token, key: str, *, bare: bool = True) -> tuple[bool, Reading | None]:
    """Try a word's frames in order; ``bare`` also tries those that need no complement."""
    filled: dict[str, tuple[Token, ...]] = {}
    for frame in lexicon().frames.get(key, ()):
        slot = frame.slot
        if slot == "any":
            if bare:
                return True, _result(word, key, frame, None)
            continue
        if slot not in filled:
            filled[slot] = tuple(fillers(word, slot))
        for filler in filled[slot]:
            if fits(filler, frame):
                told = frame.result == "=ask" and slot == "that" and _is_told(word, filler)
                found = _result(word, key, replace(frame, result="=say") if told else frame, filler)
                if found or told or frame.result == "=none":
                    return True, found
    return False, None


def _is_told(word: Token, clause: Token) -> bool:
    """Tell whether what is suggested or insisted on is said to be so ("suggested that the port could serve ships")."""
    if word.lemma_ not in STATING:
        return False
    aux = {c.lower_ for c in children(clause) if c.dep_ in ("aux", "auxpass")}
    return bool(aux & TOLD) or (clause.tag_ in ("VBZ", "VBD") and not aux)


def read_with(verb: Token, thing: Token) -> Reading | None:
    """Read a verb with one more object that its frames name by word ("voiced support ... and concern over ...").

    Parameters
    ----------
    verb : spacy.tokens.Token
        The predicate.
    thing : spacy.tokens.Token
        A noun joined to its object, or to what stands below it.

    Returns
    -------
    Reading or None
        None unless the noun is one that the verb asks for.
    """
    names = names_of(thing)
    for key in particle_keys(verb):
        for frame in lexicon().frames.get(key, ()):
            if frame.slot == "obj" and any(name in frame.words for name in names):
                found = _result(verb, key, frame, thing)
                return _with_modality(verb, found) if found else None
    return None


def fits(filler: Token, frame: Frame) -> bool:
    """Tell whether a complement is what the frame asks for."""
    if not (frame.words or frame.kinds or frame.groups):
        return True
    names = names_of(filler)
    if frame.words and any(name in frame.words for name in names):
        return True
    if frame.kinds & _JUDGEMENTS:
        names = tuple(key_of(t) for t in filler.subtree)
    if frame.kinds and any(frame.kinds & lexicon().kinds.get(name, frozenset()) for name in names):
        return True
    if frame.groups:
        found = read(filler)
        if found and _in_groups(found, frame.groups):
            return True
    if any("quantities" in lexicon().kinds.get(name, ()) for name in names):
        return any(fits(inner, frame) for inner in fillers(filler, "of"))
    return False


def _in_groups(found: Reading, groups: frozenset[str]) -> bool:
    kind = found.type
    if "act" in groups or found.act.name in groups or ("force" in groups and kind in FORCEFUL):
        return True
    if kind in COOPERATIVE:
        return "coop" in groups or ("verbal" in groups and kind in VERBAL)
    return "hostile" in groups or ("verbal" in groups and kind in VERBAL)


def _result(word: Token, key: str, frame: Frame, filler: Token | None) -> Reading | None:
    """Make the reading a matching frame stands for."""
    what = f"{key} + {filler.text}" if filler is not None else key
    if frame.result.startswith("="):
        inner = read(filler) if filler is not None else None
        found = _operated(word, frame.result[1:], what, filler, inner)
        return replace(found, path=(word.i, *(found.path or (found.token,)))) if found else None
    act = _named(frame.result)
    if act.type == "MOBILIZE" and any("helping" in lexicon().kinds.get(key_of(t), ()) for t in _own_words(word)):
        act = lexicon().acts["keep-peace"]
    path = (word.i, filler.i) if filler is not None and frame.slot != "adv" else ()
    return Reading(act, (), word.i, (f"{what}: {act.name}",), path)


def _own_words(word: Token) -> Iterator[Token]:
    """Words of a predicate's clause, those of joined clauses left out."""
    for child in children(word):
        if child.dep_ not in ("conj", "relcl", "advcl") or not any(c.dep_ == "nsubj" for c in children(child)):
            yield from child.subtree


def _operated(word: Token, operator: str, what: str, filler: Token | None, inner: Reading | None) -> Reading | None:
    """Lay an operator over the complement's reading, or read the construction it names."""
    if operator in _CONSTRUCTIONS:
        return _CONSTRUCTIONS[operator](word, filler, what)
    if (
        operator == "intend"
        and filler is not None
        and word.lemma_ in WANTING
        and any(c.dep_ == "nsubj" for c in children(filler))
    ):
        operator = "ask"  # wanting another to do it
    if operator == "intend" and inner and filler is not None and any(c.lower_ == "have" for c in children(filler)):
        return inner  # "claims to have seized": done already
    if operator in _DEFAULTS:
        inner = inner or Reading(_named(_DEFAULTS[operator]), (), word.i, ())
        return inner.under(operator, f"{what}: {operator}")
    if inner is None:
        return None
    return inner.under(operator, f"{what}: {operator}") if operator else replace(inner, reasons=(what, *inner.reasons))


_DEFAULTS = {"intend": "AGREE", "agree": "AGREE", "refuse": "REJECT", "ask": "REQUEST", "allow": "CONCEDE",
             "invite": "CONSULT", "deny": "REJECT"}  # fmt: skip


def _read_paper(word: Token, paper: Token | None, what: str) -> Reading | None:
    """Read a letter or a resolution by its words ("a letter threatening ...")."""
    for place in (paper, word):
        for child in children(place) if place is not None else ():
            if child.dep_ in ("acl", "advcl", "relcl", "xcomp") and not _is_beside(child):
                for clause in (child, *joined(child)):
                    if found := read(clause):
                        return replace(found, reasons=(what, *found.reasons))
    return None


def _is_beside(clause: Token) -> bool:
    """Tell whether a clause says when or why, not what ("made the statement after Chad shut the border")."""
    return (
        clause.dep_ == "advcl"
        and any(c.dep_ in ("mark", "advmod") and c.i < clause.i for c in children(clause))
        and (any(c.dep_ in ("nsubj", "nsubjpass") for c in children(clause)))
    )


def _read_yet(word: Token, deed: Token | None, what: str) -> Reading | None:
    """Read what somebody "has yet to do" as not done; what he "has to do" is no act."""
    found = read(deed) if deed is not None and any(c.lower_ == "yet" for c in children(word)) else None
    return found.under("not", what) if found is not None else None


def _read_in_force(word: Token, _: Token | None, what: str) -> Reading | None:
    """Read the coming into force of a treaty or a measure by the noun that names it."""
    for subject in fillers(word, "subj"):
        found = read(subject)
        if found is not None and found.act.event in ("AGREE", "SANCTION") and not found.operators:
            return Reading(found.act, (), word.i, (what,), (word.i, subject.i))
    return None


def _read_put_end(word: Token, ended: Token | None, what: str) -> Reading | None:
    """Read putting an end to something as ending it."""
    if ended is None or not any(key_of(thing) in _ENDS for thing in fillers(word, "obj")):
        return None
    frame = next((f for f in lexicon().frames["end"] if f.slot == "obj" and fits(ended, f)), None)
    return _result(word, what, frame, ended) if frame is not None else None


_CONSTRUCTIONS: dict[str, Construction] = {
    **CONSTRUCTIONS,
    **FORCE,
    "none": lambda *_: None,
    "paper": _read_paper,
    "yet": _read_yet,
    "inforce": _read_in_force,
    "putend": _read_put_end,
}


def _with_modality(word: Token, found: Reading) -> Reading:
    """Lay a predicate's own auxiliaries and negation over its reading."""
    for operator, reason in modality(word):
        found = found.under(operator, reason)
    return found


def _named(result: str) -> Act:
    return lexicon().acts[result[1:]] if result.startswith("#") else of_type(cast("PloverType", result))
