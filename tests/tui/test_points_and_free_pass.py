"""On the board: points as they run, who is in line for the free pass, and who is laps down."""

from functools import cache

from msgspec.structs import replace
from tests.tui.boards import board, runs

from replay import racefile
from replay.race.model import Race
from replay.race.timeline import Timeline
from replay.tui.drawing.glyphs import ASCII
from replay.tui.view import View

WIDE = 118


@cache
def kansas() -> Race:
    return racefile.load(racefile.find("kansas-2024"))


@cache
def instant(lap: int) -> int:
    return Timeline(kansas()).instant(lap)


def column(rows: list[str], head: str) -> dict[str, str]:
    """The cells of a column by car number; its text ends where its head does."""
    end = rows[0].index(head) + len(head)
    return {
        row[7:11].strip(" #"): row[end - 4 : end].strip() for row in rows[1:] if row[1:3].strip()
    }


def row_of(rows: list[str], car: str) -> str:
    return next(row for row in rows[1:] if row[7:11].strip(" #") == car)


def test_points_are_those_of_the_stages_and_of_the_place_now() -> None:
    points = column(board(kansas(), instant(200), WIDE, 40), "pts")
    # Larson was third and second in the stages, and leads; Heim scores in another series.
    assert (points["5"], points["8"], points["43"]) == ("57", "45", "·")


def test_points_that_may_still_change_are_soft_and_published_ones_are_not() -> None:
    wanted = View(columns="intervals")
    for lap, ink in ((200, "soft"), (268, "full")):
        found = runs(kansas(), instant(lap), 1, WIDE, wanted)
        (told,) = (tone for text, tone in found if text.strip() == "57")
        assert told == ink


def test_without_colours_a_sign_tells_that_points_may_still_change() -> None:
    def leaders_row(lap: int) -> str:
        wanted = View(columns="intervals")
        return board(kansas(), instant(lap), WIDE, 40, wanted, glyphs=ASCII)[1]

    assert " ~57" in leaders_row(200)
    assert " ~57" not in leaders_row(268)
    assert " 57" in leaders_row(268)


def test_a_race_without_a_rule_for_points_has_no_such_column() -> None:
    older = replace(kansas(), header=replace(kansas().header, date="2016-05-07"))
    assert "pts" not in board(older, instant(200), WIDE, 40)[0]


def test_the_car_in_line_for_the_free_pass_has_its_sign_beside_the_name() -> None:
    signed = [row for row in board(kansas(), instant(137), 70, 40) if " + " in row]
    assert len(signed) == 1
    given = board(kansas(), instant(199), 70, 40)
    assert " + " in row_of(given, "43")
    assert sum(" + " in row for row in given) == 1
    assert " + " in row_of(board(kansas(), instant(199), 70, 40, glyphs=ASCII), "43")


def test_the_sign_gives_way_to_a_name_that_needs_its_cells() -> None:
    rows = board(kansas(), instant(199), 46, 40)
    assert any("Heim" in row and "+" in row for row in rows)


def test_nobody_is_in_line_where_all_are_on_the_lead_lap() -> None:
    assert not any(" + " in row for row in board(kansas(), instant(3), 70, 40))


def test_under_yellow_the_widest_board_tells_who_is_laps_down() -> None:
    rows = board(kansas(), instant(199), WIDE, 40)
    assert "~−2 laps" in row_of(rows, "15")
    assert "lap" not in row_of(rows, "5")
