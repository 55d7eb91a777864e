"""Every page of the app, one file each; an entry here gives it its addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lopsided.web.pages import (
    checks,
    compare,
    country,
    data,
    document,
    dossiers,
    dyad,
    find,
    home,
    method,
    product,
    reading,
    sentence,
    what_if,
)

if TYPE_CHECKING:
    from fastapi import APIRouter

    from lopsided.web.page import Page

PAGES: tuple[Page[Any, Any], ...] = (
    home.PAGE,
    dyad.PAGE,
    compare.PAGE,
    country.PAGE,
    country.ALL,
    product.PAGE,
    product.ALL,
    find.PAGE,
    method.PAGE,
    data.PAGE,
    data.ONE,
    dossiers.PAGE,
    dossiers.ONE,
    document.PAGE,
    document.READ,
    reading.FORM,
    reading.PAGE,
    checks.PAGE,
    sentence.PAGE,
    what_if.PAGE,
)
#: Addresses that are no pages: they take something in, or lead somewhere.
ROUTERS: tuple[APIRouter, ...] = (find.router, dyad.router, reading.router, checks.router, what_if.router)
