"""NASCAR's feeds: a small hand-written input for each trap of the format."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from tests.importers.nascar.feeds import (
    FLAG_ROWS,
    car,
    crossings,
    flags,
    imported,
    laps,
    pit,
    race,
    result,
    three_cars,
    weekend,
    write,
)

from replay.foreign.foreign_file import ForeignFileError
from replay.race.check import check
from replay.race.model import (
    SECOND,
    Caution,
    Chequered,
    Distance,
    Green,
    Race,
    Red,
    Retirement,
    White,
)


def places(race: Race, lap: int) -> list[str]:
    """The cars in the order in which they completed a lap of their own."""
    ended = {line.car: line.crossings[lap - 1] for line in race.laps if len(line.crossings) >= lap}
    return sorted(ended, key=lambda car: ended[car])


def refusal(*paths: Path) -> str:
    with pytest.raises(ForeignFileError) as caught:
        imported(*paths)
    line = str(caught.value)
    assert "\n" not in line
    return line


# -- which file is which


@pytest.mark.parametrize(
    "before", ["", "\ufeff", "https://feeds.example/2023/2/5314/lap-times.json\n\n"]
)
def test_a_file_is_known_by_what_it_holds_not_by_its_name(tmp_path: Path, before: str) -> None:
    folder = write(tmp_path, notes=before + json.dumps(three_cars()))
    assert [entry.car for entry in race(folder).entries] == ["1", "01", "9"]


def test_feeds_in_any_order_and_folders_make_one_race(tmp_path: Path) -> None:
    one = write(tmp_path / "a", x=weekend(), y=FLAG_ROWS)
    other = write(tmp_path / "b", x=three_cars())
    assert race(one, other) == race(other, one / "y.txt", one / "x.txt")


def test_feeds_without_laps_are_refused_with_that_reason(tmp_path: Path) -> None:
    folder = write(tmp_path, a=FLAG_ROWS, b=[pit("1", 2, 70, 90)])
    message = f"{tmp_path}: no laps of any car: there is live-flag-data, live-pit-data"
    assert refusal(folder).startswith(message)


def test_a_feed_that_could_belong_to_two_races_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, a=three_cars(), b=three_cars(), c=FLAG_ROWS)
    assert "of which race? 2 files of laps lie beside it" in refusal(folder)


def test_the_words_of_a_caution_say_nothing_of_a_red_flag_to_come(tmp_path: Path) -> None:
    feed = weekend()
    for words in ("#9 Spin Turn 2 [Red Flag: 00:11:25]", "#9 Spin (red flag, 11 min) Turn 2"):
        feed["weekend_race"][0]["caution_segments"][0]["comment"] = words
        race = imported(write(tmp_path, a=three_cars(), b=feed)).race
        (caution,) = (one for one in race.events if isinstance(one, Caution))
        assert caution.reason == "Spin Turn 2"


def test_a_note_on_a_caution_ends_before_what_came_of_it(tmp_path: Path) -> None:
    said = "#1 leads; #9 spun from 3rd, bringing out the Caution in turn 2, #1 wins the stage"
    notes = {"laps": {"3": [{"FlagState": 2, "Note": said, "NoteID": 1, "DriverIDs": []}]}}
    race = imported(write(tmp_path, a=three_cars(), b=FLAG_ROWS, c=notes)).race
    (caution,) = (one for one in race.events if isinstance(one, Caution))
    assert caution.detail == "#1 leads; #9 spun from 3rd, bringing out the Caution in turn 2"


def test_a_stop_on_the_first_lap_is_told_from_those_before_the_start(tmp_path: Path) -> None:
    """A drive through after the green; on the way to the grid there is no time of the race."""
    before = pit("1", 0, 0.0, 0.0, pit_in_flag_status=8, pit_out_flag_status=8, total_duration=25.0)
    early = pit("1", 0, 12.5, 20.0, pit_in_flag_status=8)
    served = pit("9", 0, 25.0, 33.5, pit_in_flag_status=1, pit_out_flag_status=1)
    found = imported(write(tmp_path, a=three_cars(), b=[before, early, served]))
    assert [(one.car, one.lap, one.entry, one.exit) for one in found.race.stops] == [
        ("9", 0, 25 * SECOND, 335_000)
    ]


def test_stops_of_another_race_of_the_same_field_are_refused(tmp_path: Path) -> None:
    """Cars and drivers agree: but nobody was there. A few that do not fit are left out and told."""
    odd = [pit("1", 3, 500.0 + at, 501.0 + at) for at in range(4)]
    folder = write(tmp_path / "other", a=three_cars(), b=odd)
    assert refusal(folder) == (
        f"{folder / 'b.txt'}: of another race than {folder / 'a.txt'}: "
        "4 of 4 stops do not fit the laps of their cars"
    )
    found = imported(write(tmp_path / "few", a=three_cars(), b=odd[:3]))
    assert sum("left out" in line for line in found.told) == 3


def test_flags_of_another_race_are_refused(tmp_path: Path) -> None:
    """Lap 3 is yellow in the laps; the feed may have it a lap earlier or later, not on lap 5."""
    rows = [
        FLAG_ROWS[1],
        {**FLAG_ROWS[2], "lap_number": 4, "elapsed_time": 150.0},
        {**FLAG_ROWS[3], "lap_number": 5, "elapsed_time": 175.0},
    ]
    folder = write(tmp_path / "other", a=three_cars(), b=rows)
    said = (
        f"{folder / 'b.txt'}: of another race than {folder / 'a.txt'}: most yellow laps are others"
    )
    assert refusal(folder) == said
    rows[1]["lap_number"] = 3
    rows[2]["lap_number"] = 4
    assert imported(write(tmp_path / "near", a=three_cars(), b=rows)).race.events


def test_a_feed_of_another_race_is_refused(tmp_path: Path) -> None:
    other = weekend(results=[result(str(n), "Dee Dun", n, 5, 0) for n in range(50, 54)])
    assert "of another race than" in refusal(write(tmp_path / "a", a=three_cars(), b=other))
    late = [{**FLAG_ROWS[2], "lap_number": 80}, FLAG_ROWS[3]]
    assert "flags on lap 80 of 5" in refusal(write(tmp_path / "b", a=three_cars(), b=late))


def test_two_races_in_one_weekend_feed_are_refused(tmp_path: Path) -> None:
    twice = {"weekend_race": weekend()["weekend_race"] * 2, "weekend_runs": []}
    assert "2 races where one is meant" in refusal(write(tmp_path, a=three_cars(), b=twice))


# -- files gone wrong


def test_what_is_wrong_is_told_with_file_and_line(tmp_path: Path) -> None:
    text = json.dumps(three_cars(), indent=1)
    path = write(tmp_path, a=text[: len(text) // 2]) / "a.txt"
    assert f"{path}, line {text[: len(text) // 2].rstrip().count(chr(10)) + 1}: not JSON" in (
        refusal(path)
    )
    write(tmp_path, a=text.replace('"LapTime"', '"Time"', 1))
    assert "a.txt, line 10: Object missing required field `LapTime`" in refusal(path)
    write(tmp_path, a=text.replace('"RunningPos": 2', '"RunningPos": "2nd"', 1))
    assert "line 14: `RunningPos`: Expected `int`, got `str`" in refusal(path)
    path.write_bytes(text.encode("utf-16"))
    assert "UTF-16: only text in UTF-8 is read" in refusal(path)
    path.write_bytes(text.encode().replace(b"Ann", b"\xc4nn"))
    assert "a.txt, line 5: not UTF-8" in refusal(path)


def test_a_body_of_null_and_an_empty_file_are_told_as_such(tmp_path: Path) -> None:
    path = write(tmp_path, a="null") / "a.txt"
    assert "its publisher had nothing for this race" in refusal(path)
    write(tmp_path, a="")
    assert "empty" in refusal(path)
    write(tmp_path, a={"laps": [], "flags": []})
    assert "no laps: the list of cars is empty" in refusal(path)


def test_a_hundred_megabytes_of_noise_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with path.open("wb") as file:
        file.write(json.dumps(three_cars()).encode())
        file.truncate(100 * 2**20)
    assert "larger than" in refusal(path)


def test_laps_missing_in_the_middle_are_refused_by_car_and_lap(tmp_path: Path) -> None:
    feed = three_cars()
    del feed["laps"][1]["Laps"][2:4]
    assert "car 1 lacks laps 2 to 3, though it goes on" in refusal(write(tmp_path, a=feed))


def test_a_car_that_is_there_twice_and_a_lap_that_is(tmp_path: Path) -> None:
    feed = three_cars()
    feed["laps"][1]["Number"] = "01"
    assert "car 01 is there twice" in refusal(write(tmp_path / "a", a=feed))
    feed = three_cars()
    feed["laps"][0]["Laps"][2]["Lap"] = 1
    assert "car 01 has lap 1 twice" in refusal(write(tmp_path / "b", a=feed))


# -- cars and drivers


def test_car_numbers_keep_their_zeros_and_names_lose_their_marks(tmp_path: Path) -> None:
    by_car = {entry.car: entry for entry in race(write(tmp_path, a=three_cars())).entries}
    assert {car: (e.drivers[0].first, e.drivers[0].last) for car, e in by_car.items()} == {
        "1": ("Bea", "Bold"),
        "01": ("Ann", "Able"),
        "9": ("Cy", "Cole Jr."),
    }
    assert by_car["1"].eligible is False
    assert by_car["01"].eligible is None
    assert (by_car["1"].make, by_car["9"].make) == ("Ford", "Toyota")


def test_drivers_of_one_surname_are_told_apart_and_small_words_belong_to_it(
    tmp_path: Path,
) -> None:
    feed = three_cars()
    feed["laps"][0]["FullName"] = "Shane Van Gisbergen #"
    feed["laps"][1]["FullName"] = "Kay Cole(i)"
    feed["laps"][2]["FullName"] = "Cy Cole"
    found = {e.car: e.drivers[0] for e in race(write(tmp_path, a=feed)).entries}
    assert (found["01"].last, found["1"].short, found["9"].short) == (
        "Van Gisbergen",
        "K. Cole",
        "C. Cole",
    )


def test_what_no_feed_tells_stays_unknown(tmp_path: Path) -> None:
    header = race(write(tmp_path, a=three_cars())).header
    assert (header.date, header.track, header.scheduled_laps) == (None, None, None)
    assert header.stages == ()
    assert header.known.stops is None


# -- crossings


def test_every_place_holds_and_a_moved_time_is_carried_on(tmp_path: Path) -> None:
    feed = three_cars()
    rows = feed["laps"][0]["Laps"], feed["laps"][1]["Laps"]
    # 01 is said to lead from lap 1 on, though by times and grid 1 is 0.07 s ahead until lap 4.
    for own, other in zip(*rows, strict=True):
        if own["Lap"]:
            own["RunningPos"], other["RunningPos"] = 1, 2
    found = race(write(tmp_path, a=feed))
    ended = crossings(found)
    assert [places(found, lap)[:2] for lap in range(1, 6)] == [["01", "1"]] * 5
    times = {car: [b - a for a, b in pairwise(line)] for car, line in ended.items()}
    assert times["01"] == [300_000, 600_000, 290_000, 300_000]
    assert times["1"] == [300_000, 600_000, 300_000, 300_000]


def test_places_of_one_rank_go_by_time(tmp_path: Path) -> None:
    feed = three_cars()
    for row in feed["laps"][0]["Laps"][:3], feed["laps"][1]["Laps"][:3]:
        for lap in row[1:]:
            lap["RunningPos"] = 1
    assert places(race(write(tmp_path, a=feed)), 2)[:2] == ["1", "01"]


def test_lap_0_with_a_time_is_the_start_of_each_car(tmp_path: Path) -> None:
    feed = three_cars()
    for index, start in enumerate((0.4, 0.0, 1.2)):
        feed["laps"][index]["Laps"][0]["LapTime"] = start
    found = race(write(tmp_path, a=feed))
    assert {car: line[0] for car, line in crossings(found).items()} == {
        "01": 309_000,
        "1": 305_000,
        "9": 332_000,
    }
    assert all(line.known[0].crossing == "timed" for line in found.laps)


def test_twins_on_the_grid_are_ranked(tmp_path: Path) -> None:
    feed = three_cars()
    for rows in feed["laps"]:
        rows["Laps"][0]["RunningPos"] = 2
    assert [entry.grid for entry in race(write(tmp_path, a=feed)).entries] == [1, 2, 3]


def test_laps_after_the_flag_are_left_out_and_told(tmp_path: Path) -> None:
    feed = three_cars()
    feed["laps"][0]["Laps"].append({"Lap": 6, "LapTime": 99.0, "RunningPos": 1})
    feed["flags"].append({"LapsCompleted": 6, "FlagState": 2})
    found = imported(write(tmp_path, a=feed))
    assert len(crossings(found.race)["01"]) == 5
    assert "car 01: a lap after the flag, 6, is left out" in found.told


def test_a_race_without_the_flag_of_the_finish_ends_with_its_last_lap(tmp_path: Path) -> None:
    feed = three_cars()
    feed["flags"][-1]["FlagState"] = 2
    events = race(write(tmp_path, a=feed)).events
    assert [event.lap for event in events if isinstance(event, Chequered)] == [5]


def test_the_order_at_the_end_wins_over_the_row_of_the_last_lap(tmp_path: Path) -> None:
    feed = three_cars()
    feed["laps"][0]["RunningPos"], feed["laps"][1]["RunningPos"] = 2, 1
    found = imported(write(tmp_path, a=feed))
    assert places(found.race, 5) == ["1", "01"]
    assert any("car 1, lap 5: place 2, but 1 at the end" in line for line in found.told)


@pytest.mark.parametrize("written", [None, "-1", 9999.999, -1])
def test_a_lap_whose_time_is_missing_or_capped_is_estimated_and_says_so(
    tmp_path: Path, written: object
) -> None:
    feed = three_cars()
    for rows in feed["laps"][:2]:
        rows["Laps"][3]["LapTime"] = written
    feed["laps"][2]["Laps"].append({"Lap": 3, "LapTime": 60.0, "RunningPos": 3})
    found = race(write(tmp_path, a=feed))
    line = next(line for line in found.laps if line.car == "1")
    assert line.crossings[2] - line.crossings[1] == 600_000, "as long as the lap that is known"
    assert [(span.lap, span.lap_time) for span in line.known] == [
        (1, "timed"),
        (3, "estimated"),
        (4, "timed"),
    ]


def test_a_red_flag_inside_a_lap_is_cut_out_for_all_cars_alike(tmp_path: Path) -> None:
    calm = race(write(tmp_path / "a", a=three_cars()))
    feed = three_cars()
    for rows in feed["laps"][:2]:
        rows["Laps"][3]["LapTime"] += 900
    found = race(write(tmp_path / "b", a=feed))
    assert [event.lap for event in found.events if isinstance(event, Red)] == [2]
    later = crossings(found)["1"][4] - crossings(calm)["1"][4]
    assert abs(later) < 1_000_000, "the 900 s are gone"
    both = crossings(found)
    assert both["1"][4] - both["01"][4] == crossings(calm)["1"][4] - crossings(calm)["01"][4]


def test_a_car_that_stops_is_out_when_its_next_lap_fails_to_come(tmp_path: Path) -> None:
    found = race(write(tmp_path, a=three_cars()))
    (out,) = (event for event in found.events if isinstance(event, Retirement))
    assert out.car == "9"
    assert out.basis == "estimated"
    assert out.at > crossings(found)["9"][-1]


# -- flags


def test_flags_of_laps_become_a_caution_in_the_lap_before_and_a_green_late_in_the_next(
    tmp_path: Path,
) -> None:
    found = race(write(tmp_path, a=three_cars()))
    told = [(type(e), e.lap, e.basis) for e in found.events if not isinstance(e, Retirement)]
    assert told == [
        (Green, 0, "reconstructed"),
        (Caution, 2, "estimated"),
        (Green, 3, "estimated"),
        (White, 4, "reconstructed"),
        (Chequered, 5, "timed"),
    ]


@pytest.mark.parametrize("wrapped", [False, True])
def test_the_flag_feed_times_flags_and_what_follows_the_finish_is_none(
    tmp_path: Path, wrapped: bool
) -> None:
    rows = {"FlagStates": FLAG_ROWS} if wrapped else FLAG_ROWS
    found = race(write(tmp_path, a=three_cars(), b=rows))
    (caution,) = (event for event in found.events if isinstance(event, Caution))
    assert (caution.at, caution.basis, caution.cars) == (752_500, "timed", ("9", "1"))
    assert (caution.free_pass, caution.where, caution.stage_end) == ("9", "Turn 3", True)
    assert caution.reason == "Incident Turn 3/ Stage 1 Conclusion"
    assert [e.at for e in found.events if isinstance(e, Green)] == [0, 1_475_000]


# -- stops


def test_stops_have_both_ends_and_rows_before_the_start_and_after_the_flag_are_none(
    tmp_path: Path,
) -> None:
    rows = [
        pit("1", 0, 0, 0, pit_in_flag_status=8),
        pit("1", 2, 110.0, 140.0),
        pit("01", 2, 111.0, 142.5, left_front_tire_changed=False, left_rear_tire_changed=False),
        pit("1", 5, 190.0, 300.0),
        pit("9", 2, 191.0, 300.0, pit_in_flag_status=4),
    ]
    found = race(write(tmp_path, a=three_cars(), b=rows))
    assert [(s.car, s.lap, s.entry, s.exit, s.tyres) for s in found.stops] == [
        ("1", 2, 1_100_000, 1_400_000, 4),
        ("01", 2, 1_110_000, 1_425_000, 2),
    ]
    assert found.header.known.stops == "timed"


@pytest.mark.parametrize("unknown", [0, -1])
def test_an_end_that_is_unknown_is_no_end(tmp_path: Path, unknown: int) -> None:
    rows = [pit("9", 2, 80.0, unknown), pit("1", 2, 110.0, unknown)]
    found = imported(write(tmp_path, a=three_cars(), b=rows))
    assert [(stop.car, stop.exit, stop.left) for stop in found.race.stops] == [
        ("9", None, False),
        ("1", None, True),
    ]
    assert "stop of car 1 on lap 3: no end is known" in found.told


def test_stops_as_csv_are_those_of_json(tmp_path: Path) -> None:
    rows = [pit("01", 2, 111.0, 142.5), pit("9", 2, 80.0, -1.0)]
    table = "\n".join([",".join(rows[0]), *(",".join(map(str, row.values())) for row in rows)])
    as_json = race(write(tmp_path / "a", a=three_cars(), b=rows))
    as_csv = race(write(tmp_path / "b", a=three_cars(), b=table))
    assert as_csv.stops == as_json.stops != ()
    folder = write(tmp_path / "c", a=three_cars(), b=table.replace("142.5", "soon"))
    assert "b.txt, line 2: `pit_out_race_time`: " in refusal(folder)


# -- the official result


def test_official_gaps_hold_at_the_flag_and_the_result_is_met(tmp_path: Path) -> None:
    found = race(write(tmp_path, a=three_cars(), b=weekend()))
    ended = crossings(found)
    assert ended["1"][4] - ended["01"][4] == 4_200
    assert {finding.rule: finding.outcome for finding in check(found)}.items() >= {
        "finishing order": "met",
        "gap to the winner": "met",
        "margin of victory": "met",
        "laps completed": "met",
        "leader of every lap": "met",
        "running at the end": "met",
    }.items()
    header = found.header
    assert (header.name, header.date, header.scheduled_laps) == ("Invented 150", "2021-06-05", 5)
    assert [stage.ends for stage in header.stages] == [2, 5]


def test_the_words_of_a_caution_are_those_numbered_a_lap_later(tmp_path: Path) -> None:
    found = race(write(tmp_path, a=three_cars(), b=weekend()))
    (caution,) = (event for event in found.events if isinstance(event, Caution))
    assert (caution.reason, caution.cars, caution.free_pass) == ("Spin Turn 2", ("9",), None)


def test_a_lap_that_the_official_count_lacks_is_left_out(tmp_path: Path) -> None:
    feed = three_cars()
    feed["laps"][2]["Laps"].append({"Lap": 3, "LapTime": 500.0, "RunningPos": 3})
    found = imported(write(tmp_path, a=feed, b=weekend()))
    assert len(crossings(found.race)["9"]) == 2
    assert "car 9: 3 laps, of which the official count has 2" in found.told


def test_a_disqualified_winner_goes_last_by_a_ruling(tmp_path: Path) -> None:
    rows = [
        result("1", "Bea Bold", 1, 5, 0),
        result("9", "Cy Cole Jr.", 2, 2, 0, finishing_status="Engine"),
        result("01", "Ann Able", 3, 5, 0, disqualified=True, finishing_status="Disqualified"),
    ]
    folder = write(tmp_path, a=three_cars(), b=weekend(results=rows, margin_of_victory=""))
    found = {finding.rule: finding.outcome for finding in check(race(folder))}
    assert found["finishing order"] == "met"


def test_overtime_and_a_called_race_have_another_distance_than_scheduled(tmp_path: Path) -> None:
    longer = race(write(tmp_path / "a", a=three_cars(), b=weekend(scheduled_laps=4)))
    assert [e.laps for e in longer.events if isinstance(e, Distance)] == [5]
    shorter = race(write(tmp_path / "b", a=three_cars(), b=weekend(scheduled_laps=50)))
    assert [e.reason for e in shorter.events if isinstance(e, Distance)] == ["called"]


def test_a_car_that_never_completed_a_lap_is_entered_and_out(tmp_path: Path) -> None:
    feed = three_cars()
    feed["laps"][2]["Laps"] = []
    found = race(write(tmp_path, a=feed))
    assert crossings(found)["9"] == ()
    assert [entry.grid for entry in found.entries if entry.car == "9"] == [None]
    assert [event.car for event in found.events if isinstance(event, Retirement)] == ["9"]


def test_one_car_over_one_lap_is_a_race(tmp_path: Path) -> None:
    feed = {
        "laps": [car("5", "Ann Able", 1, laps((30.0, 1), grid=(None, 1)))],
        "flags": flags([8, 4]),
    }
    assert crossings(race(write(tmp_path, a=feed))) == {"5": (300_000,)}


def test_the_weekend_tells_of_the_cars_and_of_the_totals(tmp_path: Path) -> None:
    feed = three_cars()
    for row in feed["laps"][0]["Laps"][1:]:
        row["LapSpeed"] = 1.5 * 3600 / row["LapTime"]
    told = weekend(
        number_of_lead_changes=1,
        number_of_leaders=2,
        total_race_time="0:02:59",
        average_speed=150.838,
    )
    told["weekend_race"][0]["results"][0] |= {
        "sponsor": "Able Tools",
        "crew_chief_fullname": "Ed Early",
    }
    found = race(write(tmp_path, a=feed, b=FLAG_ROWS, c=told))
    entry = next(entry for entry in found.entries if entry.car == "01")
    assert (entry.sponsor, entry.crew_chief) == ("Able Tools", "Ed Early")
    assert found.header.lap_length == 1500
    official = found.official
    assert official is not None
    assert (official.lead_changes, official.leaders, official.race_time) == (1, 2, 1_790_000)
    assert official.average_speed == 150_838
