"""An output that is a folder: many files go there, each under a name of its own."""

import os
from pathlib import Path

from replay.cli.failure import Failure
from replay.race.text import printable


def is_folder(output: str) -> bool:
    """Tell whether an output is a folder, or ends as one."""
    ends = (os.sep, os.altsep or os.sep)
    return output.endswith(ends) or Path(output).is_dir()


def make_folder(folder: Path) -> None:
    """Make a folder where there is none; raises `Failure`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "cannot be made").lower()
        raise Failure(printable(f"{folder}: {reason}")) from None
