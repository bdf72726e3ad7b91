"""The files of a box score, read into values and refused by file and line."""
