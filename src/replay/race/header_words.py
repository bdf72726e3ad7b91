"""What a race file's header says of a race, in words: the track, the distance, the date."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from replay.race.model import Entry, Header, Track
from replay.race.quantity import hours_text

_UNKNOWN = "·"


def miles(thousandths: int) -> str:
    """Write thousandths of a mile without trailing zeros: `1.5`, `400.5`."""
    whole, rest = divmod(thousandths, 1000)
    return f"{whole}.{rest:03d}".rstrip("0").rstrip(".")


def spell_date(iso: str | None, weekday: bool = True) -> str:
    """Write `2024-05-05` as `Sunday 5 May 2024`; an impossible date stands as it is."""
    if iso is None:
        return _UNKNOWN
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    name = f"{day:%A} " if weekday else ""
    return f"{name}{day.day} {day:%B %Y}"


def distance(header: Header) -> str:
    """Write the scheduled distance: laps and, of laps of known length, miles; or the time."""
    if header.scheduled_laps is not None:
        laps = f"{header.scheduled_laps} laps"
        if header.lap_length is None:
            return laps
        return f"{laps}, {miles(header.scheduled_laps * header.lap_length)} mi"
    if header.scheduled_time is not None:
        return hours_text(header.scheduled_time)
    return _UNKNOWN


def start_text(header: Header) -> str:
    """Write how the race begins; empty where nobody knows."""
    if header.start is None:
        return ""
    return "behind the safety car" if header.start == "safety car" else header.start


def classes_text(header: Header, entries: Sequence[Entry], narrow: bool) -> str:
    """Write how many cars each class has, the fastest first: `HYP 23, P2 16, GT3 23`."""
    counts = Counter(entry.race_class for entry in entries)
    return ", ".join(
        f"{of.short if narrow else of.name} {counts[of.name]}" for of in header.classes
    )


def track_text(track: Track | None, narrow: bool) -> str:
    """Write the track, the length of a lap and, unless `narrow`, the shape."""
    if track is None:
        return _UNKNOWN
    place = track.short or track.name if narrow else track.name
    length = _UNKNOWN if track.length is None else miles(track.length)
    shape = f" {track.shape}" if track.shape and not narrow else ""
    return f"{place}, {length} mi{shape}"


def stage_ends(header: Header, narrow: bool) -> str:
    """Write the laps that end the stages by the schedule."""
    ends = [str(stage.ends) for stage in header.stages]
    if narrow or len(ends) < 2:
        return " / ".join(ends)
    return f"end at laps {', '.join(ends[:-1])} and {ends[-1]}"
