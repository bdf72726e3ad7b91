"""`replay import` as a person calls it: sources, selection, facts, plug-ins, outputs."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct
from tests.importers.nascar.feeds import FLAG_ROWS, three_cars, weekend, write

from replay import racefile
from replay.cli import main
from replay.foreign.foreign_file import ForeignFileError
from replay.importers import importers
from replay.importers.facts_table import FactsTable, read_facts
from replay.race.model import SECOND, Distance, Flag, Night
from replay.schema.fields import FormatField, fields_of, records_of

Output = pytest.CaptureFixture[str]


def failed(capsys: Output, *argv: str | Path) -> str:
    """Run a command that is refused with 2, and return what it says."""
    assert main([str(word) for word in argv]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err.removeprefix("replay: ").rstrip("\n")


@pytest.fixture(name="feeds")
def feeds_folder(tmp_path: Path) -> Path:
    return write(tmp_path / "feeds", a=three_cars(), b=FLAG_ROWS, c=weekend())


@pytest.mark.parametrize("source", [["nascar"], []])
def test_a_race_is_imported_with_its_source_named_or_recognised(
    feeds: Path, tmp_path: Path, source: list[str], capsys: Output
) -> None:
    path = tmp_path / "race.json"
    assert main(["import", *source, str(feeds), "-o", str(path)]) == 0
    assert racefile.load(path).header.name == "Invented 150"
    assert main(["check", str(path)]) in (0, 1)
    capsys.readouterr()


def test_what_was_moved_is_told_on_standard_error(feeds: Path, capsys: Output) -> None:
    assert main(["import", str(feeds), "-o", str(feeds / "out.json")]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert all(line.startswith("replay: ") for line in err.splitlines())


def test_exactly_one_race_must_be_left_else_they_are_listed(
    feeds: Path, tmp_path: Path, capsys: Output
) -> None:
    write(feeds / "more", x=three_cars(), y=weekend(race_name="Other 200", race_season=2022))
    path = tmp_path / "race.json"
    said = failed(capsys, "import", feeds, "-o", path).splitlines()
    assert len(said) == 3
    assert "2021 Invented 150" in said[0]
    assert said[2] == "replay: 2 races; exactly one must be left, listed above"
    assert not path.exists()
    assert main(["import", str(feeds), "-o", str(path), "--select", "2022 oTHER"]) == 0
    assert racefile.load(path).header.name == "Other 200"
    assert "0 races fit `--select 1999`" in failed(
        capsys, "import", feeds, "-o", path, "--select", "1999"
    )


def test_nothing_is_written_where_an_import_fails(
    feeds: Path, tmp_path: Path, capsys: Output
) -> None:
    path = tmp_path / "race.json"
    path.write_text("before")
    (feeds / "a.txt").write_text('{"laps": [{"LapTime": 1, "RunningPos"')
    said = failed(capsys, "import", feeds, "-o", path)
    assert "a.txt, line 1: not JSON" in said
    assert path.read_text() == "before"
    assert sorted(child.name for child in tmp_path.iterdir()) == ["feeds", "race.json"]


@pytest.mark.parametrize("output", ["a.txt", "linked", "facts.toml", "elsewhere", "by name"])
def test_what_a_race_is_made_of_is_never_written_over(
    output: str, tmp_path: Path, capsys: Output
) -> None:
    """Neither a file that is read now, by whatever name, nor one that another import would read."""
    laps = write(tmp_path / "feeds", a=three_cars()) / "a.txt"
    (tmp_path / "feeds" / "facts.toml").write_text("")
    (tmp_path / "feeds" / "linked").symlink_to(laps)
    write(tmp_path, elsewhere=FLAG_ROWS)
    path = {
        "elsewhere": tmp_path / "elsewhere.txt",
        "by name": tmp_path / "feeds" / ".." / "feeds" / "a.txt",
    }.get(output, tmp_path / "feeds" / output)
    before = path.read_bytes()
    said = failed(capsys, "import", laps, "-o", path, "--with", tmp_path / "feeds" / "facts.toml")
    assert said.startswith(f"{path}: is ")
    assert said.endswith(": -o would write over it")
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("**/.*"))


def test_a_race_file_beside_its_laps_is_replaced_and_never_read_as_laps(
    feeds: Path, capsys: Output
) -> None:
    path = feeds / "race.json"
    for _ in range(2):
        assert main(["import", str(feeds), "-o", str(path)]) == 0
    assert racefile.load(path).header.name == "Invented 150"
    capsys.readouterr()
    said = failed(capsys, "import", path, "-o", feeds / "other.json")
    assert said == f"{path}: a race file already: there is nothing to import"


def test_an_output_without_a_name_is_refused(feeds: Path, capsys: Output) -> None:
    assert failed(capsys, "import", feeds, "-o", "") == "-o names no file"


def test_two_races_of_one_folder_are_told_apart_by_their_files(
    tmp_path: Path, capsys: Output
) -> None:
    folder = write(tmp_path / "two", a=three_cars(), b=three_cars())
    path = tmp_path / "race.json"
    said = failed(capsys, "import", folder, "-o", path).splitlines()
    assert said[:2] == [f"  {folder / name}: lap-times" for name in ("a.txt", "b.txt")]
    assert main(["import", str(folder), "-o", str(path), "--select", "b.txt"]) == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_utf_16_is_called_so(encoding: str, tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "laps.csv"
    path.write_bytes("NUMBER;LAP_NUMBER;LAP_TIME\n1;1;1:30.000\n".encode(encoding))
    said = failed(capsys, "import", path, "-o", tmp_path / "race.json")
    assert said == f"{path}: UTF-16: only text in UTF-8 is read"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nowhere", "no such file or folder"),
        ("/dev/null", "not a regular file"),
        ("odd.txt", "not recognised by its content as a file of "),
        ("empty", "no file of"),
    ],
)
def test_a_path_that_gives_nothing_is_refused_by_its_name(
    path: str, reason: str, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "odd.txt").write_text("hello")
    (tmp_path / "empty").mkdir()
    said = failed(capsys, "import", path, "-o", "out.json")
    assert said.startswith(f"{path}: {reason}")


@pytest.mark.parametrize(
    "text", ['"unclosed', '"a","b', "'", '"' * 70_001, "a\tb|c;d,e", "{", "[", "\x00", "sep=;\n"]
)
def test_a_text_that_is_no_table_is_refused_whatever_it_begins_with(
    tmp_path: Path, text: str, capsys: Output
) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(text)
    said = failed(capsys, "import", path, "-o", tmp_path / "race.json")
    assert said.startswith(f"{path}: not recognised by its content")


# -- facts

FACTS = """
[race]
name = "Made up 5"
short = "Made up"
series = "A series"
date = 2021-06-05
source = "a programme"

[track]
name = "Somewhere"
length = 1.5
source = "a map"

[distance]
laps = 5
stages = [2, 5]
source = "a programme"

[drivers]
1 = "Bea von Bold"
01 = ["Able, Ann", "Una Two"]
source = "an entry list"

[teams]
9 = "Nine Racing"
source = "an entry list"

[colours]
9 = ["#000000", "#ffffff", "#ff0000"]
source = "a photo"

[grid]
order = ["01", "1"]
source = "a line-up"

[notes]
delay = "rain"
source = "a newspaper"
"""


def with_facts(tmp_path: Path, text: str) -> tuple[list[str], Path]:
    """The words of a call with facts, and where the race goes."""
    facts, path = tmp_path / "facts.toml", tmp_path / "race.json"
    facts.write_text(text)
    feeds = write(tmp_path / "feeds", a=three_cars())
    return ["import", str(feeds), "-o", str(path), "--with", str(facts)], path


def test_facts_say_what_no_source_knows_and_name_their_own(tmp_path: Path, capsys: Output) -> None:
    words, path = with_facts(tmp_path, FACTS)
    assert main(words) == 0
    race = racefile.load(path)
    header = race.header
    assert (header.name, header.date, header.lap_length) == ("Made up 5", "2021-06-05", 1500)
    assert (header.scheduled_laps, [stage.ends for stage in header.stages]) == (5, [2, 5])
    by_car = {entry.car: entry for entry in race.entries}
    assert [one.last for one in by_car["01"].drivers] == ["Able", "Two"]
    assert (by_car["9"].team, by_car["9"].grid) == ("Nine Racing", None)
    assert by_car["9"].livery is not None
    assert [fact.text for fact in header.facts] == ["rain"]
    sources = {source.of: source.text for source in header.sources}
    assert sources["drivers"] == "an entry list"
    assert sources["grid"] == "a line-up"
    assert "laps" in sources
    capsys.readouterr()


def assert_refused(tmp_path: Path, capsys: Output, change: tuple[str, str, str], said: str) -> None:
    """Hold facts that were changed, from what to what, to be refused by their line."""
    facts, before, after = change
    assert before in facts
    words, path = with_facts(tmp_path, facts.replace(before, after, 1))
    assert failed(capsys, *words).startswith(f"{tmp_path / 'facts.toml'}, {said}")
    assert not path.exists()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            'series = "A series"',
            'serie = "A series"',
            "line 5: no field `serie` in `[race]`; did you mean `series`?",
        ),
        ("[notes]", "[remarks]", "line 36: `remarks` is no group of facts; did you"),
        (
            "length = 1.5",
            "length = -1",
            "line 11: `track.length`: expected a number above 0, at most",
        ),
        (
            "date = 2021-06-05",
            'date = "soon"',
            "line 6: `race.date`: expected a date such as 2024-05-05",
        ),
        (
            'name = "Somewhere"',
            'name = "Some',
            "line 10, column 13: not TOML: a text in quotes ends on",
        ),
        ('9 = "Nine Racing"', '7 = "Nine Racing"', "line 25: `teams`: no car 7 in this race"),
        ('"#ff0000"]', '"red"]', "line 29: `colours.9`: expected a colour such as"),
        ('order = ["01", "1"]', 'order = ["01", "01"]', "line 33: `grid`: car 01 is named twice"),
        ('source = "a map"\n', "", "line 9: `[track]` lacks `source`: who published it"),
        ("stages = [2, 5]", "stages = [5, 2]", "line 16: `stages` are laps in rising order"),
        ("laps = 5\n", "", "line 14: `[distance]` needs either `laps` or `hours`"),
        ("[track]", "[trak]", "line 9: `trak` is no group of facts; did you mean `track`?"),
        ("length =", "lenght =", "line 11: no field `lenght` in `[track]`; did you mean `length`?"),
        (
            "= 1.5",
            '= "1.5"',
            "line 11: `track.length`: expected a number above 0, at most 1,000 (the",
        ),
        ("laps = 5", 'laps = "5"', "line 15: `distance.laps`: expected a whole number from 1 to"),
        ("length = 1.5", 'course = "ovla"', "line 11: `track.course`: no `ovla` here; did you me"),
        ('"Made up 5"', "“Made up 5”", "line 3, column 8: not TOML: `“`: names and text stand in"),
        ('"Made up 5"', "Made up", "line 3, column 8: not TOML: no value of TOML: text stands in"),
        ("[track]", "[race]", "line 9, column 1: `[race]` stands twice, first in line 2"),
        ("length = 1.5", 'name = "B"', "line 11, column 1: `name` stands twice, first in line 10"),
        ("length = 1.5", "length = " + "[" * 9_000, "line 11, column 210: not TOML that can be"),
        ("[race]", 'track = "A"\n[race]', "line 10, column 1: `[track]`: a value of that name"),
        ("[race]", "race = 5\n[x]", "line 2: `race`: expected a group; found 5"),
        ('1 = "Bea von Bold"', "1 = 5", "line 20: `drivers.1`: expected a list in [ ] of 1 to 10"),
        ("length = 1.5", "length 1.5", "line 11, column 8: not TOML: expected `=` between"),
        ("[track]", "[track", "line 9, column 7: not TOML: the name of a group ends with `]`"),
        ("[track]", "[[tracks]]", "line 9: `tracks` is no group of facts; did you mean `track`?"),
        ("[track]", "[tracks.a]", "line 9: `tracks` is no group of facts; did you mean `track`?"),
        ('9 = "Nine Racing"', '9999 = "Nine"', "line 25: `teams.9999`: expected a car number in"),
    ],
)
def test_facts_that_cannot_be_are_refused_by_their_line(
    tmp_path: Path, capsys: Output, before: str, after: str, said: str
) -> None:
    assert_refused(tmp_path, capsys, (FACTS, before, after), said)


def test_drivers_of_one_surname_that_facts_give_are_told_apart(
    tmp_path: Path, capsys: Output
) -> None:
    text = '[drivers]\n1 = "Bea Able"\n01 = "Ann Able"\nsource = "an entry list"\n'
    words, path = with_facts(tmp_path, text)
    assert main(words) == 0
    by_car = {entry.car: entry.surname for entry in racefile.load(path).entries}
    assert (by_car["1"], by_car["01"], by_car["9"]) == ("B. Able", "A. Able", "Cole Jr.")
    capsys.readouterr()


def test_a_distance_given_afterwards_is_held_against_the_laps_that_were_run(
    tmp_path: Path, capsys: Output
) -> None:
    words, path = with_facts(tmp_path, '[distance]\nlaps = 4\nsource = "a programme"\n')
    assert main(words) == 0
    told = [event for event in racefile.load(path).events if isinstance(event, Distance)]
    assert [(event.laps, event.reason) for event in told] == [(5, "overtime")]
    capsys.readouterr()


def test_the_facts_of_the_page_on_races_are_facts(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "races" / "README.md").read_text(encoding="utf-8")
    section = page[page.index("## Facts") : page.index("## A box score")]
    path = tmp_path / "facts.toml"
    path.write_text(section.split("```toml\n")[1].partition("```")[0])
    table = read_facts(path).table
    shown = {name for name in table.__struct_fields__ if getattr(table, name)}
    assert shown >= {"race", "track", "distance", "drivers", "teams", "colours", "grid", "notes"}


CLASSED = """
NUMBER;DRIVER_NUMBER;LAP_NUMBER;LAP_TIME;CROSSING_FINISH_LINE_IN_PIT;ELAPSED;HOUR;PIT_TIME;CLASS;\
FLAG_AT_FL
7;1;1;1:40.000;;1:40.000;22:01:40.000;;FAST;GF
7;1;2;1:50.000;;3:30.000;22:03:30.000;;FAST;FCY
7;1;3;1:40.000;;5:10.000;22:05:10.000;;FAST;FF
8;1;1;1:50.000;;1:50.000;22:01:50.000;;SLOW;GF
8;1;2;2:00.000;;3:50.000;22:03:50.000;;SLOW;FCY
"""

CLASS_FACTS = """
[start]
kind = "rolling"
source = "the rules"

[night]
begins = "21:30"
ends = "5:30"
source = "an almanac"

[classes]
FAST = "FST"
SLOW = "SLW"
source = "a programme"

[flags]
FCY = "bunch"
source = "the rules"

[result]
laps = 3
order = ["7"]
margin = 12.5
race_time = "5:10.000"
average_speed = 101.25
lead_changes = 0
leaders = 1
cautions = 0
caution_laps = 0
source = "a newspaper"

[result.classes]
FAST = ["7"]
SLOW = ["8"]
"""


def with_class_facts(tmp_path: Path, text: str) -> tuple[list[str], Path]:
    """The words of a call with facts of a race at night in two classes, and where it goes."""
    facts, sheet, path = (tmp_path / name for name in ("facts.toml", "sheet.csv", "race.json"))
    facts.write_text(text)
    sheet.write_text(CLASSED.lstrip())
    return ["import", str(sheet), "-o", str(path), "--with", str(facts)], path


@pytest.mark.parametrize(("abreast", "code"), [("1", 0), ("3", 0), ("0", 2), ("6", 2), ('"3"', 2)])
def test_facts_say_how_many_cars_stand_abreast(
    tmp_path: Path, capsys: Output, abreast: str, code: int
) -> None:
    rolling = 'kind = "rolling"\n'
    text = CLASS_FACTS.replace(rolling, f"{rolling}abreast = {abreast}\n")
    words, path = with_class_facts(tmp_path, text)
    assert main(words) == code
    if code:
        assert "`start.abreast`" in capsys.readouterr().err
        assert not path.exists()
    else:
        assert racefile.load(path).header.abreast == int(abreast)


def test_facts_say_what_a_series_decides_and_what_was_published(
    tmp_path: Path, capsys: Output
) -> None:
    words, path = with_class_facts(tmp_path, CLASS_FACTS)
    assert main(words) == 0
    race = racefile.load(path)
    header, official = race.header, race.official
    assert official is not None
    assert (header.start, header.abreast) == ("rolling", 2)
    assert [one.short for one in header.classes] == ["FST", "SLW"]
    # The race began half an hour after sunset.
    assert header.night == Night(begins=0, ends=27_000 * SECOND)
    assert [one.neutralises for one in race.events if isinstance(one, Flag)] == ["bunch"]
    assert (official.laps, official.margin, official.race_time) == (3, 125_000, 3_100_000)
    assert (official.average_speed, official.leaders, official.cautions) == (101_250, 1, 0)
    assert [(one.race_class, one.order) for one in official.classes] == [
        ("FAST", ("7",)),
        ("SLOW", ("8",)),
    ]
    assert [(one.position, one.car, one.laps) for one in official.results] == [(1, "7", 3)]
    assert {"start", "night", "classes", "flags", "result"} <= {one.of for one in header.sources}
    capsys.readouterr()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            'kind = "rolling"',
            'kind = "flying"',
            "line 3: `start.kind`: no `flying` here; there are `",
        ),
        ('"21:30"', '"half past"', "line 7: `begins` is no time of day like 16:00"),
        ('FAST = "FST"', 'FAST = "FAST"', "line 12: `classes.FAST`: expected a class of 1 to 3"),
        ('FAST = "FST"', 'FAST = "SLW"', "line 13: `classes`: SLW is the mark of two classes"),
        ('FAST = "FST"', 'QUICK = "FST"', "line 12: `classes`: no class QUICK in this race"),
        ('FAST = "FST"\n', "", "line 11: `classes`: class FAST is not named"),
        ('FCY = "bunch"', 'FCY = "stop"', "line 17: `flags.FCY`: no `stop` here; there are `"),
        ('FCY = "bunch"', 'VSC = "slow"', "line 17: `flags`: no flag VSC in this race"),
        ("laps = 3\n", "", "line 20: `[result]` lacks `laps`: laps of the winner"),
        ('order = ["7"]', 'order = ["9"]', "line 22: `result`: no car 9 in this race"),
        ('order = ["7"]', 'order = ["7", "7"]', "line 22: `result`: car 7 is named twice"),
        ('"5:10.000"', '"5:70.000"', "line 24: `race_time` is no time like 3:13:03.3584"),
        ('SLOW = ["8"]', 'SLOW = ["7"]', "line 34: `result.classes`: car 7 is not of class SLOW"),
        ('SLOW = ["8"]', 'MID = ["8"]', "line 34: `result.classes`: no class MID in this race"),
    ],
)
def test_facts_of_a_series_that_cannot_be_are_refused_by_their_line(
    tmp_path: Path, capsys: Output, before: str, after: str, said: str
) -> None:
    assert before in CLASS_FACTS
    words, path = with_class_facts(tmp_path, CLASS_FACTS.replace(before, after, 1))
    assert failed(capsys, *words).startswith(f"{tmp_path / 'facts.toml'}, {said}")
    assert not path.exists()


def test_classes_within_one_line_are_refused_by_it(tmp_path: Path, capsys: Output) -> None:
    text = CLASS_FACTS[: CLASS_FACTS.index("[result.classes]")]
    before, after = "caution_laps = 0", 'classes = { MID = ["8"] }'
    words, _ = with_class_facts(tmp_path, text.replace(before, after, 1))
    said = "line 29: `result.classes`: no class MID in this race"
    assert failed(capsys, *words).startswith(f"{tmp_path / 'facts.toml'}, {said}")


def fact_values(record: type[Struct]) -> Iterator[tuple[str, FormatField]]:
    for group in fields_of(record):
        (kind,) = records_of(group.kind)
        yield from ((group.name, field) for field in fields_of(kind))


@pytest.mark.parametrize(
    "value", ["5", "5.5", '"soon"', "true", "[]", "[[]]", "{}", "{x = 1}", "[{x = 1}]", "12:30:00"]
)
def test_whatever_stands_for_a_fact_is_told_in_plain_words(tmp_path: Path, value: str) -> None:
    path = tmp_path / "facts.toml"
    for group, field in fact_values(FactsTable):
        path.write_text(f"[{group}]\n{field.name} = {value}\n")
        try:
            read_facts(path)
        except ForeignFileError as error:
            said = str(error)
            assert f"{path}, line " in said
            assert not re.search(r"Expected|Object|Invalid|`(int|str|float|null|array)`", said)


# -- plug-ins

PLUG_IN = '''
"""An importer of another distribution: a race of one car, its crossings a line each."""

from replay.importers import Candidate, Imported, verified
from replay.race.model import CarLaps, Driver, Entry, Header, Known, Race, Span


class Lines:
    name = "lines"

    def recognises(self, file):
        return file.head.startswith("# lines")

    def races(self, files):
        return [Candidate(f"race of {one.name}", lambda one=one: self.read(one)) for one in files]

    def read(self, file):
        times = tuple(int(line) for line in file.text().splitlines()[1:])
        span = Span(lap=1, crossing="timed", lap_time="timed", place="sure")
        race = Race(
            replay=1,
            header=Header(
                name="Lines", short="Lines", series="Any", cars=1, known=Known(laps="timed")
            ),
            entries=(Entry(car="7", drivers=(Driver(first="A", last="B"),)),),
            laps=(CarLaps(car="7", known=(span,), crossings=times),),
        )
        return Imported(verified(race, file.name), ("one car",))


IMPORTER = Lines()
'''


def install(site: Path) -> None:
    """A distribution as an installer leaves it: a module, and its metadata with the entry point."""
    info = site / "replay_lines-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "replay_lines.py").write_text(PLUG_IN)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: replay-lines\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[replay.importers]\nlines = replay_lines:IMPORTER\n")


@pytest.fixture(name="plug_in")
def plug_in_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    install(site)
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.delitem(sys.modules, "replay_lines", raising=False)


@pytest.mark.usefixtures("plug_in")
@pytest.mark.parametrize("source", [["lines"], []])
def test_an_importer_of_another_distribution_is_found_and_used(
    tmp_path: Path, source: list[str], capsys: Output
) -> None:
    assert set(importers()) >= {"lines", "nascar"}
    file, path = tmp_path / "any.name", tmp_path / "race.json"
    file.write_text("# lines\n300000\n600000\n")
    assert main(["import", *source, str(file), "-o", str(path)]) == 0
    assert racefile.load(path).laps[0].crossings == (300_000, 600_000)
    assert capsys.readouterr().err == "replay: one car\n"
    file.write_text("# lines\n300000\n300000\n")
    assert "lap 2 ends at 300000, no later than the lap before" in failed(
        capsys, "import", *source, file, "-o", path
    )


def test_the_importers_of_this_distribution_are_named_as_entry_points() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    assert set(project["entry-points"]["replay.importers"]) <= set(importers())
    for name, importer in importers().items():
        assert importer.name == name


@pytest.mark.usefixtures("plug_in")
def test_the_help_names_every_source_and_what_must_be_given_before_the_options(
    capsys: Output,
) -> None:
    main(["import", "--help"])
    text = capsys.readouterr().out
    first, *lines = text.splitlines()
    assert first == "Usage: replay import [SOURCE] PATH... -o FILE [OPTIONS]"
    assert "SOURCE  The format: alkamel, f1, indycar, iracing, lines, nascar." in text
    heads = [line for line in lines if line in ("Positional arguments:", "Options:")]
    assert heads == ["Positional arguments:", "Options:"]
    options = [line.split()[0] for line in lines if line.startswith("  -")]
    assert options == ["-o", "--select", "--with", "-h,"]
    for word in ("FACTS.toml", "folder", "a season"):
        assert word in text


def test_a_plug_in_that_is_installed_is_used_by_the_program_itself(tmp_path: Path) -> None:
    site = tmp_path / "site"
    install(site)
    file, path = tmp_path / "any.name", tmp_path / "race.json"
    file.write_text("# lines\n300000\n600000\n")
    words = [sys.executable, "-m", "replay", "import", "lines", str(file), "-o", str(path)]
    run = subprocess.run(
        words, env=os.environ | {"PYTHONPATH": str(site)}, capture_output=True, text=True
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "replay: one car\n")
    assert racefile.load(path).laps[0].crossings == (300_000, 600_000)


AFTER = """\
[result]
laps = 5
source = "the official result"

[after]
source = "the press"

[[after.facts]]
label = "margin"
text = "A nose."
kind = "history"
car = "01"

[[after.facts]]
label = "pit road"
text = "1 is first."
kind = "report"
source = "a newspaper"
otherwise = "01 is first"
otherwise_source = "the record"

[[after.standing]]
position = 1
car = "01"
points = 395.5
wins = 2
"""


def test_facts_say_what_was_published_after_the_race(tmp_path: Path, capsys: Output) -> None:
    words, path = with_facts(tmp_path, AFTER)
    assert main(words) == 0
    official = racefile.load(path).official
    assert official is not None
    first, second = official.facts
    assert (first.kind, first.car, first.source) == ("history", "01", "the press")
    assert (second.source, second.otherwise_source) == ("a newspaper", "the record")
    (place,) = official.standing
    assert (place.points, place.wins, place.source) == (3955, 2, "the press")
    capsys.readouterr()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            'text = "1 is first."',
            "text = 1",
            "line 16: `after.facts.text`: expected text in quotes",
        ),
        (
            'kind = "history"',
            'kind = "rumour"',
            "line 11: `after.facts.kind`: no `rumour` here; there are",
        ),
        ('otherwise = "01', 'but = "01', "line 19: no field `but` in `[[after.facts]]`"),
        ('car = "01"\n\n', 'car = "7"\n\n', "line 12: `after.facts`: no car 7 in this race"),
        (
            'otherwise_source = "the record"\n',
            "",
            "line 19: `after.facts`: `otherwise` and `otherwise_source` go together",
        ),
        ('car = "01"\npoints', "points", "line 22: `after.standing`: neither `car` nor `driver`"),
        ("points = 395.5", "points = -1", "line 25: `after.standing.points`: expected a number"),
    ],
)
def test_what_cannot_be_of_it_is_refused_by_its_line(
    tmp_path: Path, capsys: Output, before: str, after: str, said: str
) -> None:
    assert_refused(tmp_path, capsys, (AFTER, before, after), said)
