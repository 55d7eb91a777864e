"""The errors a user can meet, as one tree.

::

    LopsidedError
    |- UnknownNameError    a country, product, measure, dataset or key nobody here knows
    |- UsageError          names that are known but make no sense together (a country with itself)
    |- InputError          a document, scenario, settings or data file that cannot be taken as it is
    |- MissingDataError    the question is sound, the data to answer it are not here
    |- SolveError          the model found no equilibrium within its tolerance
    |- DossierError        a dossier that cannot be opened, read or written
    |  `- DossierInUseError    one that another process has open
    `- OutputError         a result that cannot be written where it was asked for

Every error is one sentence in three parts: what is wrong, where (``subject``), and what to do (``remedy``).
"""

from __future__ import annotations

from contextlib import contextmanager
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class LopsidedError(Exception):
    """Base of every error this package raises on purpose.

    Parameters
    ----------
    problem : str
        What is wrong, without a full stop.
    subject : str
        The thing it is wrong with: a name, a path, a key.
    remedy : str
        What the reader can do about it.

    Attributes
    ----------
    field : str
        Field of a form that it is about, where there is one; see `in_field`.
    """

    field: str = ""

    def __init__(self, problem: str, *, subject: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.subject = subject
        self.remedy = remedy
        super().__init__(str(self))

    def __reduce__(self) -> tuple[Callable[..., LopsidedError], tuple[type[LopsidedError], dict[str, Any]]]:
        """Let an error come back from another process as it was, whatever its class needs to be made."""
        return _again, (type(self), self.__dict__)

    def __str__(self) -> str:
        where = f" ({self.subject})" if self.subject and self.subject not in self.problem else ""
        remedy = f": {self.remedy}" if self.remedy else ""
        return f"{self.problem}{where}{remedy}"


@contextmanager
def in_field(name: str) -> Iterator[None]:
    """Have every error raised within say which field of a form it is about; the innermost name holds."""
    try:
        yield
    except LopsidedError as error:
        error.field = error.field or name
        raise


def _again(kind: type[LopsidedError], told: dict[str, Any]) -> LopsidedError:
    error = kind.__new__(kind)
    error.__dict__.update(told)
    return error


class UnknownNameError(LopsidedError):
    """A name that is not in a vocabulary; says which known names are nearest."""

    def __init__(self, kind: str, name: str, known: Iterable[str] = (), *, remedy: str = "") -> None:
        self.kind = kind
        self.nearest = tuple(get_close_matches(name, list(known), n=3, cutoff=0.5))
        hint = f"did you mean {' or '.join(repr(n) for n in self.nearest)}?" if self.nearest else ""
        todo = f"{hint} {remedy[:1].upper()}{remedy[1:]}" if hint and remedy else hint or remedy
        super().__init__(f"unknown {kind} {name!r}", subject=name, remedy=todo)


class UsageError(LopsidedError):
    """Known names that make no sense together."""


class InputError(LopsidedError):
    """A document, scenario, settings or data file that cannot be taken as it is."""


class MissingDataError(LopsidedError):
    """The question is sound, but no dataset here can answer it."""


class SolveError(LopsidedError):
    """The model found no equilibrium within its tolerance.

    Attributes
    ----------
    residual : float
        Largest relative residual of market clearing when the solver stopped (no unit).
    worst : str
        The market with that residual.
    """

    def __init__(self, problem: str, *, residual: float, worst: str, remedy: str = "") -> None:
        self.residual = residual
        self.worst = worst
        super().__init__(
            f"{problem} (relative residual {residual:.2e}, worst market {worst})", subject=worst, remedy=remedy
        )


class DossierError(LopsidedError):
    """A dossier that cannot be opened, read or written."""


class DossierInUseError(DossierError):
    """A dossier that another process has open, so that it cannot be opened for what was wanted."""


class OutputError(LopsidedError):
    """A result that cannot be written where it was asked for."""
