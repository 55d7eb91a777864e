"""Scenarios as TOML: read strictly, written back."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any, get_args

import numpy as np

from lopsided.errors import InputError, UnknownNameError
from lopsided.model.elasticities import DEFAULT, Choice
from lopsided.model.one_sector import Closure
from lopsided.model.scenario import Cut, Scenario, Tariff

KEYS = ("name", "economy", "closure", "elasticities", "leakage", "deficits", "cut", "tariff", "after")
CUT_KEYS = ("exporter", "importer", "sector", "both_ways", "keep", "cost", "leakage")
TARIFF_KEYS = ("exporter", "importer", "sector", "rate", "on_top")


def parse_scenario(text: str, *, origin: str = "scenario") -> Scenario:
    """Read a scenario.

    Parameters
    ----------
    text : str
        TOML with ``name``, ``economy``, ``closure``, ``elasticities``, ``leakage``, ``deficits``, any number of
        ``[[cut]]`` and ``[[tariff]]``, and ``[after]``, a whole scenario whose result is the baseline.
    origin : str
        What to call it in errors, usually the file's name.

    Raises
    ------
    InputError
        If the text is no TOML or a value has the wrong type.
    UnknownNameError
        If a key is not understood; says which known one is nearest. Nothing is ever ignored.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problem = f"not valid TOML: {error}"
        raise InputError(problem, subject=origin, remedy="see docs/model.md for an example") from error
    return _scenario(data, origin)


def _scenario(data: Mapping[str, Any], origin: str) -> Scenario:
    _demand_known(data, KEYS, origin)
    closure = _typed(data, "closure", str, "transfers", origin)
    if closure not in get_args(Closure):
        kind = "closure"
        raise UnknownNameError(kind, closure, get_args(Closure), remedy=f"known are {', '.join(get_args(Closure))}")
    after = data.get("after")
    if after is not None and not isinstance(after, Mapping):
        problem = "after is not a table"
        raise InputError(problem, subject=origin, remedy="write [after] and a scenario under it")
    return Scenario(
        name=_typed(data, "name", str, origin, origin),
        cuts=tuple(_cut(row, f"{origin}, cut {n}") for n, row in enumerate(_rows(data, "cut", origin), 1)),
        tariffs=tuple(_tariff(row, f"{origin}, tariff {n}") for n, row in enumerate(_rows(data, "tariff", origin), 1)),
        leakage=_number(data, "leakage", 0.0, origin),
        closure=closure,
        deficits=_number(data, "deficits", 1.0, origin),
        elasticities=_elasticities(data.get("elasticities", DEFAULT), origin),
        after=None if after is None else _scenario(after, f"{origin}, after"),
        economy=_typed(data, "economy", str, "", origin),
    )


def _elasticities(chosen: object, where: str) -> Choice:
    if isinstance(chosen, str):
        return chosen
    if isinstance(chosen, Mapping):
        return {str(sector): _number(chosen, sector, 0.0, f"{where}, elasticities") for sector in chosen}
    given = chosen if isinstance(chosen, list) else [chosen]
    numbers = [float(x) for x in given if isinstance(x, int | float) and not isinstance(x, bool)]
    if not numbers or len(numbers) < len(given):
        problem = "elasticities are neither a set's name, a number, nor numbers by sector"
        raise InputError(problem, subject=where, remedy='write elasticities = "uniform-5" or elasticities = 4.0')
    return tuple(numbers) if isinstance(chosen, list) else numbers[0]


def _cut(row: Mapping[str, Any], where: str) -> Cut:
    _demand_known(row, CUT_KEYS, where)
    if "cost" in row and not {"keep", "leakage"}.isdisjoint(row):
        problem = "a cut gives a cost and a quantity as well, as keep or leakage"
        raise InputError(problem, subject=where, remedy="give one of them, or two cuts")
    return Cut(
        exporters=_names(row, "exporter", where),
        importers=_names(row, "importer", where),
        sectors=_names(row, "sector", where) if "sector" in row else (),
        both_ways=_typed(row, "both_ways", bool, default=False, where=where),
        keep=_number(row, "keep", 0.0, where),
        cost=_number(row, "cost", 0.0, where) if "cost" in row else None,
        leakage=_number(row, "leakage", 0.0, where) if "leakage" in row else None,
    )


def _tariff(row: Mapping[str, Any], where: str) -> Tariff:
    _demand_known(row, TARIFF_KEYS, where)
    if "rate" not in row:
        problem = "a tariff needs a rate"
        raise InputError(problem, subject=where, remedy="rate = 0.25 is twenty-five per cent")
    return Tariff(
        importers=_names(row, "importer", where),
        exporters=_names(row, "exporter", where),
        rate=_number(row, "rate", 0.0, where),
        sectors=_names(row, "sector", where) if "sector" in row else (),
        on_top=_typed(row, "on_top", bool, default=False, where=where),
    )


def _demand_known(data: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in data:
        if key not in known:
            kind = f"key in {where},"
            raise UnknownNameError(kind, key, known, remedy=f"known are {', '.join(known)}")


def _rows(data: Mapping[str, Any], key: str, where: str) -> list[Mapping[str, Any]]:
    rows = data.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        problem = f"{key} is not a list of tables"
        raise InputError(problem, subject=where, remedy=f"write [[{key}]]")
    return rows


def _names(row: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = row.get(key)
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        problem = f"{key} is neither a name nor a list of names"
        example = '"energy" or sector = ["C26"]; leave it out for all' if key == "sector" else '"RUS" or ["G7", "EU"]'
        raise InputError(problem, subject=where, remedy=f"write {key} = {example}")
    return tuple(names)


def _number(row: Mapping[str, Any], key: str, default: float, where: str) -> float:
    value = row.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        problem = f"{key} is not a number"
        raise InputError(problem, subject=where, remedy=f"write {key} = 0.1")
    return float(value)


def _typed(row: Mapping[str, Any], key: str, kind: type, default: Any, where: str) -> Any:  # noqa: ANN401
    value = row.get(key, default)
    if not isinstance(value, kind):
        problem = f"{key} should be {'true or false' if kind is bool else 'text'}"
        raise InputError(problem, subject=where, remedy="see docs/model.md for an example")
    return value


def scenario_text(scenario: Scenario, *, table: str = "") -> str:
    """Write a scenario as TOML that `parse_scenario` reads back equal."""
    dot = f"{table}." if table else ""
    lines = [f"[{table}]"] if table else []
    lines.append(f"name = {_quoted(scenario.name)}")
    if scenario.economy:
        lines.append(f"economy = {_quoted(scenario.economy)}")
    lines.append(f'closure = "{scenario.closure}"')
    lines += [f"elasticities = {_value(scenario.elasticities)}", f"leakage = {_value(scenario.leakage)}"]
    if scenario.deficits != 1:
        lines.append(f"deficits = {_value(scenario.deficits)}")
    for cut in scenario.cuts:
        lines += ["", f"[[{dot}cut]]", *_sides(cut), f"both_ways = {str(cut.both_ways).lower()}"]
        lines.append(f"keep = {_value(cut.keep)}" if cut.cost is None else f"cost = {_value(cut.cost)}")
        if cut.leakage is not None:
            lines.append(f"leakage = {_value(cut.leakage)}")
    for tariff in scenario.tariffs:
        lines += ["", f"[[{dot}tariff]]", *_sides(tariff), f"rate = {_value(tariff.rate)}"]
        lines.append(f"on_top = {str(tariff.on_top).lower()}")
    if scenario.after is not None:
        lines += ["", scenario_text(scenario.after, table=f"{dot}after")]
    return "\n".join(lines).rstrip() + "\n"


def _sides(part: Cut | Tariff) -> list[str]:
    lines = [f"exporter = {_value(part.exporters)}", f"importer = {_value(part.importers)}"]
    return [*lines, f"sector = {_value(part.sectors)}"] if part.sectors else lines


def _value(value: object) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_quoted(str(k))} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, tuple | list | np.ndarray):
        return "[" + ", ".join(_value(v) for v in value) + "]"
    return repr(float(value)) if isinstance(value, np.floating) else repr(value)


def _quoted(text: str) -> str:
    escaped = "".join(f"\\u{ord(c):04x}" if ord(c) < 32 or ord(c) == 127 or c in '"\\' else c for c in text)
    return f'"{escaped}"'
