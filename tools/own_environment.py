"""Says whether an environment may be set up from this checkout: it must not hold the package of another one.

Run by the environment's own Python, with nothing but the standard library, before anything is installed into it. An
environment that is shared (a link to another checkout's) would otherwise run this checkout's code there from then on.
"""

from __future__ import annotations

import json
import sys
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[1]


def other_checkout() -> Path | None:
    """Return the other checkout whose package this environment runs in place, if there is one."""
    try:
        told = metadata.distribution("lopsided").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None
    origin = json.loads(told) if told else {}
    if not origin.get("dir_info", {}).get("editable"):
        return None
    place = Path(unquote(urlsplit(origin["url"]).path))
    return place if (place / "pyproject.toml").exists() and place.resolve() != ROOT else None


def main() -> int:
    """Exit 1 with a sentence where it must be left alone."""
    if (other := other_checkout()) is not None:
        print(
            f"the environment {sys.prefix} belongs to the checkout {other}, and is left as it is: "
            f"give {ROOT} its own with 'make VENV=.venv-own ...', or remove a link to the other's",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
