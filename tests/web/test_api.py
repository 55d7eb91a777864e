"""The API against its own document: whatever is asked, answers are as described and nothing fails on our side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from lopsided.web.pages import PAGES

if TYPE_CHECKING:
    import httpx


#: What fits the schema may still make no sense, a country with itself: it is refused with 422, as described.
MEANING = [positive_data_acceptance]
SETTINGS = settings(
    max_examples=5,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_answers_are_as_the_document_says(address: str) -> None:
    document = schemathesis.openapi.from_url(f"{address}/openapi.json")
    operations = [found.ok() for found in document.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) >= 2 * len(PAGES)
    for operation in operations:

        @SETTINGS
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:  # noqa: ANN401 - schemathesis keeps its types private
            case.call_and_validate(excluded_checks=MEANING, timeout=60)

        ask()


def test_every_page_is_in_the_document_twice(web: httpx.Client) -> None:
    found = web.get("/openapi.json").json()
    operations = {o["operationId"] for path in found["paths"].values() for o in path.values()}
    for page in PAGES:
        assert {f"{page.key}_json", f"{page.key}_csv"} <= operations
    assert all(o.get("summary") for path in found["paths"].values() for o in path.values())
