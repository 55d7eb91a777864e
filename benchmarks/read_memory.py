"""Memory of one process that reads many articles: ``python -m benchmarks.read_memory [DOCUMENTS]``.

Made-up articles of a wire report's length, each about another happening, are read one after the other, and what the
process holds is printed after 100, 1,000, 10,000. It asserts nothing; the aim is memory that is flat from 100 to
10,000 documents and below 700 MB. Ten thousand take some eight minutes of the processor.
"""

from __future__ import annotations

import os
import sys
import time

from benchmarks.made_up_articles import articles
from benchmarks.read_speed import peak_megabytes

from lopsided.reading.pipeline import read_text

DOCUMENTS = 10_000


def told_after(documents: int) -> set[int]:
    """After how many documents memory is printed: the powers of ten from 100 on, and at the end."""
    return {10**power for power in range(2, len(str(documents)))} | {documents}


def main() -> None:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    texts = [text for text in articles(documents + documents // 50 + 2) if isinstance(text, str)][:documents]
    made = peak_megabytes()
    told, words, start = told_after(documents), 0, time.process_time()
    print(f"{made:.0f} MB with {documents:,} articles made up, nothing read")
    for number, text in enumerate(texts, start=1):
        read_text(text, name=f"{number}.txt")
        words += len(text.split())
        if number in told:
            speed = words / (time.process_time() - start)
            print(f"{number:7,} documents  {peak_megabytes():4.0f} MB at most  {speed:6,.0f} words/s", flush=True)


if __name__ == "__main__":
    main()
