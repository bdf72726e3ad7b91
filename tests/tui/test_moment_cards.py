"""What the moment has to say: cards that come by themselves, and those its key turns through."""

from collections.abc import Sequence

import pytest
from tests.tui.viewing import LAPS, YELLOW, Viewer, kansas, tiny, view

from replay.race.model import Caution, Green, Race
from replay.race.timeline import Timeline
from replay.tui.pane import Heading

TIMELINE = Timeline(kansas())


def shown(viewer: Viewer) -> str:
    """The title of what stands on top in the side."""
    page, scene = viewer.screen.page, viewer.screen.shown
    assert scene is not None
    titles = []
    for rule in page.plan.rules:
        for name, _ in rule.titles:
            heading: Heading = page[name].heading(scene, 48)
            titles.append((rule.region.y, rule.region.x, name, heading.title))
    side = [title for _, _, name, title in sorted(titles) if name != "order"]
    return side[0]


def turned_through(
    race: Race, time: int, size: tuple[int, int] = (120, 40), presses: int = 5
) -> list[str]:
    """What stands on top at a time, and after each press of the key."""
    found: list[str] = []

    async def check(viewer: Viewer) -> None:
        found.append(shown(viewer))
        for _ in range(presses):
            await viewer.press("e")
            found.append(shown(viewer))

    view(race, check, size, start=time)
    return found


def at(lap: int) -> int:
    return TIMELINE.instant(lap)


STAGE_2 = TIMELINE.scoring_at(0).lead_at[164]
GREENS = [event for event in kansas().events if isinstance(event, Green)]
YELLOWS = [event for event in kansas().events if isinstance(event, Caution)]


@pytest.mark.parametrize(
    ("time", "titles"),
    [
        (at(60), ["Race log", "The race so far", "Race log"]),
        (at(137), ["Race log", "The race so far", "Caution 1", "Stage 1", "Race log"]),
        (STAGE_2, ["Stage 2", "Caution 2", "Race log", "Stage 2"]),
        (at(169), ["Caution 2", "Stage 2", "Race log", "Caution 2"]),
        (at(263), ["Caution 7", "Race log", "Caution 7", "Race log"]),
        (at(266), ["Caution 7", "The race so far", "Stage 2", "Race log", "Caution 7"]),
    ],
    ids=["early", "green", "stage end", "after the stops", "yellow", "restart"],
)
def test_the_key_turns_through_what_the_moment_has_to_say_and_the_log_last(
    time: int, titles: Sequence[str]
) -> None:
    assert turned_through(kansas(), time, presses=len(titles) - 1) == titles


def test_on_the_grid_it_gives_the_facts_the_whole_sheet_of_a_narrow_terminal() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("e")
        assert viewer.screen.page.plan.region("grid facts") is not None
        assert viewer.screen.page.plan.region("order") is None
        await viewer.press("e")
        assert viewer.screen.page.plan.region("order") is not None

    view(kansas(), check, (80, 24))


def test_in_a_narrow_terminal_the_key_opens_the_card_of_the_yellow_whole() -> None:
    async def check(viewer: Viewer) -> None:
        assert "Order behind the pace car" not in viewer.text()
        await viewer.press("e")
        assert "Order behind the pace car" in viewer.text()
        await viewer.press("e")
        assert shown(viewer) == "Caution 7"  # the narrow card beside the order
        assert viewer.screen.page.plan.region("order") is not None

    view(kansas(), check, (80, 24), start=at(263))


def test_the_stage_gives_way_to_the_yellow_as_the_first_car_stops() -> None:
    first = min(
        visit.since for made in TIMELINE.stops.values() for visit in made if visit.since > STAGE_2
    )

    async def check(viewer: Viewer) -> None:
        assert shown(viewer) == "Stage 2"
        await viewer.seek(first)
        assert shown(viewer) == "Caution 2"

    view(kansas(), check, start=first - 1)


def test_the_order_of_the_restart_stays_for_two_laps() -> None:
    restart = GREENS[2]
    leads = TIMELINE.scoring_at(0).lead_at

    async def check(viewer: Viewer) -> None:
        assert "Restart order" in viewer.text()
        await viewer.seek(leads[restart.lap + 1] - 1)
        assert "Restart order" in viewer.text()
        await viewer.seek(leads[restart.lap + 1])
        assert "Restart order" not in viewer.text()

    view(kansas(), check, start=restart.at)


def test_what_was_put_away_comes_by_itself_again_with_the_next_thing() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("e")
        assert shown(viewer) == "Race log"
        await viewer.seek(at(264))
        assert shown(viewer) == "Race log"  # the same yellow
        await viewer.seek(GREENS[-1].at)
        assert shown(viewer) == "Caution 7"  # the order of the restart is news
        await viewer.press("e")
        await viewer.press("escape")
        assert shown(viewer) == "Race log"

    view(kansas(), check, start=at(263))


def test_of_what_lies_ahead_of_the_clock_nothing_stays_put_away() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("e")
        await viewer.seek(at(180))
        assert shown(viewer) == "Caution 3"
        await viewer.seek(at(263))
        assert shown(viewer) == "Caution 7"

    view(kansas(), check, start=at(263))


def test_at_every_size_the_cards_of_a_yellow_fill_their_lines() -> None:
    async def check(viewer: Viewer) -> None:
        for size in ((60, 16), (80, 24), (99, 30), (100, 24), (120, 40), (160, 50), (200, 60)):
            await viewer.resize(*size)
            for key in ("", "e", "e", "e", "w", "e", "escape", "escape"):
                if key:
                    await viewer.press(key)
                assert not viewer.odd_lines()

    view(tiny(), check, start=YELLOW)
    view(tiny(), check, start=LAPS[4])
