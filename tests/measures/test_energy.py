"""Energy balances and the part of a fuel's use one partner delivers."""

from __future__ import annotations

import pytest

from lopsided.measures.energy import energy_balance, energy_from_partner


def test_a_buyer_of_gas_is_above_zero_and_a_seller_below() -> None:
    germany = {measure.product: measure for measure in energy_balance("Germany")}
    russia = {measure.product: measure for measure in energy_balance("RUS")}
    assert 0.8 < (germany["natural-gas"].value or 0) < 1
    assert (russia["natural-gas"].value or 0) < 0
    assert (russia["petroleum"].value or 0) < -1
    assert "consumption less production" in germany["petroleum"].caveats[0]


def test_part_of_use_is_imports_over_use_times_the_partners_share() -> None:
    coal = energy_from_partner("JPN", "AUS")[0]
    used, bought, share = (float(value) for value in coal.inputs.values())
    assert coal.value == pytest.approx(bought / used * share)
    assert {source.dataset for source in coal.sources} == {"factbook", "baci_raw_materials"}


def test_what_is_not_given_is_said_and_not_taken_for_zero() -> None:
    for measure in (*energy_balance("TUV"), *energy_from_partner("TUV", "AUS")):
        assert measure.value is None
        assert measure.caveats[0].startswith("no ")
    gas = energy_from_partner("POL", "TUV")[1]
    assert gas.value is None
    assert "unreported" in gas.caveats[0]
