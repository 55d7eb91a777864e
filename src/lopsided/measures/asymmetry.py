"""Hirschman's question: how much more a tie is worth to one side than to the other.

Hirschman (1945), National Power and the Structure of Foreign Trade: the power to interrupt trade rests on the part
the tie has in each side's total, not on its size, which is the same for both.
"""

from __future__ import annotations


def net_dependence(of_a: float, of_b: float) -> float:
    """A's dependence on B less B's on A, in the unit of both: positive when A needs the tie more."""
    return of_a - of_b


def asymmetry(of_a: float, of_b: float) -> float:
    """Net dependence over the sum of both, from -1 (only B depends) over 0 (even) to 1 (only A depends).

    Returns
    -------
    float
        0 when neither depends at all.
    """
    total = of_a + of_b
    return (of_a - of_b) / total if total else 0.0
