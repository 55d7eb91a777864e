"""An act with what is laid over it: intention, refusal, request, threat; and the type it has then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lopsided.reading.plover.lexicon import COOPERATIVE, FORCEFUL

if TYPE_CHECKING:
    from lopsided.reading.plover.lexicon import Act
    from lopsided.records.kinds import PloverType

PERFORMED = frozenset({"endorse", "praise", "defend-in-words", "welcome"})


@dataclass(frozen=True, slots=True)
class Reading:
    """An act and what is said of it.

    Attributes
    ----------
    act : Act
        The innermost act.
    operators : tuple of str
        Laid over it, outermost first: intend, agree, refuse, ask, threaten, allow, end, not, must, may, say, deny.
    token : int
        Index in the document of the word that names the act.
    reasons : tuple of str
        The words read, outermost first.
    path : tuple of int
        Every word read on the way, outermost first, the naming word last.
    """

    act: Act
    operators: tuple[str, ...]
    token: int
    reasons: tuple[str, ...]
    path: tuple[int, ...] = ()

    @property
    def type(self) -> PloverType:
        """The PLOVER type with everything round the act taken into account."""
        operators = self.operators
        if self.act.name in PERFORMED:  # to promise support is to give it
            operators = tuple(o for o in operators if o not in ("intend", "agree"))
        return shifted(self.act.type, operators)

    def under(self, operator: str, reason: str) -> Reading:
        """Return this reading with one more operator laid over it."""
        return replace(self, operators=(operator, *self.operators), reasons=(reason, *self.reasons))


def shifted(kind: PloverType, operators: tuple[str, ...]) -> PloverType:
    """Return the type an act has under its operators, innermost first."""
    for operator in reversed(operators):
        kind = _SHIFTS[operator](kind) if operator in _SHIFTS else kind
    return kind


def _intend(kind: PloverType) -> PloverType:
    if kind in COOPERATIVE:
        return "AGREE"
    return "THREATEN" if kind in FORCEFUL else kind


def _end(kind: PloverType) -> PloverType:
    return "SANCTION" if kind in COOPERATIVE else "CONCEDE"


_SHIFTS = {
    "intend": _intend,
    "agree": lambda _: "AGREE",
    "not": lambda kind: "REJECT" if kind in COOPERATIVE else kind,
    "refuse": lambda _: "REJECT",
    "ask": lambda _: "REQUEST",
    "must": lambda kind: kind,
    "invite": lambda _: "AGREE",
    "threaten": lambda _: "THREATEN",
    "allow": lambda _: "CONCEDE",
    "deny": lambda _: "REJECT",
    "end": _end,
}
