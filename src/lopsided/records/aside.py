"""What could not be read and was set aside: kept by the place of the file until that very document is read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopsided.records.access import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Aside:
    """A document set aside.

    Attributes
    ----------
    name : str
        As the run that met it called it; another run may call it otherwise.
    reason : str
    digest : str
        SHA-256 of its bytes, empty if they are not known.
    place : str
        Path of its file, with ``#n`` for the n-th article in it; empty if not known: then it goes by its name.
    """

    name: str
    reason: str
    digest: str = ""
    place: str = ""


def put(run: DuckDBPyConnection, aside: Aside) -> None:
    """Keep a reason, in the place of what was said before of the same place, or of the same name and bytes."""
    place, name = plain(aside.place), plain(aside.name)
    run.execute(
        "DELETE FROM set_aside WHERE (place = ? AND (place <> '' OR name = ?))"
        " OR (place = '' AND name = ? AND digest = ?)",
        [place, name, name, aside.digest],
    )
    run.execute("INSERT INTO set_aside VALUES (?, ?, ?, ?)", [place, name, plain(aside.reason), aside.digest])


def clear(run: DuckDBPyConnection, aside: Aside) -> None:
    """Forget what was said of a document read now: of its place, its bytes, or its name if no place is known."""
    run.execute(
        "DELETE FROM set_aside WHERE (place = ? AND place <> '') OR (digest = ? AND digest <> '')"
        " OR (place = '' AND name = ?)",
        [plain(aside.place), aside.digest, plain(aside.name)],
    )


def file_of(place: str) -> str:
    """Return the file of a place: without the number of the article in it."""
    return re.sub(r"#(?:\d+|more)\Z", "", place)


def reasons(found: Iterable[Aside]) -> dict[str, str]:
    """Return name to reason, with the place for a name wherever several have one name."""
    rows = list(found)
    counts = Counter(a.name for a in rows)
    return {a.place if counts[a.name] > 1 and a.place else a.name: a.reason for a in rows}
