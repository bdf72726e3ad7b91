"""What is told of the chosen line beside the list and below it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.libraries import CUP, FINISH_ONLY, GRAND_PRIX, LE_MANS, header, listed, mixed

from replay.race.library import LibraryRace, library_of
from replay.race.model import Discipline, Header, Known, Stage, Track
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.runs import length, text_of
from replay.tui.picker.library_facts import ROWS_BELOW, facts_below, facts_beside, title_of
from replay.tui.picker.library_lines import CANNOT_BE_READ, Head, UnreadableFile
from replay.tui.picker.library_view import LibraryView


def race(of: Header) -> LibraryRace:
    return LibraryRace(listed("file", of), of, of.series)


def beside(of: Header, width: int = 34, failed: str = "") -> list[str]:
    return [text_of(row).rstrip() for row in facts_beside(race(of), failed, (), width, UNICODE)]


def below(of: Header, width: int = 80) -> list[str]:
    return [text_of(row).rstrip() for row in facts_below(race(of), "", (), width, UNICODE)]


def test_a_class_race_over_a_time_beside_the_list() -> None:
    assert beside(LE_MANS) == [
        "series    FIA World Endurance",
        "          Championship",
        "race      24 h of Le Mans",
        "date      Sat 15 June 2024",
        "track     Circuit de la Sarthe",
        "lap       8.467 mi",
        "distance  24 h from 16:00",
        "start     rolling",
        "cars      62 of 3 classes",
        "classes   Hypercar, LMP2, LMGT3",
        "",
        "What is known",
        "measured  laps, drivers, flags,",
        "          stops",
        "·         grid, tyres, penalties",
    ]


def test_a_race_over_laps_with_a_limit_beside_the_list() -> None:
    assert beside(GRAND_PRIX)[2:] == [
        "race      Abu Dhabi Grand Prix",
        "date      Sun 12 December 2021",
        "track     Yas Marina Circuit",
        "lap       3.281 mi",
        "distance  58 laps, 190.298 mi",
        "limit     2 h",
        "start     standing",
        "cars      20",
        "",
        "What is known",
        "measured  laps, stops, tyres",
        "~ rebuilt flags, lengths of stops",
        "·         grid, penalties",
    ]


def test_below_a_list_of_80_columns_four_rows_tell_what_its_row_leaves_out() -> None:
    assert below(LE_MANS) == [
        " distance  24 h from 16:00, rolling      cars      62 of 3 classes",
        "           start                         ·         grid, tyres, penalties",
        " measured  laps, drivers, flags, stops   series    FIA World Endurance",
        "                                                   Championship",
    ]
    assert below(CUP) == [
        " distance  267 laps, 400.5 mi, rolling   cars      38",
        "           start                         ~ rebuilt laps",
        " measured  leaders, flags, stops, grid,  ·         penalties",
        "           finish                        series    NASCAR Cup Series",
    ]


def test_of_a_finish_alone_neither_the_cars_at_the_line_nor_what_it_lacks_is_told() -> None:
    told = "\n".join([*beside(FINISH_ONLY), *below(FINISH_ONLY)])
    assert "laps      none, the finish alone" in told
    assert "cars" not in told
    assert "·" not in told


def test_a_season_is_told_where_it_is_not_the_year_of_the_race() -> None:
    assert "season    2018–19" in beside(header(LE_MANS, season="2018–19"))
    assert not any("season" in row for row in beside(header(LE_MANS, season="2024")))


def test_stages_are_told_by_the_laps_that_end_them() -> None:
    stages = tuple(Stage(number=n, ends=end) for n, end in ((1, 80), (2, 165), (3, 267)))
    assert "stages    80 / 165 / 267" in beside(header(CUP, stages=stages))


def test_what_nobody_knows_is_a_dot_or_named_behind_one() -> None:
    nothing = header(
        CUP,
        date=None,
        track=None,
        scheduled_laps=None,
        start=None,
        known=Known(laps="timed", stops="estimated"),
    )
    told = beside(nothing)
    for label in ("date", "track", "distance"):
        assert f"{label:10}·" in told
    assert told[told.index("What is known") + 1 :] == [
        "measured  laps",
        "~ rebuilt stops",
        "·         leaders, flags, grid,",
        "          penalties",
    ]
    rest = " ".join(" ".join(beside(header(CUP, track=Track(name="Hill")))).split())
    assert rest.endswith("· penalties, length of a lap")


@pytest.mark.parametrize(
    ("kind", "missed", "not_missed"),
    [
        ("stock car", ("leaders", "grid", "penalties"), ("drivers", "tyres", "incidents")),
        ("formula 1", ("tyres", "flags"), ("drivers", "incidents", "leaders")),
        ("endurance", ("drivers", "tyres"), ("incidents", "leaders")),
        ("indycar", ("tyres", "flags"), ("drivers", "incidents")),
        ("iracing", ("incidents", "flags"), ("tyres", "penalties", "drivers")),
    ],
)
def test_what_is_missed_is_what_such_a_race_has(
    kind: Discipline, missed: tuple[str, ...], not_missed: tuple[str, ...]
) -> None:
    told = " ".join(beside(header(CUP, discipline=kind, known=Known(laps="timed"))))
    unknown = told.partition("·")[2]
    assert all(word in unknown for word in missed)
    assert not any(word in unknown for word in not_missed)


def test_the_head_of_a_series_tells_how_many_races_and_tracks_it_has() -> None:
    view = LibraryView(library_of(mixed()))
    series, season = view.lines[0], view.lines[1]
    rows = facts_beside(series, "", view.races_under(series), 34, UNICODE)
    assert [text_of(row) for row in rows[2:]] == [
        "seasons   1998 to 2022",
        "races     27",
        "tracks    9",
    ]
    rows = facts_below(season, "", view.races_under(season), 80, UNICODE)
    assert [text_of(row).strip() for row in rows[1:]] == [
        "season    2022",
        "races     9",
        "tracks    9",
    ]


def test_a_file_that_cannot_be_read_tells_why_whole() -> None:
    error = "/home/me/races/newer.json:2:12: written in version 2 (at $.replay)"
    file = UnreadableFile(listed("newer", None, error))
    told = " ".join(text_of(row).strip() for row in facts_beside(file, "", (), 34, UNICODE))
    assert told == f"× {error}"
    assert title_of(file) == "newer"


def test_why_a_race_could_not_be_opened_stands_first() -> None:
    assert beside(CUP, failed="kansas.json: it went away")[0] == "× kansas.json: it went away"


def test_names_that_run_leftward_are_told_by_those_that_do_not() -> None:
    arabic = header(CUP, name="جائزة", short="Jeddah 2021", series="اتحاد", series_short="Gulf Cup")
    assert beside(arabic)[:2] == ["series    Gulf Cup", "race      Jeddah 2021"]
    assert title_of(race(header(arabic, short="جدة"))) == "file"


names = st.text("abcdé周漢ش \u0301", min_size=1, max_size=60)


@given(names, names, names, st.integers(28, 120), st.sampled_from([UNICODE, ASCII]))
def test_no_fact_is_wider_than_its_place(
    one: str, other: str, third: str, width: int, glyphs: Glyphs
) -> None:
    of = header(LE_MANS, name=one, short=other, series=third, track=Track(name=one, length=1))
    head = Head(one, None, 3, third, True)
    file = UnreadableFile(listed(one, None, f"{one}.json: {other}"))
    for line in (race(of), head, file, Head(*CANNOT_BE_READ, 3, "", True), None):
        for rows in (
            facts_beside(line, "", [race(of)], width, glyphs),
            facts_below(line, other, [race(of)], 2 * width, glyphs)[:ROWS_BELOW],
        ):
            assert all(length(row) <= 2 * width for row in rows)
            assert all("\n" not in text_of(row) for row in rows)
        assert all(length(row) <= width for row in facts_beside(line, "", (), width, glyphs))
