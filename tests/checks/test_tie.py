"""What is said of a tie in words is gathered by who says so, and gets measures beside it but no verdict."""

from __future__ import annotations

from tests.records.examples import document, statement

from lopsided.checks.tie import measures_beside, tie_claims
from lopsided.records.kinds import Document, Noise

TEXT = (
    "Mongolia sells most of its coal to China. "
    "The relationship is badly lopsided, said Oyun Sanjaa, an economist in Ulaanbaatar. "
    "Beijing calls it a win-win partnership. "
    "Canada, which is dependent on the United States, looks on. "
    "Both fear Washington's dominance, Mongolia less than China. "
    "Mongolian officials admit they have few alternatives. "
    "Subscribe: China is dominant in our newsletter."
)


def _claims() -> list[tuple[str, tuple[str, ...], str, tuple[str, ...]]]:
    quote = "The relationship is badly lopsided, said Oyun Sanjaa"
    said = statement("mn.txt", "Oyun Sanjaa", None, quote, at=TEXT.index(quote), speaker_kind="analyst")
    noise = TEXT.index("Subscribe")
    doc = document("mn.txt", TEXT)
    doc = Document(document="mn.txt", text=TEXT, digest=doc.digest, noise=(Noise((noise, len(TEXT)), "promotion"),))
    found = tie_claims("MNG", "CHN", [doc], [said])
    return [(c.theme, c.words, c.speaker_kind, c.about) for c in found]


def test_claims_are_gathered_with_who_says_so() -> None:
    assert _claims() == [
        ("lopsided", ("lopsided",), "analyst", ("MNG",)),
        ("even", ("win-win",), "media", ("CHN",)),
        ("alternatives", ("few alternatives",), "media", ("MNG",)),
    ]


def test_what_is_denied_is_not_what_the_tie_is_called() -> None:
    denied = (
        "China denied that it was using coal as leverage on Mongolia.",
        "Mongolia rejected claims that it is dependent on China.",
        "Mongolia's minister dismissed talk of a lopsided tie with China.",
    )
    said = (
        "There is no denying that Mongolia depends on Beijing.",
        "Mongolia denied the report, but China has the upper hand.",
        "Mongolia rejected the lopsided deal with China.",
    )
    gathered = [tie_claims("MNG", "CHN", [document("mn.txt", text)], []) for text in (*denied, *said)]
    assert [len(found) for found in gathered] == [0, 0, 0, 1, 1, 1]


def test_measures_stand_beside_in_both_directions() -> None:
    found = tie_claims("MNG", "CHN", [document("mn.txt", TEXT)], [])
    beside = measures_beside("MNG", "CHN", found)
    share = next(m for m in beside["lopsided"] if m.a_on_b.definition == "export_share")
    assert (share.a_on_b.of, share.b_on_a.of) == ("MNG", "CHN")
    assert share.a_on_b.value is not None
    assert share.a_on_b.value > 0.7
