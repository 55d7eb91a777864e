"""Any product there is trade of: the embedded raw materials, and whatever the packs a user added have besides.

A product is asked for by word or by code. The words and codes of the raw materials come first; then the codes of the
packs' own tables, at any level of the Harmonized System (``"8507"`` is every six-digit code that begins so), and the
words of their names. ``"HS17:850760"`` says which edition a code is in; else the pack that comes first answers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from lopsided.datasets import flows
from lopsided.datasets.packs import flows as packed
from lopsided.datasets.packs.formats import revision
from lopsided.datasets.packs.names import product_codes, product_names
from lopsided.errors import UnknownNameError, UsageError
from lopsided.terms.products import Product, product

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lopsided.datasets.macro import Flow
    from lopsided.datasets.packs.flows import Answering
    from lopsided.datasets.packs.manifest import Pack
    from lopsided.terms.provenance import Source

_CODE = re.compile(r"(?:(?P<edition>[A-Za-z]+\d+):)?(?P<code>\d{2,6})")
_LISTED = 6


def good(name: str) -> Product:
    """Look a product up by key, code or word, among the raw materials and in the packs.

    Raises
    ------
    UnknownNameError
        If neither has it.
    UsageError
        If a word names several products of a pack; lists some of them.
    """
    try:
        return product(name)
    except UnknownNameError as unknown:
        asked = _CODE.fullmatch(name.strip())
        found = _by_code(asked["code"], asked["edition"] or "") if asked else _by_word(name)
        if found is None:
            raise _not_known(name, unknown) from None
        return found


def is_raw_material(what: Product) -> bool:
    """Whether the flows that ship have the product."""
    return what.edition == packed.HOME and set(what.hs6) <= flows.products().keys()


def _by_code(code: str, edition: str) -> Product | None:
    asked = revision(edition) if edition else ""
    for pack in packed.product_packs():
        codes = sorted(c for c in product_codes(pack) if c.startswith(code))
        if codes and asked in {"", pack.nomenclature}:
            return _product(code, codes, pack)
    return None


def _by_word(name: str) -> Product | None:
    words = [_stem(word) for word in re.findall(r"[a-z0-9]+", name.lower())]
    for pack in packed.product_packs():
        names = product_names(pack)
        found = [code for code, text in names.items() if words and _says(text, words)] if words else []
        if len(found) == 1:
            return _product(found[0], found, pack)
        if found:
            named = "; ".join(f"{code} {names[code][:60]}" for code in found[:_LISTED])
            problem = f"{len(found)} products of {pack.key} are called so: {named}{'...' * (len(found) > _LISTED)}"
            remedy = "ask for one by its code, or for all by the digits they share"
            raise UsageError(problem, subject=name, remedy=remedy)
    return None


def _says(text: str, words: Iterable[str]) -> bool:
    have = {_stem(word) for word in re.findall(r"[a-z0-9]+", text.lower())}
    return all(word in have for word in words)


def _stem(word: str) -> str:
    """Take the plural off an English word, as far as two spellings of one name need it."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _product(code: str, codes: list[str], pack: Pack) -> Product:
    named = product_names(pack).get(code, "")
    name = named or f"{pack.nomenclature} {code}"
    key = code if pack.nomenclature == packed.HOME else f"{pack.nomenclature}:{code}"
    return Product(key=key, name=name, hs6=tuple(codes), words=(), broader=(), unit="t", edition=pack.nomenclature)


def _not_known(name: str, unknown: UnknownNameError) -> UnknownNameError:
    kind = "product"
    there = [pack.key for pack in packed.product_packs()]
    remedy = (
        f"neither the 74 raw materials nor {', '.join(there)} have it"
        if there
        else "only 74 raw materials ship; for all goods add a pack: lopsided data fetch baci_hs92"
    )
    return UnknownNameError(kind, name, unknown.nearest, remedy=remedy)


@dataclass(frozen=True, slots=True)
class Trade:
    """Flows of a product, and which pack answered for each year.

    Attributes
    ----------
    rows : polars.DataFrame
        As `flows.raw_material_flows` gives them.
    years : tuple of int
        Years somebody answers for; a year with no row is one in which nothing was reported.
    sources : tuple of Source
        Of all years.
    notes : tuple of str
        What stands behind them: one side's report, another edition.
    """

    rows: pl.DataFrame
    years: tuple[int, ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...]


def world_trade(what: Product, years: Collection[int] | None = None) -> Trade:
    """Give all the world's flows of a product of a pack, for the years some pack covers the world."""
    return _trade(what, _wanted(packed.answering(years, edition=what.edition, reconciled=False), years), {})


def country_trade(what: Product, country: str, flow: Flow) -> Trade:
    """Give a country's sales or purchases of a product: from a pack that covers the world, else its own report."""
    side = "exporters" if flow == "exports" else "importers"
    world = packed.answering(edition=what.edition, reconciled=False)
    have = {a.year for a in world}
    own = [a for a in packed.own_reports(country, flow, what.edition, what.hs6) if a.year not in have]
    return _trade(what, sorted([*world, *own], key=lambda a: a.year), {side: [country]})


def _wanted(found: Iterable[Answering], years: Collection[int] | None) -> list[Answering]:
    return [a for a in found if years is None or a.year in years]


def _trade(what: Product, chosen: list[Answering], sides: dict[str, list[str]]) -> Trade:
    rows = packed.pack_flows(
        exporters=sides.get("exporters"), importers=sides.get("importers"), codes=what.hs6, chosen=chosen
    )
    missing = pl.col("tonnes").is_null()
    rows = rows.with_columns(
        tonnes_published=pl.col("tonnes"), tonnes_note=pl.when(missing).then(pl.lit("missing")).otherwise(pl.lit(""))
    )
    notes = [f"codes are those of {what.edition}"] if what.edition != packed.HOME else []
    if any(a.pack.form != packed.WORLD for a in chosen):
        notes.append("from one side's reports, not reconciled: imports may hold freight and insurance")
    return Trade(
        rows=rows,
        years=tuple(a.year for a in chosen),
        sources=tuple(dict.fromkeys(a.pack.source(f"{what.edition} {what.key.split(':')[-1]}") for a in chosen)),
        notes=tuple(notes),
    )
