"""The exceptions: one root, messages that say where, and a way through processes."""

from __future__ import annotations

import pickle

import pytest

from ubnd_digest.model import errors
from ubnd_digest.model.errors import (
    ComposeError,
    DigestSyntaxError,
    DocumentNumberError,
    GrammarError,
    MissingExtraError,
    PublisherError,
    SerializationError,
    UbndDigestError,
    UnknownPublisherError,
    UnreadableFileError,
)

EXAMPLES = [
    UbndDigestError("lỗi"),
    GrammarError("no such terminal", file="dates.lark", line=3, column=7),
    GrammarError("no such terminal"),
    DigestSyntaxError("no-title", "no title was found", line=1, column=2, offset=1),
    DocumentNumberError("no document number: '12'"),
    ComposeError("items[2].heading", "ends like a sentence"),
    SerializationError("title.span", "the text 'abc'", "'abd'"),
    MissingExtraError("html", "to read web pages"),
    UnknownPublisherError("vn-99", ("vn-09", "vn-31")),
    PublisherError("vn-99", "is broken"),
    UnreadableFileError("week.rtf", "a document in RTF"),
]


def test_every_exception_has_an_example_here() -> None:
    classes = {cls for cls in vars(errors).values() if isinstance(cls, type) and issubclass(cls, Exception)}
    assert {type(error) for error in EXAMPLES} == {cls for cls in classes if not issubclass(cls, Warning)}


@pytest.mark.parametrize("error", EXAMPLES, ids=repr)
def test_all_derive_from_one_root(error: Exception) -> None:
    assert isinstance(error, UbndDigestError)


@pytest.mark.parametrize("error", EXAMPLES, ids=repr)
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickling_keeps_message_and_attributes(error: Exception, protocol: int) -> None:
    copy = pickle.loads(pickle.dumps(error, protocol))
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)


@pytest.mark.parametrize(
    ("error", "standard"),
    [
        (DigestSyntaxError, ValueError),
        (DocumentNumberError, ValueError),
        (UnknownPublisherError, LookupError),
        (MissingExtraError, ImportError),
    ],
)
def test_who_expects_a_standard_exception_gets_it(error: type[Exception], standard: type[Exception]) -> None:
    assert issubclass(error, standard)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ({}, "odd"),
        ({"file": "a.lark"}, "a.lark: odd"),
        ({"file": "a.lark", "line": 2}, "a.lark:2: odd"),
        ({"file": "a.lark", "line": 2, "column": 5}, "a.lark:2:5: odd"),
    ],
)
def test_a_grammar_error_says_as_much_of_the_place_as_is_known(place: dict[str, object], message: str) -> None:
    assert str(GrammarError("odd", **place)) == message  # type: ignore[arg-type]


def test_a_syntax_error_says_line_column_and_code() -> None:
    error = DigestSyntaxError("impossible-date", "no such date: '31/02'", line=4, column=12, offset=99)
    assert str(error) == "4:12: impossible-date: no such date: '31/02'"
    assert (error.code, error.line, error.column, error.offset) == ("impossible-date", 4, 12, 99)


def test_an_unknown_publisher_is_told_the_known_ones() -> None:
    assert str(UnknownPublisherError("vn-99", ("vn-09", "vn-31"))).endswith("registered are: vn-09, vn-31")
    assert str(UnknownPublisherError("vn-99", ())).endswith("registered are: none")
