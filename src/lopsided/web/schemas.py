"""The JSON of each page as a schema: made from the dataclasses of its contents, which are what is written."""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Union

from lopsided.briefing.contents import Chart
from lopsided.briefing.vega import Drawing
from lopsided.web.columns import columns

if TYPE_CHECKING:
    from lopsided.web.page import Page

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
_LISTS = (list, tuple, set, frozenset, Sequence, Iterable)
#: One value of a row: a number, a word, or a list of either.
_CELL = {"type": [*_PLAIN.values(), "array", "object"]}


def add_pages(schemas: dict[str, Any], pages: Iterable[Page[Any, Any]]) -> None:
    """Add the answer of every page, and whatever its contents hold, each under its name."""
    for page in pages:
        annotation = page.contents.__annotations__["return"]
        contents = _named(annotation, page.contents.__module__)
        schemas[f"{page.key}_page"] = {
            "type": "object",
            "required": ["page", "address", "lopsided", "contents", "rows"],
            "properties": {
                "page": {"const": page.key},
                "address": {"type": "string"},
                "lopsided": {"type": "string"},
                "contents": _of(contents, schemas, without=frozenset({"rows"})),
                "rows": {"type": "array", "items": _row(page.key)},
            },
        }


def _row(page: str) -> dict[str, Any]:
    told = {name: _CELL | {"description": means} for name, means in columns(page).items()}
    return {"type": "object", "properties": told, "additionalProperties": _CELL}


@cache
def _names(module: str) -> dict[str, Any]:
    """Name what a module's annotations may: its own names, and those that it imports for a type checker alone."""
    found: dict[str, Any] = {"Row": Mapping[str, Any]}
    for node in ast.walk(ast.parse(inspect.getsource(sys.modules[module]))):
        if isinstance(node, ast.ImportFrom) and node.module:
            held = importlib.import_module(node.module)
            found |= {name.asname or name.name: getattr(held, name.name, Any) for name in node.names}
    return found | vars(sys.modules[module])


def _named(annotation: str, module: str) -> Any:  # noqa: ANN401 - any type
    """Read an annotation as its module would."""
    return eval(annotation, _names(module))  # noqa: S307 - our own source


def _of(
    kind: Any,  # noqa: ANN401 - any type
    schemas: dict[str, Any],
    without: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Describe a type as `lopsided.web.plain.plain` writes its values."""
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if isinstance(kind, type) and is_dataclass(kind):
        return _object(kind, schemas, without)
    origin, inner = typing.get_origin(kind), [x for x in typing.get_args(kind) if x is not Ellipsis]
    if origin is Literal:
        return {"enum": inner}
    parts = list({repr(made): made for made in (_of(x, schemas) for x in inner)}.values())
    either = parts[0] if len(parts) == 1 else {"anyOf": parts}
    made = {"type": "array", "items": either} if origin in _LISTS else {}
    if origin in (dict, Mapping):
        made = {"type": "object", "additionalProperties": _of(inner[1], schemas)}
    return either if origin in (Union, types.UnionType) else made


def _object(kind: type, schemas: dict[str, Any], without: frozenset[str]) -> dict[str, Any]:
    name = f"{kind.__module__.removeprefix('lopsided.')}.{kind.__qualname__}"
    if name not in schemas:
        schemas[name] = {}  # a tree names itself
        kept = [f for f in fields(kind) if f.name not in without and not (kind is Chart and f.name == "rows")]
        told = {f.name: _named(str(f.type), kind.__module__) for f in kept}
        drawn = {key for key, value in told.items() if value is Drawing or Drawing in typing.get_args(value)}
        schemas[name] = {
            "type": "object",
            "required": [key for key in told if key not in drawn],
            "properties": {key: {} if key in drawn else _of(value, schemas) for key, value in told.items()},
        }
    return {"$ref": f"#/components/schemas/{name}"}
