"""Which feed a file is, by its content, and which feeds belong to one race."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from replay.foreign.foreign_file import ForeignFileError
from replay.importers import SourceFile

Feed = Literal["laps", "flags", "pits", "notes", "weekend", "live"]

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
}
"""What the publisher calls each feed."""


def feed_of(head: str) -> Feed | None:
    """Return the feed that a text begins as, None for another text."""
    for feed, words in _WORDS.items():
        if sum(word in head for word in words) >= 2:
            return feed
    return "laps" if all(word in head for word in _EMPTY_LAPS) else None


@dataclass
class RaceFiles:
    """The files of one race; of each feed but the laps there may be none."""

    laps: SourceFile
    beside: dict[Feed, SourceFile] = field(default_factory=dict)


def races_of(files: Sequence[SourceFile]) -> list[RaceFiles]:
    """Put files together that belong to one race: those in the folder of its laps.

    Where there is one file of laps in all, every other belongs to it. Raises `ForeignFileError`
    where nothing has laps, or a feed could belong to two races or is there twice.
    """
    kinds = [(feed_of(file.head), file) for file in files]
    laps = [file for kind, file in kinds if kind == "laps"]
    others = [(kind, file) for kind, file in kinds if kind is not None and kind != "laps"]
    if not laps:
        told = ", ".join(sorted({TITLES[kind] for kind, _ in others}))
        message = f"no laps of any car: there is {told}, but no lap-times to say who was where"
        raise ForeignFileError(_common(files), message)
    races = [RaceFiles(file) for file in laps]
    for kind, file in others:
        near = [race for race in races if race.laps.path.parent == file.path.parent]
        fitting = races if len(races) == 1 else near
        if not fitting:
            raise ForeignFileError(file.name, f"{TITLES[kind]} without lap-times beside it")
        if len(fitting) > 1:
            message = f"{TITLES[kind]} of which race? {len(fitting)} files of laps lie beside it"
            raise ForeignFileError(file.name, message)
        if kind in fitting[0].beside:
            first = fitting[0].beside[kind].name
            raise ForeignFileError(file.name, f"{TITLES[kind]} twice for one race, also in {first}")
        fitting[0].beside[kind] = file
    return races


def _common(files: Sequence[SourceFile]) -> str:
    folders = {str(file.path.parent) for file in files}
    return files[0].name if len(files) == 1 else ", ".join(sorted(folders)[:3])
