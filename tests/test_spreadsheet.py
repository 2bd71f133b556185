"""What LibreOffice makes of tables: opened by the program itself, no cell of a workbook or of CSV is a formula."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import ubnd_digest as ud
from support.looking import with_evil
from ubnd_digest.cli import main
from ubnd_digest.formats import delimited

pytestmark = pytest.mark.slow

SOFFICE = shutil.which("soffice")
EXAMPLE = Path(__file__).parents[1] / "examples" / "clean.txt"
# What spreadsheet programs have run, or taken for the end of a cell.
BEGINNINGS = (
    "=1+1;",
    "=",
    "+1+1;",
    "-1-1;",
    "@SUM(1;2)",
    "\t=1+1;",
    "\r=1+1",
    ";=1+1;",
    "\uff1d1+1;",
    '=HYPERLINK("x";"y")&',
)
# A truth is written as one, and the program shows it as a function without arguments.
FORMULA = re.compile(r'table:formula="of:=(?!(?:TRUE|FALSE)\(\)")[^"]*"')
# Every sign that ends a cell in some country; UTF-8; from line 1; cells quoted or not; "=1+1" is evaluated.
READ_CSV = "CSV:44/59/9,34,76,1,,0,false,true,false,false,false,0,true"

Formulas = Callable[[Path], list[str]]


@pytest.fixture(scope="module")
def formulas(tmp_path_factory: pytest.TempPathFactory) -> Formulas:
    """The formulas in the cells of a file, as LibreOffice reads it."""
    if SOFFICE is None:
        pytest.skip("no LibreOffice: apt-get install --no-install-recommends libreoffice-calc")
    folder = tmp_path_factory.mktemp("soffice")

    def found(path: Path) -> list[str]:
        # a profile of its own, so that neither one that is open nor what it has been told matters
        command = [
            SOFFICE,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "fods",
        ]
        command += [f"--infilter={READ_CSV}"] * (path.suffix == ".csv") + ["--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        text = (folder / path.name).with_suffix(".fods").read_text(encoding="utf-8")
        assert text.count("<table:table-row") > 2  # it was read at all
        return FORMULA.findall(text)

    return found


@pytest.fixture(scope="module")
def hostile() -> dict[str, ud.Digest | Exception]:
    """Digests with a formula at the beginning of each text in them, in files of such names, and one that failed."""
    digest = ud.parse(EXAMPLE.read_text(encoding="utf-8"))
    found: dict[str, ud.Digest | Exception] = {
        f"{before}{number}.txt": with_evil(digest, "", before=before) for number, before in enumerate(BEGINNINGS)
    }
    return found | {"=2+2": ud.UnreadableFileError("=3+3", "=4+4")}


def test_libreoffice_runs_nothing_of_a_workbook(
    hostile: dict[str, ud.Digest | Exception], formulas: Formulas, tmp_path: Path
) -> None:
    pytest.importorskip("xlsxwriter")
    ud.write_tables(hostile, tmp_path / "a.xlsx", tables=list(ud.tables()))
    assert formulas(tmp_path / "a.xlsx") == []


@pytest.mark.parametrize("separator", delimited.SEPARATORS.values())
def test_libreoffice_runs_nothing_of_csv(
    separator: str, hostile: dict[str, ud.Digest | Exception], formulas: Formulas, tmp_path: Path
) -> None:
    dialect, pieces = delimited.Dialect(separator, mark=True), []
    for name, table in ud.tables().items():
        columns = [column.name for column in table.columns]
        pieces += [delimited.csv_frame(columns, dialect).begin.removeprefix("\ufeff" if pieces else "")]
        pieces += delimited.csv_rows(ud.rows(hostile, name), columns, dialect)
    (tmp_path / "a.csv").write_text("".join(pieces), encoding="utf-8", newline="")
    assert formulas(tmp_path / "a.csv") == []


def test_libreoffice_runs_nothing_of_what_the_command_writes(
    formulas: Formulas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("Giao Sở", "=1+1; Giao =1+1 Sở")
    (tmp_path / "=1+1.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["duties", "--excel", "-o", "a.csv", "=1+1.txt"]) == 0
    assert formulas(tmp_path / "a.csv") == []
    pytest.importorskip("xlsxwriter")
    assert main(["duties", "-o", "a.xlsx", "=1+1.txt"]) == 0
    assert formulas(tmp_path / "a.xlsx") == []


def test_formulas_are_found_where_nothing_makes_cells_harmless(
    hostile: dict[str, ud.Digest | Exception], formulas: Formulas, tmp_path: Path
) -> None:
    with (tmp_path / "naive.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(row.values() for row in ud.rows(hostile, "duties"))
    assert len(formulas(tmp_path / "naive.csv")) > 10
    exact = delimited.Dialect(harmless=False)
    columns = [column.name for column in ud.tables()["duties"].columns]
    text = "".join(delimited.csv_rows(ud.rows(hostile, "duties"), columns, exact))
    (tmp_path / "exact.csv").write_text(text, encoding="utf-8", newline="")
    assert len(formulas(tmp_path / "exact.csv")) > 10
