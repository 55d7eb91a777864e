"""Who gives to whom where a clause leaves it to the words around it: totals, turns, lists, lenders, people left out."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Figure

CASES = [
    # what one of two does with a sum or a number of things, and what is paid for what was told of
    (
        "Peru and Chile quarrel; Peru needs Chile, Chile needs Peru. Chile returned 300 looted books in May.",
        0,
        "CHL",
        "PER",
    ),
    ("Oman sold Malta 20 tonnes of dates. Malta paid 3 million dollars for them.", 1, "OMN", "MLT"),
    (
        "Peru and Chile quarrel; Peru needs Chile, Chile needs Peru. Peru gave its farmers 3 million dollars.",
        0,
        "PER",
        None,
    ),
    ("Benin has sent 200 inspectors to its border with Togo.", 0, "BEN", None),
    (
        "Peru and Chile quarrel; Peru needs Chile. Chile waits. Peru doubled its quota to 80,000 tonnes.",
        1,
        "PER",
        None,
    ),
    ("Malta is glad. Kenya spent 3 million dollars on its own roads in May.", 0, "KEN", None),
    # all of one country's trade has no partner
    (
        "Peru's exports to Japan rose 4 percent. Peru's overall exports fell by 9 percent to 3 billion dollars.",
        1,
        "PER",
        None,
    ),
    (
        "Peru's exports to Japan rose 4 percent. Peru's overall exports fell by 9 percent to 3 billion dollars.",
        2,
        "PER",
        None,
    ),
    ("Kenya's total exports fell by 2 percent, while imports rose by 6 percent.", 1, None, "KEN"),
    # "these imports" are those told of before
    (
        "Jordan imported 40 million cubic metres of gas from Egypt. The total value of these imports rose 5 percent.",
        1,
        "EGY",
        "JOR",
    ),
    ("Ghana owes 3 billion dollars to France. Of this debt, 1 billion dollars will fall due in May.", 1, "FRA", "GHA"),
    # each in its turn
    (
        "Chad is the second supplier of onions to Niger, with 30,000 tonnes. Next comes Benin with 12,000 tonnes.",
        2,
        "BEN",
        "NER",
    ),
    ("Imports from Chad and Mali into Niger fell by 3 percent and 5 percent respectively.", 1, "MLI", "NER"),
    ("Italy's exports to Malta fell by 3 percent and to Cyprus by almost 5 percent.", 1, "ITA", "CYP"),
    # a part of what is consumed or imported
    ("Algerian gas made up 30 percent of all gas consumed in Tunisia.", 0, "DZA", "TUN"),
    ("Norway accounted for 40 percent of the salmon imported by Japan.", 0, "NOR", "JPN"),
    ("By volume, 35 percent of Oman's wheat and 20 percent of its barley were from Romania.", 0, "ROU", "OMN"),
    ("Qatar accounted for 60 percent of Poland's gas supplies last year.", 0, "QAT", "POL"),
    # partners by what they do
    ("Rwanda's main export partners are Kenya (30 percent) and Uganda (10 percent).", 1, "RWA", "KEN"),
    ("Rwanda's main import partners are Kenya (30 percent) and Uganda (10 percent).", 1, "KEN", "RWA"),
    ("Top supplier Angola provided two-thirds of Portugal's oil imports.", 0, "AGO", "PRT"),
    # loans and debts
    ("Kenya has signed a 90 million dollar loan agreement with the World Bank.", 0, "World Bank", "KEN"),
    (
        "Laos reached a deal with two Chinese state-owned lenders to restructure 2 billion dollars in debt.",
        0,
        "CHN",
        "LAO",
    ),
    (
        "Japan is also expected to extend a credit facility of 200 million dollars for importing rice to Nepal.",
        0,
        "JPN",
        "NPL",
    ),
    ("Norway lent 30 million dollars to the government of Malawi.", 0, "NOR", "MWI"),
    # money that workers send home
    ("Remittances of Nepali workers from Qatar fell by 11 percent to 900 million dollars.", 0, "QAT", "NPL"),
    ("Remittances to Nepal from Malaysia reached 700 million dollars.", 0, "MYS", "NPL"),
    ("Fiji received 30 million dollars in remittances from Samoa in May.", 0, "WSM", "FJI"),
    ("Remittances received in 2015 in Malawi from migrants from Zambia fell by 6 percent.", 0, "ZMB", "MWI"),
    ("Togo set a record with 200 million dollars being remitted from Gabon.", 0, "GAB", "TGO"),
    ("Thais living abroad sent 3 billion dollars to Thailand.", 0, None, "THA"),
    ("Kenyans sent 3 million dollars to Somalia.", 0, "KEN", "SOM"),
    # who repays gives
    ("Zambia's debt repayments to Japan came to 3 million dollars.", 0, "ZMB", "JPN"),
    ("Zambia's debt to Japan came to 3 million dollars.", 0, "JPN", "ZMB"),
    ("Ghana must repay 4 billion dollars in debt to Japan this year.", 0, "GHA", "JPN"),
    ("Ghana owes 4 billion dollars in debt to Japan.", 0, "JPN", "GHA"),
    ("Japan lent Ghana 2 billion dollars. Ghana must repay 4 billion dollars in debt this year.", 1, "GHA", None),
    ("Niger has loaned Chad 5 million dollars.", 0, "NER", "TCD"),
    # a country's exports to all the world are not the world's
    ("Iraq took 5 percent of Turkey's global exports.", 0, "TUR", "IRQ"),
    ("Chile accounts for 30 percent of global copper exports.", 0, "CHL", None),
    ("Togo's export of cocoa to the world markets fell by 6 percent and reached 3 million dollars.", 1, "TGO", None),
    ("The export of rice from Peru amounted to 2 percent of the country's total export volume.", 0, "PER", None),
    ("Another 200 tonnes of rice will be brought in to Mali from Togo.", 0, "TGO", "MLI"),
    # "the country" after "to" or "from" is whom the sentence before named so
    ("Peru sold rice to Chile. Exports to the country stood at 3 million dollars.", 0, "PER", "CHL"),
    ("Togo bought rice from Ghana. Imports from the country came to 3 million dollars.", 0, "GHA", "TGO"),
    ("Chad sold 3 million tonnes of gas to Niger. The country's exports rose 5 percent.", 1, "TCD", None),
    # what a share is a part of has no part in whose share it is
    ("Chile accounted for 40 percent of the 3,000 tonnes of Peru's copper imports.", 0, "CHL", "PER"),
    ("Chile accounted for 40 percent of the 3,000 tonnes of Peru's copper imports.", 1, None, "PER"),
    ("Customs put the value of goods Ghana sold to Togo at 3 million dollars.", 0, "GHA", "TGO"),
    ("Tonga got a $US180 million loan from Japan.", 0, "JPN", "TON"),
    # who sends visitors, and who gets them
    ("Fiji has received more than 180,000 visitors from Tonga this year.", 0, "TON", "FJI"),
    ("Tonga is the biggest source market for tourist arrivals in Fiji.", 0, "TON", "FJI"),
    ("Tonga is the biggest market for rice from Fiji.", 0, "FJI", "TON"),
    ("Fiji received 30,000 visitors from Tonga. Samoa furnished 16,000 visitors.", 1, "WSM", "FJI"),
    ("Lebanon, hosting 1.1 million refugees, Turkey (798,000) and Egypt (138,100) asked for aid.", 1, None, "TUR"),
    # people whose noun is left out
    ("More than two million Sudanese refugees are living in Chad, while Egypt hosts half a million.", 1, "SDN", "EGY"),
    ("Niger hosts 40,000 and Benin about 12,000 refugees from Mali.", 1, "MLI", "BEN"),
    ("Laos welcomed 3 million international tourists.", 0, None, "LAO"),
    # a court, a fund and a bank of nations import nothing
    ("Sudan extended a package of 3 million dollars before talks with the IMF.", 0, "SDN", None),
]


def figures_in(text: str) -> list[Figure]:
    _, records = read_text(text, name="x.txt", published="2024-05-15")
    return [r for r in records if isinstance(r, Figure) and r.quantity != "date-span"]


@pytest.mark.parametrize(("text", "which", "exporter", "importer"), CASES)
def test_ends(text: str, which: int, exporter: str | None, importer: str | None) -> None:
    figure = figures_in(text)[which]
    assert (figure.exporter, figure.importer) == (exporter, importer), figure


def test_people_left_out_are_counted_and_firms_are_not() -> None:
    hosts = figures_in("More than two million Syrian refugees are living in Turkey, while Iraq hosts 250,000.")
    assert [f.value for f in hosts] == [2e6, 250_000]
    assert {f.unit for f in hosts} == {"refugee"}
    assert figures_in("Two Norwegian companies will build the port in Ghana.") == []


def test_a_sum_in_won_is_a_sum() -> None:
    (sum_,) = figures_in("The contract between Seoul and Warsaw is worth up to 20 trillion won.")
    assert (sum_.value, sum_.quantity) == (20e12, "money")
