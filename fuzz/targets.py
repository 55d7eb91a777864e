"""What is fuzzed: each target takes any bytes and ends, or raises what nobody has foreseen."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lopsided.errors import LopsidedError
from lopsided.model.scenario_file import parse_scenario, scenario_text
from lopsided.reading.corpus import read_article
from lopsided.reading.documents.documents import Sources
from lopsided.reading.formats.formats import SetAside
from lopsided.reading.reader import RuleReader
from lopsided.records.exchange import from_json_lines, from_parquet, to_parquet
from lopsided.records.kinds import Document, Event
from lopsided.records.store import Dossier
from lopsided.terms.quantities import amounts

if TYPE_CHECKING:
    from collections.abc import Callable

ENDINGS = (".txt", ".html", ".jsonl", ".json", ".xml", ".warc", ".warc.gz")
"""The first byte of an input for `reading` chooses the format."""


def reading(data: bytes) -> None:
    """Read a file of any format into records that quote it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x{ENDINGS[data[0] % len(ENDINGS)] if data else '.txt'}"
        path.write_bytes(data[1:])
        try:
            for given in Sources([path]):
                if not isinstance(given, SetAside):
                    read_article(given, published=None, reader=RuleReader())
        except LopsidedError:
            return


def figures(data: bytes) -> None:
    """Find the numbers in a text: each lies within it, in order, none within another."""
    text = data.decode("utf-8", "surrogateescape")
    found = amounts(text)
    places = [at for amount in found for at in (amount.start, amount.end)]
    if places != sorted(places) or (places and not 0 <= places[0] <= places[-1] <= len(text)):
        problem = f"numbers out of place: {places}"
        raise AssertionError(problem)


def scenarios(data: bytes) -> None:
    """Read a scenario; what is taken comes back the same when it is written and read again."""
    try:
        scenario = parse_scenario(data.decode("utf-8", "replace"))
    except LopsidedError:
        return
    again = parse_scenario(scenario_text(scenario))
    if repr(again) != repr(scenario):
        problem = f"{scenario} was written as {again}"
        raise AssertionError(problem)


def imports(data: bytes) -> None:
    """Import JSON lines into a dossier."""
    with Dossier.in_memory() as dossier:
        try:
            from_json_lines(data.decode("utf-8", "surrogateescape").split("\n"), dossier)
        except LopsidedError:
            return


TABLES = ("documents", "records", "stories", "checks", "rulings", "set_aside", "gathered", "dossier")
"""The first byte of an input for `parquet` chooses the table it is put in place of, or changes."""


@cache
def exported() -> dict[str, bytes]:
    """Return the files of a small dossier in Parquet, by table."""
    text = "Peru gave Laos 5 percent of it."
    event = Event(document="a", span=(0, 4), text=text[:4], sentence=(0, 4), type="AID", source="PER", target="LAO")
    with tempfile.TemporaryDirectory() as folder, Dossier.in_memory() as dossier:
        dossier.add(Document(document="a", text=text, digest="0" * 64), [event])
        dossier.rule("f", "agree")
        dossier.set_aside("b", "is no text")
        files = to_parquet(dossier, Path(folder) / "dossier")
        return {path.stem: path.read_bytes() for path in files}


def parquet(data: bytes) -> None:
    """Import Parquet files of which one is anything: the input, cut short, or with its bytes in other places."""
    table, how, rest = data[0] % len(TABLES) if data else 0, data[1] % 3 if len(data) > 1 else 0, data[2:]
    with tempfile.TemporaryDirectory() as folder, Dossier.in_memory() as dossier:
        for name, content in exported().items():
            (Path(folder) / f"{name}.parquet").write_bytes(content)
        path = Path(folder) / f"{TABLES[table]}.parquet"
        whole = bytearray(path.read_bytes() if path.exists() else b"")
        if how == 1:
            del whole[int.from_bytes(rest[:2]) % (len(whole) + 1) :]
        elif how == 2:
            for at in range(0, len(rest) - 2, 3):
                whole[int.from_bytes(rest[at : at + 2]) % len(whole)] = rest[at + 2]
        path.write_bytes(rest if how == 0 else bytes(whole))
        try:
            from_parquet(Path(folder), dossier)
        except LopsidedError:
            return


TARGETS: dict[str, Callable[[bytes], None]] = {
    "reading": reading,
    "figures": figures,
    "scenarios": scenarios,
    "imports": imports,
    "parquet": parquet,
}
