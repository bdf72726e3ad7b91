from pathlib import Path

from msgspec import structs
from tests.tui.states import lines, run
from tests.tui.viewing import kansas
from textual.events import MouseScrollDown
from textual.pilot import Pilot

from replay.racefile import Listing
from replay.tui.picker.race_choices import Choice
from replay.tui.picker.race_list import RaceList

HEADER = kansas().header
MANY = tuple(
    Choice(
        Listing(
            f"race-{number}",
            Path("race.json"),
            structs.replace(HEADER, name=f"Race {number}", date=f"{2024 - number // 30}-05-05"),
            None,
        )
    )
    for number in range(1_159)
)


def test_heads_stay_and_the_cursor_is_seen_wherever_it_is_in_a_thousand_races() -> None:
    widget = RaceList()

    async def check(pilot: Pilot[None]) -> None:
        widget.choices = MANY
        await pilot.pause()
        heads = lines(widget)[0]
        assert heads.split() == ["race", "track", "laps", "laps", "are"]
        assert lines(widget)[2].split()[-6:-3] == ["Race", "0", "Kansas"]
        for at in (600, 1_158, 3, 0):
            widget.cursor = at
            await pilot.pause()
            shown = lines(widget)
            assert shown[0] == heads
            (row,) = (row for row in shown if "▌" in row)
            assert f"Race {at} " in row
        await pilot._post_mouse_events([MouseScrollDown], widget, offset=(3, 3))
        await pilot.pause()
        assert lines(widget)[0] == heads
        assert "Race 3 " in lines(widget)[2]

    run(widget, 60, 12, check)


def test_a_click_on_the_heads_or_a_year_chooses_nothing() -> None:
    chosen: list[str] = []

    class Watched(RaceList):
        def on_race_list_chosen(self, message: RaceList.Chosen) -> None:
            chosen.append(message.choice.listing.name)

    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.choices = MANY
        await pilot.pause()
        for y in (0, 1, 3):
            await pilot.click(widget, offset=(10, y))
        await pilot.pause()
        assert chosen == ["race-1"]

    run(widget, 60, 12, check)
