"""Whose money a word like "pesos" means: currencies that share a name, and the countries that issue them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Currencies that share a name.

    Attributes
    ----------
    word : str
        The name in the singular: "peso".
    codes : mapping of str to str
        ISO 4217 code by issuing country (ISO3).
    default : str or None
        The code meant where no issuer is told of, if the word has one: GBP for "pounds".
    """

    word: str
    codes: dict[str, str]
    default: str | None


@cache
def namesakes() -> dict[str, Namesakes]:
    """Return currencies that share a name, by each spelling of it in lower case."""
    with (files("lopsided.terms") / "data" / "currencies.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    found: dict[str, Namesakes] = {}
    for row in rows:
        first, *_ = spellings = row["words"].split("|")
        for spelling in spellings:
            known = found.setdefault(spelling, Namesakes(first, {}, None))
            codes = known.codes | dict.fromkeys(row["issuers"].split("|"), row["code"])
            default = row["code"] if row["default"] else known.default
            found[spelling] = Namesakes(known.word, codes, default)
    return found


def meant_by(word: str, told: Iterable[Sequence[str]]) -> str | None:
    """Return the ISO 4217 code a word for money means, or None where two or none of those told of issue such money.

    Parameters
    ----------
    word : str
        As written: "pounds", "Rs".
    told : iterable of sequence of str
        Countries (ISO3) told of, the nearest first: the clause's subject, its sentence, the text's two, the whole text.

    Examples
    --------
    >>> meant_by("pounds", [("EGY",), ("EGY", "GBR")])
    'EGP'
    >>> meant_by("pounds", [("OMN",)])
    'GBP'
    """
    known = namesakes()[word.lower().rstrip(".")]
    for countries in told:
        codes = {known.codes[c] for c in countries if c in known.codes}
        if codes:
            return codes.pop() if len(codes) == 1 else None
    return known.default
