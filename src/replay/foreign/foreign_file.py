"""Reading a file that others wrote: a regular one, not too large, or refused by its name."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from replay.race.text import printable

MAX_BYTES = 4 * 1024 * 1024
"""The largest file that is read; the largest real one is 0.5 MB."""


class ForeignFileError(Exception):
    """A file cannot be used. `str()` is one line that names it and, if any, the line.

    Lines and columns (in characters) count from 1.
    """

    def __init__(
        self, file: str, message: str, line: int | None = None, column: int | None = None
    ) -> None:
        self.file = file
        self.line = line
        place = file if line is None else f"{file}, line {line}"
        place += "" if column is None else f", column {column}"
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


def file_text(path: Path) -> str:
    """Return the text of a file, UTF-8 with or without a byte order mark.

    Raises `ForeignFileError`, which names the file as it was given, and the line that is not UTF-8.
    """
    data = bytes_of(Path(), str(path))
    if data is None:
        raise ForeignFileError(str(path), "no such file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ForeignFileError(str(path), "not UTF-8", line) from None


def head_of(path: Path, size: int) -> str:
    """Return the first `size` bytes of a file as text, what is not UTF-8 left out; never blocks.

    Raises `ForeignFileError` where it is no regular file or cannot be read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ForeignFileError(str(path), "not a regular file")
        with path.open("rb") as stream:
            return stream.read(size).decode("utf-8-sig", errors="ignore")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a possible file name"
        raise ForeignFileError(str(path), f"cannot be read: {reason}") from None


def files_in(paths: Iterable[Path], most: int) -> list[Path]:
    """Return the files named, and those in the folders named, in order of their names.

    Hidden files and folders inside a folder are left out. Raises `ForeignFileError` for a path
    that is not there, and for more than `most` files.
    """
    found: dict[Path, None] = {}
    for path in paths:
        try:
            inside = _walk(path) if path.is_dir() else iter([path])
            if not path.exists():
                raise ForeignFileError(str(path), "no such file or folder")
            for file in inside:
                found[file] = None
                if len(found) > most:
                    raise ForeignFileError(str(path), f"more than {most:,} files")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "not a possible file name"
            raise ForeignFileError(str(path), f"cannot be read: {reason}") from None
    return sorted(found)


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if not name.startswith(".") and path.is_file():
                yield path
