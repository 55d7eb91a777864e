"""What a user sees when something is wrong: one clear sentence, exit 1, nothing half-written, no traceback."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "March 3, 2024\n\nBrazil's trade minister said exports of soybeans to China had risen by 20 percent.\n"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in its own process, as a user does."""
    command = [sys.executable, "-c", "from lopsided.cli.main import run; run()", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603


def assert_one_sentence(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    for word in words:
        assert word in lines[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("measure", "RUS", "Chna"), ("unknown", "China")),
        (("measure", "China", "CHN"), ("itself", "two different")),
        (("measure", "RUS", "NATO"), ("NATO", "not a country")),
        (("measure", "RUS", "CHN", "--product", "widgets"), ("widgets",)),
        (("measure", "RUS", "CHN", "--product", "crude", "--year", "last"), ("last", "2018:2024")),
        (("measure", "RUS", "CHN", "--measure", "export_shar"), ("export_share",)),
        (("simulate", "break-up", "GMB", "KAZ"), ("GMB",)),
        (("data", "describe", "factbok"), ("factbook",)),
        (("check", "--text", "  "), ("no text",)),
        (("check", "--text", "China buys a third.", "--published", "yesterday"), ("yesterday", "2023-03-22")),
        (("check", "none.duckdb"), ("none.duckdb",)),
    ],
)
def test_named_failure(tmp_path: Path, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    assert_one_sentence(run(*arguments, cwd=tmp_path), *words)
    assert list(tmp_path.iterdir()) == []


def test_wrong_usage_exits_two(tmp_path: Path) -> None:
    assert run("measure", "RUS", cwd=tmp_path).returncode == 2
    assert run("check", cwd=tmp_path).returncode == 2
    assert run("measure", "RUS", "CHN", "--format", "xml", cwd=tmp_path).returncode == 2


def _brief(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run("brief", "AUS", "CHN", *arguments, "--output", str(tmp_path / "out.html"), cwd=tmp_path)


def test_brief_of_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    assert_one_sentence(_brief(tmp_path, "--documents", "docs"), "docs", "put articles in it")
    assert not (tmp_path / "out.html").exists()


def test_brief_of_a_missing_folder(tmp_path: Path) -> None:
    assert_one_sentence(_brief(tmp_path, "--documents", "nowhere"), "nowhere")


def test_brief_of_a_binary_file(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_bytes(bytes(range(256)) * 40)
    assert_one_sentence(_brief(tmp_path, "--documents", "article.txt"), "article.txt")
    assert not (tmp_path / "out.html").exists()


def test_brief_of_a_text_too_large(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_bytes(b"The ministers met on Friday. " * 1_800_000)
    assert_one_sentence(_brief(tmp_path, "--documents", "article.txt"), "article.txt", "52 MB")


def test_brief_of_a_folder_without_one_readable_article(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    assert_one_sentence(_brief(tmp_path, "--documents", "docs"), "no article could be read", "picture.txt")


@pytest.mark.parametrize("place", ["missing/out.html", "."])
def test_brief_that_cannot_be_written_is_refused_before_the_work(tmp_path: Path, place: str) -> None:
    done = run("brief", "AUS", "CHN", "--output", place, cwd=tmp_path)
    assert_one_sentence(done, "written" if place == "." else "missing")
    assert list(tmp_path.iterdir()) == []


def test_a_bad_file_in_a_folder_is_set_aside_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.txt").write_bytes(bytes(range(256)) * 40)
    done = run("read", "docs", "-o", "out.duckdb", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1 document," in done.stderr
    assert "not read: b.txt" in done.stderr


def test_lines_for_machines_leave_what_was_not_read_to_the_other_stream(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        "La Chine a signé un accord avec le Brésil, dit le ministre à la presse hier soir.\n" * 3
    )
    done = run("read", "a.txt", "b.txt", "--format", "jsonl", cwd=tmp_path)
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if line.startswith("not read: b.txt: is not in English")]
    assert all(line.startswith("{") for line in done.stdout.splitlines())
    assert '"document":"a.txt"' in done.stdout.replace(": ", ":")
