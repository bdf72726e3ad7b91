"""What was published after a race: told once its result is official, and never without a source."""

import re

import pytest
from msgspec import structs
from tests.race.small_races import at, flag, race_of

from replay import racefile
from replay.race.after_race import AfterRace, after_race
from replay.race.consistency import InconsistentRace, verify
from replay.race.model import Official, PublishedFact, Race, Standing
from replay.race.timeline import Timeline

FACT = PublishedFact(label="margin", text="a nose", source="the press", car="1")
PLACE = Standing(position=1, car="2", points=4700, source="the press")


def with_published(facts: tuple[PublishedFact, ...], standing: tuple[Standing, ...] = ()) -> Race:
    race = race_of({"1": (30, 60), "2": (31, 62)}, (flag(60, 2),))
    official = Official(laps=2, facts=facts, standing=standing)
    return structs.replace(race, official=official)


def test_nothing_is_told_before_the_result_is_official() -> None:
    timeline = Timeline(with_published((FACT,), (PLACE,)))
    assert timeline.end == at(62)
    assert after_race(timeline, at(62) - 1) == AfterRace()
    assert after_race(timeline, at(62)) == AfterRace((FACT,), (PLACE,))
    assert after_race(timeline, at(900)).of("fact") == (FACT,)
    assert after_race(timeline, at(62)).of("report") == ()


def test_a_file_keeps_what_it_is_told() -> None:
    race = with_published((FACT,), (PLACE,))
    assert racefile.decode(racefile.encode(race)) == race


@pytest.mark.parametrize(
    ("facts", "standing", "message", "path"),
    [
        ({"car": "9"}, {}, "car 9 is not in the entry list", "$.official.facts[1].car"),
        ({"otherwise": "two"}, {}, "go together", "$.official.facts[1].otherwise"),
        ({"otherwise_source": "two"}, {}, "go together", "$.official.facts[1].otherwise"),
        ({}, {"car": "9"}, "car 9 is not in the entry list", "$.official.standing[1].car"),
        ({}, {"car": None}, "neither a car nor a driver", "$.official.standing[1]"),
        ({}, {"position": 1}, "places out of order", "$.official.standing[1].position"),
        ({}, {"otherwise": "two"}, "go together", "$.official.standing[1].otherwise"),
    ],
)
def test_what_does_not_fit_the_race_is_refused_at_its_place(
    facts: dict[str, str], standing: dict[str, str], message: str, path: str
) -> None:
    place = structs.replace(PLACE, position=2)
    race = with_published(
        (FACT, structs.replace(FACT, **facts)), (place, structs.replace(place, **standing))
    )
    with pytest.raises(InconsistentRace) as refused:
        verify(race)
    assert re.search(message, refused.value.message)
    assert refused.value.path == path
