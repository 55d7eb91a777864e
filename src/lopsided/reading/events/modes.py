"""Whether an act happened, is planned, denied or alleged, and by whose word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lopsided.reading.events.falsehoods import called_false, is_left_open, refutes_a_report
from lopsided.reading.events.subjects import subject_of
from lopsided.reading.events.undone import is_imagined, undone
from lopsided.reading.events.words import words
from lopsided.reading.plover.lexicon import COOPERATIVE, FORCEFUL, lexicon
from lopsided.reading.plover.modality import MAY, MUST, WILL, is_negated
from lopsided.reading.plover.operators import shifted
from lopsided.reading.plover.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lopsided.reading.events.scene import Roles, Scene
    from lopsided.reading.plover.operators import Reading
    from lopsided.records.kinds import Mode, PloverType

STEPS = 8
ASKING = frozenset({"WRB", "WP", "WDT", "WP$"})
_YEAR = 4
TENSED = frozenset({"VBD", "VBZ", "VBP"})
WHICH = frozenset({"which", "that", "who", "whom"})


@dataclass(frozen=True, slots=True)
class Outlook:
    """Type and mode of an act in its clause, and why."""

    type: PloverType
    mode: Mode
    why: str = ""
    attributed_to: str | None = None


def outlook(scene: Scene, trigger: Token, reading: Reading) -> Outlook | None:
    """Read type and mode off the operators round an act and the clauses round its predicate.

    Returns
    -------
    Outlook or None
        None for what is only supposed or possible, and so no act.
    """
    if is_left_open(trigger) or refutes_a_report(trigger) or _would_have(trigger) or is_imagined(trigger):
        return None
    supposed = _may_have(trigger, reading)
    found = _from_operators(replace(reading, operators=reading.operators[1:]) if supposed else reading)
    if found is None or is_supposed(trigger) or is_in_question(trigger) or _is_doubted(trigger, found):
        return None
    if reading.operators[:1] == ("intend",) and "not" in reading.operators and trigger.lemma_ in words("binding"):
        found = Outlook("AGREE", "planned", "promised not to")
    if found.mode in ("happened", "planned") and (word := undone(trigger)) is not None:
        return Outlook(found.type, "denied", f'"{word.text}"')
    bare = found.mode == "happened" and "intend" not in reading.operators and not supposed
    if bare and (modal := _modal_above(trigger)):
        if modal in MAY | MUST:
            return None
        found = Outlook(found.type, "planned", f'"{modal}"')
    if bare and _is_waited_for(trigger):
        found = Outlook(found.type, "planned", '"until"')
    if found.mode == "happened" and (word := awaited(trigger) or awaited_clause(trigger)) is not None:
        found = Outlook(found.type, "planned", f'"{word.text}"')
    return (_contested(scene, trigger, found, supposed=supposed) or found) if found.mode == "happened" else found


def _is_doubted(deed: Token, found: Outlook) -> bool:
    """Tell whether somebody doubts that an act will be done at all ("doubt that Chad will cut off gas")."""
    above = deed.head
    if found.mode != "planned" or deed.dep_ != "ccomp":
        return False
    if above.lemma_ in words("foreseeing"):
        return not any(c.dep_ == "mark" for c in children(deed))  # "by 2028, she expects, Chad will buy half"
    return above.lemma_ == "doubt" and not is_negated(above)


def _contested(scene: Scene, trigger: Token, found: Outlook, *, supposed: bool) -> Outlook | None:
    """Read an act as denied or alleged, by the clause it stands in."""
    if _is_content_of_denial(trigger):
        return Outlook(found.type, "denied", f'under "{trigger.head.text}"', _claimant(scene, trigger.head))
    if (judged := called_false(trigger)) is not None:
        return Outlook(found.type, "denied", f'called untrue: "{judged.text}"', _claimant_of(scene, judged))
    if supposed:
        return Outlook(found.type, "alleged", '"may have"')
    if (relayer := _relayed_by(scene, trigger)) is not None:
        return Outlook(found.type, "alleged", f"only as {relayer} relays it", relayer)
    claim = claimed(trigger)
    if claim is None or (trigger.pos_ == "NOUN" and not _claims_directly(trigger, claim)):
        return None  # what is named in passing is taken for granted: "fears over the invasion"
    return Outlook(found.type, "alleged", f'under "{claim.text}"', _claimant(scene, claim))


def _claimant_of(scene: Scene, judged: Token) -> str | None:
    """Return who calls something untrue: the one who refutes it, else the one who says that it is."""
    if judged.lemma_ in words("refuting"):
        return _claimant(scene, judged)
    return _claimant(scene, judged.head) if judged.dep_ == "ccomp" else None


def _would_have(verb: Token) -> bool:
    """Tell whether an act was not done for want of something ("would have banned it if ...")."""
    aux = {c.lower_ for c in children(verb) if c.dep_ == "aux"}
    return "would" in aux and bool(aux & {"have", "'ve"}) and verb.tag_ == "VBN"


def _is_waited_for(verb: Token) -> bool:
    """Tell whether an act is what somebody waits for ("would not go home until Chad let them in")."""
    if verb.dep_ != "advcl" or not any(c.lower_ in ("until", "till") for c in children(verb)):
        return False
    ahead = any(c.dep_ == "aux" and c.lower_ in WILL | MAY | MUST for c in children(verb.head))
    return (
        ahead
        or verb.tag_ in ("VBZ", "VBP")
        or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBZ" for c in children(verb))
    )


def _may_have(verb: Token, reading: Reading) -> bool:
    """Tell whether an act is only supposed to have been done ("may have hacked"); what "could have been" was not."""
    if reading.operators[:1] != ("may",):
        return False
    aux = {c.lower_ for c in children(verb) if c.dep_ == "aux"}
    return "have" in aux and not aux.isdisjoint(("may", "might"))


def awaited(noun: Token) -> Token | None:
    """Return the word by which a nominal act is still to come ("a visit is scheduled", "talks due on Monday")."""
    if noun.pos_ != "NOUN":
        return None
    told = [c for c in children(noun) if c.dep_ in ("acl", "amod", "relcl") and c.i > noun.i]
    if noun.dep_ == "nsubjpass":
        told.append(noun.head)
    if noun.dep_ == "nsubj":
        told += [c for c in children(noun.head) if c.dep_ == "acomp"]
    return next((w for w in told if w.lower_ in words("awaited") and not is_negated(w)), None)


def awaited_clause(verb: Token) -> Token | None:
    """Return the word by which a clause in the present tells of an act to come ("when she visits", "meets in June")."""
    if (day := _timetabled(verb)) is not None:
        return day
    if verb.dep_ != "advcl" or verb.tag_ not in ("VBZ", "VBP"):
        return None
    led = next(
        (c for c in children(verb) if c.dep_ in ("advmod", "mark") and c.lower_ in ("when", "before", "once")), None
    )
    ahead = verb.head.dep_ == "xcomp" or any(c.dep_ == "aux" and c.lower_ in WILL for c in children(verb.head))
    return led if ahead else None


def _timetabled(verb: Token) -> Token | None:
    """Return the time of what is only told in the present because it is fixed: "the commission meets in June"."""
    if verb.tag_ not in ("VBZ", "VBP") or verb.lemma_ not in words("timetabled"):
        return None
    below = children(verb)
    told = [c for c in below if c.dep_ == "npadvmod"] + [g for c in below if c.dep_ == "prep" for g in children(c)]
    when = next((t for t in told if t.ent_type_ == "DATE"), None)
    often = {t.lower_ for c in (*below, *told) for t in (c, *children(c))} & words("recurring_times")
    past = when is not None and any(t.text.isdigit() and len(t.text) == _YEAR for t in when.subtree)
    return None if often or past else when


def _is_content_of_denial(verb: Token) -> bool:
    """Tell whether a predicate is what somebody denies ("denied that ...")."""
    return bool(verb.dep_ == "ccomp" and verb.i > verb.head.i and verb.head.lemma_ in words("answers"))


def _from_operators(reading: Reading) -> Outlook | None:
    """Fold the operators over the act, innermost first."""
    kind: PloverType = reading.act.event
    mode: Mode = "happened"
    why = ""
    for operator in reversed(reading.operators):
        cooperative = kind in COOPERATIVE
        if operator in ("may", "must", "say"):
            return None
        if operator == "refuse" and kind == "REJECT":
            continue
        if operator == "intend":
            mode, why = ("planned", "intended") if mode == "happened" else (mode, why)
        elif operator == "not" and mode == "planned" and cooperative:
            kind, mode, why = "REJECT", "happened", "will not"
        elif operator == "not":
            mode, why = "denied", "negated"
        elif operator == "deny" or (operator == "refuse" and not cooperative):
            mode, why = "denied", operator
        elif operator == "invite":
            kind, mode, why = "CONSULT", "planned", "invitation"
        else:
            kind, mode, why = shifted(kind, (operator,)), "happened", operator
    return Outlook(kind, mode, why)


def as_told(scene: Scene, trigger: Token, found: Outlook, roles: Roles) -> Outlook:
    """Take for a claim what one side alone tells of harm the other did to it.

    Parameters
    ----------
    scene : Scene
        The paragraph.
    trigger : spacy.tokens.Token
        The predicate; what a noun names is taken for granted.
    found : Outlook
        As read from the clause.
    roles : Roles
        Who acts on whom.
    """
    said = scene.statement_at(trigger)
    if trigger.pos_ == "NOUN" or said is None or not said.affiliations:
        return found
    tellers = set(said.affiliations)
    harmed = tellers <= {p.actor for p in roles.targets} and tellers.isdisjoint(p.actor for p in roles.sources)
    wrong = "wrongs" in lexicon().kinds.get(trigger.lemma_.lower(), ()) and tellers.isdisjoint(
        p.actor for p in roles.sources
    )
    if found.mode == "happened" and ((harmed and found.type in FORCEFUL) or wrong):
        return Outlook(found.type, "alleged", "as one side tells it", said.affiliations[0])
    return found


def _relayed_by(scene: Scene, trigger: Token) -> str | None:
    """Return the other side whose account is all there is of what a speaker said."""
    said = scene.told_by(trigger)
    if said is None or said.via is None:
        return None
    relayers = {a for m in scene.mentions.values() if m.text == said.via and m.kind == "state" for a in m.actors}
    return said.via if relayers and not relayers & set(said.affiliations) else None


def is_supposed(word: Token) -> bool:
    """Tell whether a predicate stands in a condition."""
    for _ in range(STEPS):
        if any(c.dep_ == "mark" and c.lower_ in words("suppositions") for c in children(word)):
            return True
        if word.head == word:
            return False
        word = word.head
    return False


def is_in_question(word: Token) -> bool:
    """Tell whether a predicate is what a question asks; asking why or when something was done takes it for granted."""
    last = next((t for t in reversed(word.sent) if not t.is_space), word)
    if last.text != "?" or any(t.tag_ in ASKING for t in word.sent):
        return False
    while word.dep_ == "conj":
        word = word.head
    return bool(word.dep_ == "ROOT" and word.pos_ in ("VERB", "AUX"))


def _modal_above(word: Token) -> str | None:
    """Modal verb a predicate shares with the one it is joined to or hangs on ("will meet and sign").

    A noun shares that of the verb it is the subject of ("talks would begin").
    """
    if word.pos_ == "NOUN" and word.dep_ in ("nsubj", "nsubjpass"):
        word = word.head
    for _ in range(STEPS):
        for child in children(word):
            if child.dep_ == "aux" and child.lower_ in (WILL | MAY | MUST):
                return child.lower_
        if any(c.dep_ in ("aux", "auxpass") and c.tag_ in TENSED for c in children(word)):
            return None  # "would write to Chad and had sent a team"
        if word.dep_ not in ("conj", "xcomp") and not (
            word.dep_ == "ccomp" and word.head.lemma_ in ("allow", "enable")
        ):
            return None
        if any(c.dep_ in ("nsubj", "nsubjpass") for c in children(word)) and word.dep_ == "conj":
            return None
        word = word.head
    return None


def _claims_directly(noun: Token, claim: Token) -> bool:
    """Tell whether a claim is about a nominal act itself ("allegations of an attack", "accused of an attack")."""
    return claim in (noun.head, noun.head.head) or claim.head == noun


def claimed(word: Token) -> Token | None:
    """Return the word that makes an act somebody's claim."""
    came = word
    for _ in range(STEPS):
        for child in children(word):
            if child.lower_ in words("claiming_adverbs"):
                return child
        if word.head == word or came.dep_ in ("nsubj", "nsubjpass"):
            return None
        if _is_added(word):
            return None
        came, word = word, word.head
        if came.dep_ in ("conj", "advcl", "appos") or (came.dep_ == "xcomp" and word.lemma_ == "claim"):
            continue
        if (word.lemma_.lower() in words("claims") or is_reputed(came, word)) and not is_negated(word):
            return word
    return None


def is_reputed(deed: Token, verb: Token) -> bool:
    """Tell whether an act is what somebody is thought to have done ("is believed to have poisoned").

    Parameters
    ----------
    deed, verb : spacy.tokens.Token
        The verb of the act and the one it hangs on.
    """
    if deed.dep_ != "xcomp" or verb.lemma_ not in words("reputing"):
        return False
    return any(c.dep_ == "auxpass" for c in children(verb)) and any(c.lower_ == "have" for c in children(deed))


def _is_added(clause: Token) -> bool:
    """Tell whether a clause says more of a thing or stands beside another, and is no part of what is claimed."""
    if clause.dep_ == "relcl" or (clause.dep_ == "acl" and clause.lemma_ in words("answers")):
        if clause.left_edge.i > 0 and clause.left_edge.nbor(-1).text == ",":
            return True
        inside = children(clause)
        whole = any(c.dep_ == "dobj" and c.lower_ not in WHICH for c in inside)
        acted = any(c.dep_ == "agent" or (c.dep_ == "nsubj" and c.lower_ not in WHICH) for c in inside)
        return clause.head.lemma_ in words("claims") and acted and not whole  # "an allegation Chad rejected"
    if clause.dep_ == "ccomp" and clause.i < clause.head.i:
        return any(t.text == ";" for t in clause.doc[clause.i : clause.head.i])
    return False


def _claimant(scene: Scene, claim: Token) -> str | None:
    subject = subject_of(claim) if claim.pos_ in ("VERB", "AUX") else None
    if claim.pos_ == "NOUN" and claim.dep_ == "dobj":
        subject = subject_of(claim.head)  # "repeated claims that ..."
    if subject is None:
        return None
    parties = scene.agents(subject)
    return (parties[0].person or parties[0].actor) if parties else str(subject.text)
