"""A file of facts to begin with: every group that `import --with` takes, each field explained.

What the race file says already is given; all else is an example behind a `#`.
"""

import json
from collections.abc import Iterator, Mapping

from msgspec import Struct

from replay.importers.after_race_facts import ToldFact, ToldStanding
from replay.importers.facts_table import FactsTable
from replay.race.model import SECOND, Driver, Race
from replay.schema.fields import fields_of, records_of, summary_of

_FREE = {
    "drivers": (),
    "teams": (),
    "makes": (),
    "colours": (),
    "notes": ("weather",),
    "classes": ("HYPERCAR", "LMGT3"),
    "flags": ("FCY",),
}
"""Groups whose keys are free -> the keys of the example; without any those of the first cars."""

EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "race": {
        "name": '"AdventHealth 400"',
        "short": '"Kansas 2024"',
        "series": '"NASCAR Cup Series"',
        "series_short": '"NASCAR Cup"',
        "season": '"2024"',
        "date": "2024-05-05",
        "round": '"12 of 36"',
    },
    "track": {
        "name": '"Kansas Speedway"',
        "length": "1.5",
        "short": '"Kansas"',
        "shape": '"tri-oval, banked 17° to 20°"',
        "course": '"oval"',
    },
    "distance": {"laps": "267", "hours": "6", "stages": "[80, 165, 267]"},
    "start": {"kind": '"rolling"', "abreast": "2", "time": '"16:00"'},
    "night": {"begins": '"22:02"', "ends": '"5:57"'},
    "classes": {"marks": '"HYP" "GT3"'},
    "flags": {"words": '"slow"'},
    "grid": {"order": "[{cars}]"},
    "drivers": {"cars": '"Ann Able"'},
    "teams": {"cars": '"Able Racing"'},
    "makes": {"cars": '"Chevrolet"'},
    "colours": {"cars": '["#0a2240", "#ffffff", "#c8102e"]'},
    "notes": {"facts": '"sunny"'},
    "result": {
        "laps": "267",
        "order": "[{cars}]",
        "classes": "{{ HYPERCAR = [{car}] }}",
        "margin": "0.001",
        "race_time": '"3:13:03.3584"',
        "stopped": '"0:18:20"',
        "average_speed": "155.395",
        "lead_changes": "27",
        "leaders": "11",
        "cautions": "8",
        "caution_laps": "43",
    },
    "finish": {
        "step": "0.001",
        "loop_error": "0.0015",
        "lanes": "[{cars}]",
        "lanes_known": "[{car}]",
        "speed": "180.5",
        "speed_basis": '"timed"',
        "speed_of": '"the winner\'s last lap"',
        "car_length": "193.4",
        "outline": '"stock car"',
        "note": '"The loops scored 24 first."',
    },
    "after": {"facts": "", "standing": ""},
    "after.facts": {
        "source": '"the broadcast"',
        "car": "{car}",
        "otherwise": '"another car was first"',
        "otherwise_source": '"the times on pit road"',
        "label": '"off pit road"',
        "text": '"It was first off pit road."',
        "kind": '"report"',
        "brief": '"first off pit road"',
    },
    "after.standing": {
        "source": '"the series"',
        "car": "{car}",
        "otherwise": '"471 points"',
        "otherwise_source": '"the press"',
        "position": "1",
        "driver": '"Ann Able"',
        "points": "470",
        "behind": "0",
        "wins": "2",
        "top_fives": "5",
        "top_tens": "8",
    },
}
"""Group -> field -> an example, as TOML has it. `{cars}` are the first cars of the race."""

_HEAD = """\
# Facts for `replay import ... --with THIS FILE`: what no lap data says.
#
# Every group may be left out; one that is there names its `source`, which goes into the race file.
# A line that begins with # and a field or a group is an example. To give a fact, delete the #
# before it, before its [group] and before the `source` of that group. What nobody gives stays
# unknown."""
_NOTE_AT = 40
"""Where the meaning of a field begins, if there is room."""


def facts_template(race: Race, source: str) -> str:
    """Return a file of facts for a race, with what the race says in it."""
    given = _given(race)
    lines = [_HEAD]
    for field in fields_of(FactsTable):
        (group,) = records_of(field.kind)
        lines += ["", *_group(field.name, group, given.get(field.name), race, source)]
    return "\n".join(lines) + "\n"


def _group(
    name: str, group: type[Struct], given: Mapping[str, str] | None, race: Race, source: str
) -> Iterator[str]:
    off = "" if given is not None else "#"
    yield _comment(group)
    yield f"{off}[{name}]"
    if name in _FREE:
        yield from _free(name, given, race)
    else:
        yield from _fields(name, group, given or {}, race)
    meaning = {one.name: one.meaning for one in fields_of(group)}["source"]
    yield _line(off, "source", json.dumps(source, ensure_ascii=False), meaning)
    if name == "after":
        for part, record in (("after.facts", ToldFact), ("after.standing", ToldStanding)):
            yield from ("", _comment(record), f"#[[{part}]]")
            yield from _fields(part, record, {}, race)


def _fields(name: str, group: type[Struct], given: Mapping[str, str], race: Race) -> Iterator[str]:
    for field in fields_of(group):
        example = EXAMPLES[name].get(field.name, "")
        if example:
            value = given.get(field.name) or _filled(example, race)
            yield _line("" if field.name in given else "#", field.name, value, field.meaning)


def _comment(group: type[Struct]) -> str:
    """Say what a group is, in the words of the source without its name."""
    words = summary_of(group).partition(": ")[2]
    return f"# {words[:1].upper()}{words[1:]}."


def _free(name: str, given: Mapping[str, str] | None, race: Race) -> Iterator[str]:
    """Yield the lines of a group whose keys are cars, or words of the race."""
    if given is not None:
        yield from (_line("", key, value) for key, value in given.items())
        return
    (example,) = EXAMPLES[name].values()
    keys = _FREE[name] or (race.entries[0].car,)
    values = example.split() if name == "classes" else [example] * len(keys)
    yield from (_line("#", key, value) for key, value in zip(keys, values, strict=True))


def _filled(example: str, race: Race) -> str:
    cars = [f'"{one.car}"' for one in race.entries[:3]]
    return example.format(cars=", ".join(cars), car=cars[0])


def _line(off: str, key: str, value: str, meaning: str = "") -> str:
    text = f"{off}{key} = {value}"
    return f"{text:<{_NOTE_AT - 2}}  # {meaning}" if meaning else text


def _given(race: Race) -> dict[str, dict[str, str]]:
    """Return what a race says, as the groups of facts that say it."""
    header = race.header
    groups = {"race": {"name": header.name, "short": header.short, "series": header.series}}
    if header.series_short:
        groups["race"]["series_short"] = header.series_short
    if header.track:
        groups["track"] = {"name": header.track.name}
    given = {group: _quoted(values) for group, values in groups.items()}
    if header.date:
        given["race"]["date"] = header.date
    if header.scheduled_laps is not None:
        given["distance"] = {"laps": str(header.scheduled_laps)}
    elif header.scheduled_time is not None:
        given["distance"] = {"hours": f"{header.scheduled_time / SECOND / 3600:.10g}"}
    placed = sorted((one.grid, one.car) for one in race.entries if one.grid is not None)
    if placed and [place for place, _ in placed] == list(range(1, len(placed) + 1)):
        given["grid"] = {"order": json.dumps([car for _, car in placed])}
    for group, of_car in (("teams", "team"), ("makes", "make")):
        words = {one.car: word for one in race.entries if (word := getattr(one, of_car))}
        if words:
            given[group] = _quoted(words)
    crews = {one.car: one.drivers for one in race.entries if one.drivers}
    if crews:
        given["drivers"] = {car: _crew(drivers) for car, drivers in crews.items()}
    return given


def _crew(drivers: tuple[Driver, ...]) -> str:
    names = [f"{one.last}, {one.first}" if " " in one.last else one.name for one in drivers]
    return json.dumps(names[0] if len(names) == 1 else names, ensure_ascii=False)


def _quoted(values: Mapping[str, str]) -> dict[str, str]:
    return {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
