"""The clock block left of the ribbon: the time, what is said beside it, and the state of play."""

from fractions import Fraction

from replay.clock import ClockNow
from replay.race.model import SECOND, Header
from replay.tui.drawing.cells import clock_text, drawable, fit
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.runs import Row, Run, blank, length
from replay.tui.panes.ribbon_scale import hour_minute
from replay.tui.panes.ribbon_width import CLOCK_WIDTHS, clock_width
from replay.tui.scene import Scene
from replay.tui.terminal_size import WIDE

_LOCAL, _NIGHT = 120, 160
"""The columns from which the local time stands beside the race's, and the word of the night."""

_DAY = 86_400


def speed_text(rate: Fraction, glyphs: Glyphs = UNICODE) -> str:
    """Write the size of a rate as `×8` or `×1/20`."""
    return f"{glyphs.times}{abs(rate)}"


def clock_row(time: str, beside: Run, width: int) -> Row:
    """The clock line in `width` cells: the time and what is said beside it.

    What has no room beside the time takes its place if it is in the accent, for a moment.
    """
    for gap in (2, 1):
        row: Row = (blank(1), (time, "bold"), blank(gap), beside)
        if beside[0] and length(row) < width:
            return row
    return (blank(1), beside if beside[1] == "accent_bold" else (time, "bold"))


def official_row(time: int | None, width: int, gap: int = 1) -> Row:
    """The published time of the race, with its fraction as published where there is room.

    One cell of the `width` stays blank.
    """
    if time is None:
        return ()
    label = "official " if width >= CLOCK_WIDTHS[1] else "result "
    text = clock_text(time, fine=True).rstrip("0").rstrip(".") if time % SECOND else ""
    if not text or gap + len(label + text) >= width:
        text = clock_text(time, fine=False)
    return (blank(gap), (label, "mute"), (text, "full"))


def state_row(
    now: ClockNow,
    gap: int,
    width: int,
    glyphs: Glyphs,
    night: bool = False,
    *,
    pacing: str = "",
    paused_at: str = "",
) -> Row:
    """The state line: sign, speed and word; backwards has its own sign, or a minus when paused.

    The word is what the race is condensed to (`pacing`), or at what it has `paused_at` by itself.
    """
    hurried = now.swift is not None and now.playing and not pacing
    speed = speed_text(now.pace if now.slow or hurried else now.rate, glyphs)
    if now.playing:
        sign = glyphs.reverse if now.rate < 0 else glyphs.playing
    else:
        sign = glyphs.ended if now.ended else glyphs.paused
        if now.rate < 0:
            speed = f"{glyphs.times}{glyphs.minus}{speed[len(glyphs.times) :]}"
    start: Row = (blank(1), (f"{sign} {speed}", "accent_bold"))
    rows = ((*start, blank(gap), (word, "soft")) for word in _words(now, pacing, paused_at))
    row: Row = next((row for row in rows if length(row) < width), start)
    dark: Row = (*row, ("  night", "mute"))
    return dark if night and length(dark) < width else row


def _words(now: ClockNow, pacing: str, paused_at: str) -> tuple[str, ...]:
    """Give what may be said of the state, the best first."""
    if now.playing:
        word = "reverse" if now.rate < 0 else "slow" if now.slow else pacing
        return (word or ("fast" if now.swift is not None else "playing"),)
    if not paused_at:
        return ("end" if now.ended else pacing or "paused",)
    first = paused_at.partition(", ")[0]
    return f"at {paused_at}", f"at {first}", first, "paused"


def clock_block(scene: Scene, width: int) -> tuple[Row, Row]:
    """Give the clock line and the state line beside a ribbon, in a terminal of `width` columns.

    The night stands after the local time, or where that leaves no room in the line below it.
    """
    now, ribbon = scene.now, scene.frame.ribbon
    room = clock_width(width)
    finish = ribbon.scheduled > 0 and ribbon.is_complete
    fine = scene.full or now.slow or abs(now.rate) < 1 or finish
    flash = fit(drawable(scene.flash, scene.glyphs), room - 2, cut=scene.glyphs.cut).rstrip()
    time = clock_text(now.time, fine)
    word = "" if fine or width < WIDE else _beside(scene.race.header, now.time, width)
    night = width >= _NIGHT and _is_night(scene.race.header, now.time)
    clock = clock_row(time, (flash, "accent_bold") if flash else (word, "mute"), room)
    if night and word and not flash:
        dark = clock_row(time, (f"{word}, night", "mute"), room)
        if length(dark) > length(clock):
            clock, night = dark, False
    gap = 2 if width >= WIDE else 1
    pacing, at = scene.pacing, scene.paused_at
    return clock, state_row(now, gap, room, scene.glyphs, night, pacing=pacing, paused_at=at)


def _beside(header: Header, time: int, width: int) -> str:
    """Say which time it is: that of a limit, or at which local time; else that of the race."""
    if header.time_limit is not None and header.scheduled_time is None:
        return f"of {hour_minute(header.time_limit // SECOND)}"
    if header.time_of_day is not None:
        if width < _LOCAL:
            return ""
        return f"at {hour_minute((header.time_of_day + time) // SECOND % _DAY)}"
    return "race" if header.scheduled_time is None else ""


def _is_night(header: Header, time: int) -> bool:
    night = header.night
    return night is not None and night.begins <= time < night.ends
