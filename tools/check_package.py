"""Builds the wheel and the source distribution twice, and tries both as somebody would who has nothing else.

Both builds must be the same to the byte; the wheel must hold the data and the typed marker; installed into an empty
environment with the versions of requirements.lock, it must answer, read an article and write a brief. Installed from
the source distribution instead, the same files must lie there. Exits 1 with a line that says what is wrong.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "src" / "lopsided"
ARTICLE = ROOT / "examples" / "articles" / "2023-11-albanese-in-beijing.txt"
#: What somebody who has just installed it might ask first, and words of the answer.
QUESTIONS = (
    (("measure", "BRA", "ARG", "--format", "json"), "export_share"),
    (("simulate", "break-up", "DEU", "FRA", "--format", "json"), "residual"),
    (("check", "--text", "China took a third of Russia's exports in 2023."), "agrees"),
    (("data", "list"), "factbook"),
    (("serve", "--help"), "--port"),
)


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command and return what it prints; a failure ends the check with its words."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def built(folder: Path) -> dict[str, str]:
    """Build into a folder and return the digests by name."""
    run(sys.executable, "-m", "hatchling", "build", "--directory", folder, cwd=ROOT)
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def missing(wheel: Path) -> list[str]:
    """Return the files of the package that the wheel lacks."""
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    tracked = run("git", "ls-files", "--", "src/lopsided", cwd=ROOT).splitlines()
    return [name for name in tracked if name.removeprefix("src/") not in held]


def installed(python: Path, what: Path, home: Path) -> dict[str, str]:
    """Install a wheel or a source distribution, with the backend that is there; return digests of its files."""
    uv = Path(sys.executable).with_name("uv")
    run(uv, "pip", "install", "--python", python, "--no-deps", "--no-build-isolation", "--reinstall", what, cwd=home)
    package = next((python.parents[1]).glob("lib/python*/site-packages/lopsided"))
    found = (path for path in sorted(package.rglob("*")) if path.is_file() and path.suffix != ".pyc")
    return {str(path.relative_to(package)): sha256(path.read_bytes()).hexdigest() for path in found}


def answers(command: Path, home: Path) -> None:
    """Ask what somebody might ask first; read an article and write a brief of it."""
    for question, words in QUESTIONS:
        answer = run(command, *question, cwd=home)
        if words not in answer:
            sys.exit(f"lopsided {' '.join(question)} does not say {words!r}:\n{answer[:2000]}")
    records = run(command, "read", ARTICLE, cwd=home).splitlines()
    if not any('"event"' in line for line in records) or not any('"statement"' in line for line in records):
        sys.exit(f"lopsided read {ARTICLE.name} finds no event or no statement, in {len(records)} records")
    run(command, "brief", "AUS", "CHN", "--documents", ARTICLE, "--output", home / "brief.html", cwd=home)
    page = (home / "brief.html").read_text(encoding="utf-8")
    if "<svg" not in page or "Albanese" not in page:
        sys.exit(f"the brief of {ARTICLE.name} has no chart or no word of the article ({len(page)} characters)")


def main() -> int:
    """Run the check."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        first, second = built(home / "first"), built(home / "second")
        if first != second or len(first) != 2:
            sys.exit(f"two builds differ: {json.dumps([first, second], indent=1)}")
        wheel = next((home / "first").glob("*.whl"))
        if lacking := missing(wheel):
            sys.exit(f"the wheel lacks {', '.join(lacking[:5])}")
        if "lopsided/py.typed" not in zipfile.ZipFile(wheel).namelist():
            sys.exit("the wheel lacks the typed marker")
        bare = home / "bare"
        uv = Path(sys.executable).with_name("uv")
        run(uv, "venv", "--python", sys.executable, bare, cwd=home)
        python = bare / "bin" / "python"
        run(uv, "pip", "install", "--python", python, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=home)
        from_wheel = installed(python, wheel, home)
        answers(bare / "bin" / "lopsided", home)
        from_source = installed(python, next((home / "first").glob("*.tar.gz")), home)
        if differing := {name for name, _ in from_wheel.items() ^ from_source.items()}:
            sys.exit(f"what the source distribution installs differs: {', '.join(sorted(differing)[:5])}")
        run(bare / "bin" / "lopsided", "data", "list", cwd=home)
        for name, digest in first.items():
            print(f"{digest}  {name}  {(home / 'first' / name).stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
