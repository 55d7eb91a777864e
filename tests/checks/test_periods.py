"""Which years a figure is held against."""

from __future__ import annotations

import pytest

from lopsided.checks.periods import asked


@pytest.mark.parametrize(
    ("period", "published", "years", "grain"),
    [
        ("2021", "2023-05-01", (2021,), "year"),
        ("2021/2022", "2023-05-01", (2021, 2022), "year"),
        (None, "2023-05-01", (2022, 2023), "recent"),
        ("per year", "2023-05-01", (2022, 2023), "recent"),
        ("2023-05-01", "2023-05-01", (2022, 2023), "recent"),
        ("2022-05/2022-07", "2022-09-16", (2021, 2022, 2023), "finer"),
        ("2022-05", None, (2021, 2022, 2023), "finer"),
        ("2013/2022", "2023-05-01", (2021, 2022), "finer"),
        (None, None, (), "unknown"),
    ],
)
def test_years(period: str | None, published: str | None, years: tuple[int, ...], grain: str) -> None:
    found = asked(period, published)
    assert (found.years, found.grain) == (years, grain)
    assert found.words
