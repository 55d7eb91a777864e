"""Raw materials between two countries: published figures, ranks, shares, and what a missing row means."""

from __future__ import annotations

import pytest

from lopsided.errors import UnknownNameError, UsageError
from lopsided.measures.critical import critical_products
from lopsided.measures.product_dependence import product_dependence, product_lopsidedness
from lopsided.measures.raw_materials import raw_material, raw_material_share, raw_materials


def test_russian_crude_to_china_by_year_and_rank() -> None:
    tie = raw_material("Russia", "China", "crude oil", range(2021, 2025))
    assert [round(row.value / 1e9, 1) for row in tie.years] == [36.2, 58.4, 60.7, 62.6]
    assert [row.supplier_rank for row in tie.years] == [2, 2, 1, 1]
    assert tie.unreported == ()


def test_saudi_arabia_came_first_until_russia_did() -> None:
    tie = raw_material("SAU", "CHN", "270900", [2022, 2023])
    assert [row.supplier_rank for row in tie.years] == [1, 2]


def test_the_shares_of_all_suppliers_of_a_product_add_up() -> None:
    year = 2022
    first = raw_material("AUS", "JPN", "iron ore", [year]).latest
    assert first is not None
    others = [raw_material(seller, "JPN", "iron-ore", [year]).latest for seller in ("BRA", "CAN", "ZAF", "USA")]
    assert sum(row.share_of_imports or 0.0 for row in (first, *others) if row) <= 1
    assert first.supplier_rank == 1
    assert (first.suppliers or 0) >= 4


def test_products_that_overlap_are_listed_once_largest_first() -> None:
    found = raw_materials("NOR", "GBR", top=3)
    sold = [tie for tie in found if tie.exporter == "NOR"]
    assert {tie.product.key for tie in sold[:2]} == {"natural-gas", "crude"}
    assert not {"lng", "pipeline-gas"} & {tie.product.key for tie in found}
    values = [tie.latest.value for tie in sold if tie.latest]
    assert values == sorted(values, reverse=True)
    assert {(tie.exporter, tie.importer) for tie in found} == {("NOR", "GBR"), ("GBR", "NOR")}


def test_a_missing_row_is_unreported_and_never_zero() -> None:
    tie = raw_material("RUS", "BLR", "crude")
    assert tie.latest is None or tie.unreported
    assert any("not zero" in caveat for caveat in tie.caveats)
    assert all(row.value > 0 for row in tie.years)


def test_a_row_that_is_missing_though_trade_is_known_says_why() -> None:
    assert any("stopped" in caveat for caveat in raw_material("RUS", "BLR", "crude", [2023]).caveats)
    iran = raw_material("IRN", "CHN", "crude", [2023])
    assert iran.latest is None
    assert any("energy balance" in caveat for caveat in iran.caveats)


def test_a_share_is_doubted_where_a_large_supplier_left_the_record() -> None:
    tie = raw_material("KAZ", "TUR", "crude", [2023])
    assert tie.latest is not None
    assert any("Turkey" in caveat and "too large" in caveat for caveat in tie.caveats)


def test_masses_that_cannot_be_true_are_shown_as_published_and_not_used() -> None:
    row = raw_material("GIN", "CHN", "bauxite", [2023]).latest
    assert row is not None
    assert row.suspect
    assert row.tonnes is None
    assert row.tonnes_published is not None


def test_a_country_without_any_rows_has_no_share_and_no_products() -> None:
    assert raw_material_share("VAT", "ITA", imports=False)[0] is None
    assert [tie for tie in raw_materials("VAT", "ITA") if tie.exporter == "VAT"] == []


def test_years_the_data_do_not_have_and_unknown_products_are_refused() -> None:
    with pytest.raises(UsageError, match="1995 to 2024"):
        raw_material("AUS", "CHN", "coal", [1950])
    with pytest.raises(UnknownNameError):
        raw_material("AUS", "CHN", "unobtainium")


def test_dependence_in_one_product_with_what_others_could_sell() -> None:
    found = product_dependence("CHN", "AUS", "iron ore", [2022])
    of_china = {measure.definition: measure.value for measure in found if measure.of == "CHN"}
    assert 0.5 < (of_china["product_import_share"] or 0) < 0.8
    assert of_china["supplier_rank"] == 1
    assert 0 < (of_china["not_from_partner"] or 0) < 1
    assert 0 < (of_china["cover_by_others"] or 0) < 1, "nobody else sells as much elsewhere"
    of_australia = {measure.definition: measure.value for measure in found if measure.of == "AUS"}
    assert of_australia["customer_rank"] == 1


def test_one_flow_means_more_to_the_end_with_fewer_others() -> None:
    tie = product_lopsidedness("RUS", "CHN", "crude", 2024)
    assert tie.a_on_b.value == pytest.approx(0.504, abs=5e-4)
    assert tie.b_on_a.value == pytest.approx(0.207, abs=5e-4)
    assert (tie.text, tie.more_dependent) == ("2.4 to 1", "RUS")
    nothing = product_lopsidedness("VAT", "ITA", "crude", 2024)
    assert nothing.text == "cannot be said"
    assert "no row" in nothing.a_on_b.caveats[0]


def test_critical_products_pass_all_three_of_the_commissions_tests() -> None:
    found = critical_products("JPN", year=2022)
    by_product: dict[str, dict[str, float]] = {}
    for measure in (m for one in found for m in one.measures):
        assert measure.value is not None
        by_product.setdefault(measure.product, {})[measure.definition] = measure.value
    assert by_product
    for tests in by_product.values():
        assert tests["import_hhi_product"] > 0.4
        assert tests["from_outside"] > 0.5
        assert tests["imports_to_exports"] > 1


def test_a_bloc_counts_only_what_comes_from_outside_it() -> None:
    alone = {one.key for one in critical_products("BEL", year=2022)}
    in_bloc = critical_products("BEL", bloc="EU", partner="CHN", year=2022)
    assert {one.key for one in in_bloc} != alone
    assert all(measure.value is not None for one in in_bloc for measure in one.measures if not measure.on)
    parts = [one.from_partner or 0.0 for one in in_bloc]
    assert parts == sorted(parts, reverse=True)
    assert 0.0 not in [one.from_partner for one in in_bloc], "a supplier without a row is unreported, not zero"
