"""When two records are of one race."""

import pytest
from msgspec import structs
from tests.race.small_races import flag, race_of

from replay.race.model import Race
from replay.race.same_race import is_same_race

LINES = {"1": (100, 200, 300), "2": (101, 201, 301), "3": (120, 240, 360)}


def known(**header: str | None) -> Race:
    race = race_of(LINES, (flag(300, 3),))
    return structs.replace(race, header=structs.replace(race.header, **header))


@pytest.mark.parametrize("what", ["season", "round", "date"])
def test_what_one_record_does_not_know_tells_no_two_races_apart(what: str) -> None:
    one, other, none = (known(**{what: it}) for it in ("2021-05-23", "2024-05-26", None))
    assert is_same_race(one, none)
    assert is_same_race(none, one)
    assert is_same_race(one, one)
    assert not is_same_race(one, other)


def test_where_nothing_tells_the_season_the_laps_of_most_cars_do() -> None:
    race = race_of(LINES)
    one_cut = LINES | {"3": (120, 240)}
    assert is_same_race(race, race_of(one_cut))
    assert not is_same_race(race, race_of(LINES | {"3": (120, 240), "2": (101, 201, 305)}))
    assert not is_same_race(race, race_of({"4": LINES["1"], "5": LINES["2"]}))
