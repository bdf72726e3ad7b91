"""Box scores that tell less: tables, columns and rows left out."""

from copy import deepcopy

from hypothesis import strategies as st
from tests.reconstruct.publishing import Published, Row

REQUIRED = {
    "results.csv": {"pos", "car", "driver", "laps"},
    "cautions.csv": {"number", "first_yellow_lap", "last_yellow_lap", "reason"},
    "lead_segments.csv": {"start_lap", "end_lap", "car"},
    "pit_stops.csv": {
        "car", "laps_completed_at_pit_in", "pit_in_race_time_s", "pit_out_race_time_s",
    },
    "checkpoints.csv": {"lap", "basis", "position", "car"},
    "white_flag.csv": {"position", "car", "gap_s", "last_lap_s"},
}  # fmt: skip
"""The columns that a table cannot do without."""

REQUIRED_FIELDS = {
    "name", "series", "date", "track", "track_length_miles", "scheduled_laps", "laps",
}  # fmt: skip


@st.composite
def thinned(draw: st.DrawFn, whole: Published) -> Published:
    """Return `whole` without some of its optional tables, columns, fields and rows."""
    less = deepcopy(whole)
    optional = sorted(less.tables.keys() - {"results.csv"})
    for file in draw(st.sets(st.sampled_from(optional))):
        del less.tables[file]
    fields = sorted(less.race.keys() - REQUIRED_FIELDS)
    for field in draw(st.sets(st.sampled_from(fields))):
        del less.race[field]
    for file, rows in less.tables.items():
        columns = sorted(set(rows[0]) - REQUIRED[file]) if rows else []
        for column in draw(st.sets(st.sampled_from(columns))) if columns else ():
            for row in rows:
                del row[column]
        if file != "results.csv" and rows:
            less.tables[file] = draw(_fewer(file, rows))
    return less


@st.composite
def _fewer(draw: st.DrawFn, file: str, rows: list[Row]) -> list[Row]:
    """Return a table with rows left out, of an order only its end or the whole."""
    if file == "white_flag.csv":
        return rows[: draw(st.integers(0, len(rows)))]
    if file == "checkpoints.csv":
        laps = sorted({row["lap"] for row in rows})
        deep = {lap: draw(st.integers(0, len(rows))) for lap in laps}
        return [row for row in rows if int(row["position"]) <= deep[row["lap"]]]
    kept = draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    return [row for row, keep in zip(rows, kept, strict=True) if keep]
