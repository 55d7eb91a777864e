"""The trade model: economies, scenarios, equilibria, outcomes.

Everything a user of arrays needs, fetched when first asked for; `docs/model.md` says how they fit together.

Examples
--------
>>> from lopsided import model
>>> about = model.About(name="two countries", year=2020)
>>> economy = model.from_flows([[[9.0, 1.0], [2.0, 8.0]]], ["A", "B"], ["all"], about)
>>> shock = model.TradeShock(name="dearer", costs=[[1.0, 1.2], [1.2, 1.0]])
>>> outcome = model.solve_shock(economy, shock, elasticities=4.0, closure="balanced")
>>> [round(100 * outcome.change(country), 2) for country in "AB"]
[-1.97, -1.84]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lopsided.model.autarky import gains_from_trade
    from lopsided.model.calibrated import Shares, from_shares
    from lopsided.model.calibration import About, from_bilateral
    from lopsided.model.derivatives import differentiate
    from lopsided.model.economy import Economy
    from lopsided.model.elasticities import elasticity_sets
    from lopsided.model.embedded import economy_2019, economy_2022
    from lopsided.model.first_order import first_order_welfare
    from lopsided.model.input_output import from_input_output
    from lopsided.model.outcome import Outcome
    from lopsided.model.ranges import Spread, draw, with_range
    from lopsided.model.scenario import Cut, Scenario, Tariff, break_up_scenario
    from lopsided.model.scenario_file import parse_scenario, scenario_text
    from lopsided.model.sectoral import Table, from_flows, from_table
    from lopsided.model.simulate import TradeShock, after, break_up, side_by_side, solve, solve_shock
    from lopsided.model.storage import load_economy, save_economy
    from lopsided.model.summing import aggregate
    from lopsided.model.sweep import rank
    from lopsided.model.table_files import from_wide, read_table

__all__ = [
    "About",
    "Cut",
    "Economy",
    "Outcome",
    "Scenario",
    "Shares",
    "Spread",
    "Table",
    "Tariff",
    "TradeShock",
    "after",
    "aggregate",
    "break_up",
    "break_up_scenario",
    "differentiate",
    "draw",
    "economy_2019",
    "economy_2022",
    "elasticity_sets",
    "first_order_welfare",
    "from_bilateral",
    "from_flows",
    "from_input_output",
    "from_shares",
    "from_table",
    "from_wide",
    "gains_from_trade",
    "load_economy",
    "parse_scenario",
    "rank",
    "read_table",
    "save_economy",
    "scenario_text",
    "side_by_side",
    "solve",
    "solve_shock",
    "with_range",
]

#: Which module each name lives in.
_MODULES = {
    "summing": ("aggregate",),
    "autarky": ("gains_from_trade",),
    "calibrated": ("Shares", "from_shares"),
    "calibration": ("About", "from_bilateral"),
    "derivatives": ("differentiate",),
    "economy": ("Economy",),
    "elasticities": ("elasticity_sets",),
    "embedded": ("economy_2019", "economy_2022"),
    "first_order": ("first_order_welfare",),
    "input_output": ("from_input_output",),
    "outcome": ("Outcome",),
    "ranges": ("Spread", "draw", "with_range"),
    "scenario": ("Cut", "Scenario", "Tariff", "break_up_scenario"),
    "scenario_file": ("parse_scenario", "scenario_text"),
    "sectoral": ("Table", "from_flows", "from_table"),
    "simulate": ("TradeShock", "after", "break_up", "side_by_side", "solve", "solve_shock"),
    "storage": ("load_economy", "save_economy"),
    "sweep": ("rank",),
    "table_files": ("from_wide", "read_table"),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module 'lopsided.model' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"lopsided.model.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
