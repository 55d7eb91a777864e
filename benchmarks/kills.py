"""Reading killed at random moments: ``python -m benchmarks.kills [KILLS] [ARTICLES]``.

A process reads made-up articles into a dossier and is killed with SIGKILL after a random, seeded time; another goes on.
After each kill the dossier must hold exactly the first articles of an undisturbed run with exactly their records, and
every article that was reported as in. When a process comes to its end, the dossier must be that of the undisturbed run.
Then, and after some kills while stories and checks are made, it all begins anew. The floor (issue 8): 200 kills, no
document lost or doubled.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from select import select
from typing import TYPE_CHECKING

from benchmarks.made_up_articles import articles, write

from lopsided.api.dossiers import read
from lopsided.reading.pipeline import read_text
from lopsided.records.exchange import json_lines
from lopsided.records.store import Dossier

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 2.5  # seconds until a kill, at most
LATE = 10  # kills while stories and checks are made, after which it all begins anew


def start(work: Callable[[], None]) -> int:
    """Do something in a process of its own; this one loads the parser once, and never opens a dossier."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - the parent sees the exit code
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            os._exit(1)
        os._exit(0)
    return pid


def finished(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def write_lines(folder: Path, dossier: Path, target: Path) -> None:
    with read(folder, into=dossier) as made:
        target.write_text("\n".join(json_lines(made)), encoding="utf-8")


def compare(dossier: Path, whole: Path, told: set[str], *, ended: bool) -> None:
    """Fail where a dossier is not the beginning of the undisturbed one."""
    with Dossier.open(dossier) as made, Dossier.open(whole, read_only=True) as other:
        if ended:
            assert list(json_lines(made)) == list(json_lines(other)), "another dossier than that of one run"
            return
        expected = other.iter_read()
        names = []
        for found, known in zip(made.iter_read(), expected, strict=False):
            assert found == known, f"{found[0].document} is not as in one run"
            names.append(found[0].document)
        assert len(names) == made.sizes()["documents"], "more documents than there are"
        assert made.sizes()["records"] == len(made.records()), "records without their document"
        lost = told - {*names, *made.aside}
        assert not lost, f"lost: {sorted(lost)[:3]}"


def killed_run(folder: Path, dossier: Path, seconds: float) -> tuple[set[str], bool]:
    """Read until the end or until killed; return what was reported as in, and whether it came to its end."""
    out, into = os.pipe()

    def work() -> None:
        os.close(out)
        read(folder, into=dossier, told=lambda name: (os.write(into, f"{name}\n".encode()), None)[1]).close()

    pid = start(work)
    os.close(into)
    end = time.monotonic() + seconds
    said = b""
    while (left := end - time.monotonic()) > 0:
        if select([out], [], [], left)[0]:
            piece = os.read(out, 65536)
            if not piece:
                break
            said += piece
    os.kill(pid, signal.SIGKILL)
    code = finished(pid)
    while piece := os.read(out, 65536):
        said += piece
    os.close(out)
    if code not in (0, -signal.SIGKILL):
        sys.exit(f"reading failed with exit code {code}")
    return set(said.decode().split("\n")[:-1]), code == 0


def main() -> None:
    """Print kills and what they met; fail at the first document lost, doubled or changed."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    random = Random(5)  # noqa: S311 - not for secrets
    for text in articles(12):
        if isinstance(text, str):
            read_text(text, name="warm")  # so that each process begins with all that reading loads
    done = ends = before_any = 0
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        folder, dossier, whole = place / "articles", place / "d.duckdb", place / "whole.duckdb"
        write(folder, count)
        assert finished(start(lambda: write_lines(folder, whole, place / "whole.jsonl"))) == 0
        began, late = time.monotonic(), 0
        told: set[str] = set()
        in_all = (place / "whole.jsonl").read_text(encoding="utf-8").count('{"kind":"document"')
        while done < kills:
            named, ended = killed_run(folder, dossier, random.uniform(0.0, LONGEST))
            told |= named
            done += not ended
            ends += ended
            if not dossier.exists():
                before_any += 1
                assert not told
                continue
            now, at_end = frozenset(told), ended
            assert finished(start(lambda now=now, at_end=at_end: compare(dossier, whole, set(now), ended=at_end))) == 0  # type: ignore[misc]
            late += len(told) >= in_all
            if ended or late >= LATE:
                for file in (dossier, dossier.with_name(dossier.name + ".wal")):
                    file.unlink(missing_ok=True)
                told, late = set(), 0
        seconds = time.monotonic() - began
    print(f"{done} kills in {seconds:.0f} s, {before_any} before there was a dossier, {ends} runs ended in between:")
    if 2 * before_any > done:
        sys.exit("most kills came before anything was read: let them come later")
    print("no document lost, doubled or changed")


if __name__ == "__main__":
    main()
