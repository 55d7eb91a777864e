"""The words a figure is shown with, and figures whose noun or unit was said before."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Figure


def told(text: str) -> list[Figure]:
    return [r for r in read_text(text, name="x.txt")[1] if isinstance(r, Figure) and r.quantity != "date-span"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Sales to Benin brought Togo $40 million in 2021, 7% less than in 2020, officials said.",
            "7% less than in 2020",
        ),
        (
            "Trade between Peru and Chile came to $3 billion in 2021, up 6.2 per cent from a year earlier, data show.",
            "up 6.2 per cent from a year earlier",
        ),
        ("Oman alone takes 31 percent of what Malta exports.", "Oman alone takes 31 percent of what Malta exports"),
        (
            "Ghana had offered Togo's oil company a 15 per cent stake in the Keta field, a venture of both.",
            "a 15 per cent stake in the Keta field",
        ),
        ("Chile bought 3 tonnes of Peruvian gold at $7 a gram, 9% more than it used to.", "9% more than it used to"),
        ("Kenya's exports to Uganda rose 51%.", "Kenya's exports to Uganda rose 51%"),
    ],
)
def test_a_figure_is_shown_with_what_it_is_compared_with(text: str, words: str) -> None:
    assert any(f.text.endswith(words) for f in told(text))


@pytest.mark.parametrize(
    ("text", "index", "value", "unit", "quantity"),
    [
        ("A drone killed 17 people and wounded 42 in Chad.", 1, 42, "person", "count"),
        ("At least 16 were shot dead in Peru.", 0, 16, "person", "count"),
        ("Chad hosts 1.2 million Sudanese refugees, 850,000 of whom came in 2023.", 1, 850_000, "refugee", "count"),
        ("Chad expelled four Sudanese diplomats.", 0, 4, "diplomat", "count"),
        ("Two people were killed in Sudan.", 0, 2, "people", "count"),
        ("At Kasala 140 lorries stood in line, Malawi said.", 0, 140, "lorry", "count"),
        ("Chile may catch 4,000 tonnes of cod. Lima had demanded 3,900.", 1, 3900, "t", "volume"),
        ("Laos sent 6.2 terawatt-hours north and 1.7 came south.", 1, 1.7e12, "Wh", "volume"),
        ("Kenya sold goods worth 1.8 billion dollars, Uganda 1.1 billion.", 1, 1.1e9, "USD", "money"),
        ("That ranks it sixteenth among Chile's customers.", 0, 16, "rank", "rank"),
        ("Kenya is in third place among Uganda's partners.", 0, 3, "rank", "rank"),
        ("Exports to Mali jumped for 40 percent.", 0, 0.4, "fraction", "growth"),
        ("Mali spent $60m, a rise of 9 percent, two-thirds of it on maize.", 2, 2 / 3, "fraction", "share"),
    ],
)
def test_a_figure_may_leave_out_what_was_said_before(
    text: str, index: int, value: float, unit: str, quantity: str
) -> None:
    figure = told(text)[index]
    assert figure.value == pytest.approx(value)
    assert (figure.unit, figure.quantity) == (unit, quantity)


@pytest.mark.parametrize(
    "text",
    [
        "The two officials agreed in Lima.",
        "He was shot in 2021.",
        "Ghana shipped 900 tonnes of cocoa to Togo. The mill opened in 1998.",
        "Peru and Chile talk. Four leaders met.",
        "In the first place, Peru lost. Lima's team held first place in the league, the first among equals.",
    ],
)
def test_what_is_no_figure_stays_none(text: str) -> None:
    assert all("tonnes" in f.text for f in told(text))


def test_a_population_is_no_sum_of_money() -> None:
    found = told("Uganda has 48 million people and owes 3 billion dollars; Kenya has a population of 52 million.")
    assert [f.unit for f in found if f.value == 52e6] in ([], ["people"])


@pytest.mark.parametrize(
    ("text", "index", "ends"),
    [
        # money goes back where the people are from
        (
            "Some 400,000 Nepali workers live in Malaysia. The money they sent home reached $1.2 billion in 2021.",
            1,
            ("MYS", "NPL"),
        ),
        # "its" only says whose neighbour it is
        ("Myanmar buys two fifths of its imports from its giant neighbour China.", 0, ("CHN", "MMR")),
        (
            "The killing of Thais by Cambodian troops came up too. At least 16 were shot dead in 2021.",
            0,
            ("KHM", "THA"),
        ),
        # the third of a sentence that is over is not gone back to
        (
            "Oman sold Malta 20 tonnes of dates. Qatar sold Malta 5 tonnes. Malta needs Oman, and Oman needs Malta. "
            "Deliveries fell by a third in 2021.",
            2,
            ("OMN", "MLT"),
        ),
    ],
)
def test_ends_that_the_figure_before_tells(text: str, index: int, ends: tuple[str, str]) -> None:
    figure = told(text)[index]
    assert (figure.exporter, figure.importer) == ends


@pytest.mark.parametrize(
    ("text", "index", "unit"),
    [
        ("Egypt paid 200 million pounds to Sudan.", 0, "EGP"),
        ("Malta paid 200 million pounds for Omani gas.", 0, "GBP"),
        ("Egypt and Syria shared 5 million pounds.", 0, "pound"),
        ("Britain gave Egypt 5 million pounds sterling.", 0, "GBP"),
        ("Norway's surplus came to 890 billion kroner.", 0, "NOK"),
        ("Pakistan imported cotton worth Rs 300 billion from India.", 0, "PKR"),
        ("Senegal lent 10 million CFA francs to Mali.", 0, "XOF"),
        ("Libya bought 2,000 pounds of dates.", 0, "t"),
        ("Ghana paid $5 million to Togo. Togo bought F CFA 3 billion of rice from Ghana.", 1, "XOF"),
        ("Brazil sold 5 million tonnes of soy and 3.5 million 60-kg bags of coffee to Mali.", 1, "bag"),
        ("Britain sent Libya 2,000 pounds of aid.", 0, "GBP"),
    ],
)
def test_money_that_shares_a_name_is_that_of_who_is_told_of(text: str, index: int, unit: str) -> None:
    assert told(text)[index].unit == unit
