"""What the card of a car tells as facts, each with when it gives way to what matters more."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from replay.race.cars_now import cars_now
from replay.race.driver_records import driver_records
from replay.race.led_spans import LedSpan, led_spans
from replay.race.place_certainty import place_certainty
from replay.race.quantity import quantity
from replay.race.stops_made import stops_made
from replay.tui.cards.car_points import points_rows, stage_points_rows
from replay.tui.cards.car_standing import class_short, gap_row, neighbour_rows, place_rows
from replay.tui.cards.race_facts import UNKNOWN
from replay.tui.drawing.cells import drawable, seconds_cell
from replay.tui.drawing.fact_rows import driver_runs, fact_row
from replay.tui.drawing.race_time import hours_and_minutes, lap_time_text, time_cell
from replay.tui.drawing.runs import Row, Run, length
from replay.tui.field_names import driver_now, field_names
from replay.tui.scene import Scene

PAIRED = 44
"""From this width on two facts stand side by side, and labels have a blank more."""

_BEST = 16
"""The cells of the best lap, where the last one stands beside it."""

_TIME = 12
_COUNTS = {2: "two", 4: "four"}
"""How many tires a stock car takes, as it is said."""

KEEPS, NEIGHBOURS, CERTAINTY = range(3)
"""When a fact goes where the card is short of rows: the highest number first, `KEEPS` never."""


class CarFact(NamedTuple):
    """A fact in as many rows as it takes, and when it `goes`."""

    rows: Sequence[Row]
    goes: int = KEEPS


@lru_cache(2)
def car_facts(scene: Scene, width: int) -> tuple[CarFact, ...]:
    """Give the facts of the car under the cursor in the order they stand, those it has."""
    indent = label_width(width)
    facts = [
        CarFact([who_row(scene, width)]),
        CarFact(_driver_rows(scene, width, indent)),
        CarFact(place_rows(scene, width, indent)),
        CarFact([gap_row(scene, indent)]),
        CarFact(neighbour_rows(scene, indent), NEIGHBOURS),
        CarFact(_lap_rows(scene, width, indent)),
        CarFact([_led_row(scene, width, indent)] if scene.has_laps else []),
        CarFact(stage_points_rows(scene, width, indent)),
        CarFact(points_rows(scene, width, indent)),
        CarFact(_stint_rows(scene, width, indent)),
        CarFact(_certainty_rows(scene, width, indent), CERTAINTY),
    ]
    return tuple(fact for fact in facts if fact.rows)


def label_width(width: int) -> int:
    """Give the cells of the labels in a card so wide."""
    return 9 if width >= PAIRED else 8


def facts_for(facts: Iterable[CarFact], height: int, *, sooner: int | None = None) -> list[Row]:
    """Give the rows of the facts for which there is room: what goes first is left out first.

    What goes before the neighbours do has but `sooner` rows, where there are so many.
    """
    kept = list(facts)
    for goes, most in ((CERTAINTY, height if sooner is None else sooner), (NEIGHBOURS, height)):
        if rows_of(kept) > most:
            kept = [fact for fact in kept if fact.goes != goes]
    return [row for fact in kept for row in fact.rows]


def rows_of(facts: Iterable[CarFact]) -> int:
    """Count the rows of facts."""
    return sum(len(fact.rows) for fact in facts)


# -- who it is


def who_row(scene: Scene, width: int) -> Row:
    """Name the car, its driver, team and make; first the make gives way, then the team."""
    entry = scene.entry
    driver = driver_now(scene, entry.car)
    who: Row = (field_names(scene).plate(entry.car), *driver_runs(entry, driver))
    of = [drawable(part, scene.glyphs) for part in (entry.team, entry.make) if part]
    while of and length(who) + 2 + cell_len(", ".join(of)) > width:
        of.pop()
    return (*who, (f"  {', '.join(of)}", "mute")) if of else who


def _driver_rows(scene: Scene, width: int, indent: int) -> list[Row]:
    """Tell for how long who is in a shared car has been there, and the time of the others."""
    car = scene.entry.car
    if len(scene.entry.drivers) < 2 or not (records := scene.ask(driver_records, car)):
        return []
    names = field_names(scene)
    now = driver_now(scene, car)
    since = scene.ask(cars_now)[car].driving_since
    told = fact_row("driver", (UNKNOWN, "mute"), indent=indent)
    if now is not None:
        of_now = records[now]
        runs: list[Run] = [(f"{hours_and_minutes(scene.state.time - since)} h", "full")]
        runs.append((" in the car", "mute"))
        in_all = f", {hours_and_minutes(of_now.time or 0)} h in all"
        if of_now.stints > 1 and indent + length(runs) + len(in_all) <= width:
            runs.append((in_all, "mute"))
        told = fact_row("driver", *runs, indent=indent)
    others = [
        f"{names.surname(car, at)} {UNKNOWN if of.time is None else hours_and_minutes(of.time)}"
        for at, of in enumerate(records)
        if at != now
    ]
    return [told, *_listed("others" if now is not None else "drivers", others, width, indent)]


def _listed(label: str, parts: Sequence[str], width: int, indent: int) -> list[Row]:
    """Tell a list over as many rows as it takes; no part is torn."""
    rows: list[str] = []
    for part in parts:
        if rows and indent + cell_len(f"{rows[-1]}  {part}") <= width:
            rows[-1] += f"  {part}"
        else:
            rows.append(part)
    return [
        fact_row("" if at else label, (row, "soft"), indent=indent) for at, row in enumerate(rows)
    ]


# -- its laps


def _lap_rows(scene: Scene, width: int, indent: int) -> list[Row]:
    """Tell the best lap, with its number where it was measured, and the last one."""
    row = scene.running
    if not scene.has_laps:
        return []
    if row.best_lap is None:
        return [fact_row("best", (UNKNOWN, "mute"), indent=indent)]
    best: list[Run] = [_lap_time(scene, row.best_lap, row.best_lap_exact)]
    if row.best_lap_exact and row.best_lap_number:
        best.append((f"  lap {row.best_lap_number}", "mute"))
    last = [_lap_time(scene, row.last_lap, row.last_lap_exact)] if row.last_lap else []
    if width < PAIRED - 1:
        rows = [fact_row("best", *best, indent=indent)]
        return [*rows, *([fact_row("last", *last, indent=indent)] if last else [])]
    if not last:
        return [fact_row("best", *best, indent=indent)]
    apart = max(_BEST - length(best), 2)
    return [fact_row("best", *best, (" " * apart, "full"), ("last ", "mute"), *last, indent=indent)]


def _lap_time(scene: Scene, ticks: int | None, exact: bool) -> Run:
    tone = "full" if exact else "soft"
    if scene.race.header.discipline == "stock car":
        return seconds_cell(ticks, exact, scene.glyphs), tone
    if ticks is not None and exact:
        return lap_time_text(ticks), tone
    return time_cell(ticks, exact, _TIME, scene.glyphs).strip(), tone


def _led_row(scene: Scene, width: int, indent: int) -> Row:
    """Tell the laps it has led, of its class where there are classes, the newest span first."""
    spans = scene.ask(led_spans, scene.running.car)
    laps = sum(span.last - span.first + 1 for span in spans)
    if not laps:
        return fact_row("led", (UNKNOWN, "mute"), indent=indent)
    of = class_short(scene)
    runs: list[Run] = [(quantity(laps, "lap"), "full")]
    if of:
        runs.append((f" of {of}", "mute"))
    room = width - indent - length(runs) - 2
    if told := _newest_spans(spans, room):
        runs.append((f"  {told}", "mute"))
    return fact_row("led", *runs, indent=indent)


def _newest_spans(spans: Sequence[LedSpan], room: int) -> str:
    """Write as many spans as fit, newest first, and how many are earlier; empty where none fits."""
    texts = [
        str(span.first) if span.first == span.last else f"{span.first}–{span.last}"
        for span in reversed(spans)
    ]
    for count in range(len(texts), 0, -1):
        told = "  ".join(texts[:count])
        if count < len(texts):
            told += f"  {len(texts) - count} earlier"
        if cell_len(told) <= room:
            return told
    return ""


# -- its stint, and how sure its places are


def _stint_rows(scene: Scene, width: int, indent: int) -> list[Row]:
    """Tell the laps since the last stop, and what is known of the tyres."""
    row = scene.running
    known = scene.race.header.known.stops is not None
    if row.status == "out" or not known or not scene.state.lap:
        return []
    if row.status == "pit":
        return [fact_row("stint", ("on pit road", "full"), indent=indent), *_tyres(scene, indent)]
    laps = max(row.laps - (row.pit_lap or 0), 0)
    since = "the start" if row.pit_lap is None else f"the stop on {row.pit_lap}"
    runs: list[Run] = [(quantity(laps, "lap"), "full"), (f" since {since}", "mute")]
    if indent + length(runs) > width:
        runs[-1] = (f" since lap {row.pit_lap}", "mute")
    if (new := _new_tires(scene)) and indent + length(runs) + cell_len(new) <= width:
        runs.append((new, "mute"))
    return [fact_row("stint", *runs, indent=indent), *_tyres(scene, indent)]


def _new_tires(scene: Scene) -> str:
    """Tell how many tires a stock car took at its last stop, where it is published."""
    made = scene.ask(stops_made, scene.running.car)
    count = made[-1].visit.stop.tyres if made else None
    if scene.race.header.discipline != "stock car" or count is None:
        return ""
    return f", {_COUNTS.get(count, count)} tires" if count else ", no tires"


def _tyres(scene: Scene, indent: int) -> list[Row]:
    """Tell the compound on the car and how many laps it has run."""
    now = scene.ask(cars_now).get(scene.running.car)
    if now is None or now.compound is None:
        return []
    age = [] if now.tyre_age is None else [(f", {quantity(now.tyre_age, 'lap')} old", "mute")]
    return [fact_row("tyres", drawable(now.compound.lower(), scene.glyphs), *age, indent=indent)]


def _certainty_rows(scene: Scene, width: int, indent: int) -> list[Row]:
    """Count the laps by how sure the place at their end is; nothing where every one is."""
    of = scene.ask(place_certainty, scene.running.car)
    if not of.doubted:
        return []
    counts = (
        (of.sure, "sure"), (of.near, "within 1"), (of.rough, "within 3"), (of.unknown, "guessed"),
    )  # fmt: skip
    runs: list[Run] = []
    rows: list[Row] = []
    for count, words in counts:
        if not count:
            continue
        part: list[Run] = [(str(count), "soft"), (f" {words}", "mute")]
        if runs and indent + length(runs) + 2 + length(part) > width:
            rows.append(fact_row("" if rows else "places", *runs, indent=indent))
            runs = []
        runs += [*([("  ", "full")] if runs else []), *part]
    return [*rows, fact_row("" if rows else "places", *runs, indent=indent)]
