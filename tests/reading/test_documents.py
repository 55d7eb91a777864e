"""Files of every format come in; what cannot be read is refused or set aside with a reason."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from lopsided.errors import InputError
from lopsided.reading.corpus import gather, read_paths
from lopsided.reading.documents.documents import LARGEST, Sources
from lopsided.reading.documents.duplicates import Duplicates, signature_of
from lopsided.reading.documents.language import language_of
from lopsided.reading.formats.formats import Given, SetAside, texts_in
from lopsided.reading.formats.page import text_of

TEXT = "Ghana and Togo signed a water deal on Monday, and the ministers of both countries said that it was fair."
GERMAN = (
    "Ghana und Togo haben am Montag ein Abkommen unterzeichnet, das beide Minister als fair bezeichneten "
    "und das im kommenden Jahr in Kraft treten soll."
)
RUSSIAN = "Министр сообщил, что Астана и Ташкент договорились о поставках воды. "  # noqa: RUF001
GREEK = "Τα νέα της ημέρας λένε ότι οι δύο χώρες υπέγραψαν συμφωνία για τα νερά του ποταμού χθες."  # noqa: RUF001
PAGE = f"""<!doctype html><html lang="en"><head><title>Water deal signed</title>
<meta property="article:published_time" content="2024-03-05T08:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/x">World</a></nav><article><h1>Water deal signed</h1>
<p>{TEXT}</p><p>It will take effect next year, when the new pumps on the river are ready for use.</p></article>
<footer>All rights reserved.</footer></body></html>"""


def given_in(*paths: Path) -> list[Given]:
    return [g for g in gather(paths) if isinstance(g, Given)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"“{TEXT}” – Lomé".encode(encoding))
    (found,) = given_in(path)
    assert found.text.lstrip("\ufeff") == f"“{TEXT}” – Lomé"
    assert found.repaired == (encoding == "cp1252")


@pytest.mark.parametrize("data", [b"....", b"12 : 34\n", b"\x80\x9c\xfe\xc3", "порт Дакар".encode("cp1251")])
def test_bytes_without_a_word_are_no_article(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(InputError, match=r"a\.txt (holds no words|is in an encoding that cannot be told)"):
        given_in(tmp_path / "a.txt")


def test_offsets_count_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert given_in(path)[0].text == "\ufeff" + TEXT


def test_page_becomes_its_main_text_with_its_date(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    ((document, _),) = read_paths([tmp_path / "a.html"])  # type: ignore[misc]
    assert document.text.startswith("Water deal signed\n")
    assert TEXT in document.text
    assert "Home" not in document.text
    assert (document.published, document.published_from) == ("2024-03-05", "markup")
    assert document.title == "Water deal signed"


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [{"body": TEXT, "title": "Water", "date": "2024-03-05T10:00:00", "url": "https://example.org/1"}, {"x": 1}]
    path.write_text("\n".join([*map(json.dumps, [*rows, {"text": 5}]), "{broken"]), encoding="utf-8")
    first, second, number, third = gather([path])
    assert isinstance(first, Given)
    assert (first.name, first.title, first.published, first.url) == (
        "a.jsonl#1",
        "Water",
        "2024-03-05",
        "https://example.org/1",
    )
    for textless in (second, number):
        assert isinstance(textless, SetAside)
        assert "no text" in textless.reason
    assert isinstance(third, SetAside)
    assert "not a JSON object" in third.reason


def test_feeds(tmp_path: Path) -> None:
    rss = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Accra Post</title>
<item><title>Water</title><link>https://example.org/1</link><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;It is fair.&lt;/p&gt;</description></item></channel></rss>"""
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lome Post</title><entry><title>Water</title>
<link href="https://example.org/2"/><updated>2024-03-06T10:00:00Z</updated><content>{TEXT}</content></entry></feed>"""
    (tmp_path / "a.rss").write_text(rss, encoding="utf-8")
    (tmp_path / "b.xml").write_text(atom, encoding="utf-8")
    first, second = given_in(tmp_path)
    assert (first.publisher, first.published, first.url) == ("Accra Post", "2024-03-05", "https://example.org/1")
    assert TEXT in first.text
    assert "<p>" not in first.text
    assert (second.publisher, second.published, second.url) == ("Lome Post", "2024-03-06", "https://example.org/2")


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (
            "<description><![CDATA[<p>Peru thanked Chile&nbsp;for water.</p>]]></description>",
            "Peru thanked Chile for water.",
        ),
        ("<description>&lt;p&gt;Peru thanked Chile.&lt;/p&gt;</description>", "Peru thanked Chile."),
        (
            "<description>&lt;img src='a.jpg'/&gt;Peru &lt;b&gt;thanked&lt;/b&gt; Chile.</description>",
            "Peru thanked Chile.",
        ),
        (
            "<description>&lt;p&gt;Peru paid.&lt;/p&gt;&lt;p&gt;It&lt;br&gt;rains.&lt;/p&gt;</description>",
            "Peru paid.\n\nIt\nrains.",
        ),
        ("<description>Peru&amp;#8217;s debt</description>", "Peru\u2019s debt"),
        ("<description>Peru, 3 &lt; 4 it says.</description>", "Peru, 3 < 4 it says."),
        (
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Peru <i>thanked</i> Chile.</p>"
            "<p>Peru paid.</p></div></content>",
            "Peru thanked Chile.\n\nPeru paid.",
        ),
        ("<description>&lt;script&gt;x()&lt;/script&gt;&lt;!-- no --&gt;Peru paid.</description>", "Peru paid."),
    ],
)
def test_markup_in_a_feed_becomes_text_however_short(item: str, text: str) -> None:
    feed = f"<rss><channel><title>Post</title><item><title>Water</title>{item}</item></channel></rss>"
    (given,) = texts_in(feed.encode(), "a.rss")
    assert isinstance(given, Given)
    assert text_of(given).text == text


def test_a_feed_item_of_pictures_alone_is_set_aside(tmp_path: Path) -> None:
    items = (
        "<item><description>&lt;img src='a.jpg'&gt;</description></item>"
        + f"<item><description>{TEXT}</description></item>"
    )
    (tmp_path / "a.rss").write_text(f"<rss><channel>{items}</channel></rss>")
    empty, _ = gather([tmp_path / "a.rss"])
    assert isinstance(empty, SetAside)
    assert "holds no text" in empty.reason


def test_feed_with_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_text('<!DOCTYPE r [<!ENTITY a "aaaa">]><rss><channel><item/></channel></rss>', encoding="utf-8")
    with pytest.raises(InputError, match="entities"):
        list(gather([path]))


@pytest.mark.parametrize("zipped", [False, True])
def test_web_archive(tmp_path: Path, zipped: bool) -> None:  # noqa: FBT001
    body = PAGE.encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
    block = http + f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/w\r\n"
    head += b"WARC-Date: 2024-03-06T00:00:00Z\r\n"
    record = head + f"Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
    info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n"
    path = tmp_path / ("a.warc.gz" if zipped else "a.warc")
    path.write_bytes(gzip.compress(info) + gzip.compress(record) if zipped else info + record)
    (found,) = given_in(path)
    assert TEXT in found.text
    assert (found.url, found.published, found.name) == ("https://example.org/w", "2024-03-05", path.name + "#1")


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b"\xef\xbb\xbf \n", "empty"),
        ("report.txt", b"%PDF-1.7 ...", "PDF"),
        ("noise.txt", bytes(range(256)) * 20, "not text"),
        ("odd.txt", b"caf\x81\x8d\xe9 " * 20, "encoding"),
        ("photo.png", b"text", "not read"),
        ("x.warc", b"hello there", "not a web archive"),
        ("x.warc.gz", b"\x1f\x8b\x00", "broken archive"),
        ("x.html", b"<html><body></body></html>", "no text"),
        ("x.jsonl", b"{broken\n", "no article"),
    ],
)
def test_a_file_named_on_its_own_must_be_readable(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=problem) as refused:
        list(gather([path]))
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)


def test_too_large_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    good, large = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text(TEXT, encoding="utf-8")
    with large.open("wb") as file:
        file.truncate(5 * LARGEST)
    with pytest.raises(InputError, match=r"50 MB.*split it"):
        Sources([large])
    first, second = gather([good, large])
    assert isinstance(first, Given)
    assert isinstance(second, SetAside)
    assert "50 MB" in second.reason


def test_json_lines_too_many_to_be_held_are_taken_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    line = json.dumps({"text": TEXT + " \u2028"}, ensure_ascii=False).encode() + b"\n"
    with path.open("wb") as file:
        file.write(line + b'{"text": "' + b"x" * (LARGEST + 10) + b'"}\n' + b"{broken\n\n" + line)
    sources = Sources([path])
    first, large, broken, last = sources
    assert isinstance(first, Given)
    assert isinstance(last, Given)
    assert (first.name, last.name, first.text, first.digest) == ("many.jsonl#1", "many.jsonl#5", last.text, last.digest)
    assert [s.reason.split(" ")[1] for s in (large, broken) if isinstance(s, SetAside)] == ["larger", "not"]
    assert sources.done == sources.total == path.stat().st_size


def test_how_far_a_large_archive_has_been_read_is_known(tmp_path: Path) -> None:
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n"
    (tmp_path / "a.warc").write_bytes(head * 2000)
    sources = Sources([tmp_path])
    so_far = [sources.done / sources.total for _ in sources]
    assert so_far == sorted(so_far)
    assert 0.2 < so_far[1000] < 0.8


def test_missing_paths_and_empty_directories(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path, tmp_path / "*.txt"):
        with pytest.raises(InputError):
            list(gather([path]))
    with pytest.raises(InputError):
        list(gather([]))


def test_a_directory_goes_on_past_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "sub" / "b.txt").write_text(TEXT + " Again.", encoding="utf-8")
    (tmp_path / "c.txt").write_text(
        "Le Ghana et le Togo ont signé lundi un accord sur les eaux du fleuve, et les ministres des deux pays ont dit "
        "que cet accord était juste pour leurs peuples et pour leurs économies.",
        encoding="utf-8",
    )
    (tmp_path / ".hidden").write_text("no", encoding="utf-8")
    found = list(gather([tmp_path]))
    assert [type(f).__name__ for f in found] == ["SetAside", "Given", "SetAside", "Given"]
    assert "kind" in found[0].reason if isinstance(found[0], SetAside) else False
    assert "'fr'" in found[2].reason if isinstance(found[2], SetAside) else False
    assert len({f.name for f in found}) == 4


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_what_is_no_file_is_set_aside_with_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "round").symlink_to(tmp_path)
    found = list(gather([tmp_path]))
    assert {f.name: f.reason.partition(":")[0] for f in found if isinstance(f, SetAside)} == {
        "gone.txt": "is a link that leads nowhere",
        "loop.txt": "is a link that leads nowhere",
        "pipe.txt": "is no file",
    }
    (alone,) = gather([tmp_path / "pipe.txt"])
    assert isinstance(alone, SetAside)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no files without a size on this system")
def test_a_file_that_says_it_is_empty_and_may_never_end_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("/proc/self/environ")
    with pytest.raises(InputError, match="is empty"):
        list(gather([tmp_path / "a.txt"]))


def test_a_folder_that_cannot_be_looked_into_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    scandir = os.scandir

    def refused(path: str | Path) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    found = [f for f in gather([tmp_path]) if isinstance(f, SetAside)]
    assert [f.reason for f in found] == ["is a folder that cannot be looked into: check that you may"]


def test_patterns(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", "c.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [g.name for g in given_in(tmp_path / "*.txt")] == ["a.txt", "c.txt"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        ("Water deal signed", "en"),
        ("Fiji condemns Tonga", "en"),
        ("Maduro denies Guyana claim", "en"),
        ("Perú expulsó al embajador de Chile.", "es"),
        ("O Peru expulsou o embaixador do Chile na terça-feira.", "pt"),
        ("Indonesia mengusir duta besar Australia pada hari Senin.", "id"),
        ("Deutschland hat den Botschafter einbestellt.", "de"),
        ('The mayor said "nous sommes d\'accord" and the crowd shouted "merci beaucoup" and "vive la paix".', "en"),
        (GERMAN, "de"),
        (GREEK, "el"),
        (RUSSIAN.encode("koi8-r").decode("cp1252"), "und"),
        (RUSSIAN[:40].encode("cp1251").decode("cp1252"), "und"),
        ("Sr Núñez and Frau Müller agreed in Göteborg that Åland's café would stay open until José came.", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_copies_point_to_the_first() -> None:
    story = " ".join(f"{TEXT} Pump number {n} stands near village {n * 7}." for n in range(12))
    other = " ".join(f"Peru sold {n * 3} tonnes of copper to buyer {n} in Asia last month." for n in range(30))
    known = Duplicates()
    assert known.group_of("a", signature_of(story)) is None
    assert known.group_of("b", signature_of(other)) is None
    for n in range(1100):  # more than are looked through one by one
        assert known.group_of(str(n), signature_of(" ".join(f"word{n}-{k}" for k in range(40)))) is None
    assert known.group_of("c", signature_of("LOME (Agency) - " + story + " Reporting by our desk.")) == "a"
    assert known.group_of("d", signature_of(story.replace("Monday", "Tuesday"))) == "a"
    assert known.group_of("e", signature_of(TEXT)) is None
    assert known.group_of("f", signature_of(" ".join(f"word1099-{k}" for k in range(39)))) == "1099"


def test_read_paths_marks_copies_and_sets_aside(tmp_path: Path) -> None:
    story = " ".join(f"{TEXT} Pump number {n} stands near village {n * 7}." for n in range(4))
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(story, encoding="utf-8")
    (tmp_path / "c.bin").write_bytes(b"x")
    first, second, third = read_paths([tmp_path], published="2024-03-06")
    assert isinstance(first, tuple)
    assert first[0].group is None
    assert first[0].published_from == "caller"
    assert isinstance(second, tuple)
    assert second[0].group == "a.txt"
    assert isinstance(third, SetAside)
