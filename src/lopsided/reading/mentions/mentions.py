"""Who is mentioned where in a document."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lopsided.reading.coreference.coreference import resolve
from lopsided.reading.mentions.actors import is_actor, mention_of, named_actors
from lopsided.reading.mentions.belonging import settle
from lopsided.reading.mentions.bodies import bodies
from lopsided.reading.mentions.cast_people import People
from lopsided.reading.mentions.descriptions import surroundings
from lopsided.reading.mentions.homes import home_of
from lopsided.reading.mentions.namesakes import namesakes, without_namesakes
from lopsided.reading.mentions.people import find_people, person_mention
from lopsided.reading.mentions.scene import lay_out
from lopsided.reading.mentions.staff import place_staff
from lopsided.reading.parsed import Cast

if TYPE_CHECKING:
    from lopsided.reading.parsed import Mention, ParsedDocument


def cast_of(parsed: ParsedDocument) -> Cast:
    """Return everyone mentioned in a document, in order of place."""
    scenes = [lay_out(paragraph) for paragraph in parsed.paragraphs]
    others = namesakes(scenes)
    rows = without_namesakes(scenes, named_actors(scenes), others)
    everywhere = [surroundings(scene, row) for scene, row in zip(scenes, rows, strict=True)]
    for around, spans in zip(everywhere, others.spans, strict=True):
        around.namesakes.extend(spans)
    states = Counter(one.sense.actor for row in rows for one in row if is_actor(one))
    people = People(states, parsed.document.published)
    spotted = find_people(everywhere, people)
    home = home_of(parsed.document, states)
    place_staff(spotted)
    settle(spotted, everywhere, people, home)
    found: list[Mention] = [person_mention(one) for one in spotted]
    found += [mention_of(scene, n) for scene, row in zip(scenes, rows, strict=True) for n in row if is_actor(n)]
    found += [mention for around in everywhere for mention in bodies(around)]
    found.sort(key=lambda m: (m.paragraph, m.start, -m.end))
    found += resolve(everywhere, found, people)
    return Cast(tuple(sorted(found, key=lambda m: (m.paragraph, m.start, -m.end))), home)
