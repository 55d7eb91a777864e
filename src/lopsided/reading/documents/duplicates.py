"""Near-duplicate documents: wire copies and reprints, so that one report counts once.

MinHash over word shingles with banded lookup (Broder 1997, "On the resemblance and containment of documents"):
resemblance is estimated from the share of equal minima, and only documents that share a whole band are compared. Of
two texts of different length, one cut short or put into a longer one, how much of the shorter the other contains
follows from that and from their sizes, which the minima tell as well (Cohen 1997, "Size-estimation framework").
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHINGLE = 4
"""Words in a shingle."""
BANDS, ROWS = 48, 2
"""A pair of resemblance r shares a band with probability 1 - (1 - r**ROWS)**BANDS: .5 at r = .12, .95 at .25."""
SIGNED = 4 * BANDS * ROWS
"""Bytes of a signature that is not empty."""
ALIKE = 0.5
"""Estimated resemblance from which two documents are the same report."""
WITHIN = 0.75
"""Estimated share of the shorter one's shingles that the longer contains, from which they are the same report."""
_LEAST_ALIKE = 0.15
"""Resemblance under which the share that one contains of another cannot be told from so few minima."""
_SHORTEST = 30
_LOOSE = 1024  # documents whose bands are looked through one by one before they are sorted in with the others
_MIX = np.uint64(0x9E3779B97F4A7C15)


def signature_of(text: str) -> bytes:
    """Return what is kept of a text to find its copies: the minima of each hash over its shingles, four bytes each.

    Empty for a text of fewer than thirty words, which is never a duplicate.
    """
    words = re.findall(r"\w+", text.casefold())
    if len(words) < _SHORTEST:
        return b""
    factor, shift = _hashes()
    shingles = sorted({crc32(" ".join(words[i : i + SHINGLE]).encode("utf-8", "replace")) for i in range(len(words))})
    spread = _spread(np.array(shingles, dtype=np.uint64))
    least = np.full(BANDS * ROWS, np.iinfo(np.uint64).max)
    for start in range(0, len(shingles), _LOOSE):  # a long text by parts, so that its size does not multiply memory
        part = spread[start : start + _LOOSE, None]
        least = np.minimum(least, ((part ^ shift) * factor).min(axis=0))
    return (least >> np.uint64(32)).astype("<u4").tobytes()


def _spread(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return numbers of 32 bits as ones of 64 that look random, the same for the same (Steele et al. 2014).

    Without it the order of the products would be much that of the numbers, whatever the factor: one shingle with a
    small number would be the least under most hashes, and two texts that share it look alike.
    """
    mixed = numbers + _MIX
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


@cache
def _hashes() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Odd factors and shifts of 64 bits, one of each for every hash."""
    rng = np.random.default_rng(20220204)
    factor = rng.integers(0, np.iinfo(np.uint64).max, BANDS * ROWS, dtype=np.uint64, endpoint=True) | np.uint64(1)
    return factor, rng.integers(0, np.iinfo(np.uint64).max, BANDS * ROWS, dtype=np.uint64, endpoint=True)


class Duplicates:
    """Groups documents as they arrive; keeps about a kilobyte of each, not its text."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._signatures: list[bytes] = []
        self._loose: list[NDArray[np.uint64]] = []
        self._keys = np.empty(0, dtype=np.uint64)  # bands of all others, sorted
        self._owners = np.empty(0, dtype=np.int64)  # and whose they are

    def group_of(self, name: str, signature: bytes) -> str | None:
        """Take in a document and return the first earlier one it nearly repeats, or None.

        Parameters
        ----------
        name : str
            Name of the document.
        signature : bytes
            Of its text; see `signature_of`.
        """
        first = self.first_like(signature)
        if first is None:  # a copy is not kept: others point to its original, never to it
            self.keep(name, signature)
        return first

    def first_like(self, signature: bytes) -> str | None:
        """Return the first document kept that one with this signature nearly repeats, or None."""
        if not signature:
            return None
        own = np.frombuffer(signature, dtype="<u4")
        for rival in self._rivals(_bands(own)):
            if _is_copy(np.frombuffer(self._signatures[rival], dtype="<u4"), own):
                return self._names[rival]
        return None

    def keep(self, name: str, signature: bytes) -> None:
        """Remember a document that is no copy, so that its copies are known; one too short has none."""
        if signature:
            self._keep(name, signature, _bands(np.frombuffer(signature, dtype="<u4")))

    def _rivals(self, bands: NDArray[np.uint64]) -> list[int]:
        """Return the places of those kept that share a band, the first to arrive first."""
        first = np.searchsorted(self._keys, bands, side="left")
        last = np.searchsorted(self._keys, bands, side="right")
        found = {int(owner) for a, b in zip(first, last, strict=True) for owner in self._owners[a:b]}
        if self._loose:
            start = len(self._names) - len(self._loose)
            shared = (np.array(self._loose) == bands).any(axis=1)
            found |= {start + int(place) for place in np.flatnonzero(shared)}
        return sorted(found)

    def _keep(self, name: str, signature: bytes, bands: NDArray[np.uint64]) -> None:
        self._names.append(name)
        self._signatures.append(signature)
        self._loose.append(bands)
        if len(self._loose) < _LOOSE:
            return
        owners = np.repeat(np.arange(len(self._names) - _LOOSE, len(self._names)), BANDS)
        keys, owners = np.concatenate([self._keys, *self._loose]), np.concatenate([self._owners, owners])
        order = np.argsort(keys, kind="stable")
        self._keys, self._owners = keys[order], owners[order]
        self._loose.clear()


def _is_copy(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> bool:
    """Whether two signatures are of one report: alike as they stand, or the shorter mostly within the longer."""
    alike = float(np.mean(one == other))
    if not _LEAST_ALIKE <= alike < ALIKE:
        return alike >= ALIKE
    sizes = [1 / float(np.mean(signature / 2**32)) for signature in (one, other)]
    return alike / (1 + alike) * sum(sizes) >= WITHIN * min(sizes)


def _bands(signature: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return a key for each band, its place mixed in, shape (BANDS,)."""
    keys = np.arange(BANDS, dtype=np.uint64)
    for row in signature.reshape(BANDS, ROWS).T:
        keys = (keys ^ row.astype(np.uint64)) * _MIX
        keys ^= keys >> np.uint64(29)
    return keys
