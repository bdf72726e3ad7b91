"""The line across the sheet: the strip of the finish, and on the whole screen what goes with it."""

from textual.app import ComposeResult
from textual.containers import Vertical

from replay.race.finish import FieldAtLine, Photo
from replay.race.model import Race
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.finish_line.details import field_sheet, photo_sheet, waiting_sheet
from replay.tui.finish_line.field import FieldLine
from replay.tui.finish_line.margin import scored
from replay.tui.finish_line.photo_finish import NO_TIMES, PhotoFinish
from replay.tui.flag_rule import PaneRule, Title
from replay.tui.sheet import Sheet


class FinishPane(Vertical):
    """The strip over a rule; on the whole screen (`-full` on the panes) a sheet stands below.

    On the sheet stand the margin in large figures, who says so, what is measured, computed and
    unknown. Without it the rule belongs to the panes underneath. While the camera has no picture,
    the whole screen is the field's, as it comes by the line lap by lap (`-field` on the panes).
    """

    DEFAULT_CSS = """
    FinishPane { height: auto; }
    FinishPane #full-line { display: none; }
    """

    def __init__(self, race: Race, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self.race = race
        self.glyphs = glyphs
        self.strip = PhotoFinish(race.entries, glyphs=glyphs, classes="at-line")
        if not race.laps and not (race.finish and race.finish.times):
            self.strip.empty = NO_TIMES
        self.line = FieldLine(race.entries, glyphs=glyphs, id="full-line", classes="at-line")
        self.rule = PaneRule(glyphs=glyphs, id="result-rule")
        self.sheet = Sheet(race.entries, glyphs=glyphs, id="full-sheet")

    def compose(self) -> ComposeResult:
        """Lay out strip or field, rule and sheet."""
        yield self.strip
        yield self.line
        yield self.rule
        yield self.sheet

    @property
    def shown(self) -> bool:
        """Whether it is on the screen."""
        return self.is_attached and self.display

    def title(self, field: bool) -> Title:
        """Give the title of the line, or of the `field` at it, and what is said of its scale."""
        if field:
            return Title(2, self.line.title_text)
        photo = self.strip.photo
        mark = "" if photo is None or photo.noses[0].exact else f" {self.glyphs.rebuilt}"
        stage = photo is not None and photo.stage
        text = f"The end of stage {stage}{mark}" if stage else "Finish line"
        return Title(2, text, self.strip.note, self.strip.has_focus)

    def tell(self, photo: Photo | None, field: FieldAtLine | None) -> None:
        """Fill the sheet of the whole screen, and its title, once it is laid out."""
        if not self.outer_size:
            return
        width, height = self.outer_size.width, self.sheet.outer_size.height
        title = Title(2, "")
        if photo is not None:
            self.sheet.rows = photo_sheet(photo, self.race, width, height, self.glyphs)
            title = Title(2, scored(photo), "official" if photo.official else "")
        elif not self.race.laps:
            self.sheet.rows = waiting_sheet(self.race, width, height)
            title = Title(2, "Before the line")
        elif field is not None:
            self.line.field = field
            self.sheet.rows = field_sheet(field, self.race, width, height)
            title = Title(2, f"The lead lap, lap {field.lap}")
        else:
            self.line.field = None
            self.sheet.rows = ()
        self.rule.titles = (title,) if title.title else ()
