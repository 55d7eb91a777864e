"""A story: what several records report as one happening, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass, fields
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Difference = Literal["date", "number", "who", "whether"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two or more reports of one happening that cannot all be right.

    Attributes
    ----------
    about : str
        date, number, who, whether (happened or alleged against denied).
    reports : tuple of (str, str)
        Record id and what that record says, one per differing report, in order of document and place.
    newest : str or None
        Record id of the report that raises a toll told on earlier days: a later state, not another opinion.
    """

    about: Difference
    reports: tuple[tuple[str, str], ...]
    newest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One happening, with every record that reports it.

    Attributes
    ----------
    id : str
        Stable name: the same members give the same id.
    kind : str
        Kind of the records it is built on: event, figure or commitment.
    title : str
        The shortest full report among its members, in that document's words.
    group : str
        Type group: ``meeting``, ``deal``, ``pressure``, ``force``... for events, the quantity for figures.
    types : tuple of str
        PLOVER types of its members, the commonest first; empty for figures.
    actors : tuple of str
        Who it is between, in order of first mention.
    date : str or None
        ISO day, month, year or interval ``A/B`` that covers its members' dates.
    members : tuple of str
        Record ids, in order of document and place.
    documents : tuple of str
        Documents with a member, in order.
    sources : int
        Independent sources: near-duplicate documents, and those that tell it word for word alike, count once.
    one_side : str or None
        The party to it whose people alone report it; None when both do, or someone else does.
    contradictions : tuple of Contradiction
        Where its reports differ.
    """

    id: str
    kind: Literal["event", "figure", "commitment"]
    title: str
    group: str
    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    date: str | None = None
    members: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    sources: int = 1
    one_side: str | None = None
    contradictions: tuple[Contradiction, ...] = ()


def story_id(members: Iterable[str]) -> str:
    """Return the stable name of the story with these members."""
    return sha256("\x1f".join(sorted(members)).encode()).hexdigest()[:16]


def story_object(story: Story) -> dict[str, Any]:
    """Return a story as a JSON-ready mapping."""
    raw = {f.name: getattr(story, f.name) for f in fields(story)}
    raw["story_kind"] = raw.pop("kind")
    lists = {key: list(value) for key, value in raw.items() if isinstance(value, tuple)}
    lists["contradictions"] = [
        {"about": c.about, "reports": [list(report) for report in c.reports]}
        | ({"newest": c.newest} if c.newest else {})
        for c in story.contradictions
    ]
    return {"kind": "story"} | raw | lists


def story_from(value: Mapping[str, Any]) -> Story:
    """Return the story a mapping made by `story_object` describes."""
    given: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in value.items()}
    given["kind"] = given.pop("story_kind")
    given["contradictions"] = tuple(
        Contradiction(about=c["about"], reports=tuple((r[0], r[1]) for r in c["reports"]), newest=c.get("newest"))
        for c in value["contradictions"]
    )
    return Story(**{f.name: given[f.name] for f in fields(Story)})
