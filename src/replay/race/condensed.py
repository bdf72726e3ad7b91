"""A race condensed to a time: playing takes just so long, and is spent where things happened.

The rule. Of two moments of the record each has a weight, and goes by the slower the more it weighs:

======================================================================  ======
 the start and each restart, from 4 s before to 40 s after               64
 a change of the lead, from 12 s before to 4 s after                     64
 the last lap, until the first cars have crossed the line                64
 a yellow or a red flag, from 6 s before to 6 s after                    32
 the end of a stage, from 12 s before to 6 s after                       32
 the last five laps before the last one                                  24
 all else under green                                                     8
 under yellow, and after the finish                                       2
======================================================================  ======

Where several hold the heaviest does, and of the last two rows the lighter. Yellow laps that are to
be fast weigh 1, skipped ones nothing. Nothing is slower than the race itself as long as there is
time to be saved. Before that slow motion at the line takes its time, at most a quarter of all, and
each red flag that takes no time of the race two seconds, at most an eighth together. What is left
is dealt by weight and length; where it is more than the race took, all goes by slower, evenly.

The figures are the same for every race, and only the pace looks ahead.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from replay.race.course import Course, Stretch, course_of, cut_at
from replay.race.holds import holds
from replay.race.log import RaceLog
from replay.race.marks import final_stage_end_time
from replay.race.model import SECOND
from replay.race.pacing_choices import YellowLaps
from replay.race.slow_motion import WINDOW_AFTER, finish_window, last_lap_start, slow_stretches
from replay.race.state import LogKind
from replay.race.timeline import Timeline
from replay.race.yellow_laps import yellow_stretches

SHORTEST, LONGEST = 10 * SECOND, 24 * 3_600 * SECOND
"""The times (ticks) to which a race can be condensed."""

LAST_LAPS = 5

_GREEN, _LAST, _QUIET = 8, 24, 2
_YELLOW: dict[YellowLaps, int] = {"play": _QUIET, "fast": 1, "skip": 0}
_MOMENTS: dict[LogKind, tuple[int, int, int]] = {
    "green": (4 * SECOND, 40 * SECOND, 64),
    "restart": (4 * SECOND, 40 * SECOND, 64),
    "lead change": (12 * SECOND, 4 * SECOND, 64),
    "caution": (6 * SECOND, 6 * SECOND, 32),
    "red flag": (6 * SECOND, 6 * SECOND, 32),
    "stage": (12 * SECOND, 6 * SECOND, 32),
}
"""By kind of entry: from how long before it to how long after, in ticks, and the weight."""

_LAST_LAP = 64
_AFTER_THE_LINE = 10 * SECOND
_RED_FLAG = 2 * SECOND


class Weighed(NamedTuple):
    """From `start` up to `end` (ticks) the record weighs so much."""

    start: int
    end: int
    weight: int


class _Fixed(NamedTuple):
    """From `start` up to `end` (ticks) the record takes so many ticks of playing, if it may."""

    start: int
    end: int
    shown: Fraction


def condensed(
    timeline: Timeline,
    log: RaceLog,
    length: int,
    *,
    yellow: YellowLaps = "play",
    slow_motion: bool = True,
) -> Course:
    """Give the course that presents all of the record in `length` ticks; the same each time.

    ValueError where that lies outside `SHORTEST` to `LONGEST`.
    """
    if not SHORTEST <= length <= LONGEST:
        raise ValueError(f"no race is condensed to {length} ticks")
    slow = _slow(timeline, length) if slow_motion else []
    fixed = sorted([*slow, *_red_flags(timeline, slow, length)])
    weighed = weights(timeline, log, yellow)
    edges = [at for part in (*fixed, *weighed) for at in part[:2]]
    free: list[Weighed] = []
    found: list[Weighed | _Fixed] = []
    weight_at = _weight_at(weighed)
    for start, end in cut_at(edges, timeline.end):
        held = next((one for one in fixed if one.start <= start < one.end), None)
        weight = weight_at(start)
        if held is None:
            free.append(Weighed(start, end, weight))
            found.append(free[-1])
        else:
            found.append(_Fixed(start, end, held.shown * (end - start) / (held.end - held.start)))
    spent = sum((one.shown for one in found if isinstance(one, _Fixed)), Fraction(0))
    paces = _dealt(free, length - spent)
    stretches = (
        Stretch(one.start, one.end, one.shown)
        if isinstance(one, _Fixed)
        else Stretch(one.start, one.end, (one.end - one.start) * paces[one.weight])
        for one in found
    )
    return course_of(stretches, length)


def weights(timeline: Timeline, log: RaceLog, yellow: YellowLaps = "play") -> tuple[Weighed, ...]:
    """Give the parts of the record that weigh other than a green lap; they may overlap.

    Where they do the heaviest holds, and of those lighter than a green lap the lightest.
    """
    if not timeline.race.has_laps:
        return ()
    start, nose = last_lap_start(timeline), final_stage_end_time(timeline)
    window = finish_window(timeline)
    over = max(nose + _AFTER_THE_LINE, window.stop if window else nose + WINDOW_AFTER)
    found = [Weighed(start, over, _LAST_LAP), Weighed(over, timeline.end, _QUIET)]
    if timeline.laps > LAST_LAPS + 1:
        found.append(Weighed(timeline.instant(timeline.laps - LAST_LAPS - 1), start, _LAST))
    found += (Weighed(*stretch, _YELLOW[yellow]) for stretch in yellow_stretches(timeline))
    for kind, (before, after, weight) in _MOMENTS.items():
        times = log.times(lambda entry, kind=kind: entry.kind == kind)  # type: ignore[misc]
        found += (Weighed(max(at - before, 0), at + after, weight) for at in times)
    return tuple(sorted(one for one in found if one.start < one.end))


def _weight_at(weighed: Sequence[Weighed]) -> Callable[[int], int]:
    """Give what tells the weight at a time; it is asked of times in order."""
    begins, ends = sorted(weighed), sorted(weighed, key=lambda one: one.end)
    here: Counter[int] = Counter()

    def weight(at: int) -> int:
        while begins and begins[0].start <= at:
            here[begins.pop(0).weight] += 1
        while ends and ends[0].end <= at:
            here[ends.pop(0).weight] -= 1
        standing = [one for one, times in here.items() if times > 0]
        heavy = max(standing, default=_GREEN)
        return heavy if heavy > _GREEN else min(standing, default=_GREEN)

    return weight


def _slow(timeline: Timeline, length: int) -> list[_Fixed]:
    """Give slow motion as long as it takes, or as there is time for it.

    What it would hurry, against all else, is none: the lap after the finish of a road race.
    """
    slow = slow_stretches(timeline)
    takes = sum((one.end - one.start) / one.rate for one in slow)
    whole = sum(one.end - one.start for one in slow) == timeline.end
    share = min(Fraction(1), Fraction(length, 1 if whole else 4) / takes) if takes else Fraction(1)
    fastest = max(Fraction(1), Fraction(timeline.end, length))
    return [
        _Fixed(one.start, one.end, (one.end - one.start) / one.rate * share)
        for one in slow
        if one.rate < fastest
    ]


def _red_flags(timeline: Timeline, slow: Sequence[_Fixed], length: int) -> Iterator[_Fixed]:
    """Give the ticks of red flags that take no time of the race; none within slow motion."""
    shown = [
        at
        for at in holds(timeline)
        if at < timeline.end and not any(one.start <= at < one.end for one in slow)
    ]
    if shown:
        each = min(Fraction(_RED_FLAG), Fraction(length, 8 * len(shown)))
        yield from (_Fixed(at, at + 1, each) for at in shown)


def _dealt(free: Sequence[Weighed], left: Fraction) -> dict[int, Fraction]:
    """Deal what is left: give by weight how many ticks of playing a tick of the record takes.

    At most one, unless all of them are one and some time is still left.
    """
    lengths: dict[int, int] = {}
    for one in free:
        lengths[one.weight] = lengths.get(one.weight, 0) + one.end - one.start
    total = sum(lengths.values())
    if total and left >= total:
        return dict.fromkeys(lengths, left / total)
    paces: dict[int, Fraction] = {}
    for weight in sorted(lengths, reverse=True):
        lighter = sum(other * lengths[other] for other in lengths if other <= weight)
        share = max(left, Fraction(0)) * weight / lighter if lighter else Fraction(0)
        if share < 1:
            of_one = share / weight if weight else Fraction(0)
            return paces | {other: other * of_one for other in lengths if other <= weight}
        paces[weight] = Fraction(1)
        left -= lengths[weight]
    return paces
