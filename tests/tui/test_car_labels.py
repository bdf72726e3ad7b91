"""How a car is named beside the axis of a chart."""

from tests.tui.painted import Gallery

from replay import racefile
from replay.race.timeline import Timeline
from replay.tui.charts.car_labels import short_name
from replay.tui.view import View


def names(race: str, lap: int, width: int) -> dict[str, str]:
    shown = Gallery(racefile.load(racefile.find(race)))
    scene = shown.scene(Timeline(shown.race).instant(lap), View(), (120, 40))
    return {entry.car: short_name(scene, entry.car, width) for entry in shown.race.entries}


def test_a_name_without_room_is_told_by_its_longest_word() -> None:
    assert names("le-mans-2024", 200, 10)["20"] == "Linde"
    assert names("kansas-2024", 0, 10)["47"] == "Stenhouse"


def test_a_name_with_room_is_told_whole() -> None:
    assert names("le-mans-2024", 200, 16)["20"] == "S. van der Linde"
    assert names("kansas-2024", 0, 14)["47"] == "Stenhouse Jr"


def test_no_name_is_wider_than_its_room() -> None:
    for width in range(4, 18):
        for race in ("kansas-2024", "le-mans-2024"):
            assert all(len(name) <= width for name in names(race, 1, width).values())
