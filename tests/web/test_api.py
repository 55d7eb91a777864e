"""The API against its own document: every address answers as described, with its examples and with whatever fits."""

from __future__ import annotations

import csv
import io
import shutil
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.served import served
from tests.web.conftest import ARTICLE

from lopsided.settings import Settings
from lopsided.web.columns import columns
from lopsided.web.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOKEN = "a-token-of-this-test-alone"  # noqa: S105
ASKER = {"Authorization": f"Bearer {TOKEN}"}
#: What fits the schema may still make no sense, a country with itself: it is refused with 422, as described.
MEANING = [positive_data_acceptance]
SETTINGS = settings(
    max_examples=2,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
#: Each would start a reading: asked with its example alone.
ONCE = {"hand_in"}


@pytest.fixture(scope="module")
def stocked(dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """An app with a token, the dossier of the document's examples, and a finished reading."""
    folder = tmp_path_factory.mktemp("dossiers")
    shutil.copy(dossier, folder / "rus-chn-2023.duckdb")
    with (
        served(Settings(dossiers=folder, token=TOKEN, seconds=300)) as at,
        httpx.Client(base_url=at, headers=ASKER, timeout=300) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def document(stocked: httpx.Client) -> dict[str, Any]:
    """The document, with examples of this app where no other app has the same."""
    lines = stocked.get("/dossiers/rus-chn-2023.json").json()["contents"]["lines"]
    reading = stocked.post("/read", data={"text": ARTICLE}).headers["location"].rpartition("/")[2]
    while stocked.get(f"/readings/{reading}.json").json()["contents"]["state"] != "done":
        time.sleep(0.1)
    read = stocked.get(f"/readings/{reading}.json").json()["contents"]["lines"]
    figure = stocked.get("/checks.json").json()["rows"][0]["id"]
    found: dict[str, Any] = stocked.get("/openapi.json").json()
    for path, methods in found["paths"].items():
        documents = read if path.startswith("/readings") else lines
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                example = {"reading": reading, "document": documents[0]["id"]}.get(parameter["name"])
                if example:
                    parameter["example"] = example
    found["components"]["schemas"]["Body_rule"]["properties"]["figure"]["example"] = figure
    return found


def _examples(operation: dict[str, Any], where: str) -> dict[str, Any]:
    parameters = [p for p in operation.get("parameters", ()) if p["in"] == where]
    return {p["name"]: p["example"] for p in parameters if "example" in p}


def _operations(found: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, o) for path, methods in found["paths"].items() for method, o in methods.items()]


def _of(found: dict[str, Any], client: httpx.Client) -> list[Any]:
    schema = schemathesis.openapi.from_dict(found)
    schema.config.update(base_url=str(client.base_url))
    return [o.ok() for o in schema.get_all_operations() if isinstance(o, Ok)]


#: Views with columns that the examples lack.
VIEWS = (
    "/dyads/KAZ/RUS.csv", "/dyads/NRU/TUV.csv", "/dyads/ZMB/CHE.csv", "/countries/PRK.csv", "/products/74.csv",
    "/what-if.csv?who=RUS&whom=CHN&sectors=B06", "/what-if.csv?who=USA&whom=CHN&how=tariff&much=25&leak=20",
    "/data/icio_2022_network.csv", "/compare.csv?first=NRU-TUV&second=RUS-CHN", "/find.csv?q=rus+chn",
)  # fmt: skip


def test_every_column_of_every_table_is_described(stocked: httpx.Client, document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    asked = [*VIEWS]
    for path, _, operation in _operations(document):
        if path.endswith(".csv") and "/charts/" not in path:
            query = httpx.QueryParams(_examples(operation, "query"))
            asked.append(f"{path.format(**_examples(operation, 'path'))}?{query}")
    seen: set[str] = set()
    for at in asked:
        answer = stocked.get(at.replace(".csv", ".json"), follow_redirects=True).json()
        assert "page" in answer, (at, answer)
        told = schemas[f"{answer['page']}_page"]["properties"]["rows"]["items"]["properties"]
        found = {column for row in answer["rows"] for column in row}
        assert found <= told.keys(), (at, found - told.keys())
        assert found == set(next(csv.reader(io.StringIO(stocked.get(at, follow_redirects=True).text)), ()))
        seen |= found
    assert all(means["description"] for page in schemas.values() for means in _cells(page))
    # What only some articles, or a reading that fails, have.
    assert len(columns().keys() - seen) <= len(columns()) // 10, columns().keys() - seen


def _cells(schema: dict[str, Any]) -> list[dict[str, Any]]:
    rows = schema.get("properties", {}).get("rows", {}).get("items", {})
    return [*rows.get("properties", {}).values()]


def test_every_address_answers_its_example(stocked: httpx.Client, document: dict[str, Any]) -> None:
    bodies = {
        "theme": {"chosen": "dark"},
        "hand_in": {"text": ARTICLE},
        "save": {"name": "kept"},
        "forget": {},
        "rule": {"figure": stocked.get("/checks.json").json()["rows"][0]["id"], "ruling": "agree"},
    }
    # What ends a reading comes last.
    for path, method, operation in sorted(_operations(document), key=lambda o: o[2]["operationId"] == "forget"):
        at = path.format(**_examples(operation, "path"))
        query, body = _examples(operation, "query"), bodies.get(operation["operationId"])
        answered = stocked.request(method, at, params=query, data=body)
        assert str(answered.status_code) == ("200" if "200" in operation["responses"] else "303"), (at, answered.text)
        assert answered.content or answered.headers["location"]


@pytest.mark.parametrize("known", [True, False], ids=["what is there", "anything"])
def test_answers_are_as_the_document_says(stocked: httpx.Client, document: dict[str, Any], *, known: bool) -> None:
    if known:
        for _, _, operation in _operations(document):
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "path":
                    parameter["schema"]["enum"] = [parameter["example"]]
    operations = _of(document, stocked)
    assert len(operations) >= 2 * len(PAGES)
    for operation in operations:
        if operation.definition.raw["operationId"] in ONCE:
            continue

        @SETTINGS
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:  # noqa: ANN401 - schemathesis keeps its types private
            case.call_and_validate(excluded_checks=MEANING, timeout=300, headers=ASKER, allow_redirects=False)

        ask()


def test_every_page_is_in_the_document_twice(web: httpx.Client) -> None:
    found = web.get("/openapi.json").json()
    operations = {o["operationId"] for _, _, o in _operations(found)}
    for page in PAGES:
        assert {f"{page.key}_json", f"{page.key}_csv"} <= operations
    for path, _, operation in _operations(found):
        assert operation["summary"]
        for parameter in operation.get("parameters", ()):
            assert parameter["description"]
            assert parameter["in"] == "query" or parameter["example"], (path, parameter)


def test_each_pages_answer_is_described_field_by_field(web: httpx.Client) -> None:
    found = web.get("/openapi.json").json()
    schemas = found["components"]["schemas"]
    for page in PAGES:
        answer = found["paths"][("/index" if page.path == "/" else page.path) + ".json"]["get"]["responses"]["200"]
        assert answer["content"]["application/json"]["schema"]["$ref"].endswith(f"/{page.key}_page")
        contents = schemas[f"{page.key}_page"]["properties"]["contents"]["$ref"].rpartition("/")[2]
        assert schemas[contents]["properties"] or page.key == "find"
    told = schemas["web.pages.dyad.Dyad"]["properties"]
    assert told["measured"]["items"]["$ref"].endswith("briefing.contents.Chart")
    untyped = [(n, f) for n, s in schemas.items() for f, of in s.get("properties", {}).items() if not of]
    assert untyped == [("briefing.contents.Chart", "drawing")]


def test_what_is_known_is_not_sent_again(stocked: httpx.Client) -> None:
    for path in ("/openapi.json", "/what-if.toml?who=RUS&whom=CHN", "/dyads/ZMB/CHE/brief.html"):
        first = stocked.get(path)
        assert first.headers["cache-control"].startswith("private")
        assert stocked.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert "Kapala" in first.text  # of the dossier changed last, as on the page
