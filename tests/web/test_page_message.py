"""What a page sends: taken as far as it makes sense, and bounded."""

import pytest

from replay.web.page_message import PageMessage, page_message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('["stdin", "q"]', PageMessage("stdin", typed=b"q")),
        ('["resize", {"width": 120, "height": 40}]', PageMessage("resize", size=(120, 40))),
        ('["resize", {"width": 100000, "height": 0}]', PageMessage("resize", size=(400, 1))),
        ('["ping", 7]', PageMessage("ping", answer=7)),
        ('["blur"]', PageMessage("blur")),
        ('["focus"]', PageMessage("focus")),
    ],
)
def test_a_message_is_read_and_a_size_is_bounded(data: str, message: PageMessage) -> None:
    assert page_message(data) == message


@pytest.mark.parametrize(
    "data",
    [
        *("", "{}", "[]", "7", "[" * 100_000, '["quit"]', '["stdin"]', '["stdin", 7]'),
        *('["stdin", "\\ud800"]', '["resize", {}]', '["resize", {"width": "x", "height": 1}]'),
        '["resize", {"width": 1e400, "height": 1}]',
    ],
)
def test_what_is_no_message_is_dropped(data: str) -> None:
    assert page_message(data) is None
