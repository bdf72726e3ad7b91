"""Rules with titles set into them: the flag's own full-width line, and that of a pane."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.reactive import var

from replay.race.state import RaceState
from replay.tui.drawing.cells import drawable, fit
from replay.tui.drawing.flag_signs import flag_colour
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import Row, RowContent, Run, blank, length


class Title(NamedTuple):
    """A title in a rule: its text begins at `column`, with a blank before it.

    The note stands two blanks after the title. `focused`: this pane has the keys.
    """

    column: int
    title: str
    note: str = ""
    focused: bool = False


def rule_row(
    width: int, titles: Sequence[Title], note: str | Row, rule: Run, lead: Run, glyphs: Glyphs
) -> Row:
    """Draw a rule of `width` cells with titles set into it, and a note at its right end.

    `rule` is the sign of the rule, `lead` that before the first title. A note, plain text or runs,
    that does not fit is left out whole; a title that does not is cut.
    """
    shown = sorted(titles)
    told: Row = ((drawable(note, glyphs), "mute"),) if isinstance(note, str) and note else ()
    told = told if isinstance(note, str) else note
    limit = width - length(told) - 2 if told else width
    if told and shown and limit < shown[-1].column + cell_len(shown[-1].title) + 2:
        told, limit = (), width
    runs: list[Run] = []
    used = 0
    for title, after in zip(shown, [*(t.column - 1 for t in shown[1:]), limit], strict=False):
        start = max(title.column - 1, 0)
        words = _words(title, after - title.column - 1, glyphs)
        if not words or start < used:
            continue
        before, role = rule if used else lead
        runs += [(before * (start - used), role), blank(title.column - start), *words, blank(1)]
        used = title.column + length(words) + 1
    runs.append((rule[0] * (limit - used), rule[1]))
    if told:
        runs += [blank(1), *told, blank(1)]
    return tuple(run for run in runs if run[0])


def _words(title: Title, room: int, glyphs: Glyphs) -> Row:
    text, note = drawable(title.title, glyphs), drawable(title.note, glyphs)
    if room < 1 or not text:
        return ()
    if cell_len(text) > room:
        text = fit(text, room, cut=glyphs.cut)
    words: list[Run] = [(text, "accent_bold" if title.focused else "bold")]
    if note and cell_len(text) + 2 + cell_len(note) <= room:
        words.append((f"  {note}", "mute"))
    return tuple(words)


class PaneRule(RowWidget):
    """The rule over panes, with their `titles` set into it: `─ Title  note ────`.

    `note` stands at the right end, as text or in runs; number plates in it are those of `entries`.
    """

    titles: var[tuple[Title, ...]] = var(())
    note: var[str | Row] = var("")

    def watch_titles(self) -> None:
        """Repaint with other titles."""
        self.sync()

    def watch_note(self) -> None:
        """Repaint with another note."""
        self.sync()

    def line(self, y: int) -> RowContent:
        """The rule, on its only row."""
        if y:
            return RowContent(())
        rule, lead = self.signs()
        return RowContent(
            rule_row(self.outer_size.width, self.titles, self.note, rule, lead, self.glyphs)
        )

    def signs(self) -> tuple[Run, Run]:
        """The sign of the rule, and that before its first title."""
        rule = (self.glyphs.rule, "rule")
        return rule, rule


def two_coloured(row: Row, sign: str, role: str, other: str) -> Row:
    """Give the second half of each stretch of `sign` in `role` the role of an`other` flag."""
    runs: list[Run] = []
    for text, own in row:
        half = len(text) - len(text) // 2
        if own != role or text.strip(sign):
            runs.append((text, own))
        else:
            runs += [(part, by) for part, by in ((text[:half], own), (text[half:], other)) if part]
    return tuple(runs)


class FlagRule(PaneRule):
    """The line under the title bar, in the colour of the flag; checkers at the finish.

    Where no flags are known it stays grey, and is thin. On a last lap under yellow it is yellow
    and white.
    """

    state: var[RaceState | None] = var(None)

    def watch_state(self) -> None:
        """Repaint when the flag changes."""
        self.sync()

    def signs(self) -> tuple[Run, Run]:
        """The sign of the rule in the flag's colour; checkers begin after the first title."""
        state, glyphs = self.state, self.glyphs
        if state is not None and state.flag == "chequered":
            return (glyphs.checkers, "mute"), blank(1)
        if state is None or state.flag == "grid":
            rule = (glyphs.flag_rule, "rule")
        elif state.flag == "race":
            rule = (glyphs.rule, "rule")
        else:
            rule = (glyphs.flag_rule, f"text {flag_colour(state)}")
        return rule, rule

    def line(self, y: int) -> RowContent:
        """The rule, on its only row, with the white flag beside another one."""
        line = super().line(y)
        if y or not (self.state and self.state.white and self.state.flag != "white"):
            return line
        (sign, role), _ = self.signs()
        return line._replace(row=two_coloured(line.row, sign, role, "text flag_white"))
