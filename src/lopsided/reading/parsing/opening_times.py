"""A month or weekday the parser took for part of the name behind it: "In May Chad accused", "On Monday Premier Ruiz".

Without a comma it reads "May Chad" as one name, often as what "in" governs, and the sentence loses its subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEADS = frozenset({"in", "on", "since", "by", "until", "before", "after", "during"})
_TIMES = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {"december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def mend_opening_times(doc: Doc) -> Doc:
    """Part months and weekdays from the names behind them.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        Parsed; changed in place.

    Returns
    -------
    spacy.tokens.Doc
        The same.
    """
    for time in doc:
        if time.lower_ in _TIMES and time.i and doc[time.i - 1].lower_ in _LEADS and time.dep_ == "compound":
            _part(doc[time.i - 1], time)
    return doc


def _part(lead: Token, time: Token) -> None:
    name = time.head
    if name.i < time.i:
        return
    if name.dep_ == "pobj" and name.head == lead and not _let_go(lead, name):
        return
    time.head, time.dep_ = lead, "pobj"


def _let_go(lead: Token, name: Token) -> bool:
    """Make a name that a preposition governs the subject of the verb behind it, or a title of that subject."""
    verb = lead.head
    if verb.pos_ not in ("VERB", "AUX") or verb.i < name.i:
        return False
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.i > lead.i), None)
    if subject is None:
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        name.head, name.dep_ = verb, "nsubjpass" if passive else "nsubj"
        return True
    if subject.left_edge.i <= name.right_edge.i + 1:
        name.head, name.dep_ = subject, "compound"
        return True
    return False
