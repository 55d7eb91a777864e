"""The page on arrays shows code that runs, and names that exist."""

from __future__ import annotations

import re
from pathlib import Path

from lopsided import model

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "model-arrays.md").read_text(encoding="utf-8")


def test_the_page_on_arrays_runs_from_top_to_bottom() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "docs/model-arrays.md", "exec"), names)  # noqa: S102
    assert isinstance(names["outcome"], model.Outcome)
    assert isinstance(names["balanced"], model.Economy)
    assert len(blocks) >= 3


def test_every_name_of_the_model_that_the_page_uses_is_there() -> None:
    used = set(re.findall(r"\bmodel\.([A-Za-z_]+)", PAGE)) - {"md", "mrio_files"}
    assert len(used) > 10
    assert used <= set(model.__all__)
