"""Writing a file whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copymode
from typing import BinaryIO

from replay.cli.failure import Failure
from replay.race.text import printable


def write_whole(path: Path, data: bytes) -> None:
    """Write a file at once; Failure as `whole_file` has it."""
    with whole_file(path) as file:
        file.write(data)


_unfinished: set[Path] = set()


def drop_unfinished() -> None:
    """Take away what has been begun: the program ends at once."""
    for path in _unfinished:
        with suppress(OSError):
            path.unlink(missing_ok=True)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file beside `path` to write, and put it in place at the end: no half ever stands.

    What is raised meanwhile leaves `path` as it was. A link is followed, and a file that was there
    keeps its mode; anything but a file, such as a device, is refused. Raises `Failure`, also for
    `-`, which elsewhere means the standard output.
    """
    if str(path) == "-":
        raise Failure("-o writes to a file: `-` names none")
    try:
        target = path.resolve()
        if path.exists() and not path.is_file():
            reason = "is a directory" if path.is_dir() else "not a regular file"
            raise _failure(path, reason)
        # A name of its own, short enough wherever that of the file is.
        beside = target.with_name(f".{os.urandom(6).hex()}.part")
        _unfinished.add(beside)
        try:
            with beside.open("xb") as file:
                yield file
            if target.exists():
                copymode(target, beside)
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)
            _unfinished.discard(beside)
    except OSError as error:
        reason = (error.strerror or "cannot be written").lower()
        raise _failure(path, reason) from None
    except RuntimeError as error:  # what Python up to 3.12 raises for links that lead in a circle
        if "loop" not in str(error).lower():
            raise
        raise _failure(path, "too many levels of symbolic links") from None


def _failure(path: Path, reason: str) -> Failure:
    return Failure(f"{printable(str(path))}: {reason}")
