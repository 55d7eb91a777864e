"""How sure a record is, and what it says of a party or a speaker that its own words do not name."""

from __future__ import annotations

import sys

import pytest
from tests.reading.texts import records_in

from lopsided.reading.confidence import sizes, weighed
from lopsided.reading.formats.formats import Given
from lopsided.reading.pipeline import parse, prepare, records_of
from lopsided.records.kinds import Commitment, Event, Figure, Record, Statement

PAIR = (
    "Norway and Iceland met in Oslo. Norway praised Iceland. Iceland thanked Norway. Norway likes Iceland.\n\n"
    "Their ministers smiled.\n\nThe year was good.\n\n"
)
RUIZ = "Chilean President Ana Ruiz opened the fair in Lima."
MINISTER = (
    "QUITO, May 3 - Peru closed its border on Monday.\n\n"
    "The agriculture minister, Luz Rey, told reporters in Quito that Ecuador would not wait."
)
INFERRED = [
    ("Kenya quarrelled with Mali. Kenya's foreign ministry protested. Then it expelled the Malian envoy.",
     "expelled", Event,
     "the source is not named in this clause: \"it\" is taken for Kenya, named in the sentence before"),
    ("Ana Ruiz, president of Chile, met Luis Vega, president of Peru. The two leaders signed a treaty on water.",
     "The two leaders", Event, "the source and the target are not named in this clause: \"two leaders\" is taken for"),
    ("Ana Ruiz, president of Chile, met Luis Vega, president of Peru. The two leaders signed a treaty on water.",
     "The two leaders", Commitment, "a party is not named in this clause: \"two leaders\" is taken for"),
    ("Jordan and Iraq share a border. On Sunday the kingdom expelled Iraqi lorry drivers.", "expelled", Event,
     "the source is not named in this clause: \"kingdom\" is taken for Jordan, named in the sentence before"),
    ("Chad's foreign minister, Ali Deby, said: \"We will recall our ambassador from Libya.\"", "recall", Event,
     "the source is not named in this sentence: Chad, for whom Ali Deby speaks"),
    (PAIR + "Norway rejected the claim.", "rejected", Event,
     "the target is not named in this sentence nor in those around it: Iceland"),
    (PAIR + "Norwegian exports rose by 12 percent.", "12 percent", Figure,
     "who gets is not named in this sentence nor in those around it: Iceland"),
    ("Chile quarrels with Peru. Chile's exports rose by 5 percent last year, and the world buys more.", "5 percent",
     Figure, "nothing says who gets"),
    (RUIZ + " She said that the tariff was unfair.",
     "tariff", Statement, "the speaker and the speaker's side are not named in this clause: \"She\" is taken for"),
    (RUIZ + " The Chilean leader said that the tariff was unfair.", "tariff", Statement,
     "the speaker is not named in this clause: \"Chilean leader\" is taken for Ana Ruiz"),
    (MINISTER + " Rey accused Peru of dumping rice.", "accused", Event,
     "no title says whose \"Rey\" is: taken for Ecuador"),
    (MINISTER, "told", Statement, "no title says whose \"Luz Rey\" is: taken for Ecuador"),
    ("\"We will not sign,\" a ministry spokesman said. Lunch was late.", "sign", Statement,
     "nothing says whom the speaker speaks for"),
]  # fmt: skip
TOLD = [
    ("Chad expelled two diplomats of Libya on Monday.", Event),
    ("President Ana Ruiz of Chile met President Luis Vega of Peru in Lima.", Event),
    ("Chile's foreign minister, Ana Ruiz, said that the tariff was unfair.", Statement),
    ('"It is unfair," said a Chilean trade official.', Statement),
    ('"It is unfair," a spokesman for the foreign ministry of Chile said.', Statement),
    ("Peruvian analysts said that the tariff was unfair.", Statement),
    ("A third of Chile's exports go to Peru.", Figure),
    ("Chile and Peru signed an agreement on water in Lima.", Commitment),
]


class Counted:
    """Counts the calls of Python functions while it is entered."""

    calls = 0

    def __enter__(self) -> None:
        sys.setprofile(self._count)

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _count(self, _frame: object, event: str, _argument: object) -> None:
        self.calls += event in ("call", "c_call")


def of_kind(text: str, words: str, kind: type[Record]) -> list[Record]:
    return [r for r in records_in(text) if isinstance(r, kind) and words in f"{r.text} {_sentence(text, r)}"]


def _sentence(text: str, record: Record) -> str:
    return text[record.sentence[0] : record.sentence[1]]


@pytest.mark.parametrize(("text", "words", "kind", "reason"), INFERRED)
def test_a_party_that_is_not_named_there_is_said_so_and_costs_confidence(
    text: str, words: str, kind: type[Record], reason: str
) -> None:
    found = of_kind(text, words, kind)[-1]
    assert any(said.startswith(reason) for said in found.reasons), found.reasons
    assert found.confidence < sizes()["told"][kind.__name__.lower()]


@pytest.mark.parametrize(("text", "kind"), TOLD)
def test_a_record_whose_words_name_its_parties_is_as_sure_as_its_kind(text: str, kind: type[Record]) -> None:
    found = of_kind(text, "", kind)
    assert found
    assert {r.confidence for r in found} == {sizes()["told"][kind.__name__.lower()]}


def test_two_ends_from_the_same_words_are_one_doubt() -> None:
    (both,) = of_kind(INFERRED[1][0], "The two leaders", Event)
    assert sum("two leaders" in reason for reason in both.reasons) == 1
    assert both.confidence == pytest.approx(sizes()["told"]["event"] * sizes()["inferred"]["two"]["share"], abs=0.006)


def test_whom_a_spokesman_speaks_for_is_a_guess_from_the_dateline() -> None:
    text = 'LIMA, May 3 - Bolivia shut its embassy. Peru protested.\n\n"We will answer," a government spokesman said.'
    (found,) = of_kind(text, "answer", Statement)
    assert isinstance(found, Statement)
    assert found.affiliations == ("PER",)
    assert "the speaker's side is not named in this sentence: Peru, where the text was sent from" in found.reasons[-1]
    assert found.confidence < 0.75


def test_the_two_are_less_sure_where_a_third_was_named_just_before() -> None:
    lead, then = "Chile and Peru signed a treaty on water.", "Both countries agreed to meet again."
    (alone,) = of_kind(f"{lead} {then}", "Both", Event)
    (among,) = of_kind(f"{lead} Bolivia watched. {then}", "Both", Event)
    assert among.confidence < alone.confidence
    assert among.reasons[-1].endswith("though others were named before")


def test_a_text_of_many_records_is_weighed_in_time_that_grows_with_it() -> None:
    steps = []
    for times in (20, 80):
        text = "\n\n".join(f"On day {n}, Chad accused Mali of theft. It expelled {n} envoys." for n in range(times))
        document = prepare(Given("x.txt", text, ""))
        parsed = parse(document)
        found = records_of(parsed)
        counted = Counted()
        with counted:
            weighed(parsed, found)
        steps.append(counted.calls / len(found))
    assert steps[1] < 1.5 * steps[0]


def test_a_damaged_text_lowers_the_confidence_of_all_its_records() -> None:
    text = (
        "Brazilian President Luiz Inacio Lula da Silva met Argentine President Alberto Fernandez on Monday.\n\n"
        "We will build the pipeline together, Lula said. Nobody will stop us."
    )
    found = records_in(text)
    assert {type(record) for record in found} >= {Statement, Event}
    for record in found:
        assert "the text shows lost quotation marks" in record.reasons
        assert record.confidence < sizes()["told"][type(record).__name__.lower()]


def test_every_size_is_a_share_and_every_reason_can_be_said() -> None:
    known = sizes()
    shares = [*known["told"].values(), *known["damage"].values(), *(row["share"] for row in known["inferred"].values())]
    assert all(0 < share <= 1 for share in shares)
    for row in known["inferred"].values():
        said = row["words"].format(ends="the source", are="is", whom="Chad", words="it", back="")
        assert said
        assert "{" not in said
