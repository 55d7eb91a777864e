"""When something happened: time expressions resolved, each with where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from lopsided.reading.dates.anchors import Anchors, Tense, UnresolvedError
from lopsided.reading.dates.calendar import settle
from lopsided.reading.dates.find import TimeExpression, find

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from lopsided.reading.parsed import Paragraph, ParsedDocument

Attachment = Literal["own", "clause", "inherited", "none"]
_KEY = "lopsided_times"
_MAX_CLIMB = 12
_FULL_DAY = len("2023-03-22")
_PARTS = frozenset(
    ("morning", "afternoon", "evening", "night", "eve", "noon", "midnight", "dawn", "hours", "day", "days", "week",
     "weeks", "half", "beginning", "start", "middle", "end", "close", "course", "weekend")
)  # fmt: skip
_LEADING = frozenset(("late", "early", "later", "earlier", "shortly", "only", "again", "already", "back", "sometime"))
_OTHER_TIME = frozenset(("before", "after", "until", "till", "since", "during"))
_ANNOUNCING = frozenset(("announce", "declare", "agree"))
_LOOKING_AHEAD = frozenset(
    (
        "agree", "aim", "ask", "call", "decide", "due", "expect", "hope", "intend", "invite", "likely", "order", "plan",
        "pledge", "prepare", "promise", "propose", "ready", "schedule", "seek", "set", "slate", "urge", "vow", "want",
    )
)  # fmt: skip
_SCHEDULING = frozenset(("due", "expect", "plan", "schedule", "set", "slate", "tip"))


@dataclass(frozen=True, slots=True)
class Resolved:
    """A time and where it came from.

    Attributes
    ----------
    date : str or None
        ISO day, month, year or interval ``A/B``; None if the text does not settle it.
    why : str
        The words it was read from and the day they count from, or the reason it stays open.
    attachment : str
        How the words belong to what was asked about: they modify it themselves (own), stand in its clause (clause),
        in the clause it depends on (inherited), or there are none.
    words : str
        The time expression, as in the text.
    """

    date: str | None
    why: str
    attachment: Attachment = "none"
    words: str = ""


@dataclass(frozen=True, slots=True)
class PlacedTime:
    """A time expression among the tokens of a paragraph.

    Attributes
    ----------
    expression : TimeExpression
        The words.
    start, end : int
        Token range, ``end`` exclusive.
    governor : int
        The token it modifies.
    """

    expression: TimeExpression
    start: int
    end: int
    governor: int


def resolve(
    expression: str | TimeExpression | Sequence[str],
    *,
    published: str | None,
    anchor: str | None = None,
    tense: Tense = "past",
) -> Resolved:
    """Resolve a time expression.

    Parameters
    ----------
    expression : str, TimeExpression or sequence of str
        The words, or their tokens.
    published : str, optional
        ISO day of publication.
    anchor : str, optional
        ISO day the text itself tells from ("On March 22, ... the day before").
    tense : str
        Of the act the time belongs to: decides between the Monday before and the Monday after.

    Returns
    -------
    Resolved
        ``date`` is None, with the reason in ``why``, when nothing settles it.
    """
    if not isinstance(expression, TimeExpression):
        text = expression if isinstance(expression, str) else " ".join(expression)
        found = find(text)
        if not found:
            return Resolved(None, f"no time expression in {text!r}")
        expression = found[0]
    anchors = Anchors(_as_day(published), _as_day(anchor), tense)
    words = " ".join(expression.text.split())
    try:
        settled = settle(expression, anchors)
    except UnresolvedError as reason:
        return Resolved(None, f'"{words}": {reason}', words=words)
    if expression.absolute:
        why = f'"{words}"'
    elif anchors.telling != anchors.published and expression.rule in ("relative", "same-day", "ago", "span-back"):
        why = f'"{words}", counted from {anchor}, the day the text tells of'
    else:
        why = f'"{words}", counted from publication on {published}'
    return Resolved(settled, why, words=words)


def _as_day(text: str | None) -> date | None:
    """Return a full ISO day as a date; anything coarser cannot be counted from."""
    return date.fromisoformat(text) if text and len(text) == _FULL_DAY else None


def time_of(
    parsed: ParsedDocument, paragraph: Paragraph, token: int, *, since: int = 0, until: int | None = None
) -> Resolved:
    """Return the time of the act a token names.

    The expression that modifies the token itself goes first, then one in the same clause, then one in the clause it
    depends on (coordinated verbs, participles); never one inside a relative clause or a noun elsewhere.

    Parameters
    ----------
    parsed : ParsedDocument
        The document.
    paragraph : Paragraph
        One of its paragraphs.
    token : int
        Index in ``paragraph.doc`` of the verb or noun that names the act.
    since, until : int
        Only times between these places are taken, the last not included.

    Returns
    -------
    Resolved
        ``attachment`` says how the words were found.
    """
    doc = paragraph.doc
    end = len(doc) if until is None else until
    times = tuple(t for t in times_of(paragraph) if since <= t.start < end)
    if not times:
        return Resolved(None, "the paragraph names no time")
    placed, attachment = _attached(doc, times, doc[token])
    if placed is None:
        return Resolved(None, "no time in this clause")
    if _only_begins(doc, placed) and not placed.start <= doc[token].head.i < placed.end:
        words = " ".join(placed.expression.text.split())
        return Resolved(None, f'"since {words}" says when it began, not until when it went on', attachment, words)
    if doc[max(placed.start - 1, 0)].lower_ in ("until", "till"):
        words = " ".join(placed.expression.text.split())
        return Resolved(None, f'"until {words}" says until when it goes on, not when', attachment, words)
    published = parsed.document.published
    tense = tense_of(_clause(doc[placed.governor]))
    near, far = _days_told(paragraph, placed)
    found = resolve(placed.expression, published=published, anchor=near, tense=tense)
    if far and not near and placed.expression.rule == "relative":
        other = resolve(placed.expression, published=published, anchor=far, tense=tense)
        if other.date != found.date:
            why = f'"{found.words}" may count from {far}, which the paragraph tells of, or from publication'
            return Resolved(None, why, attachment, found.words)
    return Resolved(found.date, found.why, attachment, found.words)


def _only_begins(doc: Doc, placed: PlacedTime) -> bool:
    """Whether a time is that since when something has gone on ("has imposed duties since 2019")."""
    if "since" not in (doc[placed.start].lower_, doc[max(placed.start - 1, 0)].lower_):
        return False
    verb = _clause(doc[placed.governor])
    return any(c.dep_ == "aux" and c.lower_ in ("has", "have", "'s", "'ve") for c in verb.children)


def times_of(paragraph: Paragraph) -> tuple[PlacedTime, ...]:
    """Return the time expressions of a paragraph, in order; found once for each parsed paragraph."""
    doc = paragraph.doc
    if _KEY not in doc.user_data:
        doc.user_data[_KEY] = tuple(p for e in find(paragraph.text) if (p := _place(doc, e)))
    found: tuple[PlacedTime, ...] = doc.user_data[_KEY]
    return found


def _place(doc: Doc, expression: TimeExpression) -> PlacedTime | None:
    tokens = doc.char_span(expression.start, expression.end, alignment_mode="expand")
    if tokens is None:
        return None
    head, adverb = tokens.root, False
    while head.head != head and (tokens.start <= head.i < tokens.end or _only_leads_to(head)):
        adverb = adverb or head.dep_ == "advmod"
        head = head.head
    if adverb and head.pos_ in ("NOUN", "PROPN"):
        head = _clause(head)  # "late" says when something was done, whatever noun the parser hung it on
    return PlacedTime(expression, tokens.start, tokens.end, head.i)


def _only_leads_to(word: Token) -> bool:
    """Whether a word only leads up to a time: "late on Friday", "on the evening of 3 March"."""
    if word.dep_ in ("prep", "pcomp", "quantmod"):
        return True
    if word.dep_ in ("pobj", "npadvmod"):
        return word.lower_ in _PARTS and any(c.lower_ in ("of", "to", "on") for c in word.children)
    return word.dep_ == "advmod" and word.lower_ in _LEADING


def _clause(token: Token) -> Token:
    """Return the verb of the clause a token stands in, or the sentence's root."""
    for _ in range(_MAX_CLIMB):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return token
        if token.head == token:
            return token
        token = token.head
    return token


def _attached(doc: Doc, times: tuple[PlacedTime, ...], token: Token) -> tuple[PlacedTime | None, Attachment]:
    sentence = token.sent
    here = [t for t in times if sentence.start <= t.start < sentence.end]
    if token.pos_ not in ("VERB", "AUX"):
        # "the first meeting since 2016" was not held in 2016
        here = [t for t in here if "since" not in (doc[t.start].lower_, doc[max(t.start - 1, 0)].lower_)]
    own = _nearest([t for t in here if _is_own_time(doc, t, token)], token)
    if own:
        return own, "own"
    # A noun takes its verb's time only as the subject or object of that verb, never from inside a phrase.
    if token.pos_ not in ("VERB", "AUX"):
        if token.dep_ not in ("nsubj", "nsubjpass", "dobj", "attr", "ROOT", "conj"):
            return None, "none"
        verb = _clause(token)
        same = _nearest([t for t in here if t.governor == verb.i], token)
        return (same, "clause") if same else (None, "none")
    clause = _clause(token)
    same = _nearest([t for t in here if t.governor == clause.i or _is_argument_time(doc, t, clause)], token)
    if same:
        return same, "clause"
    while _takes_time_from_above(clause):
        clause = _clause(clause.head)
        above = _nearest([t for t in here if t.governor == clause.i or _is_argument_time(doc, t, clause)], token)
        if above:
            return above, "inherited"
    return None, "none"


def _is_own_time(doc: Doc, placed: PlacedTime, token: Token) -> bool:
    """Whether a time modifies a word itself, or a participle that says how it came about ("duties imposed in 2018")."""
    governor = doc[placed.governor]
    if governor.i == token.i or placed.start <= token.i < placed.end:
        return True
    if token.dep_ == "relcl" and placed.start <= token.head.i < placed.end:
        return True  # "in March, when two sailors were arrested"
    return bool(
        governor.dep_ == "acl" and governor.tag_ == "VBN" and governor.head == token and token.pos_ in ("NOUN", "PROPN")
    )


def _takes_time_from_above(clause: Token) -> bool:
    """Whether a clause happens when the one it hangs on does: coordinated, a participle, what was just announced."""
    if clause.head == clause:
        return False
    if clause.dep_ in ("advcl", "xcomp", "conj", "dep"):
        return not any(c.dep_ in ("mark", "prep") and c.lower_ in _OTHER_TIME for c in clause.children)
    if clause.dep_ != "ccomp":
        return False
    participle = clause.tag_ == "VBG" and not any(c.dep_ == "aux" for c in clause.children)
    return participle or (clause.head.lemma_ in _ANNOUNCING and tense_of(clause) == "past")


def _is_argument_time(doc: Doc, placed: PlacedTime, clause: Token) -> bool:
    """Whether a time the parser hung on an object ("reached a deal on Monday") belongs to the verb as well."""
    governor = doc[placed.governor]
    return governor.head == clause and governor.dep_ in (
        "dobj",
        "attr",
        "nsubj",
        "nsubjpass",
        "acomp",
        "prt",
        "advmod",
        "npadvmod",
    )


def _nearest(times: list[PlacedTime], token: Token) -> PlacedTime | None:
    return min(times, key=lambda t: abs(t.start - token.i), default=None)


def tense_of(verb: Token) -> Tense:
    """Return whether a verb tells of what was, is or will be."""
    for _ in range(_MAX_CLIMB):
        helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
        if helpers & {"will", "shall", "'ll", "would"} or _is_scheduled(verb, helpers):
            return "future"
        if verb.tag_ in ("VBD", "VBN") or helpers & {"had", "has", "have", "was", "were", "did"}:
            return "past"
        if verb.tag_ in ("VBZ", "VBP") or verb.head == verb:
            return "present" if verb.tag_ in ("VBZ", "VBP") else "past"
        ahead = verb.head.lemma_ in _LOOKING_AHEAD or _clause(verb.head).lemma_ in _LOOKING_AHEAD
        if ahead and "to" in helpers and verb.dep_ in ("xcomp", "acl", "ccomp", "advcl", "relcl"):
            return "future"
        verb = _clause(verb.head)
    return "past"


def _is_scheduled(verb: Token, helpers: set[str]) -> bool:
    """Whether something is said to be to come: "is planned for May", "talks scheduled for Monday"."""
    if verb.tag_ != "VBN" or verb.lemma_ not in _SCHEDULING:
        return False
    return bool(helpers & {"is", "are", "'s", "being"}) or (verb.dep_ == "acl" and not helpers)


def _days_told(paragraph: Paragraph, placed: PlacedTime) -> tuple[str | None, str | None]:
    """Return the last full date named before an expression: in its sentence or the one before, and anywhere above."""
    doc = paragraph.doc
    sentence = doc[placed.start].sent
    before = doc[sentence.start - 1].sent.start if sentence.start else 0
    near = far = None
    for time in times_of(paragraph):
        if time.start >= placed.start or not time.expression.absolute:
            continue
        day = resolve(time.expression, published=None).date
        if day and len(day) == _FULL_DAY:
            far, near = day, (day if time.start >= before else near)
    return near, far
