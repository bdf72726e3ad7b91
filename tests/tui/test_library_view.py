"""What is seen of a library while heads are folded and words are typed: no app is needed."""

from hypothesis import given
from hypothesis import strategies as st
from tests.tui.libraries import CUP, listed, mixed, season

from replay.race.library import LibraryRace, library_of
from replay.tui.picker.library_lines import CANNOT_BE_READ, Head, Line, UnreadableFile, head_above
from replay.tui.picker.library_view import LibraryView

VIEW = LibraryView(library_of(mixed()))


def told(view: LibraryView) -> list[str]:
    """The lines: heads as they are drawn, races and files by name."""
    found = []
    for line in view.lines:
        if isinstance(line, Head):
            sign = "-" if line.open else "+"
            indent = "  " if line.season is not None else ""
            found.append(f"{indent}{sign} {line.season or line.series} {line.races}")
        else:
            found.append(f"    {line.info.name}")
    return found


def the_line(view: LibraryView, name: str) -> Line:
    return next(
        line
        for line in view.lines
        if name == ((line.season or line.series) if isinstance(line, Head) else line.info.name)
    )


def head(view: LibraryView, name: str) -> Head:
    line = the_line(view, name)
    assert isinstance(line, Head)
    return line


def test_a_series_of_many_races_shows_its_seasons_shut_and_one_of_few_its_races() -> None:
    assert told(VIEW) == [
        "- Formula 1 27",
        "  + 2022 9",
        "  + 2021 9",
        "  + 1998 9",
        "- IMSA 1",
        "    lime-rock-2023",
        "- Indy Lights 1",
        "    freedom-100-2013",
        "- iRacing 1",
        "    saudi",
        "- NASCAR Cup 1",
        "    kansas-2024",
        "- WEC 1",
        "    le-mans-2024",
        "- スーパーフォーミュラ 1",
        "    suzuka",
        "-  2",
        "    broken",
        "    newer",
    ]


def test_twelve_races_are_few_and_thirteen_are_many() -> None:
    twelve = [*season(2021), *season(2022, 3)]
    assert len(LibraryView(library_of(twelve)).lines) == 13
    thirteen = LibraryView(library_of([*twelve, *season(1998, 1)]))
    assert told(thirteen) == ["- Formula 1 13", "  + 2022 3", "  + 2021 9", "  + 1998 1"]


def test_a_season_that_is_opened_shows_its_races_newest_first() -> None:
    view = VIEW.turn(head(VIEW, "2021"), True)
    assert told(view)[1:6] == [
        "  + 2022 9",
        "  - 2021 9",
        "    f1-2021-0",
        "    f1-2021-1",
        "    f1-2021-2",
    ]
    assert told(view.turn(head(view, "2021"), False)) == told(VIEW)


def test_a_series_that_is_shut_and_opened_again_has_its_seasons_as_they_were() -> None:
    view = VIEW.turn(head(VIEW, "2021"), True)
    shut = view.turn(head(view, "Formula 1"), False)
    assert told(shut)[:2] == ["+ Formula 1 27", "- IMSA 1"]
    assert told(shut.turn(head(shut, "Formula 1"), True)) == told(view)


def test_in_a_search_heads_of_series_stay_and_nothing_is_folded() -> None:
    view = VIEW.search("monza 20", None)
    assert told(view) == ["- Formula 1 2", "    f1-2022-8", "    f1-2021-8"]
    shut = view.turn(head(view, "Formula 1"), False)
    assert told(shut) == ["+ Formula 1 2"]
    assert told(shut.search("monza 202", None)) == told(view)


def test_a_search_forgets_no_fold() -> None:
    view = VIEW.turn(head(VIEW, "WEC"), False)
    assert told(view.search("le mans", None)) == ["- WEC 1", "    le-mans-2024"]
    assert told(view.search("le mans", None).search("", None)) == told(view)


def test_a_race_that_was_found_stays_in_sight_when_the_search_is_cleared() -> None:
    found = VIEW.search("monza 1998", None)
    race = the_line(found, "f1-1998-8")
    cleared = found.search("", race)
    assert "  - 1998 9" in told(cleared)
    assert cleared.lines[cleared.place_of(race)] is race


def test_blanks_before_the_first_letter_are_nothing_typed() -> None:
    assert VIEW.search("  ", None) is VIEW
    assert VIEW.search(" wec", None).typed == "wec"


def test_the_cursor_goes_to_the_first_race_where_what_was_chosen_has_gone() -> None:
    suzuka = the_line(VIEW, "suzuka")
    found = VIEW.search("kansas", suzuka)
    assert found.place_of(suzuka) == 1
    assert VIEW.place_of(None) == 5
    assert LibraryView(library_of(season(2021) + season(2022))).place_of(None) == 0


def test_the_head_over_a_race_is_its_seasons_and_over_a_season_its_series() -> None:
    view = VIEW.turn(head(VIEW, "2021"), True)
    lines = view.lines
    assert lines[head_above(lines, view.place_of(the_line(view, "f1-2021-3")))] == lines[2]
    assert head_above(lines, 2) == 0
    assert head_above(lines, 0) == 0
    assert lines[head_above(lines, len(lines) - 1)] == head(view, "")


def test_a_file_that_cannot_be_read_tells_why_without_its_path() -> None:
    broken, newer = (line for line in VIEW.lines if isinstance(line, UnreadableFile))
    assert broken.reason == "Input data was truncated"
    assert newer.reason.startswith("written in version 2 ")


def test_the_races_under_a_head_are_counted_shut_or_open() -> None:
    assert len(VIEW.races_under(head(VIEW, "Formula 1"))) == 27
    assert len(VIEW.races_under(head(VIEW, "1998"))) == 9
    assert VIEW.races_under(the_line(VIEW, "suzuka")) == ()
    found = VIEW.search("monza", None)
    assert len(found.races_under(head(found, "Formula 1"))) == 3


acts = st.lists(st.one_of(st.integers(0, 30), st.text("2kmsf ", max_size=4)), max_size=8)


@given(acts)
def test_whatever_is_typed_and_folded_every_head_counts_what_can_be_opened_below_it(
    acts: list[int | str],
) -> None:
    view = VIEW
    for act in acts:
        chosen = view.lines[view.place_of(None)] if view.lines else None
        if isinstance(act, str):
            view = view.search(act, chosen)
        elif view.lines and isinstance(line := view.lines[act % len(view.lines)], Head):
            view = view.turn(line, not line.open)
    for line in view.lines:
        if not isinstance(line, Head) or line.open:
            continue
        before = len(view.lines)
        opened = view.turn(line, True)
        assert len(opened.lines) > before
        assert opened.turn(head_of(opened, line), False).lines == view.lines
    races = [line for line in view.lines if isinstance(line, LibraryRace)]
    assert {id(race) for race in races} <= {id(race) for race in view.found.races}
    heads = [line for line in view.lines if isinstance(line, Head) and line.season is None]
    counted = sum(line.races for line in heads if line.key != CANNOT_BE_READ)
    assert counted == len(view.found.races)


def head_of(view: LibraryView, head: Head) -> Head:
    return next(it for it in view.lines if isinstance(it, Head) and it.key == head.key)


def test_a_library_of_one_race_shows_it() -> None:
    assert told(LibraryView(library_of([listed("kansas-2024", CUP)]))) == [
        "- NASCAR Cup 1",
        "    kansas-2024",
    ]
