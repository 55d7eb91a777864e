"""Raw materials that can be measured: keys, HS codes, and the words news uses for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lopsided.errors import UnknownNameError
from lopsided.terms.tables import listed, table
from lopsided.terms.words import key, words


@dataclass(frozen=True, slots=True)
class Product:
    """A raw material or fuel.

    Attributes
    ----------
    key : str
        ``"crude"``, ``"natural-gas"``.
    name : str
        As shown to readers.
    hs6 : tuple of str
        Six-digit codes of the Harmonised System (1992) that together make it up.
    words : tuple of str
        What it is called.
    broader : tuple of str
        Words that usually mean it but can cover more ("oil" for crude).
    unit : str
        Of its quantities in trade data: ``"t"``.
    edition : str
        Edition of the Harmonised System the codes are in, where they are not those of 1992 (goods from a data pack).
    """

    key: str
    name: str
    hs6: tuple[str, ...]
    words: tuple[str, ...]
    broader: tuple[str, ...]
    unit: str
    edition: str = "HS92"


@dataclass(frozen=True, slots=True)
class ProductMatch:
    """Where a text names a product.

    Attributes
    ----------
    start, end : int
        Characters of the text.
    is_broader : bool
        True if the word used can cover more than the product ("oil").
    """

    product: Product
    start: int
    end: int
    is_broader: bool


@cache
def products() -> dict[str, Product]:
    """Every product known, by key."""
    return {
        row["key"]: Product(
            row["key"], row["name"], listed(row["hs6"]), listed(row["words"]), listed(row["broader"]), row["unit"]
        )
        for row in table("products")
    }


def product(name: str) -> Product:
    """Look a product up by key, HS code or word.

    Raises
    ------
    UnknownNameError
        If nothing here is called so; names the nearest.
    """
    wanted = name.strip()
    if wanted.casefold() in products():
        return products()[wanted.casefold()]
    by_code = [p for p in products().values() if wanted in p.hs6]
    if by_code:
        return min(by_code, key=lambda p: len(p.hs6))
    found = _by_words().get(key(wanted))
    if found is None:
        kind = "product"
        remedy = "see `lopsided data describe baci_raw_materials` for what is covered"
        raise UnknownNameError(
            kind, name, sorted({*products(), *(w for p in products().values() for w in p.words)}), remedy=remedy
        )
    return found[0]


@cache
def _by_words() -> dict[tuple[str, ...], tuple[Product, bool]]:
    """Products by the words for them, and whether the words can mean more; narrow words win."""
    index: dict[tuple[str, ...], tuple[Product, bool]] = {}
    for known in products().values():
        for word in (known.name, *known.words):
            index.setdefault(key(word), (known, False))
    for known in products().values():
        for word in known.broader:
            index.setdefault(key(word), (known, True))
    return index


@cache
def _longest() -> int:
    return max(len(words_) for words_ in _by_words())


@cache
def _other_oils(place: str) -> frozenset[str]:
    """Return the words that stand before, or after, "oil" where it is no crude."""
    return frozenset(row["word"] for row in table("other_oils") if row["place"] == place)


def _is_another_oil(folded: list[tuple[str, ...]], at: int, end: int) -> bool:
    """Whether a word for crude stands in "palm oil", "crude palm oil", "non-oil goods" or "oil seeds"."""
    before = folded[at - 1][-1] if at else ""
    after = folded[end][0] if end < len(folded) else ""
    return (before in _other_oils("before") and folded[at][0] in ("oil", "oils")) or (
        after in _other_oils("after" if folded[at][0] == "oil" else "before")
    )


def product_matches(text: str) -> tuple[ProductMatch, ...]:
    """Every product a text names, in order of place; at each place the longest words win."""
    places = words(text)
    folded = [key(text[start:end]) for start, end in places]
    found, i = [], 0
    while i < len(places):
        for length in range(min(_longest(), len(places) - i), 0, -1):
            hit = _by_words().get(tuple(w for part in folded[i : i + length] for w in part))
            if hit is not None and hit[0].key == "crude" and _is_another_oil(folded, i, i + length):
                i += length - 1
                break
            if hit is not None:
                found.append(ProductMatch(hit[0], places[i][0], places[i + length - 1][1], hit[1]))
                i += length - 1
                break
        i += 1
    return tuple(found)


def find_product(text: str) -> Product | None:
    """Return the product a text is about: the first named by a word of its own, else by a broader one."""
    found = product_matches(text)
    best = next((m for m in found if not m.is_broader), found[0] if found else None)
    return best.product if best else None
