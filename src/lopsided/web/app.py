"""Puts the app together: pages, their twins, the door, and one way to fail."""

from __future__ import annotations

from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

from fastapi import Depends, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from lopsided.settings import Settings
from lopsided.web import failures, forms, openapi, service
from lopsided.web.methods import Methods
from lopsided.web.pages import PAGES, ROUTERS
from lopsided.web.parameters import only_known
from lopsided.web.reading.place import sweep
from lopsided.web.security import Guard
from lopsided.web.site import Site
from lopsided.web.words import say

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from lopsided.web.drawing import Drawers


def create_app(settings: Settings | None = None, drawers: Drawers | None = None) -> FastAPI:
    """Make the web app.

    Parameters
    ----------
    settings : Settings, optional
        The defaults when left out: loopback, no dossiers.
    drawers : Drawers, optional
        Processes that draw the pictures; they are ended with the app.
    """
    site = Site(settings or Settings(), drawers)

    @asynccontextmanager
    async def running(_app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(sweep)
        yield
        site.close()

    app = FastAPI(
        title="lopsided",
        version=version("lopsided"),
        summary=say("api.summary"),
        docs_url=None,  # its page would fetch from elsewhere
        redoc_url=None,
        openapi_url=None,  # ours has more in it
        lifespan=running,
        dependencies=[Depends(only_known)],
        responses=openapi.described_failures(),
    )
    app.state.site = site
    service.add_to(app)
    for router in ROUTERS:
        app.include_router(router)
    forms.add_to(app, site, PAGES)
    openapi.add_to(app, PAGES)
    app.mount("/static", StaticFiles(packages=[("lopsided.web", "static")]), name="static")
    failures.add_to(app)
    # Compressed pages tell nothing by their size: no page holds a secret, the token is in a cookie alone.
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    routes = [*app.router.routes, *(route for router in ROUTERS for route in router.routes)]
    app.add_middleware(Methods, routes=routes)
    app.add_middleware(Guard, settings=site.settings)
    return app
