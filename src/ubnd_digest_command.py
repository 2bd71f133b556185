"""The script of the command: Ctrl-C ends it quietly at any moment, while the library is still being imported, too.

So it stands outside the package, whose import takes a while, and imports next to nothing itself. For ``python -m
ubnd_digest`` the package imports it first; who uses the library does not load it.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from types import FrameType

_INTERRUPTED = 130  # what a shell reports for a command that SIGINT ended


class _Interrupts:
    """What Ctrl-C does: once, while the command runs, it raises ``KeyboardInterrupt``; at any other time all ends."""

    raising = False
    raised = False

    def __call__(self, _signal: int, _frame: FrameType | None) -> None:
        if not self.raising:
            os._exit(_INTERRUPTED)
        self.raising, self.raised = False, True
        raise KeyboardInterrupt

    def insist(self, _signal: int, _frame: FrameType | None) -> None:
        """Raise what was raised before and got lost, as where a program in C takes each error for "not there"."""
        if self.raised:
            raise KeyboardInterrupt

    @staticmethod
    def unraisable(found: sys.UnraisableHookArgs) -> None:
        """See an interrupt that came where nothing can be raised, as when an object is given up."""
        if issubclass(found.exc_type, KeyboardInterrupt):
            os._exit(_INTERRUPTED)
        sys.__unraisablehook__(found)


interrupts = _Interrupts()


def _watch() -> None:
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else it is ignored, as behind nohup
        signal.signal(signal.SIGINT, interrupts)
        sys.unraisablehook = interrupts.unraisable


def run() -> None:
    """Run the command with the arguments of the process, and end the process."""
    _watch()
    # it reads, writes and ends: to look for garbage as often as Python does is half of a first run
    gc.set_threshold(20_000, 20, 50)
    from ubnd_digest.cli import main

    try:
        try:
            interrupts.raising = True
            status = main()
        finally:
            interrupts.raising = False
    except KeyboardInterrupt:
        status = _INTERRUPTED
    sys.exit(status)


# "-m" stands there while Python looks for the module that it is to run
if sys.argv[:1] == ["-m"] and {"ubnd_digest", "-mubnd_digest"} & {*sys.orig_argv}:
    _watch()

if __name__ == "__main__":
    run()
