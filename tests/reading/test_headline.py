"""A headline is taken only where a first line reads like one."""

from __future__ import annotations

import pytest

from lopsided.reading.documents.headline import find_headline
from lopsided.reading.noise.noise import find_noise

BODY = "Kenya and Uganda agreed on Monday to share the cost of a railway line that has been planned for a decade.\n"


@pytest.mark.parametrize(
    ("first", "headline"),
    [
        ("Kenya and Uganda share the bill for a railway", "Kenya and Uganda share the bill for a railway"),
        ("date 2024-03-05\n\nNairobi pays half of the line", "Nairobi pays half of the line"),
        ("The two presidents met on Sunday.", None),
        ("05/03/2024 - 08:12 | Africa | J. Doe", None),
        ("Railway", None),
        ("Nairobi, 5 March 2024", None),
        ("\ufeffKampala, March 5, 2024\n\nNairobi pays half of the line", "Nairobi pays half of the line"),
        ("Railway Deal Signed in Nairobi, 5 March 2024", "Railway Deal Signed in Nairobi, 5 March 2024"),
        (BODY.strip(), None),
    ],
)
def test_first_line(first: str, headline: str | None) -> None:
    text = f"{first}\n\n{BODY}"
    assert find_headline(text, find_noise(text)) == headline


def test_a_text_of_one_line_has_none() -> None:
    assert find_headline("Kenya and Uganda share the bill for a railway", ()) is None
    assert find_headline("", ()) is None
