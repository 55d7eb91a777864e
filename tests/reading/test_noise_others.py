"""What a page tells beside its article: other stories, pictures, the same in other words; and what looks like it."""

from __future__ import annotations

import pytest

from lopsided.reading.noise.noise import find_noise

HEADLINE = "Lesotho and Botswana sign pact on water from the highlands"
PROSE = (
    "Lesotho and Botswana signed a pact on Monday that lets water from the highlands flow to Gaborone by 2032.",
    "The water minister of Lesotho, Teboho Ramone, said the two governments would share the cost of 90 km of pipes.",
    "Botswana has sought water from the highlands since the drought of 2015, when its largest dam was dry.",
)


def kept(*lines: str, between: str = "\n\n") -> list[str]:
    """Lines of which less than half is marked."""
    text = between.join(lines)
    noise, left, at = find_noise(text), [], 0
    for line in lines:
        end = at + len(line)
        if 2 * sum(max(0, min(n.span[1], end) - max(n.span[0], at)) for n in noise) < len(line):
            left.append(line)
        at = end + len(between)
    return left


@pytest.mark.parametrize(
    "other",
    [
        "Teachers in Maun go back to class after a strike of three weeks",
        "Goalkeeper Mokoena joins Pretoria side on loan until June",
        "Why your phone bill may rise again this winter",
        "Water bills in Windhoek: how families of the north pay",
    ],
)
@pytest.mark.parametrize("at", [0, 1])
def test_headlines_of_other_stories_around_the_article_s_own(other: str, at: int) -> None:
    head = [HEADLINE]
    head.insert(at, other)
    assert kept(*head, "12 August 2024", *PROSE) == [HEADLINE, *PROSE]
    assert kept(*head, "12 August 2024", *PROSE, between="\n") == [HEADLINE, *PROSE]


@pytest.mark.parametrize(
    "own",
    [
        "Years after the drought, Gaborone is still short of water from the highlands",
        "Pipes of 90 km to be built by both governments",
        "A dam, a drought and a minister",
    ],
)
def test_a_line_under_the_headline_in_the_article_s_words_stays(own: str) -> None:
    assert kept(HEADLINE, own, *PROSE) == [HEADLINE, own, *PROSE]


def test_a_headline_that_the_article_hardly_repeats_stays() -> None:
    head = "Thirst has a price, and someone will have to pay"
    assert kept(head, *PROSE) == [head, *PROSE]


def test_stories_cut_off_and_stories_in_other_words_between_paragraphs() -> None:
    cut = "Diamond prices slide as buyers in Antwerp cut back – what it means for miners..."
    strange = "What to eat when the nights are cold and the purse is thin"
    assert kept(HEADLINE, PROSE[0], cut, PROSE[1], strange, PROSE[2]) == [HEADLINE, *PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "What the water will cost",
        "Pipes, pumps and people",
        "Who pays for the pipes and who for the dam?",
        "Water pumped to Gaborone each year: 150 million cubic metres",
        "The minister went on to speak of the dam, the pipes...",
        "On 5 May, Lerato Potsane had taken part in a summit of the Nile states in Entebbe",
    ],
)
def test_headings_rows_and_sentences_between_paragraphs_stay(line: str) -> None:
    lines = (HEADLINE, PROSE[0], line, PROSE[1], PROSE[2])
    assert kept(*lines) == list(lines)


def test_sentences_of_other_stories_to_the_end_of_a_page() -> None:
    below = (
        "Top stories",
        "A chess player from Windhoek won the cup in Sharjah with eight points out of nine this weekend.",
        "Scientists found that a bark used by healers slows the growth of cells in the laboratory, a journal reported.",
    )
    assert kept(HEADLINE, *PROSE, *below) == [HEADLINE, *PROSE]


def test_last_paragraphs_under_a_link_stay() -> None:
    more = "Gaborone and Maseru have quarrelled over the price of water before, and over the pipes."
    history = "The talks were led by a retired judge, who had been asked by both sides in the spring to find a way out."
    for head in ("Read more", "Related articles"):
        assert kept(HEADLINE, *PROSE[:2], head, more, history) == [HEADLINE, *PROSE[:2], more, history]


@pytest.mark.parametrize(
    ("told", "again"),
    [
        (
            "Peru from May 2019 until March 2021 was blocking imports of Bolivian soya for its Pacific ports. It "
            "lifted the ban after a so-called Lima protocol, with which La Paz obliged itself to inspect its silos.",
            "Peru from May 2019 to March 2021 blocked imports of Bolivian soya for its Pacific ports. The ban was "
            "lifted after the so-called Lima protocol, with which La Paz undertook to inspect its silos.",
        ),
        (
            "Trade Minister Ana Quiroga said the protocol replaces one of 1994. She thanked Lima for its patience.",
            "Trade Minister Ana Quiroga thanked Lima for its patience, and said the protocol replaces that of 1994.",
        ),
        (  # who says so, before and behind
            "The foreign ministers of Bolivia and Peru initialled in Puno on Friday a plan for the disengagement of "
            "guards and the exchange of lists, the Brazilian mediation said.",
            "Brazil's mediation says the foreign ministers of Bolivia and Peru initialled in Puno on Friday a plan to "
            "disengage guards and exchange lists.",
        ),
        (
            "The Bolivian customs counted 1,200 lorries a day at Desaguadero, most of them with soya and timber.",
            "In all, the Bolivian customs counted 1,200 lorries a day at Desaguadero, with timber and soya.",
        ),
    ],
)
def test_a_paragraph_told_again_in_other_words(told: str, again: str) -> None:
    assert kept(HEADLINE, PROSE[0], told, PROSE[1], again, PROSE[2]) == [HEADLINE, PROSE[0], told, *PROSE[1:]]


@pytest.mark.parametrize(
    ("told", "again"),
    [
        (  # who did it to whom
            "On Monday morning Peru accused Bolivia of shelling a customs post near the lake and wounding two guards.",
            "On Monday morning Bolivia accused Peru of shelling a customs post near the lake and wounding two guards.",
        ),
        (  # not
            "The Bolivian customs said it had agreed to inspect all silos of soya before the harvest in March.",
            "The Bolivian customs said it had not agreed to inspect all silos of soya before the March harvest.",
        ),
        (  # not yet
            "The Bolivian customs will open a new post at Desaguadero for lorries with timber and soya on Monday.",
            "The Bolivian customs opened a new post at Desaguadero for lorries with soya and timber on Monday.",
        ),
        (  # other numbers
            "The Bolivian customs counted 1,200 lorries a day at Desaguadero, most of them with soya and timber.",
            "The Bolivian customs counted 1,900 lorries a day at Desaguadero, most with timber and soya.",
        ),
        (  # his very words
            "The minister said that customs in Desaguadero was short of guards, scales and lamps for lorries.",
            '"The customs in Desaguadero is short of guards, of scales, of lamps for lorries," the minister said.',
        ),
        (  # who says so of whom
            "Peru said Bolivia shelled a customs post near the lake on Monday morning and wounded two of its guards.",
            "Bolivia said Peru shelled a customs post near the lake on Monday morning and wounded two of its guards.",
        ),
        (  # more
            "The Bolivian customs counted 1,200 lorries a day at Desaguadero, most of them with soya and timber.",
            "The Bolivian customs, which counted lorries with soya and timber at Desaguadero, will hire guards.",
        ),
    ],
)
def test_a_paragraph_that_tells_another_thing_in_the_same_words(told: str, again: str) -> None:
    lines = (HEADLINE, PROSE[0], told, PROSE[1], again, PROSE[2])
    assert kept(*lines) == list(lines)


def test_a_paragraph_with_which_the_next_begins() -> None:
    summary = "Lesotho and Botswana signed a pact on Monday that lets water from the highlands flow to Gaborone."
    more = f"{summary[:-1]} by 2032."
    assert kept(HEADLINE, summary, more, *PROSE[1:]) == [HEADLINE, more, *PROSE[1:]]


def test_what_a_picture_shows_behind_the_headline_given_again() -> None:
    shown = "Katse dam in the dry season of last year"
    assert kept(HEADLINE, "A dam, a drought and a minister", HEADLINE, shown, *PROSE) == [
        HEADLINE,
        "A dam, a drought and a minister",
        *PROSE,
    ]


def test_a_short_quote_pulled_out_of_a_short_paragraph() -> None:
    told = '"A river is not a tap," Ramone said on Monday.'
    assert kept(HEADLINE, PROSE[0], told, "“A river is not a tap”", *PROSE[1:])[2:] == [told, *PROSE[1:]]
    lines = (HEADLINE, PROSE[0], "Neither side gave a sum for the dam.", *PROSE[1:])
    assert kept(*lines) == list(lines)


def test_a_headline_of_the_article_s_words_below_a_long_notice_stays() -> None:
    notice = "This theme is shown without its key, go to the page of options to enter one for each name of a site."
    assert HEADLINE in kept(notice, HEADLINE, *PROSE)


def test_last_lines_that_are_sentences_without_a_full_stop() -> None:
    last = "The minister said talks on the price would go on"
    assert kept(HEADLINE, *PROSE, last) == [HEADLINE, *PROSE, last]


def test_a_paragraph_put_together_of_earlier_ones() -> None:
    assert kept(HEADLINE, *PROSE, f"{PROSE[0]} {PROSE[2]}") == [HEADLINE, *PROSE]


@pytest.mark.parametrize(
    "caption",
    [
        "Teboho Ramone and his counterpart Kagiso Molefe shake hands after the signing in Maseru.",
        "Trucks line the road to the border post.",
        "Workers check a valve at the pumping station in Katse",
        "Refugees, who fled the fighting in the hills, wait beside makeshift shelters near the river in Kolo.",
        "President Kagiso Molefe inspects a guard of honour in Maseru on Aug. 12.",
        "A man crosses the bridge over the Caledon river, which marks the border.",
        "An aerial view of the Katse dam.",
        "A pumping station in Katse – Picture supplied",
        "The pact was announced at a press conference on Monday. Photo by Lineo Thabane/Delta Press",
        "Teboho Ramone, Lesotho's minister of water.",
        "Photographer: Lineo Thabane/Delta Press",
        "The two ministers witness the signing of eight documents",
        "Prime Minister Sello Moahloli is welcomed at the airport of Gaborone",
        "Foreign Minister Lerato Potsane with the Prime Minister of Botswana, Kagiso Molefe, at State House.",
        "Screenshot: Facebook/Teboho Ramone",
        "Image is for illustrative purposes only.",
        "Katse dam, seen from the road to Thaba-Tseka",
        "Ph. Presidency of Botswana",
        "Photo DNA/L. Thabane",
        "The Katse dam in the highlands of Lesotho.",
        "Lorries at the Maseru Bridge crossing.",
    ],
)
def test_what_is_seen_in_a_picture(caption: str) -> None:
    assert kept(HEADLINE, caption, *PROSE) == [HEADLINE, *PROSE]
    assert kept(HEADLINE, "12 August 2024", caption, *PROSE, between="\n") == [HEADLINE, *PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "Leaders of both countries said the water would flow by 2032.",
        "The two governments share the cost of the pipes and the pumps.",
        "Farmers in the valley want to know who will pay for the water.",
        "Traders at the border sell 40 % less than a year ago.",
        '"Trucks wait at the border for two days," the minister said.',
        "Police checks at the border have slowed trade in maize and wool.",
        "Botswana's minister walked out of the talks on Sunday.",
        "The pipes, pumps and the dam cost more than planned.",
        "The road to the dam was closed on Sunday.",
    ],
)
def test_what_is_reported_under_a_headline_stays(line: str) -> None:
    assert kept(HEADLINE, line, *PROSE) == [HEADLINE, line, *PROSE]


def test_a_report_that_begins_with_what_is_seen_stays() -> None:
    seen = "Trucks line the road to the border post of Maseru, their drivers asleep beneath the trailers."
    on = "Nobody here knows when the gate opens, and the guards do not say."
    assert kept(HEADLINE, seen, on) == [HEADLINE, seen, on]
    assert kept("Officials resume talks to settle row over water", *PROSE)[0].startswith("Officials")


@pytest.mark.parametrize(
    "line",
    [
        "5 min read | Listen",
        "Home  News  Business  Sport  Opinion",
        "Share \u00b7 Save \u00b7 Print \u00b7 12 comments",
        "★ Add to favourites",
        "👉 Read also: Who was the first to swim across the dam",
        "Mpho Sello, Senior Fellow, Centre for Highland Studies",
        "10:42, 14 March 2024, Maseru – Delta news agency, Lineo THABANE",
        "The Delta Star21 hours ago",
        "HomeBreaking NewsLesotho and Botswana sign pact on water",
        "[ad_1]",
        "Not a subscriber?",
        "You need to be logged in to comment.",
        "No comments yet...",
        "Would you like to support our work? Every loti counts.",
        "ADVERTISEMENT. SCROLL TO CONTINUE READING.",
        "Time to read: 4 minutes",
        "28/06/2019 12:05 PM 0 komente",
        "If you notice a typo in the text, highlight it and press Ctrl+Enter.",
        "Complaints to the editor: letters@delta.example",
        "Great! You've successfully signed up.",
        "Forgot your password?",
        "No Comments Posted.",
        "Topic | Water",
        "Mon 8 Jan",
        "World Video | Foreign Affairs | Weather Today | Trade | Search",
        "Read our guide to the dams of the highlands.",
        "The publisher takes no responsibility for what is linked here.",
        "Home Africa Lesotho and Botswana sign pact on water from the highlands",
        "The Highland Observer",
        "AFP - LINEO THABANE",
        "Date:",
    ],
)
def test_furniture_under_a_headline(line: str) -> None:
    assert kept(HEADLINE, line, *PROSE) == [HEADLINE, *PROSE]


def test_a_name_that_stands_twice_at_once() -> None:
    assert kept(HEADLINE, "Delta Press", "Delta Press", *PROSE) == [HEADLINE, *PROSE]


@pytest.mark.parametrize(
    "dateline",
    [
        ", MASERU, Lesotho, Feb 23 –",
        "MASERU, Lesotho, Apr 9, DNA –",
        "GABORONE/CAPE TOWN (Reuters) -",
        "MASERU, –",
        "DeltaStar.com —",
        "Monday, May 23, 2024.-",
        "MASERU, November 12, 2023, Delta-Plus --",
        "DNA -",
        "Botswana, July 28 --",
        "(DELTAPRESS | MASERU) –",
        "PORT NOLLOTH, SA:",
    ],
)
def test_what_stands_before_the_first_words(dateline: str) -> None:
    text = f"{HEADLINE}\n\n{dateline} {PROSE[0]}\n\n{PROSE[1]}"
    assert [text[slice(*n.span)] for n in find_noise(text)] == [dateline]


def test_days_of_a_chronicle_stay() -> None:
    days = [f"May {day}, 2024 – {line}" for day, line in zip((2, 9, 16), PROSE, strict=True)]
    assert find_noise("\n\n".join((HEADLINE, *days))) == ()


def test_what_was_shouted_behind_a_quotation_is_no_fragment() -> None:
    assert find_noise('"Our water! We keep our water!" some chanted. They were led away.\n') == ()
