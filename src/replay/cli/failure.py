"""What goes wrong with a call of the program: one line, and exit code 2."""


class Failure(Exception):
    """Bad input. `str()` says what is wrong in one line, without the program's name."""
