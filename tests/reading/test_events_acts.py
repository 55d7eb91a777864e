"""Phrases and nouns that name an act between two countries, and near neighbours that name another or none."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Event

Row = tuple[str, str, str, str]


def read(text: str) -> set[Row]:
    found = read_text(text, name="t.txt", published="2024-05-15")[1]
    return {(r.type, r.mode, r.source, r.target) for r in found if isinstance(r, Event)}


ACTS: dict[str, list[Row]] = {
    # so much time given to somebody, and talks about a paper that is not signed
    "Kenya gave Somalia until Wednesday to withdraw its troops.": [("THREATEN", "happened", "KEN", "SOM")],
    "Peru obliged itself to return the ships to Chile by May.": [("AGREE", "planned", "PER", "CHL")],
    "Ethiopians sent back by Kenya since January: more than 900": [("COERCE", "happened", "KEN", "ETH")],
    "Nepal handed India a list of demands.": [("REQUEST", "happened", "NPL", "IND")],
    "Zambia is negotiating a power deal with Namibia.": [("CONSULT", "happened", "ZMB", "NAM")],
    # verbs with a particle or a certain object
    "Kenya's president wound up a visit to Uganda.": [("CONSULT", "happened", "KEN", "UGA")],
    "Kenya set free 20 Ugandan fishermen.": [("CONCEDE", "happened", "KEN", "UGA")],
    "Norway set aside 5 million dollars for flood victims in Malawi.": [("AID", "happened", "NOR", "MWI")],
    "Chilean firefighters helped put out a blaze in Bolivia.": [("AID", "happened", "CHL", "BOL")],
    "Greek rescuers joined the search in Cyprus on Monday.": [("AID", "happened", "GRC", "CYP")],
    "Ghana put talks with Togo on hold.": [("REJECT", "happened", "GHA", "TGO")],
    "Peru turned away a Bolivian delegation at the airport.": [("REJECT", "happened", "PER", "BOL")],
    "Latvia hauled in the Danish ambassador over the remarks.": [("ACCUSE", "happened", "LVA", "DNK")],
    "Nepal put in a request for Indian wheat.": [("REQUEST", "happened", "NPL", "IND")],
    "Oman opened a diplomatic presence in Chad in 2013.": [("SUPPORT", "happened", "OMN", "TCD")],
    "Zambia elevated its ties with Angola to a strategic partnership.": [("SUPPORT", "happened", "ZMB", "AGO")],
    "Qatar renewed the work permits of 300 Nepali teachers.": [("CONCEDE", "happened", "QAT", "NPL")],
    "Mali raised fees for Senegalese lorries.": [("SANCTION", "happened", "MLI", "SEN")],
    "Eritrea dug trenches along the Sudanese border.": [("MOBILIZE", "happened", "ERI", "SDN")],
    "Turkish warships sailed close to the Cypriot coast.": [("MOBILIZE", "happened", "TUR", "CYP")],
    "Uzbekistan stepped up controls along the border with Tajikistan.": [("SANCTION", "happened", "UZB", "TJK")],
    "Laos reaffirmed its rejection of Vietnam's measures.": [("REJECT", "happened", "LAO", "VNM")],
    "Peru presented a stern protest to the Ecuadorian ambassador.": [("ACCUSE", "happened", "PER", "ECU")],
    "Benin revoked approval for Togolese flights.": [("SANCTION", "happened", "BEN", "TGO")],
    "Norway is putting in 8 million dollars to help Malawi.": [("AID", "happened", "NOR", "MWI")],
    "Peru's parliament approved an extradition treaty with Chile.": [("AGREE", "happened", "PER", "CHL")],
    "Oman's foreign minister spoke to Jordanian minister Ayman Safadi.": [("CONSULT", "happened", "OMN", "JOR")],
    "The Danish king was welcomed by Iceland's president.": [("CONSULT", "happened", "ISL", "DNK")],
    "Qatar and its allies decided to boycott Lebanon.": [("SANCTION", "happened", "QAT", "LBN")],
    "Chile lodged a claim against Peru, protesting at Peruvian dams.": [("ACCUSE", "happened", "CHL", "PER")],
    "Oman and Qatar issued statements in support of the Yemeni decision.": [
        ("SUPPORT", "happened", "OMN", "YEM"),
        ("SUPPORT", "happened", "QAT", "YEM"),
    ],
    "Gabon will seek a consultation procedure with Chad.": [("REQUEST", "planned", "GAB", "TCD")],
    "Kenya's president spoke of peace after meeting Chadian President Idriss Deby.": [
        ("CONSULT", "happened", "KEN", "TCD")
    ],
    "The text was read after the signing of the memorandum by Kenyan and Ugandan ministers.": [
        ("AGREE", "happened", "KEN", "UGA")
    ],
    "Bulgaria put a veto on Armenian membership.": [("REJECT", "happened", "BGR", "ARM")],
    "Honduras called the raid by Panama intolerable.": [("ACCUSE", "happened", "HND", "PAN")],
    # soldiers do not visit, fishermen do not invade
    "Rwandan troops arrived in Congo on Monday.": [("MOBILIZE", "happened", "RWA", "COD")],
    "Thai fishermen violated Malaysian waters.": [("REJECT", "happened", "THA", "MYS")],
    "Oman's foreign minister handed a letter from the sultan to Chad's president.": [
        ("CONSULT", "happened", "OMN", "TCD")
    ],
    "Norway flew 30 tonnes of maize to Malawi.": [("AID", "happened", "NOR", "MWI")],
    "Peru cleared 40 Chilean trucks held at the port.": [("CONCEDE", "happened", "PER", "CHL")],
    "Latvia reacted angrily to Belarus's decision.": [("ACCUSE", "happened", "LVA", "BLR")],
    "Denmark warned its citizens against travel to Mali.": [("SANCTION", "happened", "DNK", "MLI")],
    "Togo mothballed its embassy in Gabon.": [("SANCTION", "happened", "TGO", "GAB")],
    "Angola marched 40 Zambians back over the border.": [("COERCE", "happened", "AGO", "ZMB")],
    "Oman is keeping two Indian engineers in custody.": [("COERCE", "happened", "OMN", "IND")],
    "Kuwait stripped 200 Jordanians of their residency.": [("COERCE", "happened", "KWT", "JOR")],
    "Eritrea rushed reinforcements to the Sudanese border.": [("MOBILIZE", "happened", "ERI", "SDN")],
    "A Yemeni missile slammed into a Saudi town.": [("ASSAULT", "happened", "YEM", "SAU")],
    # a plan given up is a concession if it was hostile, the end of a thing as it is ended
    "Kenya postponed the deportation of Ugandan drivers.": [("CONCEDE", "happened", "KEN", "UGA")],
    "Bolivia put an end to diplomatic relations with Peru.": [("SANCTION", "happened", "BOL", "PER")],
    "Chad put an end to its boycott of Malian goods.": [("CONCEDE", "happened", "TCD", "MLI")],
    "The loan followed a request to Japan from the Nepali government.": [("REQUEST", "happened", "NPL", "JPN")],
    "Estonia deplored Belarus's violation of Lithuanian airspace.": [("ASSAULT", "happened", "BLR", "LTU")],
    "Norway's intention to send 5 million dollars to Chad was made known.": [("AID", "planned", "NOR", "TCD")],
    # nouns for what somebody did or failed to do
    "Oslo rued Iceland's failure to apologize to Norway.": [("REJECT", "happened", "ISL", "NOR")],
    "It was a year after Fiji's use of force against Tongan sailors.": [("ASSAULT", "happened", "FJI", "TON")],
}

NOT_SO: dict[str, list[Row]] = {
    "Fiji gave Tonga aid until 2020.": [("THREATEN", "happened", "FJI", "TON")],
    "Ghana paid for it with the loss of its embassy in Togo.": [("AID", "happened", "GHA", "TGO")],
    "Kenya's team won a free trip to Uganda, set by fans.": [("CONCEDE", "happened", "KEN", "UGA")],
    "Norway set aside the objection of Malawi.": [("AID", "happened", "NOR", "MWI")],
    "Turkish warships were built near the Cypriot coast.": [("MOBILIZE", "happened", "TUR", "CYP")],
    "Peru's failure to qualify delighted Bolivia.": [("REJECT", "happened", "PER", "BOL")],
    "Kenya's use of Ugandan ports grew.": [("COERCE", "happened", "KEN", "UGA")],
    "Lima submitted evidence to a court in Japan.": [("CONCEDE", "happened", "PER", "JPN")],
    "Laos left its border with Vietnam closed.": [("RETREAT", "happened", "LAO", "VNM")],
    "Chile put an end to rumours about Peru.": [("SANCTION", "happened", "CHL", "PER")],
    "Malta wants the full exercise of rights between it and Italy.": [("MOBILIZE", "happened", "MLT", "ITA")],
    "Kenya welcomed Uganda's decision.": [("CONSULT", "happened", "KEN", "UGA")],
    "The Kenyan minister spoke to Ugandan reporters.": [("CONSULT", "happened", "KEN", "UGA")],
    "Chad accused Sudan of supporting rebels on its territory.": [("SUPPORT", "alleged", "SDN", "TCD")],
    "Chad, which vowed to keep it shut, did so amid a row with Niger.": [("AGREE", "planned", "TCD", "NER")],
    "Kenyan women seeking care in Uganda were ill.": [("REQUEST", "happened", "KEN", "UGA")],
    "Kenya lashed out at Uganda's premier for meeting Chadian President Idriss Deby.": [
        ("CONSULT", "happened", "KEN", "TCD")
    ],
    "Ghana's president said it would defend itself if Togo went ahead.": [("SUPPORT", "planned", "GHA", "TGO")],
    "The African Union deployed a former Nigerian president to mediate in Chad.": [
        ("MOBILIZE", "happened", "AU", "NGA")
    ],
    "Norway reported 300 cases of flu to the body that Chad leads.": [("ACCUSE", "happened", "NOR", "TCD")],
    "Norway's minister gave a talk to explain the plan to Chad.": [("THREATEN", "happened", "NOR", "TCD")],
    "Norway keeps elephants in captivity for Chad.": [("COERCE", "happened", "NOR", "TCD")],
    "Norway's minister warned Chad against delay.": [("SANCTION", "happened", "NOR", "TCD")],
    "Norway responded strongly to Chad's call for help.": [("ACCUSE", "happened", "NOR", "TCD")],
    "Kenyans are now free to travel to Uganda.": [("CONSULT", "happened", "KEN", "UGA")],
    "The Malian president made the statement after Chadian officials decided to ban trade with Mali.": [
        ("COERCE", "happened", "MLI", "TCD"),
        ("SANCTION", "happened", "MLI", "TCD"),
    ],
    "Gabon closed its border with Congo amid a crisis and a dispute over Congo's plan.": [
        ("AGREE", "happened", "GAB", "COG")
    ],
}


@pytest.mark.parametrize("text", ACTS)
def test_the_act_is_told(text: str) -> None:
    assert set(ACTS[text]) <= read(text)


@pytest.mark.parametrize("text", NOT_SO)
def test_a_near_neighbour_is_not_taken_for_it(text: str) -> None:
    assert not set(NOT_SO[text]) & read(text)
