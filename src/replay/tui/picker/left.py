"""Where a race was left: the time, and how the list of races notes it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from replay.race.library import LibraryRace
from replay.race.model import SECOND, Header
from replay.state.race_keeps import Place
from replay.tui.drawing.glyphs import Glyphs


class Left(NamedTuple):
    """The time in ticks, and a note of it in as many words as a wide and a narrow list have."""

    time: int
    note: str
    short: str


def left_at(header: Header, time: int, lap: int, glyphs: Glyphs) -> Left:
    """Note the lap the clock stood at, or in a race over a time its hours and minutes."""
    if not header.has_laps:
        return Left(time, f"{glyphs.paused} finish", f"{glyphs.paused} line")
    if header.scheduled_laps is None and header.scheduled_time is not None:
        hours, minutes = divmod(time // SECOND // 60, 60)
        note = f"{glyphs.paused} {hours}:{minutes:02}"
        return Left(time, note, note)
    return Left(time, f"{glyphs.paused} lap {lap}", f"{glyphs.paused} {lap}")


def left_before(
    races: Iterable[LibraryRace], places: Mapping[str, Place], glyphs: Glyphs
) -> dict[str, Left]:
    """Note by name where races were left in earlier sessions, the newest first."""
    headers = {race.info.name: race.header for race in races}
    notes = {}
    for name, place in places.items():
        if name in headers:
            lap = place.moment.removeprefix("lap ")
            number = int(lap) if lap.isdecimal() else 0
            notes[name] = left_at(headers[name], place.at, number, glyphs)
    return notes
