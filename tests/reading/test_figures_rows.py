"""Figures told in rows and lists, of whom the sentence itself does not name both: who gives to whom."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Figure

Ends = tuple[str | None, str | None]


def _ends(text: str) -> list[Ends]:
    _, records = read_text(text, name="t", published="2024-06-01")
    return [
        (r.exporter, r.importer) for r in records if isinstance(r, Figure) and r.quantity not in ("date-span", "rank")
    ]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (
            "Peru sold 300 tonnes of tin to Spain in May. Italy was the main destination with 44% of the total. "
            "It was followed by Japan with 26%, Norway with 11%, and Chad with 10%.",
            [("PER", "ESP"), ("PER", "ITA"), ("PER", "JPN"), ("PER", "NOR"), ("PER", "TCD")],
        ),
        (
            "Ghana's trade with Benin totalled $1.7 million. With Togo, the trade exceeded $93.3 million.",
            [("GHA", "BEN"), ("GHA", "TGO")],
        ),
        (
            "Ghana's exports to Benin totalled $1.7 million. Exports to Togo exceeded $93.3 million, and imports "
            "from Togo fell 5 percent.",
            [("GHA", "BEN"), ("GHA", "TGO"), ("TGO", "GHA")],
        ),
        (
            "Qatar supplied Japan with 3 million tonnes of gas in May, while Oman shipped 2 million tonnes and "
            "Brunei 1 million.",
            [("QAT", "JPN"), ("OMN", "JPN"), ("BRN", "JPN")],
        ),
        ("Peru has a 9.4% share in the fruit market of Denmark.", [("PER", "DNK")]),
        ("Peru's market share in the Danish market came down to 6.3 percent.", [("PER", "DNK")]),
        (
            "Malta invested $1.1 billion in Ghana. This amount is equivalent to 13 percent of Ghana's overall "
            "foreign direct investment. Oman remains Ghana's largest investment partner with $2.1 billion.",
            [("MLT", "GHA"), ("MLT", "GHA"), ("OMN", "GHA")],
        ),
        (
            "Nepal exports most of its power to India. In 2022, it sold electricity worth $37 million to India.",
            [("NPL", "IND"), ("NPL", "IND")],
        ),
        ("Togo obtained a loan of 3 million dollars from Norway.", [("NOR", "TGO")]),
        (
            "Gabon buys fish from Togo, and Togo's tuna too. Gabon takes 15 per cent of what it sells abroad.",
            [("TGO", "GAB")],
        ),
        ("Swiss jewellers paid $11 million for Ghanaian gold last year.", [("GHA", "CHE")]),
        ("Trade between Oman and the EU27 reached 3 billion euros.", [("OMN", "EU")]),
        ("Some 3 million litres of Chilean wine were imported into Norway.", [("CHL", "NOR")]),
        ("Thai imports to Laos were valued at 5 million dollars.", [("THA", "LAO")]),
        ("Mali said it would buy 200,000 tonnes of rice from Ghana.", [("GHA", "MLI")]),
        ("Laos exported 3 tonnes to Japan, to Oman - 2 tonnes.", [("LAO", "JPN"), ("LAO", "OMN")]),
        (
            "The main buyers of Fijian sugar were Samoa – 59 tonnes and Tonga – 14 tonnes.",
            [("FJI", "WSM"), ("FJI", "TON")],
        ),
        (
            "Exports to Kenya, Uganda and Rwanda rose by 5%, 7% and 9% respectively, Tanzania's bank said.",
            [("TZA", "KEN"), ("TZA", "UGA"), ("TZA", "RWA")],
        ),
        (
            "Chad buys fish from Niger. The two share a cable that can carry 300 megawatts. "
            "Niger sent 30 tonnes of fish to Chad in May.",
            [("TCD", "NER"), ("NER", "TCD")],
        ),
        ("Ghana-bound shipments from Egypt doubled to 80,000 tonnes.", [("EGY", "GHA"), ("EGY", "GHA")]),
    ],
)
def test_who_gives_to_whom_in_a_row(text: str, ends: list[Ends]) -> None:
    assert _ends(text) == ends


def test_an_export_market_is_not_its_own() -> None:
    _, records = read_text("Senegal sells fish to Spain, which remains its top export market.", name="t")
    assert [(r.exporter, r.importer) for r in records if isinstance(r, Figure)] == [("SEN", "ESP")]


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [("640,000 b/d", 640_000, "bbl/day"), ("5 million MT", 5e6, "t"), ("JD 7 million", 7e6, "JOD")],
)
def test_units_as_the_trade_press_writes_them(words: str, value: float, unit: str) -> None:
    _, records = read_text(f"Gabon sold {words} of oil to Ghana.", name="t")
    assert [(r.value, r.unit) for r in records if isinstance(r, Figure)] == [(value, unit)]


def test_rounds_of_talks_are_of_the_two_a_text_is_about() -> None:
    text = (
        "Nepal and Bhutan met on Monday. It was a 17th round of talks between Nepal and Bhutan about Nepal's refugees."
    )
    _, records = read_text(text, name="t", published="2024-06-01")
    found = [r for r in records if isinstance(r, Figure) and r.quantity == "rank"]
    assert [(r.value, {r.exporter, r.importer}) for r in found] == [(17, {"NPL", "BTN"})]


def test_one_only_compared_with_is_nobody_that_it_stands_for() -> None:
    text = "Cambodia is Laos's third-biggest buyer after China and Thailand. It takes a tenth of Lao coffee."
    _, records = read_text(text, name="t", published="2024-06-01")
    shares = [r for r in records if isinstance(r, Figure) and r.quantity == "share"]
    assert [(r.exporter, r.importer) for r in shares] == [("LAO", "KHM")]
