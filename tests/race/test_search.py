from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from replay.race.search import folded, hits, search_words

texts = st.text(max_size=30)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("São Paulo", "sao paulo"),
        ("Sa\u0303o Paulo", "são"),
        ("Großer Preis", "GROSSER"),
        ("Łódź", "lodz"),
        ("Nürburgring", "nurburg"),
        ("Joe’s 200", "joe's"),
        ("2018–19", "2018-19"),
        ("鈴鹿サーキット", "鈴鹿"),
    ],
)
def test_what_is_typed_plainly_is_found(text: str, typed: str) -> None:
    assert all(word in folded(text) for word in search_words(typed))
    assert hits(text, search_words(typed))


def test_every_hit_of_every_word_is_marked_and_neighbours_are_one() -> None:
    assert hits("Monza, Monza", ("mon", "za")) == [(0, 5), (7, 12)]
    assert hits("aaa", ("aa",)) == [(0, 3)]
    assert hits("Kansas", ()) == []


def test_an_accent_of_its_own_is_marked_with_its_letter() -> None:
    assert hits("Sa\u0303o", ("a",)) == [(1, 3)]


@given(texts)
@example("ŉ")
@example("ΐ")
@example("ﷺ")
def test_a_folded_text_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(texts, st.data())
def test_any_part_of_a_text_that_is_typed_is_marked_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    words = search_words(text[start : data.draw(st.integers(start, len(text)))])
    found = hits(text, words)
    for word in words:
        assert any(word in folded(text[first:last]) for first, last in found)
    assert all(first < last <= len(text) for first, last in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))
