"""Subtitles: they parse, come in order, never overlap, and each says what its time says."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.futures import TwoFutures, two_futures
from tests.laws import examples
from tests.plain.readers import shipped_timeline, tiny_timeline
from tests.series_strategies import series_races
from tests.strategies import races

from replay.plain.car_words import CarWords
from replay.plain.subtitle_sync import SyncError, SyncPoint, VideoTime, sync_point
from replay.plain.subtitles import LEAST, Subtitle, board_at, srt_text, subtitles
from replay.race.log import RaceLog
from replay.race.model import Race
from replay.race.timeline import Timeline

_BLOCK = re.compile(
    r"(\d+)\n(\d\d+):([0-5]\d):([0-5]\d),(\d{3}) --> (\d\d+):([0-5]\d):([0-5]\d),(\d{3})\n"
    r"((?:[^\n]+\n)+)\n"
)


def parsed(text: str) -> list[Subtitle]:
    """Read SubRip as strictly as the strictest player: nothing may stand between the blocks."""
    found: list[Subtitle] = []
    at = 0
    while at < len(text):
        block = _BLOCK.match(text, at)
        assert block, text[at : at + 200]
        number, *times = (int(group) for group in block.groups()[:9])
        assert number == len(found) + 1
        start, end = (
            ((hours * 60 + minutes) * 60 + secs) * 1_000 + ms
            for hours, minutes, secs, ms in (times[:4], times[4:])
        )
        found.append(Subtitle(start, end, tuple(block[10].splitlines())))
        at = block.end()
    return found


def written(timeline: Timeline, *points: tuple[int, int]) -> list[Subtitle]:
    video = VideoTime([SyncPoint(*point) for point in points])
    return parsed("".join(srt_text(subtitles(timeline, video))))


def hold(timeline: Timeline, cues: list[Subtitle], video: VideoTime) -> None:
    """Hold every line of subtitles against the state of the race at the time it appears."""
    assert cues
    log = RaceLog(timeline)
    for before, after in pairwise(cues):
        assert before.end <= after.start
        assert after.start - before.start >= LEAST
    for cue in cues:
        assert cue.start < cue.end
        time = min(max(video.race_at(cue.start), 0), timeline.end)
        state = timeline.at(time)
        head, *rest = cue.lines
        if state.has_laps:
            assert re.match(rf"Lap {state.lap}\b", head)
        board = [row.car for row in state.order if row.placed][:3]
        if board:
            told = re.findall(r"(?:^|  )[0-9]+\. ([0-9A-Z]+)", rest.pop(0))
            assert told == board
        happened = [entry for entry in log.at(time) if entry.at <= time]
        for line in rest:
            texts = (f"{e.car or ''} {e.text}".strip() for e in happened)
            assert any(line.startswith(text.translate(MARKUP)) for text in texts), line


MARKUP = str.maketrans("<>{}", "‹›()")


def test_subtitles_of_a_small_race() -> None:
    first, second, *_ = cues = written(tiny_timeline(), (0, 60_000))
    assert first == Subtitle(
        50_000, 60_001, ("Lap 0/10, grid", "1. 24 Lovell  2. 1 Nuñez  3. 07 J. Field")
    )
    assert second.lines == (
        "Lap 0/10, green",
        "1. 24 Lovell  2. 1 Nuñez  3. 07 J. Field",
        "Green flag",
    )
    assert cues[-1].lines == (
        "Lap 10/10, official",
        "1. 1 Nuñez  2. 24 Lovell +0.001 s  3. 7 K. Field +3.950 s",
    )
    told = [line for cue in cues for line in cue.lines[2:]]
    assert "Caution 1, Stage 1 conclusion" in told
    assert "24 Lovell first at the line, 0.0005 s ahead of 1, unofficial" in told


@pytest.mark.parametrize("name", ["kansas-2024", "abu-dhabi-2021", "monza-1971"])
def test_every_line_of_a_real_race_says_what_the_state_at_its_time_says(name: str) -> None:
    timeline = shipped_timeline(name)
    points = [SyncPoint(0, 192_000), SyncPoint(timeline.end // 3, 192_000 + timeline.end // 40)]
    video = VideoTime(points)
    hold(timeline, written(timeline, *points), video)


def test_under_the_chequered_flag_a_car_has_no_gap_until_it_has_taken_it() -> None:
    timeline = shipped_timeline("kansas-2024")
    flag = timeline.flags.fallen
    names = CarWords(timeline)
    assert board_at(timeline, flag, names)[1] == "1. 17 Buescher  2. 5 Larson  3. 19 Truex Jr"
    assert "5 Larson +0.001 s" in board_at(timeline, flag + 20, names)[1]


@pytest.mark.parametrize("name", ["kansas-2024", "abu-dhabi-2021", "le-mans-2024"])
def test_no_gap_of_the_board_is_less_than_the_one_before_it(name: str) -> None:
    for cue in written(shipped_timeline(name), (0, 0)):
        gaps = re.findall(r"\+~?(?:(\d+):)?([0-9.]+)", cue.lines[1] if len(cue.lines) > 1 else "")
        apart = [60 * int(minutes or 0) + float(seconds) for minutes, seconds in gaps]
        assert apart == sorted(apart), cue.lines


@pytest.mark.parametrize("name", ["kansas-2024", "freedom-100-2013", "monza-1971"])
def test_nothing_is_unofficial_once_the_result_is_official(name: str) -> None:
    cues = written(shipped_timeline(name), (0, 0))
    official = [cue for cue in cues if cue.lines[0].endswith("official")]
    assert official
    assert not any("unofficial" in line for cue in official for line in cue.lines)


@examples(30)
@given(
    races() | series_races(),
    st.lists(st.tuples(st.integers(0, 4_000_000), st.integers(0, 20_000_000)), max_size=4),
)
def test_subtitles_parse_in_order_and_say_what_their_time_says(
    race: Race, drawn: list[tuple[int, int]]
) -> None:
    timeline = Timeline(race)
    times = sorted({race_time for race_time, _ in drawn})
    shown = sorted({video for _, video in drawn})
    points = [SyncPoint(*point) for point in zip(times, shown, strict=False)]
    video = VideoTime(points)
    cues = written(timeline, *points)
    if cues or video.at(timeline.end) >= 0:
        hold(timeline, cues, video)


@examples(20)
@given(two_futures())
def test_no_subtitle_tells_of_what_comes_after_it(futures: TwoFutures) -> None:
    time, ours, theirs = futures
    until = time // 10
    told = (
        [(cue.start, cue.lines) for cue in written(one, (0, 0)) if cue.start <= until]
        for one in (ours, theirs)
    )
    assert next(told) == next(told)


def test_markup_of_players_is_never_written() -> None:
    text = "".join(srt_text(subtitles(shipped_timeline("le-mans-2024"), VideoTime())))
    assert not set("<{}") & set(text)
    assert text.count("-->") == text.count(">")


# -- times


@examples(60)
@given(
    st.lists(st.tuples(st.integers(0, 10**8), st.integers(0, 10**7)), min_size=1, max_size=5),
    st.integers(-(10**6), 2 * 10**8),
)
def test_a_moment_appears_not_before_it_has_come_and_within_a_millisecond(
    drawn: list[tuple[int, int]], race: int
) -> None:
    times = sorted(race_time for race_time, _ in drawn)
    shown = sorted({video for _, video in drawn})
    video = VideoTime([SyncPoint(*point) for point in zip(times, shown, strict=False)])
    at = video.at(race)
    assert video.race_at(at) >= race
    assert video.race_at(at - 1) < race


def test_straight_lines_go_between_points_and_real_time_before_and_after() -> None:
    video = VideoTime([SyncPoint(10_000, 5_000), SyncPoint(30_000, 6_000)])
    assert [video.at(race) for race in (0, 10_000, 20_000, 30_000, 40_000)] == [
        *(4_000, 5_000, 5_500, 6_000, 7_000),
    ]
    assert VideoTime().at(12_345) == 1_235


def test_while_the_race_stands_the_board_stands() -> None:
    timeline, still = tiny_timeline(), 2_000_000
    points = (SyncPoint(0, 0), SyncPoint(still, 200_000), SyncPoint(still, 900_000))
    cues = written(timeline, *points)
    hold(timeline, cues, VideoTime(points))
    over = [cue for cue in cues if cue.start < 900_000 < cue.end]
    assert [cue.start < 210_000 for cue in over] == [True]
    assert cues[-1].start == 900_000 + (timeline.end - still) // 10 + 7_000


def test_a_lap_is_that_of_the_leaders_crossing() -> None:
    timeline = tiny_timeline()
    assert sync_point("L1=0:03:12", timeline) == SyncPoint(310_000, 192_000)
    assert sync_point("lap 4=45:10.5", timeline).race == timeline.scoring(0).lead_at[3]
    assert sync_point("L0=93.5", timeline) == SyncPoint(0, 93_500)
    assert sync_point("2:31.5=1:00:00", timeline) == SyncPoint(1_515_000, 3_600_000)


@pytest.mark.parametrize(
    ("points", "told"),
    [
        (["L11=0:10:00"], "'L11=0:10:00': no such moment"),
        (["6:00.0001=0:10:00"], "'6:00.0001=0:10:00': no such moment"),
        (["L1"], "'L1' is not a point such as L81=0:45:10"),
        (["L1=soon"], "'L1=soon' is not a point such as L81=0:45:10"),
        (["L1=10"], "'L1=10' is not a point such as L81=0:45:10"),
        (["=0:10:00"], "'=0:10:00' is not a point such as L81=0:45:10"),
        (["L1=0:10:00", "L4=0:10:00"], "two points at 0:10:00 of the recording"),
        (
            ["L4=0:10:00", "L1=0:11:00"],
            "the race goes back between 0:10:00 and 0:11:00 of the recording",
        ),
        (["L0=0:10:00"] * 1_001, "more than 1,000 points"),
    ],
)
def test_points_that_make_no_sense_are_refused_in_one_line(points: list[str], told: str) -> None:
    timeline = tiny_timeline()
    with pytest.raises(SyncError) as caught:
        VideoTime([sync_point(point, timeline) for point in points])
    assert str(caught.value) == told
