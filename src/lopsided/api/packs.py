"""The datasets here and the packs a user adds, as plain rows for the command line and machines."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lopsided.api import rows
from lopsided.datasets.catalog import catalog
from lopsided.datasets.packs.manifest import Pack, packs, remove
from lopsided.datasets.packs.order import order
from lopsided.errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lopsided.datasets.packs.adding import Wanted

    Row = dict[str, Any]


def add_pack(paths: Sequence[str | Path], wanted: Wanted, told: Callable[[str], None] = lambda _: None) -> Pack:
    """Import files into the user's data folder; see `lopsided.datasets.packs.adding.add`."""
    from lopsided.datasets.packs.adding import add

    if wanted.name in catalog():
        problem = f"{wanted.name!r} is a dataset that ships"
        raise UsageError(problem, subject=wanted.name, remedy="give the pack another name with --name")
    return add([Path(path) for path in paths], wanted, told)


def fetch_pack(
    key: str, wanted: Wanted, told: Callable[[str], None], progress: Callable[[str, int, int | None], None]
) -> Pack:
    """Download a dataset from its publisher and import it; the download is deleted once the pack is there.

    Raises
    ------
    LopsidedError
        In one sentence: no network, a file that is not what it should be, a pack that cannot be built.
    """
    import shutil
    from dataclasses import replace

    from lopsided.datasets.packs.fetching import fetch, to_fetch

    source = to_fetch(key)
    about = {"version": source.version, "url": source.page, "licence": source.licence, **wanted.about}
    files = fetch(source, told=progress)
    pack = add_pack(files, replace(wanted, name=wanted.name or key, form=source.form, about=about), told)
    shutil.rmtree(files[0].parent)
    return pack


def fetchable_rows() -> list[Row]:
    """One row for each dataset that can be fetched."""
    from lopsided.datasets.packs.fetching import fetchable

    return [
        {
            "key": f.key,
            "title": f.title,
            "version": f.version,
            "size": f.size,
            "licence": f.licence,
            "page": f.page,
            "files": [file.url for file in f.files],
        }
        for f in fetchable().values()
    ]


def all_rows() -> list[Row]:
    """One row a dataset: those that ship, then the packs."""
    shipped = [{**row, "kind": "ships"} for row in rows.dataset_rows()]
    return shipped + [
        {
            "key": p.key,
            "title": p.title,
            "publisher": p.publisher,
            "version": p.version,
            "coverage": f"{_span(p.years)}; {p.kept:,} rows",
            "licence": p.licence,
            "retrieved": p.added,
            "bytes": p.size,
            "kind": "pack",
        }
        for p in packs().values()
    ]


def one_row(key: str) -> Row:
    """Everything known of one dataset or pack.

    Raises
    ------
    UnknownNameError
        If there is neither.
    """
    found = packs().get(key)
    if found is not None:
        return {**asdict(found), "years": _span(found.years), "folder": str(found.folder), "bytes": found.size}
    if key not in catalog():
        kind = "dataset"
        raise UnknownNameError(kind, key, (*catalog(), *packs()), remedy="see lopsided data list")
    return rows.dataset_row(key)


def summary(pack: Pack) -> str:
    """Say in a few lines what came of an import: kept, left out and why, read under another code, marked."""
    lines = [f"{pack.key}: {pack.kept:,} of {pack.read:,} rows, {_span(pack.years)}, {pack.size / 1e6:,.1f} MB"]
    lines += _counted("left out", pack.dropped)
    lines += _counted("read as", pack.read_as)
    lines += _counted("marked", pack.marked)
    lines += [f"mind: {caveat}" for caveat in pack.caveats if caveat.startswith("It holds a part only")]
    lines += [f"terms: {pack.licence}", f"in: {pack.folder}"]
    return "\n".join(lines)


def remove_pack(key: str) -> Pack:
    """Delete a pack.

    Raises
    ------
    UsageError
        For a dataset that ships.
    UnknownNameError
        For a name nobody here knows.
    """
    if key in catalog():
        problem = f"{key!r} ships with the package"
        raise UsageError(problem, subject=key, remedy="only packs can be removed, see lopsided data list")
    return remove(key)


def order_rows() -> list[Row]:
    """One row for each question and source: which answers first, and why."""
    return [
        {"question": question, "rank": place.rank, "source": place.source, "why": place.why}
        for question in ("total trade", "trade by product")
        for place in order(question)
    ]


def _counted(words: str, counts: dict[str, int]) -> Iterable[str]:
    return (f"{words}: {count:,} {reason}" for reason, count in counts.items())


def _span(years: Sequence[int]) -> str:
    """Write years as runs: ``"1946-1963, 1965-2020"``."""
    starts = [y for y in years if y - 1 not in years]
    ends = [y for y in years if y + 1 not in years]
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))
