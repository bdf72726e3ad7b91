"""Times and places in words as short as a line of the log has room for."""

from replay.race.model import SECOND

_MINUTE, _HOUR = 60, 3_600


def rough_time(ticks: int) -> str:
    """Return a time as `40 s`, `5 min` or, from an hour on, `2:02 h`."""
    seconds = (ticks + SECOND // 2) // SECOND
    if seconds < _MINUTE:
        return f"{seconds} s"
    minutes = (seconds + _MINUTE // 2) // _MINUTE
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60}:{minutes % 60:02} h"


def minutes_and_seconds(ticks: int) -> str:
    """Return a time as `0:48`, `1:14` or, from an hour on, `1:02:03`."""
    seconds = (ticks + SECOND // 2) // SECOND
    hours, rest = divmod(seconds, _HOUR)
    if hours:
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return f"{rest // 60}:{rest % 60:02}"


def ordinal(place: int) -> str:
    """Return a place as `1st`, `2nd`, `13th`."""
    ends = {1: "st", 2: "nd", 3: "rd"}
    end = "th" if 10 < place % 100 < 14 else ends.get(place % 10, "th")
    return f"{place}{end}"
