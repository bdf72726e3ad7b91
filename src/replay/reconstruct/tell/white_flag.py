"""Whether the white flag was shown as the last lap began: in which series, and in which races."""

import re

from replay.reconstruct.read.facts import BoxScore

_SERIES: tuple[tuple[str, bool], ...] = (
    (r"\bnascar\b|\barca\b|\bstock cars?\b|\busac\b", True),
    (r"\bindy ?car\b|\bindianapolis 500\b|\bindy 500\b|\bindy nxt\b", True),
    (r"\bimsa\b", True),
    (r"\bformula (one|two|three|[1-4e])\b|\bf(ia )?[1-4]\b|\bgrand prix\b", False),
    (r"\bworld endurance\b|\bwec\b|\ble mans\b", False),
)
"""Words of a series' name, and whether its white flag begins the last lap.

In American racing it does: by NASCAR's rules, which ARCA shares, by IndyCar's and USAC's, and by
IMSA's page on flags ("waved at start/finish with one lap to go"). In races under the FIA it warns
of a much slower car ahead: International Sporting Code, Appendix H, on the signals of marshals."""


def series_has_white_flag(series: str) -> bool | None:
    """Tell whether the white flag begins the last lap of a series; None of one not known here."""
    name = series.casefold()
    return next((shown for words, shown in _SERIES if re.search(words, name)), None)


def white_flag_shown(score: BoxScore) -> bool:
    """Tell whether the record, or the rule of its series, says that the white flag was shown.

    Of a series not known here a white_flag.csv says it. Of a race cut short only that table can:
    nobody else knew which lap would be the last; and not if that lap was run under yellow or the
    race was stopped after it, for then the race was called and the table is an order of its last
    lap but one.
    """
    if score.laps < 2 or series_has_white_flag(score.race.series) is False:
        return False
    if score.laps < score.race.scheduled_laps:
        return score.white is not None and not called(score)
    return score.white is not None or series_has_white_flag(score.race.series) is True


def called(score: BoxScore) -> bool:
    """Tell whether a race cut short ended under a yellow or red flag: no lap was told as last."""
    if score.laps >= score.race.scheduled_laps:
        return False
    yellow = any(caution.last >= score.laps for caution in score.cautions)
    return yellow or stopped_at_end(score)


def stopped_at_end(score: BoxScore) -> bool:
    """Tell whether a red flag stopped the race after its last lap: it never went on."""
    return any(red.laps >= score.laps for red in score.reds)
