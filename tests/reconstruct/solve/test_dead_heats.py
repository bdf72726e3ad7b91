"""No two cars at one time: crossings move apart, and no demand is broken for it."""

from hypothesis import given
from hypothesis import strategies as st

from replay.reconstruct.solve.dead_heats import without_dead_heats
from replay.reconstruct.solve.record_fact import RecordFact, elapsed, leads, stop_of
from replay.reconstruct.solve.system import CrossingNumbers, System, Trust

CARS = {"1": 3, "2": 3, "3": 3, "4": 3}


def a_race(laps: int = 20) -> System:
    """Four cars over three laps, each of at least `laps` steps."""
    system = System(CrossingNumbers(CARS))
    index = system.crossings.index
    for car, count in CARS.items():
        for lap in range(1, count + 1):
            fact = RecordFact("lap", car, lap=lap)
            system.after(index(car, lap - 1), index(car, lap), laps, Trust.MOTION, fact)
    return system


def together(system: System, times: list[int]) -> int:
    """Count the crossings that are one too many at their time, lap by lap."""
    index = system.crossings.index
    return sum(
        len(CARS) - len({times[index(car, lap)] for car in CARS}) for lap in (1, 2, 3)
    )  # fmt: skip


@given(st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_cars_at_one_time_are_parted_and_every_demand_holds(early: list[int]) -> None:
    system = a_race()
    times = [0]
    for car in range(4):
        at = 0
        for lap in range(3):
            at += 20 + early[car * 3 + lap]
            times.append(at)
    found = without_dead_heats(system, times, times)
    assert together(system, found) == 0
    assert all(found[d.later] - found[d.earlier] >= d.gap for d in system.demands)
    assert found[0] == 0


def test_cars_that_stand_alone_stay_where_they_are() -> None:
    times = [0, *(lap * 100 + car for car in range(4) for lap in (1, 2, 3))]
    assert without_dead_heats(a_race(), times, times) == times


def test_a_car_with_room_moves_by_one_step() -> None:
    times = [0, *(lap * 100 + car * 5 for car in range(4) for lap in (1, 2, 3))]
    times[1] = times[4]
    found = without_dead_heats(a_race(), times, times)
    assert sorted(abs(one - two) for one, two in zip(found, times, strict=True))[-2:] == [0, 1]


def test_cars_at_one_time_follow_each_other_as_the_target_has_them() -> None:
    times = [0, *([100, 200, 300] * 4)]
    target = [0, 103, 200, 300, 101, 203, 300, 104, 201, 300, 102, 202, 300]
    found = without_dead_heats(a_race(), times, target)
    first, second = found[1::3], found[2::3]
    assert sorted(range(4), key=first.__getitem__) == [1, 3, 0, 2]
    assert sorted(range(4), key=second.__getitem__) == [0, 2, 3, 1]


def test_two_published_times_that_are_equal_stay_equal() -> None:
    system = a_race()
    for car in ("1", "2"):
        system.at(system.crossings.index(car, 3), 300, Trust.FINISH, elapsed(car))
    times = [0, *(lap * 100 for _ in range(4) for lap in (1, 2, 3))]
    found = without_dead_heats(system, times, times)
    one, two = (found[system.crossings.index(car, 3)] for car in ("1", "2"))
    assert one == two == 300
    assert together(system, found) == 1


def test_cars_in_a_chain_without_slack_give_up_their_daylight() -> None:
    """Cars 2 and 3 end together by their demands, a visible lead behind car 1 at its latest."""
    system = a_race()
    index = system.crossings.index
    system.at(index("1", 3), 290, Trust.FINISH, elapsed("1"))
    for car in ("2", "3"):
        system.after(index("1", 3), index(car, 3), 1, Trust.LEADER, leads("1", 3))
        system.after(
            index("1", 3), index(car, 3), 10, Trust.DAYLIGHT, RecordFact("daylight", "1", car, 3)
        )
        system.by(index(car, 3), 300, Trust.STOP, stop_of(car, 2))
    times = [0, 90, 190, 290, 100, 200, 300, 105, 205, 300, 110, 210, 310]
    found = without_dead_heats(system, times, times)
    assert together(system, found) == 0
    assert min(found[index("2", 3)], found[index("3", 3)]) > 290
    assert max(found[index("2", 3)], found[index("3", 3)]) <= 300


def test_a_tick_becomes_a_step_and_exact_times_stay_exact() -> None:
    system = a_race()
    index = system.crossings.index
    system.at(index("1", 3), 3000, Trust.FINISH, elapsed("1"))
    system.after(index("1", 3), index("2", 3), 1, Trust.ORDER, RecordFact("place", "1", "2"))
    system.since(index("3", 3), 2001, Trust.STOP, stop_of("3", 2))
    gaps = [demand.gap for demand in system.in_steps(10).demands][-4:]
    assert gaps == [300, -300, 1, 201]
