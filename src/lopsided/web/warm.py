"""What the first visitor would wait for, worked out before anybody asks."""

from __future__ import annotations

import atexit
import gc
import threading
from functools import partial
from typing import TYPE_CHECKING

from lopsided.api.what_if import INDUSTRIES, answer, choices, presets
from lopsided.briefing.vega import NARROW, WIDE
from lopsided.briefing.world import world
from lopsided.datasets.flow_table import flow_table
from lopsided.measures.exposure import prepare
from lopsided.model.embedded import economy_2022
from lopsided.web import rendering

if TYPE_CHECKING:
    from lopsided.web.site import Site


def warm(site: Site) -> None:
    """Invert the network of chains, read templates and flows, build the economies, draw the outlines of the world."""
    for width in (WIDE, NARROW):
        # Where pictures are drawn: the engine that draws stops every thread of its process as it starts.
        site.begin("picture", partial(world({}).svg, width))
    prepare()  # pages of dyads wait for it
    rendering.prepare()
    flow_table()
    economy_2022()
    choices()
    presets()
    # Each elasticity has a baseline of its own, with industries a slow one: the ends of a range are solved from theirs.
    answer(next(preset.question for preset in presets() if preset.question.on == INDUSTRIES))


def start(site: Site) -> threading.Thread:
    """Do it in the background, in a thread that does not outlive the server."""
    thread = threading.Thread(target=_warm_to_stay, args=(site,), name="warm", daemon=True)
    thread.start()
    return thread


def _warm_to_stay(site: Site) -> None:
    """Keep it out of the search for garbage, which stops every visitor and longer the more there is to look through."""
    warm(site)
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # what is still frozen at the end is told as leaked
