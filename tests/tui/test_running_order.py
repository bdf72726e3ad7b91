from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec
import pytest
from tests.tui.scenes import race, scene, texts
from tests.tui.states import (
    FIELD,
    GREEN,
    field_state,
    run,
    running,
    stage_order,
    state,
    with_rows,
)
from textual.pilot import Pilot

from replay.race.model import Entry
from replay.race.state import RaceState
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.runs import text_of
from replay.tui.moment import moment_of
from replay.tui.order.board_rows import Board, board_rows
from replay.tui.order.cells.car_row import CarRow
from replay.tui.order.columns.board_facts import BoardFacts
from replay.tui.order.columns.column import ColumnKind
from replay.tui.order.columns.layout import layout_of
from replay.tui.order.row_builder import RowBuilder
from replay.tui.order.running_order import RunningOrder, order_heading
from replay.tui.plan import plan
from replay.tui.registry import PANES
from replay.tui.view import FinishLine, View


def shown(
    of: RaceState | None,
    width: int,
    height: int,
    chosen: str = "",
    view: str = "auto",
    traces: Mapping[str, tuple[int, ...]] = MappingProxyType({}),
    glyphs: Glyphs = UNICODE,
    field: Sequence[Entry] = FIELD,
) -> list[str]:
    """The rows of the board as text."""
    entries = {entry.car: entry for entry in field}
    moment = moment_of(of, view) if of else "grid"
    stages = tuple(stage.number for stage in of.stages) if of else ()
    unknown: frozenset[ColumnKind] = frozenset(["trace"] if glyphs.ascii else [])
    layout = layout_of(moment, width, BoardFacts(cars=len(field), stages=stages, unknown=unknown))
    wide = any(len(car) > 2 for car in entries)
    builder = RowBuilder(entries, glyphs, layout, big_plates=wide, marks_places=glyphs.ascii)
    board = None if of is None else Board(of, of.order, chosen, traces=traces)
    rows = board_rows(builder, board, entries, height).rows
    drawn = (builder.car(row) if isinstance(row, CarRow) else row for row in rows)
    return [text_of(line.row).rstrip() for line in drawn]


def test_a_narrow_board_under_green() -> None:
    assert shown(GREEN, 46, 18, chosen="17") == [
        " pos   car  driver             int    last st",
        "▌ 1     17  Buescher        leader ~31.7    3",
        "  2 ↑1   8  Ky. Busch       ~0.8   ~31.7    3",
        "  3 ↓1  54  Gibbs           ~0.8   ~31.7    3",
        "  4      5  Larson          ~0.8   ~31.7    3",
        "  5     19  Truex Jr        ~0.8   ~31.7    3",
        "  6     11  Hamlin          ~0.8   ~31.7    3",
        "  7     48  Bowman          ~0.8   ~31.7    3",
        "  8     10  Gragson         ~0.8   ~31.7    3",
        "  9     20  Bell            ~0.8   ~31.7    3",
        " 10      1  Chastain        ~0.8   ~31.7    3",
        " 11      9  Elliott         ~0.8   ~31.7    3",
        " 12     24  Byron           ~0.8   ~31.7    3",
        " 13      6  Keselowski      ~0.8   ~31.7    3",
        " 14     34  McDowell        ~0.8   ~31.7    3",
        " 15     45  Reddick         ~0.8   ~31.7    3",
        "16  2 12 77 47 23 22  3 38 71 84 51  4  7 41",
        "30 99 14 33 31 42 16 21 43 15",
    ]


def test_a_wide_board_under_green() -> None:
    text = shown(GREEN, 70, 34, chosen="17")
    assert text[:5] == [
        " pos   car  driver                   int       gap    last led st net",
        "▌ 1     17  Chris Buescher        leader         · ~31.7    11  3 +11",
        "  2 ↑1   8  Kyle Busch            ~0.8      ~0.8   ~31.7     ·  3  +3",
        "  3 ↓1  54  Ty Gibbs              ~0.8      ~1.6   ~31.7     ·  3  +3",
        "  4      5  Kyle Larson           ~0.8      ~2.4   ~31.7    44  3   ·",
    ]
    assert text[-2:] == [
        " 32     33  Austin Hill           ~0.8     ~24.8   ~31.7     ·  3   ·",
        " 33  31  42  16  21  43  15",
    ]


def test_a_very_wide_board_under_green() -> None:
    of = msgspec.structs.replace(GREEN, stages=(stage_order(1, GREEN),))
    text = shown(of, 118, 40, chosen="17", traces={"17": (1,) * 24, "8": (9,) * 23 + (2,)})
    assert text[1:6] == [
        "▌ 1     17  Chris Buescher     Ford       leader         · ~31.7   ~30.4    11 █▊"
        "       3 118  1 +11   · ⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒",
        "  2 ↑1   8  Kyle Busch         Chevrolet  ~0.8      ~0.8   ~31.7   ~30.4     ·"
        "          3 118  2  +3   · ⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡈",
        "  3 ↓1  54  Ty Gibbs           Toyota     ~0.8      ~1.6   ~31.7   ~30.4     ·"
        "          3 118  3  +3   ·",
        "  4      5  Kyle Larson        Chevrolet  ~0.8      ~2.4   ~31.7   ~30.4    44 ███████"
        "  3 118  4   ·   ·",
        "  5     19  Martin Truex Jr    Toyota     ~0.8      ~3.2   ~31.7   ~30.4     ·"
        "          3 118  5   ·   ·",
    ]
    assert text[38:] == [
        " 38     15  Riley Herbst       Ford       ~0.8     ~29.6   ~31.7   ~30.4     ·"
        "          3 118 38   ·   ·",
        "",
    ]


def test_exact_values_stand_out_under_the_same_decimal_point() -> None:
    of = state(
        [
            running(1, "5", basis="official", last_lap=300_970, last_lap_exact=True),
            running(2, "17", basis="official", gap=1_380, interval=1_380),
            running(3, "19", gap=3_470, interval=2_090),
        ]
    )
    assert shown(of, 70, 4)[1:] == [
        "  1      5  Kyle Larson           leader         ·  30.097   ·  3   ·",
        "  2     17  Chris Buescher         0.138     0.138 ~31.7     ·  3   ·",
        "  3     19  Martin Truex Jr       ~0.2      ~0.3   ~31.7     ·  3   ·",
    ]


def test_an_interval_to_a_rebuilt_car_is_rebuilt() -> None:
    of = state([running(1, "5"), running(2, "17", basis="official", gap=1_380, interval=1_380)])
    assert "~0.1      ~0.1" in shown(of, 70, 3)[2]


def test_a_car_off_the_lead_lap_is_told_in_laps() -> None:
    row = running(2, "15", laps_down=1, gap=None, interval=None)
    of = state([running(1, "5"), row])
    assert shown(of, 70, 3)[2].startswith("  2     15  Riley Herbst               ·   ~−1 lap ")
    assert "~−1 lap" in shown(of, 46, 3)[2]


def cells_of(text: str, head: str, heads: str, width: int) -> str:
    """What stands under a head that is right-aligned in a column of this width."""
    end = heads.index(f" {head}") + 1 + len(head)
    return text[end - width : end].strip()


def test_gaps_never_fall_down_the_board_and_what_takes_their_place_says_why() -> None:
    """Two cars of a stop are yet to cross: their gaps are of the lap before, and no longer true."""
    of = state(
        [
            running(1, "5"),
            running(2, "17", gap=300_000, interval=300_000),
            running(3, "8", laps=136, pit_lap=137, status="pit", gap=60_000, interval=None),
            running(4, "54", laps=136, pit_lap=137, gap=70_000, interval=10_000),
            running(5, "19", laps=136, gap=80_000, interval=10_000),
            running(6, "11", laps=136, gap=310_000, interval=230_000),
        ]
    )
    heads, *rows = shown(of, 70, 8)[:7]
    gaps = ["·", "~30.0", "in pits", "out lap", "·", "~31.0"]
    assert [cells_of(row, "gap", heads, 9) for row in rows] == gaps
    ints = ["leader", "~30.0", "·", "~1.0", "~1.0", "~23.0"]
    assert [cells_of(row, "int", heads, 7) for row in rows] == ints
    ints[2] = "in pits"
    narrow, *rows = shown(of, 46, 8)[:7]
    assert [cells_of(row, "int", narrow, 8) for row in rows] == ints


def test_an_interval_to_a_car_a_lap_on_is_not_that_of_the_lap_before() -> None:
    of = state(
        [
            running(1, "5"),
            running(2, "17", gap=300_000),
            running(3, "8", laps=136, pit_lap=137, gap=60_000, interval=4_000),
        ]
    )
    heads, *rows = shown(of, 70, 5)[:4]
    assert cells_of(rows[2], "int", heads, 7) == "·"
    assert cells_of(rows[2], "gap", heads, 9) == "out lap"
    heads, *rows = shown(of, 46, 5)[:4]
    assert cells_of(rows[2], "int", heads, 8) == "out lap"


def test_a_car_that_a_ruling_put_behind_says_so_in_place_of_its_gap() -> None:
    order = [
        running(1, "5", basis="official"),
        running(2, "17", basis="official", gap=20_000),
        running(3, "8", basis="official", gap=10_000),
    ]
    of = state(order, flag="chequered", finished=True, lap=137)
    heads, *rows = shown(of, 70, 5)[:4]
    assert [cells_of(row, "margin", heads, 9) for row in rows] == ["winner", "+2.000", "ruling"]
    heads, *rows = shown(of, 46, 5, view="intervals")[:4]
    assert cells_of(rows[0], "int", heads, 8) == "·"


def test_a_car_that_is_out_has_no_arrow_and_its_laps_down_are_no_estimate() -> None:
    of = state([running(1, "5"), running(2, "24", status="out", change=-3, laps=54, laps_down=83)])
    heads, _, out = shown(of, 70, 4)[:3]
    assert out.startswith("  2     24  ")
    assert cells_of(out, "gap", heads, 9) == "−83 laps"


def test_a_number_without_room_is_left_out_and_never_cut() -> None:
    of = state([running(1, "5", net=-123, stops=100)])
    heads, row = shown(of, 70, 3)[:2]
    assert cells_of(row, "net", heads, 3) == "·"
    assert cells_of(row, "st", heads, 2) == "·"


def test_cars_out_and_in_the_pits_say_so_in_the_drivers_cell() -> None:
    of = state(
        [
            running(1, "5"),
            running(2, "24", status="pit"),
            running(3, "84", status="out"),
            running(4, "47", status="out"),
        ]
    )
    assert [text[12:25] for text in shown(of, 46, 5)[2:]] == [
        "Byron      IN",
        "Johnson × out",
        "Stenhouse…  ×",
    ]


def test_under_yellow_the_columns_tell_who_stopped_when() -> None:
    of = state(
        [
            running(1, "5", laps=178, pit_lap=169),
            running(2, "8", laps=178, pit_lap=176, pit_time=None, status="pit"),
            running(3, "84", laps=175, pit_lap=169, status="out"),
            running(4, "9", laps=178, pit_lap=None, pit_time=None, stops=0),
        ],
        flag="yellow",
        caution=3,
    )
    assert shown(of, 70, 5) == [
        " pos   car  driver                    pit lap  age   pit s led st net",
        "  1      5  Kyle Larson                   169    9    37.4   ·  3   ·",
        "  2      8  Kyle Busch             IN     176    2       ·   ·  3   ·",
        "  3     84  Jimmie Johnson      × out     out    ·       ·   ·  3   ·",
        "  4      9  Chase Elliott                   ·    ·       ·   ·  0   ·",
    ]


def test_on_the_grid_the_columns_tell_who_qualified_how() -> None:
    of = field_state(flag="grid", lap=0)
    assert shown(of, 46, 18, chosen="17")[:3] == [
        " pos   car  driver            qual s      mph",
        "▌ 1     17  Buescher          29.556  182.702",
        "  2      8  Ky. Busch         29.621  182.297",
    ]
    assert shown(of, 118, 18)[1].endswith("Ford      Buescher Racing        Adam Stevens")


def test_at_the_finish_the_columns_tell_by_how_much() -> None:
    exact = {"basis": "official", "last_lap_exact": True, "last_lap": 308_460}
    of = state(
        [
            running(1, "5", change=1, **exact),
            running(2, "17", change=-1, gap=10, interval=10, **exact),
            running(3, "9", gap=600, interval=590, **exact),
        ],
        flag="chequered",
        finished=True,
    )
    assert shown(of, 46, 5, chosen="5") == [
        " pos   car  driver          margin    last st",
        "▌ 1 ↑1   5  Larson          winner  30.846  3",
        "  2 ↓1  17  Buescher        +0.001  30.846  3",
        "  3      9  Elliott         +0.060  30.846  3",
        "",
    ]


def test_before_the_ruling_nobody_is_called_the_winner() -> None:
    of = state([running(1, "17"), running(2, "5")], finished=True, provisional=True)
    assert "winner" not in "".join(shown(of, 46, 3))
    assert "leader" in shown(of, 46, 3)[1]


def test_a_view_overrides_the_moment_on_the_board() -> None:
    assert "pit lap" in shown(GREEN, 46, 18, view="stops")[0]
    assert "qual s" in shown(GREEN, 46, 18, view="grid")[0]
    assert "margin" in shown(GREEN, 46, 18, view="result")[0]


def test_the_rows_scroll_to_the_chosen_car() -> None:
    text = shown(GREEN, 46, 18, chosen="15")
    assert text[1][:10] == "  1     17"
    assert text[4] == " 4  5 19 11 48 10 20  1  9 24  6 34 45  2 12"
    assert text[5] == "18 77 47 23 22  3 38 71 84 51"
    assert text[-1].startswith("▌38     15  Herbst")


def test_numbers_of_three_characters_keep_a_blank_between_their_plates() -> None:
    field = [msgspec.structs.replace(e, car=f"0{e.car:>02}"[-3:]) for e in FIELD]
    of = field_state()
    order = tuple(msgspec.structs.replace(r, car=f"0{r.car:>02}"[-3:]) for r in of.order)
    text = shown(msgspec.structs.replace(of, order=order), 46, 18, field=field)
    assert text[1].startswith("  1     017 Buescher")
    assert text[-1].endswith(" 043 015")


def test_a_change_of_many_places_is_not_cut() -> None:
    of = state([running(1, "5"), running(2, "17", change=-21), running(3, "19", change=100)])
    text = shown(of, 46, 4)
    assert text[2].startswith("  2 ↓21 17  Buescher")
    assert text[3].startswith("  3↑100 19  Truex Jr")


def test_without_unicode_the_board_is_all_ascii() -> None:
    text = shown(with_rows(GREEN, running(30, "99", status="out")), 118, 40, "8", glyphs=ASCII)
    assert "".join(text).isascii()
    assert text[2].startswith("> 2 +1   #8 Kyle Busch")


def test_no_text_of_a_race_file_can_steer_the_terminal() -> None:
    evil = msgspec.structs.replace(
        FIELD[0],
        make="\x1b[2J",
        drivers=(msgspec.structs.replace(FIELD[0].drivers[0], last="\x1b]0;x\x07日本語の運転手"),),
    )
    board = RunningOrder(race([evil]))
    text: list[str] = []

    async def check(pilot: Pilot[None]) -> None:
        board.show(scene(state([running(1, "17")]), entries=[evil]))
        await pilot.pause()
        for y in range(2):
            strip = board.render_line(y)
            assert strip.cell_length == 118
            text.append(strip.text)

    run(board, 118, 2, check)
    assert "".join(text).isprintable()


def test_a_board_without_a_race_is_blank_below_its_heads() -> None:
    assert shown(None, 46, 3)[1:] == ["", ""]
    assert shown(state([]), 46, 3)[1:] == ["", ""]


def test_title_and_note_say_what_the_numbers_are() -> None:
    official = [running(n, e.car, basis="official") for n, e in enumerate(FIELD, 1)]
    told = [
        order_heading(scene(of), 70)[:2]
        for of in (
            field_state(flag="grid", lap=0),
            GREEN,
            state(official),
            state(official, finished=True, provisional=True),
            state(official, finished=True),
        )
    ]
    assert told == [
        ("Running order", "qualifying"),
        ("Running order", "~ rebuilt"),
        ("Running order", ""),
        ("Result", "provisional"),
        ("Result", "unofficial, 38 cars on the lead lap"),
    ]


def test_the_title_says_which_columns_are_chosen_and_who_is_followed() -> None:
    view = View(columns="stops", followed="5")
    heading = order_heading(scene(GREEN, view=view), 70)
    assert heading.note == "by stops, following 5, ~ rebuilt"
    assert order_heading(scene(GREEN, view=view), 46).note == "by stops, following 5"
    assert order_heading(scene(GREEN, view=View(followed="5")), 46).note == "following 5, ~ rebuilt"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (100, 16), (120, 40), (200, 60)])
@pytest.mark.parametrize("line", ["closed", "open"])
@pytest.mark.parametrize("car", [FIELD[0].car, FIELD[20].car, FIELD[37].car])
def test_the_followed_car_has_a_row_at_every_size(
    size: tuple[int, int], line: FinishLine, car: str
) -> None:
    for of in (GREEN, field_state(flag="chequered", finished=True)):
        shown = scene(of, view=View(followed=car, line=line), size=size)
        region = plan(PANES, shown, lambda pane, width: 8).region("order")
        assert region is not None
        rows = texts(RunningOrder, shown, region.width, region.height)
        marked = [row for row in rows if row.startswith("▌")]
        assert len(marked) == 1
        assert f" {car} " in marked[0]


def test_the_age_of_a_stop_is_0_until_the_car_has_crossed_the_line() -> None:
    in_the_pits = running(1, "17", laps=168, pit_lap=169, pit_time=None, status="pit")
    heads, row = shown(state([in_the_pits], flag="yellow"), 70, 2)
    age = heads.index("age")
    assert row[age : age + 3] == "  0"
