"""Times of a race as a road racer reads them, `1:27.020`, and how far behind a car is in laps."""

from replay.race.model import SECOND, Discipline
from replay.tui.drawing.glyphs import UNICODE, Glyphs

_TEN_MINUTES = 600
_HOUR = 3_600


def lap_time_text(ticks: int, decimals: int = 3) -> str:
    """Write ticks as `3.083` or `1:02.735`, from 10 minutes `12:34.5`, from an hour `1:02:03`.

    Rounded half up at the last figure shown.
    """
    for limit, shown in ((_TEN_MINUTES, decimals), (_HOUR, min(1, decimals))):
        scale = 10**shown
        units = (ticks * scale * 2 + SECOND) // (SECOND * 2)
        if units < limit * scale:
            whole, part = divmod(units, scale)
            rest = f".{part:0{shown}d}" if shown else ""
            minutes, seconds = divmod(whole, 60)
            return f"{minutes}:{seconds:02}{rest}" if minutes else f"{seconds}{rest}"
    whole = (ticks * 2 + SECOND) // (SECOND * 2)
    minutes, seconds = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


def time_cell(
    ticks: int | None,
    exact: bool,
    width: int,
    glyphs: Glyphs = UNICODE,
    *,
    sign: str = "",
    decimals: int = 3,
) -> str:
    """Write a time in at most `width` cells: `~1:02.7` where it was rebuilt, `·` if unknown.

    The decimal point of one that was rebuilt stands under that of an exact one where there is room.
    What has no room bears fewer decimals, and is never cut.
    """
    if ticks is None:
        return glyphs.none
    mark = sign if exact else glyphs.rebuilt + sign
    for shown in (decimals, 1, 0) if exact else (1, 0):
        text = mark + lap_time_text(ticks, shown)
        padded = text + " " * (decimals - 1) if not exact and "." in text else text
        for fitting in (padded, text):
            if len(fitting) <= width:
                return fitting
    return glyphs.none


def hours_and_minutes(ticks: int) -> str:
    """Write whole minutes as `0:48` or `11:47`: hours and minutes."""
    minutes = ticks // (60 * SECOND)
    return f"{minutes // 60}:{minutes % 60:02}"


def spell_text(ticks: int) -> str:
    """Write how long something has lasted: `1:09` of minutes, from an hour on `6:16 h`."""
    seconds = max(ticks, 0) // SECOND
    if seconds < _HOUR:
        return f"{seconds // 60}:{seconds % 60:02}"
    return f"{hours_and_minutes(ticks)} h"


def laps_behind(laps: int, discipline: Discipline, width: int, glyphs: Glyphs = UNICODE) -> str:
    """Write laps down as the series does: `+1 lap`, `1 lap` or `−2 laps`, `·` without room."""
    sign = {"formula 1": "+", "endurance": ""}.get(discipline, glyphs.minus)
    word = "lap" if laps == 1 else "laps"
    for unit in (f" {word}", word, " l"):
        if len(f"{sign}{laps}{unit}") <= width:
            return f"{sign}{laps}{unit}"
    return glyphs.none
