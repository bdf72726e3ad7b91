"""`replay subtitles`: a race as a file of subtitles for a recording of it."""

from collections.abc import Sequence
from pathlib import Path

from replay.cli.failure import Failure
from replay.cli.reading import read
from replay.cli.whole_file import write_whole
from replay.plain.subtitle_sync import SyncError, VideoTime, sync_point
from replay.plain.subtitles import srt_text, subtitles
from replay.race.timeline import Timeline


def write_subtitles(name: str, output: Path, points: Sequence[str]) -> int:
    """Write the subtitles of a race, whole or not at all; `points` say how they go with a video."""
    timeline = Timeline(read(name))
    try:
        video = VideoTime([sync_point(point, timeline) for point in points])
    except SyncError as error:
        raise Failure(f"--sync: {error}") from None
    write_whole(output, "".join(srt_text(subtitles(timeline, video))).encode())
    return 0
