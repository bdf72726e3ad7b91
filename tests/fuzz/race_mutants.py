"""Race files gone wrong in what they mean: rulings, lanes, loop errors, times of one tick.

A mutant is made from a whole race by one to four changes. Half of them are then made to fit
together again (`agreed`), so that they get past the checks and on to the screen.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from tests.reconstruct.simulation import Plan, simulated
from tests.strategies import UNKNOWNS, without

from replay import racefile
from replay.race.model import MAX_CARS, MAX_LAPS, MAX_LOOP_ERROR, MAX_RESCORED, SECOND

Fields = dict[str, Any]
Change = Callable[[Fields, Random], None]

_TESTS = Path(__file__).parents[1]
_TEN_DAYS = 10 * 86_400 * SECOND
_NUMBERS = (
    0, 1, 2, -1, 7, MAX_CARS, MAX_CARS + 1, MAX_LAPS, MAX_LAPS + 1, SECOND, MAX_LOOP_ERROR,
    39_000, 1_000_000, _TEN_DAYS, _TEN_DAYS + 1, 2**31, 2**53, 2**63, 10**30,
)  # fmt: skip
_TEXTS = (
    "", " ", "x" * 80, "x" * 300, "x" * 301, "名" * 40, "e\u0301" * 40, "\u0301" * 80,
    "علی\u200cرضا", "a\u200cb", "a\u202eb", "\x1b[2J", "\U000e0041", "👨‍👩‍👧", "1/2", "NaN",
)  # fmt: skip
_OTHER_TYPES: tuple[Any, ...] = (None, [], {}, "x", 1.5, True, [[]], {"a": 1})
_WORDS = (
    ("official", "timed", "reconstructed", "estimated"),
    ("sure", "near", "rough", "unknown"),
    ("stock car", "open wheel"),
    ("green", "caution", "red", "flag", "white", "chequered", "distance", "penalty", "retirement",
     "ruling", "mauve"),
    ("lead", "stop"),
)  # fmt: skip


@cache
def seeds() -> tuple[bytes, ...]:
    """Give the races that mutants are made of, as text: small, and of every kind."""
    plans = (
        Plan(cars=6, laps=12, seed=1, cautions=((4, 6),), stops={0: (5,), 1: (7,)}, stage=4),
        Plan(cars=12, laps=30, seed=2, cautions=((8, 11), (20, 23)), retired={3: 9}, slow={5: 90}),
        Plan(cars=3, laps=2, seed=3),
    )
    races = [(_TESTS / "races" / "tiny.json").read_bytes()]
    races += [racefile.encode(simulated(plan)) for plan in plans]
    alone = json.loads(races[0])
    del alone["laps"], alone["stops"], alone["remarks"], alone["official"]
    alone["header"]["known"] = {"grid": "official", "flags": "timed", "finish": "official"}
    alone["events"] = [{"kind": "chequered", "at": 20_000, "lap": 0, "basis": "timed"}]
    cars = [entry["car"] for entry in alone["entries"]]
    alone["finish"] = {
        "resolution": 10,
        "times": [{"car": car, "gap": at * 37} for at, car in enumerate(cars)],
    }
    unknown = racefile.decode(races[0])
    for kind in UNKNOWNS:
        unknown = without(unknown, kind)
    return (*races, json.dumps(alone).encode(), racefile.encode(unknown))


def mutant(random: Random) -> bytes:
    """Give the text of a race file that has gone wrong."""
    fields: Fields = json.loads(random.choice(seeds()))
    for _ in range(random.randint(1, 4)):
        _tried(random.choice(_CHANGES), fields, random)
    if random.random() < 0.6:
        _tried(lambda fields, _: agreed(fields), fields, random)
    data = json.dumps(fields, ensure_ascii=random.random() < 0.5).encode(errors="surrogatepass")
    return _with_bytes_changed(data, random) if random.random() < 0.05 else data


def _tried(change: Change, fields: Fields, random: Random) -> None:
    """Change a race; one too far gone for a change stays as it is."""
    with suppress(KeyError, TypeError, ValueError, AttributeError, IndexError):
        change(fields, random)


def _with_bytes_changed(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data))
    return random.choice((
        data[:at],
        data[:at] + bytes([random.randrange(256)]) + data[at + 1 :],
        data[:at] + data[at // 2 :],
    ))  # fmt: skip


# -- places in a race


def _leaves(value: Any, kind: type) -> Iterator[tuple[Any, Any]]:
    """Give every value of a type within another: what holds it, and by what name or index."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in list(items):
        if isinstance(item, dict | list):
            yield from _leaves(item, kind)
        if isinstance(item, kind) and not (kind is int and isinstance(item, bool)):
            yield value, key


def _any(fields: Fields, kind: type, random: Random) -> tuple[Any, Any] | None:
    """Give one value of a type, of each part of the race alike: most numbers are crossings."""
    parts = [part for part in fields.values() if isinstance(part, dict | list)]
    random.shuffle(parts)
    for part in parts:
        found = list(_leaves(part, kind))
        if found:
            return random.choice(found)
    return None


def _cars(fields: Fields) -> list[str]:
    return [entry["car"] for entry in fields["entries"]]


def _lines(fields: Fields) -> list[Fields]:
    return [line for line in fields.get("laps") or [] if line.get("crossings")]


def _lead(fields: Fields) -> list[int]:
    lines = [line["crossings"] for line in _lines(fields)]
    longest = max(map(len, lines), default=0)
    return [min(line[lap] for line in lines if len(line) > lap) for lap in range(longest)]


# -- changes


def _number(fields: Fields, random: Random) -> None:
    """One number becomes another: an extreme one, one nearby, or one that stands elsewhere."""
    found, other = _any(fields, int, random), _any(fields, int, random)
    if found and other:
        holder, key = found
        was = holder[key]
        near = was + random.choice((-10, -1, 1, 10))
        elsewhere = other[0][other[1]]
        holder[key] = random.choice((random.choice(_NUMBERS), near, elsewhere, was * 1000))


def _text(fields: Fields, random: Random) -> None:
    found = _any(fields, str, random)
    if found:
        found[0][found[1]] = random.choice(_TEXTS)


def _word(fields: Fields, random: Random) -> None:
    """One word of a closed set becomes another of its set."""
    found = [(h, k) for h, k in _leaves(fields, str) if any(h[k] in words for words in _WORDS)]
    if found:
        holder, key = random.choice(found)
        words = next(words for words in _WORDS if holder[key] in words)
        holder[key] = random.choice(words)


def _type(fields: Fields, random: Random) -> None:
    found = _any(fields, random.choice((int, str, list, dict)), random)
    if found:
        found[0][found[1]] = deepcopy(random.choice(_OTHER_TYPES))


def _list(fields: Fields, random: Random) -> None:
    """A list loses, doubles or swaps items, or is turned round, or repeated."""
    found = [h[k] for h, k in _leaves(fields, list) if h[k]]
    if not found:
        return
    items = random.choice(found)
    at, other = random.randrange(len(items)), random.randrange(len(items))
    change = random.randrange(5)
    if change == 0:
        del items[at]
    elif change == 1:
        items.insert(other, deepcopy(items[at]))
    elif change == 2:
        items[at], items[other] = items[other], items[at]
    elif change == 3:
        items.reverse()
    else:
        items *= random.choice((2, 3, 50))
        del items[20_000:]


def _field(fields: Fields, random: Random) -> None:
    """A field is left out, or stands somewhere else too."""
    found, other = _any(fields, dict, random), _any(fields, dict, random)
    if found and other and found[0][found[1]]:
        record = found[0][found[1]]
        key = random.choice(list(record))
        if random.random() < 0.7:
            del record[key]
        else:
            other[0][other[1]][key] = deepcopy(record[key])


def _car(fields: Fields, random: Random) -> None:
    """A car is named in place of another."""
    cars = _cars(fields)
    found = [(h, k) for h, k in _leaves(fields, str) if h[k] in cars]
    if found:
        holder, key = random.choice(found)
        holder[key] = random.choice((*cars, "98", "ZZZ"))


def _crossings(fields: Fields, random: Random) -> None:
    """A car's laps become as long as no lap is: of one tick, of days, level with another's."""
    lines = _lines(fields)
    if not lines:
        return
    times = random.choice(lines)["crossings"]
    at = random.randrange(len(times))
    change = random.randrange(6)
    if change == 0:
        times[at:] = [times[at - 1] + 1 + n if at else n + 1 for n in range(len(times) - at)]
    elif change == 1:
        times[-1] = (times[-2] if len(times) > 1 else 0) + 1
    elif change == 2:
        times[-1] = random.choice((_TEN_DAYS, _TEN_DAYS - 1, times[-1] + 10**9))
    elif change == 3:
        times[:] = random.choice(lines)["crossings"][: len(times)]
    elif change == 4:
        del times[at:]
    else:
        times.extend(times[-1] + n for n in range(1, random.choice((2, 50, 3000))))


def _scale(fields: Fields, random: Random) -> None:
    """The whole race is run in ticks, or in days."""
    down, up = random.choice(((1000, 1), (100_000, 1), (1, 100), (1, 2000)))
    for line in _lines(fields):
        line["crossings"] = [at * up // down for at in line["crossings"]]
    for event in fields.get("events", []):
        event["at"] = event["at"] * up // down
    for stop in fields.get("stops", []):
        for key in ("entry", "exit"):
            if stop.get(key) is not None:
                stop[key] = stop[key] * up // down


def _event(fields: Fields, random: Random) -> None:
    """Something happens that did not: any flag, a penalty, a retirement, a new distance."""
    lead = _lead(fields)
    at = random.choice((0, 1, random.randint(0, (lead or [9])[-1] * 2), (lead or [9])[-1]))
    kind = random.choice(_WORDS[3])
    event: Fields = {"kind": kind, "at": at, "lap": bisect_right(lead, at), "basis": "timed"}
    car = random.choice(_cars(fields))
    more: dict[str, Fields] = {
        "caution": {"number": 1, "reason": "x", "cars": [car], "free_pass": car},
        "flag": {"flag": random.choice(("slow zone", "x" * 80))},
        "distance": {"laps": random.choice((0, 1, len(lead), 5000)), "reason": "x"},
        "penalty": {"car": car, "text": "x"},
        "retirement": {"car": car, "reason": "x"},
    }
    event |= more.get(kind, {})
    if kind == "ruling":
        _ruling(fields, random)
        return
    events = fields.setdefault("events", [])
    for _ in range(random.choice((1, 1, 1, 2, 40))):
        events.append(dict(event))


def _ruling(fields: Fields, random: Random) -> None:
    """One or more decisions take back crossings, or deal places."""
    events = fields.setdefault("events", [])
    lines, cars = _lines(fields), _cars(fields)
    end = max((line["crossings"][-1] for line in lines), default=20_000)
    for _ in range(random.choice((1, 1, 2, 3, MAX_RESCORED))):
        at = end + random.randint(0, 100) if random.random() < 0.7 else random.randint(1, end)
        event: Fields = {
            "kind": "ruling", "at": at, "lap": 0, "basis": "estimated", "by": "x", "text": "y",
            "of_lap": 1,
        }  # fmt: skip
        if lines and random.random() < 0.8:
            of_lap = random.randint(1, max(len(line["crossings"]) for line in lines))
            there = [line for line in lines if len(line["crossings"]) >= of_lap]
            event["of_lap"] = of_lap
            event["provisional"] = [
                {"car": line["car"], "at": line["crossings"][of_lap - 1] + random.randint(-50, 50)}
                for line in random.sample(there, random.randint(1, len(there)))
            ]
        if random.random() < 0.4:
            event["order"] = random.sample(cars, random.randint(1, len(cars)))
        events.append(event)


def _finish(fields: Fields, random: Random) -> None:
    """Another picture of the line: lanes, errors, speeds and steps as no finish has them."""
    cars = _cars(fields)
    lanes = random.sample(cars, random.randint(0, len(cars)))
    finish: Fields = {
        "resolution": random.choice((1, 10, 7, SECOND)),
        "loop_error": random.choice((None, 0, 1, 15, MAX_LOOP_ERROR)),
        "lanes": lanes,
        "lanes_known": lanes[: random.randint(0, len(lanes))],
        "speed": random.choice((None, 0, 1, 180_000, 1_000_000)),
        "speed_basis": random.choice(("official", "estimated")),
        "car_length": random.choice((None, 39_000, 193_400, 400_000)),
        "outline": random.choice(_WORDS[2]),
    }
    if random.random() < 0.4:
        gaps = sorted(random.choice((0, 1, 40, 9_000, _TEN_DAYS)) for _ in cars)
        gaps[0] = 0
        finish["times"] = [{"car": car, "gap": gap} for car, gap in zip(cars, gaps, strict=True)]
    fields["finish"] = finish


def _stop(fields: Fields, random: Random) -> None:
    """Stops that no car makes: of no time, through the flag, hundreds on a lap."""
    lines = _lines(fields)
    if not lines:
        return
    line = random.choice(lines)
    end = line["crossings"][-1]
    entry = random.choice((0, end, end + 1, random.randint(0, end)))
    for number in range(random.choice((1, 1, 3, 300))):
        stop = {"car": line["car"], "lap": 0, "entry": entry + number}
        if random.random() < 0.9:
            stop["exit"] = stop["entry"] + random.choice((0, 1, 0, end))
        fields.setdefault("stops", []).append(stop)


def _header(fields: Fields, random: Random) -> None:
    """Another track, schedule or count of stages."""
    header = fields["header"]
    change = random.randrange(4)
    if change == 0:
        header["track"]["length"] = random.choice((1, 500, 1_000_000))
    elif change == 1:
        header["scheduled_laps"] = random.choice((None, 1, 3, MAX_LAPS))
        header["scheduled_time"] = random.choice((None, 0, 1, _TEN_DAYS))
    elif change == 2:
        ends = sorted(random.sample(range(1, 60), random.randint(0, 20)))
        header["stages"] = [{"number": n, "ends": end} for n, end in enumerate(ends, 1)]
    else:
        header["known"] = {key: random.choice(_WORDS[0]) for key in ("grid", "laps", "finish")}


def _field_of_cars(fields: Fields, random: Random) -> None:
    """Many more cars, all of them like one that there is."""
    entry, cars = random.choice(fields["entries"]), set(_cars(fields))
    lines = {line["car"]: line for line in _lines(fields)}
    for number in range(random.choice((1, 30, 150))):
        car = str(number + 100)
        if car in cars:
            continue
        fields["entries"].append(entry | {"car": car, "grid": None})
        if entry["car"] in lines:
            like = lines[entry["car"]]
            shifted = [at + number % 7 for at in like["crossings"]]
            fields["laps"].append(like | {"car": car, "crossings": shifted})


def _official(fields: Fields, random: Random) -> None:
    """A published result that is not that of the race."""
    cars = _cars(fields)
    random.shuffle(cars)
    fields["official"] = {
        "laps": random.choice((0, 1, 10, MAX_LAPS)),
        "results": [
            {
                "position": at, "car": car, "laps": random.choice((0, 3)), "status": "Running",
                "elapsed": random.choice((None, 0, _TEN_DAYS)), "points": random.choice((-9, 40)),
            }
            for at, car in enumerate(cars, 1)
        ],
        "margin": random.choice((None, 0, _TEN_DAYS)),
        "average_speed": random.choice((None, 0, 1_000_000)),
        "orders": [{"lap": 0, "order": cars, "gaps": [0] * len(cars)}],
        "facts": [
            {"label": "x", "text": "y" * 300, "source": "z", "kind": kind, "car": car}
            for kind, car in zip(("fact", "history", "report"), cars, strict=False)
        ],
        "standing": [
            {"position": at, "car": car, "source": "z", "points": random.choice((None, 0, 999_999))}
            for at, car in enumerate(cars, 1)
        ],
    }  # fmt: skip


_CHANGES: tuple[Change, ...] = (
    _number, _number, _text, _word, _type, _list, _list, _field, _car, _crossings, _crossings,
    _scale, _event, _event, _ruling, _ruling, _finish, _finish, _stop, _header, _field_of_cars,
    _official,
)  # fmt: skip


# -- fitting together again


def agreed(fields: Fields) -> None:
    """Make the counts and orders of a race agree with its crossings; what it says stays."""
    fields["header"]["cars"] = len(fields["entries"])
    lead = _lead(fields)
    for line in fields.get("laps", []):
        times = line["crossings"]
        for at in range(len(times)):
            times[at] = max(times[at], times[at - 1] + 1 if at else 1)
        line["known"] = [span for span in line["known"] if span["lap"] <= len(times)]
        if times and not line["known"]:
            line["known"] = [{"lap": 1, "crossing": "timed", "lap_time": "timed", "place": "sure"}]
    lead = _lead(fields)
    events = sorted(fields.get("events", []), key=lambda event: event["at"])
    number, yellow, fallen = 0, False, set()
    kept = []
    for event in events:
        kind = event["kind"]
        if "chequered" in fallen and kind in ("green", "caution", "white", "distance", "chequered"):
            continue
        if kind in fallen or (kind == "caution" and yellow):
            continue
        if kind in ("white", "chequered"):
            fallen.add(kind)
        elif kind == "caution":
            number += 1
            yellow, event["number"] = True, number
        elif kind == "green":
            yellow = False
        event["lap"] = bisect_right(lead, event["at"])
        if kind == "distance":
            event["laps"] = max(event["laps"], event["lap"])
        kept.append(event)
    fields["events"] = kept
    lines = {line["car"]: line["crossings"] for line in _lines(fields)}
    for stop in fields.get("stops", []):
        stop["lap"] = bisect_right(lines.get(stop["car"], []), stop["entry"])
    stopped = {(stop["car"], stop["lap"]) for stop in fields.get("stops", [])}
    fields["remarks"] = [
        remark
        for remark in fields.get("remarks", [])
        if remark["on"] == "stop" and (remark["car"], remark["lap"]) in stopped
    ]


def text_of(fields: Fields) -> bytes:
    """Give fields as the text of a file."""
    return msgspec.json.encode(fields)
