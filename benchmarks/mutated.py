"""A search for texts that break a public function, by structure: digests and pieces of them that are changed, run by hand.

    python -m benchmarks.mutated 1000000 --seed 7

Needs nothing beside the library, and is some four times as fast as the search by coverage (``benchmarks.fuzz``, whose
checks it takes). A text is a few lines of the samples of the publishers with slips in them (signs, words and lines
left out, doubled, swapped, broken, run together), or pieces of the grammars and signs in any order. Nineteen of twenty are parsed as
texts; the others go through all that the library does, as page, document, JSON and what is written of it. Text N of a
seed is always the same: ``--first N`` goes on there, or shows one again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from importlib.resources import files

import ubnd_digest

from .fuzz import _OPENINGS, _SIGNS, BrokenLawError, Checks, _fragments

_TOLD_EVERY = 100_000
_PARSED_ONLY = 0.95
_ANY_SIGNS = (
    (0x20, 0x7E),
    (0xA0, 0x1FF),
    (0x1EA0, 0x1EFF),
    (0x300, 0x36F),
    (0x2000, 0x206F),
    (0, 0x2FFF),
    (0xE000, 0x1FFFF),
)


class Texts:
    """Made-up texts by number: the same number and seed give the same text."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._fragments = _fragments()
        samples = sorted(
            (folder / "sample.txt").read_text(encoding="utf-8")
            for folder in files("ubnd_digest.grammars").joinpath("publishers").iterdir()
            if (folder / "sample.txt").is_file()
        )
        self._wholes = samples
        self._lines = [line for sample in samples for line in sample.splitlines() if line]

    def __getitem__(self, number: int) -> tuple[str, float]:
        """The text, and a number from 0 to 1 that says what is done with it."""
        chance = random.Random(f"{self._seed}:{number}")
        kind = chance.random()
        if kind < 0.6:
            text = self._pieces(chance)
        elif kind < 0.995:
            text = "\n".join(
                chance.choice(self._lines)[: chance.choice((60, 120, 400))] for _ in range(chance.randint(1, 2))
            )
        else:
            text = chance.choice(self._wholes)
        for _ in range(chance.randint(0, 4)):
            text = self._changed(text, chance)
        return text, chance.random()

    def _pieces(self, chance: random.Random) -> str:
        pieces = [chance.choice(_OPENINGS)] if chance.random() < 0.1 else []
        for _ in range(chance.randint(1, 9)):
            kind = chance.random()
            if kind < 0.6:
                pieces += (chance.choice(self._fragments), " ")
            elif kind < 0.9:
                pieces.append(chance.choice(_SIGNS))
            else:
                pieces += (chr(chance.randint(*chance.choice(_ANY_SIGNS))) for _ in range(chance.randint(1, 5)))
        return "".join(pieces)

    def _changed(self, text: str, chance: random.Random) -> str:
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice((1, 1, 2, 7, 30)))
        before, part, after = text[:start], text[start:end], text[end:]
        return chance.choice(
            (
                lambda: before + after,
                lambda: before + part + part + after,
                lambda: before + part[::-1] + after,
                lambda: before + part.swapcase() + after,
                lambda: before + chance.choice(_SIGNS) + after,
                lambda: before + chance.choice(self._fragments) + after,
                lambda: before + "\n" + part + after,
                lambda: before + "".join(part.split()) + after,
                lambda: after + before,
            )
        )()


def search(texts: Texts, first: int, count: int, only: str) -> Counter[str]:
    """Check the texts from a number on; print each new failure with its text, and how far it is."""
    checks = Checks(ubnd_digest)
    every, parsed = checks.all(only), checks.parsed
    failures: Counter[str] = Counter()
    signs, since = 0, time.monotonic()
    for number in range(first, first + count):
        text, chance = texts[number]
        check = every[int(chance * 1e6) % len(every)] if only or chance > _PARSED_ONLY else parsed
        signs += len(text)
        try:
            check(text)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            what = f"{type(error).__name__} {error.law if isinstance(error, BrokenLawError) else f'{place.filename}:{place.lineno}'}"
            failures[what] += 1
            if failures[what] == 1:
                print(f"FAILURE {number} {check.__name__} {what}: {error}\n  TEXT {text!r}", flush=True)
        done = number - first + 1
        if done % _TOLD_EVERY == 0 or done == count:
            print(
                f"{done:,} texts, {signs:,} signs, {done / (time.monotonic() - since):,.0f} a second, {failures.total()} failures",
                flush=True,
            )
    return failures


def main() -> None:
    """Search, and end with status 1 where something failed."""
    options = argparse.ArgumentParser(
        prog="python -m benchmarks.mutated", description="Search for texts that break a public function."
    )
    options.add_argument("count", type=int, help="how many texts")
    options.add_argument("--seed", type=int, default=1, help="which texts (default: 1)")
    options.add_argument("--first", type=int, default=0, metavar="N", help="the number of the first (default: 0)")
    options.add_argument(
        "--only", default="", help="the checks that have this in their name: parsed, page, document, found …"
    )
    chosen = options.parse_args()
    sys.exit(bool(search(Texts(chosen.seed), chosen.first, chosen.count, chosen.only)))


if __name__ == "__main__":
    main()
