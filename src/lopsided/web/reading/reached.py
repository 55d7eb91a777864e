"""What has been read of what was handed in, as pages show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.errors import MissingDataError
from lopsided.web import dossiers
from lopsided.web.words import say

if TYPE_CHECKING:
    from lopsided.briefing.compose import Dossiered
    from lopsided.web.site import Site


def stamp_of_readings(site: Site) -> tuple[tuple[str, str, int], ...]:
    """Say how far each reading is."""
    return site.readings.stamp()


def held_reading(site: Site, reading: str) -> Dossiered:
    """Take out what was read.

    Raises
    ------
    UnknownNameError
        If there is no such reading.
    MissingDataError
        If it is not done.
    """
    found = site.readings.find(reading)
    if found.state != "done":
        problem = say("reading.not_done")
        raise MissingDataError(problem, remedy=say("reading.not_done_remedy"))
    return dossiers.held_at(found.dossier)
