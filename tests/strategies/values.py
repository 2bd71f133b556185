"""Values of the model: numbers of documents, days."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from ubnd_digest import DocumentNumber

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


# Days whose neighbours of a few years are in the calendar, too.
days = st.dates(dt.date(1901, 1, 1), dt.date(2098, 12, 31))
