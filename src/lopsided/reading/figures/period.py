"""When a figure is of: the time its clause names, or an earlier time without a date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lopsided.reading.dates.dates import resolve, tense_of, time_of, times_of
from lopsided.reading.figures.find import EARLIER

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.flows import Flow
    from lopsided.reading.parsed import Paragraph, ParsedDocument

_CLIMB = 8
_ELSEWHEN = ("since", "before", "after", "until", "than", "from")
_OUTSIDE = ("since", "before", "until", "till", "prior to")
_HAPPENINGS = (
    "war|invasion|conflict|fighting|pandemic|epidemic|crisis|sanctions?|embargo|ban|blockade|boycott|dispute|quarrel|row"
    "|rupture|split|coup|revolution|uprising|unrest|attacks?|annexation|occupation|collapse|break-?up|independence"
    "|election|earthquake|quake|flood|drought|storm|disaster|treaty|deal|agreement|truce|ceasefire|strike|shutdown|closure"
    "|tariffs?|hostilities|slump|crash|accession|withdrawal|Brexit|Covid"
)
# "before the war in Ukraine", "until Brexit": looks back to a time that the calendar does not name.
_EARLIER = re.compile(
    r"\b(?:before|until|till|prior to|ahead of|on the eve of|during|at the height of)\s+(?:[\w'\u2019.-]+\s+){0,4}?"
    rf"(?:{_HAPPENINGS}|(?:19|20)\d\d)\b(?:\s+(?:in|of|on|with|against|over|between)(?:\s+(?:the|its))?\s+[A-Z][\w-]+)?",
    re.IGNORECASE,
)
_CUES = ("before", "until", "till", "prior to", "ahead of", "eve of", "during", "height of")
_AT_PRESENT = frozenset(("now", "today", "currently", "still", "since"))


def period_of(parsed: ParsedDocument, paragraph: Paragraph, candidate: Candidate, flow: Flow) -> tuple[str | None, str]:
    """Return the ISO period of a figure, or its rate, and how it was read."""
    if candidate.quantity == "date-span":
        return None, ""
    if candidate.rate and candidate.unit != "bbl/day" and candidate.quantity != "share":
        return candidate.rate, f'"{candidate.rate}" is the rate given'
    lower = paragraph.text.lower()
    if EARLIER in candidate.reasons:
        return None, ""  # the time named is of the earlier size
    if told := _same_months(parsed, paragraph, candidate) or _time_beside(parsed, paragraph, candidate):
        return told
    tried = [candidate.head, *([flow.noun] if flow.noun is not None else []), verb_of(paragraph.doc[candidate.head]).i]
    for token in dict.fromkeys(tried):
        time = time_of(parsed, paragraph, token)
        compared = re.search(rf"\bfrom\b[^.;,]*{re.escape(time.words.lower())}", lower[_at(paragraph, candidate) :])
        earlier = compared and time.words.lower().endswith(("earlier", "before", "ago"))
        if (
            time.date
            and not earlier
            and not _held_against(paragraph, candidate, time.words)
            and not any(f"{word} {time.words}" in lower for word in _OUTSIDE)
        ):
            return time.date, f"when: {time.why}"
    return _only_time(parsed, paragraph, candidate)


_SAME = re.compile(
    r"[^.;]{0,40}?\b(?:same|corresponding|comparable|equivalent|like|year-earlier)\s+(?:period|months?|quarter|half|time|span)\b"
    r"(?:,?\s+(?:(?:of|in)\s+)?(?P<year>(?:19|20)\d\d|(?:a|one|the)\s+year\s+(?:earlier|ago|before)|last\s+year"
    r"|(?:the\s+)?(?:previous|prior)\s+year))",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"\s*(?:in\s+|during\s+)?(?P<year>(?:a|one|the)\s+year\s+(?:earlier|before)\b|the\s+(?:previous|prior|preceding)\s+year\b)",
    re.IGNORECASE,
)  # right behind a number: counted from the time told of before, not from publication
_SAME_CUES = (
    *("same", "corresponding", "comparable", "equivalent", "like", "year-earlier"),
    *("year before", "year earlier", "previous year", "prior year", "preceding year"),
)
_MONTHS = re.compile(r"(\d{4})(-\d\d)?(?:/(\d{4})(-\d\d))?")
# What a size is held against: "up 3 percent compared with May", "3 percent more than in 2021", "from a year earlier"
_AGAINST = (
    r"(?:compared|comparison|relative)\s+(?:to|with)|than|versus|vs\.?|against|from"
    r"|(?:up|down|increase|rise|growth|drop|fall|decline|decrease)\s+(?:on|over)"
)
_COMPARED = re.compile(rf"\b(?:{_AGAINST})\b", re.IGNORECASE)
_JUST_COMPARED = re.compile(
    rf"\b(?:{_AGAINST})(?:\s+(?:the|that|those|what|it|they|an?|in|of|for|during|was|were|levels?|figures?|same|corresponding"
    r"|similar|previous|period|months?|quarter|time))*\s+$",
    re.IGNORECASE,
)


def _same_months(parsed: ParsedDocument, paragraph: Paragraph, candidate: Candidate) -> tuple[str, str] | None:
    """Return the months told of before, of the year named: "3 tonnes in May, against 2 in the same period of 2021"."""
    lower = paragraph.text.lower()
    if not any(cue in lower for cue in _SAME_CUES):
        return None
    doc = paragraph.doc
    sent = doc[candidate.head].sent
    after = doc[candidate.end : sent.end].text
    told, end = _SAME.match(after) or _YEAR_BEFORE.match(after), candidate.start
    if told is None or any(c.isdigit() for c in after[: told.start("year")]):
        told, end = _SAME.match(doc[sent.start : candidate.start].text), sent.start  # "In the same months of 2021, ..."
    if told is None:
        return None
    times = [t for t in times_of(paragraph) if t.start < end]
    tense = tense_of(verb_of(doc[candidate.head]))
    dates = [resolve(t.expression, published=parsed.document.published, tense=tense).date for t in times]
    base = next((m for d in reversed(dates) if d and (m := _MONTHS.fullmatch(d))), None)
    if base is None:
        return None
    if candidate.quantity == "growth" and _COMPARED.search(after[: told.start("year")]) and end == candidate.start:
        years = base[1] + (base[2] or "") + (f"/{base[3]}{base[4]}" if base[3] else "")
        return years, "when: the months told of before, held against the same of another year"
    year = told["year"]
    shift = int(year) - int(base[1]) if year.isdigit() else -1
    period = f"{int(base[1]) + shift}{base[2] or ''}" + (f"/{int(base[3]) + shift}{base[4]}" if base[3] else "")
    return period, f'when: "{" ".join(told[0].split()[-4:])}", the time told of before'


def _held_against(paragraph: Paragraph, candidate: Candidate, expression: str) -> bool:
    """Whether a time is only that of an earlier size, with which a change is compared."""
    if candidate.quantity != "growth":
        return False
    if re.fullmatch(r"from \S+", expression.lower()):
        return True  # "from May"
    sent = paragraph.doc[candidate.head].sent
    at = sent.text.find(expression)
    return at > 0 and _JUST_COMPARED.search(sent.text[:at]) is not None


def _at(paragraph: Paragraph, candidate: Candidate) -> int:
    """Return the character a candidate's words begin at."""
    return int(paragraph.doc[candidate.start].idx)


def _time_beside(parsed: ParsedDocument, paragraph: Paragraph, candidate: Candidate) -> tuple[str, str] | None:
    """Return the time right after a number: "from 48 billion in 2021 to 11 billion in 2023"."""
    doc = paragraph.doc
    end = doc[candidate.head].sent.end
    after = [t for t in times_of(paragraph) if 0 <= t.start - candidate.end <= 1 and t.start < end]
    if not after or any(t.lower_ in _ELSEWHEN for t in doc[candidate.end : after[0].start]):
        return None
    if _held_against(paragraph, candidate, after[0].expression.text):
        return None
    tense = tense_of(verb_of(doc[candidate.head]))
    time = resolve(after[0].expression, published=parsed.document.published, tense=tense)
    return (time.date, f"when: {time.why}") if time.date else None


def _only_time(parsed: ParsedDocument, paragraph: Paragraph, candidate: Candidate) -> tuple[str | None, str]:
    """Return the one time a sentence names, unless it says since when something else is so."""
    doc = paragraph.doc
    sent = doc[candidate.head].sent
    named = [t for t in times_of(paragraph) if sent.start <= t.start < sent.end]
    named = [t for t in named if not _held_against(paragraph, candidate, t.expression.text)]
    if len(named) != 1 or any(t.lower_ in _ELSEWHEN for t in doc[max(sent.start, named[0].start - 6) : named[0].start]):
        return None, ""
    own, head = verb_of(doc[named[0].governor]), doc[candidate.head]
    if own.dep_ in ("acl", "relcl") and head != own and own not in head.ancestors:
        return None, ""  # "the deal, signed on Tuesday, will bring 300 jobs"
    if own.tag_ == "VBD" and verb_of(head).tag_ in ("VBZ", "VBP") and verb_of(head) in own.ancestors and _has_doer(own):
        return None, ""  # "Chad sells 3 tonnes, and Mali banned imports in May"
    time = resolve(named[0].expression, published=parsed.document.published, tense=tense_of(verb_of(head)))
    return time.date, f"when: {time.why}, the only time in the sentence" if time.date else ""


def _has_doer(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_ not in ("WDT", "WP") for c in verb.children)


def earlier_time(doc: Doc, candidate: Candidate, period: str | None) -> str | None:
    """Return the words for an earlier time without a date that a figure of the past is of: "before the war"."""
    if candidate.quantity == "date-span" or (period is not None and period[:1].isdigit()):
        return None
    sent = doc[candidate.head].sent
    text = sent.text
    if not any(cue in text.lower() for cue in _CUES) or verb_of(doc[candidate.head]).tag_ in ("VBZ", "VBP", "VB"):
        return None
    for match in _EARLIER.finditer(text):
        words = doc.char_span(sent.start_char + match.start(), sent.start_char + match.end(), alignment_mode="expand")
        low, high = sorted((words.start, candidate.start)) if words is not None else (0, 0)
        if words is not None and not any(t.lower_ in _AT_PRESENT or t.text == ";" for t in doc[low:high]):
            return " ".join(match.group().split())
    return None


def verb_of(token: Token) -> Token:
    """Return the verb a token hangs on, or the top of its tree."""
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX") or token.head == token:
            return token
        token = token.head
    return token
