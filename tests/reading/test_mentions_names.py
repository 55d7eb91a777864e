from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopsided.reading.mentions.personal_names import name_words, near_short, same_person, short_forms
from lopsided.reading.mentions.roles import role_class
from lopsided.reading.mentions.scan import scan


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelensky", "Volodomyr Zelenskyy"),
        ("Alexander Lukashenko", "Aleksandr Lukashenka"),
        ("Recep Tayyip Erdoğan", "Tayyip Erdogan"),
        ("Yoon Suk-yeol", "Yoon Suk Yeol"),
        ("J. Biden", "Joe Biden"),
    ],
)
def test_spellings_of_one_name_are_one_person(one: str, other: str) -> None:
    assert same_person(name_words(one), name_words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Nawaz Sharif", "Shehbaz Sharif"), ("Kim Jong Un", "Kim Yo Jong"), ("Li Qiang", "Li Hui")],
)  # fmt: skip
def test_kin_and_namesakes_are_two(one: str, other: str) -> None:
    assert not same_person(name_words(one), name_words(other))


@pytest.mark.parametrize(
    ("name", "short"),
    [("Xi Jinping", "xi"), ("Ursula von der Leyen", "von der leyen"), ("Abdel Fattah al-Sisi", "sisi"),
     ("Fumio Kishida", "kishida"), ("Ferdinand Marcos Jr.", "marcos")],
)  # fmt: skip
def test_people_are_called_by_their_family_name(name: str, short: str) -> None:
    assert short in short_forms(name)


def test_a_misspelt_surname_is_near_but_another_is_not() -> None:
    assert near_short("lee", "li")
    assert near_short("tokaev", "tokayev")
    assert not near_short("modi", "milei")


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Turkish foreign minister", "official"),
        ("president of Chile", "head"),
        ("spokeswoman for the ministry", "spokesperson"),
        ("senior fellow at a think tank", "analyst"),
        ("bystander", None),
    ],
)
def test_a_role_has_a_class(role: str, expected: str | None) -> None:
    assert role_class(role) == expected


def test_the_longest_name_wins_and_things_hide_the_names_in_them() -> None:
    text = "South Korea, the South China Sea, Papua New Guinea and the Korean War"
    hits, _ = scan(text)
    assert [(text[h.start : h.end], [s.actor for s in h.entry.senses]) for h in hits] == [
        ("South Korea", ["KOR"]), ("South China Sea", []), ("Papua New Guinea", ["PNG"]), ("Korean War", []),
    ]  # fmt: skip


@given(st.text(max_size=80))
def test_any_text_can_be_scanned_and_hits_are_in_order(text: str) -> None:
    hits, signals = scan(text)
    for row in (hits, signals):
        places = [(h.start, h.end) for h in row]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(text) for start, end in places)
