"""Readers of races for the tests of plain lines."""

from pathlib import Path

from replay import racefile
from replay.cli.rate import parse_rate
from replay.plain.reader import PlainReader
from replay.plain.tellings import Detail
from replay.race.timeline import Timeline

TINY = Path(__file__).parents[1] / "races" / "tiny.json"
SHIPPED = Path(__file__).parents[2] / "races"


def tiny_timeline() -> Timeline:
    return Timeline(racefile.load(TINY))


def shipped_timeline(name: str) -> Timeline:
    return Timeline(racefile.load(SHIPPED / f"{name}.json"))


def reader_of(timeline: Timeline, start: int = 0, detail: Detail = "middle") -> PlainReader:
    return PlainReader(timeline, start=start, detail=detail, parse_rate=parse_rate)
