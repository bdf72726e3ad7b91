"""iRacing's answers, trap by trap, on a small race in their shape."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.importers.iracing.answers import (
    BEGIN,
    CROSSINGS,
    LINK,
    SUBSESSION,
    chart,
    event,
    finish,
    header,
    imported,
    log,
    race_of,
    result,
    row,
    write,
)

from replay.foreign.foreign_file import ForeignFileError
from replay.importers import ImportRefused, candidates, selected
from replay.race.check import check
from replay.race.model import Chequered, Green, Penalty, Retirement, White
from replay.race.timeline import Timeline

ROWS = len(chart())


def laps_of(car: str, rows: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    return {one["lap_number"]: one for one in rows if one["car_number"] == car}


@pytest.mark.parametrize("kept", [False, True])
def test_every_crossing_is_the_session_s_time_to_the_tick(tmp_path: Path, kept: bool) -> None:
    race = imported(tmp_path, chart(), kept=kept).race
    crossings = {line.car: line.crossings for line in race.laps}
    assert crossings == {**CROSSINGS, "33": ()}


def test_chunks_in_any_order_are_one_chart(tmp_path: Path) -> None:
    rows = chart()
    race = race_of(tmp_path, rows[7:], header(ROWS), rows[:7])
    assert race.laps == race_of(tmp_path / "one", rows).laps


def test_a_chunk_that_is_missing_is_told_by_the_count_of_rows(tmp_path: Path) -> None:
    with pytest.raises(ForeignFileError, match=rf"9 laps of the {ROWS} that the header tells of"):
        imported(tmp_path, chart()[:9], header(ROWS))
    with pytest.raises(ForeignFileError, match=f"{ROWS} laps, and the header tells of 9"):
        imported(tmp_path, chart(), header(9))


def test_a_chunk_that_is_missing_is_seen_without_a_header_too(tmp_path: Path) -> None:
    with pytest.raises(ForeignFileError, match="has lap 4 after lap 2: a chunk is missing"):
        imported(tmp_path / "a", [one for one in chart() if one["lap_number"] != 3])
    with pytest.raises(ForeignFileError, match="breaks off on lap 1, a chunk is missing"):
        imported(tmp_path / "b", [one for one in chart() if one["lap_number"] < 2])
    with pytest.raises(ForeignFileError, match="has no lap 0"):
        imported(tmp_path / "c", chart()[1:])


def test_the_header_says_series_season_track_and_day(tmp_path: Path) -> None:
    header_ = race_of(tmp_path, chart(), header(ROWS)).header
    assert (header_.name, header_.short, header_.season) == (
        "An Invented Series", "Invented", "2022 Season 1",
    )  # fmt: skip
    assert header_.track is not None
    assert (header_.track.name, header_.track.length, header_.track.course) == (
        "Somewhere Long", None, None,
    )  # fmt: skip
    assert (header_.date, header_.discipline, header_.scheduled_laps) == (
        "2022-01-02", "iracing", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("category", "config", "course"),
    [
        ("Road", "Oval", "road"),
        ("Dirt Oval", None, "oval"),
        (None, "Oval", "oval"),
        (None, "Grand Prix", "road"),
        (None, "Road Course", "road"),
        (None, "Long", None),
        (None, None, None),
    ],
)
def test_the_course_is_told_by_the_category_else_by_the_layout(
    tmp_path: Path, category: str | None, config: str | None, course: str | None
) -> None:
    track = {"track_name": "Somewhere", "config_name": config, "category": category}
    found = race_of(tmp_path, chart(), header(ROWS, track=track)).header.track
    assert found is not None
    assert found.course == course


def test_laps_alone_give_a_race_without_a_name(tmp_path: Path) -> None:
    header_ = race_of(tmp_path, chart()).header
    assert (header_.name, header_.date, header_.track) == ("iRacing race", None, None)


def test_lap_0_is_the_grid_and_a_car_without_a_place_never_started(tmp_path: Path) -> None:
    entries = {entry.car: entry for entry in race_of(tmp_path, chart()).entries}
    assert {car: (entry.grid, entry.begins) for car, entry in entries.items()} == {
        "1": (1, "grid"), "02": (2, "grid"), "7": (3, "pit lane"), "33": (None, "not started"),
    }  # fmt: skip
    assert entries["33"].driver == "Dee Dull"
    assert entries["02"].surname == "Bold2"


def test_a_car_that_joined_late_has_its_laps_on_the_race_clock(tmp_path: Path) -> None:
    found = imported(tmp_path, chart())
    late = next(line for line in found.race.laps if line.car == "7")
    assert late.crossings[0] == 3_500_000
    # Its own lap 1 took it 150 s, not 350: the time that is shown is no given one.
    assert [(span.lap, span.lap_time) for span in late.known] == [
        (1, "reconstructed"),
        (2, "timed"),
    ]
    assert "car 7 joined 200.0000 s after the start" in found.told


def test_the_steps_of_the_grid_take_nothing_from_the_first_lap(tmp_path: Path) -> None:
    known = {line.car: line.known for line in race_of(tmp_path, chart()).laps}
    assert [span.lap_time for span in known["02"]] == ["timed"]


def test_a_lap_without_a_time_has_that_of_the_session(tmp_path: Path) -> None:
    rows = chart()
    laps_of("1", rows)[3]["lap_time"] = -1
    found = imported(tmp_path, rows)
    line = next(line for line in found.race.laps if line.car == "1")
    assert line.crossings == CROSSINGS["1"]
    assert [(span.lap, span.lap_time) for span in line.known] == [
        (1, "timed"), (3, "reconstructed"), (4, "timed"),
    ]  # fmt: skip
    assert any(line.startswith("1 lap without a time: ") for line in found.told)


def test_incidents_are_laps(tmp_path: Path) -> None:
    rows = chart()
    for lap in (0, 2, 4):
        laps_of("1", rows)[lap]["incident"] = True
    race = race_of(tmp_path, rows)
    assert race.laps[0].incidents == (2, 4)
    assert race.header.known.incidents == "timed"
    assert race_of(tmp_path / "none", chart()).header.known.incidents == "timed"


def test_pitted_laps_are_stops_known_by_their_lap_alone(tmp_path: Path) -> None:
    rows = chart()
    laps_of("1", rows)[3]["flags"] = 2 | 1 | 0x800
    laps_of("7", rows)[1]["flags"] = 2
    found = imported(tmp_path, rows)
    assert [(stop.car, stop.lap, stop.entry, stop.length) for stop in found.race.stops] == [
        ("1", 2, None, None), ("7", 0, None, None),
    ]  # fmt: skip
    assert "`pitted` on lap 1 of 7 may be the start from the pits, and is a stop" in found.told


def test_the_chequered_flag_is_known_where_no_other_is(tmp_path: Path) -> None:
    race = race_of(tmp_path, chart())
    assert [(type(event), event.at) for event in race.events] == [
        (White, 3_000_900), (Chequered, 4_002_000),
    ]  # fmt: skip
    assert race.header.known.flags is None
    assert Timeline(race).at(4_002_000).flag == "chequered"


def test_the_flag_falls_for_the_first_car_that_took_it(tmp_path: Path) -> None:
    rows = chart()
    laps_of("1", rows)[4]["flags"] = 0
    race = race_of(tmp_path, rows)
    assert [event.at for event in race.events if isinstance(event, Chequered)] == [4_002_007]


def test_a_lap_after_the_flag_is_left_out_and_told(tmp_path: Path) -> None:
    rows = chart()
    rows.append(row("1", 4) | {"lap_number": 5, "session_time": BEGIN + 6_000_000})
    found = imported(tmp_path, rows)
    assert "car 1: a lap after the flag, 5, is left out" in found.told
    assert found.race.laps[0].crossings == CROSSINGS["1"]


def test_a_place_that_is_not_that_of_the_time_is_told_and_the_time_stands(tmp_path: Path) -> None:
    rows = chart()
    laps_of("1", rows)[2]["lap_position"] = 1
    laps_of("02", rows)[2]["lap_position"] = 2
    found = imported(tmp_path, rows)
    assert sum(line.startswith("place not held") for line in found.told) == 2
    assert Timeline(found.race).crossings_of(2, 10**9)[0].car == "02"


def test_two_drivers_of_one_surname_are_told_apart(tmp_path: Path) -> None:
    rows = chart()
    for car, name in (("1", "Manuel González"), ("02", "Hugo González"), ("7", "Maria González")):
        for one in laps_of(car, rows).values():
            one["display_name"] = name
    entries = race_of(tmp_path, rows).entries
    assert [entry.surname for entry in entries[:3]] == [
        "Man. González", "H. González", "Mar. González",
    ]  # fmt: skip


# -- teams


def team_chart() -> list[dict[str, Any]]:
    """Car 1 as a team's: another drives from lap 3 on, after a stop on lap 2."""
    rows = chart()
    for lap, one in laps_of("1", rows).items():
        one |= {"group_id": -900, "name": "Team One", "display_name": "Ann Able"}
        if lap == 2:
            one["flags"] = 2
        if lap > 2:
            one["display_name"] = "Al Abbot"
    return rows


def test_the_driver_of_a_team_s_car_changes_at_the_stop_before_his_first_lap(
    tmp_path: Path,
) -> None:
    race = race_of(tmp_path, team_chart())
    entry = race.entries[0]
    assert (entry.team, [driver.name for driver in entry.drivers], entry.starts) == (
        "Team One", ["Ann Able", "Al Abbot"], 0,
    )  # fmt: skip
    assert [(stop.lap, stop.driver) for stop in race.stops] == [(1, 1)]


def test_a_change_of_drivers_without_a_stop_is_told(tmp_path: Path) -> None:
    rows = team_chart()
    laps_of("1", rows)[2]["flags"] = 0
    found = imported(tmp_path, rows)
    assert found.race.stops == ()
    assert "car 1: Al Abbot drives lap 3, without a stop" in found.told


# -- the event log


def test_penalties_of_the_log_are_on_the_race_clock_and_say_what_they_were_for(
    tmp_path: Path,
) -> None:
    race = race_of(tmp_path, chart(), log())
    penalties = [event for event in race.events if isinstance(event, Penalty)]
    assert [(one.car, one.at, one.lap, one.text) for one in penalties] == [
        ("7", 3_900_000, 3, "repairs needed")
    ]
    assert race.header.known.penalties == "timed"
    assert race_of(tmp_path / "none", chart()).header.known.penalties is None


def test_a_penalty_says_what_it_is_and_one_of_no_car_is_told(tmp_path: Path) -> None:
    words = "Penalty: Speeding on pit road, Stop/Go, Lap 2, #1 Ann Able"
    rows = [event("1", 4, 2_100_000, words, group_id=7), event("1", 4, -10, words)]
    rows.append(event("1", 4, 3_000_000, "Penalty: what, #99 Nobody", group_id=8))
    found = imported(tmp_path, chart(), rows)
    penalties = [event for event in found.race.events if isinstance(event, Penalty)]
    assert [(one.car, one.text) for one in penalties] == [("1", "speeding on pit road, Stop/Go")]
    assert "penalties outside the race, or of no car of it, are left out: 2" in found.told


# -- the result


def test_the_result_is_the_official_one_and_is_met(tmp_path: Path) -> None:
    race = race_of(tmp_path, chart(), header(ROWS), result())
    found = {finding.rule: finding.outcome for finding in check(race)}
    assert set(found.values()) == {"met"}
    assert {"finishing order", "gap to the winner", "laps led", "laps completed"} <= set(found)
    assert race.official is not None
    assert [one.gap for one in race.official.results] == [0, 7, None, None]
    assert race.header.track is not None
    assert race.header.track.course == "road"


def test_a_result_without_cautions_says_green_and_one_with_them_nothing(tmp_path: Path) -> None:
    green = race_of(tmp_path / "a", chart(), header(ROWS), result())
    assert [event.at for event in green.events if isinstance(event, Green)] == [0]
    yellow = race_of(tmp_path / "b", chart(), header(ROWS), result(num_cautions=2))
    assert (green.header.known.flags, yellow.header.known.flags) == ("official", None)
    assert not [event for event in yellow.events if isinstance(event, Green)]


def test_a_car_out_by_the_result_is_out_when_its_next_lap_fails_to_come(tmp_path: Path) -> None:
    rows = chart()
    laps_of("7", rows)[2]["flags"] = 0
    race = race_of(tmp_path, rows, header(ROWS), result())
    out = [event for event in race.events if isinstance(event, Retirement)]
    assert [(one.car, one.at, one.basis, one.reason) for one in out] == [
        ("7", 4_600_000, "estimated", "disconnected")
    ]


def test_classes_come_with_the_result_the_quickest_first(tmp_path: Path) -> None:
    answer = result()
    slow = {"car_class_id": 2, "car_class_name": "NEC GT4 Class", "car_class_short_name": "NECGT4"}
    for one in answer["session_results"][1]["results"][2:]:
        one |= slow
    race = race_of(tmp_path, chart(), header(ROWS), answer)
    assert [(one.name, one.short) for one in race.header.classes] == [
        ("Fast Cars", "FAS"), ("NEC GT4 Class", "GT4"),
    ]  # fmt: skip
    assert race.entries[2].race_class == "NEC GT4 Class"
    assert race.official is not None
    assert [one.order for one in race.official.classes] == [("1", "02"), ("7", "33")]
    assert {finding.outcome for finding in check(race)} == {"met"}


def test_a_result_without_places_is_no_official_one_and_told(tmp_path: Path) -> None:
    answer = result()
    answer["session_results"][1]["results"][2]["finish_position"] = -1
    found = imported(tmp_path, chart(), header(ROWS), answer)
    assert found.race.official is None
    assert "no official result: cars have no place in it" in found.told


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Hlynur MÃ¡r VilhjÃ¡lmsson", "Hlynur Már Vilhjálmsson"),
        ("Ã\x89ric Ã‰moi", "Éric Émoi"),
        ("João Ñuñez", "João Ñuñez"),
        ("SÃO PAULO", "SÃO PAULO"),
    ],
)
def test_a_name_in_utf_8_twice_is_mended_and_told(tmp_path: Path, written: str, plain: str) -> None:
    rows = chart()
    for one in laps_of("1", rows).values():
        one["display_name"] = written
    found = imported(tmp_path, rows)
    assert found.race.entries[0].driver == plain
    told = [line for line in found.told if "UTF-8 twice" in line]
    assert len(told) == (written != plain)


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    write(tmp_path, header(ROWS), chart(), result())
    for path in tmp_path.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert selected(candidates(None, [tmp_path]), "").read().race.official is not None


# -- what is refused


TEAM_ROW = {
    "group_id": -5, "name": "Team", "cust_id": 5, "display_name": "Ann", "lap_number": 0,
    "flags": 0, "incident": False, "session_time": 5, "lap_time": -1, "car_number": "1",
    "lap_events": [],
}  # fmt: skip

REFUSED: dict[str, tuple[tuple[Any, ...], str]] = {
    "a link": ((LINK,), "an answer with a link: the lap chart is what the link leads to"),
    "a header alone": ((header(ROWS),), "the header of a lap chart: its laps are in files"),
    "an event log alone": ((log(),), "an event log alone: it has no laps"),
    "the laps of one car": (([TEAM_ROW],), "laps of one car: a race needs the lap chart"),
    "a result alone": ((result(),), "no laps of any car: there is a result, but no lap chart"),
    "a result of another race": (
        (chart(), header(ROWS), result(subsession_id=SUBSESSION + 1)),
        f"a result of another race: of subsession {SUBSESSION + 1}, and the lap chart of "
        f"{SUBSESSION}",
    ),
    "a log of another race": (
        (chart(), header(ROWS), [one | {"subsession_id": 5} for one in log()]),
        "an event log of another race: of subsession 5",
    ),
    "a log of two races": (
        (chart(), header(ROWS), [*log(), log()[0] | {"subsession_id": 5}]),
        "of another race: of subsession 5, not",
    ),
    "a result of other cars": (
        (chart(), result(session_results=[
            {"simsession_type": 6, "results": [finish("1", 1, 9), finish("02", 2, 9)]}])),
        "of another race than ",
    ),
    "a car twice in the result": (
        (chart(), header(ROWS), result(session_results=[{"simsession_type": 6, "results": [
            finish("1", 1, 4), finish("02", 2, 4), finish("02", 3, 4), finish("7", 4, 2)]}])),
        "car 02 is there twice in the result of the race",
    ),
    "a result of practice": (
        (chart(), header(ROWS), result(session_results=[])),
        "a result of practice or qualifying",
    ),
    "two races in a result": (
        (chart(), header(ROWS), result(session_results=result()["session_results"][1:] * 2)),
        "2 races where one is meant",
    ),
    "a chart of qualifying": (
        (chart(), header(ROWS, simsession_type=4)),
        "of practice or qualifying, not of a race",
    ),
    "two charts in one": ((chart(), chart()), "has lap 0 twice: are these two races?"),
    "two teams in one car": (
        ([*chart(), row("1", 4) | {"group_id": 7, "lap_number": 5}],),
        "car 1 is that of 501 and of 7",
    ),
    "one car": (([one for one in chart() if one["car_number"] == "1"],), "laps of one car, 1"),
    "a clock that stands": (
        ([one | {"session_time": BEGIN + 5} if one["lap_number"] == 3 else one
          for one in chart()],),
        "ends lap 3 no later than the lap before",
    ),
    "no car number": (
        ([*chart(), row("1", 4) | {"car_number": "1000"}],), "no car number: '1000'",
    ),
    "a field missing": (
        ([{key: value for key, value in one.items() if key != "session_time"}
          for one in chart()],),
        "missing required field `session_time`",
    ),
    "a time of another kind": (
        ([one | {"lap_time": "1:43.2"} for one in chart()],), "`lap_time`: Expected `int`",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_race_is_refused_with_the_true_reason(name: str, tmp_path: Path) -> None:
    answers, said = REFUSED[name]
    with pytest.raises(ForeignFileError) as refusal:
        imported(tmp_path, *answers)
    assert str(refusal.value).startswith(str(tmp_path))
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_an_answer_cut_off_is_refused_by_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, chart()) / "0.name"
    path.write_text(path.read_text()[:-200])
    with pytest.raises(ForeignFileError, match=r"0\.name, line [0-9]+: not JSON"):
        selected(candidates(None, [tmp_path]), "").read()


def test_another_encoding_inside_is_refused_by_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, chart()) / "0.name"
    path.write_bytes(path.read_bytes().replace(b"Bea von", "Béa von".encode("latin-1"), 1))
    with pytest.raises(ForeignFileError, match=r"0\.name, line [0-9]+: not UTF-8"):
        selected(candidates(None, [tmp_path]), "").read()


def test_a_hundred_megabytes_of_noise_after_a_good_beginning_are_not_read(tmp_path: Path) -> None:
    path = write(tmp_path, chart()) / "0.name"
    with path.open("r+b") as stream:
        stream.truncate(100 * 1024 * 1024)  # of zeros, which take no room on the disk
    with pytest.raises(ForeignFileError, match="larger than 4 MB"):
        selected(candidates(None, [tmp_path]), "").read()


def test_laps_go_with_the_header_of_their_folder_or_with_that_which_names_them(
    tmp_path: Path,
) -> None:
    other = header(ROWS, ["9.name"], subsession_id=7, season_short_name="2023 Season 2")
    write(tmp_path / "a", header(ROWS), chart())
    write(tmp_path / "b", other, chart())
    found = candidates("iracing", [tmp_path])
    assert sorted(one.read().race.header.season or "" for one in found) == [
        "2022 Season 1", "2023 Season 2",
    ]  # fmt: skip
    write(tmp_path / "b", other, chart(), header(ROWS, ["1.name"]))
    found = candidates("iracing", [tmp_path / "b"])
    assert [one.line.split(" An ")[0] for one in found] == ["2022 Season 1"]
    (tmp_path / "b" / "1.name").rename(tmp_path / "b" / "x.name")
    with pytest.raises(ForeignFileError, match=r"x\.name: laps of which race\?"):
        candidates("iracing", [tmp_path / "b"])


def test_a_race_without_laps_is_listed_beside_others_and_refused_alone(tmp_path: Path) -> None:
    write(tmp_path / "a", header(ROWS), chart(), result())
    write(tmp_path / "b", header(ROWS, subsession_id=7), chart())
    write(tmp_path / "c", result(subsession_id=8))
    found = candidates("iracing", [tmp_path])
    assert ["no laps" in one.line for one in found] == [False, False, True]
    with pytest.raises(ForeignFileError, match="there is a result, but no lap chart"):
        selected(found, "8 result").read()
    with pytest.raises(ImportRefused, match="3 races; exactly one must be left"):
        selected(found, "")


def test_json_of_something_else_is_not_recognised(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"link": "x"}))
    with pytest.raises(ForeignFileError, match="not recognised by its content"):
        candidates(None, [path])
