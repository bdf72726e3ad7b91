"""The lines of a text file that others wrote, one by one: a large file is never held whole."""

import stat
from collections.abc import Iterator
from pathlib import Path

from replay.foreign.foreign_file import ForeignFileError

MAX_LINE = 64 * 1024
"""The longest line that is read, in bytes."""


def text_lines(path: Path, most: int) -> Iterator[str]:
    """Yield the lines of a file with their ends, UTF-8 with or without a byte order mark.

    Raises `ForeignFileError`, with the line: for a file that is no regular one, is larger than
    `most` bytes, has a line longer than `MAX_LINE`, or is not UTF-8.
    """
    file, size = str(path), 0
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ForeignFileError(file, "not a regular file")
        with path.open("rb") as stream:
            number = 0
            while data := stream.readline(MAX_LINE + 1):
                number += 1
                size += len(data)
                if size > most:
                    raise ForeignFileError(file, f"larger than {most // 1024 // 1024} MB", number)
                if len(data) > MAX_LINE:
                    message = f"a line of more than {MAX_LINE:,} bytes"
                    raise ForeignFileError(file, message, number)
                yield _decoded(data, file, number)
    except OSError as error:
        raise ForeignFileError(file, f"cannot be read: {error.strerror}") from None


def _decoded(data: bytes, file: str, number: int) -> str:
    try:
        return data.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        raise ForeignFileError(file, "not UTF-8", number) from None
