"""Imputed shares may cast doubt on a claim, never decide it, and say that they were imputed."""

from __future__ import annotations

import pytest

from lopsided.api.dossiers import check_text
from lopsided.api.imputed import imputed_shares
from lopsided.checks.periods import Asked
from lopsided.checks.question import Question


def test_russias_exports_to_china_in_2022_are_near_what_customs_data_say() -> None:
    (found,) = imputed_shares(Question(kind="export_share", of="RUS", on="CHN"), Asked((2022,), "year", "given"))
    # BACI gives 22.1 %; the imputation holds services out but not re-exports, so two points either way are its fit.
    assert found.value == pytest.approx(0.221, abs=0.02)
    assert found.weight == "proxy"
    assert all(source.imputed for source in found.sources)
    assert "imputed" in found.label


@pytest.mark.parametrize(
    ("question", "year"),
    [
        (Question(kind="export_share", of="RUS", on="CHN"), 2023),
        (Question(kind="supplier_rank", of="CHN", on="RUS", product="crude"), 2022),
        (Question(kind="export_share", of="GMB", on="CHN"), 2022),
    ],
)
def test_nothing_is_said_of_other_years_other_questions_or_countries_it_lacks(question: Question, year: int) -> None:
    assert imputed_shares(question, Asked((year,), "year", "given")) == []


def test_a_share_true_in_one_year_and_not_in_the_other_depends() -> None:
    (check,) = check_text("China takes almost a third of Russia's exports.", published="2023-03-24")
    assert check.verdict == "depends"
    assert {f.period for f in check.findings} >= {"2022", "2023"}
