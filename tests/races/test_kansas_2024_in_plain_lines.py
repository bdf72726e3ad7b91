"""Every published fact of the 2024 AdventHealth 400 can be reached by what is typed at a prompt."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from msgspec import structs
from tests.plain.readers import reader_of, shipped_timeline

from replay.plain.reader import PlainReader
from replay.race.model import (
    Caution,
    Chequered,
    Distance,
    Entry,
    Green,
    Official,
    Penalty,
    Race,
    Result,
    Retirement,
    Ruling,
    White,
)
from replay.race.timeline import Timeline

TIMELINE = shipped_timeline("kansas-2024")
RACE = TIMELINE.race
assert RACE.official is not None
OFFICIAL: Official = RACE.official


def at_the_end() -> PlainReader:
    return reader_of(TIMELINE, start=TIMELINE.end)


def asked(*words: str) -> list[str]:
    reader = at_the_end()
    return [line for one in words for line in reader.answer(one)]


def line_of(lines: list[str], begin: str) -> str:
    """Give the one line that begins so."""
    (found,) = [line for line in lines if line.startswith(begin)]
    return found


def seconds(ticks: int) -> str:
    """Write ticks as a decimal of at least three places, apart from the program's own way."""
    number = (Decimal(ticks) / 10_000).normalize()
    places = max(-int(number.as_tuple().exponent), 3)
    return f"{number:.{places}f} s"


def clock(ticks: int) -> str:
    whole = ticks // 10_000
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def thousandths(number: int) -> str:
    return f"{Decimal(number) / 1000:.3f}"


def test_what_was_known_before_the_start() -> None:
    header, told = RACE.header, asked("race")
    assert header.track is not None
    assert header.track.shape
    assert header.round
    for words in (
        header.name,
        header.round,
        header.series,
        "5 May 2024",
        header.track.name,
        "1.5 mi",
        header.track.shape,
        "267 laps",
        *(str(stage.ends) for stage in header.stages),
        *(fact.text for fact in header.facts),
        *(f"car {fact.car}" for fact in header.facts if fact.car),
    ):
        assert any(words in line for line in told), words
    assert f"Cars: {header.cars}" in told
    for kind, basis in structs.asdict(header.known).items():
        assert basis is None or f"{kind} {basis}" in line_of(told, "Known: ")
    sources = asked("sources")
    for source in header.sources:
        assert any(source.text in line and source.of[1:] in line for line in sources)


@pytest.mark.parametrize("entry", RACE.entries, ids=lambda entry: entry.car)
def test_a_car_of_the_entry_list_with_its_result_and_stops(entry: Entry) -> None:
    told = asked(f"card {entry.car}")
    assert f"Car: {entry.car} {entry.drivers[0].first} {entry.drivers[0].last}" in told
    assert f"Team: {entry.team}" in told
    assert f"Make: {entry.make}" in told
    assert f"Crew chief: {entry.crew_chief}" in told
    assert entry.sponsor is None or f"Sponsor: {entry.sponsor}" in told
    assert f"Grid: {entry.grid}" in told
    assert f"Scores series points: {'yes' if entry.eligible else 'no'}" in told
    if entry.qualifying is not None and entry.qualifying_speed is not None:
        speed = thousandths(entry.qualifying_speed)
        assert f"Qualifying: {seconds(entry.qualifying)}, {speed} mph" in told
    (result,) = (one for one in OFFICIAL.results if one.car == entry.car)
    assert all(cell in line_of(told, "Official place: ") for cell in cells_of(result))
    stops = [stop for stop in RACE.stops if stop.car == entry.car]
    assert f"Stops: {len(stops)}" in told
    remarks = {
        one.lap: one.text for one in RACE.remarks if (one.on, one.car) == ("stop", entry.car)
    }
    for number, stop in enumerate(sorted(stops, key=lambda stop: stop.lap), 1):
        line = line_of(told, f"Stop: {number}, Lap: {stop.lap + 1}, ")
        if stop.entry is not None:
            assert f"At: {clock(stop.entry)}.{seconds(stop.entry % 10_000)[2:-2]}," in line
        if stop.entry is not None and stop.exit is not None:
            assert f"On pit road: {seconds(stop.exit - stop.entry)}" in line
        assert remarks.get(stop.lap, "") in line
        assert stop.tyres is None or f"Tyres: {stop.tyres}" in line


def cells_of(result: Result) -> Iterator[str]:
    """Give the cells that a row of the official result must have."""
    yield f"Official place: {result.position}, "
    yield f"Laps: {result.laps}, Status: {result.status}"
    for head, ticks in (("Best lap", result.best_lap), ("Last lap", result.last_lap)):
        if ticks is not None and ticks < 600_000:
            yield f"{head}: {seconds(ticks)}"
    for head, number in (
        ("Stops", result.stops),
        ("Led", result.led),
        ("Times led", result.times_led),
        ("Points", result.points),
        ("Best on lap", result.best_lap_number),
    ):
        if number is not None:
            yield f"{head}: {number}"
    if result.gap is not None:
        yield f"Gap: {seconds(result.gap)}"
    if result.elapsed is not None:
        yield f"Elapsed: {clock(result.elapsed)}.{seconds(result.elapsed % 10_000)[2:-2]}"
    if result.average_place is not None:
        yield f"Average place: {thousandths(result.average_place)}"


def test_every_flag_penalty_and_retirement() -> None:
    reader = reader_of(TIMELINE, detail="high")
    lines = list(reader.answer("read all"))
    restarts = 0
    for event in RACE.events:
        match event:
            case Caution():
                told = [*reader.answer(f"caution {event.number}"), *reader.answer("flag")]
                assert any(event.reason in line for line in told)
                assert event.where is None or f"Where: {event.where}" in told
                assert event.detail is None or f"Detail: {event.detail}" in told
                for car in event.cars:
                    assert f"{car} " in line_of(told, "Cars: ")
                passed = [line for line in told if line.startswith("Free pass: ")]
                who = event.free_pass
                assert passed[0].split()[2] == (who if isinstance(who, str) else "none")
                reader.answer("finish")
            case Green():
                restarts += bool(event.at)
            case Penalty():
                assert any(f"{event.car} " in line and event.text in line for line in lines)
            case Retirement():
                assert any(f": {event.car} " in ln and f"out, {event.reason}" in ln for ln in lines)
            case Ruling():
                assert any(event.by in line and event.text in line for line in lines)
            case Distance():
                assert any(f"Restart, {event.reason}" in line for line in lines)
                assert reader.answer("finish")[0].startswith(f"Lap {event.laps} of {event.laps}")
            case White() | Chequered():
                at = f"{clock(event.at)}.{seconds(event.at % 10_000)[2:-2]}"
                words = "white" if isinstance(event, White) else f"{clock(event.at)}.{at[-3:]}"
                assert reader.answer(words)[0].endswith(at)
                reader.answer("finish")
    assert sum("Restart" in line for line in lines) == restarts


def test_every_remark_on_a_lead() -> None:
    lines = list(reader_of(TIMELINE).answer("read all"))
    official = asked("official")
    remarks = [remark for remark in RACE.remarks if remark.on == "lead"]
    assert len(remarks) > 20
    for remark in remarks:
        of_lead = line_of(official, f"Of the lead on lap {remark.lap}: {remark.car} ")
        assert of_lead.endswith(remark.text)
    # The line of the last one is that of the ruling.
    for remark in remarks[:-1]:
        begin = f"Lap {remark.lap}: {remark.car} "
        assert any(line.startswith(begin) and remark.text in line for line in lines), remark


def test_the_figures_the_orders_and_the_stages_that_were_published() -> None:
    told = asked("official")
    for head, number in (
        ("laps", OFFICIAL.laps),
        ("lead changes", OFFICIAL.lead_changes),
        ("leaders", OFFICIAL.leaders),
        ("cautions", OFFICIAL.cautions),
        ("caution laps", OFFICIAL.caution_laps),
    ):
        assert f"Official {head}: {number}" in told
    assert OFFICIAL.margin is not None
    assert OFFICIAL.race_time is not None
    assert OFFICIAL.average_speed is not None
    assert f"Official margin: {seconds(OFFICIAL.margin)}" in told
    assert f"Official race time: {clock(OFFICIAL.race_time)}.000" in told
    assert f"Official average speed: {thousandths(OFFICIAL.average_speed)} mph" in told
    for lead in OFFICIAL.lead:
        laps = (
            f"lap {lead.first}" if lead.first == lead.last else f"laps {lead.first} to {lead.last}"
        )
        assert line_of(told, f"Official leader of {laps}: ").split(": ")[1].split()[0] == lead.car
    for order in OFFICIAL.orders:
        line = line_of(told, f"Published order after lap {order.lap}")
        assert line.endswith(f": {' '.join(order.order)}")
        assert ("thereabouts" in line) == (not order.exact)
        if order.gaps is not None:
            gaps = line_of(told, f"Published gaps after lap {order.lap}, ").split(": ")[1]
            assert gaps.split() == [seconds(gap)[:-2] for gap in order.gaps]
    for stage in OFFICIAL.stages:
        for place, (car, points) in enumerate(zip(stage.order, stage.points, strict=True), 1):
            line = line_of(told, f"Official stage {stage.number} place: {place}, Car: {car} ")
            assert line.endswith(f"Points of the place: {points}")
    for one in OFFICIAL.explanations:
        line = line_of(told, f"Differs, {one.rule}: {one.reason}")
        for pair in one.pairs or ():
            assert f"ours {pair.ours}, published {pair.published}" in line


def test_the_picture_at_the_line() -> None:
    finish, told = RACE.finish, asked("official")
    assert finish is not None
    assert finish.loop_error is not None
    assert finish.speed is not None
    assert f"Step of the published margin: {seconds(finish.resolution)}" in told
    assert f"Error of the timing loops: {seconds(finish.loop_error)}" in told
    assert f"Lanes from the outside in: {' '.join(finish.lanes)}" in told
    assert f"Lanes that were published: {' '.join(finish.lanes_known)}" in told
    speed = line_of(told, f"Speed at the line: {thousandths(finish.speed)} mph")
    assert finish.speed_basis is not None
    assert finish.speed_of is not None
    assert f"{finish.speed_basis}, {finish.speed_of}" in speed
    assert f"Note on the finish: {finish.note}" in told


def test_every_fact_report_and_place_in_the_points_with_its_source() -> None:
    told = asked("after")
    assert len(OFFICIAL.facts) > 10
    assert len(OFFICIAL.standing) > 5
    for fact in OFFICIAL.facts:
        (at,) = [at for at, line in enumerate(told) if f"{fact.text} ({fact.source})" in line]
        assert told[at].startswith(f"{fact.label.capitalize()}: {fact.car or ''}")
        assert fact.brief is None or fact.brief in told[at]
        if fact.otherwise is not None:
            assert told[at + 1] == f"But: {fact.otherwise} ({fact.otherwise_source})"
    for place in OFFICIAL.standing:
        line = line_of(told, f"Points place: {place.position}, Driver: {place.car or place.driver}")
        assert line.endswith(f"Source: {place.source}")
        for head, tenths in (("Points", place.points), ("Behind", place.behind)):
            assert tenths is None or f"{head}: {(Decimal(tenths) / 10).normalize():f}" in line
        for head, number in (
            ("Wins", place.wins),
            ("Top fives", place.top_fives),
            ("Top tens", place.top_tens),
        ):
            assert number is None or f"{head}: {number}" in line
        if place.otherwise is not None:
            assert f"But: {place.otherwise} ({place.otherwise_source})" in told


def test_a_fact_that_is_taken_away_is_missed() -> None:
    """What the tests above look for comes from the record, and not from a place beside it."""
    assert OFFICIAL.standing
    bare = structs.replace(OFFICIAL, facts=(), standing=())
    race: Race = structs.replace(RACE, official=bare)
    timeline = Timeline(race)
    told = list(reader_of(timeline, start=timeline.end).answer("after"))
    assert told == ["After the race: nothing was published in this file"]
