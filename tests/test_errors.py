"""What an error says is whole sentences."""

from __future__ import annotations

import pytest

from lopsided.errors import UnknownNameError


@pytest.mark.parametrize(
    ("known", "remedy", "ends"),
    [
        (["Peru"], "write a country", ": did you mean 'Peru'? Write a country"),
        (["Peru"], "", ": did you mean 'Peru'?"),
        ([], "write a country", ": write a country"),
    ],
)
def test_a_near_name_is_asked_for_and_what_else_to_do_is_told_after_it(
    known: list[str], remedy: str, ends: str
) -> None:
    assert str(UnknownNameError("country", "Peruu", known, remedy=remedy)).endswith(ends)
