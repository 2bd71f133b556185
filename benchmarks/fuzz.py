"""A coverage-guided search for texts that break ``parse``, run by hand with atheris.

    pip install atheris
    python -m benchmarks.fuzz -max_total_time=1800

Options are those of libFuzzer. The text is built from the fuzzer's bytes: from the example
comments of the grammar files, pieces of them, signs that editors and browsers leave behind,
and any characters. Checked: nothing is raised; spans index the source; texts are what stands
at their spans; mentions are sorted. A failure is printed once for each place in the code that
raised it, with the text, and the search goes on; the environment variable ``FUZZ_STOP=1`` stops
at the first one, so that libFuzzer keeps and minimizes its input.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
import traceback
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

_SIGNS = (
    *" \n\t.,;:()/-–—+'’\"“”&%…0123456789",
    *(" - ", " và ", ", ", "; ", "\n\n", "\r\n", ".\n", "...", " đến ", " từ ", " của ", " số ", " ngày ", " năm "),
    *("\u00a0", "\u00ad", "\u200b", "\u200d", "\u2028", "\u2060", "\ufeff", "\u2011", "\u2212", "\u2044", "\u00d0"),
    *("\u0300", "\u0301", "\u0302", "\u0303", "\u0306", "\u0309", "\u031b", "\u0323", "\u0327", "\u0130", "\u1e9e"),
)
_OPENINGS = (
    "",
    "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 12/8 - 18/8/2019)\n",
    "Hoạt động của lãnh đạo UBND tỉnh tuần qua, từ 30/12/2024 đến 05/01/2025\nMột việc mới; Hai việc cũ.\n",
)
_MOST_PIECES = 60
_LONGEST_RAW = 40
_LONGEST_RUN = 200
_LONGEST = 3_000


def _fragments() -> tuple[str, ...]:
    """The example comments of the grammar files, whole and in pieces, and the words of the terminals."""
    found: dict[str, None] = {}
    for grammar_file in sorted(files("ubnd_digest.grammars").iterdir(), key=lambda entry: entry.name):
        if not grammar_file.name.endswith(".lark"):
            continue
        for line in grammar_file.read_text(encoding="utf8").splitlines():
            if line.startswith("// "):
                for example in line[3:].split("·"):
                    text = example.replace("(", "").replace(")", "").replace('"', "").strip()
                    found.setdefault(text)
                    for piece in re.split(r"(?<=[ /,-])", text):
                        found.setdefault(piece)
            else:
                for word in re.findall(r"[^\W\d_]+(?: [^\W\d_]+)*", line):
                    found.setdefault(word)
    return tuple(fragment for fragment in found if fragment)


class BrokenLawError(AssertionError):
    """What ``parse`` returned breaks one of its laws."""

    def __init__(self, law: str, broken_by: object) -> None:
        super().__init__(law, broken_by)
        self.law = law


def check(parse: Any, text: str) -> None:
    """Parse a text and hold the result against the laws.

    Raises:
        BrokenLawError: when one does not hold; whatever else ``parse`` raises.
    """
    digest = parse(text)
    if digest.source != text:
        raise BrokenLawError("the source is the text", digest)
    before = (-1, 0)
    for mention in digest.mentions:
        _stands_at_its_span(mention, text)
        key = (mention.span.start, -mention.span.end)
        if key < before:
            raise BrokenLawError("mentions are sorted, an outer one before those inside it", mention)
        before = key
    for block in _blocks(digest):
        _stands_at_its_span(block, text)
        for mention in block.mentions:
            if not block.span.contains(mention.span):
                raise BrokenLawError("a block holds its mentions", (block, mention))
    for doubt in digest.diagnostics:
        if not 0 <= doubt.span.start <= doubt.span.end <= len(text):
            raise BrokenLawError("the span of a diagnostic lies in the text", doubt)


def _stands_at_its_span(found: Any, text: str) -> None:
    start, end = found.span.start, found.span.end
    if not 0 <= start < end <= len(text):
        raise BrokenLawError("a span lies in the text and is not empty", (found, found.span))
    if text[start:end] != found.text:
        raise BrokenLawError("a text is what stands at its span", (found, found.span))


def _blocks(digest: Any) -> Iterator[Any]:
    if digest.title:
        yield digest.title
    yield from digest.lead
    for item in digest.items:
        yield item.heading
        yield from item.paragraphs


class Search:
    """The target that the fuzzer calls with bytes."""

    def __init__(self, atheris: Any, parse: Any, *, stop: bool) -> None:
        self._provider = atheris.FuzzedDataProvider
        self._parse = parse
        self._stop = stop
        self._fragments = _fragments()
        self._seen: set[tuple[str, str, int]] = set()

    def text(self, data: bytes) -> str:
        """The text that some bytes stand for."""
        source = self._provider(data)
        pieces = [_OPENINGS[source.ConsumeIntInRange(0, len(_OPENINGS) - 1)]]
        while source.remaining_bytes() and len(pieces) < _MOST_PIECES:
            choice = source.ConsumeIntInRange(0, 9)
            if choice <= 4:
                pieces += (self._fragments[source.ConsumeIntInRange(0, len(self._fragments) - 1)], " ")
            elif choice <= 7:
                if pieces[-1] == " ":
                    pieces.pop()
                pieces.append(_SIGNS[source.ConsumeIntInRange(0, len(_SIGNS) - 1)])
            elif choice == 8:
                piece = pieces[source.ConsumeIntInRange(0, len(pieces) - 1)]
                pieces.append((piece * source.ConsumeIntInRange(1, 40))[:_LONGEST_RUN])
            else:
                pieces.append(source.ConsumeUnicode(source.ConsumeIntInRange(1, _LONGEST_RAW)))
        return "".join(pieces)[:_LONGEST]

    def __call__(self, data: bytes) -> None:
        """Check the text that the bytes stand for; tell of a failure once."""
        text = self.text(data)
        try:
            check(self._parse, text)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            law = error.law if isinstance(error, BrokenLawError) else where.filename
            key = (type(error).__name__, law, where.lineno or 0)
            if self._stop:
                raise
            if key not in self._seen:
                self._seen.add(key)
                print(f"FAILURE {type(error).__name__}: {error}\n  TEXT {text!r}", flush=True)
                traceback.print_exception(error, limit=-4)


def main() -> None:
    """Search until libFuzzer's limits are reached."""
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        sys.exit("atheris is not installed: pip install atheris")
    with atheris.instrument_imports(include=["ubnd_digest"]):
        ubnd_digest = importlib.import_module("ubnd_digest")
        # parts that load on first use are loaded here, so that they are instrumented too
        ubnd_digest.parse(_OPENINGS[-1] + "Một việc mới\nUBND tỉnh ban hành Quyết định số 1/QĐ-UBND trước ngày 5/1.")
    atheris.Setup(sys.argv, Search(atheris, ubnd_digest.parse, stop=os.environ.get("FUZZ_STOP") == "1"))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
