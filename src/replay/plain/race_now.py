"""Where the race stands, in a few words: flag, lap, leader and margin."""

from replay.plain.car_words import CarWords, OrderNow, order_now
from replay.plain.time_words import clock_words, exact_clock
from replay.race.quantity import hours_text
from replay.race.short_words import ordinal
from replay.race.state import RaceState, Running
from replay.race.timeline import Timeline

_WORDS = {"red": "red flag", "white": "white flag", "chequered": "chequered flag", "race": "racing"}
"""What a flag is called; one of which nobody knows anything is none."""


def flag_words(state: RaceState) -> str:
    """Name the flag that is shown: `green`, `caution 3`, `safety car 2`, `white flag`."""
    if state.finished:
        return "official" if not state.provisional else "chequered flag"
    if state.flag == "yellow":
        word = "caution" if state.caution is None else f"caution {state.caution}"
    else:
        word = _WORDS.get(state.flag, state.flag)
        if state.flag_number is not None:
            word = f"{word} {state.flag_number}"
    return f"{word}, white flag" if state.white and state.flag != "white" else word


def lap_count(state: RaceState, of: str = " of ") -> str:
    """Write the laps the leader has completed, with the distance where it is known: `175 of 267`.

    Empty in a race without laps.
    """
    if not state.has_laps:
        return ""
    return str(state.lap) if state.distance is None else f"{state.lap}{of}{state.distance}"


def who_leads(timeline: Timeline, time: int, names: CarWords, *, margin: bool = True) -> str:
    """Tell who leads whom by how much: `17 Buescher leads 11 Hamlin by ~0.8 s`; may be empty.

    Behind a pace car there is no margin, nor without one that is wanted.
    """
    now = order_now(timeline, time)
    rows = [row for row in now.state.order if row.placed]
    if not rows:
        return ""
    first = names.of(rows[0].car, time)
    if now.state.finished and not now.state.provisional:
        verb = "wins"
    elif now.state.finished:
        verb = "first at the line"
    else:
        verb = "leads" if now.state.time else "on pole"
    if not now.state.time or len(rows) < 2:
        return f"{first} {verb}"
    ahead = _margin(now, rows[1]) if margin else ""
    if not ahead:
        return f"{first} {verb}, {names.of(rows[1].car, time)} second"
    if now.state.finished:
        return f"{first} {verb}, {names.of(rows[1].car, time)} {ahead} behind"
    return f"{first} {verb} {names.of(rows[1].car, time)} by {ahead}"


def _margin(now: OrderNow, second: Running) -> str:
    """Write the gap of the second where it means something."""
    if now.state.neutralised in ("bunch", "stop") and not now.state.finished:
        return ""
    if second.laps_down:
        return f"{second.laps_down} lap{'' if second.laps_down == 1 else 's'}"
    return now.gap(second) or ""


def moment_lines(
    timeline: Timeline, time: int, cars: int, names: CarWords, *, finely: bool = False
) -> list[str]:
    """Tell the moment: lap, time and flag, then as many `cars` of the order.

    The time is in whole seconds unless it is to be told `finely`.
    """
    now = order_now(timeline, time)
    state = now.state
    laps = lap_count(state)
    head = [f"Lap {laps}" if laps else "Finish only", flag_words(state)]
    if state.time_to_go is not None and not state.finished:
        head.append(f"{hours_text(state.time_to_go)} to go")
    clock = exact_clock(state.time) if finely else clock_words(state.time)
    lines = [", ".join([*head, clock])]
    for row in [row for row in state.order if row.placed][:cars]:
        lines.append(f"{ordinal(row.position)}: {car_words(now, row, names)}")
    return lines


def car_words(now: OrderNow, row: Running, names: CarWords) -> str:
    """Tell a car in the order: its name, how far behind it is, and where it is if not running."""
    time = now.state.time
    parts = [names.of(row.car, time)]
    gap = now.gap(row) if row.position > 1 and time else None
    if gap and row.status != "out":
        parts.append(gap if row.laps_down else f"{gap} behind")
    if row.status != "running" and not (now.state.finished and row.status == "pit"):
        parts.append("out" if row.status == "out" else "on pit road")
    return ", ".join(parts)
