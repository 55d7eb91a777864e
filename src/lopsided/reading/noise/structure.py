"""Noise that shows only in how a text is put together: doubled paragraphs, stray headlines, broken fragments."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from lopsided.records.kinds import Noise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lopsided.reading.documents.layout import Line
    from lopsided.records.kinds import NoiseKind, Span

NEAR_EQUAL = 92.0
"""Two paragraphs this alike (rapidfuzz ratio, 0-100) are the same paragraph."""
_SPELT_ALIKE = 60.0  # of two spellings of a name
_SHORTEST_DOUBLE = 40
_SHORTEST_TWICE = 24
_LONGEST_TWICE = 1_000  # no picture has more told of it
_LEAST_PULLED = 5  # words
_MARKS_AROUND = " .,;:!?-\u2013\u2014\"'\u201c\u201d\u2018\u2019\u00ab\u00bb"
_LONGEST_ALIKE = 4_000  # characters of the longest paragraphs held against each other letter by letter
_SHINGLE = 6
_COMMON = 8
_SHORTEST_LIST = 2
_HEADS = re.compile(
    r"(?i)\W*(?:(?:read|see|watch|you)\b.{0,20}|.{0,20}\b(?:related|recommended|popular|trending|latest|recent|most|top|more|next|also|others?|"
    r"picks?|other)\b.{0,30})\W*"
)
_KEEP_ON = re.compile(r"(?i)\W*(?:keep|continue) reading\W*")
_OF_PAGE = re.compile(r"(?i)\b(?:of (?:the )?page|to top)\b")
_CUT_OFF = re.compile(r"(?:\.\.\.|\u2026|\[(?:\.\.\.|\u2026)\])\s*$")
_NAMED = re.compile(
    r"(?i)\W*(?:(?:written|posted|published|reported|story|words|text)(?: by)?|by|authors?|reporters?)\s*:?"
)
_NAME = re.compile(r"(?:[A-Z][\w.'\u2019-]+)(?: (?:[A-Z][\w.'\u2019-]*|de|van|von|al|el|bin|da|del|and|&)){1,5}")
_LABEL = re.compile(r"(?i)(?:file|archiv(?:e|al)|stock)?\s*(?:photo|picture|image|archiv(?:e|al))s?\W*")
_BULLET = re.compile(r"\s*[\u2022\u25cf\u25aa\u25e6*-]\s+(?=\S)")
_FUNCTION = re.compile(
    r"(?i)\b(?:the|an?|is|are|was|were|has|have|had|will|would|been|be|its|his|her|their|that|this|there|who|which)\b"
)
_LISTED = re.compile(r"(?:[\w'\u2019-]+ ){6,}[\w'\u2019-]+\??")
_VERB = r"(?:said|added|says|adds|told|reported|noted|stated|wrote|announced)"
_GARBLED = (
    # a cue left beside the cue that replaced it: "he said. added. says Smith"
    re.compile(rf"(?:\b(?:he|she|they|it) )?\b{_VERB}\.(?: {_VERB}\.){{0,9}}(?= {_VERB}\b(?!\.))"),
    # one or two words in lower case or behind a stray mark, closed like a sentence: "in the east. 'is. The"
    re.compile(
        r"""[.!?](?:["\u201d\u2019](?! \w+ """
        rf"""{_VERB}\.))? (?P<fragment>"""
        r"""(?:[-\u2018\u2019'"\u201c][a-z][\w'\u2019]*(?: \w+)?|[a-z][\w'\u2019]*(?: [a-z]\w*)?)"""
        r"""["\u2019\u201d']?\.["\u201d]?)(?= [A-Z\u201c"]|\s*\n|\s*$)"""
    ),
    # the wrong word and, behind a stray opening mark, the word that was meant: "war on Peru. 'Chile. As"
    re.compile(r"\b[A-Z]\w+\. [\u2018'](?=[A-Z]\w+\.(?: |$))"),
)

_RAISED = "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"
_NOTES = (
    (  # right behind a word or a full stop; a letter in brackets may be the end of a word: "minister[s]"
        "[",
        re.compile(
            r"(?:(?<=[\w.,;:!?\"\u201d\u2019)\]])"
            r"\[(?:\d{1,3}(?:[-\u2013,]\s?\d{1,3})*|(?:note|n|fn)\s?\d{1,3}|citation needed)\]"
            r"|(?<=[.,;:!?\"\u201d\u2019\]])\[[a-z]\](?=\s|$))"
        ),
    ),
    (_RAISED, re.compile(rf"(?:(?<=[A-Za-z]{{4}})|(?<=[.,;!?\"\u201d\u2019)]))[{_RAISED}]{{1,3}}(?=[\s.,;:)]|$)")),
    ("0123456789", re.compile(r"(?<=[a-z]{4}\.)\d{1,2}(?= [A-Z]|\s*$|\n)", re.MULTILINE)),
    (("note",), re.compile(r" ?[(\[](?:[Ss]ee|cf\.?) (?:foot|end)?notes? \d{1,3}(?: (?:above|below))?[)\]]")),
)


def captions(lines: list[Line]) -> Iterator[Noise]:
    """Mark photo labels with the bullet above them, and a line given twice at once before the prose begins."""
    for i, line in enumerate(lines):
        if _LABEL.fullmatch(line.text):
            yield Noise(line.span, "caption")
            above = lines[i - 1] if i else None
            if above and (bullet := _BULLET.match(above.text)):
                yield Noise((above.start + bullet.end(), above.end), "caption")
        elif _is_told_twice(line.text):
            yield Noise(line.span, "caption")
        elif i < len(lines) - 1 and i < 3 and line.text == lines[i + 1].text and _one_sentence(line.text):
            if line.text.endswith("."):  # else the first is the headline
                yield Noise(line.span, "caption")
            yield Noise(lines[i + 1].span, "caption")


def _is_told_twice(line: str) -> bool:
    """Whether a line is the same words twice: a picture's other name, and what stands under it."""
    half = len(line) // 2
    twice = _SHORTEST_TWICE < len(line) < _LONGEST_TWICE and line[half] == " " and line[:half] == line[half + 1 :]
    return twice and any(map(str.isalpha, line[:half]))  # a row of numbers is no words


def doubled(lines: list[Line]) -> Iterator[Noise]:
    """Mark each paragraph that repeats an earlier one, word for word or nearly."""
    seen: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if len(line.text) < _SHORTEST_DOUBLE:
            continue
        key = line.text.casefold()
        words = re.findall(r"\w+", key)
        shingles = {" ".join(words[k : k + _SHINGLE]) for k in range(max(1, len(words) - _SHINGLE + 1))}
        rivals = {j for s in shingles for j in seen[s][:_COMMON]}
        if any(_alike(line.text, lines[j].text) for j in rivals):
            yield Noise(line.span, "doubled")
        else:
            for shingle in shingles:
                seen[shingle].append(i)


def pulled(lines: list[Line]) -> Iterator[Noise]:
    """Mark a line of its own, below the first paragraph, that stands word for word within a paragraph: a pull quote."""
    prose = [line for line in lines if _is_prose(line.text)]
    if not prose:
        return
    whole = "\n".join(line.text for line in prose).casefold()
    for line in lines:
        few = _LEAST_PULLED < len(line.text.split()) < _SHORTEST_DOUBLE
        if not few or line.start < prose[0].start or _is_prose(line.text):
            continue
        words = line.text.strip(_MARKS_AROUND).casefold()
        if words in whole:
            yield Noise(line.span, "doubled")


def _alike(one: str, other: str) -> bool:
    first, second = one.casefold(), other.casefold()
    if max(len(one), len(other)) > _LONGEST_ALIKE:
        return first == second
    if re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return False  # what differs in its numbers tells another thing
    return ratio(first, second, score_cutoff=NEAR_EQUAL) > 0 and not _names_another(one, other)


def _names_another(one: str, other: str) -> bool:
    """Whether a paragraph has other names in the places of another's: of a month, a place, a party, not a spelling."""
    first, second = (re.findall(r"\w[\w'\u2019-]*", text) for text in (one, other))
    run = ["".join(re.findall(r"\w", text)).casefold() for text in (one, other)]  # a word may be glued to the next
    here = [word for word in first[1:] if word[0].isupper() and _bare(word) not in run[1]]
    there = [word for word in second[1:] if word[0].isupper() and _bare(word) not in run[0]]
    if not here or not there:
        return False
    return any(all(ratio(word, rival) < _SPELT_ALIKE for rival in there) for word in here)


def _bare(word: str) -> str:
    return "".join(c for c in word.casefold() if c.isalnum())


def related(lines: list[Line]) -> Iterator[Noise]:
    """Mark headlines of other stories that stand alone between paragraphs of prose.

    Other stories are announced in headline style, without articles and auxiliaries, and at length; a section heading
    is short or a plain sentence, and stays.
    """
    first = next((i for i, line in enumerate(lines) if _is_prose(line.text)), len(lines))
    for i in range(max(2, first), len(lines) - 1):
        line = lines[i]
        if not _BULLET.match(line.text) and _is_headline(line.text) and _is_prose(lines[i + 1].text):
            yield Noise(line.span, "related")


def garbled(text: str) -> Iterator[Noise]:
    """Mark fragments that machine translation left between sentences."""
    for pattern in _GARBLED:
        for match in pattern.finditer(text):
            yield Noise(match.span("fragment" if "fragment" in pattern.groupindex else 0), "garbled")


def note_marks(text: str) -> Iterator[Noise]:
    """Mark what only points to a note: "[2]", "\u00b3", ".3" before the next sentence, "(see note 4)"."""
    for cues, pattern in _NOTES:
        if any(cue in text for cue in cues):
            yield from (Noise(match.span(), "navigation") for match in pattern.finditer(text))


def listed(lines: list[Line], known: dict[Span, NoiseKind]) -> Iterator[Noise]:
    """Mark what stands in a list under a line that is noise: other stories under "Most read", a name under "By".

    Parameters
    ----------
    lines : list of Line
        All of the document.
    known : dict
        The lines already found to be noise, with their kinds.
    """
    for i, line in enumerate(lines[:-1]):
        if _NAMED.fullmatch(line.text) and _NAME.fullmatch(lines[i + 1].text):
            yield Noise(lines[i + 1].span, "byline")
        if _KEEP_ON.fullmatch(lines[i + 1].text):
            yield from _above_it(lines[: i + 1])
        heads = known.get(line.span) in ("related", "navigation") and _HEADS.fullmatch(line.text)
        if not heads or _OF_PAGE.search(line.text):
            continue
        yield from _teased([other for other in lines[i + 1 :] if other.span not in known])
        end = i + 1
        while end < len(lines) and (lines[end].span in known or _is_listed(lines[end].text)):
            end += 1
        if end - i > _SHORTEST_LIST or end == len(lines):
            marked = [k for k in range(i + 1, end) if lines[k].span not in known]
            if end < len(lines) and not any(_is_prose(line.text) for line in lines[:i]):
                marked = marked[:-1]  # the last line above the article is its headline
            yield from (Noise(lines[k].span, "related") for k in marked)


def _above_it(lines: list[Line]) -> Iterator[Noise]:
    """Mark the list of other stories that stands above "Keep reading", each behind a bullet or a stroke."""
    run: list[Line] = []
    for line in reversed(lines):
        if not _BULLET.match(line.text) or line.text[-1] in ".;":
            break
        run.append(line)
    yield from (Noise(line.span, "related") for line in run if len(run) > 1)


def _teased(below: list[Line]) -> Iterator[Noise]:
    """Mark a list of other stories, each with its first words, that ends a page: one of them is cut off."""
    stories, teasers = below[::2], below[1::2]
    if len(stories) != len(teasers) or not any(_CUT_OFF.search(line.text) for line in teasers):
        return
    if all(_is_listed(_BULLET.sub("", line.text)) for line in stories) and all(len(t.text) > 40 for t in teasers):
        yield from (Noise(line.span, "related") for line in below)


def _is_listed(line: str) -> bool:
    """Whether a line can be the headline of another story: one sentence without a full stop."""
    return (
        10 < len(line) < 170 and line[-1] not in ".:;," and line[0] not in '"\u201c' and not re.search(r"[.!] ", line)
    )


def _is_headline(line: str) -> bool:
    words = line.split()
    if not 6 <= len(words) <= 22 or line[-1] in ".!?:;,\"\u201d\u2019'" or _FUNCTION.search(line):
        return False
    return line[0].isupper() and not re.search(r"[.!?] ", line)


def _is_prose(line: str) -> bool:
    return len(line) > 80 and bool(re.search(r"[.!?][\"'\u201d\u2019]?$", line))


def _one_sentence(line: str) -> bool:
    return len(line) < 300 and len(re.findall(r"[.!?](?=\s|$)", line)) <= 1
