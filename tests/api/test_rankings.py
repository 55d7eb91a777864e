"""League tables for pages: one country's, from its own side, and from memory."""

from __future__ import annotations

import pytest

from lopsided.api.rankings import embedded_ranking, league_of, notes, ranking_rows
from lopsided.errors import UnknownNameError
from lopsided.model.embedded import economy_2022
from lopsided.model.simulate import break_up


def test_a_countrys_league_is_told_from_its_side() -> None:
    rows = league_of("Australia")
    assert rows[0]["partner"] == "CHN"
    assert rows[0]["weaker"]
    alone = break_up(economy_2022(), "AUS", "CHN")
    assert rows[0]["loss_percent"] == pytest.approx(100 * alone.loss("AUS"), abs=1e-6)
    assert rows[0]["loss_of_partner_percent"] == pytest.approx(100 * alone.loss("CHN"), abs=1e-6)
    assert all(row["country"] == "AUS" and row["simulated"] for row in rows)
    small = next(row for row in rows if row["partner"] == "NZL")
    assert not small["weaker"]
    assert small["loss_percent"] < small["loss_of_partner_percent"]
    with pytest.raises(UnknownNameError, match="AFG"):
        league_of("Afghanistan")


def test_orders_differ_and_artefacts_are_left_out_unless_asked_for() -> None:
    known = embedded_ranking()
    assert embedded_ranking() is known
    assert {by: ranking_rows(known, by, 1)[0]["weak"] for by in ("loss", "lopsidedness")}["loss"] not in known.flags
    losses = [row["loss_weak_percent"] for row in ranking_rows(known, "loss")]
    assert losses == sorted(losses, reverse=True)
    world = [row["world_percent"] for row in ranking_rows(known, "world")]
    assert world == sorted(world)
    flagged = next(iter(known.flags))
    assert flagged not in {code for row in ranking_rows(known, "loss") for code in (row["weak"], row["strong"])}
    assert all("artefact" in " ".join(row["flags"]) for row in league_of(flagged))
    assert "Not ranked" in notes(known)[0]
