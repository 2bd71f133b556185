"""Publishers: a grammar each, on top of the common one."""

from __future__ import annotations

import pickle

import pytest

import ubnd_digest as ud
from ubnd_digest.grammar import common_files
from ubnd_digest.publishers import grammar_of, publishers

TITLE = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 - 11/01/2026)"


def test_publishers_are_sorted_identifiers() -> None:
    assert "vn-09" in publishers()
    assert list(publishers()) == sorted(set(publishers()))


@pytest.mark.parametrize("publisher", publishers())
def test_every_publisher_parses(publisher: str) -> None:
    digest = ud.parse(TITLE, publisher=publisher)
    assert digest.title and digest.title.text == TITLE


@pytest.mark.parametrize("publisher", publishers())
def test_publisher_adds_a_file_behind_the_common_ones(publisher: str) -> None:
    *common, own = grammar_of(publisher).files
    assert tuple(common) == common_files()
    assert own.name == f"publishers/{publisher}.lark"


def test_publisher_finds_what_the_common_grammar_does_not() -> None:
    text = f"{TITLE}\n\nĐài Phát thanh và Truyền hình Lạng Sơn\n\nMở bến phà\n\nUBND tỉnh mở bến phà (Công văn số 6/UBND-KT)."
    own = ud.parse(text, publisher="vn-09")
    assert [item.heading.text for item in own.items] == ["Mở bến phà"]


def test_none_is_the_common_grammar() -> None:
    assert grammar_of(None).files == common_files()


def test_grammar_is_compiled_once() -> None:
    assert grammar_of("vn-09") is grammar_of("vn-09")


@pytest.mark.parametrize("name", ["vn-99", "", "VN-09", "../common", "__init__", "vn-09.lark"])
def test_unknown_publisher_is_told_with_those_that_are_known(name: str) -> None:
    with pytest.raises(ud.UnknownPublisherError, match="vn-09") as raised:
        ud.parse(TITLE, publisher=name)
    assert (raised.value.publisher, raised.value.known) == (name, publishers())
    assert isinstance(raised.value, LookupError)


def test_unknown_publisher_error_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(ud.UnknownPublisherError("vn-99", ("vn-09",))))
    assert (error.publisher, error.known, str(error)) == (
        "vn-99",
        ("vn-09",),
        str(ud.UnknownPublisherError("vn-99", ("vn-09",))),
    )
