"""The words of the page, in one language, and values as readers of that language write them."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence

from ubnd_digest.model.messages import ENGLISH, by_name, checked_language, messages


class Labels:
    """What is said in one language.

    >>> labels = Labels("vi")
    >>> labels.day(dt.date(2026, 1, 5)), labels.value(True) is None, labels.say("item", number=3).endswith("3")
    ('05/01/2026', False, True)
    """

    def __init__(self, lang: str) -> None:
        self.lang = checked_language(lang)
        self._view, self._values = messages("view", lang), messages("values", lang)
        self._kinds, self._fields = messages("kinds", lang), messages("fields", lang)
        self._questions, self._answers = messages("questions", lang), messages("answers", lang)

    def say(self, key: str, **values: object) -> str:
        """A message of the page; without values, one that the page itself fills in."""
        return self._view[key].format(**values) if values else self._view[key]

    def day(self, day: dt.date) -> str:
        """A day."""
        return self._view["day"].format(year=day.year, month=day.month, day=day.day)

    def code(self, code: str) -> str:
        """What a code means; the code itself where there are no words for it."""
        return self._values.get(code, code)

    def kind(self, name: str) -> str:
        """A kind of mention."""
        return self._kinds.get(name, name)

    def field(self, name: str) -> str:
        """A field of a mention."""
        return self._fields.get(name, name)

    def changed(self, names: Sequence[str]) -> str:
        """Which fields of an item differ, by the names that :class:`~ubnd_digest.ItemChange` has for them.

        >>> Labels("en").changed(["paragraphs", "dates"]), Labels("vi").changed(["paragraphs", "dates"])
        ('paragraphs, dates', 'đoạn văn; ngày, tháng')
        """
        if self.lang == ENGLISH:
            return ", ".join(names)
        return "; ".join(self._fields.get(name) or self.kind(name).lower() for name in names)

    def question(self, name: str) -> str:
        """What was asked."""
        return self._questions.get(name, name)

    def answer(self, code: str) -> str:
        """What was decided; the answer itself where it is no code."""
        return self._answers.get(code, code)

    def reason(self, name: str) -> str:
        """What spoke for a decision or against it; the name itself where it is one of another grammar.

        >>> Labels("en").reason("TARGET"), Labels("en").reason("OF_MY_GRAMMAR")
        ('a target, and no duty', 'OF_MY_GRAMMAR')
        """
        return by_name("reasons", name, self.lang)

    def value(self, value: object) -> str | None:
        """A value of a mention; None where it says nothing."""
        if value is None or value is False or value in ("", (), []):
            return None
        if value is True:
            return self._values["true"]
        if isinstance(value, dt.date):
            return self.day(value)
        if isinstance(value, dt.time):
            return value.isoformat("minutes")
        if isinstance(value, enum.Enum):
            return self.code(str(value.value))
        if isinstance(value, (list, tuple)):
            return "; ".join(map(str, value))
        return str(value)
