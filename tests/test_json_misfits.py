"""JSON that does not fit is named by its path; keys of later versions are warned of."""

from __future__ import annotations

import copy
import json
import pickle
import warnings
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from json_digest import DIGEST, EMPTY, LISTS, TEXT, assert_comes_back, at, changed
from ubnd_digest.formats.json.converters import shown
from ubnd_digest.formats.json.serialize import from_dict, from_json, to_dict, to_json
from ubnd_digest.model.errors import SerializationError, UnknownKeyWarning

UNKNOWN = "ignored keys that schema 2.0 does not know: "

# ---- what cannot be read ------------------------------------------------------------------------

DATE = "items[0].references[0].date"
MISFITS: list[tuple[str, tuple[Any, ...], str, str]] = [
    # where it is changed, the other value, where the error is, what it says
    ("schema_version", (), "schema_version", "expected a version such as '2.0', found none"),
    ("schema_version", (1.0,), "schema_version", "expected a version such as '2.0', found 1.0"),
    ("schema_version", (None,), "schema_version", "expected a version such as '2.0', found null"),
    ("schema_version", ("1",), "schema_version", "expected a version such as '2.0', found '1'"),
    ("schema_version", ("1.0.0",), "schema_version", "expected a version such as '2.0', found '1.0.0'"),
    ("schema_version", ("1.٣",), "schema_version", "expected a version such as '2.0', found '1.٣'"),
    ("schema_version", ("1.0\n",), "schema_version", "expected a version such as '2.0', found '1.0\\n'"),
    ("schema_version", ("1.01",), "schema_version", "expected a version such as '2.0', found '1.01'"),
    ("schema_version", ("3.0",), "schema_version", "expected a version 1.x or 2.x, found '3.0'"),
    ("schema_version", ("10.0",), "schema_version", "expected a version 1.x or 2.x, found '10.0'"),
    ("schema_version", ("0.9",), "schema_version", "expected a version 1.x or 2.x, found '0.9'"),
    ("grammar", (), "grammar", "expected a value, found none"),
    ("grammar", ("common",), "grammar", "expected an object or null, found 'common'"),
    ("grammar.version", (7,), "grammar.version", "expected a text, found 7"),
    ("anchor", ("2026-1-5",), "anchor", "expected an ISO day such as 2024-05-30 or null, found '2026-1-5'"),
    ("anchor", ("20260105",), "anchor", "expected an ISO day such as 2024-05-30 or null, found '20260105'"),
    ("anchor", ("2026-W01-1",), "anchor", "expected an ISO day such as 2024-05-30 or null, found '2026-W01-1'"),
    ("anchor", (20260105,), "anchor", "expected an ISO day such as 2024-05-30 or null, found 20260105"),
    ("source", (None,), "source", "expected a text, found null"),
    ("source", ("",), "title.span", "expected a span within the 0 code points of the source, found [0, 80]"),
    ("title", ([],), "title", "expected an object or null, found a list"),
    ("title.text", (), "title.text", "expected a value, found none"),
    ("title.text", ("Chỉ",), "title.span", "expected the text 'Chỉ', found 'Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày…'"),
    ("title.span", (None,), "title.span", "expected [start, end] in whole numbers, found null"),
    ("title.span", ([0],), "title.span", "expected [start, end] in whole numbers, found a list"),
    ("title.span", ([0, 80, 81],), "title.span", "expected [start, end] in whole numbers, found a list"),
    ("title.span", ([False, 80],), "title.span", "expected [start, end] in whole numbers, found a list"),
    ("title.span", ([0, 80.0],), "title.span", "expected [start, end] in whole numbers, found a list"),
    ("title.span", ("ab",), "title.span", "expected [start, end] in whole numbers, found 'ab'"),
    ("title.span", ([80, 0],), "title.span", "expected [start, end] with 0 <= start <= end, found [80, 0]"),
    ("title.span", ([-80, 0],), "title.span", "expected [start, end] with 0 <= start <= end, found [-80, 0]"),
    ("title.span", ([0, 10**30],), "title.span", f"expected a span within the {len(TEXT)} code points of the source, found [0, a huge number]"),
    ("title.span", ([1, 80],), "title.span", "expected the text 'Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày…', found 'hỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày …'"),
    ("period.start", (None,), "period.start", "expected an ISO day such as 2024-05-30, found null"),
    ("period.end", ("2026-01-04",), "period.end", "expected a day not before 2026-01-05, found 2026-01-04"),
    ("period.end", ("2026-02-30",), "period.end", "expected an ISO day such as 2024-05-30, found '2026-02-30'"),
    ("period.text", ("",), "period.span", "expected the text '', found 'ngày 05/01 - 11/01/2026'"),
    ("lead", ({},), "lead", "expected a list, found an object"),
    ("lead", ("ab",), "lead", "expected a list, found 'ab'"),
    ("lead", (None,), "lead", "expected a list, found null"),
    ("lead[1]", (True,), "lead[1]", "expected an object, found true"),
    ("lead[1].text", ("a",), "lead[1].span", "expected the text 'a', found 'Khôi phục nghề dệt chiếu'"),
    ("items[1]", (False,), "items[1]", "expected an object, found false"),
    ("items[1].provisions", (), "items[1].provisions", "expected a value, found none"),
    ("items[1].heading", (3,), "items[1].heading", "expected an object or null, found 3"),
    ("items[0].paragraphs[1].text", (5,), "items[0].paragraphs[1].text", "expected a text, found 5"),
    ("items[0].paragraphs[1].text", ("",), "items[0].paragraphs[1].span", "expected the text '', found 'Giao Sở Xây dựng kiểm tra theo khoản 2 Điều 7 Nghị định số 2…'"),
    ("items[0].heading.text", ("",), "items[0].heading.span", "expected the text '', found 'Mở lại bến phà Cồn Sậy'"),
    ("items[0].references[0].type", ("letter",), "items[0].references[0].type", f"expected one of {', '.join(repr(kind.value) for kind in ud.DocumentType)} or null, found 'letter'"),
    ("items[0].references[0].role", ("Issued",), "items[0].references[0].role", "expected one of 'issued', 'cited', found 'Issued'"),
    ("items[0].references[0].role", ([],), "items[0].references[0].role", "expected one of 'issued', 'cited', found a list"),
    ("items[0].references[0].role", (None,), "items[0].references[0].role", "expected one of 'issued', 'cited', found null"),
    ("items[0].references[0].date", (), DATE, "expected a value, found none"),
    ("items[0].references[0].number", (None,), "items[0].references[0].number", "expected an object, found null"),
    ("items[0].references[0].number.year", (True,), "items[0].references[0].number.year", "expected a whole number or null, found true"),
    ("items[0].references[0].number.year", (2.5,), "items[0].references[0].number.year", "expected a whole number or null, found 2.5"),
    ("items[0].references[0].number.separator", (), "items[0].references[0].number.separator", "expected a value, found none"),
    ("items[0].references[0].text", ("abd",), "items[0].references[0].span", "expected the text 'abd', found 'Công văn số 61/UBND-KT, ngày 06/01/2026'"),
    (f"{DATE}.text", ("abd",), f"{DATE}.span", "expected the text 'abd', found 'ngày 06/01/2026'"),
    (f"{DATE}.inferred", (0,), f"{DATE}.inferred", "expected true or false, found 0"),
    (f"{DATE}.inferred", (None,), f"{DATE}.inferred", "expected true or false, found null"),
    (f"{DATE}.part", ("end",), f"{DATE}.part", "expected one of 'early', 'mid', 'late' or null, found 'end'"),
    ("items[0].references[0].span", ([188, 226],), "items[0].references[0].span", "expected the text 'Công văn số 61/UBND-KT, ngày 06/01/2026', found 'ông văn số 61/UBND-KT, ngày 06/01/2026'"),
    ("items[0].deadlines[0].time", ("16:00",), "items[0].deadlines[0].time", "expected a time such as 16:00:00 or null, found '16:00'"),
    ("items[0].deadlines[0].time", ("24:00:00",), "items[0].deadlines[0].time", "expected a time such as 16:00:00 or null, found '24:00:00'"),
    ("items[0].deadlines[0].time", ("16:00:00.5",), "items[0].deadlines[0].time", "expected a time such as 16:00:00 or null, found '16:00:00.5'"),
    ("items[0].deadlines[0].time", ("16:00:00+07:00",), "items[0].deadlines[0].time", "expected a time such as 16:00:00 or null, found '16:00:00+07:00'"),
    ("items[0].deadlines[0].time", (16,), "items[0].deadlines[0].time", "expected a time such as 16:00:00 or null, found 16"),
    ("items[0].deadlines[0].named.text", ("",), "items[0].deadlines[0].named.span", "expected the text '', found 'ngày 30/01/2026'"),
    ("items[1].effective_dates[0].date.text", ("",), "items[1].effective_dates[0].date.span", "expected the text '', found 'ngày 20/01/2026'"),
    ("items[0].provisions[0].units[1].labels[0]", (7,), "items[0].provisions[0].units[1].labels[0]", "expected a text, found 7"),
    ("items[0].provisions[0].units[1].level", ("book",), "items[0].provisions[0].units[1].level", "expected one of 'passage', 'subpoint', 'point', 'clause', 'article', 'subsection', 'section', 'chapter', 'part', 'form', 'appendix', found 'book'"),
    ("outside_items", ([],), "outside_items", "expected an object, found a list"),
    ("outside_items.ranges[0].first.text", ("",), "outside_items.ranges[0].first.span", "expected the text '', found 'ngày 05/01'"),
    ("outside_items.ranges[0].last.text", ("",), "outside_items.ranges[0].last.span", "expected the text '', found '11/01/2026'"),
    ("diagnostics[0].severity", ("grave",), "diagnostics[0].severity", "expected one of 'error', 'warning', 'info', found 'grave'"),
    ("diagnostics[0].text", ("",), "diagnostics[0].span", "expected the text '', found 'ngày 31/02/2026'"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "value", "path", "says"), MISFITS, ids=[f"{row[0]}={row[1]}"[:60] for row in MISFITS]
)
def test_what_does_not_fit_is_named_by_its_path(change: str, value: tuple[Any, ...], path: str, says: str) -> None:
    content = changed(change, *value)
    with pytest.raises(SerializationError) as raised:
        from_dict(content)
    assert raised.value.path == path
    assert str(raised.value) == f"{path}: {says}"
    assert says == f"expected {raised.value.expected}, found {raised.value.found}"
    assert raised.value.__cause__ is None and (raised.value.__context__ is None or raised.value.__suppress_context__)


def test_a_mention_stands_under_its_own_item() -> None:
    content = to_dict(DIGEST)
    first, second = content["items"]
    second["deadlines"], first["deadlines"] = first["deadlines"], []
    with pytest.raises(SerializationError) as raised:
        from_dict(content)
    assert str(raised.value) == (
        "items[1].deadlines[0].span: expected a span that begins in the heading or a paragraph of items[1], found [312, 340]"
    )
    content["outside_items"]["deadlines"], second["deadlines"] = second["deadlines"], []
    with pytest.raises(SerializationError) as raised:
        from_dict(content)
    assert str(raised.value) == (
        "outside_items.deadlines[0].span: expected a span that begins in no heading or paragraph of an item, found [312, 340]"
    )
    first["ranges"], content["outside_items"] = content["outside_items"]["ranges"], EMPTY
    with pytest.raises(SerializationError, match=r"^items\[0\].ranges\[0\].span: .* of items\[0\], found \[56, 79\]$"):
        from_dict(content)


def test_lists_may_be_in_any_order() -> None:
    content = to_dict(DIGEST)
    for name in LISTS:
        content["items"][0][name].reverse()
    assert to_dict(from_dict(content)) == to_dict(DIGEST)


def test_of_several_misfits_one_is_named_and_no_key_is_warned_of() -> None:
    content = {**to_dict(DIGEST), "mood": 1, "anchor": 5, "lead": 5}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(SerializationError, match=r"^anchor: "):
            from_dict(content)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "expected JSON, found a mistake: Expecting value: line 1 column 1 (char 0)"),
        ('{"schema_version": }', "expected JSON, found a mistake: Expecting value: line 1 column 20 (char 19)"),
        ("{} {}", "expected JSON, found a mistake: Extra data: line 1 column 4 (char 3)"),
        ("NaN", "expected JSON, found a mistake: NaN is no JSON"),
        ("[-Infinity]", "expected JSON, found a mistake: -Infinity is no JSON"),
        ("9" * 5000, "expected JSON, found a mistake: Exceeds the limit"),
        ("[" * 200_000, "expected JSON of few levels, found too many levels"),
        ('{"schema_version": "1.0", "title": ' + '{"title":' * 200_000, "expected JSON of few levels, found too many levels"),
        (b'{"source": "\xff"}', "expected UTF-8, found other bytes at offset 12"),
        (b"\xed\xa0\xbd", "expected UTF-8, found other bytes at offset 0"),
        ("[]", "expected an object, found a list"),
        (b"null", "expected an object, found null"),
        ('"ab"', "expected an object, found 'ab'"),
        ("{}", "schema_version: expected a version such as '2.0', found none"),
        ('{"schema_version": "1.0"}', "grammar: expected a value, found none"),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_what_is_no_digest_is_said_to_be_none(data: str | bytes, message: str) -> None:
    with pytest.raises(SerializationError) as raised:
        from_json(data)
    assert str(raised.value).startswith(message)
    assert raised.value.path == ("" if message.startswith("expected") else message.partition(":")[0])


@pytest.mark.parametrize("data", [None, [], "{}", 5])
def test_a_dictionary_is_one(data: Any) -> None:
    with pytest.raises(
        TypeError, match=f"^from_dict takes a mapping, such as to_dict gives, not {type(data).__name__}$"
    ):
        from_dict(data)


def test_an_error_survives_pickling() -> None:
    error = SerializationError("title.span", "a span", "none")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), vars(again)) == ("title.span: expected a span, found none", vars(error))
    assert isinstance(error, ud.UbndDigestError) and isinstance(error, ValueError)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (2**63 - 1, "9223372036854775807"),
        (2**63, "a huge number"),
        (-(10**5000), "a huge number"),
        (1.5, "1.5"),
        ("é\ud83d", r"'é\ud83d'"),
        ("x" * 60, f"'{'x' * 60}'"),
        ("x" * 61, f"'{'x' * 60}…'"),
        ([1, 2], "a list"),
        ({}, "an object"),
        (MappingProxyType({}), "an object"),
        ((), "a tuple"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_are_shown_shortly(value: Any, words: str) -> None:
    assert shown(value) == words


# ---- versions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["1.0", "1.1", "2.20", f"2.{'9' * 5000}"])
@pytest.mark.parametrize("read", [from_dict, lambda content: from_json(json.dumps(content))], ids=["dict", "json"])
def test_unknown_keys_are_ignored_with_one_warning(version: str, read: Any) -> None:
    content = {**to_dict(DIGEST), "schema_version": version, "mood": {"span": "odd"}, "file": "a.txt"}
    content["items"][1]["effective_dates"][0]["date"]["z"] = content["items"][1]["effective_dates"][0]["date"]["a"] = 1
    content["lead"][1]["weight"] = 0.5
    with pytest.warns() as caught:
        assert read(content) == DIGEST
    (warning,) = caught
    assert warning.category is UnknownKeyWarning
    named = "lead[1].weight, items[1].effective_dates[0].date.a, items[1].effective_dates[0].date.z, mood"
    assert str(warning.message) == UNKNOWN + named


@pytest.mark.parametrize("read", [from_dict, lambda content: from_json(json.dumps(content))], ids=["dict", "json"])
def test_a_warning_points_at_the_caller(read: Any) -> None:
    with pytest.warns(UnknownKeyWarning) as caught:
        read({**to_dict(DIGEST), "mood": 1})
    assert [warning.filename for warning in caught] == [__file__]


@pytest.mark.parametrize(("count", "more"), [(10, ""), (11, " and 1 more"), (30, " and 20 more")])
def test_a_warning_names_ten_keys(count: int, more: str) -> None:
    keys = {f"k{number:02}": 0 for number in range(count)}
    with pytest.warns(UnknownKeyWarning) as caught:
        from_dict({**to_dict(DIGEST), **keys})
    assert str(caught[0].message) == f"{UNKNOWN}{', '.join(sorted(keys)[:10])}{more}"


@pytest.mark.parametrize("owner", ["", "outside_items.ranges[0].first"])
def test_a_key_is_a_text(owner: str) -> None:
    content = to_dict(DIGEST)
    (at(content, owner) if owner else content)[5] = 0
    with pytest.raises(SerializationError) as raised:
        from_dict(content)
    assert (raised.value.path, raised.value.expected, raised.value.found) == (owner, "keys that are texts", "5")


def test_a_later_minor_version_without_new_keys_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert from_dict({**to_dict(DIGEST), "schema_version": "2.7"}) == DIGEST


# ---- whatever comes -----------------------------------------------------------------------------

CONTENT = to_dict(DIGEST)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where something stands in JSON."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([path] if path else []), *(place for key, part in inner for place in places(part, (*path, key)))]


PLACES = places(CONTENT)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=()))
likely = st.sampled_from(["2026-01-05", "16:00:00", "day", "issued", "decree", "1.1", "", [0, 3], [], {}, 0, 2020])
anything = st.recursive(
    scalars | likely,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3) | st.sampled_from(list(CONTENT)), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


def loads_or_says_why(content: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnknownKeyWarning)
        try:
            digest = from_dict(content)
        except SerializationError:
            return
    assert_comes_back(digest)


@given(st.sampled_from(PLACES), anything | st.sampled_from(PLACES), st.booleans())
def test_a_changed_digest_loads_or_says_why_not(place: tuple[Any, ...], other: Any, delete: bool) -> None:
    content = copy.deepcopy(CONTENT)
    if isinstance(other, tuple):  # another part of the same digest
        for step in other:
            content = content[step]
        other, content = content, copy.deepcopy(CONTENT)
    owner = content
    for step in place[:-1]:
        owner = owner[step]
    if delete:
        del owner[place[-1]]
    else:
        owner[place[-1]] = other
    loads_or_says_why(content)


@given(anything)
def test_any_json_loads_or_says_why_not(content: Any) -> None:
    if isinstance(content, dict):
        loads_or_says_why(content)
        loads_or_says_why({**content, "schema_version": "1.0"})
        loads_or_says_why({**CONTENT, **content})


@given(st.text(st.sampled_from('{}[]",:0-9.eu\\ndtrue\ud800')) | st.binary(max_size=8))
def test_any_text_loads_or_says_why_not(data: str | bytes) -> None:
    with pytest.raises(SerializationError):
        from_json(data)


def test_a_byte_order_mark_may_stand_before_json() -> None:
    assert from_json("\ufeff" + to_json(DIGEST)) == DIGEST
    assert from_json(to_json(DIGEST).encode("utf-8-sig")) == DIGEST


@pytest.mark.parametrize("data", [None, 5, ["{}"]])
def test_json_is_text_or_bytes(data: Any) -> None:
    with pytest.raises(TypeError, match=f"^from_json takes str or bytes, not {type(data).__name__}$"):
        from_json(data)


def test_a_date_ends_no_earlier_than_it_begins() -> None:
    content = to_dict(DIGEST)
    date = content["items"][0]["dates"][0]
    date["start"], date["end"] = "2026-01-06", "2026-01-05"
    with pytest.raises(SerializationError) as raised:
        from_dict(content)
    found = raised.value
    assert (found.path, found.expected, found.found) == (
        "items[0].dates[0].end",
        "a day not before 2026-01-06",
        "2026-01-05",
    )
