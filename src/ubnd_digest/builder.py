"""How grammars are built: from several files, with the garbage collector at rest."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from lark.load_grammar import GrammarBuilder


class Builder(GrammarBuilder):
    """A builder whose ``%override`` of a terminal reaches the terminals that use it, in files loaded before as well.

    Lark puts the tree of a terminal in the place of its name when a file has been loaded; a new tree
    for the name is then seen by nobody. So the tree stays, with other children.
    """

    def _define(
        self,
        name: str,
        is_term: bool,
        exp: Any,
        params: Any = (),
        options: Any = None,
        *,
        override: bool = False,
    ) -> None:
        known = self._definitions.get(name)
        if override and is_term and known and known.is_term and known.tree is not None:
            known.tree.children[:] = exp.children
            exp = known.tree
        super()._define(name, is_term, exp, params, options, override=override)  # type: ignore[no-untyped-call]


@contextmanager
def without_collections() -> Generator[None, None, None]:
    """Keep the garbage collector from walking over a grammar while it is built: none of it is garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
