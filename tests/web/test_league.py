"""The league table on the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx


def test_a_league_says_how_many_of_how_many_are_shown(web: httpx.Client) -> None:
    page = web.get("/?country=CHN").text
    league = web.get("/index.json?country=CHN").json()["contents"]["league"]
    for shown in ("foremost", "places"):
        told = f"{len(league[shown])} of {len(league['places'])}"
        assert f"the most lopsided against China first: {told}</span></caption>" in page
