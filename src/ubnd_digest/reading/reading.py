"""A text as it was read: the digest, and the values of the steps that led to it."""

from __future__ import annotations

from ubnd_digest.model.digest import Digest
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.evidence import Decision
from ubnd_digest.reading.setting import Setting


class Reading(NamedTuple):
    """A digest, the setting in which it was read, and all that was decided."""

    digest: Digest
    setting: Setting
    decisions: tuple[Decision, ...]
