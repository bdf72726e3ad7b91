"""The race summed up in plain lines, once its result is official."""

from collections.abc import Iterator

from replay.plain.car_words import CarWords
from replay.plain.cells import fact_line
from replay.plain.order_lines import order_lines
from replay.plain.race_lines import mph
from replay.plain.time_words import REBUILT, clock_words, exact_clock, gap_in_words, lap_words
from replay.race.class_order import class_places
from replay.race.class_totals import class_totals
from replay.race.extremes import extremes
from replay.race.header_words import miles
from replay.race.how_won import how_won
from replay.race.laps_led import published_laps_led
from replay.race.log import RaceLog
from replay.race.model import SECOND
from replay.race.neutral_words import COUNTED, neutral_words
from replay.race.quantity import quantity
from replay.race.race_totals import RaceTotals, race_totals
from replay.race.timeline import Timeline
from replay.race.winning_margin import winning_margin

NOT_YET = "Not yet official."
"""What is said of the result as long as it may change, and before there is any."""


def is_result_official(timeline: Timeline, time: int) -> bool:
    """Tell whether the flag has fallen and all rulings are out at `time` (ticks)."""
    state = timeline.at(time)
    return state.finished and not state.provisional


def summary_lines(
    timeline: Timeline, time: int, names: CarWords, cars: int | None = None
) -> list[str]:
    """Tell the result, so many `cars` of it or all, the figures of the race and how it was won.

    In a race of classes the figures are those of the class of the winner.
    """
    if not is_result_official(timeline, time):
        return [NOT_YET]
    place = class_places(timeline, time).get(timeline.at(time).order[0].car)
    of = None if place is None else place.race_class
    totals = race_totals(timeline, time) if of is None else class_totals(timeline, time, of)
    return [
        *order_lines(timeline, time, names, cars),
        *fact_line("Figures of the class", of),
        *_totals(timeline, time, totals, of),
        *_won(timeline, time, names, of),
        *_extremes(timeline, time, names, of),
    ]


def _totals(timeline: Timeline, time: int, totals: RaceTotals, of: str | None) -> Iterator[str]:
    fine = bool(totals.time % SECOND)
    if timeline.race.has_laps or timeline.at(time).race_time is not None:
        yield f"Race time: {exact_clock(totals.time) if fine else clock_words(totals.time)}"
    if totals.laps is not None:
        length = "" if totals.distance is None else f", {miles(totals.distance)} miles"
        yield f"Distance: {quantity(totals.laps, 'lap')}{length}"
    if totals.average_speed is not None:
        mark = "" if totals.measured else REBUILT
        yield f"Average speed: {mark}{mph(totals.average_speed)} mph"
    yield from fact_line("Margin", _margin(timeline, time, of))
    published = totals.published
    yield from _cautions(timeline, time, totals)
    yield from fact_line("Lead changes", _beside(totals.lead_changes, published.lead_changes))
    yield from fact_line("Leaders", _beside(totals.leaders, published.leaders))
    yield from fact_line("Running at the end", totals.running)
    yield from fact_line("On the lead lap", totals.on_lead_lap)


def _cautions(timeline: Timeline, time: int, totals: RaceTotals) -> Iterator[str]:
    """Count the cautions and their laps, or where there are several kinds each of them."""
    published = totals.published
    if timeline.race.header.discipline in COUNTED or totals.cautions is None:
        yield from fact_line("Cautions", _beside(totals.cautions, published.cautions))
        yield from fact_line("Caution laps", _beside(totals.caution_laps, published.caution_laps))
    else:
        yield from fact_line("Cautions", neutral_words(RaceLog(timeline).at(time)))


def _beside(ours: int | None, published: int | None) -> str | None:
    """Write a count, and the published one where it differs."""
    if ours is None or published is None or ours == published:
        return (
            None if ours is None and published is None else str(published if ours is None else ours)
        )
    return f"{ours}, published {published}"


def _margin(timeline: Timeline, time: int, of: str | None) -> str | None:
    """Tell the margin and how it is known."""
    margin = winning_margin(timeline, time, of)
    if margin is None or (margin.ticks is None and margin.laps is None):
        return None
    if margin.ticks is None:
        return quantity(margin.laps or 0, "lap")
    exact = margin.by != "rebuilt"
    return f"{gap_in_words(margin.ticks, exact, timeline.race.decimals)}, {margin.by}"


def _won(timeline: Timeline, time: int, names: CarWords, of: str | None) -> Iterator[str]:
    """Tell the winner's way."""
    first = timeline.at(time).order[0]
    if not timeline.race.has_laps or not first.placed:
        return
    won = how_won(timeline, time, first.car)
    yield f"Winner: {names.full(first.car)}"
    yield from fact_line("Winner started", won.started)
    if won.lowest is not None:
        lap = "" if won.lowest_lap is None else f" on lap {won.lowest_lap}"
        yield f"Winner's lowest place: {won.lowest}{lap}"
    if won.led:
        published = None if of else published_laps_led(timeline, time).get(won.car)
        other = f", published {published}" if published not in (None, won.led) else ""
        laps = quantity(won.led, "lap")
        yield f"Winner led: {laps}{other}, in {quantity(won.stints, 'stint')}"
    if won.best_lap is not None:
        fastest = ", fastest of all" if won.fastest else ""
        lap = f", lap {won.best_lap_number}" if won.best_lap_number else ""
        yield f"Winner's best lap: {lap_words(won.best_lap, won.best_lap_exact)}{lap}{fastest}"
    yield f"Winner's stops: {won.stops}"
    if won.since is not None:
        over = "" if won.over is None else f", over {names.of(won.over, time)}"
        yield f"Led for good from: lap {won.since}{over}"


def _extremes(timeline: Timeline, time: int, names: CarWords, of: str | None) -> Iterator[str]:
    """Tell the closest, the longest and the most."""
    found = extremes(timeline, time, of)
    if found.covered is not None:
        apart = gap_in_words(found.covered.ticks, found.covered.exact, timeline.race.decimals)
        yield f"Covered by {apart}: the first {found.covered.cars}"
    if found.most_led is not None:
        laps = quantity(found.most_led.laps, "lap")
        yield f"Most laps led: {names.of(found.most_led.car, time)}, {laps}"
    if found.gained is not None:
        yield f"Most places won: {names.cars(found.gained.cars, time)}, {found.gained.places}"
    if found.lost is not None:
        yield f"Most places lost: {names.cars(found.lost.cars, time)}, {-found.lost.places}"
    if found.longest is not None:
        stint = found.longest
        yield f"Longest lead: {names.of(stint.car, time)}, laps {stint.first} to {stint.last}"
