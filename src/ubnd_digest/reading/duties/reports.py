"""What somebody did, told or is blamed for, by the words around the party: a report, and no order."""

from __future__ import annotations

from ubnd_digest.grammar.grammar import Patterns
from ubnd_digest.reading.drafts import Place
from ubnd_digest.reading.duties.callers import in_list
from ubnd_digest.reading.duties.clauses import Cue

_LONGEST_CAPTION = 300  # how long the caption of a picture is at most
_NEAR = 40  # how far before a party the words may begin that say so
_LONGEST_DOING = 200  # how far behind a party the words may begin that tell how it ended
_NEXT_SENTENCE = (". ", ";", "\n")
_NEXT_TASK, _BEFORE_PHOTO = "; ", (".", "(", "-")
_LONGEST_REPORT = 240  # how far before it a sentence may begin that tells of a meeting, or how far things are


def captions_in(patterns: Patterns, folded: str, begin: int, end: int) -> list[Place]:
    """The lines of a stretch that are captions of pictures: who is named there is told nothing."""
    found = []
    for photo in patterns["PHOTO_BY"].finditer(folded, begin, end):
        at = photo.start()
        start = max(folded.rfind("\n", begin, at) + 1, begin)
        if photo.end() - start <= _LONGEST_CAPTION and folded[max(at - 2, begin) : at].rstrip().endswith(_BEFORE_PHOTO):
            found.append((start, photo.end()))
    return found


def _came_to_much(patterns: Patterns, folded: str, party: Cue, after: int) -> bool:
    """Whether it is told how much came of what a party did: Tòa án thụ lý 214 vụ; or did, beside how far others are."""
    near, far = (max(party.lead - longest, 0) for longest in (_NEAR, _LONGEST_REPORT))
    achieved, many = patterns["ACHIEVED"].match(folded, after), patterns["DOES_SO_MANY"].match(folded, after)
    if not (achieved or many):
        return False
    told = patterns["TOLD_BY_A_TIME"].match(folded, after) or patterns["MUST"].match(folded, party.end)
    if achieved and not told:
        return True
    if not many:
        return False
    if patterns["CAME_OF_IT"].match(folded, after) and after - party.end == len(" ") and not in_list(party, folded):
        return True  # in a list of tasks it is what they are to come to: - Sở Y tế: tiêm 500 liều, đạt 95%
    if patterns["SO_FAR_BEFORE"].search(folded, far, party.lead):
        return True
    return not told and patterns["SO_MANY_BEFORE"].search(folded, near, party.lead) is not None


def is_reported(patterns: Patterns, folded: str, party: Cue, after: int) -> bool:
    """Whether a party is blamed, wrote some day, told something or did so much; ``after`` is where its doings begin."""
    near, lead = max(party.lead - _NEAR, 0), party.lead
    if patterns["LEFT_UNDONE"].match(folded, after) and patterns["BLAMED_BEFORE"].search(folded, near, lead):
        return True
    if patterns["WROTE_THEN"].match(folded, after) and patterns["DAY_BEFORE"].search(folded, near, lead):
        return True
    if party.kind != "SUBJECT":
        return False
    far = max(lead - _LONGEST_REPORT, 0)
    for name in ("TOLD_IN_THE_END", "NOT_COVERED"):
        end = patterns[name].search(folded, after, after + _LONGEST_DOING)
        done = folded[after : end.start()] if end else ""  # (xã A), nay đã sáp nhập: no doing
        if done and not any(sign in done for sign in _NEXT_SENTENCE):
            return True
    goes_on = folded.startswith(_NEXT_TASK, lead - len(_NEXT_TASK)) and not patterns["MUST"].match(folded, party.end)
    if goes_on and patterns["TELLS_BEFORE"].search(folded, far, lead):
        return True
    if patterns["TOLD_AT_MEETING"].match(folded, after) and patterns["AT_A_MEETING"].search(folded, far, lead):
        return True
    return _came_to_much(patterns, folded, party, after)
