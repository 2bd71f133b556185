"""Hypothesis strategies that several test modules share."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from copy import copy
from functools import cache
from typing import Any, cast

from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark.lexer import PatternRE, TerminalDef
from lark.load_grammar import Grammar

from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.model.documents import DocumentNumber
from ubnd_digest.reading.calendar import Anchor
from ubnd_digest.reading.inline import inline_parser
from ubnd_digest.testing import digests

# ---- text ----------------------------------------------------------------------------------

_WORDS = tuple(
    word
    for line in (
        "UBND tỉnh ban hành Quyết định công văn khẩn trương hoà bình hòa uỷ ban ủy khoẻ khỏe quý quí thuỷ lợi Đề án đường ",
        "ngày tháng năm trước chậm nhất hoàn thành số 12/QĐ-UBND 7/5/2021 16h00 Điều 5 khoản 3 nghĩa địa Ðất ƯỚC ỷ lại",
    )
    for word in line.split()
)
_GAPS = (
    " ",
    "  ",
    "\t",
    "\u00a0",
    " \u00a0",
    "\u2009",
    "\n",
    "\r\n",
    " - ",
    " – ",
    "—",
    "\u2011",
    "; ",
    "\u200b",
    "\u00ad",
    ". ",
)


@st.composite
def vietnamese(draw: st.DrawFn, gaps: tuple[str, ...] = _GAPS) -> str:
    """Vietnamese words, composed or decomposed, with the signs of real texts between them."""
    pieces: list[str] = []
    for word in draw(st.lists(st.sampled_from(_WORDS), max_size=12)):
        form = draw(st.sampled_from(("NFC", "NFD")))
        pieces += (unicodedata.normalize(form, word), draw(st.sampled_from(gaps)))
    return "".join(pieces)


_SNIPPETS = (
    "Quyết định số 12/QĐ-UBND", "Công văn", "số 7/UBND-KT", "94-KL/TW", "ngày 3/2/2020", "ngày 31/02/2024", "30/5",
    "ngày 8", "tháng 5", "tháng 10 năm 2024", "quý II", "6 tháng đầu năm", "năm 2030", "2021", "đến", "đến hết", " - ", "và", ",",
    ";", "(", ")", ".", "\n", "\n\n", "\r\n", "trước", "chậm nhất", "trong", "hạn nộp:", "16 giờ", "24h00", "có hiệu lực từ",
    "khoản 3", "Điều 87", "của", "Luật Đất đai", "giao Sở Y tế", "hoàn thành", "mùng 3 tháng 3", "đầu", "đợt 1", "ngày",
    "Chỉ đạo, điều hành trong tuần (từ ngày 12/8 - 18/8/2019)", "\u00a0", "\u200b", "\ufeff", "5/", "1/1/1", "Phụ lục I",
)  # fmt: skip


def snippets() -> st.SearchStrategy[str]:
    """Pieces of mentions in any order, whole and broken: what the inline grammar must survive."""
    joints = st.sampled_from((" ", "", "  ", "\u00a0"))
    return st.lists(st.tuples(st.sampled_from(_SNIPPETS), joints), max_size=14).map(
        lambda pairs: "".join(snippet + joint for snippet, joint in pairs)
    )


# ---- document numbers ----------------------------------------------------------------------

_TYPES = ("QĐ", "KH", "TB", "NQ", "NĐ", "TTLT", "TTr", "CTr", "QyĐ", "VBHN", "CĐ", "PĐ", "KL")
_ISSUERS = ("UBND", "CP", "TTg", "TU", "HĐND", "BTP", "VSDTTƯ", "BYT", "QH15", "UBTVQH13", "HĐBT", "BNNPTNT", "BCĐ")
_UNITS = ("KT", "NC", "KSTT", "UBQG50", "NTM", "KGVX", "NN&PTNT", "TH")

_PLAIN_SERIALS = st.integers(0, 99999).map(str) | st.integers(1, 9).map("{:02}".format)
_SERIALS = st.one_of(
    _PLAIN_SERIALS,
    st.builds("{}{}".format, _PLAIN_SERIALS, st.sampled_from("abcđ")),
    st.builds("{}.{}".format, st.integers(1, 999), st.integers(1, 99)),
)


@st.composite
def symbols(draw: st.DrawFn) -> str:
    """``QĐ-UBND``, ``UBND-KT``, ``TTLT-BTP-BNV``, ``QH15``."""
    parts = draw(
        st.one_of(
            st.tuples(st.sampled_from(_TYPES), st.sampled_from(_ISSUERS)),
            st.tuples(st.sampled_from(_TYPES), st.sampled_from(_ISSUERS), st.sampled_from(_UNITS)),
            st.tuples(st.sampled_from(_ISSUERS), st.sampled_from(_UNITS)),
            st.tuples(st.sampled_from(_ISSUERS)),
        )
    )
    return "-".join(parts)


@st.composite
def document_numbers(draw: st.DrawFn) -> DocumentNumber:
    """Numbers of all shapes: with and without a year, of the State and of the Party."""
    if draw(st.booleans()):
        symbol = "/".join((draw(st.sampled_from(_TYPES)), draw(st.sampled_from(("TW", "TU", "HU", "ĐUK")))))
        return DocumentNumber(draw(_SERIALS), None, symbol, "-")
    return DocumentNumber(draw(_SERIALS), draw(st.none() | st.integers(1945, 2199)), draw(symbols()))


# ---- calendar ------------------------------------------------------------------------------

days = st.dates(dt.date(1901, 1, 1), dt.date(2098, 12, 31))


@st.composite
def anchors(draw: st.DrawFn) -> Anchor:
    """The period of a digest: a week, or a single day."""
    start = draw(days)
    return Anchor(start, start + dt.timedelta(days=draw(st.sampled_from((0, 6)))))


# ---- texts that terminals match ------------------------------------------------------------

_POSITIVE_ASSERTION = re.compile(r"\(\?<?=")
_LETTERS = "abcdeghiklmnopqrstuvxyăâđêôơưáàảãạéíóúý"


@cache
def inline_terminals() -> dict[str, str]:
    """The pattern of every terminal that the scanner of mentions looks for."""
    return {terminal.name: terminal.pattern.to_regexp() for terminal in inline_parser(common_grammar()).terminals}


@cache
def _alphabet() -> st.SearchStrategy[str]:
    signs = {sign for pattern in inline_terminals().values() for sign in pattern if sign.isprintable()}
    return st.sampled_from(
        sorted(signs | set(_LETTERS) | set(_LETTERS.upper()) | set("0123456789ABCDEGHIKLMNOPQRSTUVXY \n"))
    )


def _known_to_hypothesis(pattern: str) -> str:
    """A pattern with another spelling of "never": (?!) parses into an opcode that Hypothesis lacks, from Python 3.13 on."""
    return pattern.replace("(?!)", "(?!a?)")


@cache
def matched_by(terminal: str) -> st.SearchStrategy[str]:
    """Texts in which a terminal matches: what it wants to see before and behind itself is written out."""
    pattern = inline_terminals()[terminal]
    written_out = _POSITIVE_ASSERTION.sub("(?:", _known_to_hypothesis(pattern))
    return st.from_regex(written_out, fullmatch=True, alphabet=_alphabet()).filter(re.compile(pattern).search)


def islands() -> st.SearchStrategy[str]:
    """Texts of one to four mentions or pieces of mentions, close together or with prose between them."""
    one = st.sampled_from(sorted(inline_terminals())).flatmap(matched_by)
    joints = st.sampled_from((" ", "", ", ", " tại xã ", ".\n", " và "))
    return st.lists(st.tuples(one, joints), min_size=1, max_size=4).map(
        lambda pairs: "".join(text + joint for text, joint in pairs)
    )


_LOOKAROUND = re.compile(r"\(\?<?[=!]")


def _without_lookarounds(pattern: str) -> str:
    """A pattern without what it wants to see, or not to see, around itself."""
    kept: list[str] = []
    at = 0
    while at < len(pattern):
        if not _LOOKAROUND.match(pattern, at):
            step = 2 if pattern[at] == "\\" else 1
            kept.append(pattern[at : at + step])
            at += step
            continue
        depth = 0
        in_class = False
        while True:
            sign = pattern[at]
            at += 2 if sign == "\\" else 1
            if sign == "[":
                in_class = True
            elif sign == "]":
                in_class = False
            elif not in_class:
                depth += (sign == "(") - (sign == ")")
            if not depth:
                break
    return "".join(kept)


class _KnownToHypothesis:
    """The rules and terminals of a grammar, the terminals spelled for Hypothesis."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def compile(self, start: Any, terminals_to_keep: Any) -> tuple[Any, ...]:
        terminals, *others = self._grammar.compile(start, terminals_to_keep)
        patterns = {t.name: PatternRE(_known_to_hypothesis(t.pattern.to_regexp())) for t in terminals}
        return [TerminalDef(t.name, patterns[t.name], t.priority) for t in terminals], *others


@cache
def sentences(rule: str) -> st.SearchStrategy[str]:
    """Sentences of a rule of the inline grammar, drawn from the grammar itself."""
    grammar = inline_parser(common_grammar())
    terminals, _, _ = grammar.grammar.compile([rule], ())
    explicit = {
        t.name: st.from_regex(_without_lookarounds(t.pattern.to_regexp()), fullmatch=True, alphabet=_alphabet())
        for t in terminals
    }
    if rule == "inline":
        explicit["GAP"] = st.sampled_from((" xã ", "tại ", ". "))
    known = copy(grammar)
    known.grammar = cast("Grammar", _KnownToHypothesis(grammar.grammar))
    return from_lark(known, start=rule, explicit=explicit)


# ---- whole texts ---------------------------------------------------------------------------


@st.composite
def slips(draw: st.DrawFn) -> str:
    """A digest into which slips of the pen have come: pieces lost, doubled, put elsewhere."""
    text = draw(digests()).source
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        at = draw(st.integers(0, len(text)))
        piece = draw(st.sampled_from(("", text[start:end], "\n", ";", ". ", "(", "  ")) | snippets())
        text = text[:at] + piece + text[at:] if draw(st.booleans()) else text[:start] + piece + text[end:]
    return text


# Any characters, lone surrogates included.
anything = st.text(st.characters(exclude_categories=()) | st.sampled_from("\ud83d\ude00\n\r /-5"), max_size=40)


def texts() -> st.SearchStrategy[str]:
    """Texts of every kind: digests, digests with slips, mentions in any order, anything at all."""
    titled = st.builds("Chỉ đạo, điều hành trong tuần (từ ngày 12/8 - 18/8/2019)\n{}".format, snippets() | anything)
    return st.one_of(slips(), snippets(), vietnamese(), islands(), sentences("inline"), titled, anything)
