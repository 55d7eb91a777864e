"""Settings: where they come from, which wins, and what is refused."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from lopsided.errors import LopsidedError
from lopsided.settings import Settings, load

LONG = "0123456789abcdef0123"


def test_defaults_are_for_this_machine_alone(tmp_path: Path) -> None:
    settings = load({}, tmp_path)
    assert settings == Settings()
    assert settings.loopback
    assert not settings.token


def test_given_wins_over_environment_over_file(tmp_path: Path) -> None:
    (tmp_path / "lopsided.toml").write_text("port = 1111\nseconds = 7\nread_only = true\n", encoding="utf-8")
    environment = {"LOPSIDED_PORT": "2222", "LOPSIDED_WORKERS": "3", "HOME": "/", "LOPSIDED_DATA_DIR": "/data"}
    settings = load(environment, tmp_path, workers=4, host=None)
    assert (settings.port, settings.workers, settings.seconds, settings.read_only) == (2222, 4, 7.0, True)


@pytest.mark.parametrize(
    ("environment", "toml", "said"),
    [
        ({"LOPSIDED_PROT": "80"}, "", "'port'"),
        ({}, "dosiers = 'x'", "'dossiers'"),
        ({"LOPSIDED_PORT": "eighty"}, "", "port"),
        ({"LOPSIDED_PORT": "70000"}, "", "65535"),
        ({"LOPSIDED_READ_ONLY": "perhaps"}, "", "read_only"),
        ({"LOPSIDED_WORKERS": "0"}, "", "workers"),
        ({"LOPSIDED_HOST": "192.0.2.7"}, "", "LOPSIDED_TOKEN"),
        ({"LOPSIDED_HOST": "example.org"}, "", "LOPSIDED_TOKEN"),
        ({"LOPSIDED_HOST": "192.0.2.7", "LOPSIDED_TOKEN": "short"}, "", "16"),
        ({}, "port = ", "lopsided.toml"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(
    tmp_path: Path, environment: dict[str, str], toml: str, said: str
) -> None:
    (tmp_path / "lopsided.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(LopsidedError, match=said):
        load(environment, tmp_path)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_addresses_of_this_machine_need_no_token(host: str) -> None:
    assert Settings(host=host).loopback


def test_beyond_this_machine_with_a_token() -> None:
    settings = Settings(host="192.0.2.7", token=LONG)
    assert not settings.loopback


def test_every_setting_is_documented_with_its_default() -> None:
    page = (Path(__file__).resolve().parents[1] / "docs" / "web.md").read_text(encoding="utf-8")
    for setting in fields(Settings):
        default: object = setting.default
        written = f"{default:g}" if isinstance(default, float) else str(default)
        shown = {"": "none", "None": "none", "False": "`false`"}.get(written, f"`{written}`")
        assert f"| `{setting.name}` | `LOPSIDED_{setting.name.upper()}` | {shown} |" in page
