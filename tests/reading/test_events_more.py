"""Events that light verbs, receivers, offices without a country and nouns deep in a phrase tell of."""

from __future__ import annotations

import pytest
from tests.reading.texts import commitments_in, events_in

# sentence, type, source, target, mode
ACTS = [
    # who gives is named by "from", who shoots as well
    ("Malawi received $60 million in aid from Norway.", "AID", "NOR", "MWI", "happened"),
    ("Lebanon came under fire from Syria.", "ASSAULT", "SYR", "LBN", "happened"),
    ("Haiti was given forty lorries by Brazil.", "AID", "BRA", "HTI", "happened"),
    # envoys
    ("Bulgaria told the Serbian ambassador to leave.", "SANCTION", "BGR", "SRB", "happened"),
    ("The Danish ambassador to Iran was summoned on Friday.", "ACCUSE", "IRN", "DNK", "happened"),
    ("Peru pulled its ambassador out of Ecuador.", "SANCTION", "PER", "ECU", "happened"),
    # officials of two countries, and what two do together
    ("Officials from Laos and Vietnam are meeting in Geneva this week.", "CONSULT", "LAO", "VNM", "happened"),
    ("The Ghanaian and Togolese prime ministers exchanged views on fuel.", "CONSULT", "GHA", "TGO", "happened"),
    ("Presidents Mario Sanz of Panama and Luis Rey of Honduras met in May.", "CONSULT", "PAN", "HND", "happened"),
    ("Croatia and Slovenia jointly laid the first stone.", "COOPERATE", "HRV", "SVN", "happened"),
    ("Talks on the dam will resume between Uganda and Kenya.", "CONSULT", "UGA", "KEN", "planned"),
    # a noun, its owner and its goal
    ("The closure of Chad's border with Libya has ruined traders.", "SANCTION", "TCD", "LBY", "happened"),
    ("The withdrawal of Kenyan troops from Somalia began in May.", "RETREAT", "KEN", "SOM", "happened"),
    ("Nepal's trade restrictions against Bhutan remain in place.", "SANCTION", "NPL", "BTN", "happened"),
    ("The fighting between Eritrea and Djibouti lasted a week.", "ASSAULT", "ERI", "DJI", "happened"),
    ("Jordan's king, on a visit to Oman, praised the sea.", "CONSULT", "JOR", "OMN", "happened"),
    ("Cuba's foreign minister is in Managua for talks.", "CONSULT", "CUB", "NIC", "happened"),
    # what is scheduled is still to come
    (
        "A meeting of the foreign ministers of Ghana and Togo is planned for October.",
        "CONSULT",
        "GHA",
        "TGO",
        "planned",
    ),
    ("Talks between Laos and Nepal are scheduled for Monday.", "CONSULT", "LAO", "NPL", "planned"),
    ("A visit by the Omani sultan to Jordan is expected in May.", "CONSULT", "OMN", "JOR", "planned"),
    ("A visit by Chad's president to Niger, set for May, was postponed.", "CONSULT", "TCD", "NER", "planned"),
    ("Talks between Peru and Chile set the course.", "CONSULT", "PER", "CHL", "happened"),
    ("Ghana's trade minister, closing a two-day visit to Togo, praised the port.", "CONSULT", "GHA", "TGO", "happened"),
    # light verbs and phrases
    ("Qatar has placed Yemen under sanctions.", "SANCTION", "QAT", "YEM", "happened"),
    ("Egypt came to Sudan's aid after the floods.", "AID", "EGY", "SDN", "happened"),
    ("Chile backed down in its row with Bolivia.", "CONCEDE", "CHL", "BOL", "happened"),
    ("Latvia turned to Sweden for help.", "REQUEST", "LVA", "SWE", "happened"),
    ("Gabon stripped Angola of its trade preferences.", "SANCTION", "GAB", "AGO", "happened"),
    ("Portugal handed a wanted banker over to Brazil.", "AID COOPERATE CONCEDE", "PRT", "BRA", "happened"),
    ("Mongolia became the first country to recognise Palau.", "SUPPORT", "MNG", "PLW", "happened"),
    ("Estonia is considering tariffs on Belarusian cars.", "SANCTION", "EST", "BLR", "planned"),
    ("Iceland said it was recalling its envoy from Japan.", "SANCTION", "ISL", "JPN", "happened"),
    # who is said in a denial to have done it; who speaks of himself
    ("Santiago denied that Bolivian soldiers had shot at Chilean police.", "ASSAULT", "BOL", "CHL", "denied"),
    ("Tallinn denied that Russian jets had entered Estonian airspace.", "ASSAULT", "RUS", "EST", "denied"),
    ("Burundi denied that its troops had shelled Rwandan villages.", "ASSAULT", "BDI", "RWA", "denied"),
    ("Peru's ministry has said it has summoned Ecuador's envoy in Lima.", "ACCUSE", "PER", "ECU", "happened"),
    ("Nepal's foreign ministry said it had expelled a Bhutanese diplomat.", "SANCTION", "NPL", "BTN", "happened"),
    ("Ghana's minister said he had summoned Togo's ambassador.", "ACCUSE", "GHA", "TGO", "happened"),
    # what a verb does by its object
    ("Laos gave a Thai diplomat three days to leave.", "SANCTION", "LAO", "THA", "happened"),
    ("Kyrgyz guards returned fire on Tajik posts.", "ASSAULT", "KGZ", "TJK", "happened"),
    ("Malta handed over 40 migrants to Italy.", "COOPERATE", "MLT", "ITA", "happened"),
    ("Armenia and Azerbaijan have broken the truce, killing four shepherds.", "ASSAULT", "ARM", "AZE", "happened"),
    ("Two Kyrgyz guards were killed in an exchange of fire with Tajik guards.", "ASSAULT", "KGZ", "TJK", "happened"),
]


@pytest.mark.parametrize(("text", "kinds", "source", "target", "mode"), ACTS, ids=[a[0][:40] for a in ACTS])
def test_act_is_read_with_who_and_whom(text: str, kinds: str, source: str, target: str, mode: str) -> None:
    found = {(e.type, e.source, e.target, e.mode) for e in events_in(text)}
    found |= {(e.type, e.target, e.source, e.mode) for e in events_in(text) if e.symmetric or e.type == "CONSULT"}
    assert {(kind, source, target, mode) for kind in kinds.split()} & found, found


@pytest.mark.parametrize(
    "text",
    [
        "France evacuated its citizens from Mali.",
        "A Rwandan demand that Burundi hold talks with the rebels came to nothing.",
        "The pact provides for the withdrawal of Thai troops from Cambodia.",
        "It is wrong to expel Peruvian envoys, Chile's press wrote.",
    ],
)
def test_own_people_and_what_is_only_wished_for_are_no_deeds(text: str) -> None:
    assert [e for e in events_in(text) if e.type in ("AID", "CONSULT", "RETREAT", "SANCTION")] == []


@pytest.mark.parametrize(
    "text",
    [
        "Eritrea committed grave abuses against Sudan.",
        "Bolivia's minister accepted Peru's criticism.",
        "Latvia gave Belarus's envoy a cold reception.",
        "Austria makes up 12 per cent of Slovenia's exports.",
        "Cuba's president shared a photo of Haiti's flag.",
        "The ceasefire between Yemen and Oman collapsed.",
        "Norway gave 12 boats to Iceland? No.",
        "Did Norway expel Iceland's envoys?",
        '"Stop the raids, start the talks with Chad," Niger\'s leader said.',
        "Benin and Togo would have to deal with floods, Ghana's minister argued.",
    ],
)
def test_what_only_sounds_like_an_act_is_none(text: str) -> None:
    assert events_in(text) == []


def test_leaving_people_dead_is_no_withdrawal() -> None:
    text = "Omani guards and Yemeni troops exchanged fire, leaving three dead."
    assert [e.type for e in events_in(text)] == ["ASSAULT"]


@pytest.mark.parametrize("text", ["Cuba flew rice to Haiti, not Jamaica.", "Togo accused Ghana, not Benin."])
def test_whom_an_act_was_not_done_to_is_no_target(text: str) -> None:
    assert not {"JAM", "BEN"} & {e.target for e in events_in(text)}


def test_several_who_offer_to_host_others_do_not_meet() -> None:
    text = "Niger has expelled Danish troops. Ghana and Togo offered to host them."
    assert {e.source for e in events_in(text)} == {"NER"}


@pytest.mark.parametrize(
    ("text", "told", "deed"),
    [
        ("Peru accused Chile of shelling a port last month.", None, "2024-09"),
        ("On Wednesday Peru accused Chile of attacking a port on Monday.", "2024-10-09", "2024-10-07"),
        ("Peru accused Chile on Wednesday of attacking a port.", "2024-10-09", None),
    ],
)
def test_a_deed_and_the_blame_for_it_have_each_its_own_date(text: str, told: str | None, deed: str | None) -> None:
    dates = {e.type: e.date for e in events_in(text, published="2024-10-10")}
    assert dates == {"ACCUSE": told, "ASSAULT": deed}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Togo asked Benin to reopen the border by June 2025.", None),
        ("Togo asked Benin on Monday to reopen the border by June 2025.", "2024-10-07"),
    ],
)
def test_by_when_something_is_asked_for_is_not_when_it_was_asked(text: str, when: str | None) -> None:
    assert [(e.type, e.date) for e in events_in(text, published="2024-10-10")] == [("REQUEST", when)]


@pytest.mark.parametrize(
    "text",
    [
        "Eritrea committed grave abuses against Sudan.",
        "We have trade deals with a tenth of the world, Peru told Chile.",
        "The error, Chad's minister told Libya, was one he accepted.",
    ],
)
def test_crimes_and_what_one_has_already_bind_nobody(text: str) -> None:
    assert commitments_in(text) == []


def test_an_office_of_no_named_country_acts_for_the_other_of_two() -> None:
    text = "Gambia and Senegal are at odds over Gambia's port. Senegal waits. The foreign ministry condemned Senegal."
    assert ("ACCUSE", "GMB", "SEN") in [(e.type, e.source, e.target) for e in events_in(text)]


def test_one_ban_told_twice_is_one_event() -> None:
    text = "Ministers met over Zambia's ban on Malawian maize. In March Zambia had put a ban on maize from Malawi."
    assert len([e for e in events_in(text) if e.type == "SANCTION"]) == 1
