"""Distinct documents: which mentions mean one, what is known of it, and by which key it is known elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from strategies import texts
from ubnd_digest.linking.places import Home, When, place_of

TITLE = "Chỉ đạo, điều hành của UBND tỉnh {place} trong tuần (từ ngày 02/02 - 08/02/{year})\n\n"


def documents(*texts: str) -> tuple[ud.Document, ...]:
    return ud.resolve([ud.parse(text) for text in texts]).documents


def numbers(*texts: str) -> list[tuple[str, int]]:
    """The documents of some texts, each with the number of its mentions."""
    return [(str(document), len(document.mentions)) for document in documents(*texts)]


def of(place: str, text: str, year: int = 2026) -> str:
    return TITLE.format(place=place, year=year) + text


def key(text: str) -> str:
    (document,) = documents(text)
    return document.key


# ---- what is one document ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quyết định số 5/QĐ-TTg ngày 02/3/2030 và quyết định số 05/QĐ-TTg", [("5/QĐ-TTg", 2)]),
        ("Quyết định số 5/QĐ-TTg ngày 02/3/2030. Quyết định này hết hiệu lực.", [("5/QĐ-TTg", 2)]),
        ("Quyết định số 5/QĐ-TTg ngày 02/3/2030 và số 5/QĐ-TTg ngày 02/3/2031", [("5/QĐ-TTg", 1)] * 2),
        ("Quyết định số 45/2030/QĐ-TTg và Quyết định số 45/QĐ-TTg ngày 02/3/2030", [("45/2030/QĐ-TTg", 1), ("45/QĐ-TTg", 1)]),
        ("Luật Đất đai năm 2024 và Luật số 31/2024/QH15", [("31/2024/QH15", 2)]),
        ("Luật số 51/2031/QH16 và Nghị quyết số 51/2031/QH16", [("51/2031/QH16", 1)] * 2),
        ("Quyết định số 9/QĐ-UBND của UBND tỉnh Hà Nam và số 9/QĐ-UBND của UBND tỉnh Nam Định", [("9/QĐ-UBND", 1)] * 2),
        ("Công văn số 9/UBND-KT ngày 02/3/2030. Theo Công văn số 9/UBND-KT", [("9/UBND-KT", 2)]),
        ("Theo Điều 4 Quy chế làm việc", [("Quy chế làm việc", 0)]),
        ("Hiến pháp năm 2013, Hiến pháp 2013", [("Hiến pháp", 2)]),
    ],
)  # fmt: skip
def test_what_is_one_document(text: str, found: list[tuple[str, int]]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (["Nghị định số 5/2030/NĐ-CP", "nghị định 05/2030/NĐ-CP"], 1),
        (["Quyết định số 5/QĐ-TTg ngày 02/3/2030", "Quyết định số 5/QĐ-TTg ngày 02/3/2030"], 1),
        (["Quyết định số 5/QĐ-TTg", "Quyết định số 5/QĐ-TTg ngày 02/3/2030"], 2),  # the year is not told
        (["Quyết định số 5/2024/QĐ-UBND hay", "Quyết định số 5/2024/QĐ-UBND đẹp"], 2),  # nor is the province
        (["Quyết định số 5/2024/QĐ-UBND của UBND tỉnh Lạng Sơn", of("Lạng Sơn", "Quyết định số 5/2024/QĐ-UBND")], 1),
        ([of("Lạng Sơn", "Công văn số 5/SYT-KH ngày 02/3/2024"), of("Cao Bằng", "Công văn số 5/SYT-KH ngày 02/3/2024")], 2),
        ([of("Sông Trà", "Quyết định số 5/2024/QĐ-UBND"), of("Sông Trà", "Quyết định số 5/2024/QĐ-UBND")], 1),
        (["Luật Xây dựng", "Luật  xây dựng"], 2),  # which of the laws of this name is not told
        (["Luật Cây xanh năm 2031", "LUẬT Cây xanh 2031"], 1),
    ],
)  # fmt: skip
def test_documents_of_several_digests(texts: list[str], count: int) -> None:
    assert len(documents(*texts)) == count


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quyết định số 5/QĐ-UBND ngày 02/3/2025 của UBND tỉnh Lào Cai", "Quyết định số 5/QĐ-UBND ngày 02/9/2025 của UBND tỉnh Lào Cai"),
        (of("Lạng Sơn", "Công văn số 5/SXD-KT ngày 10/01/2025"), of("Lạng Sơn", "Công văn số 5/SXD-KT ngày 10/9/2025")),
        (of("Lạng Sơn", "Quyết định số 5/QĐ-UBND ngày 02/3/2025 của UBND xã Tân Thành"), of("Lạng Sơn", "Quyết định số 5/QĐ-UBND ngày 02/9/2025 của UBND xã Tân Thành")),
    ],
)  # fmt: skip
def test_bodies_of_one_name_before_and_after_a_merger_are_two(one: str, other: str) -> None:
    assert len(documents(one, other)) == 2


def test_the_province_of_a_digest_is_not_that_of_older_documents_where_it_was_merged() -> None:
    old, new = "Quyết định số 5/2019/QĐ-UBND", "Quyết định số 5/2026/QĐ-UBND"
    assert key(of("Lào Cai", new)) == "vn-15.2025-07-01:2026:5/2026/qđ-ubnd"
    assert key(of("Lào Cai", old)).startswith("digest-")
    assert key(of("Lạng Sơn", old)) == "vn-20:2019:5/2019/qđ-ubnd"


COMMUNE = "xã Bắc Sơn, tỉnh Lạng Sơn"
TODAY, BEFORE = "Quyết định số 5/2026/QĐ-UBND", "Quyết định số 5/2024/QĐ-UBND"


@pytest.mark.parametrize(
    ("who", "text", "place"),
    [
        ("tỉnh Lạng Sơn", f"{BEFORE} của UBND thành phố Lạng Sơn", "vn-20/thành-phố-lạng-sơn"),
        ("tỉnh Lạng Sơn", f"{BEFORE} của UBND thành phố Đà Nẵng", "vn-48"),
        ("tỉnh Lạng Sơn", f"{BEFORE} của UBND TP. Đà Nẵng", "vn-48"),
        ("tỉnh Sông Trà", f"{BEFORE} của UBND Lạng Sơn", "vn-20"),
        ("tỉnh Sông Trà", f"{BEFORE} của UBND huyện Bắc Sơn, tỉnh Lạng Sơn", "vn-20/huyện-bắc-sơn"),
        ("tỉnh Sông Trà", f"Chủ tịch UBND huyện Bắc Sơn, tỉnh Lạng Sơn ban hành {BEFORE}", "vn-20/huyện-bắc-sơn"),
        ("tỉnh Sông Trà", f"{BEFORE} của UBND phường Cồn, thành phố Vinh", "vn-sông-trà/phường-cồn"),  # a city of a province
        ("tỉnh Sông Trà", f"{BEFORE} của UBND phường Cồn, thành phố Đà Nẵng", "vn-48/phường-cồn"),
        ("tỉnh Lạng Sơn", f"{BEFORE} của UBND huyện", None),
        ("tỉnh Lạng Sơn", f"{TODAY} của UBND xã Bắc Sơn", "vn-20/xã-bắc-sơn.2025-07-01"),
        ("tỉnh Lạng Sơn", "Quyết định số 5/QĐ-UBND ngày 30/6/2025 của UBND xã Cồn", "vn-20/xã-cồn"),
        ("tỉnh Lạng Sơn", "Quyết định số 5/QĐ-UBND ngày 01/7/2025 của UBND xã Cồn", "vn-20/xã-cồn.2025-07-01"),
        ("tỉnh Lạng Sơn", "Quyết định số 5/2025/QĐ-UBND của UBND xã Cồn", None),  # before July or not
        ("tỉnh Lạng Sơn", "Quyết định số 5/QĐ-UBND của UBND xã Cồn", None),
        (COMMUNE, TODAY, "vn-20/xã-bắc-sơn.2025-07-01"),
        (COMMUNE, f"{TODAY} của UBND xã", "vn-20/xã-bắc-sơn.2025-07-01"),
        (COMMUNE, f"{TODAY} của UBND tỉnh", "vn-20"),
        (COMMUNE, f"{TODAY} của UBND thành phố", None),
        (COMMUNE, f"{TODAY} của UBND phường", None),
        ("xã Bắc Sơn", TODAY, None),  # there is one in several provinces
        ("tỉnh", TODAY, None),
    ],
)  # fmt: skip
def test_the_place_of_the_body_that_issued_a_document(who: str, text: str, place: str | None) -> None:
    found = key(of("", text).replace("tỉnh ", who, 1))
    assert found.startswith("digest-") if place is None else found.partition(":")[0] == place


def test_the_publisher_tells_the_place_where_the_title_does_not() -> None:
    text = of("", TODAY)
    digest = ud.parse(text, publisher="vn-09")
    assert ud.resolve(digest).documents[0].key == "vn-20:2026:5/2026/qđ-ubnd"
    elsewhere = ud.to_dict(digest)
    elsewhere["grammar"]["id"] = "vn-far"  # read where a publisher was installed that is not here
    assert ud.resolve(ud.from_dict(elsewhere)).documents[0].key.startswith("digest-")


@pytest.mark.parametrize(
    ("last", "place"),
    [
        ("ngày 05/3/2024", "vn-36"),  # as the one of Nam Định
        ("ngày 06/3/2024", None),
        ("năm 2024", None),
    ],
)
def test_of_documents_of_one_number_the_day_tells_which_is_meant(last: str, place: str | None) -> None:
    one = "Quyết định số 9/QĐ-UBND ngày 02/3/2024 của UBND tỉnh Hà Nam"
    other = "Quyết định số 9/QĐ-UBND ngày 05/3/2024 của UBND tỉnh Nam Định"
    found = ud.parse(f"{one}; {other}. Theo Quyết định số 9/QĐ-UBND {last}.")
    document = ud.resolve(found).document_of(found.references[-1])
    assert document is not None
    assert document.key.startswith("digest-") if place is None else document.key.startswith(f"{place}:")


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("Quyết định số 5/2024/QĐ-UBND của UBND tỉnh Lạng Sơn", "/akn/vn/act/decision/ubnd-20/2024/5-2024-qđ-ubnd"),
        ("Quyết định số 5/2026/QĐ-UBND của UBND tỉnh Lào Cai", "/akn/vn/act/decision/ubnd-15.2025-07-01/2026/5-2026-qđ-ubnd"),
        ("Luật Đất đai năm 2024", "/akn/vn/act/law/qh/2024/31-2024-qh15"),
        ("Kết luận số 94-KL/TW ngày 02/3/2030", "/akn/vn/doc/conclusion/tw/2030/94-kl-tw"),
        ("Công văn số 5/BYT-DP ngày 02/3/2030", "/akn/vn/doc/official-letter/byt/2030/5-byt-dp"),
        ("Quyết định số 5/QĐ-TTg", None),
        (of("Sông Trà", "Quyết định số 5/2024/QĐ-UBND"), None),
    ],
)  # fmt: skip
def test_iris(text: str, iri: str | None) -> None:
    assert documents(text)[0].iri == iri


# ---- what is known of it -------------------------------------------------------------------------


def test_what_the_mentions_know_is_merged() -> None:
    text = (
        "Theo khoản 2 Điều 5 Nghị định số 5/2030/NĐ-CP ngày 02/3/2030 của Chính phủ, khoản 2 Điều 5 và Điều 7 "
        "Nghị định số 5/2030/NĐ-CP. Điều 9 Nghị định này hết hiệu lực."
    )
    (document,) = documents(text)
    assert (document.type, document.date) == (ud.DocumentType.DECREE, dt.date(2030, 3, 2))
    assert (document.issuer, document.law, document.roles) == ("Chính phủ", False, (ud.Role.CITED,))
    assert [place.text for place in document.provisions] == ["khoản 2 Điều 5", "Điều 7", "Điều 9"]


def test_a_law_has_its_name() -> None:
    (document,) = documents("Luật số 31/2024/QH15")
    assert (document.law, document.name, document.type) == (True, "Luật Đất đai", ud.DocumentType.LAW)


def test_a_mention_leads_to_its_document() -> None:
    digests = [ud.parse(""), ud.parse("Điều 3 Nghị định số 5/2030/NĐ-CP. Nghị định này hết hiệu lực ngày 01/7/2031.")]
    resolution = ud.resolve(iter(digests))
    (document,) = resolution.documents
    for mention in (*digests[1].references, *digests[1].provisions, *digests[1].anaphora):
        assert resolution.document_of(mention, 1) is document
        assert resolution.document_of(mention) is None
    assert resolution.document_of(digests[1].dates[0], 1) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Nghị định số 5/2030/NĐ-CP ngày 02/3/2030, Nghị định số 5/2030/NĐ-CP ngày 03/3/2030", ["document-dates-differ"]),
        ("Nghị định số 5/2030/NĐ-CP của Chính phủ, Nghị định số 5/2030/NĐ-CP của Bộ Y tế", ["document-issuers-differ"]),
        ("Quyết định số 5/QĐ-TTg ngày 02/3/2030, số 5/QĐ-TTg ngày 02/3/2031, số 5/QĐ-TTg", ["ambiguous-document"]),
        ("Quyết định số 5/QĐ-BTC ngày 02/3/2030 của Bộ Tài chính, số 5/QĐ-BTC của Bộ trưởng Bộ Tài chính", []),
        ("Quyết định số 5/QĐ-BTC ngày 02/3/2030, Quy chế số 5/QĐ-BTC", []),
    ],
)  # fmt: skip
def test_contradictions_are_told(text: str, codes: list[str]) -> None:
    assert [doubt.code for doubt in ud.resolve(ud.parse(text)).diagnostics] == codes


def test_the_day_that_is_said_most_often_counts() -> None:
    first, other = "Nghị định số 5/2030/NĐ-CP ngày 02/3/2030, ", "Nghị định số 5/2030/NĐ-CP ngày 03/3/2030, "
    assert documents(first * 2 + other)[0].date == dt.date(2030, 3, 2)
    assert documents(first + other)[0].date is None


@pytest.mark.parametrize("wrong", [5, None, "Quyết định", [5]])
def test_what_is_no_digest_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError, match=r"^resolve takes a Digest"):
        ud.resolve(wrong)  # type: ignore[arg-type]


# ---- laws ----------------------------------------------------------------------------------------

_PIECES = (
    "Quyết định số 5/QĐ-UBND ngày 02/3/2030", "Quyết định số 5/QĐ-UBND", "Quyết định số 5/2030/QĐ-UBND", "của UBND tỉnh Lạng Sơn",
    "của UBND huyện Bắc Sơn", "Nghị định số 7/2030/NĐ-CP", "Luật Đất đai năm 2024", "Luật số 31/2024/QH15", "Quyết định này",
    "Điều 3", "khoản 2", "thay thế", "Công văn số 9/SYT-KH ngày 03/3/2030", "Quy chế làm việc", "Kết luận số 9-KL/TW ngày 04/3/2030",
    ".", ";", "và", "\n\n", "Luật Cây xanh", "Quyết định số 5/QĐ-TTg ngày 02/3/2031", "Quyết định số 5/QĐ-TTg",
)  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join) | texts()
_TITLED = st.builds(of, st.sampled_from(["Lạng Sơn", "Lào Cai", "Sông Trà"]), _TEXTS, st.sampled_from([2024, 2026]))
_DIGESTS = st.lists((_TEXTS | _TITLED).map(ud.parse), max_size=3)


def _partition(digests: Sequence[ud.Digest]) -> dict[str, list[tuple[ud.Digest, ud.Span]]]:
    return {
        document.key: [(digests[one.digest], one.mention.span) for one in document.mentions]
        for document in ud.resolve(digests).documents
    }


@given(_DIGESTS)
def test_every_mention_leads_to_exactly_one_document(digests: list[ud.Digest]) -> None:
    resolution = ud.resolve(digests)
    held = [(one.digest, one.mention) for document in resolution.documents for one in document.mentions]
    meant = [
        (number, mention)
        for number, digest in enumerate(digests)
        for mention in digest.mentions
        if isinstance(mention, (ud.Reference, ud.Law)) or (isinstance(mention, ud.Anaphora) and mention.document)
    ]
    assert sorted((number, id(mention)) for number, mention in held) == sorted((n, id(one)) for n, one in meant)
    for document in resolution.documents:
        for one in document.mentions:
            assert resolution.document_of(one.mention, one.digest) is document
        for relation in document.relations:
            assert relation.source == document.key != relation.target
            assert digests[relation.digest].source[relation.span.start : relation.span.end] == relation.text
    keys = [document.key for document in resolution.documents]
    assert len(keys) == len(set(keys))


@given(_DIGESTS)
def test_many_digests_are_the_parts_joined_by_their_keys(digests: list[ud.Digest]) -> None:
    joined: dict[str, list[tuple[ud.Digest, ud.Span]]] = {}
    for digest in digests:
        for one, mentions in _partition([digest]).items():
            joined.setdefault(one, []).extend(mentions)
    assert _partition(digests) == joined
    assert set(_partition(digests[::-1])) == set(joined)


@given(_TITLED)
def test_what_comes_back_from_json_has_the_same_documents(text: str) -> None:
    digest = ud.parse(text)
    again = ud.resolve(ud.from_json(ud.to_json(digest)))
    assert again == ud.resolve(digest)


# ---- when ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "year", "days"),
    [
        (dt.date(2026, 3, 5), 2026, (dt.date(2026, 3, 5), dt.date(2026, 3, 5))),
        (None, 2026, (dt.date(2026, 1, 1), dt.date(2026, 12, 31))),
        (None, 9998, (dt.date(9998, 1, 1), dt.date(9998, 12, 31))),
        (None, 9999, None),
        (None, 0, None),
        (None, None, None),
    ],
)
def test_the_days_on_which_a_document_may_have_been_issued(
    day: dt.date | None, year: int | None, days: tuple[dt.date, dt.date] | None
) -> None:
    assert When(day, year).first_and_last() == days


@pytest.mark.parametrize(
    ("when", "place"),
    [
        ("ngày 28/02/2025", "vn"),
        ("ngày 01/3/2025", "vn.2025-03-01"),  # since others were merged into it
        ("ngày 05/01/2026", "vn.2025-03-01"),
        ("", "digest"),
    ],
)
def test_a_ministry_that_others_were_merged_into_is_another_one_since_then(when: str, place: str) -> None:
    assert key(f"Công văn số 5/BNV-TL {when}.").startswith(f"{place}:" if place != "digest" else "digest-")


@pytest.mark.parametrize(("number", "key"), [("5/QĐ-TTg", "vn:2030:5/qđ-ttg"), ("5/QĐ-UBND", ":2030::5/qđ-ubnd")])
def test_a_month_is_no_day_of_a_document(number: str, key: str) -> None:
    content = ud.to_dict(ud.parse(f"Theo Quyết định số {number} ngày 01/3/2030."))
    assert ud.resolve(ud.from_dict(content)).documents[0].date == dt.date(2030, 3, 1)
    month = {"start": "2030-03-01", "end": "2030-03-31", "precision": "month", "edtf": "2030-03"}
    for found in (*content["outside_items"]["dates"], content["outside_items"]["references"][0]["date"]):
        found.update(month)
    (document,) = ud.resolve(ud.from_dict(content)).documents
    assert document.key.endswith(key) and document.date is None


@pytest.mark.parametrize(("year", "place"), [(2024, "vn"), (2025, None), (2026, "vn.2025-03-01"), (None, "vn")])
def test_the_year_of_a_merger_alone_tells_not_which_ministry_it_was(year: int | None, place: str | None) -> None:
    number = ud.DocumentNumber.parse("5/BNV-TL")
    assert place_of(number, None, When(None, year), Home(None, None)) == (place, True)


@pytest.mark.parametrize(("many", "is_known"), [(1, True), (8, True), (9, False)])
def test_a_document_without_a_place_is_compared_with_those_of_a_few_places(many: int, is_known: bool) -> None:
    names = ("Hà Nam", "Nam Định", "Lạng Sơn", "Cao Bằng", "Sơn La", "Lai Châu", "Điện Biên", "Thái Bình", "Nghệ An")
    others = "; ".join(
        f"Quyết định số 9/QĐ-UBND ngày {day:02}/3/2024 của UBND tỉnh {name}" for day, name in enumerate(names[:many], 1)
    )
    digest = ud.parse(f"{others}. Theo Quyết định số 9/QĐ-UBND ngày 01/3/2024.")
    document = ud.resolve(digest).document_of(digest.references[-1])
    assert document is not None and document.key.startswith("vn-35:" if is_known else "digest-")
