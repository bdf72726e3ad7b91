"""`replay RACE --plain`: the race as lines, at once or in time, with a prompt on a terminal."""

import gc
import signal
import sys
import time
from collections.abc import Iterable, Sequence
from fractions import Fraction

from replay import racefile
from replay.cli.failure import Failure
from replay.cli.opening import Opening, read_opening
from replay.cli.plain_output import emit, running_clock, seconds_until
from replay.cli.rate import parse_rate
from replay.cli.terminal import can_be_typed_at
from replay.cli.typed_lines import TypedLines
from replay.clock import PlaybackClock
from replay.plain.race_list import listed_races
from replay.plain.reader import PlainReader
from replay.plain.tellings import Detail
from replay.plain.whole_race import SpokenLine, spoken_race
from replay.race.library import library_of
from replay.race.text import clean
from replay.race.timeline import Timeline

__all__ = ["Opening", "tell_race"]


def tell_race(name: str, opening: Opening, detail: Detail) -> int:
    """Tell a race from where it opens on, and return the exit code.

    Where somebody can type, a prompt follows; else the race is told up to its end.
    """
    _, race, start = read_opening(name, opening)
    timeline = Timeline(race)
    gc.enable()  # a start goes without, but this may last for hours
    if can_be_typed_at():
        _converse(timeline, start, detail, opening.speed)
        return 0
    lines = spoken_race(timeline, start, detail, in_time=opening.speed is not None)
    if opening.speed is None:
        emit(line.text for line in lines)
    else:
        _tell_in_time(lines, running_clock(timeline.end, start, opening.speed))
    return 0


def tell_races() -> int:
    """Tell the races there are by what their headers say, and return the exit code."""
    emit(listed_races(library_of(racefile.list_races())))
    return 0


def _tell_in_time(lines: Iterable[SpokenLine], clock: PlaybackClock) -> None:
    for line in lines:
        while (now := clock.sample()).time < line.at and now.playing:
            time.sleep(seconds_until(clock, line.at))
        emit([line.text])


# -- with somebody who types


def _converse(timeline: Timeline, start: int, detail: Detail, speed: Fraction | None) -> None:
    """Answer what is typed until it is to quit, or the input ends."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    reader = PlainReader(
        timeline, start=start, detail=detail, rate=speed or Fraction(1), parse_rate=parse_rate
    )
    reader.playing = speed is not None
    typed = TypedLines(sys.stdin.fileno())
    emit(reader.greeting())
    try:
        while not reader.done:
            if reader.playing:
                emit(_play(reader, typed))
            else:
                _ask(reader.prompt)
                emit(reader.answer(typed.line() or ""))
    except EOFError:
        emit([""])


def _ask(prompt: str) -> None:
    if sys.stdout is None:
        raise Failure("there is no output to ask on")
    sys.stdout.buffer.write(clean(prompt).encode())
    sys.stdout.buffer.flush()


def _play(reader: PlainReader, typed: TypedLines) -> Sequence[str]:
    """Let time run until something is typed or the race is over; give what is then told."""
    end = reader.timeline.end
    clock = running_clock(end, reader.time, reader.rate)
    while True:
        now = clock.sample()
        emit(reader.passed(now.time))
        if now.ended:
            reader.playing = False
            return ["The record ends here. Type `summary` for the result."]
        upcoming = reader.next_line()
        line = typed.line(seconds_until(clock, end if upcoming is None else upcoming))
        if line is not None:
            reader.playing = False
            emit(reader.passed(clock.sample().time))
            return reader.answer(line.strip() or "now")
