"""A library of races in plain lines: what headers say, and nothing of any result."""

from replay.plain.cells import row_line
from replay.race.header_words import distance
from replay.race.library import Library, LibraryRace


def listed_races(library: Library) -> list[str]:
    """Tell every race in a line, every value with its header; files that are none come last."""
    lines = [_race_line(race) for race in library.races]
    return lines + [f"Cannot be read: {file.error}" for file in library.unreadable]


def _race_line(race: LibraryRace) -> str:
    header = race.header
    alone = "none, the finish alone" if header.known.finish else "none"
    known = header.scheduled_laps is not None or header.scheduled_time is not None
    return row_line(
        (
            ("Race", race.info.name),
            ("Title", header.name),
            ("Series", header.series),
            ("Date", header.date),
            ("Track", header.track.name if header.track else None),
            ("Distance", distance(header) if known else None),
            ("Laps", header.known.laps or alone),
        )
    )
