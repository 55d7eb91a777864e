"""Numbers, actors and products in words for checks."""

from __future__ import annotations

from lopsided.checks.flows import WORLD
from lopsided.errors import UnknownNameError
from lopsided.terms.actors import name_of
from lopsided.terms.products import products

_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand"))

_NO_POINTS = 0.0005  # a twentieth of a percentage point: nothing a reader can tell


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


def difference_shown(difference: float, unit: str) -> str:
    """Return measured less reported: ``"-54 percentage points"``, ``"2 places lower"``, ``"+3 million t"``.

    Parameters
    ----------
    difference : float
        In ``unit``.
    unit : str
        Of the finding: the difference of two shares or growths is in percentage points, of two ranks in places.
    """
    if unit == "rank":
        places = round(difference)
        way = "lower" if places > 0 else "higher"
        return f"{abs(places)} place{'' if abs(places) == 1 else 's'} {way}" if places else "the same"
    if unit == "fraction":
        points = f"{100 * difference:+.2g}" if abs(difference) < 1 else f"{100 * difference:+,.0f}"
        if abs(difference) < _NO_POINTS:
            return "the same"
        return f"{points} percentage point{'' if points in ('+1', '-1') else 's'}"
    return f"{'+' if difference > 0 else ''}{shown(difference, unit)}" if difference else "the same"
