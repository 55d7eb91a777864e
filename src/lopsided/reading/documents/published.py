"""When a document was published, if it says so.

A date counts only where a text dates itself: a labelled line ("Published: 3 May 2022"), a line that is nothing but a
date, one of names and a date ("Delta Herald, 3 May 2022"), a byline or a dateline with a year. A date in running
prose, a weekday, or a numeric date that can be read two ways ("03/04/2023") does not: then the answer is None, never a
guess.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

_LONGEST_LINE = 500  # characters of a line that are looked at: a date stands at its beginning
LONGEST_CREDIT = 120
"""Characters of the longest line that is taken for names and a date."""
HEAD_LINES = 12
"""Lines at the top (and, for labelled dates, at the bottom) in which a text may date itself."""

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month{n}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATES = (
    r"(?P<year1>(?:19|20)\d\d)[-/.](?P<num1>\d{1,2})[-/.](?P<day1>\d{1,2})(?!\d)",
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s/.,-]+{_MONTH.format(n=2)},?[\s/-]+(?P<year2>(?:19|20)\d\d)",
    rf"{_MONTH.format(n=3)}\s+(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<year3>(?:19|20)\d\d)",
    r"(?P<day4>\d{1,2})(?P<mark4>[./-])(?P<num4>\d{1,2})(?P=mark4)(?P<year4>(?:19|20)\d\d)",
)
DATE = rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?(?:{'|'.join(_DATES)})"
TIME = (
    r"(?:\s*+[T,|@-]?\s*+(?:at\s+)?\d{1,2}[:.h]\d\d(?::\d\d(?:\.\d+)?)?(?:\s*[ap]\.?m\.?)?"
    r"(?:\s*(?:Z|[+-]\d\d:?\d\d|\(?(?:(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d\d)?|[A-Z]{2,4})\)?))?)?"
)
LABEL = (
    r"(?:date(?:line|\s+(?:published|posted|of\s+(?:publication|issue|release)))?|published(?:\s+(?:on|at|date))?"
    r"|first\s+(?:published|posted)(?:\s+(?:on|at))?|publi(?:cation|sh|shing)\s+date|posted(?:\s+(?:on|at|date))?"
    r"|(?:issued|released|uploaded|added|created|filed|printed)(?:\s+(?:on|at))?|(?:release|issue)\s+date"
    r"|(?:last\s+)?(?:updated?|modified|edited)(?:\s+(?:on|at))?)"
)
BYLINE = r"(?:(?:written|story|text|report|article|analysis|posted|reported|compiled|edited|published)\s+)?by\s+"
_CLOCK = r"(?:\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?)"
_PARTICLES = r"(?:of|the|and|for|de|del|della|des|di|do|da|du|la|le|les|el|al|van|von|der|den|es|ad)"
_SECTIONS = (
    r"(?:opinion|analysis|comment|commentary|editorial|feature|news|report|press|release|agency|section|world|issue"
    r"|edition|from|by|our|own|staff|special|correspondents?|reporters?|writer|desk|translated|in english)"
)
_OUTLETS = (
    r"(?:Times|Post|Herald|Ledger|Tribune|Gazette|Courier|Observer|Journal|Chronicle|Standard|Guardian|Telegraph|Monitor"
    r"|Express|Bulletin|Mirror|Examiner|Dispatch|Weekly|Daily|News|Wire|Star|Sun|Mail|Globe|Review|Agency|Press)"
)
_RUNNING = r"(?:On|In|At|Since|Until|After|Before|From|As|Of|For|Between|During)\b"
_PLACE = rf"[A-Z][\w.'\u2019-]++(?:[ -](?:{_PARTICLES}[ -])?[A-Z][\w.'\u2019-]++){{0,3}}"


@cache
def labelled() -> re.Pattern[str]:
    """Pattern of a labelled date at the start of a line ("date 2023-01-02", "Updated: 3 May 2022, 10:15 GMT")."""
    lead = rf"[ \t\ufeff\u2022*>|-]*(?P<label>{LABEL})\s*+[:\-\u2013\u2014|]?\s*+"
    return re.compile(
        rf"{lead}(?:{_CLOCK}[\s,|\u2013\u2014-]+)?(?P<date>{DATE}{TIME})",
        re.IGNORECASE,
    )


@cache
def bare() -> re.Pattern[str]:
    """Pattern of a line that is nothing but a date and perhaps a time."""
    bullet = r"[\s\u2022\u00b7*>|(\u2013\u2014-]*"
    again = r"(?:(?:last )?(?:updated?|modified)\b.{0,60})?"
    return re.compile(rf"{bullet}(?:{_CLOCK}[\s,|\u2013\u2014-]+)?(?P<date>{DATE}{TIME})[\s)|.]*{again}", re.IGNORECASE)


@cache
def byline() -> re.Pattern[str]:
    """Pattern of a byline with a date ("by Ana Ruiz | April 3, 2023")."""
    return re.compile(
        rf"\s*{BYLINE}(?P<who>\S[^|\u2022]{{1,80}}?)[\s|\u2022\u00b7,\-\u2013\u2014/]*+"
        rf"(?:{LABEL}\s*+:?\s*+)?(?P<date>{DATE})",
        re.IGNORECASE,
    )


@cache
def dateline() -> re.Pattern[str]:
    """Pattern of a dateline with a year ("GENEVA, May 3, 2022 (Agency) -", "ROME, May 3, 2022.").

    A full stop ends one only after a place that begins in capitals.
    """
    place = rf"(?!{_RUNNING}){_PLACE}(?:(?:,| and|/)\s?{_PLACE}){{0,2}}"
    agency = r"(?:\([^)]{2,40}\)|/[^/]{2,30}/)"
    return re.compile(
        rf"\s*(?:{place},?\s+(?:{agency},?\s+)?|{agency},?\s+)(?P<date>(?i:{DATE}))\s*{agency}?\s*"
        r"(?:[-\u2013\u2014:]|(?P<stop>\.(?=\s+[A-Z])))"
    )


@cache
def credit() -> re.Pattern[str]:
    """Pattern of a line that is names and a date: outlet, section or place ("Opinion | Delta Herald, 3 May 2022").

    Every word is a name or of those that name a section, so a headline or caption that tells of a day is none.
    """
    # a hyphen is the word's own before a letter, else a mark: were it both, a line of hyphens could be cut in n**4 ways
    word = rf"(?:[A-Z](?:[\w.'\u2019&]|-(?=[^\W\d_]))*+|&|{_PARTICLES}|(?i:{_SECTIONS}))"
    part = rf"{word}(?:\s{word}){{0,7}}"
    mark = r"(?:\s*[,|\u2022\u00b7/\u2013\u2014-]\s*|\.\s)"
    return re.compile(
        rf"\s*(?!{_RUNNING}){part}(?:{mark}{part}){{0,3}}(?P<mark>{mark}|\s)(?P<date>(?i:{DATE}{TIME}))\s*(?:\([^)]{{2,40}}\))?\s*\.?\s*"
    )


def find_published(text: str) -> tuple[str | None, str | None]:
    """Return the ISO date a text gives for itself and where it was read; (None, None) if it does not say.

    Parameters
    ----------
    text : str
        The text as given.

    Returns
    -------
    tuple
        The day, and ``"header"``, ``"byline"`` or ``"dateline"``.
    """
    # a byte order mark belongs to the file, not to its first line
    head = text[:6000].lstrip("\ufeff")
    lines = [line[:_LONGEST_LINE] for line in head.splitlines() if line.strip()][:HEAD_LINES]
    foot = [line[:_LONGEST_LINE] for line in text[-2000:].splitlines() if line.strip()][-HEAD_LINES:]
    return _header(lines + foot) or _first(bare(), lines, "header", whole=True) or _rest(lines) or (None, None)


def _rest(lines: list[str]) -> tuple[str, str] | None:
    return (
        _first(byline(), lines, "byline")
        or _first(dateline(), [line for line in lines if _may_open(line)], "dateline")
        or _first(credit(), _before_prose(lines), "header", whole=True)
        or _apart(lines)
    )


def _apart(lines: list[str]) -> tuple[str, str] | None:
    """Day of a line of furniture before or between the first lines of prose."""
    found = (m for line in lines if not is_prose(line) and (m := _marked(line)))
    return next(((day, "header") for m in found if (day := day_of(m[0]))), None)


@cache
def _furniture() -> re.Pattern[str]:
    """Pattern of one word of a line that tells who, where and when: a name, a label, a time, a handle, a count."""
    told = (
        r"ago|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|read|reads|views?|words?|comments?|shares?|am|pm|a\.m\.?"
        r"|p\.m\.?|at|in|on|via|with|source|editors?|author|edited|updated?|published|posted|created|last|first|modified"
        r"|reading|time|date|adjust|font|size|online|ist|gmt|utc|local|a|an|few"
    )
    name = r"[A-Z\u00c0-\u00de][\w.'\u2019&-]*"
    return re.compile(
        rf"(?:{name}|(?i:{told}|{_SECTIONS}|{_PARTICLES}|{LABEL})|&|@\w+|\S+@\S+\.\w+|\w+(?:\.\w+)*\.(?:com|org|net|\w\w)"
        r"|\d+(?:[:.h]\d\d)*(?:\s?[ap]m)?|\+\d\d:?\d\d)"
    )


def _marked(line: str) -> re.Match[str] | None:
    """Return the date of a line of furniture, set apart by marks or labels: "Agency | Lima | Updated: 3 May 2022"."""
    match = re.search(DATE, line, re.IGNORECASE)
    if not match:
        return None
    around = line[: match.start()].rstrip()[-1:] + line[match.end() :].lstrip()[:1]
    label = re.search(rf"{LABEL}\s*:?\s*$", line[: match.start()], re.IGNORECASE)
    if not (
        label
        or re.search(r"[|\u2022\u00b7/\u2013\u2014-]", around)
        or re.search(rf"^\s*{_CLOCK}\s*,|\b(?:ago|read)\b", line)
    ):
        return None
    rest = re.split(r"[\s|\u2022\u00b7/,:;()\[\]\u2013\u2014>-]+", line[: match.start()] + " " + line[match.end() :])
    return match if all(_furniture().fullmatch(word) for word in rest if word) else None


def _before_prose(lines: list[str]) -> list[str]:
    """Return the lines before the first of prose; not a headline's, unless a mark sets its date apart from the rest."""
    end = next((i for i, line in enumerate(lines) if is_prose(line)), len(lines))
    return lines[:end] if end and is_credit(lines[0], first=True) else lines[1:end]


def is_credit(line: str, *, first: bool = False) -> bool:
    """Whether a line is names and a date and nothing else, and apart if it is the first: that may be a headline."""
    found = None if is_prose(line) else credit().fullmatch(line)
    if first:
        return bool(found and _apart_from(found))
    return not is_prose(line) and bool(found or _marked(line))


def _apart_from(found: re.Match[str]) -> bool:
    """Whether the date of a line of names is set apart by a mark, or stands behind one name or an outlet's alone."""
    names = found.string[: found.start("mark")]
    alone = re.fullmatch(r"\s*[A-Z][\w.'\u2019-]+", names) or re.fullmatch(rf"\s*(?:The )?{_PLACE} {_OUTLETS}", names)
    return bool(found["mark"].strip(" ,") or alone)


def is_prose(line: str) -> bool:
    """Whether a line is too long for anything but prose."""
    return len(line) > LONGEST_CREDIT


def _may_open(line: str) -> bool:
    """Whether a line may open with a dateline: one of prose, in capitals, or a sentence to its end; no headline's."""
    if _capitals().match(line):
        return True
    found = dateline().match(line)
    if found and found["stop"]:
        return is_prose(line)  # "Rome, 3 May 2022. The minister ..."
    return bool(found) and (is_prose(line) or line.rstrip().endswith((".", "!", "?", '"', "\u201d")))


@cache
def _capitals() -> re.Pattern[str]:
    """Pattern of a line that begins with a place in capitals, or with an agency, as no headline does."""
    return re.compile(r"\s*(?:[A-Z][A-Z.'\u2019-]{2,}\b|\()")


def _header(lines: list[str]) -> tuple[str, str] | None:
    """Day of the first labelled line; a line of publication goes before one of a later change."""
    found = [m for line in lines if (m := labelled().match(line))]
    found += [m for first in found if (m := _further().search(first.string, first.end()))]
    found.sort(key=lambda m: bool(re.search("update|modified|edited", m["label"], re.IGNORECASE)))
    day_first = _day_first([m["date"] for m in found])
    return next(((day, "header") for m in found if (day := day_of(m["date"], day_first=day_first))), None)


@cache
def _further() -> re.Pattern[str]:
    """Pattern of a labelled date further on in a line: "Updated: 5 May 2022 | Published: 3 May 2022"."""
    return re.compile(rf"\b(?P<label>{LABEL})\s*+[:\-\u2013\u2014|]?\s*+(?P<date>{DATE}{TIME})", re.IGNORECASE)


def _day_first(dates: list[str]) -> bool | None:
    """Whether a page writes the day before the month, told by the dates of its own that can be read in one way."""
    numeric = [m for written in dates if (m := re.match(r"\D*(\d{1,2})[/-](\d{1,2})[/-]\d{4}", written))]
    told = {int(m[1]) > 12 for m in numeric if max(int(m[1]), int(m[2])) > 12}
    return told.pop() if len(told) == 1 else None


def _first(pattern: re.Pattern[str], lines: list[str], source: str, *, whole: bool = False) -> tuple[str, str] | None:
    for line in lines:
        match = pattern.fullmatch(line) if whole else pattern.match(line)
        if match and (day := day_of(match["date"])):
            return day, source
    return None


def day_of(text: str, *, day_first: bool | None = None) -> str | None:
    """Return the ISO day of the first date written in ``text``; None if it can be read two ways or is no day.

    Parameters
    ----------
    text : str
    day_first : bool, optional
        Whether the day stands before the month in one that could be read two ways.
    """
    match = _any_date().search(text)
    if not match:
        return None
    got = {key.rstrip("1234"): value for key, value in match.groupdict().items() if value}
    month = _MONTHS.index(got["month"][:3].lower()) + 1 if "month" in got else int(got["num"])
    day = int(got["day"])
    if got.get("mark") in ("/", "-") and day != month:
        if day <= 12 and month <= 12:
            if day_first is None:
                return None
            day, month = (day, month) if day_first else (month, day)
        else:
            day, month = max(day, month), min(day, month)
    try:
        return date(int(got["year"]), month, day).isoformat()
    except ValueError:
        return None


@cache
def _any_date() -> re.Pattern[str]:
    return re.compile("|".join(_DATES), re.IGNORECASE)
