"""A reader from another package can be plugged in, and is held to the text it says it read."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import EntryPoint, EntryPoints
from typing import TYPE_CHECKING

import pytest

from lopsided.errors import InputError, UnknownNameError, UsageError
from lopsided.reading import reader as readers
from lopsided.reading.corpus import read_paths
from lopsided.reading.reader import RuleReader, held_to, reader_named
from lopsided.records.kinds import Document, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator
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


class SlowParrot(Parrot):
    def read(self, document: Document) -> Iterator[Statement]:  # type: ignore[override]  # as people write it
        yield from super().read(document)


class WildParrot(Parrot):
    """Says of its record what no record can have."""

    def __init__(self, **wild: object) -> None:
        self.wild = wild

    def read(self, document: Document) -> tuple[Statement, ...]:
        (record,) = super().read(document)
        return (replace(record, **self.wild),)  # type: ignore[arg-type]


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


def test_a_reader_that_yields_its_records_loses_none() -> None:
    document = Document(document="a.txt", text=TEXT, digest="")
    assert [r.text for r in held_to(document, SlowParrot())] == [TEXT]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wild", "why"),
    [
        ({"confidence": 7.0}, "7.0 is not between 0 and 1"),
        ({"confidence": "high"}, "not those of its kind"),
        ({"form": "sung"}, "form 'sung' is not known"),
        ({"sentence": (0, 10_000)}, "not those of its kind"),
        ({"affiliations": (3, 4)}, "not those of its kind"),
    ],
)
def test_a_record_with_values_there_are_not_is_refused(wild: dict[str, object], why: str) -> None:
    document = Document(document="a.txt", text=TEXT, digest="")
    with pytest.raises(InputError, match=f"WildParrot gave a record that is none: .*{why}"):
        held_to(document, WildParrot(**wild))


def test_the_rules_that_ship_keep_their_name(monkeypatch: pytest.MonkeyPatch) -> None:
    values = ("another:Reader", "lopsided.reading.reader:RuleReader", "else:Reader")
    entries = EntryPoints(EntryPoint(name="rules", value=value, group=readers.GROUP) for value in values)
    monkeypatch.setattr(readers, "entry_points", lambda group: entries.select(group=group))
    assert isinstance(reader_named("rules"), RuleReader)
