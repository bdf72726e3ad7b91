"""The stops of a car as a table: when, after what run, how long, in and out, under which flag."""

from collections.abc import Sequence

from rich.cells import cell_len

from replay.race.model import SECOND
from replay.race.stops_made import StopMade, stops_made
from replay.tui.drawing.cells import decimal, drawable
from replay.tui.drawing.compounds import compound_sign
from replay.tui.drawing.fact_rows import heading
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.race_time import lap_time_text
from replay.tui.drawing.runs import Row, Run, length
from replay.tui.field_names import field_names
from replay.tui.scene import Scene

HEADS = 2
"""The rows above the stops: the title, and the heads of the columns."""

_UNDER = 8
_LONGEST = 1_000 * SECOND
"""From so long on a stop is told in minutes, or hours."""

_FLAGS = {"bunch": "caution", "slow": "slowed", "stop": "red", "part": "slow_zone"}


def stop_rows(scene: Scene, width: int, height: int) -> list[Row]:
    """Tell the stops of the car under the cursor in at most `height` rows: the oldest go first.

    How many those are stands in their place. Without a stop there is the title alone, and nothing
    where nobody knows of any.
    """
    if scene.race.header.known.stops is None:
        return []
    made = scene.ask(stops_made, scene.running.car)
    note = f"{len(made)} so far" if made else "none so far"
    title = heading("Stops", width, scene.glyphs.rule, note)
    if not made:
        return [title][:height]
    tyres = any(stop.visit.stop.compound for stop in made)
    rows = [_row(scene, stop, width, tyres=tyres) for stop in made]
    room = height - HEADS
    if room < 1:
        return []
    if len(rows) > room:
        kept = room - 1
        earlier = f"{len(rows) - kept} earlier"
        rows = [((f"{earlier:>9}", "mute"),), *rows[len(rows) - kept :]] if kept else rows[-1:]
    return [title, _heads(width, tyres=tyres), *rows]


def _heads(width: int, *, tyres: bool) -> Row:
    words = f"lap  run  pit s  in out {' ty' if tyres else ''} under"
    return ((words if len(words) <= width else words.replace("under", "flag"), "mute"),)


def _row(scene: Scene, made: StopMade, width: int, *, tyres: bool) -> Row:
    glyphs = scene.glyphs
    seconds, tone = _seconds(scene, made)
    ahead, after = (
        glyphs.none if place is None else str(place) for place in (made.place_in, made.place_out)
    )
    row: list[Run] = [
        (f"{made.lap:>3}", "full"),
        (f"  {made.run:>3}", "soft"),
        (f"  {seconds:>5}", tone),
        (f"  {ahead:>2}", "mute" if made.place_in is None else "soft"),
        (f" {after:>3} ", "mute" if made.place_out is None else "soft"),
    ]
    if tyres:
        letter, ink = compound_sign(made.visit.stop.compound, glyphs)
        row.append((f"  {letter}", ink))
    under, ink = _under(made, glyphs)
    if length(row) + 1 + cell_len(under) > width:  # its sign tells it, and its number
        sign, _, word = under.partition(" ")
        under = sign + "".join(sign for sign in word if sign.isdigit())
    row.append((f" {under}", ink))
    used = 33 + 3 * tyres
    if (words := _words(scene, made)) and used + cell_len(words) <= width:
        row.append((f"{'':{max(_UNDER - cell_len(under), 1)}}{words}", "mute"))
    return tuple(row)


def _seconds(scene: Scene, made: StopMade) -> tuple[str, str]:
    """Write how long a stop took; `IN` while the car is there."""
    visit = made.visit
    if scene.state.time < visit.until and visit.length is None:
        out = scene.running.status == "out"
        return (scene.glyphs.none, "mute") if out else ("IN", "strong full")
    if visit.length is None:
        return scene.glyphs.none, "mute"
    if visit.length < _LONGEST:
        return decimal(visit.length, 1), "full"
    return lap_time_text(visit.length, 0), "full"


def _under(made: StopMade, glyphs: Glyphs) -> Run:
    """Write the flag: a yellow by its sign and number, any other state of the course by a word."""
    shown = made.under
    if shown.caution is not None:
        return f"{glyphs.caution} {shown.caution}", "text flag_yellow_text"
    if shown.neutralises in _FLAGS:
        colour = "flag_red_text" if shown.neutralises == "stop" else "flag_yellow_text"
        sign = getattr(glyphs, _FLAGS[shown.neutralises])
        return f"{sign} {_short(drawable(shown.word, glyphs), shown.number)}", f"text {colour}"
    if shown.word == "green":
        return f"{glyphs.green} green", "text flag_green_text"
    if shown.word in ("race", "grid"):
        return glyphs.none, "mute"
    return drawable(shown.word, glyphs)[: _UNDER - 1], "soft"


def _short(word: str, number: int | None) -> str:
    """Write what neutralises the race in six cells: `SC 1`, `VSC`, `zone 3`."""
    letters = "".join(part[:1] for part in word.split()).upper() if " " in word else word
    told = letters if number is None else f"{letters} {number}"
    return told if cell_len(told) <= _UNDER - 2 else letters[: _UNDER - 2]


def _words(scene: Scene, made: StopMade) -> str:
    """Tell what was published of a stop, and who took over the car."""
    stop, words = made.visit.stop, made.words or ""
    parts: list[str] = []
    if stop.driver is not None and len(scene.entry.drivers) > 1:
        parts.append(f"{field_names(scene).surname(stop.car, stop.driver)} in")
    if stop.tyres is not None and not stop.compound:
        parts.append(_tires(stop.tyres, stock=scene.race.header.discipline == "stock car"))
    told = [part for part in parts if part.casefold() not in words.casefold()]
    return drawable(", ".join([*told, *([words] if words else [])]), scene.glyphs)


def _tires(count: int, *, stock: bool) -> str:
    word = "tires" if stock else "tyres"
    counts = {0: "no", 2: "two", 4: "four"}
    return f"{counts.get(count, str(count))} {word if count != 1 else word[:-1]}"


def stops_shown(rows: Sequence[Row]) -> bool:
    """Tell whether a table has any stop in it."""
    return len(rows) > 1
