"""Whose money a word means that several countries use for theirs."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from lopsided.terms.actors import states
from lopsided.terms.currencies import meant_by, namesakes


@pytest.mark.parametrize(
    ("word", "told", "code"),
    [
        ("pesos", [("CHL",), ("CHL", "MEX")], "CLP"),
        ("Rs.", [(), ("PAK", "OMN")], "PKR"),
        ("pounds", [("OMN",), ("MLT", "EGY")], "EGP"),
        ("pounds", [("OMN",)], "GBP"),
        ("rupees", [(), ("PAK", "IND")], None),
        ("pesos", [("OMN",)], None),
        ("francs", [("SEN", "MLI")], "XOF"),
    ],
)
def test_a_word_means_the_money_of_the_nearest_issuer(word: str, told: list[tuple[str, ...]], code: str | None) -> None:
    assert meant_by(word, told) == code


def test_every_issuer_is_a_country_and_every_word_has_one_default_at_most() -> None:
    with (files("lopsided.terms") / "data" / "currencies.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert {issuer for row in rows for issuer in row["issuers"].split("|")} <= {*states(), "GRL", "FRO", "ESH"}
    for word in namesakes():
        assert sum(bool(row["default"]) for row in rows if word in row["words"].split("|")) <= 1
