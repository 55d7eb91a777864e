"""Ctrl-C within a query is Ctrl-C, and nothing else is taken for it."""

from __future__ import annotations

import pytest

from lopsided.cli.interrupts import interrupts_known


def test_an_interrupt_within_a_query_is_one() -> None:
    message = "Query interrupted"
    with pytest.raises(KeyboardInterrupt), interrupts_known():
        raise RuntimeError(message)


def test_what_is_no_interrupt_stays_what_it_is() -> None:
    message = "generator raised StopIteration"
    with pytest.raises(RuntimeError, match="generator"), interrupts_known():
        raise RuntimeError(message)
