"""The answer key of the 2024 AdventHealth 400: every published fact, against the timeline."""

import csv
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from replay import racefile
from replay.race.check import check
from replay.race.export import order_rows
from replay.race.log import full_log
from replay.race.model import Caution, Distance, Green, Retirement, Ruling, White
from replay.race.ribbon import ribbon_at
from replay.race.state import RaceState, Running
from replay.race.timeline import Timeline

ROOT = Path(__file__).parents[2]
BOX = ROOT / "races" / "boxscores" / "kansas-2024"
FILE = ROOT / "races" / "kansas-2024.json"
RACE = racefile.load(FILE)
TIMELINE = Timeline(RACE)
LINES = {line.car: (0, *line.crossings) for line in RACE.laps}
SECOND = 10_000


def rows(file: str) -> list[dict[str, str]]:
    with (BOX / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def ticks(text: str) -> int:
    whole, _, part = text.partition(".")
    return int(whole or 0) * SECOND + int(part.ljust(4, "0"))


@cache
def at_lap(lap: int) -> RaceState:
    return TIMELINE.at(TIMELINE.instant(lap))


def places(state: RaceState) -> list[str]:
    return [row.car for row in state.order]


@cache
def final() -> dict[str, Running]:
    return {row.car: row for row in at_lap(268).order}


RESULTS = rows("results.csv")
CHECKPOINTS = rows("checkpoints.csv")


def checkpoint(lap: int) -> list[str]:
    found = [row for row in CHECKPOINTS if int(row["lap"]) == lap]
    return [row["car"] for row in sorted(found, key=lambda row: int(row["position"]))]


def leaders() -> dict[int, str]:
    return {
        lap: row["car"]
        for row in rows("lead_segments.csv")
        for lap in range(int(row["start_lap"]), int(row["end_lap"]) + 1)
    }


def test_the_file_stays_small_enough_to_review() -> None:
    assert FILE.stat().st_size < 600_000


def test_every_rule_of_the_official_result_is_met_or_explained() -> None:
    assert [finding for finding in check(RACE) if finding.outcome == "failed"] == []


def test_only_the_published_lead_changes_need_the_files_own_explanation() -> None:
    explained = [finding.rule for finding in check(RACE) if finding.outcome == "explained"]
    # These two say themselves why they are about right.
    by_rule = ("order about lap", "average running position")
    assert [rule for rule in explained if not rule.startswith(by_rule)] == ["lead changes"]


def test_38_cars_start_in_the_published_grid() -> None:
    assert len(RACE.entries) == 38
    assert places(at_lap(0)) == checkpoint(0)
    assert places(at_lap(0))[0] == "20"


@pytest.mark.parametrize("lap", range(1, 269))
def test_the_official_leader_is_first_to_complete_the_lap(lap: int) -> None:
    state = at_lap(lap)
    assert state.order[0].car == leaders()[lap]
    ahead = min(line[lap] for line in LINES.values() if len(line) > lap)
    assert LINES[leaders()[lap]][lap] == ahead


@pytest.mark.parametrize("lap", [80, 165])
def test_the_whole_field_stands_as_published_at_a_stage_end(lap: int) -> None:
    assert places(at_lap(lap)) == checkpoint(lap)


def test_order_and_gaps_of_the_lead_lap_are_exact_at_the_white_flag() -> None:
    published = [(row["car"], ticks(row["gap_s"])) for row in rows("white_flag.csv")]
    assert [(row.car, row.gap) for row in at_lap(267).order[:31]] == published


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: f"car {result['car']}")
def test_each_cars_result_is_exact(result: dict[str, str]) -> None:
    row = final()[result["car"]]
    assert row.position == int(result["pos"])
    assert row.laps == int(result["laps"])
    assert row.led == int(result["laps_led"])
    assert row.crossing == ticks(result["elapsed_s"])
    assert row.last_lap == ticks(result["last_lap_s"])
    assert row.points == int(result["points"])
    assert (row.best_lap, row.best_lap_number) == (
        ticks(result["best_lap_s"]),
        int(result["best_lap_no"]),
    )
    if result["gap_s"]:
        assert row.gap == ticks(result["gap_s"])


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: f"car {result['car']}")
def test_no_other_lap_is_as_fast_as_the_best(result: dict[str, str]) -> None:
    line = LINES[result["car"]]
    laps = [after - before for before, after in pairwise(line)]
    best = laps.pop(int(result["best_lap_no"]) - 1)
    assert best == ticks(result["best_lap_s"])
    assert min(laps) > best


def test_every_finisher_ends_with_his_elapsed_time_and_last_lap() -> None:
    for result in RESULTS:
        line = LINES[result["car"]]
        assert line[-1] == ticks(result["elapsed_s"])
        assert line[-1] - line[-2] == ticks(result["last_lap_s"])


def test_johnson_and_cindric_stop_where_they_stopped() -> None:
    assert (len(LINES["84"]) - 1, LINES["84"][-1]) == (175, 6588_8420)
    assert (len(LINES["2"]) - 1, LINES["2"][-1]) == (184, 7350_3850)
    out = {event.car: event for event in RACE.events if isinstance(event, Retirement)}
    assert (out["2"].at, out["2"].basis) == (7779_0020, "timed")
    assert out["84"].at > LINES["84"][-1]
    assert out["84"].basis == "estimated"


def test_all_254_stops_lie_where_they_were_clocked_and_counted() -> None:
    published = [
        (row["car"], int(row["laps_completed_at_pit_in"]),
         ticks(row["pit_in_race_time_s"]), ticks(row["pit_out_race_time_s"]))
        for row in rows("pit_stops.csv")
    ]  # fmt: skip
    assert len(published) == 254
    stops = [(stop.car, stop.lap, stop.entry, stop.exit) for stop in RACE.stops]
    assert sorted(stops, key=str) == sorted(published, key=str)
    for stop in RACE.stops:
        line = LINES[stop.car]
        assert stop.entry is not None
        assert line[stop.lap] <= stop.entry
        if len(line) > stop.lap + 1:
            assert stop.entry < line[stop.lap + 1]


def test_the_leaders_laps_at_every_stop_are_as_published() -> None:
    for row in rows("pit_stops.csv"):
        entry = ticks(row["pit_in_race_time_s"])
        assert TIMELINE.lap_at(entry) == int(row["leader_laps_completed"])


def test_seven_cautions_with_six_free_passes_are_numbered_as_published() -> None:
    cautions = [event for event in RACE.events if isinstance(event, Caution)]
    published = rows("cautions.csv")
    assert [caution.reason for caution in cautions] == [row["reason"] for row in published]
    assert [caution.free_pass for caution in cautions] == [
        row["free_pass"] or None for row in published
    ]
    greens = [event for event in RACE.events if isinstance(event, Green)][1:]
    for caution, green, row in zip(cautions, greens, published, strict=True):
        assert caution.number == int(row["number"])
        assert caution.lap == int(row["yellow_shown_laps_completed"])
        assert green.lap == int(row["last_yellow_lap"])
    assert (at_lap(268).cautions, at_lap(268).caution_laps) == (7, 43)


def test_green_flies_just_before_the_leader_completes_the_lap_after_the_last_yellow_one() -> None:
    greens = [event for event in RACE.events if isinstance(event, Green)]
    assert (greens[0].at, greens[0].lap) == (0, 0)
    for green, row in zip(greens[1:], rows("cautions.csv"), strict=True):
        last = int(row["last_yellow_lap"])
        line = min(line[last + 1] for line in LINES.values() if len(line) > last + 1)
        assert line - SECOND <= green.at <= line - 4 * SECOND // 10
        told = [e.lap for e in full_log(TIMELINE) if (e.kind, e.at) == ("restart", green.at)]
        assert told == [last + 1]
        assert TIMELINE.at(green.at - 1).flag == "yellow"
        assert (TIMELINE.at(green.at).flag, TIMELINE.at(green.at).lap) == ("green", last)


def test_the_lap_on_which_green_flies_stays_yellow_and_is_no_caution_lap() -> None:
    done = 0
    for row in rows("cautions.csv"):
        first, last = int(row["first_yellow_lap"]), int(row["last_yellow_lap"])
        done += last - first + 1
        for lap in (last, last + 1):
            assert at_lap(lap).caution_laps == done
        spans = {span.number: span for span in ribbon_at(TIMELINE, TIMELINE.end).neutralised}
        span = spans[int(row["number"])]
        assert (span.first, span.last) == (first, last + 1)


@pytest.mark.parametrize("stage_end", [80, 165])
def test_a_stage_end_brings_the_yellow_as_its_last_lap_is_complete(stage_end: int) -> None:
    leader = LINES[leaders()[stage_end]]
    yellow = [e.at for e in RACE.events if isinstance(e, Caution) and e.stage_end]
    assert leader[stage_end] in yellow


def test_a_free_pass_car_is_a_lap_down_at_the_yellow_and_has_it_back_at_the_restart() -> None:
    for row in rows("cautions.csv"):
        if row["free_pass"]:
            car = row["free_pass"]
            caution = next(
                e for e in RACE.events
                if isinstance(e, Caution) and e.number == int(row["number"])
            )  # fmt: skip
            before = next(r for r in TIMELINE.at(caution.at).order if r.car == car)
            after = next(r for r in at_lap(int(row["last_yellow_lap"])).order if r.car == car)
            assert before.laps_down >= 1
            assert after.laps_down < before.laps_down


def test_yellow_laps_are_run_at_the_pace_cars_pace() -> None:
    lead = [min(line[n] for line in LINES.values() if len(line) > n) for n in range(269)]
    for row in rows("cautions.csv"):
        first, last = int(row["first_yellow_lap"]), int(row["last_yellow_lap"])
        for lap in range(first + 2, last + 1):
            assert 75 * SECOND < lead[lap] - lead[lap - 1] < 120 * SECOND
        assert 30 * SECOND < lead[first] - lead[first - 1] < 60 * SECOND


def test_green_laps_of_the_leader_look_like_laps() -> None:
    yellow = {
        lap
        for row in rows("cautions.csv")
        for lap in range(int(row["first_yellow_lap"]), int(row["last_yellow_lap"]) + 2)
    }
    lead = [min(line[n] for line in LINES.values() if len(line) > n) for n in range(269)]
    green = sorted(lead[n] - lead[n - 1] for n in range(1, 269) if n not in yellow)
    assert green[0] >= ticks("30.097") - SECOND
    assert 31 * SECOND < green[len(green) // 2] < 33 * SECOND


def test_the_8_spins_from_the_top_five_as_published() -> None:
    caution = [event for event in RACE.events if isinstance(event, Caution)][-1]
    assert caution.cars == ("8",)
    assert "8" in places(at_lap(259))[:5]
    assert "8" in places(TIMELINE.at(caution.at))[:5]
    assert "8" not in places(at_lap(261))[:5]


def test_cars_far_back_that_pit_do_not_drag_the_leader_nor_come_near_him() -> None:
    lead = [min(line[n] for line in LINES.values() if len(line) > n) for n in range(269)]
    laps = [lead[n] - lead[n - 1] for n in range(243, 261)]
    median = sorted(laps)[len(laps) // 2]
    assert all(0.96 * median <= lap <= 1.05 * median for lap in laps)
    for lap in range(243, 253):
        assert not {"54", "77"} & set(places(at_lap(lap))[:10])


def test_nobody_jumps_to_and_fro_in_the_last_green_run() -> None:
    stopped = {stop.car for stop in RACE.stops if 240 <= stop.lap <= 260}
    for car in places(at_lap(259))[:20]:
        if car not in stopped:
            times = [LINES[car][n] - LINES["11"][n] for n in range(243, 260)]
            assert max(abs(one - two) for one, two in pairwise(times)) < 2 * SECOND


def test_overtime_is_known_from_the_last_restart_and_not_before() -> None:
    event = next(event for event in RACE.events if isinstance(event, Distance))
    assert (event.lap, event.laps) == (265, 268)
    assert TIMELINE.at(event.at - 1).distance == 267
    assert TIMELINE.at(event.at).distance == 268
    assert TIMELINE.at(event.at).flag == "green"


def test_the_white_flag_falls_for_buescher() -> None:
    event = next(event for event in RACE.events if isinstance(event, White))
    assert (event.lap, event.at) == (267, LINES["17"][267])


def test_until_the_ruling_buescher_has_won_and_there_were_27_lead_changes() -> None:
    ruling = next(event for event in RACE.events if isinstance(event, Ruling))
    before = TIMELINE.at(ruling.at - 1)
    assert places(before)[:4] == ["17", "5", "9", "19"]
    assert before.provisional
    assert before.lead_changes == 27
    assert before.order[1].gap == SECOND // 1000
    after = TIMELINE.at(ruling.at)
    assert places(after)[:4] == ["5", "17", "9", "19"]
    assert after.lead_changes == 28
    assert after.order[1].gap == SECOND // 1000


def test_nobody_is_level_with_the_car_ahead() -> None:
    for row in order_rows(TIMELINE):
        assert (row.gap_s == 0) == (row.lap > 0 and row.position == 1)
        assert row.interval_s != 0


def test_no_time_has_a_fourth_decimal() -> None:
    decimals = {entry.at % 10 for entry in full_log(TIMELINE)}
    decimals |= {time % 10 for line in LINES.values() for time in line}
    assert decimals == {0}


def test_the_finish_is_told_as_it_was_scored_and_then_ruled() -> None:
    told = [
        (entry.kind, entry.car, entry.text, entry.detail)
        for entry in full_log(TIMELINE)
        if entry.at >= min(line[268] for line in LINES.values() if len(line) > 268)
        and entry.kind in ("chequered flag", "lead change", "ruling")
    ]
    assert told == [
        ("chequered flag", "17", "Buescher first at the line", "0.001 s ahead of 5, unofficial"),
        ("lead change", "5", "Larson leads", "by the camera"),
        ("ruling", "5", "Larson wins", "0.001 s, by the camera"),
    ]


def test_a_remark_on_a_stop_does_not_repeat_the_seconds_on_pit_road() -> None:
    remarks = [remark.text for remark in RACE.remarks if remark.on == "stop"]
    assert len(remarks) == len(rows("stop_remarks.csv"))
    assert [text for text in remarks if re.search(r"\d\.\d s", text)] == []
    told = [
        e.detail for e in full_log(TIMELINE) if (e.kind, e.lap, e.car) == ("pit stop", 119, "5")
    ]
    assert told == ["43.1 s, about 6 s slow"]


def test_what_is_rebuilt_says_so() -> None:
    assert RACE.header.known.laps == "reconstructed"
    row = next(row for row in at_lap(137).order if row.car == "9")
    assert (row.basis, row.last_lap_exact) == ("reconstructed", False)
    winner = final()["5"]
    assert (winner.basis, winner.last_lap_exact, winner.best_lap_exact) == ("official", True, True)
