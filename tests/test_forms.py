"""What is read in each form of the tables in ``tests/forms/``; its README says how to add a row."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

import ubnd_digest as ud
from support.forms import KINDS, Form, forms, read

FORMS = forms()
# What is read with what stands around it.
AROUND = ("agencies", "duties", "laws", "anaphora", "issuers")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.place} {form.label}")
def test_a_form_is_read_as_the_table_says(form: Form) -> None:
    assert read(form.text, form.anchor, form.kind) == form.read


@cache
def mentions(form: Form) -> tuple[ud.Mention, ...]:
    return ud.Parser().find_mentions(form.text, anchor=form.anchor)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in AROUND])
def test_what_is_read_is_read_again_from_its_canonical_form(kind: str) -> None:
    wanted = KINDS[kind][0]
    for form in (form for form in FORMS if form.kind not in AROUND):
        for mention in mentions(form):
            if isinstance(mention, wanted) and not getattr(mention, "problem", None):
                again = ud.Parser().find_mentions(str(mention), anchor=form.anchor)
                assert mention in again, form.place


def test_no_form_stands_twice_in_a_table() -> None:
    places = Counter((form.kind, form.text, form.anchor) for form in FORMS)
    assert [place for place, count in places.items() if count > 1] == []


def test_there_are_rows_of_every_kind() -> None:
    assert {form.kind for form in FORMS} == {form.kind for form in FORMS if not form.read} | {"effect"} == set(KINDS)
