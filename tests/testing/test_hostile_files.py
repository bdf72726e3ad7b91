"""Race files from strangers: a failure in a line or two each, and never a crash of pytest."""

import os
import re
from pathlib import Path

import pytest
from tests.testing.runs import TINY, Project

ESCAPE = "\x1b"


def assert_failures_only(project: Project, *arguments: str) -> str:
    """Run the race files; give what was printed, which holds no escape sequence."""
    report = project.path / "report.xml"
    result = project.run("--replay", "races", "-v", f"--junitxml={report}", *arguments)
    text = result.stdout.str() + result.stderr.str()
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert "INTERNALERROR" not in text
    assert ESCAPE not in text
    assert ESCAPE not in report.read_text(encoding="utf-8")
    return text


def one_moment(project: Project, name: str = "tiny.json") -> None:
    """Write a race file of which the grid alone is painted."""
    project.race(f"races/{name}")
    project.write("races/moments.toml", '[default]\nmoments = ["grid"]\n')


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (TINY.read_bytes()[:2000], "not JSON"),
        (b"not json", "not JSON"),
        (b"", "the file is empty"),
        (b"\xff\xfe\x00", "UTF-16|not UTF-8"),
        (b"[" * 300_000, "not a race file"),
        (b'{"replay": 99}', "written in version 99 of the race format"),
        (b'{"replay": 1, "header": {}}', "is missing"),
        (TINY.read_bytes().replace(b"Tiny 10", b"Ti\\u001b[31mny"), "without control"),
    ],
    ids=["cut", "not json", "empty", "utf-16", "deep", "version", "missing", "escape"],
)
def test_a_file_that_is_no_race_is_one_failure(project: Project, content: bytes, told: str) -> None:
    project.write("races/it.json", "")
    (project.path / "races/it.json").write_bytes(content)
    text = assert_failures_only(project)
    assert "races/it.json::decodes FAILED" in text
    line = next(
        line for line in text.splitlines() if re.match(r"races/it\.json(:\d+:\d+)?: ", line)
    )
    assert any(words in line for words in told.split("|")), line


def test_a_file_that_is_too_large_is_not_read(project: Project) -> None:
    path = project.write("races/huge.json", "")
    with path.open("wb") as file:
        file.truncate(2**33)
    assert "races/huge.json: 8192.0 MiB is more than the 8 allowed" in assert_failures_only(project)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_what_is_no_file_is_told_and_never_opened(project: Project) -> None:
    folder = project.write("races/other.txt", "").parent
    os.mkfifo(folder / "pipe.json")
    (folder / "zero.json").symlink_to("/dev/zero")
    (folder / "gone.json").symlink_to("nowhere.json")
    (folder / "folder.json").mkdir()
    text = assert_failures_only(project)
    assert "races/pipe.json: is not a regular file" in text
    assert "races/zero.json: is not a regular file" in text
    assert "races/gone.json: no such file or directory" in text
    assert "folder.json" not in text


@pytest.mark.parametrize("name", ["bad\x1b[31mred\x07.json", "new\nline.json", "wi\u202eth.json"])
def test_a_name_with_control_characters_is_told_as_escapes(project: Project, name: str) -> None:
    one_moment(project, name)
    text = assert_failures_only(project)
    assert "::moment grid FAILED" in text
    project.run("--replay", "races", "--replay-update").assert_outcomes(passed=4)
    assert all(sign.isprintable() for path in project.snapshots() for sign in path)
    project.run("--replay", "races").assert_outcomes(passed=4)


def test_a_folder_with_control_characters_is_told_as_escapes(project: Project) -> None:
    project.race("races/bad\x1b[31m/it.json")
    assert "::moment grid FAILED" in assert_failures_only(project)


def test_a_snapshot_that_is_no_file_is_told_and_never_waited_for(project: Project) -> None:
    one_moment(project)
    project.run("--replay", "races", "--replay-update")
    path = project.path / "races/__replay__/tiny/grid.txt"
    path.unlink()
    path.symlink_to("/dev/zero")
    text = assert_failures_only(project)
    assert "its snapshot cannot be read: not a regular file" in text
    path.unlink()
    path.mkdir()
    assert "its snapshot cannot be read: " in assert_failures_only(project)
    text = assert_failures_only(project, "--replay-update")
    assert "races/__replay__/tiny/grid.txt: is a directory" in text


def test_a_snapshot_full_of_escapes_tells_none_of_them(project: Project) -> None:
    one_moment(project)
    project.run("--replay", "races", "--replay-update")
    path: Path = project.path / "races/__replay__/tiny/grid.txt"
    whole = path.read_text(encoding="utf-8")
    for damaged in (
        whole.replace("full  ", f"full{ESCAPE}  "),
        whole.replace(" on #", f" on {ESCAPE}[31m#"),
        whole.replace("GRID", f"{ESCAPE}]0;x\x07"),
        f"{ESCAPE}[31m" * 400_000,
    ):
        path.write_text(damaged, encoding="utf-8")
        assert_failures_only(project)
