"""Goods by code of the Harmonised System: sections, chapters, headings and products, as far as the data hold them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lopsided.datasets import flows
from lopsided.datasets.goods import good
from lopsided.datasets.packs.flows import HOME, product_packs
from lopsided.datasets.packs.manifest import stamp
from lopsided.datasets.packs.names import product_codes, product_names
from lopsided.errors import UnknownNameError
from lopsided.terms.products import Product, product
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CODE = re.compile(r"(?:(?P<edition>[A-Za-z]+\d+):)?(?P<code>\d{2}|\d{4}|\d{6})")
#: A heading of more different things is not named by them.
_FEW = 3
_SECTION = re.compile(r"section-(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: two digits, a name, and how many six-digit codes of it the data here hold."""

    key: str
    name: str
    held: int


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the Harmonised System and its chapters."""

    key: str
    name: str
    chapters: tuple[Chapter, ...]

    @property
    def held(self) -> int:
        """How many six-digit codes of it the data here hold."""
        return sum(chapter.held for chapter in self.chapters)


@dataclass(frozen=True, slots=True)
class Part:
    """A code within another, or above it: where its page is, and its name."""

    key: str
    name: str


@cache
def _chapters() -> tuple[dict[str, str], ...]:
    text = files("lopsided.web").joinpath("hs_chapters.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def held(edition: str = HOME) -> Mapping[str, str]:
    """Name every six-digit code of an edition that has trade here: what ships, and packs; names may be empty."""
    return _held(edition, stamp())


@lru_cache(maxsize=8)
def _held(edition: str, _packs: object) -> dict[str, str]:
    found = dict(flows.products()) if edition == HOME else {}
    for pack in product_packs():
        if pack.nomenclature == edition:
            names = product_names(pack)
            found |= {code: names.get(code, "") or found.get(code, "") for code in product_codes(pack)}
    return dict(sorted(found.items()))


def editions() -> tuple[str, ...]:
    """List the other editions of the Harmonised System that packs bring."""
    return tuple(dict.fromkeys(p.nomenclature for p in product_packs() if p.nomenclature != HOME))


def sections(edition: str = HOME) -> tuple[Section, ...]:
    """List every section and chapter, those without data too."""
    counts: dict[str, int] = {}
    for code in held(edition):
        counts[code[:2]] = counts.get(code[:2], 0) + 1
    made: dict[tuple[str, str], list[Chapter]] = {}
    for row in _chapters():
        chapter = Chapter(_key(row["chapter"], edition), row["name"], counts.get(row["chapter"], 0))
        made.setdefault((row["section"], row["section_name"]), []).append(chapter)
    return tuple(Section(f"section-{n}", name, tuple(chapters)) for (n, name), chapters in made.items())


def _key(code: str, edition: str) -> str:
    return code if edition == HOME else f"{edition}:{code}"


def named(text: str) -> Product:
    """Look a product up: a raw material by key, code or word, anything of a pack, or a level of the Harmonised System.

    Raises
    ------
    UnknownNameError, UsageError
        If nothing is called so, or several things are; says what pack would bring more.
    """
    wanted = text.strip()
    section, code = _SECTION.fullmatch(wanted), _CODE.fullmatch(wanted)
    if section is not None:
        return _section(f"section-{int(section[1])}", wanted)
    try:
        return product(wanted)
    except UnknownNameError:
        return good(wanted) if code is None else _coded(code["code"], (code["edition"] or HOME).upper())


def _section(key: str, wanted: str) -> Product:
    found = next((section for section in sections() if section.key == key), None)
    if found is None:
        kind = "section of the Harmonised System"
        raise UnknownNameError(kind, wanted, [section.key for section in sections()])
    chapters = {chapter.key for chapter in found.chapters}
    name = say("product.section", n=key.removeprefix("section-"), name=found.name)
    return _made(key, name, tuple(c for c in held() if c[:2] in chapters), HOME)


def _coded(code: str, edition: str) -> Product:
    codes = tuple(known for known in held(edition) if known.startswith(code))
    chapter = next((row["name"] for row in _chapters() if row["chapter"] == code), "")
    if not codes and not chapter:
        return good(_key(code, edition))  # which says what would bring it
    told = chapter or held(edition).get(code, "") or _begins([held(edition)[known] for known in codes])
    level = {2: "chapter", 4: "heading", 6: "code"}[len(code)]
    name = say(f"product.{level}", code=code, name=told) if told else say("product.unnamed", code=code, edition=edition)
    return _made(_key(code, edition), name, codes, edition)


def _begins(names: Iterable[str]) -> str:
    """Call a heading as its products' names begin: "Sulphur: crude" and "Sulphur: other" make "Sulphur"."""
    found = list(dict.fromkeys(re.split(r"[:;]", name, maxsplit=1)[0].strip() for name in names))
    return "; ".join(found) if len(found) <= _FEW else ""


def _made(key: str, name: str, codes: tuple[str, ...], edition: str) -> Product:
    return Product(key=key, name=name, hs6=codes, words=(), broader=(), unit="t", edition=edition)


def within(what: Product) -> tuple[Part, ...]:
    """List the next level below a section, chapter or heading; nothing below a raw material or a product."""
    section = next((s for s in sections(what.edition) if s.key == what.key), None)
    if section is not None:
        return tuple(Part(c.key, say("product.chapter", code=c.key, name=c.name)) for c in section.chapters)
    code = what.key.split(":")[-1]
    if not code.isdecimal() or len(code) == 6:
        return ()
    longer = dict.fromkeys(known[: len(code) + 2] for known in what.hs6)
    parts = [_coded(part, what.edition) for part in longer]
    return tuple(Part(part.key, part.name) for part in parts)


def above(what: Product) -> tuple[Part, ...]:
    """List the levels above a code, the widest first; those of a raw material's codes if they share one."""
    code = what.key.split(":")[-1]
    codes = [code] if code.isdecimal() else list(dict.fromkeys(known[:4] for known in what.hs6))
    if len(codes) != 1 or what.key.startswith("section-"):
        return ()
    code = codes[0] if code.isdecimal() else codes[0] + "__"
    section = next((r["section"] for r in _chapters() if r["chapter"] == code[:2]), "")
    wider = [_section(f"section-{section}", code)] if section and what.edition == HOME else []
    wider += [_coded(code[:length], what.edition) for length in (2, 4) if length < len(code)]
    return tuple(Part(part.key, part.name) for part in wider)
