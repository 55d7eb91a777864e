"""Pictures are drawn beside the server, as the library draws them, whatever happens to a process, and after pages."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import threading
from typing import TYPE_CHECKING

import pytest
from tests.loops import run

from lopsided.briefing.vega import WIDE, draw
from lopsided.settings import Settings
from lopsided.web.drawing import Drawers
from lopsided.web.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from lopsided.briefing.vega import Spec


def bars(count: int) -> Spec:
    return {
        "data": {"values": [{"who": f"number {at}", "much": at} for at in range(count)]},
        "mark": "bar",
        "encoding": {"x": {"field": "much", "type": "quantitative"}, "y": {"field": "who", "type": "nominal"}},
    }


@pytest.fixture(scope="module")
def drawers() -> Iterator[Drawers]:
    made = Drawers(1, 600)
    yield made
    made.close()


def test_a_process_draws_what_the_library_draws_and_is_replaced_when_it_dies(drawers: Drawers) -> None:
    drawing = draw(lambda _: bars(3))
    with drawers.threads() as threads:
        assert threads.submit(drawing.svg, WIDE).result() == drawing.svg(WIDE)
        (first,) = drawers.pids()
        os.kill(first, signal.SIGKILL)
        another = draw(lambda _: bars(4))
        assert threads.submit(another.svg, WIDE).result() == another.svg(WIDE)
        (second,) = drawers.pids()
        assert second != first
        # What is the same is not drawn again, for whatever page: there is nobody to draw it.
        os.kill(second, signal.SIGKILL)
        assert threads.submit(drawing.svg, WIDE).result() == drawing.svg(WIDE)
        assert drawers.pids() == [second]


def test_a_process_that_began_too_slowly_gives_nobody_the_picture_it_owes() -> None:
    drawers = Drawers(1, 0)  # whatever is drawn first takes longer than it may
    with drawers.threads() as threads:
        threads.submit(int).result()
        drawers.seconds = 600
        for drawing in (draw(lambda _: bars(3)), draw(lambda _: bars(4))):
            assert threads.submit(drawing.svg, WIDE).result() == drawing.svg(WIDE)
    drawers.close()


def test_an_answer_to_an_earlier_question_is_not_taken(drawers: Drawers) -> None:
    with drawers.threads() as threads:
        drawing = draw(lambda _: bars(5))
        threads.submit(lambda: drawers._drawer().pipe.send_bytes(pickle.dumps((-1, bars(1))))).result()
        assert threads.submit(drawing.svg, WIDE).result() == drawing.svg(WIDE)


def test_no_process_stays_when_the_site_closes() -> None:
    drawers = Drawers(1, 600)
    site = Site(Settings(), drawers)

    async def ask() -> str:
        return await site.once("picture", lambda: draw(lambda _: bars(2)).svg(WIDE), "picture")

    assert "number 1" in run(ask())
    pids = drawers.pids()
    assert pids
    site.close()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_page_is_answered_while_pictures_wait() -> None:
    site, go_on = Site(Settings()), threading.Event()

    async def ask() -> int:
        pictures = [
            asyncio.create_task(site.once(("picture", at), lambda: go_on.wait(20), "picture")) for at in range(30)
        ]
        await asyncio.sleep(0)
        page = await site.once("page", lambda: 7)
        assert not any(picture.done() for picture in pictures)
        go_on.set()
        await asyncio.gather(*pictures)
        return page

    assert run(ask()) == 7
    site.close()


def test_who_has_a_picture_is_told_so(web: httpx.Client) -> None:
    path = "/dyads/CHL/PER/charts/shares.svg"
    first = web.get(path)
    tag = first.headers["etag"]
    assert first.status_code == 200
    again = web.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    # Another picture of the page, and the same one for phones, are other things; what is not there is not had.
    assert web.get(path, params={"narrow": "true"}, headers={"If-None-Match": tag}).status_code == 200
    assert web.get("/dyads/CHL/PER/charts/energy.svg", headers={"If-None-Match": tag}).status_code == 200
    assert web.get("/dyads/CHL/PER/charts/none.svg", headers={"If-None-Match": "*"}).status_code == 404
