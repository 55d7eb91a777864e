"""Writes docs/licences.md: what lopsided brings along when it is installed, and under which licence.

Run it after a change of requirements.lock; with --check it writes nothing and exits 1 if the page would differ. Either
way it exits 1 if a package may only be used under the GPL or AGPL, or does not say under what.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
PAGE = ROOT / "docs" / "licences.md"
HEAD = """<!-- written by tools/write_licences.py: change requirements.lock, then run make docs -->

# Licences of what is installed with lopsided

Every package of `requirements.lock` with the licence it declares. None may only be used under the GPL or AGPL;
`make docs-check` fails if one does. Where a package offers several licences, lopsided uses it under one that is
neither. Licences of the data are in [data.md](data.md).

| package | version | licence |
|---|---|---|
"""
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)([^\\]*)", re.MULTILINE)
COPYLEFT = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public")
#: Short names of licences that packages give in words.
NAMES = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
    "ISC License": "ISC",
    "BSD": "BSD-3-Clause",
}
#: Needed on other systems than the one this runs on.
ELSEWHERE = {"colorama": "BSD-3-Clause"}


def licence_of(name: str) -> str:
    """Return the licence a package declares: its expression, else its one line, else its classifier; empty if none."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return ELSEWHERE.get(name, "")
    told = {field: (about.get_all(field) or [""]) for field in ("License-Expression", "License", "Classifier")}
    line = told["License"][0]
    classified = [c.rsplit(" :: ", 1)[-1] for c in told["Classifier"] if c.startswith("License ::")]
    said = told["License-Expression"][0] or (line if 0 < len(line) < 60 else " or ".join(classified))
    return NAMES.get(said, said)


def barred(licence: str) -> bool:
    """Whether every choice the licence offers is the GPL or AGPL, or it says nothing."""
    return all(COPYLEFT.search(choice) for choice in re.split(r"\bor\b", licence, flags=re.IGNORECASE))


def main() -> int:
    """Write the page, or say that it would differ."""
    pins = sorted({(name, version) for name, version, _ in PIN.findall(LOCK.read_text(encoding="utf-8"))})
    found = [(name, version, licence_of(name)) for name, version in pins]
    refused = [f"{name} ({licence or 'says nothing'})" for name, _, licence in found if barred(licence)]
    if refused:
        print(f"may not be brought along: {', '.join(refused)}")
        return 1
    text = HEAD + "".join(f"| {name} | {version} | {licence} |\n" for name, version, licence in found)
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    if "--check" in sys.argv[1:]:
        print(f"{PAGE.name} is not what is installed: run make docs")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"wrote {PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
