"""What is typed while a race is read: where it leads, what is told, and what is refused."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.futures import TwoFutures, later_finish, two_futures
from tests.laws import examples
from tests.plain.readers import reader_of, shipped_timeline, tiny_timeline
from tests.strategies import finish_only_races

from replay.plain.reader import MOST_TYPED, PlainReader
from replay.plain.reader_help import HELP
from replay.race.model import Race
from replay.race.text import is_text
from replay.race.timeline import Timeline

KANSAS = shipped_timeline("kansas-2024")


@pytest.fixture
def reader() -> PlainReader:
    return reader_of(tiny_timeline())


def typed(reader: PlainReader, *words: str) -> list[str]:
    return [line for one in words for line in reader.answer(one)]


def test_a_reader_begins_with_the_race_its_grid_and_where_help_is(reader: PlainReader) -> None:
    lines = reader.greeting()
    assert lines[0] == "Race: Tiny 10, race 1 of 3"
    assert lines[-5:] == [
        "Lap 0 of 10, grid, 0:00:00",
        "1st: 24 Lovell",
        "2nd: 1 Nuñez",
        "3rd: 07 J. Field",
        "Type `help` for what can be typed, `quit` to leave.",
    ]
    assert reader.prompt == "lap 0 of 10> "


def test_enter_reads_line_by_line(reader: PlainReader) -> None:
    assert typed(reader, "", "next", "") == [
        "Lap 1: Green flag",
        "Lap 2: 1 Nuñez leads, passes 24 Lovell",
        "Lap 3: 24 Lovell leads, passes 1 Nuñez",
    ]
    assert typed(reader, "read all")[-2:] == [
        "Lap 10: 1 Nuñez leads, by the camera",
        "Lap 10: 1 Nuñez wins, 0.001 s ahead of 24, by the camera",
    ]
    assert typed(reader, "next", "read 5") == ["This is the end of the record."] * 2


def test_a_lap_tells_where_the_race_stands_there(reader: PlainReader) -> None:
    assert (
        typed(reader, "lap 6")
        == typed(reader, "6")
        == [
            "Lap 6 of 10, green, 0:03:43",
            "1st: 07 J. Field",
            "2nd: 24 Lovell, 1.000 s behind",
            "3rd: 1 Nuñez, 1.400 s behind",
            "Last: Lap 7: Restart. 07 J. Field leads, 1 Nuñez second",
        ]
    )


def test_the_next_caution_is_told_with_what_happened(reader: PlainReader) -> None:
    lines = typed(reader, "next caution")
    assert lines[0] == "Lap 4 of 10, caution 1, 0:02:01"
    assert "Now: Caution 1, Stage 1 conclusion" in lines


def test_where_no_caution_comes_it_leads_to_the_white_flag_and_then_nowhere(
    reader: PlainReader,
) -> None:
    typed(reader, "lap 6", "next caution")
    assert reader.time == 3_167_000
    typed(reader, "next caution")
    assert reader.time == 3_167_000
    typed(reader, "previous penalty")
    assert reader.time == 2_900_000
    typed(reader, "previous restart", "previous restart")
    assert reader.time == 0


def test_the_next_thing_that_happens_to_a_car_is_found_by_its_number_or_name(
    reader: PlainReader,
) -> None:
    assert "Now: 99 Okafor-Brandt pits" in typed(reader, "next 99")
    reader.answer("grid")
    assert "Now: 99 Okafor-Brandt pits" in typed(reader, "next okafor-brandt")


def test_a_jump_is_taken_back_and_laps_are_counted_back(reader: PlainReader) -> None:
    typed(reader, "lap 3", "lap 6")
    assert typed(reader, "back")[0].startswith("Lap 3 of 10")
    assert typed(reader, "back")[0].startswith("Lap 0 of 10")
    assert typed(reader, "back") == ["There is no jump to take back."]
    assert typed(reader, "lap 6", "back 2")[-5].startswith("Lap 4 of 10")


def test_a_car_is_told_where_it_is_and_who_is_around_it(reader: PlainReader) -> None:
    reader.answer("lap 6")
    assert typed(reader, "where 1") == [
        "3rd: 1 Nuñez, 1.400 s behind",
        "Ahead: 24 Lovell, 0.400 s",
        "Behind: 7 K. Field, ~0.9 s",
    ]
    assert typed(reader, "where nuñez") == typed(reader, "where") == typed(reader, "nunez")


def test_a_card_tells_all_of_a_car(reader: PlainReader) -> None:
    reader.answer("lap 6")
    assert typed(reader, "card 24") == [
        "Car: 24 Ada Lovell",
        "Team: Tall Oak Racing",
        "Make: Sedan",
        "Grid: 1",
        "Qualifying: 29.512 s",
        "Scores series points: yes",
        "Place: 2",
        "Status: running",
        "Laps: 6",
        "Gap: 1.000 s",
        "Places won since the start: -1",
        "Ahead: 07 J. Field, 1.000 s",
        "Behind: 1 Nuñez, 0.400 s",
        "Best lap: 30.200 s, lap 2",
        "Last lap: 50.000 s",
        "Led: 2 laps: 1, 3",
        "Stage 1: 2nd",
        "Stops: 1",
        "Stop: 1, Lap: 5, At: 0:02:40.300, On pit road: 30.700 s, Place in: 2, Place out: 2, "
        "Under: caution 1, Tyres: 2, Note: two tyres",
    ]
    assert typed(reader, "stops 24")[0] == "Stops: 1"


def test_the_order_is_a_table_with_a_header_at_each_value(reader: PlainReader) -> None:
    reader.answer("lap 6")
    whole = typed(reader, "order")
    assert whole[1] == (
        "Place: 2, Car: 24 Lovell, Gap: 1.000 s, Laps: 6, Last lap: 50.000 s, Led: 2, Stops: 1"
    )
    assert len(whole) == 5
    assert typed(reader, "order 2") == whole[:2]


def test_nothing_of_the_result_is_told_before_it_is_official(reader: PlainReader) -> None:
    for lap in range(10):
        reader.answer(f"lap {lap}")
        assert typed(reader, "summary", "after", "official") == ["Not yet official."] * 3
    reader.answer("finish")
    assert "Margin: 0.001 s, by the camera" in typed(reader, "summary")


def test_what_is_not_past_nor_scheduled_is_refused_whether_it_comes_or_not(
    reader: PlainReader,
) -> None:
    for words in ("caution 1", "caution 7", "restart 1", "restart 9", "lap 11", "lead 2"):
        (line,) = reader.answer(words)
        assert line.startswith(f"{words} is neither past nor on the schedule.")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("where 5", "No car is called 5. Type `cars` for all of them."),
        ("next thing", "No such kind of moment: thing. There are lap, mark, caution, lead, stop, "),
        ("order first", "Type `order`, or `order 10` for the first ten; not first."),
        ("play 3", "No such rate: 3. Try play 1, play 8 or play 1/2."),
        ("detail most", "Detail: middle; there are low, middle, high"),
        ("read lap 0", "lap 0 is not ahead; type it alone to go there."),
        ("read nonsense", "Try 150, +12, -12, 2:31:07, caution 3, stage 2, white or finish."),
        (
            "nonsense",
            "Try 150, +12, -12, 2:31:07, caution 3, stage 2, white or finish. Type `help` ",
        ),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(
    words: str, line: str, reader: PlainReader
) -> None:
    (told,) = reader.answer(words)
    assert told.startswith(line)


@examples(40)
@given(st.text(max_size=2 * MOST_TYPED))
def test_whatever_is_typed_is_answered_in_lines_without_control_characters(words: str) -> None:
    reader = reader_of(tiny_timeline(), start=1_500_000)
    assert all(is_text(line) for line in reader.answer(words))


VERBS = (
    "lap 200", "2:31:07", "caution 3", "stage 2", "grid", "finish", "+5", "-5", "next",
    "next caution", "next lead", "next stop", "next stage", "next restart", "next lap", "next mark",
    "next 5", "previous caution", "back", "back 5", "read", "read 30", "read lap 200", "play",
    "play 8", "now", "where 5", "card 17", "stops 17", "cars", "order", "order 10", "leaders",
    "stages", "flag", "log", "log 30", "race", "sources", "summary", "after", "official",
    "detail low", "quit",
)  # fmt: skip


@pytest.mark.parametrize("words", VERBS)
def test_every_word_of_the_help_is_understood(words: str) -> None:
    assert words in " ".join(HELP)
    reader = reader_of(KANSAS, start=KANSAS.instant(230))
    told = "\n".join(reader.answer(words))
    assert not any(no in told for no in ("Type `", "No such", "Try ", "Nothing is known"))


def test_levels_of_detail_change_what_is_read(reader: PlainReader) -> None:
    assert typed(reader, "detail low", "read all")[1:] != typed(reader, "grid", "read all")[5:]
    high = reader_of(tiny_timeline(), detail="high")
    assert len(typed(high, "read all")) > len(typed(reader_of(tiny_timeline()), "read all"))


def test_a_reader_plays_at_a_rate_and_is_done_when_it_is_to_quit(reader: PlainReader) -> None:
    typed(reader, "play 1/2")
    assert (reader.playing, reader.rate) == (True, Fraction(1, 2))
    assert not reader.done
    assert typed(reader, "quit") == []
    assert reader.done


def test_time_that_passes_tells_its_lines_once(reader: PlainReader) -> None:
    assert reader.passed(600_000) == ["Lap 1: Green flag"]
    assert reader.passed(600_000) == []
    whole = [*reader.passed(1_500_000), *reader.passed(reader.timeline.end)]
    assert ["Lap 1: Green flag", *whole] == typed(reader_of(tiny_timeline()), "read all")


# -- the law

COMMANDS = (
    "now", "order", "leaders", "stages", "race", "sources", "cars", "summary", "after", "official",
    "flag", "log 100", "caution 2", "lead 3", "restart 1", "lap 9", "stage 1", "2:31",
)  # fmt: skip


def answers(timeline: Timeline, time: int) -> list[object]:
    """Everything that can be asked at a time; what leads elsewhere counts only as a refusal."""
    found: list[object] = []
    about = [
        f"{verb} {entry.car}"
        for entry in timeline.race.entries
        for verb in ("where", "card", "stops")
    ]
    for words in (*COMMANDS, *about):
        reader = reader_of(timeline, start=time)
        told = reader.answer(words)
        if reader.time <= time:
            found.append((words, reader.time, told))
    reader = reader_of(timeline, start=time)
    return [*found, reader.prompt, reader.greeting()]


@examples(15)
@given(two_futures())
def test_no_answer_changes_when_everything_after_the_clock_is_altered(futures: TwoFutures) -> None:
    time, ours, theirs = futures
    assert answers(ours, time) == answers(theirs, time)


@examples(15)
@given(finish_only_races(), st.integers(-100, 12_000), st.integers(1, 5_000))
def test_no_answer_about_a_finish_changes_with_the_cars_still_to_come(
    race: Race, after: int, later: int
) -> None:
    time = max(race.events[0].at + after, 0)
    ours, theirs = Timeline(race), Timeline(later_finish(race, time, later))
    if time < min(ours.end, theirs.end):
        assert answers(ours, time) == answers(theirs, time)


@pytest.mark.parametrize("words", ["cars", "order", "card 5", "card 99", "where 5"])
def test_before_the_line_nobody_is_told_of_who_finishes(words: str) -> None:
    timeline = shipped_timeline("freedom-100-2013")
    reader = reader_of(timeline)
    assert reader.answer(words) == [
        "Who finishes is told at the line, and listed once the result is known."
    ]
    reader = reader_of(timeline, start=timeline.end)
    assert "listed once" not in reader.answer(words)[0]
