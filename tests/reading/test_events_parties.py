"""Whom a text means by firms, bodies, pronouns and visits it tells of in passing, and phrases that tell of no act."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Event, Statement

Row = tuple[str, str, str, str]


def read(text: str) -> set[Row]:
    found = read_text(text, name="t.txt", published="2024-05-15")[1]
    return {(r.type, r.mode, r.source, r.target) for r in found if isinstance(r, Event)}


PAIR = "Chad and Niger share a border. Chad's minister met Niger's in Agadez. Niger and Chad quarrel. "

ACTS: dict[str, Row] = {
    # firms and offices, once told of as of a state
    PAIR + "Zamgas, the Chadian state company, cut its supply to Niger.": ("SANCTION", "happened", "TCD", "NER"),
    PAIR + "Zamgas, Chad's state importer, sells fuel. Zamgas sued Niger.": ("ACCUSE", "happened", "TCD", "NER"),
    PAIR + "Zamgas, Chad's state importer, sells fuel. The company sued Niger.": ("ACCUSE", "happened", "TCD", "NER"),
    PAIR + "The Chadian utility Zamgas suspended exports to Niger.": ("SANCTION", "happened", "TCD", "NER"),
    # asking nobody who is named
    PAIR + "Niger demanded a halt.": ("REQUEST", "happened", "NER", "TCD"),
    PAIR + "Niger asked for 90 days; oil goes to Benin.": ("REQUEST", "happened", "NER", "TCD"),
    # what is refused, and to whom
    "Fiji refused to hand over the chair of the Pacific Islands Forum to Tonga.": ("REJECT", "happened", "FJI", "TON"),
    # answers after a semicolon
    "Chad has accused Mali of arming rebels; Mali denies it.": ("REJECT", "happened", "MLI", "TCD"),
    # visits told in passing
    "Ghana signed contracts worth 3 billion euros when Danish Prime Minister Ida Lund visited in May.": (
        "CONSULT", "happened", "DNK", "GHA",
    ),
    # a third who offers a place to talk, or asks for calm in the same breath
    PAIR + "Togo has offered to host a regional meeting.": ("CONSULT", "planned", "TGO", "NER"),
    PAIR + "An official of the African Union said the group had offered its good offices to the two neighbours.": (
        "CONSULT", "happened", "AU", "NER",
    ),
    PAIR + "Egypt's foreign minister telephoned his two counterparts and urged restraint.": (
        "REQUEST", "happened", "EGY", "TCD",
    ),
    # of whom something was told just before
    "Laos called in the Thai ambassador and handed him a warning letter.": ("ACCUSE", "happened", "LAO", "THA"),
    # bodies of a state by what they do or where they sit, people by what they demand
    PAIR + "The central bank in Niamey froze the accounts of a Chadian firm.": ("SANCTION", "happened", "NER", "TCD"),
    PAIR + "In Niamey, the interior minister said Chad must stop its patrols.": ("REQUEST", "happened", "NER", "TCD"),
    PAIR + "Farmers demanded from Niamey to open the gate.": ("REQUEST", "happened", "TCD", "NER"),
    "About 90 traders marched on Ghana's high commission in Freetown.": ("PROTEST", "happened", "SLE", "GHA"),
    PAIR + "Chad's ambassador was summoned on Tuesday.": ("ACCUSE", "happened", "NER", "TCD"),
    PAIR + "Chad's offer of a loan was turned down.": ("REJECT", "happened", "NER", "TCD"),
    PAIR + "The Chadian army says it only returned fire.": ("ASSAULT", "happened", "TCD", "NER"),
    PAIR + "Chad's president called his colleague a puppet.": ("ACCUSE", "happened", "TCD", "NER"),
    PAIR + "Niger disputes the sum.": ("ACCUSE", "happened", "NER", "TCD"),
    # who is meant by the clause beside, before or around
    PAIR + "Togo offered to mediate, but Niger declined.": ("REJECT", "happened", "NER", "TGO"),
    "Announcing that it was severing ties, Ecuador gave Colombian diplomats a day.": (
        "SANCTION", "happened", "ECU", "COL",
    ),
    "Most Malian cotton goes through Ghanaian ports, and Mali complains about the fees.": (
        "ACCUSE", "happened", "MLI", "GHA",
    ),
    "The EU pledged 3 million euros for Nepal, and Qatar has flown in two planeloads of tents.": (
        "AID", "happened", "QAT", "NPL",
    ),
    # acts that were not done, deeds at the border
    "Finland stopped short of accusing Estonia of espionage.": ("ACCUSE", "denied", "FIN", "EST"),
    "The Omani navy escorted an Iranian freighter out of its waters.": ("COERCE", "happened", "OMN", "IRN"),
    "Finland's border guard turned back 40 Estonian buses.": ("COERCE", "happened", "FIN", "EST"),
    "Quito imposed a 30% security tax on Colombian goods.": ("SANCTION", "happened", "ECU", "COL"),
    # the like of what was done, an errand, what was told of before
    "Ghana expelled two Togolese envoys. Lomé responded in kind.": ("SANCTION", "happened", "TGO", "GHA"),
    PAIR + "Chad's foreign minister flew to Algiers to ask for more time.": ("REQUEST", "happened", "TCD", "DZA"),
    "Laos and Nepal oppose the European Union's timber rules. Laos called the rules a theft.": (
        "ACCUSE", "happened", "LAO", "EU",
    ),
    PAIR + "In Niamey this was denied.": ("REJECT", "happened", "NER", "TCD"),
    PAIR + "Chad's minister was pleased; his counterpart in Niamey called it a slap.": (
        "ACCUSE", "happened", "NER", "TCD",
    ),
    PAIR + "An agreement on the lake was reached in 2009.": ("AGREE", "happened", "TCD", "NER"),
    PAIR + "Chad's parliament condemned what it called a theft of water.": ("ACCUSE", "happened", "TCD", "NER"),
    PAIR + "The United Nations accused both of shelling villages.": ("ACCUSE", "happened", "UN", "TCD"),
    PAIR + "Chad accuses the army of driving herders out.": ("ACCUSE", "happened", "TCD", "NER"),
    "The Ghanaian coast guard drove off a Togolese survey ship.": ("COERCE", "happened", "GHA", "TGO"),
    "Niger quarrels with Chad. That May Niger let lapse the contract for the Chadian pipeline.": (
        "SANCTION", "happened", "NER", "TCD",
    ),
    "Japan and Fiji have each given Samoa 4 million dollars.": ("AID", "happened", "FJI", "WSM"),
    "Ghana has turned back more than 900 Togolese herders.": ("COERCE", "happened", "GHA", "TGO"),
    "Ghana doubled the tax on Togolese sheep.": ("SANCTION", "happened", "GHA", "TGO"),
    PAIR + "Niger dug a canal in May. Libya complained that its own wells had been put at risk.": (
        "ACCUSE", "happened", "LBY", "NER",
    ),
    # states that have gone
    "Italy bombed Yugoslavia in 1941.": ("ASSAULT", "happened", "ITA", "SRB"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "act"), ACTS.items(), ids=[t[-60:] for t in ACTS])
def test_party_is_found(text: str, act: Row) -> None:
    assert act in read(text)


NO_ACTS: dict[str, str] = {
    "Ghana expelled two Togolese envoys. Lomé chose not to answer in kind.": "ACCUSE",
    "Ghana and Togo have shared the river for centuries.": "COOPERATE",
    PAIR + "Niger's minister shot back that the herders had been warned.": "ASSAULT",
    PAIR + "They gave us a shrug, Chad's minister said.": "AID",
    "Mali and Ghana met. A Malian general suggested that the port could serve Ghanaian ships.": "REQUEST",
    "The Organization of American States condemned the raid by Colombia.": "ASSAULT",
    "Ghana said the private bank in Lima froze the accounts of a Togolese trader.": "COERCE",
    PAIR + "In June the Libyan minister came calling.": "REQUEST",
    "Norway bought Danish goods worth 4 billion euros in 2023.": "COOPERATE",
    "Chad has spent 2 billion euros on mending its line to Niger.": "AID",
    PAIR + "A general suggested in May that the bridge could serve Libyan tanks.": "REQUEST",
    PAIR + "Chad's minister insists.": "REQUEST",
    PAIR + "By 2030, she expects, the country will import half of its fuel.": "REQUEST",
    "The court in The Hague gave Fiji an island.": "AID",
    PAIR + "Only China and Japan sell more; the nuts they bought came late.": "COOPERATE",
    PAIR + '"We do not threaten," said Chad\'s minister.': "THREATEN",
    PAIR + "In Segu, the Chadian company said it would wait. Segu attacked Niger.": "ASSAULT",
}


@pytest.mark.parametrize(("text", "kind"), NO_ACTS.items(), ids=[t[-60:] for t in NO_ACTS])
def test_no_such_act_is_read(text: str, kind: str) -> None:
    assert kind not in {row[0] for row in read(text)}


def test_what_is_waited_for_has_not_happened() -> None:
    found = read("Chad said no maize would cross the border until Niger let its growers in.")
    assert all(mode == "planned" for kind, mode, *_ in found if kind == "CONCEDE")


def test_second_verb_has_its_own_tense() -> None:
    found = read("Chad said that it would talk to Niger and had sent 300 soldiers to Mali.")
    assert ("MOBILIZE", "happened", "TCD", "MLI") in found or ("AID", "happened", "TCD", "MLI") in found


def test_a_country_whose_name_is_a_bird_is_read_beside_poultry() -> None:
    text = "Turkey sold Iraq chicken. Ankara lifted a ban on Iraqi poultry. The Turkish envoy to Baghdad left Turkey."
    assert ("CONCEDE", "happened", "TUR", "IRQ") in read(text)
    assert not read("We had turkey with gravy, and roast poultry. Turkey met Iraq on the plate.")


def test_state_before_a_name_is_of_the_office() -> None:
    found = read_text("Peru signed it, the Minister of Trade of Chile Ana Lobo said on Monday.", name="t.txt")[1]
    assert [r.affiliations for r in found if isinstance(r, Statement)] == [("CHL",)]
    assert "Chile Energy" not in str(read_text("Chilean Energy Secretary Ana Lobo said: 'We are late.'", name="t")[1])


def test_a_bank_of_many_americas_is_of_no_country() -> None:
    assert not {"USA"} & {a for row in read("The Inter-American Development Bank lent Chile money.") for a in row}
