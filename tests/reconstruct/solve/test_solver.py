"""Laws of the exact solve: whatever is demanded holds, whatever contradicts is given up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.reconstruct.solve.record_fact import RecordFact, elapsed, leads
from replay.reconstruct.solve.solver import Contradiction, between, relax, settle
from replay.reconstruct.solve.system import CrossingNumbers, System, Trust

CARS = {"1": 6, "2": 5, "3": 6}


def a_system(truth: list[int], pairs: list[tuple[int, int, int]]) -> System:
    """Demands that `truth` meets, each with some slack, and every lap at least one tick long."""
    system = System(CrossingNumbers(CARS))
    for car, laps in CARS.items():
        for lap in range(1, laps + 1):
            before, here = system.crossings.index(car, lap - 1), system.crossings.index(car, lap)
            system.after(before, here, 1, Trust.MOTION, RecordFact("lap", car, lap=lap))
            system.by(here, max(truth) + 500, Trust.FINISH, RecordFact("race time"))
    for earlier, later, slack in pairs:
        gap = truth[later] - truth[earlier] - slack
        system.after(
            earlier, later, gap, Trust.ORDER, RecordFact("before", str(earlier), str(later), 1)
        )
    return system


@st.composite
def solvable(draw: st.DrawFn) -> tuple[System, list[int]]:
    """A system that has a solution, and a target that need not be one."""
    truth = [0]
    for laps in CARS.values():
        steps = draw(st.lists(st.integers(1, 400), min_size=laps, max_size=laps))
        truth += [sum(steps[: lap + 1]) for lap in range(laps)]
    nodes = st.integers(0, len(truth) - 1)
    pairs = draw(st.lists(st.tuples(nodes, nodes, st.integers(0, 50)), max_size=25))
    target = draw(st.lists(st.integers(0, 3000), min_size=len(truth), max_size=len(truth)))
    return a_system(truth, pairs), [0, *target[1:]]


def met(system: System, times: list[int]) -> bool:
    return all(times[d.later] - times[d.earlier] >= d.gap for d in system.demands)


def off(times: list[int], target: list[int]) -> int:
    """The squares of what the times are off the target."""
    return sum((time - wish) ** 2 for time, wish in zip(times, target, strict=True))


@given(solvable())
def test_every_demand_holds_in_the_solution(case: tuple[System, list[int]]) -> None:
    system, target = case
    given_up, early, late = settle(system)
    times = between(system, early, late, target)
    assert given_up == []
    assert times[0] == 0
    assert met(system, times)


@given(solvable())
def test_moving_nearer_to_the_target_keeps_every_demand(case: tuple[System, list[int]]) -> None:
    system, target = case
    _, early, late = settle(system)
    times = between(system, early, late, target)
    before = off(times, target)
    relax(system, times, target, [False] * len(times), 30)
    assert times[0] == 0
    assert met(system, times)
    assert off(times, target) <= before


@given(solvable())
def test_sharing_what_laps_are_off_keeps_every_demand(case: tuple[System, list[int]]) -> None:
    system, target = case
    _, early, late = settle(system)
    times = between(system, early, late, target)
    relax(system, times, target, [False, *[True] * (len(times) - 1)], 30)
    assert times[0] == 0
    assert met(system, times)


@given(solvable())
def test_a_target_that_meets_every_demand_is_kept(case: tuple[System, list[int]]) -> None:
    system, target = case
    _, early, late = settle(system)
    possible = between(system, early, late, target)
    again = between(system, early, late, possible)
    relax(system, again, possible, [False, *[True] * (len(again) - 1)], 30)
    assert again == possible


def test_of_two_contradicting_facts_the_less_trusted_is_given_up() -> None:
    system = System(CrossingNumbers({"1": 1, "2": 1}))
    one, two = system.crossings.index("1", 1), system.crossings.index("2", 1)
    system.at(one, 100, Trust.FINISH, elapsed("1"))
    system.at(two, 90, Trust.FINISH, elapsed("2"))
    system.after(one, two, 1, Trust.LEADER, leads("1", 1))
    given_up, early, _ = settle(system)
    assert [str(one) for one in given_up] == [
        "car 1 leads lap 1 (against: elapsed time of car 2; elapsed time of car 1)"
    ]
    assert [early[one], early[two]] == [100, 90]


def test_what_nobody_published_is_given_up_without_a_word() -> None:
    system = System(CrossingNumbers({"1": 1}))
    crossing = system.crossings.index("1", 1)
    system.at(crossing, 100, Trust.FINISH, elapsed("1"))
    system.by(crossing, 50, Trust.RECKONED, RecordFact("laps down", "1", lap=1))
    given_up, early, late = settle(system)
    assert given_up == []
    assert early[crossing] == late[crossing] == 100


def test_a_record_that_contradicts_itself_all_over_is_refused() -> None:
    system = System(CrossingNumbers({"1": 1}))
    crossing = system.crossings.index("1", 1)
    system.at(crossing, 100, Trust.FINISH, elapsed("1"))
    for number in range(250):
        system.by(crossing, 50, Trust.RECKONED, RecordFact("laps down", str(number), lap=1))
        system.by(crossing, 50, Trust.LEADER, leads(str(number), 1))
    with pytest.raises(Contradiction, match=r"^elapsed time of car 1$") as refused:
        settle(system)
    assert refused.value.fact == elapsed("1")
