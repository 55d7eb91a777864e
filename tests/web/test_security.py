"""The door: hostile hosts, origins, bodies and visitors without a token; and what a browser may do with an answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.responses import PlainTextResponse
from tests.loops import run
from tests.served import served

from lopsided.settings import Settings
from lopsided.web.security import Guard

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from starlette.types import Message, Receive, Scope, Send

TOKEN = "correct-horse-battery-staple"  # noqa: S105 - of this test alone


@pytest.mark.parametrize("path", ["/", "/data.json", "/nowhere", "/style.css", "/static/pages.js", "/health"])
def test_every_answer_carries_the_policy(web: httpx.Client, path: str) -> None:
    headers = web.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "", "127.0.0.1:80@evil.example", "evil.example:80", "localhost/x"],
)
def test_another_name_for_this_machine_is_refused(web: httpx.Client, host: str) -> None:
    assert web.get("/data.json", headers={"Host": host}).status_code in {400, 421}


def test_a_form_of_another_site_is_refused(web: httpx.Client) -> None:
    answered = web.post("/theme", data={"chosen": "dark"}, headers={"Origin": "https://evil.example"})
    assert answered.status_code == 403


@pytest.mark.parametrize(
    "path", ["/", "/health", "/static/pages.js", "/nowhere", "/dyads/peru/chile", "/go?q=x", "/style.css"]
)
def test_no_answer_is_kept_by_others_or_unasked(web: httpx.Client, path: str) -> None:
    assert web.get(path).headers["cache-control"] in {"private, no-cache", "no-store"}
    assert web.options(path).headers["cache-control"] in {"private, no-cache", "no-store"}


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_that_another_page_sends_is_refused_without_an_origin_too(web: httpx.Client, site: str) -> None:
    assert web.post("/theme", data={"chosen": "dark"}, headers={"Sec-Fetch-Site": site}).status_code == 403
    assert web.post("/theme", data={"chosen": "dark"}, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303
    assert web.post("/theme", data={"chosen": "dark"}, headers={"Origin": "http://[x"}).status_code == 403


@pytest.mark.parametrize("charset", ["undefined", "zlib_codec", "idna", "no-such", '"utf-7"'])
def test_words_written_in_an_odd_way_are_refused_not_tried(web: httpx.Client, charset: str) -> None:
    kind = {"Content-Type": f"multipart/form-data; boundary=B; charset={charset}", "Accept": "application/json"}
    body = b'--B\r\nContent-Disposition: form-data; name="chosen"\r\n\r\ndark\r\n--B--\r\n'
    refused = web.post("/theme", content=body, headers=kind)
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "charset")
    plain = kind | {"Content-Type": "multipart/form-data; boundary=B; charset=UTF-8"}
    assert web.post("/theme", content=body, headers=plain).status_code == 303


def test_a_form_of_ten_thousand_fields_is_told_what_is_wrong_with_it(web: httpx.Client) -> None:
    fields = {f"f{n}": "1" for n in range(10_000)}
    refused = web.post("/theme", data=fields, headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "form")
    assert "too many fields" in refused.json()["error"]["problem"]


def test_too_large_a_body_is_refused_and_the_limit_named(web: httpx.Client) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    refused = web.post("/theme", content=b"x" * 6_000_000, headers=kind)
    assert refused.status_code == 413
    assert "5 MB" in refused.json()["error"]["remedy"]


async def takes_all(scope: Scope, receive: Receive, send: Send) -> None:
    while (await receive()).get("more_body"):
        pass
    await PlainTextResponse("taken")(scope, receive, send)


@pytest.mark.parametrize(("parts", "status"), [(9, 200), (11, 413)])
def test_a_body_that_does_not_say_its_size_is_cut_off(parts: int, status: int) -> None:
    async def body() -> AsyncIterator[bytes]:
        for _ in range(parts):
            yield b"0123456789"

    async def ask() -> int:
        guard = Guard(takes_all, Settings(upload_bytes=100))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(guard), base_url="http://localhost") as client:
            return (await client.post("/", content=body())).status_code

    assert run(ask()) == status


def test_a_body_that_does_not_come_is_waited_for_so_long_only() -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def never() -> Message:
        await asyncio.Event().wait()
        return {}

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/read",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
    }
    run(Guard(takes_all, Settings(body_seconds=0.05))(scope, never, send))
    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]


def test_other_names_are_taken_where_they_are_set() -> None:
    with served(Settings(hosts="desk.example, other.example")) as at, httpx.Client(base_url=at, timeout=300) as client:
        assert client.get("/health", headers={"Host": "desk.example:443"}).status_code == 200
        assert client.get("/health").status_code == 200
        assert client.get("/health", headers={"Host": "evil.example"}).status_code == 421
    assert Settings(host="0.0.0.0", token=TOKEN).names == frozenset()  # noqa: S104 - nothing listens there
    assert Settings(host="0.0.0.0", token=TOKEN, hosts="a.example").names == {"a.example"}  # noqa: S104


@pytest.fixture(scope="module")
def guarded() -> Iterator[httpx.Client]:
    with served(Settings(token=TOKEN)) as address, httpx.Client(base_url=address, timeout=300) as client:
        yield client


def test_without_the_token_nothing_is_told_but_that_it_runs(guarded: httpx.Client) -> None:
    assert guarded.get("/health").status_code == 200
    for path in ("/", "/data.json", "/static/pages.js", "/openapi.json"):
        assert guarded.get(path).status_code == 401
    refused = guarded.get("/data.json", headers={"Authorization": "Bearer wrong"})
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, 'Bearer realm="lopsided"')
    assert guarded.get("/version").json()["error"]["code"] == "token"


def test_the_token_opens_by_header_or_by_address(guarded: httpx.Client) -> None:
    assert guarded.get("/data.json", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    let_in = guarded.get("/data?x=1&token=" + TOKEN)
    assert (let_in.status_code, let_in.headers["location"]) == (303, "/data?x=1")
    assert "httponly" in let_in.headers["set-cookie"].lower()
    assert guarded.get("/data").status_code == 200
    guarded.cookies.clear()


@pytest.mark.parametrize(("given", "status"), [("bearer {}", 200), ("BEARER  {}", 200), ("{}", 401), ("Basic {}", 401)])
def test_the_token_in_a_header_needs_its_scheme(guarded: httpx.Client, given: str, status: int) -> None:
    assert guarded.get("/health.json", headers={"Authorization": given.format(TOKEN)}).status_code in {status, 404}
    assert guarded.get("/data.json", headers={"Authorization": given.format(TOKEN)}).status_code == status


def test_cookies_of_other_apps_do_not_hide_ours(guarded: httpx.Client) -> None:
    name = guarded.get("/data?token=" + TOKEN).headers["set-cookie"].partition("=")[0]
    assert name.rpartition("_")[2] == str(guarded.base_url.port)
    guarded.cookies.clear()
    odd = 'a={"b": [1, 2]}; c[d]=x,y; =; ;;; e="f'
    assert guarded.get("/data", headers={"Cookie": f"{odd}; {name}={TOKEN}; g=@"}).status_code == 200
    assert guarded.get("/data", headers={"Cookie": f"{odd}; {name}=wrong"}).status_code == 401


def test_a_wrong_token_in_the_address_is_never_kept(guarded: httpx.Client) -> None:
    answered = guarded.get("/data.json?token=wrong", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answered.status_code == 200
    assert "set-cookie" not in answered.headers
    assert guarded.get("/data.json?token=wrong").status_code == 401


def test_a_form_sent_to_an_address_with_the_token_keeps_its_body(guarded: httpx.Client) -> None:
    answered = guarded.post("/theme?token=" + TOKEN, data={"chosen": "dark", "back": "/data"})
    assert (answered.status_code, answered.headers["location"]) == (303, "/data")
    assert "lopsided_theme=dark" in answered.headers["set-cookie"]
    guarded.cookies.clear()


def test_the_way_in_leads_to_the_same_address(guarded: httpx.Client) -> None:
    let_in = guarded.get(f"/dossiers/%D1%80%3F%23%25?q=%26a&x&token={TOKEN}&y=")
    assert let_in.headers["location"] == "/dossiers/%D1%80%3F%23%25?q=%26a&x&y"
    guarded.cookies.clear()
