"""Whether the rows of a dossier hold what lopsided writes into them.

Each is looked at on its own, so that one damaged row hides no other.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, get_args

from lopsided.errors import InputError
from lopsided.records.access import actors_of, plain
from lopsided.records.jsonl import from_object, parse_line
from lopsided.records.kinds import Document, Figure
from lopsided.records.rulings import Verdict
from lopsided.records.story import Story, story_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lopsided.records.kinds import AnyRecord
    from lopsided.records.store import Dossier

MISFITS = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError)
"""What a value of the wrong kind leads to, wherever it is first used."""
_ORDERED = ("documents", "records", "stories", "checks")
_STRANGE = "contains(body, '\\u0000') OR contains(body, '\\ud')"  # characters that a column has in another spelling
_ACTORS = """CASE WHEN kind = 'event' THEN json_extract_string(body, ['$.source', '$.target'])
    WHEN kind = 'figure' THEN json_extract_string(body, ['$.exporter', '$.importer'])
    WHEN kind = 'commitment' THEN json_extract_string(body, '$.parties[*]')
    WHEN json_type(body, '$.affiliation') = 'ARRAY' THEN json_extract_string(body, '$.affiliation[*]')
    ELSE [json_extract_string(body, '$.affiliation')] END"""
"""What `actors_of` finds in a record, asked of its line; with nothing where there is none, and some of them twice."""


def faults(dossier: Dossier) -> Iterator[str]:
    """Yield what is wrong with the rows of a dossier, each in a few words.

    Raises
    ------
    DossierError
        If the file cannot be read.
    """
    yield from _of_order(dossier)
    for name, body, records in dossier.iter_bodies():
        document = _document(body, name)
        if document is None:
            yield f"the entry of document {name!r} is damaged"
            continue
        wrong = sum(not _sound(one, document) for one in records)
        if wrong:
            yield f"{wrong} records of {name!r} are damaged or do not match its text"
    yield from _of_columns(dossier)
    yield from _of_actors(dossier)
    for key, body in dossier.sql("SELECT id, body FROM stories ORDER BY position"):
        if (story := story_in(body)) is None or story.id != key:
            yield f"the entry of story {key!r} is damaged"
    for key, body in dossier.sql("SELECT figure, body FROM checks ORDER BY position"):
        if _figure_in(body) != key:
            yield f"the entry of the check of figure {key!r} is damaged"
    for figure, ruling in dossier.sql("SELECT figure, ruling FROM rulings ORDER BY figure"):
        if ruling not in get_args(Verdict):
            yield f"the ruling on figure {figure!r} is {ruling!r}, not one of {', '.join(get_args(Verdict))}"


def fits(record: AnyRecord, document: Document) -> bool:
    """Whether a record is of this document, and its words are those of its span."""
    start, end = record.span
    first, last = record.sentence
    if not all(type(n) is int for n in (start, end, first, last)) or type(record.confidence) not in (int, float):
        return False
    numbers = (record.value, record.value_high) if isinstance(record, Figure) else ()
    return (
        record.document == document.document
        and 0 <= start <= end <= len(document.text)
        and 0 <= first <= last <= len(document.text)
        and document.text[start:end] == record.text
        and all(isinstance(actor, str) for actor in actors_of(record))
        and all(n is None or type(n) in (int, float) for n in numbers)
    )


def whole(document: Document) -> bool:
    """Whether a document's name, text, digest and marks of noise can be its own."""
    named = all(type(part) is str for part in (document.document, document.text, document.digest))
    ends = [0, *(end for mark in document.noise for end in mark.span), len(document.text)] if named else []
    return named and all(a <= b for a, b in pairwise(ends))


def story_in(body: str) -> Story | None:
    """Return the story a row holds, None if it holds none."""
    try:
        return story_from(parse_line(body))
    except (InputError, *MISFITS):
        return None


def _figure_in(body: str) -> object:
    try:
        return parse_line(body).get("figure")
    except (InputError, *MISFITS):
        return None


def _document(body: str, name: str) -> Document | None:
    try:
        found = from_object(parse_line(body))
        sound = isinstance(found, Document) and whole(found) and plain(found.document) == name
    except (InputError, *MISFITS):
        return None
    return found if sound and isinstance(found, Document) else None


def _sound(body: str, document: Document) -> bool:
    try:
        value = parse_line(body)
        found = from_object(value)
        return not isinstance(found, Document) and fits(found, document) and value["id"] == found.id
    except (InputError, *MISFITS):
        return False


def _of_order(dossier: Dossier) -> Iterator[str]:
    for table in _ORDERED:
        question = f"SELECT count(*), count(DISTINCT position), min(position), max(position) FROM {table}"  # noqa: S608
        ((many, different, first, last),) = dossier.sql(question)
        if many and (different, first, last) != (many, 0, many - 1):
            yield f"the {table} are not numbered one after the other"


def _of_columns(dossier: Dossier) -> Iterator[str]:
    for table, columns in (("documents", ("digest", "published")), ("records", ("kind", "id"))):
        other = " OR ".join(f"{column} IS DISTINCT FROM body->>'{column}'" for column in columns)
        question = f"SELECT count(*) FROM {table} WHERE CASE WHEN json_valid(body) THEN {other} END"  # noqa: S608
        ((wrong,),) = dossier.sql(question)
        if wrong:
            yield f"{wrong} {table} have another {' or '.join(columns)} beside than in their entry"


def _of_actors(dossier: Dossier) -> Iterator[str]:
    """By their actors records are found: another one beside than in the entry hides a record, or shows a wrong one."""
    own = f"list_sort(list_filter(list_distinct({_ACTORS}), lambda actor: actor <> ''))"
    compared = f"CASE WHEN NOT json_valid(body) OR {_STRANGE} THEN false ELSE list_sort(actors) <> {own} END"
    found = dossier.sql(f"SELECT document, count(*) FROM records WHERE {compared} GROUP BY 1 ORDER BY 1")  # noqa: S608
    for document, wrong in found:
        yield f"{wrong} records of {document!r} have other actors beside than in their entry"
