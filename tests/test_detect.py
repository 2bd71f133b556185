"""Whose digest a text is."""

from __future__ import annotations

import unicodedata
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from support.budgets import on_digests
from ubnd_digest.publishers import registry
from ubnd_digest.publishers.detection import detected

PUBLISHERS = Path(__file__).parents[1] / "grammars" / "publishers"
SAMPLES = sorted(PUBLISHERS.glob("*/sample*.txt"))


def owner(path: Path) -> str:
    return path.parent.name


def first(text: str) -> str | None:
    return next(detected(text), None)


@pytest.mark.slow  # a grammar is made for each
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_samples_are_detected(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ud.detect_publisher(text)[0].publisher == owner(path)
    digest = ud.parse(text, publisher="auto")
    assert digest.grammar and digest.grammar.id == owner(path)
    assert ud.to_json(digest) == ud.to_json(ud.parse(text, publisher=owner(path)))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
@pytest.mark.parametrize(
    "rewritten",
    [
        str.upper,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "\u00a0 "),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("-", "–").replace("ủy", "uỷ").replace("hóa", "hoá"),
        lambda text: "Trang chủ\nĐăng nhập\n" * 40 + text,
    ],
    ids=["upper", "NFD", "spaces", "CRLF", "dashes and tones", "chrome"],
)
def test_spelling_does_not_matter(path: Path, rewritten) -> None:
    assert first(rewritten(path.read_text(encoding="utf-8"))) == owner(path)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_evidence_points_at_the_text(path: Path) -> None:
    text = unicodedata.normalize("NFD", path.read_text(encoding="utf-8"))
    for candidate in ud.detect_publisher(text):
        assert candidate.weight == sum(part.weight for part in candidate.evidence) > 0
        assert [part.text for part in candidate.evidence] == [
            text[part.span.start : part.span.end] for part in candidate.evidence
        ]
        starts = [part.span.start for part in candidate.evidence]
        assert starts == sorted(starts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Không có gì ở đây",
        # a province that nobody registered, in the same words, and its neighbour named once
        (
            "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (ngày 08/8 đến ngày 14/8/2022)\n"
            "UBND tỉnh phối hợp với UBND tỉnh Lạng Sơn rà soát địa giới."
        ),
        # the Government is named in every digest
        "Chỉ đạo của UBND tỉnh Sông Trà\n" + "Nghị định số 5/2022/NĐ-CP của Chính phủ.\n" * 50,
        # names without anything else
        "Đà Nẵng, Lạng Sơn, Quảng Ngãi, Huế",
    ],
)
def test_what_is_not_clear_is_read_by_the_common_grammar(text: str) -> None:
    assert first(text) is None
    assert ud.to_json(ud.parse(text, publisher="auto")) == ud.to_json(ud.parse(text))


def test_two_that_are_as_likely_are_none() -> None:
    text = "UBND thành phố Đà Nẵng và UBND thành phố Huế ký kết.\n" * 5
    candidates = ud.detect_publisher(text)
    assert [(candidate.publisher, candidate.weight) for candidate in candidates] == [("vn-26", 3), ("vn-dn-2025", 3)]
    assert first(text) is None


def test_publisher_that_did_not_exist_in_that_year_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime as dt

    monkeypatch.setattr(registry, "_registered", {})
    ud.register(
        ud.Publisher(
            "lam-dien",
            ("Lam Điền",),
            valid_until=dt.date(2025, 6, 30),
            titles=("Việc tuần này của UBND tỉnh Lam Điền",),
        )
    )
    title = "Việc tuần này của UBND tỉnh Lam Điền (từ ngày {} - {})"
    assert first(title.format("02/6/2025", "08/6/2025")) == "lam-dien"
    assert first(title.format("01/6/2026", "07/6/2026")) is None
    assert first(title.format("02/6", "08/6")) == "lam-dien"


def test_title_that_names_what_became_part_of_it_later_is_none_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime as dt

    monkeypatch.setattr(registry, "_registered", {})
    unit = ud.Predecessor("Lam Điền", dt.date(2025, 6, 30))
    ud.register(ud.Publisher("ha-phong", ("Hà Phong",), predecessors=(unit,), titles=("Việc tuần này",)))
    text = "Việc tuần này của UBND tỉnh {} (từ ngày {})\n" + "UBND tỉnh Hà Phong và UBND tỉnh Lam Điền họp.\n" * 3
    assert first(text.format("Lam Điền", "03/6/2024 - 09/6/2024")) is None
    assert first(text.format("Lam Điền", "01/6/2026 - 07/6/2026")) == "ha-phong"  # a part of it by then
    assert first(text.format("Lam Điền", "02/6/2025 - 08/6/2025")) == "ha-phong"  # in that year one or the other
    assert first(text.format("Lam Điền", "02/6 - 08/6")) == "ha-phong"
    assert first(text.format("Hà Phong và Lam Điền", "03/6/2024 - 09/6/2024")) == "ha-phong"
    assert first(text.format("Hà Phong", "03/6/2024 - 09/6/2024")) == "ha-phong"


def test_a_longer_title_speaks_for_those_with_a_shorter_one_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_registered", {})
    ud.register(ud.Publisher("lam-dien", ("Lam Điền",), titles=("Việc trong tuần",)))
    ud.register(ud.Publisher("ha-phong", ("Hà Phong",), titles=("Việc trong tuần của tỉnh",)))
    found = {candidate.publisher for candidate in ud.detect_publisher("Việc trong tuần của tỉnh (tuần 5)")}
    assert found == {"lam-dien", "ha-phong"}


def test_broken_package_is_passed_over_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint

    entry = EntryPoint("lam-dien", "no_such_module:PUBLISHER", registry.GROUP)
    monkeypatch.setattr(registry, "_brought", lambda: {"lam-dien": (entry,)})
    text = SAMPLES[0].read_text(encoding="utf-8")
    with pytest.warns(ud.PublisherWarning, match="lam-dien"):
        assert ud.parse(text, publisher="auto").grammar.id == owner(SAMPLES[0])  # type: ignore[union-attr]


def test_text_must_be_str() -> None:
    with pytest.raises(TypeError, match="bytes"):
        ud.detect_publisher(b"abc")  # type: ignore[arg-type]


@on_digests
@given(st.text())
def test_any_text_has_candidates_or_none(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for candidate in ud.detect_publisher(text):
            assert candidate.publisher in ud.list_publishers()


def test_only_the_beginning_is_looked_at() -> None:
    assert ud.detect_publisher("x " * 20_000 + SAMPLES[0].read_text(encoding="utf-8")) == ()


def test_publishers_do_not_take_evidence_from_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_registered", {})
    text = (PUBLISHERS / "vn-09" / "sample.txt").read_text(encoding="utf-8")
    before = next(found for found in ud.detect_publisher(text) if found.publisher == "vn-09")
    ud.register(ud.Publisher("neighbour", ("Lam Điền",), agencies=("UBND tỉnh Lạng Sơn", "tỉnh Lạng Sơn")))
    assert before in ud.detect_publisher(text) and first(text) == "vn-09"


def test_broken_package_is_told_of_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint

    entry = EntryPoint("lam-dien", "no_such_module:PUBLISHER", registry.GROUP)
    monkeypatch.setattr(registry, "_brought", lambda: {"lam-dien": (entry,)})
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        ud.detect_publisher("abc")
    assert len(caught) == 1 and caught[0].filename == __file__
