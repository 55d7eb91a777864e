"""Checks as a user of the library has them: on real articles, with a person's rulings, a model's range, and reviews."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.shared import SHARED, needs_shared

from lopsided.api.briefs import dossiered
from lopsided.api.dossiers import check, check_text, checks_of, open_dossier, read
from lopsided.api.losses import simulated_loss
from lopsided.api.rulings import reviews, rule
from lopsided.api.ties import tie_rows
from lopsided.briefing.compose import told
from lopsided.briefing.contents import Side
from lopsided.checks.check import check_from, check_object
from lopsided.checks.losses import Loss
from lopsided.errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    from lopsided.checks.check import Check

ARTICLE = """Kenya and China, 4 March 2024

Kenya's foreign minister met his Chinese counterpart in Nairobi on Monday.
China takes a third of Kenya's exports, he said. Analysts call the
relationship lopsided, and Kenya dependent on Chinese loans.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    read(folder / "article.txt", into=folder / "d.duckdb", published="2024-03-04").close()
    return folder / "d.duckdb"


@pytest.fixture
def dossier(made: Path, tmp_path: Path) -> Path:
    """A dossier of its own for each test."""
    return Path(shutil.copy(made, tmp_path / "d.duckdb"))


def test_a_ruling_stands_beside_the_verdict_and_changes_nothing(dossier: Path) -> None:
    (before,) = check(dossier)
    kept = rule(dossier, before.figure[:6], "disagree", "flowers count twice")
    assert (kept.figure, kept.ruling) == (before.figure, "disagree")
    with open_dossier(dossier) as opened:
        assert checks_of(opened) == (before,)
        (review,) = reviews(checks_of(opened), opened.documents(), opened.rulings)
        part = told((Side("KEN", "Kenya"), Side("CHN", "China")), dossiered(opened))
    assert review["reviewRating"]["alternateName"] == before.verdict == "disagrees"
    assert review["comment"]["text"] == "disagree: flowers count twice"
    assert part is not None
    assert [(c.verdict, c.person) for c in part.checked] == [("disagrees", "disagree: flowers count twice")]


def test_a_ruling_needs_one_check_and_a_known_word(dossier: Path) -> None:
    with pytest.raises(UnknownNameError, match="ruling"):
        rule(dossier, check(dossier)[0].figure, "maybe")
    with pytest.raises(UnknownNameError, match="check"):
        rule(dossier, "no-such", "agree")


def test_a_loss_told_to_come_has_the_models_range_beside_and_no_verdict() -> None:
    (loss,) = check_text("Cutting trade with China would cost Germany 5 percent of its GDP.", published="2024-03-04")
    assert loss.verdict == "cannot be checked"
    (beside,) = loss.simulated
    assert "Germany" in beside.label
    assert beside.low < beside.value < beside.high < 0
    assert check_from(check_object(loss)) == loss


def test_a_loss_of_whom_the_model_does_not_have_is_left_alone() -> None:
    assert simulated_loss(Loss("FJI", "CHN")) == ()
    (loss,) = check_text("Losing China would cost Fiji 5 percent of its GDP.", published="2024-03-04")
    assert (loss.verdict, loss.simulated) == ("cannot be checked", ())


def test_words_on_a_tie_come_with_measures_substitutes_and_the_models_ratio(dossier: Path) -> None:
    with open_dossier(dossier) as opened:
        rows = tie_rows(opened, "KEN-CHN")
        with pytest.raises(UsageError, match="two countries"):
            tie_rows(opened, "KEN")
    assert {row["says"] for row in rows} == {"the tie is uneven", "one side depends on the other"}
    assert {row["words"] for row in rows} == {"lopsided", "dependent"}
    beside = [line for row in rows for line in row["beside"]]
    assert any(line.startswith("share of exports") for line in beside)
    assert any("all other sellers together export" in line for line in beside)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Check, ...]:
    assert SHARED is not None
    path = tmp_path_factory.mktemp("real") / "d.duckdb"
    read(SHARED / "dossier" / "texts", into=path).close()
    return check(path)


@needs_shared
@pytest.mark.shared
def test_the_stated_claims_of_the_real_articles(real: tuple[Check, ...]) -> None:
    found = {c.measure: c for c in real if c.measure}
    share = found["export_share"]
    assert share.verdict == "depends"
    assert {(f.period, f.level) for f in share.findings} >= {("2023", "agrees"), ("2022", "disagrees")}
    assert any(s.imputed for f in share.findings if f.period == "2022" for s in f.sources)
    first = [c for c in real if c.measure == "supplier_rank" and "rank 1" in c.reading]
    assert {c.verdict for c in first} == {"depends"}
    assert all({("2022", 2.0), ("2023", 1.0)} <= {(f.period, f.value) for f in c.findings} for c in first)
    assert any("the data are annual" in c.why for c in first)
    growth = found["trade_growth"]
    assert growth.verdict == "cannot be checked"
    assert "forecast" in growth.why
    assert any(f.value for f in growth.findings)
    pipeline = found["product_tonnes"]
    assert pipeline.verdict == "cannot be checked"
    assert any(
        f.label.startswith("of Russia's natural gas exports") and round(f.value or 0, 1) == 0.4
        for f in pipeline.findings
    )
