"""One car at a time in plain lines: where it is, all that is known of it, its stops."""

from collections.abc import Iterator

from replay.plain.car_words import CarWords, OrderNow, order_now
from replay.plain.cells import fact_line, row_line
from replay.plain.race_lines import entry_lines
from replay.plain.race_now import car_words
from replay.plain.time_words import REBUILT, clock_words, exact_clock, lap_words
from replay.race.cars_now import cars_now
from replay.race.class_order import class_places
from replay.race.driver_records import driver_records
from replay.race.led_spans import led_spans
from replay.race.model import MEASURED, SECOND
from replay.race.place_certainty import place_certainty
from replay.race.points_now import points_now
from replay.race.quantity import quantity
from replay.race.seconds import seconds_text
from replay.race.short_words import ordinal
from replay.race.stage_table import stage_places
from replay.race.state import Running
from replay.race.stops_made import StopMade, stops_made
from replay.race.timeline import Timeline

_LONGEST = 1_000 * SECOND
"""From so long on a stop is told in minutes, or hours."""


def where_lines(timeline: Timeline, time: int, car: str, names: CarWords) -> list[str]:
    """Tell where a car is: its place, its gap, who is ahead of it and who behind."""
    now = order_now(timeline, time)
    at = next(at for at, row in enumerate(now.state.order) if row.car == car)
    row = now.state.order[at]
    place = ordinal(row.position) if row.placed else "no place yet"
    lines = [f"{place}: {car_words(now, row, names)}"]
    if now.state.time and row.placed:
        lines += _neighbours(now, at, names)
    return lines


def _neighbours(now: OrderNow, at: int, names: CarWords) -> Iterator[str]:
    """Tell the cars before and after one in the order, each with its distance on the same lap."""
    rows, time = now.state.order, now.state.time
    for header, other, behind in (("Ahead", at - 1, at), ("Behind", at + 1, at + 1)):
        if not 0 <= other < len(rows) or not rows[other].placed:
            continue
        told = names.of(rows[other].car, time)
        if rows[other].status == "out":
            told += ", out"
        elif (interval := now.interval(behind)) is not None:
            told += f", {interval}"
        yield f"{header}: {told}"


def card_lines(timeline: Timeline, time: int, car: str, names: CarWords) -> list[str]:
    """Tell all that is known of a car: its entry, its race so far, its stops."""
    race = timeline.race
    entry = next(entry for entry in race.entries if entry.car == car)
    now = order_now(timeline, time)
    row = next(row for row in now.state.order if row.car == car)
    lines = [
        *entry_lines(entry, names),
        *_place(timeline, now, row),
        *where_lines(timeline, time, car, names)[1:],
    ]
    if race.has_laps and now.state.time:
        lines += _laps(now, row)
        lines += fact_line("Led", _led(timeline, time, car))
        lines += _stages(timeline, time, car)
        lines += _certainty(timeline, time, car)
    return [
        *lines,
        *_in_the_car(timeline, time, car, names),
        *stop_lines(timeline, time, car, names),
    ]


def _place(timeline: Timeline, now: OrderNow, row: Running) -> Iterator[str]:
    yield from fact_line("Place", row.position if row.placed else None)
    of_class = class_places(timeline, now.state.time).get(row.car)
    if of_class is not None and row.placed:
        yield from fact_line("Place in class", of_class.position)
    if not now.state.time:
        return
    yield from fact_line("Status", row.status if not now.state.finished else _ended(row))
    yield from fact_line("Laps", row.laps if timeline.race.has_laps else None)
    yield from fact_line("Gap", now.gap(row) if row.position > 1 else None)
    if row.net is not None:
        yield from fact_line("Places won since the start", row.net)


def _ended(row: Running) -> str:
    return "out" if row.status == "out" else "running at the end"


def _laps(now: OrderNow, row: Running) -> Iterator[str]:
    if row.best_lap is not None:
        number = f", lap {row.best_lap_number}" if row.best_lap_number else ""
        yield f"Best lap: {lap_words(row.best_lap, row.best_lap_exact)}{number}"
    if row.last_lap is not None:
        yield f"Last lap: {lap_words(row.last_lap, row.last_lap_exact)}"
    yield from fact_line("Points", row.points)


def _led(timeline: Timeline, time: int, car: str) -> str:
    """Tell the laps it has led, and which."""
    spans = led_spans(timeline, time, car)
    if not spans:
        return "no lap"
    laps = quantity(sum(span.last - span.first + 1 for span in spans), "lap")
    told = (
        f"{span.first}" if span.first == span.last else f"{span.first} to {span.last}"
        for span in spans
    )
    return f"{laps}: {', '.join(told)}"


def _stages(timeline: Timeline, time: int, car: str) -> Iterator[str]:
    for stage in stage_places(timeline, time, car):
        points = "" if stage.points is None else f", {quantity(stage.points, 'point')}"
        yield f"Stage {stage.number}: {ordinal(stage.place)}{points}"
    points_so_far = points_now(timeline, time).get(car)
    state = timeline.at(time)
    if points_so_far is not None and not (state.finished and not state.provisional):
        yield f"Points with this place: {points_so_far.total}"


def _certainty(timeline: Timeline, time: int, car: str) -> Iterator[str]:
    """Count the laps by how sure the place at their end is, where not every one is."""
    of = place_certainty(timeline, time, car)
    if of.doubted:
        counts = ((of.sure, "sure"), (of.near, "within 1"), (of.rough, "within 3"))
        told = [f"{count} {words}" for count, words in (*counts, (of.unknown, "guessed")) if count]
        yield f"How sure its places are, in laps: {', '.join(told)}"


def _in_the_car(timeline: Timeline, time: int, car: str, names: CarWords) -> Iterator[str]:
    """Tell drivers, tyres, incidents and penalties, as far as the file knows them."""
    entry = next(entry for entry in timeline.race.entries if entry.car == car)
    now = cars_now(timeline, time)[car]
    for driver, record in zip(entry.drivers, driver_records(timeline, time, car), strict=False):
        yield row_line(
            (
                ("Driver", driver.name),
                ("Laps", record.laps),
                ("Time", None if record.time is None else clock_words(record.time)),
                ("Best lap", None if record.best is None else lap_words(record.best, True)),
                ("In the car", "yes" if record.driving else "no"),
            )
        )
    if now.compound:
        age = "" if now.tyre_age is None else f", {quantity(now.tyre_age, 'lap')} old"
        yield f"Tyres: {now.compound.lower()}{age}"
    yield from fact_line("Incidents", now.incidents)
    if now.added:
        yield f"Penalty time: {seconds_text(now.added)} s"
    if now.excluded:
        yield "Classified: no, excluded"


def stop_lines(timeline: Timeline, time: int, car: str, names: CarWords) -> list[str]:
    """Tell every stop of a car so far; none where nobody knows of stops."""
    if timeline.race.header.known.stops is None or not timeline.race.has_laps:
        return []
    made = stops_made(timeline, time, car)
    lines = fact_line("Stops", len(made))
    return [*lines, *(_stop(timeline, time, at, stop) for at, stop in enumerate(made, 1))]


def _stop(timeline: Timeline, time: int, number: int, made: StopMade) -> str:
    """Tell a stop: its lap, how long it was, places in and out, the flag, what was done."""
    visit = made.visit
    entry = next(e for e in timeline.race.entries if e.car == visit.stop.car)
    flag = made.under.word
    if made.under.caution is not None:
        flag = f"caution {made.under.caution}"
    driver = visit.stop.driver
    return row_line(
        (
            ("Stop", number),
            ("Lap", made.lap),
            ("At", _entered(timeline, made)),
            ("On pit road", _length(timeline, time, made)),
            ("Place in", made.place_in),
            ("Place out", made.place_out),
            ("Under", None if flag in ("race", "grid") else flag),
            ("Tyres", visit.stop.tyres),
            ("Compound", visit.stop.compound and visit.stop.compound.lower()),
            ("Driver", None if driver is None else entry.drivers[driver].name),
            ("Note", made.words),
        )
    )


def _entered(timeline: Timeline, made: StopMade) -> str | None:
    """Write when a car came to pit road, where that was seen."""
    basis = made.visit.stop.basis or timeline.race.header.known.stops
    if not made.visit.exact:
        return None
    at = made.visit.since
    return exact_clock(at) if basis in MEASURED else f"{REBUILT}{clock_words(at)}"


def _length(timeline: Timeline, time: int, made: StopMade) -> str | None:
    known, stop = timeline.race.header.known, made.visit.stop
    if made.visit.length is not None:
        basis = stop.length_basis or known.stop_lengths or stop.basis or known.stops
        if basis in MEASURED and made.visit.length < _LONGEST:
            return f"{seconds_text(made.visit.length)} s"
        return lap_words(made.visit.length, basis in MEASURED)
    if time >= made.visit.until:
        return None
    car = made.visit.stop.car
    is_out = any(row.car == car and row.status == "out" for row in timeline.at(time).order)
    return "stayed there" if is_out else "there now"
