"""Names in the best form: those that stand in capitals as in a sentence, each with a capital at its beginning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.agencies import Agency, AgencyKind
from ubnd_digest.model.values import altered
from ubnd_digest.reading.names.bodies import BodyReader, is_loud
from ubnd_digest.reading.names.name_drafts import NameDraft
from ubnd_digest.reading.names.name_tables import abbreviations, folded_name, known_agencies, phrases
from ubnd_digest.reading.names.name_view import of_names
from ubnd_digest.reading.names.written_out import written_out
from ubnd_digest.reading.setting import Setting

_Named = tuple[NameDraft, tuple[Agency, ...]]
_LONGEST_KNOWN = 9  # how many words a name of the tables has at most
_OF_SEVERAL = (AgencyKind.COLLECTIVE, AgencyKind.ROLE)  # these begin with a small letter


def in_best_form(named: Sequence[_Named], setting: Setting, grammar: Grammar) -> list[_Named]:
    """Names with the organisations that each stands for, whose names have capitals as in a sentence."""
    small = grammar.patterns(of_names)["SMALL_NAME"]
    forms: dict[str, str] = {}
    for agency in (agency for _, agencies in named for agency in agencies):
        name = agency.name
        if name in forms or _has_loud(name) or not name[:1].islower():
            continue
        if agency.kind not in _OF_SEVERAL and not small.match(name):
            forms[name] = f"{name[:1].upper()}{name[1:]}"
    loud = [agency for _, agencies in named for agency in agencies if _has_loud(agency.name)]
    if loud:
        forms |= _quiet(loud, (agency.name for _, agencies in named for agency in agencies), setting, grammar)
    if not forms:
        return list(named)
    return [(draft, tuple([_with(agency, forms) for agency in agencies])) for draft, agencies in named]


def _with(agency: Agency, forms: dict[str, str]) -> Agency:
    form = forms.get(agency.name)
    return altered(agency, name=form) if form else agency


def _quiet(loud: Iterable[Agency], names: Iterable[str], setting: Setting, grammar: Grammar) -> dict[str, str]:
    """For names in capitals what the text has elsewhere in small letters, else what first letters have capitals."""
    known: dict[str, str] = {}
    for name in names:
        if not _has_loud(name):
            known.setdefault(folded_name(name), name)
    reader = BodyReader(grammar, setting.view)
    forms: dict[str, str] = {}
    for agency in loud:
        name = agency.name
        if name in forms:
            continue
        form = known.get(folded_name(name)) or _as_in_tables(_read(reader, agency))
        if agency.kind in _OF_SEVERAL:
            form = f"{form[:1].lower()}{form[1:]}"
        if agency.text.isupper() or form != name:
            forms.setdefault(name, form)
    return forms


def _read(reader: BodyReader, agency: Agency) -> str:
    """The name of an agency that stands in capitals: of its own words, where these are all of it."""
    if not agency.text.isupper():
        return written_out(reader.quiet(agency.name))
    form = written_out(reader.quiet(" ".join(agency.text.split())))
    whole = folded_name(form) == folded_name(agency.name)
    return form if whole else written_out(reader.quiet(agency.name.upper()))


def _as_in_tables(name: str) -> str:
    """A name in which what the tables have written out stands as it does there: Hội Liên hiệp Phụ nữ (tỉnh).

    >>> _as_in_tables("Ban Chấp hành đảng bộ tỉnh")
    'Ban Chấp hành Đảng bộ tỉnh'
    """
    words = name.split(" ")
    for size in range(min(len(words), _LONGEST_KNOWN), 1, -1):
        for start in range(len(words) - size + 1):
            known = _names_of_tables().get(folded_name(" ".join(words[start : start + size])))
            if known:
                words[start : start + size] = known.split(" ")
    return " ".join(words)


@cache
def _names_of_tables() -> Mapping[str, str]:
    """Names and what abbreviations stand for, by their folded words, where these have capitals of their own."""
    names = (*(known.name for known in known_agencies().values()), *abbreviations().values(), *phrases().values())
    return {folded_name(name): name for name in names if name[:1].isupper()}


@lru_cache(maxsize=4096)  # a digest names the same bodies again and again
def _has_loud(name: str) -> bool:
    """Whether a word of a name stands in capitals that is no abbreviation."""
    return any(map(is_loud, name.split()))
