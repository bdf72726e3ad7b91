"""A table gone through line by line: which rows, with which lines, and what is refused."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from replay.foreign import long_table
from replay.foreign.foreign_file import ForeignFileError
from replay.foreign.long_table import Extent, LongTable


class Fruit(Struct, frozen=True):
    """A row."""

    kind: str
    count: int | None = None


def table(folder: Path, text: str) -> LongTable[Fruit]:
    path = folder / "fruit.csv"
    path.write_text(text)
    return LongTable(path, Fruit)


def test_rows_have_their_lines_and_those_wanted_alone(tmp_path: Path) -> None:
    text = 'sep=;\n\nKind;x;Count\n"a";;1\n\nb;y;\\N\na;"two\nlines";3\n'
    fruit = table(tmp_path, text)
    assert list(fruit.rows({})) == [(4, Fruit("a", 1)), (6, Fruit("b")), (7, Fruit("a", 3))]
    assert [line for line, _ in fruit.rows({"kind": {"a"}})] == [4, 7]
    assert fruit.written("kind") == {("a",): Extent(4, 7), ("b",): Extent(6, 6)}
    assert fruit.written("colour", "kind") == {("", "a"): Extent(4, 7), ("", "b"): Extent(6, 6)}


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=30), st.integers(0, 3))
def test_the_lines_of_a_thing_hold_all_rows_of_it(kinds: list[str], blank: int) -> None:
    """Law: within the lines where a thing is written stand the same rows as in the whole table."""
    with TemporaryDirectory() as folder:
        rows = "".join(f"{kind},{at}\n" for at, kind in enumerate(kinds))
        fruit = table(Path(folder), "\n" * blank + "kind,count\n" + rows)
        for (kind,), lines in fruit.written("kind").items():
            whole = list(fruit.rows({"kind": {kind}}))
            assert list(fruit.rows({"kind": {kind}}, lines)) == whole
            assert (whole[0][0], whole[-1][0]) == lines


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: no header line"),
        ("kind\na\n", "line 1: no column `count`"),
        ("kind,count,kind\n", "line 1: two columns `kind`"),
        ("kind,count\na,1,2\n", "line 2: 3 cells, the header has 2"),
        ("kind,count\na,1\nb", "line 3: 1 cells, the header has 2"),
        ("kind,count,x\na,1\nb,2", "line 3: 2 cells, the header has 3"),
        ("kind,count\na,few\n", "line 2: `count`: Expected `int`, not 'few'"),
        ("kind,count\n,1\n", "line 2: no `kind`"),
        ('kind,count\n"a\n', "line 2: not CSV: unexpected end of data"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ForeignFileError) as caught:
        list(table(tmp_path, text).rows({}))
    assert str(caught.value) == f"{tmp_path / 'fruit.csv'}, {said}"


def test_more_rows_or_more_different_things_than_are_real_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fruit = table(tmp_path, "kind,count\n" + "".join(f"k{at},1\n" for at in range(9)))
    monkeypatch.setattr(long_table, "MAX_ROWS", 5)
    monkeypatch.setattr(long_table, "MAX_WRITTEN", 5)
    with pytest.raises(ForeignFileError, match="line 7: more than 5 rows"):
        list(fruit.rows({}))
    with pytest.raises(ForeignFileError, match="line 9: more than 5 different `kind`"):
        fruit.written("kind")


def test_cells_at_the_end_that_nobody_uses_may_be_missing(tmp_path: Path) -> None:
    assert list(table(tmp_path, "kind,count,x\na,1\n").rows({})) == [(2, Fruit("a", 1))]
