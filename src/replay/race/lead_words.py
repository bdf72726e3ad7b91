"""How a lead was taken, in the words of a box score."""

from replay.race.lead_how import HowLed, Way
from replay.race.log_names import LogNames

_WORDS: dict[Way, str] = {
    "start": "at the start",
    "restart": "on the restart",
    "off pit road": "first off pit road",
}


def lead_words(how: HowLed, names: LogNames, time: int) -> str:
    """Write how a lead was taken at `time`: `passes 11`, `on the restart`, `Larson pits`.

    Who led before is called by his surname where the log of the series calls cars so.
    """
    if how.way == "pass":
        return f"passes {names.label(how.over, time)}"
    if how.way in _WORDS:
        return _WORDS[how.way]
    verb = "pits" if how.way == "pits" else "out"
    return f"{names.subject(how.over, time)} {verb}"
