"""Faults on the way: a full disk, an interrupt, lost permissions, files cut short, a clock that goes backwards."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import lopsided
from lopsided.api.corpora import How
from lopsided.api.health import examine
from lopsided.cli.pace import reading_pace
from lopsided.datasets.packs.manifest import Pack, PackFile, save
from lopsided.errors import DossierError
from lopsided.reading.documents.documents import Sources
from lopsided.reading.formats.formats import SetAside
from lopsided.records.doctor import ailments
from lopsided.records.kinds import Document, Event
from lopsided.records.store import Dossier
from lopsided.workers.choice import Workers
from lopsided.workers.processes import Processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEXT = (
    "May 5, 2024\n\nKenya's trade minister met Norway's foreign minister on Friday. Kenya agreed to sell {n} tonnes.\n"
)
NOBODY = 65534


def lopsided_read(*arguments: str, cwd: Path, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """Start the command as a user does, in a process group of its own."""
    command = [sys.executable, "-c", "from lopsided.cli.main import run; run()", "read", *arguments]
    return subprocess.Popen(  # noqa: S603
        command, cwd=cwd, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=before  # noqa: PLW1509
    )  # fmt: skip


def articles(folder: Path, many: int) -> Path:
    """Write some short articles."""
    folder.mkdir()
    for n in range(many):
        (folder / f"{n:03}.txt").write_text(TEXT.format(n=n + 2), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier made without the reader."""
    path = tmp_path_factory.mktemp("whole") / "d.duckdb"
    with Dossier.create(path) as dossier:
        for n in range(60):
            text = f"Kenya helped Laos in year {n}. " + " ".join(f"word{n * k}" for k in range(2000))
            event = Event(
                document=f"{n}.txt", span=(0, 5), text=text[:5], sentence=(0, 5), type="AID", source="KEN", target="LAO"
            )
            dossier.add(Document(document=f"{n}.txt", text=text, digest=f"{n:064}"), [event])
        dossier.note_gathered("test")
    return path


def test_a_full_disk_is_said_and_the_same_command_goes_on_once_there_is_room(tmp_path: Path) -> None:
    articles(tmp_path / "docs", 12)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    with lopsided_read("docs", "-o", "d.duckdb", cwd=tmp_path, before=little_room) as stopped:
        _, said = stopped.communicate()
    assert stopped.returncode == 1, said
    assert said.splitlines()[-1].startswith("lopsided: there is no room for the dossier (d.duckdb): free some space")
    assert "Traceback" not in said
    with Dossier.open(tmp_path / "d.duckdb") as dossier:
        kept = [d.document for d in dossier.documents()]
    assert 0 < len(kept) < 12
    with lopsided.read(tmp_path / "docs", into=tmp_path / "d.duckdb") as dossier:
        assert [d.document for d in dossier.documents()] == [f"{n:03}.txt" for n in range(12)]
        assert ailments(dossier) == ()


def test_ctrl_c_leaves_a_sound_dossier_and_says_how_to_go_on(tmp_path: Path) -> None:
    articles(tmp_path / "docs", 300)
    path = tmp_path / "d.duckdb"
    with lopsided_read("docs", "-o", "d.duckdb", cwd=tmp_path) as stopped:
        while not path.exists() and stopped.poll() is None:
            time.sleep(0.05)
        os.killpg(stopped.pid, signal.SIGINT)
        _, said = stopped.communicate()
    assert stopped.returncode == 130, said
    assert "the same command goes on where it stopped" in said
    assert "Traceback" not in said
    with Dossier.open(path) as dossier:
        names = [d.document for d in dossier.documents()]
        assert names == [f"{n:03}.txt" for n in range(len(names))]
        assert {r.document for r in dossier.records()} <= set(names)
        assert [a for a in ailments(dossier) if "to its end" not in a] == []


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.9, 0.9999])
def test_a_dossier_cut_short_is_said_to_be_damaged(tmp_path: Path, whole: Path, share: float) -> None:
    path = tmp_path / "d.duckdb"
    shutil.copy(whole, path)
    os.truncate(path, int(path.stat().st_size * share))
    with pytest.raises(DossierError, match=r"damaged|not a dossier"), Dossier.open(path, read_only=True) as dossier:
        ailments(dossier)


def test_the_doctor_finds_what_is_damaged_and_says_what_to_do(
    tmp_path: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOPSIDED_DATA_DIR", str(tmp_path))
    folder = tmp_path / "packs" / "mine"
    folder.mkdir(parents=True)
    (folder / "2020.parquet").write_bytes(b"PAR1 cut short")
    pack = Pack(
        key="mine", kind="flows", form="tidy", title="", publisher="", version="", url="", licence="", citation="",
        added="2026-01-01", files=(PackFile("2020.parquet", "0" * 64, 900),),
    )  # fmt: skip
    save(folder, pack)
    (tmp_path / "packs" / "torn").mkdir()
    (tmp_path / "packs" / "torn" / "pack.json").write_text('{"key": "torn"')
    path = tmp_path / "d.duckdb"
    shutil.copy(whole, path)
    found = {f.what: f for f in examine(path)}
    assert found["data pack mine"].state == found["data pack torn"].state == "ill"
    assert "lopsided data remove mine" in found["data pack mine"].said
    assert {f.state for name, f in found.items() if not name.startswith("data pack")} == {"well"}
    os.truncate(path, 9000)
    (tmp_path / ".d.duckdb.1a2b3c4d").touch()
    assert [f.state for f in examine(path) if f.what == "dossier d.duckdb"] == ["ill"]
    assert [f.state for f in examine(tmp_path / "none.duckdb")][-1] == "ill"


@pytest.mark.parametrize("damage", ["checks SET body = '[1]'", "documents SET body = 'null' WHERE position = 0"])
def test_the_doctor_goes_on_after_a_damaged_entry(tmp_path: Path, whole: Path, damage: str) -> None:
    path = tmp_path / "d.duckdb"
    shutil.copy(whole, path)
    with Dossier.open(path) as dossier:
        dossier.put_checks([{"figure": "f"}])
        dossier.set_aside("slow.txt", "took longer than 60 s")
        dossier.sql(f"UPDATE {damage}")
    said = [f.said for f in examine(path) if f.what == "dossier d.duckdb"]
    assert sum("is damaged: take the dossier back" in one for one in said) == 1
    assert any("slow.txt" in one for one in said)


@pytest.fixture
def anyone() -> Iterator[Callable[[], None]]:
    """Give up being root when called, until the test ends; others have nothing to give up."""
    was = os.geteuid()
    yield lambda: os.seteuid(NOBODY) if was == 0 else None
    os.seteuid(was)


def test_lost_permissions_are_said(anyone: Callable[[], None], whole: Path) -> None:
    place = Path(tempfile.mkdtemp())  # pytest's own folder is closed to others
    place.chmod(0o755)
    shutil.copy(whole, place / "d.duckdb")
    (place / "d.duckdb").chmod(0o444)
    articles(place / "docs", 2)
    (place / "docs" / "001.txt").chmod(0)
    anyone()
    fine, closed = Sources([place / "docs"])
    assert fine.name == "000.txt"
    assert isinstance(closed, SetAside)
    assert closed.reason == "cannot be opened: check it (Permission denied)"
    Dossier.open(place / "d.duckdb", read_only=True).close()
    with pytest.raises(DossierError, match=r"for writing.*Permission denied"):
        Dossier.open(place / "d.duckdb")
    with pytest.raises(DossierError, match=r"for writing.*Permission denied"):
        Dossier.create(place / "new.duckdb")


def test_a_clock_that_goes_backwards_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the day is never asked how long something took; even the other may go back, an hour each time."""
    articles(tmp_path / "docs", 2)
    back = count(2_000_000_000, -3600)
    asked: dict[str, set[str]] = {"time": set(), "monotonic": set()}

    def clock(name: str, real: Callable[[], float]) -> Callable[[], float]:
        def told() -> float:
            caller = str(sys._getframe(1).f_globals["__name__"])
            if not caller.startswith("lopsided."):
                return real()
            asked[name].add(caller)
            return float(next(back))

        return told

    for name in asked:
        monkeypatch.setattr(time, name, clock(name, getattr(time, name)))
    assert list(Processes(2, 60.0).map(abs, range(6))) == list(range(6))
    with reading_pace() as (watch, _):
        how = How(workers=Workers(seconds=600), watch=watch)
        with lopsided.read(tmp_path / "docs", into=tmp_path / "d.duckdb", how=how) as dossier:
            assert [d.document for d in dossier.documents()] == ["000.txt", "001.txt"]
            assert dossier.aside == {}
            assert ailments(dossier) == ()
    assert asked["time"] == set()
    assert {"lopsided.cli.pace", "lopsided.records.connecting", "lopsided.workers.processes"} <= asked["monotonic"]
