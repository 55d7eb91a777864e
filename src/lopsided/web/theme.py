"""Light or dark, as a visitor chose: kept in a cookie, written into each page as it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import Request

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "lopsided_theme"
_PLACE = b'data-theme="auto"'


def themed(request: Request, body: bytes) -> bytes:
    """Write a visitor's choice into a page that is the same for all."""
    chosen = request.cookies.get(THEME_COOKIE, "auto")
    theme = chosen if chosen in THEMES else "auto"
    return body.replace(_PLACE, f'data-theme="{theme}"'.encode(), 1)
