"""Figures of 340 sentences about many dyads and products, written for this test (``figures.csv``).

One row a figure, ``none`` where a sentence holds none. An empty cell is not asked about; exporter and importer are
asked about together, wherever one of them is given.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from lopsided.reading.figures.figures import figures
from lopsided.reading.figures.hedges import hedge_at, hedges
from lopsided.reading.pipeline import parse
from lopsided.records.kinds import Document, Figure

STRICT_F1 = 0.99
FIELDS = {"direction": 0.97, "whole": 0.95, "commodity": 0.95, "period": 0.93, "hedge": 0.97, "modality": 0.9}


def read(text: str, published: str | None = "2024-05-15") -> list[Figure]:
    return figures(parse(Document(document="d", text=text, digest="", published=published)), [])


@dataclass
class Tally:
    hits: int = 0
    read: int = 0
    asked: int = 0
    fields: dict[str, list[bool]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def note(self, name: str, sentence: str, *, right: bool) -> None:
        self.fields.setdefault(name, []).append(right)
        if not right:
            self.wrong.append(f"{name}: {sentence}")


def _rows() -> list[tuple[tuple[str, str], list[dict[str, str]]]]:
    with (Path(__file__).parent / "figures.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return [(key, list(group)) for key, group in groupby(rows, key=lambda r: (r["sentence"], r["published"]))]


def _is_hit(found: Figure, row: dict[str, str]) -> bool:
    if found.quantity != row["quantity"] or found.unit != row["unit"]:
        return False
    if not row["value"] or found.value is None:
        return not row["value"] and found.value is None
    return found.value == pytest.approx(float(row["value"]), rel=0.01)


def _check(tally: Tally, found: Figure, row: dict[str, str]) -> None:
    if row["exporter"] or row["importer"]:
        pair, wanted = (found.exporter or "", found.importer or ""), (row["exporter"], row["importer"])
        both_ways = (found.whole or "").startswith("trad")
        tally.note("direction", row["sentence"], right=pair == wanted or (both_ways and pair[::-1] == wanted))
    for name in ("whole", "commodity", "period", "hedge", "modality"):
        if row[name]:
            tally.note(name, row["sentence"], right=getattr(found, name) == row[name])
    if row["value_high"]:
        tally.note("value_high", row["sentence"], right=found.value_high == pytest.approx(float(row["value_high"])))


@cache
def tally() -> Tally:
    result = Tally()
    for (sentence, published), rows in _rows():
        left = read(sentence, published)
        asked = [r for r in rows if r["quantity"] != "none"]
        result.asked += len(asked)
        result.read += len(left)
        for row in asked:
            hit = next((f for f in left if _is_hit(f, row)), None)
            if hit is None:
                result.wrong.append(f"missed {row['quantity']} {row['value']}: {sentence}")
                continue
            left.remove(hit)
            result.hits += 1
            _check(result, hit, row)
        result.wrong += [f"not there: {f.quantity} {f.value}: {sentence}" for f in left]
    return result


def test_value_and_kind_are_right_in_sentences_about_many_dyads() -> None:
    result = tally()
    strict = 2 * result.hits / (result.read + result.asked)
    assert strict >= STRICT_F1, "\n".join(result.wrong)


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_direction_whole_product_period_hedge_and_mode_are_right(name: str) -> None:
    right = tally().fields[name]
    assert sum(right) / len(right) >= FIELDS[name], "\n".join(w for w in tally().wrong if w.startswith(name))


@pytest.mark.parametrize("sentence", [key[0] for key, rows in _rows() if rows[0]["quantity"] == "none"])
def test_names_dates_pairs_and_ordinals_are_no_figures(sentence: str) -> None:
    assert [f.text for f in read(sentence)] == []


def test_a_figure_is_the_exact_slice_of_the_text_and_says_why() -> None:
    text = "  Exports rose.\nMexico sends more than 80 percent of its exports to the United States."
    (found,) = read(text)
    assert text[found.span[0] : found.span[1]] == found.text
    assert found.text.startswith("Mexico sends more than 80 percent")
    assert found.reasons
    assert found.rule == "figure-share"


def test_the_sender_of_counted_weapons_is_who_attacked() -> None:
    told = "The Russian missile attack on Thursday hit the grid."
    text = f"{told}\n\nUkraine said its forces downed 54 of 69 cruise missiles."
    assert {(f.value, f.exporter, f.importer) for f in read(text) if f.quantity == "count"} == {
        (54, "RUS", "UKR"),
        (69, "RUS", "UKR"),
    }


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "Before the war in Ukraine, Poland bought 10 million tonnes of Russian coal a year.",
            "Before the war in Ukraine",
        ),
        ("Until the blockade, Qatar imported 40 percent of its food from Saudi Arabia.", "Until the blockade"),
        ("Chile sold Bolivia 3 million litres of fuel during the drought.", "during the drought"),
        ("Before 2019, half of Finland's gas came from Russia.", "Before 2019"),
        ("Spain buys 40 percent of its gas from Algeria.", None),
        ("In 2021, before the war in Ukraine, Poland bought 10 million tonnes of coal from Russia.", None),
        ("Before the war Moldova bought little from Turkey; now it buys 9 percent of its fuel there.", None),
    ],
)
def test_an_earlier_time_without_a_date_is_kept_in_words(sentence: str, words: str | None) -> None:
    (found,) = (f for f in read(sentence) if f.quantity != "date-span")
    assert found.period_words == words
    assert words is None or found.period in (None, "per year")


def test_without_actors_a_figure_has_no_direction() -> None:
    (found,) = read("The company sold 40 percent of its stock.")
    assert (found.exporter, found.importer) == (None, None)


def test_a_hedge_is_named_by_its_kind() -> None:
    text = "nearly 40 of them"
    assert hedge_at(text, 7, 9) == ("almost", 0, "nearly")
    assert set(hedges()) == {"almost", "about", "more than", "at least", "up to", "less than", "record"}


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Ethiopia will supply power to Kenya over 20 years.", None),
        ("Qatar shipped gas to Pakistan over two years.", None),
        ("Over 12 months, Norway sold 109 bcm of gas to Italy.", None),
        ("For over 20 years, Oman has sold oil to India.", "more than"),
        ("Malta borrowed it from Libya over 20 years ago.", "more than"),
        ("The siege of the Peruvian embassy lasted over two months.", "more than"),
        ("The blockade of Qatar took over three years to end.", "more than"),
        ("Chile sold over 20 ships to Peru.", "more than"),
    ],
)
def test_over_some_years_tells_how_long_and_hedges_nothing(text: str, hedge: str | None) -> None:
    amount = re.search(r"\d+|two|three", text)
    assert amount is not None
    assert hedge_at(text, *amount.span())[0] == hedge


@pytest.mark.parametrize(
    ("text", "words", "ends"),
    [
        # the partner the sentence before speaks of
        (
            "Trade between Kenya and Uganda amounted to $1.2 billion. Nairobi exported goods worth $900 million.",
            "900",
            ("KEN", "UGA"),
        ),
        (
            "The neighbours did business worth $600 million, Lebanon and Syria said. "
            "Lebanese exports made up only $100 million of that.",
            "100",
            ("LBN", "SYR"),
        ),
        # all trade is not trade with the partner
        ("Peru quarrels with Chile over fish. Peru's total exports fell by 9 percent.", "9 percent", ("PER", None)),
        # goods named after a country, people to whom something was done, people abroad
        ("The pipeline carries 5 billion cubic metres of Algerian gas to Spain.", "5 billion", ("DZA", "ESP")),
        ("Ten Thai workers were killed by rockets from Lebanon.", "Ten", ("LBN", "THA")),
        ("Thirty-two Thai soldiers died in clashes with Cambodia.", "Thirty-two", ("KHM", "THA")),
        ("More than 700,000 Zimbabweans live in South Africa.", "700,000", ("ZWE", "ZAF")),
        # money one wants of another, a share whose verb is left out, what makes up another's imports
        ("Sudan wants $5 billion in compensation from Ethiopia.", "5 billion", ("ETH", "SDN")),
        ("China accounts for about a quarter of Ethiopia's imports, Kuwait for a tenth.", "tenth", ("KWT", "ETH")),
        ("Canada accounts for 60% of American crude imports.", "60%", ("CAN", "USA")),
    ],
)
def test_open_ends_are_closed_by_what_the_text_says(text: str, words: str, ends: tuple[str, str | None]) -> None:
    (found,) = [f for f in read(text) if f.text.endswith(words) or f" {words}" in f" {f.text}" or words in f.text]
    assert (found.exporter, found.importer) == ends


@pytest.mark.parametrize(
    "text",
    [
        "It was the first accord between the two in more than a quarter of a century.",
        "Her visit to Chad was the first by a Danish minister.",
        "He became the first foreign leader to address Fiji's parliament.",
    ],
)
def test_firsts_are_ranks_when_it_is_said_among_which(text: str) -> None:
    assert [f.value for f in read(text) if f.quantity == "rank"] == [1.0]


def _told(text: str) -> list[tuple[object, ...]]:
    return [(f.quantity, f.value, f.unit, f.exporter, f.importer) for f in read(text)]


def test_a_size_compared_with_an_earlier_one_is_no_share_of_trade() -> None:
    for text in ("Trade between Togo and Benin fell to a half of its 2012 level.",
                 "Exports from Togo to Benin are half of what they had been in 2012."):  # fmt: skip
        (found,) = read(text)
        assert (found.quantity, found.unit, found.value, found.period) == ("growth", "factor", 0.5, None)


def test_a_firm_or_a_country_on_the_way_is_no_partner() -> None:
    assert _told("South Korea's Hyundai accounts for 20% of Slovakia's exports.")[0][3:] == ("SVK", None)
    assert _told("A third of Malawi's exports pass through Beira in Mozambique.")[0][3:] == ("MWI", None)
    assert _told("A third of Malawi's exports go to Belgium through Mozambique.")[0][3:] == ("MWI", "BEL")


def test_a_range_of_parts_keeps_its_lower_end() -> None:
    (found,) = read("Between a quarter and a third of Ghana's cocoa goes to Estonia.")
    assert found.value == 0.25
    assert found.value_high == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Libya handed over 30 migrants to Niger.", None),
        ("Its drones flew over three villages in Armenia.", None),
        ("Under a ten-year deal, Oman will supply gas to Turkey.", None),
        ("Libya sent home over 30 migrants from Niger.", "more than"),
        ("Oman bought under a third of its rice from Pakistan.", "less than"),
    ],
)
def test_over_and_under_hedge_only_the_number_they_belong_to(text: str, hedge: str | None) -> None:
    assert [f.hedge for f in read(text)] == [hedge]


def test_a_calibre_counts_nothing_and_those_named_after_are_all_ahead() -> None:
    assert _told("Serbia sold 120 mm heavy mortars to Kuwait.") == []
    (found,) = read("Spain is Peru's biggest investor after Chile, Canada and Brazil.")
    assert (found.quantity, found.value) == ("rank", 4)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Ghana expelled 200 Nigerians within a month.", [None]),
        ("Oman bought 5 tonnes of Kenyan tea, up from 4 tonnes a year earlier.", [None, "2023"]),
        ("The contract, signed on Tuesday, would create 300 jobs in Kenya.", [None]),
        ("From June to August 2023, Peru's exports to Chile fell 5%. Two days ago, they met.", ["2023-06/2023-08"]),
        ("Oman buys 5 tonnes of Kenyan tea a year.", ["per year"]),
    ],
)  # fmt: skip
def test_a_figure_is_of_its_own_time(text: str, periods: list[str | None]) -> None:
    assert [f.period for f in read(text)] == periods


@pytest.mark.parametrize(
    ("text", "nth", "exporter", "importer"),
    [
        ("Argentina's bill for Bolivian gas reached 600 million dollars.", 0, "BOL", "ARG"),
        ("Niger's exports to Mali came to 11 million dollars, while imports from Mali totalled 10 million dollars, "
         "resulting in a trade surplus.", 1, "MLI", "NER"),
        ("Thai exports to Laos were worth 4 billion dollars; purchases the other way came to 3 billion dollars.", 1,
         "LAO", "THA"),
        ("Two-thirds of the Solomon Islands' timber ends up in China.", 0, "SLB", "CHN"),
        ("South Africa pays Lesotho 60 million dollars a year in royalties.", 0, "ZAF", "LSO"),
        ("Ethiopia charges Djibouti 7 cents for a kilowatt hour.", 0, "DJI", "ETH"),
        ("Norway announced 27 million dollars for roads in Malawi, removing the need for a loan.", 0, "NOR", "MWI"),
        ("Finland will provide an additional 10 million euros in support to help Zambia rebuild.", 0, "FIN", "ZMB"),
        ("Kenya imported Ugandan milk worth 9 billion shillings.", 0, "UGA", "KEN"),
    ],
)  # fmt: skip
def test_who_gives_to_whom(text: str, nth: int, exporter: str, importer: str) -> None:
    figure = [f for f in read(text) if f.quantity != "date-span"][nth]
    assert (figure.exporter, figure.importer) == (exporter, importer)


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [("9 billion shillings", 9e9, "shilling"), ("120 million pula", 1.2e8, "BWP"),
     ("250 million dirhams", 2.5e8, "AED"), ("535 million birr", 5.35e8, "ETB"), ("Sh2,460", 2460, "shilling"),
     ("PKR 200 million", 2e8, "PKR"), ("one million afghanis", 1e6, "AFN")],
)  # fmt: skip
def test_money_of_many_countries(words: str, value: float, unit: str) -> None:
    assert [(f.quantity, f.value, f.unit) for f in read(f"The road cost {words}.")] == [("money", value, unit)]
