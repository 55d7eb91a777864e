"""What a verb of communication brings besides a clause: what somebody did, what is asked of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_DOING = frozenset(
    {"deny", "admit", "acknowledge", "rule", "recall", "recommend", "suggest", "propose", "advise", "report", "mention",
     "defend", "regret", "confess", "condemn", "criticise", "criticize", "denounce", "dispute", "oppose"}
)  # fmt: skip
_SAYINGS = frozenset(
    {"accusation", "allegation", "charge", "claim", "criticism", "report", "suggestion", "notion", "account", "version",
     "assertion", "view", "portrayal", "idea", "reading", "narrative", "figure", "sum", "estimate", "finding", "toll"}
)  # fmt: skip


def tells_of_doing(token: Token, children: list[Token]) -> bool:
    """Return whether a verb like "deny" says what somebody did: "denied arming them", "ruled out joining"."""
    if token.lemma_ not in _OF_DOING:
        return False
    after = [c for c in children if c.i > token.i and c.tag_ == "VBG" and c.dep_ in ("xcomp", "advcl", "ccomp", "dobj")]
    return any(_stands_next(token, c) for c in after)


def _stands_next(token: Token, gerund: Token) -> bool:
    """Return whether only a particle, adverbs or an auxiliary stand between: "denied ever having met him"."""
    return all(t.dep_ in ("prt", "advmod", "aux", "neg") for t in token.doc[token.i + 1 : gerund.i])


def tells_of_wish(token: Token, particles: frozenset[str], children: list[Token]) -> bool:
    """Return whether a clause brought by a particle tells what is asked, or its object: "called for Chad to leave"."""
    asked = [c for c in children if c.i > token.i and c.dep_ in ("advcl", "ccomp", "xcomp")]
    if any(g.dep_ == "mark" and g.lower_ in particles for c in asked for g in c.children):
        return True
    tied = any(c.dep_ == "prt" and c.lower_ in particles for c in children)
    return tied and any(c.dep_ == "dobj" and c.i > token.i for c in children)


def puts_at(token: Token, children: list[Token]) -> bool:
    """Return whether somebody names the size of something: "put its losses at 23 soldiers"."""
    at = [g for c in children if c.dep_ == "prep" and c.lower_ == "at" for g in c.subtree if g.like_num]
    return bool(at) and any(c.dep_ == "dobj" and c.i < at[0].i for c in children) and token.lemma_ == "put"


def is_denied(part: Token) -> bool:
    """Return whether a verb's object is what others said: "rejects that account", "disputed that Peru had paid"."""
    if part.dep_ == "ccomp":
        return (
            any(c.dep_ == "mark" and c.lower_ == "that" for c in part.children) or part.lemma_.lower() in _SAYINGS
        )  # a noun the parser took for a verb
    return part.dep_ == "dobj" and (part.lemma_.lower() in _SAYINGS or part.tag_ == "WDT")


def is_asked(token: Token, children: list[Token]) -> bool:
    """Return whether a verb is only asked about: "did Chad warn of it?", "asked whether Chad had warned of it"."""
    if any(c.dep_ == "mark" and c.lower_ == "whether" for c in children):
        return True
    subject = next((c for c in children if c.dep_ == "nsubj"), None)
    turned = subject is not None and any(c.dep_ == "aux" and c.i < subject.i for c in children)
    return turned and token.doc[token.sent.end - 1].text == "?"
