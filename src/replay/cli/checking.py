"""`replay check`: races against their own official results, and how each is known."""

from collections.abc import Iterator, Sequence
from typing import get_args

from msgspec import Struct

from replay.cli.output import json_text, table_text, write
from replay.cli.reading import read
from replay.race.check import check
from replay.race.finding import Finding, Outcome
from replay.race.model import Race
from replay.race.provenance import Tally, adjusted, tallies, unknown
from replay.race.text import printable


class CheckedRace(Struct, frozen=True):
    """The report on one race, as JSON has it."""

    race: str
    findings: tuple[Finding, ...]
    known: tuple[Tally, ...]
    adjusted: tuple[str, ...]
    unknown: tuple[str, ...]

    @classmethod
    def of(cls, name: str, race: Race) -> "CheckedRace":
        """Hold a race against its result, and count how it is known."""
        return cls(name, check(race), tallies(race), adjusted(race), unknown(race))

    @property
    def failed(self) -> bool:
        """Whether any rule has failed; explained ones have not."""
        return any(finding.outcome == "failed" for finding in self.findings)


def print_checks(names: Sequence[str], *, as_json: bool) -> int:
    """Print the report on each race; 1 if a rule has failed."""
    if as_json:
        reports = [CheckedRace.of(name, read(name)) for name in names]
        write(json_text(reports))
        return 1 if any(report.failed for report in reports) else 0
    failed = False
    races = [(name, read(name)) for name in names]  # an unreadable one is told before any report
    for number, (name, race) in enumerate(races):
        report = CheckedRace.of(name, race)
        if number:
            write("\n")
        write(_report_text(report))
        failed = failed or report.failed
    return 1 if failed else 0


def _report_text(report: CheckedRace) -> Iterator[str]:
    title = printable(report.race)
    if report.findings:
        outcomes = [finding.outcome for finding in report.findings]
        counts = ", ".join(f"{outcomes.count(word)} {word}" for word in get_args(Outcome))
        yield f"{title}: {counts}\n"
        yield from table_text(lambda: report.findings, Finding.__struct_fields__)
    else:
        yield f"{title}: no official result in this file\n"
    yield from _section("known", [f"{one.of}: {_counts(one)}" for one in report.known])
    yield from _section("adjusted", report.adjusted)
    yield from _section("unknown", report.unknown)


def _counts(tally: Tally) -> str:
    return ", ".join(f"{count:,} {way}" for way, count in tally.counts.items())


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"\n{title}\n"
        yield from (f"  {printable(line, limit=400)}\n" for line in lines)
