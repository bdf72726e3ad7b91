"""Nothing comes from later than the clock, whatever is opened, asked or pressed.

A race cut at the clock shows the same on every screen, in the same colours, refuses the same
words with the same ones, and ends with the same. The one exception: the strip of the finish opens
0.2 s before the first nose of a lap known to be the last.
"""

from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec import structs
from rich.segment import Segment
from tests.futures import moments
from tests.laws import examples
from tests.road_races import class_race, formula_race, going_on
from tests.series_strategies import series_races
from tests.strategies import finish_only_races
from tests.tui.viewing import kansas
from tests.tui.watching import PARTS, Picture, watch

from replay import racefile
from replay.race.model import Race
from replay.race.slow_motion import finish_window
from replay.race.timeline import Timeline
from replay.testing.cut_race import OVER, cut, cut_finish

SIZES = ((60, 16), (80, 24), (120, 40), (200, 60))


def assert_same(race: Race, time: int, size: tuple[int, int], parts: list[str]) -> None:
    """Hold what is seen at a time of a race against the race cut there."""
    other = cut(race, time) if race.laps else cut_finish(race, time)
    ours, theirs = watch(race, time, size, parts), watch(other, time, size, parts)
    if ours != theirs:
        ours = watch(race, time, size, parts, quick=False)
        theirs = watch(other, time, size, parts, quick=False)
    assert list(ours) == list(theirs)
    for what in ours:
        assert ours[what] == theirs[what], f"{what}: {told_apart(ours[what], theirs[what])}"


def told_apart(ours: Picture, theirs: Picture) -> list[str]:
    pairs = zip(ours, theirs, strict=True)
    return [f"{text(one)} | {text(other)}" for one, other in pairs if one != other]


def text(line: tuple[Segment, ...]) -> str:
    return "".join(segment.text for segment in line)


# Shrinking would take minutes: each example is two runs of the program.
@settings(examples(8), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(moments(), st.sampled_from(SIZES), st.permutations(list(PARTS)))
def test_a_race_cut_at_the_clock_is_the_same_on_every_screen(
    moment: tuple[Race, int], size: tuple[int, int], parts: list[str]
) -> None:
    race, time = moment
    timeline = Timeline(race)
    if timeline.laps and time < timeline.end and time not in finish_window(timeline):
        assert_same(race, time, size, parts[:2])


@settings(examples(8), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    moments(series_races()), st.sampled_from(SIZES), st.sampled_from(("panes", "back", "answers"))
)
def test_a_race_of_any_series_cut_at_the_clock_is_the_same_on_every_screen(
    moment: tuple[Race, int], size: tuple[int, int], part: str
) -> None:
    race, time = moment
    timeline = Timeline(race)
    if timeline.laps and time < timeline.end and time not in finish_window(timeline):
        assert_same(race, time, size, [part])


@settings(examples(4), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(finish_only_races(), st.integers(-100, 12_000), st.sampled_from(SIZES))
def test_a_finish_alone_cut_at_the_clock_is_the_same_on_every_screen(
    race: Race, after: int, size: tuple[int, int]
) -> None:
    time = max(race.events[0].at + after, 0)
    race = structs.replace(race, events=(*race.events, OVER))
    assert_same(race, time, size, ["line", "dialogs"])


@cache
def kansas_on() -> Race:
    """The race at Kansas with a record that goes on behind the result."""
    return structs.replace(kansas(), events=(*kansas().events, OVER))


KANSAS = {
    "on the grid": (0, SIZES[2], ["dialogs", "answers"]),
    "as five cars have ended a stage": (25_700_000, SIZES[3], ["panes"]),
    "under yellow, with cars in the pits": (61_400_000, SIZES[2], ["panes", "back"]),
    "as the log is searched": (62_000_000, SIZES[2], ["log"]),
    "as the log is searched on a small screen": (92_000_000, SIZES[1], ["log"]),
    "before anybody knows of overtime": (110_000_000, SIZES[1], ["answers", "line", "keeps"]),
    "on the last lap": (114_300_000, SIZES[2], ["answers"]),
    "with three noses on the line": (114_424_250, SIZES[3], ["line"]),
    "with a ruling to come": (114_900_000, SIZES[0], ["panes", "back"]),
}


@pytest.mark.parametrize("when", KANSAS)
def test_kansas_cut_at_the_clock_is_the_same_on_every_screen(when: str) -> None:
    assert_same(kansas_on(), *KANSAS[when])


ELSEWHERE = {
    "Lime Rock under a full course yellow": ("lime-rock-2023", 62_720_000, SIZES[2]),
    "Lime Rock as its last minutes run": ("lime-rock-2023", 95_000_000, SIZES[3]),
    "Canada as the red flag is shown": ("canada-2011", 28_151_675, SIZES[2]),
    "Abu Dhabi behind the safety car": ("abu-dhabi-2021", 53_080_000, SIZES[1]),
    "Indianapolis": ("indianapolis-500-2017", 114_080_000, SIZES[2]),
}


@pytest.mark.parametrize("when", ELSEWHERE)
def test_a_race_elsewhere_cut_at_the_clock_is_the_same_on_every_screen(when: str) -> None:
    name, time, size = ELSEWHERE[when]
    race = racefile.load(racefile.find(name))
    race = structs.replace(race, events=(*race.events, OVER))
    assert_same(race, time, size, ["panes"])


ROAD: dict[str, tuple[Callable[[], Race], int, tuple[int, int], list[str]]] = {
    "the winner of all alone": (class_race, 6_070_000, SIZES[2], ["line"]),
    "a class without its winner": (class_race, 6_255_000, SIZES[3], ["line", "panes", "keeps"]),
    "one car to come": (class_race, 6_400_000, SIZES[1], ["line", "back"]),
    "amid a lap": (formula_race, 3_400_000, SIZES[2], ["panes", "line"]),
    "before the second": (formula_race, 4_500_010, SIZES[2], ["line"]),
}


@pytest.mark.parametrize("when", ROAD)
def test_a_road_race_cut_at_the_clock_is_the_same_on_every_screen(when: str) -> None:
    race, time, size, parts = ROAD[when]
    assert_same(going_on(race()), time, size, parts)
