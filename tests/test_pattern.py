"""A pattern as it is typed: what is wrong with it, and that it can cost no more than it may."""

import re
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.pattern import MOST_SECONDS, MOST_SIGNS, BadPattern, TypedPattern, fault_of

SIGNS = "()[]{}|*+?.^$\\ab19,:=!<>-&~Pdwsbx é"


def found(typed: str, text: str) -> list[str]:
    return [text[start:end] for start, end in TypedPattern(typed).spans(text)]


def search(pattern: TypedPattern, text: str, times: int = 1) -> None:
    for _ in range(times):
        list(pattern.spans(text))


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("(", "unclosed ("),
        ("a|[b", "unclosed ["),
        ("a)(b", "unbalanced parenthesis"),
        ("*", "nothing to repeat"),
        ("a" * (MOST_SIGNS + 1), "too long"),
        ("(a{999}){999}", "too many repeats"),
        (r"\p{Nonsense}", "unknown property"),
        ("(a{9}){9}", ""),
        ("a" * MOST_SIGNS, ""),
        ("free pass|penalty", ""),
    ],
)
def test_what_is_wrong_with_a_pattern_is_told_in_few_words(typed: str, fault: str) -> None:
    assert fault_of(typed) == fault
    if fault:
        with pytest.raises(BadPattern, match=r"^[a-z]"):
            TypedPattern(typed)


def test_digits_are_never_found_amid_a_number() -> None:
    assert found("7|17", "17 7 177") == ["17", "7"]
    assert found("1+", "11 110 1") == ["11", "1"]


def test_case_does_not_matter_and_nothing_is_no_match() -> None:
    assert found("LARSON", "Larson leads") == ["Larson"]
    assert found("x*", "ab") == []


@pytest.mark.parametrize("typed", ["((a|ab|b)+)+$", "(?R)"])
def test_a_pattern_that_would_never_end_is_stopped(typed: str) -> None:
    pattern = TypedPattern(typed)
    begun = process_time()
    with pytest.raises(BadPattern, match="too slow"):
        search(pattern, "ab" * 60 + "c", times=1_000)
    assert process_time() - begun < 20 * MOST_SECONDS
    with pytest.raises(BadPattern):
        search(pattern, "a")  # nothing is left for it


def test_a_pattern_that_has_spent_its_time_may_be_granted_more() -> None:
    pattern = TypedPattern("((a|ab|b)+)+$")
    with pytest.raises(BadPattern):
        search(pattern, "ab" * 60 + "c")
    pattern.grant()
    assert list(pattern.spans("ab")) == [(0, 2)]


@given(st.text(SIGNS, max_size=MOST_SIGNS + 5), st.text(SIGNS, max_size=80))
def test_whatever_is_typed_is_searched_for_or_refused(typed: str, text: str) -> None:
    if fault_of(typed):
        with pytest.raises(BadPattern, match=re.escape(fault_of(typed))):
            TypedPattern(typed)
        return
    with suppress(BadPattern):  # as slow as all that
        spans = list(TypedPattern(typed).spans(text))
        assert all(0 <= start < end <= len(text) for start, end in spans)
