"""Names the parser missed, found by the title before them: "President Hichilema", "the envoy to Peru, Rosa Leiva,"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.reading.mentions.institutions import in_list, is_portfolio
from lopsided.reading.mentions.name_shapes import extended, is_name_word
from lopsided.reading.mentions.roles import institution_nouns, organ_words, ranks, role_words
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from lopsided.reading.mentions.descriptions import Surroundings

_COMPLEMENT, _LONG = 8, 20


def titled_names(around: Surroundings) -> list[tuple[int, int]]:
    """Capitalised words after a title that the parser missed: "President Hichilema"."""
    spans = []
    texts, doc = around.scene.texts, around.scene.doc
    for end in around.role_ends:
        start = end
        while start < len(texts) and fold(texts[start]) in ranks():
            start += 1
        stop = start
        while (
            stop < min(len(texts), start + 4)
            and is_name_word(around, stop)
            and (
                doc[stop].ent_type_ not in {"DATE", "ORG"}
                or _serves_as(around, end, stop)
                or heads_name(around, start, stop)
            )
        ):
            stop += 1
        stop = extended(around, stop) if stop > start else stop
        if stop > start and around.scene.texts[end - 1][:1].isupper() | (doc[start].pos_ == "PROPN"):
            spans.append((start, stop))
        spans += _apposed_name(around, end) or _name_after_portfolio(around, end)
    return spans


def heads_name(around: Surroundings, start: int, i: int) -> bool:
    """Whether what the parser took for a body is the last word of a name: "Foreign Minister Ana Ruiz Blom said"."""
    doc = around.scene.doc
    alone = doc[i - 1].ent_type_ != "ORG" and (i + 1 == len(doc) or doc[i + 1].ent_type_ != "ORG")
    joined = all(j < doc[j].head.i <= i and doc[j].dep_ == "compound" for j in range(start, i))
    headed = i - start > 1 and joined and doc[i - 1].head.i == i
    plain = fold(around.scene.texts[i])
    body = plain in organ_words() or plain in institution_nouns() or around.scene.texts[i].isupper()
    return headed and alone and not body


def _serves_as(around: Surroundings, role_end: int, i: int) -> bool:
    """Whether what the parser took for a body follows an office of one person: "spokeswoman Ana Ruiz said"."""
    office = role_words().get(around.role_ends[role_end][1])
    words = {fold(around.scene.texts[j]) for j in range(role_end, min(len(around.scene.texts), i + 3))}
    body = words & (organ_words().keys() | institution_nouns())
    return (
        office in {"spokesperson", "head", "official", "business"} and not body and not around.scene.texts[i].isupper()
    )


def _apposed_name(around: Surroundings, end: int) -> list[tuple[int, int]]:
    """Two to four capitalised words set off after a function: "the undersecretary of mining, Rosa Leiva, flew"."""
    texts, doc = around.scene.texts, around.scene.doc
    comma = _complement_end(around, end)
    if comma >= len(texts) or texts[comma] != ",":
        return []
    start = comma + 1
    while start < len(texts) and fold(texts[start]) in ranks():
        start += 1
    stop = start
    while stop < min(len(texts), start + 4) and is_name_word(around, stop) and fold(texts[stop]) not in organ_words():
        stop += 1
    acts = stop < len(texts) and doc[stop].tag_ in {"VBD", "VBZ", "VBP"}
    closed = stop < len(texts) and (texts[stop] in {",", ".", "who"} or acts)
    return [(start, stop)] if closed and stop - start > 1 else []


def _complement_end(around: Surroundings, end: int) -> int:
    """Where the complement of a function ends: "minister of [trade, industry and tourism]", "envoy to [Peru]"."""
    texts, doc = around.scene.texts, around.scene.doc
    i = end
    if i >= len(texts) or fold(texts[i]) not in {"of", "for", "to", "at", "in"}:
        return i
    while i < min(len(texts), end + _LONG):
        if texts[i] == "(" and texts[i + 2 : i + 3] == [")"]:
            i += 3  # "(IAEA)"
            continue
        plain = texts[i].isalpha() or texts[i] in {"'s", "\u2019s", "-", "&"} or in_list(around, i)
        if not plain or doc[i].pos_ in {"VERB", "AUX"} or i in around.persons:
            break
        i += 1
    return i


def _name_after_portfolio(around: Surroundings, end: int) -> list[tuple[int, int]]:
    """Name right after what an office is for: "Minister for Trade and Industry of Peru Ana Ruiz said"."""
    texts = around.scene.texts
    if end + 1 >= len(texts) or fold(texts[end]) not in {"of", "for"}:
        return []
    start = _charge_end(around, end + 1)
    of_a_state = start - 1 in around.named_at  # "the head of the Ministry of Trade of Peru Ana Ruiz"
    if start == end + 1 or not (of_a_state or texts[end - 1][:1].isupper()):
        return []
    while start < len(texts) and fold(texts[start]) in ranks():
        start += 1
    stop = start
    while stop < min(len(texts), start + 4) and is_name_word(around, stop) and fold(texts[stop]) not in organ_words():
        stop += 1
    ends = stop < len(texts) and not texts[stop][:1].isupper()
    return [(start, stop)] if ends and stop - start > 1 else []


def _charge_end(around: Surroundings, start: int) -> int:
    """Where what an office is for ends: "[Trade and Industry]", "[the Ministry of Economy of Georgia]"."""
    texts = around.scene.texts
    i, stop = start, start
    while i < min(len(texts), start + _COMPLEMENT):
        of_a_state = i in around.named_at and texts[i - 1] == "of"
        if of_a_state:
            return around.named_at[i].end
        body = organ_words().get(fold(texts[i])) == "organ"
        if is_portfolio(texts[i]) or body or texts[i - 1] in {"and", "&"}:
            stop = i + 1
        elif fold(texts[i]) not in {"the", "of", "and", "&", "for"}:
            break
        i += 1
    return stop
