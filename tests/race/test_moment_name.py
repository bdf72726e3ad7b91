"""Every moment has a name: where a name leads, and what a time is called."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.futures import TwoFutures, two_futures
from tests.strategies import finish_only_races, races

from replay import racefile
from replay.race.log import full_log
from replay.race.model import Race
from replay.race.moment_name import NO_SUCH_MOMENT, moment_time, name_of
from replay.race.moment_words import NoSuchMoment
from replay.race.timeline import Timeline

TINY = Path(__file__).parents[1] / "races" / "tiny.json"


def of(name: str) -> Timeline:
    return Timeline(racefile.load(racefile.find(name)))


@pytest.fixture(scope="module")
def tiny() -> Timeline:
    return Timeline(racefile.load(TINY))


@pytest.fixture(scope="module")
def kansas() -> Timeline:
    return of("kansas-2024")


def refused(timeline: Timeline, text: str) -> str:
    with pytest.raises(NoSuchMoment) as error:
        moment_time(timeline, text)
    return str(error.value)


def test_a_lap_is_its_instant_and_a_part_of_one_is_of_the_leaders_next(kansas: Timeline) -> None:
    assert moment_time(kansas, "L137") == moment_time(kansas, "137") == kansas.instant(137)
    leads = kansas.scoring_at(0).lead_at
    begun, over = leads[266], leads[267]
    assert moment_time(kansas, "L267.9") == begun + (over - begun) * 9 // 10
    assert moment_time(kansas, "L0.5") == leads[0] // 2
    assert moment_time(kansas, "L268") == kansas.end


def test_a_part_of_a_lap_is_never_before_its_instant(kansas: Timeline) -> None:
    spread = [lap for lap in range(1, kansas.laps) if kansas.instant(lap) > _led(kansas, lap, 10)]
    assert spread
    for lap in spread:
        assert moment_time(kansas, f"L{lap}.1") == kansas.instant(lap)


def _led(timeline: Timeline, lap: int, percent: int) -> int:
    leads = timeline.scoring_at(0).lead_at
    begun = leads[lap - 1]
    return begun + (leads[lap] - begun) * percent // 100


@given(races(), st.integers(0, 60), st.integers(1, 99), st.integers(1, 99))
def test_a_larger_part_is_no_earlier_and_all_are_before_the_next_lap(
    race: Race, lap: int, one: int, other: int
) -> None:
    timeline = Timeline(race)
    if lap >= timeline.laps:
        assert refused(timeline, f"L{lap}.{one:02}") == NO_SUCH_MOMENT
        return
    first, second = (moment_time(timeline, f"l{lap}.{n:02}") for n in sorted((one, other)))
    assert timeline.instant(lap) <= first <= second <= timeline.instant(lap + 1)


def test_events_are_named_by_kind_and_number(kansas: Timeline) -> None:
    log = full_log(kansas)
    restarts = sorted({entry.at for entry in log if entry.kind == "restart"})
    caution = next(e.at for e in log if e.kind == "caution" and e.text == "Caution 3")
    assert moment_time(kansas, "caution3") == moment_time(kansas, "Caution #3") == caution
    assert moment_time(kansas, "restart3") == restarts[2] > caution
    assert moment_time(kansas, "stage2") == kansas.scoring_at(0).lead_at[164]
    assert moment_time(kansas, "white") < moment_time(kansas, "finish") == kansas.end
    assert moment_time(kansas, "grid") == moment_time(kansas, "L0") == 0
    assert moment_time(kansas, "2:31:07") == 90_670_000


def test_the_flags_of_other_series_are_named_by_their_words() -> None:
    canada = of("canada-2011")
    times = {e.text: e.at for e in full_log(canada) if e.kind in ("caution", "red flag")}
    assert moment_time(canada, "safetycar4") == times["Safety car 4"]
    assert moment_time(canada, "red flag") == times["Red flag"]
    le_mans = of("le-mans-2024")
    assert moment_time(le_mans, "17:20") == (17 * 60 + 20) * 600_000
    start = le_mans.race.header.time_of_day or 0
    assert moment_time(le_mans, "9:20am") == (33 * 60 + 20) * 600_000 - start


@pytest.mark.parametrize("name", ["L3", "L3.5", "caution1", "restart1", "stage1", "white", "0:40"])
def test_any_name_may_take_seconds_more_or_less(name: str, tiny: Timeline) -> None:
    at = moment_time(tiny, name)
    assert moment_time(tiny, f"{name}+12s") == at + 120_000
    assert moment_time(tiny, f"{name} - 12.25 s") == at - 122_500


@pytest.mark.parametrize(
    "name",
    [
        *("L11", "L10.1", "caution2", "caution0", "restart9", "lead99", "stage3", "2:31:07"),
        *("finish+1s", "grid-1s", "L5+9999999s"),
    ],
)
def test_what_the_record_does_not_have_is_no_such_moment(name: str, tiny: Timeline) -> None:
    assert refused(tiny, name) == "no such moment"


@pytest.mark.parametrize("name", ["", "turn3", "+5", "-90s", "caution", "safetycar9", "L", "1e3"])
def test_what_is_no_name_is_told_the_kinds_and_never_how_many_there_are(
    name: str, tiny: Timeline, kansas: Timeline
) -> None:
    line = refused(tiny, name)
    assert line == refused(kansas, name)
    assert line.startswith(f"no moment is called {name!r}: name one as L150, L150.9, 2:31:07")
    assert "\n" not in line


WORDS = st.lists(
    st.sampled_from([*"L+-−.:s 9", "lap", "caution", "restart", "stage"])
    | st.integers(0, 10**12).map(str)
    | st.text(max_size=3),
    max_size=6,
).map("".join)


@given(WORDS)
def test_whatever_is_written_is_a_moment_of_the_record_or_refused_in_one_line(text: str) -> None:
    timeline = Timeline(racefile.load(TINY))
    said = ""
    try:
        assert 0 <= moment_time(timeline, text) <= timeline.end
    except NoSuchMoment as error:
        said = str(error)
    assert said.splitlines() in ([], [said])


def test_the_name_of_a_time_is_the_shortest(kansas: Timeline) -> None:
    assert name_of(kansas, 0) == "grid"
    assert name_of(kansas, kansas.end) == "finish"
    assert name_of(kansas, kansas.instant(137)) == "L137"
    names = ["caution3", "restart3", "stage1", "white", "1:22:01.5", "10:00", "0:00.0001"]
    for name in names:
        assert name_of(kansas, moment_time(kansas, name)) == name
    canada = of("canada-2011")
    assert name_of(canada, moment_time(canada, "safety car 2")) == "safetycar2"
    le_mans = of("le-mans-2024")
    assert name_of(le_mans, 600_000 * 50) == "0:50:00"


@given(races() | finish_only_races(), st.data())
def test_a_name_leads_to_its_time_again(race: Race, data: st.DataObject) -> None:
    timeline = Timeline(race)
    times = st.sampled_from(timeline.changes) | st.integers(0, timeline.end)
    time = data.draw(times)
    assert moment_time(timeline, name_of(timeline, time)) == time


@given(two_futures())
def test_no_name_but_that_of_a_lap_tells_of_what_is_to_come(futures: TwoFutures) -> None:
    time, ours, theirs = futures
    names = {name_of(ours, time), name_of(theirs, time)}
    assert len({name for name in names if not name.startswith("L")}) <= 1
    assert len(names) == 1 or f"L{ours.lap_at(time)}" in names
