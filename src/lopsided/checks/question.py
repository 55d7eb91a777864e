"""What a figure asks of the data, or why none of them answers."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from lopsided.errors import UnknownNameError
from lopsided.terms.actors import actor
from lopsided.terms.products import products

if TYPE_CHECKING:
    from lopsided.records.kinds import Figure

Kind = Literal[
    "export_share", "import_share", "trade_share", "product_export_share", "product_import_share", "world_share",
    "supplier_rank", "customer_rank", "world_rank", "export_partner_rank", "import_partner_rank", "trade_partner_rank",
    "product_growth", "series_growth", "growth_field", "product_value", "product_tonnes", "energy_volume",
    "series_value", "series_share", "flow_growth", "trade_growth", "flow_value", "trade_value",
]  # fmt: skip
BILATERAL = ("flow_growth", "trade_growth", "flow_value", "trade_value")
"""Questions about all trade between two countries, which only data the user adds can answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a figure asks.

    Attributes
    ----------
    kind : str
        The measure, or the family of measures, that answers.
    of, on : str
        Whose; toward whom (empty for a figure of one country).
    product : str
        Product key, or empty.
    field : str
        Factbook series, for figures of one country.
    unit : str
        Of the answer.
    basis : str or None
        What a growth is told of; None where its words name neither a sum nor a weight.
    """

    kind: Kind
    of: str
    on: str = ""
    product: str = ""
    field: str = ""
    unit: str = "fraction"
    basis: Literal["value", "tonnes"] | None = None


@dataclass(frozen=True, slots=True)
class NoQuestion:
    """Why no measure fits: what is missing, and what to do about it."""

    why: str
    missing: str = ""
    remedy: str = ""


@cache
def vocabulary() -> dict[str, Any]:
    """Return the words of ``data/matching.toml``."""
    return tomllib.loads((files("lopsided.checks") / "data" / "matching.toml").read_text("utf-8"))


def says(text: str, quantity: str) -> bool:
    """Whether a text holds a word for a quantity."""
    return holds(text, vocabulary()["quantities"][quantity])


def holds(text: str, words: list[str]) -> bool:
    """Whether a text holds one of the words, whole."""
    # Most words are nowhere in it: a pattern is made for those that are.
    return any(w in text and re.search(rf"(?<![\w-]){re.escape(w)}(?![\w-])", text) for w in words)


def words_of(figure: Figure) -> str:
    """Return the figure's own words, lower case."""
    return f"{figure.subject} {figure.text}".lower()


def lacking(figure: Figure) -> NoQuestion | None:
    """Return what the embedded data lack, if the figure's words say it counts something they do not have."""
    text = words_of(figure)
    for row in vocabulary()["missing"]:
        if figure.quantity == "money" and row.get("in_clause"):
            continue  # a sum in yuan is no share of what is paid in yuan
        if holds(text, row["words"]):
            return NoQuestion(f"no embedded dataset has {row['what']}", row["what"], row["remedy"])
    return None


def no_product(figure: Figure) -> NoQuestion:
    """Return that a commodity is not among those measured."""
    row = vocabulary()["products"]
    what = row["what"].format(product=figure.commodity)
    return NoQuestion(f"no embedded dataset has {what}: they cover raw materials only", what, row["remedy"])


def no_bilateral() -> NoQuestion:
    """Return that total trade between two countries is not embedded."""
    row = vocabulary()["bilateral"]
    return NoQuestion(f"no embedded dataset has {row['what']}", row["what"], row["remedy"])


def product_of(figure: Figure) -> str | None:
    """Return the product key of a figure, empty for all goods, None for a commodity that is not measured."""
    if not figure.commodity or figure.commodity in ("all goods", "goods", "total goods trade"):
        return ""
    return figure.commodity if figure.commodity in products() else None


def is_place(name: str | None) -> bool:
    """Whether an actor is a state or a bloc of states."""
    if not name:
        return False
    try:
        return actor(name).kind in ("state", "territory", "bloc")
    except UnknownNameError:
        return False
