"""Every pattern the package compiles, and whether it is sought anywhere in a text or only at a place."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "lopsided"
_PLACED = {"match", "fullmatch"}
_USES = _PLACED | {"search", "finditer", "findall", "sub", "subn", "split", "pattern", "groupindex", "scanner"}


def _name(node: ast.expr) -> str:
    """Name of what a method is called on: of a variable, an attribute, or a function called without arguments."""
    if isinstance(node, ast.Call):
        node = node.func
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def placed_only() -> frozenset[tuple[str, int]]:
    """Return the file and line of each ``re.compile`` whose pattern is only ever matched at a place it is given."""
    uses: dict[str, set[str]] = {}
    made: list[tuple[str, int, str]] = []
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in _USES:
                uses.setdefault(_name(node.value), set()).add(node.attr)
            made += [(str(path), *one) for one in _made(node)]
    used = {name: methods - {"pattern", "groupindex"} for name, methods in uses.items()}
    return frozenset((path, line) for path, line, name in made if used.get(name) and used[name] <= _PLACED)


def _made(node: ast.AST) -> list[tuple[int, str]]:
    """Lines of the patterns a statement makes, with the name they are used by."""
    if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        return [(node.value.lineno, _name(target))] if _is_compile(node.value) else []
    if isinstance(node, ast.FunctionDef):
        found = [n.value for n in ast.walk(node) if isinstance(n, ast.Return) and isinstance(n.value, ast.Call)]
        return [(call.lineno, node.name) for call in found if _is_compile(call)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _PLACED:
        return [(node.lineno, f"re.{node.func.attr}")] if _name(node.func.value) == "re" else []
    return []


def _is_compile(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "compile" and _name(call.func.value) == "re"
