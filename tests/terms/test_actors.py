from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopsided.errors import UnknownNameError, UsageError
from lopsided.terms.actors import actor, actors, demonym_of, link, members, memberships, name_of, states
from lopsided.terms.officials import officials
from lopsided.terms.tables import table


@pytest.mark.parametrize(
    ("surface", "meant", "why"),
    [
        ("Beijing", "CHN", "capital of China"),
        ("the Kremlin", "RUS", "seat of government of Russia"),
        ("Rashtrapati Bhavan", "IND", "seat of government of India"),
        ("kyiv", "UKR", "capital of Ukraine"),
        ("Ukrainian", "UKR", "adjective of Ukraine"),
        ("Serbs", "SRB", "demonym of Serbia"),
        ("Türkiye", "TUR", "name of Turkey"),
        ("Turkiye", "TUR", "name of Turkey"),
        ("Burma", "MMR", "name of Myanmar"),
        ("U.S.", "USA", "name of United States"),
        ("Brussels", "EU", "capital of European Union"),
        ("Congo-Brazzaville", "COG", "name of Republic of the Congo"),
        ("Nigerien", "NER", "adjective of Niger"),
        ("Nigerian", "NGA", "adjective of Nigeria"),
        ("the West", "WEST", "name of the West"),
        ("Brasília's", "BRA", "capital of Brazil"),
    ],
)
def test_a_form_of_words_leads_to_an_actor_and_says_why(surface: str, meant: str, why: str) -> None:
    best = link(surface)[0]
    assert (best.actor, best.why) == (meant, why)


@pytest.mark.parametrize(
    "surface", ["turkey", "china", "us", "who", "polish", "west", "male", "poles", "it", "soybeans"]
)
def test_a_word_with_another_sense_needs_its_capital(surface: str) -> None:
    assert link(surface) == ()


def test_a_form_two_actors_share_gives_both_readings_best_first() -> None:
    assert [x.actor for x in link("Brussels")] == ["EU", "BEL"]
    assert {x.actor for x in link("Korean")} == {"KOR", "PRK"}
    assert link("Congo")[0].actor == "COD"


def test_a_name_that_is_also_a_given_name_is_less_sure() -> None:
    assert link("Jordan")[0].confidence < link("Egypt")[0].confidence


def test_a_surname_leads_to_the_office_held_on_the_day() -> None:
    assert link("Medvedev", on="2010-06-01")[0].role == "president"
    assert link("Medvedev", on="2015-06-01")[0].role == "prime minister"
    rutte = (
        {x.actor for x in link("Mark Rutte", on="2023-01-01")},
        {x.actor for x in link("Mark Rutte", on="2025-01-01")},
    )
    assert rutte == ({"NLD"}, {"NATO"})


@pytest.mark.parametrize("spelling", ["Zelensky", "Zelenskyy", "Zelenskiy", "Volodymyr Zelenskiy"])
def test_spellings_of_one_man_are_one_person(spelling: str) -> None:
    assert link(spelling)[0].person == "Volodymyr Zelensky"


def test_a_common_surname_gives_every_holder_with_little_confidence() -> None:
    found = link("Lee")
    assert len({x.person for x in found}) > 3
    assert max(x.confidence for x in found) < 0.5


@pytest.mark.parametrize(
    ("name", "meant"),
    [("rus", "RUS"), ("GB", "GBR"), ("uk", "GBR"), ("Czech Republic", "CZE"), ("the gambia", "GMB"), ("nato", "NATO"),
     ("South Korea", "KOR"), ("côte d'ivoire", "CIV"), ("DR Congo", "COD"), ("Kosovo", "XKX")],
)  # fmt: skip
def test_actors_are_looked_up_by_code_and_name_in_any_case(name: str, meant: str) -> None:
    assert actor(name).id == meant


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Germany"):
        actor("Germny")


def test_members_are_those_of_the_day() -> None:
    assert "GBR" in members("EU", "2019-06-01")
    assert "GBR" not in members("EU")
    assert set(members("BRICS", "2023-06-01")) == {"BRA", "RUS", "IND", "CHN", "ZAF"}
    assert "FIN" in members("NATO", "2023-04-04")
    assert "FIN" not in members("NATO", "2023-04-03")
    assert {"NGA", "SEN"} <= set(members("ECOWAS"))
    assert "NER" not in members("ECOWAS")


def test_membership_says_since_when() -> None:
    austria = {m.bloc: m.why for m in memberships("AUT")}
    assert austria["EU"] == "member of EU since 1995-01-01"


def test_every_state_has_what_a_page_shows() -> None:
    assert len(states()) > 190
    for state in states():
        known = actors()[state]
        assert known.name
        assert known.iso2
        assert demonym_of(state)
    assert name_of("CIV") == "Ivory Coast"
    assert name_of("never heard of") == "never heard of"


def test_every_capital_leads_back_to_its_state() -> None:
    astray = [
        (state, capital)
        for state in states()
        for capital in actors()[state].capitals
        if link(capital) and state not in {x.actor for x in link(capital)}
    ]
    assert astray == []


def test_officials_serve_actors_in_the_table() -> None:
    assert {t.actor for o in officials() for t in o.terms} <= set(actors())
    assert all(not t.end or t.start[:4] <= t.end[:4] for o in officials() for t in o.terms)


def test_blocs_are_made_of_states_in_the_table() -> None:
    for known in actors().values():
        if known.kind == "bloc":
            assert set(members(known.id)) <= set(actors())


@given(st.text(max_size=30))
def test_any_text_can_be_linked_without_harm(surface: str) -> None:
    found = link(surface)
    assert all(0 < x.confidence <= 1 for x in found)
    assert [x.confidence for x in found] == sorted((x.confidence for x in found), reverse=True)


@pytest.mark.parametrize(
    ("phrase", "on", "actor_id", "person", "reason"),
    [
        ("the Chinese leader", "2021-05-01", "CHN", "Xi Jinping", "leader of China: president of China"),
        ("the Russian president", "2010-05-01", "RUS", "Dmitry Medvedev", "president of Russia: "),
        ("the Japanese prime minister", "2022-05-01", "JPN", "Fumio Kishida", "prime minister of Japan: "),
        ("Germany\u2019s leader", "2018-05-01", "DEU", "Angela Merkel", "leader of Germany: chancellor of Germany"),
        ("the president of Kenya", None, "KEN", None, "president of Kenya: name of Kenya"),
        ("the Indian leader", None, "IND", None, "leader of India: "),
    ],
)
def test_an_office_with_its_state_is_looked_up(
    phrase: str, on: str | None, actor_id: str, person: str | None, reason: str
) -> None:
    found = link(phrase, on=on)[0]
    assert (found.actor, found.person) == (actor_id, person)
    assert found.why.startswith(reason)


def test_an_office_of_nobody_known_is_not_looked_up() -> None:
    assert link("the club president") == ()
    assert link("the leader") == ()


def test_a_name_two_states_share_asks_which_is_meant() -> None:
    for form in ("Congo", "the Congo"):
        with pytest.raises(UsageError, match=r"'DR Congo' or 'Republic of the Congo'"):
            actor(form)
    assert actor("Republic of the Congo").id == "COG"


def test_no_organisation_takes_a_countrys_code() -> None:
    codes = {row["id"] for row in table("states")}
    bodies = {row["id"] for row in table("bodies")}
    assert codes & bodies == set()
    assert actor("NAM").name == "Namibia"


@pytest.mark.parametrize(
    ("name", "heir"), [("Yugoslavia", "Slovenia"), ("the Soviet Union", "Kazakhstan"), ("ussr", "Russia")]
)
def test_a_state_that_is_no_more_leads_to_its_successors_and_is_none_of_them(name: str, heir: str) -> None:
    with pytest.raises(UsageError, match=f"was a state until 19.*'{heir}'"):
        actor(name)


def test_successors_of_states_are_known() -> None:
    assert {heir for row in table("dissolved") for heir in row["successors"].split(";")} <= set(actors())
