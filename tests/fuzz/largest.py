"""The largest legal race files of each kind: what a limit has to hold against.

Each is a function that gives the text of a file. They are made by rule, of as much as the schema
allows of one thing, so that a step that grows with its square is seen.
"""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from replay.race.model import (
    MAX_CARS,
    MAX_CROSSINGS,
    MAX_LAPS,
    MAX_LOOP_ERROR,
    MAX_RESCORED,
    MAX_RULINGS,
    SECOND,
)

Fields = dict[str, Any]
Kind = Callable[[], Fields]

KNOWN = {"grid": "official", "laps": "timed", "flags": "timed", "stops": "timed"}
SPAN = {"lap": 1, "crossing": "timed", "lap_time": "timed", "place": "sure"}


def text_of(fields: Fields) -> bytes:
    """Give the fields of a race as the text of a file."""
    return msgspec.json.encode(fields)


def race(cars: int, laps: int, *, faster: bool = False, level: bool = False) -> Fields:
    """Give a race of so many cars over so many laps.

    With `faster` every crossing ends the fastest lap of the race so far; `level` cars cross the
    line at one tick.
    """
    records = []
    for car in range(1, cars + 1):
        at, line = (car * (laps + 5) if faster else 0), []
        for lap in range(1, laps + 1):
            if faster:
                at += 9 * SECOND + cars * (laps - lap + 1) - car
            else:
                at += 9 * SECOND + (0 if level else lap * car * 7919 % 1500)
            line.append(at)
        records.append({"car": str(car), "known": [SPAN], "crossings": line})
    return {
        "replay": 1,
        "header": {
            "name": "Made by rule",
            "short": "Made",
            "series": "Largest",
            "date": "2000-01-01",
            "track": {"name": "Oval", "length": 500},
            "cars": cars,
            "scheduled_laps": laps,
            "known": KNOWN,
        },
        "entries": [
            {"car": str(car), "drivers": [{"first": "A", "last": f"Driver {car}"}], "grid": car}
            for car in range(1, cars + 1)
        ],
        "events": [{"kind": "green", "at": 0, "lap": 0, "basis": "timed"}],
        "laps": records,
    }


def _end(fields: Fields) -> int:
    return max(int(line["crossings"][-1]) for line in fields["laps"])


def _lead(fields: Fields) -> list[int]:
    lines = [line["crossings"] for line in fields["laps"]]
    return [
        min(line[lap] for line in lines if len(line) > lap) for lap in range(max(map(len, lines)))
    ]


def _laps_at(lead: list[int], at: int) -> int:
    from bisect import bisect_right

    return bisect_right(lead, at)


def crossings() -> Fields:
    """As many crossings as a file may have, of few cars on many laps."""
    return race(MAX_CROSSINGS // MAX_LAPS, MAX_LAPS)


def cars() -> Fields:
    """As many crossings and cars as a file may have."""
    return race(MAX_CARS, MAX_CROSSINGS // MAX_CARS)


def fastest_laps() -> Fields:
    """Every lap of every car the fastest of the race so far."""
    return race(MAX_CROSSINGS // MAX_LAPS, MAX_LAPS, faster=True)


def level_cars() -> Fields:
    """All cars at the line at one tick, on every lap."""
    return race(MAX_CARS, MAX_CROSSINGS // MAX_CARS, level=True)


def lead_changes() -> Fields:
    """Another leader on every lap."""
    cars, laps = MAX_CROSSINGS // MAX_LAPS, MAX_LAPS
    fields = race(cars, laps)
    for car, line in enumerate(fields["laps"]):
        line["crossings"] = [
            lap * 9 * SECOND + (car - lap) % cars * 10 for lap in range(1, laps + 1)
        ]
    return fields


def _with_events(fields: Fields, make: Callable[[int, int, int], Fields], count: int) -> Fields:
    """Add `count` events, evenly over the race; `make` is told number, time, leader's laps."""
    lead, end = _lead(fields), _end(fields)
    for number in range(1, count + 1):
        at = end * number // (count + 1)
        fields["events"].append(make(number, at, _laps_at(lead, at)) | {"at": at, "basis": "timed"})
    return fields


def greens() -> Fields:
    return _with_events(race(40, 500), lambda n, at, lap: {"kind": "green", "lap": lap}, 9_999)


def reds() -> Fields:
    return _with_events(race(40, 500), lambda n, at, lap: {"kind": "red", "lap": lap}, 9_999)


def distances() -> Fields:
    return _with_events(
        race(40, 500),
        lambda n, at, lap: {"kind": "distance", "lap": lap, "laps": 500, "reason": "x"},
        9_999,
    )


def flags() -> Fields:
    return _with_events(
        race(40, 500), lambda n, at, lap: {"kind": "flag", "lap": lap, "flag": "slow zone"}, 9_999
    )


def penalties() -> Fields:
    return _with_events(
        race(40, 500),
        lambda n, at, lap: {"kind": "penalty", "lap": lap, "car": "1", "text": "x" * 300},
        9_999,
    )


def dealt_places() -> Fields:
    """As many rulings as there may be, each dealing the whole field anew, of the longest race."""
    fields = fastest_laps()
    cars = [entry["car"] for entry in fields["entries"]]

    def ruling(number: int, at: int, lap: int) -> Fields:
        turned = cars[number % len(cars) :] + cars[: number % len(cars)]
        return {"kind": "ruling", "lap": lap, "by": "x", "text": "y", "of_lap": 1, "order": turned}

    return _with_events(fields, ruling, MAX_RULINGS)


def rescored_laps() -> Fields:
    """As many rulings that take back crossings as there may be, of the longest race."""
    fields = fastest_laps()
    lines = [line["crossings"] for line in fields["laps"]]

    def ruling(number: int, at: int, lap: int) -> Fields:
        scored = [{"car": str(car), "at": line[0] - number} for car, line in enumerate(lines, 1)]
        return {
            "kind": "ruling", "lap": lap, "by": "x", "text": "y", "of_lap": 1,
            "provisional": scored,
        }  # fmt: skip

    return _with_events(fields, ruling, MAX_RESCORED)


def cautions() -> Fields:
    def caution(number: int, at: int, lap: int) -> Fields:
        if number % 2 == 0:
            return {"kind": "green", "lap": lap}
        return {"kind": "caution", "lap": lap, "number": (number + 1) // 2, "reason": "x"}

    return _with_events(race(40, 500), caution, 200)


def stops() -> Fields:
    """As many stops as a file may have, all of one car."""
    fields = race(40, 500)
    line = fields["laps"][0]["crossings"]
    end = line[-1]
    fields["stops"] = []
    for number in range(20_000):
        at = end * number // 20_000
        lap = _laps_at(line, at)
        fields["stops"].append({"car": "1", "lap": lap, "entry": at, "exit": at + 1})
    return fields


def spans() -> Fields:
    """Another basis on every lap of every car."""
    fields = race(MAX_CROSSINGS // MAX_LAPS, MAX_LAPS // 4)
    for line in fields["laps"]:
        line["known"] = [SPAN | {"lap": lap} for lap in range(1, len(line["crossings"]) + 1)]
    return fields


def noses() -> Fields:
    """A finish alone of as many cars as there may be, none of whose lanes is published."""
    fields = race(MAX_CARS, 1)
    del fields["laps"]
    fields["header"]["known"] = {"grid": "official", "flags": "timed", "finish": "timed"}
    fields["events"] = [{"kind": "chequered", "at": SECOND, "lap": 0, "basis": "timed"}]
    cars = [str(car) for car in range(1, MAX_CARS + 1)]
    fields["finish"] = {
        "resolution": 1,
        "lanes": cars,
        "times": [{"car": car, "gap": place} for place, car in enumerate(cars)],
    }
    return fields


def lanes() -> Fields:
    """All cars over the line within a few ticks, none of whose lanes is published."""
    fields = race(MAX_CARS, 5)
    fields["finish"] = {
        "resolution": 10,
        "loop_error": 15,
        "lanes": [str(car) for car in range(1, MAX_CARS + 1)],
    }
    for car, line in enumerate(fields["laps"]):
        line["crossings"] = [lap * 30 * SECOND + car for lap in range(1, 6)]
    return fields


def loop_error() -> Fields:
    fields = lanes()
    fields["finish"]["loop_error"] = MAX_LOOP_ERROR
    return fields


def everything() -> Fields:
    """As much of everything at once as 8 MiB hold: crossings, rulings, stops, words."""
    fields = rescored_laps()
    lines = [line["crossings"] for line in fields["laps"]]
    lead, end = _lead(fields), _end(fields)
    for number in range(6_000):
        at = end * number // 6_000
        words = {"kind": "penalty", "lap": _laps_at(lead, at), "car": "1", "text": "x" * 300}
        fields["events"].append(words | {"at": at, "basis": "timed"})
    fields["events"].sort(key=lambda event: event["at"])
    fields["stops"] = [
        {"car": str(car), "lap": lap, "entry": line[lap - 1], "exit": line[lap - 1] + 9}
        for car, line in enumerate(lines, 1)
        for lap in range(1, len(line), 8)
    ]
    fields["remarks"] = [
        {"on": "stop", "car": stop["car"], "lap": stop["lap"], "text": f"{at:0300}"}
        for at, stop in enumerate(fields["stops"][:9_000])
    ]
    fields["finish"] = {"resolution": 1, "loop_error": MAX_LOOP_ERROR}
    return fields


KINDS: dict[str, Kind] = {
    kind.__name__: kind
    for kind in (
        crossings, cars, fastest_laps, level_cars, lead_changes, greens, reds, distances, flags,
        penalties, dealt_places, rescored_laps, cautions, stops, spans, noses, lanes, loop_error,
        everything,
    )
}  # fmt: skip


def files() -> Iterator[tuple[str, bytes]]:
    """Give every kind by name, with its text."""
    for name, kind in KINDS.items():
        yield name, text_of(kind())
