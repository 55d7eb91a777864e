"""The word that a visitor must know beyond this machine: in the address once, then in a cookie; or in a header."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, unquote_plus

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

NAME = "token"


def knows(scope: Scope, token: str) -> bool:
    """Whether a request has the token in its address, its cookie or its header."""
    headers = Headers(scope=scope)
    scheme, _, bearer = headers.get("authorization", "").strip().partition(" ")
    cookies = cookie_parser("; ".join(headers.getlist("cookie")))
    given = [in_address(scope) or "", cookies.get(cookie_name(scope), "")]
    if scheme.lower() == "bearer":
        given.append(bearer.strip())
    return any(same(text, token) for text in given)


def same(given: str, token: str) -> bool:
    """Whether two texts are the same, in a time that does not tell how much of them is."""
    return hmac.compare_digest(given.encode(), token.encode())


def in_address(scope: Scope) -> str | None:
    """Read the token in an address, the last if there are several; None if there is none."""
    found = [value for name, value in _parts(scope) if unquote_plus(name) == NAME]
    return unquote_plus(found[-1]) if found else None


def without(scope: Scope) -> Scope:
    """Take the token out of an address: whatever comes after the door has no part in it."""
    kept = ["=".join((name, value)) if value else name for name, value in _parts(scope) if unquote(name) != NAME]
    return {**scope, "query_string": "&".join(kept).encode("latin-1")}


def cookie_name(scope: Scope) -> str:
    """Name the cookie: with the port, since a browser gives all servers of one host the same cookies."""
    server = scope.get("server")
    return f"lopsided_token_{server[1]}" if server else "lopsided_token"


def let_in(scope: Scope, token: str) -> Response:
    """Keep the token in a cookie, and lead to the address without it."""
    path = quote("/" + scope["path"].lstrip("/\\"))
    query = without(scope)["query_string"].decode("latin-1")
    response = RedirectResponse(f"{path}?{query}" if query else path, status_code=303)
    secure = scope.get("scheme") == "https"
    response.set_cookie(cookie_name(scope), token, httponly=True, samesite="strict", secure=secure)
    response.headers["Cache-Control"] = "no-store"
    return response


def _parts(scope: Scope) -> list[tuple[str, str]]:
    query: str = scope["query_string"].decode("latin-1")
    return [(name, value) for name, _, value in (part.partition("=") for part in query.split("&") if part)]
