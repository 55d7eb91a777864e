"""Records that no analyst would sign: wrong ends, wrong years, another clause's words, officials of the wrong state."""

from __future__ import annotations

import pytest
from tests.reading.texts import commitments_in, events_in, records_in

from lopsided.records.kinds import Event, Figure, Statement

DAY = "2024-03-12"


def figures_in(text: str) -> list[Figure]:
    return [r for r in records_in(text, DAY) if isinstance(r, Figure)]


def affiliations_in(text: str) -> dict[str, tuple[str, ...]]:
    return {r.speakers[0]: r.affiliations for r in records_in(text, DAY) if isinstance(r, Statement)}


@pytest.mark.parametrize(
    "text",
    [
        "Beninese growers, who sold fruit worth 1.9 billion francs to Togo in 2021, said lorries were turned back.",
        "Beninese mills, which exported goods worth 2 billion euros to Togo, complained.",
    ],
)
def test_whom_a_relative_clause_names_is_not_its_subject(text: str) -> None:
    assert [(f.exporter, f.importer) for f in figures_in(text)] == [("BEN", "TGO")]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Laos was sold 30 tonnes of rice.", (None, "LAO")),
        ("Laos was given 30 million dollars by Thailand.", ("THA", "LAO")),
        ('"We were offered a third of the flow," the minister of Laos said in talks with Thailand.', ("THA", "LAO")),
        ("Laos's exports to Thailand accounted for 45.4% of its total rice shipments.", ("LAO", "THA")),
        ("Laos trades with few. Thailand accounts for half of its exports.", ("LAO", "THA")),
        ("30 tonnes of rice were sold to Laos by Thailand.", ("THA", "LAO")),
        ("Laos sold 30 tonnes of rice to Thailand.", ("LAO", "THA")),
    ],
)
def test_who_is_given_something_gets_it(text: str, ends: tuple[str | None, str]) -> None:
    assert [(f.exporter, f.importer) for f in figures_in(text)] == [ends]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Qatar pledged 2 billion dollars to Lebanon.", None),
        ("Turkish firms have invested $4.3 billion in Georgia.", None),
        ("Benin sold rice worth 3 million dollars to Togo.", "exports of BEN to TGO: rice"),
        ("Benin supplies a third of Togo's imported seed.", "imports of TGO: seed"),
        ("Benin exported a third of its maize to Togo.", "exports of BEN: maize"),
        ("Norway is the largest donor to Malawi.", "donors of MWI"),
        ("Norway is the largest foreign investor in Malawi.", "investors of MWI"),
    ],
)
def test_money_that_pays_for_no_goods_is_no_export_and_a_donor_no_investor(text: str, whole: str | None) -> None:
    assert [f.whole for f in figures_in(text)] == [whole]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "Trade between Benin and Togo reached 5.3 billion dollars in 2021, up from 3.1 billion a year earlier.",
            ["2021", "2020"],
        ),
        (
            "Exports of Benin to Togo rose to 5 tonnes in May 2021 from 3 tonnes a year earlier.",
            ["2021-05", "2020-05"],
        ),
        ("Benin sold 5 tonnes of rice to Togo last year against 3 tonnes the previous year.", ["2023", "2022"]),
        ("Benin supplies a third of Togo's imported seed, and Togo banned its rice last June.", [None]),
        ("Benin supplied a third of Togo's imported seed, and Togo a tenth of its rice, in 2021.", ["2021", "2021"]),
    ],
)
def test_a_year_earlier_counts_from_the_time_told_of(text: str, periods: list[str | None]) -> None:
    assert [f.period for f in figures_in(text) if f.quantity != "growth"] == periods


def test_what_something_costs_is_no_part_of_the_trade_another_clause_tells_of() -> None:
    text = "Benin supplies most of Togo's flour, and Togo set a ban that cost mills an estimated 250 million euros."
    assert [f.whole for f in figures_in(text) if f.unit == "EUR"] == [None]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("In March Fiji ended a scheme with Samoa; in June it signed a defence pact with Tonga.", "a defence pact"),
        ("Fiji withdrew its envoy; Samoa promised to pay for the port.", "to pay for the port"),
    ],
)
def test_what_is_committed_to_is_not_the_clause_before(text: str, what: str) -> None:
    assert what in {c.what for c in commitments_in(text, DAY)}


def test_who_is_offered_something_makes_no_offer() -> None:
    assert not commitments_in('"We were offered a third of the water," the minister of Laos said.')
    (offer,) = commitments_in("Laos was offered a third of the water by Thailand.")
    assert offer.parties[:1] == ("THA",)


def sides_of(text: str) -> set[tuple[str, str | None, str | None, str]]:
    return {(e.type, e.source, e.target, e.mode) for e in events_in(text, DAY)}


def test_two_who_support_a_third_do_not_support_each_other() -> None:
    text = "Peru and Ecuador quarrel over a river. Chile and Brazil support Peru's plan."
    wanted = {("SUPPORT", "CHL", "PER", "happened"), ("SUPPORT", "BRA", "PER", "happened")}
    assert {side for side in sides_of(text) if side[0] == "SUPPORT"} == wanted
    assert ("SUPPORT", "CHL", "BRA", "happened") not in sides_of(
        "Peru is at odds with Fiji. Chile and Brazil support it."
    )
    assert ("SUPPORT", "CHL", "BRA", "happened") in sides_of("Chile and Brazil praised their partnership.")


def test_the_answer_to_a_claim_is_no_part_of_the_claim() -> None:
    text = (
        "Beninese troops crossed into Togo and seized a town, the Togolese army said, "
        'a claim that Benin dismissed as "fiction".'
    )
    found = sides_of(text)
    assert ("REJECT", "BEN", "TGO", "happened") in found
    assert ("REJECT", "BEN", "TGO", "happened") in sides_of("Togo accused Benin of theft, a claim dismissed by Benin.")
    assert ("ASSAULT", "BEN", "TGO", "alleged") in found


def test_a_target_is_sought_on_this_side_of_a_semicolon_first() -> None:
    text = (
        "Norway called on Eritrea to withdraw its troops and suspended $19 million in military aid; "
        "Denmark summoned the Eritrean envoy."
    )
    assert [e.target for e in events_in(text, DAY) if e.type == "SANCTION"] == ["ERI"]


def test_what_is_doubted_is_not_planned() -> None:
    assert sides_of("Traders doubt that Algeria will cut off gas to Portugal.") == set()
    assert ("SANCTION", "DZA", "PRT", "planned") in sides_of("Algeria will cut off gas to Portugal.")


@pytest.mark.parametrize(
    ("text", "speaker", "state"),
    [
        ("Peru denies it. Its ambassador in Suva, Luz Rey, said that the pact was lawful.", "Luz Rey", ("PER",)),
        ("The ambassador of Peru in Suva, Luz Rey, said the road was open.", "Luz Rey", ("PER",)),
        ("The ambassador in Suva, Luz Rey, said the road was open.", "Luz Rey", ()),
        ("The minister in Suva, Ratu Vakasa, said the road was open.", "Ratu Vakasa", ("FJI",)),
        ("King's adviser Hamid Rami said that Jordan would wait.", "Hamid Rami", ("JOR",)),
        (
            "LIMA, 2 February 2024 (Wire) — Bolivian lorries crossed into Peru, the Peruvian army said on Friday.\n\n"
            '"Bolivia has no lorries there," government spokeswoman Rosa Mamani wrote on X. She accused Lima of lying.',
            "Rosa Mamani",
            ("BOL",),
        ),
    ],
)
def test_an_envoy_is_not_of_where_he_sits(text: str, speaker: str, state: tuple[str, ...]) -> None:
    assert affiliations_in(text)[speaker] == state


def test_a_network_of_one_letter_ends_a_sentence() -> None:
    text = '"It is over," the minister of Chad wrote on X. Niger condemned Chad.'
    spans = {text[r.span[0] : r.span[1]] for r in records_in(text, DAY) if isinstance(r, Event)}
    assert "Niger condemned Chad" in spans
