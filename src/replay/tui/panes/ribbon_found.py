"""What a search of the log has found, as the ribbon marks it."""

from replay.tui.scene import Scene


def found_times(scene: Scene) -> tuple[int, ...]:
    """Give the times (ticks) of the lines of the log that are found, oldest first."""
    return ()


def found_now(scene: Scene) -> int | None:
    """Give the time of the line found that the clock was taken to; None without one."""
    return None
