"""Other people's lap data made races: one signature for every source, found by entry point.

An importer is an object with a `name` and two methods (`Importer`), named in the entry points
`replay.importers` of the distribution that brings it, this one or another:

    [project.entry-points."replay.importers"]
    nascar = "replay.importers.nascar:IMPORTER"
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

import msgspec

from replay.foreign.foreign_file import ForeignFileError, file_text, files_in, head_of
from replay.race import consistency
from replay.race.model import Race
from replay.race.record import plain_message

GROUP = "replay.importers"
"""The group of entry points in which importers are named."""

HEAD_BYTES = 64 * 1024
"""How much of a file an importer is shown to recognise it by."""

MAX_FILES = 10_000
"""The most files that are looked at in one call."""

_RACE_FILE = re.compile(r'\s*\{\s*"replay"\s*:\s*[0-9]')
"""How the text of a race file begins: what an import has made is no source of another."""


class SourceFile:
    """A file that may belong to a source; no more of it is read than is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """The path as it was given, for messages."""
        return str(self.path)

    @property
    def head(self) -> str:
        """The beginning of the text, to be recognised by; raises `ForeignFileError`.

        It is read anew each time: thousands of files would be too much to keep.
        """
        return head_of(self.path, HEAD_BYTES)

    def text(self) -> str:
        """Return the whole text; raises `ForeignFileError`."""
        return file_text(self.path)


@dataclass(frozen=True)
class Imported:
    """A race, and in lines for people what of its source was changed, and left out, and why."""

    race: Race
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A race that the files hold. `line` names it in one line, as `--select` searches it."""

    line: str
    read: Callable[[], Imported]


class Importer(Protocol):
    """What a source has to give. Both methods may raise `ForeignFileError`, and no other error."""

    name: str

    def recognises(self, file: SourceFile) -> bool:
        """Tell by its content whether a file is of this source."""
        ...

    def races(self, files: Sequence[SourceFile]) -> Sequence[Candidate]:
        """Return the races in files of this source; reading each waits until it is chosen."""
        ...


class ImportRefused(Exception):
    """Nothing can be imported as it was asked for; `str()` says why, a line each."""


def importers() -> dict[str, Importer]:
    """Return every importer that is installed, by name."""
    found: dict[str, Importer] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        found.setdefault(point.name, point.load())
    return found


def source_names() -> tuple[str, ...]:
    """Return the names of the importers, none of them loaded."""
    return tuple(sorted({point.name for point in entry_points(group=GROUP)}))


def candidates(
    source: str | None,
    paths: Sequence[Path],
    refused: list[ForeignFileError] | None = None,
) -> list[Candidate]:
    """Return the races that files and folders hold, of one source or of whichever knows them.

    In a folder files that nobody knows are left out; one that was named itself is refused.
    Raises `ForeignFileError` and `ImportRefused`; with a list for them, what is refused of one
    source or file goes there, and the others go on.
    """
    known = importers()
    chosen = [known[source]] if source else list(known.values())
    named = set(paths)
    wrong: list[ForeignFileError] = []
    by_source: dict[str, list[SourceFile]] = {one.name: [] for one in chosen}
    for path in files_in(paths, MAX_FILES):
        file = SourceFile(path)
        fitting = _importer_of(file, chosen)
        if fitting is not None:
            by_source[fitting.name].append(file)
        elif path in named:
            wrong.append(ForeignFileError(file.name, _unknown(file, source, tuple(known))))
            if refused is None:
                raise wrong[0]
    if not any(by_source.values()) and not wrong:
        where = ", ".join(map(str, paths))
        raise ImportRefused(f"{where}: no file of {source or ' or '.join(known)}")
    found: list[Candidate] = []
    for one in chosen:
        try:
            found += one.races(by_source[one.name]) if by_source[one.name] else ()
        except ForeignFileError as error:
            if refused is None:
                raise
            wrong.append(error)
    if refused is not None:
        refused += wrong
    return found


def source_of(path: Path) -> str | None:
    """Return the name of the source that a file is of, None for any other file or none.

    Raises `ForeignFileError` where it cannot be read.
    """
    if not path.is_file():
        return None
    fitting = _importer_of(SourceFile(path), list(importers().values()))
    return fitting.name if fitting else None


def _importer_of(file: SourceFile, chosen: Sequence[Importer]) -> Importer | None:
    if _RACE_FILE.match(file.head):
        return None
    return next((one for one in chosen if one.recognises(file)), None)


def _unknown(file: SourceFile, source: str | None, known: Sequence[str]) -> str:
    head = file.head
    if not head.strip():
        return "empty, or no text"
    if head.strip() == "null":
        return "holds `null`: its publisher had nothing for this race"
    if _RACE_FILE.match(head):
        return "a race file already: there is nothing to import"
    if len(head) >= 4 and {"\0"} in (set(head[::2]), set(head[1::2])):
        return "UTF-16: only text in UTF-8 is read"
    return f"not recognised by its content as a file of {source or ' or '.join(known)}"


def selected(races: Sequence[Candidate], words: str) -> Candidate:
    """Return the one race whose line has all the words, capitals or not.

    Raises `ImportRefused`, which lists the races that are left, or all where none is.
    """
    left = _with_words(races, words)
    if len(left) == 1:
        return left[0]
    count = f"{len(left)} races fit `--select {words}`" if words else f"{len(left)} races"
    raise ImportRefused(_list(f"{count}; exactly one must be left:", left or races))


def fitting(races: Sequence[Candidate], words: str) -> list[Candidate]:
    """Return the races whose line has all the words, at least one.

    Raises `ImportRefused`, which lists all races, where none is left.
    """
    left = _with_words(races, words)
    if not left:
        raise ImportRefused(_list(f"0 races fit `--select {words}`:", races))
    return left


def _with_words(races: Sequence[Candidate], words: str) -> list[Candidate]:
    wanted = words.casefold().split()
    return [one for one in races if all(word in one.line.casefold() for word in wanted)]


def _list(heading: str, races: Sequence[Candidate]) -> str:
    return "\n".join([heading, *(f"  {one.line}" for one in races)])


def verified(race: Race, file: str) -> Race:
    """Return a race that a race file can hold; raises `ForeignFileError` that names `file`."""
    try:
        whole = msgspec.convert(msgspec.to_builtins(race), Race)
        consistency.verify(whole)
    except msgspec.ValidationError as error:
        raise ForeignFileError(file, plain_message(str(error))) from None
    except consistency.InconsistentRace as error:
        message = f"no race can be so: {error.message} - at `{error.path}`"
        raise ForeignFileError(file, message) from None
    return whole
