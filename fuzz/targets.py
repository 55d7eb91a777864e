"""What is fuzzed: each target takes any bytes and ends, or raises what nobody has foreseen."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from lopsided.errors import LopsidedError
from lopsided.model.scenario_file import parse_scenario, scenario_text
from lopsided.reading.corpus import read_article
from lopsided.reading.documents import Sources
from lopsided.reading.formats import SetAside
from lopsided.reading.reader import RuleReader
from lopsided.records.exchange import from_json_lines
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


TARGETS: dict[str, Callable[[bytes], None]] = {
    "reading": reading,
    "figures": figures,
    "scenarios": scenarios,
    "imports": imports,
}
