"""Which product a part or place is told of, where the record leaves it out: one that is not measured counts as well."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.checks.question import vocabulary
from lopsided.terms.products import find_product

if TYPE_CHECKING:
    from lopsided.records.kinds import Document, Figure

_OWNER = r"(?:its|their|his|her|the country['\u2019]s|all|[A-Z][\w.-]*(?: [A-Z][\w.-]*)*(?:['\u2019]s?)?)"
# "of its cocoa", "of Ghana's cocoa exports", "of its agricultural exports"
_PART = re.compile(rf"\bof {_OWNER} (?P<words>[a-z-]+(?: [a-z-]+){{0,2}})")
# "second-biggest market for Indian cotton", "largest buyer of its cocoa"
_PLACE = re.compile(
    r"\b(?:market|buyer|customer|purchaser|importer|destination|supplier|source|seller|exporter|provider)s? (?:for|of) "
    rf"{_OWNER} (?P<words>[a-z-]+(?: [a-z-]+)?)"
)
# "seven out of ten cars sold in Peru", "half of the wheat eaten in Egypt"
_HANDLED = re.compile(
    r"\b(?:of (?:all |the )*|(?:out of|in) (?:every )?(?:[a-z]+|\d+) )(?P<words>[a-z-]+(?: [a-z-]+)?) "
    r"(?:sold|bought|purchased|used|eaten|drunk|consumed|installed|driven|worn|smoked|burn(?:ed|t)|flown|fired|planted)\b"
)


def with_goods(figure: Figure, document: Document | None) -> Figure:
    """Return a share or rank of all goods with the product its words narrow it to, if they do.

    Without it "30 percent of its cocoa" would be held against all exports.

    Parameters
    ----------
    figure : Figure
    document : Document, optional
        Gives the words after the figure's own.
    """
    if figure.commodity or document is None or not document.text or not figure.whole:
        return figure
    before, after = figure.text, document.text[figure.span[1] : figure.sentence[1]]
    if figure.quantity == "share" and figure.whole.split(" ")[0] in ("exports", "imports"):
        found = _PART.search(before + after[:60])
    elif figure.quantity == "rank" and " of " in figure.whole:
        found = _PLACE.search(before + after[:60])
    else:
        return figure
    product = _narrowed(found["words"]) if found else None
    if product is None and figure.quantity == "share":
        product = _handled(before + after[:60])
    if product is None:
        return figure
    told = replace(figure, commodity=product)
    if figure.quantity == "rank":
        return replace(told, whole=f"{product} {figure.whole}")
    return replace(told, whole=f"{figure.whole.split(':')[0]}: {product}")


def _narrowed(words: str) -> str | None:
    """Return the product some words name: until the word for the flow, leaving out words that narrow nothing."""
    goods = vocabulary()["goods"]
    named = []
    for word in words.split():
        if word in goods["all"] or word in goods["ends"]:
            break
        if word not in goods["neutral"]:
            named.append(word)
    if not named:
        return None
    found = find_product(" ".join(named))
    return found.key if found else named[0]


def _handled(text: str) -> str | None:
    """Return the things whose part is told by what is done with them where they are, unless all goods are meant."""
    found = _HANDLED.search(text)
    if found is None or _narrowed(found["words"]) is None:
        return None
    product = find_product(found["words"])
    return product.key if product else found["words"]
