"""Race files are tests without a line of Python: what they give, and what is told of them."""

import shlex
from collections.abc import Hashable, Sequence
from typing import Any

import pytest
from tests.testing.runs import Project, later_crossing

from replay.tui.drawing.runs import RowContent
from replay.tui.panes.title_bar import TitleBar
from replay.tui.scene import Scene

ITEMS = ["decodes", "check", "spoiler"]
MOMENTS = ["moment grid", "moment stage1", "moment white", "moment finish"]


def test_without_being_asked_no_race_file_is_collected(project: Project) -> None:
    project.race()
    project.run("races").assert_outcomes()


def test_each_race_file_is_decoded_checked_cut_and_painted_at_its_moments(project: Project) -> None:
    project.race()
    result = project.run("--replay", "races", "--collect-only", "-q")
    names = [line.partition("::")[2] for line in result.outlines if "::" in line]
    assert names == [*ITEMS, *MOMENTS]


def test_a_new_file_is_accepted_once_and_passes_from_then_on(project: Project) -> None:
    project.race()
    project.run("--replay", "races").assert_outcomes(passed=3, failed=4)
    assert project.snapshots() == []
    text = project.text("--replay", "races", "--replay-update")
    assert "4 snapshots written" in text
    assert "races/__replay__/tiny/stage1.txt" in project.snapshots()
    project.run("--replay", "races").assert_outcomes(passed=7)


def test_a_screen_without_a_snapshot_fails_and_says_how_it_is_accepted(project: Project) -> None:
    project.race()
    text = project.text("--replay", "races")
    assert "tiny at stage1 (120x40, night): there is no snapshot of it yet" in text
    assert "open it:   replay races/tiny.json@stage1" in text
    assert "accept it: pytest --replay 'races/tiny.json::moment stage1' --replay-update" in text


def test_the_command_that_accepts_a_screen_accepts_it_alone(project: Project) -> None:
    project.race()
    project.write("races/moments.toml", '[tiny]\nmoments = ["L1", "L2"]\nsizes = ["80x24"]\n')
    lines = project.run("--replay", "races").outlines
    command = next(line for line in lines if "accept it:" in line and "L2" in line)
    arguments = shlex.split(command.partition("pytest ")[2])
    project.run(*arguments).assert_outcomes(passed=1)
    assert project.snapshots() == ["races/__replay__/tiny/L2-80x24.txt"]


def test_the_command_that_opens_a_screen_shows_it_as_it_is_compared(project: Project) -> None:
    project.race()
    table = 'moments = ["L1"]\nsizes = ["80x24"]\npalettes = ["paper"]\npanes = ["gap"]\n'
    project.write("races/moments.toml", f"[tiny]\n{table}")
    text = project.text("--replay", "races")
    size = "open it:   replay frame races/tiny.json@L1 --size 80x24 {}--theme "
    assert size.format("") in text
    assert size.format("--pane gap ") in text
    project.write(
        "test_it.py",
        "def test_it(replay_screen, replay_match):\n"
        '    replay_match(replay_screen("races/tiny.json", "L1").press("right*2 i"))\n',
    )
    told = "open it:   replay races/tiny.json@L1, then press right*2 i"
    assert told in project.text("test_it.py")


def test_a_file_with_a_bracket_in_its_name_is_accepted_by_what_is_told(project: Project) -> None:
    project.race("races/a[1].json")
    lines = project.run("--replay", "races").outlines
    command = next(line for line in lines if "accept it:" in line and "stage1" in line)
    arguments = shlex.split(command.partition("pytest ")[2])
    project.run(*arguments).assert_outcomes(passed=1, deselected=6)
    assert len(project.snapshots()) == 1


def test_races_of_one_name_are_headed_by_their_paths(project: Project) -> None:
    project.race("one/tiny.json")
    project.race("two/tiny.json")
    text = project.text("--replay")
    assert "_ one/tiny.json: moment stage1 _" in text
    assert "_ two/tiny.json: moment stage1 _" in text


def test_the_files_of_the_settings_are_collected_without_an_option(project: Project) -> None:
    project.ini("replay_files = races/*.json more/**/*.json\n")
    project.race()
    project.race("more/deep/other.json")
    project.race("elsewhere/third.json")
    result = project.run("--collect-only", "-q")
    files = {line.partition("::")[0] for line in result.outlines if "::" in line}
    assert files == {"races/tiny.json", "more/deep/other.json"}


def test_a_glob_of_the_settings_that_finds_nothing_is_told(project: Project) -> None:
    project.ini("replay_files = race/*.json\n")
    project.race()
    project.write("test_it.py", "def test_it(): ...")
    result = project.run()
    result.assert_outcomes(passed=1)
    told = "replay_files: no file is 'race/*.json' as seen from the root folder"
    assert told in result.stdout.str()


def test_a_race_file_that_is_named_without_the_option_is_a_hint_at_it(project: Project) -> None:
    project.race()
    assert "tiny.json: race files are collected with --replay" in project.text("races/tiny.json")
    assert "collected with" not in project.text("--replay", "races/tiny.json")


@pytest.mark.parametrize("pattern", ["/races/*.json", "**races/*.json"])
def test_what_is_no_glob_is_refused_in_one_line(project: Project, pattern: str) -> None:
    project.ini(f"replay_files = {pattern}\n")
    result = project.run()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    told = f"ERROR: replay_files: '{pattern}' is no glob as seen from the root folder"
    assert [line for line in result.errlines if line] == [told]


def test_a_size_that_cannot_be_drawn_is_refused(project: Project) -> None:
    project.race()
    told = "'10x5' is not a size from 60x16 to 400x150"
    assert f"--replay-sizes: {told}" in project.text("--replay", "--replay-sizes", "10x5")
    project.write("races/moments.toml", "[tiny]\nsizes = ['10x5']\n")
    assert f"moments.toml, line 2: {told}" in project.text("--replay", "races")


def test_other_json_is_left_alone(project: Project) -> None:
    project.write("package.json", '{"name": "something else"}')
    project.write("list.json", "[1, 2, 3]")
    project.run("--replay").assert_outcomes()


def test_a_change_is_told_by_car_and_column(project: Project) -> None:
    project.race()
    project.write("races/moments.toml", '[tiny]\nmoments = ["L3"]\n')
    project.run("--replay", "races", "--replay-update")
    project.race(change=later_crossing)
    text = project.text("--replay", "races/tiny.json")
    assert "tiny at L3 (120x40, night): " in text
    summary = next(line for line in text.splitlines() if line.startswith("FAILED "))
    assert summary.startswith("FAILED races/tiny.json::moment L3 - #24 Lovell, ")
    assert "#1 Nuñez, gap: 0.100 -> 0.091" in text
    assert "#24 Lovell, last: 30.300 -> 30.309" in text
    assert "open it:   replay races/tiny.json@L3" in text


@pytest.mark.parametrize("without", ["laps", "laps finish"])
def test_a_result_without_laps_is_not_told_before_the_finish(
    project: Project, without: str
) -> None:
    def without_laps(race: Any) -> None:
        for key in (*without.split(), "stops", "remarks"):
            race.pop(key, None)
        race["events"] = [event for event in race["events"] if "provisional" not in event]

    project.race(change=without_laps)
    text = project.text("--replay", "races/tiny.json", "-k", "spoiler or decodes")
    assert "2 passed" in text


def test_a_file_that_does_not_decode_is_one_failure_of_one_line(project: Project) -> None:
    def wrong(race: Any) -> None:
        race["laps"][0]["crossings"][1] = "soon"

    project.race(change=wrong)
    result = project.run("--replay", "races")
    result.assert_outcomes(failed=1)
    result.stdout.re_match_lines([r"races/tiny\.json:\d+:\d+: expected a time.*\(at \$\.laps\["])


def test_a_race_that_is_not_as_its_own_result_fails_its_check(project: Project) -> None:
    def other_laps(race: Any) -> None:
        race["official"]["laps"] = 9

    project.race(change=other_laps)
    text = project.text("--replay", "races/tiny.json::check")
    assert "tiny is not as its official result has it" in text
    assert "laps: ours 10, published 9" in text
    assert "all of it: replay check races/tiny.json" in text


def test_a_screen_that_tells_what_comes_later_fails(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here the title bar gives the winner away wherever the file has a result."""
    rows = TitleBar.rows

    def leaking(self: TitleBar, scene: Scene, width: int, height: int) -> Sequence[Hashable]:
        official = scene.race.official
        if official is None:
            return rows(self, scene, width, height)
        return [RowContent(((f"{official.results[0].car} wins", "full"),))]

    monkeypatch.setattr(TitleBar, "rows", leaking)
    project.race()
    text = project.text("--replay", "races/tiny.json::spoiler")
    assert "the screen at stage1 tells something that happens later:" in text
    assert "(as it is where the file is cut there -> as it is with the whole file)" in text
    assert "open it: replay races/tiny.json@stage1" in text
    assert "it may be a bug of replay" in text
    assert "wins" in next(line for line in text.splitlines() if "title, line 1: " in line)


def test_a_race_without_a_result_skips_its_check(project: Project) -> None:
    project.race(change=lambda race: race.pop("official"))
    project.run("--replay", "races/tiny.json::check").assert_outcomes(skipped=1)


def test_sizes_given_on_the_command_line_stand_in_for_the_others(project: Project) -> None:
    project.race()
    result = project.run("--replay", "races", "--replay-sizes", "80x24,200x60", "--co", "-q")
    assert sum("moment finish 80x24" in line for line in result.outlines) == 1
    assert sum("moment" in line for line in result.outlines) == 2 * len(MOMENTS)
    wrong = project.run("--replay", "races", "--replay-sizes", "80")
    assert "--replay-sizes: a size is columns and rows" in wrong.stderr.str()


def test_pictures_are_drawn_of_what_is_compared(project: Project) -> None:
    project.race()
    project.run("--replay", "races", "--replay-update", "--replay-svg", "pictures")
    pictures = sorted(path.name for path in (project.path / "pictures").rglob("*.svg"))
    assert pictures == ["finish.svg", "grid.svg", "stage1.svg", "white.svg"]
    text = next((project.path / "pictures").rglob("finish.svg")).read_text(encoding="utf-8")
    assert text.startswith("<svg")
    assert str(project.path) not in text
