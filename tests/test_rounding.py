"""The tables for people: what was rebuilt has its `~`, and no more decimals than are known."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from replay import racefile
from replay.cli.output import table_text
from replay.cli.rounding import rounded_events, rounded_orders
from replay.race.export import EventRow, OrderRow, event_rows, order_rows
from replay.race.timeline import Timeline

TINY = Timeline(racefile.load(Path(__file__).parent / "races" / "tiny.json"))


def row(position: int, **changes: Any) -> OrderRow:
    values = {
        "lap": 9,
        "car": str(position),
        "driver": "",
        "laps": 9,
        "gap_s": Decimal("0.000"),
        "interval_s": None,
        "status": "running",
        "basis": "timed",
        "place": "sure",
    }
    return OrderRow(**{**values, "position": position, **changes})


def test_a_gap_from_or_to_a_rebuilt_crossing_is_marked_and_known_to_a_tenth() -> None:
    lines = list(rounded_orders(order_rows(TINY, 6)))
    assert [(line.car, line.gap_s, line.interval_s) for line in lines] == [
        ("07", "0.000", None),
        ("24", "1.000", "1.000"),
        ("1", "1.400", "0.400"),
        ("7", "~2.3", "~0.9"),
        ("99", None, None),
    ]
    assert lines[3].basis == "reconstructed"


def test_behind_a_rebuilt_leader_every_gap_is_marked_but_not_his_own() -> None:
    rows = [
        row(1, basis="estimated"),
        row(2, gap_s=Decimal("0.949"), interval_s=Decimal("0.949")),
        row(3, gap_s=Decimal("1.950"), interval_s=Decimal("1.001")),
    ]
    assert [(line.gap_s, line.interval_s) for line in rounded_orders(rows)] == [
        ("0.000", None),
        ("~0.9", "~0.9"),
        ("~2.0", "1.001"),
    ]


def test_gaps_never_fall_down_a_table() -> None:
    """The third and fourth are yet to cross; the fifth is in the next lap's table."""
    rows = [
        row(1),
        row(2, gap_s=Decimal("30.000"), interval_s=Decimal("30.000")),
        row(3, laps=8, gap_s=Decimal("6.000"), interval_s=Decimal("0.500"), status="pit"),
        row(4, laps=8, gap_s=Decimal("7.000"), interval_s=Decimal("1.000"), status="pit"),
        row(1, lap=10),
        row(2, lap=10, gap_s=Decimal("1.000"), interval_s=Decimal("1.000")),
    ]
    assert [(line.gap_s, line.interval_s) for line in rounded_orders(rows)] == [
        ("0.000", None),
        ("30.000", "30.000"),
        (None, None),
        (None, "1.000"),
        ("0.000", None),
        ("1.000", "1.000"),
    ]


def test_the_time_of_an_event_that_was_estimated_is_known_to_the_second() -> None:
    lines = {(line.kind, line.car): line.time_s for line in rounded_events(event_rows(TINY))}
    assert lines["retirement", "99"] == "~200"
    assert lines["pit stop", "24"] == "160.300"
    (line,) = rounded_events([EventRow(Decimal("61.5"), 2, "penalty", "1", "estimated", "late")])
    assert line.time_s == "~62"


def test_decimal_points_stand_under_each_other_in_a_table() -> None:
    rows = [row(1, gap_s="0.000"), row(2, gap_s="~12.3"), row(3, gap_s="0.0997"), row(4, gap_s="")]
    text = "".join(table_text(lambda: rows, OrderRow.__struct_fields__))
    head, *lines = text.splitlines()
    end = head.index("gap_s") + len("gap_s")
    assert [line[end - 8 : end] for line in lines] == ["  0.000 ", "~12.3   ", "  0.0997", " " * 8]
