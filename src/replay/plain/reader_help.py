"""What can be typed while a race is read line by line."""

HELP: tuple[str, ...] = (
    "lap 200, 2:31:07, caution 3, stage 2, grid, finish: go there, if past or scheduled",
    "+5, -5: so many laps on, or back",
    "enter, or next: the next line",
    "next caution, next lead, next stop, next stage, next restart, next lap, next mark, next 5: "
    "go on to the next one, or to what happens to a car",
    "previous caution and the like: go back to the last one",
    "back: to where you were before the last jump; back 5: five laps back",
    "read, read 30, read lap 200, read all: read lines on",
    "play, play 8: let the time run at this rate; enter stops it",
    "now: where the race stands",
    "where 5: where a car is; a number or a surname names it",
    "card 17: all that is known of a car; stops 17: its stops; cars: all cars",
    "order, order 10: the running order",
    "leaders: who led which laps; stages: their orders and points; flag: the flag and last caution",
    "log, log 30: the last lines",
    "race: what was known before the start; sources: where it comes from",
    "summary, after, official: the result, what was published, the official result; once it stands",
    "detail low, middle, high: how much is told",
    "quit: leave",
)
"""One line for each thing, or group of things, that can be typed."""
