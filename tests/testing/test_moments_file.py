"""`moments.toml` says what is painted of the race files beside it; what is wrong in it is told."""

import pytest
from tests.testing.runs import Project


def test_a_file_of_moments_says_which_are_painted_and_how(project: Project) -> None:
    project.race()
    project.race("races/other.json")
    table = """
[default]
moments = ["finish"]

[tiny]
moments = ["L3", "0:31.5"]
sizes = ["80x24", "120x40"]
palettes = ["night", "none"]
panes = ["gap"]
"""
    project.write("races/moments.toml", table)
    project.run("--replay", "races", "--replay-update")
    names = project.snapshots()
    assert [name for name in names if "/other/" in name] == ["races/__replay__/other/finish.txt"]
    own = [name.removeprefix("races/__replay__/tiny/") for name in names if "/tiny/" in name]
    assert len(own) == 2 * 2 * 2 * 2
    assert {"L3.txt", "L3-80x24-none-gap.txt", "0.31.5.txt"} <= {*own}
    project.run("--replay", "races", "--replay-strict").assert_outcomes(passed=6 + 17)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[tiny]\nmoments = 5\n", "moments.toml, line 2: moments is a list of texts"),
        ("[tiny]\nsizes = ['wide']\n", "moments.toml, line 2: a size is columns and rows"),
        ("[tiny]\n\npalettes = ['nigth']\n", "line 3: no palette 'nigth'; did you mean night"),
        ("[tiny]\nmoment = ['L1']\n", "line 2: no key 'moment': there are moments, sizes"),
        ("[tiny]\nmoments = ['L1', 'L1']\n", "line 2: moments has 'L1' twice"),
        ("\n[tinny]\nmoments = ['L1']\n", "line 2: no race file tinny.json lies beside it"),
        ("[tiny]\nmoments = ['L1'\n", "moments.toml: "),
        ("a" + ".a" * 5000 + " = 1\n", "moments.toml, line 1: more than 100 dots"),
    ],
)
def test_a_wrong_file_of_moments_is_told_with_its_line(
    project: Project, text: str, told: str
) -> None:
    project.race()
    project.write("races/moments.toml", text)
    result = project.run("--replay", "races")
    result.assert_outcomes(passed=2, failed=1)
    assert told in result.stdout.str()


@pytest.mark.parametrize("wrong", ["[tiny]\nmoments = 5\n", "[tinny]\nmoments = ['L3']\n"])
def test_a_wrong_table_fails_only_the_races_it_may_be_meant_for(
    project: Project, wrong: str
) -> None:
    project.race()
    project.race("races/other.json")
    project.write("races/moments.toml", f"{wrong}\n[other]\nmoments = ['L1', 'L2']\n")
    project.run("--replay", "races/other.json", "--replay-update").assert_outcomes(passed=5)
    result = project.run("--replay", "races")
    result.assert_outcomes(passed=5 + 2, failed=1)
    assert "tiny.json::moments" in result.stdout.str()


def test_a_table_of_no_race_file_is_told_also_where_all_races_have_their_own(
    project: Project,
) -> None:
    project.race()
    project.write("races/moments.toml", "[tiny]\nmoments = ['L1']\n[gone]\nmoments = ['L1']\n")
    result = project.run("--replay", "races", "--replay-update")
    result.assert_outcomes(passed=4, failed=1)
    assert "line 3: no race file gone.json lies beside it" in result.stdout.str()


def test_a_moment_that_there_is_not_is_told_with_its_line(project: Project) -> None:
    project.race()
    project.write("races/moments.toml", '[tiny]\nmoments = [\n "grid",\n "L999",\n]\n')
    text = project.text("--replay", "races")
    assert "tiny: L999: no such moment (moments.toml, line 4)" in text
