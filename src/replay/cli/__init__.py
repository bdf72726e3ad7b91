"""The command line: the arguments, and the only place that prints or exits.

Commands win over race names: `replay order` is the command, `replay ./order` a file. What a
command needs is imported when it runs: none but the screen loads Textual, and the one call that
has to be instant, `replay RACE`, goes without the parser of the others.
"""

import os
import sys
from collections.abc import Sequence

from replay.cli.failure import Failure

COMMANDS = ("check", "events", "finish", "list", "order", "reconstruct", "schema")
"""The words that are commands, and no races."""

_COMPLETION = "_REPLAY_COMPLETE"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code.

    0 done, 1 a check failed, 2 bad input (told in one line on standard error), 130 interrupted.
    """
    arguments = sys.argv[1:] if argv is None else list(argv)
    try:
        if _is_race_alone(arguments):
            from replay.cli import viewer

            return viewer.open_race(arguments[0], viewer.Opening())
        from replay.cli import commands

        return commands.run(arguments)
    except Failure as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        return _fail((error.strerror or "the system refused").lower())


def _is_race_alone(arguments: Sequence[str]) -> bool:
    """Tell the call `replay RACE` from all others."""
    if len(arguments) != 1 or _COMPLETION in os.environ:
        return False
    return not arguments[0].startswith("-") and arguments[0] not in ("", *COMMANDS)


def _fail(message: str) -> int:
    """Tell what is wrong in one line; whatever was typed is made safe to print first."""
    from replay.race.text import printable

    line = printable(" ".join(message.split()), limit=1000)
    if sys.stderr is not None:  # closed: print would put the line among the data
        print(f"replay: {line}", file=sys.stderr)
    return 2
