"""The parts of a digest, in the order of the text."""

from __future__ import annotations

import ubnd_digest as ud


def blocks_of(digest: ud.Digest) -> list[ud.Block]:
    """Title, entries of the lead, headings and paragraphs."""
    blocks: list[ud.Block] = [digest.title] if digest.title else []
    blocks += digest.lead
    for item in digest.items:
        blocks += item.blocks
    return blocks


def everything_in(digest: ud.Digest) -> list[ud.Mention | ud.Block]:
    """Mentions and blocks: all that stands somewhere."""
    return [*digest.mentions, *blocks_of(digest)]
