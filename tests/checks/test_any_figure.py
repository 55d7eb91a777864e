"""Whatever a reader hands in, a check comes back with a verdict and a reason."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.records.examples import document

from lopsided.checks.check import VERDICTS, check_from, check_object
from lopsided.checks.verdict import check_figure
from lopsided.records.kinds import Figure, Quantity

ACTORS = st.sampled_from(
    [None, "RUS", "CHN", "EU", "WEST", "ICC", "Vladimir Putin", "nobody", "the world", "TWN", "ATA"]
)
WHOLES = st.sampled_from(
    [None, "exports of RUS", "imports of EU: natural-gas", "crude suppliers of CHN", "trade of CHN and RUS", "GDP EU",
     "trading partners of KAZ", "lng suppliers of the world", "exports of nobody to CHN: wheat", "imports", "of of: of",
     "investment of CHN", "consumption of DEU: crude", "exports of the world: lng", "buyers of ATA"]
)  # fmt: skip
PERIODS = st.sampled_from(
    [None, "2023", "1900", "2022-05/2022-07", "2013/2023", "per year", "2023-13", "9999", "3000-01-01"]
)
UNITS = st.sampled_from([None, "fraction", "rank", "factor", "USD", "EUR", "m3", "t", "bbl/day", "Wh", "drone", "pp"])
VALUES = st.sampled_from([None, 0.0, 1.0, -0.3, 1 / 3, 1e300, -1e9, 5e10]) | st.floats(-1e6, 1e12)


@given(
    fields=st.fixed_dictionaries(
        {
            "value": VALUES,
            "value_high": st.none() | VALUES,
            "unit": UNITS,
            "quantity": st.sampled_from(get_args(Quantity)),
            "exporter": ACTORS,
            "importer": ACTORS,
            "whole": WHOLES,
            "commodity": st.sampled_from([None, "", "crude", "natural-gas", "wheat", "rare-earths", "goods"]),
            "period": PERIODS,
            "hedge": st.sampled_from([None, "almost", "more than", "record", "up to", "roughly speaking"]),
            "modality": st.sampled_from(["reported", "planned", "forecast", "denied"]),
            "text": st.sampled_from(["a third of exports", "5 % of GDP for defence", "", "12 people", "trade of 5"]),
        }
    ),
    published=st.sampled_from([None, "2023-03-22", "1890-01-01", "not a date"]),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_figure_gets_a_verdict_and_a_reason(fields: dict[str, Any], published: str | None) -> None:
    figure = Figure(document="a.txt", span=(0, len(fields["text"])), sentence=(0, len(fields["text"])), **fields)
    check = check_figure(figure, document("a.txt", fields["text"], published=published))
    assert check.verdict in VERDICTS
    assert check.why
    assert check.reading or not fields["text"]
    if check.verdict != "cannot be checked":
        assert any(f.weight == "full" and f.sources for f in check.findings)
        assert check.rule
    assert check_from(check_object(check)) == check


def test_a_plan_or_forecast_never_gets_a_verdict() -> None:
    for modality in ("planned", "forecast"):
        figure = Figure(
            document="a.txt", span=(0, 4), text="half", sentence=(0, 4), value=0.5, unit="fraction", quantity="share",
            exporter="MEX", importer="USA", whole="exports of MEX", modality=modality,
        )  # fmt: skip
        assert check_figure(figure, document("a.txt", "half", published="2024-01-01")).verdict == "cannot be checked"


@pytest.mark.parametrize("bloc", ["EU", "ASEAN", "GCC"])
def test_blocs_are_taken_as_one_country_without_the_trade_within(bloc: str) -> None:
    figure = Figure(
        document="a.txt", span=(0, 4), text="half", sentence=(0, 4), value=0.5, unit="fraction", quantity="share",
        exporter="AUS", importer=bloc, whole=f"imports of {bloc}: iron-ore", commodity="iron-ore", period="2022",
    )  # fmt: skip
    check = check_figure(figure)
    shares = [f.value for f in check.findings if f.value is not None]
    assert all(0 <= share <= 1 for share in shares)
