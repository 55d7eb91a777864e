"""What a user sees when something is wrong: one clear sentence, exit 1, nothing half-written, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import Done

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ARTICLE = "March 3, 2024\n\nBrazil's trade minister said exports of soybeans to China had risen by 20 percent.\n"


def process(*arguments: str, cwd: Path) -> Done:
    """Run the command in its own process, as a user does."""
    program = "import sys; sys.argv[0] = 'lopsided'; from lopsided.cli.main import run; run()"
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603
    return Done(done.returncode, done.stdout, done.stderr)


def assert_one_sentence(done: Done, *words: str) -> None:
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
def test_named_failure(
    tmp_path: Path, run: Callable[..., Done], arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    assert_one_sentence(run(*arguments), *words)
    assert list(tmp_path.iterdir()) == []


def test_a_process_of_its_own_says_the_same_and_exits_with_it(tmp_path: Path, run: Callable[..., Done]) -> None:
    for wrong in (("measure", "RUS", "Chna"), ("measure", "RUS")):
        assert process(*wrong, cwd=tmp_path) == run(*wrong)


def test_wrong_usage_exits_two(run: Callable[..., Done]) -> None:
    assert run("measure", "RUS").returncode == 2
    assert run("check").returncode == 2
    assert run("measure", "RUS", "CHN", "--format", "xml").returncode == 2


def _brief(run: Callable[..., Done], *arguments: str) -> Done:
    return run("brief", "AUS", "CHN", *arguments, "--output", os.path.realpath("out.html"))


def test_brief_of_an_empty_folder(tmp_path: Path, run: Callable[..., Done]) -> None:
    (tmp_path / "docs").mkdir()
    assert_one_sentence(_brief(run, "--documents", "docs"), "docs", "put articles in it")
    assert not (tmp_path / "out.html").exists()


def test_brief_of_a_missing_folder(run: Callable[..., Done]) -> None:
    assert_one_sentence(_brief(run, "--documents", "nowhere"), "nowhere")


def test_brief_of_a_binary_file(tmp_path: Path, run: Callable[..., Done]) -> None:
    (tmp_path / "article.txt").write_bytes(bytes(range(256)) * 40)
    assert_one_sentence(_brief(run, "--documents", "article.txt"), "article.txt")
    assert not (tmp_path / "out.html").exists()


def test_brief_of_a_text_too_large(tmp_path: Path, run: Callable[..., Done]) -> None:
    (tmp_path / "article.txt").write_bytes(b"The ministers met on Friday. " * 1_800_000)
    assert_one_sentence(_brief(run, "--documents", "article.txt"), "article.txt", "52 MB")


def test_brief_of_a_folder_without_one_readable_article(tmp_path: Path, run: Callable[..., Done]) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    assert_one_sentence(_brief(run, "--documents", "docs"), "no article could be read", "picture.txt")


@pytest.mark.parametrize("place", ["missing/out.html", "."])
def test_brief_that_cannot_be_written_is_refused_before_the_work(
    tmp_path: Path, run: Callable[..., Done], place: str
) -> None:
    done = run("brief", "AUS", "CHN", "--output", place)
    assert_one_sentence(done, "written" if place == "." else "missing")
    assert list(tmp_path.iterdir()) == []


def test_a_bad_file_in_a_folder_is_set_aside_and_the_rest_is_read(tmp_path: Path, run: Callable[..., Done]) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.txt").write_bytes(bytes(range(256)) * 40)
    done = run("read", "docs", "-o", "out.duckdb")
    assert done.returncode == 0, done.stderr
    assert "1 document," in done.stderr
    assert "not read: b.txt" in done.stderr


def test_lines_for_machines_leave_what_was_not_read_to_the_other_stream(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        "La Chine a signé un accord avec le Brésil, dit le ministre à la presse hier soir.\n" * 3
    )
    done = process("read", "a.txt", "b.txt", "--format", "jsonl", cwd=tmp_path)
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if line.startswith("not read: b.txt: is not in English")]
    assert all(line.startswith("{") for line in done.stdout.splitlines())
    assert '"document":"a.txt"' in done.stdout.replace(": ", ":")
