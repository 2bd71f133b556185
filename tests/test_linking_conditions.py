"""Single conditions of what links documents and digests: a text for which one holds, beside one for which it does not."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve

import ubnd_digest as ud
from ubnd_digest.formats.calendar import entries
from ubnd_digest.formats.rows import ALL

TITLE = "Chỉ đạo, điều hành của UBND {home} trong tuần (từ ngày 02/02 - 08/02/2026)\n\n"
HOME = "tỉnh Lạng Sơn"
OWN, OTHER = "7/2031/QĐ-TTg", "5/2030/QĐ-TTg"


def digest(text: str, home: str = "") -> ud.Digest:
    return ud.parse((TITLE.format(home=home) if home else "") + text)


def documents(text: str, home: str = "") -> tuple[ud.Document, ...]:
    return ud.resolve(digest(text, home)).documents


def place(document: ud.Document) -> str | None:
    """The place that the key holds; None where the key holds in its digest only."""
    return None if document.key.startswith("digest-") else document.key.partition(":")[0]


def places(text: str, home: str = "") -> list[str | None]:
    return [place(document) for document in documents(text, home)]


def with_mentions(*mentions: ud.Mention, home: str = HOME) -> ud.Digest:
    """A digest that was put together by hand: what no reference says, other mentions may mean."""
    return evolve(digest("", home), mentions=mentions, items=())


def article(number: str, start: int = 0) -> ud.Provision:
    units = (ud.ProvisionUnit(ud.ProvisionLevel.ARTICLE, ("3",)),)
    return ud.Provision(ud.Span(start, start + 6), "Điều 3", units, ud.DocumentNumber.parse(number))


# ---- where the body is that issued a document ---------------------------------------------------


@pytest.mark.parametrize(
    ("issuer", "found"),
    [
        ("Bảo hiểm xã hội tỉnh Cao Bằng", "vn-04"),
        ("Bảo hiểm xã hội huyện Bắc Sơn", "vn-20/huyện-bắc-sơn"),
        ("Bảo hiểm xã hội huyện Hà Quảng, tỉnh Cao Bằng", "vn-04/huyện-hà-quảng"),
        ("Sở Lao động - Thương binh và Xã hội tỉnh Cao Bằng", "vn-04"),
        ("Sở Lao động - Thương binh và Xã hội Cao Bằng", "vn-04"),
        ("Bảo hiểm xã hội", None),
        ("UBND xã Hội Hoan", "vn-20/xã-hội-hoan"),
    ],
)
def test_a_word_of_a_name_that_is_also_a_level_is_no_place(issuer: str, found: str | None) -> None:
    symbol = {"B": "BHXH-TL", "S": "SLĐTBXH-TL", "U": "UBND-TL"}[issuer[0]]
    assert places(f"Công văn số 5/{symbol} ngày 02/3/2024 của {issuer}.", HOME) == [found]


@pytest.mark.parametrize("level", ["xã", "thị xã", "thị trấn", "thành phố", "phường", "huyện"])
@pytest.mark.parametrize("name", ["Cồn Sậy", "Cồn", "5"])
def test_places_of_one_name_and_another_level_are_others(level: str, name: str) -> None:
    place_of_it = f"{level} {name}".replace(" ", "-").lower()
    text = f"Quyết định số 5/2024/QĐ-UBND của UBND {level} {name}"
    assert places(f"{text}.", HOME) == [f"vn-20/{place_of_it}"]
    assert places(f"{text}, tỉnh Cao Bằng.", HOME) == [f"vn-04/{place_of_it}"]


@pytest.mark.parametrize(
    ("name", "found"),
    [("tỉnh Cao Bằng", "vn-04"), ("huyện Cao Bằng", "vn-20/huyện-cao-bằng"), ("huyện Hà Quảng", "vn-20/huyện-hà-quảng")],
)  # fmt: skip
def test_a_place_called_as_a_province_is_the_same_in_small_letters(name: str, found: str) -> None:
    assert places(f"Quyết định số 5/2024/QĐ-UBND của UBND {name}.", HOME) == [found]
    small = None if "Quảng" in name else found  # where a name that no table has begins and ends capitals tell
    assert places(f"Quyết định số 5/2024/QĐ-UBND của UBND {name.lower()}.", HOME) == [small]


@pytest.mark.parametrize(
    ("name", "found"),
    [("Bà Rịa - Vũng Tàu", "vn-77"), ("Thừa Thiên Huế", "vn-46"), ("Lạng Sơn", "vn-20"), ("Thái Thiên Huế", None)],
)  # fmt: skip
def test_a_province_may_end_a_name_without_the_word_for_it(name: str, found: str | None) -> None:
    assert places(f"Quyết định số 5/2024/QĐ-UBND của UBND {name}.") == [found]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("tỉnh Bà Rịa - Vũng Tàu", "vn-77"),
        ("huyện Châu Đức, tỉnh Bà Rịa - Vũng Tàu", "vn-77/huyện-châu-đức"),
        ("tỉnh Bà Rịa", "vn-bà-rịa"),
    ],
)
def test_a_name_with_a_dash_is_one_where_a_province_is_called_so(name: str, found: str) -> None:
    assert places(f"Quyết định số 5/2024/QĐ-UBND của UBND {name}.") == [found]


@pytest.mark.parametrize(("home", "found"), [("tỉnh Bà Rịa - Vũng Tàu", "vn-77"), ("tỉnh Cao Bằng", "vn-04")])
def test_a_digest_is_of_the_whole_name_of_its_province(home: str, found: str) -> None:
    text = TITLE.format(home=home).replace("2026", "2024") + "Quyết định số 5/2024/QĐ-UBND."
    assert places(text) == [found]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("tỉnh Đà Nẵng", "vn-48"),  # a city, by whatever word it is called
        ("thành phố Đà Nẵng", "vn-48"),
        ("tỉnh Hà Nam", "vn-35"),
    ],
)
def test_a_province_is_known_by_its_name_whatever_its_rank_is_called(name: str, found: str) -> None:
    assert places(f"Quyết định số 5/2024/QĐ-UBND của UBND {name}.") == [found]


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("5/QĐ-UBND ngày 30/6/2025", "vn-10"),
        ("5/QĐ-UBND ngày 01/7/2025", "vn-15.2025-07-01"),
        ("5/2025/QĐ-UBND", None),  # either
        ("5/2026/QĐ-UBND", "vn-15.2025-07-01"),
    ],
)
def test_a_province_is_that_of_the_day_of_the_document(when: str, found: str | None) -> None:
    assert places(f"Quyết định số {when} của UBND tỉnh Lào Cai.") == [found]


@pytest.mark.parametrize(("year", "found"), [(2024, "vn-35"), (2026, None)])
def test_a_province_that_is_no_more_issues_nothing(year: int, found: str | None) -> None:
    assert places(f"Quyết định số 5/{year}/QĐ-UBND của UBND tỉnh Hà Nam.") == [found]


@pytest.mark.parametrize(
    ("number", "issuer", "found"),
    [
        ("QĐ-HLĐ", "Hội Làm vườn Cao Bằng", "vn-04"),
        ("QĐ-HLĐ", "Hội Làm vườn", None),  # whose, nothing tells
        ("QĐ-UBND", "UBND", "vn-20"),
        ("QĐ-BCĐ", "Ban Chỉ đạo phòng, chống lụt bão tỉnh Cao Bằng", None),  # there are many of them in one place
    ],
)
def test_an_unknown_body_is_where_its_name_says_and_one_of_many_nowhere(
    number: str, issuer: str, found: str | None
) -> None:
    assert places(f"Quyết định số 5/2024/{number} của {issuer}.", HOME) == [found]


def test_a_document_that_nobody_is_known_to_have_issued_has_no_place() -> None:
    (document,) = documents("Công văn số 5/XYZ-KT ngày 02/3/2024.", HOME)
    assert (document.issuer, place(document)) == (None, None)
    (document,) = documents("Công văn số 5/SYT-KT ngày 02/3/2024.", HOME)
    assert (document.issuer, place(document)) == ("Sở Y tế", "vn-20")


@pytest.mark.parametrize("number", ["5/2024/QĐ-UBND", "5/QĐ-UBND", "5/2024/QĐ-SYT"])
def test_a_document_that_only_a_place_in_it_names_was_issued_by_nobody_known(number: str) -> None:
    (document,) = ud.resolve(with_mentions(article(number))).documents
    assert place(document) is None
    (document,) = ud.resolve(with_mentions(article("5/2024/QĐ-TTg"))).documents
    assert document.key == "vn:2024:5/2024/qđ-ttg"


# ---- whose digest it is -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("home", "found"),
    [("UBND tỉnh Lạng Sơn", "vn-20"), ("UBND tỉnh", None), ("UBND", None), ("HĐND", None), ("Sở Y tế", None)],
)
def test_a_title_that_names_no_place_tells_none(home: str, found: str | None) -> None:
    text = f"Chỉ đạo, điều hành của {home} trong tuần (từ ngày 02/02 - 08/02/2026)\n\nQuyết định số 5/2026/QĐ-UBND."
    assert places(text) == [found]


@pytest.mark.parametrize("days", ["", " (từ ngày 02/02 - 08/02)", " (từ ngày 02/02 - 08/02/2026)"])
def test_a_digest_of_no_known_day_is_of_the_province_of_each_day(days: str) -> None:
    title = f"Chỉ đạo, điều hành của UBND tỉnh Lào Cai trong tuần{days}\n\n"
    assert places(f"{title}Quyết định số 5/2026/QĐ-UBND.") == ["vn-15.2025-07-01"]
    old = None if "2026" in days else "vn-10"  # the one of that name before the merger
    assert places(f"{title}Quyết định số 5/2019/QĐ-UBND.") == [old]


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ("5/BNV-TL ngày 28/02/2025", "vn"),
        ("5/BNV-TL ngày 01/3/2025", "vn.2025-03-01"),
        ("5/BYT-TL ngày 01/3/2025", "vn"),
    ],
)
def test_a_ministry_is_a_new_one_from_the_day_after_the_last_of_the_old_ones(document: str, found: str) -> None:
    assert places(f"Công văn số {document}.") == [found]


# ---- which mentions mean one document -----------------------------------------------------------


def test_a_mention_without_a_place_is_of_the_body_that_the_text_names() -> None:
    """What the digest's own committee could have issued is what the words beside the number say, where they do."""
    told = "Quyết định số 5/QĐ-UBND ngày 02/3/2024 của UBND tỉnh Cao Bằng."
    assert [(place(one), len(one.mentions)) for one in documents(f"{told} Theo Quyết định số 5/QĐ-UBND.", HOME)] == [
        ("vn-04", 2)
    ]
    another = documents(f"{told} Theo Quyết định số 5/QĐ-UBND ngày 05/3/2024.", HOME)
    assert [(place(one), len(one.mentions)) for one in another] == [("vn-04", 1), ("vn-20", 1)]


def test_a_body_whose_place_is_not_known_takes_no_document_from_its_digest() -> None:
    text = "Quyết định số 5/2025/QĐ-UBND của UBND xã Cồn. Theo Quyết định số 5/2025/QĐ-UBND."
    assert places(text, HOME) == [None, "vn-20"]
    assert places(text.replace("2025", "2026"), HOME) == ["vn-20/xã-cồn.2025-07-01"]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("9/2024/QĐ-UBND", "ngày 06/3/2024", "vn-35"),  # the one of Hà Nam has no day
        ("9/2024/QĐ-UBND ngày 02/3/2024", "ngày 06/3/2024", None),
        ("9/2024/QĐ-UBND ngày 02/3/2024", "ngày 02/3/2024", "vn-35"),
        ("9/2024/QĐ-UBND ngày 02/3/2024", "hay", None),
    ],
)
def test_a_document_of_which_no_day_is_told_fits_any(first: str, last: str, found: str | None) -> None:
    others = f"Quyết định số {first} của UBND tỉnh Hà Nam; Quyết định số 9/2024/QĐ-UBND ngày 05/3/2024 của UBND tỉnh Nam Định"
    made = ud.parse(f"{others}. Quyết định số 9/2024/QĐ-UBND {last}.")
    document = ud.resolve(made).document_of(made.references[-1])
    assert document and place(document) == found


@pytest.mark.parametrize(("last", "count"), [("", 1), (" ngày 02/3/2024", 1), (" ngày 03/3/2024", 2)])
def test_mentions_of_a_body_of_no_known_place_share_their_day(last: str, count: int) -> None:
    one = "Quyết định số 5/QĐ-UBND ngày 02/3/2024 của UBND huyện"
    assert len(documents(f"{one}. Theo Quyết định số 5/QĐ-UBND{last} của UBND huyện.", HOME)) == count


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Luật số 51/2031/QH16, văn bản số 51/2031/QH16", ["vn:2031:law:51/2031/qh16"]),
        ("Nghị quyết số 51/2031/QH16, văn bản số 51/2031/QH16", ["vn:2031:resolution:51/2031/qh16"]),
        ("văn bản số 31/2024/QH15", ["vn:2024:law:31/2024/qh15"]),  # a law that is known
        ("văn bản số 51/2031/QH16", [None]),
        ("văn bản số 5/2031/NĐ-CP", ["vn:2031:5/2031/nđ-cp"]),
        ("Luật số 51/2031/QH16, Nghị quyết số 51/2031/QH16, văn bản số 51/2031/QH16", ["vn:2031:law:51/2031/qh16", "vn:2031:resolution:51/2031/qh16", None]),
        ("Nghị quyết số 5/NQ-CP ngày 02/3/2030, văn bản số 5/NQ-CP", ["vn:2030:5/nq-cp"]),
    ],
)  # fmt: skip
def test_only_of_what_the_assembly_passes_the_type_must_be_known(text: str, keys: list[str | None]) -> None:
    assert [place(one) and one.key for one in documents(f"Theo {text}.")] == keys


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Quyết định số 5/QĐ-TTg", None),
        ("Quyết định số 5/QĐ-TTg ngày 02/3/2030", "vn:2030:5/qđ-ttg"),
        ("Quyết định số 5/2030/QĐ-TTg", "vn:2030:5/2030/qđ-ttg"),
        ("Quyết định số 5/QĐ-TTg ngày 02/3/2030, Quyết định số 5/QĐ-TTg", "vn:2030:5/qđ-ttg"),
    ],
)
def test_a_document_whose_year_nothing_tells_is_known_in_its_digest_only(text: str, key: str | None) -> None:
    (document,) = documents(f"Theo {text}.")
    assert (place(document) and document.key, document.iri is None) == (key, key is None)


def test_what_the_assembly_passed_is_unknown_where_only_a_place_in_it_is_named() -> None:
    one, other = ud.resolve(with_mentions(article("51/2031/QH16"), article("31/2024/QH15", 9))).documents
    assert (place(one), other.key) == (None, "vn:2024:law:31/2024/qh15")


@pytest.mark.parametrize("between", [". Theo", " và", " tại Điều 4, theo"])
def test_of_documents_of_one_number_a_place_is_in_the_nearer_one(between: str) -> None:
    first, second = "Quyết định số 5/QĐ-TTg ngày 02/3/2030", "Quyết định số 5/QĐ-TTg ngày 02/3/2031"
    made = ud.parse(f"{first}{between} Điều 3 {second}.")
    document = ud.resolve(made).document_of(made.provisions[-1])
    assert document and document.date == dt.date(2031, 3, 2)
    made = ud.parse(f"Theo Điều 3 {first}. Thực hiện {second}.")
    document = ud.resolve(made).document_of(made.provisions[0])
    assert document and document.date == dt.date(2030, 3, 2)


def test_words_that_mean_a_document_are_about_one_before_them_where_there_is_one() -> None:
    made = digest("Quyết định số 5/QĐ-TTg ngày 02/3/2030. Quyết định này hay. Quyết định số 5/QĐ-TTg ngày 02/3/2031.")
    document = ud.resolve(made).document_of(made.anaphora[0])
    assert document and document.date == dt.date(2030, 3, 2)
    words = ud.Anaphora(ud.Span(0, 14), "Quyết định này", ud.DocumentType.DECISION, made.references[0].number)
    behind = evolve(made, mentions=(words, *made.references[1:]))  # the first one is cut off: it can only be the other
    document = ud.resolve(behind).document_of(words)
    assert document and document.date == dt.date(2031, 3, 2)
    (alone,) = ud.resolve(evolve(made, mentions=(words,))).documents
    assert (str(alone), [one.mention for one in alone.mentions]) == ("5/QĐ-TTg", [words])


def test_the_signs_of_a_key_stand_in_no_name() -> None:
    named = ud.NamedDocument("Quy chế Đảng bộ/Chi bộ: phần một")
    place_in_it = evolve(article("5/QĐ-TTg"), document=named)
    law = ud.Law(ud.Span(9, 12), "", "Luật Đê/Đập: sửa đổi", 2031)
    rules, passed = ud.resolve(with_mentions(place_in_it, law)).documents
    assert rules.key.endswith(":::quy-chế-đảng-bộ-chi-bộ-phần-một")
    assert (passed.key, passed.iri) == (
        "vn:2031:law:luật-đê-đập-sửa-đổi",
        "/akn/vn/act/law/qh/2031/luật-đê-đập-sửa-đổi",
    )


@pytest.mark.parametrize(
    ("name", "iri"), [("Bộ luật Cây xanh", "code/qh/2031/bộ-luật"), ("Luật Cây xanh", "law/qh/2031/luật")]
)
def test_laws_and_codes_share_a_shelf_of_keys_and_none_of_iris(name: str, iri: str) -> None:
    (document,) = documents(f"Theo {name} năm 2031.")
    assert document.key == f"vn:2031:law:{name.lower().replace(' ', '-')}"
    assert document.iri == f"/akn/vn/act/{iri}-cây-xanh"


def test_half_a_character_in_a_text_tells_it_from_others() -> None:
    keys = {documents(f"Quyết định số 5/QĐ-UBND{end}")[0].key for end in ("", " \ud800", " \udfff")}
    assert len(keys) == 3


# ---- what is known of a document ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Thông báo số 9/UBND-KT", ud.DocumentType.NOTICE),
        ("Công văn số 9/UBND-KT", ud.DocumentType.OFFICIAL_LETTER),
        ("Văn bản số 9/UBND-KT", ud.DocumentType.OFFICIAL_LETTER),  # which says no type
        ("Văn bản số 9/UBND-KT, Văn bản số 9/UBND-KT, Thông báo số 9/UBND-KT", ud.DocumentType.NOTICE),
        ("Thông báo số 9/QĐ-UBND", ud.DocumentType.DECISION),  # by the code in its number
    ],
)
def test_the_type_is_that_of_the_number_then_what_most_mentions_say(words: str, found: ud.DocumentType) -> None:
    assert [one.type for one in documents(f"{words}.")] == [found]


def test_a_resolution_with_the_number_of_a_law_has_not_its_name() -> None:
    assert [one.name for one in documents("Nghị quyết số 31/2024/QH15, Nghị quyết số 31/2024/QH15")] == [None]
    assert [one.name for one in documents("Luật số 31/2024/QH15")] == ["Luật Đất đai"]


@pytest.mark.parametrize("is_first", [True, False])
def test_a_law_that_no_table_has_is_called_as_its_first_name_says(is_first: bool) -> None:
    (reference,) = digest("Luật số 51/2031/QH16").references
    law = ud.Law(ud.Span(40, 53), "Luật Cây xanh", "Luật Cây xanh", 2031, reference.number)
    later = evolve(law, span=ud.Span(60, 73), name="Luật Cây xanh đô thị")
    before = evolve(law, span=ud.Span(0, 0))
    mentions = (before, reference, later) if is_first else (reference, law, later)
    (document,) = ud.resolve(with_mentions(*mentions)).documents
    assert (document.name, len(document.mentions)) == ("Luật Cây xanh", 3)


def test_days_that_differ_are_told_with_the_first_one() -> None:
    one = "Nghị định số 5/2030/NĐ-CP ngày {}/3/2030, "
    found = ud.resolve(ud.parse(one.format("02") * 2 + one.format("03") + one.format("04"))).diagnostics
    assert [doubt.message for doubt in found] == [
        f"5/2030/NĐ-CP is of 2030-03-02 elsewhere, here of 2030-03-{day}" for day in ("03", "04")
    ]


# ---- what documents do to each other ------------------------------------------------------------


def related(text: str) -> list[tuple[str, str, str]]:
    found = {document.key: document for document in documents(text)}
    return [
        (str(document), relation.kind.value, str(found[relation.target]))
        for document in found.values()
        for relation in document.relations
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quyết định số {other} được thay thế bởi Quyết định số {own}", [(OWN, "replaces", OTHER)]),
        ("Quy chế cũ được thay thế bởi Quyết định số {own}", []),
        ("Quyết định số {own} được thay thế bởi Quyết định số {own}", []),
    ],
)
def test_a_document_is_replaced_by_another_one_where_both_are_told(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    assert related(f"{text.format(own=OWN, other=OTHER)}.") == found


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("sửa đổi một số điều của", "amends"),
        ("bãi bỏ một số nội dung cũ; sửa đổi một số điều của", "amends"),
        ("bãi bỏ một số nội dung cũ, sửa đổi một số điều của", "amends"),
        ("sửa đổi một số điều; bãi bỏ", "repeals"),
        ("sửa đổi Luật; nêu", None),
    ],
)
def test_the_last_words_before_what_came_with_a_document_say_what_is_done_to_it(words: str, kind: str | None) -> None:
    text = f"Quyết định số {OWN} {words} Quy định về cây xanh ban hành kèm theo Quyết định số {OTHER}."
    assert related(text) == ([(OWN, kind, OTHER)] if kind else [])


# ---- orders -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("spaces", "is_same"), [(1, True), (4, True), (5, False)])
def test_the_issuer_of_an_order_begins_within_eight_characters_behind_it(spaces: int, is_same: bool) -> None:
    def identifiers(order: str) -> list[str]:
        task = f"Giao Sở Y tế rà soát quỹ đất, báo cáo kết quả theo {order}, trước ngày 20/02/2026."
        return [record["uid"] for record in entries("a", digest(f"Trồng rừng phòng hộ\n\n{task}\n", HOME), ALL)]

    order = "Kế hoạch số 7/KH-UBND ngày 06/01/2026"
    assert (identifiers(f"{order}{' ' * spaces}của UBND tỉnh") == identifiers(order)) is is_same


@pytest.mark.parametrize("words", [1, 60])
def test_the_words_that_lead_to_an_order_belong_to_it_however_much_stands_before_them(words: int) -> None:
    def identifiers(order: str) -> list[str]:
        task = f"Giao Sở Y tế rà soát quỹ {'đất ' * words}và báo cáo {order}trước ngày 20/02/2026."
        return [record["uid"] for record in entries("a", digest(f"Trồng rừng phòng hộ\n\n{task}\n", HOME), ALL)]

    order = "Kế hoạch số 7/KH-UBND ngày 06/01/2026"
    (found,) = identifiers(f"theo {order} ")
    assert [found] == identifiers(f"căn cứ {order} ")
    assert found not in identifiers("")


# ---- which items are the same -------------------------------------------------------------------


def test_items_without_headings_are_the_same_by_their_first_paragraphs() -> None:
    def item(*paragraphs: str, heading: str | None = None) -> ud.Item:
        nowhere = ud.Span(0, 0)
        made = tuple(ud.Paragraph(nowhere, text) for text in paragraphs)
        return ud.Item(ud.Heading(nowhere, heading) if heading else None, made)

    def by_hand(*items: ud.Item) -> ud.Digest:
        return ud.Digest("", items=items)

    ferry, sand = item("Mở bến phà.", "Giao Sở Y tế."), item("Cấm hút cát.")
    assert not ud.diff(by_hand(ferry, sand), by_hand(sand, ferry))
    found = ud.diff(by_hand(ferry, sand), by_hand(item("CẤM  hút cát.", "Giao Sở Nội vụ.")))
    assert (found.removed, [change.old for change in found.changed], found.added) == ((ferry,), [sand], ())
    # of those with headings the headings count
    one, other = item("Cấm hút cát.", heading="Cát sông Lĩnh"), item("Cấm bán cát.", heading="Cát sông Lĩnh")
    assert [change.fields for change in ud.diff(by_hand(one), by_hand(other)).changed] == [("paragraphs",)]
    assert ud.diff(by_hand(sand), by_hand(one)).added == (one,)
