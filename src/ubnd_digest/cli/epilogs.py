"""What the help of commands ends with."""

from __future__ import annotations

EPILOG = """\
FILE is a digest, or a single document: a text, a web page (.html), a Word document (.docx), a PDF file
with text, JSON of this command; an archive of such files (.zip), a folder (all
digests in it and in its folders), or a pattern such as "2025/*.txt"; "-" reads
standard input.
A day is written 2025-04-30 or 30/4/2025.

exit status:
  0    done
  1    check, check-grammar: at least one error was found; diff: something differs
  2    a file could not be read (the others were still done),
       the arguments are wrong, or a package that an option needs is missing;
       this wins over 1
  130  interrupted
  141  the reader of the output went away
  129, 143  asked to end (SIGHUP, SIGTERM)
"""
EPILOG_OF_AUTHORING = """\
exit status:
  0    done
  2    something could not be read, written or used, or the arguments are wrong
"""
EPILOG_OF_CHECKING = """\
exit status:
  0    done
  1    check-grammar: at least one error was found
  2    something could not be read, written or used, or the arguments are wrong
"""
