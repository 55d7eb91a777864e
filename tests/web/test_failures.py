"""One shape for every failure, and never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lopsided.errors import LopsidedError
from lopsided.web.failures import failure_of

if TYPE_CHECKING:
    import httpx

KEYS = {"status", "code", "problem", "subject", "remedy", "field"}


@pytest.mark.parametrize(
    ("path", "status"), [("/data/factbok.json", 404), ("/data/factbok.csv", 404), ("/nowhere.json", 404)]
)
def test_machines_are_told_in_one_shape(web: httpx.Client, path: str, status: int) -> None:
    answered = web.get(path)
    assert answered.status_code == status
    error = answered.json()["error"]
    assert set(error) == KEYS
    assert error["status"] == status
    assert error["problem"]


def test_people_are_told_on_a_page_with_the_nearest_name(web: httpx.Client) -> None:
    answered = web.get("/data/factbok")
    assert answered.status_code == 404
    assert answered.headers["content-type"].startswith("text/html")
    assert "factbook" in answered.text


def test_names_in_failures_are_escaped(web: httpx.Client) -> None:
    answered = web.get("/data/<script>alert(1)")
    assert answered.status_code == 404
    assert "<script>alert" not in answered.text
    assert "&lt;script&gt;" in answered.text


def test_what_was_not_foreseen_is_told_without_its_words() -> None:
    failure = failure_of(RuntimeError("secret: /home/somebody/token"))
    assert failure.status == 500
    assert "secret" not in str(failure)


def test_every_failure_of_ours_has_a_status() -> None:
    kinds = [LopsidedError, *LopsidedError.__subclasses__()]
    assert len(kinds) > 5
    assert failure_of(LopsidedError("x")).status == 500
    assert all(failure_of(LopsidedError("what", subject="where", remedy="do")).remedy == "do" for _ in kinds)


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/nowhere", "application/json", "application/json"),
        ("/nowhere", "application/json, text/plain, */*", "application/json"),
        ("/nowhere", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("/nowhere", "text/html;q=0.5, application/json;q=x", "text/html"),
        ("/nowhere", "*/*", "text/html"),
        ("/dyads/RUS/XXX/brief.html", "*/*", "text/html"),
        ("/dossiers/v1.3", "text/html", "text/html"),
        ("/dossiers/v1.3.json", "text/html", "application/json"),
        ("/dyads/RUS/XXX/charts/a.svg", "image/*", "application/json"),
    ],
)
def test_the_shape_follows_the_ending_and_what_is_taken(web: httpx.Client, path: str, accept: str, kind: str) -> None:
    answered = web.get(path, headers={"Accept": accept})
    assert answered.status_code == 404
    assert answered.headers["content-type"].startswith(kind)
