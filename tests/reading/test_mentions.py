from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from lopsided.reading.pipeline import parse
from lopsided.records.kinds import Document

if TYPE_CHECKING:
    from lopsided.reading.parsed import Mention


@cache
def cast(text: str, published: str | None = None) -> tuple[Mention, ...]:
    document = Document(document="test", text=text, digest="", published=published)
    return parse(document).cast.mentions


def one(text: str, words: str, nth: int = 0, published: str | None = None) -> Mention:
    found = [m for m in cast(text, published) if m.text == words]
    assert len(found) > nth, f"{words!r} is not among {[m.text for m in cast(text, published)]}"
    return found[nth]


def actors(text: str) -> set[str]:
    return {a for m in cast(text) for a in m.actors}


def test_spans_point_at_the_words_in_the_text_as_given() -> None:
    text = "Riyadh and Tehran agreed.\n\nThe two countries\u2019 foreign ministers met. Iran said it was glad."
    for mention in cast(text):
        assert text[slice(*mention.span)].replace("\u2019", "'") == mention.text
        assert 0 < mention.confidence <= 1
        assert mention.why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Beijing warned Manila about the reef.", {"CHN", "PHL"}),
        ("The kremlin said kyiv was to blame.", {"RUS", "UKR"}),
        ("Turkish and Greek officials met in Nicosia.", {"TUR", "GRC", "CYP"}),
        ("Niger closed its border with Nigeria.", {"NER", "NGA"}),
        ("Chad recalled its envoy from Berlin.", {"TCD", "DEU"}),
        ("Jordan and Israel signed a water deal.", {"JOR", "ISR"}),
        ("Georgia asked Tbilisi judges and the Russian side to talk.", {"GEO", "RUS"}),
        ("Western governments froze the assets.", {"WEST"}),
        ("India's army shelled Pakistani posts.", {"IND", "PAK"}),
    ],
)
def test_states_are_found_under_any_of_their_forms(text: str, expected: set[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan played basketball.",
        "Georgia Republicans met in Atlanta.",
        "Chad Smith is a drummer.",
        "They roasted a turkey on Thursday.",
        "She polished the china cups.",
        "He keeps a guinea pig and eats Brussels sprouts.",
        "Storms crossed the Gulf of Mexico and the South China Sea.",
    ],
)
def test_things_and_persons_of_the_same_name_are_no_states(text: str) -> None:
    assert actors(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Trade of Ghana and Togo reached 2 billion US dollars.",
        "Ghana paid Togo in Swiss francs.",
        "A 3 million US dollar loan of Togo to Ghana.",
    ],
)
def test_whose_money_an_amount_is_in_takes_no_part(text: str) -> None:
    assert actors(text) == {"GHA", "TGO"}


def test_the_money_of_a_state_may_still_name_it() -> None:
    assert "USA" in actors("Ghana said US officials had asked for 3 million dollars.")


def test_an_organ_belongs_to_the_state_named_before_it() -> None:
    text = "Ethiopia's foreign ministry and the Egyptian army stayed silent. The ministry will speak later."
    assert one(text, "Ethiopia's foreign ministry").actors == ("ETH",)
    assert one(text, "Egyptian army").actors == ("EGY",)
    assert one(text, "ministry").names == ("Ethiopia's foreign ministry",)


def test_a_title_gives_role_and_state_and_the_surname_alone_keeps_them() -> None:
    text = "Zambian Finance Minister Situmbeko Musokotwane flew to Beijing. Musokotwane said talks went well."
    later = one(text, "Musokotwane")
    assert later.names == ("Situmbeko Musokotwane",)
    assert (later.actors, later.affiliation) == (("ZMB",), "ZMB")
    assert later.role == "Zambian Finance Minister"
    assert "paragraph 1" in later.why


@pytest.mark.parametrize(
    ("text", "name", "role", "state"),
    [
        ("South Korea's trade minister Kang Myung-hee flew to Chile.", "Kang Myung-hee", "trade minister", "KOR"),
        ("Oman greeted South Korean Defence Minister Noh Jong-sup.", "Noh Jong-sup", "Defence Minister", "KOR"),
        ("Danish Foreign Minister Espen Barth Lunde said no.", "Espen Barth Lunde", "Foreign Minister", "DNK"),
    ],
)  # fmt: skip
def test_a_name_is_whole_with_its_hyphens_and_its_last_word(text: str, name: str, role: str, state: str) -> None:
    found = one(text, name)
    assert (found.role or "").endswith(role)
    assert found.affiliation == state


def test_a_participle_after_a_hyphen_is_no_part_of_a_name() -> None:
    found = one("Peru rejected the Noboa-backed plan and the Kamala Harris-led talks.", "Kamala Harris")
    assert found.kind == "person"


@pytest.mark.parametrize(
    ("text", "name", "affiliation", "country"),
    [
        ("Jane Roe, a senior fellow at the Lowy Institute, said so.", "Jane Roe", "Lowy Institute", ("AUS",)),
        ("\"No,\" said Ivo Horvat, director at the Zagreb-based Adria Forum.", "Ivo Horvat", "Adria Forum", ("HRV",)),
        ("Chatham House analyst Mary Poe disagreed.", "Mary Poe", "Chatham House", ("GBR",)),
        ("Karl Braun of the Kiel Institute said so.", "Karl Braun", "Kiel Institute", ("DEU",)),
        ("Aiko Mori, Korea specialist at Keio University. in a blog.", "Aiko Mori", "Keio University", ("JPN",)),
    ],
)  # fmt: skip
def test_an_analyst_belongs_to_the_institution_not_to_the_subject(
    text: str, name: str, affiliation: str, country: tuple[str, ...]
) -> None:
    found = one(text, name)
    assert (found.affiliation, found.actors) == (affiliation, country)


def test_the_name_of_a_body_ends_before_a_person_joined_to_it() -> None:
    text = "Thomas Hall of the Lima Institute and Maria Paz of the Quito Centre met."
    assert one(text, "Thomas Hall").affiliation == "Lima Institute"
    assert one(text, "Maria Paz").affiliation == "Quito Centre"


def test_a_namesake_of_an_official_belongs_where_the_text_says() -> None:
    text = "John Kirby, a professor at Keio University, praised Kenya."
    assert one(text, "John Kirby").affiliation == "Keio University"


def test_a_spokesman_is_found_in_apposition() -> None:
    text = "Tran Van Minh, a spokesman for Vietnam's foreign ministry, rejected the claim."
    found = one(text, "Tran Van Minh")
    assert found.actors == ("VNM",)
    assert found.role is not None
    assert found.role.startswith("spokesman")


def test_a_person_beside_the_name_of_another_is_not_mixed_up() -> None:
    text = "After meeting the Turkish president, Kyriakos Mitsotakis said Athens was ready."
    assert one(text, "Kyriakos Mitsotakis").actors == ("GRC",)
    assert one(text, "Turkish president", published="2023-06-01").names == ("Recep Tayyip Erdogan",)


def test_a_known_surname_needs_no_first_mention() -> None:
    text = "Modi and Xi shook hands in Kazan. India and China want calm."
    assert one(text, "Modi").names == ("Narendra Modi",)
    assert one(text, "Xi").names == ("Xi Jinping",)


def test_the_office_is_the_one_held_when_the_text_was_published() -> None:
    text = "Hungary backed Rutte. The Dutch and Nato agreed."
    assert one(text, "Rutte", published="2020-01-01").actors == ("NLD",)
    assert one(text, "Rutte", published="2025-01-01").actors == ("NATO",)


def test_two_spellings_in_one_text_are_one_person() -> None:
    text = "Kazakh President Kassym-Jomart Tokayev spoke. Tokaev said no. Later Kasym-Zhomart Tokayev left."
    assert {m.names for m in cast(text) if m.kind == "person"} == {("Kassym-Jomart Tokayev",)}


def test_two_people_of_one_surname_are_told_apart_by_title() -> None:
    text = "South Korean President Lee Jae-myung met Chinese Premier Li Qiang. Li smiled. President Lee did not."
    assert one(text, "Li").names == ("Li Qiang",)
    assert one(text, "Lee").names == ("Lee Jae-myung",)


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Yoon Suk-yeol hosted Fumio Kishida. The Japanese prime minister thanked the South Korean leader.",
         "Japanese prime minister", ("Fumio Kishida",)),
        ("Lula called Milei. Brazil and Argentina trade a lot. The two presidents rarely talk.",
         "two presidents", ("Luiz Inácio Lula da Silva", "Javier Milei")),
        ("Rabat protested. Morocco recalled its envoy from Algiers. Algeria shrugged. Both countries closed airspace.",
         "Both countries", ("Morocco", "Algeria")),
        ("The Lowy Institute wrote a paper on Kenya. The institute praised it.",
         "institute", ("Lowy Institute",)),
        ("Tinubu chairs Ecowas. The bloc imposed sanctions on Niger and Nigeria closed the border.",
         "bloc", ("Economic Community of West African States",)),
        ("Rishi Sunak met Emmanuel Macron in Paris. Britain's Sunak thanked his French counterpart.",
         "French counterpart", ("Emmanuel Macron",)),
        ("President Vucic and Prime Minister Albin Kurti met. Josep Borrell urged the two to stop. Serbia agreed.",
         "two", ("Aleksandar Vučić", "Albin Kurti")),
    ],
)  # fmt: skip
def test_mentions_by_role_stand_for_those_named_before(text: str, words: str, names: tuple[str, ...]) -> None:
    found = one(text, words)
    assert set(found.names) == set(names)
    assert found.form == "role"


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Claudia Sheinbaum spoke with Donald Trump. She said Mexico would not bow.", "She", "Claudia Sheinbaum"),
        ("Xi Jinping received Vladimir Putin and invited him to stay.", "him", "Vladimir Putin"),
        ("In her speech, Sanna Marin praised Sweden.", "her", "Sanna Marin"),
        ("Abiy Ahmed called Hani Sewilam. He said the dam was full.", "He", "Abiy Ahmed"),
        ("Caracas accused Guyana, which calls Essequibo its own.", "its", "Guyana"),
        ("Baku and Yerevan signed. They will open the border.", "They", "Azerbaijan"),
    ],
)
def test_pronouns_go_to_the_likeliest_person_or_state(text: str, pronoun: str, name: str) -> None:
    assert name in one(text, pronoun).names


def test_it_without_meaning_is_no_mention() -> None:
    assert not [m for m in cast("Japan waited. It seems that it is raining in Tokyo.") if m.text in {"It", "it"}]


def test_anonymous_groups_carry_the_state_they_speak_for() -> None:
    text = "Pakistani officials and Western diplomats doubt it, analysts say."
    assert one(text, "Pakistani officials").actors == ("PAK",)
    assert one(text, "Western diplomats").actors == ("WEST",)
    assert one(text, "analysts").actors == ()
    assert all(m.kind == "group" for m in cast(text) if m.form == "group")


def test_media_are_not_actors_but_have_a_home() -> None:
    found = one("Yonhap reported the launch.", "Yonhap")
    assert (found.kind, found.actors, found.affiliation) == ("organisation", (), "KOR")


def test_lost_capitals_and_apostrophes_still_give_the_actors() -> None:
    text = "the indian prime minister narendra modi told us officials that new delhi and ukraines president agree."
    assert {"IND", "USA", "UKR"} <= actors(text)
    assert one(text, "narendra modi").names == ("Narendra Modi",)


@pytest.mark.parametrize(
    "text", ["", "   ", "\ufeff\n\n", "...", "'s 's 's", "President", "the the two both they", "U.S.", "-"]
)
def test_broken_text_does_no_harm(text: str) -> None:
    assert all(m.end > m.start for m in cast(text))
