"""The columns of all tables: a line a column, with its name, its type, ``?`` where it may be missing, what it says."""

from __future__ import annotations

from typing import Final

# Versions that are not 1.0.
VERSIONS: Final[dict[str, str]] = {}

TOLD: Final = {
    "digests": "a digest: a file, or a text",
    "items": "an item of a digest: what was issued, and counts of what it mentions",
    "blocks": "a stretch of the text: the title, an entry of the lead, a heading, a paragraph",
    "references": "a reference to a document by its number",
    "dates": "a date, also one inside another mention",
    "ranges": "a range of dates",
    "deadlines": "a deadline",
    "effective_dates": "the day on which something takes effect",
    "expiry_dates": "the day on which something is in force no more",
    "provisions": "a place inside a document",
    "durations": "a length of time",
    "sets": "what comes again and again",
    "lunar_dates": "a day or a month of the lunar calendar",
    "agencies": "a mention of an organisation",
    "officials": "a mention of a person with an office",
    "duties": "who must do what",
    "laws": "a law by its name",
    "anaphora": "words that mean a document already spoken of",
    "diagnostics": "what the parser doubts; and a file that could not be read",
    "documents": "a distinct document, joined over all digests",
    "occurrences": "a mention of a document, with the key of the document",
    "relations": "what a document does to another one, a row for each place that says so",
}

# Where a mention stands: the first columns of all tables of mentions.
PLACE: Final = """\
file text? the name of the file, or of the digest
item integer? the number of the item, from 0
heading text? its heading
line integer the line, from 1
column integer the column, from 1
start integer the offset of the first code point
end integer the offset behind the last one
text text the words, as written"""

COLUMNS: Final = {
    "digests": """
file text? the name of the file, or of the digest
title text? the title
from date? the first day of the period
to date? the last day of the period
publisher text? whose grammar read it: an identifier, or common
grammar text? the version of that grammar
anchor date? the day that was given for a title without a year
length integer how many code points the text has
items integer how many items
duties integer how many duties
diagnostics integer how many diagnostics""",
    "items": """
file text? the name of the file, or of the digest
title text? the title of the digest
from date? the first day of its period
to date? the last day of its period
item integer the number of the item, from 0
heading text? its heading
line integer the line, from 1
column integer the column, from 1
start integer the offset of the first code point
end integer the offset behind the last one
issued texts the numbers of the documents that it is about
due date? the first day on which something in it is due
references integer how many references
dates integer how many dates
deadlines integer how many deadlines""",
    "blocks": """
file text? the name of the file, or of the digest
item integer? the number of the item, from 0
kind text title, lead, heading or paragraph
line integer the line, from 1
column integer the column, from 1
start integer the offset of the first code point
end integer the offset behind the last one
text text the words, as written""",
    "references": """
type text? the type of the document, or the word for it
number text its number
date date? its day of issue
role text issued where the item is about it, else cited
issuer text? who issued it
issuer_from text? what says so: text, symbol, item""",
    "dates": """
from date? the first day
to date? the last day, inclusive
precision text the unit: day, month, quarter, months, year
part text? early, mid, late
edtf text the same in EDTF
inferred boolean whether something was taken from elsewhere
problem text? impossible, undetermined""",
    "ranges": """
from date? the first day
to date? the last day, inclusive""",
    "deadlines": """
due date? the last day on which it can be done
time text? the clock time on that day, as 16:00
relation text before, by, within
named text? the date that the words name, in EDTF
responsible text? the words that name who must act
inferred boolean? whether the year was taken from elsewhere
extended_to date? the working day after a counted period that ends on a day off
reckoning text named, counted, recurring, vague
limit date? the day that sets the limit
task text? what is to be done
document text? the number of the document that it stands under
next date? the next day of what comes again, where it is not due""",
    "effective_dates": """
from date? the day""",
    "expiry_dates": """
from date? the day""",
    "provisions": """
document text? the document: its number, or its name""",
    "durations": """
value text the length in ISO 8601
working boolean whether only working time counts""",
    "sets": """
value text how long it is from one time to the next, in ISO 8601
rule text? the days, as recurrence rules of RFC 5545""",
    "lunar_dates": """
day integer? the day
month integer the month
year integer? the year
leap boolean whether the month is a leap month
from date? the first day in our calendar
to date? the last day, inclusive
problem text? why there are none
inferred boolean whether the year was taken from elsewhere""",
    "agencies": """
name text the name written out
kind text authority, department, state, party, body, collective, role
level text? central, province, district, commune
territory text? the words for its place
collective boolean whether it stands for several
successor text? the organisations that took its place""",
    "officials": """
person text the name
offices texts the offices, as written""",
    "duties": """
due date? the first last day on which it can be done
responsible text the words that name who must act
parties texts the names of the organisations, written out
with text? the words for who helps
task text what is to be done
basis texts the numbers of the documents named in it
ordered_by text? the words that name who orders
document text? the number of the document that it stands under
next date? the next day of what comes again, where it is not due""",
    "laws": """
name text the name written out
year integer? its year
number text? its number
inferred boolean whether the number was inferred from the days of the digest""",
    "anaphora": """
type text? the type that the words say
document text? the number of the document that is meant""",
    "diagnostics": """
file text? the name of the file, or of the digest
line integer? the line, from 1
column integer? the column, from 1
start integer? the offset of the first code point
end integer? the offset behind the last one
severity text error, warning, info
code text the code; unreadable-file for a file that could not be read
message text what is wrong, in English""",
    "documents": """
number text? its number
name text? the name of a law, or of what is called by its name
type text? its type
date date? its day
issuer text? who issued it
roles texts issued, cited
items texts the items that mention it, as item, or file:item of several files
mentions integer how many mentions
relations texts what it does to others, as the kind and the other one
key text what tells it from all others
iri text? its Akoma Ntoso work IRI""",
    "occurrences": """
document text the key of the document
file text? the name of the file, or of the digest
item integer? the number of the item, from 0
kind text references, laws, anaphora
role text? of a reference: issued, cited
start integer the offset of the first code point
end integer the offset behind the last one
text text the words, as written""",
    "relations": """
source text the key of the document that does it
kind text carries-out, amends, replaces, repeals, answers, based-on
target text the key of the other one
file text? the name of the file, or of the digest
start integer the offset of the first code point
end integer the offset behind the last one
text text the words that say so""",
}
