"""Reading a file that others wrote: a regular one, not too large, or refused by its name."""

import stat
from pathlib import Path

from replay.race.text import printable

MAX_BYTES = 4 * 1024 * 1024
"""The largest file that is read; the largest real one is 0.5 MB."""


class ForeignFileError(Exception):
    """A file cannot be used. `str()` is one line that names it and, if any, the line."""

    def __init__(self, file: str, message: str, line: int | None = None) -> None:
        self.file = file
        self.line = line
        place = file if line is None else f"{file}, line {line}"
        super().__init__(printable(f"{place}: {message}", limit=400))


def bytes_of(folder: Path, file: str) -> bytes | None:
    """Return a file's bytes, None if it does not exist; raises `ForeignFileError`.

    Nothing but a regular file is opened: reading a pipe could wait for ever.
    """
    path = folder / file
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder, not a file" if stat.S_ISDIR(mode) else "not a regular file"
            raise ForeignFileError(file, kind)
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ForeignFileError(file, f"cannot be read: {error.strerror}") from None
    if len(data) > MAX_BYTES:
        raise ForeignFileError(file, f"larger than {MAX_BYTES // 1024 // 1024} MB")
    return data
