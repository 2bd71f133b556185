"""The elements of Akoma Ntoso and TimeML, and the annotations of the Web: which there are, and what each attribute says."""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ET

import attrs
import pytest

import ubnd_digest as ud
from support.elements import week

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
TREES = (
    "1. Kế hoạch trồng cây",
    (
        "UBND tỉnh ban hành Quyết định số 5/QĐ-UBND ngày 03/3/2026 theo Nghị định số 7/2019/NĐ-CP. Ông Nguyễn Văn A,"
        " Giám đốc Sở Y tế báo cáo trước ngày 30/4/2026."
    ),
)


@pytest.fixture(scope="module")
def digest() -> ud.Digest:
    return week(TREES, ("2. Phòng dịch", "UBND tỉnh họp."))


def told(element: ET.Element) -> tuple[str, dict[str, str]]:
    return element.tag.removeprefix(AKN), dict(element.attrib)


# ---- Akoma Ntoso -----------------------------------------------------------------------------


def root(digest: ud.Digest) -> ET.Element:
    return ET.fromstring(ud.to_akoma_ntoso(digest).encode("utf-8"))


@pytest.mark.parametrize("publisher", ["vn-09", None])
def test_what_a_document_is_is_told_on_three_levels(digest: ud.Digest, publisher: str | None) -> None:
    digest = ud.parse(digest.source, publisher=publisher)
    if publisher is None:
        digest = attrs.evolve(digest, grammar=None)
    name = publisher or "unknown"
    own = hashlib.sha256(digest.source.encode()).hexdigest()[:12]
    work = f"/akn/vn/doc/digest/{name}/2026-03-08/{own}"
    expression = f"{work}/vie@2026-03-08"
    found = root(digest)
    assert told(found[0]) == ("doc", {"name": "digest", "contains": "originalVersion"})
    identification = found.find(f"{AKN}doc/{AKN}meta/{AKN}identification")
    assert identification is not None and identification.attrib == {"source": "#ubnd-digest"}
    organisations = {one.get("showAs"): one.get("eId") for one in found.iter(f"{AKN}TLCOrganization")}
    author = f"#{organisations[publisher or 'unknown-publisher']}"
    last = {
        "FRBRWork": ("FRBRcountry", {"value": "vn"}),
        "FRBRExpression": ("FRBRlanguage", {"language": "vie"}),
        "FRBRManifestation": ("FRBRformat", {"value": "application/akn+xml"}),
    }
    levels = {
        "FRBRWork": (f"{work}/!main", work, "period", author),
        "FRBRExpression": (f"{expression}/!main", expression, "period", author),
        "FRBRManifestation": (f"{expression}/!main.xml", f"{expression}.xml", "markup", "#ubnd-digest"),
    }
    assert {told(level)[0]: [told(one) for one in level] for level in identification} == {
        level: [
            ("FRBRthis", {"value": this}),
            ("FRBRuri", {"value": iri}),
            ("FRBRdate", {"date": "2026-03-08", "name": date}),
            ("FRBRauthor", {"href": by}),
            last[level],
        ]
        for level, (this, iri, date, by) in levels.items()
    }


@pytest.mark.parametrize(("anchor", "day"), [("2026-01-05", "2026-01-05"), (None, "0001-01-01")])
def test_without_a_period_the_day_is_the_anchor_or_none(anchor: str | None, day: str) -> None:
    import datetime as dt

    digest = ud.parse("Họp.", anchor=dt.date.fromisoformat(anchor) if anchor else None)
    assert {one.get("date") for one in root(digest).iter(f"{AKN}FRBRdate")} == {day}


def test_organisations_and_persons_are_told_once_and_pointed_at(digest: ud.Digest) -> None:
    found = root(digest)
    references = found.find(f"{AKN}doc/{AKN}meta/{AKN}references")
    assert references is not None and references.attrib == {"source": "#ubnd-digest"}
    tool, *others = map(told, references)
    assert tool == (
        "TLCOrganization",
        {"eId": "ubnd-digest", "href": "/akn/ontology/organization/ubnd-digest", "showAs": "ubnd-digest"},
    )
    shown = {one["showAs"]: (element, one["eId"], one["href"]) for element, one in others}
    assert len({identifier for _, identifier, _ in shown.values()}) == len(others)
    for name, (element, identifier, href) in shown.items():
        kind = "person" if element == "TLCPerson" else "organization"
        assert re.fullmatch("per_[0-9]+" if kind == "person" else "org_[0-9]+", identifier)
        slug = re.sub(r"[^\w.-]+", "-", name.casefold()).strip("-")
        assert href == f"/akn/ontology/{kind}/vn/{slug}"
    assert {one for one, (element, *_) in shown.items() if element == "TLCPerson"} == {"Nguyễn Văn A"}
    for kind, count in (("organization", 6), ("person", 1)):
        pointing = list(found.iter(f"{AKN}{kind}"))
        assert len(pointing) <= count and pointing
        for one in pointing:
            assert any(one.get("refersTo") == f"#{identifier}" for _, identifier, _ in shown.values())
    houses = [one.get("refersTo") for one in found.iter(f"{AKN}organization") if "".join(one.itertext()) == "UBND tỉnh"]
    assert len(houses) == 2 and len(set(houses)) == 1


def test_what_a_digest_says_stands_in_its_places(digest: ud.Digest) -> None:
    body = root(digest).find(f"{AKN}doc/{AKN}mainBody")
    assert body is not None
    assert [told(section) for section in body] == [("section", {"eId": f"sec_{number}"}) for number in (1, 2)]
    assert [told(part) for part in body[0]] == [("num", {}), ("heading", {}), ("content", {"eId": "sec_1__content"})]
    assert ["".join(part.itertext()).strip() for part in body[0]] == ["1", *TREES]


def test_mentions_are_elements_that_say_what_they_are(digest: ud.Digest) -> None:
    (content, *_) = root(digest).iter(f"{AKN}content")
    found = [(*told(one), "".join(one.itertext())) for paragraph in content for one in paragraph.iter()][1:]
    assert [(name, attributes, text) for name, attributes, text in found if "refersTo" not in attributes] == [
        # without the publisher its IRI is not known
        ("inline", {"name": "reference"}, "Quyết định số 5/QĐ-UBND ngày 03/3/2026"),
        ("date", {"date": "2026-03-03"}, "ngày 03/3/2026"),
        ("ref", {"href": "/akn/vn/act/decree/cp/2019/7-2019-nđ-cp"}, "Nghị định số 7/2019/NĐ-CP"),
        ("inline", {"name": "duty"}, TREES[1].partition("Ông ")[2].removesuffix(".")),
        ("inline", {"name": "deadline"}, "trước ngày 30/4/2026"),
        ("date", {"date": "2026-04-30"}, "ngày 30/4/2026"),
    ]


def test_only_days_are_dates(digest: ud.Digest) -> None:
    found = root(week(("1. Họp", "UBND tỉnh họp trong tháng 4/2026, trong ba ngày.")))
    assert [one.get("date") for one in found.iter(f"{AKN}date")] == ["2026-03-02", "2026-03-08"]
    assert list(found.iter(f"{AKN}inline")) == []


def test_parts_hold_the_items_of_a_section() -> None:
    title = str(week(TREES).title)
    digest = ud.parse(
        f"{title}\n\nI. GIAO THÔNG\n\n1. Mở bến\n\nHọp.\n\n2. Sửa cầu\n\nHọp.\n\nII. Y TẾ\n\n1. Tiêm\n\nHọp.\n"
    )
    sections = [(str(item.section) if item.section else None) for item in digest.items]
    body = root(digest).find(f"{AKN}doc/{AKN}mainBody")
    assert body is not None
    parts = [part for part in body if part.tag == f"{AKN}part"]
    assert [told(part) for part in parts] == [("part", {"eId": "part_1"}), ("part", {"eId": "part_2"})]
    assert [part.findtext(f"{AKN}heading") for part in parts] == ["I. GIAO THÔNG", "II. Y TẾ"]
    within = [(part.findtext(f"{AKN}heading") if part in parts else None, one.get("eId"))
              for part in body for one in (list(part)[1:] if part in parts else [part])]  # fmt: skip
    assert within == [(section, f"sec_{number}") for number, section in enumerate(sections, 1)]


# ---- TimeML ----------------------------------------------------------------------------------


def times(text: str) -> list[tuple[dict[str, str], str]]:
    found = ET.fromstring(ud.to_timeml(ud.parse(text)).encode("utf-8")).find("TEXT")
    assert found is not None
    return [(dict(one.attrib), "".join(one.itertext())) for one in found]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ngày 30/4/2026", {"type": "DATE", "value": "2026-04-30"}),
        ("tháng 4/2026", {"type": "DATE", "value": "2026-04"}),
        ("đầu tháng 4/2026", {"type": "DATE", "value": "2026-04", "mod": "START"}),
        ("giữa tháng 4/2026", {"type": "DATE", "value": "2026-04", "mod": "MID"}),
        ("cuối tháng 4/2026", {"type": "DATE", "value": "2026-04", "mod": "END"}),
        *(
            (f"quý {quarter}/2026", {"type": "DATE", "value": f"2026-Q{number}"})
            for number, quarter in enumerate(("I", "II", "III", "IV"), 1)
        ),
        ("năm 2026", {"type": "DATE", "value": "2026"}),
        ("6 tháng đầu năm 2026", {"type": "DATE", "value": "2026-H1"}),
        ("6 tháng cuối năm 2026", {"type": "DATE", "value": "2026-H2"}),
        ("9 tháng đầu năm 2026", {"type": "DATE", "value": "2026-01/2026-09"}),
        ("ba ngày", {"type": "DURATION", "value": "P3D"}),
        ("hằng tháng", {"type": "SET", "value": "P1M", "quant": "EVERY"}),
    ],
)
def test_a_time_says_its_type_and_its_value(words: str, said: dict[str, str]) -> None:
    found = times(f"Giao Sở Y tế báo cáo trong {words}.")
    assert [{"tid": "t1", **said}] == [one for one, _ in found]
    assert said.get("mod") is None or found[0][1].endswith("tháng 4/2026")


def test_both_dates_of_a_range_are_joined() -> None:
    found = [one for one, _ in times("Họp từ ngày 02/3/2026 đến ngày 08/3/2026, trong ba ngày.")]
    assert found == [
        {"tid": "t1", "type": "DATE", "value": "2026-03-02"},
        {"tid": "t2", "type": "DATE", "value": "2026-03-08"},
        {"tid": "t3", "type": "DURATION", "value": "P7D", "beginPoint": "t1", "endPoint": "t2"},
        {"tid": "t4", "type": "DURATION", "value": "P3D"},
    ]
    (same, _, day) = [one for one, _ in times("Họp từ ngày 02/3/2026 đến ngày 02/3/2026.")]
    assert (day["value"], same["value"]) == ("P1D", "2026-03-02")


def test_the_day_of_creation_is_the_end_of_the_period(digest: ud.Digest) -> None:
    found = ET.fromstring(ud.to_timeml(digest, name="a<b").encode("utf-8"))
    assert [one.tag for one in found] == ["DOCID", "DCT", "TEXT"] and found.findtext("DOCID") == "a<b"
    (day,) = found.findall("DCT/TIMEX3")
    assert day.attrib == {"tid": "t0", "type": "DATE", "value": "2026-03-08", "functionInDocument": "CREATION_TIME"}
    other = ET.fromstring(ud.to_timeml(ud.parse("Họp.")).encode("utf-8"))
    assert [one.tag for one in other] == ["DOCID", "TEXT"] and other.findtext("DOCID") == "digest"


# ---- annotations -----------------------------------------------------------------------------


def test_an_annotation_of_the_web_says_all_of_its_parts(digest: ud.Digest) -> None:
    page = ud.to_web_annotations(digest, source="a")
    assert {key: page[key] for key in ("@context", "type")} == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
    }
    (record,) = [one for one in ud.to_annotations(digest) if one["label"] == "REFERENCE" and "NĐ-CP" in one["text"]]
    (found,) = [
        one
        for one in page["items"]
        if one["target"]["selector"][0]["start"] == record["start"] and one["body"][0]["value"] == "REFERENCE"
    ]
    more = {
        key: value
        for key, value in record.items()
        if key not in ("label", "start", "end", "text") and value is not None
    }
    assert found["type"] == "Annotation" and found["motivation"] == "tagging"
    assert found["body"] == [
        {"type": "TextualBody", "purpose": "tagging", "value": "REFERENCE"},
        {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "application/json",
            "value": json.dumps(more, ensure_ascii=False),
        },
        {"type": "SpecificResource", "purpose": "linking", "source": "/akn/vn/act/decree/cp/2019/7-2019-nđ-cp"},
    ]
    text, start, end = digest.source, record["start"], record["end"]
    assert found["target"] == {
        "source": "a",
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": record["text"],
                "prefix": text[start - 32 : start],
                "suffix": text[end : end + 32],
            },
        ],
    }


def test_what_says_nothing_more_has_one_body_and_the_beginning_of_a_text_no_prefix() -> None:
    page = ud.to_web_annotations(week(TREES), source="a")
    title = page["items"][0]
    assert title["body"] == [{"type": "TextualBody", "purpose": "tagging", "value": "TITLE"}]
    assert title["target"]["selector"][1]["prefix"] == ""


def test_identifiers_of_annotations_are_those_of_their_source() -> None:
    one, same, other = (ud.to_web_annotations(week(TREES), source=name) for name in ("a", "a", "b"))
    assert one == same and one["id"] != other["id"]
    assert {item["id"] for item in one["items"]}.isdisjoint(item["id"] for item in other["items"])
    assert all(re.fullmatch("urn:uuid:[0-9a-f-]{36}", item["id"]) for item in [one, *one["items"]])


def test_a_file_of_brat_has_a_line_an_annotation_and_a_note_where_there_is_more() -> None:
    text = "Họp ngày 30/5/2022, theo Nghị định số 7/2019/NĐ-CP."
    note = '{"type": "Nghị định", "number": "7/2019/NĐ-CP", "role": "cited", "issuer": "Chính phủ", "issuer_from": "symbol"}'
    lines = ud.to_brat(ud.parse(text)).split("\n")
    assert lines[0] == "T1\tDATE 4 18\tngày 30/5/2022"
    assert json.loads(lines[1].rpartition("\t")[2]) == {"from": "2022-05-30", "to": "2022-05-30", "precision": "day"}
    assert lines[1].startswith("#1\tAnnotatorNotes T1\t")
    assert lines[2] == "T2\tREFERENCE 25 50\tNghị định số 7/2019/NĐ-CP" and lines[3].startswith(
        "#2\tAnnotatorNotes T2\t"
    )
    assert json.loads(lines[3].rpartition("\t")[2]) == json.loads(note) and "Chính phủ" in lines[3]


def test_names_of_files_are_iris() -> None:
    from ubnd_digest.formats.exports.annotations import iri_of_file

    assert iri_of_file("a/b-c_d~e.txt") == "a/b-c_d~e.txt"
    assert iri_of_file("a b#?%\udcff") == "a%20b%23%3F%25%FF"
