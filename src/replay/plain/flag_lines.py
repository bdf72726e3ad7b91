"""The flag of now and the last caution in plain lines."""

from collections.abc import Iterator

from replay.plain.car_words import CarWords
from replay.plain.cells import fact_line
from replay.plain.race_now import flag_words
from replay.race.caution_order import CautionOrder, LastCaution, caution_order, last_caution
from replay.race.flag_now import flag_now
from replay.race.free_pass import free_pass_in_line
from replay.race.model import Caution
from replay.race.quantity import quantity
from replay.race.timeline import Timeline

_COUNTED = ("stock car", "indycar")
"""The series in which a caution is one kind of yellow, and its laps are counted."""


def flag_lines(timeline: Timeline, time: int, names: CarWords) -> list[str]:
    """Tell the flag of now, then all that is known of the last one that bunched the field."""
    state = timeline.at(time)
    lines = [f"Flag: {flag_words(state)}"]
    now = flag_now(timeline, time)
    if now is not None and state.neutralised not in ("bunch", "nothing"):
        lines += fact_line("Reason", now.reason)
        lines += fact_line("Where", now.where)
    last = last_caution(timeline, time)
    order = caution_order(timeline, time)
    if last is not None and order is not None:
        lines += _last(timeline, time, last, order, names)
    header = timeline.race.header
    if header.known.flags is not None and state.has_laps and header.discipline in _COUNTED:
        laps = quantity(state.caution_laps, "lap")
        lines.append(f"So far: {quantity(state.cautions, 'caution')}, {laps} under yellow")
    return lines


def _last(
    timeline: Timeline, time: int, last: LastCaution, order: CautionOrder, names: CarWords
) -> Iterator[str]:
    """Tell a caution or safety car: where, why, who was in it, who stopped."""
    event = last.event
    caution = isinstance(event, Caution)
    name = "caution" if isinstance(event, Caution) else event.flag
    number = "" if event.number is None else f" {event.number}"
    stands = "now" if last.until is None else "over"
    yield f"Last: {name}{number}, {stands}, {quantity(last.laps, 'lap')}"
    yield from fact_line("Reason", event.reason if isinstance(event, Caution) else event.text)
    yield from fact_line("Where", event.where)
    yield from fact_line("Cars", names.cars(event.cars, time))
    if isinstance(event, Caution):
        yield from fact_line("Detail", event.detail)
        yield from _free_pass(timeline, time, event, names, stands=last.until is None)
        if isinstance(event.wave_around, tuple):
            yield from fact_line("Waved around", names.cars(event.wave_around, time) or "none")
    for car, laps in order.out:
        yield f"Out: {names.of(car, time)}, {quantity(laps, 'lap')}"
    if order.stopped is not None:
        yield f"Stopped under it: {quantity(order.stopped, 'car')}"
    stayed = tuple(one.car for one in order.order if one.stayed)
    if stayed and caution:
        yield f"Stayed out: {names.cars(stayed, time)}"


def _free_pass(
    timeline: Timeline, time: int, event: Caution, names: CarWords, *, stands: bool
) -> Iterator[str]:
    """Tell who was given his lap back; while nobody has said so, who is in line for it."""
    if event.free_pass is None:
        yield "Free pass: none given"
    elif isinstance(event.free_pass, str):
        yield f"Free pass: {names.of(event.free_pass, time)}"
    elif stands and (car := free_pass_in_line(timeline, time)) is not None:
        yield f"In line for the free pass: {names.of(car, time)}"
