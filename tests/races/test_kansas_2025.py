"""A race whose margin was published, and whose noses at the line are rebuilt."""

from replay import racefile
from replay.race.line_camera import photo_at
from replay.race.timeline import Timeline
from replay.tui.drawing.glyphs import UNICODE
from replay.tui.finish_line.margin import margin_card, scored_by

RACE = racefile.load(racefile.find("kansas-2025"))


def told(time: int) -> tuple[str, list[str]]:
    """What is told beside the strip: its title, and its rows."""
    photo = photo_at(Timeline(RACE), time)
    assert photo is not None
    rows = margin_card(photo, 48, UNICODE, large=False)
    return scored_by(photo), ["".join(text for text, _ in row).rstrip() for row in rows]


def test_beside_the_strip_stands_the_published_margin_once_the_result_is_known() -> None:
    title, rows = told(Timeline(RACE).end)
    assert title == "The result"
    assert rows == ["result         5  first by 0.712 s", "drawn        rebuilt, ~0.7 s"]


def test_before_that_it_is_the_rebuilt_one() -> None:
    title, rows = told(Timeline(RACE).end - 1)
    assert title == "Rebuilt"
    assert rows == ["rebuilt        5  first by ~0.7 s"]
