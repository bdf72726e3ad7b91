"""A compositor that sends a terminal only the cells that changed.

Textual's own sends whole regions that are marked. This one knows which strips stand on the
terminal, and compares; they are those that the widgets keep.
"""

from collections.abc import Sequence
from typing import Any

from rich.console import COLOR_SYSTEMS, Console
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.screen import Screen
from textual.strip import Strip

from replay.tui.drawing.changed_spans import CellSpan, changed_spans


class TerminalRows:
    """The strips that stand on the terminal, row by row, as far as they are known."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, Strip]] = {}

    def clear(self) -> None:
        """Know nothing any more."""
        self._rows.clear()

    def replace(self, x: int, y: int, strip: Strip) -> Strip | None:
        """Put a strip at column `x` of row `y`; give that of the same cells, if one was there."""
        row = self._rows.setdefault(y, {})
        before = row.get(x)
        end = x + strip.cell_length
        if before is None or before.cell_length != strip.cell_length:
            before = None
            for at in [at for at in row if at < end and at + row[at].cell_length > x]:
                del row[at]
        row[x] = strip
        return before


class WholeUpdate(LayoutUpdate):
    """The whole screen; what stood on the terminal before is not known."""

    def __init__(self, update: LayoutUpdate, terminal: TerminalRows) -> None:
        super().__init__(update.strips, update.region)
        self._terminal = terminal

    def render_segments(self, console: Console) -> str:
        """Give the codes, and remember what they put on the terminal."""
        writer = SpanWriter(console.color_system)
        self._terminal.clear()
        for y, strips in enumerate(self.strips, self.region.y):
            x = self.region.x
            for strip in strips:
                self._terminal.replace(x, y, strip)
                writer.write(strip, [CellSpan(0, strip.cell_length)], x, y)
                x += strip.cell_length
        return writer.text()


class SpanUpdate(ChopsUpdate):
    """Rows that are marked, as terminal codes of only those cells of them that changed."""

    def __init__(self, update: ChopsUpdate, terminal: TerminalRows) -> None:
        super().__init__(update.chops, update.spans, update.chop_ends)
        self._terminal = terminal

    def render_segments(self, console: Console) -> str:
        """Give the codes, and remember what they put on the terminal."""
        writer = SpanWriter(console.color_system)
        for y, left, right in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=True):
                if strip is None or x >= right or end <= left:
                    continue
                before = self._terminal.replace(x, y, strip)
                spans = changed_spans(before, strip) if before else [CellSpan(0, strip.cell_length)]
                if spans:
                    writer.write(strip, spans, x, y)
        return writer.text()


class SpanWriter:
    """Writes spans of strips as terminal codes; a style is named when it is another one."""

    def __init__(self, colours: str | None) -> None:
        self._colours = COLOR_SYSTEMS[colours or "truecolor"]
        self._codes: list[str] = []
        self._style = ""

    def write(self, strip: Strip, spans: Sequence[CellSpan], x: int, y: int) -> None:
        """Write the `spans` of a strip that stands at column `x` of row `y`."""
        if len(spans) == 1 and spans[0] == (0, strip.cell_length):
            self._move(x, y)
            self.put(strip)
            return
        at = 0
        waiting = iter(spans)
        span = next(waiting, None)
        for text, style, _ in strip:
            after = at + len(text)
            while span is not None and span.start < after:
                if span.start >= at:
                    self._move(x + span.start, y)
                self._put(text[max(span.start - at, 0) : span.end - at], style)
                if span.end > after:
                    break
                span = next(waiting, None)
            at = after

    def put(self, strip: Strip) -> None:
        """Write a strip where the terminal's cursor is."""
        for text, style, _ in strip:
            self._put(text, style)

    @property
    def has_written(self) -> bool:
        """Whether there is anything to send."""
        return bool(self._codes)

    def text(self) -> str:
        """All that was written; the terminal's own style comes after it."""
        return "".join((*self._codes, "\x1b[0m"))

    def _move(self, x: int, y: int) -> None:
        self._codes.append(f"\x1b[{y + 1};{x + 1}H")

    def _put(self, text: str, style: Style | None) -> None:
        if style is not None and style.link:
            self._codes.append("\x1b[0m" + Strip.render_style(style, text, self._colours))
            self._style = ""
            return
        code = "" if style is None else Strip.render_ansi(style, self._colours)
        if code != self._style:
            self._codes.append(f"\x1b[0;{code}m" if code else "\x1b[0m")
            self._style = code
        self._codes.append(text)


class SpanCompositor(Compositor):
    """Composes as Textual does, and sends less."""

    def __init__(self) -> None:
        super().__init__()
        self._terminal = TerminalRows()

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """Send all."""
        return WholeUpdate(super().render_full_update(simplify), self._terminal)

    def render_partial_update(self) -> ChopsUpdate | None:
        """Send what changed within the regions that are marked."""
        update = super().render_partial_update()
        return update and SpanUpdate(update, self._terminal)


def send_changes_only(screen: Screen[Any]) -> None:
    """Let a screen send only the cells that changed; before it is shown."""
    screen._compositor = SpanCompositor()
