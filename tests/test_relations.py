"""Relations between documents: what their words say, from which document to which."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import ubnd_digest as ud
from ubnd_digest.model.words import table

OWN, OTHER, THIRD = "7/2031/QĐ-TTg", "5/2030/QĐ-TTg", "6/2030/QĐ-TTg"
HERE = Path(__file__).parent
GOLD = Path(os.environ.get("UBND_DIGEST_GOLD", HERE.parents[1] / "shared" / "gold"))


def related(text: str) -> set[tuple[str, str, str]]:
    """The relations of a text: what, from which number, to which."""
    documents = {document.key: document for document in ud.resolve(ud.parse(text)).documents}
    return {
        (str(document), relation.kind.value, str(documents[relation.target]))
        for document in documents.values()
        for relation in document.relations
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{own} thay thế {other}", "replaces"),
        ("{own} ngày 05/3/2031 của Thủ tướng Chính phủ thay thế {other} ngày 06/3/2030", "replaces"),
        ("{other} được thay thế bởi {own}", "replaces"),
        ("{other} bị thay thế bằng {own}", "replaces"),
        ("{own} sửa đổi, bổ sung một số điều của {other}", "amends"),
        ("{own} sửa đổi khoản 2 Điều 5 {other}", "amends"),
        ("{own} bổ sung một số nội dung tại {other}", "amends"),
        ("{other} được sửa đổi, bổ sung bởi {own}", "amends"),
        ("{own} sửa đổi một số điều của Quy định về cây xanh ban hành kèm theo {other}", "amends"),
        ("{own} bãi bỏ {other}", "repeals"),
        ("{own} BÃI  BỎ toàn bộ {other}", "repeals"),
        ("{other} bị bãi bỏ bởi {own}", "repeals"),
        ("{own} trả lời {other}", "answers"),
        ("{own} triển khai thực hiện {other}", "carries-out"),
        ("{own} cụ thể hóa {other}", "carries-out"),
        ("{own} căn cứ {other}", "based-on"),
        ("{own} theo quy định tại Điều 3 của {other}", "based-on"),
        ("{own} theo yêu cầu của Bộ Y tế tại {other}", "based-on"),
    ],
)
def test_words_relate_documents(text: str, kind: str) -> None:
    own, other = f"Quyết định số {OWN}", f"Quyết định số {OTHER}"
    assert related(text.format(own=own, other=other)) == {(OWN, kind, OTHER)}


@pytest.mark.parametrize(
    "text",
    [
        "{own} và {other}",
        "Quy chế kèm theo {own}. {other} hay",
        "{own} có hiệu lực. Thực hiện tốt. {other} cũng vậy",
        "{own} thực hiện Quy định ban hành kèm theo {other}",
        "{own} sửa đổi Luật; nêu Quy chế kèm theo {other}",
        "{own} nêu kết quả thực hiện {other}",
        "{own}; thực hiện việc trồng cây, UBND tỉnh ban hành {other}",
        "{own} thay thế {own}",
        "Căn cứ {other}",
        "{own} nêu các Nghị định hướng dẫn {other}",
    ],
)
def test_other_words_do_not(text: str) -> None:
    assert related(text.format(own=f"Quyết định số {OWN}", other=f"Quyết định số {OTHER}")) == set()


@pytest.mark.parametrize("joint", [" và ", ", ", " của Thủ tướng Chính phủ; "])
def test_a_list_shares_its_words(joint: str) -> None:
    text = f"Quyết định số {OWN} thay thế Quyết định số {OTHER}{joint}Quyết định số {THIRD}."
    assert related(text) == {(OWN, "replaces", OTHER), (OWN, "replaces", THIRD)}


def test_words_that_mean_a_document_relate_it() -> None:
    text = f"Ban hành Quyết định số {OWN}. Quyết định này thay thế Quyết định số {OTHER}."
    assert related(text) == {(OWN, "replaces", OTHER)}


TITLE = "Chỉ đạo, điều hành của UBND tỉnh Sông Trà trong tuần (từ ngày 02/6 - 08/6/2031)"


def test_what_has_no_subject_is_of_the_document_of_its_item() -> None:
    text = f"{TITLE}\n\nTrồng cây\n\nThực hiện Quyết định số {OTHER}, UBND tỉnh ban hành Kế hoạch số 12/KH-UBND ngày 03/6/2031."
    assert related(text) == {("12/KH-UBND", "carries-out", OTHER)}


def test_what_a_duty_asks_for_is_no_relation() -> None:
    text = f"{TITLE}\n\nTrồng cây\n\nUBND tỉnh ban hành Kế hoạch số 12/KH-UBND ngày 03/6/2031. Giao Sở Y tế thực hiện Quyết định số {OTHER}."
    assert related(text) == set()


def test_a_relation_has_its_evidence() -> None:
    digest = ud.parse(f"Quyết định số {OWN} nay  THAY  thế Quyết định số {OTHER}.")
    (relation,) = ud.resolve([ud.parse(""), digest]).documents[0].relations
    assert (relation.text, relation.digest) == ("THAY  thế", 1)
    assert digest.source[relation.span.start : relation.span.end] == relation.text


@pytest.mark.parametrize(
    "row", [row for row in table("relations") if row["kind"] not in ("none", "between", "joint", "with")]
)
def test_every_row_of_the_table_has_an_example_that_holds(row: dict[str, str]) -> None:
    before = "" if "số 7" in row["example"] else "Quyết định số 7/QĐ-UBND. "
    text = (
        f"{TITLE}\n\nTrồng cây\n\nUBND tỉnh ban hành Kế hoạch số 12/KH-UBND ngày 03/6/2031. {before}{row['example']}."
    )
    assert row["kind"] in {kind for _, kind, _ in related(text)}


@pytest.mark.skipif(not GOLD.is_dir(), reason="no gold digests")
def test_the_relations_of_the_gold() -> None:
    for name, rows in json.loads((HERE / "gold-relations.json").read_text(encoding="utf-8")).items():
        found = related((GOLD / f"{name}.txt").read_text(encoding="utf-8"))
        known = {(row["source"], row["kind"], row["target"]) for row in rows}
        wanted = {(row["source"], row["kind"], row["target"]) for row in rows if not row.get("optional")}
        assert wanted <= found <= known
