"""Scenarios and rankings as a user runs them: examples run, results say they are simulated, mistakes are named."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from lopsided.cli.main import app
from lopsided.errors import LopsidedError, SolveError, UnknownNameError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples" / "scenarios").glob("*.toml"))
#: Examples whose text says that they are for another economy than that of 2022.
ECONOMY = {"autarky": "2019"}


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    if isinstance(done.exception, LopsidedError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_every_example_runs_and_says_it_is_simulated(path: Path) -> None:
    shown = run("simulate", str(path), "--no-short-run", "--economy", ECONOMY.get(path.stem, "2022"))
    assert shown.startswith("Simulated, not observed. Assumptions:")
    for words in ("closure", "elasticities", "residual", "A simulation, not an observation", "Change of real income"):
        assert words in shown
    if "rebalancing" not in path.stem:
        assert "Who takes over the trade" in shown


def test_examples_show_what_a_scenario_can_say() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in EXAMPLES)
    for key in ("leakage", "deficits", "both_ways", "[after]", "[[tariff]]", "sector", '"G7"', '"the West"'):
        assert key in text
    assert len(EXAMPLES) >= 6


def test_each_part_is_written_for_machines(tmp_path: Path) -> None:
    file = next(str(p) for p in EXAMPLES if p.stem == "g7-energy-embargo")
    countries = json.loads(run("simulate", "run", file, "--no-short-run", "--format", "json"))
    assert len(countries) == 80
    assert all(row["simulated"] for row in countries)
    assert countries[0]["country"] == "RUS"
    assert countries[0]["real_income_percent"] < 0
    assert countries[0]["residual"] <= 1e-10
    moved = json.loads(run("simulate", "run", file, "--no-short-run", "--format", "json", "--rows", "diversion"))
    assert {row["end"] for row in moved} == {"sells more to the buyers", "buys more from the sellers"}
    assert moved[0]["lost"] > 0
    out = tmp_path / "sectors.csv"
    run("simulate", "run", file, "--no-short-run", "--rows", "sectors", "--format", "csv", "--output", str(out))
    with out.open(encoding="utf-8") as lines:
        sectors = list(csv.DictReader(lines))
    oil = next(row for row in sectors if (row["country"], row["sector"]) == ("RUS", "B06"))
    assert float(oil["quantity_percent"]) < 0


@pytest.mark.parametrize("part", ["groups", "countries", "diversion", "sectors", "trade"])
@pytest.mark.parametrize("over", [(), ("--range", "2:8.28"), ("--draws", "5")], ids=["none", "ends", "draws"])
def test_every_simulated_number_has_what_it_hangs_on_and_a_range_or_why_not(part: str, over: tuple[str, ...]) -> None:
    rows = json.loads(run("simulate", "break-up", "CHL", "JPN", *over, "--rows", part, "--format", "json"))
    for row in rows[:50]:
        assert row["simulated"]
        assert row["closure"]
        assert row["elasticities"]
        assert row["residual"] >= 0
        ends = [name for name in row if name.endswith(("low", "high", "low_percent", "high_percent"))]
        unknown = [name for name in ends if row[name] is None]
        assert row["range_over"] or row["no_range"]
        assert not unknown or row["no_range"]
        assert len(unknown) == len(ends) or row["range_over"]


def test_a_range_over_draws_is_seeded_and_holds_the_result() -> None:
    asked = ("simulate", "break-up", "RUS", "CHN", "--draws", "50", "--format", "json")
    rows = json.loads(run(*asked))
    assert rows == json.loads(run(*asked))
    russia = rows[0]
    assert russia["low_percent"] < russia["real_income_percent"] < russia["high_percent"] < 0
    assert rows != json.loads(run(*asked, "--seed", "1"))


def test_break_up_with_all_sectors_and_the_short_run() -> None:
    long = json.loads(run("simulate", "break-up", "RUS", "CHN", "--format", "json"))[0]
    assert long["short_run_percent"] < 3 * long["real_income_percent"] < 0
    many = ("--sectors", "all", "--economy", "2019", "--elasticities", "caliendo-parro")
    asked = (*many, "--range", "2:20", "--format", "json")
    every = json.loads(run("simulate", "break-up", "RUS", "CHN", *asked))[0]
    assert every["elasticities"] == "caliendo-parro"
    assert every["low_percent"] < every["real_income_percent"] < every["high_percent"]
    assert every["real_income_percent"] < 0


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ('name = "x"\nclosre = "ratio"', UnknownNameError, "'closure'"),
        ('[[cut]]\nexporter = "RUS"\nimporter = "G77x"', UnknownNameError, "G77x"),
        ('[[cut]]\nexporter = "RUS"\nimporter = "CHN"\nsector = "fules"', UnknownNameError, "'fuels'"),
        ("elasticities = true", LopsidedError, "neither a set's name"),
        ('elasticities = ["a"]', LopsidedError, "neither a set's name"),
        ("after = 3", LopsidedError, "after is not a table"),
        ('deficits = 0.0\nclosure = "ratio"', UsageError, "transfers"),
        ('closure = "balanced"\n[[cut]]\nexporter = "RUS"\nimporter = "others"', SolveError, "RUS can sell nothing"),
        ("name = ", LopsidedError, "not valid TOML"),
    ],
)
def test_a_bad_scenario_is_one_sentence(tmp_path: Path, text: str, error: type[Exception], says: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=says) as raised:
        run("simulate", str(path))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("simulate", "none.toml"), "none.toml"),
        (("simulate", "run", str(EXAMPLES[0]), "--economy", "2023"), "Known are 2022"),
        (("simulate", "run", str(EXAMPLES[0]), "--economy", "none.npz"), "none.npz"),
        (("simulate", "run", str(EXAMPLES[0]), "--elasticities", "caliendo"), "caliendo-parro"),
        (("simulate", "break-up", "RUS", "CHN", "--range", "8:2"), "lowest:highest"),
        (("simulate", "break-up", "RUS", "CHN", "--range", "2:8", "--draws", "9"), "--range or --draws"),
        (("simulate", "break-up", "RUS", "CHN", "--by-sector"), "--draws"),
        (("rank", "--economy", "20"), "Known are 2022"),
    ],
)
def test_a_wrong_option_is_named(arguments: tuple[str, ...], says: str) -> None:
    with pytest.raises(LopsidedError, match=says):
        run(*arguments)


def test_rank_sorts_keeps_and_explains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda _: str(tmp_path))
    shown = run("rank", "--top", "3")
    assert shown.startswith("Simulated, not observed")
    assert "Not ranked" in shown
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.npy")}
    assert kept
    rows = json.loads(run("rank", "--by", "lopsidedness", "--country", "Russia", "--format", "json"))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.npy")} == kept
    ratios = [row["ratio"] or 0 for row in rows]
    assert ratios == sorted(ratios, reverse=True)
    assert all("RUS" in (row["weak"], row["strong"]) for row in rows)
    assert not any(row["flags"] for row in rows)
    luxembourg = json.loads(run("rank", "--country", "Luxembourg", "--top", "2", "--format", "json"))
    assert all(any("artefact" in why for why in row["flags"]) for row in luxembourg)
    with pytest.raises(UnknownNameError, match="AFG"):
        run("rank", "--country", "Afghanistan")


def test_a_break_up_says_how_lopsided_it_is_and_who_takes_over() -> None:
    said = run("simulate", "break-up", "RUS", "CHN", "--no-short-run").splitlines()[-1]
    assert said.startswith("RUS loses 10 times what CHN loses; of third countries ")
    assert " gains most sales in CHN; no third country sells more in RUS (" in said
    rows = json.loads(run("simulate", "break-up", "Russia", "China", "--no-short-run", "--format", "json"))
    assert 0 < rows[0]["spending_after"] < rows[0]["spending_before"]
    assert rows[0]["tariff_revenue_after"] == 0


def test_an_interrupted_ranking_says_how_far_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: object, told: Callable[[int, int], None]) -> None:
        told(32, 3160)
        raise KeyboardInterrupt

    monkeypatch.setattr("lopsided.api.rankings.ranking", stopped)
    done = CliRunner().invoke(app, ["rank"])
    assert done.exit_code == 130
    assert "interrupted after 32 of 3,160 dyads: the same command goes on from there" in done.stderr
