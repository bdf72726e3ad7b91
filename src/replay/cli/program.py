"""How `replay RACE` and `replay COMMAND` share one command line."""

from collections.abc import Callable

import click
from click.shell_completion import CompletionItem

# No command line can hold this word: it names the command that is meant when none is.
_SCREEN = "\0screen"


class Program(click.Group):
    """A group of commands that takes every other first word for a race to open."""

    def screen(self) -> Callable[[Callable[..., int]], click.Command]:
        """Register the command that runs when no other is named."""

        def register(function: Callable[..., int]) -> click.Command:
            command = click.command(_SCREEN, cls=_Screen, hidden=True)(function)
            self.add_command(command, _SCREEN)
            return command

        return register

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the arguments for those of the screen unless they begin with a command."""
        own = {"--version", *ctx.help_option_names}
        named = bool(args) and (args[0] in self.commands or args[0] in own)
        completing = ctx.resilient_parsing and not args
        return super().parse_args(ctx, args if named or completing else [_SCREEN, *args])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete commands, options, and the names and options of races to open."""
        found = super().shell_complete(ctx, incomplete)
        screen = self.commands[_SCREEN]
        if incomplete.startswith("-"):
            return found + screen.shell_complete(ctx, incomplete)
        race = next(param for param in screen.params if param.name == "race")
        return found + race.shell_complete(ctx, incomplete)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write both ways to call the program."""
        formatter.write_usage(ctx.command_path, "[RACE] [OPTIONS]")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options of the screen with the program's own, then the commands."""
        params = [*self.commands[_SCREEN].params, *self.get_params(ctx)]
        options = [param for param in params if isinstance(param, click.Option)]
        rows = [row for param in options if (row := param.get_help_record(ctx)) is not None]
        with formatter.section("Options"):
            formatter.write_dl(rows)
        self.format_commands(ctx, formatter)


class _Screen(click.Command):
    """The command without a name: what it tells of itself is what the program tells."""

    def get_help(self, ctx: click.Context) -> str:
        """Give the help of the program."""
        parent = ctx.parent
        return super().get_help(ctx) if parent is None else parent.command.get_help(parent)


class ImportCommand(click.Command):
    """A command whose help names what stands for SOURCE, those of plug-ins among them."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Put the options, one of which must be there, after the arguments."""
        first, *rest = super().collect_usage_pieces(ctx)
        return [*rest, first]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sources before the options."""
        from replay.importers import source_names

        with formatter.section("Positional arguments"):
            formatter.write_dl(
                [
                    ("SOURCE", f"The format: {', '.join(source_names())}."),
                    ("PATH", "A file or a folder of them; several make one race or many."),
                ]
            )
        super().format_options(ctx, formatter)
