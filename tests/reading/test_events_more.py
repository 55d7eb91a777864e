"""Events that light verbs, receivers, offices without a country and nouns deep in a phrase tell of."""

from __future__ import annotations

import pytest
from tests.reading.texts import events_in

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


def test_an_office_of_no_named_country_acts_for_the_other_of_two() -> None:
    text = "Gambia and Senegal are at odds over Gambia's port. Senegal waits. The foreign ministry condemned Senegal."
    assert ("ACCUSE", "GMB", "SEN") in [(e.type, e.source, e.target) for e in events_in(text)]


def test_one_ban_told_twice_is_one_event() -> None:
    text = "Ministers met over Zambia's ban on Malawian maize. In March Zambia had put a ban on maize from Malawi."
    assert len([e for e in events_in(text) if e.type == "SANCTION"]) == 1
