"""A sentence somebody pastes in, held against the data at once; nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Query

from lopsided.api.dossiers import check_text
from lopsided.web.again import day
from lopsided.web.checking import Shown, Told, rows_of, shown
from lopsided.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lopsided.web.page import Row
    from lopsided.web.site import Site

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """A text, and when it was published (ISO day; empty for not known)."""

    text: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The checks of a text's figures.

    Attributes
    ----------
    longest : int
        Characters that can be asked at once.
    checks : tuple of Shown
    """

    longest: int
    checks: tuple[Shown, ...]


def asked(
    *,
    text: Annotated[str, Query(max_length=LONGEST)] = "",
    published: Annotated[str, Query(max_length=10)] = "",
) -> Asked:
    """Ask for a text's checks."""
    return Asked(text.strip(), day(published, "published"))


def again(typed: Mapping[str, str]) -> tuple[Asked, Contents]:
    """Give the form back as it was filled in."""
    return Asked(typed.get("text", ""), typed.get("published", "")), Contents(LONGEST, ())


def contents(asked: Asked, _site: Site) -> Contents:
    """Read the text and check its figures."""
    if not asked.text:
        return Contents(LONGEST, ())
    checks = check_text(asked.text, published=asked.published or None)
    return Contents(LONGEST, tuple(shown(check, Told(quote=("", check.quote, ""))) for check in checks))


def rows(found: Contents) -> tuple[Row, ...]:
    """One row a check, and one for each finding and simulation beside it."""
    return tuple(row for check in found.checks for row in rows_of(check))


PAGE = Page(key="sentence", path="/check", asked=asked, contents=contents, rows=rows, again=again)
