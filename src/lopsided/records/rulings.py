"""What people say about checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["agree", "disagree", "unsure"]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person says about a check; kept apart from the machine's verdict."""

    figure: str
    ruling: Verdict
    note: str = ""
