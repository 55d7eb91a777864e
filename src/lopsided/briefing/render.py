"""From a brief's contents to one HTML file that needs nothing else."""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from lopsided.briefing import wording
from lopsided.briefing.quoting import SHOWN_CLAIMS, SHOWN_STATEMENTS
from lopsided.briefing.words import say
from lopsided.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Template

    from lopsided.briefing.contents import Brief, Table
    from lopsided.terms.provenance import Source

#: How many of a list the templates of the brief and of a tie's page show before the others are folded away.
UNFOLDED = {"SHOWN_CLAIMS": SHOWN_CLAIMS, "SHOWN_STATEMENTS": SHOWN_STATEMENTS}
#: Controls but for tabs and ends of lines; embeddings, overrides and isolates of direction.
_UNSEEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]")


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered brief.

    Attributes
    ----------
    html : str
    contents : Brief
    """

    html: str
    contents: Brief

    def save(self, path: str | Path) -> Path:
        """Write the page; the file appears whole or not at all.

        Raises
        ------
        OutputError
            If the folder does not exist or may not be written.
        """
        target = Path(path).resolve()  # written through a link, so that what it names has the page
        try:
            if target.exists() and not target.is_file():
                problem = "this is no regular file, and a page is to be written"
                raise OutputError(problem, subject=str(path), remedy="name a file ending in .html")
            handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
            try:
                with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as out:
                    out.write(self.html)
                Path(draft).chmod(0o644)
                Path(draft).replace(target)
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise
        except OSError as error:
            problem = f"the page cannot be written here: {error.strerror or error}"
            remedy = "name a folder that exists and may be written"
            raise OutputError(problem, subject=str(target), remedy=remedy) from error
        return target


def by_dataset(sources: Iterable[Source]) -> list[tuple[Source, list[str], bool]]:
    """Name each dataset once, with the tables used and whether any of it was imputed."""
    grouped: dict[str, list[Source]] = {}
    for source in sources:
        grouped.setdefault(source.dataset, []).append(source)
    return [
        (used[0], list(dict.fromkeys(s.detail for s in used if s.detail)), any(s.imputed for s in used))
        for used in grouped.values()
    ]


def render(brief: Brief) -> Page:
    """Render a brief as one self-contained page.

    Everything that came from an article is escaped; the page's own policy forbids scripts and outside requests.
    """
    template, style = prepared()
    return Page(html=template.render(b=brief, style=style), contents=brief)


def seen(value: object) -> object:
    """Leave out what nobody sees and what turns the text around it: control characters, and overrides of direction.

    Templates run everything they show through this; JSON and CSV have texts as given.
    """
    if isinstance(value, str) and _UNSEEN.search(value):
        return type(value)(_UNSEEN.sub("", value))
    return value


def cells(table: Table) -> Markup:
    """Write the head and the body of a table: pages have thousands of cells, and templates take their time."""
    kinds = [' class="number"' if place in table.numeric else "" for place in range(len(table.columns))]
    head = "".join(
        f'<th scope="col"{kind}>{escape(name)}</th>' for name, kind in zip(table.columns, kinds, strict=True)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td{kind}>{escape(cell)}</td>" for cell, kind in zip(row[1:], kinds[1:], strict=True))
        + "</tr>\n"
        for row in table.rows
    )
    return Markup(f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>")  # noqa: S704 - every cell is escaped


@cache
def prepared() -> tuple[Template, str]:
    """Read the template and the style sheet, once: a server goes on as it began when another version is installed."""
    environment = Environment(
        loader=PackageLoader("lopsided.briefing"),
        autoescape=True,
        auto_reload=False,
        finalize=seen,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["date"] = wording.date
    environment.filters["by_dataset"] = by_dataset
    environment.filters["cells"] = cells
    environment.globals |= {"say": say, **UNFOLDED}
    style = files("lopsided.briefing").joinpath("templates/style.css").read_text(encoding="utf-8")
    return environment.get_template("brief.html.j2"), style
