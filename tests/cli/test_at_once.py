"""One process reads articles into a dossier while others check it, serve it and look it over; no second one writes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest
from tests.cli.made_reader import offered

from lopsided.api.filling import gather
from lopsided.records.doctor import ailments
from lopsided.records.store import Dossier

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Done

COMMAND = [sys.executable, "-c", "from lopsided.cli.main import run; run()"]
PAIRS = (("Brazil", "Egypt"), ("Canada", "Kenya"), ("Kenya", "Norway"), ("Egypt", "Canada"), ("Peru", "Japan"))
TEXT = "May 5, 2024\n\n{a} exported copper worth ${n} million to {b} in 2023, officials said on Friday.\n"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends a process as Ctrl-C does")


def answer(address: str) -> object:
    with urllib.request.urlopen(address, timeout=300) as given:  # noqa: S310 - the server started here
        return json.load(given)


def test_many_read_what_one_writes(tmp_path: Path, run: Callable[..., Done]) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for n in range(2_000):  # at a fifth of a second each, more than are read before the end of this test
        a, b = PAIRS[n % len(PAIRS)]
        (articles / f"{n:04}.txt").write_text(TEXT.format(a=a, b=b, n=n + 2), encoding="utf-8")
    dossier = tmp_path / "d.duckdb"
    reading = subprocess.Popen(  # noqa: S603 - our own code
        [*COMMAND, "read", "articles", "-o", "d.duckdb", "--reader", "made"],
        cwd=tmp_path,
        stderr=subprocess.DEVNULL,
        env=offered(tmp_path / "reader", pause=0.2),
    )
    serving = subprocess.Popen(  # noqa: S603 - likewise
        [*COMMAND, "serve", "--port", "0", "--dossiers", "."], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    with reading, serving:
        try:
            while not dossier.exists() and reading.poll() is None:
                time.sleep(0.05)
            assert serving.stdout is not None
            address = serving.stdout.readline().strip()
            before = answer(f"{address}/checks.json?dossier=d")
            again = run("read", "articles", "-o", "d.duckdb")
            checked = run("check", "d.duckdb", "--format", "json")
            looked = run("doctor", "d.duckdb", "--format", "json")
            after = answer(f"{address}/checks.json?dossier=d")
            assert reading.poll() is None, "it was read too quickly for this test"
            reading.send_signal(signal.SIGINT)
            assert reading.wait(120) == 130
        finally:
            reading.kill()
            serving.kill()
    assert again.returncode == 1
    assert f"another process ({reading.pid}) has this dossier open" in again.stderr.replace("\n", " ")
    assert checked.returncode == 0
    assert json.loads(checked.stdout)
    assert looked.returncode == 0
    assert "another process is adding to it" in looked.stdout
    assert before
    assert after
    with Dossier.open(dossier, read_only=True) as left:
        assert not left.being_written
        assert any("not of all that was read" in said for said in ailments(left))


WAITING = """
import time
from lopsided.api import filling
from lopsided.cli.main import run

def wait(*_given, **_named):
    print("begun", flush=True)
    for _ in range(600):
        time.sleep(0.1)
    return ()

filling.{work} = wait
run()
"""


@pytest.mark.parametrize("work", ["stories", "check_all"])
def test_ctrl_c_while_stories_and_checks_are_made(tmp_path: Path, work: str) -> None:
    (tmp_path / "articles").mkdir()
    for n in range(3):
        text = TEXT.format(a="Brazil", b="Egypt", n=n + 2)
        (tmp_path / "articles" / f"{n}.txt").write_text(text, encoding="utf-8")
    environment = offered(tmp_path / "reader", pause=0)
    asked = ["read", "articles", "-o", "d.duckdb", "--reader", "made"]
    with subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", WAITING.format(work=work), *asked],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as stopped:
        assert stopped.stdout is not None
        assert stopped.stdout.readline() == "begun\n"
        stopped.send_signal(signal.SIGINT)
        _, said = stopped.communicate(timeout=120)
    assert stopped.returncode == 130
    assert "the same command goes on where it stopped" in said
    with Dossier.open(tmp_path / "d.duckdb") as left:
        assert len(left.documents()) == 3
        assert [said for said in ailments(left) if "not of all that was read" not in said] == []
        before = left.gatherer
        gather(left)
        assert before is None
        assert left.gatherer is not None
        assert len(left.checks()) == 3
