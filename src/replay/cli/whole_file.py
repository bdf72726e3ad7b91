"""Writing a file whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from replay.cli.failure import Failure
from replay.race.text import printable


def write_whole(path: Path, data: bytes) -> None:
    """Write a file at once; Failure as `whole_file` has it."""
    with whole_file(path) as file:
        file.write(data)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file beside `path` to write, and put it in place at the end: no half ever stands.

    What is raised meanwhile leaves `path` as it was. A link is followed; anything but a file, such
    as a device, is refused. Raises `Failure`, also for `-`, which elsewhere means the standard
    output.
    """
    if str(path) == "-":
        raise Failure("-o writes to a file: `-` names none")
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise Failure(printable(f"{path}: not a regular file"))
    path = path.resolve()
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("xb") as file:
            yield file
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = (error.strerror or "cannot be written").lower()
        raise Failure(printable(f"{path}: {reason}")) from None
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
