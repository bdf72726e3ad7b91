"""`--help` of every command is complete."""

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from replay.cli.commands import program
from replay.cli.program import ImportCommand

COMMANDS = {name: command for name, command in program.commands.items() if not command.hidden}


def help_of(*words: str) -> str:
    told = CliRunner().invoke(program, [*words, "--help"], terminal_width=80)
    assert told.exit_code == 0
    return told.output


def parameters(command: click.Command) -> Iterator[tuple[str, str | None]]:
    for parameter in command.params:
        own = isinstance(command, ImportCommand) and isinstance(parameter, click.Argument)
        if not own:  # it tells of its arguments one by one
            assert isinstance(parameter, click.Option | click.Argument)
            yield parameter.opts[0], parameter.help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_and_option_of_a_command_is_explained(name: str) -> None:
    told = help_of(name)
    for parameter, help_text in parameters(COMMANDS[name]):
        assert help_text, f"{name}: {parameter} has no help"
        assert help_text.endswith("."), f"{name}: {parameter}"
        assert help_text.split()[0] in told


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_listed_by_a_whole_sentence(name: str) -> None:
    (line,) = (line for line in help_of().splitlines() if line.startswith(f"  {name} "))
    assert line.endswith(".")
    assert not line.endswith("...")


def test_every_option_of_the_screen_is_explained_where_the_program_is() -> None:
    told = help_of()
    for command in program.commands.values():
        for parameter in command.params if command.hidden else ():
            if isinstance(parameter, click.Option):
                assert parameter.help
                assert parameter.opts[0] in told


def test_a_source_and_a_path_are_explained_where_data_are_imported() -> None:
    told = help_of("import")
    for word in ("SOURCE  ", "PATH  ", "nascar", "alkamel"):
        assert word in told
