"""Every string of the brief that has been put apart is there, is used, and is filled in with what it asks for."""

from __future__ import annotations

import ast
import re
import string
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lopsided.briefing.words import say, words
from lopsided.web.words import words as of_the_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import SimpleNamespace

HERE = Path(str(files("lopsided.briefing")))
SOURCES = sorted([*HERE.rglob("*.py"), *HERE.parent.joinpath("web").rglob("*.py")])


def said(source: Path) -> Iterator[tuple[str, set[str]]]:
    """Find every call of `say` or `counted` with a plain key: the key, and the names it is given."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        key = node.args[0]
        if not isinstance(key, ast.Constant) or None in {word.arg for word in node.keywords}:
            continue
        if node.func.id == "say":
            yield str(key.value), {word.arg or "" for word in node.keywords}
        elif node.func.id == "counted":
            yield from ((f"{key.value!s}.{number}", {"n"}) for number in ("one", "many"))


def looked_up(strings: SimpleNamespace, key: str) -> object:
    found: object = strings
    for part in key.split("."):
        found = getattr(found, part)
    return found


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: str(p.relative_to(HERE.parent)))
def test_every_string_that_is_asked_for_is_there_and_gets_its_values(source: Path) -> None:
    for key, given in said(source):
        text = looked_up(of_the_pages(), key)
        assert isinstance(text, str), key
        wanted = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        if given or "{" not in text:
            assert wanted <= given, key


def test_no_string_is_left_over() -> None:
    texts = [p.read_text(encoding="utf-8") for p in (*SOURCES, *HERE.rglob("*.j2"))]
    for page, strings in vars(words()).items():
        whole = "".join(text for text in texts if f"{page}." in text)
        # Some keys are put together: "measured.column." and the name of a column.
        names = [name for name in vars(strings) if not re.search(rf"[\".]{page}\.{name}\b", whole)]
        assert [n for n in names if f'"{n}"' not in whole or f'f"{page}.' not in whole] == [], page


#: What is no prose though it has three words: what browsers and Vega read, and names that data and addresses know.
NO_PROSE = re.compile(
    r"default-src|camera=|datum\.|<svg|<path|patternUnits|^cannot be checked$|^roll calls in which both"
)
#: Errors are written where they are raised, here as everywhere: their problem, kind, subject and remedy.
OF_ERRORS = {"problem", "kind", "subject", "remedy"}


def prose(source: Path) -> Iterator[str]:
    """Find literals of three words or more in a module, errors and docstrings aside."""
    waiting: list[ast.AST] = [ast.parse(source.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            continue
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in OF_ERRORS for t in node.targets):
            continue
        if isinstance(node, ast.keyword) and node.arg in OF_ERRORS:
            continue
        if isinstance(node, ast.JoinedStr):
            whole = "".join(str(part.value) if isinstance(part, ast.Constant) else "0" for part in node.values)
            yield from [whole] if worded(whole) else []
            waiting += [part for part in node.values if not isinstance(part, ast.Constant)]
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and worded(node.value):
            yield node.value
        waiting += ast.iter_child_nodes(node)


def worded(text: str) -> bool:
    words = [word for word in text.split() if re.fullmatch(r"\W*[A-Za-z][a-z'’]+\W*", word)]
    return len(words) >= 3 and not NO_PROSE.search(text)


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: str(p.relative_to(HERE.parent)))
def test_a_module_holds_no_prose_of_its_own(source: Path) -> None:
    assert list(prose(source)) == []


def test_prose_is_found(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        """def f(n):
    \'\'\'This is a docstring.\'\'\'
    problem = "this is not shown"
    raise ValueError("nor is this one")
    return [f"only {n} of these words", "two words", "three plain words"]
""".replace("\\'", "'")
    )
    assert sorted(prose(module)) == ["only 0 of these words", "three plain words"]


def test_strings_are_filled_in() -> None:
    assert say("what_if_told.falls", percent="2 %") == "fall by 2 %"


TEMPLATES = sorted(HERE.joinpath("templates").glob("*.j2"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: p.name)
def test_a_template_holds_no_words_of_its_own(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"<[^>]*>|&\w+;", " ", text)
    assert re.findall(r"[A-Za-z]{2,}", text) == []
    for key in re.findall(r"say\(\"([a-z_.]+[a-z_])\"", template.read_text(encoding="utf-8")):
        assert looked_up(words(), key)
