"""Whose dead and wounded a figure counts: they are whom it was done to."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Figure


def ends(text: str) -> tuple[str | None, str | None]:
    figure = next(r for r in read_text(text, name="x.txt")[1] if isinstance(r, Figure))
    return figure.exporter, figure.importer


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("Officials spoke of 58 Peruvian troops killed in the clash.", "PER"),
        ("La Paz admitted nine dead after the clash.", "BOL"),
        ("Peru's army put its losses at 23 soldiers.", "PER"),
        ("Kenya acknowledged 14 wounded in the attack.", "KEN"),
        ("Mali's losses of 20 men angered the army.", "MLI"),
    ],
)
def test_those_harmed_are_whose_they_are(text: str, victim: str) -> None:
    by, to = ends(text)
    assert to == victim
    assert by != victim


def test_who_kills_is_told_by_the_verb() -> None:
    assert ends("Peru killed more than 200 Bolivian soldiers.") == ("PER", "BOL")
    assert ends("Reports spoke of 40 Malian soldiers killed by Chad.") == ("TCD", "MLI")


def test_who_confirms_dead_elsewhere_has_none() -> None:
    assert ends("Kenya confirmed 14 dead in Somalia.")[1] != "KEN"
