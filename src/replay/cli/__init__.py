"""The command line: the arguments, and the only place that prints or exits.

Commands win over race names: `replay order` is the command, `replay ./order` a file. What a
command needs is imported when it runs: none but the screen loads Textual, and the one call that
has to be instant, `replay RACE`, goes without the parser of the others.
"""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

from replay.cli.failure import Failure
from replay.cli.notes import print_notes

COMMANDS = (
    *("cast", "check", "events", "export", "finish", "frame", "import", "list", "new", "order"),
    *("reconstruct", "schema", "serve", "subtitles"),
)
"""The words that are commands, and no races."""

_INTERRUPTED = 130

_COMPLETION = "_REPLAY_COMPLETE"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code.

    0 done, 1 a check failed, 2 bad input (told in one line on standard error), 130 interrupted.
    """
    arguments = sys.argv[1:] if argv is None else list(argv)
    before = _end_at_once_when_interrupted()
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except Failure as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        return _fail((error.strerror or "the system refused").lower())
    finally:
        gc.enable()
        if before is not None:
            signal.signal(signal.SIGINT, before)


def _run(arguments: Sequence[str]) -> int:
    if _is_race_alone(arguments):
        gc.disable()  # before the imports: a tenth of a start is spent in it otherwise
        from replay.cli.opening import Opening
        from replay.cli.terminal import asks_for_plain

        if asks_for_plain():
            from replay.cli import plain_text

            return plain_text.tell_race(arguments[0], Opening(), "middle")
        from replay.cli import viewer

        return viewer.open_race(arguments[0], Opening())
    from replay.cli import commands

    return commands.run(arguments)


def _end_at_once_when_interrupted() -> signal.Handlers | None:
    """Let an interrupt end the program without an exception; return what it did before.

    An exception in the midst of an import, or of the decoder of race files as it is built, may
    leave C code in pieces. The screen, while it is up, has the signal for itself.
    """

    def end(number: int, frame: FrameType | None) -> None:
        if (writing := sys.modules.get("replay.cli.whole_file")) is not None:
            writing.drop_unfinished()
        os._exit(_INTERRUPTED)

    try:
        return signal.signal(signal.SIGINT, end)  # type: ignore[return-value]
    except ValueError:
        return None  # not the main thread, which alone is interrupted


def _drop_output() -> None:
    """Throw away what is left of the output: it would raise again as the interpreter closes."""
    if sys.stdout is None:
        return
    with suppress(OSError, ValueError), open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())  # where it is a file of the system


def _is_race_alone(arguments: Sequence[str]) -> bool:
    """Tell the call `replay RACE` from all others."""
    if len(arguments) != 1 or _COMPLETION in os.environ:
        return False
    return not arguments[0].startswith("-") and arguments[0] not in ("", *COMMANDS)


def _fail(message: str) -> int:
    """Tell what is wrong in one line; whatever was typed is made safe to print first."""
    from replay.race.text import printable

    line = printable(" ".join(message.split()), limit=1000)
    print_notes([f"replay: {line}"])
    return 2
