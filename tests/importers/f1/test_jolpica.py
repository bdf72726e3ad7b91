"""Pages of the API of Ergast and Jolpica: an input for each trap of the format."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.f1.grids import (
    ENDS,
    crossings,
    imported,
    page,
    page_result,
    page_results,
    pages,
    write,
)

from replay.foreign.foreign_file import ForeignFileError
from replay.importers import ImportRefused, SourceFile, candidates
from replay.importers.f1.jolpica import paged_races
from replay.race.check import check
from replay.race.model import Retirement


def refusal(path: Path) -> str:
    with pytest.raises((ForeignFileError, ImportRefused)) as caught:
        imported(path)
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_pages_that_begin_and_end_inside_a_lap_are_merged_by_lap(tmp_path: Path) -> None:
    every = pages(4)
    assert len(every) > 3
    folder = write(tmp_path, [*reversed(every), page({"Results": page_results()})])
    found = imported(folder).race
    assert {car: crossings(found, car) for car in ("1", "44", "7")} == {
        "1": ENDS["ABL"],
        "44": ENDS["BOL"],
        "7": ENDS["COL"],
    }
    assert (found.header.name, found.header.season, found.header.date) == (
        "Paged Grand Prix",
        "2023",
        "2023-04-30",
    )
    assert {finding.outcome for finding in check(found)} == {"met"}


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_pages_of_any_size_make_the_same_race(tmp_path: Path, size: int) -> None:
    results = page({"Results": page_results()})
    plain = imported(write(tmp_path / "a", [*pages(4), results])).race
    assert imported(write(tmp_path / "b", [*pages(size), results])).race == plain


def test_one_page_may_be_there_twice_if_it_says_the_same(tmp_path: Path) -> None:
    every = pages(4)
    results = page({"Results": page_results()})
    assert len(imported(write(tmp_path / "a", [*every, every[1], results])).race.laps) == 3
    other = every[1].replace('"time": "1:3', '"time": "1:4', 1)
    assert "is not as in another page" in refusal(write(tmp_path / "b", [*every, other]))


def test_missing_timings_are_named_and_no_race_is_made_of_the_others(tmp_path: Path) -> None:
    every = pages(4)  # 13 timings: 1 to 4, 5 to 8, 9 to 12, 13
    path = write(tmp_path / "a", [every[1]]) / "0.txt"
    assert refusal(path) == (
        f"{path}: laps are missing: of 13 timings of 2023 Paged Grand Prix 4 are there, not 1 to "
        "4, 9 to 13; the last is of lap 3, place 2"
    )
    folder = write(tmp_path / "b", every[:3])
    assert "12 are there, not 13; the last is of lap 5, place 1" in refusal(folder)


@given(st.sets(st.integers(0, 12)))
def test_every_missing_timing_is_named(kept: set[int]) -> None:
    """Law: the stretches that are named are those of the pages that are not there."""
    every = pages(1)
    files = [_Text(str(at), every[at]) for at in sorted(kept)]
    for race in paged_races(files):
        if len(kept) == 13:
            assert race.chart()
            continue
        with pytest.raises(ForeignFileError) as caught:
            race.chart()
        named = str(caught.value).partition("not ")[2].partition(";")[0]
        found = set()
        for stretch in named.removesuffix(" and more").split(", "):
            first, _, last = stretch.partition(" to ")
            found |= set(range(int(first), int(last or first) + 1))
        missing = set(range(1, 14)) - {at + 1 for at in kept}
        assert found == missing or ("and more" in named and found < missing)


class _Text(SourceFile):
    """A file that is a text."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(Path(name))
        self._text = text

    def text(self) -> str:
        """Return it."""
        return self._text


def test_laps_without_a_result_have_cars_called_by_their_drivers(tmp_path: Path) -> None:
    found = imported(write(tmp_path, pages()))
    assert [(one.car, one.drivers[0].last) for one in found.race.entries] == [
        ("ABL", "Ann Able"),
        ("BOL", "Bold"),
        ("COL", "Cy Cole"),
    ]
    assert found.told == (
        "no result: numbers of cars are in no file, and they are called by their drivers",
    )
    assert found.race.official is None


def test_a_result_or_stops_alone_are_no_race(tmp_path: Path) -> None:
    path = write(tmp_path / "a", [page({"Results": page_results()})]) / "0.txt"
    assert refusal(path).endswith("there are only results")
    path = write(tmp_path / "b", [page({"PitStops": []})]) / "0.txt"
    assert refusal(path).endswith("there are only pit stops")


def test_a_result_of_another_round_is_another_race(tmp_path: Path) -> None:
    other = page({"Results": page_results(), "round": "5", "raceName": "Next Grand Prix"})
    folder = write(tmp_path, [*pages(), other])
    assert [one.line.split(" round")[0] for one in candidates(None, [folder])] == [
        "2023 Paged Grand Prix",
        "2023 Next Grand Prix",
    ]


def test_a_result_that_lacks_a_driver_of_the_laps_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, [*pages(), page({"Results": page_results()[:2]})])
    assert "cy_cole has laps in" in refusal(folder)


def test_words_of_the_result_from_2025_on_are_understood(tmp_path: Path) -> None:
    ends = ENDS | {"COL": [103.0, 195.0, 287.0, 465.0]}
    rows = [
        *page_results()[:2],
        page_result("COL", 3, 4, "Lapped"),
    ]
    found = imported(write(tmp_path / "a", [*pages(4, ends), page({"Results": rows})])).race
    assert not [event for event in found.events if isinstance(event, Retirement)]
    found = imported(write(tmp_path / "b", [*pages(), page({"Results": page_results()})])).race
    (event,) = [event for event in found.events if isinstance(event, Retirement)]
    assert (event.car, event.reason) == ("7", "retired")


def test_stops_under_red_are_as_long_as_it_was_and_others_have_their_length(
    tmp_path: Path,
) -> None:
    red = {
        "ABL": [100.0, 200.0, 4191.0, 4282.0, 4373.0],
        "BOL": [101.0, 202.0, 4194.0, 4283.0, 4370.0],
        "COL": [103.0, 204.0, 4199.0],
    }
    stops = [
        {"driverId": "bold", "lap": "2", "stop": "1", "time": "14:19:22", "duration": "16:44.718"},
        {"driverId": "ann_able", "lap": "4", "stop": "1", "time": "14:19:22", "duration": "25.636"},
    ]
    rows = page_results()
    rows[0]["Time"]["millis"], rows[1]["Time"]["millis"] = "4370000", "4373000"
    texts = [*pages(4, red), page({"Results": rows}), page({"PitStops": stops})]
    assert any('"time": "1:06:31.000"' in text for text in texts)
    found = imported(write(tmp_path, texts)).race
    assert [(one.car, one.lap, one.length, one.under_red) for one in found.stops] == [
        ("1", 3, 256_360, False),
        ("44", 1, None, True),
    ]
    assert found.official is not None
    assert found.official.stopped == 39_000_000


def test_stops_on_pages_that_are_missing_are_told(tmp_path: Path) -> None:
    stops = [{"driverId": "bold", "lap": "2", "stop": "1", "time": "-", "duration": "25.0"}]
    texts = [*pages(), page({"Results": page_results()}), page({"PitStops": stops}, total=36)]
    told = imported(write(tmp_path, texts)).told
    assert told == ("1 of 36 pit stops are there; the others stand on pages that are not",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"position": "1"', '"position": 1', "`position`: Expected `str`, got `int`"),
        ('"number": "1"', '"number": "one"', "`number`: "),
        ('"time": "1:40.000"', '"time": "soon"', "lap 1 of ann_able: no time: 'soon'"),
        ('"Races": [', '"Races": [],"x": [', "no races: the page is empty"),
        ('"driverId": "bold",', "", "missing required field `driverId`"),
    ],
)
def test_what_is_wrong_with_a_page_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = pages(100)[0]
    assert old in text
    path = write(tmp_path, [text.replace(old, new, 1)]) / "0.txt"
    assert refusal(path).startswith(str(path))
    assert said in refusal(path)


def test_a_page_cut_off_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    text = pages(100)[0]
    path = write(tmp_path / "a", [text[:900]]) / "0.txt"
    assert refusal(path).startswith(f"{path}, line ")
    assert "not JSON" in refusal(path)
    other = json.dumps({"MRData": {"DriverTable": {"Drivers": []}}})
    path = write(tmp_path / "b", [other]) / "0.txt"
    assert "not recognised by its content" in refusal(path)
