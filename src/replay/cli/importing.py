"""`replay import`: other people's lap data made into race files."""

from collections.abc import Sequence
from pathlib import Path

from replay import racefile
from replay.cli.failure import Failure
from replay.cli.import_names import FileNames
from replay.cli.notes import print_notes
from replay.cli.output_folder import is_folder, make_folder
from replay.cli.progress import Progress
from replay.cli.whole_file import write_whole
from replay.foreign.foreign_file import ForeignFileError
from replay.importers import (
    Candidate,
    Imported,
    ImportRefused,
    candidates,
    fitting,
    selected,
    source_names,
    source_of,
    verified,
)
from replay.importers.facts import with_facts
from replay.importers.facts_table import GivenFacts, read_facts
from replay.race.model import Race
from replay.race.quantity import quantity
from replay.race.same_race import is_same_race
from replay.race.text import printable


def import_races(words: Sequence[str], output: str, select: str, facts: Path | None) -> int:
    """Import what the files hold and `select` names: one race to a file, all of them to a folder.

    The first word is a source if it is called like one. An output that is a folder, or ends as
    one, is a folder. What was moved or left out is told on standard error, a line each. Raises
    `Failure` where nothing can be imported; gives 2 where any of many races was refused.
    """
    if not output:
        raise Failure("-o names no file")
    source = words[0] if words[0] in source_names() and len(words) > 1 else None
    paths = [Path(word) for word in words[1 if source else 0 :]]
    try:
        given = read_facts(facts) if facts is not None else None
        if is_folder(output):
            return _import_all(source, paths, Path(output), select, given, facts)
        chosen = selected(candidates(source, paths), select)
        imported = _read(chosen, given, output)
    except (ForeignFileError, racefile.RaceFileError) as error:
        raise Failure(_reason(error)) from None
    except ImportRefused as error:
        raise Failure(_listed(str(error))) from None
    _keep_sources(Path(output), paths, facts)
    write_whole(Path(output), imported.data)
    print_notes(f"replay: {printable(line)}" for line in imported.told)
    return 0


def _keep_sources(output: Path, paths: Sequence[Path], facts: Path | None) -> None:
    """Refuse to write over what a race is made of: it may be the only copy of somebody's data.

    That is a file that was named, and any that a source knows, whether it is read now or not; a
    race file that stands there is replaced. Raises `Failure`.
    """
    named = [path for path in (*paths, facts) if path is not None]
    try:
        if any(path.exists() and output.exists() and output.samefile(path) for path in named):
            raise Failure(printable(f"{output}: is read here: -o would write over it"))
        source = source_of(output)
    except (OSError, ForeignFileError):
        return  # writing it will say why
    if source is not None:
        raise Failure(printable(f"{output}: is a file of {source}: -o would write over it"))


class _Encoded:
    """A race, the bytes of its file, and what is told of it."""

    def __init__(self, imported: Imported, file: str) -> None:
        self.data = racefile.encode(imported.race)
        racefile.decode(self.data, file)
        self.race = imported.race
        self.told = imported.told


def _read(candidate: Candidate, given: GivenFacts | None, file: str) -> _Encoded:
    """Read a race, with the facts in it; raises `ForeignFileError` and `RaceFileError`."""
    imported = candidate.read()
    if given is not None:
        race = verified(with_facts(imported.race, given), given.file)
        imported = Imported(race, imported.told)
    return _Encoded(imported, file)


def _import_all(
    source: str | None,
    paths: Sequence[Path],
    folder: Path,
    select: str,
    given: GivenFacts | None,
    facts: Path | None,
) -> int:
    """Write each race to a file of its own; what is refused is told, and the others go on.

    One race is held at a time, whatever their number.
    """
    wrong: list[ForeignFileError] = []
    found = candidates(source, paths, wrong)
    if wrong and not found:
        raise wrong[0]
    races = fitting(found, select)
    print_notes(f"replay: refused: {_reason(error)}" for error in wrong)
    names = FileNames()
    refused = len(wrong)
    with Progress(len(races), "importing") as progress:
        for candidate in races:
            try:
                race = _read(candidate, given, str(folder))
                path = folder / names.of(race.race.header)
                _keep_other_race(path, race.race)
            except (ForeignFileError, racefile.RaceFileError) as error:
                refused += 1
                progress.step([f"refused: {printable(candidate.line, 200)}: {_reason(error)}"])
                continue
            make_folder(folder)
            _keep_sources(path, paths, facts)
            write_whole(path, race.data)
            progress.step(f"{path.name}: {printable(line)}" for line in race.told)
    written = len(races) + len(wrong) - refused
    summary = f"{quantity(written, 'race')} written to {printable(str(folder))}"
    print_notes([f"replay: {summary}" + (f", {refused} refused" if refused else "")])
    return 2 if refused else 0


def _keep_other_race(path: Path, race: Race) -> None:
    """Refuse to write a race over another that is called alike; raises `RaceFileError`.

    Where a source names no season, races of two seasons are. The same race is replaced, and so is
    what is no race.
    """
    try:
        before = racefile.load(path) if path.exists() else None
    except racefile.RaceFileError:
        return
    if before is not None and not is_same_race(before, race):
        why = "holds another race: move it, choose another folder, or name the season by --with"
        raise racefile.RaceFileError(str(path), why)


def _reason(error: ForeignFileError | racefile.RaceFileError) -> str:
    return printable(str(error), limit=1000)


def _listed(message: str) -> str:
    """Print all lines but the first as a list, and return the first."""
    first, *rest = message.split("\n")
    print_notes(printable(line, limit=400) for line in rest)
    return first.rstrip(":") if not rest else first.removesuffix(":") + ", listed above"
