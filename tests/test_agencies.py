"""Organisations: what holds of every one. The forms stand in ``forms/agencies.tsv``."""

from __future__ import annotations

import pickle
import unicodedata
from functools import cache
from itertools import pairwise

import pytest

import ubnd_digest as ud
from support.forms import forms
from ubnd_digest.model.agencies import Agency, AgencyKind, Level
from ubnd_digest.publishers.record import Publisher

TEXTS = [form.text for form in forms() if form.kind == "agencies"]  # for those of duties, test_duties.py has the laws


@cache
def agencies_of(text: str, parser: ud.Parser | None = None) -> list[Agency]:
    return [mention for mention in (parser or ud.Parser()).find_mentions(text) if isinstance(mention, Agency)]


# ---- laws ----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", TEXTS)
def test_what_holds_of_organisations(text: str) -> None:
    found = agencies_of(text)
    assert [text[one.span.start : one.span.end] for one in found] == [one.text for one in found]
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize("text", TEXTS)
def test_names_are_the_same_however_the_text_is_written(text: str) -> None:
    found = agencies_of(text)
    assert agencies_of(unicodedata.normalize("NFD", text)) == found
    assert agencies_of(text.replace(" ", "  ")) == found
    assert agencies_of(text.replace(" ", "\u00a0")) == found
    assert agencies_of(text.replace(". ", ".\r\n")) == agencies_of(text.replace(". ", ".\n"))


# ---- what is said of one -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("UBND tỉnh", Level.PROVINCE),
        ("UBND huyện Núi Ấn", Level.DISTRICT),
        ("UBND xã Núi Ấn", Level.COMMUNE),
        ("UBND phường Núi Ấn", Level.COMMUNE),
        ("Chính phủ", Level.CENTRAL),
    ],
)
def test_the_level_is_that_of_the_place(words: str, level: Level) -> None:
    assert [agency.level for agency in agencies_of(f"Báo cáo của {words}.")] == [level]


@pytest.mark.parametrize(
    ("name", "level"),
    [("Bộ Y tế", Level.CENTRAL), ("Sở Y tế", Level.PROVINCE), ("Thuế cơ sở", Level.DISTRICT), ("Ban Dự án", None)],
)
def test_without_a_place_the_level_is_that_of_the_table(name: str, level: Level | None) -> None:
    assert [agency.level for agency in ud.find_agencies(f"{name} họp.")] == [level]


def test_a_department_that_ended_has_a_successor() -> None:
    (agency,) = agencies_of("Giao Sở Giao thông vận tải rà soát.")
    assert (agency.kind, agency.successor) == (AgencyKind.DEPARTMENT, "Sở Xây dựng")


def test_a_person_called_ong_or_ba_is_no_organisation() -> None:
    assert agencies_of("Giao ông Sở báo cáo.") == []


def test_the_names_of_a_record_are_organisations() -> None:
    parser = ud.Parser(Publisher("vn-98", ("Sông Trà",), agencies=("Tổ hợp Sông Trà",)))
    assert [agency.text for agency in agencies_of("Giao Tổ hợp Sông Trà báo cáo.", parser)] == ["Tổ hợp Sông Trà"]


@pytest.mark.parametrize(
    ("words", "several"),
    [
        ("UBND các xã, phường", True),
        ("UBND CÁC HUYỆN, THÀNH PHỐ", True),
        ("UBND huyện, thị xã, thành phố", True),
        ("UBND các huyện Núi Ấn, Đá Bạc", True),
        ("các sở, ban, ngành", True),
        ("UBND huyện Núi Ấn, tỉnh Sông Trà", False),
        ("Ủy ban nhân dân phường Đá Bạc, thành phố Sông Trà", False),
        ("Công an xã Đá Bạc, huyện Núi Ấn, tỉnh Sông Trà", False),
        ("UBND huyện Núi Ấn", False),
        ("Sở Văn hóa, Thể thao và Du lịch", False),
    ],
)
def test_one_that_is_named_with_the_place_around_it_is_no_several(words: str, several: bool) -> None:
    assert [agency.collective for agency in agencies_of(f"Báo cáo của {words}.")] == [several]


def test_a_board_that_is_called_by_its_head_alone_begins_a_word() -> None:
    found = ud.find_agencies("Ban Tổ chức Lễ hội Sông Trà họp. Ban Tổ chức họp với LHBan Tổ chức.")
    assert [agency.text for agency in found] == ["Ban Tổ chức Lễ hội Sông Trà", "Ban Tổ chức"]
    for chain in (
        "Ban Tổ chức lễ hội" * 6,
        "Ban Tổ chức lễ hội Ban Tổ chức. Ban Tổ chức lễ hội " + "Ban Tổ chức lễ hội" * 3,
    ):
        names = ud.parse(chain).agencies
        assert all(one.span.end <= other.span.start for one, other in pairwise(names))
