"""A running web app for tests: one server in a thread, at any free port of this machine."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from lopsided.settings import Settings
from lopsided.web.app import create_app
from lopsided.web.serving import server as made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import ASGIApp


@contextmanager
def served(settings: Settings | None = None, app: ASGIApp | None = None) -> Iterator[str]:
    """Run the app, or another, as `lopsided serve` does, and give its address, ``http://127.0.0.1:PORT``."""
    settings = settings or Settings()
    if settings.seconds == Settings().seconds:  # a machine that tests other things besides may need longer for a page
        settings = replace(settings, seconds=600.0)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        server = made(app or create_app(settings), settings, log_level="critical")
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=60)
