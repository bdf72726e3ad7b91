"""Where races are stored: bytes <-> `Race`, and the folders race files are found in.

A race file is untrusted. Its size is limited before it is read, it is decoded strictly and
cross-checked, and every error is one line that names the file and the place in it. What is wrong
is put in words, and its place found, by `replay.schema.diagnosis`, only once something is.
"""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import msgspec
import platformdirs

from replay.race import consistency
from replay.race.model import VERSION, Header, Race
from replay.race.text import is_text, printable

MAX_BYTES = 8 * 1024 * 1024
"""The largest race file that is read; a 24-hour race of 62 cars takes about 0.3 MB."""

HEAD_BYTES = 64 * 1024
"""How much of a file a list of races reads of each at most; the header stands first for this."""

_MOST_HEADS = 8 * 1024
"""How much it reads at first: most headers are shorter, and 1,000 files are read in no time."""


class RaceFileError(ValueError):
    """A race file cannot be read. `str()` is one printable line: `file:line:column: message`.

    `where` is a JSON path such as `$.entries[3].grid`, or None where the whole file is meant;
    `line` and `column` (in characters) count from 1, and are None where no place is known.
    """

    def __init__(
        self,
        path: str,
        message: str,
        where: str | None = None,
        place: tuple[int, int] | None = None,
    ) -> None:
        self.path = printable(path)
        self.message = printable(message, limit=500)
        self.where = None if where is None else printable(where)
        self.line: int | None = place[0] if place else None
        self.column: int | None = place[1] if place else None
        name = self.path if place is None else f"{self.path}:{self.line}:{self.column}"
        also = "" if self.where is None else f" (at {self.where})"
        super().__init__(f"{name}: {self.message}{also}")

    def named(self, path: str) -> "RaceFileError":
        """Return the same error of a file that is called otherwise."""
        place = None if self.line is None or self.column is None else (self.line, self.column)
        return RaceFileError(path, self.message, self.where, place)


# -- decoding ---------------------------------------------------------------------------------


_RACE = msgspec.json.Decoder(Race)
_HEADER = msgspec.json.Decoder(Header)
_HEAD = re.compile(
    rb'\s*\{\s*(?:"\$schema"\s*:\s*"[^"\\\x00-\x1f]{0,1200}"\s*,\s*)?'
    rb'"replay"\s*:\s*([0-9]{1,9})\s*,\s*"header"\s*:\s*'
)
_HEADER_ENDS = b"\n },"


def decode(data: bytes, name: str = "race file") -> Race:
    """Return the race that `data` holds, decoded strictly and cross-checked.

    `name` stands for the file in errors. Raises `RaceFileError`.
    """
    if len(data) > MAX_BYTES:
        raise RaceFileError(name, f"larger than the {MAX_BYTES // 2**20} MiB a race file may have")
    if not data.strip():
        raise RaceFileError(name, "the file is empty")
    if data.startswith(b"\xef\xbb\xbf"):
        message = "starts with a byte order mark: save it as UTF-8 without one (without BOM)"
        raise RaceFileError(name, message, None, (1, 1))
    wrong: Exception | None = None
    try:
        race = _decoded(data)
        if race.replay == VERSION:
            _require_once(data, race, name)
            consistency.verify(race)
            return race
    except RaceFileError:
        raise
    except (ValueError, RecursionError) as error:
        wrong = error
    raise _faulty(data, name, wrong) from None


def _decoded(data: bytes) -> Race:
    if b'"$schema"' not in data:
        return _RACE.decode(data)
    from replay.schema.bound_race import decode_bound

    return decode_bound(data)


def _require_once(data: bytes, race: Race, name: str) -> None:
    """Require that no field stands twice, of which decoding takes the last and drops the other.

    Then more is quoted than the race says. So it is where a default is written out or a quote is
    written as its number, too: only such texts are walked through.
    """
    said = msgspec.json.encode(race).count(b'"')
    if data.count(b'"') == said and b"\\u0022" not in data:
        return
    from replay.schema.field_twice import field_twice

    fault = field_twice(data)
    if fault is not None:
        raise RaceFileError(name, fault.message, fault.where, fault.place)


def _faulty(data: bytes, name: str, error: Exception | None) -> RaceFileError:
    """Return what is wrong with a file, in words and with its place."""
    from replay.schema.diagnosis import diagnosed

    fault = diagnosed(data, error)
    return RaceFileError(name, fault.message, fault.where, fault.place)


# -- encoding ---------------------------------------------------------------------------------


def encode(race: Race) -> bytes:
    """Return the canonical text of a race: UTF-8, LF, one fact a line, ten crossings a line.

    `decode(encode(race)) == race` for every race that `decode` accepts; a `$schema` is left out.
    """
    from replay.schema.canonical_text import canonical_text

    return canonical_text(race).encode()


# -- files ------------------------------------------------------------------------------------


def load(path: Path) -> Race:
    """Return the race in the file at `path`. Raises `RaceFileError`."""
    return decode(contents(path), str(path))


def place_in(path: Path, where: str) -> tuple[int, int] | None:
    """Return line and column of the value at a JSON path in the file at `path`, of what holds it.

    None where nobody can tell. Raises `RaceFileError`.
    """
    from replay.schema.diagnosis import place_of

    return place_of(contents(path, MAX_BYTES + 1), where)


def read_header(path: Path) -> Header:
    """Return the header of the file at `path`, as a rule from its first 64 KiB alone.

    The rest of the file is then not looked at, so that it may still be broken. A file whose
    header does not stand first is read whole. Raises `RaceFileError`.
    """
    for limit in (_MOST_HEADS, HEAD_BYTES):
        header = _header_in(contents(path, limit))
        if header is not None:
            return header
    return load(path).header  # for the error, or for a header of more than 64 KiB


def _header_in(head: bytes) -> Header | None:
    """Decode the header a file begins with; None where it does not end here, or is wrong."""
    start = _HEAD.match(head)
    if start is None or int(start[1]) != VERSION:
        return None
    # It ends on a line of its own as `encode` writes it: what is found so and decodes is whole.
    end = head.find(_HEADER_ENDS, start.end()) + len(_HEADER_ENDS) - 1
    try:
        return _HEADER.decode(head[start.end() : end])
    except (ValueError, RecursionError):
        pass
    import json

    text = head[start.end() :].decode(errors="ignore")
    try:
        _, end = json.JSONDecoder().raw_decode(text)
        return _HEADER.decode(text[:end])
    except (ValueError, RecursionError):
        return None


def contents(path: Path, limit: int = MAX_BYTES + 1) -> bytes:
    """Read at most `limit` bytes of a race file: a regular one, as others could block."""
    if "\0" in str(path):
        raise RaceFileError(str(path), "not a possible file name")
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise RaceFileError(str(path), "is a folder, not a race file")
        if not stat.S_ISREG(status.st_mode):
            raise RaceFileError(str(path), "is not a regular file")
        if status.st_size > MAX_BYTES:
            size = f"{status.st_size / 2**20:.1f} MiB"
            raise RaceFileError(str(path), f"{size} is more than the {MAX_BYTES // 2**20} allowed")
        with open(path, "rb", buffering=0) as file:
            return file.read(limit)
    except OSError as error:
        raise RaceFileError(str(path), (error.strerror or "unreadable").lower()) from None


# -- folders ----------------------------------------------------------------------------------


class Listing(msgspec.Struct, frozen=True):
    """A race file in a list: `name` opens it by `find`; `error` stands instead of a header."""

    name: str
    path: Path
    header: Header | None
    error: str | None


def races_folders() -> tuple[Path, ...]:
    """Return the folders searched for a name: the races shipped with the program, then the user's.

    Installed, the shipped races lie in the package; in a source tree at its top.
    """
    package = Path(__file__).resolve().parent
    packaged = package / "races"
    shipped = packaged if packaged.is_dir() else package.parent.parent / "races"
    return (shipped, platformdirs.user_data_path("replay", appauthor=False) / "races")


def find(name_or_path: str) -> Path:
    """Return the file of a race: by its name among the shipped, then the user's, else as a path.

    A name is looked up in the listing of the folders, so that it cannot lead out of them.
    Raises `RaceFileError` with the nearest names.
    """
    names: dict[str, Path] = {}
    for path in _race_paths():
        names.setdefault(path.stem, path)
    if name_or_path in names:
        return names[name_or_path]
    if _is_path(name_or_path):
        return Path(name_or_path)
    import difflib

    nearest = difflib.get_close_matches(name_or_path, names, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(nearest)}?" if nearest else "`replay list` names those here"
    if "\0" not in name_or_path and os.path.lexists(f"{name_or_path}.json"):
        hint = f"did you mean ./{name_or_path}.json?"
    raise RaceFileError(name_or_path, f"no race of that name; {hint}")


def _is_path(text: str) -> bool:
    """Tell a path from a name: it is written as one, or such a file stands here."""
    written = os.sep in text or "/" in text or text.endswith(".json")
    return written or ("\0" not in text and os.path.lexists(text))


def _race_paths() -> Iterator[Path]:
    for folder in races_folders():
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        yield from (folder / name for name in sorted(names) if name.endswith(".json"))


def list_races() -> tuple[Listing, ...]:
    """Return every race file of the folders, by header alone; broken ones with their error.

    A user's file with the name of a shipped race is named by its path, as only that opens it.
    """
    listings: list[Listing] = []
    taken: set[str] = set()
    for path in _race_paths():
        stem = path.stem
        name = str(path) if stem in taken else stem
        taken.add(stem)
        listings.append(_listing(name, path))
    return tuple(listings)


def _listing(name: str, path: Path) -> Listing:
    if not is_text(name):
        message = "its file name holds control or format characters"
        return Listing(printable(name), path, None, message)
    try:
        return Listing(name, path, read_header(path), None)
    except RaceFileError as error:
        return Listing(name, path, None, str(error))
