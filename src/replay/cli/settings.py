"""The user's settings: a TOML file of what the options of the screen shall be if not given."""

from fractions import Fraction
from pathlib import Path

from msgspec import Struct

from replay.cli.rate import parse_rate
from replay.cli.toml_file import config_path, file_failure, read_toml
from replay.clock import RATES
from replay.race.pacing_choices import PAUSE_KINDS, YELLOW_CHOICES, PauseKind, YellowLaps


class Settings(Struct, frozen=True):
    """What the file says; None where it does not. Whether there is such a theme is not seen here.

    The fields are the keys of the file, and mean what the options of those names do.
    """

    slow_motion: bool | None = None
    theme: str | None = None
    ascii: bool | None = None
    speed: Fraction | None = None
    pause_at: frozenset[PauseKind] | None = None
    yellow: YellowLaps | None = None


def settings_path() -> Path:
    """Say where the settings lie: beside the keymap."""
    return config_path("settings.toml")


def read_settings(path: Path) -> Settings:
    """Read settings such as `slow_motion = false`; no file, no settings.

    Raises Failure with one line that names the file and the key.
    """
    table = read_toml(path)
    known = Settings.__struct_fields__
    unknown = next((name for name in table if name not in known), None)
    if unknown is not None:
        raise file_failure(path, f"no setting is called `{unknown}`: there are {', '.join(known)}")
    theme = table.get("theme")
    if theme is not None and not isinstance(theme, str):
        raise file_failure(path, "`theme` needs a name in quotes")
    return Settings(
        slow_motion=_switch(path, table, "slow_motion"),
        theme=theme,
        ascii=_switch(path, table, "ascii"),
        speed=_rate(path, table),
        pause_at=_kinds(path, table),
        yellow=_yellow(path, table),
    )


def _switch(path: Path, table: dict[str, object], name: str) -> bool | None:
    value = table.get(name)
    if value is not None and not isinstance(value, bool):
        raise file_failure(path, f"`{name}` needs true or false")
    return value


def _rate(path: Path, table: dict[str, object]) -> Fraction | None:
    value = table.get("speed")
    if value is None:
        return None
    rate = None
    if isinstance(value, str):
        rate = parse_rate(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        rate = next((rate for rate in RATES if float(rate) == value), None)
    if rate is None:
        raise file_failure(
            path, f'`speed` needs one of {" ".join(map(str, RATES))}, such as "1/2" or 8'
        )
    return rate


def _kinds(path: Path, table: dict[str, object]) -> frozenset[PauseKind] | None:
    value = table.get("pause_at")
    if value is None:
        return None
    if not isinstance(value, list) or any(name not in tuple(PAUSE_KINDS) for name in value):
        raise file_failure(path, f"`pause_at` needs a list of some of {', '.join(PAUSE_KINDS)}")
    return frozenset(kind for kind in PAUSE_KINDS if kind in value)


def _yellow(path: Path, table: dict[str, object]) -> YellowLaps | None:
    value = table.get("yellow")
    found = next((choice for choice in YELLOW_CHOICES if choice == value), None)
    if value is not None and found is None:
        raise file_failure(path, f"`yellow` needs one of {', '.join(YELLOW_CHOICES)} in quotes")
    return found
