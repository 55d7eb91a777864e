"""The lines beside a chart make its numbers again: every one of them is run."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from typer.testing import CliRunner

from lopsided.api import what_if as api
from lopsided.briefing.wording import money, percent
from lopsided.cli.main import app
from lopsided.settings import Settings
from lopsided.web.pages import compare, country, dyad, home, product, what_if
from lopsided.web.plain import charts
from lopsided.web.site import Site
from lopsided.web.what_if_form import signature

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lopsided.briefing.contents import Chart
    from lopsided.web.page import Page

KAZ_RUS = dyad.Asked("KAZ", "RUS", 2015, 2020)
VIEWS: tuple[tuple[Page[Any, Any], Any], ...] = (
    (dyad.PAGE, KAZ_RUS),
    (country.PAGE, country.Asked("KAZ")),
    (home.PAGE, home.Asked("BRA")),
    (product.PAGE, product.Asked("lithium", 2020)),
    (product.PAGE, product.Asked("26", 2020)),
    (compare.PAGE, compare.Asked("CAN-USA", "MEX-USA")),
)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    made = Site(Settings())
    yield made
    made.close()


def run(line: str) -> list[dict[str, Any]]:
    """Run a command and take its rows."""
    program, *given = shlex.split(line)
    assert program == "lopsided"
    done = CliRunner().invoke(app, [*given, "--format", "json"])
    assert done.exit_code == 0, (line, done.output)
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def shown(rows: list[dict[str, Any]]) -> set[str]:
    """Write every number of some rows as charts do."""
    found = {str(value) for row in rows for key, value in row.items() if key.startswith("shown_")}
    for row in rows:
        parts = [value / 100 for key, value in row.items() if key.endswith("_percent") and value is not None]
        found |= {*map(percent, parts), *(percent(part, 3) for part in parts)}
        # Beside a ratio stand as many digits as it can be worked out from.
        found |= {percent(row[side], 3) for side in ("a_on_b", "b_on_a") if row.get(side) is not None}
        found |= {money(row[key] * 1e6).replace("$-", "−$") for key in ("change", "output_before") if key in row}
        found |= {str(len(value)) for value in row.values() if isinstance(value, list)}
    return found


def numbers(chart: Chart) -> set[str]:
    """Take the first column of numbers of a chart's table, without the sum of all that are not listed."""
    column = min(chart.table.numeric)
    return {row[column] for row in chart.table.rows if not row[0].endswith(" others")}


def test_every_command_beside_a_chart_of_a_tie_makes_its_numbers(site: Site) -> None:
    found = list(charts(dyad.contents(KAZ_RUS, site)))
    lines = {chart.key: dyad.code(KAZ_RUS, chart).command for chart in found}
    assert sum(bool(line) for line in lines.values()) > 12
    ran = {line: shown(run(line)) for line in dict.fromkeys(line for of in lines.values() for line in of)}
    for chart in found:
        if not lines[chart.key] or chart.key.startswith(("ranks", "materials", "memberships")):
            continue
        again = set[str]().union(*(ran[line] for line in lines[chart.key]))
        assert numbers(chart) - {"no flows by partner"} <= again, chart.key
    for chart in (c for c in found if c.key.startswith("materials")):
        again = set[str]().union(*(ran[line] for line in lines[chart.key]))
        assert {row[2] for row in chart.table.rows} <= again


@pytest.mark.parametrize(("page", "asked"), VIEWS, ids=lambda v: getattr(v, "key", ""))
def test_every_line_of_python_beside_a_chart_runs_and_gives_something(
    page: Page[Any, Any], asked: object, site: Site
) -> None:
    assert page.code is not None
    seen: set[tuple[str, ...]] = set()
    for chart in charts(page.contents(asked, site)):
        code = page.code(asked, chart)
        assert code is not None
        if not code.python or code.python in seen:
            continue
        seen.add(code.python)
        names: dict[str, Any] = {}
        for line in code.python:
            if line.startswith(("import ", "from ")):
                exec(line, names)  # noqa: S102 - our own line
            else:
                made = eval(line, names)  # noqa: S307
                assert made.height if isinstance(made, pl.DataFrame) else made, line
    assert seen


def test_sellers_and_partners_are_the_charts_own(site: Site) -> None:
    asked = product.Asked("lithium", 2020)
    sellers = next(c for c in charts(product.contents(asked, site)) if c.key == "sellers")
    names: dict[str, Any] = {}
    *before, last = product.code(asked, sellers).python
    exec("\n".join(before), names)  # noqa: S102
    flows = eval(last, names)  # noqa: S307
    assert sellers.table.rows[0][1] == money(max(sum(v for (a, _), v in flows.items() if a == s) for s, _ in flows))


def test_buyers_of_a_chapter_are_the_charts_own(site: Site) -> None:
    asked = product.Asked("26", 2020)
    buyers = next(c for c in charts(product.contents(asked, site)) if c.key == "buyers")
    names: dict[str, Any] = {}
    *before, last = product.code(asked, buyers).python
    exec("\n".join(before), names)  # noqa: S102
    summed: pl.DataFrame = eval(last, names)  # noqa: S307
    largest = sorted(summed["value_kusd"].to_list(), reverse=True)
    assert [row[1] for row in buyers.table.rows[:5]] == [money(value * 1000) for value in largest[:5]]


def test_a_what_if_is_run_again_from_its_file(site: Site, tmp_path: Path) -> None:
    view = what_if.asked(**{n: p.default for n, p in signature().parameters.items()} | {
        "who": ["CHL"], "whom": ["JPN"], "who2": ["JPN"], "whom2": ["CHL"], "how2": "keep", "much2": "50"
    })  # fmt: skip
    path = tmp_path / "scenario.toml"
    path.write_text(api.toml(view.question), encoding="utf-8")
    for chart in charts(what_if.contents(view, site)):
        lines = what_if.code(view, chart).command
        again = shown([row for line in lines for row in run(line.replace("scenario.toml", str(path)))])
        assert numbers(chart) <= again, chart.key
