"""A table is read however its publisher writes CSV, or refused with the true reason."""

from pathlib import Path

import pytest
from tests.reconstruct.small import RESULTS, write

from replay import racefile
from replay.race.model import Caution
from replay.reconstruct import ForeignFileError, reconstruct

PLAIN = RESULTS


def quoted(text: str, between: str) -> str:
    """Every cell in quotes, as some programs write them."""
    lines = (line.split(",") for line in text.splitlines())
    return "".join(between.join(f'"{cell}"' for cell in line) + "\n" for line in lines)


def with_commas(text: str) -> str:
    """Decimal commas, and semicolons between the cells."""
    return text.replace(",", ";").replace(".", ",")


DIALECTS = {
    "semicolons": PLAIN.replace(",", ";"),
    "tabs": PLAIN.replace(",", "\t"),
    "strokes": PLAIN.replace(",", "|"),
    "decimal commas": with_commas(PLAIN),
    "decimal commas between tabs": PLAIN.replace(",", "\t").replace(".", ","),
    "sep=;": "sep=;\n" + PLAIN.replace(",", ";"),
    "SEP=; and CR LF": ("SEP=;\n" + PLAIN.replace(",", ";")).replace("\n", "\r\n"),
    "sep=, in quotes": '"sep=,"\n' + PLAIN,
    "sep= and a tab": "sep=\t\n" + PLAIN.replace(",", "\t"),
    "blanks after commas": PLAIN.replace(",", ", "),
    "quotes after blanks": quoted(PLAIN, ", "),
    "quotes and semicolons": quoted(PLAIN, ";"),
    "quoted blanks": PLAIN.replace("9,Running,,", '9,Running," ",'),
    "capitals": PLAIN.replace("pos,start,car", "Pos,START,Car"),
    "a mark of UTF-8": "\ufeff" + PLAIN,
    "empty lines": "\n\n" + PLAIN.replace("\n", "\n\n"),
    "old Macintosh": PLAIN.replace("\n", "\r"),
    "empty cells at the end": PLAIN.replace("\n", ",,\n"),
}


@pytest.mark.parametrize("written", DIALECTS)
def test_a_table_says_the_same_however_it_is_written(tmp_path: Path, written: str) -> None:
    plain = racefile.encode(reconstruct(write(tmp_path, PLAIN)))
    assert racefile.encode(reconstruct(write(tmp_path, DIALECTS[written]))) == plain


def test_a_table_with_commas_in_its_texts_is_told_from_one_between_commas(tmp_path: Path) -> None:
    cautions = "number;first_yellow_lap;last_yellow_lap;reason\n1;5;6;#07, 7 incident, turn 2\n"
    race = reconstruct(write(tmp_path, cautions=cautions))
    assert [e.reason for e in race.events if isinstance(e, Caution)] == ["#07, 7 incident, turn 2"]


@pytest.mark.parametrize(
    ("results", "says"),
    [
        (PLAIN.replace("312.400", '"312,400"'),
         "results.csv, line 3: `elapsed_s` has a comma: '312,400' "
         "(write a decimal point, and nothing between thousands)"),
        (PLAIN.replace(",", ";").replace("312.400", "1.312,400"),
         "results.csv, line 3: `elapsed_s` has a comma: '1.312,400' "
         "(write a decimal point, and nothing between thousands)"),
        ("sep=;\n" + PLAIN.replace(",", ";").replace("pos;", "place;"),
         "results.csv, line 2: no column `pos`"),
        (PLAIN.replace(",", ";").replace("pos;", "place;"), "results.csv, line 1: no column `pos`"),
        ("sep=;\n" + PLAIN.replace(",", ";").replace("4;99", "4;#99"),
         "results.csv, line 6: no car number: '#99'"),
        ("sep=;\n", "results.csv, line 2: no header line"),
        (PLAIN.replace(",", ";").replace("Bob", '"Bob'),
         "results.csv, line 3: not CSV: unexpected end of data"),
        (PLAIN.replace("pos,", "Pos,pos,"), "results.csv, line 1: two columns `pos`"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_true_reason(
    tmp_path: Path, results: str, says: str
) -> None:
    with pytest.raises(ForeignFileError) as error:
        reconstruct(write(tmp_path, results))
    assert str(error.value) == says


def test_a_table_that_is_not_utf_8_is_refused_as_that(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "results.csv").write_bytes(PLAIN.replace("Bob", "Bjö").encode("cp1252"))
    with pytest.raises(ForeignFileError, match=r"^results\.csv, line 3: not UTF-8$"):
        reconstruct(folder)
