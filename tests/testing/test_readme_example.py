"""The example of the README for those who write tests is a test, and its commands run."""

import re
import shlex
from pathlib import Path

import pytest
from tests.testing.runs import Project

README = Path(__file__).parents[2] / "README.md"
MARK = "<!-- tests -->"


@pytest.fixture
def section() -> str:
    _, found, rest = README.read_text(encoding="utf-8").partition(MARK)
    if not found:
        pytest.skip(f"the README has no section marked {MARK}")
    return rest.partition("\n## ")[0]


def blocks(section: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)


def test_the_example_is_a_test(project: Project, section: str) -> None:
    for example in blocks(section, "python"):
        project.write("test_it.py", example)
        project.run("--replay-update").assert_outcomes(passed=example.count("def test_"))
        project.run("--replay-strict").assert_outcomes(passed=example.count("def test_"))


def test_the_commands_do_what_they_say(project: Project, section: str) -> None:
    project.race("races/my-race.json")
    lines = [line for block in blocks(section, "sh") for line in block.splitlines()]
    ran = [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("pytest ")]
    assert ran
    for arguments in ran:
        result = project.run(*arguments)
        assert result.ret in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED), arguments
    project.run("--replay", "races").assert_outcomes(passed=7)
