"""What stands under the line while it has the whole screen: facts, figures and the cars."""

from collections.abc import Sequence

from replay.tui.card import CardWidget
from replay.tui.drawing.runs import Row
from replay.tui.finish_card import scored
from replay.tui.line_sheet import field_sheet, photo_sheet, waiting_sheet
from replay.tui.pane import Heading
from replay.tui.scene import Scene


class LineDetails(CardWidget):
    """Tells of the picture, or of the field at the line, or what was known before."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row]:
        """Give what there is to tell, in columns where the screen is wide."""
        frame, race = scene.frame, scene.race
        if frame.photo is not None:
            return photo_sheet(frame.photo, race, width, height, scene.glyphs)
        if not scene.has_laps:
            return waiting_sheet(race, width, height)
        if frame.field is not None:
            return field_sheet(frame.field, race, width, height)
        return ()

    def heading(self, scene: Scene, width: int) -> Heading:
        """Say what is told."""
        photo, field = scene.frame.photo, scene.frame.field
        if photo is not None:
            return Heading(scored(photo), "official" if photo.official else "")
        if not scene.has_laps:
            return Heading("Before the line")
        return Heading("" if field is None else f"The lead lap, lap {field.lap}")
