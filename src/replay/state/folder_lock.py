"""One program at a time changes what is kept: a lock of the system, which dies with its holder."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 2.0
"""Seconds that are waited for another program, which needs a few thousandths."""

_STEP = 0.01


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; OSError where it cannot be had within the `PATIENCE`."""
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | _CLOSED_IN_CHILDREN, 0o600)
    try:
        for _ in range(max(round(PATIENCE / _STEP), 1)):
            if _try_to_lock(descriptor):
                break
            time.sleep(_STEP)
        else:
            raise TimeoutError(0, "another program holds its lock")
        yield
    finally:
        os.close(descriptor)  # which gives the lock back


_CLOSED_IN_CHILDREN = getattr(os, "O_CLOEXEC", 0)

if sys.platform == "win32":
    import msvcrt

    def _try_to_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_to_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
