"""`replay frame`: one screen without a terminal, the same each time."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.futures import other_future
from tests.tui.viewing import KANSAS, Viewer, kansas, view

from replay import racefile
from replay.cli import main
from replay.race.model import Race
from replay.race.moment_name import moment_time
from replay.race.timeline import Timeline
from replay.tui.drawing.painted_rows import as_text
from replay.tui.headless import HeadlessReplay, Look
from replay.tui.instruments import NAMES, read_instrument

Output = pytest.CaptureFixture[str]

SHIPPED = sorted(path.stem for path in KANSAS.parent.glob("*.json"))
LAP_137 = f"{KANSAS}@L137"


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replay.cli.choices.keymap_path", lambda: tmp_path / "keymap.toml")
    monkeypatch.setattr("replay.cli.choices.settings_path", lambda: tmp_path / "settings.toml")
    monkeypatch.chdir(tmp_path)


def frame(capsys: Output, *argv: str) -> str:
    assert main(["frame", *argv]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def refused(capsys: Output, *argv: str) -> str:
    assert main(["frame", *argv]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err.removeprefix("replay: ").rstrip("\n")


def seen(viewer: Viewer) -> str:
    return "".join(f"{line.rstrip()}\n" for line in viewer.lines())


@pytest.mark.parametrize(
    ("moment", "keys", "pane"),
    [
        ("L137", (), ""),
        ("finish", (), ""),
        ("caution3+60s", ("t",), "places"),
        ("L250", ("b",), "fights"),
        ("finish", ("e",), "summary"),
    ],
)
def test_a_frame_is_the_screen_of_that_moment(
    moment: str, keys: tuple[str, ...], pane: str, capsys: Output
) -> None:
    shown = []

    async def check(viewer: Viewer) -> None:
        await viewer.press(*keys)
        await viewer.settle()
        shown.append(seen(viewer))

    start = moment_time(Timeline(kansas()), moment)
    view(kansas(), check, (120, 40), start=start)
    options = ("--pane", pane) if pane else ()
    assert frame(capsys, f"{KANSAS}@{moment}", *options) == shown[0]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_frame_of_every_shipped_race_is_the_same_each_time(name: str, capsys: Output) -> None:
    first, second = (
        frame(capsys, f"{name}@finish-0.01s", "--size", "80x24", "--svg") for _ in range(2)
    )
    assert first == second
    assert first.startswith("<svg")


def test_a_frame_does_not_hang_on_the_order_of_sets() -> None:
    command = [sys.executable, "-m", "replay", "frame", LAP_137, "--ansi", "--pane", "places"]
    told = [
        subprocess.run(
            command,
            capture_output=True,
            check=True,
            timeout=60,
            env={**os.environ, "PYTHONHASHSEED": seed, "TERM": term, "XDG_CONFIG_HOME": "/nowhere"},
        ).stdout
        for seed, term in (("1", "dumb"), ("2", "xterm"))
    ]
    assert told[0] == told[1]
    assert b"\x1b[0;" in told[0]


# -- forms


def test_the_form_is_text_in_a_pipe_and_else_that_of_the_file(
    tmp_path: Path, capsys: Output
) -> None:
    text = frame(capsys, LAP_137)
    assert "\x1b" not in text
    assert len(text.splitlines()) == 40
    colours = frame(capsys, LAP_137, "--ansi")
    assert colours.count("\n") == 40
    assert "\x1b[0;" in colours
    for name, form in (("a.svg", "--svg"), ("a.ans", "--ansi"), ("a.txt", "--text")):
        assert frame(capsys, LAP_137, "-o", name) == ""
        assert Path(name).read_text(encoding="utf-8") == frame(capsys, LAP_137, form)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.ans", "a.svg", "a.txt"]


def test_a_picture_is_called_by_its_moment(capsys: Output) -> None:
    assert ">kansas-2024@L137<" in frame(capsys, LAP_137, "--svg")
    assert ">kansas-2024@grid<" in frame(capsys, str(KANSAS), "--svg")


def test_size_theme_and_signs_are_those_asked_for(capsys: Output) -> None:
    small = frame(capsys, LAP_137, "--size", "80x24", "--ascii")
    assert len(small.splitlines()) == 24
    assert small.isascii() or {sign for sign in small if not sign.isascii()} == {"á"}
    assert max(map(len, small.splitlines())) <= 80
    night, paper = (frame(capsys, LAP_137, "--svg", *o) for o in ((), ("--theme", "replay-paper")))
    assert night != paper


def test_settings_and_keymap_are_those_of_the_screen(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "settings.toml").write_text('theme = "replay-paper"\nascii = true\n')
    (tmp_path / "keymap.toml").write_text('play_pause = "x"\nagainst = "space"\n')
    by_files = frame(capsys, LAP_137, "--ansi")
    assert " x play " in frame(capsys, LAP_137)
    (tmp_path / "settings.toml").unlink()
    assert frame(capsys, LAP_137, "--ansi", "--theme", "replay-paper", "--ascii") == by_files


# -- instruments


NOTHING = {
    "places": "Places by lap",
    "gap": "Gap",
    "pace": "No clean laps yet.",
    "card:5": "Car 5",
    "duel:5,17": "Head to head",
    "fights": "Fights",
    "grid": "Before the start",
    "caution": "No yellow yet.",
    "stage": "No stage has ended yet.",
    "sofar": "Not under green yet.",
    "summary": "Not over yet.",
    "after": "Not over yet.",
    "log": "Nothing has happened yet.",
    "line": "At the line",
}


def screens(
    race: Race, wanted: Sequence[tuple[str | int, str]], size: tuple[int, int]
) -> list[str]:
    """Give the screens of moments or times with a pane open on each, one after the other."""
    timeline, found = Timeline(race), []

    async def work(app: HeadlessReplay) -> None:
        for moment, pane in wanted:
            at = moment if isinstance(moment, int) else moment_time(timeline, moment)
            app.stand_at(at)
            found.append(as_text(await app.rows(read_instrument(pane, race.entries))))

    assert HeadlessReplay(race, Look(size), work).work_through() == 0
    return found


def test_an_instrument_without_anything_to_show_says_so_in_its_room() -> None:
    found = screens(kansas(), [("grid", pane) for pane in NOTHING], (120, 40))
    for text, (pane, words) in zip(found, NOTHING.items(), strict=True):
        assert words in text, pane


def test_a_finish_alone_has_no_laps_to_show() -> None:
    monza = racefile.load(racefile.find("monza-1971"))
    panes = ("places", "duel", "fights", "caution", "stage", "sofar", "after")
    for pane, text in zip(
        panes, screens(monza, [("finish", p) for p in panes], (80, 24)), strict=True
    ):
        words = "After the race" if pane == "after" else "Finish only: no laps in this file."
        assert words in text, pane


THERE_IS = {
    ("L137", "stage"): "Stage 1",
    ("L137", "caution"): "Caution 1",
    ("L137", "sofar"): "The race so far",
    ("L137", "grid"): "The race is on",
    ("caution3", "sofar"): "Not under yellow:",
    ("finish-1s", "after"): "Not yet official.",
    ("finish", "after"): "After the race",
    ("finish", "sofar"): "its summary has it all",
    ("L137", "card:buescher"): "Car 17",
    ("L137", "log"): "Race log",
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_an_instrument_shows_what_there_is(size: tuple[int, int]) -> None:
    found = screens(kansas(), list(THERE_IS), size)
    for text, (asked, words) in zip(found, THERE_IS.items(), strict=True):
        assert words in text, asked


def test_no_frame_tells_of_what_is_to_come() -> None:
    timeline = Timeline(kansas())
    for moment in ("caution1", "L137"):
        time = moment_time(timeline, moment)
        wanted = [(time, pane) for pane in NOTHING]
        ours = screens(kansas(), wanted, (120, 40))
        theirs = screens(other_future(kansas(), time, 7, 1), wanted, (120, 40))
        for pane, mine, other in zip(NOTHING, ours, theirs, strict=True):
            assert mine == other, (moment, pane)


def test_a_screen_is_the_same_whatever_was_shown_before_it() -> None:
    wanted = [
        (moment, pane)
        for moment in ("L137", "finish", "grid", "caution3")
        for pane in ("places", "line", "log", "caution", "duel:5,17")
    ]
    forth = screens(kansas(), wanted, (80, 24))
    back = screens(kansas(), wanted[::-1], (80, 24))
    assert forth == back[::-1]


def test_the_cars_of_an_instrument_are_followed_and_under_the_cursor(capsys: Output) -> None:
    lines = frame(capsys, f"{LAP_137}", "--pane", "duel:5,17").splitlines()
    assert any("Larson" in line and "Buescher" in line for line in lines[1:6])


# -- refusals


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        (["tini@L5"], "tini: no race of that name"),
        ([f"{KANSAS}@L999"], "no such moment"),
        ([f"{KANSAS}@L1..L5"], "one moment is wanted: RACE@L150; A..B names a span"),
        (
            [LAP_137, "--size", "20x5"],
            "Invalid value for '--size': '20x5' is not a size from 60x16",
        ),
        ([LAP_137, "--size", "9999x9999"], "Invalid value for '--size': '9999x9999' is not a size"),
        ([LAP_137, "--pane", "radar"], "no pane 'radar': there are places, gap, pace, card, duel"),
        ([LAP_137, "--pane", "card:99x"], "no car '99x' is in this race"),
        ([LAP_137, "--pane", "card:5,17"], "the pane card takes one car: 'card:5,17' has more"),
        ([LAP_137, "--pane", "duel:5,5"], "the pane duel takes two cars: 'duel:5,5' has one twice"),
        ([LAP_137, "--theme", "nite"], "no theme 'nite'; did you mean"),
        ([LAP_137, "-o", "no/such/place.svg"], ""),
    ],
)
def test_what_cannot_be_shown_is_refused_in_one_line(
    argv: list[str], line: str, capsys: Output
) -> None:
    assert line in refused(capsys, *argv)


def test_every_name_of_an_instrument_is_told_in_the_help(capsys: Output) -> None:
    text = frame(capsys, "--help")
    assert all(name in text for name in NAMES)
