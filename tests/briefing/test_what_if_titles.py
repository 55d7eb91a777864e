"""Titles of a what-if's charts: nobody is named who is below the bar, and nothing is sold "to among" anyone."""

from __future__ import annotations

import re

import pytest

from lopsided.briefing.what_if import what_if
from lopsided.model.embedded import economy_2022
from lopsided.model.scenario import Cut, Scenario
from lopsided.model.simulate import solve


@pytest.mark.parametrize(
    ("sellers", "buyers"), [(("PER",), ("CHL",)), (("EU",), ("KAZ",)), (("NZL",), ("MYS",)), (("LTU",), ("MLT",))]
)
def test_titles_agree_with_themselves(sellers: tuple[str, ...], buyers: tuple[str, ...]) -> None:
    cut = Cut(exporters=sellers, importers=buyers, both_ways=True)
    scenario = Scenario(name="their trade stops", cuts=(cut,))
    shown = what_if(scenario, solve(economy_2022().one_sector(), scenario), None, ())
    title = shown.world.title
    found = re.match(
        r"(\d+|None) of (\d+) economies whose result can be shown \(of 80\) would lose ([\d.]+) % or more", title
    )
    assert found, title
    named = [float(text) for text in re.findall(r"\(−([\d.]+) %\)", title)]
    assert all(loss >= float(found[3]) for loss in named)
    assert len(named) == min(3, 0 if found[1] == "None" else int(found[1]))
    for flow in shown.flows:
        assert not re.search(r"(to|from) (among|at home)", flow.description)
        assert "million" not in flow.table.caption
