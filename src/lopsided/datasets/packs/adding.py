"""From a user's files to a pack: recognised, read part by part, checked, described, and put in place whole."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lopsided.datasets.packs import marks, names, rows, shapes, wholes
from lopsided.datasets.packs.areas import resolve
from lopsided.datasets.packs.ballots import write_votes
from lopsided.datasets.packs.formats import companion, form, not_recognised, recognise, revision
from lopsided.datasets.packs.inputs import fingerprint, glance, opened, parts, small_table
from lopsided.datasets.packs.manifest import Pack, PackFile, packs, save
from lopsided.datasets.packs.place import draft, publish
from lopsided.datasets.packs.rows import Tally
from lopsided.datasets.packs.square import write_square, year_of
from lopsided.datasets.packs.totals import part_only
from lopsided.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    import duckdb

    from lopsided.datasets.columns import Mode
    from lopsided.datasets.packs.inputs import Part
    from lopsided.datasets.packs.manifest import PackKind
    from lopsided.datasets.packs.shapes import Shape

FOLDERS: dict[str, str] = {"flows": "rows", "totals": "totals", "table": "table", "votes": "votes"}
_PART = "It holds {part}, yet answers for its years in place of what ships: shares and ranks are of this part"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a user wants files to be read.

    Attributes
    ----------
    name : str
        Of the pack; made from the format and the file when empty.
    form : str
        Format, a key of ``formats.forms()``; told by the columns when empty.
    columns : mapping of str to str
        Role to column, for a table whose columns do not say it.
    unit, nomenclature : str
        Unit of the values, HS edition of the products, where the table does not say.
    year : int or None
        Year of an input-output table whose name does not say it.
    mode : {"strict", "warn"}
        Whether a faulty row stops everything, or is left out and counted.
    replace : bool
        Whether a pack of that name gives way.
    about : mapping of str to str
        ``title``, ``publisher``, ``version``, ``url``, ``licence``, ``citation`` as the user knows them.
    """

    name: str = ""
    form: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    nomenclature: str = ""
    year: int | None = None
    mode: Mode = "strict"
    replace: bool = False
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Work:
    """What has been read so far."""

    folder: Path
    connection: duckdb.DuckDBPyConnection
    told: Callable[[str], None]
    kind: PackKind | None = None
    part: str = ""
    shape: Shape | None = None
    tally: Tally = field(default_factory=Tally)


def add(paths: Sequence[Path], wanted: Wanted, told: Callable[[str], None] = lambda _: None) -> Pack:
    """Import files as one pack; on any error nothing of it stays.

    Parameters
    ----------
    paths : sequence of Path
        Files, zips or folders; tables of country codes and of roll calls are recognised among them and beside them.
    wanted : Wanted
        How to read them.
    told : callable
        Called with each table's name before it is read.

    Raises
    ------
    InputError, UsageError, UnknownNameError, OutputError
        In one sentence each: a file that cannot be read or recognised, rows that cannot be taken, a name in use.
    """
    found = parts(paths)
    data = [part for part in found if not companion(part)]
    beside = [*(part for part in found if companion(part)), *_beside(paths, found)]
    if not data:
        problem = "these tables only name codes"
        raise InputError(problem, subject=found[0].name, remedy="name the table with the trade as well")
    key = _form_of(data, wanted)
    name = wanted.name or _name(data[0], key)
    _free(name, key, wanted)
    with draft(name) as folder, rows.connect(folder) as connection:
        work = _Work(folder, connection, told)
        rows.load_areas(connection, _own_codes([p for p in beside if companion(p) == "countries"]))
        _read_all(work, data, beside, key, wanted)
        if work.kind == "flows":
            names.write(work.folder, [p for p in beside if companion(p) == "products"])
        pack = _describe(work, name, key, wanted, found)
        earlier = packs().get(name)
        if earlier is not None and not wanted.replace:
            pack = _extended(work, earlier, pack)
        shutil.rmtree(folder / "spill", ignore_errors=True)
        save(folder, pack)
        publish(folder, name)
    return pack


def _form_of(data: Sequence[Part], wanted: Wanted) -> str:
    if wanted.form:
        return form(wanted.form).key
    keys = {part.name: recognise(part, wanted.columns) for part in data}
    unknown = next((part for part in data if keys[part.name] is None), None)
    if unknown is not None:
        raise not_recognised(unknown)
    different = sorted({str(key) for key in keys.values()})
    if len(different) > 1:
        problem = f"the files are of different formats: {', '.join(different)}"
        raise UsageError(problem, subject=", ".join(list(keys)[:4]), remedy="add each by itself")
    return different[0]


def _name(part: Part, key: str) -> str:
    """Name a pack by format, HS edition and version, so that another year of the same joins it."""
    if key in {"baci", "icio", "wiod"}:
        version = re.search(r"(?i)v(\d{6}b?)", part.name)
        return "_".join(filter(None, (key, revision(part.name).lower(), version[0].lower() if version else "")))
    stem = re.sub(r"[^a-z0-9]+", "_", part.path.name.lower().partition(".")[0]).strip("_")
    return stem[:60] or key


def _free(name: str, key: str, wanted: Wanted) -> None:
    if not _NAME.fullmatch(name):
        problem = f"{name!r} cannot be the name of a pack"
        raise UsageError(problem, subject=name, remedy="use small letters, digits, - and _")
    earlier = packs().get(name)
    if earlier is not None and not wanted.replace and earlier.form != key:
        problem = f"there is a pack {name!r} of another format"
        raise UsageError(problem, subject=name, remedy="give it another name with --name, or --replace it")


def _beside(paths: Sequence[Path], found: Collection[Part]) -> list[Part]:
    """Find name tables in the folders of the files named, as publishers put them side by side."""
    have = {part.path for part in found}
    near = [
        file
        for path in paths
        if path.is_file()
        for pattern in ("*country_codes*.csv", "*product_codes*.csv", "*roll_calls*.*")
        for file in sorted(path.parent.glob(pattern))
        if file not in have and file.suffix.lower() in {".csv", ".parquet"}
    ]
    return [part for part in parts(near) if companion(part)] if near else []


def _own_codes(tables: Sequence[Part]) -> dict[str, str]:
    """Read a publisher's table of country codes, for codes not known here: number to ISO3."""
    codes: dict[str, str] = {}
    for part in tables:
        for row in small_table(part):
            iso3 = row.get("country_iso3") or row.get("iso_3digit_alpha") or ""
            codes[row["country_code"].lstrip("0")] = iso3
    return {key: iso3 for key, iso3 in codes.items() if iso3 and resolve(key) is None}


def _read_all(work: _Work, data: Sequence[Part], beside: Sequence[Part], key: str, wanted: Wanted) -> None:
    known = form(key)
    for part in data:
        work.told(part.name)
        if known.kind == "votes":
            calls = next((p for p in beside if companion(p) == "calls"), None)
            work.kind = "votes"
            _count(work, write_votes(work.connection, part, calls, work.folder / FOLDERS["votes"], wanted.mode))
            continue
        with opened(part, work.folder) as path:
            if known.kind == "table":
                work.kind = "table"
                year = year_of(part, wanted.year)
                _count(work, write_square(part, path, year, work.folder / FOLDERS["table"]))
            else:
                _read_trade(work, part, path, key, wanted)
    if work.shape is not None and work.tally.kept:
        _finish_trade(work, work.shape, data[0].path.name)
    if not work.tally.kept:
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in work.tally.dropped.most_common(3))
        problem = f"no row is left{f': {reasons}' if reasons else ''}"
        raise InputError(problem, subject=data[0].name, remedy="look at the table: is it what it was taken for?")


def _read_trade(work: _Work, part: Part, path: Path, key: str, wanted: Wanted) -> None:
    plain = rows.reader(part, path, {})
    rows.refuse_surplus(work.connection, part, plain)
    if key == "baci":
        shape = shapes.baci(part, wanted.nomenclature)
    elif key in {"comtrade", "comtrade_legacy"}:
        shape = shapes.comtrade(part, key, work.connection, plain)
    elif key == "dots":
        shape = shapes.dots(part, wanted.unit)
    else:
        shape = shapes.tidy(part, wanted.columns, wanted.unit, wanted.nomenclature)
    first = work.shape
    if first is not None and (first.kind, first.nomenclature) != (shape.kind, shape.nomenclature):
        problem = f"the files are not alike: {first.nomenclature or first.kind} and {shape.nomenclature or shape.kind}"
        raise UsageError(
            problem, subject=part.name, remedy="add each by itself: the same code can mean different goods"
        )
    work.kind, work.shape = shape.kind, shape
    if shape.reconciled and path.suffix == ".csv":
        lines, year = glance(path)
        shape = replace(shape, lines=lines, first_year=year)
    source = rows.reader(part, path, shape.types, wanted.mode)
    folder = work.folder / FOLDERS[shape.kind]
    _count(work, rows.write(work.connection, part, shape, source, folder=folder, mode=wanted.mode))
    if shape.kind == "flows" and key in {"comtrade", "comtrade_legacy"}:
        wholes.write(work.connection, shape, source, work.folder)


def _finish_trade(work: _Work, shape: Shape, name: str) -> None:
    """Refuse what would be counted twice, sum products, mark what was computed."""
    rows.refuse_doubles(work.connection, work.folder / FOLDERS[shape.kind], name, shape)
    if shape.kind == "flows":
        rows.sum_products(work.connection, work.folder, shape)
        work.part = part_only(work.connection, work.folder) if shape.reconciled else ""
    else:
        work.tally.marked += marks.mark(work.connection, work.folder / FOLDERS["totals"])


def _count(work: _Work, more: Tally) -> None:
    work.tally.read += more.read
    work.tally.kept += more.kept
    for name in ("dropped", "read_as", "marked"):
        getattr(work.tally, name).update(getattr(more, name))


def _describe(work: _Work, name: str, key: str, wanted: Wanted, found: Sequence[Part]) -> Pack:
    known, said = form(key), wanted.about
    files = sorted(file for file in work.folder.rglob("*.parquet"))
    years = sorted({int(file.parent.name.removeprefix("year=")) for file in files if file.parent != work.folder})
    version = re.search(r"(?i)v\d{6}b?", found[0].name)
    return Pack(
        key=name,
        kind=work.kind or known.kind,
        form=key,
        title=f"{said.get('title') or known.title}{f' ({work.part})' * bool(work.part)}",
        publisher=said.get("publisher") or known.publisher,
        version=said.get("version")
        or (version[0] if version else ", ".join(dict.fromkeys(p.path.name for p in found))[:120]),
        url=said.get("url") or known.url,
        licence=said.get("licence") or known.licence,
        citation=said.get("citation") or known.citation,
        added=datetime.now(tz=UTC).date().isoformat(),
        nomenclature=work.shape.nomenclature if work.shape else "",
        years=tuple(years),
        read=work.tally.read,
        kept=work.tally.kept,
        dropped=dict(work.tally.dropped),
        read_as=dict(work.tally.read_as),
        marked=dict(work.tally.marked),
        caveats=(*known.caveats, *((_PART.format(part=work.part),) if work.part else ())),
        origins=tuple(fingerprint(path) for path in dict.fromkeys(part.path for part in found)),
        files=_listed(work.folder),
    )


def _listed(folder: Path) -> tuple[PackFile, ...]:
    found = []
    for file in sorted(folder.rglob("*.parquet")):
        plain = fingerprint(file)
        found.append(PackFile(file.relative_to(folder).as_posix(), plain.sha256, plain.size))
    return tuple(found)


def _extended(work: _Work, earlier: Pack, new: Pack) -> Pack:
    """Join new years to a pack of the same make; the years that are there already are linked, not copied.

    Raises
    ------
    UsageError
        When a year is in both, or the two are not of one make.
    """
    if (earlier.kind, earlier.nomenclature, earlier.version) != (new.kind, new.nomenclature, new.version) and (
        earlier.kind != "table"
    ):
        problem = (
            f"there is a pack {new.key!r} of another make ({earlier.version}, {earlier.nomenclature or earlier.kind})"
        )
        raise UsageError(problem, subject=new.key, remedy="give it another name with --name, or --replace it")
    both = sorted(set(earlier.years) & set(new.years))
    if both:
        problem = f"the pack {new.key!r} has {', '.join(map(str, both[:6]))} already"
        raise UsageError(
            problem, subject=new.key, remedy="--replace the pack, or give this one another name with --name"
        )
    part = next((p for p in (earlier, new) if "(a part only" in p.title), new)
    for file in earlier.files:
        target = work.folder / file.name
        if target.exists():  # the names of products, brought again
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(earlier.folder / file.name, target)
        except OSError:  # a file system without links
            shutil.copy2(earlier.folder / file.name, target)
    return replace(
        new, title=part.title, caveats=part.caveats, years=tuple(sorted({*earlier.years, *new.years})),
        read=earlier.read + new.read, kept=earlier.kept + new.kept,
        origins=(*earlier.origins, *new.origins), files=_listed(work.folder),
        dropped=dict(Counter(earlier.dropped) + Counter(new.dropped)),
        read_as=dict(Counter(earlier.read_as) + Counter(new.read_as)),
        marked=dict(Counter(earlier.marked) + Counter(new.marked)),
    )  # fmt: skip
