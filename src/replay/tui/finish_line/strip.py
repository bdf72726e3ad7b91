"""A finish drawn once for one window, size and theme, and shown up to the clock.

From top to bottom: the labels of the noses, the strip, the ruler. Only slicing depends on the
clock: what has been drawn is never drawn again while the strip exposes.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from replay.race.finish import Nose, Photo
from replay.race.model import SECOND, Entry, RaceClass
from replay.tui.drawing.cells import clock_text
from replay.tui.drawing.colour import black_or_white, mix
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.plates import PlateColours, Plates, plate_labels
from replay.tui.finish_line.cars.car import Car
from replay.tui.finish_line.labels import Label, Tag, gap_text, nose_label_width, place_labels
from replay.tui.finish_line.mosaic import PictureCell
from replay.tui.finish_line.scan import Picture, scan, scan_ascii
from replay.tui.finish_line.window import LEAST_RULED, RULER_ROWS, Window, ruler_rows
from replay.tui.theme import Palette, ink

LABELS = 1
"""Rows above the strip."""

_KEPT = 8
"""Strips of a race that are kept: those of every zoom, with one to spare."""

# Tones of grey by the order of finish, each far from the next.
_DARK = ("#d0d0d0", "#6c6c6c", "#a0a0a0", "#4c4c4c")
_LIGHT = ("#464646", "#929292", "#666666", "#a8a8a8")


class FinishStrip:
    """The strip of `photo` in a window, `height` rows with its labels and ruler.

    Clocks are ticks after the first nose, as in `Photo`.
    """

    def __init__(
        self,
        photo: Photo,
        window: Window,
        height: int,
        plates: Plates,
        palette: Palette,
        glyphs: Glyphs,
        codes: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.window = window
        self.height = height
        self._palette = palette
        self._glyphs = glyphs
        self._ruled = height >= LEAST_RULED
        rows = max(height - LABELS - (RULER_ROWS if self._ruled else 0), 0)
        self._colours = {
            nose.car: grey_colours(place, palette) if palette.nocolor else plates.colours(nose.car)
            for place, nose in enumerate(photo.noses)
        }
        cars = [
            Car(nose.car, nose.gap, nose.lane, self._colours[nose.car], nose.exact, photo.outline)
            for nose in in_view(photo, window)
        ]
        error = photo.error or 0
        if glyphs.ascii:
            picture = scan_ascii(window, rows, cars, photo.passing, palette, error)
        else:
            picture = scan(window, rows, cars, photo.passing, palette, error, photo.decimals)
        self._codes = codes
        self._labels = place_labels(
            window,
            [_tag(nose, photo) for nose in in_view(photo, window)],
            self._plate_width,
        )
        self._label_row = self._build_labels()
        self._scan = [_strip(row, picture) for row in picture.rows]
        self._ruler = ruler_rows(window, palette, glyphs) if self._ruled else []
        self._shown: dict[int, tuple[tuple[int, int], Strip]] = {}

    @property
    def scanned(self) -> range:
        """The rows, counted from the top, that hold the strip itself."""
        return range(LABELS, LABELS + len(self._scan))

    def edge(self, clock: int) -> tuple[int, int]:
        """Give the columns exposed at `clock` and the third of the next that the clock is in.

        The third is -1 where the clock is out of view.
        """
        third = self.window.third(clock) if self.window.sees(clock) else -1
        return self.window.exposed(clock), third

    def row(self, y: int, photo: Photo) -> Strip:
        """Give a row as it is at the clock of `photo`, whose noses it was drawn of."""
        if y == 0:
            return self._labels_at(photo.clock, edge_text(photo))
        if y in self.scanned:
            return self._exposed(y - LABELS, photo.clock)
        below = y - LABELS - len(self._scan)
        if below < len(self._ruler):
            return self._ruler[below]
        return self._blank(self.window.width)

    def changed(self, old: Photo, new: Photo) -> list[Region]:
        """Give the cells that differ from one clock to another: the edge, and the time over it."""
        regions = []
        before, after = self.edge(old.clock), self.edge(new.clock)
        if before != after:
            left, right = sorted((before[0], after[0]))
            regions.append(Region(left, LABELS, right - left + 1, len(self._scan)))
        times = [(self.time_column(of.clock, edge_text(of)), edge_text(of)) for of in (old, new)]
        shown = [(column, column + len(time)) for column, time in times if column is not None]
        if shown and times[0] != times[1]:
            start, end = min(a for a, _ in shown), max(b for _, b in shown)
            regions.append(Region(start, 0, end - start, 1))
        return regions

    def time_column(self, clock: int, time: str) -> int | None:
        """Give where the clock's time stands on the row of labels, None without room."""
        if not self.window.sees(clock):
            return None
        column = self.window.column(clock) + 2
        used = self._label_row.cell_length
        return column if used < column and column + len(time) <= self.window.width else None

    def _labels_at(self, clock: int, time: str) -> Strip:
        row = self._label_row
        column = self.time_column(clock, time)
        if column is not None:
            accent = self._palette.on().accent_bold
            row = Strip.join(
                [row, self._blank(column - row.cell_length), Strip([Segment(time, accent)])]
            )
        return row.extend_cell_length(self.window.width, self._palette.on().full)

    def _exposed(self, row: int, clock: int) -> Strip:
        edge = exposed, third = self.edge(clock)
        whole = self._scan[row]
        if exposed >= self.window.width:
            return whole
        shown = self._shown.get(row)
        if shown is None or shown[0] != edge:
            rest = self.window.width - exposed
            after = [self._blank(rest)]
            if third >= 0:
                line = self._glyphs.hash_left, self._glyphs.hash_middle, self._glyphs.hash_right
                edge_line = Segment(line[third], self._palette.on().accent)
                after = [Strip([edge_line], 1), self._blank(rest - 1)]
            shown = self._shown[row] = edge, Strip.join([whole.crop(0, exposed), *after])
        return shown[1]

    def _blank(self, width: int) -> Strip:
        return Strip.blank(max(width, 0), self._palette.on().full)

    # -- labels

    def _plate_text(self, car: str) -> str:
        if car in self._codes:
            return f" {self._codes[car]} "
        return f"{self._glyphs.plate}{car}" if self._glyphs.ascii else f" {car} "

    def _plate_width(self, car: str) -> int:
        return len(self._plate_text(car))

    def _build_labels(self) -> Strip:
        segments: list[Segment] = []
        inks, at = self._palette.on(), 0
        for label in self._labels:
            segments.append(Segment(" " * (label.column - at), inks.full))
            segments.extend(self._label(label))
            at = label.column + nose_label_width(label, self._plate_width(label.car))
        return Strip(segments, at)

    def _label(self, label: Label) -> list[Segment]:
        colours, inks = self._colours[label.car], self._palette.on()
        style = inks.bold if self._glyphs.ascii else ink(colours.ink, colours.paint, bold=True)
        plate = Segment(self._plate_text(label.car)[label.tight :], style)
        if not label.text:
            return [plate]
        if label.text_first:
            return [Segment(f"{label.text} ", inks.bold), plate]
        return [plate, Segment(f" {label.text}", inks.bold)]


def _tag(nose: Nose, photo: Photo) -> Tag:
    """Make the tag of a nose: without a gap where the car is laps down, and has none."""
    text = "" if nose.car in photo.lapped else gap_text(nose, photo.decimals)
    return Tag(nose.car, nose.gap, text)


def in_view(photo: Photo, window: Window) -> tuple[Nose, ...]:
    """Give the noses whose cars touch the window."""
    return tuple(nose for nose in photo.noses if window.touches(nose.gap, photo.passing))


def _strip(row: Sequence[PictureCell], picture: Picture) -> Strip:
    colours = picture.colours
    segments = [
        Segment("".join(cell.glyph for cell in run), ink(colours[key[0]], colours[key[1]], key[2]))
        for key, run in groupby(row, key=lambda c: (c.ink, c.ground, c.glyph.isalnum()))
    ]
    return Strip(segments, len(row))


def edge_text(photo: Photo) -> str:
    """Write the race clock at the picture's edge: `3:10:42.458`.

    A race known by its finish alone has no race clock: `+0.044 s` after the first nose.
    """
    if not photo.lap:
        return f"+{photo.clock // SECOND}.{photo.clock % SECOND // 10:03d} s"
    return clock_text(photo.zero + photo.clock, fine=True)


def grey_colours(place: int, palette: Palette) -> PlateColours:
    """Give the colours of the car at a place in the order of finish, 0 for the first."""
    tones = _DARK if palette.dark else _LIGHT
    paint = tones[place % len(tones)]
    ink = black_or_white(paint)
    return PlateColours(paint, ink, mix(paint, ink, 0.45))


class StripStore:
    """Draws strips of one race's cars and keeps those of every zoom: going back draws nothing."""

    def __init__(
        self, entries: Sequence[Entry], glyphs: Glyphs, classes: Sequence[RaceClass] = ()
    ) -> None:
        self._entries = entries
        self._classes = classes
        self._codes = plate_labels(entries)
        self._glyphs = glyphs
        self._plates: tuple[Palette, Plates] | None = None
        self._strips: dict[tuple[object, ...], FinishStrip] = {}

    def strip(self, photo: Photo, seen: Window, height: int, palette: Palette) -> FinishStrip:
        """Give the strip of a photo in a window, `height` rows with its labels and ruler."""
        # Greys go by the order of finish, so by those out of view too.
        noses = photo.noses if palette.nocolor else in_view(photo, seen)
        key = (
            palette,
            height,
            seen,
            noses,
            photo.passing,
            photo.error,
            photo.outline,
            photo.lapped,
        )
        known = self._strips.get(key)
        if known is None:
            if self._plates is None or self._plates[0] is not palette:
                self._plates = palette, Plates(self._entries, palette, self._classes)
            plates = self._plates[1]
            known = FinishStrip(photo, seen, height, plates, palette, self._glyphs, self._codes)
            while len(self._strips) >= _KEPT:
                del self._strips[next(iter(self._strips))]
            self._strips[key] = known
        return known

    def clear(self) -> None:
        """Forget what was drawn, in another theme."""
        self._strips.clear()
