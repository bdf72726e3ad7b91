"""Snapshots that nobody asks for are told of, and taken away, where that can be known."""

import pytest
from tests.testing.runs import Project

TWO = """
def test_one(replay_screen, replay_match):
    replay_match(replay_screen("races/tiny.json", "L1"), "first")
    replay_match(replay_screen("races/tiny.json", "L2"), "second")

def test_two(replay_screen, replay_match):
    replay_match(replay_screen("races/tiny.json", "L3"), "third")
"""
ONE = TWO.partition('    replay_match(replay_screen("races/tiny.json", "L2")')[0]
TOLD = " unused (--replay-update removes "
UNUSED = ["__replay__/test_it/test_one/second.txt", "__replay__/test_it/test_two/third.txt"]


def accepted(project: Project) -> None:
    project.race()
    project.write("test_it.py", TWO)
    project.run("--replay-update").assert_outcomes(passed=2)


def test_a_snapshot_that_nobody_asks_for_is_told(project: Project) -> None:
    accepted(project)
    project.write("test_it.py", ONE)
    result = project.run()
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines([f"2 snapshots{TOLD}them):", *(f"  {it}" for it in UNUSED)])
    assert result.ret == 0
    assert project.run("--replay-strict").ret == 1
    assert len(project.snapshots()) == 3


def test_an_update_of_a_whole_file_takes_it_away(project: Project) -> None:
    accepted(project)
    project.write("test_it.py", ONE)
    assert "2 unused snapshots removed" in project.text("--replay-update")
    assert project.snapshots() == ["__replay__/test_it/test_one/first.txt"]
    assert not (project.path / "__replay__/test_it/test_two").exists()


def test_where_not_all_is_run_nothing_is_said_and_nothing_taken_away(project: Project) -> None:
    accepted(project)
    project.write("test_it.py", ONE + "\ndef test_three(): ...\n")
    for arguments in (
        ["-k", "three"],
        ["test_it.py::test_three"],
        ["--deselect", "test_it.py::test_one"],
    ):
        assert TOLD not in project.text("--replay-strict", *arguments)
        project.run("--replay-update", *arguments)
        assert len(project.snapshots()) == 3, arguments


def test_of_a_test_that_fails_or_is_skipped_nothing_is_unused(project: Project) -> None:
    accepted(project)
    head = "def test_one(replay_screen, replay_match):\n"
    failing = TWO.replace(head, f"{head}    assert 0\n")
    skipped = failing.replace("assert 0", "import pytest; pytest.skip('not now')")
    for text in (failing, skipped):
        project.write("test_it.py", text)
        assert TOLD not in project.text("--replay-strict")
    project.run("--replay-update")
    assert len(project.snapshots()) == 3


def test_after_a_first_failure_nothing_is_unused(project: Project) -> None:
    accepted(project)
    project.write("test_it.py", "def test_none(): assert 0\n" + ONE)
    assert TOLD not in project.text("-x")


def test_a_moment_that_is_named_no_more_is_unused(project: Project) -> None:
    project.race()
    project.write("races/moments.toml", '[tiny]\nmoments = ["L1", "L2"]\n')
    project.run("--replay", "races", "--replay-update").assert_outcomes(passed=5)
    project.write("races/moments.toml", '[tiny]\nmoments = ["L1"]\n')
    assert "races/__replay__/tiny/L2.txt" in project.text("--replay", "races")
    assert TOLD not in project.text("--replay", "races/tiny.json::check")
    assert TOLD not in project.text("--replay", "races", "--replay-sizes", "80x24")
    project.run("--replay", "races", "--replay-update")
    assert project.snapshots() == ["races/__replay__/tiny/L1.txt"]


def test_workers_know_together_what_is_unused(project: Project) -> None:
    accepted(project)
    kept = project.snapshots()
    project.write("__replay__/test_it/test_two/once.txt", "of a screen that is compared no more")
    result = project.run("-n", "2", "-p", "xdist", "--replay-update")
    result.assert_outcomes(passed=2)
    assert "1 unused snapshot removed" in result.stdout.str()
    assert project.snapshots() == kept


def test_a_test_named_by_a_path_that_goes_up_is_still_a_part_of_its_file(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(project)
    project.run("--replay", "races", "--replay-update")
    (project.path / "inner").mkdir()
    monkeypatch.chdir(project.path / "inner")
    kept = project.snapshots()
    for name in ("../test_it.py::test_two", "../races/tiny.json::moment stage1"):
        assert TOLD not in project.text("--replay", name, "--replay-strict"), name
        project.run("--replay", name, "--replay-update").assert_outcomes(passed=1)
        assert project.snapshots() == kept, name


def test_one_run_of_a_test_with_parameters_leaves_those_of_the_others(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.race()
    project.write(
        "test_it.py",
        """
import pytest

@pytest.mark.parametrize("lap", [4, 5])
def test_it(replay_screen, replay_match, lap):
    replay_match(replay_screen("races/tiny.json", f"L{lap}"))
""",
    )
    project.run("--replay-update").assert_outcomes(passed=2)
    (project.path / "inner").mkdir()
    monkeypatch.chdir(project.path / "inner")
    project.run("../test_it.py::test_it[5]", "--replay-update").assert_outcomes(passed=1)
    assert len(project.snapshots()) == 2


@pytest.mark.parametrize("text", ["{", '{"replay": 1}', ""])
def test_of_a_race_that_does_not_decode_nothing_is_unused(project: Project, text: str) -> None:
    path = project.race()
    project.run("--replay", "races", "--replay-update")
    kept = project.snapshots()
    path.write_text(text, encoding="utf-8")
    assert TOLD not in project.text("--replay", "races", "--replay-strict")
    project.run("--replay", "races", "--replay-update").assert_outcomes(failed=1)
    assert project.snapshots() == kept


@pytest.mark.parametrize(
    "text",
    [
        "[tiny]\nmoments = ['L1', 'L999']\n",
        "[tiny]\nmoments = ['L1', 'soon']\n",
        "[tiny]\nmoment = ['L1']\n",
        "[tiny]\nmoments = ['L1']\nsizes = ['wide']\n",
        "[tiny]\nmoments = ['L1']\npalettes = ['nigth']\n",
        "[tiny]\nmoments = ['L1']\npanes = ['gaps']\n",
        "[tiny]\nmoments = ['L1', 'L1']\n",
        "[tinny]\nmoments = ['L1']\n",
        "[tiny\n",
    ],
)
def test_a_mistake_in_the_file_of_moments_costs_no_snapshot(project: Project, text: str) -> None:
    project.race()
    project.write("races/moments.toml", '[tiny]\nmoments = ["L1", "L2"]\n')
    project.run("--replay", "races", "--replay-update").assert_outcomes(passed=5)
    kept = project.snapshots()
    project.write("races/moments.toml", text)
    assert TOLD not in project.text("--replay", "races", "--replay-strict")
    project.run("--replay", "races", "--replay-update")
    assert {*kept} <= {*project.snapshots()}


def test_sizes_of_the_command_line_cost_a_marked_test_no_snapshot(project: Project) -> None:
    project.race()
    project.write(
        "test_it.py",
        """
import pytest

@pytest.mark.moments("L3", sizes=["80x24", "120x40"])
def test_it(replay_screen, replay_match):
    replay_match(replay_screen("races/tiny.json"))
""",
    )
    project.run("--replay-update").assert_outcomes(passed=2)
    assert TOLD not in project.text("--replay-sizes", "80x24", "--replay-strict")
    project.run("--replay-sizes", "200x60", "--replay-update").assert_outcomes(passed=1)
    assert len(project.snapshots()) == 3


def test_the_snapshots_of_what_is_there_no_more_are_unused(project: Project) -> None:
    accepted(project)
    project.race("races/other.json")
    project.run("--replay", "races", "--replay-update")
    lasting = [name for name in project.snapshots() if "/tiny/" in name]
    stray = project.snapshots()[0]
    stray_path = project.path / "races/__replay__/stray.txt"
    stray_path.write_bytes((project.path / stray).read_bytes())
    project.write("races/__replay__/README.txt", "not a snapshot")
    (project.path / "test_it.py").rename(project.path / "test_new.py")
    (project.path / "races/other.json").unlink()
    for part in (["test_new.py"], ["--replay", "races/tiny.json"], ["-k", "three"], ["--co"]):
        assert TOLD not in project.text(*part), part
    result = project.run("--replay", "--replay-strict")
    result.stdout.fnmatch_lines(["8 snapshots unused (--replay-update removes them):"])
    assert result.ret == 1
    assert len(project.snapshots()) == 4 + 4 + 3 + 2
    assert TOLD in project.text(), "also where no race file is collected"
    assert "8 unused snapshots removed" in project.text("--replay", "--replay-update")
    kept = [*lasting, "races/__replay__/README.txt"]
    assert [name for name in project.snapshots() if "test_new" not in name] == sorted(kept)
    assert not (project.path / "__replay__/test_it").exists()


@pytest.mark.parametrize("options", [[], ["-n", "2", "-p", "xdist"]])
def test_where_something_cannot_be_collected_no_folder_is_cleared(
    project: Project, options: list[str]
) -> None:
    accepted(project)
    kept = project.snapshots()
    (project.path / "test_it.py").unlink()
    wrong = project.write("test_wrong.py", "import no_such_module")
    for more in ([], ["--continue-on-collection-errors"]):
        assert TOLD not in project.text(*options, *more)
        project.run("--replay-update", *options, *more)
        assert project.snapshots() == kept
    wrong.unlink()
    assert f"3 snapshots{TOLD}" in project.text(*options)
