"""Products named within words that are searched for, and the ties that make most of one country's trade in them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from lopsided.datasets.flows import LAST_YEAR
from lopsided.datasets.packs.manifest import stamp
from lopsided.measures.raw_materials import world_flows
from lopsided.terms.actors import states
from lopsided.terms.products import products

if TYPE_CHECKING:
    from lopsided.terms.products import Product

#: Words of the longest name of a product.
MOST_WORDS = 4
#: Ties offered for a product of a country.
MOST_TIES = 3


def folded(text: str) -> str:
    """Take letters without accents and case, and words with single spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def called(text: str) -> tuple[Product, ...]:
    """List the raw materials that a whole text is a name of, narrow or wide: "oil" is crude oil too."""
    return _by_words().get(folded(text), ())


def spellings() -> dict[str, Product]:
    """Map every name of a raw material, folded, to the first that is called so."""
    return {word: found[0] for word, found in _by_words().items()}


def named_within(text: str) -> tuple[Product, ...]:
    """List the raw materials named anywhere within words, the longest names first taken."""
    words = re.findall(r"[\w-]+", folded(text))
    found: dict[str, Product] = {}
    at = 0
    while at < len(words):
        longest = min(MOST_WORDS, len(words) - at)
        runs = ((n, _by_words().get(" ".join(words[at : at + n]), ())) for n in range(longest, 0, -1))
        taken, here = next(((n, here) for n, here in runs if here), (1, ()))
        found |= {product.key: product for product in here}
        at += taken
    return tuple(found.values())


@cache
def _by_words() -> dict[str, tuple[Product, ...]]:
    found: dict[str, tuple[Product, ...]] = {}
    for narrow in (True, False):  # what is called so by itself comes before what is one of several
        for product in products().values():
            for word in (product.name, product.key, *product.words) if narrow else product.broader:
                known = found.get(folded(word), ())
                found[folded(word)] = known if product in known else (*known, product)
    return found


def ties(what: Product, country: str) -> tuple[tuple[str, str], ...]:
    """List the largest flows of a product out of or into a country in the newest year: (exporter, importer)."""
    return _ties(what, country, stamp())


@lru_cache(maxsize=256)
def _ties(what: Product, country: str, _data: object) -> tuple[tuple[str, str], ...]:
    flows = world_flows(what, LAST_YEAR)
    own = [pair for pair in flows if country in pair and set(pair) <= {*states()}]
    return tuple(sorted(own, key=lambda pair: (-flows[pair], pair))[:MOST_TIES])
