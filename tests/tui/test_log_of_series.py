"""The race log of other series: by time, of one class, with few stops, in the words that fit."""

from typing import Any

import pytest
from msgspec import structs
from tests.tui.scenes import scene
from tests.tui.test_class_panes import LE_MANS, le_mans

from replay.race.model import Driver, Entry
from replay.race.state import LogEntry
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.runs import text_of
from replay.tui.field_names import FieldNames
from replay.tui.log_filter import LogFilter
from replay.tui.panes.log_found import log_now
from replay.tui.panes.log_lines import FoldedLog, LogLine, line_row
from replay.tui.panes.log_look import LogLook, log_look
from replay.tui.view import View

HOUR = 3_600 * 10_000


def entry(
    kind: Any, car: str | None, text: str, detail: str | None = None, **more: Any
) -> LogEntry:
    return LogEntry(17 * HOUR + 19 * 600_000, 216, kind, car, text, detail, **more)


def line(of: LogEntry, width: int, look: LogLook | None = None, lap: bool = True) -> str:
    look = log_look(le_mans()) if look is None else look
    return text_of(line_row(LogLine(of), width, look, lap=lap)).rstrip()


def test_over_a_time_the_hour_and_minute_stand_before_a_line() -> None:
    pits = entry("pit stop", "6", "L. Vanthoor pits", "stop 20")
    assert line(pits, 48) == "17:19 ○   6  L. Vanthoor pits  stop 20"
    assert line(pits, 48, lap=False) == "      ○   6  L. Vanthoor pits  stop 20"


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (52, "17:19 ○   6  L. Vanthoor in for Estre  1:13, stop 20"),
        (44, "17:19 ○   6  L. Vanthoor in for Estre  1:13"),
        (40, "17:19 ○   6  L. Vanthoor in  1:13"),
        (34, "17:19 ○   6  L. Vanthoor in  1:13"),
        (30, "17:19 ○   6  L. Vanthoor in"),
    ],
)
def test_of_a_change_of_drivers_the_longest_words_that_fit_whole_are_told(
    width: int, words: str
) -> None:
    change = entry(
        "pit stop", "6", "L. Vanthoor in for Estre", "1:13, stop 20", brief="1:13",
        brief_text="L. Vanthoor in",
    )  # fmt: skip
    told = line(change, width)
    assert len(told) <= width
    assert told == words


def f1(glyphs: Glyphs = UNICODE, **more: Any) -> LogLook:
    entries = [
        Entry(car="33", drivers=(Driver(first="Max", last="Verstappen", code="VER"),)),
        Entry(car="44", drivers=(Driver(first="Lewis", last="Hamilton", code="HAM"),)),
    ]
    race = scene(entries=entries).race
    return LogLook(glyphs, FieldNames(race, glyphs), False, **more)


def test_a_stop_in_formula_1_tells_the_tyres_before_the_time() -> None:
    stop = entry("pit stop", "33", "Verstappen pits", "new hard, 21.2 s", brief="new hard")
    assert line(stop, 48, f1()) == "216 ○  VER  Verstappen pits  new hard, 21.2 s"
    assert line(stop, 38, f1()) == "216 ○  VER  Verstappen pits  new hard"
    assert line(stop, 32, f1()) == "216 ○  VER  Verstappen pits"


def test_four_stops_on_a_lap_are_told_in_codes_and_the_rest_by_their_number() -> None:
    log = tuple(
        structs.replace(entry("pit stop", car, "pits"), at=at)
        for at, car in enumerate(("33", "44", "1", "2", "3", "4"))
    )
    look = f1()
    (fold,) = FoldedLog(log)
    assert text_of(line_row(fold, 48, look)).rstrip() == "216 ○ 6 cars pit  VER HAM 1 2 3 4"
    assert text_of(line_row(fold, 38, look)).rstrip() == "216 ○ 6 cars pit  VER HAM 1 2 3 4"
    assert text_of(line_row(fold, 32, look)).rstrip() == "216 ○ 6 cars pit  VER HAM 1 2 +2"
    assert text_of(line_row(fold, 23, look)).rstrip() == "216 ○ 6 cars pit"
    assert len(FoldedLog(log[:3])) == 3
    assert len(FoldedLog(log, folded=0)) == 6


@pytest.mark.parametrize(
    ("glyphs", "signs"), [(UNICODE, "△▲▽■?"), (ASCII, "v!vX?")], ids=["unicode", "ascii"]
)
def test_the_sign_of_a_flag_says_how_far_it_neutralises(glyphs: Glyphs, signs: str) -> None:
    entries = (
        entry("caution", None, "VSC 1", neutralises="slow"),
        entry("caution", None, "Safety car 2", neutralises="bunch"),
        entry("flag", None, "Slow zone 3", neutralises="part"),
        entry("red flag", None, "Red flag", neutralises="stop"),
        entry("unseen", "33", "Verstappen unseen for 15 min"),
    )
    shown = "".join(line(of, 48, f1(glyphs), lap=False).split()[0] for of in entries)
    assert shown == signs


def test_a_flag_of_which_the_moment_is_estimated_says_so() -> None:
    flag = entry("caution", None, "Safety car 1", "accident", estimated=True)
    assert line(flag, 48, f1()) == "216 ▲ Safety car 1 ~  accident"
    assert line(flag, 48, f1(marks_estimates=False)) == "216 ▲ Safety car 1  accident"


LOG = (
    entry("pit stop", "6", "Estre stops", class_place=1),
    entry("pit stop", "31", "Gelael stops", class_place=4),
    entry("lead change", "8", "Buemi leads"),
    entry("lead change", "91", "Lietz leads GT3", race_class="LMGT3"),
    entry("caution", None, "FCY 1", neutralises="slow"),
)


def told(view: View) -> list[str]:
    return [e.text for e in log_now(le_mans(view=view, log=LOG)).entries]


def test_of_an_endurance_race_the_stops_of_the_first_three_and_of_the_chosen_car_are_told() -> None:
    assert told(View()) == ["Estre stops", "Buemi leads", "Lietz leads GT3", "FCY 1"]
    assert told(View(place=4))[1] == "Gelael stops"
    every = View(filter=LogFilter(kind="all"))
    assert told(every) == [entry.text for entry in LOG]
    assert told(View(filter=LogFilter(kind="stops"))) == ["Estre stops", "Gelael stops"]
    assert told(View(filter=LogFilter(car="31"))) == ["Gelael stops"]


def test_of_one_class_alone_only_its_lines_and_the_flags_are_told() -> None:
    assert told(View(order_by="LMGT3", place=2)) == ["Gelael stops", "Lietz leads GT3", "FCY 1"]
    assert LE_MANS.classes[1].name == "LMGT3"


def test_without_classes_every_line_is_told() -> None:
    of = scene(log=LOG)
    assert log_now(of).entries is of.frame.log
