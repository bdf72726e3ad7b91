"""Snapshot files: read no further than they may be large, and written whole or not at all."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from replay.testing.snapshot import MOST_BYTES, SnapshotError
from replay.testing.snapshot_place import FOLDER


def snapshot_bytes(path: Path) -> bytes | None:
    """Read a snapshot; None where there is none. SnapshotError where it cannot be read.

    At most one byte more than a snapshot may have, and from a regular file alone.
    """
    try:
        # A pipe that nobody writes to would be waited for.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise SnapshotError("not a regular file")
            return file.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise SnapshotError((error.strerror or "cannot be read").lower()) from None


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole, in folders made for it; SnapshotError where it cannot be."""
    beside = path.with_name(f".{os.urandom(6).hex()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(data)
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise SnapshotError((error.strerror or "cannot be written").lower()) from None


def remove_snapshot(path: Path) -> None:
    """Take a snapshot away, and the folders of it that are empty then."""
    path.unlink(missing_ok=True)
    folder = path.parent
    with suppress(OSError):
        while folder.name != FOLDER and FOLDER in folder.parts:
            folder.rmdir()
            folder = folder.parent
        folder.rmdir()
