"""How fast a long piece of work goes and how long it has left, on the standard error stream."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lopsided.api.corpora import Step

_NAMED = 3  # of what is passed over, those that are named
_EVERY = 30.0  # seconds between two lines where the stream is no terminal


class Pace:
    """Counts articles and tells rate and time left.

    Parameters
    ----------
    clock : callable
        Gives seconds; one that stands still or goes back gives no rate rather than a wrong one.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counts: Counter[str] = Counter()
        self._began: float | None = None
        self._share_at_start = 0.0
        self.share = 0.0

    def take(self, step: Step) -> None:
        """Count one article."""
        if self._began is None and step.outcome != "known":
            self._began = self._clock()  # what was known is passed over at once, and tells nothing of the pace
            self._share_at_start = step.share
        self._counts[step.outcome] += 1
        self.share = step.share

    @property
    def done(self) -> int:
        """Articles dealt with, whatever became of them."""
        return sum(self._counts.values())

    def said(self) -> str:
        """Say where the work is, as in ``"1,200 read, 3 set aside, 11.2 a second, 12 min left"``."""
        words = {"read": "read", "known": "known already", "aside": "set aside"}
        parts = [f"{self._counts[k]:,} {word}" for k, word in words.items() if self._counts[k] or k == "read"]
        elapsed = 0.0 if self._began is None else self._clock() - self._began
        fresh = self._counts["read"] + self._counts["aside"]
        if elapsed > 0 and fresh > 1:  # the first one started the clock
            parts.append(f"{(fresh - 1) / elapsed:,.1f} a second")
            gone = self.share - self._share_at_start
            if gone > 0:
                parts.append(f"{_span((1 - self.share) / gone * elapsed)} left")
        return ", ".join(parts)


class PassedOver:
    """Counts articles that need no reading, and says which they were.

    Parameters
    ----------
    watch : callable
        Called with each step, as without this.
    """

    def __init__(self, watch: Callable[[Step], None]) -> None:
        self._watch = watch
        self._names: list[str] = []
        self._count = 0

    def __call__(self, step: Step) -> None:
        """Take note of one article."""
        if step.outcome == "known":
            self._count += 1
            self._names = [*self._names, step.name][:_NAMED]
        self._watch(step)

    def said(self) -> str | None:
        """Say what was passed over, as in ``"passed over: b.txt, its text is in the dossier or was tried already"``."""
        if not self._count:
            return None
        more = f" and {self._count - _NAMED:,} more" if self._count > _NAMED else ""
        whose = "its text is" if self._count == 1 else "their texts are"
        tried = "was" if self._count == 1 else "were"
        return f"passed over: {', '.join(self._names)}{more}, {whose} in the dossier or {tried} tried already"


def _span(seconds: float) -> str:
    """Say a time as people do."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


@contextmanager
def reading_pace() -> Iterator[tuple[Callable[[Step], None], Callable[[float], None]]]:
    """Show how far reading has come; yields what to call with each article dealt with, and with the share checked.

    On a terminal a line is kept up to date; elsewhere one is written each half minute.
    """
    console = Console(stderr=True, soft_wrap=True)
    pace = Pace()
    columns = (SpinnerColumn(), TextColumn("{task.fields[doing]}"), BarColumn(), TextColumn("{task.description}"))
    last = time.monotonic()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=1.0, doing="reading")

        def show(doing: str, share: float, said: str) -> None:
            nonlocal last
            if console.is_terminal:
                bar.update(task, completed=share, description=said, doing=doing)
            elif time.monotonic() - last >= _EVERY:
                last = time.monotonic()
                console.print(f"{doing}: {share:.0%}, {said}", markup=False, highlight=False)

        def watch(step: Step) -> None:
            pace.take(step)
            show("reading", step.share, pace.said())

        def gathering(share: float) -> None:
            show("checking" if share else "stories", share, "of all that was read")

        yield watch, gathering
