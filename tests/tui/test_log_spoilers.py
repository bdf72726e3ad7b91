"""The log of a race cut at the clock: the same lines, chips, matches and opened lines."""

from collections.abc import Iterator

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.futures import moments
from tests.laws import examples
from tests.series_strategies import series_races
from tests.tui.painted import Gallery
from tests.tui.test_painted_spoilers import SAMPLES, going_on

from replay.race.caution_order import caution_order, last_caution
from replay.race.model import Caution, Race
from replay.race.slow_motion import finish_window
from replay.race.stage_summary import stage_summary
from replay.race.timeline import Timeline
from replay.testing.cut_race import cut
from replay.tui.drawing.runs import Row
from replay.tui.log_filter import LogFilter, id_of
from replay.tui.panes.key_bar import ReplayKeyBar
from replay.tui.panes.log_found import current_match, log_now, matches
from replay.tui.panes.log_head import chips_row, search_row
from replay.tui.panes.log_ink import LogInk
from replay.tui.panes.log_lines import FoldedLog, line_row, reason_rows
from replay.tui.panes.log_look import log_look
from replay.tui.panes.log_open import opened_rows
from replay.tui.scene import Scene
from replay.tui.view import View

PATTERNS = ("", "pits", "1|2", "l.*s", "(", "out|penalty|pass")


def seen(scene: Scene, width: int) -> Iterator[object]:
    """Give all that is seen of the log of a scene, every row of it."""
    now, look = log_now(scene), log_look(scene)
    yield chips_row(scene, width)
    yield search_row(scene, width)
    yield matches(scene)
    yield current_match(scene)
    yield [row.row for row in ReplayKeyBar(scene.race).rows(scene, width, 1)]

    def inside(line: object) -> list[Row]:
        return opened_rows(scene, line, width, look)  # type: ignore[arg-type]

    found = None if now.found is None else set(map(id, now.found))
    lines = FoldedLog(
        now.entries,
        lambda entry: reason_rows(entry, width, look),
        look.folded,
        scene.view.filter.opened,
        inside,
    )
    for line in lines:
        told = line.stops or (line.entry,)
        dim = found is not None and not any(id(one) in found for one in told)
        yield line_row(line, width, look, ink=LogInk(now.pattern, dim=dim))


def filters(scene: Scene) -> Iterator[LogFilter]:
    """Give filters of every kind, and ones that open lines of every kind."""
    for pattern in PATTERNS:
        yield LogFilter(typed=pattern, pattern="" if pattern == "(" else pattern)
    for kind in ("story", "cautions", "stops", "trouble"):
        yield LogFilter(kind=kind)
    car = scene.entry.car
    yield LogFilter(car=car, typed=car, pattern=car, typing=True)
    last = {entry.kind: entry for entry in scene.frame.log}
    for entry in last.values():
        yield LogFilter(opened=id_of(entry))


def assert_same_log(race: Race, time: int, width: int) -> None:
    ours, theirs = Gallery(race), Gallery(cut(race, time))
    size = (120, 40)
    for of in filters(ours.scene(time, View(), size)):
        one, other = (which.scene(time, View(filter=of), size) for which in (ours, theirs))
        one, other = replace(one, focus="log"), replace(other, focus="log")
        assert list(seen(one, width)) == list(seen(other, width)), of


@pytest.mark.parametrize(
    ("name", "lap"), [(name, lap) for name, laps in SAMPLES.items() for lap in laps[1::2]]
)
def test_the_log_of_a_shipped_race_cut_at_a_lap_is_the_same(name: str, lap: int) -> None:
    race = going_on(name)
    assert_same_log(race, Timeline(race).instant(lap) + 51_234, 48)


@pytest.mark.parametrize("lap", [137, 250])
def test_the_cards_of_earlier_cautions_and_stages_are_the_same(lap: int) -> None:
    race = going_on("kansas-2024")
    time = Timeline(race).instant(lap)
    ours, theirs = Timeline(race), Timeline(cut(race, time))
    assert stage_summary(ours, time, 1) == stage_summary(theirs, time, 1) is not None
    assert stage_summary(ours, time, 0) is None
    for event in (e for e in race.events if isinstance(e, Caution)):
        for question in (last_caution, caution_order):
            told = question(ours, time, event.at)
            assert told == question(theirs, time, event.at)
            assert (told is None) == (event.at > time)


@settings(examples(15), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(moments() | moments(series_races()), st.sampled_from((32, 48, 79)))
def test_the_log_of_a_made_up_race_cut_at_the_clock_is_the_same(
    moment: tuple[Race, int], width: int
) -> None:
    race, time = moment
    timeline = Timeline(race)
    if timeline.laps and time < timeline.end and time not in finish_window(timeline):
        assert_same_log(race, time, width)
