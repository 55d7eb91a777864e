"""One writes a dossier and many read it at the same time: each reader sees whole documents, and the writer goes on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from tests.records.examples import document, event

from lopsided.api.health import examine
from lopsided.errors import DossierInUseError
from lopsided.records import snapshot
from lopsided.records.exchange import json_lines
from lopsided.records.store import Dossier

if TYPE_CHECKING:
    from collections.abc import Iterator

_WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from lopsided.records.store import Dossier
from examples import document, event
with Dossier.open(sys.argv[1]) as dossier:
    for n in range(100000):
        name = f"{n}.txt"
        text = "gave 0 gave 1 gave 2 gave 3 gave 4 in " + name
        dossier.add(document(name, text), [event(name, "AID", "JPN", "LAO", f"gave {k}", at=7 * k) for k in range(5)])
        if n % 7 == 3:
            dossier.sql("CHECKPOINT")  # as a long log brings about: the file itself changes
        print(n, flush=True)
"""


@contextmanager
def _written(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Yield a process that has begun to add documents to a new dossier, and end it afterwards."""
    Dossier.create(path).close()
    command = [sys.executable, "-c", _WRITER, str(path), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:  # noqa: S603 - our own code
        assert writer.stdout is not None
        assert writer.stdout.readline() == "0\n"
        yield writer
        assert writer.poll() is None
        writer.kill()


def test_readers_see_whole_documents_while_another_process_adds_more(tmp_path: Path) -> None:
    path = tmp_path / "d.duckdb"
    seen: list[int] = []
    with _written(path):
        end = time.monotonic() + 300
        while len(seen) < 4 or (seen[-1] < 30 and time.monotonic() < end):
            with Dossier.open(path, read_only=True) as one, Dossier.open(path, read_only=True) as two:
                assert one.being_written
                for dossier in (one, two):
                    names = [d.document for d in dossier.documents()]
                    assert names == [f"{n}.txt" for n in range(len(names))]
                    assert [r.document for r in dossier.records()] == [n for n in names for _ in range(5)]
                    seen.append(len(names))
    assert seen == sorted(seen)
    assert seen[-1] >= 30
    with Dossier.open(path, read_only=True) as dossier:
        assert not dossier.being_written
        assert dossier.sizes()["documents"] >= seen[-1]
    assert [p.name for p in tmp_path.iterdir() if not p.name.startswith("d.duckdb")] == []


def test_doctor_and_export_work_on_a_dossier_that_is_being_written(tmp_path: Path) -> None:
    path = tmp_path / "d.duckdb"
    with _written(path):
        found = [f for f in examine(path) if f.what == "dossier d.duckdb"]
        assert [f.state for f in found] == ["well", "mind"]
        assert found[1].said.startswith("another process is adding to it")
        with Dossier.open(path, read_only=True) as dossier:
            assert sum(1 for _ in json_lines(dossier)) == 6 * dossier.sizes()["documents"]


def test_copies_are_gone_when_readers_are_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    with _written(tmp_path / "d.duckdb"):
        with Dossier.open(tmp_path / "d.duckdb", read_only=True):
            assert len(list(place.iterdir())) == 1
        assert list(place.iterdir()) == []
        monkeypatch.setattr(snapshot, "_copied", lambda *_: None)
        monkeypatch.setattr(snapshot, "_PAUSE", 0.0)
        with pytest.raises(DossierInUseError, match="is writing to this dossier"):
            Dossier.open(tmp_path / "d.duckdb", read_only=True)
        assert list(place.iterdir()) == []


def test_a_copy_of_a_file_that_changed_meanwhile_is_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "d.duckdb"
    with Dossier.create(path) as dossier:
        dossier.add(document("a.txt"), [event("a.txt", "AID", "JPN", "LAO", "gave")])
    whole = shutil.copyfile
    changes = iter([True, False])

    def copied(source: Path, target: Path) -> object:
        if source == path and next(changes):
            whole(source, target)
            with duckdb.connect(str(path)) as other:
                other.execute("DELETE FROM records")
                other.execute("CHECKPOINT")
            return target
        return whole(source, target)

    monkeypatch.setattr(shutil, "copyfile", copied)
    monkeypatch.setattr(snapshot, "_PAUSE", 0.0)
    made = snapshot.snapshot(path)
    assert made is not None
    with duckdb.connect(str(made[1]), read_only=True) as sql:
        assert sql.execute("SELECT count(*) FROM records").fetchall() == [(0,)]
    made[0].cleanup()
    assert list(changes) == []


def test_a_writer_waits_for_a_reader_who_is_soon_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lopsided.records.connecting._PATIENCE", 120.0)
    path = tmp_path / "d.duckdb"
    Dossier.create(path).close()
    reader = (
        "import sys, time; from lopsided.records.store import Dossier; d = Dossier.open(sys.argv[1], read_only=True);"
        "print(1, flush=True); time.sleep(0.4); d.close(); time.sleep(600)"
    )
    with subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", reader, str(path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "1\n"
        Dossier.open(path).close()
        assert other.poll() is None
        os.kill(other.pid, signal.SIGKILL)
