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
AFIRNBW entries
AF.R... entries.begins
AFIRNB. entries.car
.F..... entries.compound
....NB. entries.crew_chief
AF.RNBW entries.drivers
AF..... entries.drivers.code
AF.RNBW entries.drivers.first
AF.RNBW entries.drivers.last
AF.RNBW entries.drivers.short
....NB. entries.eligible
.FIRNBW entries.grid
.....BW entries.livery
.....BW entries.livery.ink
.....BW entries.livery.paint
.....BW entries.livery.second
A..RNBW entries.make
.....B. entries.qualifying
.....B. entries.qualifying_speed
A..R... entries.race_class
....NB. entries.sponsor
A..R... entries.starts
AF.RNBW entries.team
.F..... entries.tyre_age
AFIRNBW events
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
AF....W events.flag.neutralises
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
.F..N.. events.red.stopped
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
..I..BW finish
......W finish.car_length
.....BW finish.lanes
.....BW finish.lanes_known
.....BW finish.loop_error
.....BW finish.note
..I...W finish.outline
..I..BW finish.resolution
.....BW finish.speed
.....BW finish.speed_basis
.....BW finish.speed_of
AFIRNBW header
......W header.abreast
AFIRNB. header.cars
A..R..W header.classes
A..R... header.classes.name
A..R..W header.classes.short
AF.RNBW header.date
AFIR... header.discipline
....NBW header.facts
.....B. header.facts.car
....NBW header.facts.label
....NBW header.facts.text
AFIRNBW header.known
A..R... header.known.drivers
..I..BW header.known.finish
AFIRNB. header.known.flags
.FIRNBW header.known.grid
...R... header.known.incidents
AFIRNB. header.known.laps
AFIRNB. header.known.leaders
...R.B. header.known.penalties
.FIRNB. header.known.retirements
AF..... header.known.stop_lengths
AFIRNB. header.known.stops
.F..... header.known.tyres
AFIRNBW header.name
......W header.night
......W header.night.begins
......W header.night.ends
.F...BW header.round
.F..NBW header.scheduled_laps
......W header.scheduled_time
.F.R..W header.season
AFIRNBW header.series
.FIR..W header.series_short
AFIRNBW header.short
AFIRNBW header.sources
AFIRNBW header.sources.of
AFIRNBW header.sources.text
....NBW header.stages
....NBW header.stages.ends
....NBW header.stages.number
.F....W header.start
.F..... header.time_limit
AF....W header.time_of_day
.F.RNBW header.track
.F.R..W header.track.course
....NBW header.track.length
.F.RNBW header.track.name
.....BW header.track.shape
.F..NBW header.track.short
AFIRNB. laps
AFIRNB. laps.car
AFIRNB. laps.crossings
...R... laps.incidents
AFIRNB. laps.known
AFIRNB. laps.known.crossing
AFIRNB. laps.known.lap
AFIRNB. laps.known.lap_time
AFIRNB. laps.known.place
AFIRNBW official
....NBW official.average_speed
....NBW official.caution_laps
....NBW official.cautions
...R..W official.classes
...R..W official.classes.order
...R..W official.classes.race_class
.F..NB. official.explanations
.F..NB. official.explanations.pairs
.F..NB. official.explanations.pairs.of
.F..NB. official.explanations.pairs.ours
.F..NB. official.explanations.pairs.published
.F..NB. official.explanations.reason
.F..NB. official.explanations.rule
.....BW official.facts
.....BW official.facts.brief
.....BW official.facts.car
.....BW official.facts.kind
.....BW official.facts.label
.....BW official.facts.otherwise
.....BW official.facts.otherwise_source
.....BW official.facts.source
.....BW official.facts.text
AFIRNBW official.laps
....NB. official.lead
....NB. official.lead.car
....NB. official.lead.first
....NB. official.lead.last
....NBW official.lead_changes
....NBW official.leaders
AF..NBW official.margin
.....B. official.orders
.....B. official.orders.exact
.....B. official.orders.gaps
.....B. official.orders.lap
.....B. official.orders.order
AFI.NBW official.race_time
AFIRNBW official.results
....NB. official.results.average_place
AFI..B. official.results.best_lap
AFI..B. official.results.best_lap_number
AFIRNBW official.results.car
AFI..B. official.results.elapsed
AFIRNB. official.results.gap
AFIRNBW official.results.laps
.....B. official.results.last_lap
..IRNB. official.results.led
.F..NB. official.results.points
AFIRNBW official.results.position
AFIRNB. official.results.status
..I.... official.results.stops
....NB. official.results.times_led
....NB. official.stages
....NB. official.stages.number
....NB. official.stages.order
....NB. official.stages.points
.....BW official.standing
.....BW official.standing.behind
.....BW official.standing.car
.....BW official.standing.driver
.....BW official.standing.otherwise
.....BW official.standing.otherwise_source
.....BW official.standing.points
.....BW official.standing.position
.....BW official.standing.source
.....BW official.standing.top_fives
.....BW official.standing.top_tens
.....BW official.standing.wins
.F....W official.stopped
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
