"""What carries no reporting is marked by kind; what does is left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.shared import SHARED, needs_shared

from lopsided.reading.documents.published import find_published
from lopsided.reading.noise import patterns
from lopsided.reading.noise.noise import find_noise

PROSE = (
    "Chile and Argentina reopened three mountain passes on Monday after talks in Mendoza that lasted two days.",
    "The passes carry most of the freight between the two countries, and lorries had been queueing for a week.",
    "Officials of both sides said the snow had been heavier than in any winter since records began in the valley.",
)


def marked(text: str) -> list[tuple[str, str]]:
    return [(n.kind, text[slice(*n.span)]) for n in find_noise(text)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("date 2023-05-04", "date-line"),
        ("Published: 07:12, 4 May 2023", "date-line"),
        ("The post Snow closes passes appeared first on Valley Herald.", "promotion"),
        ("About Rosa Leiva 214 Articles", "byline"),
        ("Back to top button", "navigation"),
        ("READ Lorries queue for a week at the snowed-in passes", "related"),
        ("Most Read Andes & World Stories", "related"),
        ("TRIBUNA / Rosa Leiva Paz", "caption"),
        ("Commenting for this story is now closed.", "share"),
        ("Home > Markets > Ores", "navigation"),
        ("Short link:", "navigation"),
        ("Customize Consent Preferences", "cookie"),
        ("By ANP,", "byline"),
        ("HomeNewsPolitics", "navigation"),
        ("Published: 4 May 2023, 10:15 GMT", "date-line"),
        ("Updated on May 4, 2023 at 9:30 a.m. ET", "date-line"),
        ("Thursday, 4 May 2023", "date-line"),
        ("written by Ines Fuentes | May 4, 2023", "byline"),
        ("By Ines Fuentes and Paul O'Neill", "byline"),
        ("By our trade desk | May 4, 2023", "byline"),
        ("Reporting by Ines Fuentes; editing by Paul Smith", "byline"),
        ("Share on Facebook Tweet Email Print", "share"),
        ("Comment this story Comment", "share"),
        ("12 comments", "share"),
        ("Share this: Facebook Twitter WhatsApp Email", "share"),
        ("View all comments (12)", "share"),
        ("Download PDF", "navigation"),
        ("Text size A A A", "navigation"),
        ("Disclaimer: the views expressed are the author's own", "navigation"),
        ("Updated 2 hours ago", "date-line"),
        ("Lima Daily | Updated: 2023-05-04 09:14", "date-line"),
        ("You may also like", "related"),
        ("Trucks wait at the pass on Tuesday. [Courtesy Photo]", "caption"),
        ("Trucks wait at the pass in this undated photo. REUTERS/Ines Fuentes", "caption"),
        ("(This story has not been edited and comes from a syndicated feed.)", "promotion"),
        ("Your subscription supports independent journalism.", "promotion"),
        ("Editor: Ines Fuentes", "byline"),
        ("We use cookies to improve your experience. Manage your preferences or accept all cookies.", "cookie"),
        ("This video cannot be displayed because cookies have been disabled.", "cookie"),
        ("Your browser does not support the video tag.", "cookie"),
        ("Advertisement", "navigation"),
        ("Home > World > Americas", "navigation"),
        ("https://example.org/a/b?c=d", "navigation"),
        ("© 2023 The Andean Times. All rights reserved.", "navigation"),
        ("Sign up for our free morning newsletter", "promotion"),
        ("Follow us on Twitter and Facebook for the latest from the Andes", "promotion"),
        ("Subscribe to unlock this story", "promotion"),
        ("Follow all the latest sports and local news via Google News", "promotion"),
        ("Read more: Snow closes roads in Patagonia", "related"),
        ("ALSO READ: Snow closes roads in Patagonia", "related"),
        ("Lorry drivers, stranded for days, blame both governments over snow", "related"),
        ("President Boric, left, and President Fernandez shake hands in Mendoza on Monday.", "caption"),
        ("A lorry waits at the border. (AP Photo/Ines Fuentes)", "caption"),
        ("Photo: a lorry in the snow", "caption"),
        ("File photo", "caption"),
    ],
)
def test_lines_that_are_noise(line: str, kind: str) -> None:
    text = f"{PROSE[0]}\n\n{PROSE[1]}\n\n{line}\n\n{PROSE[2]}"
    if kind in ("date-line", "byline"):
        text = f"{line}\n\n" + "\n\n".join(PROSE)
    assert marked(text) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Chile reopens passes to Argentina",
        "Your support means much to us, the president of Chile told the senators of Argentina.",
        "The loan is the largest since Argentina first asked for one, said a banker at the AP.",
        "What the reopening means for trade",
        "US-Chile relations",
        "A region under snow",
        "On May 4, 2023, the two governments agreed to share the cost of clearing the roads.",
        "By Tuesday the queue had reached the outskirts of the city and the army was called in.",
        "The ministry's spokesman told a daily briefing that the passes would stay open.",
        "The party, left with few options, will share power with its rival after the vote.",
        "The ministry said on its Telegram channel that the passes would stay open.",
        '"We follow the news on Twitter and Facebook like everybody else," the mayor said.',
        "NATO Secretary General Jens Stoltenberg visited the pass on Monday.",
        "Argentina's president said (as he often does) that the cookies were Chilean.",
        "The deal is seen in Santiago as a success, and is shown in school books.",
    ],
)
def test_lines_that_are_not(line: str) -> None:
    assert marked(f"{PROSE[0]}\n\n{line}\n\n{PROSE[1]}\n\n{PROSE[2]}") == []
    assert marked(f"{line}\n\n" + "\n\n".join(PROSE)) == []


def test_dateline_and_photo_credit_within_a_paragraph() -> None:
    text = f"SANTIAGO, May 4 (Reuters) - {PROSE[0]} (Photo: Ines Fuentes)\n\n{PROSE[1]}"
    assert marked(text) == [("byline", "SANTIAGO, May 4 (Reuters) -"), ("caption", "(Photo: Ines Fuentes)")]


def test_second_of_two_equal_paragraphs() -> None:
    text = "\n\n".join((*PROSE, PROSE[0]))
    assert [(n.kind, n.span[0]) for n in find_noise(text)] == [("doubled", text.rindex(PROSE[0]))]


def test_of_three_equal_paragraphs_in_a_row_the_first_stays() -> None:
    text = "\n\n".join((*PROSE, PROSE[-1], PROSE[-1]))
    first, width = text.index(PROSE[-1]), len(PROSE[-1]) + 2
    assert [n.span[0] for n in find_noise(text)] == [first + width, first + 2 * width]


def test_second_of_two_nearly_equal_paragraphs() -> None:
    again = PROSE[2].replace("any winter", "any other winter")
    assert marked("\n\n".join((*PROSE, again))) == [("doubled", again)]


def test_caption_given_twice_at_the_top_is_noise_both_times() -> None:
    caption = "Chilean and Argentine lorries wait side by side at the Cristo Redentor pass."
    assert [kind for kind, _ in marked("\n\n".join((caption, caption, *PROSE)))] == ["caption", "caption"]


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("The war with Peru. ‘Chile. As the snow fell, the talks went on in the old town.", "Peru. ‘"),
        ("The talks failed in the east. ‘is. The army said the road was open again.", "‘is."),
        ("The talks ended in the east. -pull Lima. The army said the road was open again.", "-pull Lima."),
        ("“The road is open,” he said. added. says Ana Ruiz, who runs the pass.", "he said. added."),
        ("“The road is open,” said Ana Ruiz. else”.", "else”."),
    ],
)
def test_fragments_left_by_translation(text: str, fragment: str) -> None:
    assert marked(text) == [("garbled", fragment)]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "By Ines Fuentes\n\nChile and Argentina reopened three mountain passes on\nMonday after talks in Mendoza that\n"
        "lasted two days, and lorries that\nhad been queueing moved again.\n\nFollow us on Twitter for\nthe latest from"
        " the\nAndes"
    )
    assert [kind for kind, _ in marked(text)] == ["byline", "promotion"]


@given(st.text(max_size=400))
def test_any_text_gives_ordered_spans_within_it(text: str) -> None:
    noise = find_noise(text)
    ends = [0]
    for n in noise:
        assert ends[-1] <= n.span[0] < n.span[1] <= len(text)
        ends.append(n.span[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date 2023-05-04\n\nTalks went on.", ("2023-05-04", "header")),
        ("Updated: 6 May 2023\nPublished: 4 May 2023\n\nTalks went on.", ("2023-05-04", "header")),
        ("Headline\nThursday, May 4th, 2023\n\nTalks went on.", ("2023-05-04", "header")),
        ("2023-05-04T10:15:00Z\n\nTalks went on.", ("2023-05-04", "header")),
        ("23/05/2023\n\nTalks went on.", ("2023-05-23", "header")),
        ("Headline\n\nwritten by Ines Fuentes | May 4, 2023\n\nTalks went on.", ("2023-05-04", "byline")),
        ("SANTIAGO, May 4, 2023 (Agency) - Talks went on.", ("2023-05-04", "dateline")),
        ("Mendoza, May 4, 2023 - Talks went on.", ("2023-05-04", "dateline")),
        ("MENDOZA, Sept. 4, 2023. Chile and Peru met for talks.", ("2023-09-04", "dateline")),
        ("Mendoza, May 4, 2023. A night nobody forgot.", (None, None)),
        ("Mendoza, May 4, 2023 - a night nobody forgot\n\nTalks went on.", (None, None)),
        ("Talks went on.\n\nPublished on 4 Sept. 2023", ("2023-09-04", "header")),
        ("Headline\n\nThe Andes Herald, 4 May 2023\n\nTalks went on.", ("2023-05-04", "header")),
        ("Headline\n\nOpinion and analysis | Diario del Sur | 4 May 2023\n\nTalks went on.", ("2023-05-04", "header")),
        ("Ministry of Mines of Chile\nPress release\nSantiago, 4 May 2023\n\nTalks went on.", ("2023-05-04", "header")),
        ("(Agency) May 4, 2023 - Talks went on in Mendoza.", ("2023-05-04", "dateline")),
        ("Battle of the Pass, 4 May 1823\n\nTalks went on.", (None, None)),
        ("Headline\n\nThe ministers meet in Mendoza, 4 May 2023\n\nTalks went on.", (None, None)),
        ("03/04/2023\n\nTalks went on.", (None, None)),
        ("Published: 31 February 2023\n\nTalks went on.", (None, None)),
        ("Talks went on in Mendoza on Tuesday.", (None, None)),
        ("On May 4, 2023, talks went on in Mendoza.", (None, None)),
        ("SANTIAGO, May 4 (Agency) - Talks went on.", (None, None)),
    ],
)
def test_date_a_text_gives_for_itself(text: str, expected: tuple[str | None, str | None]) -> None:
    assert find_published(text) == expected


@needs_shared
@pytest.mark.shared
def test_dates_of_the_shared_articles() -> None:
    assert SHARED is not None
    texts = sorted((SHARED / "dossier" / "texts").glob("*.txt"))
    found = [find_published(path.read_text(encoding="utf-8"))[0] for path in texts]
    assert found == ["2023-03-22", "2022-12-30", None, "2023-04-03", None]


@pytest.mark.parametrize(
    "line",
    [
        "Your email address will not be published. Required fields are marked *",
        "FacebookTwitterWhatsAppLinkedInCopy Link",
        "Please enter your name here",
        "You must be logged in to post a comment",
        "Recent Posts",
        "Source: Andean News Agency",
        "Save 40% OFF Digital Access",
        "$4.99/month",
        "Cancel anytime",
        "Agency | Lima | Updated: 27-05-2021 07:38 PET | Created: 27-05-2021 07:38 PET",
        "Marta Rojas 5 minutes ago Thu 27th May 2021 | 08:20 AM",
        "Customs officers inspect lorries at the Chacalluta crossing. Photo: Ines Fuentes",
        "#Chile #Peru",
    ],
)
def test_lines_of_page_furniture(line: str) -> None:
    assert [text for _, text in marked(f"{PROSE[0]}\n\n{PROSE[1]}\n\n{line}\n\n{PROSE[2]}")] == [line]


@pytest.mark.parametrize(
    "dateline",
    [
        "LA PAZ (Andean News / Agency - 24th June, 2019)",
        "Nairobi (LakeNews.com) –",
        "Dar es Salaam.",
        "HÀ NỘI —",
        "ISLAMABAD:",
        "PHNOM PENH (Agency):",
    ],
)
def test_datelines_of_many_houses(dateline: str) -> None:
    assert marked(f"{dateline} {PROSE[0]}\n\n{PROSE[1]}") == [("byline", dateline)]


def test_headlines_listed_under_a_line_of_furniture_and_the_name_under_a_byline() -> None:
    listed = ["Storm leaves three dead in Panama", "Quito raises bus fares again", "Lima film festival opens"]
    text = "\n\n".join((*PROSE, "Others Also Read", *listed, "Written by", "Marta Rojas"))
    assert [t for _, t in marked(text)] == ["Others Also Read", *listed, "Written by", "Marta Rojas"]


@pytest.mark.parametrize(
    "dateline",
    [
        "Hanoi, July 5 (Jiji Press)--",
        "Arusha/Dodoma \u2014 ",
        "RIO DE JANEIRO, BRAZIL - ",
        "Nairobi, Kenya \u2013 ",
        "(Nairobi) \u2013 ",
        "Gaborone: ",
        "PORT MORESBY, Papua New Guinea \u2013 ",
        "New Delhi [India], March 4 (ANI): ",
        "Addis Ababa August 6/2021(ENA) ",
        "BAKU, Azerbaijan, June 3. ",
    ],
)
def test_a_dateline_is_noise_and_what_follows_is_not(dateline: str) -> None:
    prose = "The minister of mines of Zambia said on Tuesday that copper exports to Japan would rise again this year."
    text = f"Zambia to sell more copper\n\n{dateline}{prose}\n\nThe two met in Lusaka.\n"
    assert [text[slice(*n.span)] for n in find_noise(text)] == [dateline.rstrip()]


@pytest.mark.parametrize(
    "line",
    [
        "Tom Mwale in Lusaka",
        "Tom Mwale, Staff Writer",
        "AFP via Getty Images",
        "No menu items!",
        "Already Subscribed?",
        "With your current subscription plan you can comment on stories.",
        "Minister Banda (2nd L) and the envoy (3rd L) after the signing.",
        "Women sort beans at a market in Lusaka on March 4, 2023.",
        "Want more stories like this? Sign up here.",
    ],
)
def test_a_line_around_a_report_is_noise(line: str) -> None:
    text = f"Zambia to sell more beans\n\n{line}\n\nZambia will sell Japan beans, its minister said.\n\nThe two met.\n"
    assert [text[slice(*n.span)] for n in find_noise(text)] == [line]


def test_what_was_said_between_two_quotations_is_no_fragment() -> None:
    text = '"Our grain comes first!" he wrote. "Theirs will have to wait."\n'
    assert not find_noise(text)


@pytest.mark.parametrize(
    ("end", "noise"),
    [("said so. (TNA)", "(TNA)"), ("said so. Enditem", "Enditem"), ("said so. -- Bernama", "-- Bernama")],
)
def test_an_agency_after_the_last_word_is_noise(end: str, noise: str) -> None:
    text = f"Laos will sell power to Thailand, its minister {end}\n"
    assert [text[slice(*n.span)].strip() for n in find_noise(text)] == [noise]


def test_a_bloc_in_brackets_at_the_end_is_none() -> None:
    assert not find_noise("Laos will chair the Association of Southeast Asian Nations (ASEAN).\n")


@pytest.mark.parametrize(
    "row",
    [row for scope in ("line", "sentence") for row in patterns.rows(scope) if row["needs"]],
    ids=lambda row: row["needs"][:20],
)
@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_line_that_a_pattern_fits_holds_what_the_pattern_needs(row: dict[str, str], data: st.DataObject) -> None:
    line = data.draw(st.from_regex(re.compile(row["pattern"], re.IGNORECASE | re.ASCII), fullmatch=True))
    assert any(cue in line.casefold() for cue in row["needs"].split(";"))


def test_paragraphs_that_differ_in_their_numbers_are_not_doubled() -> None:
    told = "Kenya exported {} tonnes of tea to Uganda in May {}, the ministry of trade in Nairobi said on Monday."
    text = "\n\n".join((told.format(120, 2021), told.format(340, 2022), told.format(120, 2021)))
    assert [n.span[0] for n in find_noise(text) if n.kind == "doubled"] == [text.rindex("Kenya exported 120")]
