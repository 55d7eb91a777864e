"""Figures whose sentence says that no measure here is meant: better no verdict than one about something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lopsided.checks.clause import clause
from lopsided.checks.naming import named_in
from lopsided.checks.phrasing import number_at
from lopsided.checks.question import NoQuestion, says
from lopsided.terms.products import product_matches

if TYPE_CHECKING:
    from lopsided.records.kinds import Document, Figure

_SEE = "see the sentence in its place"
_IF = re.compile(
    r"(?:^|[,;:\u2014] ?|\b(?:and|but|that) )(?:[Ii]f|[Ss]uppose|[Ss]upposing|[Uu]nless)\b(?! not\b)[^,;:]*$"
)
_THAT_OF = re.compile(r"\b[Tt](?:hat|hose) of (?:the )?$")
_AGAINST = re.compile(
    r"(?:%|percent|per cent),? (?:against|versus|vs\.?|compared (?:with|to)) (?:just |only |about |around )?$"
)
_PARTNER_AFTER = re.compile(r"^\s*(?:(?:of|to|from|for|in)\b)")
_TOWARD = re.compile(r"\b(?:exports|imports|shipments|sales|trade) (?:to|from|with) (?:the )?$", re.IGNORECASE)
_OF_GDP = re.compile(r"^GDP\b")
_OF_ALL = re.compile(r"of (?:all|total|all (?:its|their)|(?:its|their) (?:total|overall)) (?:exports|imports)\b")
_SUBJECT = re.compile(
    r"^(?: beans| ore| products)? ?(?:exports|imports|sales|shipments)?(?: (?:to|from) (?:[\w.]++ ?){1,4})?,? ?"
    r"(?:is|are|was|were|accounts?|accounted|makes?|made|represents?|represented|equals?|equalled|constitutes?)\b[^,;:]*$"
)
# "coffee accounts for half of Kenya's exports to Japan": a part of what goes to one country, not of all exports
_AMOUNTING = re.compile(r"\b(?:accounts?|accounted|makes?|made|represents?|represented|constitutes?)\b[^,;:]{0,25}$")
_OF_ONE_FLOW = re.compile(r"^\s*of [^,;:.]{1,40}?\b(?:exports to|imports from) (?:the )?[A-Z]")
_LESS = re.compile(r"^\s*of [^,;:.]{1,40}?\b(?:exports|imports) (?:less|more|fewer)\b")
# "Japan buys 15 percent and Korea 5 percent of Peru's exports": the first's whole is told with the second
_PERCENT = r"(?:%|percent\b|per cent\b)"
_SHARED = re.compile(rf"^,? (?:and|while|but) (?!of\b)[^,;:.]{{2,40}}? [\d.]+ ?{_PERCENT} of\b")
# "buy 15 and 5 percent of": one figure for each of two
_EACH_AFTER = re.compile(rf"^(?: ?{_PERCENT})? and [\d.]+ ?{_PERCENT}")
_EACH_BEFORE = re.compile(r"\b[\d.]+ and $")
# "sold 2 billion dollars of steel to Peru, a third of its exports"; "its ore goes to Peru: 60 percent of exports"
_IN_APPOSITION = re.compile(
    r"^(?: [a-z]+)?(?: (?:goes|go|went|(?:is|are|was|were) (?:sold|shipped)|flows?|flowed))?"
    r"(?: (?:to|from) (?:[A-Z][\w.]*+ ?){1,4})? ?(?:in (?:[A-Z][a-z]+ )?\d{4})?[,:] "
    r"(?:or |about |almost |nearly |some |roughly |around |more than |over |less than |an? )*$"
)
_AMOUNT_OF = re.compile(r"\b(?:dollars|euros|tonnes|tons|barrels|bn|billion|million)(?: worth)? of [a-z]+")
_NOT_ONE_PRODUCT = re.compile(r" of (?:goods|exports|imports|trade|products|merchandise|its|their)$")
_ALL_GOODS = re.compile(r"^(?:exports|imports) of [^:]+$")
# "$60 a barrel", "40 euros per megawatt hour", "$3/bushel": what one costs, not what trade is worth
_FOR_ONE = re.compile(
    r"^[\s-]*(?:(?:US |U\.S\. )?"
    r"(?:dollars?|cents?|euros?|pounds?|yuan|yen|roubles?|rubles?|rupees?|rand|pesos?|[A-Z]{3}) ?)?"
    r"(?:(?:an?|one|per|each|every|for (?:an?|one|each|every)|to the)[\s-]|/ ?)"
    r"(?:(?:metric|short|long|troy|standard|million|thousand|hundred|[\d,]+) )*"
    r"(?:barrels?|bbls?|boe|tonnes?|tons?|mt|kilo(?:gram(?:me)?|watt)?s?|kg|pounds?|lbs?|ounces?|oz|grams?|carats?|bushels?|"
    r"bags?|sacks?|boxe?s?|crates?|litres?|liters?|gallons?|cubic (?:met(?:re|er)s?|feet|foot)|mcm|"
    r"(?:mega|giga|kilo)watt[- ]hours?|[kMG]Wh|therms?|MMBtu|mmbtu|(?:million )?(?:British thermal units?|btu)|"
    r"units?|heads?|pieces?|items?|trucks?|lorry|containers?|TEU|ships?|vessels?|shares?|stocks?|doses?|hectares?|acres?|"
    r"persons?|people|capita|heads?|passengers?|tourists?|visitors?|students?|workers?|households?|inhabitants?)\b"
)
_MOST_PRICE = 1e6  # of money: nothing that trade counts by the piece costs more
_PRICED = re.compile(
    r"\b(?:price[sd]?|pricing|ceilings?|tolls?|fares?)\b(?:(?!value|exports|imports|trade|sales|bill|revenue)[^,;:.]){0,80}?"
    r"\b(?:of|at|to|is|are|was|were|above|below|over|under|hit|reached|near)"
    r"(?: (?:about|around|some|roughly|nearly|almost|just|only|the|an?|record|more than|less than|up to))* ?$"
)
# "its largest partner in Africa", "among European countries it was the second largest buyer": of some, not of all
_REGION = (
    r"(?:(?:sub-saharan|north(?:ern)?|southern|east(?:ern)?|west(?:ern)?|central) africa|(?<!south )africa|"
    r"(?:(?:north|south|east|west)(?:ern|east(?:ern)?|west(?:ern)?)?[ -]|central |western |eastern )?(?:asia|europe)|"
    r"(?:south|latin|central|north) america|middle east|persian gulf|gulf|caribbean|caucasus|balkans|baltics?|"
    r"(?:south )?pacific|oceania|maghreb|sahel|region|continent|bloc|eac|comesa|ecowas|sadc|brics|gcc|neighbou?rhood|"
    r"[a-z]+(?: [a-z]+)? (?:community|alliance|league|union)|"
    r"eu|european union|asean|mercosur|opec)"
)
_WITHIN = re.compile(
    rf"^[^,;:.]{{0,60}}?\b(?:in|within|across|inside|on) (?:the |all of |all )?{_REGION}\b", re.IGNORECASE
)
_INSIDE = re.compile(rf"\b(?:in|within|across|inside) (?:the |all of |all )?{_REGION}$", re.IGNORECASE)
_AMONG = re.compile(
    r"\bamong (?:the )?(?:other )?(?:european|african|asian|arab|western|gulf|eu|asean|opec|baltic|nordic|balkan|"
    r"neighbou?ring|developing|emerging|(?:latin|south|central) american|(?:central|southeast|south|east) asian) "
    r"(?:countries|states|nations|members|economies|neighbou?rs|suppliers|buyers|partners|exporters|importers)\b",
    re.IGNORECASE,
)
# "oil supply from Peru", "its imports from Peru": of a buyer told elsewhere, not all that Peru sells
_FROM = re.compile(
    r"\b(?:suppl(?:y|ies)|imports|purchases|deliver(?:y|ies)|shipments|arrivals|cargoe?s|buying|intake)"
    r"(?: of [a-z][a-z -]{1,30}?)? from (?:the )?$",
    re.IGNORECASE,
)
# "signed a contract for the yearly purchase of": what was agreed, not what was delivered
_AGREED = re.compile(
    r"\b(?:contracts?|deals?|agreements?|memorand(?:um|a)|accords?|pacts?) (?:for|to|on|providing|covering)\b"
    r"(?:(?!\b(?:delivered|supplied|imported|exported|sold|bought|shipped|received|purchased|pumped)\b)[^,;:.])*$"
)
# "fell to 300,000 barrels a day, the lowest since May 2020": what a day was in one month
_OF_A_MONTH = re.compile(
    r"\b(?:since|from|in) (?:early |late |mid-)?(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|"
    r"Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b|"
    r"\bmonth[- ](?:on|over)[- ]month\b|\b(?:previous|preceding|last|this|that) month\b"
)


def unclear(figure: Figure, document: Document | None) -> NoQuestion | None:
    """Return why a figure cannot be held against a measure by the words around it, if so.

    Parameters
    ----------
    figure : Figure
        As its sentence has it.
    document : Document, optional
        Gives the sentence.
    """
    if document is None or not document.text:
        return None
    first, last = figure.sentence
    start, end = number_at(figure)
    before, after = document.text[first:start], document.text[end:last]
    if figure.modality == "reported" and _IF.search(before):
        return NoQuestion("it is a supposition, not a fact", "what has not happened", _SEE)
    if figure.quantity in {"money", "volume"}:
        return _no_flow(figure, document, before, after) or _unsaid(figure, document)
    if figure.quantity == "rank" and (
        _WITHIN.match(after) or _INSIDE.search(figure.text) or _AMONG.search(before + " " + after)
    ):
        return NoQuestion(
            "it is a place among some countries, not among all", "which countries it is a place among", _SEE
        )
    return _share(figure, document, before, after) if figure.quantity == "share" else None


def _no_flow(figure: Figure, document: Document, before: str, after: str) -> NoQuestion | None:
    """Say that an amount is what one costs, or what is made."""
    if figure.quantity == "money" and (
        _FOR_ONE.match(after) or (abs(figure.value or 0.0) < _MOST_PRICE and _PRICED.search(before))
    ):
        return NoQuestion(
            "it is a price, not the value of what was traded",
            "prices by product and year",
            "hold it against a price series, such as the World Bank's commodity prices",
        )
    if figure.quantity == "volume" and _is_made(figure, document):
        return NoQuestion(
            "it is an amount produced, not one traded",
            "production by country and year",
            "hold it against the Energy Institute's statistics or the Factbook",
        )
    return None


def _unsaid(figure: Figure, document: Document) -> NoQuestion | None:
    """Say that an amount is of a buyer, or of a month, which the sentence leaves out, or of a contract."""
    first, last = figure.sentence
    sentence = (document.text or "")[first:last]
    if figure.exporter and not figure.importer:
        places = named_in(sentence, document.published)
        if any(code == figure.exporter and _FROM.search(sentence[:start]) for start, _, code in places):
            return NoQuestion("who buys is not said beside it", "whose imports it is a part of", _SEE)
    if not figure.period and figure.modality == "reported" and _AGREED.search(sentence[: number_at(figure)[0] - first]):
        return NoQuestion("it is what was agreed on, not what was traded", "what was delivered, by year", _SEE)
    if not figure.period and (figure.unit or "").endswith("/day") and _OF_A_MONTH.search(sentence):
        return NoQuestion("it is of one month, and which is not said", "trade by month", "see a customs table by month")
    return None


def _is_made(figure: Figure, document: Document) -> bool:
    around = clause(figure, document).lower()
    traded = any(says(f"{figure.subject} {around}".lower(), way) for way in ("exports", "imports", "capacity"))
    return says(around, "production") and not traded and not says(f"{figure.subject}".lower(), "production")


def _share(figure: Figure, document: Document, before: str, after: str) -> NoQuestion | None:
    places = named_in(before, document.published)
    owner = (figure.whole or "").split(":")[0].partition(" of ")[2]
    if any(_THAT_OF.search(before[:s]) and len(before) - e <= len(", at ") and a != owner for s, e, a in places):
        return NoQuestion("what 'that of' stands for is said elsewhere", "what it is a part of", _SEE)
    if _AGAINST.search(before) and not _PARTNER_AFTER.match(after):
        return NoQuestion(
            "it is set against another figure, and whose it is is not said beside it", "whose it is", _SEE
        )
    if _SHARED.match(after) or _EACH_AFTER.match(after) or _EACH_BEFORE.search(before):
        return NoQuestion(
            "it is told in one breath with another figure, and whose it is is not clear", "whose it is", _SEE
        )
    if _LESS.match(after):
        return NoQuestion("it is a change told as a part", "the flow of both years", _SEE)
    if _OF_GDP.match(figure.whole or "") and any(_TOWARD.search(before[:start]) for start, _, _ in places):
        return NoQuestion(
            "it is trade with one country as a part of GDP",
            "total trade between two countries by year",
            "add CEPII's BACI (all products) or the IMF's Direction of Trade Statistics with 'lopsided data add'",
        )
    return _products_part(figure, before, after)


def _products_part(figure: Figure, before: str, after: str) -> NoQuestion | None:
    """Say that a product's part of all goods is asked, or a part of all goods in a sentence about a product."""
    none = NoQuestion(
        "a product's part of all goods needs trade in every product",
        "goods trade by product",
        "add CEPII's BACI (all products) with 'lopsided data add baci FOLDER'",
    )
    if figure.commodity and _OF_ALL.match(after.lstrip()):
        return none
    if not _ALL_GOODS.match(figure.whole or ""):
        return None
    if _AMOUNTING.search(before) and _OF_ONE_FLOW.match(after):
        return none
    ends = [m.end for m in product_matches(before)]
    amounts = [m.end() for m in _AMOUNT_OF.finditer(before) if not _NOT_ONE_PRODUCT.search(m.group())]
    about_one = any(_SUBJECT.match(before[end:]) for end in ends)
    return none if about_one or any(_IN_APPOSITION.match(before[end:]) for end in (*ends, *amounts)) else None
