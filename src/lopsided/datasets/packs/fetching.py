"""Publishers' files over the network: gone on with where they broke off, checked, and kept until they are imported."""

from __future__ import annotations

import hashlib
import json
import time
import tomllib
import zipfile
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import httpx

from lopsided.datasets.packs.place import downloads_folder
from lopsided.errors import InputError, MissingDataError, OutputError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Told = Callable[[str, int, int | None], None]

ATTEMPTS = 4
PAUSE = 1.0  # seconds before the second attempt; doubled each time
_TIMEOUT = httpx.Timeout(20.0, read=60.0)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """One file at its publisher's: the name it gets here, its address, and its checksum if the publisher gives one."""

    name: str
    url: str
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetchable:
    """A dataset that can be fetched: what it is, whose terms, and its files."""

    key: str
    title: str
    form: str
    version: str
    page: str
    licence: str
    size: str
    files: tuple[RemoteFile, ...]


@cache
def fetchable() -> Mapping[str, Fetchable]:
    """List what can be fetched, by key."""
    text = (resources.files("lopsided.datasets.packs") / "data" / "fetchable.toml").read_text(encoding="utf-8")
    return {
        key: Fetchable(key=key, files=tuple(RemoteFile(**file) for file in entry.pop("files")), **entry)
        for key, entry in tomllib.loads(text).items()
    }


def to_fetch(key: str) -> Fetchable:
    """Look up what can be fetched.

    Raises
    ------
    UnknownNameError
        For a name nobody here knows.
    """
    if key not in fetchable():
        kind = "dataset to fetch"
        raise UnknownNameError(kind, key, fetchable(), remedy="see lopsided data fetch without a name")
    return fetchable()[key]


def fetch(wanted: Fetchable, *, told: Told, client: httpx.Client | None = None) -> tuple[Path, ...]:
    """Download the files of a dataset, or what is still lacking of them.

    Parameters
    ----------
    wanted : Fetchable
        What to fetch.
    told : callable
        Called with a file's name, the bytes that are here, and the bytes there will be (None if nobody says).
    client : httpx.Client, optional
        To use instead of a new one.

    Returns
    -------
    tuple of Path
        The files, in the downloads folder.

    Raises
    ------
    MissingDataError
        Without a network, or when the publisher does not give the file: says how to add it by hand.
    InputError
        When what came is not what was announced.
    OutputError
        When it cannot be kept.
    """
    folder = downloads_folder() / wanted.key
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if client is not None:
            return tuple(_file(client, wanted, file, folder, told) for file in wanted.files)
        headers = {"User-Agent": "lopsided (a tool for trade analysts)"}
        with httpx.Client(headers=headers, timeout=_TIMEOUT, follow_redirects=True) as own:
            return tuple(_file(own, wanted, file, folder, told) for file in wanted.files)
    except OSError as error:
        problem = f"the download cannot be kept: {error.strerror or error}"
        raise OutputError(problem, subject=str(folder), remedy="set LOPSIDED_DATA_DIR to a folder with room") from error


def _file(
    client: httpx.Client,
    wanted: Fetchable,
    file: RemoteFile,
    folder: Path,
    told: Told,
) -> Path:
    target, part = folder / file.name, folder / f"{file.name}.part"
    if target.is_file():
        return target
    for attempt in range(ATTEMPTS):
        try:
            _go_on(client, file, part, told)
            break
        except httpx.HTTPStatusError as error:
            host, code = httpx.URL(file.url).host, error.response.status_code
            if code < 500 or attempt == ATTEMPTS - 1:
                problem = f"{host} answered {code}, so {wanted.key} was not fetched"
                raise MissingDataError(problem, subject=file.url, remedy=_by_hand(wanted, file)) from error
        except httpx.TransportError as error:
            begun = part.stat().st_size if part.is_file() else 0
            # without a first byte there is most likely no network at all, and waiting helps nobody
            if attempt == ATTEMPTS - 1 or (isinstance(error, httpx.ConnectError) and not begun):
                raise _cut_off(wanted, file, begun) from error
        time.sleep(PAUSE * 2**attempt)
    _check(part, file, wanted)
    part.replace(target)
    part.with_suffix(".json").unlink(missing_ok=True)
    return target


def _go_on(client: httpx.Client, file: RemoteFile, part: Path, told: Told) -> None:
    """Get what is lacking of a file: all of it, if the publisher has another version by now."""
    about = part.with_suffix(".json")
    tag = json.loads(about.read_text(encoding="utf-8"))["tag"] if about.is_file() else ""
    here = part.stat().st_size if part.is_file() and tag else 0
    headers = {"Range": f"bytes={here}-", "If-Range": tag} if here else {}
    with client.stream("GET", file.url, headers=headers) as answer:
        answer.raise_for_status()
        if answer.status_code != httpx.codes.PARTIAL_CONTENT:
            here = 0
        if "text/html" in answer.headers.get("content-type", "") and not file.name.endswith(".html"):
            problem = "the publisher answered with a page instead of the file"
            raise InputError(problem, subject=file.url, remedy="open the address in a browser and see what it says")
        new_tag = answer.headers.get("etag") or answer.headers.get("last-modified") or ""
        about.write_text(json.dumps({"tag": "" if new_tag.startswith("W/") else new_tag}), encoding="utf-8")
        length = answer.headers.get("content-length")
        encoded = "content-encoding" in answer.headers
        total = None if length is None or encoded else here + int(length)
        with part.open("ab" if here else "wb") as out:
            for chunk in answer.iter_bytes():  # as they come: a chunk held back would be lost with the connection
                out.write(chunk)
                here += len(chunk)
                told(file.name, here, total)
    if total is not None and here < total:
        cut = "the connection closed early"
        raise httpx.RemoteProtocolError(cut)


def _check(part: Path, file: RemoteFile, wanted: Fetchable) -> None:
    with part.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    if file.sha256 and digest != file.sha256:
        _forget(part)
        problem = f"what came has sha256 {digest[:12]}..., not {file.sha256[:12]}... as the publisher says"
        raise InputError(problem, subject=file.url, remedy="fetch it again, or see whether there is a newer version")
    if file.name.endswith(".zip") and not zipfile.is_zipfile(part):
        _forget(part)
        problem = "what came is not a zip"
        raise InputError(problem, subject=file.url, remedy=_by_hand(wanted, file))


def _forget(part: Path) -> None:
    part.unlink()
    part.with_suffix(".json").unlink(missing_ok=True)


def _by_hand(wanted: Fetchable, file: RemoteFile) -> str:
    return f"get {file.url} in a browser (see {wanted.page}), then lopsided data add FILE"


def _cut_off(wanted: Fetchable, file: RemoteFile, begun: int) -> MissingDataError:
    host = httpx.URL(file.url).host
    if begun:
        problem = f"the connection to {host} broke off after {begun / 1e6:,.1f} MB of {file.name}"
        return MissingDataError(problem, subject=wanted.key, remedy="run the same command again, it goes on from there")
    problem = f"there is no connection to {host}, so {wanted.key} was not fetched"
    return MissingDataError(problem, subject=wanted.key, remedy=_by_hand(wanted, file))
