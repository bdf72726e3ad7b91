"""Flags as events: timed where the flag feed lies beside the laps, else from the flag of each lap.

Yellow laps in the lap file run from the one after the lap the flag was shown on to the one the
leader had completed as green was waved, which is late in the next lap.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec import UNSET, UnsetType

from replay.importers.nascar.feed_set import FeedSet
from replay.importers.nascar.feeds import CautionSegment, FlagRow
from replay.importers.nascar.lap_chart import FINISH, GREEN, YELLOW, ticks
from replay.importers.nascar.race_clock import RaceClock
from replay.race.model import SECOND, Basis, Caution, Event, Green, Red
from replay.race.text import clean

_GREEN_BEFORE_LINE = 3 * SECOND
"""How long before the leader completes the restart lap the green flies, where no feed times it: in
the one race with both feeds 2.8 to 3.6 s, of 13 restarts."""

_INTO_THE_LAP = 2
_NEAR = 3
_RED = 3

_CARS = re.compile(
    r"^\s*(?:Nos?\.?|#)\s*((?:#?[0-9]{1,3}[A-Z]?\s*(?:,|&|and)?\s*)+)", re.IGNORECASE
)
_NUMBER = re.compile(r"[0-9]{1,3}")
_TO_THE_CAUTION = re.compile(r".*?\bcaution\b[^,;.]*", re.IGNORECASE)
_LATER = re.compile(r"\s*[\[(]\s*red flag\b[^\])]*[\])]?", re.IGNORECASE)
"""What was added to the words of a caution when a red flag had followed it, with its length."""
_WHERE = re.compile(
    r"\b(Turns? [0-9](?:-[0-9])?|Front ?stretch|Back ?stretch|Pit Road|Tri-?oval)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class CautionWords:
    """What is published of a caution: its words, and the free pass (UNSET: unknown)."""

    text: str
    free_pass: str | UnsetType | None


def flag_events(
    feeds: FeedSet, lead: Sequence[int], clock: RaceClock, laps_at: Callable[[int], int]
) -> list[Event]:
    """Return greens, cautions and reds up to the chequered flag, `lead[n]` being when lap n ended.

    `lead[0]` is 0; `laps_at` counts the leader's laps at a time.
    """
    changes = _timed(feeds, clock) if feeds.flags else _by_lap(feeds, lead)
    events: list[Event] = [Green(at=0, lap=0, basis="timed" if feeds.flags else "reconstructed")]
    state, number = GREEN, 0
    for at, flag, basis, words in sorted(changes, key=lambda change: change[0]):
        if not 0 < at < lead[-1]:
            continue
        if flag == YELLOW and state != YELLOW and number < 100:
            number += 1
            events.append(_caution(feeds, at, laps_at(at), basis, number, words))
        elif flag == GREEN and state != GREEN:
            events.append(Green(at=at, lap=laps_at(at), basis=basis))
        else:
            continue
        state = flag
    return sorted([*events, *_reds(feeds, clock, lead, laps_at)], key=lambda event: event.at)


_Change = tuple[int, int, Basis, CautionWords]


def _timed(feeds: FeedSet, clock: RaceClock) -> list[_Change]:
    """Return the changes of the flag feed up to the finish."""
    changes: list[_Change] = []
    for row in feeds.flags:
        if row.flag_state == FINISH:
            break
        at = ticks(row.elapsed_time) if row.flag_state in (GREEN, YELLOW) else None
        if at is not None:
            given = clean(row.beneficiary or "").strip() or None
            known = given if given in feeds.chart.cars else None
            changes.append(
                (clock.of(at), row.flag_state, "timed", CautionWords(row.comment or "", known))
            )
    return changes


def _by_lap(feeds: FeedSet, lead: Sequence[int]) -> list[_Change]:
    """Return the changes between laps of another flag; when in the lap is estimated."""
    changes: list[_Change] = []
    chart = feeds.chart
    before = GREEN
    for lap in range(1, chart.laps + 1):
        flag = chart.flags.get(lap, before)
        if flag == YELLOW and before != YELLOW and lap < _first_yellow(feeds, lap):
            flag = before  # the lap file is a lap early, now and then
        elif flag == YELLOW and before != YELLOW:
            half = lead[lap - 1] + (lead[lap] - lead[lap - 1]) // _INTO_THE_LAP
            at = max(half, changes[-1][0] + 1 if changes else 1)
            changes.append((at, YELLOW, "estimated", _published(feeds, lap)))
        elif flag == GREEN and before == YELLOW:
            at = max(lead[lap] - _GREEN_BEFORE_LINE, lead[lap - 1] + 1)
            changes.append((at, GREEN, "estimated", CautionWords("", None)))
        if flag in (GREEN, YELLOW):
            before = flag
    return changes


def _nearest(feeds: FeedSet, lap: int) -> CautionSegment | None:
    """Return the caution whose published begin is nearest to a first yellow lap."""
    segments = (feeds.weekend.caution_segments if feeds.weekend else None) or []
    near = [one for one in segments if abs(one.start_lap - 1 - lap) <= _NEAR]
    return min(near, key=lambda one: abs(one.start_lap - 1 - lap), default=None)


def _first_yellow(feeds: FeedSet, lap: int) -> int:
    """Return the first yellow lap of the caution that the lap file begins with `lap`."""
    published = _nearest(feeds, lap)
    return lap if published is None else published.start_lap - 1


def _published(feeds: FeedSet, lap: int) -> CautionWords:
    """Return the words of the caution that begins about a lap."""
    best = _nearest(feeds, lap)
    if best is None:
        return CautionWords("", UNSET)
    given = (best.beneficiary_car_number or "").strip() or None
    known = given if given in feeds.chart.cars else None
    free_pass = known if best.beneficiary_known else UNSET
    return CautionWords(best.comment or best.reason or "", free_pass)


def _caution(
    feeds: FeedSet, at: int, lap: int, basis: Basis, number: int, words: CautionWords
) -> Caution:
    text = " ".join(_LATER.sub("", clean(words.text)).split())[:300]
    cars, rest = _cars_of(text, feeds.chart.cars)
    where = _WHERE.search(rest)
    ends_stage = "stage" in text.casefold() and "conclusion" in text.casefold()
    note = _note(feeds.notes, lap)
    return Caution(
        at=at,
        lap=lap,
        basis=basis,
        number=number,
        reason=rest or "not told",
        where=where[1] if where else None,
        cars=cars,
        detail=note[:300] if note else None,
        stage_end=ends_stage,
        free_pass=words.free_pass,
    )


def _note(notes: Mapping[int, str], lap: int) -> str | None:
    """Return the note of the lap a caution came out on that speaks of it, else of the next.

    It ends with what brought the caution out: notes are of whole laps, and go on with what came
    of it, up to who won the stage.
    """
    about = (_TO_THE_CAUTION.match(notes.get(at, "")) for at in (lap + 1, lap))
    return next((found[0].strip() for found in about if found), None)


def _cars_of(text: str, known: Mapping[str, object]) -> tuple[tuple[str, ...], str]:
    """Return the cars that words begin with, if all of them are in the race, and the rest."""
    match = _CARS.match(text)
    if match is None:
        return (), text
    cars = tuple(dict.fromkeys(_NUMBER.findall(match[1])))
    if not cars or any(car not in known for car in cars):
        return (), text
    return cars, text[match.end() :].strip() or text


def _reds(
    feeds: FeedSet, clock: RaceClock, lead: Sequence[int], laps_at: Callable[[int], int]
) -> list[Event]:
    """Return red flags: the stops that were cut out, and those of the flag feed."""
    found: dict[int, Event] = {}
    for stop in clock.stops:
        at = clock.of(stop.at)
        found[at] = Red(
            at=at,
            lap=laps_at(at),
            basis="timed" if stop.timed else "reconstructed",
            stopped=stop.length if stop.timed else None,
        )
    for row in feeds.flags:
        at = clock.of(ticks(row.elapsed_time) or 0)
        if row.flag_state == _RED and 0 < at < lead[-1] and at not in found:
            found[at] = Red(at=at, lap=laps_at(at), basis="timed")
    for lap in _capped(feeds):
        at = lead[lap - 1] + (lead[lap] - lead[lap - 1]) // _INTO_THE_LAP
        if not any(abs(at - other) < feeds.chart.yellow_lap * 2 for other in found):
            found[at] = Red(at=at, lap=laps_at(at), basis="estimated")
    return list(found.values())


def _capped(feeds: FeedSet) -> list[int]:
    """Return the leader's laps in which a stop longer than the feed can write fell."""
    cars = [car for car in feeds.chart.cars.values() if car.laps]
    unknown: dict[int, int] = {}
    for car in cars:
        for lap, time in enumerate(car.times, 1):
            if time is None:
                unknown[lap] = unknown.get(lap, 0) + 1
    together = [lap for lap, count in unknown.items() if 4 * count >= len(cars)]
    return sorted(lap for lap in together if lap + 1 not in together)


def red_times(flags: Sequence[FlagRow]) -> list[tuple[int, int]]:
    """Return begin and end of the red flags of the flag feed, in ticks with stops counted in."""
    reds = []
    for row, after in pairwise(flags):
        begin, end = ticks(row.elapsed_time), ticks(after.elapsed_time)
        if row.flag_state == _RED and begin is not None and end is not None and begin < end:
            reds.append((begin, end))
    return reds
