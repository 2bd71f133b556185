"""Laws over values, sentences and whole digests: what is written is read back, and noise changes nothing."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

import ubnd_digest as ud
from strategies import CLASSES, KINDS, held, sentences, sentences_with, texts_with
from support.budgets import on_digests, on_sentences, on_values
from ubnd_digest import testing
from ubnd_digest.model.text import folded_words
from ubnd_digest.model.words import form

Find = Callable[[str], tuple[Any, ...]]

VALUES: list[Any] = [
    pytest.param(testing.references(), ud.find_references, id="references"),
    pytest.param(testing.date_expressions(), ud.find_dates, id="dates"),
    pytest.param(testing.date_ranges(), ud.find_ranges, id="ranges"),
    pytest.param(testing.deadlines(), ud.find_deadlines, id="deadlines"),
    pytest.param(testing.provisions(), ud.find_provisions, id="provisions"),
]


# ---- values ------------------------------------------------------------------------------------


@on_values
@given(testing.document_numbers())
def test_a_number_is_read_as_it_is_written(number: ud.DocumentNumber) -> None:
    assert ud.DocumentNumber.parse(str(number)) == number


@pytest.mark.parametrize(("values", "find"), VALUES)
def test_a_mention_is_found_in_its_canonical_form(values: st.SearchStrategy[Any], find: Find) -> None:
    @on_values
    @given(values)
    def law(mention: Any) -> None:
        (found,) = find(str(mention))
        assert found == mention
        assert str(found) == str(mention)
        assert str(mention)[found.span.start : found.span.end] == found.text

    law()


@pytest.mark.parametrize(("values", "find"), VALUES)
def test_a_mention_is_found_in_noise(values: st.SearchStrategy[Any], find: Find) -> None:
    @on_values
    @given(st.data())
    def law(data: st.DataObject) -> None:
        mention = data.draw(values)
        assert _but_parties(find(data.draw(testing.noisy(str(mention))))) == _but_parties((mention,))

    law()


# ---- sentences ---------------------------------------------------------------------------------

kinds = pytest.mark.parametrize("kind", KINDS)


@kinds
@on_sentences
@given(st.data())
def test_a_mention_in_any_form_is_found_in_its_canonical_form(kind: str, data: st.DataObject) -> None:
    for mention in held(data.draw(texts_with(kind)), kind):
        if _is_resolved(mention):
            (found,) = (m for m in ud.Parser().find_mentions(str(mention)) if isinstance(m, CLASSES[kind]))
            assert found == mention


def _but_duties(found: Iterable[ud.Mention]) -> tuple[ud.Mention, ...]:
    return tuple(mention for mention in found if not isinstance(mention, ud.Duty))


def _but_parties(found: Iterable[ud.Mention]) -> list[ud.Mention]:
    """Deadlines without who must act: names lean on their capitals, which noise may give to other words."""
    return [evolve(one, responsible=None) if isinstance(one, ud.Deadline) else one for one in found]


def _but_names(found: Iterable[ud.Mention]) -> list[ud.Mention]:
    """Without what stands by its capitals, which noise may give or take away."""
    by_capitals = (ud.Agency, ud.Official, ud.Duty, ud.Anaphora)
    return [mention for mention in found if not isinstance(mention, by_capitals)]


@kinds
@on_sentences
@given(st.data())
def test_prose_around_a_sentence_changes_nothing_in_it(kind: str, data: st.DataObject) -> None:
    sentence = data.draw(sentences_with(kind)) + data.draw(st.sampled_from((".", ".\n", ";")))
    before = data.draw(st.sampled_from(("", "Trời nắng.\n", "Bà con phấn khởi. ", "Đã họp xong.\n\n")))
    behind = data.draw(st.sampled_from(("", " Trời nắng.", "\nBà con đã phấn khởi.")))
    alone, among = ud.Parser().find_mentions(sentence), ud.Parser().find_mentions(before + sentence + behind)
    if sentence.endswith(";"):  # a duty runs to the end of its sentence
        alone, among = _but_duties(alone), _but_duties(among)
    assert among == alone
    assert [m.span.start for m in among] == [m.span.start + len(before) for m in alone]


@kinds
@on_sentences
@given(st.data())
def test_noise_changes_nothing_in_a_sentence(kind: str, data: st.DataObject) -> None:
    sentence = unicodedata.normalize("NFC", data.draw(sentences_with(kind))) + "."
    noisy = data.draw(testing.noisy(sentence))
    # a verb in capitals after the name of a body reads as part of the name, and leaves a deadline without an act
    assume(kind != "deadlines" or _capitals(noisy) == _capitals(sentence))
    assert _but_parties(held(noisy, kind)) == _but_parties(held(sentence, kind))


def _capitals(text: str) -> int:
    return sum(map(str.isupper, unicodedata.normalize("NFC", text)))


@kinds
@on_sentences
@given(st.data())
def test_what_a_mention_is_made_of_stands_in_it(kind: str, data: st.DataObject) -> None:
    text = data.draw(texts_with(kind))
    digest = ud.parse(text)
    for mention in getattr(digest, kind):
        for date in _dates_of(mention):
            assert any(date is other for other in digest.dates)
            assert mention.span.contains(date.span)


@on_sentences
@given(texts_with("deadlines"))
def test_due_is_the_day_that_the_words_say(text: str) -> None:
    for deadline in held(text, "deadlines"):
        assert isinstance(deadline, ud.Deadline)
        named = deadline.named
        assert named.start and named.end
        before = deadline.relation is ud.Relation.BEFORE
        assert deadline.due == (named.start - dt.timedelta(days=1) if before else named.end)
        assert not (before and deadline.time)
        assert deadline.responsible is None or deadline.responsible in text


@on_sentences
@given(texts_with("ranges"))
def test_a_range_runs_from_its_first_date_to_its_last(text: str) -> None:
    for found in held(text, "ranges"):
        assert isinstance(found, ud.DateRange)
        assert (found.span.start, found.span.end) == (found.first.span.start, found.last.span.end)
        assert (found.start, found.end) == (found.first.start, found.last.end)


def _dates_of(mention: Any) -> list[ud.DateExpression]:
    dates = [getattr(mention, name, None) for name in ("first", "last", "named", "date")]
    return [date for date in dates if isinstance(date, ud.DateExpression)]


@pytest.mark.parametrize("rule", ["date", "_dates", "reference", "deadline", "effective", "provision"])
def test_what_the_grammar_says_is_read_and_written_and_read_again(rule: str) -> None:
    @on_sentences
    @given(sentences(rule))
    def law(sentence: str) -> None:
        for mention in ud.Parser().find_mentions(sentence):
            assert sentence[mention.span.start : mention.span.end] == mention.text
            # a name that leans on the rest of its text is written out
            if _is_resolved(mention) and _but_names([mention]):
                assert mention in ud.Parser().find_mentions(str(mention))

    law()


@pytest.mark.parametrize(
    "sentence",
    [
        "đề án quy phạm pháp luật số0",
        "nghị quyết liên tịch0-A-AaaaĂ",
        "điểm a quy định 0-A-AaaaĂ",
        "điểm a,pháp lệnh 1800",
        "điểm a điểm a",
        "điểm 0 phụ lục ",
        "phụ lục kèm theo ",
        "chương thứ nhất chương thứ nhất",
        "khoản 2 Điều 3 Quyết định số 77 ngày 3/4/2031",
    ],
)
def test_what_long_runs_found_stays_mended(sentence: str) -> None:
    for mention in ud.Parser().find_mentions(sentence):
        assert mention in ud.Parser().find_mentions(str(mention))


def _is_resolved(mention: ud.Mention) -> bool:
    """Whether a mention says something that its canonical form can say: a day of the calendar in a usual year."""
    dates = [*_dates_of(mention), mention]
    if isinstance(mention, ud.Provision) and any("-".join(unit.labels).count("-") > 19 for unit in mention.units):
        return False  # the grammar takes no longer lists for one unit
    if isinstance(mention, ud.LunarDate) and mention.problem:
        return False
    if (
        isinstance(mention, ud.Reference)
        and mention.type is None
        and mention.number
        and mention.number.symbol.islower()
    ):
        return False  # a number in small letters is one only behind a type, which another word parts from it
    return all(
        date.problem is None and date.start is not None and 1800 <= date.start.year < 2200
        for date in dates
        if isinstance(date, ud.DateExpression)
    )


# ---- digests -----------------------------------------------------------------------------------


@on_digests
@given(testing.digests())
def test_a_digest_is_read_from_its_canonical_form(digest: ud.Digest) -> None:
    assert ud.parse(digest.source) == digest
    assert ud.render(digest) == digest.source


@on_digests
@given(testing.digests())
def test_a_digest_is_composed_of_its_parts(digest: ud.Digest) -> None:
    assert digest.title is not None
    again = ud.compose(
        title=digest.title.text,
        items=[(item.heading.text, [p.text for p in item.paragraphs]) for item in digest.items],
        lead=[entry.text for entry in digest.lead],
    )
    assert again == digest
    assert again.source == digest.source


@on_digests
@given(st.data())
def test_noise_changes_nothing(data: st.DataObject) -> None:
    digest = data.draw(testing.digests())
    noisy = ud.parse(data.draw(testing.noisy(digest.source)))
    assert _but_parties(_but_names(noisy.mentions)) == _but_parties(_but_names(digest.mentions))
    assert noisy.period == digest.period
    assert _shape(noisy) == _shape(digest)
    assert [(d.code, d.severity) for d in noisy.diagnostics] == [(d.code, d.severity) for d in digest.diagnostics]


def _shape(digest: ud.Digest) -> list[Any]:
    """The texts of all parts, without regard to spelling, and what was found in each."""
    blocks = [digest.title, *digest.lead, *(b for item in digest.items for b in (item.heading, *item.paragraphs))]
    return [(type(b), folded_words(b.text), _but_parties(_but_names(b.mentions))) for b in blocks if b]


@on_digests
@given(st.data())
def test_prose_in_one_paragraph_changes_nothing_elsewhere(data: st.DataObject) -> None:
    digest = data.draw(testing.digests().filter(lambda digest: digest.items))
    number = data.draw(st.integers(0, len(digest.items) - 1))
    item = digest.items[number]
    paragraph = data.draw(st.sampled_from(item.paragraphs))
    ends = [
        n
        for n in range(1, len(paragraph.text) + 1)
        if paragraph.text[n - 1] == "." and paragraph.text[n : n + 1] in ("", " ")
    ]
    at = paragraph.span.start + data.draw(st.sampled_from(ends))
    prose = " " + data.draw(st.sampled_from((form("samples", "sentences", "prose"), "Trời nắng."))) * data.draw(
        st.integers(1, 3)
    )
    longer = ud.parse(digest.source[:at] + prose + digest.source[at:])

    def shifted(span: ud.Span) -> ud.Span:
        start, end = (n + len(prose) * (n > at) for n in (span.start, span.end))
        return ud.Span(start, end)

    assert [m.span for m in longer.mentions] == [shifted(m.span) for m in digest.mentions]
    assert longer.mentions == digest.mentions
    assert (longer.title, longer.period, longer.lead) == (digest.title, digest.period, digest.lead)
    changed = longer.items[number]
    same = tuple(q if p is paragraph else p for p, q in zip(item.paragraphs, changed.paragraphs, strict=True))
    assert evolve(changed, paragraphs=item.paragraphs) == evolve(item) and changed.paragraphs == same
    assert longer.items[:number] + longer.items[number + 1 :] == digest.items[:number] + digest.items[number + 1 :]
    assert longer.diagnostics == digest.diagnostics
