"""Reported figures about many pairs held against the embedded data, with the working kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

import pytest
from tests.records.examples import document, figure

from lopsided.checks.check import Check, Finding, check_from, check_object
from lopsided.checks.claimreview import claim_review
from lopsided.checks.flows import partners
from lopsided.checks.question import Kind
from lopsided.checks.verdict import check_all, check_figure, texts
from lopsided.datasets.macro import source
from lopsided.measures.raw_materials import raw_material
from lopsided.records.store import Dossier, Ruling

if TYPE_CHECKING:
    from lopsided.checks.periods import Asked
    from lopsided.checks.question import Question


def _check(text: str, value: float | None, unit: str, quantity: str, *, published: str | None, **more: Any) -> Check:  # noqa: ANN401
    doc = document("a.txt", text, published=published)
    return check_figure(figure("a.txt", value, unit, quantity, text, **more), doc)


def test_a_share_that_agrees_shows_its_working() -> None:
    check = _check(
        "More than three quarters of Mexico's exports go to the United States",
        0.75,
        "fraction",
        "share",
        published="2024-04-01",
        exporter="MEX",
        importer="USA",
        whole="exports of MEX",
        hedge="more than",
    )
    assert check.verdict == "agrees"
    assert check.measure == "export_share"
    assert check.reading == "United States' share of Mexico's goods exports: more than 75 %"
    (finding,) = [f for f in check.findings if f.weight == "full"]
    assert finding.period == "2023"
    assert finding.value == pytest.approx(0.76)
    assert check.difference == pytest.approx(0.01)
    assert check.sources[0].licence
    assert '"more than"' in check.rule
    assert check.formula


def test_a_partner_that_is_not_listed_cannot_have_a_large_share() -> None:
    check = _check(
        "a third of Norway's exports go to Peru",
        1 / 3,
        "fraction",
        "share",
        published="2024-04-01",
        exporter="NOR",
        importer="PER",
        whole="exports of NOR",
    )
    assert check.verdict == "disagrees"
    assert "at most" in check.why


def test_first_and_second_supplier_depends_on_the_year() -> None:
    told = {"exporter": "RUS", "importer": "CHN", "whole": "crude suppliers of CHN", "commodity": "crude"}
    recent = _check("the largest oil supplier", 1.0, "rank", "rank", published="2023-03-22", **told)
    assert recent.verdict == "depends"
    assert "2022: rank 2" in recent.why
    assert "2023: rank 1" in recent.why
    named = _check(
        "the largest oil supplier in 2023", 1.0, "rank", "rank", published="2024-02-01", period="2023", **told
    )
    assert named.verdict == "agrees"
    months = _check(
        "first from May to July", 1.0, "rank", "rank", published="2022-09-16", period="2022-05/2022-07", **told
    )
    assert months.verdict == "depends"
    assert "annual" in months.why


def test_a_denied_figure_turns_the_verdict_round() -> None:
    told = {
        "exporter": "AUS",
        "importer": "JPN",
        "whole": "coal suppliers of JPN",
        "commodity": "coal",
        "period": "2022",
    }
    assert _check("the largest coal supplier", 1.0, "rank", "rank", published="2023-02-01", **told).verdict == "agrees"
    denied = _check("not the largest", 1.0, "rank", "rank", published="2023-02-01", modality="denied", **told)
    assert denied.verdict == "disagrees"


def test_a_forecast_is_no_fact_and_what_happened_is_shown() -> None:
    check = _check(
        "trade will rise by a quarter",
        0.25,
        "fraction",
        "growth",
        published="2022-12-30",
        exporter="KAZ",
        importer="CHN",
        whole="trade of KAZ and CHN",
        modality="forecast",
    )
    assert check.verdict == "cannot be checked"
    assert "forecast" in check.why
    assert "BACI" in check.remedy
    assert all(f.weight == "context" and f.level is None for f in check.findings)


def test_a_planned_pipeline_is_put_in_proportion() -> None:
    check = _check(
        "50 billion cubic metres of gas a year",
        5e10,
        "m3",
        "volume",
        published="2023-03-22",
        exporter="RUS",
        importer="CHN",
        commodity="natural-gas",
        modality="planned",
    )
    assert check.verdict == "cannot be checked"
    of_exports = next(f for f in check.findings if "natural gas exports" in f.label)
    assert of_exports.value == pytest.approx(0.40, abs=0.01)
    assert of_exports.weight == "context"


def test_a_flow_without_a_row_is_not_a_zero() -> None:
    check = _check(
        "half of Germany's gas comes from Russia",
        0.5,
        "fraction",
        "share",
        published="2021-06-01",
        period="2020",
        exporter="RUS",
        importer="DEU",
        whole="imports of DEU: natural-gas",
        commodity="natural-gas",
    )
    assert check.verdict == "cannot be checked"
    assert "no longer reported" in check.missing


def test_what_no_dataset_has_is_named_with_a_remedy() -> None:
    for text, more in {
        "invested $4 billion in Kenya": {"exporter": "CHN", "importer": "KEN"},
        "wheat worth $2 billion": {"exporter": "RUS", "importer": "EGY", "commodity": "wheat"},
        "a loan of $1 billion": {"exporter": "SAU", "importer": "PAK"},
    }.items():
        check = _check(text, 2e9, "USD", "money", published="2024-01-01", **more)
        assert check.verdict == "cannot be checked"
        assert check.missing
        assert check.remedy


def test_a_record_is_held_against_the_years_before() -> None:
    told: dict[str, Any] = {"exporter": "NOR", "importer": "GBR", "commodity": "natural-gas", "hedge": "record"}
    value = {y.year: y.value for y in raw_material("NOR", "GBR", "natural-gas").years}
    high = max(value, key=lambda y: value[y])
    low = max(y for y in value if value[y] < 0.9 * value[high] and y > high)
    best = _check("a record sum of gas", value[high], "USD", "money", published=None, period=str(high), **told)
    later = _check("a record sum of gas", value[low], "USD", "money", published=None, period=str(low), **told)
    assert best.verdict == "agrees"
    assert later.verdict == "depends"
    assert str(high) in later.why


def test_shares_by_value_are_those_of_the_measures() -> None:
    year = next(y for y in raw_material("CHL", "CHN", "copper").years if y.year == 2022)
    table = partners("CHN", "suppliers", "copper", 2022)
    amount = table.amount("CHL")
    assert amount is not None
    assert amount / table.total == pytest.approx(year.share_of_imports)
    assert table.place("CHL") == year.supplier_rank


def test_data_the_user_added_answer_what_the_embedded_do_not() -> None:
    def pack(question: Question, when: Asked) -> list[Finding]:
        assert question.kind == "trade_value"
        return [
            Finding(
                label="all goods, 2022", value=2.4e11, unit="USD", period="2022", formula="sum", sources=(source(),)
            )
            for _ in when.years[:1]
        ]

    fig = figure("a.txt", 2.4e11, "USD", "money", "trade of $240 billion", exporter="BRA", importer="CHN")
    doc = document("a.txt", published="2023-01-01")
    assert check_figure(fig, doc).verdict == "cannot be checked"
    assert check_figure(fig, doc, further=pack).verdict == "agrees"


def test_durations_are_passed_over_and_checks_come_in_order_of_place() -> None:
    figures = [
        figure("b.txt", 0.5, "fraction", "share", "half", at=50),
        figure("b.txt", 3.0, "day", "date-span", "three days", at=10),
        figure("a.txt", 12.0, None, "count", "12 points", at=90),
    ]
    checks = check_all(figures, [])
    assert [c.figure for c in checks] == [figures[2].id, figures[0].id]
    assert {c.verdict for c in checks} == {"cannot be checked"}
    assert all(c.why for c in checks)


def test_checks_come_back_equal_from_a_dossier_and_rulings_stay_apart() -> None:
    check = _check(
        "the largest oil supplier",
        1.0,
        "rank",
        "rank",
        published="2023-03-22",
        exporter="SAU",
        importer="JPN",
        whole="crude suppliers of JPN",
        commodity="crude",
    )
    with Dossier.in_memory() as dossier:
        dossier.put_checks([check_object(check)])
        dossier.rule(check.figure, "unsure", "by weight or by value?")
        assert tuple(check_from(row) for row in dossier.checks()) == (check,)
        assert dossier.rulings[check.figure].ruling == "unsure"


def test_a_claim_review_has_the_fields_of_schema_org() -> None:
    check = _check(
        "the largest oil supplier",
        1.0,
        "rank",
        "rank",
        published="2023-03-22",
        exporter="SAU",
        importer="JPN",
        whole="crude suppliers of JPN",
        commodity="crude",
        attributed_to="Amin Nasser",
    )
    doc = document("a.txt", "x", title="Oil", url="https://example.org/oil")
    review = json.loads(json.dumps(claim_review(check, doc, Ruling(check.figure, "agree"))))
    assert review["@type"] == "ClaimReview"
    assert review["reviewRating"]["alternateName"] == check.verdict
    assert review["itemReviewed"]["author"]["name"] == "Amin Nasser"
    assert review["itemReviewed"]["appearance"]["url"] == "https://example.org/oil"
    assert review["citation"][0]["license"]
    assert review["comment"]["text"] == "agree"


def test_every_question_has_its_words() -> None:
    assert set(get_args(Kind)) == set(texts())


def test_customs_and_energy_balances_may_order_exporters_differently() -> None:
    told = {"exporter": "IDN", "whole": "coal suppliers of the world", "commodity": "coal", "period": "2023"}
    check = _check("the world's largest exporter of coal", 1.0, "rank", "rank", published="2024-05-01", **told)
    assert check.verdict == "depends"
    assert {(f.label, f.value) for f in check.findings} >= {
        ("by value, 2023", 2.0),
        ("by the energy balance, 2023", 1.0),
    }
    assert {s.dataset for s in check.sources} == {"baci_raw_materials", "factbook"}
