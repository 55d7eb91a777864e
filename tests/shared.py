"""Where the articles, gold and tables that may not be committed lie, when they are there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared"
SHARED: Path | None = next((p for p in (Path(os.environ.get("LOPSIDED_SHARED", _BESIDE)),) if p.is_dir()), None)

needs_shared = pytest.mark.skipif(
    SHARED is None, reason="the shared articles and tables are not beside the project, so this cannot be measured here"
)
