"""What a sentence makes of a figure, where the record has its sides, product, time or mood otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.records.examples import document

from lopsided.checks.told import as_told
from lopsided.checks.verdict import check_figure
from lopsided.records.kinds import Document, Figure

if TYPE_CHECKING:
    from lopsided.checks.check import Check


def _figure(text: str, words: str, fields: dict[str, object], published: str = "2024-03-01") -> tuple[Figure, Document]:
    """A figure in the last sentence of a text."""
    start = text.index(words)
    first = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    told: dict[str, object] = {"value": 0.3, "unit": "fraction", "quantity": "share"} | fields
    figure = Figure(
        document="a.txt", span=(start, start + len(words)), text=words, sentence=(first, len(text)), **told  # type: ignore[arg-type]
    )  # fmt: skip
    return figure, document("a.txt", text, published=published)


def _check(text: str, words: str, published: str = "2024-03-01", **fields: object) -> Check:
    return check_figure(*_figure(text, words, fields, published))


@pytest.mark.parametrize(
    ("text", "words", "read", "sides", "whole"),
    [
        (
            "Norway met 30 percent of Danish crude oil imports.", "30 percent of Danish crude oil imports",
            {"exporter": "DNK", "importer": "NOR", "whole": "imports of NOR: crude", "commodity": "crude"},
            ("NOR", "DNK"), "imports of DNK: crude",
        ),
        (
            "Japan, which buys 30 percent of Omani crude, wants more.", "30 percent of Omani crude",
            {"exporter": "OMN", "importer": "JPN", "whole": "imports of JPN: crude", "commodity": "crude"},
            ("OMN", "JPN"), "exports of OMN: crude",
        ),
        (
            "Qatar supplied 30 percent of Japan's LNG, overtaking Malaysia.", "30 percent of Japan's LNG",
            {"exporter": "QAT", "importer": "MYS", "whole": "exports of QAT: lng", "commodity": "lng"},
            ("QAT", "JPN"), "imports of JPN: lng",
        ),
        (
            "China is Zambia's main market. It takes 30 percent of its exports.", "30 percent of its exports",
            {"exporter": "CHN", "whole": "exports of CHN"}, ("ZMB", "CHN"), "exports of ZMB",
        ),
        (
            "Kenya sends 30 percent of its exports to Uganda.", "30 percent of its exports",
            {"exporter": "KEN", "importer": "UGA", "whole": "exports of KEN"}, ("KEN", "UGA"), "exports of KEN",
        ),
        (
            "Nepal gets 30 percent of its imports from its giant neighbour, India.", "30 percent of its imports",
            {"exporter": "NPL", "importer": "NPL", "whole": "imports of NPL"}, ("IND", "NPL"), "imports of NPL",
        ),
        (
            "Angolan crude made up 30 percent of Portuguese imports.", "30 percent of Portuguese imports",
            {"exporter": "AGO", "importer": "PRT", "whole": "imports of PRT"}, ("AGO", "PRT"), "imports of PRT: crude",
        ),
        (
            "Exports make up 30 percent of Peru's GDP.", "30 percent",
            {"exporter": "PER", "whole": "exports of PER"}, ("PER", None), "GDP of PER",
        ),
    ],
)  # fmt: skip
def test_the_sentence_says_who_sells_to_whom(
    text: str, words: str, read: dict[str, object], sides: tuple[str | None, str | None], whole: str
) -> None:
    told = as_told(*_figure(text, words, read))
    assert (told.exporter, told.importer) == sides
    assert told.whole == whole


def test_what_is_called_by_a_country_is_sold_by_it_unless_it_is_bought_there() -> None:
    read: dict[str, object] = {"value": 2e9, "unit": "USD", "quantity": "money", "commodity": "crude"}
    spent = as_told(
        *_figure("Spain spent $2 billion on Libyan crude.", "$2 billion", read | {"exporter": "ESP", "importer": "LBY"})
    )
    assert (spent.exporter, spent.importer) == ("LBY", "ESP")
    text = "Libya earned $2 billion from Spanish crude imports."
    earned = as_told(*_figure(text, "$2 billion", read | {"exporter": "LBY", "importer": "ESP"}))
    assert (earned.exporter, earned.importer) == ("LBY", "ESP")


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Qatar has lost its place as Japan's largest LNG supplier.", True),
        ("Qatar ceased to be Japan's largest LNG supplier.", True),
        ("Qatar kept its place as Japan's largest LNG supplier.", False),
    ],
)
def test_a_place_that_is_lost_is_denied(text: str, *, denied: bool) -> None:
    told = as_told(*_figure(text, "largest LNG supplier", {"value": 1.0, "unit": "rank", "quantity": "rank"}))
    assert (told.modality == "denied") is denied


def test_what_is_yet_to_come_is_a_plan_with_what_is_known_beside_it() -> None:
    check = _check(
        "By 2030 Japan is to buy 30 percent of its LNG from Qatar.", "30 percent of its LNG",
        exporter="QAT", importer="JPN", whole="imports of JPN: lng", commodity="lng", period="2030",
    )  # fmt: skip
    assert check.verdict == "cannot be checked"
    assert "plan" in check.why
    assert {f.period for f in check.findings if f.value is not None} == {"2023", "2024"}


def test_two_flows_of_one_time_are_no_growth() -> None:
    check = _check(
        "Chile sold China three times as much copper ore as Peru in 2023.", "three times",
        value=3.0, unit="factor", quantity="growth", exporter="CHL", importer="CHN",
        whole="exports of CHL to CHN: copper", commodity="copper", period="2023",
    )  # fmt: skip
    assert (check.verdict, check.measure) == ("cannot be checked", "")
    assert "compares two flows" in check.why


def test_a_surplus_is_not_all_trade() -> None:
    text = "Vietnam's surplus with the United States reached $100 billion in 2023."
    check = _check(
        text, "$100 billion", value=1e11, unit="USD", quantity="money", exporter="VNM", importer="USA", period="2023"
    )
    assert check.verdict == "cannot be checked"
    assert "balance" in check.missing


def test_metal_is_not_checked_against_ore() -> None:
    text = "Indonesia sells 30 percent of its nickel to China."
    read = {
        "exporter": "IDN",
        "importer": "CHN",
        "whole": "exports of IDN: nickel",
        "commodity": "nickel",
        "period": "2022",
    }
    metal = _check(text, "30 percent of its nickel", **read)
    assert metal.verdict == "cannot be checked"
    assert any("ore" in caveat for caveat in metal.caveats)
    assert _check(text.replace("nickel", "nickel ore"), "30 percent of its nickel ore", **read).verdict == "disagrees"


def test_a_bloc_is_no_partner_of_the_factbook() -> None:
    text = "The EU is Turkey's largest trading partner."
    check = _check(
        text,
        "largest trading partner",
        value=1.0,
        unit="rank",
        quantity="rank",
        exporter="EU",
        importer="TUR",
        whole="trading partners of TUR",
    )
    assert check.verdict == "cannot be checked"
    assert "EU" in check.missing


def test_shares_of_who_hides_most_of_its_trade_carry_no_verdict() -> None:
    text = "China buys a third of Belarus's exports."
    words = "a third of Belarus's exports"
    check = _check(text, words, value=1 / 3, exporter="BLR", importer="CHN", whole="exports of BLR")
    assert check.verdict == "cannot be checked"
    assert "unreported" in check.why
    mirrored = _check(
        "China buys a third of Russia's exports.",
        "a third",
        value=1 / 3,
        exporter="RUS",
        importer="CHN",
        whole="exports of RUS",
    )
    assert mirrored.verdict == "agrees"


def test_a_part_of_several_partners_is_held_against_their_sum() -> None:
    text = "Half of Laos's exports go to Australia and Thailand."
    check = _check(text, "Half of Laos's exports", value=0.5, exporter="LAO", importer="AUS", whole="exports of LAO")
    assert check.verdict == "disagrees"  # 4 % and 34 %
    assert "Australia, Thailand" in check.reading


def test_less_than_holds_where_all_the_data_allow_is_less() -> None:
    text = "Less than a tenth of Kenya's exports go to China."
    check = _check(
        text, "Less than a tenth", value=0.1, hedge="less than", exporter="KEN", importer="CHN", whole="exports of KEN"
    )
    assert check.verdict == "agrees"  # China is not among five partners, the last of which has 6 %


def test_who_is_spoken_of_by_which_is_the_subject() -> None:
    text = "Chad ships its oil to China, which in turn supplies 30 percent of its imports."
    told = as_told(
        *_figure(
            text,
            "which in turn supplies 30 percent of its imports",
            {"exporter": "TCD", "importer": "CHN", "whole": "imports of CHN"},
        )
    )
    assert (told.exporter, told.importer, told.whole) == ("CHN", "TCD", "imports of TCD")


@pytest.mark.parametrize(
    ("text", "words", "measured"),
    [
        ("Ghana sells 30 percent of its cocoa to the Netherlands.", "30 percent of its", False),
        ("Ghana sells 30 percent of its agricultural exports to the Netherlands.", "30 percent of its", False),
        ("Ghana sells 30 percent of its total exports to the Netherlands.", "30 percent of its", True),
    ],
)
def test_a_part_of_one_product_is_not_held_against_all(text: str, words: str, *, measured: bool) -> None:
    check = _check(text, words, exporter="GHA", importer="NLD", whole="exports of GHA")
    assert (check.measure == "export_share") is measured
    assert measured or "trade in" in check.missing


def test_a_place_in_one_product_is_not_held_against_all() -> None:
    text = "Ghana is the second-biggest market for Indian cotton."
    check = _check(
        text,
        "second-biggest market for",
        value=2.0,
        unit="rank",
        quantity="rank",
        exporter="IND",
        importer="GHA",
        whole="buyers of IND",
    )
    assert "cotton" in check.missing


def test_a_sum_in_another_currency_is_held_against_the_years_rate() -> None:
    text = "Spain bought natural gas worth 4.3 billion euros from Algeria in 2023."
    read = {"exporter": "DZA", "importer": "ESP", "commodity": "natural-gas", "period": "2023"}
    check = _check(text, "4.3 billion euros", value=4.3e9, unit="EUR", quantity="money", **read)
    assert check.verdict == "agrees"  # 4.62 billion USD at 0.925
    assert any("average rate" in caveat for caveat in check.caveats)
    unknown = _check(text, "4.3 billion euros", value=4.3e9, unit="KPW", quantity="money", **read)
    assert unknown.verdict == "cannot be checked"
    unnamed = _check(text, "4.3 billion euros", value=4.3e9, unit="pound", quantity="money", **read)
    assert (unnamed.verdict, "do not say whose money" in str(unnamed)) == ("cannot be checked", True)
    assert "exchange rates" in unknown.missing


def test_imports_of_somebody_not_named_are_not_all_exports() -> None:
    text = "The group's imports of Russian LNG reached 20 billion cubic metres in 2023."
    check = _check(
        text,
        "imports of Russian LNG reached 20 billion cubic metres",
        value=2e10,
        unit="m3",
        quantity="volume",
        exporter="RUS",
        commodity="lng",
        period="2023",
    )
    assert (check.verdict, check.missing) == ("cannot be checked", "the buyer")


def test_a_plain_name_beside_a_product_is_who_got_it() -> None:
    read: dict[str, object] = {"value": 4e9, "unit": "USD", "quantity": "money", "commodity": "crude"}
    text = "Kazakhstan sold Italy crude oil worth $4 billion."
    told = as_told(*_figure(text, "$4 billion", read | {"exporter": "KAZ", "importer": "ITA"}))
    assert (told.exporter, told.importer) == ("KAZ", "ITA")


def test_not_one_but_the_other_is_meant() -> None:
    text = "Not China but the United States is Japan's biggest customer."
    read: dict[str, object] = {"value": 1.0, "unit": "rank", "quantity": "rank", "exporter": "JPN", "importer": "CHN"}
    assert as_told(*_figure(text, "biggest customer", read | {"whole": "buyers of JPN"})).importer == "USA"


def test_a_share_told_by_volume_is_held_against_weights_alone() -> None:
    text = "Indonesian coal makes up 39 percent of India's coal imports by volume."
    check = _check(
        text,
        "39 percent of India's coal imports",
        value=0.39,
        exporter="IDN",
        importer="IND",
        whole="imports of IND: coal",
        commodity="coal",
        period="2023",
    )
    assert check.verdict == "agrees"
    assert {f.weight for f in check.findings if f.label.startswith("by value")} == {"context"}
