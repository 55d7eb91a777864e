from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

TOOL = Path(__file__).resolve().parents[2] / "tools" / "build_actors.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_actors", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_actors"] = module
    spec.loader.exec_module(module)
    return module


def test_demonyms_are_written_out(tool: ModuleType) -> None:
    assert tool.people("German(s)") == ["German", "Germans"]
    assert tool.people("Frenchman(men), Frenchwoman(women)") == ["Frenchman", "Frenchmen", "Frenchwoman", "Frenchwomen"]
    assert tool.people("Beninese (singular and plural)") == ["Beninese"]
    assert tool.adjectives("Lao or Laotian") == ["Lao", "Laotian"]


def test_a_leader_is_read_from_the_factbook_line(tool: ModuleType) -> None:
    line = "President Gabriel BORIC (since 11 March 2022)"
    country = {"Government": {"Executive branch": {"chief of state": {"text": line}}}}
    rows, unread = tool.leader_rows(country, "CHL")
    assert rows == [["Gabriel Boric", "Boric", "CHL", "president", "2022-03-11", "factbook"]]
    assert unread == []


def test_partial_members_are_left_out(tool: ModuleType) -> None:
    field = "AU, SCO (dialogue member), UN, WTO (observer), ICC (national committees), ICCt (signatory), OAS (observer)"
    country = {"Government": {"International organization participation": {"text": field}}}
    assert tool.blocs_of(country) == {"AU", "UN"}
