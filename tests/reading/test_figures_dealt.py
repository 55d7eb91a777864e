"""Who gives to whom under a deal, in sums owed to several, in money sent home, and where a noun is left out."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Figure

CASES = [
    # the side a deal is with sells what is bought
    ("Peru has sealed a deal worth 40 million dollars with Spain for the purchase of boats.", 40e6, "ESP", "PER"),
    ("Oman agreed to buy 30 buses under a contract with Turkey.", 30, "TUR", "OMN"),
    # each sum is owed to whom stands beside it
    ("Laos owes 3 billion dollars to private banks and 2 billion dollars to Thailand.", 3e9, None, "LAO"),
    ("Laos owes 3 billion dollars to private banks and 2 billion dollars to Thailand.", 2e9, "THA", "LAO"),
    ("Ghana owes 3 billion dollars to France. Polish lenders hold 5 million dollars of debt.", 5e6, "POL", "GHA"),
    # sent home by workers
    ("Nepali workers in Qatar sent home 30 million dollars in May.", 30e6, "QAT", "NPL"),
    # whoever comes next in a list sends nothing of another's
    ("Togo came second in rice exports to Mali with 4,000 tonnes, followed by Benin.", 4e3, "TGO", "MLI"),
    # what is sold to another without a word by whom
    (
        "Norway sold 30,000 tonnes of salmon to Japan. Another 5,000 tonnes of salmon were sold to Chile.",
        5e3,
        "NOR",
        "CHL",
    ),
    # what one makes of all there is in the world goes nowhere
    ("Guinea accounts for a fifth of world bauxite output and seeks investment from Italy.", 0.2, "GIN", None),
    # a firm of the country that is owed to, and a firm that is named with it
    ("Mali is in debt to three Danish power firms for 7 million dollars.", 7e6, "DNK", "MLI"),
    ("Mali owes Tako Power of Chad 9 million dollars, the bank's governor said.", 9e6, "TCD", "MLI"),
    # something built for a sum
    ("Danish firm Havn will build a 5 million dollar port in Ghana.", 5e6, "DNK", "GHA"),
    ("Danish firm Havn plans to spend 8 million dollars to build a port in Ghana.", 8e6, "DNK", "GHA"),
    # who imposes a duty is named by "by"
    ("Peru fears a 30 percent tariff on Peruvian copper by Canada.", 0.3, "CAN", "PER"),
    # what is imported without a word from where has its buyer
    ("Laos had a deficit, with 4 million dollars in exports and 6 million dollars in imports.", 6e6, None, "LAO"),
    # another set against the first
    ("Japan bought 3,000 tonnes of rice from Laos, while Nepal reached 2,000 tonnes.", 2e3, "NPL", "JPN"),
    # people
    ("More than 6,000 people entered Togo from Benin on Friday.", 6e3, "BEN", "TGO"),
    ("Some 4,000 people fled Mali for Niger.", 4e3, "MLI", "NER"),
    ("So far 9,000 Congolese have been registered in Uganda.", 9e3, "COD", "UGA"),
    ("Oman deported 300 Nepalis, including 40 women.", 40, "OMN", "NPL"),
    ("Ten percent of the tourists to Cyprus came from Israel.", 0.1, "ISR", "CYP"),
    ("In 2019 3,000 Danish tourists visited Malta. The tally rose to 5,000 by 2022.", 5e3, "DNK", "MLT"),
]


@pytest.mark.parametrize(("text", "value", "exporter", "importer"), CASES)
def test_who_gives_to_whom(text: str, value: float, exporter: str | None, importer: str | None) -> None:
    _, records = read_text(text, name="x.txt", published="2024-05-15")
    found = [r for r in records if isinstance(r, Figure) and r.value == pytest.approx(value)]
    assert [(f.exporter, f.importer) for f in found] == [(exporter, importer)]


def test_what_shot_up_grew() -> None:
    _, records = read_text("Arrivals from Chile shot up by 200 percent.", name="x.txt")
    (grew,) = (r for r in records if isinstance(r, Figure))
    assert grew.quantity == "growth"
    assert grew.value == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("text", "value", "period"),
    [
        ("Kenya sold 30 tonnes in May 2023, against 20 tonnes in the same month a year earlier.", 2e4, "2022-05"),
        ("Kenya sold 30 tonnes between January and March 2023. In the same period of 2021, it sold 10 tonnes.",
         1e4, "2021-01/2021-03"),
        ("Chad sold 7 tonnes in 2020 and 6 tonnes in 2019.", 6e3, "2019"),
    ],
)  # fmt: skip
def test_the_same_months_of_another_year(text: str, value: float, period: str) -> None:
    _, records = read_text(text, name="x.txt", published="2024-05-15")
    found = [r for r in records if isinstance(r, Figure) and value in (r.value, (r.value or 0) * 1000)]
    assert [f.period for f in found] == [period]
