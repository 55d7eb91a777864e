"""A reader from another package can be plugged in, and is held to the text it says it read."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints
from typing import TYPE_CHECKING

import pytest

from lopsided.errors import InputError, UnknownNameError, UsageError
from lopsided.reading import reader as readers
from lopsided.reading.corpus import read_paths
from lopsided.reading.reader import RuleReader, reader_named
from lopsided.records.kinds import Document, Statement

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Chile's finance minister said that trade with Peru had doubled."


class Parrot:
    """Returns the whole text as one statement, one character too late when it is asked to err."""

    off = 0

    def read(self, document: Document) -> tuple[Statement, ...]:
        span = (self.off, len(document.text))
        return (
            Statement(
                document=document.document,
                span=span,
                text=document.text,
                sentence=span,
                speakers=("a parrot",),
                form="indirect",
            ),
        )


class LateParrot(Parrot):
    off = 1


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = EntryPoints(
        EntryPoint(name=n, value=f"{__name__}:{c}", group=readers.GROUP)
        for n, c in (("parrot", "Parrot"), ("late", "LateParrot"), ("gone", "NoParrot"))
    )
    monkeypatch.setattr(readers, "entry_points", lambda group: entries.select(group=group))


def test_the_rules_are_offered_by_the_package_itself() -> None:
    assert isinstance(reader_named("rules"), RuleReader)


@pytest.mark.usefixtures("offered")
def test_another_reader_takes_the_place_of_the_rules(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    ((_, records),) = read_paths([tmp_path / "a.txt"], reader=reader_named("parrot"))  # type: ignore[misc]
    assert [r.text for r in records] == [TEXT]


@pytest.mark.usefixtures("offered")
def test_a_reader_that_does_not_quote_the_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(InputError, match=r"LateParrot.*does not quote a\.txt"):
        list(read_paths([tmp_path / "a.txt"], reader=reader_named("late")))


@pytest.mark.usefixtures("offered")
def test_an_unknown_reader_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="parrot"):
        reader_named("parot")


@pytest.mark.usefixtures("offered")
def test_a_reader_that_cannot_be_loaded_is_told_in_a_sentence() -> None:
    with pytest.raises(UsageError, match=r"'gone' cannot be loaded: AttributeError.*NoParrot"):
        reader_named("gone")
