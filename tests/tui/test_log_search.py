"""What of the log is shown and found, as pure functions of a scene."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.scenes import scene
from tests.tui.states import FIELD

from replay.race.state import LogEntry, LogKind
from replay.tui.drawing.runs import Row, length, text_of
from replay.tui.log_filter import LogFilter, id_of
from replay.tui.panes.log_choice import kinds_of, next_kind
from replay.tui.panes.log_found import current_match, log_now, matches
from replay.tui.panes.log_head import chip_at, chips_row, search_row
from replay.tui.panes.log_ink import LogInk
from replay.tui.panes.log_lines import FoldedLog, LogLine, line_row
from replay.tui.panes.log_look import log_look
from replay.tui.scene import Scene
from replay.tui.view import View

NAMES = {entry.car: entry.drivers[0].short or entry.drivers[0].last for entry in FIELD}


def entry(
    at: int, kind: LogKind, car: str | None, words: str, detail: str | None = None, **more: Any
) -> LogEntry:
    text = f"{NAMES[car]} {words}" if car else words
    return LogEntry(at, at // 10, kind, car, text, detail, **more)


LOG = (
    entry(1, "green", None, "Green flag"),
    entry(20, "lead change", "1", "leads", "passes 20"),
    entry(40, "pit stop", "17", "pits", "17.5 s, held up by 41, −7"),
    entry(41, "pit stop", "7", "pits", "7.1 s"),
    entry(170, "caution", None, "Caution 4", "#7, 31, 33 incident, turn 2", cars=("7", "31", "33")),
    entry(171, "free pass", "99", "free pass"),
    entry(172, "pit stop", "5", "pits", "43.1 s"),
    entry(173, "pit stop", "8", "pits"),
    entry(174, "pit stop", "54", "pits"),
    entry(175, "pit stop", "17", "pits"),
    entry(180, "restart", None, "Restart"),
    entry(181, "lead change", "17", "leads", "on the restart"),
    entry(182, "penalty", "5", "penalty", "too fast on pit road, 20 laps"),
    entry(190, "retirement", "84", "out", "accident, 17 laps"),
    entry(195, "stage", "17", "wins stage 2", "then 1 5 20", number=2),
)


def searched(pattern: str, log: tuple[LogEntry, ...] = LOG, **more: Any) -> Scene:
    return scene(log=log, view=View(filter=LogFilter(typed=pattern, pattern=pattern, **more)))


def texts(pattern: str) -> list[str]:
    return [one.text for one in log_now(searched(pattern)).found or ()]


# -- what is found


def test_words_of_text_and_detail_are_found_whatever_their_case() -> None:
    assert texts("LEADS") == ["Chastain leads", "Buescher leads"]
    assert texts("held up") == ["Buescher pits"]


def test_drivers_are_found_by_first_names_and_without_accents() -> None:
    assert texts("^99|suarez") == ["Suárez free pass"]
    assert texts("súarez") == ["Suárez free pass"]
    assert texts("daniel") == ["Suárez free pass"]


def test_digits_find_whole_car_numbers_and_never_laps_or_seconds() -> None:
    assert texts("7") == ["LaJoie pits", "Caution 4"]
    assert texts("17") == [
        "Buescher pits",
        "Buescher pits",
        "Buescher leads",
        "Buescher wins stage 2",
    ]
    assert texts("20") == ["Chastain leads", "Buescher wins stage 2"]
    assert texts("41") == ["Buescher pits"]
    assert texts("43") == []
    assert texts("2") == texts("4") == texts("1[.]5") == []


def test_digits_in_the_name_of_a_thing_are_found_with_its_word() -> None:
    assert texts("caution 4") == ["Caution 4"]
    assert texts("turn 2") == ["Caution 4"]
    assert texts("stage 2") == ["Buescher wins stage 2"]


def test_a_regular_expression_goes_over_number_words_and_detail() -> None:
    assert texts("17.*leads") == ["Buescher leads"]
    assert texts("penalty|free pass") == ["Suárez free pass", "Larson penalty"]
    assert texts(r"\bout\b.*accident") == [f"{NAMES['84']} out"]


def test_matches_are_the_times_of_what_is_shown_and_found() -> None:
    assert matches(searched("17")) == (40, 175, 181, 195)
    assert matches(scene(log=LOG)) == ()
    assert matches(searched("17", kind="leads")) == (181,)
    assert matches(searched("17", car="5")) == ()


def test_the_current_match_is_the_last_or_that_under_the_cursor_of_the_log() -> None:
    assert current_match(searched("17")) == 195
    assert current_match(searched("17", line=id_of(LOG[2]))) == 40
    assert current_match(searched("17", line=id_of(LOG[0]))) == 195
    assert current_match(searched("nobody")) is None


def test_a_log_that_grows_or_goes_back_is_found_as_if_it_were_new() -> None:
    for count in (3, 12, 5, len(LOG), 0, len(LOG)):
        log = LOG[:count]
        assert matches(searched("17", log)) == tuple(
            at for at in (40, 175, 181, 195) if at <= (log[-1].at if log else 0)
        )


def test_a_detail_that_comes_to_be_known_is_searched_then() -> None:
    early = LogEntry(40, 4, "pit stop", "17", "Buescher pits")
    before = (*LOG[:2], early, *LOG[3:])
    assert matches(searched("held up", before)) == ()
    assert matches(searched("held up", LOG)) == (40,)
    assert matches(searched("held up", before)) == ()


def test_a_pattern_that_is_too_slow_is_told_and_finds_nothing() -> None:
    slow = (*LOG, entry(200, "penalty", "5", "penalty", "ab" * 60 + "c"))
    of = searched("((a|ab|b)+)+$", slow)
    assert matches(of) == ()
    assert "× too slow" in text_of(search_row(of, 60))


@given(st.lists(st.sampled_from(LOG), max_size=12), st.sampled_from(("17", "pits", "l.*s", "x")))
def test_what_is_found_does_not_depend_on_what_was_searched_before(
    entries: list[LogEntry], pattern: str
) -> None:
    log = tuple(sorted(set(entries), key=lambda one: one.at))
    alone = tuple(one.at for one in log if matches(searched(pattern, (one,))))
    assert matches(searched(pattern, log)) == alone


# -- kinds


def test_every_kind_has_its_count_of_what_has_been_seen() -> None:
    assert log_now(scene(log=LOG)).counts == {
        "all": 15, "story": 8, "leads": 2, "cautions": 3, "stops": 6, "trouble": 2,
    }  # fmt: skip
    assert log_now(scene(log=LOG[:3])).counts == {"all": 3, "story": 2, "leads": 1, "stops": 1}


def test_the_lines_of_one_car_are_those_that_name_it_and_so_are_the_counts() -> None:
    of = scene(log=LOG, view=View(filter=LogFilter(car="7")))
    assert [one.at for one in log_now(of).entries] == [41, 170]
    assert log_now(of).counts == {"all": 2, "story": 1, "cautions": 1, "stops": 1}


def test_the_kinds_come_in_turn() -> None:
    of = scene(log=LOG)
    assert kinds_of(of) == ("all", "story", "leads", "cautions", "stops", "trouble")
    assert (next_kind(of, 1), next_kind(of, -1)) == ("story", "trouble")


# -- the rows above


def chips(width: int, **more: Any) -> str:
    return text_of(chips_row(scene(log=LOG, view=View(filter=LogFilter(**more))), width))


def test_chips_have_words_where_there_is_room_and_else_the_signs_of_their_lines() -> None:
    assert chips(64) == "[all 15]  story 8  leads 2  cautions 3  stops 6  trouble 2"
    assert chips(48) == "[all 15]  story 8  » 2  ▲ 3  ○ 6  ! 2"
    assert chips(34) == "[all 15] story 8 » 2 ▲ 3 ○ 6 ! 2"
    assert chips(30) == "[all 15] story 8 »2 ▲3 ○6 !2"


def test_a_chip_without_room_is_left_out_but_not_the_chosen_one() -> None:
    assert chips(24, kind="trouble") == "all 15 story 8 »2 [!2]"
    assert chips(12, kind="trouble") == "all 15 [!2]"


def test_the_plate_of_the_car_whose_lines_are_shown_follows_in_brackets() -> None:
    assert chips(48, car="17", kind="leads") == "all 4  story 2  [» 1]  [ 17 ]  ▲ 0  ○ 2  ! 0"


def test_a_chip_is_found_where_it_is_pressed() -> None:
    of = scene(log=LOG, view=View(filter=LogFilter(car="17")))
    row = text_of(chips_row(of, 48))
    assert row == "[all 4]  [ 17 ]  story 2  » 1  ▲ 0  ○ 2  ! 0"
    pressed = {sign: chip_at(of, 48, row.index(sign)) for sign in ("all", "17", "story", "»", "!")}
    assert pressed == {"all": "all", "17": "", "story": "story", "»": "leads", "!": "trouble"}
    assert chip_at(of, 48, row.index("story") - 1) is None
    assert chip_at(of, 48, 47) is None


@given(st.integers(1, 130), st.sampled_from(("", "story", "trouble", "stops")), st.booleans())
def test_chips_never_take_more_than_their_room_but_for_the_chosen_one(
    width: int, kind: str, own: bool
) -> None:
    row = chips_row(
        scene(log=LOG, view=View(filter=LogFilter(kind=kind, car="17" if own else None))), width
    )
    assert length(row) <= max(width, 16)
    assert "…" not in text_of(row)


def search(width: int, **more: Any) -> str:
    return text_of(search_row(scene(log=LOG, view=View(filter=LogFilter(**more))), width))


def test_the_row_of_the_search_says_what_was_found_so_far() -> None:
    assert search(48, typed="17", pattern="17") == f"{'/17':<35}1 of 4 so far"
    assert search(40, typed="17", pattern="17", typing=True) == f"{'/17▏':<27}1 of 4 so far"
    none = f"{'/nobody':<25}no match before lap 137"
    assert search(48, typed="nobody", pattern="nobody") == none


def test_a_bad_pattern_is_told_in_its_row_and_the_last_good_one_stays() -> None:
    of = scene(log=LOG, view=View(filter=LogFilter(typed="17(", pattern="17", typing=True)))
    assert text_of(search_row(of, 40)) == f"{'/17(▏':<28}× unclosed ("
    assert matches(of) == (40, 175, 181, 195)


def test_of_what_is_too_long_for_its_row_the_end_is_seen() -> None:
    row = search(30, typed="a" * 40 + "pits", pattern="", typing=True)
    assert len(row) == 30
    assert "pits▏" in row


# -- inks


def row(of: Scene, at: int, *, current: bool = False, width: int = 60) -> Row:
    now = log_now(of)
    hit = LOG[at] in (now.found or ())
    ink = LogInk(now.pattern, dim=not hit, current=current)
    return line_row(LogLine(LOG[at]), width, log_look(of), ink=ink)


def test_the_words_that_are_found_are_inverted_and_the_current_ones_in_the_accent() -> None:
    of = searched("buescher")
    assert ("Buescher", "found ink_soft") in row(of, 11)
    assert ("Buescher", "found accent") in row(of, 11, current=True)
    assert (" leads", "soft") in row(of, 11)
    assert ("restart", "found ink_soft") in row(searched("restart"), 11)


def test_a_car_that_is_found_by_its_number_has_its_plate_inverted() -> None:
    assert (" 17 ", "found ink_soft") in row(searched("17"), 11)
    assert ("Buescher", "bold") in row(searched("17"), 11)


def test_what_is_found_in_what_does_not_stand_there_is_shown_by_the_name() -> None:
    assert ("Suárez", "found ink_soft") in row(searched("daniel"), 5)
    assert ("Buescher", "found ink_soft") in row(searched("held up"), 2, width=30)


def test_a_line_that_is_not_found_steps_back_and_keeps_the_paint_of_its_plate() -> None:
    roles = {role for text, role in row(searched("buescher"), 1) if text.strip()}
    assert roles == {"mute", "plate 1"}


def test_of_stops_in_one_line_those_that_are_found_come_first() -> None:
    of = searched("54|8")
    (fold,) = [line for line in FoldedLog(LOG) if line.stops]
    drawn = line_row(fold, 40, log_look(of), ink=LogInk(log_now(of).pattern))
    assert text_of(drawn).rstrip() == " 17 ○ 4 cars pit  8 54 5 17"
    assert [text for text, role in drawn if role == "found ink_soft"] == ["8", "54"]


@pytest.mark.parametrize("width", [20, 32, 48, 80])
def test_nothing_in_the_log_is_cut(width: int) -> None:
    of = searched("17")
    for line in FoldedLog(LOG):
        for ink in (LogInk(), LogInk(log_now(of).pattern), LogInk(dim=True)):
            told = line_row(line, width, log_look(of), ink=ink)
            assert "…" not in text_of(told)
            assert length(told) <= width
