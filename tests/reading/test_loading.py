"""Loading made quicker leaves the program it happens in as it was."""

from __future__ import annotations

import gc
import weakref
from importlib import import_module
from typing import Any

import pytest
from spacy.util import registry

from lopsided.reading.parsing.loading import sorted_entry_points, uncollected
from lopsided.reading.pipeline import parser


class _Ring:
    """Refers to itself, so that only a search finds that nobody else does."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_left_over_is_found_once_loading_is_done() -> None:
    gc.collect()
    with uncollected():
        assert not gc.isenabled()
        left = weakref.ref(_Ring())
    assert gc.isenabled()
    gc.collect()
    assert left() is None


def test_a_program_that_does_without_a_search_still_does() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_a_program_has_set_apart_stays_so() -> None:
    gc.freeze()
    try:
        apart = gc.get_freeze_count()
        with uncollected():
            pass
        assert gc.get_freeze_count() == pytest.approx(apart, rel=0.1)
    finally:
        gc.unfreeze()


def test_the_search_goes_on_when_loading_fails() -> None:
    with pytest.raises(OSError, match="no such"), uncollected():
        raise OSError("no such pipeline")  # noqa: EM101, TRY003
    assert gc.isenabled()


def test_registries_find_the_same_entry_points_and_are_left_as_they_were() -> None:
    catalogue: Any = import_module("catalogue")
    before = catalogue.AVAILABLE_ENTRY_POINTS
    registries = [one for one in vars(registry).values() if isinstance(one, catalogue.Registry)]
    assert registries
    wanted = [list(one._get_entry_points()) for one in registries]
    with sorted_entry_points():
        found = [list(one._get_entry_points()) for one in registries]
    assert found == wanted
    assert catalogue.AVAILABLE_ENTRY_POINTS is before


def test_the_parser_knows_every_label_it_may_give() -> None:
    strings = parser().vocab.strings
    labels = {label for name in ("tagger", "parser") for label in parser().get_pipe(name).labels} | {"GPE", "MONEY"}
    assert len(labels) > 80
    assert {label for label in labels if label not in strings} == set()
