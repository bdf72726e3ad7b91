"""Snapshots of screens as text, each in a file of its own."""

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


class ScreenFile(SingleFileSnapshotExtension):
    """A snapshot is one UTF-8 text file."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"
