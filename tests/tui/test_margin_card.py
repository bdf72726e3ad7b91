"""What is told of the first two at the line, where there may be but one."""

from msgspec.structs import replace
from tests.tui.finish_values import photo

from replay.race.finish import Nose
from replay.tui.drawing.glyphs import UNICODE
from replay.tui.finish_line.margin import is_published, margin_card


def test_a_published_margin_over_a_car_that_nobody_saw_at_the_line_is_drawn_by_none() -> None:
    alone = replace(photo(by="loops"), noses=(Nose("5", 0, 0, False, exact=False),), published=10)
    assert is_published(alone)
    told = ["".join(run[0] for run in row) for row in margin_card(alone, 60, UNICODE, large=True)]
    assert any("5" in line for line in told)
    assert not any("drawn" in line for line in told)
