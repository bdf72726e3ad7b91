"""What was published of a race, in plain lines; nothing before its result is official."""

from collections.abc import Iterator, Sequence

from replay.plain.car_words import CarWords
from replay.plain.cells import fact_line, row_line
from replay.plain.race_lines import elapsed_words, mph
from replay.plain.summary_lines import NOT_YET, is_result_official
from replay.race.after_race import after_race
from replay.race.finish import CAR_LENGTH
from replay.race.model import Finish, Official, Result, Standing
from replay.race.seconds import exact_seconds, lap_time_words, seconds_text
from replay.race.timeline import Timeline


def after_lines(timeline: Timeline, time: int, names: CarWords) -> list[str]:
    """Tell the facts and reports of the race and the points after it, each with its source."""
    if not is_result_official(timeline, time):
        return [NOT_YET]
    after = after_race(timeline, time)
    lines = []
    for kind in ("history", "fact", "report"):
        for fact in after.of(kind):
            car = f"{names.of(fact.car, time)}: " if fact.car else ""
            brief = f"{fact.brief}. " if fact.brief else ""
            lines.append(f"{fact.label.capitalize()}: {car}{brief}{fact.text} ({fact.source})")
            lines += _otherwise(fact.otherwise, fact.otherwise_source)
    for place in after.standing:
        lines += _standing(place, time, names)
    return lines or ["After the race: nothing was published in this file"]


def _otherwise(text: str | None, source: str | None) -> list[str]:
    """Tell what the record or another publication has instead."""
    return [] if text is None else [f"But: {text} ({source})"]


def _standing(place: Standing, time: int, names: CarWords) -> Iterator[str]:
    yield row_line(
        (
            ("Points place", place.position),
            ("Driver", place.driver if place.car is None else names.of(place.car, time)),
            ("Points", None if place.points is None else _tenths(place.points)),
            ("Behind", None if place.behind is None else _tenths(place.behind)),
            ("Wins", place.wins),
            ("Top fives", place.top_fives),
            ("Top tens", place.top_tens),
            ("Source", place.source),
        )
    )
    yield from _otherwise(place.otherwise, place.otherwise_source)


def _tenths(number: int) -> str:
    return f"{number // 10}.{number % 10}".removesuffix(".0")


def official_lines(timeline: Timeline, time: int, names: CarWords) -> list[str]:
    """Tell the published result whole: rows, counts, leaders, orders, stages, and the picture."""
    if not is_result_official(timeline, time):
        return [NOT_YET]
    official, finish = timeline.race.official, timeline.race.finish
    lines = [] if official is None else [*_result(official, names), *_counts(official)]
    if official is not None:
        lines += [
            *_leads(official, time, names),
            *_orders(official),
            *_stages(official, time, names),
        ]
        for one in official.explanations:
            pairs = [f"ours {p.ours}, published {p.published}" for p in one.pairs or ()]
            told = f" ({'; '.join(pairs)})" if pairs else ""
            lines.append(f"Differs, {one.rule}: {one.reason}{told}")
    for remark in timeline.race.remarks:
        if remark.on == "lead":
            lines.append(
                f"Of the lead on lap {remark.lap}: {names.of(remark.car, time)}, {remark.text}"
            )
    return lines + ([] if finish is None else list(_picture(finish)))


def _result(official: Official, names: CarWords) -> Iterator[str]:
    yield from (_row(result, names) for result in official.results)
    for of_class in official.classes:
        yield f"Official order of {of_class.race_class}: {' '.join(of_class.order)}"


def _row(result: Result, names: CarWords) -> str:
    best = None if result.best_lap is None else lap_time_words(result.best_lap)
    average = result.average_place
    return row_line(
        (
            ("Official place", result.position),
            ("Car", names.full(result.car)),
            ("Laps", result.laps),
            ("Status", result.status),
            ("Elapsed", elapsed_words(result.elapsed)),
            ("Gap", None if result.gap is None else f"{exact_seconds(result.gap)} s"),
            ("Stops", result.stops),
            ("Led", result.led),
            ("Times led", result.times_led),
            ("Points", result.points),
            ("Best lap", best),
            ("Best on lap", result.best_lap_number),
            ("Last lap", None if result.last_lap is None else lap_time_words(result.last_lap)),
            ("Average place", None if average is None else seconds_text(average * 10)),
        )
    )


def _counts(official: Official) -> Iterator[str]:
    yield f"Official laps: {official.laps}"
    if official.margin is not None:
        yield f"Official margin: {exact_seconds(official.margin)} s"
    yield from fact_line("Official race time", elapsed_words(official.race_time))
    yield from fact_line("Of it stopped", elapsed_words(official.stopped))
    if official.average_speed is not None:
        yield f"Official average speed: {mph(official.average_speed)} mph"
    yield from fact_line("Official lead changes", official.lead_changes)
    yield from fact_line("Official leaders", official.leaders)
    yield from fact_line("Official cautions", official.cautions)
    yield from fact_line("Official caution laps", official.caution_laps)


def _leads(official: Official, time: int, names: CarWords) -> Iterator[str]:
    for lead in official.lead:
        only = lead.first == lead.last
        laps = f"lap {lead.first}" if only else f"laps {lead.first} to {lead.last}"
        yield f"Official leader of {laps}: {names.of(lead.car, time)}"


def _orders(official: Official) -> Iterator[str]:
    for order in official.orders:
        about = "" if order.exact else " or thereabouts"
        yield f"Published order after lap {order.lap}{about}: {' '.join(order.order)}"
        if order.gaps is not None:
            gaps = " ".join(str(exact_seconds(gap)) for gap in order.gaps)
            yield f"Published gaps after lap {order.lap}, in seconds: {gaps}"


def _stages(official: Official, time: int, names: CarWords) -> Iterator[str]:
    for stage in official.stages:
        points = (*stage.points, *[None] * len(stage.order))
        for place, (car, scored) in enumerate(zip(stage.order, points, strict=False), 1):
            yield row_line(
                (
                    (f"Official stage {stage.number} place", place),
                    ("Car", names.of(car, time)),
                    ("Points of the place", scored),
                )
            )


def _picture(finish: Finish) -> Iterator[str]:
    """Tell what is known of the picture at the line."""
    yield f"Step of the published margin: {_exact(finish.resolution)} s"
    if finish.loop_error is not None:
        yield f"Error of the timing loops: {_exact(finish.loop_error)} s"
    yield from fact_line("Lanes from the outside in", _cars(finish.lanes))
    yield from fact_line("Lanes that were published", _cars(finish.lanes_known))
    if finish.speed is not None:
        parts = (f"{mph(finish.speed)} mph", finish.speed_basis, finish.speed_of)
        yield f"Speed at the line: {', '.join(part for part in parts if part)}"
    if finish.car_length is not None and finish.car_length != CAR_LENGTH:
        yield f"Length of a car: {seconds_text(finish.car_length * 10)} inches"
    yield from fact_line("Note on the finish", finish.note)
    for nose in finish.times:
        yield f"At the line: {nose.car}, {_exact(nose.gap)} s after the first"


def _exact(ticks: int) -> str:
    return str(exact_seconds(ticks))


def _cars(cars: Sequence[str]) -> str:
    return " ".join(cars)


def car_result_lines(timeline: Timeline, time: int, car: str, names: CarWords) -> list[str]:
    """Tell the official result of one car; none before it is official."""
    official = timeline.race.official
    if official is None or not is_result_official(timeline, time):
        return []
    return [_row(result, names) for result in official.results if result.car == car]
