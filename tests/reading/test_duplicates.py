"""Copies are told from texts that only share a phrase: the estimate is near what is estimated."""

from __future__ import annotations

import re
from random import Random

import numpy as np
import pytest

from lopsided.reading.documents.duplicates import SHINGLE, Duplicates, signature_of

WORDS = [
    f"{a}{b}{c}" for a in ("ba", "ko", "mi", "tu", "re") for b in ("la", "no", "pe", "si") for c in ("n", "r", "s")
]


def text_of(random: Random, words: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(words))


def resemblance(a: str, b: str) -> float:
    """Shingles in common of all, counted."""
    sets = []
    for text in (a, b):
        words = re.findall(r"\w+", text.casefold())
        sets.append({tuple(words[i : i + SHINGLE]) for i in range(len(words))})
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def estimate(a: str, b: str) -> float:
    one, other = (np.frombuffer(signature_of(text), dtype="<u4") for text in (a, b))
    return float(np.mean(one == other))


@pytest.mark.parametrize("shared", [0, 60, 150, 240, 300])
def test_the_estimate_is_near_the_share_of_common_shingles(shared: int) -> None:
    random = Random(shared)  # noqa: S311 - not for secrets
    errors = []
    for _ in range(20):
        common = text_of(random, shared)
        a, b = (f"{common} {text_of(random, 300 - shared)}" for _ in range(2))
        errors.append(estimate(a, b) - resemblance(a, b))
    assert abs(sum(errors) / len(errors)) < 0.03
    assert max(map(abs, errors)) < 0.2


def test_texts_that_share_a_phrase_are_not_copies_whatever_the_phrase() -> None:
    random = Random(5)  # noqa: S311 - not for secrets
    stock = [text_of(random, 12) for _ in range(40)]  # phrases every text has some of, as agencies' texts do
    known = Duplicates()
    for number in range(400):
        lines = [random.choice(stock), random.choice(stock), *(text_of(random, 15) for _ in range(12))]
        random.shuffle(lines)
        assert known.group_of(str(number), signature_of(". ".join(lines))) is None


def test_a_trimmed_copy_with_another_head_is_one() -> None:
    random = Random(6)  # noqa: S311 - not for secrets
    known = Duplicates()
    body = text_of(random, 260)
    assert known.group_of("original", signature_of(f"{text_of(random, 12)} {body} {text_of(random, 30)}")) is None
    assert known.group_of("copy", signature_of(f"Another house reports. {body}")) == "original"


@pytest.mark.parametrize("first", ["wire", "brief"])
def test_a_report_cut_to_its_beginning_is_a_copy_whichever_comes_first(first: str) -> None:
    random = Random(7)  # noqa: S311 - not for secrets
    body = text_of(random, 300)
    texts = {"wire": f"{text_of(random, 12)} {body}", "brief": f"{text_of(random, 8)} {' '.join(body.split()[:110])}"}
    known = Duplicates()
    assert known.group_of(first, signature_of(texts.pop(first))) is None
    (name,) = texts
    assert known.group_of(name, signature_of(texts[name])) == first


def test_a_report_with_half_of_another_in_it_is_none() -> None:
    random = Random(8)  # noqa: S311 - not for secrets
    body = text_of(random, 240)
    known = Duplicates()
    assert known.group_of("one", signature_of(body)) is None
    other = f"{text_of(random, 150)} {' '.join(body.split()[:110])} {text_of(random, 60)}"
    assert known.group_of("other", signature_of(other)) is None
