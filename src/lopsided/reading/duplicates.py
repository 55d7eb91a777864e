"""Near-duplicate documents: wire copies and reprints, so that one report counts once.

MinHash over word shingles with banded lookup (Broder 1997, "On the resemblance and containment of documents"):
resemblance is estimated from the share of equal minima, and only documents that share a whole band are compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from zlib import crc32

import numpy as np

SHINGLE = 4
"""Words in a shingle."""
BANDS, ROWS = 32, 3
"""A pair of resemblance r shares a band with probability 1 - (1 - r**ROWS)**BANDS: .5 at r = .28, .99 at .52."""
ALIKE = 0.5
"""Estimated resemblance from which two documents are the same report."""
_SHORTEST = 30
_PRIME = np.uint64((1 << 61) - 1)


class Duplicates:
    """Groups documents as they arrive; keeps a few hundred bytes of each, not its text."""

    def __init__(self) -> None:
        rng = np.random.default_rng(20220204)
        self._factor = rng.integers(1, 1 << 31, BANDS * ROWS, dtype=np.uint64)
        self._shift = rng.integers(0, 1 << 31, BANDS * ROWS, dtype=np.uint64)
        self._bands: dict[tuple[int, bytes], list[str]] = defaultdict(list)
        self._signatures: dict[str, np.ndarray] = {}

    def group_of(self, name: str, text: str) -> str | None:
        """Take in a document and return the first earlier one it nearly repeats, or None.

        Parameters
        ----------
        name : str
            Name of the document.
        text : str
            Its text; one of fewer than thirty words is never a duplicate.
        """
        words = re.findall(r"\w+", text.casefold())
        if len(words) < _SHORTEST:
            return None
        signature = self._signature(words)
        keys = [(band, signature[band * ROWS : (band + 1) * ROWS].tobytes()) for band in range(BANDS)]
        rivals = dict.fromkeys(other for key in keys for other in self._bands.get(key, ()))
        first = next((o for o in rivals if float(np.mean(self._signatures[o] == signature)) >= ALIKE), None)
        if first is None:  # only first documents are kept: a copy points to its original, never to another copy
            self._signatures[name] = signature
            for key in keys:
                self._bands[key].append(name)
        return first

    def _signature(self, words: list[str]) -> np.ndarray:
        """Return the minima of each hash over all shingles, shape (BANDS * ROWS,)."""
        shingles = {crc32(" ".join(words[i : i + SHINGLE]).encode("utf-8", "replace")) for i in range(len(words))}
        hashes = np.fromiter(shingles, dtype=np.uint64, count=len(shingles))
        signature: np.ndarray = ((hashes[:, None] * self._factor + self._shift) % _PRIME).min(axis=0)
        return signature
