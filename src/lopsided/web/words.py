"""Every visible string: one file a page in ``strings/``, and those of the brief; looked up by ``page.name``."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

from lopsided.briefing.words import fill, read
from lopsided.briefing.words import words as of_the_brief


@cache
def words() -> SimpleNamespace:
    """Read all strings: ``words().home.title``; templates know them as ``t``."""
    return SimpleNamespace(**vars(of_the_brief()), **vars(read("lopsided.web")))


def say(key: str, **values: object) -> str:
    """Look up one string, ``"home.title"``, and fill in what stands in braces."""
    return fill(words(), key, **values)
