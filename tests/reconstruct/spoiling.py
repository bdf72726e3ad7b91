"""Box scores with wrong cells, such as a slip of the pen or another publisher gives."""

from copy import deepcopy

from hypothesis import strategies as st
from tests.reconstruct.publishing import Published

_ODD = st.sampled_from((
    "", "0", "1", "5", "99", "-1", "0.0001", "29.5", "500", "864000", "999999999", "nan", "x",
    "Running", "accident", "disqualified", "Excluded (fuel)", "Lapped", "+1 Lap", "DNS", "Zonked",
    "exact", "approximate lap",
))  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn, whole: Published) -> Published:
    """Return `whole` with one to three cells that say something else."""
    wrong = deepcopy(whole)
    for _ in range(draw(st.integers(1, 3))):
        rows = wrong.tables[
            draw(st.sampled_from(sorted(f for f in wrong.tables if wrong.tables[f])))
        ]
        row = draw(st.sampled_from(rows))
        column = draw(st.sampled_from(sorted(row)))
        others = st.sampled_from(sorted({other[column] for other in rows}))
        row[column] = draw(_ODD | others | _near(row[column]))
    return wrong


def _near(cell: str) -> st.SearchStrategy[str]:
    """Figures a little more or less than the one given; texts stay as they are."""
    if cell.isdigit():
        return st.integers(-2, 2).map(lambda more: str(int(cell) + more))
    if cell.replace(".", "", 1).isdigit():
        return st.sampled_from((-40.0, -1.0, -0.01, 0.01, 1.0, 40.0)).map(
            lambda more: f"{float(cell) + more:.4f}"
        )
    return st.just(cell)
