"""Every neutralisation so far, with the laps and the time it has taken."""

from tests.race.small_races import at, timeline_of

from replay import racefile
from replay.race.model import Caution, Flag, Green, Red
from replay.race.neutral_so_far import neutral_so_far
from replay.race.timeline import Timeline

FIELD = {"1": (10, 20, 30, 50, 70, 80), "2": (11, 21, 31, 51, 71, 81)}


def test_kansas_2024_to_lap_210() -> None:
    kansas = Timeline(racefile.load(racefile.find("kansas-2024")))
    told = neutral_so_far(kansas, kansas.instant(210))
    assert [(one.first, one.last) for one in told] == [
        (81, 87), (166, 172), (176, 182), (185, 189), (192, 196), (198, 204)
    ]  # fmt: skip
    assert {one.name for one in told} == {"caution"}
    assert not any(one.stands for one in told)


def test_one_that_stands_goes_to_the_lap_being_run_and_to_now() -> None:
    yellow = Caution(at=at(31), lap=3, basis="timed", number=1, reason="spin")
    timeline = timeline_of(FIELD, (yellow, Green(at=at(65), lap=4, basis="timed")))
    assert neutral_so_far(timeline, at(30.9)) == ()
    (now,) = neutral_so_far(timeline, at(55))
    assert (now.first, now.last, now.since, now.until, now.stands) == (4, 5, at(31), at(55), True)
    (over,) = neutral_so_far(timeline, at(75))
    assert (over.first, over.last, over.until, over.stands) == (4, 4, at(65), False)


def test_each_has_the_name_that_the_series_gives_it_and_a_part_of_the_track_has_none() -> None:
    flags = (
        Flag(at=at(5), lap=0, basis="timed", flag="yellow", neutralises="part"),
        Green(at=at(8), lap=0, basis="timed"),
        Flag(at=at(15), lap=1, basis="timed", flag="VSC", neutralises="slow"),
        Green(at=at(18), lap=1, basis="timed"),
        Red(at=at(31), lap=3, basis="timed", reason="rain"),
    )
    told = neutral_so_far(timeline_of(FIELD, flags), at(40))
    assert [(one.name, one.height) for one in told] == [("VSC", "slow"), ("red flag", "stop")]
    assert told[1].since == told[1].until
