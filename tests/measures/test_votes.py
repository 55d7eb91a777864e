"""Agreement and distance of votes, on a small assembly and on the UN's roll calls."""

from __future__ import annotations

import polars as pl
import pytest
from tests.shared import SHARED, needs_shared

from lopsided.errors import MissingDataError
from lopsided.measures.votes import vote_agreement, voting_line


def assembly() -> pl.DataFrame:
    rows = [
        ("NOR", "yyyn"),
        ("SWE", "yyya"),
        ("CUB", "nnny"),
        ("BOL", "nnay"),
        ("TUV", "y---"),
        ("PLW", "-n--"),
    ]
    vote = {"y": "yes", "n": "no", "a": "abstain"}
    cells = [(i, country, vote[v]) for country, line in rows for i, v in enumerate(line) if v in vote]
    return pl.DataFrame(cells, schema=["roll_call", "country", "vote"], orient="row")


def test_agreement_counts_only_roll_calls_in_which_both_voted() -> None:
    assert vote_agreement(assembly(), "NOR", "SWE") == (0.75, 4)
    assert vote_agreement(assembly(), "NOR", "TUV") == (1.0, 1)
    assert vote_agreement(assembly(), "CUB", "NOR") == (0.0, 4)


def test_two_that_never_met_cannot_be_compared() -> None:
    with pytest.raises(MissingDataError, match="never voted"):
        vote_agreement(assembly(), "TUV", "PLW")


def test_camps_lie_at_the_two_ends_of_the_line() -> None:
    line = voting_line(assembly())
    assert abs(line["NOR"] - line["SWE"]) < abs(line["NOR"] - line["BOL"]) < abs(line["NOR"] - line["CUB"])


@needs_shared
@pytest.mark.shared
def test_russia_and_china_voted_alike_in_four_of_five_roll_calls_of_session_74() -> None:
    assert SHARED is not None
    calls = pl.read_parquet(SHARED / "reference/un_roll_calls.parquet").filter(pl.col("session") == 74)
    votes = pl.read_parquet(SHARED / "reference/un_votes_1946_2019.parquet").select(
        roll_call=pl.col("rcid").cast(pl.Int32),
        country=pl.col("country_code").cast(pl.String),
        vote=pl.col("vote").cast(pl.String),
    )
    session = votes.filter(pl.col("roll_call").is_in(calls["rcid"].to_list())).drop_nulls()
    share, _ = vote_agreement(session, "RU", "CN")
    assert share == pytest.approx(0.793, abs=5e-4)
    line = voting_line(session)
    assert abs(line["RU"] - line["CN"]) < abs(line["RU"] - line["US"])
