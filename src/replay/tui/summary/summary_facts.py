"""The figures of a race, and how it was won, as rows of facts."""

import re
from collections.abc import Sequence

from rich.cells import cell_len

from replay.race.class_totals import class_totals
from replay.race.header_words import miles
from replay.race.how_won import HowWon, how_won
from replay.race.laps_led import published_laps_led
from replay.race.model import SECOND
from replay.race.neutral_words import COUNTED, neutral_words
from replay.race.race_totals import RaceTotals, race_totals
from replay.race.seconds import seconds_text
from replay.race.short_words import ordinal
from replay.race.winning_margin import WinningMargin, winning_margin
from replay.tui.cards.race_facts import UNKNOWN
from replay.tui.drawing.cells import clock_text, decimal
from replay.tui.drawing.fact_rows import fact_row
from replay.tui.drawing.race_time import lap_time_text
from replay.tui.drawing.runs import Row, Run, length
from replay.tui.field_names import field_names
from replay.tui.scene import Scene
from replay.tui.summary.summed_up import SummedUp

_NARROW = 44
"""Below this width labels are short, and less stands beside a value."""

_STOP_NUMBER = re.compile(r",? ?stop [0-9]+")
"""What the log of a long race has of a stop beside how long it was."""


def summary_label_width(width: int) -> int:
    """Give the cells of the labels."""
    return 9 if width < _NARROW else 11


def told(label: str, width: int, *values: tuple[str, str], more: Sequence[str] = ()) -> Row:
    """Make a fact: what stands beside its values is told as far as it fits whole."""
    row = fact_row(label, *values, indent=summary_label_width(width))
    for text in more:
        run: Run = (f"  {text}", "soft")
        if text and length(row) + cell_len(run[0]) <= width:
            row = (*row, run)
    return row


def total_rows(scene: Scene, of: SummedUp, width: int) -> list[Row]:
    """Give time, average, margin, cautions, leads and who was running: what the file knows."""
    totals = scene.ask(race_totals) if of.name is None else scene.ask(class_totals, of.name)
    rows = [_time(scene, totals, width)]
    if totals.average_speed is not None:
        mark = "" if totals.measured else scene.glyphs.rebuilt
        speed = decimal(totals.average_speed * 10, 3 if totals.measured else 1)
        rows.append(told("average", width, (f"{mark}{speed} mph", "full")))
    margin = scene.ask(winning_margin) if of.name is None else scene.ask(winning_margin, of.name)
    if margin is not None:
        rows.append(_margin(scene, margin, width))
    rows += _cautions(scene, totals, width)
    rows += _leads(totals, width)
    if totals.running is not None:
        lead_lap = f"{totals.on_lead_lap} on the lead lap" if totals.on_lead_lap else ""
        running = f"{totals.running} of {len(scene.state.order)}"
        rows.append(told("running", width, (running, "full"), more=(lead_lap,)))
    return rows


def _time(scene: Scene, totals: RaceTotals, width: int) -> Row:
    label = "time" if width < _NARROW else "race time"
    laps = "" if totals.laps is None else f"{totals.laps} laps"
    if laps and totals.distance is not None:
        laps += f", {miles(totals.distance)} mi"
    if not scene.has_laps and scene.state.race_time is None:
        return told(label, width, (UNKNOWN, "mute"), more=(laps,))
    fine = bool(totals.time % SECOND)
    return told(label, width, (clock_text(totals.time, fine), "full"), more=(laps,))


def _margin(scene: Scene, margin: WinningMargin, width: int) -> Row:
    if margin.ticks is None:
        laps = margin.laps
        text = UNKNOWN if laps is None else f"{laps} lap{'s' if laps > 1 else ''}"
        return told("margin", width, (text, "bold" if laps else "mute"))
    if margin.by == "rebuilt":
        text = f"{scene.glyphs.rebuilt}{decimal(margin.ticks, 1)} s"
        return told("margin", width, (text, "soft"), more=(margin.by,))
    text = f"{seconds_text(margin.ticks, scene.race.decimals)} s"
    return told("margin", width, (text, "bold"), more=(margin.by,))


def _cautions(scene: Scene, totals: RaceTotals, width: int) -> list[Row]:
    """Count the cautions and their laps, or where there are several kinds each of them."""
    if totals.cautions is None:
        return []
    published = totals.published
    if scene.race.header.discipline in COUNTED:
        laps = f"{totals.caution_laps} laps" if totals.cautions else ""
        if laps and totals.laps and totals.caution_laps is not None:
            share = (200 * totals.caution_laps + totals.laps) // (2 * totals.laps)
            laps += f", {share} %"
        value = str(totals.cautions)
        other = _other(totals.cautions, published.cautions, "")
        return [told("cautions", width, (value, "full"), more=(other, laps))]
    words = neutral_words(scene.frame.log)
    return [told("cautions", width, (words, "full"))] if words else []


def _leads(totals: RaceTotals, width: int) -> list[Row]:
    """Count lead changes and leaders; a published count that differs stands beside ours.

    Where none can be counted the published ones are told.
    """
    rows = []
    published = totals.published
    changes = published.lead_changes if totals.lead_changes is None else totals.lead_changes
    if changes is not None:
        word = f"{changes} change{'' if changes == 1 else 's'}"
        other = _other(totals.lead_changes, published.lead_changes)
        rows.append(told("leads", width, (word, "full"), more=(other,)))
    leaders = published.leaders if totals.leaders is None else totals.leaders
    if leaders is not None:
        other = _other(totals.leaders, published.leaders)
        rows.append(told("leaders", width, (str(leaders), "full"), more=(other,)))
    return rows


def _other(ours: int | None, published: int | None, word: str = " published") -> str:
    """Give a published count where it is another than ours."""
    if ours is None or published is None or ours == published:
        return ""
    return f"{published}{word or ' published'}"


# -- how it was won


def won_rows(scene: Scene, of: SummedUp, width: int, *, brief: bool = False) -> list[Row]:
    """Tell the winner's way: grid, worst place, laps led, stages, best lap, stops, last lead.

    `brief`: without stages, which stand in the result, and stops.
    """
    winner = of.cars[0].row
    if not scene.has_laps or not winner.placed:
        return []
    won, name = scene.ask(how_won, winner.car), of.name
    rows = []
    lap = "" if won.lowest_lap is None or width < _NARROW else f"on lap {won.lowest_lap}"
    if won.started is not None:
        lowest = f"lowest {won.lowest} {lap}".rstrip() if won.lowest else ""
        rows.append(told("started", width, (str(won.started), "full"), more=(lowest,)))
    elif won.lowest is not None:
        rows.append(told("lowest", width, (str(won.lowest), "full"), more=(lap,)))
    if won.led:
        times = f"{won.stints} time{'' if won.stints == 1 else 's'}"
        more = times if width < _NARROW else f"{times}, first on lap {won.first_led}"
        laps = f"{won.led} lap{'' if won.led == 1 else 's'}"
        other = _other(won.led, scene.ask(published_laps_led).get(won.car) if not name else None)
        rows.append(told("led", width, (laps, "full"), more=(other, more)))
    stages = [
        f"S{stage.number} {ordinal(stage.order.index(won.car) + 1)}"
        for stage in scene.state.stages
        if won.car in stage.order
    ]
    if stages and not brief:
        rows.append(told("stages", width, ("   ".join(stages), "full")))
    if won.best_lap is not None:
        rows.append(_best(scene, won, width))
    if won.stops and not brief:
        rows.append(_stops(scene, won, width))
    if won.since is not None:
        rows.append(_for_good(scene, won, of, width))
    return rows


def _best(scene: Scene, won: HowWon, width: int) -> Row:
    assert won.best_lap is not None
    mark = "" if won.best_lap_exact else scene.glyphs.rebuilt
    time = f"{mark}{lap_time_text(won.best_lap, 3 if won.best_lap_exact else 1)}"
    lap = f"lap {won.best_lap_number}"
    more = [f"{lap}, fastest of all"] if won.fastest else []
    row = told("best", width, (time, "full"), more=more)
    return row if len(row) > 2 else told("best", width, (time, "full"), more=(lap,))


def _stops(scene: Scene, won: HowWon, width: int) -> Row:
    """Count the stops; of the last tell the lap, how long it was, and what was published of it."""
    last = won.last_stop
    assert last is not None
    words = f"last on {last.stop.lap + 1}"
    entries = [e for e in scene.frame.log if e.kind == "pit stop" and e.car == won.car]
    detail = entries[-1].detail if entries and entries[-1].at == last.since else None
    detail = detail and _STOP_NUMBER.sub("", detail)
    if not detail and last.length is not None:
        detail = f"{seconds_text(last.length, 1)} s"
    more = [f"{words}, {detail}"] if detail else []
    row = told("stops", width, (str(won.stops), "full"), more=more)
    return row if len(row) > 2 else told("stops", width, (str(won.stops), "full"), more=(words,))


def _for_good(scene: Scene, won: HowWon, of: SummedUp, width: int) -> Row:
    """Tell the lap from which the winner led to the end, how he came to lead, and over whom."""
    name = of.name
    leads = [
        entry
        for entry in scene.frame.log
        if entry.kind == "lead change" and entry.car == won.car and entry.race_class in (None, name)
    ]
    detail = leads[-1].detail if leads else None
    names = field_names(scene)
    over = "" if won.over is None else f"over {names.label(won.over)}"
    named = set((detail or "").replace(",", " ").split())
    if won.over and named & {won.over, names.label(won.over)}:
        over = ""
    lap = ("from the start" if won.over is None and won.since == 1 else f"lap {won.since}", "full")
    both = ", ".join(part for part in (detail or "", over) if part)
    row = told("for good", width, lap, more=(both,))
    return row if len(row) > 2 else told("for good", width, lap, more=(detail or "", over))
