"""Settings of the web app: ``lopsided.toml`` and ``LOPSIDED_*``, read once and frozen; only web and cli read them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lopsided.errors import InputError, UnknownNameError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "lopsided.toml"
PREFIX = "LOPSIDED_"
#: Variables with our prefix that other parts read.
OF_OTHERS = {"LOPSIDED_DATA_DIR", "LOPSIDED_SHARED"}
SHORTEST_TOKEN = 16
_ADDRESS = re.compile(r"https?://[\w.:\[\]-]+(?:/[\w./~-]*[\w~-])?")
#: What this machine calls itself, as a request's ``Host`` has it.
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the web app is served.

    Attributes
    ----------
    host : str
        Address to listen on; beyond this machine only with a token.
    port : int
        0 takes any free one.
    token : str
        What a visitor must know; empty asks for nothing.
    dossiers : Path or None
        Folder of dossiers to show, and to save to unless read-only.
    read_only : bool
        Nothing can be read in, uploaded or saved: for publishing.
    upload_bytes : int
        Largest body of a request.
    public : str
        Address by which others reach it, cited beside every chart: ``https://desk.example``.
    hosts : str
        Names it may be asked by, with commas between, beside those of this machine. Empty: where only this machine can
        reach it, no others; elsewhere any, since the token is asked for.
    seconds : float
        Longest time a page may take.
    header_seconds : float
        Longest time a visitor may take to say what is asked for.
    body_seconds : float
        Longest time a visitor may take to send a request's body, or to take an answer.
    connections : int
        Visitors' connections at the same time.
    connections_each : int
        Of them, those of one address.
    workers : int
        Pages worked out at the same time, and processes that draw their pictures.
    kept_seconds : float
        How long what visitors had read is there for them, unless they save it.
    cached_pages : int
        Pages whose contents are kept in memory once worked out.
    cached_bytes : int
        Pages, tables and pictures kept in memory as they were sent.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    token: str = ""
    dossiers: Path | None = None
    read_only: bool = False
    upload_bytes: int = 5_000_000
    hosts: str = ""
    public: str = ""
    seconds: float = 30.0
    header_seconds: float = 10.0
    body_seconds: float = 60.0
    connections: int = 500
    connections_each: int = 100
    workers: int = 2
    kept_seconds: float = 7200.0
    cached_pages: int = 200
    cached_bytes: int = 64_000_000

    def __post_init__(self) -> None:
        for name in (f.name for f in fields(self) if f.name != "port" and f.type in {"int", "float"}):
            if getattr(self, name) <= 0:
                problem = f"the setting {name} must be more than 0"
                raise UsageError(problem, subject=name, remedy="leave it out to take the default")
        if self.public and not _ADDRESS.fullmatch(self.public):
            problem = f"{self.public!r} is no address others could reach this by"
            raise UsageError(
                problem, subject="public", remedy="write it like https://desk.example, without a / at its end"
            )
        if not 0 <= self.port <= 65_535:
            problem = f"{self.port} is no port"
            raise UsageError(problem, subject="port", remedy="take one from 0 to 65535; 0 takes any free one")
        if self.token and len(self.token) < SHORTEST_TOKEN:
            problem = f"the token is shorter than {SHORTEST_TOKEN} characters"
            raise UsageError(problem, remedy="take a long random one, as 'openssl rand -hex 24' prints")
        if not self.token and not self.loopback:
            problem = f"{self.host} can be reached from other machines, and no token is set"
            raise UsageError(
                problem, subject=self.host, remedy=f"set {PREFIX}TOKEN to a long random word, or leave --host out"
            )

    @property
    def names(self) -> frozenset[str]:
        """Every name it may be asked by; empty for any."""
        given = {name.strip().lower() for name in self.hosts.split(",") if name.strip()}
        return frozenset(given | LOOPBACK if self.loopback else given)

    @property
    def loopback(self) -> bool:
        """True if only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def load(environment: Mapping[str, str], folder: Path, **given: Any) -> Settings:  # noqa: ANN401 - values of any kind
    """Read the settings: what is given wins over the environment, that over the file, that over the defaults.

    Parameters
    ----------
    environment : mapping
        As ``os.environ``.
    folder : Path
        Where ``lopsided.toml`` may lie.
    **given
        Settings by name; None is not given.

    Raises
    ------
    UnknownNameError
        For a setting that does not exist; names the nearest.
    InputError, UsageError
        For a file that cannot be read, or a value that makes no sense.
    """
    found: dict[str, Any] = _file(folder / FILE)
    for name, text in environment.items():
        if name.startswith(PREFIX) and name not in OF_OTHERS:
            found[_known(name.removeprefix(PREFIX).lower(), name)] = text
    found |= {name: value for name, value in given.items() if value is not None}
    values: dict[str, Any] = {name: _value(name, value) for name, value in found.items()}
    return Settings(**values)


def _file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problem = f"the settings cannot be read: {error}"
        raise InputError(problem, subject=str(path), remedy="mend the file or remove it") from error
    return {_known(name, f"{name} in {path.name}"): value for name, value in found.items()}


def _known(name: str, written: str) -> str:
    names = [f.name for f in fields(Settings)]
    if name not in names:
        kind = "setting"
        raise UnknownNameError(kind, name, names, remedy=f"it is set by {written}")
    return name


def _value(name: str, value: object) -> object:
    """Take a value as text or as TOML has it, in the setting's own type."""
    wanted: Any = {f.name: f.default for f in fields(Settings)}[name]
    try:
        if isinstance(wanted, bool):
            return value if isinstance(value, bool) else _yes(str(value))
        if name == "dossiers":
            return Path(str(value)) if str(value) else None
        return type(wanted)(str(value))
    except ValueError as error:
        problem = f"{value!r} is no value for the setting {name}"
        raise InputError(problem, subject=name, remedy=f"write it like {wanted}") from error


def _yes(text: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
    if text.lower() not in known:
        raise ValueError(text)
    return known[text.lower()]
