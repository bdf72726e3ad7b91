"""`replay reconstruct`: a published box score made into a race file."""

from pathlib import Path

from replay import racefile
from replay.cli.failure import Failure
from replay.cli.notes import print_notes
from replay.cli.whole_file import write_whole
from replay.race.text import printable
from replay.reconstruct import ForeignFileError, rebuilt


def rebuild(directory: Path, output: Path) -> int:
    """Rebuild the race of a box score and write it to `output`, whole or not at all.

    What words of a status that are not known are taken for, and published facts that contradict
    more trusted ones, are told on standard error, one a line.
    Raises `Failure` for `-` as `output`, which elsewhere means the standard output.
    """
    if str(output) == "-":
        raise Failure("-o writes to a file: `-` names none")
    try:
        found = rebuilt(directory)
        data = racefile.encode(found.race)
    except ForeignFileError as error:
        raise Failure(printable(str(error))) from None
    write_whole(output, data)
    print_notes(f"replay: assumed: {printable(line)}" for line in found.assumptions)
    print_notes(f"replay: given up: {printable(str(fact))}" for fact in found.given_up)
    return 0
