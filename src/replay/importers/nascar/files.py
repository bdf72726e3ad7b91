"""Which feed a file is, by its content, and which feeds belong to one race."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from replay.foreign.foreign_file import ForeignFileError
from replay.importers import SourceFile
from replay.importers.nascar.published import Table, table_of
from replay.race.text import printable

Feed = Literal["laps", "flags", "pits", "notes", "weekend", "live"] | Table

_WORDS: dict[Feed, tuple[str, ...]] = {
    "weekend": ('"weekend_race"', '"weekend_runs"'),
    "live": ('"vehicles"', '"laps_to_go"', '"average_running_position"', '"laps_in_race"'),
    "laps": ('"LapTime"', '"NASCARDriverID"', '"LapSpeed"', '"RunningPos"', '"FullName"'),
    "pits": ("pit_in_flag_status", "pit_out_race_time", "vehicle_number", "total_duration"),
    "notes": ('"NoteID"', '"Note"', '"DriverIDs"'),
    "flags": ('"flag_state"', '"time_of_day"', '"beneficiary"', '"elapsed_time"'),
}
"""Feed -> words of which the beginning of such a file has two; the first feed that fits counts."""

_EMPTY_LAPS = ('"laps"', '"flags"')

TITLES: dict[Feed, str] = {
    "laps": "lap-times",
    "flags": "live-flag-data",
    "pits": "live-pit-data",
    "notes": "lap-notes",
    "weekend": "weekend-feed",
    "live": "live-feed",
    "race": "race of a box score",
    "results": "results",
    "leads": "lead segments",
    "cautions": "cautions",
    "stops": "pit stops",
}
"""What the publisher calls each feed."""


def feed_of(head: str) -> Feed | None:
    """Return the feed that a text begins as, None for another text."""
    for feed, words in _WORDS.items():
        if sum(word in head for word in words) >= 2:
            return feed
    return "laps" if all(word in head for word in _EMPTY_LAPS) else table_of(head)


@dataclass
class RaceFiles:
    """The files of one race; of each feed there may be none, but without laps there is no race."""

    lap_file: SourceFile | None
    beside: dict[Feed, SourceFile] = field(default_factory=dict)
    shares_folder: bool = False
    """Whether the laps of another race lie in its folder, which then names neither."""

    @property
    def line(self) -> str:
        """The race in a line, by what the feeds call it and by its files; never a result."""
        weekend, live = self.beside.get("weekend"), self.beside.get("live")
        words = [_found(_NAMES[key], file) for key, file in _told_by(weekend, live) if file]
        feeds = [*(["laps"] if self.lap_file else []), *self.beside]
        told = ", ".join(TITLES[feed] for feed in TITLES if feed in feeds)
        first = self.lap_file or next(iter(self.beside.values()))
        where = first.path if self.shares_folder else first.path.parent
        return printable(" ".join([*filter(None, words), f"{where}: {told}"]))

    def refusal(self) -> ForeignFileError:
        """Return the error of files without laps."""
        there = ", ".join(TITLES[feed] for feed in TITLES if feed in self.beside)
        message = f"no laps of any car: there is {there}, but no lap-times to say who was where"
        files = list(self.beside.values())
        where = files[0].name if len(files) == 1 else str(files[0].path.parent)
        return ForeignFileError(where, message)


_NAMES = {
    key: re.compile(rf'"{key}"\s*:\s*"?([^",}}\n]*)')
    for key in ("race_name", "race_season", "track_name", "run_name")
}


def _told_by(
    weekend: SourceFile | None, live: SourceFile | None
) -> tuple[tuple[str, SourceFile | None], ...]:
    if weekend is not None:
        return (("race_season", weekend), ("race_name", weekend), ("track_name", weekend))
    return (("run_name", live), ("track_name", live))


def _found(pattern: re.Pattern[str], file: SourceFile) -> str:
    match = pattern.search(file.head)
    return match[1].strip()[:80] if match else ""


def races_of(files: Sequence[SourceFile]) -> list[RaceFiles]:
    """Put files together that belong to one race: those of one folder.

    Where there is one file of laps in all, every other belongs to it. Raises `ForeignFileError`
    where a feed could belong to two races or is there twice.
    """
    kinds = [(feed_of(file.head), file) for file in files]
    races = [RaceFiles(file) for kind, file in kinds if kind == "laps"]
    folders = Counter(file.path.parent for kind, file in kinds if kind == "laps")
    for race in races:
        race.shares_folder = race.lap_file is not None and folders[race.lap_file.path.parent] > 1
    only = races[0] if len(races) == 1 else None
    lapless: dict[Path, RaceFiles] = {}
    for kind, file in kinds:
        if kind is None or kind == "laps":
            continue
        folder = file.path.parent
        near = [race for race in races if race.lap_file and race.lap_file.path.parent == folder]
        if len(near) > 1:
            message = f"{TITLES[kind]} of which race? {len(near)} files of laps lie beside it"
            raise ForeignFileError(file.name, message)
        race = only or (near[0] if near else lapless.setdefault(folder, RaceFiles(None)))
        if kind in race.beside:
            message = f"{TITLES[kind]} twice for one race, also in {race.beside[kind].name}"
            raise ForeignFileError(file.name, message)
        race.beside[kind] = file
    return [*races, *lapless.values()]
