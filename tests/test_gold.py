"""What careful readers found in real digests is what the parser finds, however the text is spelt."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import ubnd_digest as ud
from support.gold import REWRITINGS, GoldDigest, Score, score

RECORDED = json.loads((Path(__file__).parent / "gold-figures.json").read_text("utf8"))
REWRITTEN = pytest.mark.parametrize("rewriting", REWRITINGS)


@cache
def annotations_of(text: str) -> list[dict[str, Any]]:
    return ud.to_annotations(ud.parse(text))


def scored(digest: GoldDigest) -> Score:
    return score(digest, annotations_of(digest.text))


def total(digests: tuple[GoldDigest, ...]) -> Score:
    scores = [scored(digest) for digest in digests]
    return Score(sum((s.counts for s in scores), Counter()), [e for s in scores for e in s.errors])


def test_gold_is_found_exactly(gold_digest: GoldDigest) -> None:
    assert scored(gold_digest).errors == []


def test_gold_has_no_errors_among_its_diagnostics(gold_digest: GoldDigest) -> None:
    doubts = ud.parse(gold_digest.text).diagnostics
    assert [d for d in doubts if d.severity is ud.Severity.ERROR] == []


@pytest.mark.parametrize("publisher", ["vn-09", "auto"])
def test_gold_is_found_with_the_grammar_of_its_publisher(gold_digest: GoldDigest, publisher: str) -> None:
    digest = ud.parse(gold_digest.text, publisher=publisher)
    assert digest.grammar and digest.grammar.id == "vn-09"
    assert score(gold_digest, ud.to_annotations(digest)).errors == []


@pytest.mark.parametrize("publisher", ["vn-09", "vn-29", "central"])
def test_digest_says_whose_it_is(gold_digest: GoldDigest, publisher: str) -> None:
    weights = {candidate.publisher: candidate.weight for candidate in ud.detect_publisher(gold_digest.text)}
    assert weights["vn-09"] == max(weights.values()) and (publisher == "vn-09" or weights.get(publisher, 0) < 5)


def test_no_figure_falls_below_the_recorded_one(gold: tuple[GoldDigest, ...]) -> None:
    figures = total(gold).figures
    for name, recorded in RECORDED.items():
        if isinstance(recorded, dict):
            assert {key: figures[name][key] >= least for key, least in recorded.items()} == dict.fromkeys(
                recorded, True
            )
        else:
            assert figures[name] >= recorded, name


@REWRITTEN
def test_rewritten_gold_is_found_exactly(gold_digest: GoldDigest, rewriting: str) -> None:
    assert scored(REWRITINGS[rewriting](gold_digest)).errors == []


@REWRITTEN
def test_rewriting_changes_some_text(gold: tuple[GoldDigest, ...], rewriting: str) -> None:
    assert any(REWRITINGS[rewriting](digest).text != digest.text for digest in gold)


@REWRITTEN
def test_parties_of_rewritten_gold_are_found(gold: tuple[GoldDigest, ...], rewriting: str) -> None:
    figures = total(tuple(map(REWRITINGS[rewriting], gold))).figures
    assert figures["responsible"] >= RECORDED["responsible"]
