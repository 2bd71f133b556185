"""The grammar files: which there are, in which order, and their text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache, partial
from typing import Final, NamedTuple

from ubnd_digest.model.errors import GrammarError
from ubnd_digest.model.tones import fold_tones
from ubnd_digest.model.words import file_of

# In this order: each may use what stands before it.
FILES: Final = (
    *("common", "dates", "references", "provisions", "durations", "deadlines", "inline"),
    *("clauses", "parties", "officials", "duties", "laws", "antecedents", "issuers", "structure"),
    *("letterhead", "articles", "spelling"),
)
# The tables whose columns in capitals are lists of words.
TABLES: Final = ("agencies", "fields", "levels", "provinces", "verbs")
# The rules that texts, sentences and lines are parsed from.
STARTS: Final = ("inline", "clauses", "parties", "structure")
# What the scanner yields where prose stands in the place of what a piece promised; the grammar declares it.
GAP: Final = "GAP"


class GrammarFile(NamedTuple):
    """A grammar file: the name that errors give it, and its text.

    >>> GrammarFile("song-tra.lark", "%extend CHROME: /xem trang cũ/").name
    'song-tra.lark'
    """

    name: str
    text: str

    @classmethod
    def of(cls, package: str, name: str) -> GrammarFile:
        """Read a grammar file that lies in a package.

        Args:
            package: the import name of the package.
            name: the name of the file in it, such as ``"vn-99.lark"``.

        Raises:
            GrammarError: when the file is not there, or not in UTF-8.
            ModuleNotFoundError: when there is no such package.

        >>> GrammarFile.of("ubnd_digest.grammars", "dates.lark").name
        'dates.lark'
        """
        try:
            return cls(name, file_of(package, name))
        except UnicodeDecodeError as error:
            raise GrammarError("not UTF-8", file=name) from error
        except OSError as error:
            raise GrammarError(
                f"not to be read from the package {package}: {error.strerror or error}", file=name
            ) from error


@lru_cache(maxsize=1)
def common_files() -> tuple[GrammarFile, ...]:
    """The grammar files that every publisher shares, as shipped."""
    tables = (table_words(GrammarFile.of("ubnd_digest.grammars", f"names/{name}.csv")) for name in TABLES)
    return (*tables, *(GrammarFile.of("ubnd_digest.grammars", f"{name}.lark") for name in FILES))


def table_words(table: GrammarFile) -> GrammarFile:
    r"""The lists of words that a table holds: one a column whose head is in capitals.

    >>> table_words(GrammarFile("fields.csv", "FIELD,short\nY tế,YT\nNội vụ,NV\n")).text
    '%words FIELD: y tế · nội vụ'
    """
    from ubnd_digest.grammar.tables import kept_value, read_text

    return GrammarFile(table.name, kept_value("words", table.text, read_text, partial(_lists_of, table.text)))


def _lists_of(text: str) -> str:
    import csv

    rows = list(csv.DictReader(text.splitlines()))
    columns = [name for name in (rows[0] if rows else ()) if name.isupper()]
    cells = {name: [word.lower() for row in rows for word in row[name].split("|") if word] for name in columns}
    return "\n".join(f"%words {name}: {' · '.join(dict.fromkeys(words))}" for name, words in cells.items())


@lru_cache(maxsize=128)
def folded(text: str) -> str:
    """The text of a grammar file as the view folds what it matches: composed letters, tone marks in one place."""
    return fold_tones(unicodedata.normalize("NFC", text))
