"""What is told of how a race is known."""

from pathlib import Path

from msgspec.structs import replace

from replay import racefile
from replay.race.model import Known, Race, Span, Stop
from replay.race.provenance import adjusted, tallies, unknown

TINY = racefile.load(Path(__file__).parents[1] / "races" / "tiny.json")


def counts(race: Race) -> dict[str, dict[str, int]]:
    return {tally.of: tally.counts for tally in tallies(race)}


def test_every_lap_is_counted_by_how_it_is_known() -> None:
    spans = (
        Span(lap=1, crossing="official", lap_time="official", place="sure"),
        Span(lap=3, crossing="reconstructed", lap_time="estimated", place="rough"),
    )
    first = replace(TINY.laps[0], known=spans)
    found = counts(replace(TINY, laps=(first,)))
    laps = len(first.crossings)
    assert found["crossings"] == {"official": 2, "reconstructed": laps - 2}
    assert found["lap times"] == {"official": 2, "estimated": laps - 2}
    assert found["places at the line"] == {"sure": 2, "rough": laps - 2}


def test_the_surest_way_is_named_first() -> None:
    for tally in tallies(TINY):
        ways = [
            way
            for way in ("official", "timed", "reconstructed", "estimated", "sure", "near", "rough")
            if way in tally.counts
        ]
        assert [way for way in tally.counts if way in ways] == ways


def test_stops_are_counted_by_what_is_known_of_each() -> None:
    stops = (
        Stop(car="24", lap=1, entry=320_000, exit=330_000),
        Stop(car="24", lap=3, length=10_000, length_basis="timed"),
        Stop(car="24", lap=5),
        Stop(car="24", lap=7, entry=2_500_000, basis="estimated", left=False),
        Stop(car="1", lap=7, length=90_000_000, under_red=True),
    )
    race = replace(TINY, stops=stops, header=replace(TINY.header, known=Known(stops="official")))
    assert counts(race)["entries to pit road"] == {"official": 1, "estimated": 1, "unknown": 3}
    assert counts(race)["times on pit road"] == {
        "official": 2,
        "timed": 1,
        "never left": 1,
        "unknown": 1,
    }
    assert "when 3 stops began" in unknown(race)
    assert "how long 1 stop took" in unknown(race)
    assert "1 stop under red, as long as the race stood" in adjusted(race)


def test_what_a_file_knows_nothing_of_is_named() -> None:
    header = replace(TINY.header, date=None, track=None, scheduled_laps=None, known=Known())
    first, *rest = TINY.entries
    bare = replace(
        TINY, header=header, stops=(), official=None, entries=(replace(first, drivers=()), *rest)
    )
    assert unknown(bare) == (
        "the date",
        "the track",
        "the distance",
        "the grid",
        "laps",
        "flags",
        "stops",
        "tyres",
        "penalties",
        "retirements",
        "the official result",
        "the drivers of 1 car",
    )


def test_rulings_and_laps_that_were_not_measured_are_told() -> None:
    lines = adjusted(TINY)
    assert any(line.startswith("ruling by the camera") for line in lines)
    made = sum(
        count
        for way, count in counts(TINY)["lap times"].items()
        if way in ("reconstructed", "estimated")
    )
    assert f"{made:,} of" in " ".join(lines)
