"""Which answer a file is, by its content, and which answers belong to one race."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from replay.foreign.foreign_file import ForeignFileError
from replay.importers import SourceFile
from replay.importers.iracing.payloads import ChartHeader, SessionInfo, payload
from replay.race.text import printable

Kind = Literal[
    "result", "laps", "team laps", "log", "chart header", "log header", "team header", "link"
]

_RESULT = (
    '"session_results"',
    '"allowed_licenses"',
    '"associated_subsession_ids"',
    '"event_strength_of_field"',
)
_ID = re.compile(r'"subsession_id"\s*:\s*([0-9]{1,15})\b')

TITLES: dict[Kind, str] = {
    "result": "a result",
    "laps": "laps of a lap chart",
    "team laps": "laps of one car",
    "log": "an event log",
    "chart header": "the header of a lap chart",
    "log header": "the header of an event log",
    "team header": "the header of the laps of one car",
    "link": "an answer with a link",
}
"""What each kind of answer is called."""


def file_kind(head: str) -> Kind | None:
    """Return the answer that a text begins as, None for another text."""
    if sum(word in head for word in _RESULT) >= 2:
        return "result"
    if '"lap_number"' in head and ('"session_time"' in head or '"lap_events"' in head):
        if '"event_code"' in head or '"event_seq"' in head:
            return "log"
        ranked = '"lap_position"' in head or '"interval_units"' in head
        return "laps" if ranked else "team laps"
    if '"session_info"' in head and '"chunk_info"' in head:
        if '"livery"' in head or '"car_id"' in head:
            return "team header"
        return "chart header" if '"best_lap_num"' in head else "log header"
    return "link" if '"link"' in head and '"expires"' in head else None


@dataclass
class RaceFiles:
    """The answers of one subsession, of which the laps must be there.

    `number` is None for laps without a header, which do not say of which subsession they are.
    `refused` is what speaks against the race though its laps are there.
    """

    number: int | None
    info: SessionInfo | None = None
    header: SourceFile | None = None
    laps: list[SourceFile] = field(default_factory=list)
    result: SourceFile | None = None
    logs: list[SourceFile] = field(default_factory=list)
    others: list[tuple[Kind, SourceFile]] = field(default_factory=list)
    chunks: frozenset[str] = frozenset()
    refused: ForeignFileError | None = None

    @property
    def line(self) -> str:
        """The race in a line, by what its header or result calls it; never a result."""
        info = self.info
        words = []
        if info is not None:
            track = [info.track.track_name, info.track.config_name or ""]
            words = [info.season_short_name, info.series_name, *track, info.start_time[:10]]
        if self.number is not None:
            words.append(f"subsession {self.number}")
        there = "" if self.laps else f"no laps, {self._titles()}: "
        return printable(" ".join(filter(None, [*words, f"{there}{self._files()[0].path.parent}"])))

    def refusal(self) -> ForeignFileError:
        """Return the error of answers that are no race."""
        if self.refused is not None:
            return self.refused
        kinds = {kind for kind, _ in self._kinds()}
        message = f"no laps of any car: there is {self._titles()}, but no lap chart"
        if kinds == {"link"}:
            message = "an answer with a link: the lap chart is what the link leads to; save that"
        elif kinds == {"chart header"}:
            message = "the header of a lap chart: its laps are in files of their own (chunks)"
        elif kinds <= {"team laps", "team header", "link"}:
            message = "laps of one car: a race needs the lap chart, which has those of all"
        elif kinds <= {"log", "log header", "link"}:
            message = "an event log alone: it has no laps; a race needs the lap chart"
        files = self._files()
        where = files[0].name if len(files) == 1 else str(files[0].path.parent)
        return ForeignFileError(where, message)

    def _kinds(self) -> list[tuple[Kind, SourceFile]]:
        found: list[tuple[Kind, SourceFile]] = [("laps", file) for file in self.laps]
        found += [("chart header", self.header)] if self.header else []
        found += [("result", self.result)] if self.result else []
        return [*found, *(("log", file) for file in self.logs), *self.others]

    def _files(self) -> list[SourceFile]:
        return [file for _, file in self._kinds()]

    def _titles(self) -> str:
        return " and ".join(dict.fromkeys(TITLES[kind] for kind, _ in self._kinds()))


def races_of(files: Sequence[SourceFile]) -> list[RaceFiles]:
    """Put answers together by the number of their subsession; laps go with the header near them.

    A result or log of one other subsession beside a single lap chart was meant for it, and speaks
    against it. Raises `ForeignFileError` where laps could belong to two headers.
    """
    kinds = [(kind, file) for file in files if (kind := file_kind(file.head)) is not None]
    races: dict[int | None, RaceFiles] = {}
    for kind, file in kinds:
        if kind != "laps":
            _put(kind, file, races)
    headers = [race for race in races.values() if race.header is not None]
    loose: dict[object, RaceFiles] = {}
    for file in (file for kind, file in kinds if kind == "laps"):
        _race_of_laps(file, headers, loose).laps.append(file)
    found = [*loose.values(), *races.values()]
    charts = [one for one in found if one.laps]
    # A link, or the laps of one car, beside what is of a race is nothing that anybody would choose.
    lapless = [one for one in found if not one.laps]
    named = [one for one in lapless if one.number is not None]
    if len(charts) == len(named) == 1:
        _join_or_refuse(charts[0], named[0])
        return charts
    return [*charts, *(named if charts or named else lapless)]


def _put(kind: Kind, file: SourceFile, races: dict[int | None, RaceFiles]) -> None:
    """Put an answer that is no laps to those of its subsession."""
    info, chunks = _told_by(kind, file)
    match = _ID.search(file.head) if kind == "log" else None
    number = info.subsession_id if info else int(match[1]) if match else None
    race = races.setdefault(number, RaceFiles(number))
    if kind in ("chart header", "result"):
        before = race.header if kind == "chart header" else race.result
        if before is not None:
            message = f"{TITLES[kind]} twice for subsession {number}, also in {before.name}"
            raise ForeignFileError(file.name, message)
    if kind == "chart header":
        race.header, race.info, race.chunks = file, info, chunks
    elif kind == "result":
        race.result = file
    elif kind == "log":
        race.logs.append(file)
    else:
        race.others.append((kind, file))
    race.info = race.info or info


def _told_by(kind: Kind, file: SourceFile) -> tuple[SessionInfo | None, frozenset[str]]:
    """Return which race an answer says it is of, and how the files of its list are called."""
    if kind == "result":
        return payload(file, SessionInfo).value, frozenset()
    if kind in ("chart header", "log header"):
        header = payload(file, ChartHeader).value
        return header.session_info, frozenset(header.chunk_info.chunk_file_names)
    return None, frozenset()  # a link, or the laps of one car, is of no use to any race


def _race_of_laps(
    file: SourceFile, headers: Sequence[RaceFiles], loose: dict[object, RaceFiles]
) -> RaceFiles:
    """Return the race that laps belong to: that of the header near them, or one of their own."""
    folder = file.path.parent
    near = [race for race in headers if race.header and race.header.path.parent == folder]
    if len(near) > 1:
        named = [race for race in near if file.path.name in race.chunks]
        if len(named) != 1:
            message = f"laps of which race? {len(near)} headers of lap charts lie beside them"
            raise ForeignFileError(file.name, message)
        return named[0]
    if near or len(headers) == 1:
        return near[0] if near else headers[0]
    return loose.setdefault(folder, RaceFiles(None))


def _join_or_refuse(chart: RaceFiles, other: RaceFiles) -> None:
    """Give the only lap chart what lies beside it, if it does not say which race it is itself."""
    file = other.result or next(iter(other.logs), None)
    if file is None:
        return
    if chart.number is None:
        chart.number, chart.info = other.number, other.info
        chart.result, chart.logs = other.result, other.logs
    elif (other.result and not chart.result) or (other.logs and not chart.logs):
        title = TITLES["result" if other.result else "log"]
        message = f"{title} of another race: of subsession {other.number}, and the lap chart"
        chart.refused = ForeignFileError(file.name, f"{message} of {chart.number}")
