"""`replay check`: races against their own official results, and how each is known."""

from collections.abc import Iterator, Sequence
from typing import get_args

from msgspec import Struct

from replay import racefile
from replay.cli.failure import Failure
from replay.cli.notes import print_notes
from replay.cli.output import json_text, table_text, write
from replay.cli.reading import read
from replay.race.check import check, differences
from replay.race.finding import Finding, Outcome
from replay.race.finding_place import place_of_rule
from replay.race.model import Race
from replay.race.provenance import Tally, adjusted, tallies, unknown
from replay.race.text import printable


class FailedAt(Struct, frozen=True):
    """Where the published figure stands that fails a rule: line and column count from 1."""

    rule: str
    where: str
    line: int | None
    column: int | None


class CheckedRace(Struct, frozen=True):
    """The report on one race, as JSON has it."""

    race: str
    findings: tuple[Finding, ...]
    known: tuple[Tally, ...]
    adjusted: tuple[str, ...]
    unknown: tuple[str, ...]
    failed_at: tuple[FailedAt, ...]

    @classmethod
    def of(cls, name: str, race: Race) -> "CheckedRace":
        """Hold a race against its result, and count how it is known."""
        findings = check(race)
        places = _failed_at(name, race, findings)
        return cls(name, findings, tallies(race), adjusted(race), unknown(race), places)

    @property
    def failed(self) -> bool:
        """Whether any rule has failed; explained ones have not."""
        return any(finding.outcome == "failed" for finding in self.findings)


def _failed_at(name: str, race: Race, findings: Sequence[Finding]) -> tuple[FailedAt, ...]:
    """Return where what was published and fails stands in the file, as far as that has a place."""
    rules = [finding.rule for finding in findings if finding.outcome == "failed"]
    if not rules or race.official is None:
        return ()
    wrong = differences(race)
    paths = ((rule, place_of_rule(rule, race.official, wrong.get(rule, ()))) for rule in rules)
    found = []
    for rule, where in paths:
        if where is not None:
            line, column = racefile.place_in(racefile.find(name), where) or (None, None)
            found.append(FailedAt(rule, where, line, column))
    return tuple(found)


def print_checks(names: Sequence[str], *, as_json: bool) -> int:
    """Print the report on each race that can be read; 1 if a rule has failed.

    Of the others the error goes to standard error, after all reports, and the code is 2.
    """
    reports: list[CheckedRace] = []
    errors: list[str] = []
    for name in names:
        try:
            reports.append(CheckedRace.of(name, read(name)))
        except Failure as error:
            errors.append(str(error))
    if as_json and reports:
        write(json_text(reports))
    elif not as_json:
        for number, report in enumerate(reports):
            write("\n" if number else "")
            write(_report_text(report))
    print_notes(f"replay: {printable(error, limit=1000)}" for error in errors)
    if errors:
        return 2
    return 1 if any(report.failed for report in reports) else 0


def _report_text(report: CheckedRace) -> Iterator[str]:
    title = printable(report.race)
    if report.findings:
        outcomes = [finding.outcome for finding in report.findings]
        counts = ", ".join(f"{outcomes.count(word)} {word}" for word in get_args(Outcome))
        yield f"{title}: {counts}\n"
        yield from table_text(lambda: report.findings, Finding.__struct_fields__)
    else:
        yield f"{title}: no official result in this file\n"
    yield from _section("failed", list(_failures(report)))
    yield from _section("known", [f"{one.of}: {_counts(one)}" for one in report.known])
    yield from _section("adjusted", report.adjusted)
    yield from _section("unknown", report.unknown)


def _failures(report: CheckedRace) -> Iterator[str]:
    """Yield the places of what fails as editors and terminals open them."""
    findings = {finding.rule: finding for finding in report.findings}
    for place in report.failed_at:
        if place.line is not None:
            found = findings[place.rule]
            at = f"{racefile.find(report.race)}:{place.line}:{place.column}"
            yield f"{at}: {place.rule}: {found.published} published, {found.ours} by the record"


def _counts(tally: Tally) -> str:
    return ", ".join(f"{count:,} {way}" for way, count in tally.counts.items())


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"\n{title}\n"
        yield from (f"  {printable(line, limit=400)}\n" for line in lines)
