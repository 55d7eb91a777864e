"""One share of a country with all others is the same as dyad by dyad, and a country outside the network has none."""

from __future__ import annotations

import pytest

from lopsided.measures.exposure import direct_ties, network_measures


@pytest.mark.parametrize("key", ["input_share", "foreign_input_share", "intermediate_market_share"])
def test_all_partners_at_once_is_each_by_itself(key: str) -> None:
    ties = {tie.a_on_b.on: tie for tie in direct_ties("CHL", key)}  # type: ignore[arg-type]
    assert len(ties) == 79
    for partner in ("PER", "CHN"):
        apart = {m.definition: m for m in network_measures("CHL", partner)}
        back = {m.definition: m for m in network_measures(partner, "CHL")}
        assert ties[partner].a_on_b == apart[key]
        assert ties[partner].b_on_a == back[key]


def test_a_country_outside_the_network_has_none() -> None:
    assert direct_ties("NRU", "input_share") == ()
