"""A progress bar on the standard error stream, for work that takes longer than a second."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import TaskID


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """Show how far the work has come; yields a function to call with the name of each thing done.

    Nothing is drawn where the standard error stream is no terminal.
    """
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def told(name: str) -> None:
            bar.update(task, advance=1, description=f"{what} {name}")

        yield told


@contextmanager
def bytes_progress() -> Iterator[Callable[[str, int, int | None], None]]:
    """Show how much of each file has come; yields a function to call with its name, its bytes so far and in all.

    Nothing is drawn where the standard error stream is no terminal.
    """
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def told(name: str, here: int, total: int | None) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=total)
            bar.update(tasks[name], completed=here, total=total)

        yield told


@contextmanager
def counted(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far work of known length has come; yields a function to call with how much is done, of how much.

    Nothing is drawn where the standard error stream is no terminal, or before the first call.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None, visible=False)

        def told(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of, visible=True)

        yield told
