"""Stories and checks of a large dossier are made some documents at a time, and are the same as all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.records.examples import document, event, figure, statement

from lopsided.api import filling
from lopsided.api.imputed import imputed_shares
from lopsided.checks.check import check_object
from lopsided.checks.verdict import check_all
from lopsided.reading.corpus import Article
from lopsided.reading.documents.duplicates import signature_of
from lopsided.records.store import Dossier
from lopsided.records.stories import stories

if TYPE_CHECKING:
    from lopsided.records.kinds import AnyRecord, Document


def _article(n: int) -> tuple[Document, list[AnyRecord]]:
    text = f"Kenya bought {n} percent of its tea from India. Kenya's minister thanked India for it."
    made = document(f"{7 * n % 11}.txt", text, published=f"20{10 + n}-03-04")
    share = figure(
        made.document, n / 100, "fraction", "share", text[:12], exporter="IND", importer="KEN", reasons=("x",)
    )
    thanks = event(made.document, "SUPPORT", "KEN", "IND", text[50:70], at=50)
    return made, [share, thanks, statement(made.document, "minister", "KEN", text[50:80], at=50)]


@pytest.mark.parametrize("at_once", [2, 100])
def test_as_all_at_once(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_AT_ONCE", at_once)
    with Dossier.in_memory() as dossier:
        for n in range(7):
            dossier.add(*_article(n))
        filling.gather(dossier)
        assert dossier.stories() == stories(dossier.documents(), dossier.records())
        whole = check_all(dossier.records(), dossier.documents(), further=imputed_shares)
        assert [c["figure"] for c in dossier.checks()] == [check_object(c)["figure"] for c in whole]
        assert [c["verdict"] for c in dossier.checks()] == [c.verdict for c in whole]
        made = dossier.gatherer
        assert made is not None
        monkeypatch.setattr(filling, "check_all", lambda *_a, **_k: pytest.fail("made again"))
        filling.gather(dossier)
        assert dossier.gatherer == made


def test_a_damaged_signature_is_made_again() -> None:
    """An export that was changed by hand may bring any bytes for one."""
    one, records = _article(1)
    long = document("long.txt", " ".join(f"In year {n} Kenya sold tea to Peru." for n in range(20)))
    like = document("like.txt", long.text + " So it was.")
    with Dossier.in_memory() as dossier:
        dossier.add(one, records, b"\x00" * 16)
        dossier.add(long, [], b"odd")
        filling.fill(dossier, [Article(like, (), signature_of(like.text))], None)
        assert [d.group for d in dossier.documents()] == [None, None, "long.txt"]


def test_who_waits_is_told_how_much_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_AT_ONCE", 2)
    told: list[float] = []
    with Dossier.in_memory() as dossier:
        for n in range(4):
            dossier.add(*_article(n))
        filling.gather(dossier, told.append)
        filling.gather(dossier, lambda _share: pytest.fail("made again"))
    assert told == [0.0, 0.5, 1.0]
