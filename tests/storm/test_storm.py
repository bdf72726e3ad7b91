"""A short storm: the long one is `python -m tests.storm`."""

from tests.storm.inputs import SIZES
from tests.storm.races import generated, shipped
from tests.storm.sessions import blow

EVENTS = 600


def test_nothing_breaks_in_a_storm_of_keys_pastes_sizes_and_clicks() -> None:
    races = [*shipped(), *generated(5, 6)]
    assert blow(5, EVENTS, races, SIZES, session=120) >= EVENTS / 120
