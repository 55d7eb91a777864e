"""A running web app for tests: one server in a thread, at any free port of this machine."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from lopsided.web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lopsided.settings import Settings


@contextmanager
def served(settings: Settings | None = None) -> Iterator[str]:
    """Run the app and give its address, ``http://127.0.0.1:PORT``."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="critical", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)
