"""The formats for programs, written so that files can be done one after the other: JSON, JSON Lines, CSV."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from ubnd_digest.model.tuples import NamedTuple

TABLE, JSON, JSON_LINES, CSV, CALENDAR = "table", "json", "jsonl", "csv", "ics"
NDJSON = "ndjson"  # another name for JSON Lines
AKOMA_NTOSO, TIMEML, BRAT = "akn", "timeml", "brat"  # a file of its own for each digest
DOCCANO, WEB_ANNOTATION = "doccano", "web-annotation"  # a line for each digest
HTML = "html"
OF_ITS_OWN = (AKOMA_NTOSO, TIMEML, BRAT)
FORMATS = (TABLE, JSON, JSON_LINES, NDJSON, CSV)
_BYTE_ORDER_MARK = "\ufeff"


class Frame(NamedTuple):
    """What stands around the output of all files; that of a file without records is empty."""

    begin: str = ""
    joint: str = ""  # between the outputs of two files
    end: str = ""
    empty_end: str = ""  # where no file had any output


BARE = Frame()
BLANK_LINE = Frame(joint="\n")
ARRAY = Frame("[\n", ",\n", "\n]\n", "]\n")


class Dialect(NamedTuple):
    """How CSV is written."""

    separator: str = ","
    mark: bool = False  # a byte order mark before it, by which Excel knows UTF-8
    harmless: bool = True  # whether cells that a spreadsheet program would run are made texts


STANDARD = Dialect()
SEPARATORS = {",": ",", ";": ";", "tab": "\t"}


# Languages of which the decimal sign is a comma, and the places where it is otherwise: the CLDR, as in Babel 2.19.
_COMMA = """
af ast az be bg br bs ca cs cv da de el eo es et eu ff fi fo fr fy gl hr hsb ht hu hy ia id is it ka kab kk kl ku ky lb
lij ln lo lt lv mk nb nl nn no nr pl ps pt ro ru rw sc se sk sl sq sr ss sv tg tk tr ts tt uk uz ve vi wo
"""
_OTHERWISE = """
ar_DZ ar_LB ar_LY ar_MA ar_MR ar_TN de_CH de_LI en_AT en_BE en_CZ en_DE en_DK en_EE en_ES en_FI en_FR en_GE en_HU en_ID
en_IT en_LT en_LV en_NL en_NO en_PL en_PT en_RO en_SE en_SI en_SK en_UA en_ZA es_419 es_BR es_BZ es_CU es_DO es_GT es_HN
es_MX es_NI es_PA es_PE es_PR es_SV es_US fr_RW it_CH ms_BN ms_ID qu_BO sw_CD
"""
_OF_NUMBERS = ("LC_ALL", "LC_NUMERIC", "LANG")  # the first one that says something decides
_NO_PLACE = re.compile(r"(?:C|POSIX)?(?:\.|\Z)")


def separator_of_locale(language: str = "") -> str:
    """What Excel takes for the end of a cell: a semicolon where the decimal sign is a comma, as in Viet Nam.

    A locale that the system knows is asked; of one that it has not, as in containers, the name tells. Where there is
    none, the language in which the command speaks does.
    """
    import locale

    name = next(filter(None, map(os.environ.get, _OF_NUMBERS)), "")
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        known = locale.setlocale(locale.LC_NUMERIC, "")
        if not _NO_PLACE.match(known):
            return ";" if locale.localeconv()["decimal_point"] == "," else ","
    except locale.Error:
        pass
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)
    return ";" if comma_is_decimal(language if _NO_PLACE.match(name) else name) else ","


def comma_is_decimal(name: str) -> bool:
    """Whether numbers are written with a comma, by the name of a locale.

    >>> [comma_is_decimal(name) for name in ("vi_VN.UTF-8", "vi", "de_DE@euro", "pt-BR", "en_ZA")]
    [True, True, True, True, True]
    >>> [comma_is_decimal(name) for name in ("de_CH.utf8", "en_US", "")]
    [False, False, False]
    """
    language, _, place = re.split(r"[.@]", name)[0].replace("-", "_").partition("_")
    language = language.lower()
    return (language in _COMMA.split()) != (f"{language}_{place.upper()}" in _OTHERWISE.split())


def csv_frame(columns: Sequence[str], dialect: Dialect = STANDARD) -> Frame:
    """The frame of CSV: its header."""
    return Frame(begin=f"{_BYTE_ORDER_MARK * dialect.mark}{_csv_row(columns, dialect)}")


def json_text(value: dict[str, Any], indent: int | None = None) -> str:
    """A value as JSON, on one line unless it is indented."""
    import json  # of the command --help needs none

    line = json.dumps(value, ensure_ascii=False, indent=indent)
    # line ends to some readers of JSON Lines, though not to JSON
    return line.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def lines(rows: Iterable[str]) -> Iterator[str]:
    """Rows as lines."""
    return (f"{row}\n" for row in rows)


def json_lines(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Records as JSON Lines."""
    return lines(map(json_text, records))


def json_members(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Records as members of a JSON array, one a line."""
    joint = ""
    for record in records:
        yield f"{joint}{json_text(record)}"
        joint = ARRAY.joint


def csv_rows(records: Iterable[dict[str, Any]], columns: Sequence[str], dialect: Dialect = STANDARD) -> Iterator[str]:
    r"""Records as rows of CSV after RFC 4180; what is not there is empty.

    >>> list(csv_rows([{"due": None, "inferred": True, "text": "a, b"}], ["due", "inferred", "text"]))
    [',true,"a, b"\r\n']
    >>> list(csv_rows([{"text": '=HYPERLINK("x")'}], ["text"]))
    ['"\'=HYPERLINK(""x"")"\r\n']
    """
    for record in records:
        values = (record.get(column) for column in columns)
        yield _csv_row([_cell(value, dialect) for value in values], dialect)


# What a spreadsheet program takes for a formula; also behind a sign that another program takes for the end of a cell.
_RUNS = re.compile(r"(?:\A|(?<=[;,\t\r\n]))(?=[=@\t\r\uff1d\uff20]|[+\-\uff0b\uff0d](?s:.))")


def harmless(text: str) -> str:
    """A text that no spreadsheet program runs: an apostrophe stands before what would begin a formula.

    >>> harmless("=1+1"), harmless("-5 %"), harmless("a;=1+1"), harmless("a = b; c - d"), harmless("-")
    ("'=1+1", "'-5 %", "a;'=1+1", 'a = b; c - d', '-')
    """
    return _RUNS.sub("'", text)


def _cell(value: Any, dialect: Dialect) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return harmless(value) if dialect.harmless and isinstance(value, str) else value


def _csv_row(cells: Iterable[Any], dialect: Dialect) -> str:
    row = StringIO(newline="")
    csv.writer(row, delimiter=dialect.separator).writerow(cells)
    return row.getvalue()
