import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from tests.strategies import UNKNOWNS, without

from replay import racefile
from replay.cli import COMMANDS, main
from replay.cli.failure import Failure
from replay.cli.keymap_file import read_keymap
from replay.cli.opening import kept_races
from replay.cli.output import cell_width, table_text
from replay.cli.settings import Settings, read_settings
from replay.race.model import Fact, Race
from replay.race.moment_name import KINDS_OF_MOMENTS
from replay.race.timeline import Timeline
from replay.reconstruct import Rebuilt
from replay.state.race_keeps import Bookmark, Place, bookmarked, left_at_place
from replay.tui.pacing import Pacing

HERE = Path(__file__).parent
TINY = HERE / "races" / "tiny.json"
SHIPPED = HERE.parent / "races"
BOXSCORE = SHIPPED / "boxscores" / "kansas-2024"

Output = pytest.CaptureFixture[str]


@pytest.fixture(name="races", autouse=True)
def races_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shipped folder with one race, `tiny`, and a user's folder with none."""
    shipped, user, away = (tmp_path / name for name in ("shipped", "user", "away"))
    for folder in (shipped, user, away):
        folder.mkdir()
    (shipped / "tiny.json").write_bytes(TINY.read_bytes())
    monkeypatch.setattr(racefile, "races_folders", lambda: (shipped, user))
    monkeypatch.chdir(away)
    return user


def run(capsys: Output, *argv: str) -> str:
    """Run a command that succeeds and return what it prints."""
    assert main(argv) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def refused(capsys: Output, *argv: str) -> str:
    """Run a command that is refused and return its one line."""
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("\n")
    line = err.removesuffix("\n")
    assert line.isprintable()
    return line.removeprefix("replay: ")


def python(*argv: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the interpreter apart from this one."""
    command = [sys.executable, *argv]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **options)


# -- order and events


def test_order_writes_csv_with_a_row_for_every_car_and_lap(capsys: Output) -> None:
    text = run(capsys, "order", "tiny", "--csv")
    assert "\r" not in text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 55
    assert list(rows[0]) == [
        *("lap", "position", "car", "driver", "laps", "gap_s", "interval_s", "status", "basis"),
        "place",
    ]
    assert rows[-1]["car"] == "99"
    assert (rows[0]["gap_s"], rows[5]["gap_s"], rows[5]["interval_s"]) == ("", "0.000", "")


def test_order_of_one_lap_as_csv(capsys: Output) -> None:
    assert run(capsys, "order", "tiny", "--lap", "10", "--csv") == (
        "lap,position,car,driver,laps,gap_s,interval_s,status,basis,place\n"
        "10,1,1,Rémy Nuñez,10,0.000,,running,timed,sure\n"
        "10,2,24,Ada Lovell,10,0.001,0.001,running,timed,sure\n"
        "10,3,7,Kim Field,10,3.950,3.949,running,official,sure\n"
        "10,4,07,Joe Field,9,,,running,timed,sure\n"
        "10,5,99,Max Okafor-Brandt,4,,,out,timed,sure\n"
    )


def test_order_as_json_keeps_every_decimal(capsys: Output) -> None:
    text = run(capsys, "order", "tiny", "--lap", "3", "--json")
    rows = json.loads(text, parse_float=Decimal)
    assert [row["gap_s"] for row in rows] == [
        Decimal(gap) for gap in ("0.000", "0.0997", "0.8997", "2.0997", "3.0997")
    ]
    assert '"gap_s":0.000,"interval_s":null' in text
    assert rows[1]["car"] == "1"


def test_csv_and_json_say_the_same(capsys: Output) -> None:
    for command in ("order", "events"):
        table = list(csv.reader(io.StringIO(run(capsys, command, "tiny", "--csv"))))
        rows = json.loads(run(capsys, command, "tiny", "--json"), parse_float=Decimal)
        assert table[0] == list(rows[0])
        assert table[1:] == [
            ["" if value is None else str(value) for value in row.values()] for row in rows
        ]


def test_order_for_people_is_aligned(capsys: Output) -> None:
    lines = run(capsys, "order", "tiny", "--lap", "9").splitlines()
    assert lines[:3] == [
        "lap  position  car  driver             laps  gap_s  interval_s  status   basis     place",
        "  9         1   24  Ada Lovell            9  0.000              running  timed     sure",
        "  9         2    1  Rémy Nuñez            9  0.100       0.100  running  timed     sure",
    ]


def test_order_gives_analysts_figures_of_every_car_after_a_lap(capsys: Output) -> None:
    text = run(capsys, "order", "tiny", "--figures", "--lap", "3", "--csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["car"], row["average"], row["average_within"]) for row in rows] == [
        ("24", "1.333", "0.000"),
        ("1", "1.667", "0.000"),
        ("07", "3.000", "0.000"),
        ("7", "4.000", "0.000"),
        ("99", "5.000", "0.000"),
    ]
    assert [row["led_share"] for row in rows] == ["0.667", "0.333", "0.000", "0.000", "0.000"]
    assert {row["official"] for row in rows} == {"False"}
    assert "race_class" not in rows[0]
    whole = run(capsys, "order", "tiny", "--figures", "--json")
    assert len(json.loads(whole)) == 55


def test_figures_of_rebuilt_laps_have_their_tilde_and_no_finer_decimals(capsys: Output) -> None:
    kansas = str(SHIPPED / "kansas-2024.json")
    head, first, *_ = run(capsys, "order", kansas, "--figures", "--lap", "137").splitlines()
    at = head.index("average_within")
    assert first[:at].split()[2:] == ["17", "Chris", "Buescher", "137", "~4.8"]


def test_figures_need_laps(capsys: Output) -> None:
    alone = str(SHIPPED / "monza-1971.json")
    line = refused(capsys, "order", alone, "--figures")
    assert line == "finish only: figures are of laps, and this race has none"
    assert refused(capsys, "order", "tiny", "--figures", "--lap", "11") == "no such moment"


def test_events_quote_a_text_with_a_comma(capsys: Output) -> None:
    lines = run(capsys, "events", "tiny", "--csv").splitlines()
    assert lines[0] == "time_s,lap,kind,car,basis,text"
    assert '160.300,5,pit stop,24,timed,"Lovell pits, 30.7 s, two tyres"' in lines


def test_the_lap_of_an_order_must_be_in_the_race(capsys: Output) -> None:
    line = refused(capsys, "order", "tiny", "--lap", "11")
    assert line == "no such moment"


def test_one_format_at_a_time(capsys: Output) -> None:
    assert refused(capsys, "events", "tiny", "--csv", "--json") == (
        "--csv and --json exclude each other"
    )


# -- list, check, schema


def test_list_tells_what_was_known_before_the_start_and_no_result(capsys: Output) -> None:
    assert json.loads(run(capsys, "list", "--json")) == [
        {
            "name": "tiny",
            "title": "Tiny 10",
            "series": "Short Track Series",
            "season": "2024",
            "date": "2024-02-29",
            "track": "Hill Oval",
            "scheduled_laps": 10,
            "scheduled_time_s": None,
            "laps": "timed",
            "error": None,
        }
    ]


def test_list_for_people(capsys: Output) -> None:
    assert run(capsys, "list") == (
        "race  series              date        title    track  distance  laps\n"
        "tiny  Short Track Series  2024-02-29  Tiny 10  Hill   10 laps   timed\n"
    )


def test_what_a_race_file_does_not_know_is_a_sign_in_tables_nothing_in_csv_and_null_in_json(
    races: Path, capsys: Output
) -> None:
    race = racefile.load(TINY)
    for kind in UNKNOWNS:
        race = without(race, kind)
    (races / "secret.json").write_bytes(racefile.encode(race))
    assert run(capsys, "list").splitlines()[1:] == [
        "tiny    Short Track Series  2024-02-29  Tiny 10  Hill   10 laps   timed",
        "secret  Short Track Series  ·           Tiny 10  ·      ·         timed",
    ]
    (listed,) = (r for r in json.loads(run(capsys, "list", "--json")) if r["name"] == "secret")
    unknown = ("date", "track", "scheduled_laps", "scheduled_time_s")
    assert [listed[name] for name in unknown] == [None] * 4
    order = ("order", "secret", "--lap", "0")
    assert run(capsys, *order).splitlines()[:2] == [
        "lap  position  car  driver  laps  gap_s  interval_s  status   basis      place",
        "  0         ·    1       ·     0                     running  estimated  unknown",
    ]
    assert run(capsys, *order, "--csv").splitlines()[1] == "0,,1,,0,,,running,estimated,unknown"
    first = json.loads(run(capsys, *order, "--json"))[0]
    assert (first["position"], first["driver"]) == (None, None)
    assert '"text":"leads"' in run(capsys, "events", "secret", "--json")
    assert " failed" in run(capsys, "check", "secret").splitlines()[0]


def test_a_race_known_by_its_finish_alone_is_listed_as_such_and_has_one_order(
    races: Path, capsys: Output
) -> None:
    (races / "monza-1971.json").write_bytes((SHIPPED / "monza-1971.json").read_bytes())
    line = "monza-1971  F1                  1971-09-05  Italian Grand Prix  Monza  55 laps   "
    assert f"{line}finish only\n" in run(capsys, "list")
    (listed,) = (r for r in json.loads(run(capsys, "list", "--json")) if r["name"] == "monza-1971")
    assert (listed["scheduled_laps"], listed["laps"]) == (55, None)
    orders = (run(capsys, "order", "monza-1971", *lap) for lap in ((), ("--lap", "55")))
    assert [order.split()[12] for order in orders] == ["18", "18"]
    assert refused(capsys, "order", "monza-1971", "--lap", "54") == "no such moment"


def test_a_broken_file_is_listed_as_unreadable(races: Path, capsys: Output) -> None:
    (races / "broken.json").write_bytes(b"{")
    error = (
        f"{races / 'broken.json'}:1:1: not JSON: the file ends, and the `{{` of line 1, "
        "column 1 is never closed"
    )
    assert f"unreadable: {error}\n" in run(capsys, "list")
    listed = {item["name"]: item["error"] for item in json.loads(run(capsys, "list", "--json"))}
    assert listed == {"tiny": None, "broken": error}


def test_the_list_has_the_order_of_the_screen_and_words_narrow_it(
    races: Path, capsys: Output
) -> None:
    tiny = racefile.load(TINY)
    alpine = structs.replace(tiny.header, series="Alpine Cup", date=None)
    opening = structs.replace(tiny.header, date="2025-03-01", name="Opening 10")
    for name, header in {"zeta": alpine, "alpha": opening}.items():
        race = structs.replace(tiny, header=header)
        (races / f"{name}.json").write_bytes(racefile.encode(race))
    (races / "broken.json").write_bytes(b"{")

    def listed(*words: str) -> list[str]:
        return [row["name"] for row in json.loads(run(capsys, "list", *words, "--json"))]

    assert listed() == ["zeta", "alpha", "tiny", "broken"]
    table = run(capsys, "list").splitlines()[1:]
    assert [line.split()[0] for line in table] == ["zeta", "alpha", "tiny", "unreadable:"]
    assert listed("hill", "2025") == ["alpha"]
    assert listed("OPENING mar") == ["alpha"]
    assert listed("nothing") == []
    refusal = refused(capsys, "list", "nothing", "\x1b[2J")
    assert refusal == "no race has all of these words: nothing \\x1b[2J"


def test_check_prints_each_rule_and_succeeds_when_differences_are_explained(
    capsys: Output,
) -> None:
    lines = run(capsys, "check", "tiny").splitlines()
    assert lines[0] == "tiny: 29 met, 2 explained, 0 failed"
    assert lines[1].split() == ["rule", "outcome", "ours", "published", "reason"]
    (changes,) = (line for line in lines if line.startswith("lead changes"))
    assert changes.split(maxsplit=5) == [
        *("lead", "changes", "explained", "6", "5"),
        "the published count was made before the ruling",
    ]


def run_failing(capsys: Output, *argv: str) -> str:
    assert main([*argv]) == 1
    return capsys.readouterr().out


def test_check_fails_with_1_if_any_race_does(races: Path, capsys: Output) -> None:
    wrong = TINY.read_text(encoding="utf-8").replace('"cautions": 1', '"cautions": 2')
    (races / "wrong.json").write_text(wrong, encoding="utf-8")
    assert main(["check", "tiny", "wrong"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert "wrong: 28 met, 2 explained, 1 failed" in out
    line = wrong[: wrong.index('"cautions": 2')].count("\n") + 1
    place = f"{races / 'wrong.json'}:{line}:15: cautions: 2 published, 1 by the record"
    assert f"\nfailed\n  {place}\n" in out
    (report,) = json.loads(run_failing(capsys, "check", "wrong", "--json"))
    assert report["failed_at"] == [
        {"rule": "cautions", "where": "$.official.cautions", "line": line, "column": 15}
    ]


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["lines", "json"])
def test_check_reports_on_every_race_that_can_be_read_and_tells_all_that_cannot(
    races: Path, capsys: Output, form: tuple[str, ...]
) -> None:
    (races / "broken.json").write_text('{"replay": 1}', encoding="utf-8")
    assert main(["check", "broken", "tiny", "nosuch", "bare", *form]) == 2
    out, err = capsys.readouterr()
    assert out == run(capsys, "check", "tiny", *form)
    said = err.splitlines()
    assert said[0].startswith(f"replay: {races / 'broken.json'}:1:1: `header` is missing")
    assert said[1].startswith("replay: nosuch: no race of that name")
    assert len(said) == 3


def test_a_name_without_the_ending_of_its_file_is_asked_for_with_it(
    races: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "first.json").write_bytes(TINY.read_bytes())
    assert main(["check", "first"]) == 2
    assert capsys.readouterr().err.endswith("; did you mean ./first.json?\n")


def test_check_says_when_there_is_nothing_to_check_against(races: Path, capsys: Output) -> None:
    race = json.loads(TINY.read_bytes())
    del race["official"]
    (races / "bare.json").write_text(json.dumps(race), encoding="utf-8")
    first, *rest = run(capsys, "check", "bare").splitlines()
    assert first == "bare: no official result in this file"
    assert rest[1] == "known"
    assert "  the official result" in rest


def test_check_tells_how_a_race_is_known_and_what_is_unknown(races: Path, capsys: Output) -> None:
    said = run(capsys, "check", "tiny")
    _, known, adjusted, unknown = said.split("\n\n")
    assert known.startswith("known\n  crossings: ")
    assert "ruling by the camera" in adjusted
    assert unknown.splitlines()[:2] == ["unknown", "  tyres"]


def test_check_as_json_is_a_report_a_race(races: Path, capsys: Output) -> None:
    (report,) = json.loads(run(capsys, "check", "tiny", "--json"))
    assert list(report) == ["race", "findings", "known", "adjusted", "unknown", "failed_at"]
    assert report["failed_at"] == []
    assert report["findings"][0] == {
        "rule": "entries",
        "outcome": "met",
        "ours": "5 cars",
        "published": "5 cars",
        "reason": None,
    }


def test_schema_is_a_json_schema(capsys: Output) -> None:
    assert json.loads(run(capsys, "schema"))["$ref"] == "#/$defs/Race"


# -- a race at a moment


def test_an_order_is_that_of_a_moment(capsys: Output) -> None:
    of_lap = run(capsys, "order", "tiny", "--lap", "9", "--csv")
    assert run(capsys, "order", "tiny@L9", "--csv") == of_lap
    assert run(capsys, "order", f"{TINY}@9", "--csv") == of_lap
    yellow = list(csv.DictReader(io.StringIO(run(capsys, "order", "tiny@caution1+1s", "--csv"))))
    state = Timeline(racefile.load(TINY)).at(1_228_000)
    assert [row["car"] for row in yellow] == [row.car for row in state.order]
    assert {row["lap"] for row in yellow} == {str(state.lap)}


def test_figures_of_a_moment_are_those_of_the_last_lap_that_is_over(capsys: Output) -> None:
    of_lap = run(capsys, "order", "tiny", "--figures", "--lap", "3", "--csv")
    assert run(capsys, "order", "tiny@L3", "--figures", "--csv") == of_lap
    assert run(capsys, "order", "tiny@L3+1s", "--figures", "--csv") == of_lap
    before = run(capsys, "order", "tiny", "--figures", "--lap", "2", "--csv")
    assert run(capsys, "order", "tiny@L3-0.0001s", "--figures", "--csv") == before


def test_events_are_those_up_to_a_moment_or_between_two(capsys: Output) -> None:
    all_ = json.loads(run(capsys, "events", "tiny", "--json"))
    assert json.loads(run(capsys, "events", "tiny@finish", "--json")) == all_
    some = json.loads(run(capsys, "events", "tiny@caution1..restart1", "--json"))
    since, until = 121.8, 221.0
    assert [e["kind"] for e in some] == [e["kind"] for e in all_ if since <= e["time_s"] <= until]
    first = json.loads(run(capsys, "events", "tiny@caution1", "--json"))
    assert [e["kind"] for e in first] == [e["kind"] for e in all_ if e["time_s"] <= since]


def test_a_stop_has_no_length_before_it_is_over(capsys: Output) -> None:
    text = run(capsys, "events", "tiny@2:41", "--csv")
    assert "160.300,5,pit stop,24,timed,Lovell pits\n" in text


@pytest.mark.parametrize("called", ["tiny@L5.json", "a@b/tiny.json", "tiny@L5"])
def test_a_file_whose_path_has_an_at_is_a_race(called: str, capsys: Output) -> None:
    Path(called).parent.mkdir(exist_ok=True)
    Path(called).write_bytes(TINY.read_bytes())
    assert run(capsys, "order", called, "--csv") == run(capsys, "order", str(TINY), "--csv")
    of_lap = run(capsys, "order", str(TINY), "--lap", "3", "--csv")
    assert run(capsys, "order", f"{called}@L3", "--csv") == of_lap


def test_a_race_of_a_folder_whose_name_has_an_at_is_a_race(races: Path, capsys: Output) -> None:
    (races / "tiny@L5.json").write_bytes(TINY.read_bytes())
    assert len(run(capsys, "order", "tiny@L5", "--csv").splitlines()) == 56
    assert len(run(capsys, "order", "tiny@L5@L6", "--csv").splitlines()) == 6


# -- bad input


WRONG_LAP, NO_LAP = "Invalid value for '--lap'", "is not a lap: a number from 0, the grid"
WRONG_TIME, NO_TIME = "Invalid value for '--at'", "is not a time: 2:31:07, 45:10 or 93.5"

BAD = {
    "tini": "tini: no race of that name; did you mean tiny?",
    "zzz": "zzz: no race of that name; `replay list` names those here",
    "order": "Missing argument 'RACE'.",
    "check": "Missing argument 'RACE...'.",
    "order tiny tiny": "Got unexpected extra argument (tiny)",
    "order ../tiny": "../tiny: no such file or directory",
    "order /": "/: is a folder, not a race file",
    "order tiny --lap x": f"{WRONG_LAP}: 'x' {NO_LAP}",
    "order tiny --lap -1": f"{WRONG_LAP}: '-1' {NO_LAP}",
    "tiny --lap 1 --at 5": "--lap and --at exclude each other",
    "tiny --lap 11": "no such moment",
    "tiny --at 6:00.0001": "no such moment",
    "tiny --at 2:31:07": "no such moment",
    "tiny --at 1:60": f"{WRONG_TIME}: '1:60' {NO_TIME}",
    "tiny --at 1:60:00": f"{WRONG_TIME}: '1:60:00' {NO_TIME}",
    "tiny --at 1:5": f"{WRONG_TIME}: '1:5' {NO_TIME}",
    "tiny --at noon": f"{WRONG_TIME}: 'noon' {NO_TIME}",
    "tiny --speed 3": "Invalid value for '--speed': '3' is not one of "
    "1/20 1/10 1/5 1/2 1 2 4 8 16 32 64",
    "tiny --speed 1/0": "Invalid value for '--speed': '1/0' is not one of "
    "1/20 1/10 1/5 1/2 1 2 4 8 16 32 64",
    "--lap 3": "--lap and --at need a RACE to open",
    "reconstruct .": "Missing option '-o'.",
    "tiny@L11": "no such moment: Tiny has no 'L11'",
    "order tiny@caution9": "no such moment: Tiny has no 'caution9'",
    "events tiny@L3..L99": "no such moment: Tiny has no 'L99'",
    "events tiny@L5..L3": "in A..B the second moment is after the first",
    "order tiny@L3..L5": "one moment is wanted: RACE@L150; A..B names a span",
    "tiny@L3..L5": "a race opens at one moment: RACE@L150; A..B names a span",
    "tiny@L3 --lap 3": "--lap and RACE@MOMENT exclude each other",
    "finish tiny@L3": "RACE@MOMENT and finish exclude each other",
    "order tiny@L3 --lap 3": "--lap and RACE@MOMENT exclude each other",
    "tini@L3": "tini: no race of that name; did you mean tiny?",
    "tiny@": f"no moment is called '': name one as {KINDS_OF_MOMENTS}",
    "tiny@noon": f"no moment is called 'noon': name one as {KINDS_OF_MOMENTS}",
    "tiny@1:75": "A time is 2:31:07 or 45:10.5, with minutes and seconds up to 59",
    "check tiny@L3": "tiny@L3: no race of that name; did you mean tiny?",
}


@pytest.mark.parametrize("line", BAD)
def test_bad_input_gets_one_clear_line(line: str, capsys: Output) -> None:
    assert refused(capsys, *line.split()) == BAD[line]


def test_an_unknown_option_is_refused_in_one_line(capsys: Output) -> None:
    assert refused(capsys, "tiny", "--lpa", "3").startswith("No such option '--lpa'")


@pytest.mark.parametrize("argv", [["\x1b[2J"], ["order", "tiny", "\x1b[2J"], ["order", "a\nb"]])
def test_what_was_typed_is_shown_without_its_control_characters(
    argv: list[str], capsys: Output
) -> None:
    assert "\x1b" not in refused(capsys, *argv)


def test_a_race_for_another_version_is_refused(races: Path, capsys: Output) -> None:
    newer = TINY.read_bytes().replace(b'"replay": 1', b'"replay": 2')
    (races / "newer.json").write_bytes(newer)
    assert refused(capsys, "events", "newer") == (
        f"{races / 'newer.json'}:2:12: written in version 2 of the race format; "
        "this program reads 1 (at $.replay)"
    )


def test_without_a_terminal_the_screen_says_what_to_use_instead(capsys: Output) -> None:
    assert refused(capsys, "finish", "tiny") == (
        "the screen needs a terminal; without one, use `replay RACE --plain`"
    )
    assert refused(capsys) == "the screen needs a terminal; without one, use `replay list`"


# -- opening the screen


class Screen:
    """Stands for the app: remembers how it was opened."""

    opened: dict[str, Any]

    def __init__(self, **options: Any) -> None:
        Screen.opened = options
        self.return_code = 7

    def run(self) -> None:
        pass


@pytest.fixture(name="screen")
def terminal_and_screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> type[Screen]:

    monkeypatch.setattr("replay.tui.app.ReplayApp", Screen)
    monkeypatch.setattr("replay.cli.terminal._is_terminal", lambda stream: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr("replay.cli.choices.keymap_path", lambda: tmp_path / "keymap.toml")
    monkeypatch.setattr("replay.cli.choices.settings_path", lambda: tmp_path / "settings.toml")
    return Screen


def test_a_race_opens_on_the_grid_at_rate_1(screen: type[Screen]) -> None:
    assert main(["tiny"]) == 7
    assert screen.opened["race"] == racefile.load(TINY)
    assert (screen.opened["start"], screen.opened["speed"]) == (0, Fraction(1))
    assert (screen.opened["theme"], screen.opened["ascii"]) == (None, False)


@pytest.fixture
def states(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder for what is kept, of this test alone."""
    folder = tmp_path / "states"
    monkeypatch.setattr("replay.state.kept_races.keeps_folder", lambda: folder)
    return folder


def left(name: str, at: int, when: str = "") -> None:
    """Leave a race somewhere."""
    race = kept_races().race(name)
    race.change(left_at_place(Place(at, f"lap {at}", when)))
    assert race.save()


def test_a_race_is_taken_up_where_it_was_left(screen: type[Screen], states: Path) -> None:
    assert main(["tiny", "--resume"]) == 7
    assert screen.opened["start"] == 0
    left("tiny", 634_000)
    assert main(["tiny", "--resume"]) == 7
    assert screen.opened["start"] == 634_000
    assert main(["tiny"]) == 7
    assert screen.opened["start"] == 0
    assert screen.opened["name"] == "tiny"


def test_without_a_race_the_one_that_was_left_last_is_taken_up(
    screen: type[Screen], states: Path, capsys: Output
) -> None:
    assert "no race has been left anywhere yet" in refused(capsys, "--resume")
    for name in ("first", "second"):
        copy = racefile.races_folders()[0] / f"{name}.json"
        copy.write_bytes(TINY.read_bytes())
    left("second", 5, "2026-01-02")
    left("tiny", 634_000, "2026-01-03")
    left("first", 7, "2026-01-01")
    assert main(["--resume"]) == 7
    assert (screen.opened["name"], screen.opened["start"]) == ("tiny", 634_000)


def test_where_to_open_is_said_once(screen: type[Screen], states: Path, capsys: Output) -> None:
    left("tiny", 5)
    for option in (("--lap", "3"), ("--at", "1:10")):
        assert "--resume exclude each other" in refused(capsys, "tiny", "--resume", *option)


def test_what_cannot_be_kept_is_told_at_the_end_and_not_lost(
    screen: type[Screen],
    states: Path,
    capsys: Output,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    states.write_text("no folder")

    def run(self: Screen) -> None:
        race = self.opened["kept"].race("tiny")
        race.change(bookmarked(Bookmark(5, "lap 1", "a \x1b[2J note")))
        race.leave(9, "lap 2")

    monkeypatch.setattr(Screen, "run", run)
    assert main(["tiny"]) == 7
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("replay: tiny: not kept yet: ")
    assert told[1:] == ["  left at lap 2", "  bookmark at lap 1: a \\x1b[2J note"]


def test_a_race_opens_at_its_finish(screen: type[Screen], capsys: Output) -> None:
    assert main(["finish", "tiny"]) == 7
    end = Timeline(racefile.load(TINY)).end
    assert (screen.opened["start"], screen.opened["speed"]) == (end, Fraction(1))
    assert main(["finish", "tiny", "--speed", "1/20", "--theme", "nord", "--ascii"]) == 7
    assert (screen.opened["start"], screen.opened["speed"]) == (end, Fraction(1, 20))
    assert (screen.opened["theme"], screen.opened["ascii"]) == ("nord", True)
    assert "Open the screen at the finish line." in run(capsys, "finish", "--help")


def test_a_finish_needs_a_race_and_a_terminal(capsys: Output) -> None:
    assert "RACE" in refused(capsys, "finish")
    assert "needs a terminal" in refused(capsys, "finish", "tiny")
    assert "--lap" in refused(capsys, "finish", "tiny", "--lap", "3")


def test_no_race_opens_the_picker(screen: type[Screen]) -> None:
    assert main([]) == 7
    assert screen.opened["race"] is None
    assert [item.name for item in screen.opened["listings"]] == ["tiny"]
    assert screen.opened["load"]("tiny") == racefile.load(TINY)
    with pytest.raises(ValueError, match="no race of that name"):
        screen.opened["load"]("tini")


@pytest.mark.parametrize(
    ("options", "start"),
    [
        ("--lap 0", 0),
        ("--lap 4", 1_260_000),
        ("--lap 10", 3_600_000),
        ("--at 93.5", 935_000),
        ("--at 0.0001", 1),
        ("--at 1:33.5", 935_000),
        ("--at 0:01:33.5", 935_000),
        ("--at 6:00", 3_600_000),
    ],
)
def test_a_race_opens_at_a_lap_or_a_time(options: str, start: int, screen: type[Screen]) -> None:
    assert main(["tiny", *options.split()]) == 7
    assert screen.opened["start"] == start


@pytest.mark.parametrize(
    ("moment", "start"),
    [("L4", 1_260_000), ("grid", 0), ("caution1-1s", 1_208_000), ("finish", 3_600_000)],
)
def test_a_race_opens_at_a_moment(moment: str, start: int, screen: type[Screen]) -> None:
    assert main([f"tiny@{moment}"]) == 7
    assert screen.opened["start"] == start
    assert main([f"tiny@{moment}", "--ascii"]) == 7
    assert screen.opened["start"] == start


def test_a_scheduled_lap_that_was_not_run_is_refused_as_any_other(
    races: Path, capsys: Output, screen: type[Screen]
) -> None:
    text = TINY.read_text(encoding="utf-8")
    longer = text.replace('"scheduled_laps": 10', '"scheduled_laps": 20')
    (races / "rain.json").write_text(longer, encoding="utf-8")
    assert refused(capsys, "rain", "--lap", "15") == "no such moment"
    assert refused(capsys, "rain", "--lap", "99") == "no such moment"


@pytest.mark.parametrize(("lap", "start"), [("0", 0), ("55", 10_600)])
def test_a_finish_alone_opens_at_the_lap_it_is_of(
    lap: str, start: int, races: Path, capsys: Output, screen: type[Screen]
) -> None:
    (races / "monza-1971.json").write_bytes((SHIPPED / "monza-1971.json").read_bytes())
    assert main(["monza-1971", "--lap", lap]) == 7
    assert screen.opened["start"] == start
    assert refused(capsys, "monza-1971", "--lap", "54") == "no such moment"


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("8", Fraction(8)),
        ("x8", Fraction(8)),
        ("8x", Fraction(8)),
        ("0.5", Fraction(1, 2)),
        ("1/20", Fraction(1, 20)),
        ("0.05", Fraction(1, 20)),
        ("64", Fraction(64)),
    ],
)
def test_a_rate_can_be_written_in_several_ways(
    text: str, rate: Fraction, screen: type[Screen]
) -> None:
    assert main(["tiny", "--speed", text]) == 7
    assert screen.opened["speed"] == rate


def test_options_may_stand_before_the_race(screen: type[Screen]) -> None:
    assert main(["--ascii", "--theme", "nord", "tiny"]) == 7
    assert (screen.opened["ascii"], screen.opened["theme"]) == (True, "nord")


def test_commands_win_over_race_names(races: Path, capsys: Output, screen: type[Screen]) -> None:
    (races / "list.json").write_bytes(TINY.read_bytes())
    assert "Tiny 10" in run(capsys, "list")
    assert main([str(races / "list.json")]) == 7


def test_an_unknown_theme_names_the_nearest(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:

    monkeypatch.setattr("replay.cli.terminal._is_terminal", lambda stream: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    line = refused(capsys, "tiny", "--theme", "tokyo-nihgt")
    assert line.startswith("no theme 'tokyo-nihgt'; did you mean tokyo-night")


# -- the keymap


def test_a_keymap_gives_keys_to_ids(tmp_path: Path) -> None:
    path = tmp_path / "keymap.toml"
    path.write_text('next_lap = "right, f9"\n', encoding="utf-8")
    assert read_keymap(path) == {"next_lap": "right,f9"}


def test_a_key_is_free_once_its_command_has_another(tmp_path: Path) -> None:
    path = tmp_path / "keymap.toml"
    path.write_text('next_lap = "c"\n', encoding="utf-8")
    with pytest.raises(Failure):
        read_keymap(path)
    path.write_text('next_lap = "c, o\u0308"\nnext_caution = "f9"\n', encoding="utf-8")
    assert read_keymap(path) == {"next_lap": "c,ö", "next_caution": "f9"}


@pytest.mark.parametrize("read", [read_keymap, read_settings])
def test_what_is_no_file_is_refused_at_once(read: Callable[[Path], object], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero"), tmp_path):
        with pytest.raises(Failure, match="not a regular file"):
            read(path)


def test_without_a_keymap_nothing_changes(tmp_path: Path) -> None:
    assert read_keymap(tmp_path / "keymap.toml") == {}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"next_lap = ", "Invalid value"),
        (b'nxt_lap = "n"', "no key is called `nxt_lap`"),
        (b"next_lap = 5", '`next_lap` needs keys in quotes, such as "right,l"'),
        (b"next_lap = \xff", "not UTF-8 text"),
        (b"#" * 70_000, "larger than 65,536 bytes"),
        (b"a" + b".a" * 32_000 + b" = 1", "line 1 has more than 100 dots"),
        (b'next_lap = ","', "`next_lap`: a comma stands between keys"),
        (b'next_lap = "right,"', "`next_lap`: a comma stands between keys"),
        (b'next_lap = "Right"', "`next_lap`: no keyboard has the key `Right`: write `right`?"),
        (b'next_lap = "\\t"', "`next_lap`: no keyboard has the key `\\t`: write `tab`?"),
        (b'next_lap = "x,x"', "`next_lap`: the key `x` stands there twice"),
        (b'next_lap = "c"', "the key `c` is for `next_lap` and for `next_caution`"),
        (b'next_lap = "x"\nfollow = "x"', "the key `x` is for `next_lap` and for `follow`"),
        (b'log_up = "x"\nlog_down = "x"', "the key `x` is for `log_up` and for `log_down`"),
        (b'faster = "add"\nslower = "plus"', "the key `add` is for"),
        (b'next_lap = "ctrl+q"', "the key `ctrl+q` is for `quit` and for `next_lap`"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_wrong_keymap_is_told_with_its_file(data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "keymap.toml"
    path.write_bytes(data)
    with pytest.raises(Failure) as caught:
        read_keymap(path)
    assert str(caught.value).startswith(f"{path}: {message}")


# -- the settings


def test_without_settings_everything_is_as_it_was(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == Settings()


@pytest.mark.parametrize("speed", ['"1/2"', "0.5", '"x0.5"'])
def test_settings_take_the_values_of_the_options(speed: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    lines = ("slow_motion = false", 'theme = "nord"', "ascii = true", f"speed = {speed}")
    path.write_text("\n".join(lines), encoding="utf-8")
    found = read_settings(path)
    assert found == Settings(slow_motion=False, theme="nord", ascii=True, speed=Fraction(1, 2))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"speed = ", "Invalid value"),
        (b"sped = 8", "no setting is called `sped`: there are slow_motion, theme, ascii, speed"),
        (b"slow_motion = 1", "`slow_motion` needs true or false"),
        (b'ascii = "yes"', "`ascii` needs true or false"),
        (b"theme = 5", "`theme` needs a name in quotes"),
        (b"speed = 3", "`speed` needs one of 1/20"),
        (b'pause_at = "lead"', "`pause_at` needs a list of some of lead, caution, restart"),
        (b'pause_at = ["leads"]', "`pause_at` needs a list of some of lead, caution, restart"),
        (b"pause_at = [1, [2]]", "`pause_at` needs a list of some of lead, caution, restart"),
        (b"yellow = 0", "`yellow` needs one of play, fast, skip"),
        (b'yellow = "slow"', "`yellow` needs one of play, fast, skip"),
        (b"speed = true", "`speed` needs one of 1/20"),
        (b"speed = nan", "`speed` needs one of 1/20"),
        (b"speed = [8]", "`speed` needs one of 1/20"),
        (b"speed = 0x" + b"f" * 9_000, "`speed` needs one of 1/20"),
        (b"speed = " + b"9" * 9_000, ""),
        (b"speed = \xff", "not UTF-8 text"),
        (b"#" * 70_000, "larger than 65,536 bytes"),
    ],
)
def test_wrong_settings_are_told_with_their_file_and_key(
    data: bytes, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    with pytest.raises(Failure) as caught:
        read_settings(path)
    assert str(caught.value).startswith(f"{path}: {message}")
    assert "\n" not in str(caught.value)


def test_settings_hold_for_the_screen(screen: type[Screen], tmp_path: Path) -> None:
    assert main(["tiny"]) == 7
    assert screen.opened["slow_motion"] is True
    settings = 'slow_motion = false\ntheme = "nord"\nascii = true\nspeed = 8\n'
    (tmp_path / "settings.toml").write_text(settings, encoding="utf-8")
    for line in (["tiny"], ["finish", "tiny"], []):
        assert main(line) == 7
        assert (screen.opened["slow_motion"], screen.opened["ascii"]) == (False, True)
        assert (screen.opened["theme"], screen.opened["speed"]) == ("nord", 8)


def test_an_option_wins_over_a_setting(screen: type[Screen], tmp_path: Path) -> None:
    settings = 'slow_motion = false\ntheme = "nord"\nascii = true\nspeed = 8\n'
    (tmp_path / "settings.toml").write_text(settings, encoding="utf-8")
    options = ["--slow-motion", "--no-ascii", "--theme", "gruvbox", "--speed", "2"]
    for line in (["tiny", *options], ["finish", "tiny", *options]):
        assert main(line) == 7
        assert (screen.opened["slow_motion"], screen.opened["ascii"]) == (True, False)
        assert (screen.opened["theme"], screen.opened["speed"]) == ("gruvbox", 2)
    assert main(["tiny", "--no-slow-motion"]) == 7
    assert screen.opened["slow_motion"] is False


def test_how_the_clock_plays_is_set_by_settings_and_options(
    screen: type[Screen], tmp_path: Path
) -> None:
    assert main(["tiny"]) == 7
    assert screen.opened["pacing"] == Pacing()
    settings = 'pause_at = ["caution", "lead"]\nyellow = "skip"\n'
    (tmp_path / "settings.toml").write_text(settings, encoding="utf-8")
    for line in (["tiny"], ["finish", "tiny"], []):
        assert main(line) == 7
        assert screen.opened["pacing"] == Pacing(frozenset({"caution", "lead"}), "skip")
    assert main(["tiny", "--pause-at", "Stop, finish", "--yellow", "fast", "--in", "1h30m"]) == 7
    assert screen.opened["pacing"] == Pacing(frozenset({"stop", "finish"}), "fast", 54_000_000)
    assert main(["tiny", "--pause-at", "none", "--yellow", "play"]) == 7
    assert screen.opened["pacing"] == Pacing()


@pytest.mark.parametrize(
    ("text", "seconds"), [("10m", 600), ("90s", 90), ("10s", 10), ("1H", 3_600), ("24h", 86_400)]
)
def test_a_race_can_be_condensed_to_a_time(text: str, seconds: int, screen: type[Screen]) -> None:
    assert main(["tiny", "--in", text]) == 7
    assert screen.opened["pacing"].length == seconds * 10_000


@pytest.mark.parametrize("text", ["", "10", "0m", "9s", "-10m", "25h", "10m5", "ten", "1e9m", "m"])
def test_a_foolish_time_to_play_in_is_refused_in_a_line(
    text: str, capsys: Output, screen: type[Screen]
) -> None:
    said = refused(capsys, "tiny", f"--in={text}")
    assert "is not a time from 10s to 24h: 10m, 90s or 1h30m" in said


def test_a_finish_alone_is_not_condensed(races: Path, capsys: Output, screen: type[Screen]) -> None:
    (races / "monza-1971.json").write_bytes((SHIPPED / "monza-1971.json").read_bytes())
    assert refused(capsys, "monza-1971", "--in", "10m") == (
        "--in needs a race with laps, and of this one only the finish is known"
    )


@pytest.mark.parametrize("text", ["", "leads", "lead,,stpo", "\x1b[2J"])
def test_a_kind_of_event_that_does_not_exist_is_refused_in_a_line(
    text: str, capsys: Output, screen: type[Screen]
) -> None:
    said = refused(capsys, "tiny", f"--pause-at={text}")
    assert "is none of lead, caution, restart, stage, stop, white, finish, none" in said


@pytest.mark.parametrize(("animations", "slow"), [("none", False), ("full", True), ("", True)])
def test_where_no_motion_is_wanted_slow_motion_waits_for_its_key(
    animations: str, slow: bool, screen: type[Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", animations)
    assert main(["tiny"]) == 7
    assert screen.opened["slow_motion"] is slow
    assert main(["tiny", "--slow-motion"]) == 7
    assert screen.opened["slow_motion"] is True


def test_a_theme_of_the_settings_that_does_not_exist_is_told_with_its_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Output
) -> None:

    path = tmp_path / "settings.toml"
    path.write_text('theme = "tokyo-nihgt"', encoding="utf-8")
    monkeypatch.setattr("replay.cli.terminal._is_terminal", lambda stream: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr("replay.cli.choices.keymap_path", lambda: tmp_path / "keymap.toml")
    monkeypatch.setattr("replay.cli.choices.settings_path", lambda: path)
    line = refused(capsys, "tiny")
    assert line.startswith(f"{path}: `theme`: no theme 'tokyo-nihgt'; did you mean tokyo-night")


# -- reconstruct


def test_a_box_score_that_cannot_be_read_is_one_line(tmp_path: Path, capsys: Output) -> None:
    output = tmp_path / "out.json"
    empty = tmp_path / "empty"
    empty.mkdir()
    said = refused(capsys, "reconstruct", str(empty), "-o", str(output))
    assert said == "race.json: not found in the box score"
    assert not output.exists()


def test_a_box_score_that_is_no_folder_is_told_by_its_name(tmp_path: Path, capsys: Output) -> None:
    output, file = tmp_path / "out.json", tmp_path / "file"
    file.touch()
    for place, complaint in ((tmp_path / "none", "no such folder"), (file, "not a folder")):
        said = refused(capsys, "reconstruct", str(place), "-o", str(output))
        assert said == f"{place}: {complaint}"
    assert not output.exists()


def test_a_rebuilt_race_is_not_written_to_a_file_named_like_the_standard_output(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(__file__).parents[1] / "races" / "boxscores" / "kansas-2024"
    monkeypatch.chdir(tmp_path)
    said = refused(capsys, "reconstruct", str(folder), "-o", "-")
    assert said == "-o writes to a file: `-` names none"
    assert not (tmp_path / "-").exists()


def test_a_rebuilt_race_is_written_whole(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:

    race: Race = racefile.load(TINY)
    monkeypatch.setattr("replay.cli.reconstruction.rebuilt", lambda directory: Rebuilt(race, ()))
    folder = tmp_path / "out"
    folder.mkdir()
    assert run(capsys, "reconstruct", "anywhere", "-o", str(folder / "race.json")) == ""
    assert [path.name for path in folder.iterdir()] == ["race.json"]
    assert (folder / "race.json").read_bytes() == TINY.read_bytes()


def test_a_race_that_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:

    race: Race = racefile.load(TINY)
    monkeypatch.setattr("replay.cli.reconstruction.rebuilt", lambda directory: Rebuilt(race, ()))
    folder = tmp_path / "out"
    (folder / "race.json").mkdir(parents=True)
    line = refused(capsys, "reconstruct", "anywhere", "-o", str(folder / "race.json"))
    assert line == f"{folder / 'race.json'}: is a directory"
    assert [path.name for path in folder.iterdir()] == ["race.json"]


# -- help, completion, and being one program among others


def test_help_names_commands_and_options(capsys: Output) -> None:
    text = run(capsys, "--help")
    words = ("check", "events", "finish", "list", "order", "reconstruct", "schema", "--lap", "--at")
    also = ("subtitles", "--plain", "--detail", "--line", "--follow", "ACCESSIBLE")
    assert all(word in text for word in (*words, *also))
    assert "COMPLETE" in text
    assert text.isascii()
    assert run(capsys, "tiny", "--help") == text


def test_version(capsys: Output) -> None:
    assert run(capsys, "--version") == "replay 0.1.0\n"


def completed(line: str, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> list[str]:
    words = line.split(" ")
    monkeypatch.setenv("_REPLAY_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    with pytest.raises(SystemExit):
        main([])
    return [item.partition(",")[2] for item in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("replay t", ["tiny"]),
        ("replay ord", ["order"]),
        ("replay order ti", ["tiny"]),
        ("replay finish ti", ["tiny"]),
        ("replay check tiny ti", ["tiny"]),
        ("replay tiny --sp", ["--speed"]),
        ("replay --sp", ["--speed"]),
        ("replay order tiny --j", ["--json"]),
        ("replay order tiny@", ["tiny@L"]),
        ("replay tiny@ca", ["tiny@caution"]),
    ],
)
def test_commands_races_and_options_are_completed(
    line: str, found: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    names = completed(line, monkeypatch, capsys)
    assert found[0] in names
    assert "\0screen" not in names


WITHOUT_A_SCREEN: list[list[str]] = [
    ["--help"],
    ["--version"],
    ["list"],
    ["order", str(TINY)],
    ["events", str(TINY), "--json"],
    ["export", str(TINY), "laps"],
    ["check", str(TINY)],
    ["schema"],
    ["schema", "--page"],
    ["new", "nowhere/race", "--name", "A race", "--series", "nascar", "--car", "5 Ann Able"],
    ["reconstruct", "nowhere", "-o", "nothing"],
    ["import", "nowhere", "-o", "nothing"],
    ["subtitles", str(TINY), "-o", "nowhere/tiny.srt"],
    [str(TINY), "--plain", "--detail", "high"],
    [str(TINY), "--line", "--follow", "7"],
    ["finish", str(TINY)],
    ["cast", "no race of that name@L1..L2", "-o", "nothing"],
    ["frame", "no race of that name"],
    ["serve", "no race of that name"],
    ["no race of that name"],
    ["--no-such-option"],
    [str(TINY)],
]
"""Every command, and what ends without its screen, among them some that find no terminal."""


def test_every_command_is_tried_without_a_screen() -> None:
    assert {argv[0] for argv in WITHOUT_A_SCREEN} >= set(COMMANDS)


@pytest.mark.parametrize(
    "argv",
    WITHOUT_A_SCREEN,
    ids=lambda argv: " ".join(argv[:2]).replace(str(TINY), "tiny"),
)
def test_no_command_but_the_screen_loads_textual_or_rich(argv: list[str]) -> None:
    program = (
        "import sys; from replay.cli import main; main(sys.argv[1:]);"
        "found = {'textual', 'rich'} & set(sys.modules); sys.exit(str(found) if found else 0)"
    )
    result = python("-c", program, *argv, stdin=subprocess.DEVNULL)
    assert result.returncode == 0, result.stderr


def test_help_loads_neither_races_nor_the_library_that_decodes_them() -> None:
    program = (
        "import sys; from replay.cli import main; main(['--help']);"
        "found = {'msgspec', 'replay.racefile'} & set(sys.modules);"
        "sys.exit(str(found) if found else 0)"
    )
    assert python("-c", program).returncode == 0


def test_a_closed_pipe_ends_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "replay", "order", str(TINY), "--csv"]
    result = subprocess.run(
        command, stdout=writing, stderr=subprocess.PIPE, text=True, timeout=60, check=False
    )
    os.close(writing)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this platform has no /dev/full")
def test_a_full_disk_is_one_line() -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "replay", "order", str(TINY)]
        result = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert (result.returncode, result.stderr) == (2, "replay: no space left on device\n")


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_what_cannot_be_printed_is_one_line(option: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "replay", option], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert (done.returncode, done.stderr) == (2, "replay: no space left on device\n")


def test_help_whose_reader_has_gone_ends_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "replay", "--help"], stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    def interrupted(path: Path) -> Race:
        raise KeyboardInterrupt

    monkeypatch.setattr(racefile, "load", interrupted)
    assert main(["order", "tiny"]) == 130
    out, err = capsys.readouterr()
    assert (out, err.strip()) == ("", "")


def test_wide_and_combining_characters_are_measured_in_cells() -> None:
    assert [cell_width(text) for text in ("ab", "é", "e\u0301", "鈴木", "")] == [2, 1, 1, 4, 0]
    rows = [Fact(label="鈴木", text="5"), Fact(label="Nuñez", text="12")]
    text = "".join(table_text(lambda: rows, ("driver", "laps", "short")))
    assert text == "driver  laps  short\n鈴木       5\nNuñez     12\n"


def test_the_words_that_are_commands_are_those_of_the_parser() -> None:
    from replay.cli.commands import program

    words = {name for name, command in program.commands.items() if not command.hidden}
    assert set(COMMANDS) == words


@pytest.mark.skipif(os.name != "posix", reason="a device that stands as a file")
def test_a_race_is_not_written_over_a_device(capsys: Output) -> None:
    folder = Path(__file__).parents[1] / "races" / "boxscores" / "kansas-2024"
    said = refused(capsys, "reconstruct", str(folder), "-o", "/dev/null")
    assert "not a regular file" in said
