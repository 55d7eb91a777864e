"""What a text says a person is, beside the name: role, whom the person acts for, institution, sex."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lopsided.reading.mentions.institutions import in_list, is_portfolio, own_body
from lopsided.reading.mentions.name_shapes import may_be_titled
from lopsided.reading.mentions.roles import RoleClass, ranks, role_words
from lopsided.reading.mentions.whose import (
    based,
    closed,
    head_of,
    is_body,
    is_complement,
    links_of,
    nationality,
    owner_serves,
    serves,
    set_off,
    text_at,
)
from lopsided.reading.mentions.workplaces import apposed, employer, institution, led
from lopsided.terms.words import fold

if TYPE_CHECKING:
    from lopsided.reading.mentions.actors import Named
    from lopsided.reading.mentions.scene import Scene

_BREAKS = frozenset(
    (",", ".", ";", ":", "!", "?", '"', "\u201c", "\u201d", "(", ")", "[", "]", "\u2013", "\u2014", "--")
)
_POSSESSIVE = frozenset(("'s", "\u2019s", "'", "\u2019"))
_LINKS = frozenset(("of", "to", "for", "at", "in", "on", "with", "from"))
_STANDING = frozenset(("acting", "outgoing", "incoming", "visiting", "leading", "ruling", "sitting"))
_IN_CHARGE = ("minister", "undersecretary", "under-secretary")
_PHRASE_LEFT, _PHRASE_RIGHT, _COMPLEMENT, _FEW = 8, 26, 20, 6
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_OPENING = frozenset((",", "that", "and", "but", "while", '"', "\u201c", "as", ":"))


@dataclass(slots=True)
class Description:
    """What the words beside a name say.

    Attributes
    ----------
    role : str or None
        In the text's words, without article.
    role_class : str or None
        See ``roles.csv``.
    actor : str or None
        State, bloc or organisation acted for.
    institution, country : str or None
        Where the person works, and the state it is in.
    sex : str
        ``"m"``, ``"f"`` or empty.
    """

    role: str | None = None
    role_class: RoleClass | None = None
    actor: str | None = None
    institution: str | None = None
    country: str | None = None
    sex: str = ""
    titled: bool = False


@dataclass(slots=True)
class Surroundings:
    """A scene with its role words and named actors by token, and the tokens of personal names.

    ``namesakes`` are the token ranges of personal names that hold a place's name.
    """

    scene: Scene
    named: list[Named]
    roles: dict[int, tuple[int, str]] = field(default_factory=dict)
    role_ends: dict[int, tuple[int, str]] = field(default_factory=dict)
    named_at: dict[int, Named] = field(default_factory=dict)
    persons: set[int] = field(default_factory=set)
    namesakes: list[tuple[int, int]] = field(default_factory=list)


def surroundings(scene: Scene, named: list[Named]) -> Surroundings:
    """Index a scene by token."""
    around = Surroundings(scene, named)
    for signal in scene.signals:
        if signal.kind == "role":
            first, end = scene.tokens(signal.start, signal.end)
            around.roles[first] = (end, signal.word)
            around.role_ends[end] = (first, signal.word)
    for one in named:
        for i in range(one.start, one.end):
            around.named_at[i] = one
    return around


def describe(around: Surroundings, start: int, end: int) -> Description:
    """Read what stands before and after a name at the tokens ``start:end``."""
    found = Description()
    _before(around, start, end, found)
    found.actor = found.actor or head_of(around, end, found)
    if found.role is None or (found.actor is None and found.institution is None):
        after = Description()
        _after(around, end, after)
        found = (
            after
            if found.role is None and (after.institution or after.country) and not found.titled
            else _merged(found, after)
        )
    return found


def _merged(before: Description, after: Description) -> Description:
    if after.role is None:
        return before
    use = after if before.role is None or (before.role_class in {None, "post"} and before.actor is None) else before
    other = before if use is after else after
    use.sex = use.sex or other.sex
    use.actor = use.actor or other.actor
    use.institution = use.institution or other.institution
    use.country = use.country or other.country
    use.titled = before.titled
    return use


def _before(around: Surroundings, start: int, end: int, found: Description) -> None:
    """Read a title before the name: "Indian Foreign Minister X", "the ambassador to Japan, X,"."""
    texts = around.scene.texts
    i = start
    while i > 0 and i not in around.role_ends and fold(texts[i - 1]) in ranks():
        found.sex = found.sex or ranks()[fold(texts[i - 1])]
        i -= 1
        found.titled = True
    comma = i > 0 and texts[i - 1] == ","
    if comma:
        told = closed(around, end) or _opens_clause(around, i - 1, end) or _is_the_one(around, i - 1, start, end)
        if not told:
            return
        i -= 1
    last, complement = i, i
    if i not in around.role_ends:
        last = _role_before_complement(around, i)
        if last < 0:
            return
    first, word = around.role_ends[last]
    found.sex = found.sex or ranks().get(word, "")
    found.titled = found.titled or not comma
    phrase_start = _phrase_start(around, first)
    _read(around, found, (phrase_start, first, last, complement), word)


def _opens_clause(around: Surroundings, comma: int, end: int) -> bool:
    """Whether a title opens a clause and the name after its comma acts: "The envoy to Peru, Ana Ruiz said"."""
    doc, texts = around.scene.doc, around.scene.texts
    if end >= len(doc) or doc[end].tag_ not in _FINITE:
        return False
    last = comma if comma in around.role_ends else _role_before_complement(around, comma)
    if last < 0:
        return False
    first = _phrase_start(around, around.role_ends[last][0])
    while first and (doc[first - 1].pos_ in {"DET", "ADV"} or fold(texts[first - 1]) in {"according", "to"}):
        first -= 1
    return first == 0 or bool(doc[first].is_sent_start) or fold(texts[first - 1]) in _OPENING


def _is_the_one(around: Surroundings, comma: int, start: int, end: int) -> bool:
    """Whether "the spokesman of the government of Togo, Ana Ruiz said" tells who the spokesman is."""
    last = _role_before_complement(around, comma)
    if last < 0 or end - start < len(("given", "family")):
        return False
    first = _phrase_start(around, around.role_ends[last][0])
    texts = around.scene.texts
    before = fold(texts[first - 1]) if first else ""
    leads = first - 1 if before == "the" else first
    return before == "the" and (leads == 0 or fold(texts[leads - 1]) not in {"to", "told", "with", "by"})


def _role_before_complement(around: Surroundings, end: int) -> int:
    """End of a role word whose complement ("to China", "of the IAEA") runs up to a token; -1 if there is none."""
    texts, doc = around.scene.texts, around.scene.doc
    i = end - 1
    while i > max(-1, end - 1 - _COMPLEMENT):
        if texts[i] == ")" and i > 1 and texts[i - 2] == "(":
            i -= 3  # "(IAEA)"
            continue
        broken = texts[i] in _BREAKS and not in_list(around, i)
        if broken or i in around.persons or doc[i].pos_ in {"VERB", "AUX", "PRON", "SCONJ"}:
            return -1
        if fold(texts[i]) in _LINKS and i in around.role_ends:
            return i
        i -= 1
    return -1


def _phrase_start(around: Surroundings, first: int) -> int:
    texts, doc = around.scene.texts, around.scene.doc
    i = first
    while i > max(0, first - _PHRASE_LEFT):
        before = texts[i - 1]
        inside = before in _POSSESSIVE or before in {"-", "&"} or (i - 1) in around.named_at
        inside = inside or fold(before) in _STANDING or _of_name(around, i - 1)
        if not inside and (before in _BREAKS or (i - 1) in around.persons or not may_be_titled(doc[i - 1])):
            break
        i -= 1
    return i


def _of_name(around: Surroundings, i: int) -> bool:
    """Whether "of" is inside a name: "Bank of Japan Governor"."""
    texts = around.scene.texts
    return 0 < i < len(texts) - 1 and texts[i] == "of" and texts[i - 1][:1].isupper() and texts[i + 1][:1].isupper()


def _after(around: Surroundings, end: int, found: Description) -> None:
    """Read an apposition after the name: "X, a Seoul-based analyst at Y,"."""
    texts, doc = around.scene.texts, around.scene.doc
    if end + 1 < len(texts) and fold(texts[end]) in {"of", "at", "from"}:
        employer(around, end + 1, found)
        return
    if end >= len(texts) or texts[end] not in {",", "(", "\u2013", "\u2014", "-", "--"}:
        return
    if [fold(t) for t in texts[end + 1 : end + 2]] == ["who"]:
        led(around, end + 2, found)
        return
    for i in range(end + 1, min(len(texts), end + 13)):
        if i in around.roles:
            last, word = around.roles[i]
            start = end + 1
            while start < i and doc[start].pos_ in {"DET", "PRON", "ADV"}:
                start += 1
            stop = _phrase_end(around, last)
            _read(around, found, (start, i, last, stop), word)
            found.actor = found.actor or set_off(around, stop, found)
            return
        verb = doc[i].pos_ in {"VERB", "AUX"} and i not in around.named_at and texts[i - 1] != "-"
        if texts[i] in _BREAKS or i in around.persons or verb:
            break
    apposed(around, end, found)


def _phrase_end(around: Surroundings, last: int) -> int:
    texts, doc = around.scene.texts, around.scene.doc
    i = last
    while i < min(len(texts), last + _PHRASE_RIGHT):
        if texts[i] in _BREAKS or i in around.persons:
            if not (texts[i] == "." and i + 1 < len(texts) and texts[i - 1] in {"St", "U.S", "U.K"}):
                break
        elif doc[i].pos_ == "AUX" or (doc[i].pos_ == "VERB" and doc[i].tag_ in {"VBD", "VBZ", "VBP"}):
            break
        i += 1
    return i


def _read(around: Surroundings, found: Description, phrase: tuple[int, int, int, int], word: str) -> None:
    """Fill in role, actor and institution from a phrase (start, first and end of the role word, end)."""
    start, _, last, end = phrase
    found.role = around.scene.text(start, max(last, end)).rstrip(" ,.'\u2019")
    found.role_class = role_words().get(word)
    if text_at(around, start) in _POSSESSIVE and start and (start - 1) in around.persons:
        found.role = around.scene.text(start + 1, max(last, end)).rstrip(" ,.'\u2019")
        found.actor = owner_serves(around, start - 1)
        if found.actor is not None:
            return
    if found.role_class in {"head", "official", "spokesperson", "post", "counterpart"}:
        found.actor = _acted_for(around, phrase, found.role_class)
    if found.actor is None or found.role_class == "post":
        named, found.country = institution(around, phrase)
        charge = word.endswith(_IN_CHARGE)  # "Water Resource Minister" is of no body named "Water Resource"
        found.institution = None if named and (charge or is_portfolio(named) or fold(named) in role_words()) else named
    if found.actor is None and found.institution and found.role_class in {"head", "official", "spokesperson"}:
        found.actor = is_body(around, phrase, found.institution)
    if found.role_class == "post" and found.actor is None and found.institution:
        found.role_class = "analyst"
    if found.actor is None and found.institution is None and found.role_class in {"business", "other", "media"}:
        found.country = found.country or nationality(around, phrase[0], phrase[1])


def _acted_for(around: Surroundings, phrase: tuple[int, int, int, int], role_class: str) -> str | None:
    """State, bloc or organisation named before the role word, or after "of" (for spokespeople "for")."""
    start, first, last, end = phrase
    for i in range(start, first):
        one = around.named_at.get(i)
        if one is not None and not based(around, one) and one.sense.kind != "city of":
            return None if own_body(around, one.start, first) else serves(one)
    texts = around.scene.texts
    links = links_of(role_class, fold(around.scene.text(first, last)))
    for i in range(last, end):
        word = fold(texts[i])
        if word in {"to", "on"} or (word == "for" and "for" not in links):
            return None
        one = around.named_at.get(i)
        if one is not None and not based(around, one) and any(fold(texts[j]) in links for j in range(last, one.start)):
            return serves(one) if is_complement(around, one) and not own_body(around, one.start, end) else None
    return None
