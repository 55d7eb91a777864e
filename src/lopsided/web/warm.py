"""What the first visitor would wait for, worked out before anybody asks."""

from __future__ import annotations

import threading

from lopsided.api.what_if import INDUSTRIES, answer, choices, presets
from lopsided.briefing.vega import NARROW, WIDE
from lopsided.briefing.world import world
from lopsided.datasets.flow_table import flow_table
from lopsided.measures.exposure import prepare
from lopsided.model.embedded import economy_2022
from lopsided.web import rendering


def warm() -> None:
    """Read templates and flows, build the economies, draw the outlines of the world, invert the network of chains."""
    rendering.prepare()
    flow_table()
    economy_2022()
    choices()
    presets()
    for width in (WIDE, NARROW):
        world({}).svg(width)
    prepare()
    # Each elasticity has a baseline of its own, with industries a slow one: the ends of a range are solved from theirs.
    answer(next(preset.question for preset in presets() if preset.question.on == INDUSTRIES))


def start() -> threading.Thread:
    """Do it in the background, in a thread that does not outlive the server."""
    thread = threading.Thread(target=warm, name="warm", daemon=True)
    thread.start()
    return thread
