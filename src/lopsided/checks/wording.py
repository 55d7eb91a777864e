"""Numbers, actors and products in words for checks."""

from __future__ import annotations

from lopsided.checks.flows import WORLD
from lopsided.errors import UnknownNameError
from lopsided.terms.actors import name_of
from lopsided.terms.products import products

_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand"))


def named(actor: str | None) -> str:
    """Return an actor's name, or the id where it has none here."""
    if actor is None:
        return "someone"
    if actor == WORLD:
        return actor
    try:
        return name_of(actor)
    except UnknownNameError:
        return actor


def whose(actor: str | None) -> str:
    """Return an actor's name in the genitive."""
    name = named(actor)
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def product_name(key: str | None) -> str:
    """Return a product's name in running text, or the document's word for it."""
    if not key:
        return "goods"
    name = products()[key].name if key in products() else key
    return name[0].lower() + name[1:] if not name[:3].isupper() else name


def shown(value: float, unit: str) -> str:
    """Return a value as shown to readers: ``"33 %"``, ``"rank 2"``, ``"60.7 billion USD"``."""
    if unit == "fraction":
        return f"{100 * value:.3g} %" if abs(value) < 10 else f"{100 * value:,.0f} %"
    if unit == "rank":
        return f"rank {value:.0f}"
    size, word = next(((s, w) for s, w in _LARGE if abs(value) >= s), (1.0, ""))
    return " ".join(filter(None, (f"{value / size:.3g}" if abs(value / size) < 1000 else f"{value:,.0f}", word, unit)))
