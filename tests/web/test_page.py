"""A page's address holds all that is asked and nothing else; what is kept in memory has an end."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from dataclasses import dataclass

import pytest
from tests.loops import run

from lopsided.settings import Settings
from lopsided.web.failures import BusyError
from lopsided.web.memory import Memory
from lopsided.web.page import Page
from lopsided.web.site import Site


@dataclass(frozen=True, slots=True)
class Asked:
    a: str
    year: int = 2024
    kinds: tuple[str, ...] = ()


PAGE = Page(key="data", path="/things/{a}", asked=Asked, contents=lambda asked, _site: asked, rows=lambda _: [])


@pytest.mark.parametrize(
    ("asked", "ending", "address"),
    [
        (Asked("x"), "", "/things/x"),
        (Asked("x/y z"), ".json", "/things/x%2Fy%20z.json"),
        (Asked("x", 2020), ".csv", "/things/x.csv?year=2020"),
        (Asked("x", kinds=("p", "q")), "/charts/k.svg", "/things/x/charts/k.svg?kinds=p&kinds=q"),
    ],
)
def test_the_address_names_the_view(asked: Asked, ending: str, address: str) -> None:
    assert PAGE.address(asked, ending) == address


def test_memory_forgets_what_was_used_longest_ago() -> None:
    memory = Memory(2)
    memory.put("a", 1)
    memory.put("b", 2)
    assert memory.get("a") == 1
    memory.put("c", 3)
    assert memory.get("b") is None
    assert (memory.get("a"), memory.get("c"), len(memory)) == (1, 3, 2)


def test_memory_of_texts_has_an_end_in_bytes() -> None:
    memory = Memory(10, len)
    memory.put("a", b"12345")
    memory.put("a", b"1234")
    memory.put("b", b"123456")
    assert (memory.get("a"), memory.get("b")) == (b"1234", b"123456")
    memory.put("c", b"1")
    assert memory.get("a") is None
    memory.put("d", b"12345678901")
    assert len(memory) == 0


def test_many_who_ask_the_same_share_one_working() -> None:
    site, done = Site(Settings()), []

    def work() -> int:
        done.append(1)
        return 7

    async def ask() -> list[int]:
        return await asyncio.gather(*(site.once("key", work) for _ in range(20)))

    assert run(ask()) == [7] * 20
    assert len(done) == 1
    site.close()


def test_what_takes_too_long_is_said_and_goes_on() -> None:
    site, let_go = Site(Settings(seconds=0.05)), threading.Event()

    async def ask() -> int:
        with pytest.raises(BusyError):
            await site.once("key", lambda: let_go.wait(20) and 7)
        let_go.set()
        while True:
            with suppress(BusyError):  # it may take as long again until the other thread gets to run
                return await site.once("key", lambda: 8)

    assert run(ask()) == 7
    site.close()


def test_what_fails_is_not_kept() -> None:
    site = Site(Settings())

    def fail() -> int:
        problem = "first"
        raise ValueError(problem)

    async def ask() -> int:
        with pytest.raises(ValueError, match="first"):
            await site.once("key", fail)
        return await site.once("key", lambda: 3)

    assert run(ask()) == 3
    site.close()
