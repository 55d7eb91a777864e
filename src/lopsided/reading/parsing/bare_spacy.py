"""spaCy without its command line, which would take a third of the time it takes to load.

``import spacy`` imports its commands for the sake of one function, and they a web client, a terminal and a schema of
each command. Here they are left out until someone asks for them: ``import spacy.cli`` brings them all the same.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

from lopsided.reading.parsing.loading import uncollected

_COMMANDS = "spacy.cli"
_INFO = "spacy.cli.info"


def load_spacy() -> Any:  # noqa: ANN401  (spaCy is untyped)
    """Import spaCy and return it; without its commands if nothing has imported it yet."""
    if "spacy" in sys.modules:
        return import_module("spacy")
    sys.modules[_COMMANDS], sys.modules[_INFO] = ModuleType(_COMMANDS), _stand_in()
    try:
        with uncollected():
            found = import_module("spacy")
    finally:
        del sys.modules[_COMMANDS], sys.modules[_INFO]
    return found


def _stand_in() -> ModuleType:
    """Return a module with the one function spaCy takes from its commands, which fetches the real one when called."""

    def info(*args: object, **options: object) -> object:
        return import_module(_INFO).info(*args, **options)

    made = ModuleType(_INFO)
    made.info = info  # type: ignore[attr-defined]
    return made


spacy = load_spacy()
