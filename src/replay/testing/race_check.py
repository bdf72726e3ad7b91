"""A race against its own official result, as a test has it."""

from replay.race.check import check
from replay.race.finding import Finding
from replay.race.text import printable
from replay.testing.race_record import RaceRecord

_MOST_FINDINGS = 20


class RaceFailed(AssertionError):
    """What does not hold of a race, in a few lines that are safe to print."""


def check_race(record: RaceRecord) -> tuple[Finding, ...]:
    """Hold a race against its own official result; RaceFailed tells the rules that failed.

    Where nothing was published nothing is found.
    """
    findings = check(record.race)
    failed = [finding for finding in findings if finding.outcome == "failed"]
    if failed:
        lines = [f"{record.name} is not as its official result has it:"]
        lines += [printable(f"  {_line(finding)}") for finding in failed[:_MOST_FINDINGS]]
        more = len(failed) - _MOST_FINDINGS
        lines += [f"  and {more} more"] if more > 0 else []
        if record.opens is not None:
            lines.append(f"all of it: replay check {record.opens}")
        raise RaceFailed("\n".join(lines))
    return findings


def _line(finding: Finding) -> str:
    reason = f" ({finding.reason})" if finding.reason else ""
    return f"{finding.rule}: ours {finding.ours}, published {finding.published}{reason}"
