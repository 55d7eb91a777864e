"""The names a user of arrays finds in `lopsided.model`, and the example that goes with them."""

from __future__ import annotations

import doctest

import pytest

import lopsided
from lopsided import model


def test_every_name_is_there_and_is_no_module() -> None:
    for name in model.__all__:
        assert callable(getattr(model, name)), name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        model.nothing  # noqa: B018
    assert dir(model) == model.__all__


def test_the_model_is_found_without_another_import() -> None:
    assert lopsided.model.from_flows is model.from_flows


def test_the_example_runs() -> None:
    assert doctest.testmod(model).failed == 0
