"""Time to gather many records into stories: ``python -m benchmarks.stories [RECORDS]``.

The records are made up and seeded: two years of events between forty states, a few pairs far busier than the rest, each
happening reported one to six times in words drawn from a small vocabulary, a fifth of the reports without a date.
The floor (issue 8): 100,000 records in less than 60 s, of the processor's time: on an idle machine that is the clock's.
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import date, timedelta
from random import Random

from lopsided.records.kinds import PLOVER_TYPES, Document, Event
from lopsided.records.stories import stories

STATES = [a + b + "A" for a in "ABCDE" for b in "FGHIJKLM"]
WORDS = [f"{a}{b}{c}" for a in ("ba", "ko", "mi", "tu", "re") for b in ("la", "no", "pe", "si") for c in range(100)]
KINDS = ["visit", "talks", "signed", "sanctions", "missile attack", "loan", "exercise", "tariff", "phone call", "gas"]
LIMIT_SECONDS = 60.0


def made_up(count: int, seed: int = 7) -> tuple[list[Document], list[Event]]:
    """Documents and events, the same for the same seed."""
    random = Random(seed)  # noqa: S311 - not for secrets
    first = date(2023, 1, 1)
    events: list[Event] = []
    days: dict[str, date] = {}
    while len(events) < count:
        # states are drawn so that the first ones turn up far more often, as in news
        source, target = random.sample(STATES[: 1 + int(len(STATES) * random.random() ** 2) + 1], 2)
        day = first + timedelta(days=random.randrange(730))
        core = [random.choice(KINDS), *random.sample(WORDS, 4)]
        type_ = random.choice(PLOVER_TYPES)
        for _ in range(random.randint(1, 6)):
            name = f"{len(events) // 20}.txt"
            days.setdefault(name, day)
            text = " ".join([*random.sample(core, 4), *random.sample(WORDS, 6)])
            known = day.isoformat() if random.random() < 0.8 else None
            start = 200 * (len(events) % 20)
            events.append(
                Event(
                    document=name, span=(start, start + len(text)), text=text, sentence=(start, start + len(text)),
                    type=type_, source=source, target=target, date=known,  # type: ignore[arg-type]
                )
            )  # fmt: skip
    documents = [Document(document=n, text="", digest=n, published=d.isoformat()) for n, d in days.items()]
    return documents, events


def main() -> None:
    """Print the time, the stories and the peak memory; fail above the floor."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    documents, events = made_up(count)
    started, processor = time.perf_counter(), time.process_time()
    found = stories(documents, events)
    clock, seconds = time.perf_counter() - started, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(events)} records, {len(found)} stories, {seconds:.1f} s of the processor, {clock:.1f} s by the clock, "
        f"peak memory {peak:.0f} MB"
    )
    if seconds > LIMIT_SECONDS * count / 100_000:
        sys.exit(f"slower than {LIMIT_SECONDS:.0f} s for 100,000 records")


if __name__ == "__main__":
    main()
