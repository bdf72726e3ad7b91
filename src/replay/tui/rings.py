"""The keys that open panes: each turns through the panes of its ring."""

from replay.tui.pane_entry import ring

CAR_CARD = ring("car_card", "i", "The card of the car, or shut it", "Cars", bar="card", laps=False)

AGAINST = ring(
    "against",
    "x",
    "Head to head with the followed car, or the leader; in a chart, compare the car",
    "Cars",
    bar="compare",
    action="against",
)

FIGHTS = ring("fights", "b", "The fights of now", "Cars", bar="fights")

EVENTS = ring(
    "events",
    "e",
    "What the moment has to say, the log last",
    "Cars",
    bar="events",
    laps=False,
)

TRACES = ring(
    "traces",
    "t",
    "Charts over laps: places, gap, pace",
    "Charts",
    bar="charts",
    back="T",
    closes=False,
    pairs=True,
)
