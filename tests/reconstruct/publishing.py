"""A race -> the box score that would have been published of it, as tables and as a folder."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from replay.race.model import SECOND, Caution, Green, Race, Retirement, Stage
from replay.race.points import points_due
from replay.race.result import Official, Result, StageResult
from replay.race.state import RaceState, Running
from replay.race.timeline import Timeline

Row = dict[str, str]

_STAGE_POINTS = tuple(range(10, 0, -1))


@dataclass
class Published:
    """A box score: race.json, and the rows of each table in their order."""

    race: dict[str, Any]
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """Write it as a folder; a table without rows has no file. Returns the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        (folder / "race.json").write_text(json.dumps(self.race, indent=1), encoding="utf-8")
        for file, rows in self.tables.items():
            if not rows:
                continue
            with (folder / file).open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
        return folder


def published(race: Race, about: tuple[int, ...] = ()) -> Published:
    """Return the box score of a race; `about` are laps of whose order the lap is about right."""
    timeline = Timeline(race)
    end = timeline.at(timeline.end)
    tables = {
        "results.csv": list(_results(race, timeline, end)),
        "cautions.csv": list(_cautions(race, timeline)),
        "lead_segments.csv": [
            {"start_lap": str(s.first), "end_lap": str(s.last), "car": s.car}
            for s in timeline.scoring_at(timeline.end).stints
        ],
        "pit_stops.csv": list(_stops(race, timeline)),
        "checkpoints.csv": list(_checkpoints(race, timeline, about)),
        "white_flag.csv": list(_white_flag(timeline, end)),
    }
    return Published(_race(race, timeline, end), tables)


def seconds(ticks: int | None) -> str:
    """Write ticks as seconds, exactly; nothing for None."""
    return "" if ticks is None else f"{ticks // SECOND}.{ticks % SECOND:04}"


def _race(race: Race, timeline: Timeline, end: RaceState) -> dict[str, Any]:
    header, winner = race.header, end.order[0]
    whole = winner.crossing // SECOND
    track = header.track
    assert track is not None, "a box score names its track"
    assert track.length is not None, "a box score gives the length of a lap"
    miles = track.length * winner.laps
    facts: dict[str, Any] = {
        "name": header.name,
        "series": header.series,
        "date": header.date,
        "track": track.name,
        "track_length_miles": track.length / 1000,
        "scheduled_laps": header.scheduled_laps,
        "laps": timeline.laps,
        "stage_end_laps": [stage.ends for stage in _run_stages(race, timeline)],
        "race_time": f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}",
        "lead_changes": end.lead_changes,
        "leaders": end.leaders,
        "cautions": end.cautions,
        "caution_laps": end.caution_laps,
    }
    if whole:
        facts["average_speed_mph"] = (2 * miles * 3600 + whole) // (2 * whole) / 1000
    if len(end.order) > 1 and end.order[1].gap is not None:
        facts["margin_of_victory_s"] = seconds(end.order[1].gap)
    return facts


def _run_stages(race: Race, timeline: Timeline) -> tuple[Stage, ...]:
    """Return the stages that ended before the race did."""
    return tuple(stage for stage in race.header.stages if stage.ends < timeline.laps)


def _results(race: Race, timeline: Timeline, end: RaceState) -> Iterator[Row]:
    stages = {
        stage.number: timeline.at(timeline.instant(stage.ends)).order
        for stage in _run_stages(race, timeline)
    }
    reasons = {event.car: event.reason for event in race.events if isinstance(event, Retirement)}
    drivers = {entry.car: entry.drivers[0] for entry in race.entries}
    grid = {entry.car: entry.grid for entry in race.entries}
    leading = [stint.car for stint in timeline.scoring_at(timeline.end).stints]
    due = _points(race, end, stages)
    for row in end.order:
        places = {n: _place_of(row.car, order) for n, order in stages.items()}
        yield {
            "pos": str(row.position),
            "start": str(grid[row.car] or ""),
            "car": row.car,
            "driver": f"{drivers[row.car].first} {drivers[row.car].last}".strip(),
            "laps": str(row.laps),
            "status": reasons.get(row.car, "Running"),
            "laps_led": str(row.led),
            "times_led": str(leading.count(row.car)),
            "points": str(due.get(row.car, "")),
            **{f"stage{n}_pos": str(place) for n, place in places.items()},
            "gap_s": seconds(row.gap),
            "elapsed_s": seconds(row.crossing) if row.laps else "",
            "best_lap_s": seconds(row.best_lap),
            "best_lap_no": str(row.best_lap_number or ""),
            "last_lap_s": seconds(row.last_lap),
        }


def _place_of(car: str, order: tuple[Running, ...]) -> int:
    return next(row.position for row in order if row.car == car)


def _points(race: Race, end: RaceState, stages: dict[int, tuple[Running, ...]]) -> dict[str, int]:
    """Return the points by rule, as if no car had lost any."""
    official = Official(
        laps=end.lap,
        results=tuple(
            Result(position=row.position, car=row.car, laps=row.laps, status="")
            for row in end.order
        ),
        stages=tuple(
            StageResult(
                number=number,
                order=tuple(row.car for row in order[:10]),
                points=_STAGE_POINTS[: len(order)],
            )
            for number, order in stages.items()
        ),
    )
    return points_due(replace(race, official=official), None)


def _cautions(race: Race, timeline: Timeline) -> Iterator[Row]:
    greens = [event for event in race.events if isinstance(event, Green)]
    for event in race.events:
        if isinstance(event, Caution):
            green = next((g.lap for g in greens if g.at > event.at), timeline.laps)
            yield {
                "number": str(event.number),
                "first_yellow_lap": str(event.lap + 1),
                "last_yellow_lap": str(green),
                "reason": event.reason,
                "free_pass": event.free_pass if isinstance(event.free_pass, str) else "",
            }


def _stops(race: Race, timeline: Timeline) -> Iterator[Row]:
    for stop in race.stops:
        if stop.entry is not None and stop.exit is not None:
            yield {
                "car": stop.car,
                "laps_completed_at_pit_in": str(stop.lap),
                "leader_laps_completed": str(timeline.lap_at(stop.entry)),
                "pit_in_race_time_s": seconds(stop.entry),
                "pit_out_race_time_s": seconds(stop.exit),
            }


def _checkpoints(race: Race, timeline: Timeline, about: tuple[int, ...]) -> Iterator[Row]:
    exact = {0, *(stage.ends for stage in _run_stages(race, timeline))}
    for lap in sorted(exact | set(about)):
        for row in timeline.at(timeline.instant(lap)).order:
            yield {
                "lap": str(lap),
                "basis": "exact" if lap in exact else "approximate lap",
                "position": str(row.position),
                "car": row.car,
            }


def _white_flag(timeline: Timeline, end: RaceState) -> Iterator[Row]:
    if timeline.laps < 2:
        return
    last = {row.car: row.last_lap for row in end.order if row.laps == timeline.laps}
    state = timeline.at(timeline.instant(timeline.laps - 1))
    for row in state.order:
        if row.gap is None or row.car not in last:
            return
        yield {
            "position": str(row.position),
            "car": row.car,
            "gap_s": seconds(row.gap),
            "last_lap_s": seconds(last[row.car]),
        }
