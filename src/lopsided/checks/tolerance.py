"""How a measured value stands to a reported one: the published rules of ``data/hedges.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lopsided.checks.check import Level
    from lopsided.records.kinds import Figure

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@cache
def rules() -> dict[str, Any]:
    """Return the rules as published in ``data/hedges.toml``."""
    return tomllib.loads((files("lopsided.checks") / "data" / "hedges.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Claim:
    """What a figure claims, ready to be compared.

    Attributes
    ----------
    low, high : float or None
        Ends of its range, equal for a single value; None for "one of the main".
    rule : str
        Key of the rule in ``hedges.toml``.
    quantity : str
        share, rank, growth, volume, count, money.
    is_factor : bool
        A growth told as a multiple ("doubled"): the multiples are compared, not the growth.
    """

    low: float | None
    high: float | None
    rule: str
    quantity: str
    is_factor: bool = False

    @property
    def words(self) -> str:
        """The rule in words."""
        if self.quantity == "rank":
            return str(rules()["rank"]["words" if self.low is not None else "words_main"])
        shares = "; a share may also be off by half a percentage point" if self.quantity == "share" else ""
        return f"{rules()[self.rule]['words']}{shares}"


def claim_of(figure: Figure) -> Claim:
    """Return what a figure claims."""
    low, high = figure.value, figure.value_high if figure.value_high is not None else figure.value
    if low is not None and high is not None and high < low:
        low, high = high, low
    hedge = figure.hedge if figure.hedge in rules() else None
    in_words = not _in_digits(figure)
    return Claim(low, high, hedge or ("round" if in_words else "plain"), figure.quantity, figure.unit == "factor")


def _in_digits(figure: Figure) -> bool:
    """Whether the value stands in digits; years and days beside a fraction in words do not make it exact."""
    numbers = [float(n.replace(",", "")) for n in _NUMBER.findall(figure.text)]
    if figure.quantity not in ("share", "growth") or figure.value is None:
        return bool(numbers)
    scale = 100 if figure.unit == "fraction" else 1
    return any(abs(n - scale * abs(figure.value)) < 0.005 * n + 1e-9 for n in numbers)


def judge(claim: Claim, measured: float, *, wider: float = 0.0) -> Level:
    """Say how a reported figure stands to a measured value.

    Parameters
    ----------
    claim : Claim
        What is reported.
    measured : float
        In the claim's unit.
    wider : float
        Added to the bounds on both sides, as a fraction.
    """
    if claim.quantity == "rank":
        return _rank(claim.low, measured)
    if claim.low is None or claim.high is None:
        return "disagrees"
    if claim.is_factor:
        measured += 1
    elif claim.quantity == "growth" and claim.low * measured < 0 and not _within_points(claim, measured, "close"):
        return "disagrees"
    levels: tuple[Level, ...] = ("agrees", "close")
    for level in levels:
        bounds = rules()[claim.rule][level]
        low, high = _bounds(claim, (bounds[0] - wider, bounds[1] + wider))
        if low <= measured <= high or _within_points(claim, measured, level):
            return level
    return "disagrees"


def judge_bounds(claim: Claim, low: float, high: float) -> Level | None:
    """Say how a figure stands to a value only known to lie between two; None when that cannot be said."""
    if claim.quantity == "rank":
        wanted = claim.low if claim.low is not None else float(rules()["rank"]["main"])
        if claim.low is None:
            return "agrees" if high <= wanted else "disagrees" if low > rules()["rank"]["nearly_main"] else None
        return None if low <= wanted <= high else "disagrees"
    if claim.rule in ("less than", "up to") and claim.high is not None and judge(claim, high) != "disagrees":
        return judge(claim, high)
    at = {judge(claim, low), judge(claim, high)}
    middle = (low + high) / 2
    return "disagrees" if at | {judge(claim, middle)} == {"disagrees"} and not _straddles(claim, low, high) else None


def _straddles(claim: Claim, low: float, high: float) -> bool:
    return claim.low is not None and claim.high is not None and low <= claim.high and claim.low <= high


def _bounds(claim: Claim, ratios: tuple[float, float]) -> tuple[float, float]:
    low, high = claim.low or 0.0, claim.high or 0.0
    ends = sorted((low * ratios[0 if low >= 0 else 1], high * ratios[1 if high >= 0 else 0]))
    return ends[0], ends[1]


def _within_points(claim: Claim, measured: float, level: Level) -> bool:
    """Whether a share or growth is within the rounding of reports."""
    if claim.quantity not in ("share", "growth") or claim.low is None or claim.high is None:
        return False
    if claim.is_factor:
        return False
    points = float(rules()["points"][level])
    return claim.low - points - 1e-9 <= measured <= claim.high + points + 1e-9


def _rank(wanted: float | None, measured: float) -> Level:
    if wanted is None:
        main, nearly = rules()["rank"]["main"], rules()["rank"]["nearly_main"]
        return "agrees" if measured <= main else "close" if measured <= nearly else "disagrees"
    off = abs(measured - wanted)
    far_down = min(measured, wanted) >= rules()["rank"]["far_down"]
    return "agrees" if off < 0.5 else "close" if off < 1.5 and far_down else "disagrees"
