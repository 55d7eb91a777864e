"""Every visible string stands in strings/: templates hold none of their own, and name none that is not there."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from lopsided.web.rendering import environment
from lopsided.web.words import say, words

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

TEMPLATES = sorted(
    (p for p in files("lopsided.web").joinpath("templates").iterdir() if p.name.endswith(".j2")), key=lambda p: p.name
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: p.name)
def test_a_template_holds_no_words_of_its_own(template: Traversable) -> None:
    text = template.read_text(encoding="utf-8")
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>|&\w+;", " ", text)
    assert re.findall(r"[A-Za-z]{2,}", text) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: p.name)
def test_a_template_names_only_strings_that_are_there(template: Traversable) -> None:
    text = template.read_text(encoding="utf-8")
    for key in re.findall(r"\bt\.([a-z_]+(?:\.[a-z_0-9]+)?)", text):
        assert say(key.removesuffix(".format"))
    environment().parse(text)


def test_strings_are_filled_in() -> None:
    assert "9.9" in say("site.made", version="9.9")
    assert words().site.name == "lopsided"
