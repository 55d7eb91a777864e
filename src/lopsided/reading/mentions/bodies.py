"""Bodies and groups: organs of a state, institutions the parser finds, and anonymous groups ("Ukrainian officials")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from lopsided.reading.mentions.institutions import is_portfolio
from lopsided.reading.mentions.roles import group_words, organ_words, role_words
from lopsided.reading.mentions.whose import POSTED
from lopsided.reading.parsed import Mention
from lopsided.terms.actors import actors, name_of
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from lopsided.reading.mentions.actors import Named
    from lopsided.reading.mentions.descriptions import Surroundings
    from lopsided.reading.mentions.scan import Signal
    from lopsided.reading.mentions.scene import Scene

_MODIFIERS = frozenset(("ADJ", "NOUN", "PROPN", "PART", "PUNCT", "NUM", "ADV"))
_POSSESSIVE = frozenset(("'s", "\u2019s", "'", "\u2019"))
_STATES = frozenset(("state", "territory", "bloc", "state-like"))
_STANDING = frozenset(("acting", "outgoing", "incoming", "visiting", "leading", "ruling", "sitting"))
_COUNTED = frozenset(("two", "both", "three", "four"))
_IN_CHARGE = frozenset(
    ("ministry", "department", "presidency", "congress", "senate", "parliament", "mission", "command")
)
_REACH = 6
_NEAR = 80.0


def bodies(around: Surroundings) -> list[Mention]:
    """Organs of a state, groups, and organisations the parser names, in one paragraph."""
    found = []
    for signal in around.scene.signals:
        if signal.kind == "organ":
            found += _organ(around, signal)
        elif signal.kind == "group":
            found += _group(around, signal)
    found = [m for m in found if not any(o is not m and o.start <= m.start and m.end < o.end for o in found)]
    taken = {i for m in found for i in range(m.start, m.end)}
    return found + _organisations(around, taken)


def modifier(around: Surroundings, first: int) -> Named | None:
    """Return the state or bloc that modifies a noun: "the Chinese foreign", "Ukraine's national"; the nearest."""
    doc, texts = around.scene.doc, around.scene.texts
    for i in range(first - 1, max(-1, first - 1 - _REACH), -1):
        one = around.named_at.get(i)
        if one is not None:
            return one if actors()[one.sense.actor].kind in _STATES and one.sense.kind != "city of" else None
        if fold(texts[i]) in _STANDING:
            continue
        if i in around.persons or doc[i].pos_ not in _MODIFIERS or texts[i] in {",", ".", ";", ":", '"', "(", ")"}:
            return None
    return None


def _organ(around: Surroundings, signal: Signal) -> list[Mention]:
    scene = around.scene
    first, end = scene.tokens(signal.start, signal.end)
    if any(i in around.persons or i in around.named_at for i in range(first, end)):
        return []
    kind = organ_words()[signal.word]
    if kind in {"institution", "bloc"}:
        return []
    one = modifier(around, first)
    start = one.start if one else first
    end = _charge_end(around, end) if signal.word in _IN_CHARGE else end
    if kind == "media" and one is not None and end in around.named_at:
        return []
    if kind == "media" and one is not None and end < len(scene.texts) and scene.texts[end][:1].isupper():
        return [_titled_medium(around, one, end, signal.word)]
    if one is None:
        one, end = _owner_after(around, first, end)
        if one is None:
            return []
    name = name_of(one.sense.actor)
    text = scene.text(start, end)
    own = kind != "government"
    whom = actors()[one.sense.actor]
    return [
        Mention(
            span=scene.span(start, end), paragraph=scene.paragraph.index, start=start, end=end,
            head=_head(scene, start, end), text=text,
            kind="organisation" if own else "bloc" if whom.kind == "bloc" else "state",
            actors=() if kind == "media" else (whom.id,), names=(text,) if own else (name,),
            role=signal.word if own else "government", why=f"{signal.word} of {name}", confidence=0.9,
            form="name" if own else "role", affiliation=whom.id,
        )
    ]  # fmt: skip


def _charge_end(around: Surroundings, end: int) -> int:
    """Take in what a ministry is in charge of: "Ministry of Commerce and Industry"; not a state it is of."""
    texts = around.scene.texts
    if end + 1 >= len(texts) or fold(texts[end]) not in {"of", "for"} or end + 1 in around.named_at:
        return end
    stop = end + 1 + (fold(texts[end + 1]) == "the")
    if not texts[stop : stop + 1] or not texts[stop][:1].isupper() or stop in around.named_at:
        return end
    last = stop
    while stop < len(texts) and stop not in around.named_at and stop not in around.persons:
        if texts[stop][:1].isupper():
            last = stop + 1
        elif fold(texts[stop]) not in {"and", "&", ",", "the"} or stop - last >= 1:
            break
        stop += 1
    return last


def _titled_medium(around: Surroundings, owner: Named, start: int, word: str) -> Mention:
    """Return the medium named after "the Russian newspaper": as spelled in the table if it is nearly so."""
    scene = around.scene
    end = start + 1
    while end < len(scene.texts) and scene.texts[end][:1].isupper() and end not in around.named_at:
        end += 1
    text = scene.text(start, end)
    home = [a.name for a in actors().values() if a.kind == "media" and a.state == owner.sense.actor]
    near = [n for n in home if fuzz.ratio(fold(n), fold(text)[: len(n)]) >= _NEAR]
    return Mention(
        span=scene.span(start, end), paragraph=scene.paragraph.index, start=start, end=end,
        head=_head(scene, start, end), text=text, kind="organisation", names=(near[0] if near else text,), role=word,
        why=f"{word} of {name_of(owner.sense.actor)}", confidence=0.85, affiliation=owner.sense.actor,
    )  # fmt: skip


def _owner_after(around: Surroundings, first: int, end: int) -> tuple[Named | None, int]:
    """State after a body: "the government of India", "Ministry of Foreign Affairs of Japan"."""
    texts = around.scene.texts
    i = end
    while i < min(len(texts), end + _REACH):
        one = around.named_at.get(i)
        if one is not None:
            linked = fold(texts[i - 1]) in {"of", "the"} and one.sense.kind in {"name", "abbreviation", "former name"}
            return (one, one.end) if linked else (None, end)
        if fold(texts[i]) not in {"of", "the", "for"} and not texts[i][:1].isupper():
            break
        i += 1
    return None, end


def _head(scene: Scene, start: int, end: int) -> int:
    return int(scene.doc[start:end].root.i)


def _group(around: Surroundings, signal: Signal) -> list[Mention]:
    """Return an anonymous group, with the state it speaks for if it has one."""
    scene = around.scene
    first, end = scene.tokens(signal.start, signal.end)
    before = fold(scene.texts[first - 1]) if first else ""
    if any(i in around.persons or i in around.named_at for i in range(first, end)) or before in _COUNTED:
        return []
    if scene.doc[end - 1].pos_ not in {"NOUN", "PROPN"}:
        return []
    if before in {"the", "these", "those"} and signal.word in {"leaders", "presidents", "ministers", "premiers"}:
        return []
    one = modifier(around, first)
    start = one.start if one else first
    one = one or _seat_after(around, signal.word, end)
    whom = one.sense.actor if one else None
    return [
        Mention(
            span=scene.span(start, end), paragraph=scene.paragraph.index, start=start, end=end,
            head=_head(scene, start, end), text=scene.text(start, end), kind="group", actors=(whom,) if whom else (),
            names=(scene.text(start, end) if start < first else signal.word,), role=signal.word,
            why=f"{signal.word} of {name_of(whom)}" if whom else "anonymous group", confidence=0.85, form="group",
            affiliation=whom,
        )
    ]  # fmt: skip


def _seat_after(around: Surroundings, word: str, end: int) -> Named | None:
    """State whose seat comes after a group that governs: "officials in Warsaw"; diplomats serve another state there."""
    role = group_words()[word]
    if role_words()[role] not in {"official", "spokesperson", "head"} or role in POSTED:
        return None
    one = around.named_at.get(end + 1) if around.scene.texts[end : end + 1] in (["in"], ["from"]) else None
    if one is None or one.sense.kind == "city of" or actors()[one.sense.actor].kind not in _STATES:
        return None
    return one


def _organisations(around: Surroundings, taken: set[int]) -> list[Mention]:
    """Organisations the parser names that no table knows."""
    scene = around.scene
    found = []
    for entity in scene.doc.ents:
        if entity.label_ != "ORG":
            continue
        start, end = _trimmed(around, entity.start, entity.end)
        spots = range(start, end)
        if end - start < 2 or any(i in around.persons or i in taken for i in spots) or _known(around, start, end):
            continue
        if _is_title(around, start, end):
            continue
        found.append(_organisation(around, start, end))
    return found


def _is_title(around: Surroundings, start: int, end: int) -> bool:
    """Whether what the parser took for a body is an office: "Minister of Information", "Foreign Affairs" Minister."""
    texts = around.scene.texts
    role = next((i for i in range(start, end) if i in around.roles), end)
    if role == end and end not in around.roles:
        return False
    rest = [t for i, t in enumerate(texts[start:end], start) if i != role and i not in around.named_at]
    return is_portfolio(" ".join(rest))


def _trimmed(around: Surroundings, start: int, end: int) -> tuple[int, int]:
    texts = around.scene.texts
    while start < end and (fold(texts[start]) in {"the", "a", "an"} or not texts[start][:1].isalnum()):
        start += 1
    while end > start and (texts[end - 1] in _POSSESSIVE or not texts[end - 1][-1:].isalnum()):
        end -= 1
    return start, end


def _known(around: Surroundings, start: int, end: int) -> bool:
    """Whether a named actor covers the whole or runs over the edge."""
    for i in range(start, end):
        one = around.named_at.get(i)
        if one is not None and ((one.start <= start and one.end >= end) or one.start < start or one.end > end):
            return True
    return False


def _organisation(around: Surroundings, start: int, end: int) -> Mention:
    scene = around.scene
    text = scene.text(start, end)
    classes = {organ_words().get(fold(t)) for t in scene.texts[start:end]}
    inner = next((around.named_at[i].sense.actor for i in range(start, end) if i in around.named_at), None)
    inner = inner if inner in actors() and actors()[inner].kind in _STATES else None
    owner = inner if inner and classes & {"organ", "government"} else None
    country = inner or _apposed_country(around, end)
    sure = 0.85 if classes - {None} else 0.6
    return Mention(
        span=scene.span(start, end), paragraph=scene.paragraph.index, start=start, end=end,
        head=_head(scene, start, end), text=text, kind="organisation", actors=(owner,) if owner else (), names=(text,),
        why=f"organ of {name_of(owner)}" if owner else "organisation named by the parser", confidence=sure,
        affiliation=owner or country,
    )  # fmt: skip


def _apposed_country(around: Surroundings, end: int) -> str | None:
    """Country of "X, a Warsaw-based think tank"."""
    texts = around.scene.texts
    if end >= len(texts) or texts[end] != ",":
        return None
    for i in range(end + 1, min(len(texts), end + 5)):
        one = around.named_at.get(i)
        if one is not None:
            return one.sense.actor if actors()[one.sense.actor].kind in _STATES else None
        if texts[i] in {",", ".", '"'}:
            return None
    return None
