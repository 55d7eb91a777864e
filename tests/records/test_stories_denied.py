"""Denials in the story of what they deny, words that stand before an act, and what a deal costs."""

from __future__ import annotations

from dataclasses import replace

from tests.records.examples import document, event, figure

from lopsided.records.stories import stories

A, B = (document(f"{name}.txt", published="2024-06-10") for name in "ab")


def test_a_denial_in_like_words_is_in_the_story_of_the_accusation() -> None:
    accused = event("a.txt", "ACCUSE", "FJI", "TON", "accused Tonga of turning back two copra boats", trigger="accused")
    denied = event("b.txt", "COERCE", "TON", "FJI", "never turned back any boats", mode="denied", trigger="turned")
    (story,) = stories([A, B], [accused, denied])
    assert story.sources == 2
    assert [[said.split(":")[0] for _, said in c.reports] for c in story.contradictions] == [["alleged", "denied"]]


def test_a_denial_of_another_time_stays_apart() -> None:
    told = event("a.txt", "COERCE", "TON", "FJI", "turned back two copra boats", date="2024-06-09", trigger="turned")
    denied = event(
        "b.txt",
        "COERCE",
        "TON",
        "FJI",
        "never turned back copra boats",
        mode="denied",
        date="2024-05-20",
        trigger="turned",
    )
    assert len(stories([A, B], [told, denied])) == 2


def test_two_denials_of_different_deeds_do_not_join_what_they_deny() -> None:
    records = [
        event("a.txt", "COERCE", "TON", "FJI", "turned back two copra boats at the reef", mode="alleged"),
        event("a.txt", "COERCE", "TON", "FJI", "wiretapped the phones of envoys", mode="alleged", at=90),
        event("b.txt", "COERCE", "TON", "FJI", "did not turn back copra boats at the reef", mode="denied"),
        event("b.txt", "COERCE", "TON", "FJI", "did not wiretap the phones of envoys", mode="denied", at=90),
    ]
    assert sorted(len(s.members) for s in stories([A, B], records)) == [2, 2]


def test_the_words_before_a_relative_clause_are_of_the_act() -> None:
    text = "The truce that the two presidents agreed on the telephone has held."
    other = "Mali and Niger agreed to stop shooting after a call."
    act = text.index("the two")
    told = event("a.txt", "AGREE", "MLI", "NER", text[act:-10], date="2024-06-07", at=act)
    stopped = event("b.txt", "AGREE", "MLI", "NER", other[:-1])
    documents = [replace(A, text=text), replace(B, text=other)]
    records = [replace(told, sentence=(0, len(text))), replace(stopped, sentence=(0, len(other)))]
    (story,) = stories(documents, records)
    assert story.group == "deal"


def test_what_a_deal_costs_is_held_against_other_reports_of_it() -> None:
    first = "Peru and Chile signed a pact on a railway. The line will cost 4 billion dollars."
    second = "Peru and Chile agreed on a railway. Its cost, put at 6 billion dollars, will be shared."
    acts, sums, documents = [], [], []
    for name, text, worth in (("a.txt", first, "4 billion dollars"), ("b.txt", second, "6 billion dollars")):
        end = text.index(". ") + 1
        act = event(name, "AGREE", "PER", "CHL", text[: end - 1], date="2024-06-08")
        acts.append(replace(act, sentence=(0, end)))
        amount = figure(name, float(worth[0]) * 1e9, "USD", "money", worth, at=text.index(worth))
        sums.append(replace(amount, sentence=(end + 1, len(text))))
        documents.append(document(name, text, published="2024-06-10"))
    (told,) = [s for s in stories(documents, [*acts, *sums]) if s.kind == "event"]
    assert [(c.about, [said for _, said in c.reports]) for c in told.contradictions] == [
        ("number", ["4 billion dollars", "6 billion dollars"])
    ]


def test_a_signing_told_of_two_days_in_a_row_is_one_with_two_dates() -> None:
    records = [
        event("a.txt", "AGREE", "BEN", "TGO", "signed a memorandum on a gas pipeline", date="2024-06-05"),
        event("b.txt", "AGREE", "TGO", "BEN", "put their names to a memorandum on a pipe for gas", date="2024-06-04"),
    ]
    (story,) = stories([A, B], records)
    assert [c.about for c in story.contradictions] == ["date"]
