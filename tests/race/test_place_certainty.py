"""How sure the places of a car are: counted by lap, none later than the clock."""

from msgspec import structs
from tests.race.small_races import at, race_of

from replay.race.model import Span
from replay.race.place_certainty import PlaceCertainty, place_certainty
from replay.race.timeline import Timeline


def test_every_completed_lap_counts_once_by_how_far_its_place_can_be_trusted() -> None:
    race = race_of({"1": (100, 200, 300, 400, 500), "2": (101, 201, 301, 401, 501)})
    known = (
        Span(lap=1, crossing="reconstructed", lap_time="reconstructed", place="sure"),
        Span(lap=2, crossing="reconstructed", lap_time="reconstructed", place="near"),
        Span(lap=4, crossing="reconstructed", lap_time="reconstructed", place="rough"),
    )
    first = structs.replace(race.laps[0], known=known)
    timeline = Timeline(structs.replace(race, laps=(first, *race.laps[1:])))
    assert place_certainty(timeline, 0, "1") == PlaceCertainty(0, 0, 0, 0)
    assert place_certainty(timeline, at(400) - 1, "1") == PlaceCertainty(1, 2, 0, 0)
    whole = place_certainty(timeline, timeline.end, "1")
    assert (whole, whole.doubted) == (PlaceCertainty(1, 2, 2, 0), True)


def test_of_a_measured_race_nothing_is_doubted() -> None:
    timeline = Timeline(race_of({"1": (100, 200, 300)}))
    certainty = place_certainty(timeline, timeline.end, "1")
    assert (certainty, certainty.doubted) == (PlaceCertainty(3, 0, 0, 0), False)
