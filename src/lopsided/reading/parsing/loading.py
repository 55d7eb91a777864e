"""What it takes to load spaCy and a pipeline of it, made less, with nothing changed in what is loaded.

Python looks again and again through all it has made for what nothing refers to any more, and while modules and a
model are loaded there is next to nothing of it: a third of the time importing takes. And for each of some 200 things
a pipeline is put together from, spaCy looks through every entry point of every installed package.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import EntryPoint


@contextmanager
def uncollected() -> Iterator[None]:
    """Let nothing be looked through for what is left over, as long as the block lasts.

    What was made by its end counts as old: it is looked through when all is, not at once.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # else somebody has objects set apart, which must stay so
            gc.freeze()
            gc.unfreeze()
        gc.enable()


class _ByGroup:
    """Entry points as ``importlib.metadata`` gives them, sorted into their groups once."""

    def __init__(self, found: Any) -> None:  # noqa: ANN401  (one class up to Python 3.11, another from 3.12)
        self._groups = {group: tuple(found.select(group=group)) for group in found.groups}

    def select(self, *, group: str) -> tuple[EntryPoint, ...]:
        return self._groups.get(group, ())


@contextmanager
def sorted_entry_points() -> Iterator[None]:
    """Let spaCy's registries find the entry points of a group at once, as long as the block lasts.

    They are the same ones in the same order, so that whatever else uses the registries meanwhile notices nothing.
    """
    catalogue: Any = import_module("catalogue")  # spaCy's, and only after `bare_spacy`
    found = getattr(catalogue, "AVAILABLE_ENTRY_POINTS", None)
    if not hasattr(found, "select"):
        yield
        return
    catalogue.AVAILABLE_ENTRY_POINTS = _ByGroup(found)
    try:
        yield
    finally:
        catalogue.AVAILABLE_ENTRY_POINTS = found
