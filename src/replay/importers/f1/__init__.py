"""Formula 1: laps of FastF1, tables of Ergast as Kaggle has them, pages of Jolpica's API.

Files are told by their content. Laps of FastF1 and the result of the tables are joined where they
are of one race.
"""

from collections.abc import Callable, Sequence
from functools import partial

from replay.importers import Candidate, Imported, SourceFile
from replay.importers.f1.build import grand_prix_of
from replay.importers.f1.ergast import FIRST_YEAR, ErgastTables
from replay.importers.f1.fastf1 import races_in
from replay.importers.f1.files import f1_kind_of, sorted_out
from replay.importers.f1.joined import pairings
from replay.importers.f1.jolpica import paged_races
from replay.importers.f1.lap_chart import GrandPrixChart
from replay.importers.f1.published import Published
from replay.race.text import printable

_Reader = Callable[[], tuple[GrandPrixChart, Published]]


class F1Importer:
    """The importer of Formula 1."""

    name = "f1"

    def recognises(self, file: SourceFile) -> bool:
        """Tell whether a file is one of the tables or pages."""
        return f1_kind_of(file.head) is not None

    def races(self, files: Sequence[SourceFile]) -> Sequence[Candidate]:
        """Return the races of which there are laps, and what there is without laps, to be refused.

        Raises `ForeignFileError` for a table that is there twice or cannot be read, and where there
        is neither a lap nor a result.
        """
        found = sorted_out(files)
        tables = ErgastTables(found)
        races = [race for file in found.fastf1 for race in races_in(file)]
        joined = pairings(races, tables)
        taken = {one.number for one in joined}
        candidates = [
            _candidate(f"{one.meeting.line or 'race'}: {one.race.file.name}", one.read, "FastF1")
            for one in joined
        ]
        for number in sorted({*tables.with_laps, *_lapless(tables)} - taken):
            line = f"{tables.meeting(number).line} (race {number})"
            if number not in tables.with_laps:
                line += ", no laps"
            candidates.append(_candidate(line, partial(tables.chart, number), "Ergast"))
        candidates += [
            _candidate(f"{one.meeting.line}: {one.file}", one.chart, "Jolpica")
            for one in paged_races(found.pages)
        ]
        if not candidates:
            raise tables.no_laps()
        return candidates


def _candidate(line: str, read: _Reader, source: str) -> Candidate:
    return Candidate(printable(line), partial(_read, read, source))


def _read(read: _Reader, source: str) -> Imported:
    return grand_prix_of(*read(), source)


def _lapless(tables: ErgastTables) -> list[int]:
    """Return the races of which there is a result, from the years on of which there are laps."""
    return [
        number
        for number in tables.with_results
        if int(tables.meeting(number).year or FIRST_YEAR) >= FIRST_YEAR
    ]


IMPORTER = F1Importer()
"""What the entry point names."""
