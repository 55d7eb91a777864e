"""Acts of bodies, countries and envoys that their sentence does not name the state of."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Event


def acts(text: str) -> set[tuple[str, str, str]]:
    """Type, source and target of every act in a text."""
    _, records = read_text(text, name="ours.txt")
    return {(e.type, e.source, e.target) for e in records if isinstance(e, Event)}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Mali's junta met on Sunday. The junta accused French forces of spying.", ("ACCUSE", "MLI", "FRA")),
        ("Malawi's army met rebels. The country's army also accused the SADC of delay.", ("ACCUSE", "MWI", "SADC")),
        ("The regime that seized power in Conakry expelled the envoy of Togo.", ("SANCTION", "GIN", "TGO")),
        ("Kenya's navy was at sea. The navy seized a Somali boat near Lamu.", ("COERCE", "KEN", "SOM")),
        (
            "The Ugandan envoy to Rwanda, Ana Ruiz, was called to the Ministry of Foreign Affairs in Kigali.",
            ("ACCUSE", "RWA", "UGA"),
        ),
    ],
)
def test_a_body_of_no_named_state_is_of_the_one_told_of(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mali buried its dead. The local police accused Togo of it.",
        "Mali buried its dead. The opposition government in exile accused Togo of it.",
        "Fiji and Tonga race today. The Corsican police accused Samoa of theft.",
    ],
)
def test_a_body_of_a_part_or_of_another_is_not_given_to_the_state_told_of(text: str) -> None:
    assert not acts(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Benin held a vote. The West African nation asked Norway for tents.", ("REQUEST", "BEN", "NOR")),
        ("Vanuatu voted. The Pacific island nation urged Fiji to wait.", ("REQUEST", "VUT", "FJI")),
        ("Laos held a vote. The country asked Norway for tents.", ("REQUEST", "LAO", "NOR")),
    ],
)
def test_a_country_told_of_by_where_it_lies(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Benin held a vote. The East African nation asked Norway for tents.",
        "Laos held a vote. The first country to answer asked Norway for tents.",
    ],
)
def test_a_country_that_lies_elsewhere_is_not_the_one_told_of(text: str) -> None:
    assert "NOR" not in {target for _, _, target in acts(text)}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The Chadian ambassador was summoned to the Libyan foreign ministry.", ("ACCUSE", "LBY", "TCD")),
        ("Peruvian ambassador Ana Ruiz was asked to leave Chile within a week.", ("REQUEST", "CHL", "PER")),
        ("The Kenyan envoy was given 48 hours to leave Sudan.", ("THREATEN", "SDN", "KEN")),
        ("Chad's treaty with Libya, signed in May, was hailed by France.", ("AGREE", "TCD", "LBY")),
        (
            "Peru deplored the coup in Bolivia that ousted the chief judge and called for calm in Bolivia.",
            ("REQUEST", "PER", "BOL"),
        ),
        (
            "Chad accused Libya of theft, and Libyan police said the fort belonged to them and accused Chad of lies.",
            ("ACCUSE", "LBY", "TCD"),
        ),
        ("Norwegian medics reached the camp. They cooperated with teams from Denmark.", ("COOPERATE", "NOR", "DNK")),
    ],
)
def test_who_acts_where_the_clause_itself_does_not_say(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Chad, Mali, Niger and Togo met. The four countries accused Benin of lies.", ("ACCUSE", "TGO", "BEN")),
        ("Chad, Mali and Niger met in May. The countries then condemned Benin.", ("ACCUSE", "NER", "BEN")),
        ("The foreign ministers from Laos and Nepal will meet next week.", ("CONSULT", "LAO", "NPL")),
        ("The Dutch and Belgian Foreign Ministers met with Norway's envoy.", ("CONSULT", "NLD", "NOR")),
        ("Peru's foreign minister waited in Lima. He accused Chile of theft.", ("ACCUSE", "PER", "CHL")),
        ("Thailand waited. Cambodia's prime minister said the kingdom would sue Laos.", ("ACCUSE", "KHM", "LAO")),
        ("Mali closed a road following Chadian troops shelling Togo.", ("ASSAULT", "TCD", "TGO")),
        (
            "Oman and Yemen argue. Oman waits for Yemen. Iraq is mediating talks between these Gulf neighbours.",
            ("CONSULT", "IRQ", "YEM"),
        ),
    ],
)
def test_several_taken_up_together_and_those_of_no_name(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Six Kenyan fishermen are missing. The fishermen were arrested by Ugandan police.", ("COERCE", "UGA", "KEN")),
        ("Six Kenyan fishermen are missing. The six were arrested by Ugandan police.", ("COERCE", "UGA", "KEN")),
        ("A Peruvian trawler is missing. The vessel was seized by Chilean marines.", ("COERCE", "CHL", "PER")),
        ("Togolese soldiers were seen. The soldiers shelled a Ghanaian village.", ("ASSAULT", "TGO", "GHA")),
        ("EU envoy Ana Ruiz spoke. The bloc has urged Togo to wait.", ("REQUEST", "EU", "TGO")),
    ],
)
def test_people_craft_and_blocs_taken_up(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Rwanda's President Ana Ruiz arrived in Mozambique Friday for a state visit.", ("CONSULT", "RWA", "MOZ")),
        ("The prime minister of Fiji flew to Tonga Monday for talks.", ("CONSULT", "FJI", "TON")),
        ("Kenya's minister met his counterpart in Uganda Tuesday.", ("CONSULT", "KEN", "UGA")),
        ("Kenya's minister met his Ugandan counterpart in Turkey.", ("CONSULT", "KEN", "UGA")),
        ("Norway sent tents from Denmark to Chad.", ("AID", "NOR", "TCD")),
        ("Armenia handed over maps of mines in Georgia to Russia.", ("AID", "ARM", "RUS")),
        (
            "Chad rejected a statement of Libyan minister Ana Ruiz that the country had returned all captives to Chad.",
            ("CONCEDE", "LBY", "TCD"),
        ),
        ("Chadian diplomats were ordered to leave Libya.", ("SANCTION", "LBY", "TCD")),
    ],
)
def test_whoever_is_gone_to_or_given_something(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(text)


def test_those_told_to_go_do_not_tell_it() -> None:
    found = acts("Benin has expelled three Togolese diplomats. The three were asked to leave the country.")
    assert ("REQUEST", "TGO", "BEN") not in found


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The navy detected a Turkish drone breaching Iraq's airspace.", ("ASSAULT", "TUR", "IRQ")),
        ("Peru issued a statement condemning Chile.", ("ACCUSE", "PER", "CHL")),
        ("Peru spotted Chilean soldiers shelling a Bolivian post.", ("ASSAULT", "CHL", "BOL")),
        ("The Dominican Chancellery condemned Haiti.", ("ACCUSE", "DOM", "HTI")),
        (
            "Iraq's ministry met. The ministry demanded of Turkey an end to the shelling of Iraqi towns.",
            ("REQUEST", "IRQ", "TUR"),
        ),
    ],
)
def test_who_is_seen_doing_something_does_it(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Six Kenyan fishermen and two Somali sailors are missing. The crew was arrested by Ugandan police.",
        "Six Kenyan fishermen are missing. Six sailors were arrested by Ugandan police.",
        "A Peruvian trawler is missing. The lorry was seized by Chilean marines.",
    ],
)
def test_what_may_be_anothers_is_not_taken_up(text: str) -> None:
    assert not acts(text)


def test_countries_of_something_are_not_those_listed_before() -> None:
    found = acts("Chad, Mali and Niger met. The countries of the south condemned Benin.")
    assert "BEN" not in {target for _, _, target in found}


def test_whom_somebody_likes_is_not_whom_he_serves() -> None:
    found = acts("Samoa's Tonga-friendly Prime Minister Ana Ruiz visited Fiji.")
    assert all("TON" not in act for act in found)
