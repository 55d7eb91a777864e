"""Ranks in a parsed paragraph: "largest supplier", "second only to", "one of the main", "first visit since"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lopsided.reading.figures.find import Candidate
from lopsided.reading.figures.words import role_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from lopsided.reading.parsed import Paragraph

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
_REACH = 7
# No rank without one of these: looking for them is much cheaper than the pattern.
_CUES = (
    "largest", "biggest", "important", "highest", "lowest", "smallest", "greatest", "fastest", "longest", "deadliest",
    "heaviest", "richest", "strongest", "poorest", "top", "main", "leading", "principal", "chief", "primary",
    "dominant", "foremost", "behind only", "no.", "number", "#", "rank", "1st", "2nd", "3rd", "th ", *_ORDINALS,
)  # fmt: skip


@cache
def _pattern() -> re.Pattern[str]:
    ordinal = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))"
    return re.compile(
        rf"(?<![\w-])(?:"
        rf"(?P<only>second\s+only\s+to|behind\s+only)"
        rf"|(?:(?P<one>one\s+of|among|amongst)\s+(?:(?:the|its|their|his|her|our|[A-Z]\w+['’]s)\s+(?:\w+['’]s\s+)?)?)?"
        rf"(?:(?P<o>{ordinal})[\s-]+)?(?:single[\s-]+)?(?P<s>largest|biggest|most\s+important|highest|lowest|smallest|greatest|fastest[\s-]growing"
        rf"|longest|deadliest|heaviest|richest|strongest|poorest|top|main|leading|principal|chief|primary|dominant|foremost)"
        rf"|(?P<no>no\.?\s?|number[\s-]|\#)(?P<k>one|two|three|\d{{1,2}})(?=[\s-]+[a-z])"
        rf"|rank(?:s|ed|ing)?\s+(?:(?:as|the|only|just|still|now|it|them|him|her|in)\s+){{0,3}}(?P<r>{ordinal})"
        rf"|(?:in|into|to|takes?|took|taking|holds?|held|occupies|occupied)\s+(?P<p>{ordinal})\s+place"
        rf"|(?P<a>{ordinal})\s+among(?:st)?\s+(?:the|its|their|his|her|our|[A-Z]\w+['’]s)"
        rf"|(?P<f>{ordinal})(?:[\s-](?P<ever>ever))?"
        rf")(?![\w])",
        re.IGNORECASE,
    )


def ranks(paragraph: Paragraph) -> Iterator[Candidate]:
    """Yield the ranks of a paragraph, in order."""
    doc, text = paragraph.doc, paragraph.text
    lower = text.lower()
    if not any(cue in lower for cue in _CUES):
        return
    for match in _pattern().finditer(text):
        tokens = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if tokens is None:
            continue
        found = _read(doc, match, tokens.start, tokens.end)
        if found:
            yield found


def _read(doc: Doc, match: re.Match[str], start: int, end: int) -> Candidate | None:
    if match["only"] or match["r"] or match["p"] or match["a"]:
        return _placed(doc, match, start, end)
    noun = _noun(doc, end)
    if noun is None:
        return _bare_ordinal(doc, match, start, end)
    if match["s"]:
        return _superlative(doc, match, (start, end), noun)
    if match["k"]:
        if not _is_role(noun):
            return None
        why = f'"{match.group()}" is a rank'
        return Candidate("rank", _number(match["k"]), "rank", start, noun.i + 1, noun.i, reasons=(why,))
    return _ordinal(doc, match, (start, end), noun)


def _placed(doc: Doc, match: re.Match[str], start: int, end: int) -> Candidate | None:
    """Read "second only to Chad", "ranks third", "in third place among its suppliers"."""
    value = 2.0 if match["only"] else _number(match["r"] or match["p"] or match["a"])
    named = next((t for t in doc[end - 1 : doc[start].sent.end] if _is_role(t)), None)
    if named is None and (match["p"] or match["a"]):
        return None  # "the team held first place"
    head = named.i if named is not None else start
    return Candidate("rank", value, "rank", start, end, head, reasons=(f'"{match.group()}" is a rank',))


def _bare_ordinal(doc: Doc, match: re.Match[str], start: int, end: int) -> Candidate | None:
    """Read "the first between the two since 2016", which leaves out the noun said before."""
    last = doc[end - 1]
    bare = match["f"] and end < len(doc) and doc[end].lower_ in ("between", "by", "from", "since", "in", "for")
    since = (_since(last) or _by_one(last)) if bare and start and doc[start - 1].lower_ == "the" else None
    if not since:
        return None
    why = f'"{match.group()}" counted "{since}"'
    return Candidate("rank", _number(match["f"]), "rank", start, end, end - 1, reasons=(why,))


def _superlative(doc: Doc, match: re.Match[str], place: tuple[int, int], noun: Token) -> Candidate | None:
    start, _ = place
    weak = match["s"].lower() in ("top", "main", "leading", "principal", "chief", "primary", "dominant", "foremost")
    role, plural = _is_role(noun), noun.tag_ in ("NNS", "NNPS")
    lead = doc[start - 1].lower_ if start else ""
    vague = lead in ("a", "an", "another") and not match["o"]
    owned = lead in ("'s", "s", "its", "their", "his", "her", "our", "world", "'")
    if vague or (weak and not role):
        return None
    several = match["one"] is not None or plural
    if plural and match["one"] is None and not (role and owned):
        return None
    compared = role or match["o"] or _since(noun) or noun.lemma_.lower() in words("class") or lead == "world"
    if not compared and owned:
        compared = doc[start - 2].lower_ in ("world", "europe", "asia", "africa", "region", "country", "continent")
    if not compared:
        return None
    value: float | None = None if several else _number(match["o"] or "first")
    if value == 1 and (ahead := _after_another(doc, noun)):
        value = ahead
    why = f'"{match.group()} {noun.text}"' + (
        " names no place of its own" if value is None else f" is place {value:.0f}"
    )
    return Candidate("rank", value, "rank", start, noun.i + 1, noun.i, reasons=(why,))


def _after_another(doc: Doc, noun: Token) -> float | None:
    """Return 2 for "the largest supplier after Saudi Arabia", 3 for "after Chad and Mali"."""
    following = doc[noun.i + 1 : noun.i + 8]
    for index, token in enumerate(following):
        if token.lower_ == "after" and index + 1 < len(following) and following[index + 1].pos_ == "PROPN":
            # not "after Gazprom left"
            return None if any(t.dep_ == "nsubj" for t in following[index + 1 : index + 4]) else _place_after(token)
        if token.lower_ == "behind":
            return _place_after(token)
    return None


def _place_after(preposition: Token) -> float:
    """Return the place behind all whom "after" or "behind" names."""
    ahead = next((c for c in preposition.children if c.dep_ in ("pobj", "pcomp")), None)
    return 2.0 + sum(t.pos_ == "PROPN" for t in ahead.conjuncts) if ahead is not None else 2.0


def _ordinal(doc: Doc, match: re.Match[str], place: tuple[int, int], noun: Token) -> Candidate | None:
    start, end = place
    word = match["f"].lower()
    lemma = noun.lemma_.lower()
    if lemma in (
        "century",
        "half",
        "quarter",
        "war",
        "place",
        "party",
        "world",
        "term",
        "lady",
        "minister",
        "floor",
        "day",
    ):
        return None
    if role_of(lemma) in ("supplier", "buyer", "partner", "giver") and doc[end].i <= noun.i:
        lead = doc[start - 1].lower_ if start else ""
        if lead in ("a", "an"):
            return None
        why = f'"{match.group()} {noun.text}" is place {_number(word):.0f}'
        return Candidate("rank", _number(word), "rank", start, noun.i + 1, noun.i, reasons=(why,))
    since = _since(noun) or _by_one(noun) or _to_do(noun) or _of_talks(noun, _number(word))
    if since and lemma in words("party") and _to_do(noun):
        why = f'"{match.group()} {noun.text}" {since}'
        return Candidate("rank", _number(word), "rank", start, noun.i + 1, noun.i, reasons=(why,))
    if (since or match["ever"]) and lemma in words("step"):
        why = f'"{match.group()} {noun.text}"' + (f' counted "{since}"' if since else "")
        return Candidate("rank", _number(word), "rank", start, noun.i + 1, noun.i, reasons=(why,))
    return None


def _since(noun: Token) -> str | None:
    """Return the words that say from when an ordinal or a superlative counts."""
    doc = noun.doc
    last = min(noun.sent.end, noun.i + 12)
    for token in doc[noun.i + 1 : last]:
        if token.lower_ == "since" or (token.lower_ in ("ever", "history", "record")):
            return token.lower_
        if (
            token.lower_ in ("in", "for")
            and doc[token.i + 1 : token.i + 6].text.lower().split()[-1:]
            and _years(doc, token.i)
        ):
            return "in years"
    return None


def _by_one(noun: Token) -> str | None:
    """Return "by" where an ordinal counts what people of one kind did ("the first visit by an African leader")."""
    doc = noun.doc
    for token in doc[noun.i + 1 : min(noun.sent.end - 1, noun.i + 6)]:
        if token.lower_ == "by" and doc[token.i + 1].lower_ in ("a", "an", "any"):
            return "by"
    return None


def _of_talks(noun: Token, place: float) -> str | None:
    """Return "talks" where rounds of talks are counted: "a 17th round of talks"."""
    ahead = [t.lemma_.lower() for t in noun.doc[noun.i + 1 : noun.i + 5]]
    return "talks" if noun.lemma_ == "round" and place > _FEW and ahead[:1] == ["of"] and _TALKS & set(ahead) else None


_FEW = 10  # "their ninth round of talks" names the round
_TALKS = frozenset(("talk", "negotiation", "consultation"))


def _to_do(noun: Token) -> str | None:
    """Return "to" where somebody is the first to do something ("the first foreign leader to visit")."""
    ahead = noun.doc[noun.i + 1 : noun.i + 3]
    return "to" if len(ahead) == 2 and ahead[0].lower_ == "to" and ahead[1].lemma_ in words("call-on") else None


def _years(doc: Doc, at: int) -> bool:
    ahead = [t.lower_ for t in doc[at + 1 : at + 9]]
    return any(
        w in ("years", "year", "decades", "decade", "months", "generation", "century", "centuries") for w in ahead
    ) and not any(w in (",", "and", "but") for w in ahead)


def _noun(doc: Doc, start: int) -> Token | None:
    """Return the head of the noun group that goes on at a token."""
    found = None
    for token in doc[start : start + _REACH]:
        if found is not None and token.pos_ == "PROPN" and _is_role(found) and found.pos_ == "NOUN":
            break  # "top supplier Norway"
        if token.pos_ in ("NOUN", "PROPN") and token.tag_ != "POS":
            found = token
        elif token.text in ("-", "/") or token.tag_ == "POS":
            continue
        elif token.is_punct or token.pos_ not in _IN_A_GROUP or (found is not None and token.pos_ != "ADJ"):
            break
    return found


_IN_A_GROUP = ("ADJ", "ADV", "NUM", "VERB", "DET", "CCONJ")


def _is_role(noun: Token) -> bool:
    return role_of(noun.lemma_.lower()) in ("supplier", "buyer", "partner", "giver")


def _number(word: str) -> float:
    word = word.lower()
    if word in _ORDINALS:
        return float(_ORDINALS[word])
    named = {"one": 1.0, "two": 2.0, "three": 3.0}
    return named.get(word) or float("".join(c for c in word if c.isdigit()))
