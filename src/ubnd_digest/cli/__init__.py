"""The command ``ubnd-digest``: digests in files become tables, records, calendars.

What is heavy is imported when it is used: ``--help`` compiles no grammar.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from ubnd_digest.cli.arguments import arguments_parser, with_command
from ubnd_digest.cli.asked import settle_format
from ubnd_digest.cli.speech import asked_language
from ubnd_digest.cli.terminal import UNREADABLE, CommandError, close_output, complain, ended_in_order, printable, speak
from ubnd_digest.model.errors import UbndDigestError

_INTERRUPTED = 130  # what a shell reports for a command that SIGINT ended
_BROKEN_PIPE = 141  # and SIGPIPE


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with some arguments, those of the process when None; give the exit status, as ``--help`` tells.

    ``SystemExit`` is raised for ``--help``, ``--version`` and wrong arguments, as argparse does.
    """
    output = "output"
    try:
        lang, given = asked_language(sys.argv[1:] if argv is None else argv, os.environ)
        speak(lang)
        parser = arguments_parser(lang)
        arguments = parser.parse_args(with_command(given, parser))
        arguments.lang = getattr(arguments, "lang", lang)  # an abbreviated option is seen by argparse alone
        settle_format(arguments)
        given_output = getattr(arguments, "output", None)
        output = output if given_output in (None, "-") else printable(str(given_output))
        with ended_in_order():
            status: int = arguments.run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (CommandError, UbndDigestError) as error:
        complain(str(error))
        return UNREADABLE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        close_output()
        return _BROKEN_PIPE
    except OSError as error:  # those of single files are dealt with where they are read
        complain(f"{output}: {error.strerror or error}")
        close_output()
        return UNREADABLE
    return status
