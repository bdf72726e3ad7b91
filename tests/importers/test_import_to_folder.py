"""`replay import … -o FOLDER`: every race that fits to a file of its own."""

import os
import pty
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from tests.importers.f1.grids import ENDS, fastf1, rows
from tests.importers.indycar.records import flag_table, small_race, text_of
from tests.importers.nascar.feeds import three_cars, weekend, write

from replay import racefile
from replay.cli import main
from replay.cli.import_names import FileNames
from replay.cli.output_folder import is_folder
from replay.race.model import Header, Known

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"

Output = pytest.CaptureFixture[str]


def race(folder: Path, name: str, **changes: Any) -> Path:
    """A folder with the feeds of a race."""
    return write(folder / name, a=three_cars(), b=weekend(race_name=name, **changes))


@pytest.fixture(name="season")
def season_folder(tmp_path: Path) -> Path:
    """Three races, of which one has no laps."""
    folder = tmp_path / "season"
    race(folder, "Spring 150")
    race(folder, "Autumn 150", race_date="2022-10-02T00:00:00")
    write(folder / "lapless", a=weekend(race_name="Empty 150"))
    return folder


def said(capsys: Output) -> list[str]:
    out, err = capsys.readouterr()
    assert out == ""
    return [line.removeprefix("replay: ") for line in err.splitlines()]


def test_every_race_goes_to_a_file_of_its_own_and_one_refused_is_told(
    season: Path, tmp_path: Path, capsys: Output
) -> None:
    into = tmp_path / "races"
    into.mkdir()
    assert main(["import", str(season), "-o", str(into)]) == 2
    names = sorted(path.name for path in into.iterdir())
    assert names == ["2021-spring-150.json", "2022-autumn-150.json"]
    assert racefile.load(into / names[0]).header.name == "Spring 150"
    lines = said(capsys)
    refused = [line for line in lines if line.startswith("refused: ")]
    assert len(refused) == 1
    assert "Empty 150" in refused[0]
    assert "no laps of any car" in refused[0]
    assert lines[-1] == f"2 races written to {into}, 1 refused"


def test_files_that_cannot_be_put_together_are_told_and_other_races_go_on(
    season: Path, tmp_path: Path, capsys: Output
) -> None:
    """A table of flags between two races of IndyCar, and a file that nobody knows."""
    indy = tmp_path / "indy"
    indy.mkdir()
    for name in ("a", "b"):
        (indy / name).write_text(text_of(small_race()))
    (indy / "flags").write_text(flag_table())
    odd = tmp_path / "odd.txt"
    odd.write_text("hello")
    into = tmp_path / "races"
    assert main(["import", str(season), str(indy), str(odd), "-o", f"{into}/"]) == 2
    assert len(list(into.iterdir())) == 2
    lines = said(capsys)
    assert f"refused: {odd}: not recognised by its content" in lines[0]
    assert f"refused: {indy / 'flags'}: flags of which race?" in lines[1]
    assert lines[-1] == f"2 races written to {into}, 3 refused"


def test_a_path_that_ends_as_a_folder_is_made_one(
    season: Path, tmp_path: Path, capsys: Output
) -> None:
    into = tmp_path / "new" / "races"
    words = ["import", "nascar", str(season), "--select", "150 autumn", "-o", f"{into}/"]
    assert main(words) == 0
    assert [path.name for path in into.iterdir()] == ["2022-autumn-150.json"]
    assert said(capsys)[-1] == f"1 race written to {into}"


def test_races_that_nothing_fits_are_listed(season: Path, tmp_path: Path, capsys: Output) -> None:
    into = tmp_path / "none"
    assert main(["import", str(season), "--select", "1999", "-o", f"{into}/"]) == 2
    lines = said(capsys)
    assert len(lines) == 4
    assert lines[-1] == "0 races fit `--select 1999`, listed above"
    assert not into.exists()


def test_files_that_are_there_are_replaced_whole_or_stay(
    season: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = tmp_path / "races"
    into.mkdir()
    (into / "2021-spring-150.json").write_text("before")
    (into / "other.json").write_text("other")
    words = ["import", str(season), "--select", "150 spring", "-o", str(into)]

    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        assert main(words) == 2
    assert (into / "2021-spring-150.json").read_text() == "before"
    assert said(capsys)[-1].endswith("no space left on device")
    assert main(words) == 0
    assert racefile.load(into / "2021-spring-150.json").header.name == "Spring 150"
    assert sorted(path.name for path in into.iterdir()) == ["2021-spring-150.json", "other.json"]
    capsys.readouterr()


def test_facts_go_into_each_race_and_a_race_without_a_car_of_theirs_is_refused(
    tmp_path: Path, capsys: Output
) -> None:
    folder = tmp_path / "season"
    race(folder, "Spring 150")
    other = three_cars()
    other["laps"][2]["Number"] = "8"
    write(folder / "other", a=other)
    facts = tmp_path / "facts.toml"
    facts.write_text('[teams]\n9 = "Nine Racing"\nsource = "an entry list"\n')
    into = tmp_path / "races"
    assert main(["import", str(folder), "--with", str(facts), "-o", f"{into}/"]) == 2
    found = racefile.load(into / "2021-spring-150.json")
    assert [entry.team for entry in found.entries if entry.car == "9"] == ["Nine Racing"]
    refused = [line for line in said(capsys) if line.startswith("refused: ")]
    assert len(refused) == 1
    assert "facts.toml, line 2: `teams`: no car 9 in this race" in refused[0]


def test_a_file_where_a_folder_is_meant_is_refused(
    season: Path, tmp_path: Path, capsys: Output
) -> None:
    (tmp_path / "file").write_text("before")
    assert main(["import", str(season), "-o", f"{tmp_path / 'file'}/"]) == 2
    assert said(capsys) == [f"{tmp_path / 'file'}: file exists"]


def test_a_folder_is_not_made_for_races_of_which_none_is_written(
    season: Path, tmp_path: Path, capsys: Output
) -> None:
    into = tmp_path / "none"
    assert main(["import", str(season / "lapless"), "-o", f"{into}/"]) == 2
    assert said(capsys)[-1] == f"0 races written to {into}, 1 refused"
    assert not into.exists()


def test_a_race_in_a_folder_never_takes_the_place_of_laps(tmp_path: Path, capsys: Output) -> None:
    folder = race(tmp_path / "season", "Spring 150")
    laps = tmp_path / "races" / "2021-spring-150.json"
    laps.parent.mkdir()
    laps.write_text(text_of(small_race()))
    assert main(["import", str(folder), "-o", str(laps.parent)]) == 2
    assert said(capsys)[-1] == f"{laps}: is a file of indycar: -o would write over it"
    assert laps.read_text() == text_of(small_race())


def laps_of_fastf1(path: Path, slower: float = 1.0, **columns: Any) -> Path:
    """A race of FastF1, which names no season; of another season it takes longer."""
    ends = {code: [end * slower for end in times] for code, times in ENDS.items()}
    path.write_text(fastf1(rows(ends, EventName="Harbour Grand Prix", RoundNumber="3", **columns)))
    return path


def test_two_seasons_of_a_source_that_names_none_go_to_two_files(
    tmp_path: Path, capsys: Output
) -> None:
    seasons = [laps_of_fastf1(tmp_path / f"{at}.csv", 1 + at / 10) for at in range(2)]
    into = tmp_path / "races"
    for _ in range(2):
        assert main(["import", "f1", *map(str, seasons), "-o", f"{into}/"]) == 0
        files = sorted(into.iterdir())
        assert [path.name for path in files] == [
            "03-harbour-grand-prix-2.json",
            "03-harbour-grand-prix.json",
        ]
        ends = [max(car.crossings[-1] for car in racefile.load(path).laps) for path in files]
        assert ends == [463 * 11_000, 463 * 10_000]
    assert said(capsys)[-1] == f"2 races written to {into}"


def test_a_file_of_another_race_of_that_name_stays_and_the_race_is_refused(
    tmp_path: Path, capsys: Output
) -> None:
    into = tmp_path / "races"
    first = laps_of_fastf1(tmp_path / "2021.csv")
    assert main(["import", str(first), "-o", f"{into}/"]) == 0
    before = (into / "03-harbour-grand-prix.json").read_bytes()
    other = laps_of_fastf1(tmp_path / "2024.csv", 1.1)
    capsys.readouterr()
    assert main(["import", str(other), "-o", f"{into}/"]) == 2
    lines = said(capsys)
    held = f"{into / '03-harbour-grand-prix.json'}: holds another race"
    assert [held in line for line in lines if line.startswith("refused: ")] == [True]
    assert lines[-1] == f"0 races written to {into}, 1 refused"
    assert [path.read_bytes() for path in into.iterdir()] == [before]

    facts = tmp_path / "facts.toml"
    facts.write_text('[race]\nseason = "2024"\nsource = "a calendar"\n')
    assert main(["import", str(other), "--with", str(facts), "-o", f"{into}/"]) == 0
    assert (into / "2024-03-harbour-grand-prix.json").exists()


def test_the_same_race_with_more_known_of_it_replaces_its_file(
    tmp_path: Path, capsys: Output
) -> None:
    into = tmp_path / "races"
    csv = laps_of_fastf1(tmp_path / "laps.csv")
    assert main(["import", str(csv), "-o", f"{into}/"]) == 0
    facts = tmp_path / "facts.toml"
    facts.write_text('[race]\ndate = "2024-05-26"\nsource = "a calendar"\n')
    laps_of_fastf1(csv, Compound="HARD")
    assert main(["import", str(csv), "-o", f"{into}/"]) == 0
    assert [path.name for path in into.iterdir()] == ["03-harbour-grand-prix.json"]
    capsys.readouterr()


def test_one_race_at_a_time_is_held_whatever_their_number(tmp_path: Path, capsys: Output) -> None:
    def peak(count: int) -> int:
        folder = tmp_path / f"season{count}"
        for number in range(count):
            race(folder, f"Race {number}")
        into = tmp_path / f"races{count}"
        tracemalloc.start()
        try:
            assert main(["import", str(folder), "-o", f"{into}/"]) == 0
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(2)  # what is loaded once
    few, many = peak(3), peak(30)
    capsys.readouterr()
    assert many < few + 30 * 20_000


@pytest.mark.parametrize(
    ("source", "sample", "count"),
    [
        ("f1", "f1/fastf1/transformed_grand_prix_laps_2021.csv", 6),
        ("indycar", "indycar", 1),
        ("iracing", "iracing", 1),
    ],
)
def test_real_races_are_imported_in_bounded_memory(
    tmp_path: Path, source: str, sample: str, count: int
) -> None:
    """Run apart, so that the memory measured is that of the command alone."""
    laps = SAMPLES / sample
    if not laps.exists():
        pytest.skip(f"no sample {sample} beside the checkout")
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell the peak of a process")
    into = tmp_path / "races"
    words = ["import", source, str(laps), "-o", f"{into}/"]
    # What getrusage tells begins with the memory of the process that started this one.
    program = (
        "import sys; from pathlib import Path; from replay.cli import main; "
        "code = main(sys.argv[1:]); "
        "told = dict(line.split(':', 1) for line in Path('/proc/self/status').open()); "
        "print(code, int(told['VmHWM'].split()[0]) // 1024)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True
    )
    code, megabytes = map(int, run.stdout.split())
    written = sorted(into.iterdir())
    assert len(written) >= count
    races = f"{len(written)} race{'s' * (len(written) > 1)}"
    assert run.stderr.splitlines()[-1].startswith(f"replay: {races} written to ")
    assert code == (2 if "refused: " in run.stderr else 0)
    assert megabytes < 150
    assert all(racefile.load(path).has_laps for path in written)


# -- the bar


def test_no_bar_is_drawn_where_standard_error_is_no_terminal(
    season: Path, tmp_path: Path, capsys: Output
) -> None:
    main(["import", str(season), "-o", f"{tmp_path / 'races'}/"])
    assert "importing" not in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_bar_shows_on_a_terminal_how_far_it_is_and_notes_follow_it(
    season: Path, tmp_path: Path
) -> None:
    master, slave = pty.openpty()
    words = ["-m", "replay", "import", str(season), "-o", f"{tmp_path / 'races'}/"]
    with subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, stderr=slave) as run:
        assert run.stdout is not None
        assert run.stdout.read() == b""
    os.close(slave)
    shown = b""
    while True:
        try:
            part = os.read(master, 65_536)
        except OSError:  # how the end of a closed terminal reads
            break
        if not part:
            break
        shown += part
    os.close(master)
    text = shown.decode()
    assert "importing" in text
    assert "3/3" in text
    assert text.index("3/3") < text.index("refused: ") < text.index("2 races written")


# -- names


def header(name: str, **changes: Any) -> Header:
    fields: dict[str, Any] = {"name": name, "short": "x", "series": "x", "cars": 1}
    return Header(**(fields | {"known": Known()} | changes))


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (header("Monaco Grand Prix", season="2024", round="8 of 24"), "2024-08-monaco-grand-prix"),
        (header("São Paulo", season="2018–19", round="race 10"), "2018-19-10-sao-paulo"),
        (header("A/B: ../c \\ \t d", date="2021-06-05"), "2021-a-b-c-d"),
        (header("500 km 日本"), "500-km-日本"),
        (header("…"), "race"),
        (header("x" * 80, season="2024"), "2024-" + "x" * 55),
    ],
)
def test_a_name_is_made_of_season_round_and_name_and_is_safe(given: Header, name: str) -> None:
    assert FileNames().of(given) == f"{name}.json"


def test_no_two_names_are_alike() -> None:
    names = FileNames()
    found = [names.of(header(name)) for name in ("Race", "race", "Race 2", "race")]
    assert found == ["race.json", "race-2.json", "race-2-2.json", "race-3.json"]


def test_a_folder_is_told_from_a_file_by_what_is_there_or_how_it_ends(tmp_path: Path) -> None:
    assert is_folder(str(tmp_path))
    assert is_folder("nowhere/")
    assert not is_folder("nowhere")
