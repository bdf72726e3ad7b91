"""Where snapshots stand: in `__replay__` beside a test or race file, in names for any system."""

import re
import unicodedata
from hashlib import sha256
from pathlib import Path

from replay.race.text import is_text

FOLDER = "__replay__"
"""The folder beside a test module or a race file."""

_MOST_BYTES = 100
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_OFFENDING = r'[<>:"/\\|?*]'


def file_name(text: str) -> str:
    """Write a name as every file system takes it; two names never become one.

    Where a sign has to be left out, or the name is too long, a hash of the whole is added.
    """
    name = unicodedata.normalize("NFC", text)
    plain = re.sub(_OFFENDING, "-", name)
    plain = "".join(sign if is_text(sign) else "-" for sign in plain).strip(" .")
    reserved = _RESERVED.fullmatch(plain) is not None
    if plain and plain == text and not reserved and len(plain.encode()) <= _MOST_BYTES:
        return plain
    while len(plain.encode()) > _MOST_BYTES - 10:
        plain = plain[:-1]
    return f"{'_' * reserved}{plain}-{sha256(text.encode(errors='surrogatepass')).hexdigest()[:8]}"


def race_folder(path: Path) -> Path:
    """Give the folder of the snapshots of a race file."""
    return path.parent / FOLDER / file_name(path.stem)


def folder_of_test(module: Path, nodeid: str) -> Path:
    """Give the folder of the snapshots of a test of a module."""
    return race_folder(module) / name_of_test(nodeid)


def name_of_test(nodeid: str) -> str:
    """Name the folder of a test: as pytest calls it, without its module."""
    return file_name(nodeid.partition("::")[2].replace("::", "."))
