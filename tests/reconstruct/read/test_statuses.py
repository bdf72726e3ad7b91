"""What a status says becomes the race: who is running, out, disqualified, or never started."""

from pathlib import Path

import pytest
from tests.reconstruct.small import RESULTS, write

from replay.cli import main
from replay.race.check import check
from replay.race.model import Race, Retirement, Ruling
from replay.race.timeline import Timeline
from replay.reconstruct import ForeignFileError, rebuilt

LAPPED = RESULTS.replace("9,Running,,331.000,31.000,2,33.000", "9,Running,,,,,")


def with_status(status: str, car: str = "99", results: str = RESULTS) -> str:
    """The results with another status of a car."""
    lines = [line.split(",") for line in results.splitlines()]
    for line in lines:
        if line[2] == car:
            line[5] = f'"{status}"'
    return "".join(",".join(line) + "\n" for line in lines)


def built(folder: Path, results: str) -> Race:
    """The race, of which nothing is given up and no rule fails."""
    found = rebuilt(write(folder, results))
    assert found.given_up == ()
    assert [finding for finding in check(found.race) if finding.outcome == "failed"] == []
    return found.race


def out(race: Race) -> dict[str, tuple[int, str]]:
    """When, and why, each car that is out was so."""
    return {e.car: (e.at, e.reason) for e in race.events if isinstance(e, Retirement)}


def final(race: Race) -> list[tuple[str, int, str]]:
    timeline = Timeline(race)
    return [(row.car, row.laps, row.status) for row in timeline.at(timeline.end).order]


def last(race: Race, car: str) -> int:
    return next(record.crossings[-1] for record in race.laps if record.car == car)


RUNNING = ("Running", "running at finish", "Lapped", "LAPPED", "Classified", "+1 Lap", "1 lap down",
           "Finished", "Flagged")  # fmt: skip


@pytest.mark.parametrize("status", RUNNING)
def test_a_car_laps_down_that_took_the_flag_is_no_retirement(tmp_path: Path, status: str) -> None:
    race = built(tmp_path, with_status(status))
    assert out(race).keys() == {"42"}
    assert final(race)[3] == ("99", 9, "running")


@pytest.mark.parametrize("status", RUNNING)
def test_a_running_car_without_a_time_takes_the_flag_after_the_winner(
    tmp_path: Path, status: str
) -> None:
    """And it is behind the lead lap while it is a lap down."""
    race = built(tmp_path, with_status(status, results=LAPPED))
    assert 312_0000 < last(race, "99") < 350_0000
    timeline = Timeline(race)
    before = timeline.at(timeline.instant(9)).order
    assert [row.car for row in before[:4]] == ["07", "7", "5", "99"]
    assert before[3].laps == 8


@pytest.mark.parametrize("down", [1, 2, 3, 5])
def test_a_car_any_number_of_laps_down_is_behind_the_lead_lap_and_takes_the_flag(
    tmp_path: Path, down: int
) -> None:
    laps = 10 - down
    race = built(tmp_path, LAPPED.replace("Dan Dole,9,", f"Dan Dole,{laps},"))
    timeline = Timeline(race)
    assert 312_0000 < last(race, "99") < 350_0000
    assert final(race)[3][:2] == ("99", laps)
    for lap in range(6, 10):
        order = timeline.at(timeline.instant(lap)).order
        assert [row.car for row in order[:3]] == ["07", "7", "5"]


@pytest.mark.parametrize(
    "status",
    ["Disqualified", "DSQ", "dq", "Excluded", "EXCLUDED", "Disqualified (ride height)", "D.S.Q.",
     "Running (disqualified)", "Exclusion: fuel"],
)  # fmt: skip
def test_whoever_was_disqualified_in_whatever_words_loses_its_place_by_a_ruling(
    tmp_path: Path, status: str
) -> None:
    """The first at the line is last in the result; the next car wins."""
    first, second, third, fourth, fifth = RESULTS.splitlines()[1:]
    rows = [second, third, fourth, fifth, first]
    moved = [f"{place},{row.split(',', 1)[1]}" for place, row in enumerate(rows, 1)]
    results = "\n".join([RESULTS.splitlines()[0], *moved]) + "\n"
    results = results.replace("10,Running,0.400", "10,Running,0.000").replace("1.200", "0.800")
    results = with_status(
        status, "07", results.replace("10,Running,0.000,312.000", "10,Running,,312.000")
    )
    race = built(tmp_path, results)
    assert [row[0] for row in final(race)] == ["7", "5", "99", "42", "07"]
    assert [event.text for event in race.events if isinstance(event, Ruling)] == ["07 disqualified"]
    timeline = Timeline(race)
    assert timeline.at(timeline.end - 1).order[0].car == "07"
    assert final(race)[4][2] == "out"


@pytest.mark.parametrize("status", ["Did not start", "DNS", "Withdrawn", "Did not qualify"])
def test_a_car_that_did_not_start_is_out_from_the_green_and_runs_no_lap(
    tmp_path: Path, status: str
) -> None:
    results = RESULTS + f"6,6,2,Fay Fox,0,{status},,,,,\n"
    race = built(tmp_path, results)
    assert out(race)["2"] == (0, status if status.isupper() else status.lower())
    assert final(race)[5] == ("2", 0, "out")
    assert Timeline(race).at(1).order[5].status == "out"


def test_words_that_are_not_known_are_told_with_what_they_are_taken_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a car timed after the winner, of one with nearly all laps, of one with few."""
    folder, output = tmp_path / "box", tmp_path / "race.json"
    folder.mkdir()
    for results, taken in (
        (with_status("Zonked"), "99 was running at the end, with 9 of 10 laps"),
        (with_status("Zonked", results=LAPPED), "99 was running at the end, with 9 of 10 laps"),
        (with_status("Zonked", "42"), "42 fell out, with 4 of 10 laps"),
    ):
        line = 5 if taken.startswith("99") else 6
        assert main(["reconstruct", str(write(folder, results)), "-o", str(output)]) == 0
        assert capsys.readouterr().err == (
            f"replay: assumed: results.csv, line {line}: car {taken}: "
            "its `status` 'Zonked' is not known\n"
        )
        assert main(["check", str(output)]) == 0
        capsys.readouterr()


def test_known_words_are_not_told(tmp_path: Path) -> None:
    assert rebuilt(write(tmp_path)).assumptions == ()


def test_a_blank_status_is_told_by_the_times(tmp_path: Path) -> None:
    assert out(built(tmp_path, with_status(""))).keys() == {"42"}
    early = with_status("").replace("331.000", "300.000")
    assert out(built(tmp_path, early))["99"][1] == "not running at the end"


@pytest.mark.parametrize(
    ("results", "says"),
    [
        (with_status("DNS", "42"),
         "line 6: `status` is 'DNS': car 42 did not start, but completed 4 laps"),
        (with_status("+2 Laps"),
         "line 5: `status` is '+2 Laps': car 99 was 2 laps down, but completed 9 of 10"),
        (with_status("Lapped", "5"),
         "line 4: `status` is 'Lapped': car 5 was lapped, but completed all 10 laps"),
        (with_status("Engine", "07"), "line 2: the winner cannot be one out"),
        (with_status("Excluded", "07"), "line 2: the winner cannot be one disqualified"),
    ],
)  # fmt: skip
def test_a_status_that_contradicts_its_line_is_refused(
    tmp_path: Path, results: str, says: str
) -> None:
    with pytest.raises(ForeignFileError) as error:
        rebuilt(write(tmp_path, results))
    assert str(error.value) == f"results.csv, {says}"


def test_a_time_before_the_winners_is_not_that_of_a_car_running_at_the_end(tmp_path: Path) -> None:
    """The status is believed, the time is given up, and the check passes."""
    found = rebuilt(write(tmp_path, RESULTS.replace("331.000", "301.000")))
    assert [str(one.fact) for one in found.given_up] == ["elapsed time of car 99"]
    assert last(found.race, "99") > 312_0000
    assert [finding for finding in check(found.race) if finding.outcome == "failed"] == []


def test_a_time_of_the_winner_after_all_others_is_the_one_that_is_wrong(tmp_path: Path) -> None:
    found = rebuilt(write(tmp_path, RESULTS.replace("0.000,312.000", "0.000,412.000")))
    assert "elapsed time of car 07" in [str(one.fact) for one in found.given_up]
    assert final(found.race)[0][0] == "07"
    assert last(found.race, "7") == 312_4000


def test_places_against_the_times_are_those_of_the_official_result(tmp_path: Path) -> None:
    """A penalty after the race, say: 5 is before 7 in the result, and behind it at the line."""
    lines = RESULTS.splitlines()
    swapped = [lines[0], lines[1], "2" + lines[3][1:], "3" + lines[2][1:], *lines[4:]]
    race = rebuilt(write(tmp_path, "\n".join(swapped) + "\n")).race
    assert [row[0] for row in final(race)] == ["07", "5", "7", "99", "42"]
    ruling = next(event for event in race.events if isinstance(event, Ruling))
    assert (ruling.by, ruling.text) == (
        "the official result", "5 before 7, against the order at the line",
    )  # fmt: skip
    assert (last(race, "5"), last(race, "7")) == (313_2000, 312_4000)
    assert [finding for finding in check(race) if finding.outcome == "failed"] == []
