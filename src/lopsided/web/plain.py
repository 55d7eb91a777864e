"""Contents as plain values, and what can be found in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import NoneType
from typing import TYPE_CHECKING, Any

from lopsided.briefing.contents import Chart
from lopsided.briefing.vega import Drawing

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Most of what contents hold: nothing is looked for in it.
_LEAVES = (str, int, float, NoneType, Drawing)


def plain(value: Any) -> Any:  # noqa: ANN401 - any contents
    """Turn contents into what JSON can hold; drawings and charts' rows have addresses of their own."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = [f.name for f in fields(value) if not (isinstance(value, Chart) and f.name == "rows")]
        found = {name: getattr(value, name) for name in kept}
        return {name: plain(inner) for name, inner in found.items() if not isinstance(inner, Drawing)}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        return [plain(inner) for inner in value]
    return value


def charts(value: Any) -> Iterator[Chart]:  # noqa: ANN401 - any contents
    """Find every chart in contents, however deep."""
    if isinstance(value, _LEAVES):
        return
    if is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Chart):
            yield value
        else:
            for field in fields(value):
                yield from charts(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from charts(inner)
