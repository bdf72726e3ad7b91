import pytest

from replay.race.car_named import car_named
from replay.race.model import Driver, Entry


def entry(car: str, *drivers: Driver) -> Entry:
    return Entry(car=car, drivers=drivers)


FIELD = (
    entry("33", Driver(first="Max", last="Verstappen", code="VER")),
    entry("11", Driver(first="Sergio", last="Pérez", code="PER")),
    entry("6", Driver(first="Laurens", last="Vanthoor"), Driver(first="Kévin", last="Estre")),
    entry("15", Driver(first="Dries", last="Vanthoor")),
    entry("47", Driver(first="Mick", last="Schumacher", code="MSC")),
    entry("7", Driver(first="Michael", last="Schumacher", code="MSC")),
)


@pytest.mark.parametrize(
    ("words", "car"),
    [
        ("ver", "33"),
        ("VER", "33"),
        ("33", "33"),
        ("#33", "33"),
        ("car 33", "33"),
        ("perez", "11"),
        ("Pérez", "11"),
        ("estre", "6"),
    ],
)
def test_a_car_is_named_by_its_number_its_code_or_a_surname(words: str, car: str) -> None:
    assert car_named(words, FIELD) == car


@pytest.mark.parametrize("words", ["vanthoor", "msc", "schumacher", "99", "", "max", "lap 33"])
def test_what_names_no_car_or_two_names_none(words: str) -> None:
    assert car_named(words, FIELD) is None
