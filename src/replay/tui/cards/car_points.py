"""What a car has won so far: its places in the stages, and its points as they run."""

from collections.abc import Iterator

from replay.race.points_now import points_now
from replay.race.short_words import ordinal
from replay.race.stage_table import StagePlace, stage_places
from replay.tui.cards.race_facts import UNKNOWN
from replay.tui.drawing.fact_rows import fact_row
from replay.tui.drawing.runs import Row, Run, length
from replay.tui.scene import Scene

_FRONT = 10
"""Places up to this one score in a stage."""

_APART = (3, 2)
"""The cells between stages, and those there are where all have to stand in one row."""


def stage_points_rows(scene: Scene, width: int, indent: int) -> list[Row]:
    """Tell the places in the stages that are over, with their points, and the points of all.

    Nothing before the first has ended. Where they have no room in one row they take more.
    """
    stages = scene.ask(stage_places, scene.running.car)
    if not stages:
        return []
    parts = [list(_stage(stage)) for stage in stages]
    if any(stage.points for stage in stages):
        total = sum(stage.points or 0 for stage in stages)
        parts.append([(f"{total} pts", "full")])
    for apart in _APART:
        row = _joined(parts, apart)
        if indent + length(row) <= width:
            return [fact_row("stages", *row, indent=indent)]
    rows: list[list[Run]] = []
    for part in parts:
        if rows and indent + length(rows[-1]) + _APART[1] + length(part) <= width:
            rows[-1] = _joined([rows[-1], part], _APART[1])
        else:
            rows.append(part)
    return [fact_row("" if at else "stages", *row, indent=indent) for at, row in enumerate(rows)]


def _stage(stage: StagePlace) -> Iterator[Run]:
    yield f"S{stage.number} ", "mute"
    yield ordinal(stage.place), "full" if stage.place <= _FRONT else "soft"
    if stage.points:
        yield f" +{stage.points}", "soft"


def _joined(parts: list[list[Run]], apart: int) -> list[Run]:
    runs: list[Run] = []
    for part in parts:
        runs += [*([(" " * apart, "full")] if runs else []), *part]
    return runs


def points_rows(scene: Scene, width: int, indent: int) -> list[Row]:
    """Tell what the race would score if it ended now, by rule; once it is official, what it did.

    Nothing where no rule is known.
    """
    row, state = scene.running, scene.state
    if state.finished and not state.provisional:
        if row.points is None:
            return []
        minus = scene.glyphs.minus if row.points < 0 else ""
        return [fact_row("points", f"{minus}{abs(row.points)}", indent=indent)]
    now = scene.ask(points_now).get(row.car)
    if now is None or not state.lap:
        return []
    if now.eligible is False:
        words = " not eligible for points"
        return [fact_row("points", (UNKNOWN, "soft"), (words, "mute"), indent=indent)]
    parts = [f"{now.finish} for {ordinal(row.position)}"]
    if now.fastest:
        parts.append(f"{now.fastest} for the fastest lap")
    for told in (f" as they run, {', '.join(parts)}", " as they run", " now"):
        runs: list[Run] = [(str(now.total), "full"), (told, "mute")]
        if indent + length(runs) <= width:
            break
    return [fact_row("points", *runs, indent=indent)]
