"""A review asks of each screen that changed, at a terminal and nowhere else."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterable

import pytest
from tests.testing.runs import Project, later_crossing

MOMENTS = '[tiny]\nmoments = ["L3", "L4", "L5"]\n'


def review(project: Project, answers: Iterable[str]) -> str:
    """Run a review at a terminal, give its questions these answers, and what it printed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "pytest", "--replay", "races", "--replay-review"]
    with subprocess.Popen(
        command, cwd=project.path, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as running:
        os.close(theirs)
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
        output = running.communicate()[0].decode()
    os.close(ours)
    return output


def test_what_is_accepted_is_written_and_the_rest_fails(project: Project) -> None:
    project.race()
    project.write("races/moments.toml", MOMENTS)
    text = review(project, ["y", "what?", "n", "q"])
    assert text.count("keep it as its snapshot? [y]es, [n]o, [q]uit: ") == 4
    assert "1 snapshot written" in text
    assert "  n  no: the snapshot stays, and the test fails" in text
    assert "there is no snapshot of it yet, shown above and not accepted" in text
    assert "test session starts" in text
    assert "Captured" not in text
    assert "2 failed, 4 passed" in text
    assert project.snapshots() == ["races/__replay__/tiny/L3.txt"]


def test_after_q_nothing_more_is_asked_and_nothing_accepted(project: Project) -> None:
    project.race()
    project.write("races/moments.toml", MOMENTS)
    project.run("--replay", "races", "--replay-update")
    project.race(change=later_crossing)
    text = review(project, ["q", "y", "y"])
    assert text.count("is it meant to be so? [y]es, [n]o, [q]uit: ") == 1
    assert text.count("\n  #1 Nuñez, gap: 0.100 -> 0.091") == 1, "told once"
    assert "snapshots written" not in text


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "--replay-review asks at a terminal, and the input is none"),
        (["-n", "2", "-p", "xdist"], "--replay-review asks one by one: run it without workers"),
        (["--replay-update"], "--replay-review and --replay-update exclude each other"),
    ],
)
def test_where_nobody_can_be_asked_it_is_refused(
    project: Project, options: list[str], told: str
) -> None:
    result = project.run("--replay-review", *options)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert told in result.stderr.str()
