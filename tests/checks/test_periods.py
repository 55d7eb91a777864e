"""Which years a figure is held against."""

from __future__ import annotations

import pytest

from lopsided.checks.periods import asked, spanned


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


def test_an_undated_document_takes_the_years_of_those_beside_it() -> None:
    beside = spanned(["2022-12-30", None, "2023-04-03"])
    assert beside == (2021, 2022, 2023)
    assert asked(None, None, beside).years == beside
    assert asked(None, "2019-05-05", beside).years == (2018, 2019)
    assert spanned([None]) == ()
