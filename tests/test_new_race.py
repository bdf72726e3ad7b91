"""`replay new` by its options: what it writes, what it refuses, and that it never writes half."""

import os
import re
import stat
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from tests.importers.nascar.feeds import FLAG_ROWS, three_cars, weekend, write
from tests.laws import examples

from replay import racefile
from replay.cli import main
from replay.cli.facts_template import EXAMPLES, facts_template
from replay.cli.race_answers import BadAnswer, car_answer, distance_answer
from replay.cli.series_names import SERIES
from replay.importers.facts_table import FactsTable, read_facts
from replay.race.model import SECOND, Driver, Race, Source, Track
from replay.race.text import is_text
from replay.schema.fields import fields_of, records_of

Output = pytest.CaptureFixture[str]

NEEDED = ("--name", "My race", "--series", "nascar", "--car", "5 Kyle Larson", "--car", "17")


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def made(*options: str, file: str = "my-race.json") -> Race:
    assert main(["new", file, *options]) == 0
    return racefile.load(Path(file))


def refused(capsys: Output, *argv: str) -> str:
    before = sorted(os.listdir())
    assert main(["new", *argv]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.isprintable() or err.removesuffix("\n").isprintable()
    assert sorted(os.listdir()) == before, "something was written"
    return err.removeprefix("replay: ").removesuffix("\n")


# -- what it writes


def test_name_series_and_cars_are_enough() -> None:
    race = made(*NEEDED)
    assert (race.header.name, race.header.short) == ("My race", "My race")
    assert (race.header.series, race.header.series_short) == ("NASCAR Cup Series", "NASCAR Cup")
    assert [(entry.car, entry.driver, entry.grid) for entry in race.entries] == [
        ("5", "Kyle Larson", None),
        ("17", "", None),
    ]
    assert race.header.known.grid is None
    assert race.header.sources == (Source(of="everything", text="written by hand"),)
    assert not race.has_laps


def test_all_else_is_told_by_options() -> None:
    told = ("--date", "2024-05-05", "--track", "Hill Oval", "--laps", "5", "--grid")
    header = made(*NEEDED, *told, "--source", "my notes").header
    assert (header.date, header.track) == ("2024-05-05", Track(name="Hill Oval"))
    assert (header.scheduled_laps, header.scheduled_time) == (5, None)
    assert header.known.grid == "official"
    assert header.sources[0].text == "my notes"
    assert [entry.grid for entry in racefile.load(Path("my-race.json")).entries] == [1, 2]


def test_a_distance_may_be_a_time() -> None:
    header = made(*NEEDED, "--hours", "2.5").header
    assert (header.scheduled_laps, header.scheduled_time) == (None, 9_000 * SECOND)


@pytest.mark.parametrize("word", SERIES)
def test_a_series_that_is_known_says_how_it_is_told(word: str) -> None:
    header = made("--name", "A", "--series", word.upper(), "--car", "5").header
    assert (header.series, header.discipline) == (SERIES[word].name, SERIES[word].discipline)


def test_any_other_series_is_told_as_one_says() -> None:
    race = made("--name", "A", "--series", "Club", "--discipline", "endurance", "--car", "5")
    assert (race.header.series, race.header.discipline) == ("Club", "endurance")


def test_the_text_is_that_of_every_race_file() -> None:
    race = made(*NEEDED)
    assert Path("my-race.json").read_bytes() == racefile.encode(race)


def test_several_drivers_stand_between_strokes_and_namesakes_are_told_apart() -> None:
    race = made("--name", "A", "--series", "wec", "--car", "50 Ann Able / de Bold, Bea/ Bob Able")
    assert race.entries[0].drivers == (
        Driver(first="Ann", last="Able", short="A. Able"),
        Driver(first="Bea", last="de Bold"),
        Driver(first="Bob", last="Able", short="B. Able"),
    )


def test_cars_come_from_a_table_too() -> None:
    table = "driver;CAR;grid;team;make\nAnn Able;07;2;Able Racing;\nBea Bold;7;1;;Ford\n"
    Path("cars.csv").write_text(table, encoding="utf-8")
    race = made("--name", "A", "--series", "nascar", "--cars", "cars.csv")
    assert [(e.car, e.driver, e.grid, e.team, e.make) for e in race.entries] == [
        ("07", "Ann Able", 2, "Able Racing", None),
        ("7", "Bea Bold", 1, None, "Ford"),
    ]
    assert race.header.known.grid == "estimated"


@pytest.mark.parametrize(
    ("options", "basis", "said"),
    [
        ((), "estimated", "nothing says who published the grid (--source): `known.grid` is esti"),
        (("--source", "the club"), "official", "the grid is taken for published by the --source"),
    ],
)
def test_a_typed_grid_is_official_only_where_it_is_said_who_published_it(
    capsys: Output, options: tuple[str, ...], basis: str, said: str
) -> None:
    assert made(*NEEDED, "--grid", *options).header.known.grid == basis
    assert said in capsys.readouterr().out


def test_the_laps_that_are_shown_as_an_example_can_be_written_so(capsys: Output) -> None:
    race = made(*NEEDED, "--grid")
    lines = capsys.readouterr().out.splitlines()
    laps = next(one.strip() for one in lines if "[{" in one)
    known = next(one.strip() for one in lines if one.strip() == '"laps": "timed"')
    text = racefile.encode(race).decode()
    text = text.replace('"known": {', f'"known": {{{known}, ', 1)
    text = text.rstrip().removesuffix("}").rstrip() + f",\n {laps}\n}}\n"
    assert racefile.decode(text.encode()).laps[0].crossings == (300_000, 601_000)


def test_what_is_begun_is_shown_as_a_grid_that_waits_for_its_race(capsys: Output) -> None:
    made(*NEEDED, "--grid")
    capsys.readouterr()
    assert main(["frame", "./my-race.json"]) == 0
    shown = capsys.readouterr().out
    assert "Kyle Larson" in shown
    assert shown.split()[1] == "GRID"
    assert "only who is entered" in shown
    assert not re.search("LAST LAP|Finish line|for the finish|the finish alone", shown)


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [
        ("--car", "Ann Able", "--car: `Ann`: expected a car number, 1 to 3 digits or capitals"),
        ("--car", "5a Ann Able", "--car: `5a`: expected a car number"),
        ("--series", "nascr", "--series: `nascr`: did you mean nascar? (if not, give --disc"),
        ("--series", "Indy car", "--series: `Indy car`: did you mean indycar?"),
    ],
)
def test_a_slip_is_asked_about_and_not_taken_for_a_word_of_its_own(
    capsys: Output, option: str, text: str, said: str
) -> None:
    assert refused(capsys, "a.json", *NEEDED, option, text).startswith(said)


def test_a_series_that_is_called_almost_like_another_is_told_as_one_says() -> None:
    header = made(*NEEDED, "--series", "Nascr", "--discipline", "endurance").header
    assert (header.series, header.discipline) == ("Nascr", "endurance")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("car,driver,grd\n5,Ann,1\n", "line 1: no column `grd` is read; did you mean `grid`?"),
        ("car,Drivers\n5,Ann\n", "line 1: no column `Drivers` is read; did you mean `driver`?"),
        ("car,driver\n5,Ann\n7,Bea\n5,Cy\n", "line 4: car 5 is named twice"),
        ("car,driver\n", "no cars below its header"),
        ("car\n55555\n", "line 2: `55555`: expected a car number, 1 to 3 digits or capitals"),
    ],
)
def test_slips_in_a_table_of_cars_are_told_with_their_line(
    capsys: Output, table: str, said: str
) -> None:
    Path("cars.csv").write_text(table, encoding="utf-8")
    told = refused(capsys, "a.json", "--name", "A", "--series", "f1", "--cars", "cars.csv")
    assert told.startswith("cars.csv")
    assert said in told


def test_a_column_of_another_name_may_be_there() -> None:
    Path("cars.csv").write_text("car,driver,sponsor\n5,Ann Able,Ours\n", encoding="utf-8")
    assert made("--name", "A", "--series", "f1", "--cars", "cars.csv").entries[0].car == "5"


def test_a_file_that_is_called_otherwise_is_told_by_its_new_name(capsys: Output) -> None:
    assert main(["new", "b.txt", *NEEDED]) == 0
    assert capsys.readouterr().out.startswith("b.txt is written as b.txt.json: a race ends in")


def test_a_file_without_an_ending_gets_that_of_race_files() -> None:
    assert main(["new", "my.race", *NEEDED]) == 0
    assert sorted(os.listdir()) == ["my.race.facts.toml", "my.race.json"]


def test_it_tells_what_each_field_means_and_what_comes_next(capsys: Output) -> None:
    made(*NEEDED, "--grid", file="my race.json")
    out = capsys.readouterr().out
    assert re.search(r"(?m)^  header\.series +The series it is part of\.$", out)
    assert re.search(r"(?m)^  entries\[\]\.grid +Its place on the grid", out)
    assert "header.discipline" not in out
    assert "  replay './my race.json'  " in out
    assert "  replay check './my race.json'  " in out
    assert "  pytest --replay './my race.json'  " in out


def test_the_race_it_writes_can_be_checked_and_seen(capsys: Output) -> None:
    made(*NEEDED, "--grid")
    capsys.readouterr()
    assert main(["check", "my-race.json"]) == 0
    assert "no official result in this file" in capsys.readouterr().out
    assert main(["frame", "my-race.json"]) == 0
    assert "only who is entered" in capsys.readouterr().out


# -- the file of facts


def test_the_facts_are_taken_by_an_import_as_they_are(tmp_path: Path, capsys: Output) -> None:
    cars = [word for car in ("01 Ann Able", "1 Bea Bold", "9 Cy Cole") for word in ("--car", car)]
    options = ("--name", "Other 5", "--series", "nascar", "--laps", "5", "--grid", *cars)
    assert main(["new", "other.json", *options]) == 0
    feeds = write(tmp_path / "feeds", a=three_cars(), b=FLAG_ROWS, c=weekend())
    facts = ("--with", "other.facts.toml")
    assert main(["import", str(feeds), *facts, "-o", "imported.json"]) == 0, capsys.readouterr()
    race = racefile.load(Path("imported.json"))
    assert race.header.name == "Other 5"
    assert {source.text for source in race.header.sources} >= {"written by hand"}


@pytest.mark.parametrize(
    "options", [(), ("--grid", "--date", "2024-05-05", "--track", 'A "B" \\ é', "--hours", "0.1")]
)
def test_the_facts_are_read_as_they_are_and_with_every_example_taken(
    options: tuple[str, ...],
) -> None:
    made(*NEEDED, *options)
    path = Path("my-race.facts.toml")
    given = read_facts(path).table
    assert given.race is not None
    assert given.race.name == "My race"
    assert (given.track is not None) == bool(options)
    assert (given.grid is not None) == bool(options)
    assert given.result is None
    path.write_text(re.sub(r"(?m)^#(?=\S)", "", path.read_text("utf-8")), encoding="utf-8")
    table = read_facts(path).table
    assert [name for name in table.__struct_fields__ if getattr(table, name) is None] == []
    assert table.after is not None
    assert table.after.facts
    assert table.after.standing


def test_every_field_of_every_group_has_an_example_and_its_meaning() -> None:
    text = facts_template(made(*NEEDED), "nobody")
    for field in fields_of(FactsTable):
        (group,) = records_of(field.kind)
        assert set(EXAMPLES[field.name]) == {one.name for one in fields_of(group)} - {"source"}
        if field.name in ("race", "track", "distance", "start", "night", "result", "finish"):
            assert_explained(text, field.name, group)


def assert_explained(text: str, name: str, group: type[Struct]) -> None:
    part = text.partition(f"[{name}]\n")[2].partition("\n\n")[0]
    for field in fields_of(group):
        line = next(line for line in part.splitlines() if line.lstrip("#").startswith(field.name))
        assert line.endswith(f"  # {field.meaning}")
        tomllib.loads(line.lstrip("#"))


# -- what it refuses


def test_without_a_terminal_what_is_missing_is_named(capsys: Output) -> None:
    said = refused(capsys, "my-race.json", "--name", "My race")
    assert said == (
        "nobody can be asked here; give --series, --car or --cars, or run it in a terminal"
    )


@pytest.mark.parametrize("there", ["my-race.json", "my-race.facts.toml"])
def test_nothing_is_written_over_unless_one_says_so(there: str, capsys: Output) -> None:
    Path(there).write_text("mine", encoding="utf-8")
    assert refused(capsys, "my-race.json", *NEEDED) == (
        f"{there}: is there already; --force writes over it"
    )
    assert Path(there).read_text(encoding="utf-8") == "mine"
    made(*NEEDED, "--force")
    assert Path(there).read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--car", "1234 Ann"), "--car: `1234`: expected a car number, 1 to 3 digits or capitals"),
        (("--car", ""), "--car: ``: expected a car number"),
        (("--car", "5 " + "x" * 90), "--car: `xxxxx"),
        (("--car", "6 A", "--car", "6 B"), "car 6 is named twice"),
        (("--date", "5 May"), "--date: `5 May`: expected a date such as 2024-05-05"),
        (("--date", "2024-02-30"), "--date: there is no day 2024-02-30"),
        (("--laps", "0"), "--laps: laps are a whole number from 1 to 5,000"),
        (("--laps", "-5"), "--laps: "),
        (("--hours", "nan"), "--hours: hours are a number above 0, up to 240"),
        (("--hours", "1000"), "--hours: hours are"),
        (("--laps", "5", "--hours", "6"), "--laps or --hours, not both"),
        (("--cars", "cars.csv", "--car", "5"), "--car or --cars, not both"),
        (("--track", ""), "--track: ``: expected text of 1 to 80 characters"),
        (("--track", "a\x1b[2Jb"), "--track: `a\\x1b[2Jb`: expected text of 1 to 80 characters"),
        (("--name", "a\nb"), "--name: `a\\nb`: expected text"),
        (("--source", "\u202e"), "--source: `\\u202e`: expected text"),
        (("--discipline", "karts"), '--discipline: `karts`: expected one of stock car, formula 1'),
        (("--laps", "many"), "Invalid value for '--laps'"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_used_is_refused_by_its_option(
    options: tuple[str, ...], said: str, capsys: Output
) -> None:
    assert refused(capsys, "my-race.json", *NEEDED, *options).startswith(said)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("number,driver\n5,Ann\n", "cars.csv, line 1: no column `car`"),
        (
            "car,grid\n5,first\n",
            "cars.csv, line 2: `grid`: `first`: expected a whole number from 1",
        ),
        ("car,driver\n5,Ann\n5555,Bea\n", "cars.csv, line 3: `5555`: expected a car number"),
        ("car,team\n5,\x1b[2J\n", "cars.csv, line 2: `\\x1b[2J`: expected text"),
        ("car,grid\n5,1\n6,1\n", "cars.csv, line 3: place 1 on the grid is that of line 2, too"),
        ("car,grid\n5,0\n", "cars.csv, line 2: `grid`: `0`: expected a whole number from 1"),
        ("", "cars.csv, line 1: no header line"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_its_line(
    table: str, said: str, capsys: Output
) -> None:
    Path("cars.csv").write_text(table, encoding="utf-8")
    options = ("--name", "A", "--series", "f1", "--cars", "cars.csv")
    assert said in refused(capsys, "my-race.json", *options)


def test_too_many_cars_are_refused(capsys: Output) -> None:
    Path("cars.csv").write_text("car\n" + "\n".join(map(str, range(251))), encoding="utf-8")
    options = ("--name", "A", "--series", "f1", "--cars", "cars.csv")
    assert refused(capsys, "my-race.json", *options) == "a race has at most 250 cars"


@pytest.mark.parametrize("file", ["-", ".", "", "a\x1b[2J.json", "a\nb", "\u202e.json"])
def test_what_names_no_file_is_refused(file: str, capsys: Output) -> None:
    assert "file" in refused(capsys, file, *NEEDED)


def test_a_folder_that_is_not_there_is_named(capsys: Output) -> None:
    assert refused(capsys, "nowhere/my-race.json", *NEEDED) == (
        "nowhere/my-race.json: no such file or directory"
    )


def test_a_name_that_is_too_long_for_the_system_is_refused(capsys: Output) -> None:
    assert refused(capsys, "a" * 300, *NEEDED).endswith("file name too long")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="whoever runs this may write anywhere"
)
def test_a_folder_that_may_not_be_written_to_gets_nothing(tmp_path: Path, capsys: Output) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert "permission denied" in refused(capsys, str(folder / "my-race.json"), *NEEDED)
    assert list(folder.iterdir()) == []


def test_where_the_second_file_cannot_be_written_the_first_is_not_either(capsys: Output) -> None:
    Path("my-race.facts.toml").mkdir()
    assert "is a directory" in refused(capsys, "my-race.json", *NEEDED, "--force")


# -- answers


@given(st.text(max_size=30))
@examples(300)
def test_any_text_for_a_car_or_a_distance_is_read_or_refused_in_one_line(text: str) -> None:
    for read in (car_answer, distance_answer):
        said = ""
        try:
            read(text)
        except BadAnswer as error:
            said = str(error)
        assert is_text(said)


@pytest.mark.parametrize(
    ("text", "laps", "seconds"),
    [
        ("267", 267, None),
        (" 267 laps ", 267, None),
        ("1 lap", 1, None),
        ("6 h", None, 21_600),
        ("6h", None, 21_600),
        ("2.5 Hours", None, 9_000),
    ],
)
def test_a_distance_is_laps_or_hours(text: str, laps: int | None, seconds: int | None) -> None:
    assert distance_answer(text) == (laps, None if seconds is None else seconds * SECOND)
