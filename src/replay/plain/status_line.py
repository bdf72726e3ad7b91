"""One line that a status bar has room for: flag, lap, leader, and a car that is followed."""

from replay.plain.car_words import CarWords, OrderNow, order_now
from replay.plain.race_now import flag_words, lap_count
from replay.plain.time_words import clock_words
from replay.race.short_words import ordinal
from replay.race.state import Running
from replay.race.timeline import Timeline

_BETWEEN = " | "


def status_line(timeline: Timeline, time: int, names: CarWords, car: str | None = None) -> str:
    """Write the moment in one line: `caution 3 | lap 175/267 | 5 Larson leads | 17 Buescher 3rd`.

    A `car` that is followed stands last, with what it is behind the leader.
    """
    now = order_now(timeline, time)
    laps = lap_count(now.state, "/")
    parts = [flag_words(now.state), f"lap {laps}" if laps else ""]
    if now.state.time_to_go is not None or not laps:
        parts.append(clock_words(now.state.time))
    rows = [row for row in now.state.order if row.placed]
    if rows:
        parts.append(f"{names.of(rows[0].car, time)} {_verb(now)}{_lead(now, rows, car)}")
    followed = next((row for row in now.state.order if row.car == car), None)
    if followed is not None and not (rows and followed.car == rows[0].car):
        parts.append(_followed(now, followed, names))
    return _BETWEEN.join(part for part in parts if part)


def _verb(now: OrderNow) -> str:
    if now.state.finished:
        return "first" if now.state.provisional else "wins"
    return "leads" if now.state.time else "on pole"


def _lead(now: OrderNow, rows: list[Running], car: str | None) -> str:
    """Tell by how much the first leads, where he is the one that is followed or the race is over.

    Behind a pace car that means nothing.
    """
    told = now.state.finished or (car == rows[0].car and _spread(now))
    if not told or len(rows) < 2 or not now.state.time or (gap := now.gap(rows[1])) is None:
        return ""
    return f" by {gap.removesuffix(' down')}"


def _followed(now: OrderNow, row: Running, names: CarWords) -> str:
    place = f" {ordinal(row.position)}" if row.placed else ""
    told = names.of(row.car, now.state.time) + place
    if row.status == "out":
        return f"{told} out"
    gap = now.gap(row) if now.state.time and (row.laps_down or _spread(now)) else None
    if gap is not None:
        told += f" {gap}" if row.laps_down else f" +{gap}"
    return f"{told} in the pits" if row.status == "pit" and not now.state.finished else told


def _spread(now: OrderNow) -> bool:
    """Tell whether gaps mean something: not behind a pace car, nor while the race is stopped."""
    return now.state.finished or now.state.neutralised not in ("bunch", "stop")
