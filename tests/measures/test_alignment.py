"""Shared memberships of two countries."""

from __future__ import annotations

from lopsided.measures.alignment import shared_memberships


def test_members_of_one_alliance_share_it_and_observers_do_not_count() -> None:
    found = shared_memberships("NOR", "DNK")
    assert {"NATO", "UN"} <= set(found.both)
    assert "EU" in found.only_b
    assert not set(found.both) & {*found.only_a, *found.only_b}
    assert found.measure.value == len(found.both) / len({*found.both, *found.only_a, *found.only_b})


def test_close_neighbours_share_more_than_distant_strangers() -> None:
    near, far = shared_memberships("NLD", "BEL").measure.value, shared_memberships("NLD", "PRK").measure.value
    assert near is not None
    assert far is not None
    assert near > far


def test_the_order_of_the_two_does_not_matter_to_what_they_share() -> None:
    there, back = shared_memberships("RUS", "CHN"), shared_memberships("CHN", "RUS")
    assert there.both == back.both
    assert there.only_a == back.only_b
    assert {"SCO", "BRICS"} <= set(there.both)
