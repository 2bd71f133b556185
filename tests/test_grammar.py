"""The grammar files: composed into one namespace, total, and readable."""

from __future__ import annotations

import ast
import itertools
import pickle
import re
from collections import defaultdict, deque
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer
from lark.utils import sre_parse  # type: ignore[attr-defined]

import ubnd_digest
from strategies import inline_terminals
from ubnd_digest import GrammarError, Parser
from ubnd_digest.authoring.check_total import Stack, Walk
from ubnd_digest.grammar.composed import compose
from ubnd_digest.grammar.definitions import definitions
from ubnd_digest.grammar.files import GrammarFile, common_files
from ubnd_digest.grammar.grammar import Grammar, common_grammar
from ubnd_digest.grammar.lark_internals import parse_table
from ubnd_digest.grammar.plain import plain_files
from ubnd_digest.model.text import View
from ubnd_digest.publishers.record import Publisher

TERMINALS = sorted(inline_terminals())


# ---- totality ------------------------------------------------------------------------------


class NamesAsTokens(Lexer):
    """Gives a sequence of names of terminals to the parser, numbered."""

    __future_interface__ = 1

    def __init__(self, conf: object) -> None:
        pass

    def lex(self, lexer_state: object, parser_state: object) -> Iterator[Token]:
        for number, name in enumerate(lexer_state.text):  # type: ignore[attr-defined]
            yield Token(name, str(number))


@pytest.fixture(scope="module")
def plain() -> Lark:
    """The inline grammar without callbacks: trees that keep every token."""
    return Lark(
        compose(common_files()), parser="lalr", lexer=NamesAsTokens, start="inline", keep_all_tokens=True,
        maybe_placeholders=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def tokens(plain: Lark) -> list[str]:
    """The names of all tokens that the rules know."""
    return sorted({symbol.name for rule in plain.rules for symbol in rule.expansion if symbol.is_term})


def accounted_for(parser: Lark, names: tuple[str, ...]) -> bool:
    try:
        tree = parser.parse(names)  # type: ignore[arg-type]
    except UnexpectedInput:
        return False
    found = tree.scan_values(lambda value: isinstance(value, Token))
    return [(token.type, str(token)) for token in found] == [(name, str(n)) for n, name in enumerate(names)]


def test_every_sequence_of_terminals_parses(tokens: list[str]) -> None:
    """What an LALR parser does next depends on its stack of states alone.

    Sequences that lead to equal stacks go on alike, so it is enough to try every terminal on every
    stack that can be reached. The rules of the inline grammar repeat on their left, so there are
    finitely many stacks, and the walk below speaks for sequences of any length, those of up to
    four terminals among them.
    """
    walk = Walk(common_grammar())
    way: dict[Stack, tuple[str, ...]] = {walk.start: ()}
    fresh = deque(way)
    refused = []
    while fresh:
        stack = fresh.popleft()
        assert len(way) < 20_000, "a rule that repeats on its right makes the stacks grow without end"
        for name in (*tokens, "$END"):
            longer = walk.after(stack, name)
            if longer is None:
                refused.append((*way[stack], name))
            elif longer not in way and name != "$END":
                way[longer] = (*way[stack], name)
                fresh.append(longer)
    assert refused[:5] == []


def test_every_token_appears_once_in_pairs(plain: Lark, tokens: list[str]) -> None:
    lost = [names for n in range(3) for names in itertools.product(tokens, repeat=n) if not accounted_for(plain, names)]
    assert lost[:5] == []


def test_every_token_appears_once_in_triples(plain: Lark, tokens: list[str]) -> None:
    """One terminal speaks for all that stand in the same places of the same rules: the grammar is the same
    when they change places."""
    places = defaultdict(list)
    for name in tokens:
        stands = frozenset(
            (rule.origin.name, tuple("*" if symbol.name == name else symbol.name for symbol in rule.expansion))
            for rule in plain.rules
            if any(symbol.name == name for symbol in rule.expansion)
        )
        places[stands].append(name)
    representatives = [names[0] for names in places.values()]
    assert len(representatives) < len(tokens)
    lost = [names for names in itertools.product(representatives, repeat=3) if not accounted_for(plain, names)]
    assert lost[:5] == []


def test_a_prefix_of_a_mention_is_given_back(plain: Lark) -> None:
    tree = plain.parse(("TYPED_NUMBER", "ISSUED_ON", "BEFORE", "CLOCK", "DAY", "TO", "CLAUSE", "NEXT_UNIT"))  # type: ignore[arg-type]
    assert [child.data if isinstance(child, Tree) else child.type for child in tree.children] == [
        "reference",
        "deadline",
        "provision",
    ]


# ---- terminals -----------------------------------------------------------------------------


def test_no_two_terminals_share_a_pattern() -> None:
    patterns = defaultdict(list)
    for name, pattern in common_grammar().terminals.items():
        if pattern != "(?!)":  # what is left to publishers
            patterns[pattern].append(name)
    assert [names for names in patterns.values() if len(names) > 1] == []


def test_no_two_terminals_of_the_scanner_differ_in_group_names_only() -> None:
    patterns = defaultdict(list)
    for name, pattern in inline_terminals().items():
        patterns[re.sub(r"\(\?P<\w+>", "(?:", pattern)].append(name)
    assert [names for names in patterns.values() if len(names) > 1] == []


@pytest.mark.parametrize("name", TERMINALS)
def test_no_island_is_empty(name: str) -> None:
    assert sre_parse.parse(inline_terminals()[name]).getwidth()[0] > 0


# ---- the files -----------------------------------------------------------------------------

DEFINITION = re.compile(r"^(?:%(?:words|beginnings|symbols) )?([A-Z][A-Z0-9_]*)(?:\.[0-9]+)?:", re.MULTILINE)
LITERAL = re.compile(r'"(?:\\.|[^"\\\n])*"|/(?!/)(?:\\.|[^/\\\n])+/|//[^\n]*')
FILES = {file.name: file.text for file in common_files()}


def comment_above(name: str) -> str:
    """The comment above a terminal, or above the terminals directly before it."""
    for text in FILES.values():
        match = re.search(rf"^(?:%\w+ )?{name}(?:\.[0-9]+)?:", text, re.MULTILINE)
        if match:
            lines = text[: match.start()].splitlines()
            while lines and DEFINITION.match(lines[-1]):
                lines.pop()
            comment = itertools.takewhile(lambda line: line.startswith("//"), reversed(lines))
            return "\n".join(line[2:] for line in comment)
    return ""


@pytest.mark.parametrize("name", TERMINALS)
def test_every_terminal_has_an_example_that_it_matches(name: str) -> None:
    comment = comment_above(name)
    assert comment, f"no comment above {name}"
    scanner = common_grammar().scanner("inline")
    # Quotes mark the part that the terminal takes, brackets the words around it.
    bare = re.sub(r'["…]|\((?=[^()]*\))|(?<!\()\)', "", comment)
    examples = [example.strip() for text in (comment, bare) for example in re.split(r" · |   +|\n|: ", text)]
    views = [View(example, common_grammar().pattern("SYMBOL_RUN")).folded for example in examples]
    assert any(island.type == name for view in views for island in scanner.islands(view))


def test_every_definition_is_used() -> None:
    found = [item for file in plain_files(common_files()) for item in definitions(file)]
    used = {name for item in found for name in re.findall(r"\b_?[A-Za-z][A-Za-z0-9_]*\b", LITERAL.sub(" ", item.body))}
    used |= {re.sub(r"^(?:NOT_)?AFTER_", "", name) for name in used}  # made of the words of a list, and not of its name
    asked_for = {text for path in SOURCES for text in strings(path)}
    assert {item.name for item in found} - used - asked_for == set()


def test_a_list_of_words_is_written_in_one_file() -> None:
    """Lists of one name in two files are one list: that is for publishers, and here it would be by accident."""
    homes = defaultdict(set)
    for name, text in FILES.items():
        for item in definitions(GrammarFile(name, text)):
            if not item.directive:
                homes[item.name].add(name)
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


def test_no_line_is_longer_than_a_screen_is_wide() -> None:
    # the lists that tables hold are made of their columns
    written = {name: text for name, text in FILES.items() if name.endswith(".lark")}
    assert [(name, line) for name, text in written.items() for line in text.splitlines() if len(line) > 160] == []


def _ways(written: str) -> Iterator[str]:
    """The ways in which a terminal can be written, of each what stands between slashes."""
    pieces = re.findall(r"/(?:\\.|[^/\\\n])+/|[|()]", written)
    depth, way = 0, ""
    for piece in pieces:
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if piece == "|" and not depth:
            yield way
            way = ""
        elif piece.startswith("/"):
            way += piece[1:-1]
    yield way


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".lark")])
def test_a_bracket_is_closed_in_the_way_in_which_it_is_opened(name: str) -> None:
    """Lark puts the ways of a terminal into an order of its own, so that no bracket may run over two of them."""
    signs = re.compile(r"\\.|\[(?:\\.|[^\]])*\]")
    broken = [
        (item.name, way)
        for item in definitions(GrammarFile(name, FILES[name]))
        if item.is_terminal and not item.notation
        for way in _ways(item.body)
        if (bare := signs.sub("", way)).count("(") != bare.count(")")
    ]
    assert broken == []


def test_what_stands_beside_a_word_is_named_and_not_written_as_a_pattern() -> None:
    written = [
        name for name, text in FILES.items() if name != "common.lark" for _sign in re.findall(r"\(\?<?[=!]", text)
    ]
    assert len(written) <= 60


@pytest.mark.parametrize("name", FILES)
def test_every_rule_has_a_comment(name: str) -> None:
    lines = FILES[name].splitlines()
    rules = [n for n, line in enumerate(lines) if re.match(r"[a-z]\w*:", line)]
    bare = [lines[n] for n in rules if not re.match(r"//|[a-z_]\w*:|\s+\|", lines[n - 1] or lines[n - 2])]
    assert bare == []


# ---- no word of Vietnamese in Python -------------------------------------------------------

SOURCES = sorted(Path(ubnd_digest.__file__).parent.rglob("*.py"))


@cache
def strings(path: Path) -> tuple[str, ...]:
    """The string literals of a module as they are written, without its documentation."""
    text = path.read_text(encoding="utf8")
    lines = [line.encode() for line in text.split("\n")]
    tree = ast.parse(text)
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            if node.lineno == node.end_lineno:  # the common case, without reading the module again
                written = lines[node.lineno - 1][node.col_offset : node.end_col_offset].decode()
            else:
                written = ast.get_source_segment(text, node) or ""
            found.append(written.strip("\"'"))
    return tuple(found)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_grammar_word_stands_in_python(path: Path) -> None:
    """Letters written as escapes are those of the tables that fold spellings; words are not written so."""
    words = [text for text in strings(path) if any(sign.isalpha() and not sign.isascii() for sign in text)]
    assert words == []


# ---- extending -----------------------------------------------------------------------------


def with_file(text: str, name: str = "publishers/thử.lark") -> Grammar:
    return Grammar((*common_files(), GrammarFile(name, text)))


def parser_with(text: str) -> Parser:
    return Parser(Publisher("thu", ("Thử",), grammar=GrammarFile("publishers/thử.lark", text)))


def test_extending_a_terminal_changes_what_is_found() -> None:
    text = "Sở Y tế báo cáo trước mốc ngày 5/3/2021."
    assert Parser().find_deadlines(text) == ()
    (deadline,) = parser_with("%extend BEFORE: /trước mốc / DATE_AHEAD").find_deadlines(text)
    assert deadline.text == "trước mốc ngày 5/3/2021"


def test_overriding_a_terminal_reaches_those_that_use_it() -> None:
    grammar = with_file("%override DAY_PART: /nửa đêm/")
    assert grammar.terminals["TO"].count("nửa đêm") == 1 and "rạng sáng" not in grammar.terminals["TO"]


@pytest.mark.slow  # a grammar is made for each
@pytest.mark.parametrize(
    "text",
    [
        "%extend TYPE: /thư khen/",
        "%override D: /(?P<day>x)/",
        "%extend date: DAY D",
        "%import common.WS",
        "%extend words COUNTED: bó",
    ],
)
def test_what_one_grammar_changes_reaches_no_other(text: str) -> None:
    common = Grammar(common_files()).terminals
    with_file(text)
    assert Grammar(common_files()).terminals == common
    assert "(?P<day>y)" in with_file("%override D: /(?P<day>y)/").terminals["DAY"]


@pytest.mark.slow  # a grammar is made for each
def test_grammars_with_the_same_rules_share_their_table() -> None:
    first, second = with_file("%extend TYPE: /thư khen/"), with_file("%extend TYPE: /thư tặng/")
    assert parse_table(first.compiled("inline")) is parse_table(second.compiled("inline"))
    assert parse_table(with_file("%extend date: D D").compiled("inline")) is not parse_table(first.compiled("inline"))
    for parser, own in ((parser_with(f"%extend TYPE: /thư {word}/"), word) for word in ("khen", "tặng")):
        found = [parser.find_references(f"Thư {word} số 12/TK-UBND")[0].text for word in ("khen", "tặng")]
        assert found == [f"Thư {word} số 12/TK-UBND" if word == own else "số 12/TK-UBND" for word in ("khen", "tặng")]


def test_a_province_adds_a_type_of_document() -> None:
    text = "tuyên dương tại Thư khen số 12/TK-UBND ngày 5/3/2021"
    (reference,) = parser_with("%extend TYPE: /thư khen/").find_references(text)
    assert (reference.type, reference.type_text, reference.text) == (None, "Thư khen", text[16:])


def test_overriding_a_terminal_replaces_it() -> None:
    parser = parser_with("%override YEAR.8: /niên khóa / Y")
    assert [date.text for date in parser.find_dates("năm 2021, niên khoá 2022")] == ["niên khoá 2022"]


def test_a_publisher_may_add_a_rule() -> None:
    grammar = with_file("WEEK.9: /tuần [0-9]{1,2}/\n%extend _left_over: WEEK")
    assert [island.type for island in grammar.scanner("inline").islands("tuần 12")] == ["WEEK"]


def test_grammar_words_may_be_written_in_either_spelling() -> None:
    parser = parser_with("%extend BEFORE: /trước hạn huỷ / DATE_AHEAD")
    assert parser.find_deadlines("Sở Y tế báo cáo trước hạn hủy ngày 5/3/2021.")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("\nWEEK: [", 2, 8),
        ("WEEK /tuần/", 1, 6),
        ("// chú thích\nWEEK: /tuần/\nweek: WEEK )", 3, 12),
        ("%extend BEFORE: /(tuần/", 1, 17),
        ("week: NOWHERE", 1, 7),
        ("WEEK: NOWHERE", 1, 7),
        ("\n\n%extend NOWHERE: /tuần/", 3, 9),
        ("%override NOWHERE: /tuần/", 1, 11),
        ("DAY: /tuần/", 1, 1),
        ("%extend BEFORE: /trước (?P<day>/ D /)(?P<day>x)/", 1, 17),
    ],
    ids=str,
)
def test_a_mistake_is_reported_with_its_place(text: str, line: int, column: int) -> None:
    with pytest.raises(GrammarError) as caught:
        parser_with(text)
    assert (caught.value.file, caught.value.line) == ("publishers/thử.lark", line)
    assert caught.value.column == column


@pytest.mark.parametrize(
    "text", ["WEEK: [", "%extend BEFORE: /(tuần/", "week: NOWHERE", "%extend NOWHERE: /tuần/", "DAY: /tuần/"]
)
def test_a_mistake_never_shows_as_another_error(text: str) -> None:
    with pytest.raises(GrammarError) as caught:
        parser_with(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("has_regex", [True, False])
def test_a_mistake_is_one_whether_or_not_the_package_regex_is_there(
    monkeypatch: pytest.MonkeyPatch, has_regex: bool
) -> None:
    pytest.importorskip("regex")
    monkeypatch.setattr("lark.utils._has_regex", has_regex)
    for expression in ("(tuần", r"\p{Lu}+", "(?|a|b)", "(?<=a|bc)x"):
        with pytest.raises(GrammarError):
            parser_with(f"%extend BEFORE: /{expression}/")


@pytest.mark.parametrize("text", ["%extend DAY: /x?/", "WEEK: /(?:tuần)?/\n%extend _left_over: WEEK"])
def test_a_terminal_that_can_match_nothing_is_a_mistake(text: str) -> None:
    with pytest.raises(GrammarError, match=r"can match where nothing stands|does not name"):
        parser_with(text)


@pytest.mark.parametrize(
    ("text", "part"), [("%extend YEAR: /năm nay/", "year"), ("%override D: /mùng/", "day"), ("%extend DAY: /x/", "day")]
)
def test_a_form_without_the_part_that_the_reading_asks_for_is_a_mistake(text: str, part: str) -> None:
    with pytest.raises(GrammarError, match=rf"\(\?P<{part}>") as caught:
        parser_with(text)
    assert (caught.value.file, caught.value.line) == ("publishers/thử.lark", 1)


def test_a_grammar_survives_pickling() -> None:
    grammar = with_file("%extend BEFORE: /trước mốc / DATE_AHEAD")
    copy = pickle.loads(pickle.dumps(grammar))
    assert copy.terminals == grammar.terminals


def test_the_collector_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    import gc

    monkeypatch.setattr(gc, "disable", lambda: pytest.fail("the collector of the whole process is switched off"))
    assert with_file("%extend CHROME: /xem tin cũ/").table("inline")


@pytest.mark.slow  # a grammar is made for each
@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("%extend CHROME: /(?:[a-z ]+)+[0-9]/", 1, "CHROME: a repetition without end stands inside"),
        ("%extend CHROME: /báo/\n\n%extend CHROME: /(?:a|aa)+;/\n%extend CHROME: /đài/", 3, "CHROME: what is repeated"),
        ("%extend CHROME: /báo/\n    | /.*;/", 1, "CHROME: a repetition without end runs over"),
        ('FAIR.9: "phiên" /.* chợ/\n%extend _left_over: FAIR', 1, "FAIR: "),
        ("ROUND: /[a-z]+ ?/\nFAIR: /(?:/ ROUND /)+chợ/\n%extend _left_over: FAIR", 2, "FAIR: "),
        ("\n%override WORD: /[a-z ]{1,}/", 2, ": a repetition without end"),
    ],
)
def test_what_could_hang_a_reader_is_refused(text: str, line: int, said: str) -> None:
    with pytest.raises(GrammarError, match=re.escape(said)) as caught:
        parser_with(text)
    assert (caught.value.file, caught.value.line) == ("publishers/thử.lark", line)


def test_what_has_limits_is_taken() -> None:
    assert parser_with("%extend CHROME: /(?:[a-zđ]{1,12} ){0,8}[0-9]/").find_dates("năm 2021")
