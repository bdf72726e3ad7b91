"""The file of what is kept of a race: read within bounds, written whole or not at all."""

import os
import stat
import time
from contextlib import suppress
from pathlib import Path

import msgspec

from replay.state.race_keeps import VERSION, RaceKeeps, cleaned

MAX_BYTES = 1024 * 1024
"""More than 500 bookmarks with the longest notes take; a larger file is a damaged one."""

_DECODER = msgspec.json.Decoder(RaceKeeps)
_PRIVATE = 0o600


class DamagedKeeps(ValueError):
    """A file does not hold what is kept of this race. `str()` says why in a few words."""


class LaterKeeps(OSError):
    """A later version of the program wrote the file: this one leaves it alone."""


class _Version(msgspec.Struct):
    keeps: int


def decode_keeps(data: bytes, race: str, sha256: str) -> RaceKeeps:
    """Give what is kept of a race; DamagedKeeps, or LaterKeeps of a later version."""
    if len(data) > MAX_BYTES:
        raise DamagedKeeps(f"larger than {MAX_BYTES:,} bytes")
    try:
        keeps = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        _require_known_version(data)
        raise DamagedKeeps(str(error)) from None
    if keeps.keeps != VERSION:
        _require_known_version(data)
        raise DamagedKeeps(f"no version {keeps.keeps}")
    if keeps.sha256 != sha256:
        raise DamagedKeeps("it is of another race")
    return cleaned(msgspec.structs.replace(keeps, race=race))


def _require_known_version(data: bytes) -> None:
    with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        if msgspec.json.decode(data, type=_Version).keeps > VERSION:
            raise LaterKeeps(0, "a later version wrote it")


def encode_keeps(keeps: RaceKeeps) -> bytes:
    """Write what is kept as JSON that a person can read: a fact a line."""
    return msgspec.json.format(msgspec.json.encode(keeps), indent=1) + b"\n"


def read_regular(path: Path, limit: int) -> bytes:
    """Read at most `limit` bytes of a regular file, and never wait for one that is none.

    OSError where it cannot be read; DamagedKeeps where something else lies there.
    """
    # A pipe that nobody writes to would be waited for.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise DamagedKeeps("not a regular file")
        parts = []
        while limit > 0 and (part := os.read(descriptor, limit)):
            parts.append(part)
            limit -= len(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def read_keeps(path: Path, race: str, sha256: str) -> RaceKeeps | None:
    """Read what is kept of a race; None where there is no file.

    Raises DamagedKeeps, LaterKeeps, or OSError where the file cannot be read.
    """
    try:
        data = read_regular(path, MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    return decode_keeps(data, race, sha256)


def write_keeps(path: Path, keeps: RaceKeeps) -> None:
    """Write the file anew, so that at any moment there is the old one whole or the new one whole.

    Whoever calls it holds the lock of the folder. A link is followed. OSError where it cannot be
    written; the old file then stands as it did.
    """
    path = Path(os.path.realpath(path))
    for left_over in path.parent.glob(f".{path.name}.*.part"):
        with suppress(OSError):
            left_over.unlink()  # of a program that was killed while it wrote
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    try:
        with open(descriptor, "wb") as file:
            file.write(encode_keeps(keeps))
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk, too, where the system can be asked for that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def set_aside(path: Path) -> Path:
    """Give a damaged file another name, which it returns; nothing that has one loses it."""
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime())
    for again in range(1000):
        aside = path.with_name(f"{path.name}.damaged-{stamp}{f'-{again}' if again else ''}")
        if not os.path.lexists(aside):
            os.rename(path, aside)
            return aside
    raise OSError(0, "too many damaged files beside it")
