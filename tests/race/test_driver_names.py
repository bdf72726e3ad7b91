from replay.race.driver_names import car_names, short_names, three_letters
from replay.race.model import Driver, Entry


def named(*drivers: Driver) -> list[str]:
    """The short names of a field, each driver in a car of his own."""
    field = [Entry(car=str(n), drivers=(one,)) for n, one in enumerate(drivers, 1)]
    return list(short_names(field).values())


def driver(first: str, last: str, **more: object) -> Driver:
    return Driver(first=first, last=last, **more)  # type: ignore[arg-type]


def test_a_surname_that_two_share_has_an_initial_always() -> None:
    field = [driver("Laurens", "Vanthoor"), driver("Kévin", "Estre"), driver("Dries", "Vanthoor")]
    assert named(*field) == ["L. Vanthoor", "Estre", "D. Vanthoor"]


def test_an_initial_has_as_many_letters_as_tell_two_apart() -> None:
    assert named(driver("Kyle", "Busch"), driver("Kurt", "Busch")) == ["Ky. Busch", "Ku. Busch"]
    assert named(driver("Al", "Unser"), driver("Alan", "Unser")) == ["Al Unser", "Ala. Unser"]


def test_one_driver_who_is_entered_twice_is_no_other() -> None:
    sato = driver("Takuma", "Sato")
    field = [Entry(car="1", drivers=(sato,)), Entry(car="2", drivers=(sato,))]
    assert car_names(field) == {"1": "Sato", "2": "Sato"}


def test_what_the_file_has_for_a_name_comes_first() -> None:
    busch = driver("Kyle", "Busch", short="Rowdy")
    assert named(busch, driver("Kurt", "Busch")) == ["Rowdy", "Ku. Busch"]


def test_a_surname_said_first_has_its_initial_behind() -> None:
    zhou = driver("Guanyu", "Zhou", surname_first=True)
    assert named(zhou, driver("Yi", "Zhou")) == ["Zhou G.", "Y. Zhou"]


def test_a_name_from_right_to_left_is_left_to_the_number() -> None:
    harthy = driver("أحمد", "الحارثي")
    assert named(harthy) == [""]
    assert named(driver("أحمد", "الحارثي", short="Al Harthy")) == ["Al Harthy"]
    assert car_names([Entry(car="46", drivers=(harthy,)), Entry(car="5")]) == {"46": "", "5": ""}


def test_three_letters_are_the_code_or_those_of_the_surname() -> None:
    assert three_letters(driver("Max", "Verstappen", code="VES"), {}) == "VES"
    assert three_letters(driver("Nyck", "de Vries"), {}) == "DEV"
    assert three_letters(driver("Yifei", "Ye"), {}) == "YE"
