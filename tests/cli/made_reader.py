"""A reader of another package, which takes as long as a test wants and needs no parser."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CODE = """
import time
from lopsided.records.kinds import Figure

class Made:
    def read(self, document):
        time.sleep({pause})
        start = document.text.index("$")
        span = (start, document.text.index(" ", start))
        yours = document.text[slice(*span)]
        return (Figure(document=document.document, span=span, text=yours, sentence=span, value=float(yours[1:]),
                       unit="USD", quantity="volume", subject="copper", exporter="BRA", importer="EGY"),)
"""


def offered(folder: Path, pause: float) -> dict[str, str]:
    """Put a package into a folder that offers the reader ``made``; return the environment that knows it.

    Parameters
    ----------
    folder : Path
        One that does not exist yet.
    pause : float
        Seconds it takes for an article.
    """
    described = folder / "made_reader-1.dist-info"
    described.mkdir(parents=True)
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: made-reader\nVersion: 1\n", encoding="utf-8")
    (described / "entry_points.txt").write_text("[lopsided.readers]\nmade = made_reader:Made\n", encoding="utf-8")
    (folder / "made_reader.py").write_text(_CODE.format(pause=pause), encoding="utf-8")
    places = os.pathsep.join(p for p in (str(folder), os.environ.get("PYTHONPATH", "")) if p)
    return {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": places}
