"""`icio_2019_g20`: the complete inter-country input-output table of 2019, nineteen countries and all the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from tools.embedded.parquet import write
from tools.embedded.wheels import BuildError, read_member

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

FOLDER = "puremacro/trade/_datafiles"
MEMBER = f"{FOLDER}/icio_oecd2023_2019_isic_g20.npz"
WORLD_OUTPUT = 170_744_698.095
WORLD_VALUE_ADDED = 81_589_615.106

SECTIONS = {
    "A": "Agriculture, forestry and fishing",
    "B": "Mining and quarrying",
    "C": "Manufacturing",
    "D": "Electricity, gas, steam and air conditioning supply",
    "E": "Water supply; sewerage, waste management and remediation activities",
    "F": "Construction",
    "G": "Wholesale and retail trade; repair of motor vehicles and motorcycles",
    "H": "Transportation and storage",
    "I": "Accommodation and food service activities",
    "J": "Information and communication",
    "K": "Financial and insurance activities",
    "L": "Real estate activities",
    "M": "Professional, scientific and technical activities",
    "N": "Administrative and support service activities",
    "O": "Public administration and defence; compulsory social security",
    "P": "Education",
    "Q": "Human health and social work activities",
    "R": "Arts, entertainment and recreation activities",
    "S": "Other service activities",
    "T": "Activities of households as employers and for own use",
}
FINAL_USES = {
    "C": "Final consumption of households, non-profit institutions and government",
    "I": "Gross capital formation, with changes in inventories",
    "Cx": "Direct purchases abroad by residents",
}
PRIMARY = {
    "TLS": "Taxes less subsidies on products",
    "LABOUR": "Value added, labour: two thirds by the packager's convention, not observed",
    "CAPITAL": "Value added, capital: one third by the packager's convention, not observed",
}


def build(wheel: Path, folder: Path) -> dict[str, object]:
    """Write ``icio_2019.parquet`` (one row per non-zero cell) and ``icio_2019_labels.parquet``."""
    with np.load(read_member(wheel, MEMBER), allow_pickle=False) as arrays:
        table = arrays["data"]
        countries = [str(c) for c in arrays["country_codes"]]
        sectors = [str(s) for s in arrays["sector_codes"]]
        uses = [str(u) for u in arrays["fd_codes"]]
    nodes = len(countries) * len(sectors)
    _check(table, nodes, len(countries) * len(uses))
    industries = [(c, "industry", s, SECTIONS[s]) for c in countries for s in sectors]
    rows = industries + [("", "primary", item, text) for item, text in PRIMARY.items()]
    columns = industries + [(c, "final", u, FINAL_USES[u]) for c in countries for u in uses]
    i, j = np.nonzero(table)
    cells = pl.DataFrame({"row": i.astype(np.int16), "column": j.astype(np.int16), "value": table[i, j]})
    write(cells, folder / "icio_2019.parquet", split=("value",), delta=("column",))
    labels = pl.DataFrame(
        [(axis, k, *label) for axis, line in (("column", columns), ("row", rows)) for k, label in enumerate(line)],
        schema={"axis": str, "position": pl.Int16, "country": str, "kind": str, "item": str, "description": str},
        orient="row",
    )
    write(labels, folder / "icio_2019_labels.parquet")
    return {"cells": cells.height, "shape": list(table.shape), "world_gross_output": float(table[:, :nodes].sum())}


def _check(table: NDArray[np.float64], nodes: int, final: int) -> None:
    output = float(table[:nodes].sum())
    value_added = float(table[nodes + 1 :, :nodes].sum())
    if table.shape != (nodes + len(PRIMARY), nodes + final):
        problem = f"{MEMBER}: shape {table.shape} does not fit its own labels"
        raise BuildError(problem)
    if abs(output - WORLD_OUTPUT) > 0.01 or abs(value_added - WORLD_VALUE_ADDED) > 0.01:
        problem = (
            f"{MEMBER}: world output {output:.3f} and value added {value_added:.3f}, "
            f"not {WORLD_OUTPUT} and {WORLD_VALUE_ADDED}"
        )
        raise BuildError(problem)
    gap = float(np.abs(table[:nodes].sum(axis=1) - table[:, :nodes].sum(axis=0)).max())
    if gap > 1e-3:
        problem = f"{MEMBER}: rows and columns differ by up to {gap} mn USD"
        raise BuildError(problem)
