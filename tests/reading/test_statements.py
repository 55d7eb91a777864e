"""Who said what: sentences of many dyads, in the ways reporters write them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from lopsided.reading.formats.formats import Given
from lopsided.reading.pipeline import parse, prepare, read_text
from lopsided.reading.statements.statements import statements
from lopsided.records.kinds import Statement


def said_in(text: str, published: str | None = None) -> list[Statement]:
    document = prepare(Given("x.txt", text, ""), published=published)
    found = statements(parse(document))
    for statement in found:
        start, end = statement.span
        assert statement.text == text[start:end]
        assert statement.reasons
        assert 0 < statement.confidence <= 1
    return found


def brief(text: str) -> list[tuple[str, str, str | None]]:
    return [(s.form, " & ".join(s.speakers), s.affiliations[0] if s.affiliations else None) for s in said_in(text)]


CASES = Path(__file__).with_name("statements.csv")
ONE = [tuple(row.values()) for row in csv.DictReader(CASES.read_text(encoding="utf-8").splitlines())]
"""Form, speaker, affiliation (empty where it does not matter), and a text with that one statement."""


@pytest.mark.parametrize(("form", "speaker", "affiliation", "text"), ONE, ids=[case[3][:45] for case in ONE])
def test_one_statement(form: str, speaker: str, affiliation: str, text: str) -> None:
    found = brief(text)
    assert [(f, s) for f, s, _ in found] == [(form, speaker)]
    if affiliation:
        assert found[0][2] == affiliation


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman for the Kremlin, Dmitry Peskov, declined to comment.",
        "Saudi Arabia did not say when the embassy in Tehran would reopen.",
        "The president is expected to announce new sanctions against Belarus on Friday.",
        "Israel views Iran as its main enemy.",
        "Finland considers Russia a threat and fears an attack.",
        'The so-called "friendship bridge" links Laos and Thailand.',
        "Neither Algeria nor Morocco commented on the report.",
        "Egypt rejected the proposal. Ethiopia began filling the dam in July.",
        "Bolivian President Luis Arce is a former minister of economy. He studied in La Paz.",
        "Georgian leaders maintained a careful balance between Moscow and Brussels.",
        "Two regions that Russia claimed to have annexed are under shelling.",
        '"This is our sea": Vietnam\'s fishermen defy patrols',
    ],
)
def test_nothing_said(text: str) -> None:
    assert said_in(text) == []


def test_quotation_goes_on_after_its_attribution() -> None:
    text = '"Trade is growing," said Ana Torres, an economist. "But the balance is uneven. It will stay so."'
    assert brief(text) == [("direct", "Ana Torres", None), ("direct", "Ana Torres", None)]
    assert said_in(text)[1].text == '"But the balance is uneven. It will stay so."'


def test_quotation_goes_on_in_the_next_paragraph() -> None:
    text = (
        "“Oil is their only card,” says Lucia Paz, a professor at the University of Bogota.\n\n"
        "“Once the wells run dry, nobody in Havana will answer the phone.”"
    )
    assert [s.speakers for s in said_in(text)] == [("Lucia Paz",), ("Lucia Paz",)]


def test_attribution_in_the_middle_serves_both_halves() -> None:
    found = said_in('"The deal," French President Emmanuel Macron told reporters in Berlin, "is dead."')
    assert [(s.form, s.speakers, s.text) for s in found] == [
        ("direct", ("Emmanuel Macron",), '"The deal,"'),
        ("direct", ("Emmanuel Macron",), '"is dead."'),
    ]


def test_speaker_in_the_sentence_before() -> None:
    found = said_in('Kenyan President William Ruto was unmoved. "This railway will be built."')
    assert [(s.form, s.speakers, s.rule) for s in found] == [
        ("direct", ("William Ruto",), "speaker-in-sentence-before")
    ]


def test_appositive_does_not_hide_the_speaker() -> None:
    found = said_in('"Lima holds few cards," the Andean Institute for Strategy, a Chilean think tank suggested.')
    assert [s.speakers[0].removeprefix("the ") for s in found] == ["Andean Institute for Strategy"]


def test_relayed_speech_names_speaker_and_medium() -> None:
    (found,) = said_in('Kyodo quoted the envoy Takeshi Mori as saying: "We have reached a turning point."')
    assert (found.speakers, found.via, found.form) == (("Takeshi Mori",), "Kyodo News", "direct")
    (passive,) = said_in("Kyrgyz President Sadyr Japarov, quoted by the news agency Kabar, said the border was calm.")
    assert (passive.speakers, passive.via) == (("Sadyr Japarov",), "Kabar")


def test_medium_that_passes_on_speech_is_not_the_speaker() -> None:
    (found,) = said_in('State media reported that Modi and Abe agreed in a statement that India "will buy more steel".')
    assert found.via == "State media"
    assert "Narendra Modi" in found.speakers


def test_verbs_of_one_subject_are_one_statement_and_of_two_are_two() -> None:
    text = "Serbia praised Hungary's stance and thanked its government, and Croatia accused both of blackmail."
    assert brief(text) == [("indirect", "Serbia", "SRB"), ("indirect", "Croatia", "HRV")]


def test_what_is_said_within_what_is_said_belongs_to_it() -> None:
    found = said_in("Iran's foreign ministry said Saudi Arabia had promised to reopen its embassy.")
    assert [s.speakers for s in found] == [("Iran's foreign ministry",)]


def test_lost_marks_are_told_from_the_first_person_and_the_place_of_the_cue() -> None:
    text = (
        "Brazilian President Luiz Inacio Lula da Silva and Argentine President Alberto Fernandez met on Monday.\n\n"
        "We will build the pipeline together, Lula said. Nobody will stop us.\n\n"
        "Exports of gas had fallen by half, officials said.\n\n"
        "Argentina is a difficult partner, said Lula."
    )
    found = said_in(text)
    assert [s.form for s in found] == ["direct", "direct", "indirect", "direct"]
    assert found[0].text == "We will build the pipeline together"
    assert found[1].text == "Nobody will stop us."


def test_in_a_text_with_marks_the_same_words_are_indirect() -> None:
    text = '"Nobody asked us," Lula said. Argentina was a difficult partner, he said.'
    assert [s.form for s in said_in(text)] == ["direct", "indirect"]


def test_unbalanced_marks_do_no_harm() -> None:
    for text in (
        '"We are one nation, Turkish President Recep Tayyip Erdogan said.',
        'We are one nation," Turkish President Recep Tayyip Erdogan said.',
        '"We are" one "nation, said "Erdogan.',
        "'' “ ” ' \" said",
    ):
        said_in(text)


def test_kinds_of_speakers_are_kept_apart() -> None:
    kinds = {
        said_in(text)[0].speaker_kind
        for text in (
            "Norway's foreign minister Espen Barth Eide said the border was open.",
            "Foreign Ministry spokesman Lin Jian said the border was open.",
            "Maria Lopez, a researcher at the Institute for Andean Studies, said the border was open.",
            "Xinhua said the border was open.",
            "Petrobras, the oil company, said the border was open.",
            "Traders said the border was open.",
        )
    }
    assert kinds == {"official", "spokesperson", "analyst", "media", "organisation", "anonymous"}


def test_date_of_a_statement_is_that_of_its_own_clause() -> None:
    text = "Chile's government said on Tuesday that the mine would open in May."
    assert said_in(text, published="2024-03-20")[0].date == "2024-03-19"
    assert said_in(text)[0].date is None


def test_who_spoke_is_taken_up_again() -> None:
    text = (
        "A spokesman for the Kenyan treasury denied that the railway was bankrupt. Nairobi would pay, he promised.\n\n"
        "Chinese officials were silent. The spokesman added that talks with Beijing would go on."
    )
    assert {s.speakers for s in said_in(text)} == {("spokesman for the Kenyan treasury",)}
    assert {s.affiliations for s in said_in(text)} == {("KEN",)}


def test_data_may_show_but_a_visit_may_not() -> None:
    assert brief("Kenyan customs data showed that imports from India had doubled.")[0][0] == "indirect"
    assert said_in("The visit showed that Kenya needs India.") == []


def test_a_denial_within_what_another_says() -> None:
    text = "Peru says that Chile is arming the border, which Santiago denies."
    assert [s.speakers for s in said_in(text)] == [("Peru",), ("Chile",)]


def test_a_paragraph_of_quotation_is_of_whom_the_sentence_before_is_about() -> None:
    text = 'The mines minister of Peru, Ana Ruiz, was blunt.\n\n"Bolivia has no coast and no ships.\n\n"That is it."'
    assert brief(text) == [("direct", "Ana Ruiz", "PER"), ("direct", "Ana Ruiz", "PER")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two diplomats, who asked not to be named, said the embassy in Accra would reopen.", "anonymous"),
        ("According to officials familiar with the talks, Tokyo will lift the curbs in July.", "anonymous"),
        ("A Greek official, who declined to be identified, said the talks would go on.", "anonymous"),
        ("Analysts say that Seoul has few alternatives to Japanese chemicals.", "anonymous"),
        ("Greek officials said the talks would go on.", "official"),
        ("The Lagos Policy Forum said the naira would fall.", "analyst"),
        ("The Jakarta Herald said the boats were late.", "media"),
        ("A spokeswoman for Egypt's foreign ministry said Cairo had received no invitation.", "spokesperson"),
    ],
)
def test_the_kind_of_a_speaker(text: str, kind: str) -> None:
    assert [s.speaker_kind for s in said_in(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Togo's envoy called the report unfair.", "the report unfair"),
        ('Togo\'s president called Benin a "careless neighbour".', 'Benin a "careless neighbour"'),
    ],
)
def test_what_something_is_called_is_told_with_it(text: str, content: str) -> None:
    (said,) = said_in(text)
    assert said.content is not None
    assert text[slice(*said.content)] == content


def test_who_shoots_speaks_only_by_shooting_back_words() -> None:
    assert said_in("Oman retaliated, shooting down a drone that Yemen had launched.") == []
    assert brief('"We never signed it," Omani Foreign Minister Badr Albusaidi shot back.')[0][0] == "direct"


def test_a_closing_mark_with_its_space_on_the_wrong_side_closes() -> None:
    text = "Togo's energy minister Ayi Mensah met reporters. \u201cBenin must pay its debts, \u201dhe said."
    assert [s.text for s in said_in(text)] == ["\u201cBenin must pay its debts, \u201d"]


@pytest.mark.parametrize(
    ("text", "speakers", "affiliations"),
    [
        ("Togo's trade minister, Prof Kossi Amedo, said the ban had broken a protocol.", ("Kossi Amedo",), ("TGO",)),
        ("Malawian Minister for Trade Dr Ana Banda said the border was open.", ("Ana Banda",), ("MWI",)),
        ("On Monday the spokesman of the government of Chad, Idriss Abakar said talks went on.",
         ("Idriss Abakar",), ("TCD",)),
        ("Hanoi will sell rice to Manila.\n\nThe rice trade with Vietnam grew in May.\n\nThe agriculture "
         "minister, Le Van Minh, said prices were fair.", ("Le Van Minh",), ("VNM",)),
        ("Ghana and Togo met on Monday. Ghana asked for it. Trade Minister Kofi Baako and "
         "Togolese Trade Minister Ayi Dossou, in a joint briefing, said the road would be repaired.",
         ("Kofi Baako", "Ayi Dossou"), ("GHA", "TGO")),
    ],
)  # fmt: skip
def test_whose_official_speaks(text: str, speakers: tuple[str, ...], affiliations: tuple[str, ...]) -> None:
    last = [r for r in read_text(text, name="d")[1] if isinstance(r, Statement)][-1]
    assert (last.speakers, last.affiliations) == (speakers, affiliations)


def test_a_day_is_no_part_of_a_name() -> None:
    text = "Malian Oil Minister Idriss Abakar Sunday said that prices rose."
    assert [s.speakers for s in said_in(text)] == [("Idriss Abakar",)]


def test_a_statement_is_of_the_official_who_issued_it() -> None:
    text = "Peru will sell ore, Peruvian minister Luz Rey said in a statement.\n\nIt starts soon, the statement added."
    assert [s.affiliations for s in said_in(text)] == [("PER",), ("PER",)]


def test_a_country_after_the_name_is_whom_one_speaks_for() -> None:
    said = said_in("Lee Jong-sup of South Korea said the drills would go on.")
    assert [(s.speakers, s.affiliations) for s in said] == [(("Lee Jong-sup",), ("KOR",))]


def test_a_position_is_told_with_what_it_is() -> None:
    said = said_in("Quito's position is that the duties are illegal.")
    assert [(s.affiliations, s.text) for s in said] == [(("ECU",), "Quito's position is that the duties are illegal.")]


def test_a_family_name_shared_with_a_leader_does_not_make_one_man_of_two() -> None:
    said = said_in(
        "Vietnam will buy more coal, Deputy Minister Nguyen Van Trung said. Vietnam has the money, Trung added."
    )
    assert {s.speakers for s in said} == {("Nguyen Van Trung",)}
