"""The digests of some files, for commands that need all of them before they write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ubnd_digest.cli import terminal
from ubnd_digest.cli.inputs import Reading, digest_of, files_of
from ubnd_digest.model.digest import Digest


class Digests:
    """The digests of some files, read as they are asked for; those that cannot be read are told.

    ``names`` are those of the files that were read, ``failures`` the reasons why others were not, by their names.
    """

    def __init__(self, files: Sequence[str], reading: Reading) -> None:
        self._files, self._reading = files, reading
        self.names: list[str] = []
        self.failures: dict[str, str] = {}

    def __iter__(self) -> Iterator[Digest]:
        for found in files_of(self._files):
            reason, digest = found.reason, None
            if reason is None:
                try:
                    digest = digest_of(found.name, terminal.bytes_of(found.name), self._reading)
                except terminal.UnreadableError as error:
                    reason = str(error)
            if digest is None:
                self.failures[found.name] = str(reason)
                terminal.complain(f"{terminal.printable(found.name)}: {reason}")
                continue
            self.names.append(found.name)
            yield digest

    def told(self) -> int:
        """The exit status, after a line on how many files could not be read, where there are several."""
        failed, files = len(self.failures), len(self.failures) + len(self.names)
        if failed and files > 1:
            terminal.complain(f"{failed} of {files} files could not be read")
        return terminal.UNREADABLE if failed else terminal.FINE
