"""Nothing on a screen comes from later than the clock: the law, on races nobody wrote."""

from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import structs
from tests.futures import later_finish, moments, other_future
from tests.strategies import finish_only_races, races

from replay import racefile
from replay.race.model import Race
from replay.testing.cut_race import OVER
from replay.tui.frame import Recording

TINY = Path(__file__).parents[1] / "races" / "tiny.json"


def as_a_stage_ends() -> tuple[Race, int]:
    """Give the small race at the end of its first stage, the fifth car of which never comes."""
    race = racefile.load(TINY)
    ended = sorted(record.crossings[3] for record in race.laps if len(record.crossings) > 3)
    laps = tuple(
        structs.replace(record, crossings=record.crossings[:3])
        if record.crossings[3:4] == (ended[-1],)
        else record
        for record in race.laps
    )
    return structs.replace(race, events=(*race.events, OVER), laps=laps), ended[-2]


@given(moments(), st.integers(0, 50), st.integers(0, 3))
@example(as_a_stage_ends(), 0, 1)
def test_no_part_of_a_frame_changes_when_everything_after_it_is_altered(
    moment: tuple[Race, int], stretch: int, extra: int
) -> None:
    race, time = moment
    recording = Recording(race)
    if time >= recording.timeline.end:
        return
    ours = recording.frame(time)
    theirs = Recording(other_future(race, time, stretch, extra)).frame(time)
    assert ours == theirs


@given(finish_only_races(), st.integers(-100, 12_000), st.integers(1, 5_000))
def test_no_part_of_a_frame_of_a_finish_changes_with_the_cars_still_to_come(
    race: Race, after: int, later: int
) -> None:
    time = max(race.events[0].at + after, 0)
    ours, theirs = Recording(race), Recording(later_finish(race, time, later))
    if time < min(ours.timeline.end, theirs.timeline.end):
        assert ours.frame(time) == theirs.frame(time)


@given(races(), st.integers(0, 8_000_000))
def test_a_lap_forward_and_back_comes_to_an_instant_again(race: Race, time: int) -> None:
    recording = Recording(race)
    timeline = recording.timeline
    instants = [timeline.instant(n) for n in range(timeline.laps + 1)]
    time = min(time, timeline.end)
    forward, back = recording.step(time, 1), recording.step(time, -1)
    assert forward == min((at for at in instants if at > time), default=instants[-1])
    behind = [at for at in instants if at < time]
    if timeline.lap_at(time) < timeline.laps or not timeline.last_lap_known_at(time):
        arrived = timeline.crossings_of(timeline.lap_at(time), time)
        behind += [crossing.at for crossing in arrived if crossing.at < time]
    assert back == max(behind, default=0)
    assert recording.step(time, 10) == min(
        [at for at in instants if at > time][9:10] or [instants[-1]]
    )


@given(races(), st.sampled_from([1, 3, 10]))
def test_keys_of_laps_stop_at_the_chequered_flag_and_lead_back_by_the_same_moments(
    race: Race, laps: int
) -> None:
    recording = Recording(race)
    end, flag = recording.timeline.end, recording.timeline.flags.fallen
    on = [0]
    while (found := recording.step_of_key(on[-1], laps)) != on[-1]:
        assert found > on[-1]
        on.append(found)
    assert on[-1] == end
    assert flag in on or flag > end
    on = [0]
    while on[-1] != end:
        on.append(recording.step_of_key(on[-1], 1))
    back = [end]
    while back[-1]:
        back.append(recording.step_of_key(back[-1], -1))
    assert back == on[::-1]
