"""Ctrl-C is Ctrl-C whoever notices it first."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def interrupts_known() -> Iterator[None]:
    """Raise KeyboardInterrupt for what DuckDB makes of an interrupt that reaches it within a query."""
    try:
        yield
    except RuntimeError as error:
        if "interrupted" not in str(error).lower():
            raise
        raise KeyboardInterrupt from error
