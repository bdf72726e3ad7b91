"""The wordings of a status, whatever the publisher, say one of four things, or are not known."""

import pytest

from replay.race.classification import (
    Classification,
    classification,
    contradiction,
    is_blank,
    likely_classification,
)

LAPS, DISTANCE = 39, 40

WORDINGS: dict[Classification | None, tuple[str, ...]] = {
    "running": (
        "Running", "running", "RUNNING ", "Running at finish", "running at the finish",
        "Still running", "Running, 1 lap down", "Finished", "Finish", "Classified", "Lapped",
        "lapped", "+1 Lap", "+ 1 lap", "+1 lap.", "+12.345", "1 Lap", "-1 lap", "1 lap down",
        "Flagged", "Took the checkered flag", "Active",
    ),
    "disqualified": (
        "Disqualified", "DISQUALIFIED", "disqualified (ride height)", "Disqualification", "DSQ",
        "dsq", "DQ", "DQ'd", "D.S.Q.", "Disq.", "Excluded", "excluded: fuel", "Exclusion",
        "Running (disqualified)", "DSQ - engine",
    ),
    "out": (
        "Accident", "engine", "DVP", "dvp", "garage", "suspension", "Did not finish", "DNF",
        "Retired", "Retired, classified", "Not running", "Out of fuel", "Black-flagged",
        "Collision damage", "Withdrawn", "Mechanical", "Running out of fuel", "Track bar",
        "Crashed on track", "Off the track", "Not under power",
    ),
    None: (
        "Zonked", "Not classified", "NC", "7", "Off to the pub", "On track", "Running on track",
        "Finished under power", "Damaged - running", "engine (running)", "DNF/running",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [(words, said) for said, wordings in WORDINGS.items() for words in wordings],
)
def test_a_wording_says_what_became_of_a_car(words: str, said: Classification | None) -> None:
    assert classification(words, LAPS) == said


@pytest.mark.parametrize(
    "words",
    ["Did not start", "did-not-start", "DNS", "D.N.S.", "Didn't start", "DNQ", "Did not qualify",
     "Withdrawn", "Withdrew (illness)", "WD", "Not started", "Scratched"],
)  # fmt: skip
def test_a_car_that_never_ran_did_not_start(words: str) -> None:
    assert classification(words, 0) == "not started"


@pytest.mark.parametrize("words", ["", " ", "-", "n/a", "N/A", "unknown", "None"])
def test_a_blank_and_what_stands_for_one_say_nothing(words: str) -> None:
    assert is_blank(words)
    assert not is_blank("Running")


def test_of_a_car_without_a_status_the_flag_tells_and_else_its_laps() -> None:
    assert likely_classification(39, 40, elapsed=1001, flag=1000) == "running"
    assert likely_classification(39, 40, elapsed=999, flag=1000) == "out"
    assert likely_classification(36, 40, None, 1000) == "running"
    assert likely_classification(35, 40, None, 1000) is None
    assert likely_classification(0, 40, None, None) is None


@pytest.mark.parametrize(
    ("status", "laps", "says"),
    [
        ("Did not start", 3, "did not start, but completed 3 laps"),
        ("Running", 0, "was running at the end, but completed no lap"),
        ("+2 Laps", 39, "was 2 laps down, but completed 39 of 40"),
        ("+1 Lap", 40, "was 1 lap down, but completed 40 of 40"),
        ("Lapped", 40, "was lapped, but completed all 40 laps"),
        ("Running", 3, None),
        ("+1 Lap", 39, None),
        ("+2 laps", 38, None),
        ("+1.234", 40, None),
        ("Lapped", 39, None),
        ("Did not start", 0, None),
        ("Accident", 40, None),
        ("Zonked", 0, None),
    ],
)
def test_a_status_that_contradicts_the_laps_of_its_car_is_told(
    status: str, laps: int, says: str | None
) -> None:
    assert contradiction(status, laps, DISTANCE) == says
