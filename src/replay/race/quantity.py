"""A number of things in words."""


def quantity(number: int, noun: str) -> str:
    """Write a number of things: `1 car`, `38 cars`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
