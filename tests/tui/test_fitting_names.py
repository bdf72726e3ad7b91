"""How names and teams fit in cells: the ladder, tags, wide signs, and names from right to left."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from replay.race.model import Driver, Entry
from replay.tui.drawing.names import Names
from replay.tui.drawing.wrapping import whole_words


def field(*drivers: Driver) -> Names:
    """The names of a field, each driver in a car of his own: 1, 2, ..."""
    return Names([Entry(car=str(n), drivers=(one,)) for n, one in enumerate(drivers, 1)])


def ladder(names: Names, car: str = "1", *, short: bool = False) -> list[str]:
    """All the forms of a name, the fullest first."""
    return ["".join(form) for form in names.forms(car, short=short)]


def test_a_name_steps_down_to_the_first_word_and_an_initial() -> None:
    names = field(Driver(first="David", last="Heinemeier Hansson", short="Heinemeier"))
    assert ladder(names) == [
        "David Heinemeier Hansson", "Heinemeier", "Heinemeier Hansson", "Heinemeier H.",
    ]  # fmt: skip
    plain = field(Driver(first="David", last="Heinemeier Hansson"))
    assert ladder(plain) == [
        "David Heinemeier Hansson", "D. Heinemeier Hansson", "Heinemeier Hansson", "Heinemeier H.",
    ]  # fmt: skip
    assert "".join(plain.cut("1", 9)) == "Heinemei…"


def test_a_narrow_board_begins_with_the_short_name() -> None:
    names = field(Driver(first="Laurens", last="Vanthoor"), Driver(first="Dries", last="Vanthoor"))
    assert ladder(names) == ["Laurens Vanthoor", "L. Vanthoor", "Vanthoor"]
    assert ladder(names, short=True) == ["L. Vanthoor", "Vanthoor"]


def test_a_particle_is_no_word_to_be_called_by() -> None:
    names = field(Driver(first="Sheldon", last="van der Linde"))
    assert ladder(names) == ["Sheldon van der Linde", "S. van der Linde", "van der Linde"]


def test_wide_signs_take_two_cells() -> None:
    names = field(Driver(first="", last="周冠宇"))
    assert cell_len("".join(names.cut("1", 12))) == 6
    assert "".join(names.cut("1", 6)) == "周冠宇"
    assert cell_len("".join(names.cut("1", 5))) <= 5


def test_a_surname_said_first_stands_first_and_is_what_is_read() -> None:
    form = field(Driver(first="Guanyu", last="Zhou", surname_first=True)).forms("1")[0]
    assert (form.first, form.last, form.after) == ("", "Zhou", " Guanyu")


def test_a_name_from_right_to_left_is_the_number_unless_the_file_has_another() -> None:
    arabic = Driver(first="أحمد", last="الحارثي")
    assert ladder(field(arabic)) == ["1"]
    latin = Driver(first="أحمد", last="الحارثي", short="Al Harthy")
    assert ladder(field(latin)) == ["Al Harthy"]


def test_who_is_in_the_car_is_told_and_nobody_known_is_a_sign() -> None:
    crew = Entry(
        car="7", drivers=(Driver(first="A", last="Conway"), Driver(first="B", last="Lopez"))
    )
    names = Names([crew, Entry(car="8")])
    assert "".join(names.forms("7", 1)[0]) == "B Lopez"
    assert "".join(names.forms("7")[0]) == "Conway / Lopez"
    assert "".join(names.forms("8")[0]) == "·"


def test_a_team_loses_whole_words() -> None:
    assert whole_words("Porsche Penske Motorsport", 20) == "Porsche Penske"
    assert whole_words("Motorsport", 4) == "Motorsport"


TEXT = st.text(st.characters(categories=["L", "M", "N", "Zs"]), max_size=12)


@given(TEXT, TEXT.filter(str.strip), st.booleans(), st.integers(1, 30), st.booleans())
def test_no_name_is_wider_than_its_cell(
    first: str, last: str, turned: bool, width: int, short: bool
) -> None:
    names = field(
        Driver(first=first, last=last, surname_first=turned), Driver(first="B", last=last)
    )
    assert names.cut("1", width, short=short).cells <= width
