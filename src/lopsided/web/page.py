"""What a page is: what is asked of it, its contents as plain data, and their forms for people and machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lopsided.briefing.contents import Chart
    from lopsided.web.again_in_code import Code
    from lopsided.web.site import Site

#: One row of a CSV: column to plain value.
Row = Mapping[str, Any]
Asked = TypeVar("Asked")
Contents = TypeVar("Contents")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Asked, Contents]):
    """One page and its twins.

    Attributes
    ----------
    key : str
        Name of its template, its strings and its operations in the OpenAPI document.
    path : str
        Address, with what is asked in braces: ``"/data/{key}"``.
    asked : callable
        Takes the parts of the address as FastAPI reads them; returns a frozen dataclass whose fields bear the same
        names, in the one spelling that names the page (``RUS``, never ``russia``). Raises what cannot be asked.
    contents : callable
        From what is asked, and the site, to plain frozen dataclasses; run in a worker, kept in memory.
    rows : callable
        The contents as rows of plain values: the CSV.
    stamp : callable
        What the contents depend on beside what is asked and the code: a change of it makes them anew.
    code : callable, optional
        Lines that make the numbers of one chart again.
    written : callable, optional
        What is asked as the query of an address, where it is more than the fields of a dataclass. Whoever comes by
        another spelling is led to this one.
    again : callable, optional
        For pages with a form: what its template is to have as asked and as contents around a form that is given back,
        from the fields as they were filled in. Without it a failure is told on a page of its own.
    """

    key: str
    path: str
    asked: Callable[..., Asked]
    contents: Callable[[Asked, Site], Contents]
    rows: Callable[[Contents], Sequence[Row]]
    stamp: Callable[[Site], object] = lambda _site: None
    code: Callable[[Asked, Chart], Code] | None = None
    written: Callable[[Asked], Sequence[tuple[str, str]]] | None = None
    again: Callable[[Mapping[str, str]], tuple[object, object]] | None = None

    def address(self, asked: Asked, ending: str = "") -> str:
        """Write the one address that names this view, with everything asked in it.

        Parameters
        ----------
        asked : Asked
            As `asked` returns it.
        ending : str
            ``".json"``, ``".csv"``, or ``"/charts/KEY.svg"``.
        """
        if self.written is not None:
            told = urlencode(self.written(asked), safe=",:")
            return f"{self.path}{ending}" + (f"?{told}" if told else "")
        path, query = self.path, []
        for field in fields(asked):  # type: ignore[arg-type]
            value = getattr(asked, field.name)
            if f"{{{field.name}}}" in path:
                path = path.replace(f"{{{field.name}}}", quote(str(value), safe=""))
            elif field.default is MISSING or value != field.default:
                query.append((field.name, value))
        if path == "/" and ending:
            path = "" if ending.startswith("/") else "/index"
        return f"{path}{ending}" + (f"?{urlencode(query, doseq=True)}" if query else "")
