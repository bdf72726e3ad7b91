"""Screens that two keys or clicks in quick succession close but once."""

from typing import Any

from textual.await_complete import AwaitComplete
from textual.screen import Screen


class DismissOnce(Screen[Any]):
    """A screen that is dismissed only while it is on top: Textual would close the one below.

    Beside another kind of screen it stands last: Textual takes styles and keys from the first.
    """

    @property
    def on_top(self) -> bool:
        """Whether no screen lies over this one, and it has not been closed."""
        return self.app.screen_stack[-1:] == [self]

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close this screen with a result, unless that was done already."""
        if self.on_top:
            return super().dismiss(result)
        done: AwaitComplete = AwaitComplete.nothing()  # type: ignore[no-untyped-call]
        return done
