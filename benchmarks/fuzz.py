"""A coverage-guided search for texts that break ``parse``, or any other public function, run by hand with atheris.

    pip install atheris
    python -m benchmarks.fuzz -max_total_time=1800

Options are those of libFuzzer. The text is built from the fuzzer's bytes: from the example
comments of the grammar files, pieces of them, signs that editors and browsers leave behind,
and any characters. Its first byte says what is done with it (``FUZZ_ONLY=parse`` does the same with all): it is parsed,
as a digest, a document or a page, and what comes of it is written in every form and read again. Checked: nothing is
raised but what is documented; spans index the source; texts are what stands at their spans; mentions are sorted and
stand apart; JSON comes back equal, and changed JSON is refused by its own error. A failure is printed once for each place in the code that
raised it, with the text, and the search goes on; the environment variable ``FUZZ_STOP=1`` stops
at the first one, so that libFuzzer keeps and minimizes its input.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.resources import files
from typing import Any
from warnings import catch_warnings, simplefilter

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
_TAGS = (
    *(
        "<p>",
        "</p>",
        "<li>",
        "<dd>",
        "<td>",
        "<tr><td>",
        "<table>",
        "</table>",
        "<h2>",
        "</h2>",
        "<br>",
        "<div>",
        "</div>",
        "<b>",
        "<a href=x>",
    ),
    *(
        "</a>",
        "<ul>",
        "<dl>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<",
        "&nbsp;",
        "&#0;",
        "&amp",
        "<title>",
        "<article>",
        "<nav>",
        "<pre>",
    ),
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
    around: list[Any] = []
    for mention in digest.mentions:
        _stands_at_its_span(mention, text)
        key = (mention.span.start, -mention.span.end)
        if key < before:
            raise BrokenLawError("mentions are sorted, an outer one before those inside it", mention)
        before = key
        while around and around[-1].span.end <= mention.span.start:
            around.pop()
        if around and around[-1].span.end < mention.span.end:
            kinds = f"{type(around[-1]).__name__} and {type(mention).__name__}"
            raise BrokenLawError(f"no mention crosses another: {kinds}", (around[-1], mention))
        around.append(mention)
    for block in _blocks(digest):
        _stands_at_its_span(block, text)
        for mention in block.mentions:
            if not block.span.start <= mention.span.start < mention.span.end <= block.span.end:
                raise BrokenLawError("the mentions of a block lie in it", (block, mention))
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
        yield from item.blocks


class Checks:
    """What can be done with a text; each raises where something is wrong."""

    def __init__(self, library: Any) -> None:
        self._ud = library

    def all(self, only: str) -> list[Callable[[str], None]]:
        """Those that have something in their names, ``all`` itself left out."""
        return [getattr(self, name) for name in vars(Checks) if name[0] != "_" and name != "all" and only in name]

    def parsed(self, text: str) -> None:
        check(self._ud.parse, text)

    def written_and_read(self, text: str) -> None:
        digest = self._ud.parse(text)
        written = self._ud.to_json(digest)
        if self._ud.to_json(self._ud.from_json(written)) != written:
            raise BrokenLawError("JSON comes back equal", digest)

    def changed_json(self, text: str) -> None:
        written = self._ud.to_json(self._ud.parse(text[: len(text) // 2]))
        place = sum(map(ord, text)) % len(written)
        for changed in (written[:place] + written[place + 1 :], written[:place] + "7" + written[place + 1 :]):
            with suppress(self._ud.SerializationError), catch_warnings():
                simplefilter("ignore")
                self._ud.to_json(self._ud.from_json(changed))

    def document(self, text: str) -> None:
        found = self._ud.parse_document(text)
        check(lambda _: found.digest, text)
        written = self._ud.to_json(found)
        if self._ud.to_json(self._ud.document_from_json(written)) != written:
            raise BrokenLawError("JSON of a document comes back equal", found)
        self._ud.to_akoma_ntoso(found.digest)

    def page(self, text: str) -> None:
        markup = "".join(_TAGS[ord(sign) % len(_TAGS)] if sign in ".;,:" else sign for sign in text)
        found = self._ud.read_html(markup)
        check(self._ud.parse, found.text)
        self._ud.parse_html(markup)
        self._ud.annotate_html(found, self._ud.parse(found.text).mentions, lambda _, inner: f"<b>{inner}</b>")

    def rendered(self, text: str) -> None:
        digest = self._ud.parse(text)
        if self._ud.parse(self._ud.render(digest)) != digest:
            raise BrokenLawError("what is rendered is read as the same digest", digest)

    def exported(self, text: str) -> None:
        digest = self._ud.parse(text)
        for write in (
            self._ud.to_annotations,
            self._ud.to_akoma_ntoso,
            self._ud.to_timeml,
            self._ud.to_brat,
            self._ud.to_doccano,
            self._ud.to_html,
        ):
            write(digest)
        self._ud.to_web_annotations(digest, source="a.txt")
        for name in self._ud.tables():
            list(self._ud.rows([digest], name))

    def marked(self, text: str) -> None:
        digest = self._ud.parse(text)
        if self._ud.annotate(text, digest.mentions, lambda _, inner: inner) != text:
            raise BrokenLawError("a text that is annotated with nothing stays as it is", digest)
        self._ud.explain(text, len(text) // 2)
        self._ud.resolve([digest])
        self._ud.diff(digest, self._ud.parse(text[: len(text) // 2]))

    def found(self, text: str) -> None:
        for name in dir(self._ud):
            if name.startswith("find_"):
                getattr(self._ud, name)(text)
        self._ud.detect_publisher(text)
        self._ud.is_document(text)
        self._ud.parse(text, publisher="auto")


class Search:
    """The target that the fuzzer calls with bytes."""

    def __init__(self, atheris: Any, library: Any, *, stop: bool, only: str = "") -> None:
        self._provider = atheris.FuzzedDataProvider
        self._checks = Checks(library).all(only)
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
        text = self.text(data[1:])
        try:
            self._checks[(data[0] if data else 0) % len(self._checks)](text)
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
        text = f"{_OPENINGS[-1]}Một việc mới\nUBND tỉnh ban hành Quyết định số 1/QĐ-UBND trước ngày 5/1."
        for one in Checks(ubnd_digest).all(""):
            one(text)
    only, stop = os.environ.get("FUZZ_ONLY", ""), os.environ.get("FUZZ_STOP") == "1"
    atheris.Setup(sys.argv, Search(atheris, ubnd_digest, stop=stop, only=only))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
