"""Laws that are called by their names."""

from __future__ import annotations

from attrs import field, frozen

from ubnd_digest.model.documents import DocumentNumber
from ubnd_digest.model.spans import Mention
from ubnd_digest.model.text import folded_words, plain_words
from ubnd_digest.model.words import form


@frozen(repr=False)
class Law(Mention):
    """A law, code, ordinance or constitution called by its name, without a number.

    Attributes:
        name: its name written out, without the year: ``Luật BHYT`` is ``Luật Bảo hiểm y tế``.
        year: the year written beside it, or None.
        number: its number, where the year or the table of laws decides it; else None.
        inferred: whether the number is that of the version in force on the days of the digest.

    >>> from ubnd_digest import find_laws
    >>> law = find_laws("Theo Luật BHYT và Luật Đất đai năm 2024.")[1]
    >>> law.name, law.year, str(law.number)
    ('Luật Đất đai', 2024, '31/2024/QH15')
    """

    name: str = field(eq=folded_words)
    year: int | None = None
    number: DocumentNumber | None = field(default=None, eq=False)
    inferred: bool = field(default=False, eq=False)

    def __str__(self) -> str:
        """The name, then the year: ``Luật Đất đai năm 2024``."""
        name = plain_words(self.name)
        return name if self.year is None else form("law", "of-year").format(name=name, year=self.year)
