"""`replay import`: other people's lap data made into a race file."""

from collections.abc import Sequence
from pathlib import Path

from replay import racefile
from replay.cli.failure import Failure
from replay.cli.notes import print_notes
from replay.cli.whole_file import write_whole
from replay.foreign.foreign_file import ForeignFileError
from replay.importers import ImportRefused, candidates, selected, source_names, verified
from replay.importers.facts import with_facts
from replay.importers.facts_table import read_facts
from replay.race.text import printable


def import_race(words: Sequence[str], output: Path, select: str, facts: Path | None) -> int:
    """Import the one race that the files hold and `select` names, and write it whole.

    The first word is a source if it is called like one. What was moved or left out is told on
    standard error, a line each. Raises `Failure`.
    """
    source = words[0] if words[0] in source_names() and len(words) > 1 else None
    paths = [Path(word) for word in words[1 if source else 0 :]]
    try:
        given = read_facts(facts) if facts is not None else None
        found = selected(candidates(source, paths), select).read()
        race = found.race
        if given is not None:
            race = verified(with_facts(race, given), given.file)
        data = racefile.encode(race)
        racefile.decode(data, str(output))
    except ForeignFileError as error:
        raise Failure(printable(str(error), limit=1000)) from None
    except racefile.RaceFileError as error:
        raise Failure(str(error)) from None
    except ImportRefused as error:
        raise Failure(_listed(str(error))) from None
    write_whole(output, data)
    print_notes(f"replay: {printable(line)}" for line in found.told)
    return 0


def _listed(message: str) -> str:
    """Print all lines but the first as a list, and return the first."""
    first, *rest = message.split("\n")
    print_notes(printable(line, limit=400) for line in rest)
    return first.rstrip(":") if not rest else first.removesuffix(":") + ", listed above"
