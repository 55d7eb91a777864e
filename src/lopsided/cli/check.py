"""``lopsided check``: reported figures held against measures, what people rule on them, and words on a tie."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from lopsided.api import rows
from lopsided.api.dossiers import check as check_dossier
from lopsided.api.dossiers import check_text, open_dossier
from lopsided.api.rulings import reviews, rule
from lopsided.api.ties import tie_rows
from lopsided.cli.options import Form, Output
from lopsided.cli.output import Format, emit
from lopsided.errors import UsageError

SHOWN = {"check": "check", "claim": "reported, and read as", "found": "the data", "why": "why"}
TIE = {
    "says": "it is said that",
    "words": "in the words",
    "speaker": "by",
    "quote": "where",
    "beside": "measures beside",
}

Rule = Annotated[
    list[str] | None,
    typer.Option(
        "--rule", help="Your ruling on a check: agree, disagree or unsure; may be repeated.", metavar="ID=RULING"
    ),
]
Note = Annotated[str, typer.Option(help="With --rule: why.")]
Review = Annotated[bool, typer.Option("--claimreview", help="As schema.org ClaimReview, in JSON.")]
Tie = Annotated[
    str | None, typer.Option(help="What the tie is called, by whom, with measures beside: RUS-CHN.", metavar="A-B")
]


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(check)


def check(
    dossier: Annotated[Path | None, typer.Argument(help="A dossier made by 'lopsided read'.")] = None,
    text: Annotated[str | None, typer.Option(help="A sentence to check instead of a dossier.")] = None,
    published: Annotated[str | None, typer.Option(help="With --text: when it was published (YYYY-MM-DD).")] = None,
    *,
    ruled: Rule = None,
    note: Note = "",
    tie: Tie = None,
    review: Review = False,
    form: Form = Format.TABLE,
    output: Output = None,
) -> None:
    """Hold reported figures against the data: quote, reading, measure, values and verdict; rule on them yourself."""
    if (dossier is None) == (text is None):
        message = "give a dossier, or a sentence with --text"
        raise typer.BadParameter(message)
    if text is not None:
        if ruled or tie:
            problem = "rulings and words on a tie are kept in a dossier, and only a sentence was given"
            raise UsageError(problem, remedy="read the text into a dossier with 'lopsided read'")
        checks = check_text(text, published=published)
        _emit(reviews(checks) if review else rows.check_rows(checks), form, output, is_review=review)
        return
    for one in ruled or ():
        figure, _, ruling = one.partition("=")
        rule(dossier or Path(), figure, ruling, note)
    with open_dossier(dossier or Path()) as opened:
        if tie is not None:
            emit(tie_rows(opened, tie), form=form, output=output, shown=TIE, title=f"What is said of {tie}")
            return
        checks, rulings = check_dossier(opened), opened.rulings
        if ruled:
            checks = tuple(c for c in checks if any(c.figure.startswith(one.partition("=")[0]) for one in ruled))
        found = reviews(checks, opened.documents(), rulings) if review else rows.check_rows(checks, rulings)
    _emit(found, form, output, is_review=review)


def _emit(found: list[dict[str, Any]], form: Format, output: Path | None, *, is_review: bool) -> None:
    """Write checks; a terminal's table has few columns, so that each has room."""
    if form is Format.TABLE and output is None and not is_review:
        found = [
            {
                "check": [row["verdict"], *([f"a person: {row['person']}"] if row["person"] else []), row["id"]],
                "claim": [f"\u201c{row['quote']}\u201d", row["reading"]],
                "found": row["found"],
                "why": [
                    row["why"],
                    *([f"missing: {row['missing']}; {row['remedy']}".rstrip("; ")] * bool(row["missing"])),
                ],
            }
            for row in found
        ]
    emit(found, form=Format.JSON if is_review else form, output=output, shown=SHOWN, title="Checks")
