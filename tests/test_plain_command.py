"""The commands that tell a race in plain lines: what they print, when, and what they refuse."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.plain.readers import SHIPPED, TINY, tiny_timeline

from replay import racefile
from replay.cli import main
from replay.cli.opening import kept_races
from replay.cli.typed_lines import MOST_BYTES, TypedLines
from replay.plain.whole_race import spoken_race
from replay.state.race_keeps import Place, left_at_place

Output = pytest.CaptureFixture[str]

NAME = str(TINY)


@pytest.fixture(autouse=True)
def _no_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ACCESSIBLE", raising=False)
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)


def run(capsys: Output, *argv: str) -> list[str]:
    assert main(argv) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.splitlines()


def refused(capsys: Output, *argv: str) -> str:
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    return line.removeprefix("replay: ")


def python(*argv: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "replay", *argv]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


WHOLE = [line.text for line in spoken_race(tiny_timeline())]


def test_where_the_output_is_no_terminal_a_race_is_told_whole_at_the_middle_level(
    capsys: Output,
) -> None:
    assert run(capsys, NAME) == WHOLE
    assert run(capsys, NAME, "--plain") == run(capsys, NAME, "--detail", "middle") == WHOLE
    low, high = (run(capsys, NAME, "--plain", "--detail", one) for one in ("low", "high"))
    assert len(low) < len(WHOLE) < len(high)


def test_where_a_driver_is_named_the_screen_is_not_replaced(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "rubbish")
    assert refused(capsys, NAME).startswith("TEXTUAL_DRIVER: no driver 'rubbish'")
    assert run(capsys, NAME, "--plain") == WHOLE


@pytest.mark.parametrize("wish", ["1", "yes", "TRUE"])
def test_the_environment_can_ask_for_plain_lines(
    wish: str, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("replay.cli.terminal._is_terminal", lambda stream: True)
    monkeypatch.setattr("replay.cli.plain_text.can_be_typed_at", lambda: False)
    monkeypatch.setenv("ACCESSIBLE", wish)
    assert run(capsys, NAME) == WHOLE
    assert run(capsys, "finish", NAME)[0] == "Lap 10 of 10, official, 0:06:00"
    assert run(capsys) == run(capsys, "--plain")


@pytest.mark.parametrize("wish", ["", "0", "no", "false", "off"])
def test_the_environment_can_say_that_it_does_not_ask(
    wish: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from replay.cli.terminal import asks_for_plain

    monkeypatch.setattr("replay.cli.terminal._is_terminal", lambda stream: True)
    monkeypatch.setenv("ACCESSIBLE", wish)
    assert not asks_for_plain()


def test_a_race_is_told_from_the_time_it_opens_at(capsys: Output) -> None:
    lines = run(capsys, NAME, "--plain", "--at", "4:40")
    assert lines[0] == "Lap 7 of 10, green, 0:04:40"
    assert "Lap 8: 24 Lovell leads, 07 J. Field pits" in lines
    assert "Lap 7: Restart. 07 J. Field leads, 1 Nuñez second" not in lines


def test_the_list_of_races_is_told_where_no_race_is_named(
    capsys: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tiny.json").write_bytes(TINY.read_bytes())
    (tmp_path / "monza.json").write_bytes((SHIPPED / "monza-1971.json").read_bytes())
    (tmp_path / "broken.json").write_bytes(b"{")
    monkeypatch.setattr(racefile, "races_folders", lambda: (tmp_path,))
    assert run(capsys, "--plain") == [
        "Race: monza, Title: Italian Grand Prix, Series: Formula One, Date: 1971-09-05, "
        "Track: Autodromo Nazionale Monza, Distance: 55 laps, 196.515 mi, "
        "Laps: none, the finish alone",
        "Race: tiny, Title: Tiny 10, Series: Short Track Series, Date: 2024-02-29, "
        "Track: Hill Oval, Distance: 10 laps, 5 mi, Laps: timed",
        f"Cannot be read: {tmp_path / 'broken.json'}:1:1: not JSON: the file ends, and the `{{` of "
        "line 1, column 1 is never closed",
    ]


def test_one_line_is_printed_for_a_status_bar(capsys: Output) -> None:
    assert run(capsys, NAME, "--line") == ["grid | lap 0/10 | 24 Lovell on pole"]
    assert run(capsys, NAME, "--line", "--lap", "9", "--follow", "Nuñez") == [
        "white flag | lap 9/10 | 24 Lovell leads | 1 Nuñez 2nd +0.100 s"
    ]


def test_a_live_line_is_appended_where_it_changes(capsys: Output) -> None:
    lines = run(capsys, NAME, "--line", "--at", "5:16", "--speed", "64", "--follow", "1")
    assert lines[0].startswith("green | lap 8/10")
    assert lines[-1] == "official | lap 10/10 | 1 Nuñez wins by 0.001 s"
    assert len(lines) == len(set(lines)) >= 3


def test_lines_come_in_time_at_a_rate() -> None:
    command = [sys.executable, "-m", "replay", NAME, "--plain", "--at", "5:16", "--speed", "16"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        came: dict[str, float] = {}
        for line in process.stdout:
            came[line.rstrip()] = time.monotonic()
    assert process.returncode == 0
    first = came["Lap 10: 24 Lovell first at the line, 0.0005 s ahead of 1 Nuñez, unofficial"]
    ruled = came["Lap 10: 1 Nuñez wins, 0.001 s ahead of 24, by the camera"]
    # Told at 349.05 s and at 360 s of the race.
    assert 0.5 < ruled - first < 5


@pytest.mark.parametrize("options", [["--plain"], ["--line"], ["--plain", "--speed", "64"]])
def test_a_reader_that_has_gone_is_no_error(options: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "replay", NAME, *options]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_output_that_is_closed_is_no_error() -> None:
    done = python(NAME, "--plain", preexec_fn=lambda: os.close(1))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([NAME, "--plain", "--line"], "--plain and --line exclude each other"),
        (["--line"], "--line needs a RACE"),
        (["--detail", "low"], "--detail is for a RACE in plain lines"),
        ([NAME, "--line", "--detail", "low"], "--detail is for a RACE in plain lines"),
        ([NAME, "--follow", "5"], "--follow needs --line"),
        (
            [NAME, "--line", "--follow", "\x1b[2J"],
            "--follow: no car of this race is called \\x1b[2J",
        ),
        ([NAME, "--plain", "--lap", "11"], "no such moment"),
        ([NAME, "--line", "--at", "2:31:07"], "no such moment"),
        (["no-such-race", "--plain"], "no-such-race: no race of that name"),
    ],
)
def test_options_that_make_no_sense_are_refused_in_one_line(
    options: list[str], told: str, capsys: Output
) -> None:
    assert refused(capsys, *options).startswith(told)


def test_a_level_that_is_none_is_refused(capsys: Output) -> None:
    assert "'low', 'middle', 'high'" in refused(capsys, NAME, "--plain", "--detail", "most")


@pytest.fixture
def races(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of one race, and of what is kept of it, of this test alone."""
    (tmp_path / "tiny.json").write_bytes(TINY.read_bytes())
    monkeypatch.setattr(racefile, "races_folders", lambda: (tmp_path,))
    monkeypatch.setattr("replay.state.kept_races.keeps_folder", lambda: tmp_path / "kept")
    return tmp_path


def test_without_a_race_the_one_that_was_left_last_is_told_where_it_was_left(
    races: Path, capsys: Output
) -> None:
    race = kept_races().race("tiny")
    race.change(left_at_place(Place(2_800_000, "0:04:40", "2026-01-02")))
    assert race.save()
    for options in (["--plain"], ["--detail", "middle"], []):
        assert run(capsys, "--resume", *options)[0] == "Lap 7 of 10, green, 0:04:40"
    assert run(capsys, "--resume", "--line") == ["green | lap 7/10 | 07 J. Field leads"]


def test_no_race_is_told_again_before_one_was_left(races: Path, capsys: Output) -> None:
    for option in ("--plain", "--line"):
        assert refused(capsys, "--resume", option).startswith("no race has been left anywhere yet")


# -- what is typed


def test_typed_lines_are_cut_where_they_are_long_and_read_whatever_their_bytes() -> None:
    reading, writing = os.pipe()
    typed = TypedLines(reading)
    assert typed.line(0) is None
    os.write(writing, b"lap 3\r\nwhere \xff\n" + b"x" * 10_000 + b"\nquit\nunended")
    assert typed.line() == "lap 3"
    assert typed.line(0) == "where \ufffd"
    assert typed.line() == "x" * MOST_BYTES
    assert typed.line() == "quit"
    assert typed.line(0) is None
    os.close(writing)
    with pytest.raises(EOFError):
        typed.line()
    os.close(reading)


# -- subtitles


def test_subtitles_are_written_whole(tmp_path: Path, capsys: Output) -> None:
    output = tmp_path / "tiny.srt"
    assert run(capsys, "subtitles", NAME, "-o", str(output), "--sync", "L1=0:03:12") == []
    text = output.read_text(encoding="utf-8")
    assert text.startswith("1\n00:02:31,000 --> ")
    assert "\n00:03:12,000 --> " in text
    assert [path.name for path in tmp_path.iterdir()] == ["tiny.srt"]


@pytest.mark.parametrize(
    ("points", "told"),
    [
        (["L1=soon"], "--sync: 'L1=soon' is not a point such as L81=0:45:10"),
        (["\x1b[2J=0:01"], "--sync: '\\x1b[2J=0:01' is not a point such as L81=0:45:10"),
        (["L77=0:45:10"], "--sync: 'L77=0:45:10': no such moment"),
        (["L4=0:10:00", "L1=0:11:00"], "--sync: the race goes back between 0:10:00 and 0:11:00"),
    ],
)
def test_points_that_make_no_sense_are_refused_and_nothing_is_written(
    points: list[str], told: str, tmp_path: Path, capsys: Output
) -> None:
    output = tmp_path / "tiny.srt"
    given = [word for point in points for word in ("--sync", point)]
    assert refused(capsys, "subtitles", NAME, "-o", str(output), *given).startswith(told)
    assert not output.exists()


def test_subtitles_need_a_file_that_can_be_written(tmp_path: Path, capsys: Output) -> None:
    assert refused(capsys, "subtitles", NAME) == "Missing option '-o'."
    missing = tmp_path / "none" / "tiny.srt"
    assert refused(capsys, "subtitles", NAME, "-o", str(missing)).startswith(f"{missing}: ")
    assert refused(capsys, "subtitles", NAME, "-o", "-") == "-o writes to a file: `-` names none"


def test_a_line_loads_neither_the_screen_nor_what_reads_a_race_aloud() -> None:
    program = (
        "import sys; from replay.cli import main; main(sys.argv[1:]);"
        "found = {'textual', 'rich', 'asyncio', 'replay.plain.reader', 'replay.race.log'};"
        "found &= set(sys.modules); sys.exit(str(found) if found else 0)"
    )
    kansas = str(SHIPPED / "kansas-2024.json")
    done = subprocess.run([sys.executable, "-c", program, kansas, "--line"], capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
