"""Actors: states, blocs, organisations and media; who is a member of what, and which actor a form of words means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from lopsided.errors import UnknownNameError, UsageError
from lopsided.terms.described import holder, office_and_owner
from lopsided.terms.officials import Official, Term, by_name, by_surname
from lopsided.terms.surfaces import Sense, senses
from lopsided.terms.tables import listed, table
from lopsided.terms.words import fold, key

ActorKind = Literal["state", "territory", "bloc", "organisation", "state-like", "media", "institute"]
_KINDS: dict[str, ActorKind] = {
    "state": "state", "territory": "territory", "bloc": "bloc", "organisation": "organisation",
    "state-like": "state-like", "media": "media", "institute": "institute",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts in international affairs.

    Attributes
    ----------
    id : str
        ISO 3166-1 alpha-3 for states and territories (``XKX`` for Kosovo), the usual short name otherwise.
    name : str
        As shown to readers.
    kind : str
        state, territory, bloc, organisation, state-like, media, institute (think tanks, universities, consultancies).
    official : str
        Long form, empty if there is none.
    iso2 : str
        ISO 3166-1 alpha-2, empty for others.
    capitals, demonyms, adjectives : tuple of str
        In order of use.
    state : str
        Home state of a medium, institute or state-like body, empty otherwise.
    origin : str
        ``"factbook"`` or ``"public record"``.
    """

    id: str
    name: str
    kind: ActorKind
    official: str = ""
    iso2: str = ""
    capitals: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    state: str = ""
    origin: str = "public record"


@dataclass(frozen=True, slots=True)
class Link:
    """One reading of a form of words.

    Attributes
    ----------
    actor : str
        Id of the actor meant; for a person the one served.
    why : str
        "capital of China", "president of France since 2017-05-14".
    person, role : str or None
        Full name and office, if the form names a person.
    confidence : float
        Between 0 and 1, before any context.
    """

    actor: str
    why: str
    person: str | None = None
    role: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Membership:
    """A state's place in a bloc or organisation.

    Attributes
    ----------
    since, until : str
        ISO dates, empty where unknown or not ended.
    """

    bloc: str
    state: str
    since: str
    until: str
    origin: str

    @property
    def why(self) -> str:
        """In words: ``"member of EU since 1995-01-01"``."""
        since = f" since {self.since}" if self.since else ""
        return f"member of {self.bloc}{since}" + (f" until {self.until}" if self.until else "")


@cache
def actors() -> dict[str, Actor]:
    """Every actor known, by id."""
    found = {}
    for row in table("states"):
        found[row["id"]] = Actor(
            row["id"], row["name"], _KINDS[row["kind"]], row["official"], row["iso2"], listed(row["capitals"]),
            listed(row["people"]), listed(row["adjectives"]), "", row["origin"],
        )  # fmt: skip
    for row in table("bodies"):
        found[row["id"]] = Actor(row["id"], row["name"], _KINDS[row["kind"]], state=row["state"], origin=row["origin"])
    return found


@cache
def states() -> tuple[str, ...]:
    """ISO3 of every state (territories left out), in alphabetical order."""
    return tuple(a.id for a in actors().values() if a.kind == "state")


def actor(name: str) -> Actor:
    """Look an actor up by id, ISO2 code or name, whatever the case.

    Raises
    ------
    UnknownNameError
        If nothing here is called so; names the nearest.
    UsageError
        If several are called so ("Congo"); names them. Also for a state that is no more; names its successors.
    """
    wanted = fold(name)
    shared = _shared().get(wanted.removeprefix("the "), ())
    if shared:
        choices = " or ".join(repr(actors()[i].name) for i in shared)
        msg = f"{name!r} can mean {choices}"
        raise UsageError(msg, subject=name, remedy="give the one you mean")
    if wanted.removeprefix("the ") in dissolved():
        raise _is_no_more(name)
    found = _by_name().get(wanted)
    if found is None:
        known = sorted({a.name for a in actors().values()} | set(actors()))
        kind = "country or organisation"
        raise UnknownNameError(kind, name, known, remedy="give an ISO 3166-1 code or a name")
    return actors()[found]


@cache
def _shared() -> dict[str, tuple[str, ...]]:
    """States that share a name which is the whole name of none of them, by the folded name."""
    own = {fold(form) for a in actors().values() for form in (a.id, a.name, a.official)}
    named = {fold(s.surface) for held in senses().values() for s in held if s.kind == "name"}
    rows = {fold(r["surface"]): listed(r["actors"]) for r in table("shared_forms")}
    return {form: ids for form, ids in rows.items() if len(ids) > 1 and form in named - own}


@cache
def dissolved() -> dict[str, tuple[str, ...]]:
    """Successors of states that are no more, as there are data for, by the folded name ("yugoslavia")."""
    return {fold(name): listed(row["successors"]) for row in table("dissolved") for name in listed(row["names"])}


def _is_no_more(name: str) -> UsageError:
    wanted = fold(name).removeprefix("the ")
    year = next(r["last_year"] for r in table("dissolved") if wanted in map(fold, listed(r["names"])))
    heirs = dissolved()[wanted]
    called = " or ".join(repr(actors()[i].name) for i in heirs)
    msg = f"{name!r} was a state until {year}, and the data are of those that came after it"
    return UsageError(msg, subject=name, remedy=f"give {called}")


@cache
def _by_name() -> dict[str, str]:
    """Ids by folded id, code and name; where two actors share a form, the better reading."""
    forms: dict[str, str] = {}
    for known in actors().values():
        for form in (known.id, known.name):
            forms.setdefault(fold(form), known.id)
    for known in actors().values():
        for form in (known.iso2, known.official):
            if form:
                forms.setdefault(fold(form), known.id)
    for held in senses().values():
        best = held[0]
        if best.kind in {"name", "abbreviation", "former name"}:
            forms.setdefault(fold(best.surface), best.actor)
            forms.setdefault(fold(best.surface).removeprefix("the "), best.actor)
    return forms


def name_of(actor_id: str) -> str:
    """Return an actor's name as shown to readers; the id itself if it is not in the table."""
    known = actors().get(actor_id)
    return known.name if known else actor_id


def demonym_of(actor_id: str) -> str:
    """Return the adjective of a state ("Chinese"); its name if it has none."""
    known = actors().get(actor_id)
    return known.adjectives[0] if known and known.adjectives else name_of(actor_id)


@cache
def _all_memberships() -> tuple[Membership, ...]:
    dated = [Membership(r["bloc"], r["state"], r["since"], r["until"], r["origin"]) for r in table("accessions")]
    kept = {m.bloc for m in dated}
    listing = (Membership(r["bloc"], r["state"], "", "", r["origin"]) for r in table("memberships_factbook"))
    return (*dated, *(m for m in listing if m.bloc not in kept))


def memberships(state: str, on: str | None = None) -> tuple[Membership, ...]:
    """Return what a state is a member of, on an ISO day (by default at present)."""
    return tuple(m for m in _all_memberships() if m.state == state and _in_force(m, on))


@lru_cache(maxsize=512)
def members(bloc: str, on: str | None = None) -> tuple[str, ...]:
    """Member states of a bloc or organisation (ISO3), on an ISO day (by default at present).

    Empty for actors without members. Before a membership's recorded start a state is left out; where no start is
    recorded it counts as a member throughout.
    """
    wanted = actor(bloc).id
    return tuple(m.state for m in _all_memberships() if m.bloc == wanted and _in_force(m, on))


def _in_force(membership: Membership, on: str | None) -> bool:
    if on is None:
        return not membership.until
    started = membership.since[: len(on)] <= on
    return started and (not membership.until or on < membership.until)


def link(surface: str, *, on: str | None = None) -> tuple[Link, ...]:
    """All readings of a form of words, best first.

    Parameters
    ----------
    surface : str
        As written: "Beijing", "the Kremlin", "Ukrainian", "Putin", "the Chinese leader".
    on : str, optional
        ISO day for which offices are wanted; by default the latest. An office alone ("the Russian president") names
        its holder only with a day.

    Returns
    -------
    tuple of Link
        Empty if nothing is known, or if the word as written is another word ("turkey", "us").
    """
    written = surface.strip().removesuffix("'s").removesuffix("\u2019s")
    bare = written[4:] if written[:4].casefold() == "the " else written
    held = {s.actor: s for form in (bare, written) for s in senses().get(key(form), ()) if s.admits(form)}
    links = [Link(s.actor, why(s), confidence=_weighed(s)) for s in held.values()]
    links += [_link_of(o, on, 0.98, "") for o in by_name().get(fold(written), ())]
    named = by_surname().get(fold(written), ()) if written[:1].isupper() else ()
    links += [_link_of(o, on, 0.85 / len(named), f"surname of {o.name}, ") for o in named]
    links += [] if links else _described(written, on)
    unique: dict[tuple[str, str | None], Link] = {}
    for found in sorted(links, key=lambda x: -x.confidence):
        unique.setdefault((found.actor, found.person), found)
    return tuple(unique.values())


def _described(written: str, on: str | None) -> list[Link]:
    """Read an office with whose it is: "the Japanese prime minister"."""
    parts = office_and_owner(written)
    if parts is None:
        return []
    office, owner = parts
    found = []
    for one in link(owner):
        if one.person is not None or actors()[one.actor].kind in {"media", "institute"}:
            continue
        held = holder(one.actor, office, on) if on else None
        whom = f"{office} of {name_of(one.actor)}"
        reason = f"{whom}: {office_in_words(held.term(on))}" if held else f"{whom}: {one.why}"
        found.append(Link(one.actor, reason, held.name if held else None, office, round(0.9 * one.confidence, 3)))
    return found


def why(sense: Sense) -> str:
    """Say in words why a form means an actor: "capital of China", "demonym of Ukraine"."""
    whom = name_of(sense.actor)
    relation = "organ" if sense.kind == "arm of the state" else sense.kind.removesuffix(" of")
    return f"{relation} of {whom}"


def office_in_words(term: Term) -> str:
    """Say an office with its term: "president of France since 2017-05-14"."""
    office = f"{term.office} of {name_of(term.actor)}"
    if term.end:
        return f"{office} from {term.start} to {term.end}"
    return f"{office} since {term.start}" if term.start else office


def _weighed(sense: Sense) -> float:
    return round(sense.confidence * (0.7 if sense.case == "context" else 1.0), 3)


def _link_of(official: Official, on: str | None, confidence: float, prefix: str) -> Link:
    term = official.term(on)
    return Link(term.actor, prefix + office_in_words(term), official.name, term.office, round(confidence, 3))
