"""The what-if as a form and an address: fields of each part, then those of all; read, written, given back as typed."""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated

from fastapi import Query

from lopsided.api.what_if import MOST_PARTS, RANGE, Part, Question, numbered
from lopsided.errors import UsageError, in_field
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Fields of one part and of the whole, as they stand where nothing is asked; lists hold names.
PART: dict[str, str] = {"who": "", "whom": "", "ways": "both", "sectors": "", "how": "stop", "much": "0"}
WHOLE: dict[str, str] = {
    "leak": "0",
    "closure": "transfers",
    "elasticities": "uniform-5",
    "economy": "",
    "range": RANGE,
}
LISTS = ("who", "whom", "sectors")
#: What means nothing without a rate.
_RATED = ("cost", "tariff")
#: Numbers no question holds: how many parts the form has room for, and which one to leave out.
ROOM, WITHOUT = "cuts", "without"


def signature() -> Signature:
    """Say which fields an address may have, for FastAPI and for the OpenAPI document."""
    text, many, number = (Annotated[kind, Query()] for kind in (str, list[str], int))
    found = [
        Parameter(
            numbered(name, place),
            Parameter.KEYWORD_ONLY,
            default=[] if name in LISTS else plain,
            annotation=many if name in LISTS else text,
        )
        for place in range(1, MOST_PARTS + 1)
        for name, plain in PART.items()
    ]
    found += [Parameter(name, Parameter.KEYWORD_ONLY, default=v, annotation=text) for name, v in WHOLE.items()]
    found.append(Parameter("short", Parameter.KEYWORD_ONLY, default=False, annotation=bool))
    found += [Parameter(name, Parameter.KEYWORD_ONLY, default=0, annotation=number) for name in (ROOM, WITHOUT)]
    return Signature(found)


def read(given: Mapping[str, object]) -> Question:
    """Take what stands in the fields for a question, not yet in its one spelling.

    Raises
    ------
    UsageError
        If a number is none, or a tariff or a cost has none; says in which field.
    """
    left_out = given[WITHOUT]
    # A part that is left out stays as a blank, so that the others keep their fields' names.
    parts = tuple(Part() if n == left_out else _part(given, n) for n in range(1, MOST_PARTS + 1))
    return Question(
        parts=parts,
        leak=_number("leak", str(given["leak"])),
        closure=str(given["closure"]),  # type: ignore[arg-type] # refused by name in `question`
        elasticities=str(given["elasticities"]).strip(),
        economy=str(given["economy"]),
        range=str(given["range"]).strip().replace(" ", ""),
        short=bool(given["short"]),
    )


def _part(given: Mapping[str, object], place: int) -> Part:
    values = {name: given[numbered(name, place)] for name in PART}
    who, whom, sectors = (tuple(map(str, values[name])) for name in LISTS)  # type: ignore[call-overload]
    how, much = str(values["how"]), _number(numbered("much", place), str(values["much"]))
    if how in _RATED and much == 0 and (who or whom):
        problem = say("what_if.no_rate")
        with in_field(numbered("much", place)):
            raise UsageError(problem, remedy=say("what_if.no_rate_remedy"))
    return Part(
        who=_named(who),
        whom=_named(whom),
        ways=str(values["ways"]),  # type: ignore[arg-type]
        sectors=_named(sectors),
        how=how,  # type: ignore[arg-type]
        much=much,
    )


def _named(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text.strip(" ,"))


def _number(key: str, text: str) -> float:
    try:
        return float(text.strip() or "0")
    except ValueError:
        problem = say("what_if.no_number", name=key)
        with in_field(key):
            raise UsageError(problem, subject=text[:80], remedy=say("what_if.no_number_remedy")) from None


def written(question: Question) -> list[tuple[str, str]]:
    """Write a question as the parts of an address, without what is taken anyway."""
    plain = {numbered(name, place): v for place in range(1, MOST_PARTS + 1) for name, v in PART.items()} | WHOLE
    return [(name, value) for name, value in filled(question).items() if value != plain.get(name, "")]


def filled(question: Question) -> dict[str, str]:
    """Write a question as the fields of the form."""
    found: dict[str, str] = {}
    for place, part in enumerate(question.parts, 1):
        found |= {
            numbered("who", place): ",".join(part.who),
            numbered("whom", place): ",".join(part.whom),
            numbered("ways", place): part.ways,
            numbered("sectors", place): ",".join(part.sectors),
            numbered("how", place): part.how,
            numbered("much", place): f"{part.much:g}",
        }
    return found | {
        "leak": f"{question.leak:g}",
        "closure": question.closure,
        "elasticities": question.elasticities,
        "economy": question.economy,
        "range": question.range,
        "short": "true" if question.short else "",
    }
