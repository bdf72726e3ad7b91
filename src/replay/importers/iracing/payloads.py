"""The answers of the Data API as values: of each field that is used, and no more.

Times are whole numbers of 1/10,000 s, -1 for none.
"""

from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from msgspec import Meta, Raw, Struct

from replay.foreign.foreign_file import ForeignFileError
from replay.foreign.json_document import JSONDocument, json_document
from replay.importers import SourceFile
from replay.race.model import MAX_LAPS, SECOND

ValueT = TypeVar("ValueT")

RACE = 6
"""The kind of session that is a race."""

INVALID, PITTED, CHEQUERED, DRIVER_CHANGE = 1, 2, 0x4000, 0x1000
"""Flags of a lap."""

PENALTY = 4
"""The code of an event that is a penalty."""

MOST_TIME = 10 * 86_400 * SECOND
"""The longest time that is believed: what a race file can hold."""

_Lap = Annotated[int, Meta(ge=0, le=MAX_LAPS)]
_Time = Annotated[int, Meta(ge=-1, le=MOST_TIME)]
_Place = Annotated[int, Meta(ge=-1, le=10_000)]
_Written = Annotated[str, Meta(max_length=2_000)]
_Code = Annotated[int, Meta(ge=-(10**15), le=10**15)]


class Wrapped(Struct, Generic[ValueT], frozen=True):
    """An answer as it is kept with the headers it came with."""

    content: ValueT


class TrackInfo(Struct, frozen=True):
    """The track; `category` says what kind of racing it is."""

    track_name: _Written = ""
    config_name: _Written | None = None
    category: _Written | None = None


class SessionInfo(Struct, frozen=True):
    """Which session an answer is of."""

    subsession_id: _Code
    simsession_type: int | None = None
    series_name: _Written = ""
    series_short_name: _Written = ""
    season_name: _Written = ""
    season_short_name: _Written = ""
    start_time: _Written = ""
    track: TrackInfo = TrackInfo()


class ChunkInfo(Struct, frozen=True):
    """In how many rows and files the list of an answer comes."""

    rows: Annotated[int, Meta(ge=0)] | None = None
    num_chunks: Annotated[int, Meta(ge=0)] | None = None
    chunk_file_names: list[_Written] = []


class ChartHeader(Struct, frozen=True):
    """The header of a lap chart or of an event log."""

    session_info: SessionInfo
    chunk_info: ChunkInfo = ChunkInfo()


class ChartRow(Struct, frozen=True):
    """A lap of a car as it ends; lap 0 is the grid. `group_id` is the driver's or the team's."""

    group_id: _Code
    car_number: _Written
    lap_number: _Lap
    session_time: _Time
    lap_time: _Time
    lap_position: _Place
    display_name: _Written = ""
    name: _Written | None = None
    flags: int = 0
    incident: bool = False
    lap_events: list[_Written] = []


class LogRow(Struct, frozen=True):
    """An event; the car stands in its words, but `group_id` is that of the lap chart."""

    subsession_id: _Code
    session_time: _Time
    event_code: int
    group_id: _Code = 0
    message: _Written | None = None
    description: _Written = ""


class CarLivery(Struct, frozen=True):
    """Of the car's livery its number."""

    car_number: _Written = ""


class DriverResult(Struct, frozen=True):
    """A driver of a team."""

    display_name: _Written = ""


class FinishRow(Struct, frozen=True):
    """A line of the result; places count from 0, -1 for none. `interval` is -1 for a lapped car."""

    finish_position: _Place
    livery: CarLivery
    display_name: _Written = ""
    starting_position: _Place = -1
    interval: _Time = -1
    laps_complete: Annotated[int, Meta(ge=-1, le=MAX_LAPS)] = -1
    laps_lead: Annotated[int, Meta(ge=-1, le=MAX_LAPS)] = -1
    reason_out: _Written = ""
    car_name: _Written | None = None
    car_class_id: _Code | None = None
    car_class_name: _Written | None = None
    car_class_short_name: _Written | None = None
    driver_results: list[DriverResult] | None = None

    @property
    def car(self) -> str:
        """The number of the car as a race file has it."""
        return self.livery.car_number.strip().upper()


class SessionResult(Struct, frozen=True):
    """The result of one session of several: practice, qualifying, race."""

    simsession_type: int
    results: list[FinishRow]


class ResultFile(Struct, frozen=True):
    """The answer of `results/get`."""

    subsession_id: _Code
    session_results: list[SessionResult]
    series_name: _Written = ""
    series_short_name: _Written = ""
    season_name: _Written = ""
    season_short_name: _Written = ""
    start_time: _Written = ""
    num_cautions: int | None = None
    track: TrackInfo = TrackInfo()


class _Kept(Struct, frozen=True):
    """What tells an answer that is kept with its headers from a bare one."""

    content: Raw = Raw(b"")


@dataclass(frozen=True)
class Payload(Generic[ValueT]):
    """A decoded answer of a file, bare or `within` what it is kept in."""

    file: str
    text: str
    value: ValueT
    within: tuple[str, ...] = ()

    def error(self, message: str, *path: str | int) -> ForeignFileError:
        """Return an error that names the line of the value at `path`."""
        document = JSONDocument(self.file, self.text, self.value)
        return document.error(message, *self.within, *path)


def payload(file: SourceFile, kind: type[ValueT]) -> Payload[ValueT]:
    """Decode an answer, bare or under `content`; raises `ForeignFileError` with the line."""
    text = file.text()
    bare = text.lstrip()[:1] == "["
    if bare or not bytes(json_document(file.name, text, _Kept).value.content):
        return Payload(file.name, text, json_document(file.name, text, kind).value)
    wrapped: type[Wrapped[ValueT]] = Wrapped[kind]  # type: ignore[valid-type]
    value = json_document(file.name, text, wrapped).value.content
    return Payload(file.name, text, value, ("content",))
