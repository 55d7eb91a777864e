"""Acts carried by goods, firms, ships and treaties, and phrases that look like an act and are none."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Event

Row = tuple[str, str, str, str]


def read(text: str) -> set[Row]:
    found = read_text(text, name="t.txt", published="2024-05-15")[1]
    return {(r.type, r.mode, r.source, r.target) for r in found if isinstance(r, Event)}


ACTS: dict[str, list[Row]] = {
    # treaties and measures that come into force
    "A treaty between Samoa and Tonga came into force on Monday.": [("AGREE", "happened", "WSM", "TON")],
    # trade that starts again, things begun by two
    "Jordan resumed gas flows to Lebanon through the pipeline.": [("COOPERATE", "happened", "JOR", "LBN")],
    "Zambia and Malawi launched a railway project.": [("COOPERATE", "happened", "ZMB", "MWI")],
    "Iraq and Jordan reviewed bilateral relations in Baghdad.": [("CONSULT", "happened", "IRQ", "JOR")],
    # foreign goods, firms and ships
    "Morocco ordered 40 Turkish drones.": [("COOPERATE", "happened", "MAR", "TUR")],
    "A Danish firm exported 300 tonnes of cheese to Japan.": [("COOPERATE", "happened", "DNK", "JPN")],
    "An Omani ship carrying 900 tonnes of food docked in Yemen.": [("AID", "happened", "OMN", "YEM")],
    "Norway promised Lebanon two helicopters.": [("AID", "planned", "NOR", "LBN")],
    # over the border, with force or by force
    "Senegal intervened in Gambia in 2017.": [("ASSAULT", "happened", "SEN", "GMB")],
    "A smuggler was extradited from Panama to Spain.": [("COOPERATE", "happened", "PAN", "ESP")],
    "Ghana handed over four soldiers to Togo.": [("CONCEDE", "happened", "GHA", "TGO")],
    "Protesters gathered outside Chad's embassy in Tunis.": [("PROTEST", "happened", "TUN", "TCD")],
    "Mali declared six Danish diplomats undesirable.": [("SANCTION", "happened", "MLI", "DNK")],
    # what is kept or brought back hurts, whatever the verb
    "Brazil reinstated tariffs on Chilean wine.": [("SANCTION", "happened", "BRA", "CHL")],
    "Sudanese forces attacked Chadian soldiers, accusing them of looting.": [("ASSAULT", "happened", "SDN", "TCD")],
    # visas brought back; soldiers leave, money is left
    "Mali brought back visas for Niger nationals.": [("SANCTION", "happened", "MLI", "NER")],
    "Peru reintroduced visas for travellers from Chile.": [("SANCTION", "happened", "PER", "CHL")],
    "Chadian soldiers left Niger on Monday.": [("RETREAT", "happened", "TCD", "NER")],
    # two who welcome a pact do nothing to each other
    "Mali and Niger signed a pact. The pact was welcomed by Ghana and Togo.": [
        ("SUPPORT", "happened", "GHA", "MLI"),
        ("SUPPORT", "happened", "TGO", "NER"),
    ],
    # people and things handed over, put out, built and lent
    "Kenya handed 12 prisoners to Uganda on Friday.": [("CONCEDE", "happened", "KEN", "UGA")],
    "Algeria sent 300 Malian refugees home.": [("COERCE", "happened", "DZA", "MLI")],
    "Japan built a hospital for Laos.": [("AID", "happened", "JPN", "LAO")],
    "Turkey's export bank will lend Ghana 300 million dollars.": [("AID", "planned", "TUR", "GHA")],
    "Fiji borrowed 40 million dollars from an Indian bank.": [("AID", "happened", "IND", "FJI")],
    "Greece held up an aid package for Albania.": [("REJECT", "happened", "GRC", "ALB")],
    "A Thai developer is building a dam in Laos.": [("COOPERATE", "happened", "THA", "LAO")],
    # who threw it, and from where they came
    "A grenade thrown by Chadian militants wounded five Nigerians.": [("ASSAULT", "happened", "TCD", "NGA")],
    "Gunmen who crossed from Libya killed four people in a Tunisian village.": [("ASSAULT", "happened", "LBY", "TUN")],
    # the news of a text about two, a third who speaks to both
    "Chile and Peru signed a pact. Chile's president met Peru's on Monday. Chile hailed the result.": [
        ("SUPPORT", "happened", "CHL", "PER")
    ],
    "Mali attacked Niger on Monday. Niger fired at Mali. Mali blamed Niger. Ghana called for restraint.": [
        ("REQUEST", "happened", "GHA", "MLI"),
        ("REQUEST", "happened", "GHA", "NER"),
    ],
    "Nepal shelved a deal to buy gas from Qatar.": [("REJECT", "happened", "NPL", "QAT")],
    "The emir of Qatar sent a cable of condolences to the king of Bhutan.": [("SUPPORT", "happened", "QAT", "BTN")],
    # goods that arrive, people who are taken back, words that are given
    "Bolivian gas reached Brazil on Friday.": [("COOPERATE", "happened", "BOL", "BRA")],
    "Cyprus flew 90 Syrians back to Damascus.": [("COERCE", "happened", "CYP", "SYR")],
    "Eritrea is holding four Djiboutian policemen.": [("COERCE", "happened", "ERI", "DJI")],
    "Oman gave Iraq its word that supplies would go on.": [("AGREE", "happened", "OMN", "IRQ")],
    "Mexico's president will raise the wall with Guatemala's president.": [("CONSULT", "planned", "MEX", "GTM")],
    "Georgia made up with Armenia in August.": [("SUPPORT", "happened", "GEO", "ARM")],
    # measures by other names, blame by other verbs
    "Tunisia put curbs on imports from Turkey.": [("SANCTION", "happened", "TUN", "TUR")],
    "Cameroon pinned the raid on Chad.": [("ACCUSE", "happened", "CMR", "TCD")],
    "Latvia suspects Belarus of smuggling migrants.": [("ACCUSE", "happened", "LVA", "BLR")],
    "Botswana turned back 300 Zimbabweans at the border.": [("COERCE", "happened", "BWA", "ZWE")],
    "The last Kenyan soldiers flew out of Burundi in May.": [("RETREAT", "happened", "KEN", "BDI")],
    "Iranian deliveries of fuel to Armenia resumed.": [("COOPERATE", "happened", "IRN", "ARM")],
    "Paraguay kept Guyana out of the bloc.": [("REJECT", "happened", "PRY", "GUY")],
    "Russia took over a Finnish utility.": [("COERCE", "happened", "RUS", "FIN")],
}

ALONE = {
    "Bamako turned the offer down.": ("REJECT", "happened", "MLI", "SEN"),
    "Bamako pulled its soldiers off the island.": ("RETREAT", "happened", "MLI", "SEN"),
    "Bamako warned that it would use another port.": ("THREATEN", "happened", "MLI", "SEN"),
    "Bamako complained of unfair treatment at the port.": ("ACCUSE", "happened", "MLI", "SEN"),
    "Malian soldiers burned four boats on the river.": ("ASSAULT", "happened", "MLI", "SEN"),
    "Bamako grumbled.": ("ACCUSE", "happened", "MLI", "SEN"),
    "Ghana's president brought the two leaders together in March.": ("CONSULT", "happened", "GHA", "MLI"),
}
AT_HOME = (
    "Malian police arrested six students in Bamako.",
    "Bamako complained that the rains were late.",
    "Mali's president warned that floods would come.",
)
NEIGHBOURS = (
    "Mali and Senegal have long been neighbours.\n\nFew in Mali visit Senegal, and few in Senegal visit Mali.\n\n"
)

NONE = (
    "Peru will pay special attention to Chile.",
    "Peruvian ships carried out their duty near Chile.",
    "Egypt's minister admitted that Sudan was right.",
    "Kenya and Uganda are deploying the accord.",
)


@pytest.mark.parametrize(("text", "wanted"), ACTS.items())
def test_the_act_is_read(text: str, wanted: list[Row]) -> None:
    assert set(wanted) <= read(text)


@pytest.mark.parametrize("text", NONE)
def test_no_act_of_force_help_or_yielding(text: str) -> None:
    assert not {row for row in read(text) if row[0] in ("AID", "SANCTION", "CONCEDE", "MOBILIZE")}


@pytest.mark.parametrize(
    "text",
    [
        "Chadian tourists left 40 million dollars in Niger last year.",
        "Tongan visitors left more than 3,000 euros each in Samoa.",
        "Mali will fight the debt crisis with Niger.",
    ],
)
def test_money_left_behind_and_crises_fought_are_nothing_done_to_the_other(text: str) -> None:
    assert not read(text)


def test_who_welcomes_a_pact_with_another_does_not_welcome_him() -> None:
    assert ("SUPPORT", "happened", "GHA", "TGO") not in read(
        "Mali and Niger signed a pact. The pact was welcomed by Ghana and Togo."
    )


@pytest.mark.parametrize(("text", "wanted"), ALONE.items())
def test_in_a_text_about_two_an_act_on_nobody_named_is_on_the_other(text: str, wanted: Row) -> None:
    assert wanted in read(NEIGHBOURS + text)


@pytest.mark.parametrize("text", AT_HOME)
def test_what_is_done_at_home_is_done_to_nobody_abroad(text: str) -> None:
    assert not {row for row in read(NEIGHBOURS + text) if row[0] in ("COERCE", "ACCUSE", "THREATEN")}
