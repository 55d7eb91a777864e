"""Economies for the model from the input-output packs a user added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.datasets.packs.square_tables import table_of_pack, table_packs
from lopsided.errors import UsageError
from lopsided.model.calibration import About
from lopsided.model.input_output import from_input_output

if TYPE_CHECKING:
    from lopsided.model.economy import Economy


def pack_economies() -> tuple[str, ...]:
    """List the names under which packs can be asked for as economies: ``"icio:2018"``, the newest year first."""
    return tuple(f"{pack.key}:{year}" for pack, year in table_packs())


def is_pack(name: str) -> bool:
    """Whether a name is that of an input-output pack, with or without a year."""
    return name.partition(":")[0] in {pack.key for pack, _ in table_packs()}


def economy_of_pack(name: str) -> Economy:
    """Build the economy of an input-output pack: all its countries and industries, nothing imputed.

    Parameters
    ----------
    name : str
        Key of the pack, and a year behind a colon where not the newest is meant: ``"icio:2018"``.

    Raises
    ------
    UnknownNameError, UsageError
        For a pack that is not there, is no such table, or lacks the year.
    InputError
        For a table the model cannot take.
    """
    key, _, when = name.partition(":")
    if when and not when.isdecimal():
        problem = f"{when!r} is no year"
        raise UsageError(problem, subject=name, remedy="write the pack's name, or NAME:2018")
    table = table_of_pack(key, int(when) if when else None)
    about = About(name=f"{table.source.title}, {table.year}", year=table.year, sources=(table.source,))
    return from_input_output(table.intermediate, table.final, table.countries, table.industries, about)
