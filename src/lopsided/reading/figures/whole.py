"""What a figure is a part of or a place among: "exports of RUS", "crude suppliers of CHN"."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from lopsided.reading.figures.flow import is_a_rate
from lopsided.reading.figures.flow_word import part_of
from lopsided.reading.figures.words import role_of, words
from lopsided.terms.products import find_product

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from lopsided.reading.figures.find import Candidate
    from lopsided.reading.figures.flows import Flow
    from lopsided.terms.products import Product

_NEAR = 8
_NAMES = {
    "out": "exports",
    "in": "imports",
    "supplier": "suppliers",
    "buyer": "buyers",
    "partner": "trading partners",
    "trade": "trade",
    "use": "consumption",
    "giver": "investors",
    "gift": "investment",
    "verb-out": "exports",
    "verb-in": "imports",
    "verb-rely": "imports",
    "debt": "debt",
    "verb-owe": "debt",
    "verb-come": "imports",
    "verb-go": "exports",
}


@lru_cache(maxsize=2048)
def _product(phrase: str) -> Product | None:
    """Find a product in a phrase; the same few words are asked about for each figure of a sentence."""
    return find_product(phrase)


def commodity_of(doc: Doc, candidate: Candidate, flow: Flow) -> str | None:
    """Return the product a figure is about: its key in ``terms.products``, else the document's word, else None.

    The noun the figure hangs on is asked first, then the flow word's noun group, then the rest of the clause.
    """
    if candidate.quantity == "date-span":
        return None
    if (bracketed := _before_brackets(doc, candidate)) is not None:
        return bracketed
    for token in _places(doc, candidate, flow):
        product = _product(_group(token))
        if product:
            return product.key
    near = _product(doc[candidate.start : candidate.head + _NEAR].text) if candidate.quantity != "count" else None
    if near:
        return near.key
    if flow.noun is not None and flow.role in ("out", "in", "supplier", "buyer"):
        return _own_word(doc[flow.noun]) or _dealt_in(doc, candidate, flow)
    return _dealt_in(doc, candidate, flow) or _part_of_what(doc, candidate, flow)


def _before_brackets(doc: Doc, candidate: Candidate) -> str | None:
    """Return "vehicles" for "vehicles (48 billion dollars)"."""
    at = candidate.start - 1
    if candidate.quantity not in ("money", "volume") or at < 1 or doc[at].text != "(" or doc[at - 1].pos_ != "NOUN":
        return None
    thing = _thing_named(doc[at - 1])
    product = _product(doc[max(doc[at - 1].left_edge.i, at - _NEAR) : at].text) if thing else None
    return product.key if product else thing


def _places(doc: Doc, candidate: Candidate, flow: Flow) -> list[Token]:
    head = doc[candidate.head]
    places = [head]
    if flow.noun is not None:
        noun = doc[flow.noun]
        places.append(noun)
        if noun.pos_ in ("VERB", "ADJ"):
            places += [c for c in noun.children if c.dep_ in ("dobj", "nsubj", "nsubjpass", "prep")]
    if head.dep_ in ("dobj", "nsubj", "attr", "pobj", "npadvmod") or head.pos_ in ("NOUN", "NUM", "SYM"):
        places += [c for c in head.children if c.dep_ in ("prep", "nmod", "compound")]
    return places


def _group(token: Token) -> str:
    """Return a noun with what stands before it and its "of" phrase."""
    doc = token.doc
    if token.pos_ in ("VERB", "AUX"):
        return ""
    low = token.left_edge.i if token.i - token.left_edge.i <= 8 else token.i - 3
    high = token.i + 1
    while low > 1 and (doc[low - 1].text in ("-", "\u2011") or doc[low - 1].lower_ == "non"):
        low -= 1  # "non-oil goods" are no oil
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "in") and child.right_edge.i - child.i <= 8:
            high = child.right_edge.i + 1
        elif child.dep_ != "prep":
            break
    return str(doc[low:high].text)


def _own_word(noun: Token) -> str | None:
    """Return the words between an owner and a flow noun, or after its "of": "wheat" in "Egypt's wheat imports"."""
    nested = [t for c in noun.lefts if c.dep_ == "compound" for t in c.subtree if t.dep_ == "compound"]
    before = [t for t in nested if t.pos_ == "NOUN" and t.lemma_ not in words("generic")]
    if before:
        return " ".join(t.lower_ for t in before)
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            group = list(takewhile(lambda t: t.pos_ != "ADP", (t for t in child.subtree if t.i > child.i)))
            things = [t for t in group if t.pos_ == "NOUN" and t.lemma_ not in words("generic")]
            return " ".join(t.lower_ for t in things[:2]) or None
    return None


def _dealt_in(doc: Doc, candidate: Candidate, flow: Flow) -> str | None:
    """Return "rice" for "bought 3 tonnes of rice", "imported rice worth 3 million", "3 million worth of rice"."""
    if candidate.quantity not in ("volume", "money"):
        return None
    verb = doc[flow.noun].lemma_.lower() if flow.noun is not None else ""
    dealt = flow.role in ("out", "in", "verb-come", "verb-go") or verb in words("sell") | words("bought")
    if not dealt and candidate.quantity == "money":
        return None
    after = doc[candidate.head + 1 : candidate.head + 3].text.lower()
    if after.startswith(("of", "worth of")):
        of = doc[candidate.head + (1 if after.startswith("of") else 2)]
        return _thing_named(next((c for c in of.children if c.dep_ == "pobj"), None))
    if flow.noun is None or not flow.role or not flow.role.startswith("verb"):
        return None
    there = ("nsubj",) if flow.role in ("verb-come", "verb-go") else ("dobj", "nsubjpass")
    return _thing_named(next((c for c in doc[flow.noun].children if c.dep_ in there and c.i != candidate.head), None))


def _part_of_what(doc: Doc, candidate: Candidate, flow: Flow) -> str | None:
    """Return "corn" for "bought a third of the corn sold by Chad", "of Chad's corn exports", "of all of its corn"."""
    noun = part_of(doc, candidate) if candidate.quantity == "share" and flow.exporter and flow.importer else None
    if noun is None or flow.role not in ("verb-in", "verb-out", "verb-come", "verb-go"):
        return None
    for _ in range(2):
        below = next((t for c in noun.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"), None)
        wide = noun.lower_ == "all" or noun.lemma_.lower() in words("generic") | words("no-goods")
        noun = below if wide and below is not None else noun
    return _own_word(noun) if role_of(noun.lemma_.lower()) in ("out", "in") else _thing_named(noun)


def _thing_named(noun: Token | None) -> str | None:
    """Return a noun with the nouns that make it up; None for a word for any goods, for money and for what flows."""
    if noun is None or noun.pos_ != "NOUN" or noun.ent_type_ in ("DATE", "MONEY", "PERCENT", "QUANTITY"):
        return None
    lemma = noun.lemma_.lower()
    if lemma in words("generic") | words("money") | words("no-goods") or role_of(lemma):
        return None
    before = [t for t in noun.lefts if t.dep_ == "compound" and t.pos_ == "NOUN" and t.lower_ not in words("generic")]
    return " ".join(t.lower_ for t in (*before, noun))


def whole_of(doc: Doc, candidate: Candidate, flow: Flow, commodity: str | None) -> str | None:
    """Return what a share is a share of, a rank a rank among, a growth a growth of.

    Returns
    -------
    str or None
        ``"exports of RUS"``, ``"imports of CHN: crude"``, ``"crude suppliers of CHN"``, ``"trade of CHN and RUS"``,
        ``"trading partners of KAZ"``, ``"GDP of DEU"``, ``"exports of RUS to TUR: crude"`` for an amount or a growth
        of the flow between two; the document's own words for any other share.
    """
    if candidate.quantity == "rank":
        return _rank_whole(doc, candidate, flow, commodity)
    if candidate.quantity in ("money", "volume"):
        return _amount_whole(doc, candidate, flow, commodity)
    if candidate.quantity not in ("share", "growth") or is_a_rate(doc, candidate):
        return None
    return _part_whole(doc, candidate, flow, commodity)


def _part_whole(doc: Doc, candidate: Candidate, flow: Flow, commodity: str | None) -> str | None:
    owned = part_of(doc, candidate)
    if owned is not None and candidate.quantity == "share" and owned.lemma_.lower() == "gdp":
        return _use_or_size(owned, flow, None)
    if owned is not None and flow.role not in ("out", "in", "trade", "use"):
        named = _use_or_size(owned, flow, commodity)
        if named:
            return named
    if flow.role in (None, "people") or (owned is not None and owned.lemma_.lower() in words("other-whole")):
        return _group(owned) if owned is not None else None
    if (named := _traded_whole(owned, flow, commodity)) is not None and candidate.quantity == "share":
        return named
    if flow.role == "trade":
        return _with(f"trade of {flow.owner}" if candidate.quantity == "share" else _pair(flow), commodity)
    return _flow_whole(candidate, flow, commodity)


def _traded_whole(owned: Token | None, flow: Flow, commodity: str | None) -> str | None:
    """Name the part of "bought 3 percent of Chad's rice exports", "of all rice exported by Chad": the seller's."""
    if owned is None or not (flow.exporter and flow.importer):
        return None
    made = {t.lemma_.lower() for t in owned.lefts if t.tag_ == "VBN"}  # "70 percent of all imported wheat"
    whose = {c.lower_ for t in owned.lefts if t.dep_ == "poss" for c in t.subtree}
    if flow.role not in ("verb-in", "verb-out") or (flow.role == "verb-out" and whose and made & words("bought")):
        return _with(f"imports of {flow.importer}", commodity) if made & words("bought") else None
    group = list(owned.subtree)
    after = [t for t in group if t.i > owned.i]
    sold = any(role_of(t.lemma_.lower()) == "out" and t.pos_ == "NOUN" for t in group) or any(
        t.tag_ == "VBN" and t.lemma_.lower() in words("sell") for t in after
    )
    got = any(t.pos_ == "NOUN" and t.lemma_.lower() in ("import", "purchase") for t in group) or any(
        t.tag_ == "VBN" and t.lemma_.lower() in words("bought") for t in after
    )
    if sold == got:
        return None
    return _with(f"exports of {flow.exporter}" if sold else f"imports of {flow.importer}", commodity)


def _amount_whole(doc: Doc, candidate: Candidate, flow: Flow, commodity: str | None) -> str | None:
    """Name the flow an amount is the size of; None unless both ends are known, and for money that pays for no goods."""
    name = _NAMES.get(flow.role or "")
    verb = doc[flow.noun].lemma_.lower() if flow.noun is not None and flow.role == "verb-out" else ""
    if verb and candidate.quantity == "money" and not commodity and verb not in words("sell"):
        return None  # "pledged", "invested", "gave 3 million dollars"
    if name == "trade" and flow.exporter and flow.importer:
        return _with(_pair(flow), commodity)
    if name == "imports" and flow.exporter and flow.importer:
        return _with(f"imports of {flow.importer} from {flow.exporter}", commodity)
    if name == "exports" and flow.exporter and flow.importer:
        return _with(f"exports of {flow.exporter} to {flow.importer}", commodity)
    return None


def _use_or_size(owned: Token, flow: Flow, commodity: str | None) -> str | None:
    """Name a share of consumption or of the economy; None for anything else."""
    lemma, owner = owned.lemma_.lower(), flow.owner or flow.importer
    if lemma in words("use"):
        return _with(f"consumption of {owner}" if owner else "consumption", commodity)
    if lemma in words("size"):
        name = "GDP" if lemma in ("gdp", "economy") else lemma
        return f"{name} of {owner}" if owner else name
    return None


def _flow_whole(candidate: Candidate, flow: Flow, commodity: str | None) -> str:
    """Name a share or a growth of somebody's exports or imports."""
    aliases = {"supplier": "imports", "buyer": "exports", "partner": "trade", "giver": "investment"}
    role = flow.role or ""
    name = aliases.get(role, _NAMES[role])
    owner = flow.owner or (flow.exporter if name == "exports" else flow.importer)
    if owner is None:
        return _with(name, commodity)
    if name == "exports" and owner == flow.importer:
        name = "imports"  # "of gas supplies to Mali"
    other = flow.importer if owner == flow.exporter else flow.exporter
    toward = f" {'to' if name == 'exports' else 'from'} {other}" if candidate.quantity == "growth" and other else ""
    return _with(f"{name} of {owner}{toward}", commodity)


def _rank_whole(doc: Doc, candidate: Candidate, flow: Flow, commodity: str | None) -> str | None:
    if flow.role is None:
        return None
    product = f"{commodity} " if commodity and flow.role in ("supplier", "buyer") else ""
    worldwide = any(
        t.lower_ in ("world", "global", "globally") for t in doc[max(0, candidate.start - 4) : candidate.end + 4]
    )
    owner = flow.owner or ("the world" if worldwide and flow.role in ("supplier", "buyer") else None)
    name = _NAMES[flow.role]
    if flow.role == "giver" and flow.noun is not None:
        name = f"{doc[flow.noun].lemma_.lower()}s"  # "donors", "lenders": not every giver invests
    return f"{product}{name} of {owner}" if owner else None


def _pair(flow: Flow) -> str:
    return "trade of " + " and ".join(a for a in (flow.exporter, flow.importer) if a)


def _with(name: str, commodity: str | None) -> str:
    return f"{name}: {commodity}" if commodity else name
