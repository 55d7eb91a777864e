"""Events read from sentences of our own: type, direction, mode, date; and what is no event."""

from __future__ import annotations

import pytest
from tests.reading.texts import events_in

# sentence, type, source, target, mode
ACTS = [
    # plain clauses
    ("Poland expelled two Belarusian diplomats.", "SANCTION", "POL", "BLR", "happened"),
    ("Chile condemned the coup in Honduras.", "ACCUSE", "CHL", "HND", "happened"),
    ("Vietnam released four Cambodian fishermen.", "CONCEDE", "VNM", "KHM", "happened"),
    ("Colombia closed its border with Venezuela.", "SANCTION", "COL", "VEN", "happened"),
    ("Norway sent blankets and tents to Turkey.", "AID", "NOR", "TUR", "happened"),
    ("Ghana accused Togo of smuggling cocoa.", "ACCUSE", "GHA", "TGO", "happened"),
    ("Ecuador lifted its ban on Peruvian trucks.", "CONCEDE", "ECU", "PER", "happened"),
    ("Bulgaria praised Romania for its help during the floods.", "SUPPORT", "BGR", "ROU", "happened"),
    ("Uganda deployed tanks along the border with Rwanda.", "MOBILIZE", "UGA", "RWA", "happened"),
    ("Mexico called on Guatemala to stop the convoy.", "REQUEST", "MEX", "GTM", "happened"),
    ("Laos rejected a Thai proposal to share the dam's water.", "REJECT", "LAO", "THA", "happened"),
    ("Malta deported three Libyans.", "COERCE", "MLT", "LBY", "happened"),
    ("Denmark threatened to sue Canada over the island.", "THREATEN", "DNK", "CAN", "happened"),
    ("Iraqi forces shelled a village in Kuwait.", "ASSAULT", "IRQ", "KWT", "happened"),
    # passives
    ("A Maltese tanker was seized by Iran.", "COERCE", "IRN", "MLT", "happened"),
    ("Zambia was criticised by Zimbabwe.", "ACCUSE", "ZWE", "ZMB", "happened"),
    ("Two Finnish journalists were arrested by Belarus.", "COERCE", "BLR", "FIN", "happened"),
    ("Sudanese villages were bombed by Chadian aircraft.", "ASSAULT", "TCD", "SDN", "happened"),
    ("The Dutch ambassador was summoned by Indonesia.", "ACCUSE", "IDN", "NLD", "happened"),
    # nominalisations
    ("Argentina's invasion of Chile shocked the region.", "ASSAULT", "ARG", "CHL", "happened"),
    ("Sanctions imposed by Japan on Myanmar have had little effect.", "SANCTION", "JPN", "MMR", "happened"),
    ("French President Emmanuel Macron's visit to Rwanda lasted two days.", "CONSULT", "FRA", "RWA", "happened"),
    ("Talks between Armenia and Azerbaijan dragged on.", "CONSULT", "ARM", "AZE", "happened"),
    ("The Saudi air strikes on Yemen went on all night.", "ASSAULT", "SAU", "YEM", "happened"),
    ("Turkish sanctions against Cyprus hurt hotels.", "SANCTION", "TUR", "CYP", "happened"),
    ("The Ethiopia-Eritrea war cost thousands of lives.", "ASSAULT", "ETH", "ERI", "happened"),
    # shared and inherited subjects
    ("Kenya closed its embassy in Somalia and recalled its envoy.", "SANCTION", "KEN", "SOM", "happened"),
    ("Cuba walked out of the hall after denouncing Panama.", "ACCUSE", "CUB", "PAN", "happened"),
    ("Spain, which had expelled an Algerian diplomat, kept silent.", "SANCTION", "ESP", "DZA", "happened"),
    ("Serbia issued a statement condemning Kosovo.", "ACCUSE", "SRB", "XKX", "happened"),
    ("Nepal urged India to reopen the crossing.", "REQUEST", "NPL", "IND", "happened"),
    # verbal acts are not force
    ("Estonia condemned Russia's attack on Georgia.", "ACCUSE", "EST", "RUS", "happened"),
    ("Jordan warned Syria against bombing the camp.", "THREATEN", "JOR", "SYR", "happened"),
    ("Brazil demanded that Bolivia stop the raids.", "REQUEST", "BRA", "BOL", "happened"),
    # planned
    ("Hungary will send troops to Chad.", "MOBILIZE", "HUN", "TCD", "planned"),
    ("Pakistan plans to buy gas from Turkmenistan.", "COOPERATE", "PAK", "TKM", "planned"),
    ("Egypt intends to open an embassy in Burundi.", "SUPPORT", "EGY", "BDI", "planned"),
    ("Qatar is ready to lend Tunisia two billion dollars.", "AID", "QAT", "TUN", "planned"),
    ("Portugal invited Angola's president to visit Lisbon.", "CONSULT", "AGO", "PRT", "planned"),
    ("The Philippine president will visit Malaysia.", "CONSULT", "PHL", "MYS", "planned"),
    # denied
    ("Kazakhstan did not condemn Mongolia.", "ACCUSE", "KAZ", "MNG", "denied"),
    ("Slovakia refused to condemn Austria.", "ACCUSE", "SVK", "AUT", "denied"),
    ("Lesotho has never imposed sanctions on Botswana.", "SANCTION", "LSO", "BWA", "denied"),
    ("Oman neither criticised Yemen nor recalled its envoy.", "ACCUSE", "OMN", "YEM", "denied"),
    # alleged
    ("Eritrea accused Djibouti of shelling Eritrean positions.", "ASSAULT", "DJI", "ERI", "alleged"),
    ("Rwanda reportedly attacked Burundi.", "ASSAULT", "RWA", "BDI", "alleged"),
    ("Thailand allegedly deported two Uighurs to China.", "COERCE", "THA", "CHN", "alleged"),
    # refusal of cooperation is rejection
    ("Hungary refused to lend money to Ukraine.", "REJECT", "HUN", "UKR", "happened"),
    ("Iceland will never recognise Abkhazia's ally Syria.", "REJECT", "ISL", "SYR", "happened"),
    # blocs and organisations
    ("The European Union imposed sanctions on Belarus.", "SANCTION", "EU", "BLR", "happened"),
    ("NATO accused Serbia of massing troops.", "ACCUSE", "NATO", "SRB", "happened"),
    ("The African Union urged Mali to hold elections.", "REQUEST", "AU", "MLI", "happened"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "source", "target", "mode"), ACTS)
def test_act_is_read(text: str, kind: str, source: str, target: str, mode: str) -> None:
    found = [(e.type, e.source, e.target, e.mode) for e in events_in(text)]
    assert (kind, source, target, mode) in found, found


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Kenyan and Ugandan officials met in Kampala.", {"KEN", "UGA"}),
        ("Peru and Ecuador signed a fishing agreement.", {"PER", "ECU"}),
        ("South Korea and Australia held joint naval exercises.", {"KOR", "AUS"}),
        ("Iran's president held talks with Iraq's prime minister.", {"IRN", "IRQ"}),
    ],
)
def test_joint_acts_are_symmetric(text: str, sides: set[str]) -> None:
    found = events_in(text)
    assert [{e.source, e.target} for e in found] == [sides]
    assert found[0].symmetric


def test_each_of_two_sources_acts_on_a_third() -> None:
    found = {(e.source, e.target) for e in events_in("Sweden and Finland condemned Iran.") if e.type == "ACCUSE"}
    assert found == {("SWE", "IRN"), ("FIN", "IRN")}


@pytest.mark.parametrize(
    "text",
    [
        "Nigeria has strengthened its ties with Niger over the years.",
        "Libya respects Egypt.",
        "Moldova fears Russia.",
        "If Greece attacks Turkey, the alliance will break.",
        "Analysts say Algeria could invade Morocco.",
        "The trade war between Japan and South Korea worries shippers.",
        "Bolivia wants to avoid American sanctions.",
        "The weather in Chile is colder than in Peru.",
    ],
)
def test_no_act_no_event(text: str) -> None:
    assert events_in(text) == []


def test_one_visit_told_twice_is_one_event() -> None:
    text = (
        "India's Narendra Modi visited Fiji on Monday.\n\n"
        "Modi's visit to Fiji was his first. During the trip to Fiji he opened a school."
    )
    found = [e for e in events_in(text, "2023-05-24") if e.type == "CONSULT"]
    assert [(e.source, e.target, e.date) for e in found] == [("IND", "FJI", "2023-05-22")]


def test_two_strikes_on_different_days_are_two() -> None:
    text = "Israel bombed Lebanon on Monday. Israel bombed Lebanon again on Wednesday."
    found = [(e.type, e.date) for e in events_in(text, "2023-05-26")]
    assert found == [("ASSAULT", "2023-05-22"), ("ASSAULT", "2023-05-24")]


def test_date_and_its_origin() -> None:
    (event,) = events_in("Togo expelled a Beninese diplomat last week.", "2022-06-15")
    assert event.date == "2022-06-06/2022-06-12"
    assert "last week" in str(event.date_from)


def test_undated_text_invents_no_date() -> None:
    assert [e.date for e in events_in("Togo expelled a Beninese diplomat on Friday.")] == [None]


def test_rejection_points_back_to_the_accusation() -> None:
    found = {
        (e.type, e.source, e.target) for e in events_in("Mali accused Niger of spying. Niger rejected the accusation.")
    }
    assert ("REJECT", "NER", "MLI") in found


def test_court_acts_on_a_person() -> None:
    (event,) = events_in("The International Criminal Court issued an arrest warrant for Omar al-Bashir.")
    assert (event.type, event.target) == ("COERCE", "Omar al-Bashir")


def test_record_is_explained_and_points_into_the_text() -> None:
    text = "In Quito, Ecuador's foreign minister said little. Ecuador recalled its ambassador from Mexico."
    (event,) = events_in(text)
    assert text[event.span[0] : event.span[1]] == event.text
    assert event.trigger in event.text
    assert event.reasons
    assert event.rule
    assert 0 < event.confidence <= 1
    assert text[event.sentence[0] : event.sentence[1]].startswith("Ecuador recalled")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # what a noun and its owner name has been asked, offered or refused
        ("At the request of Bolivia, Chile reopened the crossing.", ("REQUEST", "BOL", "CHL", "happened")),
        ("Yaounde's request for the ship was turned down by Nigeria.", ("REQUEST", "CMR", "NGA", "happened")),
        ("Cairo's promise to send wheat to Sudan was kept within days.", ("AID", "EGY", "SDN", "planned")),
        ("Moscow's threat to cut off Norway alarmed Oslo.", ("THREATEN", "RUS", "NOR", "happened")),
        # thanked or blamed for an act
        ("The Lebanese premier thanked France for its donation of fuel.", ("AID", "FRA", "LBN", "happened")),
        # doer and victim of a killing
        ("The killing of two Laotians by Thai guards was filmed.", ("ASSAULT", "THA", "LAO", "happened")),
        # the talks of two produce something
        ("Talks between Cyprus and Turkey produced a declaration.", ("AGREE", "CYP", "TUR", "happened")),
        # a lifted measure was its owner's; sanctions are whose adjective they bear
        ("South Africa's ban on Zimbabwean tobacco was lifted.", ("CONCEDE", "ZAF", "ZWE", "happened")),
        # who is made to act
        ("Britain sent a ship to Guyana, prompting Venezuela to start drills.", ("MOBILIZE", "VEN", "GBR", "happened")),
        # joined without a word for it
        ("Rwanda and Uganda reopened their common border.", ("CONCEDE", "RWA", "UGA", "happened")),
        ("In 2021 Qatar undertook to pay the wages of Lebanese soldiers.", ("AID", "QAT", "LBN", "planned")),
        ("No agreement was reached between Armenia and Turkey.", ("AGREE", "ARM", "TUR", "denied")),
        ("None of Peru's envoys was received by Chile.", ("CONSULT", "CHL", "PER", "denied")),
        ("Chinese customs have refused to clear goods from Lithuania.", ("REJECT", "CHN", "LTU", "happened")),
        ("Brussels has taken steps against Georgian officials.", ("SANCTION", "EU", "GEO", "happened")),
        ("Turkey's president described Israel's raid as a massacre.", ("ACCUSE", "TUR", "ISR", "happened")),
        ("Kenya joined the embargo that the EU imposed on Eritrea.", ("SANCTION", "EU", "ERI", "happened")),
    ],
)
def test_acts_that_no_plain_clause_tells_are_read(text: str, wanted: tuple[str, str, str, str]) -> None:
    assert wanted in [(e.type, e.source, e.target, e.mode) for e in events_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya would answer any attack by Somalia.",
        "The killing of a singer in Chad shocked Niger.",
        "Peru failed to win a pledge from Chile.",
        "Ghana has offered Togo no proof of the raid.",
    ],
)
def test_what_is_only_named_failed_or_missing_is_no_event(text: str) -> None:
    assert [e.text for e in events_in(text) if e.mode == "happened"] == []


def test_a_pronoun_is_not_the_country_its_own_clause_names() -> None:
    text = (
        "Sudan and Ethiopia quarrel. Sudan said on Sunday that Ethiopia had shot at farmers. Ethiopia denied it.\n\n"
        "Sudan was angry with Ethiopia. It recalled its ambassador from Addis Ababa."
    )
    assert ("SANCTION", "SDN", "ETH") in [(e.type, e.source, e.target) for e in events_in(text)]
