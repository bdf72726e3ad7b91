"""The ribbon of Kansas 2024 at any lap, from its published leaders and cautions."""

from replay.race.state import NeutralSpan, Ribbon, Stint

_LEADERS = """
1-1 20, 2-32 1, 33-35 20, 36-41 16, 42-43 1, 44-44 5, 45-50 1, 51-62 5, 63-64 11, 65-65 5,
66-83 11, 84-87 1, 88-88 20, 89-118 5, 119-125 45, 126-168 17, 169-183 5, 184-197 8, 198-201 5,
202-205 38, 206-207 11, 208-214 17, 215-227 11, 228-228 17, 229-262 11, 263-263 6, 264-265 11,
266-267 17, 268-268 5
"""
_CAUTIONS = "81-87 166-172 176-182 185-189 192-196 198-204 261-265"


def _span(text: str) -> tuple[int, int]:
    first, last = text.split("-")
    return int(first), int(last)


def _stint(text: str) -> Stint:
    laps, car = text.split()
    return Stint(*_span(laps), car)


LEADERS = tuple(_stint(part) for part in _LEADERS.replace("\n", " ").split(","))
CAUTIONS = tuple(
    NeutralSpan(*_span(part), "bunch", n) for n, part in enumerate(_CAUTIONS.split(), 1)
)


def kansas(lap: int, scheduled: int = 267) -> Ribbon:
    """What is known when the leader has completed `lap` laps."""
    return Ribbon(
        scheduled=scheduled,
        lap=lap,
        stints=tuple(Stint(s.first, min(s.last, lap), s.car) for s in LEADERS if s.first <= lap),
        stage_ends=(80, 165, 267),
        neutralised=tuple(
            NeutralSpan(y.first, min(y.last, lap + 1), "bunch", y.number)
            for y in CAUTIONS
            if y.first <= lap + 1
        ),
    )
