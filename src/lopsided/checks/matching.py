"""From a reported figure to the measure it speaks of, or the reason why none fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lopsided.checks.currency import rates
from lopsided.checks.flows import WORLD
from lopsided.checks.question import (
    Kind,
    NoQuestion,
    Question,
    is_place,
    lacking,
    no_bilateral,
    no_product,
    product_of,
    says,
    vocabulary,
    words_of,
)
from lopsided.datasets.macro import fields
from lopsided.terms.actors import actor
from lopsided.terms.currencies import namesakes

if TYPE_CHECKING:
    from collections.abc import Callable

    from lopsided.records.kinds import Figure

Answer = Question | NoQuestion

# "exports of RUS to CHN: crude", "trade of CHN and RUS", "GDP of DEU"
_WHOLE = re.compile(
    r"^(?P<what>[a-zA-Z ]+?) of (?P<of>.+?)(?: (?:to|from|and|with) (?P<on>.+?))?(?:: (?P<product>.+))?$"
)
# "crude suppliers of CHN", "trading partners of KAZ", "lng exports of the world"
_RANKED = re.compile(
    r"^(?:(?P<product>.+?) )?(?P<what>suppliers|buyers|customers|exporters|importers|trading partners|"
    r"exports|imports|investors|trade)(?: of (?P<of>.+))?$"
)
_SEE = "see the sentence in its place"
_NO_AMOUNT = NoQuestion("what it is an amount of is not named", "what it is an amount of", _SEE)
_NO_BUYER = NoQuestion("who buys it is not named", "the buyer", _SEE)
_NO_CABLE = NoQuestion(
    "no embedded dataset has electricity between two countries", "electricity between two countries", _SEE
)
_VAGUE = NoQuestion("what it is a part of is not named", "the whole it is part of", _SEE)
_NOT_PLACES = NoQuestion("it is not about two countries, or one and the world")


_OF_PARTNERS = ("export_share", "import_share", "trade_share")
_PARTNER_RANKS = ("export_partner_rank", "import_partner_rank", "trade_partner_rank")


def question(figure: Figure) -> Answer:
    """Return what a figure asks of the data, or why no measure fits.

    Parameters
    ----------
    figure : Figure
        As read; ``whole``, ``exporter``, ``importer`` and ``commodity`` say most, its own words the rest.
    """
    if figure.quantity == "date-span":
        return NoQuestion("a duration is not a measure of trade")
    readers: dict[str, Callable[[Figure], Answer]] = {
        "share": _share,
        "rank": _rank,
        "growth": _growth,
        "volume": _volume,
        "money": _money,
        "count": _count,
    }
    answer = readers[figure.quantity](figure)
    if isinstance(answer, Question) and answer.kind in (*_OF_PARTNERS, *_PARTNER_RANKS):
        bloc = next((a for a in (answer.of, answer.on) if actor(a).kind == "bloc"), None)
        if bloc:
            return NoQuestion(
                f"no embedded dataset has {bloc} as one among the partners in all goods trade",
                f"goods trade by partner with {bloc} as one partner",
                "its members can be checked one by one; raw materials are measured for blocs too",
            )
    return answer


def _parts(figure: Figure) -> tuple[str, str | None, str | None]:
    """Return what a whole is of, whose, and toward whom."""
    found = _WHOLE.match(re.sub(r"^GDP (?!of )", "GDP of ", figure.whole or ""))
    if not found:
        return (figure.whole or "").split(":")[0].strip(), None, None
    owner = found["of"] if not found["of"].startswith("the world") else WORLD
    return found["what"].strip(), owner, found["on"]


def _share(figure: Figure) -> Answer:
    what, of, _ = _parts(figure)
    what = what.lower()
    if what == "gdp" or (not what and says(words_of(figure), "gdp")):
        return _gdp_share(figure, of)
    lack = lacking(figure)
    if lack is not None:
        return lack
    if what == "consumption":
        return _consumption(figure, of)
    return _flow_share(figure, what, of) if what in ("exports", "imports", "trade") else _VAGUE


def _flow_share(figure: Figure, what: str, of: str | None) -> Answer:
    of = of or {"exports": figure.exporter, "imports": figure.importer}.get(what)
    on = next((a for a in (figure.importer, figure.exporter) if a and a != of), None)
    product = product_of(figure)
    if product is None:
        return no_product(figure)
    if of == WORLD:
        return _world_share(what, figure.exporter or figure.importer, product)
    if of is None or not is_place(of) or (on is not None and not is_place(on)):
        return _NOT_PLACES
    if on is None:
        row = vocabulary()["products"]
        return NoQuestion(
            f"a product's part of all {what} needs trade in every product", "goods trade by product", row["remedy"]
        )
    if what == "trade":
        return Question(kind="trade_share", of=of, on=on) if not product else no_bilateral()
    kinds: dict[tuple[str, bool], Kind] = {
        ("exports", False): "export_share",
        ("imports", False): "import_share",
        ("exports", True): "product_export_share",
        ("imports", True): "product_import_share",
    }
    return Question(kind=kinds[what, bool(product)], of=of, on=on, product=product)


def _world_share(what: str, of: str | None, product: str) -> Answer:
    if not product:
        return NoQuestion("no embedded dataset has world trade in all goods", "world totals of goods trade")
    if not is_place(of) or of is None or what == "trade":
        return _NOT_PLACES
    return Question(kind="world_share", of=of, on=what, product=product)


def _consumption(figure: Figure, of: str | None) -> Answer:
    return NoQuestion(
        f"no embedded dataset splits {of or figure.importer or 'a country'}'s consumption by origin",
        "consumption by country of origin",
        "the share of imports by origin can be asked instead: lopsided measure",
    )


def _gdp_share(figure: Figure, of: str | None) -> Answer:
    owner = of or figure.exporter or figure.importer
    if not is_place(owner) or owner is None:
        return _NOT_PLACES
    if says(words_of(figure), "military"):
        return Question(kind="series_share", of=owner, field="military_expenditure")
    for word in ("exports", "imports"):
        if says(words_of(figure), word) and not figure.commodity:
            return Question(kind="series_share", of=owner, field=word)
    return lacking(figure) or NoQuestion("no embedded dataset has this part of GDP", "national accounts in detail")


def _rank(figure: Figure) -> Answer:
    found = _RANKED.match(figure.whole or "")
    if not found:
        return lacking(figure) or NoQuestion("what it is a rank among is not named, or no trade table ranks it")
    what = found["what"]
    if what == "investors":
        return lacking(figure) or _VAGUE
    product = product_of(figure)
    if product is None:
        return no_product(figure)
    of = found["of"]
    if of is None:
        return NoQuestion("whose supplier, buyer or partner it is, is not named", "the country", _SEE)
    if of.startswith("the world") or of == "WLD":
        of = WORLD
    sells = what in ("suppliers", "exporters", "exports")
    # owner's suppliers sell to it; of the world, exporters are ranked
    on = figure.exporter if sells else figure.importer
    if what in ("trading partners", "trade"):
        on = next((a for a in (figure.exporter, figure.importer) if a and a != of), None)
    if on == of or on is None:
        on = next((a for a in (figure.exporter, figure.importer) if a and a != of), None)
    return _rank_question(what, of, on, product)


def _rank_question(what: str, of: str, on: str | None, product: str) -> Answer:
    if on is None or not is_place(on) or not (of == WORLD or is_place(of)):
        return _NOT_PLACES
    sells = what in ("suppliers", "exporters", "exports")
    if of == WORLD:
        if not product:
            return NoQuestion("no embedded dataset has world trade in all goods", "world totals of goods trade")
        return Question(kind="world_rank", of=on, on="exports" if sells else "imports", product=product, unit="rank")
    if what in ("trading partners", "trade"):
        return Question(kind="trade_partner_rank", of=of, on=on, unit="rank") if not product else no_bilateral()
    if product:
        return Question(kind="supplier_rank" if sells else "customer_rank", of=of, on=on, product=product, unit="rank")
    return Question(kind="import_partner_rank" if sells else "export_partner_rank", of=of, on=on, unit="rank")


def _growth(figure: Figure) -> Answer:
    if figure.unit not in ("fraction", "factor", None):
        return NoQuestion(f"growth in {figure.unit} needs the level it starts from", "the level before")
    what, of, on = _parts(figure)
    if what.lower() == "gdp" or (not what and says(words_of(figure), "gdp")):
        owner = of or figure.exporter or figure.importer
        return Question(kind="growth_field", of=owner, field="gdp_growth") if owner and is_place(owner) else _NOT_PLACES
    lack = lacking(figure)
    if lack is not None:
        return lack
    if what == "exports":
        return _flow_growth(figure, "exports", of or figure.exporter, on or figure.importer)
    if what == "imports":
        return _flow_growth(figure, "imports", of or figure.importer, on or figure.exporter)
    return _trade_growth(figure) if what == "trade" else _VAGUE


def _trade_growth(figure: Figure) -> Answer:
    if product_of(figure) != "":
        return no_bilateral()
    a, b = figure.exporter, figure.importer
    if a is None or b is None or not (is_place(a) and is_place(b)):
        return NoQuestion("whose trade with whom is not named", "the two countries", _SEE)
    return Question(kind="trade_growth", of=a, on=b)


def _flow_growth(figure: Figure, what: str, of: str | None, on: str | None) -> Answer:
    product = product_of(figure)
    if product is None:
        return no_product(figure)
    if of is None or not is_place(of) or (on is not None and not is_place(on)):
        return _NOT_PLACES
    if product:
        return Question(kind="product_growth", of=of, on=on or "", product=product, field=what)
    if on:
        exporter, importer = (of, on) if what == "exports" else (on, of)
        return Question(kind="flow_growth", of=exporter, on=importer)
    return Question(kind="series_growth", of=of, field=what)


def _buyer_unnamed(exporter: str | None, importer: str | None, text: str) -> bool:
    """Whether imports of somebody not named are told: "the bloc's imports of Russian gas" are not all its exports."""
    return exporter is not None and importer is None and says(text, "imports") and not says(text, "exports")


_ENERGY = {
    ("natural-gas", "m3"): "natural_gas",
    ("pipeline-gas", "m3"): "natural_gas",
    ("lng", "m3"): "natural_gas",
    ("coal", "t"): "coal",
    ("crude", "bbl/day"): "petroleum",
    ("crude", "bbl"): "crude",
}
_FIELDS = ("production", "consumption", "reserves", "exports", "imports")


def _volume(figure: Figure) -> Answer:
    product = product_of(figure)
    text = words_of(figure)
    if figure.unit in ("Wh", "kWh") and "electric" in f"{text} {figure.commodity or ''}".lower():
        if is_place(figure.exporter) and is_place(figure.importer):
            return _NO_CABLE
        return _energy(figure, "electricity", text)
    if not product:
        return lacking(figure) or (no_product(figure) if figure.commodity else _NO_AMOUNT)
    exporter, importer = (a if is_place(a) else None for a in (figure.exporter, figure.importer))
    if exporter and importer:
        return Question(kind="product_tonnes", of=exporter, on=importer, product=product, unit=figure.unit or "t")
    return _NO_BUYER if _buyer_unnamed(exporter, importer, text) else _volume_of_one(figure, product, text)


def _volume_of_one(figure: Figure, product: str, text: str) -> Answer:
    """Ask for an amount of one country: of its energy balance, else of all it sells or buys."""
    exporter, importer = (a if is_place(a) else None for a in (figure.exporter, figure.importer))
    name = _ENERGY.get((product, figure.unit or ""))
    if name:
        asked = _energy(figure, name, text)
        if isinstance(asked, Question):
            return asked
    if exporter or importer:
        return Question(
            kind="product_tonnes", of=exporter or WORLD, on=importer or WORLD, product=product, unit=figure.unit or "t"
        )
    return _NOT_PLACES


def _energy(figure: Figure, name: str, text: str) -> Answer:
    owner = figure.exporter or figure.importer
    if not is_place(owner) or owner is None:
        return _NOT_PLACES
    asked = next((f for f in _FIELDS if says(text, f)), "exports" if figure.exporter else "imports")
    field = f"{name}_{asked}"
    if field not in fields():
        return NoQuestion(f"no embedded dataset has {asked} of {name.replace('_', ' ')} by volume")
    return Question(kind="energy_volume", of=owner, field=field, unit=figure.unit or "")


def _money(figure: Figure) -> Answer:
    lack = lacking(figure)
    if lack is None and figure.unit != "USD" and not rates(figure.unit or ""):
        row = vocabulary()["currency"]
        named = f"the sum is in {figure.unit}, and no embedded dataset has {row['what']}"
        unnamed = f'the words do not say whose money "{figure.unit}" is'
        lack = NoQuestion(unnamed if (figure.unit or "") in namesakes() else named, row["what"], row["remedy"])
    product = product_of(figure)
    if lack is not None or product is None:
        return lack or no_product(figure)
    exporter, importer = (a if is_place(a) else None for a in (figure.exporter, figure.importer))
    unit = figure.unit or "USD"
    if product and _buyer_unnamed(exporter, importer, words_of(figure)):
        return _NO_BUYER
    if product and (exporter or importer):
        return Question(kind="product_value", of=exporter or WORLD, on=importer or WORLD, product=product, unit=unit)
    if exporter and importer:
        both_ways = says(words_of(figure), "trade")
        return Question(kind="trade_value" if both_ways else "flow_value", of=exporter, on=importer, unit=unit)
    owner = exporter or importer
    side = "exports" if exporter else "imports"  # "exports to Chad" are not all that Chad exports
    return _sum_of_one(words_of(figure), owner, unit, side) if owner else _NOT_PLACES


def _sum_of_one(text: str, owner: str, unit: str, side: str) -> Answer:
    for field in ("gdp", "reserves", side):
        if says(text, field):
            return Question(kind="series_value", of=owner, field=field, unit=unit)
    return NoQuestion("what the sum is of is not named, or no embedded dataset has it")


def _count(figure: Figure) -> Answer:
    owner = figure.exporter or figure.importer
    text = words_of(figure)
    if owner and is_place(owner) and says(text, "population") and lacking(figure) is None and not figure.commodity:
        return Question(kind="series_value", of=owner, field="population", unit="persons")
    return lacking(figure) or NoQuestion("no embedded dataset counts this")
