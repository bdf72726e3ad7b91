"""Which fields of a race file each source of races can fill.

The table is what importing the tests' feeds and the races that come with the program gives; a test
holds it against them, and tells what it should be.
"""

from functools import cache

LETTERS = {
    "alkamel": "A",
    "f1": "F",
    "indycar": "I",
    "iracing": "R",
    "nascar": "N",
    "a box score": "B",
    "`--with` facts": "W",
}
"""Source -> its letter in a table: the importers, `replay reconstruct`, and `import --with`."""

_TABLE = """
AFIRNB. entries
AF.R... entries.begins
AFIRNB. entries.car
.F..... entries.compound
....NB. entries.crew_chief
AF.RNB. entries.drivers
AF..... entries.drivers.code
AF.RNB. entries.drivers.first
AF.RNB. entries.drivers.last
AF.RNB. entries.drivers.short
....NB. entries.eligible
.FIRNB. entries.grid
.....B. entries.livery
.....B. entries.livery.ink
.....B. entries.livery.paint
.....B. entries.livery.second
A..RNB. entries.make
.....B. entries.qualifying
.....B. entries.qualifying_speed
A..R... entries.race_class
....NB. entries.sponsor
A..R... entries.starts
AF.RNB. entries.team
.F..... entries.tyre_age
AFIRNB. events
..I.NB. events.caution.at
..I.NB. events.caution.basis
..I.NB. events.caution.cars
....NB. events.caution.detail
....NB. events.caution.free_pass
..I.NB. events.caution.lap
..I.NB. events.caution.number
..I.NB. events.caution.reason
....NB. events.caution.stage_end
....NB. events.caution.where
AFIRNB. events.chequered.at
AFIRNB. events.chequered.basis
AFIRNB. events.chequered.lap
....NB. events.distance.at
....NB. events.distance.basis
....NB. events.distance.lap
....NB. events.distance.laps
....NB. events.distance.reason
AF..... events.flag.at
AF..... events.flag.basis
AF..... events.flag.flag
AF..... events.flag.lap
AF..... events.flag.neutralises
AF..... events.flag.number
.F..... events.flag.text
AFIRNB. events.green.at
AFIRNB. events.green.basis
AFIRNB. events.green.lap
...R.B. events.penalty.at
...R.B. events.penalty.basis
...R.B. events.penalty.car
...R.B. events.penalty.lap
...R.B. events.penalty.text
AF..NB. events.red.at
AF..NB. events.red.basis
A...... events.red.clock
AF..NB. events.red.lap
.F...B. events.red.reason
.F..... events.red.stopped
.FIRNB. events.retirement.at
.FIRNB. events.retirement.basis
.FIRNB. events.retirement.car
.FIRNB. events.retirement.lap
.FIRNB. events.retirement.reason
AF..... events.ruling.added
AF..... events.ruling.added.car
AF..... events.ruling.added.time
AF..NB. events.ruling.at
AF..NB. events.ruling.basis
AF..NB. events.ruling.by
AF..... events.ruling.excluded
AF..NB. events.ruling.lap
AF..NB. events.ruling.of_lap
AF..NB. events.ruling.order
.....B. events.ruling.provisional
.....B. events.ruling.provisional.at
.....B. events.ruling.provisional.car
AF..NB. events.ruling.text
..IRNB. events.white.at
..IRNB. events.white.basis
..IRNB. events.white.lap
..I..B. finish
.....B. finish.lanes
.....B. finish.lanes_known
.....B. finish.loop_error
.....B. finish.note
..I.... finish.outline
..I..B. finish.resolution
.....B. finish.speed
.....B. finish.speed_basis
.....B. finish.speed_of
AFIRNB. header
AFIRNB. header.cars
A..R... header.classes
A..R... header.classes.name
A..R... header.classes.short
AF.RNB. header.date
AFIR... header.discipline
....NB. header.facts
.....B. header.facts.car
....NB. header.facts.label
....NB. header.facts.text
AFIRNB. header.known
A..R... header.known.drivers
..I..B. header.known.finish
AFIRNB. header.known.flags
.FIRNB. header.known.grid
...R... header.known.incidents
AFIRNB. header.known.laps
AFIRNB. header.known.leaders
...R.B. header.known.penalties
.FIRNB. header.known.retirements
AF..... header.known.stop_lengths
AFIRNB. header.known.stops
.F..... header.known.tyres
AFIRNB. header.name
.F...B. header.round
.F..NB. header.scheduled_laps
.F.R... header.season
AFIRNB. header.series
.FIR... header.series_short
AFIRNB. header.short
AFIRNB. header.sources
AFIRNB. header.sources.of
AFIRNB. header.sources.text
....NB. header.stages
....NB. header.stages.ends
....NB. header.stages.number
.F..... header.start
.F..... header.time_limit
AF..... header.time_of_day
.F.RNB. header.track
.F.R... header.track.course
....NB. header.track.length
.F.RNB. header.track.name
.....B. header.track.shape
.F..NB. header.track.short
AFIRNB. laps
AFIRNB. laps.car
AFIRNB. laps.crossings
...R... laps.incidents
AFIRNB. laps.known
AFIRNB. laps.known.crossing
AFIRNB. laps.known.lap
AFIRNB. laps.known.lap_time
AFIRNB. laps.known.place
AFIRNB. official
....NB. official.average_speed
....NB. official.caution_laps
....NB. official.cautions
...R... official.classes
...R... official.classes.order
...R... official.classes.race_class
.....B. official.explanations
.....B. official.explanations.pairs
.....B. official.explanations.pairs.of
.....B. official.explanations.pairs.ours
.....B. official.explanations.pairs.published
.....B. official.explanations.reason
.....B. official.explanations.rule
.....B. official.facts
.....B. official.facts.brief
.....B. official.facts.car
.....B. official.facts.kind
.....B. official.facts.label
.....B. official.facts.otherwise
.....B. official.facts.otherwise_source
.....B. official.facts.source
.....B. official.facts.text
AFIRNB. official.laps
....NB. official.lead
....NB. official.lead.car
....NB. official.lead.first
....NB. official.lead.last
....NB. official.lead_changes
....NB. official.leaders
AF..NB. official.margin
.....B. official.orders
.....B. official.orders.exact
.....B. official.orders.gaps
.....B. official.orders.lap
.....B. official.orders.order
AFI.NB. official.race_time
AFIRNB. official.results
....NB. official.results.average_place
AFI..B. official.results.best_lap
AFI..B. official.results.best_lap_number
AFIRNB. official.results.car
AFI..B. official.results.elapsed
AFIRNB. official.results.gap
AFIRNB. official.results.laps
.....B. official.results.last_lap
..IRNB. official.results.led
.F..NB. official.results.points
AFIRNB. official.results.position
AFIRNB. official.results.status
..I.... official.results.stops
....NB. official.results.times_led
....NB. official.stages
....NB. official.stages.number
....NB. official.stages.order
....NB. official.stages.points
.....B. official.standing
.....B. official.standing.behind
.....B. official.standing.car
.....B. official.standing.driver
.....B. official.standing.otherwise
.....B. official.standing.otherwise_source
.....B. official.standing.points
.....B. official.standing.position
.....B. official.standing.source
.....B. official.standing.top_fives
.....B. official.standing.top_tens
.....B. official.standing.wins
.F..... official.stopped
.....B. remarks
.....B. remarks.car
.....B. remarks.lap
.....B. remarks.on
.....B. remarks.text
AFIRNB. replay
AFIRNB. stops
AFIRNB. stops.car
.F..... stops.compound
A..R... stops.driver
.F..NB. stops.entry
.F..NB. stops.exit
AFIRNB. stops.lap
.F..NB. stops.left
AF..... stops.length
.F..... stops.length_basis
.F..... stops.tyre_age
.F..NB. stops.tyres
.F..... stops.under_red
"""
"""The letters of who can fill it, and a field as `filled_fields` names it."""


def filled_by(field: str) -> frozenset[str]:
    """Return the sources that can fill a field, named as `filled_fields` does."""
    letters = _letters_by_field().get(field, "")
    return frozenset(source for source, letter in LETTERS.items() if letter in letters)


def known_table() -> str:
    """Return the table, as `filled_table` writes it."""
    return _TABLE.lstrip()


@cache
def _letters_by_field() -> dict[str, str]:
    rows = (line.split(" ") for line in known_table().splitlines())
    return {name: letters for letters, name in rows}
