"""What is told only to be called untrue did not happen; hard words are no blows."""

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Event, Statement


def events(text: str) -> list[Event]:
    """Return the events of one text."""
    _, records = read_text(text, name="a", published="2024-06-12")
    return [r for r in records if isinstance(r, Event)]


@pytest.mark.parametrize(
    "text",
    [
        "Reports that Malawi had arrested two Zambian pilots are untrue, Malawi's army said.",
        "Claims that Samoa expelled Tongan teachers are fake, the interior ministry in Apia said.",
        "Oman refuted reports that it had sent soldiers to Yemen.",
        "It is not true that Chile threatened Peru, the spokesman said.",
    ],
)
def test_what_is_called_untrue_is_denied(text: str) -> None:
    assert [e.mode for e in events(text)] == ["denied"]


def test_what_is_called_true_stands() -> None:
    assert all(e.mode != "denied" for e in events("Reports that Malawi arrested two Zambian pilots are true."))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dhaka fired off a protest note to Naypyidaw.", "ACCUSE"),
        ("Norway's minister attacked Hungary's record on the press.", "ACCUSE"),
        ("Kenya's premier launched an attack on Dutch policy in Africa.", "ACCUSE"),
        ("Ecuador killed a trade deal with Panama.", "REJECT"),
        ("Troops of Chad fired back at Libya.", "ASSAULT"),
        ("Kenya's president called his Ugandan counterpart.", "CONSULT"),
    ],
)
def test_hard_words_are_no_blows(text: str, kind: str) -> None:
    assert {e.type for e in events(text)} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        'Serbia\'s minister calls the offer by Kosovo "fabricated".',
        "Indonesia would have sanctioned Myanmar.",
        "Cyprus should apologise to Libya and stop turning back its boats.",
    ],
)
def test_what_did_not_happen_is_no_act(text: str) -> None:
    assert not events(text)


@pytest.mark.parametrize("text", ["Latvia stopped short of accusing Russia.", "Kosovo avoided condemning Albania."])
def test_what_was_avoided_was_not_said(text: str) -> None:
    _, records = read_text(text, name="a")
    assert not [r for r in records if isinstance(r, Statement)]
