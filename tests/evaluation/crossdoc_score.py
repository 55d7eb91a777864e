"""Dossiers of several articles read end to end, their stories held against a gold of what belongs together."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lopsided.reading.corpus import read_paths
from lopsided.records.kinds import Event
from lopsided.records.stories import stories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lopsided.records.kinds import AnyRecord, Document
    from lopsided.records.story import Story

FOLDER = Path(__file__).with_name("crossdoc")


@dataclass(frozen=True, slots=True)
class Score:
    """What was found of what the gold of some dossiers asks for.

    Attributes
    ----------
    merged : tuple of str
        Happenings told by several documents of which one story holds a record of each document.
    apart : tuple of str
        The others told by several documents.
    pairs, read, joined : int
        Pairs of documents that tell one happening; those of them in both of which a record of it was read; those that
        one story joins.
    wrong : tuple of str
        Stories across documents that hold records of two happenings.
    clashes, unseen : tuple of str
        Contradictions listed, and not listed.
    one_sided, sources : tuple of str
        What is said to come from one side, and happenings whose number of independent sources is right.
    not_one_sided, miscounted : tuple of str
        The others.
    """

    merged: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    pairs: int = 0
    read: int = 0
    joined: int = 0
    wrong: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    one_sided: tuple[str, ...] = ()
    not_one_sided: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    miscounted: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


class Dossier:
    """One dossier of the folder, read, with its gold."""

    def __init__(self, name: str, folder: Path = FOLDER) -> None:
        self.gold: dict[str, Any] = json.loads((folder / "gold" / f"{name}.json").read_text("utf-8"))
        self.documents: list[Document] = []
        self.records: dict[str, AnyRecord] = {}
        for found in read_paths(sorted((folder / "texts").glob(f"{name}_*.txt"))):
            assert isinstance(found, tuple), found
            self.documents.append(found[0])
            self.records |= {r.id: r for r in found[1]}
        self.stories = stories(self.documents, self.records.values())
        self.short = {d.document: d.document.removesuffix(".txt").rpartition("_")[2] for d in self.documents}
        self._texts = {self.short[d.document]: d.text for d in self.documents}

    def near(self, record: AnyRecord, place: list[str]) -> float:
        """Share of the shorter of a record and a stretch of text that both have in common."""
        name, text = place
        if self.short[record.document] != name:
            return 0.0
        start = self._texts[name].index(text)
        common = min(record.span[1], start + len(text)) - max(record.span[0], start)
        return max(0.0, common / min(len(text), record.span[1] - record.span[0]))

    def owner(self, record: AnyRecord) -> str | None:
        """Happening of the gold that a record tells of, if any."""
        if not isinstance(record, Event):
            return None
        shares = [
            (self.near(record, mention), happening["id"])
            for happening in self.gold["happenings"]
            if record.type in happening["types"]
            for mention in happening["mentions"]
        ]
        best = max(shares, default=(0.0, ""), key=lambda s: s[0])
        return best[1] if best[0] >= 0.5 else None

    def score(self) -> Score:
        """Hold the stories against the gold."""
        homes: dict[str, dict[str, set[int]]] = {}
        wrong = []
        for number, story in enumerate(self.stories):
            owners = {self.owner(self.records[m]): m for m in story.members}
            for member in story.members:
                record = self.records[member]
                places = homes.setdefault(self.owner(record) or "", {})
                places.setdefault(self.short[record.document], set()).add(number)
            if len({o for o in owners if o}) > 1 and len(story.documents) > 1:
                wrong.append("+".join(sorted(o for o in owners if o)))
        return self._merges(homes) + Score(wrong=tuple(wrong)) + self._clashes() + self._behind(homes)

    def _merges(self, homes: dict[str, dict[str, set[int]]]) -> Score:
        merged: list[str] = []
        apart: list[str] = []
        couples: list[tuple[set[int], set[int]]] = []
        for happening in self.gold["happenings"]:
            told = sorted({m[0] for m in happening["mentions"]})
            where = [homes.get(happening["id"], {}).get(name, set()) for name in told]
            if len(told) > 1:
                (merged if set.intersection(*where) else apart).append(happening["id"])
                couples += combinations(where, 2)
        return Score(
            merged=tuple(merged),
            apart=tuple(apart),
            pairs=len(couples),
            read=sum(bool(a and b) for a, b in couples),
            joined=sum(bool(a & b) for a, b in couples),
        )

    def _clashes(self) -> Score:
        seen = {
            row["id"]
            for row in self.gold["contradictions"]
            for said in self._reported(row["about"])
            if all(any(self.near(r, row[side]) >= 0.5 for r in said) for side in ("a", "b"))
        }
        wanted = [row["id"] for row in self.gold["contradictions"]]
        return Score(clashes=tuple(x for x in wanted if x in seen), unseen=tuple(x for x in wanted if x not in seen))

    def _reported(self, about: str) -> Iterator[list[AnyRecord]]:
        for story in self.stories:
            for clash in story.contradictions:
                if clash.about == about:
                    yield [self.records[i] for i, _ in clash.reports]

    def _behind(self, homes: dict[str, dict[str, set[int]]]) -> Score:
        told = {
            f"{name}:{side}": any(
                s.one_side == side and any(self.near(self.records[m], [name, text]) >= 0.5 for m in s.members)
                for s in self.stories
            )
            for name, text, side in self.gold["one_side"]
        }
        counted = {
            key: self._most([self.stories[n] for places in homes.get(key, {}).values() for n in places]) == count
            for key, count in self.gold["sources"].items()
        }
        return Score(
            one_sided=tuple(k for k, ok in told.items() if ok),
            not_one_sided=tuple(k for k, ok in told.items() if not ok),
            sources=tuple(k for k, ok in counted.items() if ok),
            miscounted=tuple(k for k, ok in counted.items() if not ok),
        )

    @staticmethod
    def _most(found: list[Story]) -> int:
        return max((s.sources for s in found), default=0)
