"""Method: how each part is made, every measure's definition, the model's closures and elasticities."""

from __future__ import annotations

from dataclasses import dataclass

from lopsided.api.simulations import CLOSURES
from lopsided.checks.check import VERDICTS
from lopsided.measures.definitions import Definition, definitions
from lopsided.model.elasticities import elasticity_sets
from lopsided.web.page import Page, Row
from lopsided.web.site import Site


@dataclass(frozen=True, slots=True)
class Asked:
    """Nothing is asked of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What the page shows: the same tables that the program reads."""

    measures: tuple[Definition, ...]
    closures: tuple[tuple[str, str], ...]
    elasticities: tuple[tuple[str, str], ...]
    verdicts: tuple[str, ...]


def asked() -> Asked:
    """Ask for it."""
    return Asked()


def contents(_asked: Asked, _site: Site) -> Method:
    """Gather the definitions."""
    return Method(
        measures=tuple(definitions().values()),
        closures=tuple(CLOSURES.items()),
        elasticities=tuple((name, str(words)) for name, words in elasticity_sets().items()),
        verdicts=tuple(VERDICTS),
    )


def rows(method: Method) -> list[Row]:
    """One row a measure, a closure, a set of elasticities, a verdict."""
    measures = [
        {
            "part": "measures",
            "key": d.key,
            "name": d.name,
            "direction": d.direction,
            "unit": d.unit,
            "definition": d.definition,
            "formula": d.formula,
            "citation": d.citation,
            "caveats": d.caveats,
        }
        for d in method.measures
    ]
    named = {"closures": method.closures, "elasticities": method.elasticities}
    return [
        *measures,
        *({"part": part, "key": key, "definition": words} for part, found in named.items() for key, words in found),
        *({"part": "verdicts", "key": verdict} for verdict in method.verdicts),
    ]


PAGE = Page(key="method", path="/method", asked=asked, contents=contents, rows=rows)
