"""The dossiers on offer, and what they hold, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from lopsided.api.briefs import dossiered
from lopsided.api.dossiers import open_dossier
from lopsided.briefing.contents import Reference
from lopsided.briefing.reported import concerned
from lopsided.errors import DossierError
from lopsided.records.kinds import Figure
from lopsided.web.places import hidden
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lopsided.briefing.compose import Dossiered
    from lopsided.records.kinds import Document
    from lopsided.web.site import Site

T = TypeVar("T")
_STEM = 16
#: DuckDB does not open a file for writing that this process has open for reading.
ONE_AT_A_TIME = RLock()


def stamp_of(site: Site) -> tuple[tuple[str, int, int], ...]:
    """Say which dossiers there are, and when each changed last: what shows them is made anew when this changes."""
    found = []
    for name, path in site.dossiers().items():
        about = path.stat()
        found.append((name, about.st_mtime_ns, about.st_size))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a dossier is about: whom its records concern together, and of which sellers and buyers it has figures."""

    concerned: frozenset[frozenset[str]]
    figures: frozenset[str]

    def tells_of(self, *pair: str) -> bool:
        """Say whether it reports anything between two."""
        return any(named.issuperset(pair) for named in self.concerned)

    def has_figures(self, tie: str = "") -> bool:
        """Say whether it has figures to be checked, of one tie (``"PER-CHN"``) if one is named."""
        return tie in self.figures if tie else bool(self.figures)


def taken(site: Site, fits: Callable[[Reach], bool]) -> str:
    """Name the dossier a page takes when none is asked for; empty if there is none.

    Of those that can be read the one changed last that fits, else the one changed last; where none can be read, the
    one changed last, of which the page then says why.
    """
    names = _by_change(site)
    known = {name: reach for name in names if (reach := _reach(site, name)) is not None}
    return next((name for name, reach in known.items() if fits(reach)), next(iter(known), next(iter(names), "")))


def fitting(site: Site, fits: Callable[[Reach], bool]) -> tuple[str, ...]:
    """Name the dossiers that can be read and fit, the one changed last first."""
    return tuple(n for n in _by_change(site) if (reach := _reach(site, n)) is not None and fits(reach))


def _by_change(site: Site) -> list[str]:
    return [name for name, _, _ in sorted(stamp_of(site), key=lambda found: -found[1])]


def _reach(site: Site, name: str) -> Reach | None:
    """Say what a dossier is about; None if it cannot be read, which its own page tells."""
    path = site.dossier(name)
    about = path.stat()
    try:
        return _reach_of(path, about.st_mtime_ns, about.st_size)
    except DossierError:
        return None


@lru_cache(maxsize=256)
def _reach_of(path: Path, _changed: int, _size: int) -> Reach:
    with ONE_AT_A_TIME, open_dossier(path) as opened:
        records = opened.records()
    return Reach(
        concerned=frozenset(concerned(record) for record in records),
        figures=frozenset(tie_of(record) for record in records if isinstance(record, Figure)),
    )


def tie_of(figure: Figure) -> str:
    """Write who sells to whom: ``"RUS-CHN"``; one country alone; empty for neither."""
    return "-".join(side for side in (figure.exporter, figure.importer) if side)


def held(site: Site, name: str) -> Dossiered:
    """Read a dossier whole, or take it from memory if its file has not changed.

    Raises
    ------
    UnknownNameError, DossierError
        If there is none of that name, or it cannot be opened.
    """
    path = site.dossier(name)
    with hidden({path.parent: say("dossiers.folder")}):
        return held_at(path)


def held_at(path: Path) -> Dossiered:
    """Read the dossier in a file whole, or take it from memory if the file has not changed.

    Raises
    ------
    DossierError
    """
    about = path.stat()
    return _read(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> Dossiered:
    with ONE_AT_A_TIME, open_dossier(path) as opened:
        return dossiered(opened)


def forget() -> None:
    """Keep nothing in memory of what dossiers hold."""
    _read.cache_clear()
    _reach_of.cache_clear()


def home(name: str) -> str:
    """Write the address of a dossier's page."""
    return f"/dossiers/{quote(name, safe='')}"


def document_id(document: Document) -> str:
    """Name a document in an address: the beginning of its digest, which no other shares."""
    return document.digest[:_STEM]


def linked(contents: T, home: str, documents: tuple[Document, ...]) -> T:
    """Have every reference within contents lead to the document's own page, at the sentence.

    Parameters
    ----------
    contents : dataclass
    home : str
        Address under which the documents are: ``/dossiers/NAME``.
    documents : tuple of Document
        All of the dossier, in its order: references count them.
    """
    pages = [f"{home}/documents/{document_id(d)}" for d in documents]
    found: T = _linked(contents, pages)
    return found


def _linked(value: Any, pages: list[str]) -> Any:  # noqa: ANN401 - any contents
    if isinstance(value, Reference):
        # "#d3-120": the third document, at character 120.
        place = int(value.href.removeprefix("#d").split("-", 1)[0])
        return replace(value, href=f"{pages[place - 1]}{value.href}")
    if isinstance(value, tuple):
        return tuple(_linked(inner, pages) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _linked(getattr(value, f.name), pages) for f in fields(value) if f.init})
    return value
