"""What stands around an article on its page: sections above, writers beside, other stories and the site below."""

from __future__ import annotations

import pytest

from lopsided.reading.noise.noise import find_noise

HEADLINE = "Bhutan and Nepal agree on a road over the pass"
PROSE = (
    "The transport ministers of Bhutan and Nepal agreed on Monday to open a road over the pass, officials said.",
    "Work on it will begin in spring, and the two governments will share what it costs, said a statement of both.",
)


def unmarked(*lines: str) -> list[str]:
    """Lines of which less than half is marked."""
    text = "\n\n".join(lines)
    noise, left, at = find_noise(text), [], 0
    for line in lines:
        end = at + len(line)
        inside = sum(max(0, min(n.span[1], end) - max(n.span[0], at)) for n in noise)
        if 2 * inside < len(line):
            left.append(line)
        at = end + 2
    return left


@pytest.mark.parametrize(
    "above",
    [
        ("Typography",),
        ("The Himalaya Post", "Mountains", "En Bref"),
        ("• Valleys", "• Weather desk", "• Letters page"),
    ],
)
def test_short_lines_above_a_headline_are_the_page_s(above: tuple[str, ...]) -> None:
    assert unmarked(*above, HEADLINE, *PROSE) == [HEADLINE, *PROSE]


@pytest.mark.parametrize("beside", ["P.K. Wangdi", "Infrastructure", "Full article"])
def test_short_lines_under_a_headline_are_the_page_s(beside: str) -> None:
    assert unmarked(HEADLINE, beside, *PROSE) == [HEADLINE, *PROSE]


def test_a_short_headline_without_a_longer_line_above_the_article_stays() -> None:
    assert unmarked("Road agreed", *PROSE) == ["Road agreed", *PROSE]


@pytest.mark.parametrize(
    "below",
    [
        (
            "Glacier lake threatens a village in the east",
            "Tea pickers strike for a third week | Video",
            "Dorji to run again",
        ),
        ("Other pages:",),
        (
            "About Druk Daily",
            "Druk Daily is a paper for mountain people with a mission to bring news to all of the valleys.",
        ),
    ],
)
def test_what_stands_below_the_last_paragraph_is_the_page_s(below: tuple[str, ...]) -> None:
    assert unmarked(HEADLINE, *PROSE, *below) == [HEADLINE, *PROSE]


@pytest.mark.parametrize(
    "last", ["Neither side gave a sum.", "Road\t45\t62", "Traffic over the pass: 45, 62 and 70 lorries"]
)
def test_a_last_sentence_and_rows_of_numbers_stay(last: str) -> None:
    assert unmarked(HEADLINE, *PROSE, last) == [HEADLINE, *PROSE, last]


def test_a_section_heading_between_paragraphs_stays() -> None:
    lines = (HEADLINE, PROSE[0], "Costs and tolls", PROSE[1])
    assert unmarked(*lines) == list(lines)


def test_lines_in_another_alphabet_are_of_other_pages() -> None:
    foreign = "भूटान र नेपालबीच सडक सम्झौता"
    assert unmarked(HEADLINE, PROSE[0], foreign, PROSE[1]) == [HEADLINE, *PROSE]


def test_a_headline_with_a_label_or_given_twice_stays_once() -> None:
    assert unmarked(f"WATCH | {HEADLINE}", *PROSE) == [f"WATCH | {HEADLINE}", *PROSE]
    assert unmarked(HEADLINE, HEADLINE, *PROSE) == [HEADLINE, *PROSE]
    assert unmarked("Related topics", HEADLINE, *PROSE) == [HEADLINE, *PROSE]


@pytest.mark.parametrize(
    "caption",
    [
        f"{HEADLINE} Lorries wait at the foot of the pass before the snow, in Paro.",
        "Lorries at the foot of the pass Lorries at the foot of the pass",
        "Footage of the pass is shown during a meeting of the ministers in Thimphu on Monday.",
        "© Reuters. Lorries wait at the foot of the pass between the two, closed for the winter, in Paro, May 2",
        "Pema Lhamo / Pool / AFP",
    ],
)
def test_captions_without_a_credit_or_behind_a_headline(caption: str) -> None:
    assert unmarked(HEADLINE, caption, *PROSE) == [HEADLINE, *PROSE]


@pytest.mark.parametrize(
    "pulled", ["Work on it will begin in spring", "“the two governments will share what it costs”"]
)
def test_a_pull_quote_repeats_a_paragraph(pulled: str) -> None:
    assert unmarked(HEADLINE, PROSE[0], pulled, PROSE[1]) == [HEADLINE, *PROSE]
    assert unmarked(pulled, PROSE[0], PROSE[1]) == [pulled, *PROSE]


def test_a_list_of_what_a_report_says_stays() -> None:
    lines = (HEADLINE, "- Trade over the pass grew by a third.", "- Tolls will be the same for both.", *PROSE)
    assert unmarked(*lines) == list(lines)


def test_a_last_paragraph_cut_off_and_sentences_broken_over_lines_stay() -> None:
    cut = (
        "The road will run from Paro over the pass to the plain, where lorries of both will be weighed, and on to the "
        "railway that the two have long spoken of, though nobody has said when the rails will reach"
    )
    assert unmarked(HEADLINE, *PROSE, cut) == [HEADLINE, *PROSE, cut]
    broken = ("Lorries of both will be weighed", "before they go on to the plain", "where the railway ends")
    assert unmarked(HEADLINE, *PROSE, *broken) == [HEADLINE, *PROSE, *broken]


@pytest.mark.parametrize(
    "line",
    [
        "Like this: Like Loading...",
        "For full article, see https://example.org/a-story",
        "Oops! Something went wrong. Please try again later.",
        "This website is best viewed with a modern browser.",
        "For advertising inquiries, contact us",
        "Home | Trade | Peru lends Chile $30 million for roads",
        "Lorries wait at the border post of Kasumba on Sunday. / Reuters",
        "Lorries wait at the border post of Kasumba. Photo by Ana Ruiz/Delta Press",
        "(East) (3 Minutes Read)",
        "LEGAL WARNING: All rights of the published news are reserved by Delta Press and may not be used.",
        "View image on Twitter",
    ],
)
def test_furniture_of_pages_is_noise(line: str) -> None:
    text = f"{_STORY}\n\n{line}\n\n{_STORY_ON}\n"
    assert line in {text[n.span[0] : n.span[1]] for n in find_noise(text)}


def test_other_stories_with_their_first_words_end_a_page() -> None:
    other = "Ferry Line Reopens After Months of Repairs and Quarrels"
    teaser = "The ferry between the two islands sails again, the operator said, after months in which..."
    text = f"{_STORY}\n\n{_STORY_ON}\n\nRecommended Stories\n\n  • {other}\n\n    {teaser}\n"
    marked = " ".join(text[n.span[0] : n.span[1]] for n in find_noise(text))
    assert other in marked
    assert teaser in marked
    assert "Kasumba" not in marked


def test_a_headline_under_a_link_to_the_page_is_kept() -> None:
    text = f"top of page\n\nPeru lends Chile money for roads\n\n{_STORY}\n\nbottom of page\n"
    assert "Peru lends" not in " ".join(text[n.span[0] : n.span[1]] for n in find_noise(text))


@pytest.mark.parametrize(
    ("one", "other", "doubled"),
    [
        ("in June", "in July", False),
        ("to Chile", "to Ghana", False),
        ("by Minister Torrek", "by Minister Torek", True),
        ("in June", "in  June", True),
    ],
)
def test_paragraphs_with_other_names_are_not_one_told_twice(one: str, other: str, *, doubled: bool) -> None:
    told = (
        "The ministry said on its page that exports of maize and of beans {} were well above those of the year before."
    )
    text = f"{told.format(one)}\n\n{_STORY}\n\n{told.format(other)}\n"
    assert any(n.kind == "doubled" for n in find_noise(text)) is doubled


_STORY = (
    "Officials from both sides said lorries would cross at Kasumba from the first week of the month, once the new "
    "scales had been tested."
)
_STORY_ON = "Traders had asked for that since the spring, when the old bridge was shut to anything heavier than a van."


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("The road was opened on Monday.[2] Lorries crossed it.[3][4]", ["[2]", "[3]", "[4]"]),
        ("The road was opened to lorries.3 They crossed it at once.", ["3"]),
        ("The road\u00b9\u00b2 was opened.\u00b3 Lorries crossed it.", ["\u00b9\u00b2", "\u00b3"]),
        ("Lorries crossed it (see note 4) at once.", [" (see note 4)"]),
        ("The minister[s] said 300 km\u00b2 of land, 4.3 million people and No.5 Battalion were cut off.", []),
        ('"We said [2] lorries," the clerk said. Version 2.3 The road is older.', []),
    ],
)
def test_marks_that_point_to_notes_are_no_text(text: str, marks: list[str]) -> None:
    assert [text[n.span[0] : n.span[1]] for n in find_noise(text)] == marks


def test_stories_above_keep_reading_and_credits_at_the_end_of_a_paragraph_are_noise() -> None:
    list_of = "- Ferry line reopens after months\n- Price of bread rises again in towns\n"
    text = f"{_STORY}\n{list_of}Keep Reading\n{_STORY_ON} Reporting by Ana Ruiz in Lima. Editing by Tom Mwale.\n"
    marked = " ".join(text[n.span[0] : n.span[1]] for n in find_noise(text))
    assert "Ferry line" in marked
    assert "Price of bread" in marked
    assert "Reporting by Ana Ruiz" in marked
    assert "Traders had asked" not in marked


def test_a_list_of_the_article_is_kept() -> None:
    text = f"{_STORY}\n- the road to Kasumba\n- the bridge at Lenga\n{_STORY_ON}\n"
    assert find_noise(text) == ()
