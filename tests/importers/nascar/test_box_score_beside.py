"""A published box score beside the laps: tables that say what the weekend and pit feeds say."""

import json
from pathlib import Path

import pytest
from tests.importers.nascar.box_scores import CAUTIONS, LEADS, RACE, RESULTS, STOPS
from tests.importers.nascar.feeds import (
    FLAG_ROWS,
    imported,
    pit,
    race,
    three_cars,
    weekend,
    write,
)

from replay.foreign.foreign_file import ForeignFileError
from replay.race.check import check
from replay.race.model import Caution, Fact, LeadStint


def box_score(folder: Path, **others: object) -> Path:
    files = {"a": three_cars(), "b": RESULTS, "c": LEADS, "d": CAUTIONS, "e": STOPS, "f": RACE}
    return write(folder, **(files | others))


def refusal(*paths: Path) -> str:
    with pytest.raises(ForeignFileError) as caught:
        imported(*paths)
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_the_tables_give_result_leaders_cautions_and_stops(tmp_path: Path) -> None:
    found = race(box_score(tmp_path))
    assert found.official is not None
    assert [(r.car, r.laps, r.gap, r.points) for r in found.official.results] == [
        ("01", 5, 0, 47),
        ("1", 5, 4200, 43),
        ("9", 2, None, 34),
    ]
    assert found.official.lead == (
        LeadStint(first=0, last=3, car="1"),
        LeadStint(first=4, last=5, car="01"),
    )
    (caution,) = (event for event in found.events if isinstance(event, Caution))
    assert (caution.lap, caution.reason, caution.cars) == (2, "Spin Turn 2", ("9",))
    assert caution.free_pass is None
    assert [(s.car, s.lap, s.entry, s.exit, s.left) for s in found.stops] == [
        ("1", 2, 801_250, 1_105_000, True),
        ("9", 2, 810_000, None, False),
    ]
    assert not [finding for finding in check(found) if finding.outcome == "failed"]


def test_the_tables_name_the_race_and_its_cars(tmp_path: Path) -> None:
    found = race(box_score(tmp_path))
    header = found.header
    assert (header.name, header.series, header.date) == (
        "Invented 150",
        "Invented Cup",
        "2021-06-05",
    )
    assert [stage.ends for stage in header.stages] == [2, 5]
    assert [(entry.car, entry.team, entry.grid) for entry in found.entries] == [
        ("1", "Bold Racing", 1),
        ("01", "Able Racing", 2),
        ("9", "Cole Racing", 3),
    ]
    assert {source.text for source in header.sources if source.of == "result"} == {
        "published box score"
    }


def test_a_published_name_brings_the_accents_that_the_feed_leaves_out(tmp_path: Path) -> None:
    found = race(box_score(tmp_path, b=RESULTS.replace("Ann Able", "Ánn Ablé")))
    assert [entry.driver for entry in found.entries if entry.car == "01"] == ["Ánn Ablé"]


def test_free_passes_stay_unknown_where_the_table_has_no_such_column(tmp_path: Path) -> None:
    bare = "number,first_yellow_lap,last_yellow_lap,reason\n1,3,3,spin\n"
    found = race(box_score(tmp_path, d=bare))
    (caution,) = (event for event in found.events if isinstance(event, Caution))
    assert not isinstance(caution.free_pass, str | None)


def test_the_pit_feed_is_taken_before_the_table_of_stops(tmp_path: Path) -> None:
    found = race(box_score(tmp_path, g=[pit("1", 2, 80.0, 111.0)]))
    assert [(stop.car, stop.entry) for stop in found.stops] == [("1", 800_000)]


def test_a_result_given_twice_is_refused(tmp_path: Path) -> None:
    assert "a result twice for one race" in refusal(box_score(tmp_path, g=weekend()))


@pytest.mark.parametrize(("table", "name"), [("c", LEADS), ("d", CAUTIONS), ("f", RACE)])
def test_a_table_that_goes_with_a_result_is_refused_without_one(
    tmp_path: Path, table: str, name: object
) -> None:
    folder = write(tmp_path, a=three_cars(), **{table: name})
    assert "goes with a table of results" in refusal(folder)


def test_a_result_of_other_cars_is_refused(tmp_path: Path) -> None:
    other = RESULTS.replace(",01,", ",71,").replace(",1,Bea", ",72,Bea")
    assert "of another race" in refusal(box_score(tmp_path, b=other))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (RESULTS.replace("2,1,1,", "3,1,1,"), "`pos` is 3, expected 2"),
        (RESULTS.replace("2,1,1,Bea", "2,1,01,Bea"), "car 01 stands twice"),
        (RESULTS.replace("Bold,Bold Racing", "Bold"), "the header has 13"),
        (RESULTS.replace("0.420", "soon"), "gap_s"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(tmp_path: Path, wrong: str, says: str) -> None:
    said = refusal(box_score(tmp_path, b=wrong))
    assert says in said
    assert "line 3" in said


def test_stages_that_do_not_end_in_turn_are_refused(tmp_path: Path) -> None:
    said = refusal(box_score(tmp_path, f=RACE | {"stage_end_laps": [3, 2]}))
    assert "stages end in turn" in said


def test_a_stop_late_in_a_long_race_is_kept(tmp_path: Path) -> None:
    """A lap time of 9,999 s says that it is longer; a time of the race does not."""
    chart = three_cars()
    for car in chart["laps"]:
        for row in car["Laps"][1:]:
            row["LapTime"] = row["LapTime"] * 100
    found = imported(write(tmp_path, a=chart, b=[pit("1", 3, 12_050.0, 12_100.0)]))
    assert [(stop.entry, stop.exit) for stop in found.race.stops] == [(120_500_000, 121_000_000)]


def test_a_visit_in_which_a_car_completes_two_laps_has_no_known_end(tmp_path: Path) -> None:
    found = imported(write(tmp_path, a=three_cars(), b=[pit("1", 2, 80.0, 175.0)]))
    assert [(stop.entry, stop.exit) for stop in found.race.stops] == [(800_000, None)]
    assert "stop of car 1 on lap 3: its end is left out, two laps on" in found.told


def test_yellow_that_the_lap_file_has_a_lap_early_begins_as_published(tmp_path: Path) -> None:
    chart = three_cars() | {"flags": [{"LapsCompleted": n, "FlagState": f} for n, f in enumerate(
        (8, 1, 2, 2, 1, 4))]}  # fmt: skip
    found = race(box_score(tmp_path, a=chart))
    (caution,) = (event for event in found.events if isinstance(event, Caution))
    assert caution.lap == 2


# -- notes


def test_notes_tell_of_cautions_and_of_what_was_before_the_start(tmp_path: Path) -> None:
    notes = {
        "laps": {
            "0": [{"FlagState": 8, "Note": "#9 to the rear", "NoteID": 1, "DriverIDs": []}],
            "3": [{"FlagState": 1, "Note": "#9 spins, caution", "NoteID": 2, "DriverIDs": []}],
        }
    }
    found = race(write(tmp_path, a=three_cars(), b=notes, c=FLAG_ROWS))
    assert Fact(label="before the start", text="#9 to the rear") in found.header.facts
    (caution,) = (event for event in found.events if isinstance(event, Caution))
    assert caution.detail == "#9 spins, caution"


def test_notes_of_another_race_are_refused(tmp_path: Path) -> None:
    notes = {"laps": {"77": [{"FlagState": 1, "Note": "a", "NoteID": 2, "DriverIDs": []}]}}
    assert "of another race" in refusal(write(tmp_path, a=three_cars(), b=json.dumps(notes)))


def averages(*paths: Path) -> list[int | None]:
    found = race(*paths)
    assert found.official is not None
    return [result.average_place for result in found.official.results]


def test_average_running_positions_are_those_of_the_loops_in_thousandths(tmp_path: Path) -> None:
    head, *rows = RESULTS.splitlines()
    means = ("avg_pos", "1.6", "1.400", "")
    told = "\n".join(f"{row},{mean}" for row, mean in zip((head, *rows), means, strict=True))
    assert averages(box_score(tmp_path, b=told + "\n")) == [1600, 1400, None]


def test_a_live_feed_gives_them_once_the_race_is_run(tmp_path: Path) -> None:
    def live(lap: int) -> dict[str, object]:
        means = {"01": 1.6, "1": 1.4, "9": 0}
        return {
            "lap_number": lap,
            "laps_in_race": 5,
            "laps_to_go": 5 - lap,
            "vehicles": [
                {"vehicle_number": car, "laps_completed": lap, "average_running_position": mean}
                for car, mean in means.items()
            ],
        }

    ended = write(tmp_path / "ended", a=three_cars(), b=weekend(), c=live(5))
    assert averages(ended) == [1600, 1400, None]
    under_way = write(tmp_path / "under way", a=three_cars(), b=weekend(), c=live(4))
    assert averages(under_way) == [None, None, None]
