"""How a race is known: what was measured, rebuilt and estimated, and what nobody knows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import get_args

from msgspec import Struct

from replay.race.model import Basis, CarLaps, Confidence, Race, Ruling, Stop
from replay.race.quantity import quantity

BASES: tuple[str, ...] = get_args(Basis)
CONFIDENCES: tuple[str, ...] = get_args(Confidence)


class Tally(Struct, frozen=True):
    """How many of one kind of datum are known in which way, the surest way first."""

    of: str
    counts: dict[str, int]


def tallies(race: Race) -> tuple[Tally, ...]:
    """Count what a race file says, kind by kind, by how it is known; nothing of none."""
    found = (
        _tally("crossings", (span for record in race.laps for span in _each(record, "crossing"))),
        _tally("lap times", (span for record in race.laps for span in _each(record, "lap_time"))),
        _tally("places at the line", _places(race)),
        _tally("events", (event.basis for event in race.events)),
        _tally("entries to pit road", _moments(race)),
        _tally("times on pit road", _lengths(race)),
    )
    return tuple(tally for tally in found if tally.counts)


def _tally(of: str, known: Iterable[str]) -> Tally:
    counts = Counter(known)
    ways = (*BASES, *CONFIDENCES, *sorted(counts))
    return Tally(of, {way: counts[way] for way in dict.fromkeys(ways) if counts[way]})


def _each(record: CarLaps, field: str) -> Iterator[str]:
    ends = [*(span.lap for span in record.known[1:]), len(record.crossings) + 1]
    for span, end in zip(record.known, ends, strict=False):
        yield from (getattr(span, field) for _ in range(span.lap, end))


def _places(race: Race) -> Iterator[str]:
    for record in race.laps:
        yield from _each(record, "place")


def _moments(race: Race) -> Iterator[str]:
    for stop in race.stops:
        known = stop.basis or race.header.known.stops or "unknown"
        yield known if stop.entry is not None else "unknown"


def _lengths(race: Race) -> Iterator[str]:
    known = race.header.known
    for stop in race.stops:
        if not stop.left:
            yield "never left"
        elif stop.length is not None:
            yield stop.length_basis or known.stop_lengths or known.stops or "unknown"
        else:
            both = stop.entry is not None and stop.exit is not None
            yield (stop.basis or known.stops or "unknown") if both else "unknown"


def adjusted(race: Race) -> tuple[str, ...]:
    """Tell in lines what no source has so, or a ruling changed after the fact."""
    lines = []
    times = Counter(way for record in race.laps for way in _each(record, "lap_time"))
    made = times["reconstructed"] + times["estimated"]
    if made:
        lines.append(f"{made:,} of {times.total():,} lap times are not measured")
    for event in race.events:
        if isinstance(event, Ruling):
            lines.append(f"ruling by {event.by}: {event.text}")
    under_red = sum(stop.under_red for stop in race.stops)
    if under_red:
        lines.append(f"{quantity(under_red, 'stop')} under red, as long as the race stood")
    return tuple(lines)


_KINDS = {
    "grid": "the grid",
    "laps": "laps",
    "flags": "flags",
    "stops": "stops",
    "tyres": "tyres",
    "penalties": "penalties",
    "retirements": "retirements",
}
"""Kind of datum in `Header.known` -> its words."""


def unknown(race: Race) -> tuple[str, ...]:
    """Name what the file knows nothing of, in the order of a header."""
    header = race.header
    lines = [
        ("the date", header.date is None),
        ("the track", header.track is None),
        ("the length of a lap", header.track is not None and header.track.length is None),
        ("the distance", header.scheduled_laps is None and header.scheduled_time is None),
        *((words, getattr(header.known, kind) is None) for kind, words in _KINDS.items()),
        ("who drove when", header.known.drivers is None and _has_teams(race)),
        ("incidents", header.known.incidents is None and header.discipline == "iracing"),
        ("the official result", race.official is None),
    ]
    nameless = sum(not entry.drivers for entry in race.entries)
    if nameless:
        lines.append((f"the drivers of {quantity(nameless, 'car')}", True))
    lines += [(words, True) for words in _unknown_of_stops(race.stops)]
    return tuple(words for words, missing in lines if missing)


def _has_teams(race: Race) -> bool:
    return any(len(entry.drivers) > 1 for entry in race.entries)


def _unknown_of_stops(stops: Iterable[Stop]) -> Iterator[str]:
    made = tuple(stops)
    entries = sum(stop.entry is None for stop in made)
    ends = sum(stop.left and stop.exit is None and stop.length is None for stop in made)
    if entries:
        yield f"when {quantity(entries, 'stop')} began"
    if ends:
        yield f"how long {quantity(ends, 'stop')} took"
