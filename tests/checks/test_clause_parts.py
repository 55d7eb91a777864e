"""What a figure's clause says of it, where two figures share one breath or a time is told in words."""

from __future__ import annotations

from lopsided.api.dossiers import check_text


def test_a_second_part_keeps_its_own_whole() -> None:
    first, second = check_text(
        "China accounts for roughly a third of Russia's exports and more than half of its imports.",
        published="2024-05-17",
    )
    assert (first.measure, first.verdict) == ("export_share", "agrees")
    assert (second.measure, second.verdict) == ("import_share", "agrees")


def test_a_time_before_an_event_is_not_held_against_later_years() -> None:
    text = "Before the war in Ukraine, Russia sold around 150 billion cubic metres of gas a year to the European Union."
    (check,) = check_text(text, published="2025-09-03")
    assert check.verdict == "cannot be checked"
