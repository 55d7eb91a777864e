"""``lopsided serve``: the web app on this machine."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from lopsided.errors import UsageError
from lopsided.settings import Settings, load

#: Seconds a thread may keep the interpreter when another wants it.
SWITCH = 0.0005


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(serve)


def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; beyond this machine LOPSIDED_TOKEN must be set.")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes any free one.")] = None,
    dossiers: Annotated[Path | None, typer.Option(help="Folder of dossiers to show.")] = None,
    public: Annotated[
        str | None, typer.Option(help="Address by which others reach it, for citations: https://desk.example.")
    ] = None,
    read_only: Annotated[
        bool | None, typer.Option("--read-only", help="Nothing can be read in or saved: for publishing.")
    ] = None,
) -> None:
    """Open the web app and print its address. Settings may also stand in lopsided.toml or in LOPSIDED_*."""
    from lopsided.web import warm  # noqa: PLC0415 - slow to load: only who serves pays
    from lopsided.web.app import create_app  # noqa: PLC0415
    from lopsided.web.drawing import Drawers  # noqa: PLC0415
    from lopsided.web.serving import server  # noqa: PLC0415

    given = {"host": host, "port": port, "dossiers": dossiers, "public": public, "read_only": read_only}
    settings = load(os.environ, Path.cwd(), **given)
    if settings.dossiers is not None and not settings.dossiers.is_dir():
        problem = "there is no such folder of dossiers"
        raise UsageError(problem, subject=str(settings.dossiers), remedy="make it, or name another with --dossiers")
    listening = _listen(settings)
    name = f"[{settings.host}]" if ":" in settings.host else settings.host
    query = "/?token=..." if settings.token else ""
    typer.echo(f"http://{name}:{listening.getsockname()[1]}{query}")
    # Pages are worked out in threads: those who wait for one that is ready should not wait for them.
    sys.setswitchinterval(SWITCH)
    app = create_app(settings, Drawers(settings.workers, settings.seconds))
    warm.start(app.state.site)
    server(app, settings).run(sockets=[listening])


def _listen(settings: Settings) -> socket.socket:
    """Take the address before it is printed: whoever reads it can ask at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(256)
    except OSError as error:
        listening.close()
        problem = f"cannot listen there: {error.strerror or error}"
        subject = f"{settings.host}:{settings.port}"
        raise UsageError(problem, subject=subject, remedy="take another --port; 0 takes any free one") from error
    return listening
