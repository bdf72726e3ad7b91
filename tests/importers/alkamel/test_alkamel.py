"""Each trap of Al Kamel's sheets, on sheets made by hand."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.importers.alkamel.sheets import (
    HEAD,
    START,
    Car,
    Lap,
    analysis,
    crossings,
    imported,
    laps,
    race,
    race_of,
    result,
    results,
    rows,
    stops,
    table,
    two_classes,
    two_classes_result,
    weather,
    write,
)

from replay.foreign.foreign_file import ForeignFileError
from replay.importers import Imported, candidates
from replay.importers.alkamel.classes import class_marks
from replay.importers.alkamel.names import driver_of
from replay.importers.surnames import told_apart
from replay.race.check import check
from replay.race.model import SECOND, Chequered, Flag, Green, Red, Ruling, Stop

# -- the sheet as CSV


def test_a_sheet_is_read_with_blanks_before_names_a_mark_and_trailing_separators(
    tmp_path: Path,
) -> None:
    found = race(write(tmp_path, sheet="\ufeff" + analysis(*two_classes())))
    assert crossings(found)["50"] == (1_010_000, 2_010_000, 3_010_000)
    assert found.header.discipline == "endurance"
    assert found.header.known.laps == "timed"


@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("head", [HEAD, HEAD[:-1]])
def test_the_way_a_sheet_is_written_does_not_matter(
    tmp_path: Path, separator: str, end: str, head: tuple[str, ...]
) -> None:
    lines = [row for car in two_classes() for row in rows(car)]
    plain = race_of(tmp_path / "plain", *two_classes())
    text = table(lines, head, separator, end)
    assert race(write(tmp_path / "other", sheet=text)) == plain


def test_columns_are_read_by_name_and_rows_in_any_order(tmp_path: Path) -> None:
    lines = [row for car in two_classes() for row in rows(car)]
    text = table(lines[::-1], (*HEAD[-2::-1], ""))
    assert race(write(tmp_path / "a", sheet=text)).laps
    assert crossings(race(write(tmp_path / "a"))) == crossings(
        race_of(tmp_path / "b", *two_classes())
    )


def test_car_numbers_are_text(tmp_path: Path) -> None:
    found = race_of(tmp_path, *two_classes())
    assert [entry.car for entry in found.entries] == ["7", "50", "007", "155"]
    assert crossings(found)["007"] != crossings(found)["7"]


def test_a_file_of_2021_without_flags_has_none_and_says_so(tmp_path: Path) -> None:
    head = [name for name in HEAD if name != "FLAG_AT_FL"]
    lines = [row for car in two_classes() for row in rows(car)]
    found = imported(write(tmp_path, sheet=table(lines, head)))
    assert found.race.header.known.flags is None
    assert found.race.events == (Chequered(at=3_010_000, lap=3, basis="reconstructed"),)
    assert "no column FLAG_AT_FL" in found.told


def test_without_flags_a_race_that_goes_on_is_told_by_cars_that_cross_twice_after_the_leader(
    tmp_path: Path,
) -> None:
    head = [name for name in HEAD if name != "FLAG_AT_FL"]
    on = Car("9", laps(110.0, 100.0, 95.0, 100.0, 90.0, 90.0))
    stopped = Car("50", laps(*[60.0] * 7))
    lines = [row for car in (on, stopped) for row in rows(car)]
    found = imported(write(tmp_path, sheet=table(lines, head)))
    assert found.race.events == ()
    assert "no car has the chequered flag: the sheet ends before the race did" in found.told


def test_formula_e_has_no_classes_and_other_columns_for_the_flag(tmp_path: Path) -> None:
    cars = [replace(car, race_class="") for car in two_classes()]
    head = [
        column
        for name in HEAD
        for column in (("POWER", "FANBOOST", "ATTACK_MODE") if name == "FLAG_AT_FL" else (name,))
    ]
    found = race(write(tmp_path, sheet=table([row for car in cars for row in rows(car)], head)))
    assert found.header.classes == ()
    assert {entry.race_class for entry in found.entries} == {None}


def test_a_file_of_gr_cup_without_names_and_teams_leaves_them_unknown(tmp_path: Path) -> None:
    head = [name for name in HEAD if name not in ("DRIVER_NAME", "TEAM")] + ["IM1a_time"]
    lines = [row for car in two_classes() for row in rows(car)]
    found = race(write(tmp_path, sheet=table(lines, head)))
    assert all(not entry.drivers and entry.team is None for entry in found.entries)
    assert found.header.known.drivers is None


@pytest.mark.parametrize(
    ("written", "ticks"),
    [("52.706", 527_060), ("3:53.276", 2_332_760), ("1:02:13.5", 37_335_000),
     ("17:31:33.055", 630_930_550)],
)  # fmt: skip
def test_times_are_written_to_the_base_of_sixty(tmp_path: Path, written: str, ticks: int) -> None:
    line = rows(Car("5", [Lap(1.0)]))[0] | {"LAP_TIME": written, "ELAPSED": written, "HOUR": ""}
    assert crossings(race(write(tmp_path, sheet=table([line]))))["5"] == (ticks,)


# -- the clock


def test_the_time_of_day_at_the_start_is_that_of_every_row_past_midnight_too(
    tmp_path: Path,
) -> None:
    late = 86_400_000 - 150_000
    found = race(write(tmp_path, sheet=analysis(*two_classes(), start=late)))
    assert found.header.time_of_day == late * 10


def test_hours_that_are_of_no_one_clock_are_left_out_and_told(tmp_path: Path) -> None:
    lines = rows(two_classes()[0]) + rows(two_classes()[1], START + 5_000)
    found = imported(write(tmp_path, sheet=table(lines)))
    assert found.race.header.time_of_day is None
    assert "HOUR and ELAPSED are not one clock: the time of day is left out" in found.told


def test_lap_times_that_elapsed_has_otherwise_are_told(tmp_path: Path) -> None:
    lines = rows(two_classes()[0])
    lines[1]["LAP_TIME"] = "1:39.000"
    found = imported(write(tmp_path, sheet=table(lines)))
    assert crossings(found.race)["50"][1] == 2_010_000
    assert "1 lap times are not what ELAPSED gives, which is followed" in found.told


def test_a_lap_without_a_time_has_the_one_that_elapsed_gives(tmp_path: Path) -> None:
    lines = rows(Car("5", [Lap(100.0, in_pit=True), Lap(130.0, "FF", pit="0:00:40.000")]))
    lines[1] |= {"LAP_TIME": "", "DRIVER_NUMBER": "0"}
    found = imported(write(tmp_path, sheet=table(lines)))
    assert crossings(found.race)["5"] == (1_000_000, 2_300_000)
    assert found.race.stops == (Stop(car="5", lap=0, length=400_000),)
    assert found.told == ()


# -- classes and drivers


def test_classes_stand_in_the_order_of_their_pace_not_of_one_best_lap(tmp_path: Path) -> None:
    cars = (
        Car("1", laps(100.0, 100.0, 100.0), "GTD"),
        Car("2", [Lap(99.5), Lap(98.0), Lap(99.5, "FF")], "GTDPRO"),
        Car("3", [Lap(96.0), Lap(101.0), Lap(101.0, "FF")], "GTD"),
    )
    found = race_of(tmp_path, *cars)
    assert [(one.name, one.short) for one in found.header.classes] == [
        ("GTDPRO", "PRO"),
        ("GTD", "GTD"),
    ]


@pytest.mark.parametrize(
    ("names", "marks"),
    [
        (["HYPERCAR", "LMP2", "LMGT3"], ["HYP", "P2", "GT3"]),
        (["GTP", "LMP2", "GTDPRO", "GTD"], ["GTP", "P2", "PRO", "GTD"]),
        (["LMP1", "LMGTE Pro", "LMGTE Am"], ["P1", "PRO", "AM"]),
        (["LMP2", "LMP2 Pro/Am", "LMP3", "LMGTE"], ["P2", "AM", "P3", "GTE"]),
        (["GS", "TCR", "DPi"], ["GS", "TCR", "DPI"]),
        (["Innovative", "Innocent", "Innate", "Inn"], ["INN", "INT", "INE", "1"]),
        (["Ω", "日本"], ["CLA", "1"]),
    ],
)
def test_a_class_has_a_mark_of_three_letters_and_no_two_the_same(
    names: list[str], marks: list[str]
) -> None:
    assert list(class_marks(names).values()) == marks


def test_one_class_is_no_class(tmp_path: Path) -> None:
    found = race_of(tmp_path, Car("1", laps(100.0, 100.0)), Car("2", laps(101.0, 101.0)))
    assert found.header.classes == ()
    assert found.entries[0].race_class is None


def test_a_car_without_a_class_among_others_stands_in_one_of_its_own(tmp_path: Path) -> None:
    odd = Car("1", laps(200.0, 200.0), "")
    found = race_of(tmp_path, *two_classes(), odd)
    assert [one.short for one in found.header.classes] == ["HYP", "GT3", "OTH"]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("Kévin ESTRE", "Kévin", "Estre"),
        ("Sheldon VAN DER LINDE", "Sheldon", "van der Linde"),
        ("Nyck DE VRIES", "Nyck", "de Vries"),
        ("Reshad DE GÉRUS", "Reshad", "de Gérus"),
        ("PJ HYETT", "PJ", "Hyett"),
        ("PJ Hyett", "PJ", "Hyett"),
        ("AJ Allmendinger", "AJ", "Allmendinger"),
        ("Scott MCLAUGHLIN", "Scott", "McLaughlin"),
        ("Scott McLAUGHLIN", "Scott", "McLaughlin"),
        ("Nyck de VRIES", "Nyck", "de Vries"),
        ("Pato O'WARD", "Pato", "O'Ward"),
        ("Jérôme D'AMBROSIO", "Jérôme", "d'Ambrosio"),
        ("Jean-Karl VERNAY", "Jean-Karl", "Vernay"),
        ("Alex SAINT-ANDRÉ", "Alex", "Saint-André"),
        ("Alessandro PIER GUIDI", "Alessandro", "Pier Guidi"),
        ("Carl Wattana BENNETT", "Carl Wattana", "Bennett"),
        ("Yifei YE", "Yifei", "Ye"),
        ("YE Yifei", "Yifei", "Ye"),
        ("ESTRE Kévin", "Kévin", "Estre"),
        ("KEVIN ESTRE", "Kevin", "Estre"),
        ("Roman De Angelis", "Roman", "De Angelis"),
        ("Kay van Berlo", "Kay", "van Berlo"),
        ("Jordan Taylor", "Jordan", "Taylor"),
        ("Graham RAHAL III", "Graham", "Rahal III"),
        ("John Paul JR", "John", "Paul Jr."),
        ("Colin BRAUN JR.", "Colin", "Braun Jr."),
        ("DERANI", "", "Derani"),
        ("周冠宇", "", "周冠宇"),
    ],
)
def test_surnames_in_capitals_become_names(written: str, first: str, last: str) -> None:
    driver = driver_of(written)
    assert driver is not None
    assert (driver.first, driver.last) == (first, last)


def test_two_of_one_surname_are_told_apart_wherever_they_drive() -> None:
    names = ("Dries VANTHOOR", "Laurens VANTHOOR", "Jordan TAYLOR", "Jonathan TAYLOR", "Ed JONES")
    crews = [(driver,) for name in names if (driver := driver_of(name))]
    shorts = [crew[0].short for crew in told_apart([*crews, crews[0]])]
    assert shorts == ["D. Vanthoor", "L. Vanthoor", "Jor. Taylor", "Jon. Taylor", None,
                      "D. Vanthoor"]  # fmt: skip


def test_who_starts_and_who_takes_over_at_which_stop_is_known(tmp_path: Path) -> None:
    car = Car(
        "6",
        [
            Lap(100.0, driver=2),
            Lap(110.0, driver=2, in_pit=True),
            Lap(150.0, driver=1, pit="0:01:14.000"),
            Lap(110.0, driver=1, in_pit=True),
            Lap(150.0, "FF", driver=1, pit="0:01:05.500"),
        ],
        drivers=("Kévin ESTRE", "André LOTTERER"),
    )
    found = race_of(tmp_path, car)
    assert found.entries[0].starts == 1
    assert [driver.last for driver in found.entries[0].drivers] == ["Estre", "Lotterer"]
    assert stops(found, "6") == [
        Stop(car="6", lap=1, length=74 * SECOND, driver=0),
        Stop(car="6", lap=3, length=655_000),
    ]
    assert found.header.known.drivers == "timed"
    assert (found.header.known.stops, found.header.known.stop_lengths) == ("estimated", "timed")


def test_namesakes_of_a_sheet_have_a_short_name_each(tmp_path: Path) -> None:
    ann = Car("1", laps(100.0, 100.0), "GT", ("Ann ABLE",), "One")
    bob = Car("2", laps(101.0, 101.0), "GT", ("Bob ABLE",), "Two")
    found = race_of(tmp_path, ann, bob)
    assert [one.short for entry in found.entries for one in entry.drivers] == ["A. Able", "B. Able"]


def test_a_change_of_driver_without_a_mark_is_a_stop_and_told(tmp_path: Path) -> None:
    car = Car(
        "6",
        [Lap(100.0), Lap(180.0, driver=2), Lap(100.0, "FF", driver=2)],
        drivers=("Kévin ESTRE", "André LOTTERER"),
    )
    found = imported(write(tmp_path, sheet=analysis(car)))
    assert stops(found.race, "6") == [Stop(car="6", lap=0, driver=1)]
    assert "car 6, lap 1: a stop told by its change of driver alone" in found.told


# -- stops


def test_a_stop_is_marked_on_its_in_lap_and_timed_on_the_next(tmp_path: Path) -> None:
    car = Car(
        "20",
        [
            Lap(100.0),
            Lap(105.0, in_pit=True),
            Lap(63_093.055, pit="17:27:26.277"),
            Lap(110.0, "FF", in_pit=True),
        ],
    )
    found = race_of(tmp_path, car)
    assert stops(found, "20") == [
        Stop(car="20", lap=1, length=628_462_770),
        Stop(car="20", lap=3),
    ]


def test_time_in_the_pit_lane_on_lap_1_is_a_start_from_there_and_no_stop(tmp_path: Path) -> None:
    car = Car("78", [Lap(140.0, pit="0:00:34.848"), Lap(100.0, "FF")])
    found = race_of(tmp_path, car, Car("1", laps(100.0, 100.0)))
    begins = {entry.car: entry.begins for entry in found.entries}
    assert begins == {"78": "pit lane", "1": "grid"}
    assert found.stops == ()


def test_a_stop_longer_than_its_two_laps_keeps_its_lap_alone(tmp_path: Path) -> None:
    car = Car("5", [Lap(100.0, in_pit=True), Lap(100.0, "FF", pit="0:03:20.001")])
    found = imported(write(tmp_path, sheet=analysis(car)))
    assert stops(found.race, "5") == [Stop(car="5", lap=0)]
    assert any("longer in the pit lane than for both laps" in line for line in found.told)


# -- flags


def flagged(*flags: tuple[float, str]) -> Car:
    return Car("50", [Lap(time, flag) for time, flag in flags])


def test_a_period_shorter_than_the_leader_s_lap_is_read_off_the_others(tmp_path: Path) -> None:
    leader = flagged((100.0, "GF"), (130.0, "GF"), (100.0, "GF"), (100.0, "FF"))
    other = Car("7", [Lap(150.0, "FCY"), Lap(170.0), Lap(150.0, "FF")])
    third = Car("8", [Lap(170.0, "FCY"), Lap(170.0), Lap(120.0, "FF")])
    fourth = Car("9", [Lap(120.0), Lap(170.0), Lap(190.0, "FF")])
    found = race_of(tmp_path, leader, other, third, fourth)
    assert [type(event) for event in found.events] == [Green, Flag, Green, Chequered]
    yellow, green = found.events[1:3]
    # Green last at 120 s, yellow at 150 and 170, green again at 230 s.
    assert (yellow.at, yellow.lap, yellow.basis) == (135 * SECOND, 1, "estimated")
    assert (green.at, green.lap) == (200 * SECOND, 1)
    assert found.events[-1] == Chequered(at=430 * SECOND, lap=4, basis="timed")


def test_the_words_of_the_flags_and_how_far_they_neutralise(tmp_path: Path) -> None:
    leader = flagged(
        (100.0, "GF"), (100.0, "SF"), (100.0, "GF"), (100.0, "FCY"), (100.0, "SF"), (100.0, "RF"),
        (900.0, "SF"), (100.0, "GF"), (100.0, "FF"),
    )  # fmt: skip
    found = race_of(tmp_path, leader)
    told = [
        (event.flag, event.neutralises, event.number)
        if isinstance(event, Flag)
        else type(event).__name__
        for event in found.events
    ]
    assert told == [
        "Green", ("safety car", "bunch", 1), "Green", ("FCY", "slow", 1),
        ("safety car", "bunch", 2), "Red", ("safety car", "bunch", 3), "Green", "Chequered",
    ]  # fmt: skip
    assert [event.clock for event in found.events if isinstance(event, Red)] == ["runs"]
    assert found.header.known.flags == "estimated"


def test_a_bunched_field_is_let_go_at_its_first_crossing_under_green(tmp_path: Path) -> None:
    leader = flagged((100.0, "GF"), (200.0, "SF"), (300.0, "GF"), (100.0, "FF"))
    found = race_of(tmp_path, leader)
    assert [event.at for event in found.events] == [0, 200 * SECOND, 6_000_000 - 1, 7_000_000]
    assert [event.lap for event in found.events] == [0, 1, 2, 4]


def neutralised(*, bunched: bool) -> list[Car]:
    """Ten cars spread over a lap of 100 s, two of them under yellow, then together or as before."""
    cars = []
    for place in range(10):
        gap = place * 10.0
        catch = gap - place * 1.0 if bunched else 0.0
        times = [
            Lap(100.0 + gap),
            Lap(160.0, "FCY"),
            Lap(160.0 - catch, "FCY"),
            Lap(100.0),
            Lap(100.0, "FF"),
        ]
        cars.append(Car(str(place + 1), times))
    return cars


@pytest.mark.parametrize(("bunched", "word"), [(True, "bunch"), (False, "slow")])
def test_a_yellow_that_is_the_only_neutralisation_bunches_if_the_gaps_say_so(
    tmp_path: Path, bunched: bool, word: str
) -> None:
    found = race_of(tmp_path, *neutralised(bunched=bunched))
    assert [event.neutralises for event in found.events if isinstance(event, Flag)] == [word]
    source = next(one.text for one in found.header.sources if one.of == "flags")
    assert source.endswith("measured in the gaps after it")


def test_a_yellow_bunches_at_imsa_whatever_the_gaps(tmp_path: Path) -> None:
    cars = neutralised(bunched=False)
    lines = [
        result(place, car.number, 5, "", "", FL_LAPNUM="4", FL_TIME="1:40.000", IMSA_CarId="1")
        for place, car in enumerate(cars, 1)
    ]
    head = ("POSITION", "NUMBER", "STATUS", "LAPS", "TOTAL_TIME", "GAP_FIRST", "FL_LAPNUM",
            "FL_TIME", "IMSA_CarId", "")  # fmt: skip
    found = race(write(tmp_path, a=analysis(*cars), b=results(*lines, head=head)))
    assert found.header.series == "IMSA"
    assert [event.neutralises for event in found.events if isinstance(event, Flag)] == ["bunch"]


def test_a_race_may_begin_behind_the_safety_car_or_have_it_out_on_lap_1(tmp_path: Path) -> None:
    rest = (*[(100.0, "GF")] * 5, (100.0, "FF"))
    slow = race_of(tmp_path / "slow", flagged((200.0, "SF"), *rest))
    assert [type(event) for event in slow.events] == [Flag, Green, Chequered]
    quick = race_of(tmp_path / "quick", flagged((105.0, "SF"), *rest))
    assert [type(event) for event in quick.events] == [Green, Flag, Green, Chequered]
    assert quick.events[1].at == 525_000


def test_a_sheet_of_a_race_that_goes_on_has_no_chequered_flag(tmp_path: Path) -> None:
    found = imported(write(tmp_path, sheet=analysis(flagged((100.0, "GF"), (100.0, "GF")))))
    assert [type(event) for event in found.race.events] == [Green]
    assert "no car has the chequered flag: the sheet ends before the race did" in found.told


def test_a_flag_nobody_knows_is_told_and_neutralises_nothing(tmp_path: Path) -> None:
    car = flagged((100.0, "GF"), (100.0, "ZZ"), (100.0, "FF"))
    found = imported(write(tmp_path, sheet=analysis(car)))
    flag = found.race.events[1]
    assert isinstance(flag, Flag)
    assert (flag.flag, flag.neutralises) == ("ZZ", "nothing")
    assert "flag ZZ: what it means is not known" in found.told


def test_nobody_is_called_out(tmp_path: Path) -> None:
    found = race_of(tmp_path, *two_classes(), Car("99", [Lap(100.0), Lap(100.0, in_pit=True)]))
    assert found.header.known.retirements is None
    assert {event.__class__.__name__ for event in found.events} == {"Green", "Chequered"}


# -- results and weather


def with_results(folder: Path, *lines: dict[str, str]) -> Path:
    return write(folder, a=analysis(*two_classes()), b=results(*lines))


def test_results_give_the_official_result_the_crews_and_cars_that_never_ran(
    tmp_path: Path,
) -> None:
    found = race(with_results(tmp_path, *two_classes_result()))
    assert found.official is not None
    lines = [(one.car, one.laps, one.gap, one.best_lap) for one in found.official.results]
    assert lines[:4] == [
        ("50", 3, 0, 1_000_000),
        ("007", 3, 17_500, 1_002_500),
        ("7", 3, 40_000, 1_010_000),
        ("155", 2, None, 1_400_000),
    ]
    assert (found.official.margin, found.official.race_time) == (17_500, 3_010_000)
    entries = {entry.car: entry for entry in found.entries}
    assert [(one.last, one.code) for one in entries["50"].drivers] == [
        ("Fuoco", "FUO"),
        ("Molina", None),
    ]
    assert entries["9"].begins == "not started"
    assert entries["50"].starts == 0
    assert {finding.outcome for finding in check(found)} == {"met"}


def test_a_result_of_another_order_or_time_is_a_ruling_after_the_flag(tmp_path: Path) -> None:
    first, second, third, *rest = two_classes_result()
    second |= {"TOTAL_TIME": "5:07.750", "GAP_FIRST": "+6.750", "POSITION": "3"}
    third |= {"POSITION": "2"}
    found = race(with_results(tmp_path, first, third, second, *rest))
    ruling = found.events[-1]
    assert isinstance(ruling, Ruling)
    assert ruling.at == max(line.crossings[-1] for line in found.laps)
    assert ruling.order == ("50", "7", "007", "155")
    assert [(one.car, one.time) for one in ruling.added] == [("007", 50_000)]
    assert ruling.text == "car 007 +5.000 s"
    assert found.official is not None
    assert [one.car for one in found.official.results][:3] == ["50", "7", "007"]


def test_a_total_that_is_not_of_the_line_and_no_penalty_is_left_out_and_told(
    tmp_path: Path,
) -> None:
    lines = [dict(line) for line in two_classes_result()]
    lines[3]["TOTAL_TIME"] = "5:24.315"
    found = imported(with_results(tmp_path, *lines))
    assert not any(isinstance(event, Ruling) for event in found.race.events)
    assert found.race.official is not None
    assert found.race.official.results[3].elapsed is None
    assert "car 155: TOTAL_TIME is not of its last crossing: left out" in found.told


def test_results_stand_in_the_order_of_their_places_cars_without_one_last(tmp_path: Path) -> None:
    lines = [dict(line) for line in two_classes_result()]
    lines[4]["POSITION"] = ""
    found = race(with_results(tmp_path, *lines[::-1]))
    assert found.official is not None
    assert [one.car for one in found.official.results] == ["50", "007", "7", "155", "9"]


def test_a_car_that_was_disqualified_is_excluded_by_the_ruling(tmp_path: Path) -> None:
    first, second, third, fourth, fifth = two_classes_result()
    first |= {"POSITION": "5", "STATUS": "Disqualified", "GAP_FIRST": ""}
    found = race(with_results(tmp_path, second | {"GAP_FIRST": "-"}, third, fourth, first, fifth))
    ruling = found.events[-1]
    assert isinstance(ruling, Ruling)
    assert ruling.excluded == ("50",)


def test_laps_that_the_official_count_lacks_are_taken_from_a_car_and_told(tmp_path: Path) -> None:
    lines = [dict(line) for line in two_classes_result()]
    lines[3] |= {"LAPS": "1", "TOTAL_TIME": "2:20.000", "GAP_FIRST": "2 Laps"}
    found = imported(with_results(tmp_path, *lines))
    assert crossings(found.race)["155"] == (1_400_000,)
    assert "car 155: 2 laps, of which the official count has 1" in found.told


def test_results_of_another_race_are_refused_with_the_first_difference(tmp_path: Path) -> None:
    lines = [line | {"FL_TIME": "1:23.456"} for line in two_classes_result()]
    with pytest.raises(ForeignFileError) as refused:
        imported(with_results(tmp_path, *lines))
    assert str(refused.value) == (
        f"{tmp_path}/b.txt, line 2: results of another race than {tmp_path}/a.txt: "
        "car 50 has its best lap, 2, in another time there"
    )


def test_results_of_other_cars_are_refused(tmp_path: Path) -> None:
    lines = [result(1, "11", 3, "5:01.000", "-"), result(2, "12", 3, "5:02.000", "+1.000")]
    with pytest.raises(ForeignFileError, match=r"line 2: results of another race .* no car 11"):
        imported(with_results(tmp_path, *lines))


def test_of_two_races_in_one_folder_each_gets_the_results_of_its_laps(tmp_path: Path) -> None:
    other = [replace(car, laps=[replace(lap, time=lap.time + 1) for lap in car.laps])
             for car in two_classes()]  # fmt: skip
    folder = write(
        tmp_path,
        a=analysis(*two_classes()),
        b=analysis(*other),
        c=results(*two_classes_result()),
    )
    found = candidates(None, [folder])
    assert [one.line for one in found] == [
        f"{folder}/a.txt: analysis, results",
        f"{folder}/b.txt: analysis",
    ]
    with pytest.raises(ForeignFileError, match=r"d.txt: results twice for one race, also in"):
        candidates(None, [write(folder, d=results(*two_classes_result()))])


def test_results_alone_are_refused_with_the_reason(tmp_path: Path) -> None:
    folder = write(tmp_path, a=results(*two_classes_result()), b=weather(0, 300))
    with pytest.raises(ForeignFileError, match="no laps of any car: there is results and weather"):
        imported(folder)


@pytest.mark.parametrize(
    ("start", "first", "date"),
    [
        # 12:10:36 local, 16:10:56 UTC on 22 July 2023
        (43_836_712, 1_690_042_256, "2023-07-22"),
        # 23:59 local, 3:59 UTC on the day after
        (86_340_000, 1_690_084_740, "2023-07-22"),
        # 9:00 local in Japan, midnight UTC
        (32_400_000, 1_689_984_000, "2023-07-22"),
        # 1:00 local in Japan, 16:00 UTC on the day before
        (3_600_000, 1_690_041_600, "2023-07-23"),
    ],
)
def test_the_weather_tells_the_local_day(tmp_path: Path, start: int, first: int, date: str) -> None:
    cars = [Car("1", laps(*[100.0] * 40)), Car("2", laps(*[101.0] * 40))]
    folder = write(tmp_path, a=analysis(*cars, start=start), b=weather(first, first + 4_000))
    assert race(folder).header.date == date


def test_weather_of_another_race_is_refused(tmp_path: Path) -> None:
    cars = [Car("1", laps(*[100.0] * 40)), Car("2", laps(*[101.0] * 40))]
    folder = write(tmp_path, a=analysis(*cars), b=weather(1_690_042_256, 1_690_043_256))
    with pytest.raises(ForeignFileError, match=r"b.txt: readings over 0:16:40: of another race"):
        imported(folder)


# -- what cannot be used

_ROWS = rows(two_classes()[0])


def changed(line: int, **cells: str) -> str:
    lines = [dict(row) for row in _ROWS]
    lines[line] |= cells
    return table(lines)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (analysis(*two_classes())[:-100], "line 12: 4 cells, the rows before it have 30"),
        (analysis(*two_classes()).replace("ELAPSED", "LAPSED"), "line 1: no column `ELAPSED`"),
        (table(_ROWS, [n for n in HEAD if n != " HOUR"]), "line 1: no column `HOUR`"),
        (table(_ROWS, (*HEAD[:-1], "TEAM")), "line 1: two columns `TEAM`"),
        (table([]), "no lap of any car"),
        (table(_ROWS) + table(_ROWS), "line 5: a second header: two sheets in one file"),
        (table([*_ROWS, *_ROWS]), "line 5: car 50 has lap 1 twice, also on line 2: two races"),
        (table([_ROWS[0], _ROWS[2]]), "line 3: car 50 has lap 3, but no lap 2"),
        (changed(1, NUMBER="#5"), "line 3: `NUMBER`: no car number: '#5'"),
        (changed(1, LAP_NUMBER="two"), "line 3: `LAP_NUMBER` is no whole number: 'two'"),
        (changed(1, LAP_NUMBER="0"), "line 3: `LAP_NUMBER` must lie between 1 and 5000, not 0"),
        (changed(1, LAP_TIME="1:60.000"), "line 3: `LAP_TIME` is no time: '1:60.000'"),
        (changed(1, ELAPSED="-5"), "line 3: `ELAPSED` is no time: '-5'"),
        (changed(1, ELAPSED="1:41.000"), "line 3: car 50: `ELAPSED` is no later than at the lap"),
        (changed(1, HOUR="noon"), "line 3: `HOUR` is no time: 'noon'"),
        (changed(1, PIT_TIME="x"), "line 3: `PIT_TIME` is no time: 'x'"),
        (changed(1, DRIVER_NUMBER="A"), "line 3: `DRIVER_NUMBER` is no whole number: 'A'"),
        (changed(1, DRIVER_NAME='"A" b'), "line 3: not CSV"),
        (changed(1, DRIVER_NAME="Kévin").encode("latin-1"), "line 3: not UTF-8"),
        (changed(1, DRIVER_NAME="x" * 70_000), "line 3: a line of more than 65,536 bytes"),
        (analysis(*two_classes()) + "\n" + "x" * 100, "line 14: 1 cells, the rows before it"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 80 else "sheet",
)
def test_a_sheet_that_cannot_be_used_is_refused_with_its_line(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    with pytest.raises(ForeignFileError) as refused:
        imported(write(tmp_path, sheet=content))
    line = str(refused.value)
    joint = ", " if said.startswith("line ") else ": "
    assert line.startswith(f"{tmp_path}/sheet.txt{joint}{said}")
    assert "\n" not in line


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"NUMBER": "50"}, "line 3: car 50 twice, also on line 2"),
        ({"NUMBER": "no"}, "line 3: results of another race"),
        ({"NUMBER": "#7"}, "line 3: `NUMBER`: no car number: '#7'"),
        ({"LAPS": "many"}, "line 3: `LAPS` is no number of laps: 'many'"),
        ({"TOTAL_TIME": "long"}, "line 3: `TOTAL_TIME` is no time: 'long'"),
    ],
)
def test_results_that_cannot_be_used_are_refused_with_their_line(
    tmp_path: Path, change: dict[str, str], said: str
) -> None:
    lines = [dict(line) for line in two_classes_result()[:2]]
    lines[1] |= change
    with pytest.raises(ForeignFileError) as refused:
        imported(with_results(tmp_path, *lines))
    assert str(refused.value).startswith(f"{tmp_path}/b.txt, {said}")


def by_number(last: Lap = Lap(101.0)) -> list[Car]:  # noqa: B008
    """Three cars in the order of their numbers, the last of which ends long before the others."""
    return [
        Car("10", laps(*[100.0] * 8)),
        Car("11", laps(*[100.5] * 8)),
        Car("9", [Lap(101.0), Lap(101.0), last]),
    ]


def test_a_sheet_by_numbers_whose_last_car_ends_on_the_track_may_be_cut_and_that_is_told(
    tmp_path: Path,
) -> None:
    found = imported(write(tmp_path, sheet=analysis(*by_number())))
    told = [line for line in found.told if "perhaps cut" in line]
    place = "the sheet ends at car 9, lap 3, on the track before the end of the race"
    assert told == [f"{place}: perhaps cut"]
    ten, eleven, nine = (replace(car, laps=[replace(lap, flag="") for lap in car.laps])
                         for car in by_number())  # fmt: skip
    without_flags = imported(write(tmp_path / "2021", sheet=analysis(ten, eleven, nine)))
    assert any(place in line for line in without_flags.told)


@pytest.mark.parametrize(
    "cars",
    [
        by_number(Lap(130.0, in_pit=True)),
        by_number()[::-1],
        [*by_number()[:1], *by_number()[2:], *by_number()[1:2]],
        [*by_number(), Car("91", laps(*[102.0] * 8))],
        [*by_number()[:2], Car("9", laps(*[115.0] * 7))],
        by_number()[2:],
    ],
    ids=["in the pits", "otherwise ordered", "by place", "not last", "flagged", "alone"],
)
def test_nothing_is_told_of_a_sheet_that_ends_as_whole_ones_do(
    tmp_path: Path, cars: list[Car]
) -> None:
    found = imported(write(tmp_path, sheet=analysis(*cars)))
    assert not [line for line in found.told if "cut" in line]


def test_a_sheet_that_ends_before_its_results_do_is_refused(tmp_path: Path) -> None:
    def lines(laps_of_9: int, *more: dict[str, str]) -> tuple[dict[str, str], ...]:
        return (
            result(1, "10", 8, "13:20.000", "-"),
            result(2, "11", 8, "13:24.000", "+4.000"),
            result(3, "9", laps_of_9, "13:28.000", ""),
            *more,
        )

    def found(name: str, *of: dict[str, str]) -> Imported:
        sheets = {"sheet": analysis(*by_number()), "result": results(*of)}
        return imported(write(tmp_path / name, **sheets))

    assert not [line for line in found("whole", *lines(3)).told if "cut" in line]
    with pytest.raises(ForeignFileError, match=r"line 20: .*9, lap 3, of .* have 8 laps: it was"):
        found("laps", *lines(8))
    with pytest.raises(ForeignFileError, match=r"line 20: ends at car 9, lap 3, .* car 91 ran too"):
        found("cars", *lines(3, result(4, "91", 8, "13:30.000", "")))
    assert found("start", *lines(3, result(4, "91", 0, "", "", STATUS="Not started")))


@pytest.mark.parametrize("at", range(4, 18))
def test_of_a_sheet_cut_anywhere_within_a_car_that_is_told(tmp_path: Path, at: int) -> None:
    """Whatever stands after the first car, unless its last row is of the flag."""
    whole = analysis(*by_number()[:2]).splitlines(keepends=True)
    found = imported(write(tmp_path, sheet="".join(whole[:at])))
    told = [line for line in found.told if "perhaps cut" in line]
    assert bool(told) == (9 < at < 17)
