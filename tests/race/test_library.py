"""Races in the order of a list, and what is found in it."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from replay.race.library import (
    Library,
    LibraryRace,
    basis_of,
    date_in_words,
    library_of,
    season_of,
)
from replay.race.model import Header, Known, Track
from replay.race.quantity import hours_text
from replay.race.search import search_words
from replay.racefile import Listing

CUP = Header(
    name="AdventHealth 400",
    short="Kansas 2024",
    series="NASCAR Cup Series",
    date="2024-05-05",
    track=Track(name="Kansas Speedway", short="Kansas"),
    cars=38,
    scheduled_laps=267,
    known=Known(laps="reconstructed"),
)
SPA = structs.replace(
    CUP,
    name="6 Hours of Spa-Francorchamps",
    short="Spa 2019",
    series="FIA World Endurance Championship",
    series_short="WEC",
    season="2018–19",
    date="2019-05-04",
    track=Track(name="Circuit de Spa-Francorchamps"),
    known=Known(laps="timed"),
)


def file(name: str, header: Header | None = CUP, **fields: Any) -> Listing:
    header = structs.replace(header, **fields) if header else None
    return Listing(name, Path(f"{name}.json"), header, None if header else f"{name}.json: empty")


def shape(library: Library) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    return [
        (series.name, [(it.name, [race.info.name for race in it.races]) for it in series.seasons])
        for series in library.series
    ]


def names(library: Library) -> list[str]:
    return [race.info.name for race in library.races]


def test_series_come_by_name_whatever_its_case_and_seasons_and_races_newest_first() -> None:
    library = library_of(
        [
            file("a", date="2023-02-19"),
            file("b", series="iRacing"),
            file("c"),
            file("d", date="2024-12-01"),
            file("e", SPA),
            file("f", series="IndyCar"),
        ]
    )
    assert shape(library) == [
        ("IndyCar", [("2024", ["f"])]),
        ("iRacing", [("2024", ["b"])]),
        ("NASCAR Cup Series", [("2024", ["d", "c"]), ("2023", ["a"])]),
        ("WEC", [("2018–19", ["e"])]),
    ]
    assert [series.span for series in library.series] == ["2024", "2024", "2023 to 2024", "2018–19"]


def test_a_season_that_spans_two_years_stands_between_them() -> None:
    library = library_of(
        [
            file("late", SPA),
            file("early", SPA, date="2018-06-16"),
            file("next", SPA, season="2019–20", date="2019-09-01"),
            file("before", SPA, season="2017", date="2017-11-18"),
        ]
    )
    assert shape(library)[0][1] == [
        ("2019–20", ["next"]),
        ("2018–19", ["late", "early"]),
        ("2017", ["before"]),
    ]
    assert library.series[0].span == "2017 to 2019–20"


def test_what_has_no_date_comes_after_what_has_one_and_files_that_cannot_be_read_last() -> None:
    library = library_of(
        [
            file("z", None),
            file("b", date=None),
            file("a", date=None, season="2024"),
            file("c"),
            file("y", None),
        ]
    )
    assert shape(library)[0][1] == [("2024", ["c", "a"]), ("", ["b"])]
    assert [it.name for it in library.unreadable] == ["y", "z"]
    assert library_of([file("b", date=None)]).series[0].span == ""


def test_a_series_has_the_short_name_that_most_of_its_races_give_it() -> None:
    files = [file("a"), file("b", series_short="Cup"), file("c", series_short="Cup")]
    library = library_of([*files, file("d", series_short="NASCAR")])
    assert shape(library) == [("Cup", [("2024", ["a", "b", "c", "d"])])]


def test_two_series_of_one_short_name_share_a_head() -> None:
    library = library_of(
        [
            file("a", series_short="NASCAR Cup"),
            file("b", series="Nextel Cup", series_short="NASCAR Cup"),
        ]
    )
    assert [series.name for series in library.series] == ["NASCAR Cup"]


@pytest.mark.parametrize(
    "typed",
    [
        "kansas",
        "KANSAS 2024",
        "2024 advent",
        "5 may",
        "2024-05-05",
        "rebuilt",
        "cup speedway",
        "400 reb",
    ],
)
def test_words_in_any_order_find_series_season_date_name_track_and_basis(typed: str) -> None:
    library = library_of([file("x"), file("y", SPA, date="2018-06-16")])
    assert names(library.found(search_words(typed))) == ["x"]


@pytest.mark.parametrize("typed", ["wec", "endurance", "2018–19 spa", "2018-19", "measured"])
def test_a_season_and_both_names_of_a_series_are_found(typed: str) -> None:
    assert names(library_of([file("x"), file("y", SPA)]).found(search_words(typed))) == ["y"]


def test_one_word_that_is_not_there_finds_nothing_and_no_race_is_found_by_its_file() -> None:
    library = library_of([file("secret"), file("broken", None)])
    assert library.found(search_words("kansas 1999")) == Library()
    assert names(library.found(search_words("secret"))) == []
    assert [it.name for it in library.found(search_words("brok")).unreadable] == ["broken"]
    assert library.found(()) is library


def test_a_date_that_no_calendar_has_stands_as_it_is() -> None:
    assert date_in_words("2024-02-30") == "2024-02-30"
    assert date_in_words("0987-12-01") == "1 Dec 0987"
    library = library_of([file("x", date="2024-02-30")])
    assert names(library.found(("2024-02-30",))) == ["x"]


def test_the_basis_is_that_of_the_laps() -> None:
    for basis, word in (
        ("official", "measured"),
        ("timed", "measured"),
        ("reconstructed", "rebuilt"),
        ("estimated", "rebuilt"),
        (None, "finish only"),
    ):
        assert basis_of(structs.replace(CUP, known=Known(laps=basis))) == word  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (86_400, "24 h"),
        (9_600, "2 h 40"),
        (2_700, "45 min"),
        (3_605, "1 h"),
        (43_500, "12 h05"),
        (30, "30 s"),
        (864_000, "240 h"),
        (863_940, "239 h"),
    ],
)
def test_a_scheduled_time_is_told_in_six_cells(seconds: int, text: str) -> None:
    assert hours_text(seconds * 10_000) == text
    assert len(text) <= 6


dates = st.none() | st.sampled_from(["2024-05-05", "2024-02-30", "2023-12-31", "1950-05-13"])
headers = st.builds(
    lambda series, short, season, date, name: structs.replace(
        CUP, series=series, series_short=short, season=season, date=date, name=name
    ),
    st.sampled_from(["Cup", "cup", "Formula 1", "اتحاد"]),
    st.sampled_from([None, "Cup", "F1"]),
    st.sampled_from([None, "2024", "2018–19", "S2"]),
    dates,
    st.text("abcé ", min_size=1, max_size=8),
)
libraries = st.lists(st.none() | headers, max_size=12).map(
    lambda headers: library_of([file(f"race-{n}", it) for n, it in enumerate(headers)])
)


@given(libraries)
def test_no_race_is_lost_or_listed_twice_and_each_stands_in_its_season(library: Library) -> None:
    listed = [*names(library), *(it.name for it in library.unreadable)]
    assert len({*listed}) == len(listed)
    assert sorted(listed) == [f"race-{n}" for n in sorted(range(len(listed)), key=str)]
    assert len({series.name for series in library.series}) == len(library.series)
    for series in library.series:
        for season in series.seasons:
            assert {season_of(race.header) for race in season.races} == {season.name}
            days = [race.header.date or "" for race in season.races]
            assert all(newer >= older for newer, older in pairwise(days))


@given(libraries, st.text("2024 cupéa1", max_size=6))
def test_what_is_found_is_what_every_word_stands_in_in_the_same_order(
    library: Library, typed: str
) -> None:
    words = search_words(typed)

    def fits(race: LibraryRace) -> bool:
        return all(word in race.searched for word in words)

    assert library.found(words).races == tuple(race for race in library.races if fits(race))
