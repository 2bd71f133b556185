"""Completion for shells: a script that is made from the arguments, with the package shtab."""

from __future__ import annotations

import argparse

SHELLS = ("bash", "zsh", "fish")
# Arguments that are names of files, by how --help calls them.
_FILES = ("FILE", "OLD", "NEW", "SAMPLE")
_FOLDERS = ("DIR",)


def completion_script(parser: argparse.ArgumentParser, shell: str) -> str:
    """The script that completes commands, options and their values, and names of files.

    Args:
        parser: the arguments of the command.
        shell: one of ``SHELLS``.

    Raises:
        ImportError: when shtab is not installed.
    """
    import shtab

    for command in _with_subparsers(parser):
        command.epilog = None  # zsh and fish would show it after every command
        for action in command._actions:  # noqa: SLF001 - there is no public way to look at them
            if action.metavar in _FILES:
                action.complete = shtab.FILE  # type: ignore[attr-defined]
            elif action.metavar in _FOLDERS:
                action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    return shtab.complete(parser, shell=shell).rstrip("\n")


def _with_subparsers(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    found = [parser]
    for action in parser._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            found += action.choices.values()
    return found
