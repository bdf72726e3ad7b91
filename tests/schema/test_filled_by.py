"""The table of who fills which field is what the feeds of the tests and the shipped races give."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from tests.importers.alkamel.sheets import Car, Lap, race_of, two_classes

from replay import racefile
from replay.cli.facts_template import facts_template
from replay.importers import verified
from replay.importers.facts import with_facts
from replay.importers.facts_table import read_facts
from replay.race.model import Driver, Race
from replay.schema.fields import fields_of, records_of
from replay.schema.filled import filled_fields, filled_table
from replay.schema.filled_by import LETTERS, known_table

ROOT = Path(__file__).parents[2]
FACTS = "`--with` facts"
BOX_SCORE = "a box score"

WITHOUT_SAMPLES = [
    path
    for path in sorted((ROOT / "tests" / "importers").glob("*/test_*.py"))
    if not re.search("sample|laws|jolpica|three_sources", path.name)
]
"""The tests of importers whose feeds are written by hand; those left out would add nothing."""

REBUILDING = [
    ROOT / "tests" / "reconstruct" / path
    for path in (
        *("read/test_after_race.py", "read/test_drivers.py", "read/test_reading.py"),
        *("tell/test_endings.py", "tell/test_rulings.py", "tell/test_stops.py"),
    )
]
"""The tests of the rebuilding that have every column of a box score between them."""

IMPORTED = {
    "alkamel": ("le-mans-2024", "lime-rock-2023"),
    "f1": ("abu-dhabi-2021", "brazil-2012", "canada-2011"),
    "indycar": ("indianapolis-500-2017",),
    "nascar": ("atlanta-2024", "kansas-2025", "martinsville-2020"),
}
"""Source -> shipped races of it, with facts."""


def shipped(name: str) -> frozenset[str]:
    return filled_fields(racefile.load(ROOT / "races" / f"{name}.json"))


@pytest.fixture(name="imported", scope="module")
def fields_of_imports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, frozenset[str]]:
    """What each source fills in its own tests: they run once more, and are watched."""
    seen = tmp_path_factory.mktemp("seen") / "fields.json"
    options = ("-p", "tests.schema.recording_fields", "-p", "no:cacheprovider", "-q", "-x")
    environment = {**os.environ, "FIELDS_FILLED": str(seen)}
    environment = {k: v for k, v in environment.items() if not k.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *WITHOUT_SAMPLES, *REBUILDING],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    found = json.loads(seen.read_text(encoding="utf-8"))
    return {source: frozenset(fields) for source, fields in found.items()}


def sheet_of_a_slow_race(folder: Path) -> Race:
    """A race of two classes, with a yellow that its sheet calls FCY."""
    first, *others = two_classes()
    slow = Car(first.number, [Lap(101.0, "FCY"), Lap(100.0, "FCY"), Lap(100.0, "FF")], "HYPERCAR")
    return race_of(folder, slow, *others)


def told_otherwise(race: Race) -> Race:
    """The same race as somebody else tells all that a file of facts begins with."""
    crews = [(Driver(first="Ann", last="Able"), Driver(first="Bob", last="Able"))] * 4
    entries = tuple(
        replace(entry, drivers=crew, team="Other Racing", make="Other", grid=place)
        for place, (entry, crew) in enumerate(zip(race.entries, crews, strict=True), 1)
    )
    header = replace(race.header, name="Other", short="Oth", series="Others", track=None)
    return replace(race, header=header, entries=entries)


def all_facts(race: Race, distance: str) -> str:
    """A file of facts to begin with, its examples taken; of the distances only one."""
    text = re.sub(r"(?m)^#(?=\S)", "", facts_template(told_otherwise(race), "nobody"))
    for before, after in (
        ("^hours = .*$|^laps = .*$", ""),
        (r"^\[distance\]$", f"[distance]\n{distance}"),
        (r"^\[result\]$", "[result]\nlaps = 3"),
        (r"\[80, 165, 267\]", "[1, 3]"),
        ("abreast = 2", "abreast = 3"),
        ('"stock car"', '"open wheel"'),
        ('"GT3"', '"GT4"'),
    ):
        text = re.sub(before, after, text, flags=re.MULTILINE)
    return text


def changed(before: object, after: object, path: str = "") -> set[str]:
    """Name the fields that are otherwise after, or that were not there before."""
    if isinstance(before, dict) and isinstance(after, dict):
        found: set[str] = set()
        for name, value in after.items():
            if before.get(name) != value:
                below = f"{path}.{name}".removeprefix(".")
                found |= {below} | changed(before.get(name, {}), value, below)
        return found
    if isinstance(after, dict):
        return changed({}, after, path)
    if isinstance(after, list | tuple):
        old = list(before) if isinstance(before, list | tuple) else []
        old += [{}] * (len(after) - len(old))
        pairs = zip(old, after, strict=False)
        return {field for one, other in pairs for field in changed(one, other, path)}
    return set()


def facts_fill(folder: Path) -> frozenset[str]:
    """What is otherwise in a race once it has all facts."""
    race = sheet_of_a_slow_race(folder / "sheets")
    found: set[str] = set()
    for distance in ("laps = 3", "hours = 6"):
        path = folder / "facts.toml"
        path.write_text(all_facts(race, distance), encoding="utf-8")
        told = verified(with_facts(race, read_facts(path)), str(path))
        before, after = (msgspec.to_builtins(one) for one in (race, told))
        for fields in (before, after):
            fields["events"] = [{event["kind"]: event} for event in fields["events"]]
        found |= changed(before, after)
    return frozenset(found) - {"events.flag"}


def test_the_table_is_what_imports_rebuilding_and_facts_fill(
    imported: dict[str, frozenset[str]], tmp_path: Path
) -> None:
    facts = facts_fill(tmp_path)
    found = imported | {FACTS: facts}
    found[BOX_SCORE] |= shipped("kansas-2024")
    for source, names in IMPORTED.items():
        # What no facts say is of the source: an import explains figures that differ.
        found[source] |= frozenset().union(*map(shipped, names)) - facts
    assert filled_table(found) == known_table(), "what stands left belongs in filled_by.py"


def test_every_field_of_the_table_is_one_of_the_format() -> None:
    names = {line.split()[1] for line in known_table().splitlines()}
    legal = legal_names(Race, "")
    assert names <= legal, names - legal


def legal_names(record: type[msgspec.Struct], path: str) -> set[str]:
    found = set()
    for field in fields_of(record):
        below = f"{path}.{field.name}".removeprefix(".")
        found.add(below)
        records = records_of(field.kind)
        for inner in records:
            tag = f".{inner.__struct_config__.tag}" if len(records) > 1 else ""
            found |= legal_names(inner, below + tag)
    return found


def test_each_source_has_a_letter_of_its_own() -> None:
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert {*IMPORTED, "iracing", BOX_SCORE, FACTS} == set(LETTERS)
