"""The end of a race: the finish line, and the official result."""

from collections.abc import Mapping

from replay.race.consistency.requirement import require, require_entered, require_known
from replay.race.model import Chequered, Entry, Finish, Header, Official, Race


def verify_finish_alone(race: Race) -> None:
    """Require of noses without laps when the first was on the line, and how they are known."""
    if race.has_laps or race.finish is None or not race.finish.times:
        return
    flag = next((event.at for event in race.events if isinstance(event, Chequered)), 0)
    message = "times without laps need a chequered flag after 0, for the first nose"
    require(flag > 0, message, "$.finish.times")
    message = "the first nose is 0 behind itself"
    require(min(time.gap for time in race.finish.times) == 0, message, "$.finish.times")
    stated = race.header.known.finish is not None
    require(stated, "the file does not say how its finish is known", "$.header.known.finish")


def verify_finish(finish: Finish, cars: Mapping[str, Entry]) -> None:
    """Require known cars at the line, and a speed only with its basis."""
    require_known(finish.lanes, cars, "$.finish.lanes")
    require_known(finish.lanes_known, cars, "$.finish.lanes_known")
    for index, car in enumerate(finish.lanes_known):
        path = f"$.finish.lanes_known[{index}]"
        require(car in finish.lanes, f"car {car} is not among the lanes", path)
    require_known((time.car for time in finish.times), cars, "$.finish.times", ".car")
    stated = finish.speed is None or finish.speed_basis is not None
    require(stated, "the file has a speed but does not say how it is known", "$.finish.speed")


def verify_official(official: Official, header: Header, cars: Mapping[str, Entry]) -> None:
    """Require a result without duplicates, its parts one for one; right or wrong is for `check`."""
    require_known((result.car for result in official.results), cars, "$.official.results", ".car")
    for index, result in enumerate(official.results):
        path = f"$.official.results[{index}].position"
        message = f"position {result.position} on line {index + 1}: lines are in order of places"
        require(result.position == index + 1, message, path)
    entered = {entry.race_class for entry in cars.values()}
    for index, one in enumerate(official.classes):
        path = f"$.official.classes[{index}]"
        before = (other.race_class for other in official.classes[:index])
        require(one.race_class in entered, "no car is in this class", f"{path}.race_class")
        require(one.race_class not in before, "named twice", f"{path}.race_class")
        require_known(one.order, cars, f"{path}.order")
        for place, car in enumerate(one.order):
            message = f"car {car} is in another class"
            require(cars[car].race_class == one.race_class, message, f"{path}.order[{place}]")
    led = -1
    for index, stint in enumerate(official.lead):
        path = f"$.official.lead[{index}]"
        require_entered(stint.car, cars, f"{path}.car")
        require(led < stint.first <= stint.last, "laps out of order", f"{path}.first")
        led = stint.last
    for index, order in enumerate(official.orders):
        path = f"$.official.orders[{index}]"
        require_known(order.order, cars, f"{path}.order")
        require(order.lap <= official.laps, "after the last lap", f"{path}.lap")
        paired = order.gaps is None or len(order.gaps) == len(order.order)
        require(paired, "not one gap for each car of the order", f"{path}.gaps")
    numbers = {stage.number for stage in header.stages}
    for index, stage in enumerate(official.stages):
        path = f"$.official.stages[{index}]"
        require(stage.number in numbers, f"the header has no stage {stage.number}", path)
        require_known(stage.order, cars, f"{path}.order")
        enough = len(stage.points) <= len(stage.order)
        require(enough, "points for more places than cars", f"{path}.points")
    rules = [explanation.rule for explanation in official.explanations]
    for index, rule in enumerate(rules):
        path = f"$.official.explanations[{index}].rule"
        require(rule not in rules[:index], f"`{rule}` is explained twice", path)
