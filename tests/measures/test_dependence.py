"""Dependence of real dyads: known figures, both directions, and plain words where the data are silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopsided.datasets.production import network_2022
from lopsided.errors import UnknownNameError, UsageError
from lopsided.measures.definitions import definitions
from lopsided.measures.dependence import dependence
from lopsided.measures.exposure import industry_reliance
from lopsided.measures.summary import lopsidedness
from lopsided.terms.actors import name_of

if TYPE_CHECKING:
    from lopsided.measures.result import Lopsidedness

THROUGH = {"input_reliance": "input_reliance_through", "market_reliance": "market_reliance_through"}


def by_key(a: str, b: str) -> dict[str, Lopsidedness]:
    return {tie.a_on_b.definition: tie for tie in dependence(a, b)}


def test_russias_trade_with_china_as_the_factbook_has_it() -> None:
    ties = by_key("RUS", "CHN")
    exports, imports = ties["export_share"], ties["import_share"]
    assert (exports.a_on_b.value, exports.a_on_b.period) == (0.33, "2023")
    assert imports.a_on_b.value == 0.53
    assert exports.b_on_a.value is None
    assert exports.b_on_a.at_most == 0.04
    assert "not among the 5 partners" in " ".join(exports.b_on_a.caveats)
    assert exports.text == "at least 8.2 to 1"
    assert exports.more_dependent == imports.more_dependent == "RUS"


def test_trade_against_gdp_is_share_times_total_over_gdp() -> None:
    tie = by_key("RUS", "CHN")["exports_to_gdp"].a_on_b
    share, total, gdp = (float(value) for value in tie.inputs.values())
    assert tie.value == pytest.approx(share * total / gdp)
    assert any("rough" in caveat for caveat in tie.caveats)


@pytest.mark.parametrize(
    ("a", "b", "dependent"),
    [("RUS", "CHN", "RUS"), ("MEX", "USA", "MEX"), ("UKR", "POL", "UKR"), ("KAZ", "RUS", "KAZ"), ("AUS", "CHN", "AUS")],
)
def test_the_smaller_economy_depends_more(a: str, b: str, dependent: str) -> None:
    found = lopsidedness(a, b)
    assert found.more_dependent == dependent
    assert f"{name_of(dependent)} depends more on" in found.text


def test_asking_the_other_way_round_turns_every_ratio() -> None:
    for there, back in zip(dependence("CHL", "PER"), dependence("PER", "CHL"), strict=True):
        assert (there.a_on_b, there.b_on_a) == (back.b_on_a, back.a_on_b)


def test_every_measure_is_defined_and_says_period_source_and_formula() -> None:
    for tie in dependence("Viet Nam", "KOR"):
        for measure in (tie.a_on_b, tie.b_on_a):
            assert measure.definition in definitions()
            assert measure.formula
            assert measure.sources
            assert measure.period


def test_only_the_measures_asked_for() -> None:
    assert [t.a_on_b.definition for t in dependence("FRA", "DEU", measures=["import_share"])] == ["import_share"]
    with pytest.raises(UnknownNameError, match="import_share"):
        dependence("FRA", "DEU", measures=["import share of everything"])


def test_two_countries_the_data_hardly_know_get_reasons_not_numbers() -> None:
    for tie in dependence("Tuvalu", "Vatican City"):
        for measure in (tie.a_on_b, tie.b_on_a):
            assert measure.value is not None or measure.caveats
    said = {tie.a_on_b.definition: " ".join(tie.a_on_b.caveats) for tie in dependence("Tuvalu", "VAT")}
    assert "not among the 80 economies" in said["input_reliance"]
    assert lopsidedness("TUV", "VAT").text.startswith("no measure says")


def test_a_country_with_itself_a_bloc_and_a_misspelling_are_refused_in_a_sentence() -> None:
    with pytest.raises(UsageError, match="no tie with itself"):
        dependence("Norway", "NOR")
    with pytest.raises(UsageError, match="not a country"):
        dependence("NATO", "NOR")
    with pytest.raises(UnknownNameError, match="Norway"):
        dependence("Norwey", "SWE")


def test_industries_add_up_to_the_country() -> None:
    rows = industry_reliance("KAZ", "RUS")
    inputs = by_key("KAZ", "RUS")["input_share"].a_on_b.inputs
    assert sum(row.from_partner for row in rows) == pytest.approx(inputs["inputs from the partner, million USD"])
    assert [row.from_partner for row in rows] == sorted((row.from_partner for row in rows), reverse=True)
    weighted = sum(row.through * row.of_output for row in rows)
    assert weighted == pytest.approx(by_key("KAZ", "RUS")["input_reliance_through"].a_on_b.value, rel=1e-3)
    assert industry_reliance("KAZ", "TUV") == ()


def test_final_goods_make_a_seller_more_exposed_where_the_table_has_both() -> None:
    found = by_key("MEX", "USA")["ban_downstream_with_final"]
    straight = float(found.a_on_b.inputs["part sold straight to the partner"])
    assert found.a_on_b.value is not None
    assert straight < found.a_on_b.value < 1
    assert found.more_dependent == "MEX"
    missing = by_key("KAZ", "RUS")["ban_downstream_with_final"].a_on_b
    assert missing.value is None
    assert "Kazakhstan is not among the 19 countries" in missing.caveats[0]


@settings(max_examples=6, deadline=None)
@given(st.sampled_from(network_2022().countries), st.sampled_from(network_2022().countries))
def test_for_any_pair_looking_through_shows_no_less_than_face_value(a: str, b: str) -> None:
    if a == b:
        return
    ties = by_key(a, b)
    for face, through in THROUGH.items():
        for side in ("a_on_b", "b_on_a"):
            shown, hidden = getattr(ties[face], side).value, getattr(ties[through], side).value
            assert 0 <= shown <= hidden * (1 + 1e-4)
    for key in ("input_share", "foreign_input_share", "intermediate_market_share", "ban_upstream", "ban_downstream"):
        assert 0 <= (ties[key].a_on_b.value or 0) <= 1


def test_the_summary_names_what_speaks_against_it_and_never_a_score() -> None:
    found = lopsidedness("RUS", "CHN")
    assert found.a_more_dependent + found.b_more_dependent + found.cannot_be_said <= len(found.parts)
    assert found.median_log_ratio is not None
    assert min(found.log_ratios) <= found.median_log_ratio <= max(found.log_ratios)
    assert found.median_log_ratio == -(lopsidedness("CHN", "RUS").median_log_ratio or 0)
    assert "median" in found.text
    assert "China depends more on Russia by share of raw-material imports" in found.text


def test_a_partners_place_and_the_effective_number_of_partners_are_shown() -> None:
    ties = by_key("RUS", "CHN")
    assert ties["export_share"].a_on_b.inputs["place among partners, as listed"] == 1
    assert ties["import_share"].b_on_a.inputs["place among partners, as listed"] == 5
    exact = ties["input_concentration"].a_on_b
    assert exact.value is not None
    assert exact.inputs["effective number of partners"] == pytest.approx(1 / exact.value)
    bounds = ties["import_concentration"].a_on_b
    assert bounds.at_least is not None
    assert bounds.at_most is not None
    assert bounds.at_least < 0.53**2 + 3 * 0.05**2 < bounds.at_most
    assert bounds.inputs["effective number of partners, at least"] == pytest.approx(1 / bounds.at_most)
