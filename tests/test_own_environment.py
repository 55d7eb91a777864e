"""An environment that another checkout runs from is not set up anew."""

from __future__ import annotations

import json
from importlib import metadata
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from tools import own_environment

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("editable", "exists", "refused"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_only_the_environment_of_a_checkout_that_is_there_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, editable: bool, exists: bool, refused: bool
) -> None:
    other = tmp_path / "another one"
    other.mkdir()
    if exists:
        (other / "pyproject.toml").touch()
    told = json.dumps({"dir_info": {"editable": editable}, "url": other.as_uri()})
    held = SimpleNamespace(read_text=lambda _name: told)
    monkeypatch.setattr(metadata, "distribution", lambda _name: held)
    assert own_environment.main() == int(refused)
    monkeypatch.setattr(own_environment, "ROOT", other.resolve())
    assert own_environment.main() == 0
