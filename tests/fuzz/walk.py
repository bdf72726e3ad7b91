"""Going through one race or box score, every step of it timed.

A step is what a key costs inside the program: the frame of a time, and everything drawn of it.
Times are those of the processor, which noise from elsewhere hardly moves.
"""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from time import process_time
from typing import TypeVar

from msgspec.structs import astuple
from tests.tui.scenes import scene_of, texts

from replay import racefile
from replay.cli.table_forms import table_form
from replay.importers import ImportRefused, candidates
from replay.plain.subtitle_sync import VideoTime
from replay.plain.subtitles import srt_text, subtitles
from replay.plain.whole_race import spoken_race
from replay.race.check import check
from replay.race.export import event_rows, laps_with_order, order_rows
from replay.race.finish import Photo
from replay.race.model import Race
from replay.race.ribbon import ribbon_at
from replay.race.series import stops, traces
from replay.race.slow_motion import finish_window, slow_stretches
from replay.race.text import is_text
from replay.race.timeline import Timeline
from replay.reconstruct import ForeignFileError, rebuilt
from replay.tables.race_tables import TABLES
from replay.tui.cards.caution_card import CautionCard
from replay.tui.cards.chosen_card import chosen_card
from replay.tui.cards.grid_card import before_start
from replay.tui.cards.so_far_card import SoFarCard
from replay.tui.cards.stage_card import StageCard
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.field_names import FieldNames
from replay.tui.finish_line.details import field_details, photo_details, waiting_details
from replay.tui.finish_line.field import place_plates, time_axis
from replay.tui.finish_line.margin import margin_card
from replay.tui.finish_line.strip import StripStore
from replay.tui.finish_line.window import WIDER, Window, window_on, zoom_steps
from replay.tui.frame import Frame, Recording
from replay.tui.panes.log_lines import FoldedLog, line_row
from replay.tui.panes.log_look import LogLook
from replay.tui.panes.ribbon_cells import ribbon_rows
from replay.tui.theme import THEMES, palette

STEP = 0.1
"""The most seconds that a step may take."""

OPENING = 2.0
"""The most seconds that opening a race may take, its log and changes reckoned."""

WHOLE = 10.0
"""The most seconds for all that is printed of a race, and for rebuilding a small one."""

SIZES = ((80, 24), (120, 40), (200, 60))

T = TypeVar("T")


class Fault(AssertionError):
    """Something that may not be: a slow step, or a refusal that is not one printable line."""


def timed(name: str, most: float, step: Callable[..., T], *of: object) -> T:
    """Do a step, and raise `Fault` if it takes more than `most` seconds.

    A step that was slow is done once more: the first may have paid for imports and caches.
    """
    for _ in range(2):
        before = process_time()
        done = step(*of)
        took = process_time() - before
        if took <= most:
            return done
    raise Fault(f"{name} takes {took * 1000:.0f} ms, more than {most * 1000:.0f}")


def try_race(data: bytes, random: Random) -> Race | None:
    """Open a race file and go through it; give it, or None where it is refused.

    Raises `Fault`, or whatever the program did.
    """
    name = "mutant.json"
    try:
        race = timed("decoding", OPENING, racefile.decode, data, name)
    except racefile.RaceFileError as error:
        line = str(error)
        if not line.startswith(f"{name}:") or "\n" in line or not is_text(line):
            raise Fault(f"not one line that names the file: {line!r}") from None
        if data.strip() and not _is_inside(data, error):
            raise Fault(f"no place inside the file: {line!r}") from None
        return None
    recording = timed("opening", OPENING, _opened, race)
    timed("everything printed", WHOLE, _print, recording)
    for time in _times(recording, random):
        timed("a step", STEP, _steps, recording, time)
        frame = timed("a frame", STEP, recording.frame, time)
        width, height = random.choice(SIZES)
        timed("drawing", STEP, _draw, recording, frame, width, height)
        if frame.photo is not None:
            _zoom(race, frame.photo, random)
    return race


def _is_inside(data: bytes, error: racefile.RaceFileError) -> bool:
    """Tell whether an error names a line and a column that the file has."""
    lines = data.decode(errors="replace").split("\n")
    line, column = error.line or 0, error.column or 0
    return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1


def try_plain(race: Race) -> None:
    """Tell a race in plain lines, with all there is to tell, and as subtitles."""
    timed("plain lines", WHOLE, _told, Timeline(race))


def _told(timeline: Timeline) -> None:
    for line in spoken_race(timeline, detail="high"):
        if not is_text(line.text):
            raise Fault(f"not one line: {line.text!r}")
    for block in srt_text(subtitles(timeline, VideoTime())):
        if not all(map(is_text, block.splitlines())):
            raise Fault(f"no lines: {block!r}")


def try_tables(race: Race, random: Random) -> None:
    """Make every table of a race, whole and until some moment, and write it in every form."""
    timeline = Timeline(race)
    for until in (timeline.end, random.randrange(timeline.end + 1)):
        timed("tables", WHOLE, _tabled, timeline, until)


def _tabled(timeline: Timeline, until: int) -> None:
    for table in TABLES.values():
        for form in ("csv", "json", "ndjson"):
            file = BytesIO()
            writer = table_form(form, file, table.name, table.columns)
            rows = [astuple(row) for row in table.rows(timeline, until)]
            writer.write(rows)
            writer.end(())
            if form == "json" and len(json.loads(file.getvalue())) != len(rows):
                raise Fault(f"{table.name}: not as many objects as rows")
        for column, cells in zip(table.columns, zip(*rows, strict=True), strict=False):
            allowed = {column.kind} | ({type(None)} if column.nullable else set())
            if not {type(cell) for cell in cells} <= allowed:
                raise Fault(f"{table.name}: {column.name} is not {column.kind.__name__}")


def try_box_score(folder: Path) -> Race | None:
    """Rebuild a race; give it, or None where its record is refused in one line with a place."""
    try:
        found = timed("rebuilding", WHOLE, rebuilt, folder)
    except ForeignFileError as error:
        line = str(error)
        tables = (f"{error.file}: ", f"{error.file}, line ")
        known = {path.name for path in folder.iterdir()} | {"race.json", "results.csv"}
        if "\n" in line or not is_text(line) or not line.startswith(tables):
            raise Fault(f"not one line that names the file: {line!r}") from None
        if error.file not in known:
            raise Fault(f"names no file of the box score: {line!r}") from None
        return None
    for fact in found.given_up:
        if "\n" in str(fact):
            raise Fault(f"not one line: {fact}")
    return racefile.decode(racefile.encode(found.race), "the race as rebuilt")


def try_import(folder: Path) -> Race | None:
    """Import every race; give the last, or None where it is refused in one line that names a file.

    What went wrong may have made several races of one.
    """
    try:
        found = timed("telling races", WHOLE, lambda: candidates(None, [folder]))
    except (ForeignFileError, ImportRefused) as error:
        _verify_refusal(error, folder)
        return None
    race = None
    for one in found:
        if not is_text(one.line):
            raise Fault(f"not one line: {one.line!r}")
        try:
            imported = timed("importing", WHOLE, one.read)
        except ForeignFileError as error:
            _verify_refusal(error, folder)
            continue
        for told in imported.told:
            if "\n" in told:
                raise Fault(f"not one line: {told}")
        race = racefile.decode(racefile.encode(imported.race), "the race as imported")
    return race


def _verify_refusal(error: Exception, folder: Path) -> None:
    line = str(error)
    if "\n" in line or not is_text(line) or not line.startswith(str(folder)):
        raise Fault(f"not one line that names the file: {line!r}") from None


def _opened(race: Race) -> Recording:
    recording = Recording(race)
    recording.frame(0)
    recording.prepare()
    slow_stretches(recording.timeline)
    finish_window(recording.timeline)
    return recording


def _print(recording: Recording) -> None:
    timeline = recording.timeline
    laps = laps_with_order(timeline)
    for lap in {laps[0], laps[len(laps) // 2], laps[-1]} if laps else ():
        list(order_rows(timeline, lap))
    event_rows(timeline)
    check(recording.race)


def _times(recording: Recording, random: Random) -> list[int]:
    """Give the grid, the instants of a few laps, some changes, the finish, and times between."""
    timeline = recording.timeline
    laps = range(timeline.laps + 1)
    times = {0, 1, timeline.end, timeline.end - 1, timeline.end // 2}
    times |= {timeline.instant(lap) for lap in random.sample(laps, min(3, len(laps)))}
    times |= {ruling.at for ruling in timeline.rulings[:2]}
    times |= {max(ruling.at - 1, 0) for ruling in timeline.rulings[:2]}
    times |= set(random.sample(timeline.changes, min(3, len(timeline.changes))))
    return sorted(times)


def _steps(recording: Recording, time: int) -> None:
    timeline = recording.timeline
    for laps in (1, -1, 10):
        recording.step(time, laps)
    timeline.next_change(time)
    timeline.previous_change(time)


def _draw(recording: Recording, frame: Frame, width: int, height: int) -> None:
    """Draw what the screen would of a frame, but for the strip and the board."""
    race, state = recording.race, frame.state
    names = {entry.car: entry.surname for entry in race.entries}
    before_start(race.header, race.entries, width)
    of = scene_of(recording, state.time, size=(max(width, 60), max(height, 16)))
    for card in (CautionCard, StageCard, SoFarCard):
        texts(card, of, width, height)
    row = state.order[len(state.order) // 2]
    entry = next(entry for entry in race.entries if entry.car == row.car)
    chosen_card(row, state, entry, stops(recording.timeline, state.time, row.car))
    traces(recording.timeline, state.time)
    ribbon_rows(ribbon_at(recording.timeline, state.time), width, UNICODE, ticks=True)
    lines = FoldedLog(frame.log)
    look = LogLook(UNICODE, FieldNames(race, UNICODE))
    for line in lines[:height]:
        line_row(line, width // 2, look)
    margin_card(frame.photo, width, UNICODE, large=True)
    if frame.photo is not None:
        photo_details(frame.photo, race, width, height, UNICODE)
    elif frame.field is not None:
        place_plates(frame.field.cars, names, time_axis(width), height // 4, width)
        field_details(frame.field, race, width, height)
    else:
        waiting_details(race, width, height)


def _zoom(race: Race, photo: Photo, random: Random) -> None:
    """Draw the strip at every size, at a scale and on a nose by chance, and at its edge."""
    for width, height in SIZES:
        glyphs = random.choice((UNICODE, UNICODE, ASCII))
        zoom = random.randrange(WIDER, len(zoom_steps(width)))
        nose = random.choice(photo.noses)
        seen = window_on(width, zoom, nose.gap)
        name = f"the strip at {width}x{height}, zoom {zoom}"
        timed(name, STEP, _strip, race, photo, seen, height - 10, glyphs)


def _strip(race: Race, photo: Photo, seen: Window, rows: int, glyphs: Glyphs) -> None:
    drawn = StripStore(race.entries, glyphs).strip(photo, seen, rows, palette(THEMES[0]))
    for y in range(rows):
        drawn.row(y, photo)
