from collections.abc import Sequence
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.scenes import race
from tests.tui.states import FIELD

from replay.race.state import LogEntry, LogKind
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.runs import length, text_of
from replay.tui.field_names import FieldNames
from replay.tui.panes.log_lines import FoldedLog, LogLine, line_row, reason_rows, shortened
from replay.tui.panes.log_look import FOLDED, LogLook

NAMES = {entry.car: entry.drivers[0].short or entry.drivers[0].last for entry in FIELD}
RACE = race()


def look(glyphs: Glyphs = UNICODE, **more: Any) -> LogLook:
    return LogLook(glyphs, FieldNames(RACE, glyphs), **more)


CARS = [entry.car for entry in FIELD]


def reasoned(log: Sequence[LogEntry], width: int, glyphs: Glyphs = UNICODE) -> FoldedLog:
    """Fold a log with the reasons as they stand in a log of this width."""
    return FoldedLog(log, lambda entry: reason_rows(entry, width, look(glyphs)))


def stop(at: int, car: str, lap: int = 264, detail: str | None = "38.0 s") -> LogEntry:
    return LogEntry(at, lap, "pit stop", car, f"{NAMES[car]} pits", detail)


def lead(at: int, car: str, lap: int = 264, detail: str | None = None) -> LogEntry:
    return LogEntry(at, lap, "lead change", car, f"{NAMES[car]} leads", detail)


def flag(at: int, kind: LogKind, lap: int, text: str) -> LogEntry:
    return LogEntry(at, lap, kind, None, text)


def text(
    entry: LogEntry | LogLine, width: int = 48, glyphs: Glyphs = UNICODE, lap: bool = True
) -> str:
    line = entry if isinstance(entry, LogLine) else LogLine(entry)
    return text_of(line_row(line, width, look(glyphs), lap=lap)).rstrip()


# -- folding ----------------------------------------------------------------------------------


def test_the_newest_line_comes_first() -> None:
    log = (lead(1, "17", 126), stop(2, "45", 127))
    assert [line.entry for line in FoldedLog(log)] == [log[1], log[0]]


def test_two_stops_on_a_lap_stay_two_lines() -> None:
    assert len(FoldedLog((stop(1, "17"), stop(2, "5")))) == 2


def test_four_stops_on_a_lap_are_one_line() -> None:
    log = (stop(1, "17"), stop(2, "5"), stop(3, "11"), stop(4, "9"))
    assert tuple(FoldedLog(log)) == (LogLine(log[3], log),)
    assert text(FoldedLog(log)[0]) == "264 ○ 4 cars pit  17 5 11 9"
    assert len(FoldedLog(log[:3])) == 3


def test_stops_on_another_lap_are_another_line() -> None:
    log = (stop(1, "17", 263), stop(2, "5"), stop(3, "11"), stop(4, "9"))
    assert len(FoldedLog(log)) == 4


def test_stops_under_another_flag_are_another_line() -> None:
    log = (
        stop(1, "17"),
        stop(2, "5"),
        flag(3, "caution", 264, "Caution 7"),
        stop(4, "11"),
        stop(5, "9"),
        stop(6, "19"),
        stop(7, "8"),
    )
    assert [text(line) for line in FoldedLog(log)] == [
        "264 ○ 4 cars pit  11 9 19 8",
        "264 ▲ Caution 7",
        "264 ○   5  Larson pits  38.0 s",
        "264 ○  17  Buescher pits  38.0 s",
    ]


def test_a_lead_change_between_stops_does_not_part_them() -> None:
    log = (stop(1, "17"), stop(2, "5"), lead(3, "6"), stop(4, "11"), stop(5, "9"))
    assert [text(line, lap=False) for line in FoldedLog(log)] == [
        "    ○ 4 cars pit  17 5 11 9",
        "    »   6  Keselowski leads",
    ]


def test_a_folded_line_began_with_its_first_stop() -> None:
    log = (stop(11, "17"), stop(22, "5"), stop(33, "11"), stop(44, "9"))
    assert FoldedLog(log)[0].at == 11


def test_a_car_that_stops_twice_on_a_lap_is_counted_once() -> None:
    log = tuple(stop(at, car) for at, car in enumerate(["17", "5", "17", "9"]))
    assert text(FoldedLog(log)[0]) == "264 ○ 3 cars pit  17 5 9"


kinds: st.SearchStrategy[LogKind] = st.sampled_from(
    ["pit stop", "lead change", "caution", "restart", "retirement"]
)


@given(st.lists(st.tuples(kinds, st.integers(0, 3), st.sampled_from(CARS)), max_size=40))
def test_folding_loses_and_doubles_nothing(parts: list[tuple[LogKind, int, str]]) -> None:
    lap, log = 0, []
    for at, (kind, step, car) in enumerate(parts):
        lap += step // 3
        log.append(LogEntry(at, lap, kind, car, f"{NAMES[car]} something"))
    lines = FoldedLog(log)
    told = [entry for line in lines for entry in (line.stops or (line.entry,))]
    assert sorted(told, key=lambda entry: entry.at) == log
    assert all(len(line.stops) >= FOLDED for line in lines if line.stops)
    ends = [line.entry.at for line in lines]
    assert ends == sorted(ends, reverse=True)


# -- one line ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "drawn"),
    [
        (lead(1, "17", 126, "Reddick pits"), "126 »  17  Buescher leads  Reddick pits"),
        (stop(1, "45", 125, "37.4 s"), "125 ○  45  Reddick pits  37.4 s"),
        (flag(1, "restart", 88, "Restart"), " 88 ▶ Restart"),
        (
            LogEntry(1, 81, "caution", None, "Caution 1", "stage break", 1),
            " 81 ▲ Caution 1  stage break",
        ),
        (LogEntry(1, 81, "free pass", "41", "Preece free pass"), " 81 +  41  Preece free pass"),
        (
            LogEntry(1, 176, "retirement", "84", "J. Johnson out", "crash, 175 laps"),
            "176 ×  84  J. Johnson out  crash, 175 laps",
        ),
        (LogEntry(1, 170, "penalty", "17", "Buescher penalty"), "170 !  17  Buescher penalty"),
        (
            LogEntry(1, 175, "fastest lap", "5", "Larson fastest lap", "30.097 s"),
            "175 *   5  Larson fastest lap  30.097 s",
        ),
        (
            LogEntry(1, 80, "stage", "11", "Hamlin wins stage 1", "then 1 5 20 17"),
            " 80 ◆  11  Hamlin wins stage 1  then 1 5 20 17",
        ),
        (flag(1, "white flag", 267, "White flag"), "267 □ White flag"),
        (LogEntry(1, 268, "ruling", "5", "Larson wins"), "268 ▚   5  Larson wins"),
        (LogEntry(1, 268, "time added", "5", "Larson +5 s"), "268 !   5  Larson +5 s"),
        (LogEntry(1, 268, "exclusion", "5", "Larson excluded"), "268 ×   5  Larson excluded"),
        (LogEntry(1, 20, "red flag", None, "Red flag", "rain"), " 20 ■ Red flag  rain"),
        (LogEntry(1, 20, "flag", None, "safety car"), " 20 · safety car"),
        (LogEntry(1, 4000, "flag", None, "safety car"), "4000 · safety car"),
    ],
)
def test_each_kind_of_line(entry: LogEntry, drawn: str) -> None:
    assert text(entry) == drawn


def test_the_lap_is_printed_only_where_asked_for() -> None:
    assert text(lead(1, "17"), lap=False) == "    »  17  Buescher leads"


def test_ascii_lines_keep_their_columns() -> None:
    assert text(lead(1, "99", detail="Suárez’s"), 48, ASCII) == "264 >>  #99 Suarez leads  Suarez's"
    assert text(flag(1, "white flag", 267, "White flag"), 48, ASCII) == "267 [] White flag"


def test_in_ascii_too_every_kind_has_a_sign_of_its_own() -> None:
    kinds = set(get_args(LogKind)) - {"flag"}
    for glyphs in (UNICODE, ASCII):
        signs = [
            line_row(LogLine(flag(1, kind, 5, "Words")), 48, look(glyphs))[2][0] for kind in kinds
        ]
        assert all(sign.strip() for sign in signs)
        # Green and restart are one flag, and so are the chequered one and what the camera rules; a
        # penalty is one before and after the flag, and a car that is out is out.
        assert len(set(signs)) == len(kinds) - 4


def test_the_surname_of_a_lead_change_is_bold_and_of_a_stop_is_not() -> None:
    row = line_row(LogLine(lead(1, "17")), 48, look())
    assert ("Buescher", "bold") in row
    assert (" leads", "soft") in row
    assert ("Buescher", "full") in line_row(LogLine(stop(1, "17")), 48, look())


def test_the_newest_line_has_a_bold_lap_and_name() -> None:
    row = line_row(LogLine(stop(1, "17")), 48, look(), newest=True)
    assert row[0] == ("264", "bold")
    assert ("Buescher", "bold") in row


def test_the_cursor_has_a_sign() -> None:
    row = line_row(LogLine(stop(1, "17")), 48, look(), marked=True)
    assert text_of(row) == "264▌○  17  Buescher pits  38.0 s"


# -- room -------------------------------------------------------------------------------------


def test_a_detail_that_does_not_fit_is_left_out_whole() -> None:
    entry = lead(1, "45", 119, "Larson pits")
    assert text(entry, 37) == "119 »  45  Reddick leads  Larson pits"
    assert text(entry, 36) == "119 »  45  Reddick leads"


def test_a_fold_shows_as_many_whole_numbers_as_fit() -> None:
    log = tuple(stop(at, car) for at, car in enumerate(CARS[:25]))
    line = FoldedLog(log)[0]
    assert text(line, 32) == "264 ○ 25 cars pit  17 8 54 5 +21"
    assert text(line, 25) == "264 ○ 25 cars pit  17 +24"
    assert text(line, 20) == "264 ○ 25 cars pit"
    assert text(line, 120).endswith("22 3 38 71 84")


@given(st.integers(0, 130))
def test_no_number_is_ever_cut(width: int) -> None:
    log = tuple(stop(at, car) for at, car in enumerate(CARS[:25]))
    words = text(FoldedLog(log)[0], width).split()
    assert set(words) <= {"264", "○", "25", "cars", "pit", *CARS, *(f"+{n}" for n in range(1, 25))}


def test_a_long_name_loses_whole_words_and_is_then_left_to_the_plate() -> None:
    entry = LogEntry(1, 81, "free pass", "47", "Stenhouse Jr free pass")
    assert text(entry, 33) == " 81 +  47  Stenhouse Jr free pass"
    assert text(entry, 32) == " 81 +  47  Stenhouse free pass"
    assert text(entry, 30) == " 81 +  47  Stenhouse free pass"
    assert text(entry, 29) == " 81 +  47  free pass"


def test_then_words_are_left_out_whole() -> None:
    entry = LogEntry(1, 268, "chequered flag", "17", "Buescher takes the chequered flag")
    assert text(entry, 43) == "268 ▚  17  takes the chequered flag"
    assert text(entry, 32) == "268 ▚  17  takes the chequered"


def test_a_sentence_keeps_its_numbers_whole_or_loses_them() -> None:
    assert shortened("", "Race is now 268 laps", 14) == ("", "Race is now")
    assert shortened("", "268 laps", 2) == ("", "")


# -- reasons ----------------------------------------------------------------------------------

REASONS = (
    LogEntry(3, 185, "caution", None, "Caution 4", "#2, 11, 23, 34 incident, backstretch", 4),
    LogEntry(
        2, 170, "penalty", "17", "Buescher penalty", "crew over the wall too soon, to the tail"
    ),
    LogEntry(
        1, 170, "pit stop", "17", "Buescher pits", "38.7 s, in for fuel and for four new tyres"
    ),
)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("width", [40, 48, 60, 80])
def test_the_reason_of_a_caution_or_penalty_stands_whole_on_its_line_or_below(
    width: int, glyphs: Glyphs
) -> None:
    lines = reasoned(REASONS, width, glyphs)
    rows = [line_row(line, width, look(glyphs)) for line in lines]
    told = " ".join(" ".join(text_of(row).split()) for row in rows)
    assert all(length(row) <= width for row in rows)
    for entry in REASONS[:2]:
        assert entry.detail is not None
        assert entry.detail in told
    assert [line for line in lines if line.part and line.entry.kind == "pit stop"] == []


def test_at_48_columns_a_long_reason_stands_below_its_line() -> None:
    lines = reasoned(REASONS[:1], 48)
    assert [text_of(line_row(line, 48, look())) for line in lines] == [
        "185 ▲ Caution 4",
        "      #2, 11, 23, 34 incident, backstretch",
    ]


def test_a_narrow_log_has_no_lines_for_reasons() -> None:
    assert list(reasoned(REASONS, 39)) == [LogLine(entry) for entry in reversed(REASONS)]
