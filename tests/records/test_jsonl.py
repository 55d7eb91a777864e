"""Records survive being written and read back, and broken lines are named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopsided.errors import InputError
from lopsided.records.halves import HALF
from lopsided.records.jsonl import from_line, from_object, read_lines, to_line, to_object
from lopsided.records.kinds import PLOVER_TYPES, AnyRecord, Commitment, Document, Event, Figure, Noise, Statement

TEXTS = st.text(
    st.characters(exclude_categories=()) | st.sampled_from('\x00\u2028\x85\ud800\udc00\ufffd\n"'), max_size=40
)
SPANS = st.tuples(st.integers(0, 500), st.integers(0, 500))
MAYBE = st.none() | TEXTS
SHARED = {
    "document": TEXTS,
    "span": SPANS,
    "text": TEXTS,
    "sentence": SPANS,
    "confidence": st.floats(0, 1),
    "reasons": st.lists(TEXTS, max_size=2).map(tuple),
    "rule": TEXTS,
}
NAMES = st.lists(TEXTS, min_size=0, max_size=3).map(tuple)
RECORDS = st.one_of(
    st.builds(
        Statement,
        **SHARED,
        speakers=NAMES,
        affiliations=NAMES,
        form=st.sampled_from(["direct", "mixed", "indirect"]),
        content=st.none() | SPANS,
        date=MAYBE,
    ),
    st.builds(Event, **SHARED, type=st.sampled_from(PLOVER_TYPES), source=TEXTS, target=TEXTS, symmetric=st.booleans()),
    st.builds(
        Figure,
        **SHARED,
        value=st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
        unit=MAYBE,
        quantity=st.sampled_from(["share", "rank", "money"]),
        value_high=st.none() | st.floats(0, 1e12),
        exporter=MAYBE,
        hedge=MAYBE,
    ),
    st.builds(Commitment, **SHARED, parties=NAMES, what=TEXTS, announced_by=NAMES, one_sided=st.booleans()),
)


@given(RECORDS)
@settings(max_examples=200, deadline=None)
def test_any_record_comes_back_equal(record: AnyRecord) -> None:
    line = to_line(record)
    assert len(line.splitlines()) == 1
    line.encode("utf-8")
    again = from_line(line)
    assert again == record
    assert not HALF.search(str(json.loads(line))), "half a surrogate pair is JSON to few readers"
    assert json.loads(line)["id"] == record.id == getattr(again, "id", None)


@given(TEXTS, st.lists(SPANS, max_size=3))
@settings(deadline=None)
def test_any_document_comes_back_equal(text: str, spans: list[tuple[int, int]]) -> None:
    document = Document(
        document="kz.txt",
        text=text,
        digest="00",
        published="2024-05-01",
        noise=tuple(Noise(span, "caption") for span in spans),
        damage=("glued-words",),
    )
    assert from_line(to_line(document)) == document


@pytest.mark.parametrize("halves", ["7", '[["text"]]', '[[["text"],[[9,55296]]]]', '[[["no"],[[0,55296]]]]'])
def test_halves_that_fit_no_text_are_refused(halves: str) -> None:
    with pytest.raises(InputError, match="do not fit"):
        from_line('{"kind":"document","document":"a","text":"x","digest":"0","halves":' + halves + "}")


def test_a_statement_has_the_keys_of_the_record_format() -> None:
    statement = Statement(
        document="a.txt", span=(0, 5), text="Hello", sentence=(0, 9), speakers=("Lula da Silva",), form="direct",
        affiliations=("BRA",), role="president",
    )  # fmt: skip
    line = to_object(statement)
    assert list(line)[:9] == [
        "kind", "document", "speaker", "role", "affiliation", "form", "span", "text", "id",
    ]  # fmt: skip
    assert line["speaker"] == "Lula da Silva"
    assert line["affiliation"] == "BRA"
    assert line["span"] == [0, 5]


def test_joint_statements_list_their_speakers_and_noise_its_spans() -> None:
    joint = Statement(
        document="a.txt", span=(0, 5), text="Hello", sentence=(0, 9), speakers=("A", "B"), form="mixed",
        affiliations=("JPN", "KOR"),
    )  # fmt: skip
    assert to_object(joint)["speaker"] == ["A", "B"]
    assert to_object(joint)["affiliation"] == ["JPN", "KOR"]
    document = Document(document="a.txt", text="x", digest="0", noise=(Noise((3, 9), "byline"),))
    assert to_object(document)["noise"] == [[3, 9]]
    assert to_object(document)["noise_kinds"] == ["byline"]


def test_a_line_with_only_the_agreed_keys_is_read() -> None:
    record = from_object(
        {"kind": "event", "document": "a", "type": "AID", "source": "JPN", "target": "VNM", "date": None,
         "mode": "planned", "span": [1, 4], "text": "gave", "colour": "blue"}
    )  # fmt: skip
    assert isinstance(record, Event)
    assert record.sentence == (1, 4)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"kind":"weather"}', "'weather' is not a record"),
        ('{"kind":"event","document":"a","type":"DANCE","source":"X","target":"Y","span":[0,1],"text":"t"}', "'DANCE'"),
        ('{"kind":"event","document":"a","type":"AID","source":"X","span":[0,1],"text":"t"}', "lacks target"),
    ],
)
def test_a_broken_line_is_named_with_its_number(line: str, says: str) -> None:
    with pytest.raises(InputError, match="line 2") as caught:
        list(read_lines(["", line], name="records.jsonl"))
    assert says in str(caught.value)
