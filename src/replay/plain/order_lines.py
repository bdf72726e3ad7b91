"""The running order and the leaders in plain lines."""

from replay.plain.car_words import CarWords, OrderNow, order_now
from replay.plain.cells import row_line
from replay.plain.time_words import lap_words
from replay.race.class_order import class_laps_led, class_places
from replay.race.laps_led import laps_led, lead_stints
from replay.race.points import stage_points
from replay.race.quantity import quantity
from replay.race.stage_summary import stages_so_far
from replay.race.state import Running
from replay.race.timeline import Timeline


def order_lines(
    timeline: Timeline, time: int, names: CarWords, cars: int | None = None
) -> list[str]:
    """Tell the first so many `cars` of the order, or all: a row each, every value with its header.

    In a race of classes each row has the class, the place in it and the laps led in it.
    """
    now = order_now(timeline, time)
    places, led = class_places(timeline, time), class_laps_led(timeline, time)
    lines = []
    for at, row in enumerate(now.state.order[:cars]):
        of_class = places.get(row.car)
        lines.append(
            row_line(
                (
                    ("Place", row.position if row.placed else "none yet"),
                    ("Car", names.of(row.car, time)),
                    ("Class", None if of_class is None else of_class.race_class),
                    ("Place in class", None if of_class is None else of_class.position),
                    *_race_cells(now, at, row, led if places else None),
                )
            )
        )
    return lines


def _race_cells(
    now: OrderNow, at: int, row: Running, led: dict[str, int] | None
) -> tuple[tuple[str, str | int | None], ...]:
    """Give what a car has done so far: nothing on the grid. `led` are the laps led in its class."""
    if not now.state.time:
        return ()
    last = None if row.last_lap is None else lap_words(row.last_lap, row.last_lap_exact)
    return (
        ("Gap", now.gap(row) if row.position > 1 else None),
        ("To the car ahead", now.interval(at) if row.position > 2 else None),
        ("Laps", row.laps if now.state.has_laps else None),
        ("Last lap", None if now.state.finished else last),
        ("Led", row.led or None) if led is None else ("Led in class", led.get(row.car)),
        ("Stops", row.stops or None),
        ("Status", None if row.status == "running" or now.state.finished else _status(row)),
        ("Out", "yes" if now.state.finished and row.status == "out" else None),
        ("Points", row.points),
    )


def _status(row: Running) -> str:
    return "out" if row.status == "out" else "on pit road"


def lead_lines(timeline: Timeline, time: int, names: CarWords) -> list[str]:
    """Tell who has led and how many laps, then every stint in the lead."""
    led = laps_led(timeline, time)
    if not led:
        return ["Led: nobody a lap so far"]
    lines = [row_line((("Led", names.of(car, time)), ("Laps", laps))) for car, laps in led]
    stints = lead_stints(timeline, time)
    lines.append(f"Lead changes: {timeline.at(time).lead_changes}")
    for stint in stints:
        laps = stint.last - stint.first + 1
        span = f"lap {stint.first}" if laps == 1 else f"laps {stint.first} to {stint.last}"
        lines.append(
            f"{span[:1].upper()}{span[1:]}: {names.of(stint.car, time)}, {quantity(laps, 'lap')}"
        )
    return lines


def stage_lines(timeline: Timeline, time: int, names: CarWords) -> list[str]:
    """Tell the stages by the schedule, and the order and points of each that is over."""
    header = timeline.race.header
    lines = [f"Stage {stage.number} ends: lap {stage.ends}" for stage in header.stages]
    barred = {entry.car for entry in timeline.race.entries if entry.eligible is False}
    for stage in stages_so_far(timeline, time):
        rule = stage_points(header, len(stage.order)) or ()
        for place, car in enumerate(stage.order[: None if stage.settled else 10], 1):
            points = rule[place - 1] if place <= len(rule) else None
            scored = 0 if car in barred and points else points
            lines.append(
                row_line(
                    (
                        (f"Stage {stage.number} place", place),
                        ("Car", names.of(car, time)),
                        ("Points", scored or None),
                    )
                )
            )
    return lines or ["Stages: none in this race"]
