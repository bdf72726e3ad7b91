"""A red flag that takes no race time: a step, and playing on, stop there; a seek does not."""

from tests.race.small_races import at, flag, race_of
from tests.tui.viewing import Viewer, view

from replay.race.model import Green, Race, Red

RED = at(150)


def stopped() -> Race:
    return race_of(
        {"1": (100, 200, 300), "2": (101, 201, 301)},
        (
            Red(at=RED, lap=1, basis="timed", reason="rain", stopped=at(7_330)),
            Green(at=at(170), lap=1, basis="timed"),
            flag(300, 3),
        ),
    )


def test_a_step_stops_at_the_red_flag_once_and_tells_nothing_of_its_length() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("right")
        assert viewer.time == at(101)
        await viewer.press("right")
        assert (viewer.time, viewer.state.flag) == (RED, "red")
        assert "2:02" not in viewer.text()
        await viewer.press("right")
        assert viewer.time == at(201)
        await viewer.press("left")
        assert viewer.time == RED

    view(stopped(), check, (120, 40))


def test_played_through_it_stands_two_seconds_and_a_seek_past_it_does_not_stop() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(RED - at(1))
        await viewer.press("space")
        viewer.wall.go_on(1)
        assert viewer.time == RED
        viewer.wall.go_on(1)
        assert viewer.time == RED
        viewer.wall.go_on(2)
        assert viewer.time == RED + at(1)
        await viewer.seek(at(250))
        assert viewer.time == at(250)

    view(stopped(), check, (120, 40))
