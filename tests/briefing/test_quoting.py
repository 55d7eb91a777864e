"""A sentence is quoted once: a check of a figure in it keeps the words near the figure."""

from __future__ import annotations

from lopsided.briefing.contents import Reference, TieClaim, TieTheme
from lopsided.briefing.quoting import claims_once, excerpt


def test_words_far_from_a_figure_are_left_out_and_marked_as_such() -> None:
    before = "Officials in Nairobi said on Monday evening that the country had sold Uganda "
    cut = excerpt((before, "4,000 tonnes", " of tea."))
    assert cut == ("… on Monday evening that the country had sold Uganda ", "4,000 tonnes", " of tea.")


def test_a_short_sentence_stays_whole() -> None:
    whole = ("Kenya sold Uganda ", "4,000 tonnes", " of tea.")
    assert excerpt(whole) == whole


def test_the_same_words_under_another_theme_lead_to_the_first() -> None:
    claim = TieClaim(
        "one-sided", "A minister", "The tie is one-sided and has no rival.", Reference("#d1-0", "a.txt", None)
    )
    first, second = claims_once(
        [TieTheme("the tie is uneven", (claim,), ()), TieTheme("nobody else can replace it", (claim,), ())]
    )
    assert first.claims[0].quoted_at == ""
    assert second.claims[0].quoted_at == first.claims[0].anchor


def test_nothing_leads_to_words_that_are_folded_away() -> None:
    claims = [
        TieClaim("one-sided", "A minister", f"The tie is {n}.", Reference("#d1-0", "a.txt", None)) for n in range(3)
    ]
    _, second = claims_once([TieTheme("uneven", tuple(claims), ()), TieTheme("no rival", tuple(claims), ())])
    assert [bool(c.quoted_at) for c in second.claims] == [True, True, False]
