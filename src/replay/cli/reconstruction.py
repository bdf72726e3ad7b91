"""`replay reconstruct`: a published box score made into a race file."""

import os
import sys
from pathlib import Path

from replay import racefile
from replay.cli.failure import Failure
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
    _write_whole(output, data)
    if sys.stderr is not None:  # closed: print would put the lines among the data
        for line in found.assumptions:
            print(f"replay: assumed: {printable(line)}", file=sys.stderr)
        for fact in found.given_up:
            print(f"replay: given up: {printable(str(fact))}", file=sys.stderr)
    return 0


def _write_whole(path: Path, data: bytes) -> None:
    """Write beside `path` and put it in place at once, so that no half of a file ever stands.

    A link is followed; anything but a file, such as a device, is refused.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise Failure(printable(f"{path}: not a regular file"))
    path = path.resolve()
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("xb") as file:
            file.write(data)
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = (error.strerror or "cannot be written").lower()
        raise Failure(printable(f"{path}: {reason}")) from None
