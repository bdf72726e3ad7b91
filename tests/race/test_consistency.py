"""Each test alters one fact of the small race so that it contradicts another."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from tests.laws import examples
from tests.strategies import races

from replay.race.consistency import InconsistentRace, verify
from replay.race.export import event_rows, order_rows
from replay.race.model import Race
from replay.race.timeline import Timeline

TINY = (Path(__file__).parents[1] / "races" / "tiny.json").read_bytes()

Fields = dict[str, Any]
Change = Callable[[Fields], object]


def altered(change: Change) -> Race:
    fields: Fields = msgspec.json.decode(TINY)
    change(fields)
    return msgspec.convert(fields, Race)


def steps(path: str) -> list[str | int]:
    """Split a JSON path (`$.entries[3].grid`) into keys and indexes."""
    return [int(n) if n else key for key, n in re.findall(r"\.(\w+)|\[(\d+)\]", path)]


def within(fields: Fields, way: Sequence[str | int]) -> Any:
    target: Any = fields
    for step in way:
        target = target[step]
    return target


def put(path: str, value: object) -> Change:
    """Set the value at a JSON path; None takes the key away."""
    *way, last = steps(path)

    def change(fields: Fields) -> None:
        target = within(fields, way)
        if value is None:
            del target[last]
        else:
            target[last] = value

    return change


def add(path: str, value: object) -> Change:
    """Append a value to the list at a JSON path."""
    return lambda fields: within(fields, steps(path)).append(value)


def both(*changes: Change) -> Change:
    def change(fields: Fields) -> None:
        for each in changes:
            each(fields)

    return change


def event(kind: str, at: int, lap: int, **more: object) -> Fields:
    return {"kind": kind, "at": at, "lap": lap, "basis": "timed", **more}


def insert_event(index: int, item: Fields) -> Change:
    return lambda fields: fields["events"].insert(index, item)


GREEN, CAUTION, RETIREMENT, RESTART, PENALTY, WHITE, CHEQUERED, RULING = range(8)

CONTRADICTIONS: dict[str, tuple[Change, str, str]] = {
    # what is wrong: (the change, the path of the error, what it says)
    "a car entered twice": (
        put("$.entries[3].car", "07"),
        "$.entries[3].car",
        "car 07 is entered twice",
    ),
    "a grid place given twice": (
        put("$.entries[3].grid", 2),
        "$.entries[3].grid",
        "place 2 on the grid is already that of car 1",
    ),
    "another number of cars": (
        put("$.header.cars", 6),
        "$.header.cars",
        "6 cars, but the entry list has 5",
    ),
    "a fact about an unknown car": (
        put("$.header.facts[0].car", "66"),
        "$.header.facts[0].car",
        "car 66 is not in the entry list, which has 24, 1, 07, 7, 99",
    ),
    "stages out of order": (
        put("$.header.stages[1].ends", 4),
        "$.header.stages[1].ends",
        "ends before lap 5",
    ),
    "stages misnumbered": (
        put("$.header.stages[1].number", 3),
        "$.header.stages[1].number",
        "stages are numbered from 1",
    ),
    "a stage after the end": (
        put("$.header.stages[1].ends", 11),
        "$.header.stages[1].ends",
        "ends after the scheduled 10 laps",
    ),
    **{
        f"{kind} of no basis": (
            put(f"$.header.known.{kind}", None),
            f"$.header.known.{kind}",
            f"the file has {'a grid' if kind == 'grid' else kind} but does not say how "
            f'{"it is" if kind == "grid" else "they are"} known: add "{kind}" to `known`, '
            "as official, timed, reconstructed or estimated",
        )
        for kind in ("grid", "laps", "flags", "stops")
    },
    "laps of an unknown car": (
        put("$.laps[4].car", "66"),
        "$.laps[4].car",
        "car 66 is not in the entry list, which has 24, 1, 07, 7, 99",
    ),
    "laps of a car twice": (
        put("$.laps[4].car", "24"),
        "$.laps[4].car",
        "car 24 is named twice",
    ),
    "two crossings at once": (
        put("$.laps[0].crossings[1]", 310000),
        "$.laps[0].crossings[1]",
        "lap 2 ends at 310000, no later than the lap before at 310000: crossings are times on the "
        "race clock, and rise",
    ),
    "a crossing at the green flag": (
        put("$.laps[0].crossings[0]", 0),
        "$.laps[0].crossings[0]",
        "lap 1 ends at 0, which is the start: crossings are times on the race clock, and rise",
    ),
    "laps nobody vouches for": (
        put("$.laps[0].known", []),
        "$.laps[0].known",
        "does not say how its laps are known: it begins with a span such as "
        '{"lap": 1, "crossing": "timed", "lap_time": "timed", "place": "sure"}',
    ),
    "a first span that starts late": (
        put("$.laps[0].known[0].lap", 2),
        "$.laps[0].known[0].lap",
        "the first span starts with lap 1",
    ),
    "spans out of order": (
        put("$.laps[3].known[2].lap", 6),
        "$.laps[3].known[2].lap",
        "starts no later than lap 6",
    ),
    "a span of laps never run": (
        put("$.laps[3].known[2].lap", 11),
        "$.laps[3].known[2].lap",
        "car 7 has completed 10 laps",
    ),
    "a stop of an unknown car": (
        put("$.stops[1].car", "66"),
        "$.stops[1].car",
        "car 66 is not in the entry list, which has 24, 1, 07, 7, 99",
    ),
    "a stop that ends before it begins": (
        put("$.stops[1].exit", 1599999),
        "$.stops[1].exit",
        "leaves pit road at 1599999, before it enters at 1600000",
    ),
    "a stop on another lap": (
        put("$.stops[1].lap", 5),
        "$.stops[1].lap",
        "car 1 has completed 4 laps as it enters, not 5",
    ),
    "a driver the car has not": (
        both(put("$.stops[1].driver", 1), put("$.header.known.drivers", "official")),
        "$.stops[1].driver",
        "car 1 has no such driver",
    ),
    "tyres of no basis": (
        put("$.stops[1].compound", "soft"),
        "$.header.known.tyres",
        'the file has tyres but does not say how they are known: add "tyres" to `known`, '
        "as official, timed, reconstructed or estimated",
    ),
    "a stop with both ends and a length": (
        put("$.stops[1].length", 310000),
        "$.stops[1].length",
        "`entry` and `exit` give its length: leave `length` out",
    ),
    "a stop that was left and never left": (
        put("$.stops[1].left", False),
        "$.stops[1].left",
        "`left` is false, so there is no `exit` and no `length`",
    ),
    "a stop on a lap never begun": (
        both(put("$.stops[1].entry", None), put("$.stops[1].lap", 11)),
        "$.stops[1].lap",
        "car 1 completes 10 laps",
    ),
    "two stops on one lap": (
        add("$.stops", {"car": "24", "lap": 4}),
        "$.stops[5].lap",
        "car 24 is still on pit road from the stop before",
    ),
    "a class nobody named": (
        put("$.header.classes", [{"name": "Saloon", "short": "SAL"}]),
        "$.entries[0].race_class",
        "car 24 is in none of the header's classes: Saloon",
    ),
    "a class named twice": (
        put("$.header.classes", [{"name": "A", "short": "X"}, {"name": "B", "short": "X"}]),
        "$.header.classes[1].short",
        "named twice",
    ),
    "a starter the car has not": (
        both(put("$.entries[0].starts", 4), put("$.header.known.drivers", "official")),
        "$.entries[0].starts",
        "car 24 has no such driver",
    ),
    "an incident on a lap never begun": (
        both(put("$.laps[0].incidents", [12]), put("$.header.known.incidents", "timed")),
        "$.laps[0].incidents[0]",
        "car 24 was on 11 laps",
    ),
    "a result of a class nobody is in": (
        put("$.official.classes", [{"race_class": "A", "order": []}]),
        "$.official.classes[0].race_class",
        "no car is in this class",
    ),
    "two stops at once": (
        add("$.stops", {"car": "1", "lap": 5, "entry": 1920000, "exit": 1930000}),
        "$.stops[5].entry",
        "car 1 is still on pit road from the stop before",
    ),
    "a stop of a car that never left pit road": (
        add("$.stops", {"car": "99", "lap": 4, "entry": 1600000}),
        "$.stops[5].entry",
        "car 99 is still on pit road from the stop before",
    ),
    "events out of order": (
        put(f"$.events[{PENALTY}].at", 2200000),
        f"$.events[{PENALTY}].at",
        "at 2200000, earlier than the event before it at 2210000",
    ),
    "an event on another lap": (
        put(f"$.events[{PENALTY}].lap", 7),
        f"$.events[{PENALTY}].lap",
        "the leader has completed 8 laps by 2900000, not 7",
    ),
    "a caution misnumbered": (
        put(f"$.events[{CAUTION}].number", 2),
        f"$.events[{CAUTION}].number",
        "caution 1 by its time, not 2",
    ),
    "a free pass to an unknown car": (
        put(f"$.events[{CAUTION}].free_pass", "66"),
        f"$.events[{CAUTION}].free_pass",
        "car 66 is not in the entry list, which has 24, 1, 07, 7, 99",
    ),
    "a car waved around twice": (
        put(f"$.events[{CAUTION}].wave_around", ["7", "7"]),
        f"$.events[{CAUTION}].wave_around[1]",
        "car 7 is named twice",
    ),
    "an unknown car in a caution": (
        put(f"$.events[{CAUTION}].cars", ["7", "66"]),
        f"$.events[{CAUTION}].cars[1]",
        "car 66 is not in the entry list, which has 24, 1, 07, 7, 99",
    ),
    "a penalty for an unknown car": (
        put(f"$.events[{PENALTY}].car", "66"),
        f"$.events[{PENALTY}].car",
        "car 66 is not in the entry list, which has 24, 1, 07, 7, 99",
    ),
    "a retirement before the last crossing": (
        put(f"$.events[{RETIREMENT}].car", "07"),
        f"$.events[{RETIREMENT}].at",
        "car 07 crosses the line after this",
    ),
    "a second retirement": (
        insert_event(RESTART, event("retirement", 2000000, 5, car="99", reason="again")),
        f"$.events[{RESTART}].car",
        "car 99 is out already",
    ),
    "a second white flag": (
        insert_event(CHEQUERED, event("white", 3167000, 9)),
        f"$.events[{CHEQUERED}]",
        "this flag has been shown before",
    ),
    "a restart after the end": (
        insert_event(RULING, event("green", 3500000, 10)),
        f"$.events[{RULING}]",
        "a flag after the chequered flag",
    ),
    "a race shorter than it is": (
        insert_event(PENALTY, event("distance", 2890000, 8, laps=7, reason="rain")),
        f"$.events[{PENALTY}].laps",
        "the leader has completed 8 laps already",
    ),
    "a ruling on a lap never run": (
        put(f"$.events[{RULING}].provisional[0].car", "07"),
        f"$.events[{RULING}].provisional[0].car",
        "car 07 has not completed lap 10",
    ),
    "a ruling on lap 0": (
        put(f"$.events[{RULING}].of_lap", 0),
        f"$.events[{RULING}].provisional[0].car",
        "car 24 has not completed lap 0",
    ),
    "a crossing scored before the lap began": (
        put(f"$.events[{RULING}].provisional[0].at", 3167000),
        f"$.events[{RULING}].provisional[0].at",
        "not within lap 10 or after the ruling",
    ),
    "a crossing scored after the ruling": (
        put(f"$.events[{RULING}].provisional[0].at", 3600001),
        f"$.events[{RULING}].provisional[0].at",
        "not within lap 10 or after the ruling",
    ),
    "a car scored twice": (
        add(f"$.events[{RULING}].provisional", {"car": "24", "at": 3470495}),
        f"$.events[{RULING}].provisional[1].car",
        "car 24 is named twice",
    ),
    "a ruling that orders an unknown car": (
        put(f"$.events[{RULING}].order", ["1", "66"]),
        f"$.events[{RULING}].order[1]",
        "car 66 is not in the entry list, which has 24, 1, 07, 7, 99",
    ),
    "a remark on no stop": (
        put("$.remarks[1].lap", 5),
        "$.remarks[1].lap",
        "car 24 has no stop with 5 laps completed",
    ),
    "a remark on no lead change": (
        put("$.remarks[0].lap", 6),
        "$.remarks[0].lap",
        "car 07 does not take the lead on lap 6",
    ),
    "a remark on a lap never run": (
        put("$.remarks[0].lap", 10),
        "$.remarks[0].lap",
        "car 07 does not take the lead on lap 10",
    ),
    "a remark on an unknown car": (
        put("$.remarks[0].car", "66"),
        "$.remarks[0].car",
        "car 66 is not in the entry list, which has 24, 1, 07, 7, 99",
    ),
    "a lane twice": (
        put("$.finish.lanes", ["1", "1"]),
        "$.finish.lanes[1]",
        "car 1 is named twice",
    ),
    "a known lane of a car without one": (
        put("$.finish.lanes_known", ["7"]),
        "$.finish.lanes_known[0]",
        "car 7 is not among the lanes",
    ),
    "a speed of no basis": (
        put("$.finish.speed", 60000),
        "$.finish.speed",
        "the file has a speed but does not say how it is known",
    ),
    "a finish time of an unknown car": (
        put("$.finish.times", [{"car": "66", "gap": 0}]),
        "$.finish.times[0].car",
        "car 66 is not in the entry list, which has 24, 1, 07, 7, 99",
    ),
    "a car twice in the result": (
        put("$.official.results[4].car", "07"),
        "$.official.results[4].car",
        "car 07 is named twice",
    ),
    "a place twice in the result": (
        put("$.official.results[4].position", 4),
        "$.official.results[4].position",
        "position 4 on line 5: lines are in order of places",
    ),
    "lead stints that overlap": (
        put("$.official.lead[2].first", 2),
        "$.official.lead[2].first",
        "laps out of order",
    ),
    "an unknown leader": (
        put("$.official.lead[2].car", "66"),
        "$.official.lead[2].car",
        "car 66 is not in the entry list, which has 24, 1, 07, 7, 99",
    ),
    "an order with a car twice": (
        put("$.official.orders[0].order[4]", "1"),
        "$.official.orders[0].order[4]",
        "car 1 is named twice",
    ),
    "an order after the race": (
        put("$.official.orders[0].lap", 11),
        "$.official.orders[0].lap",
        "after the last lap",
    ),
    "a gap too many": (
        add("$.official.orders[2].gaps", 99999),
        "$.official.orders[2].gaps",
        "not one gap for each car of the order",
    ),
    "a stage the header does not know": (
        put("$.official.stages[0].number", 3),
        "$.official.stages[0]",
        "the header has no stage 3",
    ),
    "points for more places than cars": (
        add("$.official.stages[0].points", 5),
        "$.official.stages[0].points",
        "points for more places than cars",
    ),
    "a rule explained twice": (
        add("$.official.explanations", {"rule": "lead changes", "reason": "another"}),
        "$.official.explanations[1].rule",
        "`lead changes` is explained twice",
    ),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_told_with_its_place(name: str) -> None:
    change, path, message = CONTRADICTIONS[name]
    race = altered(change)
    with pytest.raises(InconsistentRace) as caught:
        verify(race)
    assert (caught.value.path, caught.value.message) == (path, message)


def test_the_small_race_is_consistent() -> None:
    verify(altered(lambda fields: None))


def test_more_crossings_than_a_file_may_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replay.race.consistency.crossings.MAX_CROSSINGS", 40)
    with pytest.raises(InconsistentRace, match="more than 40 crossings"):
        verify(altered(lambda fields: None))


def finish_alone(gaps: list[int], *events: Fields) -> Change:
    """Leave nothing of the race but the noses of its first cars, and these events."""

    def change(fields: Fields) -> None:
        for key in ("laps", "events", "stops", "remarks"):
            fields.pop(key)
        fields["events"] = [*events]
        cars = ("1", "24", "7")
        times = [{"car": car, "gap": gap} for car, gap in zip(cars, gaps, strict=False)]
        fields["finish"]["times"] = times

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (finish_alone([0, 26]), "need a chequered flag after 0"),
        (finish_alone([0], event("chequered", 0, 10)), "need a chequered flag after 0"),
        (finish_alone([5, 26], event("chequered", 900, 10)), "the first nose is 0 behind itself"),
        (
            both(
                finish_alone([0, 26], event("chequered", 900, 10)),
                put("$.header.known.finish", None),
            ),
            "does not say how its finish is known",
        ),
    ],
)
def test_noses_without_laps_need_a_flag_a_first_and_a_basis(change: Change, message: str) -> None:
    with pytest.raises(InconsistentRace, match=message):
        verify(altered(change))


ALLOWED: dict[str, Change] = {
    "a race known by its finish only": lambda fields: (
        [fields.pop(key) for key in ("laps", "events", "stops", "remarks")] and None
    ),
    "a race known by its noses": finish_alone([0, 26], event("chequered", 900, 10)),
    "a car that never started": both(
        lambda fields: fields["laps"].pop(),
        lambda fields: fields["stops"].pop(0),
        lambda fields: fields["events"].pop(RETIREMENT),
    ),
    "a race that ends under caution": lambda fields: fields["events"].pop(RESTART),
    "a caution that goes over into the next": insert_event(
        RETIREMENT, event("caution", 1800000, 5, number=2, reason="debris")
    ),
    "a race without a ruling": both(
        lambda fields: fields["events"].pop(RULING),
        put(f"$.events[{CHEQUERED}].at", 3470500),
    ),
    "a second stop as the first ends": add(
        "$.stops", {"car": "24", "lap": 5, "entry": 1910000, "exit": 1910000}
    ),
    "a stop known by its lap": both(put("$.stops[1].entry", None), put("$.stops[1].exit", None)),
    "a stop known by its length": both(
        put("$.stops[1].entry", None), put("$.stops[1].exit", None), put("$.stops[1].length", 99999)
    ),
    "a stop known by its entry": put("$.stops[1].exit", None),
    "a stop under red": both(
        put("$.stops[1].exit", None),
        put("$.stops[1].length", 99999999),
        put("$.stops[1].under_red", True),
    ),
    "a stop known by its exit": put("$.stops[1].entry", None),
    "cars of two classes": both(
        put("$.header.classes", [{"name": "A", "short": "A"}, {"name": "B", "short": "B"}]),
        *(put(f"$.entries[{at}].race_class", "AB"[at % 2]) for at in range(5)),
        put("$.official.classes", [{"race_class": "B", "order": []}]),
    ),
    "a dead heat": put("$.laps[1].crossings[0]", 310000),
    "a race by time": both(
        put("$.header.scheduled_laps", None), put("$.header.scheduled_time", 3400000)
    ),
    "a race of unknown distance": put("$.header.scheduled_laps", None),
    "a race of unknown date": put("$.header.date", None),
    "a race of unknown track": put("$.header.track", None),
    "laps of unknown length": put("$.header.track.length", None),
    "a car of unknown driver": put("$.entries[0].drivers", []),
    "an unknown grid": both(
        put("$.header.known.grid", None),
        *(put(f"$.entries[{at}].grid", None) for at in range(5)),
    ),
    "a chequered flag where no other is known": both(
        put("$.header.known.flags", None),
        lambda fields: fields.update(
            events=[one for one in fields["events"] if one["kind"] not in ("green", "caution")]
        ),
    ),
    "a red flag": insert_event(RESTART, event("red", 2100000, 5, stopped=9000000)),
    "a state of the course of another kind": insert_event(
        RESTART, event("flag", 2100000, 5, flag="slow zone")
    ),
    "a ruling that ranks a car last": put(f"$.events[{RULING}].order", ["24", "7", "1"]),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_what_is_rare_but_possible_passes_and_can_be_shown(name: str) -> None:
    race = altered(ALLOWED[name])
    verify(race)
    timeline = Timeline(race)
    rows = list(order_rows(timeline))
    assert len(rows) == len(race.entries) * (timeline.laps + 1)
    event_rows(timeline)


@given(races())
@examples(60)
def test_what_passes_can_be_shown_at_every_change(race: Race) -> None:
    verify(race)
    timeline = Timeline(race)
    for time in timeline.changes:
        assert len(timeline.at(time).order) == len(race.entries)
