"""Laws of the rebuilding, tried on races that nobody wrote by hand.

A race is run, its box score published and the race rebuilt from it. What was published is true
of one race at least, so that nothing of it may be given up.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from tests.laws import examples
from tests.reconstruct.plans import plans
from tests.reconstruct.publishing import Published, published
from tests.reconstruct.simulation import Plan, simulated
from tests.reconstruct.spoiling import spoiled
from tests.reconstruct.thinning import thinned

from replay import racefile
from replay.race.check import check
from replay.race.model import Race
from replay.race.timeline import Timeline
from replay.reconstruct import ForeignFileError, Rebuilt, rebuilt

SURER = ("sure", "near", "rough", "unknown")


FOLDER = TemporaryDirectory()
"""One folder for all box scores: to make and remove one costs as much as a tenth of a race."""


def rebuild(box_score: Published) -> Rebuilt:
    folder = Path(FOLDER.name)
    for file in folder.iterdir():
        file.unlink()
    found = rebuilt(box_score.write(folder))
    assert racefile.decode(racefile.encode(found.race)) == found.race
    return found


def box_score_of(plan: Plan) -> Published:
    """The published record, with an order for about the middle of every other race."""
    about = (plan.laps // 2,) if plan.seed % 2 else ()
    return published(simulated(plan), about)


def failed(race: Race) -> list[str]:
    return [finding.rule for finding in check(race) if finding.outcome == "failed"]


def bands(race: Race) -> dict[tuple[str, int], int]:
    """How sure the place of each car is on each of its laps, 0 the surest."""
    found = {}
    for line in race.laps:
        ends = [*(span.lap for span in line.known), len(line.crossings) + 1][1:]
        for span, end in zip(line.known, ends, strict=True):
            for lap in range(span.lap, end):
                found[line.car, lap] = SURER.index(span.place)
    return found


@given(plans())
@examples(150)
def test_a_race_is_rebuilt_from_its_own_box_score_with_every_crossing_and_stop_published(
    plan: Plan,
) -> None:
    """Every rule is met, nothing given up, and all stops have the laps of car and leader."""
    race = simulated(plan)
    found = rebuild(box_score_of(plan))
    assert found.given_up == ()
    assert failed(found.race) == []
    lines = {line.car: line.crossings for line in found.race.laps}
    for line in race.laps:
        assert lines[line.car][-2:] == line.crossings[-2:]
    assert found.race.stops == race.stops
    before, after = Timeline(race), Timeline(found.race)
    assert [after.lap_at(stop.entry or 0) for stop in found.race.stops] == [
        before.lap_at(stop.entry or 0) for stop in race.stops
    ]


@given(plans(), st.data())
@examples(150)
def test_a_fact_left_out_is_no_error_contradicts_nothing_and_makes_no_place_surer(
    plan: Plan, data: st.DataObject
) -> None:
    """But for laps of published orders: who was on the lead lap there is reckoned, not known."""
    whole = box_score_of(plan)
    found = rebuild(data.draw(thinned(whole)))
    assert found.given_up == ()
    assert failed(found.race) == []
    less = bands(found.race)
    ordered = {int(row["lap"]) for row in whole.tables["checkpoints.csv"]}
    surer = {key for key, band in bands(rebuild(whole).race).items() if less[key] < band}
    assert {(car, lap) for car, lap in surer if lap not in ordered} == set()


@given(plans(), st.data())
@examples(200)
def test_a_wrong_cell_is_refused_in_a_line_or_what_it_contradicts_is_told(
    plan: Plan, data: st.DataObject
) -> None:
    box_score = data.draw(spoiled(box_score_of(plan)))
    refused: ForeignFileError | None = None
    try:
        found = rebuild(box_score)
    except ForeignFileError as error:
        refused = error
    if refused is None:
        assert failed(found.race) == []
    else:
        assert refused.line is not None
        assert str(refused).isprintable()


@given(plans(), st.data())
@examples(50)
def test_the_same_facts_give_the_same_bytes_in_whatever_order_rows_and_columns_stand(
    plan: Plan, data: st.DataObject
) -> None:
    box_score = box_score_of(plan)
    shipped = racefile.encode(rebuild(box_score).race)
    for file in ("pit_stops.csv", "checkpoints.csv"):
        box_score.tables[file] = data.draw(st.permutations(box_score.tables[file]))
    for file, rows in box_score.tables.items():
        columns = data.draw(st.permutations(sorted(rows[0]))) if rows else ()
        box_score.tables[file] = [{column: row[column] for column in columns} for row in rows]
    assert racefile.encode(rebuild(box_score).race) == shipped
