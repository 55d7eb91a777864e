"""How alike two countries vote: agreement and distance, from roll calls a user brings (such as the UN's)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from lopsided.errors import MissingDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

VOTES = {"yes": 1.0, "abstain": 0.0, "no": -1.0}


def vote_agreement(votes: pl.DataFrame, a: str, b: str) -> tuple[float, int]:
    """Share of roll calls with the same vote, of those in which both voted.

    Parameters
    ----------
    votes : polars.DataFrame
        Columns ``roll_call``, ``country`` and ``vote`` ("yes", "no" or "abstain"); absences have no row.
    a, b : str
        As written in ``country``.

    Returns
    -------
    tuple
        The fraction, and the number of roll calls it rests on (Lijphart 1963).

    Raises
    ------
    MissingDataError
        If they never voted in the same roll call.
    """
    both = (
        votes.filter(pl.col("country") == a)
        .join(votes.filter(pl.col("country") == b), on="roll_call", suffix="_b")
        .select(alike=pl.col("vote") == pl.col("vote_b"))
    )
    if both.is_empty():
        problem = "they never voted in the same roll call"
        raise MissingDataError(problem, subject=f"{a}, {b}", remedy="add roll calls in which both took part")
    return float(both["alike"].sum()) / len(both), len(both)


def voting_line(votes: pl.DataFrame) -> dict[str, float]:
    """Place of every country on the one line along which votes differ most.

    First principal component of the country by roll-call table (yes 1, abstain 0, no -1; an absence counts as the
    mean of those present), in standard deviations over countries. In the manner of an ideal point (Bailey,
    Strezhnev & Voeten 2017), without their bridging of sessions: use it within one session or a few.

    Parameters
    ----------
    votes : polars.DataFrame
        As in ``vote_agreement``.

    Returns
    -------
    dict
        Country to place, mean 0 and standard deviation 1; which end is positive has no meaning.
    """
    table = (
        votes.with_columns(pl.col("vote").cast(pl.String).replace_strict(VOTES, return_dtype=pl.Float64))
        .pivot(on="roll_call", index="country", values="vote", aggregate_function="first")
        .sort("country")
    )
    countries: Sequence[str] = table["country"].to_list()
    cells = table.drop("country").to_numpy().astype(np.float64)
    centred = np.nan_to_num(cells - np.nanmean(cells, axis=0, keepdims=True))
    left, sizes, _ = np.linalg.svd(centred, full_matrices=False)
    line = left[:, 0] * sizes[0]
    spread = line.std()
    return dict(zip(countries, (line / spread if spread > 0 else line).tolist(), strict=True))
